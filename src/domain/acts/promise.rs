//! Promises: kept only in time, renegotiated only before it.

use super::spec::{About, ActSpec, Asks, Counts, LINES, May, OPEN, Only, Place, as_typed, needs};
use super::{Act, Decision, missing, no_such, rule};
use crate::case::event::{FactGroup, PromiseFact};
use crate::case::telling::{Said, Telling};
use crate::{
    Case, CaseEvent, Command, EventId, Field, Promise, PromiseEnd, Record, Recorded, Refusal, Target, Timestamp, Value,
    list,
};

pub(super) const PROMISE_MADE: ActSpec = ActSpec {
    may: May { who: LINES, states: OPEN, only: Only::Always, moves_to: None },
    asks: Asks { required: needs!(Due), optional: list!(Field: ToWhom Note), fill: as_typed },
    place: Place { about: About::Case, listed: Some(13), counts_as: &[Counts::Action] },
    decide: |decision, _| made(decision),
};

pub(super) const PROMISE_KEPT: ActSpec = ActSpec {
    may: May { who: LINES, states: OPEN, only: Only::Always, moves_to: None },
    asks: Asks { required: &[], optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Promise, listed: Some(14), counts_as: &[] },
    decide: kept,
};

pub(super) const PROMISE_RENEGOTIATED: ActSpec = ActSpec {
    may: May { who: LINES, states: OPEN, only: Only::Always, moves_to: None },
    // Without a new time a promise of its own follows.
    asks: Asks { required: &[], optional: list!(Field: Due Note), fill: as_typed },
    place: Place { about: About::Promise, listed: Some(15), counts_as: &[] },
    decide: renegotiated,
};

fn made(decision: &mut Decision<'_>) -> Result<(), Refusal> {
    let Some(due) = decision.record.at(Field::Due) else {
        return Err(missing(Act::PromiseMade, Field::Due));
    };
    let personal = decision.personal();
    decision.push(CaseEvent::PromiseMade { due, plan_eta: false, personal });
    Ok(())
}

/// The promise an act names, else the open one with the earliest due.
fn target(decision: &Decision<'_>, command: &Command) -> Result<Promise, Refusal> {
    // Carrying the plan out keeps its finishing time; by hand it is only kept when it is named.
    let by_hand = |promise: &&Promise| command.act != Act::PromiseKept || !promise.plan_eta;
    let found = match command.target {
        Some(Target::Promise(id)) => decision.case.promises.iter().find(|promise| promise.id == id),
        _ => decision.case.open_promises().into_iter().find(by_hand),
    };
    found.cloned().ok_or_else(|| no_such("promise"))
}

fn kept(decision: &mut Decision<'_>, command: &Command) -> Result<(), Refusal> {
    let late =
        || decision.case.promises.iter().rev().find(|promise| matches!(promise.end, Some((PromiseEnd::Missed, _))));
    let promise = match target(decision, command) {
        Ok(promise) => promise,
        // Kept late is worth noting; it stays missed.
        Err(refusal) => late().cloned().ok_or(refusal)?,
    };
    let personal = decision.personal();
    decision.push(CaseEvent::PromiseKept { promise: promise.id, personal });
    Ok(())
}

fn renegotiated(decision: &mut Decision<'_>, command: &Command) -> Result<(), Refusal> {
    let promise = target(decision, command)?;
    if !promise.is_open() {
        return Err(rule(Act::PromiseRenegotiated, "promise-is-over"));
    }
    let personal = decision.personal();
    decision.push(CaseEvent::PromiseRenegotiated { promise: promise.id, personal: personal.clone() });
    if let Some(due) = decision.record.at(Field::Due) {
        let personal = if personal.text(Field::Note).is_some() || promise.text.is_empty() {
            personal
        } else {
            words(&promise.text)
        };
        decision.push(CaseEvent::PromiseMade { due, plan_eta: promise.plan_eta, personal });
    }
    Ok(())
}

pub(super) fn words(text: &str) -> Record {
    Record::default().with(Field::Note, Value::Text(text.to_owned()))
}

/// The finishing time of an accepted plan is a promise.
pub(super) fn from_plan(decision: &mut Decision<'_>) {
    let Some((due, text)) = decision.case.plan().and_then(|plan| Some((plan.eta?, plan.text.clone()))) else { return };
    decision.push(CaseEvent::PromiseMade { due, plan_eta: true, personal: words(&text) });
}

/// Carrying the plan out keeps it.
pub(super) fn keep_plan_eta(decision: &mut Decision<'_>) {
    for promise in open_plan_etas(decision) {
        decision.push(CaseEvent::PromiseKept { promise: promise.id, personal: Record::default() });
    }
}

/// A plan that failed before its time, with the customer told, was renegotiated.
pub(super) fn end_plan_eta_early(decision: &mut Decision<'_>) {
    for promise in open_plan_etas(decision) {
        decision.push(CaseEvent::PromiseRenegotiated { promise: promise.id, personal: Record::default() });
    }
}

fn open_plan_etas(decision: &Decision<'_>) -> Vec<Promise> {
    decision.case.open_promises().into_iter().filter(|promise| promise.plan_eta).cloned().collect()
}

/// Promises fall away with a case that leaves the desk without a result.
pub(super) fn cancel_open(decision: &mut Decision<'_>) {
    let open: Vec<EventId> = decision.case.open_promises().iter().map(|promise| promise.id).collect();
    for promise in open {
        decision.push(CaseEvent::PromiseCancelled { promise });
    }
}

impl<'a> FactGroup<'a> for PromiseFact<'a> {
    fn fold(self, case: &mut Case, fact: &Recorded) {
        match self {
            Self::PromiseMade { due, plan_eta, personal } => {
                let promise = Promise {
                    id: fact.id,
                    due: *due,
                    text: personal.text(Field::Note).unwrap_or_default().to_owned(),
                    end: None,
                    kept_late: None,
                    plan_eta: *plan_eta,
                    made_at: fact.at,
                    round: case.round(),
                };
                case.promises.push(promise);
            }
            Self::PromiseKept { promise, .. } => end_promise(case, *promise, PromiseEnd::Kept, fact.at),
            Self::PromiseMissed { promise } => {
                end_promise(case, *promise, PromiseEnd::Missed, fact.at);
                case.work.broken_promise = true;
            }
            Self::PromiseRenegotiated { promise, .. } => {
                end_promise(case, *promise, PromiseEnd::Renegotiated, fact.at);
            }
            Self::PromiseCancelled { promise } => end_promise(case, *promise, PromiseEnd::Cancelled, fact.at),
        }
    }

    fn tell(self) -> Telling<'a> {
        match self {
            Self::PromiseMade { due, personal, .. } => {
                let words = Said::first(personal, &[Field::Note, Field::ToWhom]);
                Telling::row([Some(Said::At(*due)), words].into_iter().flatten().collect())
            }
            Self::PromiseKept { promise, .. } | Self::PromiseRenegotiated { promise, .. } => {
                Telling::row(vec![Said::Promise(*promise)])
            }
            Self::PromiseMissed { promise } => Telling::alarm(vec![Said::Promise(*promise)]),
            Self::PromiseCancelled { .. } => Telling::none(),
        }
    }
}

/// The first end counts: a promise kept late stays missed.
fn end_promise(case: &mut Case, id: EventId, end: PromiseEnd, at: Timestamp) {
    if let Some(promise) = case.promises.iter_mut().find(|promise| promise.id == id) {
        if end == PromiseEnd::Kept && matches!(promise.end, Some((PromiseEnd::Missed, _))) {
            promise.kept_late.get_or_insert(at);
        }
        promise.end.get_or_insert((end, at));
    }
}

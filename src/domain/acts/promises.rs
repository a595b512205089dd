//! Promises: kept only in time, renegotiated only before it.

use super::grading::rule;
use super::{Deed, progress};
use crate::domain::case::{Promise, PromiseEnd};
use crate::domain::case::event::{CaseEvent, Entry};
use crate::domain::code::FollowUpKind;
use crate::domain::command::{Act, Command, Refusal, Target};
use crate::domain::record::{Field, Record, Value};

/// The acts of this module; `None` for others.
pub(super) fn act(deed: &mut Deed<'_>, command: &Command) -> Option<Result<(), Refusal>> {
    match command.act {
        Act::PromiseMade => Some(made(deed)),
        Act::PromiseKept => Some(kept(deed, command)),
        Act::PromiseRenegotiated => Some(renegotiated(deed, command)),
        Act::ProgressTold => {
            told(deed);
            Some(Ok(()))
        }
        Act::RhythmAgreed => {
            let minutes = deed.record.number(Field::IntervalMin).and_then(|minutes| u32::try_from(minutes).ok())?;
            let personal = Entry::of(deed.record.clone()).personal;
            deed.push(CaseEvent::RhythmAgreed { interval_min: minutes, personal });
            progress::agreed(deed);
            Some(Ok(()))
        }
        _ => None,
    }
}

fn made(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    let Some(due) = deed.record.at(Field::Due) else {
        return Err(Refusal::Missing { act: Act::PromiseMade, fields: vec![Field::Due] });
    };
    let personal = Entry::of(deed.record.clone()).personal;
    deed.push(CaseEvent::PromiseMade { due, plan_eta: false, personal });
    Ok(())
}

/// The promise an act names, else the open one with the earliest due.
fn target(deed: &Deed<'_>, command: &Command) -> Result<Promise, Refusal> {
    // Carrying the plan out keeps its finishing time; by hand it is only kept when it is named.
    let by_hand = |promise: &&Promise| command.act != Act::PromiseKept || !promise.plan_eta;
    let found = match command.target {
        Some(Target::Promise(id)) => deed.case.promises.iter().find(|promise| promise.id == id),
        _ => deed.case.open_promises().into_iter().find(by_hand),
    };
    found.cloned().ok_or_else(|| Refusal::NoSuch { what: "promise".to_owned() })
}

fn kept(deed: &mut Deed<'_>, command: &Command) -> Result<(), Refusal> {
    let late = || deed.case.promises.iter().rev().find(|promise| matches!(promise.end, Some((PromiseEnd::Missed, _))));
    let promise = match target(deed, command) {
        Ok(promise) => promise,
        // Kept late is worth noting; it stays missed.
        Err(refusal) => late().cloned().ok_or(refusal)?,
    };
    let personal = Entry::of(deed.record.clone()).personal;
    deed.push(CaseEvent::PromiseKept { promise: promise.id, personal });
    Ok(())
}

fn renegotiated(deed: &mut Deed<'_>, command: &Command) -> Result<(), Refusal> {
    let promise = target(deed, command)?;
    if !promise.is_open() {
        return Err(rule(Act::PromiseRenegotiated, "promise-is-over"));
    }
    let personal = Entry::of(deed.record.clone()).personal;
    deed.push(CaseEvent::PromiseRenegotiated { promise: promise.id, personal: personal.clone() });
    if let Some(due) = deed.record.at(Field::Due) {
        let personal = if personal.text(Field::Note).is_some() || promise.text.is_empty() {
            personal
        } else {
            words(&promise.text)
        };
        deed.push(CaseEvent::PromiseMade { due, plan_eta: promise.plan_eta, personal });
    }
    Ok(())
}

pub(super) fn words(text: &str) -> Record {
    Record::default().with(Field::Note, Value::Text(text.to_owned()))
}

/// The customer was told how far we are.
pub(super) fn told(deed: &mut Deed<'_>) {
    deed.push(CaseEvent::ProgressTold(Entry::of(deed.record.clone())));
    super::tasks::finish_open(deed, FollowUpKind::Progress, false);
    progress::told(deed);
}

/// The finishing time of an accepted plan is a promise.
pub(super) fn from_plan(deed: &mut Deed<'_>) {
    let Some((due, text)) = deed.case.plan().and_then(|plan| Some((plan.eta?, plan.text.clone()))) else { return };
    deed.push(CaseEvent::PromiseMade { due, plan_eta: true, personal: words(&text) });
}

/// Carrying the plan out keeps it.
pub(super) fn keep_plan_eta(deed: &mut Deed<'_>) {
    for promise in open_plan_etas(deed) {
        deed.push(CaseEvent::PromiseKept { promise: promise.id, personal: Record::default() });
    }
}

/// A plan that failed before its time, with the customer told, was renegotiated.
pub(super) fn end_plan_eta_early(deed: &mut Deed<'_>) {
    for promise in open_plan_etas(deed) {
        deed.push(CaseEvent::PromiseRenegotiated { promise: promise.id, personal: Record::default() });
    }
}

fn open_plan_etas(deed: &Deed<'_>) -> Vec<Promise> {
    deed.case.open_promises().into_iter().filter(|promise| promise.plan_eta).cloned().collect()
}

/// Promises fall away with a case that leaves the desk without a result.
pub(super) fn cancel_open(deed: &mut Deed<'_>) {
    let open: Vec<Promise> = deed.case.open_promises().into_iter().cloned().collect();
    for promise in open {
        deed.push(CaseEvent::PromiseCancelled { promise: promise.id });
    }
}

//! Facts about limits, promises and tasks.

use crate::domain::case::{Case, Clock, FollowUp, FollowUpEnd, Pause, Promise, PromiseEnd};
use crate::domain::case::event::{CaseEvent, ClockSet, TaskAct, TaskMade};
use crate::domain::code::{ClockKind, FollowUpKind};
use crate::domain::event::Recorded;
use crate::domain::record::Field;
use crate::domain::time::{EventId, Timestamp};

/// Folds a fact of clocks, promises or tasks; `false` for facts of other modules.
pub(super) fn take(case: &mut Case, fact: &Recorded, event: &CaseEvent) -> bool {
    clocks(case, fact.at, event) || promises(case, fact, event) || tasks(case, fact, event)
}

fn clocks(case: &mut Case, at: Timestamp, event: &CaseEvent) -> bool {
    match event {
        CaseEvent::ClockStarted(set) => started(case, at, set),
        CaseEvent::ClockMoved(set) => moved(case, set),
        CaseEvent::ClockMet { clock, round, met, due } => {
            if let Some(clock) = running(case, *clock, *round) {
                clock.met = Some(*met);
                clock.due = due.unwrap_or(clock.due);
                stand_no_more(clock, *met);
            }
        }
        CaseEvent::ClockCancelled { clock, round } => {
            if let Some(clock) = running(case, *clock, *round) {
                clock.cancelled = Some(at);
                stand_no_more(clock, at);
            }
        }
        CaseEvent::ClockBreached { clock, round, due } => {
            case.work.breaches_told.insert((*clock, *round, *due));
        }
        CaseEvent::ClockPaused { reason, until, clocks, personal } => {
            let missing = personal.text(Field::Missing).unwrap_or_default().to_owned();
            case.pause = Some(Pause { reason: reason.clone(), missing, since: at, until: *until });
            for clock in case.clocks.iter_mut().filter(|clock| clock.is_running() && clocks.contains(&clock.kind)) {
                if clock.stands_since().is_none() {
                    clock.pauses.push((at, None));
                }
            }
        }
        CaseEvent::ClockResumed { dues, .. } => resumed(case, at, dues),
        _ => return false,
    }
    true
}

fn running(case: &mut Case, kind: ClockKind, round: u32) -> Option<&mut Clock> {
    case.clocks.iter_mut().rev().find(|clock| clock.kind == kind && clock.round == round && clock.is_running())
}

/// A clock started while the case waits stands still from the start.
fn started(case: &mut Case, at: Timestamp, set: &ClockSet) {
    case.clocks.push(Clock {
        kind: set.clock,
        round: set.round,
        start: set.start,
        limit: set.limit,
        calendar: set.calendar,
        calendar_version: set.version.clone(),
        due: set.due,
        first_due: set.due,
        met: None,
        cancelled: None,
        pauses: if set.stands { vec![(at, None)] } else { Vec::new() },
        armed: set.armed,
    });
}

fn moved(case: &mut Case, set: &ClockSet) {
    if let Some(clock) = running(case, set.clock, set.round) {
        clock.start = set.start;
        clock.limit = set.limit;
        clock.calendar = set.calendar;
        clock.calendar_version.clone_from(&set.version);
        clock.due = set.due;
        clock.armed = set.armed;
    }
}

fn stand_no_more(clock: &mut Clock, at: Timestamp) {
    if let Some(last) = clock.pauses.last_mut() {
        last.1.get_or_insert(at);
    }
}

fn resumed(case: &mut Case, at: Timestamp, dues: &[(ClockKind, Timestamp)]) {
    case.pause = None;
    for clock in case.clocks.iter_mut().filter(|clock| clock.is_running()) {
        if let Some((_, due)) = dues.iter().find(|(kind, _)| *kind == clock.kind) {
            clock.due = *due;
        }
        stand_no_more(clock, at);
    }
}

fn promises(case: &mut Case, fact: &Recorded, event: &CaseEvent) -> bool {
    let at = fact.at;
    match event {
        CaseEvent::PromiseMade { due, plan_eta, personal } => {
            let text = personal.text(Field::Note).unwrap_or_default().to_owned();
            let round = case.round();
            case.promises.push(Promise {
                id: fact.id,
                due: *due,
                text,
                end: None,
                kept_late: None,
                plan_eta: *plan_eta,
                made_at: at,
                round,
            });
        }
        CaseEvent::PromiseKept { promise, .. } => end_promise(case, *promise, PromiseEnd::Kept, at),
        CaseEvent::PromiseMissed { promise } => {
            end_promise(case, *promise, PromiseEnd::Missed, at);
            case.work.broken_promise = true;
        }
        CaseEvent::PromiseRenegotiated { promise, .. } => end_promise(case, *promise, PromiseEnd::Renegotiated, at),
        CaseEvent::PromiseCancelled { promise } => end_promise(case, *promise, PromiseEnd::Cancelled, at),
        _ => return false,
    }
    true
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

fn tasks(case: &mut Case, fact: &Recorded, event: &CaseEvent) -> bool {
    match event {
        CaseEvent::FollowUpCreated(made) => case.follow_ups.push(created(fact, made)),
        CaseEvent::FollowUpSnoozed(act) => change(case, act, |task| task.snoozed += 1),
        CaseEvent::FollowUpDone(act) => {
            let result = act.record.text(Field::FollowUpResult).map(str::to_owned);
            change(case, act, |task| {
                task.attempts += u32::from(!act.no_call);
                task.result = result;
                task.end = Some((FollowUpEnd::Done, fact.at));
            });
        }
        CaseEvent::FollowUpMissed(act) => change(case, act, |task| task.missed.push(fact.at)),
        CaseEvent::FollowUpCancelled(act) => {
            change(case, act, |task| task.end = Some((FollowUpEnd::Cancelled, fact.at)));
        }
        CaseEvent::FollowUpNoAnswer(act) => change(case, act, |task| {
            task.attempts += 1;
            // A reminder is one try; the next one is a task of its own.
            if task.kind == FollowUpKind::CustomerWait {
                task.end = Some((FollowUpEnd::Done, fact.at));
            }
        }),
        CaseEvent::FollowUpRescheduled(act) => change(case, act, |task| {
            task.attempts += 1;
            task.moved_to.extend(act.due);
        }),
        _ => return false,
    }
    true
}

fn created(fact: &Recorded, made: &TaskMade) -> FollowUp {
    FollowUp {
        id: fact.id,
        kind: made.what,
        round: made.round,
        due: made.due,
        first_due: made.due,
        owner: made.owner.clone(),
        snoozed: 0,
        attempts: made.attempts,
        missed: Vec::new(),
        end: made.done.then_some((FollowUpEnd::Done, fact.at)),
        start: made.start,
        limit: made.limit,
        calendar: made.calendar,
        moved_to: Vec::new(),
        result: None,
    }
}

fn change(case: &mut Case, act: &TaskAct, with: impl FnOnce(&mut FollowUp)) {
    if let Some(task) = case.follow_ups.iter_mut().find(|task| task.id == act.task && task.is_open()) {
        task.due = act.due.unwrap_or(task.due);
        if let Some(owner) = &act.owner {
            task.owner.clone_from(owner);
        }
        with(task);
    }
}

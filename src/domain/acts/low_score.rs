//! The call a lead makes after a low rating: by another person than the one who handled the case, with what was done
//! about it, and a second rating asked once.

use super::{Act, Decision, ending, missing, rights, rule};
use crate::values::TaskResult;
use crate::{CaseEvent, Entry, Field, FollowUp, FollowUpKind, Record, Refusal, Role, Solved, State, Value};

/// Only a lead calls back, and not the one who handled the case where another lead is on shift.
pub(super) fn check_caller(decision: &Decision<'_>, act: Act) -> Result<(), Refusal> {
    rights::lead_only(decision.actor, act)?;
    let handler = decision.actor.person == decision.case.owner && decision.actor.role != Role::System;
    let other = decision.known.leads.iter().any(|lead| *lead != decision.case.owner);
    if handler && other { Err(rule(act, "low-score-not-handler")) } else { Ok(()) }
}

/// What was done is noted, unless the matter is at work again or the customer could not or would not talk.
pub(super) fn check_done(decision: &Decision<'_>, task: &FollowUp) -> Result<(), Refusal> {
    check_caller(decision, Act::FollowUpDone)?;
    let reopened = decision.case.round() > task.round;
    let talked =
        !matches!(decision.record.code(Field::FollowUpResult), Some(TaskResult::Refused | TaskResult::WrongNumber));
    if talked && !reopened && decision.record.get(Field::Note).is_none() {
        return Err(missing(Act::FollowUpDone, Field::Note));
    }
    Ok(())
}

/// Not solved in the customer's eyes: the case goes back to work. The cause found goes on record.
pub(super) fn after_call(decision: &mut Decision<'_>) -> Result<(), Refusal> {
    if let Some(cause) = decision.record.text(Field::RootCause).map(str::to_owned) {
        let record = Record::default().with(Field::RootCause, Value::Code(cause));
        decision.push(CaseEvent::Drafted(Entry::of(record)));
    }
    let closed = matches!(decision.case.state, State::Closing | State::Archived);
    if decision.record.code(Field::Solved) == Some(Solved::No) && closed {
        let why = decision.record.text(Field::Note).unwrap_or_default().to_owned();
        decision.record = Record::default().with(Field::Reason, Value::Text(why));
        ending::reopen_in_time(decision)?;
    }
    Ok(())
}

/// Whether a low rating still needs the call of a lead: it was not made in this round, nor is it due.
pub(super) fn needs_call(decision: &Decision<'_>) -> bool {
    let round = decision.case.round();
    let ended = |task: &FollowUp| task.end.as_ref().is_some_and(|(end, _)| end.as_str() == "cancelled");
    let tasks = &decision.case.follow_ups;
    !tasks.iter().any(|task| task.kind == FollowUpKind::LowScore && task.round == round && !ended(task))
}

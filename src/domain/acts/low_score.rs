//! The call a lead makes after a low rating: by another person than the one who handled the case, with what was done
//! about it, and a second rating asked once.

use super::grading::rule;
use super::{Deed, flow};
use crate::domain::case::FollowUp;
use crate::domain::case::event::{CaseEvent, Entry};
use crate::domain::code::{FollowUpKind, Role, Solved, State};
use crate::domain::command::{Act, Refusal};
use crate::domain::record::{Field, Record, Value};
use super::rights;
use crate::domain::values::TaskResult;

/// Only a lead calls back, and not the one who handled the case where another lead is on shift.
pub(super) fn check_caller(deed: &Deed<'_>, act: Act) -> Result<(), Refusal> {
    rights::lead_only(deed.actor, act)?;
    let handler = deed.actor.no == deed.case.owner && deed.actor.role != Role::System;
    let other = deed.known.leads.iter().any(|lead| *lead != deed.case.owner);
    if handler && other { Err(rule(act, "low-score-not-handler")) } else { Ok(()) }
}

/// What was done is noted, unless the matter is at work again or the customer could not or would not talk.
pub(super) fn check_done(deed: &Deed<'_>, task: &FollowUp) -> Result<(), Refusal> {
    check_caller(deed, Act::FollowUpDone)?;
    let reopened = deed.case.round() > task.round;
    let talked =
        !matches!(deed.record.code(Field::FollowUpResult), Some(TaskResult::Refused | TaskResult::WrongNumber));
    if talked && !reopened && deed.record.get(Field::Note).is_none() {
        return Err(Refusal::Missing { act: Act::FollowUpDone, fields: vec![Field::Note] });
    }
    Ok(())
}

/// Not solved in the customer's eyes: the case goes back to work. The cause found goes on record.
pub(super) fn after_call(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    if let Some(cause) = deed.record.text(Field::RootCause).map(str::to_owned) {
        let record = Record::default().with(Field::RootCause, Value::Code(cause));
        deed.push(CaseEvent::Drafted(Entry::of(record)));
    }
    let closed = matches!(deed.case.state, State::Closing | State::Archived);
    if deed.record.code(Field::Solved) == Some(Solved::No) && closed {
        let why = deed.record.text(Field::Note).unwrap_or_default().to_owned();
        deed.record = Record::default().with(Field::Reason, Value::Text(why));
        flow::reopen_in_time(deed)?;
    }
    Ok(())
}

/// Whether a low rating still needs the call of a lead: it was not made in this round, nor is it due.
pub(super) fn needs_call(deed: &Deed<'_>) -> bool {
    let round = deed.case.round();
    let ended = |task: &FollowUp| task.end.as_ref().is_some_and(|(end, _)| end.as_str() == "cancelled");
    let tasks = &deed.case.follow_ups;
    !tasks.iter().any(|task| task.kind == FollowUpKind::LowScore && task.round == round && !ended(task))
}

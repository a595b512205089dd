//! Waiting for the customer.

use super::grading::rule;
use super::{Deed, tasks};
use crate::domain::case::event::{CaseEvent, Entry};
use crate::domain::code::{FollowUpKind, Role, State};
use crate::domain::command::{Act, Command, Refusal};
use crate::domain::timers::clocks;
use crate::domain::record::{Field, Record};
use super::rights;

/// The acts of this module; `None` for others.
pub(super) fn act(deed: &mut Deed<'_>, command: &Command) -> Option<Result<(), Refusal>> {
    match command.act {
        Act::Pause => Some(pause(deed)),
        Act::Resume => {
            let personal = Entry::of(deed.record.clone()).personal;
            resume(deed, false, personal);
            Some(Ok(()))
        }
        _ => None,
    }
}

fn pause(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    let code = deed.record.text(Field::PauseReason).unwrap_or_default();
    let reason = deed.manual().pause_reasons.iter().find(|reason| reason.id == code);
    let Some(reason) = reason else { return Err(Refusal::NoSuch { what: "pause_reason".to_owned() }) };
    if let Some(role) = reason.needs_role.filter(|role| *role != deed.actor.role && deed.actor.role != Role::System) {
        return Err(rights::not_you(deed.actor, Act::Pause, &[role]));
    }
    if deed.case.is_safety() {
        return Err(rule(Act::Pause, "safety-never-waits"));
    }
    let longest = deed.calendar().workday_due(deed.now, deed.manual().clock.max_pause_workdays);
    let until = deed.record.at(Field::PauseUntil).map_or(longest, |until| until.min(longest));
    let clocks = if reason.stops_clock { clocks::stopped_by_pause(&deed.case, deed.now) } else { Vec::new() };
    let personal = Entry::of(deed.record.clone()).personal;
    deed.push(CaseEvent::ClockPaused { reason: reason.id.clone(), until, clocks, personal });
    // Force majeure is nobody's to send; the others wait for the customer.
    if reason.stops_clock && reason.needs_role.is_none() {
        tasks::at_pause(deed);
    }
    Ok(())
}

/// The clocks run again with what was left; reminders to the customer fall away.
pub fn resume(deed: &mut Deed<'_>, auto: bool, personal: Record) {
    let dues = clocks::dues_on_resuming(deed, deed.now);
    deed.push(CaseEvent::ClockResumed { auto, dues, personal });
    tasks::cancel_open(deed, |task| task.kind == FollowUpKind::CustomerWait);
}

/// A case that moved out of handling waits no more.
pub fn end_where_over(deed: &mut Deed<'_>) {
    let at_work = matches!(deed.case.state, State::Process | State::PlanConfirm | State::Implement | State::Verify);
    if deed.case.pause.is_some() && !at_work {
        resume(deed, true, Record::default());
    }
}

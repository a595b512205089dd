//! Waiting for the customer.

use super::spec::{ANY, AT_WORK, About, ActSpec, Asks, LINES, May, Only, Place, as_typed, needs};
use super::{Act, Decision, no_such, rights, rule, tasks};
use crate::case::event::{FactGroup, PauseFact};
use crate::case::telling::{Said, Telling};
use crate::timers::clocks;
use crate::{Case, CaseEvent, ClockKind, Field, FollowUpKind, Pause, Record, Recorded, Refusal, Role, Timestamp, list};

pub(super) const PAUSE: ActSpec = ActSpec {
    may: May { who: LINES, states: AT_WORK, only: Only::Running, moves_to: None },
    asks: Asks { required: needs!(PauseReason), optional: list!(Field: Missing PauseUntil Note), fill: as_typed },
    place: Place { about: About::Case, listed: Some(27), counts_as: &[] },
    decide: |decision, _| pause(decision),
};

pub(super) const RESUME: ActSpec = ActSpec {
    may: May { who: LINES, states: ANY, only: Only::Waiting, moves_to: None },
    asks: Asks { required: &[], optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Case, listed: Some(28), counts_as: &[] },
    decide: |decision, _| {
        let personal = decision.personal();
        resume(decision, false, personal);
        Ok(())
    },
};

fn pause(decision: &mut Decision<'_>) -> Result<(), Refusal> {
    let code = decision.record.text(Field::PauseReason).unwrap_or_default();
    let reason = decision.manual().pause_reasons.iter().find(|reason| reason.id == code);
    let Some(reason) = reason else { return Err(no_such("pause_reason")) };
    if let Some(role) =
        reason.needs_role.filter(|role| *role != decision.actor.role && decision.actor.role != Role::System)
    {
        return Err(rights::not_you(decision.actor, Act::Pause, &[role]));
    }
    if decision.case.is_safety() {
        return Err(rule(Act::Pause, "safety-never-waits"));
    }
    let longest = match reason.longest_days {
        Some(days) => decision.now.plus_min(i64::from(days) * 1440),
        None => decision.calendar().workday_due(decision.now, decision.manual().clock.max_pause_workdays),
    };
    let until = decision.record.at(Field::PauseUntil).unwrap_or(longest);
    if until > longest {
        return Err(rule(Act::Pause, "pause-too-long"));
    }
    let clocks = if reason.stops_clock { clocks::stopped_by_pause(&decision.case, decision.now) } else { Vec::new() };
    let personal = decision.personal();
    decision.push(CaseEvent::ClockPaused { reason: reason.id.clone(), until, clocks, personal });
    // Force majeure is nobody's to send; the others wait for the customer.
    if reason.stops_clock && reason.needs_role.is_none() {
        tasks::at_pause(decision);
    }
    Ok(())
}

/// The clocks run again with what was left; reminders to the customer fall away.
pub fn resume(decision: &mut Decision<'_>, auto: bool, personal: Record) {
    let dues = clocks::dues_on_resuming(decision, decision.now);
    decision.push(CaseEvent::ClockResumed { auto, dues, personal });
    tasks::cancel_open(decision, |task| task.kind == FollowUpKind::CustomerWait);
}

/// A case that moved out of handling waits no more.
pub fn end_where_over(decision: &mut Decision<'_>) {
    if decision.case.pause.is_some() && !AT_WORK.contains(&decision.case.state) {
        resume(decision, true, Record::default());
    }
}

impl<'a> FactGroup<'a> for PauseFact<'a> {
    fn fold(self, case: &mut Case, fact: &Recorded) {
        match self {
            Self::ClockPaused { reason, until, clocks, personal } => {
                let missing = personal.text(Field::Missing).unwrap_or_default().to_owned();
                case.pause = Some(Pause { reason: reason.clone(), missing, since: fact.at, until: *until });
                for clock in case.clocks.iter_mut().filter(|clock| clock.is_running() && clocks.contains(&clock.kind)) {
                    if clock.stands_since().is_none() {
                        clock.pauses.push((fact.at, None));
                    }
                }
            }
            Self::ClockResumed { dues, .. } => resumed(case, fact.at, dues),
        }
    }

    fn tell(self) -> Telling<'a> {
        match self {
            Self::ClockPaused { reason, until, .. } => {
                Telling::row(vec![Said::Code(Field::PauseReason, reason), Said::At(*until)])
            }
            Self::ClockResumed { auto, .. } => Telling::row(Vec::new()).only_if(!*auto),
        }
    }
}

fn resumed(case: &mut Case, at: Timestamp, dues: &[(ClockKind, Timestamp)]) {
    case.pause = None;
    for clock in case.clocks.iter_mut().filter(|clock| clock.is_running()) {
        if let Some((_, due)) = dues.iter().find(|(kind, _)| *kind == clock.kind) {
            clock.due = *due;
        }
        clock.stand_no_more(at);
    }
}

//! The result, and every way out of the desk and back: archived, reopened, withdrawn, out of reach, not a real contact.

use super::plan::go_with_plan;
use super::spec::{ASKERS, AT_WORK, About, ActSpec, Asks, Counts, FRONT, LEAD, May, Only, Place, as_typed, needs};
use super::{Act, Decision, escalate, fields, grading, progress, promise, rights, rule, tasks};
use crate::case::event::{EndingFact, FactGroup, Grade};
use crate::case::telling::Telling;
use crate::case::{enter, go};
use crate::timers::clocks;
use crate::values::SpamReason;
use crate::{
    Case, CaseEvent, ClockKind, DAY_MS, Entry, Field, FollowUp, FollowUpEnd, FollowUpKind, HolderKind, Outcome,
    Recorded, Refusal, State, Timestamp, list,
};

/// Calls without an answer before a lead may close a case as unreachable.
const TRIES: i64 = 3;

pub(super) const RESULT_CONFIRMED: ActSpec = ActSpec {
    may: May { who: FRONT, states: &[State::Verify], only: Only::Always, moves_to: Some(State::Closing) },
    asks: Asks { required: needs!(Outcome ConfirmedBy), optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Case, listed: Some(9), counts_as: &[Counts::Anew] },
    decide: |decision, _| {
        decision.enter(CaseEvent::ResultConfirmed)?;
        clocks::meet(decision, &[ClockKind::Answer], decision.now);
        clocks::meet(decision, clocks::ENDED, decision.now);
        tasks::at_confirmed(decision);
        Ok(())
    },
};

pub(super) const RESULT_REFUSED: ActSpec = ActSpec {
    may: May { who: FRONT, states: &[State::Verify], only: Only::Always, moves_to: Some(State::Process) },
    asks: Asks { required: needs!(Reason), optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Case, listed: Some(10), counts_as: &[] },
    decide: |decision, _| {
        decision.enter(CaseEvent::ResultRefused)?;
        tasks::cancel_open(decision, |task| task.kind == FollowUpKind::ImplCheck);
        Ok(())
    },
};

pub(super) const UNREACHABLE: ActSpec = ActSpec {
    may: May { who: LEAD, states: AT_WORK, only: Only::Always, moves_to: Some(State::Closing) },
    asks: Asks { required: needs!((if ThreeTries) WrittenNoticeSent), optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Case, listed: Some(42), counts_as: &[] },
    decide: |decision, _| unreachable(decision),
};

pub(super) const ARCHIVE: ActSpec = ActSpec {
    may: May { who: FRONT, states: &[State::Closing], only: Only::Always, moves_to: Some(State::Archived) },
    asks: Asks {
        required: needs!(Outcome (if RatedOrReason) (if RecordComplete) (if CauseIfComplaint) (if OnlyLaterTasks)
            (if Reviewed)),
        optional: list!(Field: RootCause ClosingNotice RatingReason),
        fill: as_typed,
    },
    place: Place { about: About::Case, listed: Some(11), counts_as: list!(Counts: Contact LeadIfGrave) },
    decide: |decision, _| archive(decision),
};

pub(super) const REOPEN: ActSpec = ActSpec {
    may: May {
        who: ASKERS,
        states: list!(State: Closing Archived),
        only: Only::Always,
        moves_to: Some(State::Process),
    },
    asks: Asks { required: needs!(Reason (if ByCustomerOrStaff)), optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Case, listed: Some(12), counts_as: &[Counts::Contact] },
    decide: |decision, _| reopen_in_time(decision),
};

pub(super) const WITHDRAW: ActSpec = ActSpec {
    may: May {
        who: FRONT,
        states: list!(State: Intake Identify Process PlanConfirm Implement Verify),
        only: Only::Always,
        moves_to: Some(State::Cancelled),
    },
    asks: Asks { required: needs!(Reason CustomerSaidSo), optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Case, listed: Some(40), counts_as: list!(Counts: Contact LeadIfGrave) },
    decide: |decision, _| withdraw(decision),
};

pub(super) const SPAM: ActSpec = ActSpec {
    may: May { who: FRONT, states: list!(State: Intake Identify), only: Only::Always, moves_to: Some(State::Spam) },
    asks: Asks { required: needs!(SpamReason), optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Case, listed: Some(41), counts_as: &[] },
    decide: |decision, _| {
        let abuse = decision.record.code(Field::SpamReason) == Some(SpamReason::Abuse);
        decision.enter(CaseEvent::SpamMarked)?;
        let_go(decision, |_| false);
        if abuse {
            escalate::by_rule(decision, escalate::Trigger::AbuseEnded);
        }
        Ok(())
    },
};

/// Calls made for a task; an update that was told reached the customer.
fn tries(task: &FollowUp) -> u32 {
    let reached = task.kind == FollowUpKind::Progress && task.end.is_some_and(|(end, _)| end == FollowUpEnd::Done);
    task.attempts.saturating_sub(u32::from(reached))
}

fn unreachable(decision: &mut Decision<'_>) -> Result<(), Refusal> {
    let called: u32 = decision.case.follow_ups.iter().map(tries).sum();
    let said = decision.record.number(Field::Attempts).unwrap_or_default();
    if said.max(i64::from(called)) < TRIES {
        return Err(rule(Act::Unreachable, "three-tries-first"));
    }
    if !decision.record.flag(Field::WrittenNoticeSent) {
        return Err(rule(Act::Unreachable, "written-notice-first"));
    }
    decision.enter(CaseEvent::Unreachable)?;
    let manual = decision.manual();
    let_go(decision, |kind| tasks::outlives_archive(manual, kind));
    Ok(())
}

/// The case leaves the desk without a result: clocks, promises and tasks fall away, but for the kinds kept.
pub(super) fn let_go(decision: &mut Decision<'_>, keep: impl Fn(FollowUpKind) -> bool) {
    clocks::cancel(decision, ClockKind::ALL);
    promise::cancel_open(decision);
    tasks::cancel_open(decision, |task| !keep(task.kind));
}

fn archive(decision: &mut Decision<'_>) -> Result<(), Refusal> {
    if decision.case.needs_lead() {
        rights::lead_only(decision.actor, Act::Archive)?;
    }
    // What is typed with the closing form may be the last fields of the record.
    let typed = decision.record.clone();
    let mut probe = decision.case.clone();
    probe.record.merge(&typed);
    fields::check_archive(&probe, &typed, decision.manual())?;
    decision.enter(CaseEvent::Archived)?;
    progress::follow(decision, progress::Rhythm::None);
    Ok(())
}

/// Back to handling, within the days the manual gives after the archive.
pub(super) fn reopen_in_time(decision: &mut Decision<'_>) -> Result<(), Refusal> {
    let days = i64::from(decision.manual().clock.reopen_days);
    let over = |archived: Timestamp| decision.now.since_ms(archived) > days * DAY_MS;
    if decision.case.archived_at.is_some_and(over) {
        return Err(rule(Act::Reopen, "reopen-too-late"));
    }
    reopen_now(decision);
    Ok(())
}

/// Back to handling; checks and rating calls of the earlier round are made anew by the next one.
pub(super) fn reopen_now(decision: &mut Decision<'_>) {
    let earlier = [FollowUpKind::ImplCheck, FollowUpKind::Satisfaction, FollowUpKind::Watch];
    grading::reopened(decision);
    tasks::cancel_open(decision, |task| earlier.contains(&task.kind));
}

fn withdraw(decision: &mut Decision<'_>) -> Result<(), Refusal> {
    if decision.case.is_safety() {
        return Err(rule(Act::Withdraw, "safety-stays-open"));
    }
    if decision.case.needs_lead() {
        rights::lead_only(decision.actor, Act::Withdraw)?;
    }
    if !decision.record.flag(Field::CustomerSaidSo) {
        return Err(rule(Act::Withdraw, "customer-must-say-so"));
    }
    decision.enter(CaseEvent::Withdrawn)?;
    let_go(decision, |_| false);
    Ok(())
}

impl<'a> FactGroup<'a> for EndingFact<'a> {
    fn fold(self, case: &mut Case, fact: &Recorded) {
        match self {
            Self::ResultConfirmed(entry) => {
                if go_with_plan(case, fact, entry, &RESULT_CONFIRMED) {
                    enter(case, fact.rank, entry);
                    case.resolved_at = Some(fact.at);
                    case.outcome = case.record.code(Field::Outcome);
                }
            }
            Self::ResultRefused(entry) => {
                go_with_plan(case, fact, entry, &RESULT_REFUSED);
            }
            Self::Unreachable(entry) => leave(case, fact, entry, &UNREACHABLE, Outcome::Unreachable),
            Self::Archived(entry) => {
                enter(case, fact.rank, entry);
                if go(case, &ARCHIVE) {
                    case.archived_at = Some(fact.at);
                }
            }
            Self::Reopened(grade) => reopened(case, fact, grade),
            Self::Withdrawn(entry) => leave(case, fact, entry, &WITHDRAW, Outcome::Withdrawn),
            Self::SpamMarked(entry) => leave(case, fact, entry, &SPAM, Outcome::Spam),
        }
    }

    fn tell(self) -> Telling<'a> {
        match self {
            Self::Reopened(grade) => grading::tell_grade(grade),
            Self::ResultConfirmed(entry)
            | Self::ResultRefused(entry)
            | Self::Unreachable(entry)
            | Self::Archived(entry)
            | Self::Withdrawn(entry)
            | Self::SpamMarked(entry) => entry.tell(),
        }
    }
}

fn reopened(case: &mut Case, fact: &Recorded, grade: &Grade) {
    if !go(case, &REOPEN) {
        return;
    }
    case.reopened_at.push(fact.at);
    grading::take_grade(case, fact, grade);
    grading::begin_round(case, fact.at);
    case.work.resolved_before.extend(case.resolved_at.take());
    case.outcome = None;
    case.archived_at = None;
    case.holder = HolderKind::Frontline;
    case.holder_name = None;
    case.record.0.remove(&Field::Outcome);
}

/// The case leaves the desk.
fn leave(case: &mut Case, fact: &Recorded, entry: &Entry, act: &ActSpec, outcome: Outcome) {
    enter(case, fact.rank, entry);
    if go(case, act) {
        case.end(outcome);
    }
}

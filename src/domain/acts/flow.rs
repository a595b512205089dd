//! The steps of the flow.

use super::grading::rule;
use super::{Deed, escalate, grading, progress, promises, tasks};
use crate::domain::case::{FollowUp, FollowUpEnd};
use crate::domain::case::event::{CaseEvent, Entry};
use crate::domain::code::{ClockKind, FollowUpKind, Kind};
use crate::domain::command::{Act, Command, Refusal};
use crate::domain::timers::clocks;
use crate::domain::record::Field;
use crate::domain::time::Timestamp;
use crate::domain::values::SpamReason;
use super::{fields, rights};

const TOLD: &[ClockKind] = &[ClockKind::Plan, ClockKind::Answer];
const ENDED: &[ClockKind] = &[ClockKind::Close, ClockKind::Ceiling];

/// Milliseconds of a day, for the reopening term.
const DAY_MS: i64 = 86_400_000;

/// Calls without an answer before a lead may close a case as unreachable.
const TRIES: i64 = 3;

/// The acts of this module; `None` for others.
pub(super) fn act(deed: &mut Deed<'_>, command: &Command) -> Option<Result<(), Refusal>> {
    let entry = Entry::of(deed.record.clone());
    match command.act {
        Act::IntakeDone => deed.push(CaseEvent::IntakeDone(entry)),
        Act::Grade => return Some(grading::graded(deed)),
        Act::QuickAnswer => return Some(quick_answer(deed)),
        Act::Regrade => return Some(grading::regraded(deed)),
        Act::AnswerGiven => return Some(answer_given(deed, entry)),
        Act::PlanReady => {
            deed.push(CaseEvent::PlanReady(entry));
            clocks::meet(deed, &[ClockKind::ReturnDue], deed.now);
            tasks::finish_open(deed, FollowUpKind::ReturnDue, true);
        }
        Act::PlanTold => {
            deed.push(CaseEvent::PlanTold(entry));
            told(deed);
        }
        Act::PlanAccepted => return Some(plan_accepted(deed, entry)),
        Act::PlanRejected => {
            deed.push(CaseEvent::PlanRejected(entry));
            told(deed);
        }
        Act::PlanFinalRefused => return Some(final_refused(deed, entry)),
        Act::PlanCarriedOut => carried_out(deed, entry),
        Act::PlanFailed => {
            let told = deed.record.flag(Field::CustomerTold);
            deed.push(CaseEvent::PlanFailed(entry));
            if told {
                promises::end_plan_eta_early(deed);
            }
        }
        Act::ResultConfirmed => {
            deed.push(CaseEvent::ResultConfirmed(entry));
            clocks::meet(deed, &[ClockKind::Answer], deed.now);
            clocks::meet(deed, ENDED, deed.now);
            tasks::at_confirmed(deed);
        }
        Act::ResultRefused => {
            deed.push(CaseEvent::ResultRefused(entry));
            tasks::cancel_open(deed, |task| task.kind == FollowUpKind::ImplCheck);
        }
        _ => return ends(deed, command, entry),
    }
    Some(Ok(()))
}

fn ends(deed: &mut Deed<'_>, command: &Command, entry: Entry) -> Option<Result<(), Refusal>> {
    match command.act {
        Act::Unreachable => Some(unreachable(deed, entry)),
        Act::Archive => Some(archive(deed, entry)),
        Act::Reopen => Some(reopen_in_time(deed)),
        Act::Withdraw => Some(withdraw(deed, entry)),
        Act::Spam => {
            let abuse = deed.record.code(Field::SpamReason) == Some(SpamReason::Abuse);
            deed.push(CaseEvent::SpamMarked(entry));
            let_go(deed, |_| false);
            if abuse {
                escalate::by_rule(deed, escalate::Trigger::AbuseEnded);
            }
            Some(Ok(()))
        }
        _ => None,
    }
}

/// The customer heard a plan or an answer: what was owed is met, the department need not hurry any more.
fn told(deed: &mut Deed<'_>) {
    let told_at = deed.record.at(Field::ToldAt).unwrap_or(deed.now);
    clocks::meet(deed, TOLD, told_at);
    clocks::cancel(deed, &[ClockKind::ReturnDue]);
    tasks::cancel_open(deed, |task| task.kind == FollowUpKind::ReturnDue);
}

/// Told in the contact that is open; a call we made ourselves may be noted afterwards.
fn quick_answer(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    let ours = deed.either(Field::Kind) == Some(Kind::Proactive.as_str());
    if !ours && deed.case.open_contact().is_none() {
        return Err(rule(Act::QuickAnswer, "no-open-contact"));
    }
    grading::quick_answered(deed)?;
    told(deed);
    Ok(())
}

fn answer_given(deed: &mut Deed<'_>, entry: Entry) -> Result<(), Refusal> {
    let guidance = deed.record.text(Field::ResolutionType) == Some("guidance");
    match deed.case.kind() {
        Some(Kind::Enquiry | Kind::Suggestion) => {}
        Some(Kind::Fault) if guidance => {}
        Some(Kind::Complaint) => return Err(rule(Act::AnswerGiven, "complaint-needs-plan")),
        _ => return Err(rule(Act::AnswerGiven, "fault-needs-plan")),
    }
    deed.push(CaseEvent::AnswerGiven(entry));
    told(deed);
    Ok(())
}

fn plan_accepted(deed: &mut Deed<'_>, entry: Entry) -> Result<(), Refusal> {
    if !deed.record.flag(Field::CustomerConsent) {
        return Err(rule(Act::PlanAccepted, "consent-needed"));
    }
    deed.push(CaseEvent::PlanAccepted(entry));
    told(deed);
    promises::from_plan(deed);
    Ok(())
}

/// Only after two plans, or where law or contract leaves no other way (which the lead says as the reason).
fn final_refused(deed: &mut Deed<'_>, entry: Entry) -> Result<(), Refusal> {
    let offered = deed.case.plans.iter().filter(|plan| !plan.is_answer).count();
    if offered < 2 && deed.record.text(Field::Reason).is_none() {
        return Err(rule(Act::PlanFinalRefused, "two-plans-first"));
    }
    if !deed.record.flag(Field::OutsideRoutesTold) {
        return Err(rule(Act::PlanFinalRefused, "outside-routes-first"));
    }
    deed.push(CaseEvent::PlanFinalRefused(entry));
    told(deed);
    clocks::meet(deed, ENDED, deed.now);
    Ok(())
}

fn carried_out(deed: &mut Deed<'_>, entry: Entry) {
    let done_at = deed.record.at(Field::DoneAt).unwrap_or(deed.now);
    deed.push(CaseEvent::PlanCarriedOut(entry));
    promises::keep_plan_eta(deed);
    tasks::at_carried_out(deed, done_at);
}

/// Calls made for a task; an update that was told reached the customer.
fn tries(task: &FollowUp) -> u32 {
    let reached = task.kind == FollowUpKind::Progress && task.end.is_some_and(|(end, _)| end == FollowUpEnd::Done);
    task.attempts.saturating_sub(u32::from(reached))
}

fn unreachable(deed: &mut Deed<'_>, entry: Entry) -> Result<(), Refusal> {
    let called: u32 = deed.case.follow_ups.iter().map(tries).sum();
    let said = deed.record.number(Field::Attempts).unwrap_or_default();
    if said.max(i64::from(called)) < TRIES {
        return Err(rule(Act::Unreachable, "three-tries-first"));
    }
    if !deed.record.flag(Field::WrittenNoticeSent) {
        return Err(rule(Act::Unreachable, "written-notice-first"));
    }
    deed.push(CaseEvent::Unreachable(entry));
    let manual = deed.manual();
    let_go(deed, |kind| tasks::outlives_archive(manual, kind));
    Ok(())
}

/// The case leaves the desk without a result: clocks, promises and tasks fall away, but for the kinds kept.
pub(super) fn let_go(deed: &mut Deed<'_>, keep: impl Fn(FollowUpKind) -> bool) {
    clocks::cancel(deed, ClockKind::ALL);
    promises::cancel_open(deed);
    tasks::cancel_open(deed, |task| !keep(task.kind));
}

fn archive(deed: &mut Deed<'_>, entry: Entry) -> Result<(), Refusal> {
    if deed.case.needs_lead() {
        rights::lead_only(deed.actor, Act::Archive)?;
    }
    // What is typed with the closing form may be the last fields of the record.
    let typed = deed.record.clone();
    let mut probe = deed.case.clone();
    probe.record.merge(&typed);
    fields::check_archive(&probe, &typed, deed.manual())?;
    deed.push(CaseEvent::Archived(entry));
    progress::follow(deed, progress::Rhythm::None);
    Ok(())
}

/// Back to handling, within the days the manual gives after the archive.
pub(super) fn reopen_in_time(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    let days = i64::from(deed.manual().clock.reopen_days);
    let over = |archived: Timestamp| deed.now.since_ms(archived) > days * DAY_MS;
    if deed.case.archived_at.is_some_and(over) {
        return Err(rule(Act::Reopen, "reopen-too-late"));
    }
    reopen_now(deed);
    Ok(())
}

/// Back to handling; checks and rating calls of the earlier round are made anew by the next one.
pub(super) fn reopen_now(deed: &mut Deed<'_>) {
    let earlier = [FollowUpKind::ImplCheck, FollowUpKind::Satisfaction, FollowUpKind::Watch];
    grading::reopened(deed);
    tasks::cancel_open(deed, |task| earlier.contains(&task.kind));
}

fn withdraw(deed: &mut Deed<'_>, entry: Entry) -> Result<(), Refusal> {
    if deed.case.is_safety() {
        return Err(rule(Act::Withdraw, "safety-stays-open"));
    }
    if deed.case.needs_lead() {
        rights::lead_only(deed.actor, Act::Withdraw)?;
    }
    if !deed.record.flag(Field::CustomerSaidSo) {
        return Err(rule(Act::Withdraw, "customer-must-say-so"));
    }
    deed.push(CaseEvent::Withdrawn(entry));
    let_go(deed, |_| false);
    Ok(())
}

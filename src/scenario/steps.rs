//! A step of a file as an act with its fields.

use super::entered::{Entered, marks, words};
use super::file::{File, Step};
use crate::domain::calendar::Calendar;
use crate::domain::case::Case;
use crate::domain::closing;
use crate::domain::code::FollowUpKind;
use crate::domain::command::{Act, Target};
use crate::domain::record::{Field, Record};

/// What a step is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Meaning {
    /// Something a person does.
    Act(Act, Option<Target>),
    /// Something the workstation must have written by itself.
    Written,
}

/// Facts that follow by rule: nobody types them, so a step naming one is checked, not fed.
const BY_RULE: [&str; 8] = [
    "clock.started",
    "clock.warned",
    "clock.met",
    "clock.breached",
    "clock.cancelled",
    "promise.missed",
    "low_score.flagged",
    "record.completed",
];

/// Reads what a step means; `None` for an event this program does not replay.
pub(super) fn meaning(step: &Step) -> Option<Meaning> {
    if step.auto || BY_RULE.contains(&step.event.as_str()) {
        return Some(Meaning::Written);
    }
    if let Some(rest) = step.event.strip_prefix("followup.") {
        let (kind, what) = rest.split_once('.')?;
        let kind: FollowUpKind = kind.parse().ok()?;
        let act = match what {
            // Calls, care and surveys are also planned by hand; the rest is made by rule.
            "created" if matches!(kind, FollowUpKind::Callback | FollowUpKind::Care | FollowUpKind::Survey) => {
                Act::FollowUpCreated
            }
            "created" | "missed" => return Some(Meaning::Written),
            "snoozed" => Act::FollowUpSnoozed,
            "done" => Act::FollowUpDone,
            "cancelled" => Act::FollowUpCancelled,
            "no_answer" => Act::FollowUpNoAnswer,
            "rescheduled" => Act::FollowUpRescheduled,
            _ => return None,
        };
        return Some(Meaning::Act(act, Some(Target::FollowUpKind(kind))));
    }
    // Corrective actions live in a register of their own; on the case they are a remark.
    if matches!(step.event.as_str(), "capa.opened" | "capa.closed") {
        return Some(Meaning::Act(Act::NoteAdded, None));
    }
    let act: Act = step.event.parse().ok()?;
    let not_replayed = matches!(act, Act::Open | Act::Undo | Act::FollowUpCreated);
    (!not_replayed).then_some(Meaning::Act(act, None))
}

/// The fields of a step.
pub(super) fn fields(file: &File, step: &Step, act: Act, case: &Case, calendar: &Calendar) -> Record {
    let mut entered = Entered::new(file, calendar);
    if matches!(act, Act::Grade | Act::QuickAnswer) {
        entered.record = super::entered::grading(file, calendar, step);
    }
    given(&mut entered, step);
    marks(&mut entered, step.marks.as_ref());
    match act {
        Act::Transfer | Act::HolderChanged => holder(&mut entered, step),
        Act::Withdraw | Act::Regrade | Act::Reopen | Act::ReturnBounced | Act::ResultRefused => {
            let reason = step.reason.as_deref().unwrap_or(words(file, step));
            entered.text(Field::Reason, reason, 4000);
        }
        Act::Pause => drop(entered.code(Field::PauseReason, step.reason.as_ref())),
        Act::Spam => drop(entered.code(Field::SpamReason, step.reason.as_ref())),
        Act::Archive => archive(&mut entered, step, case),
        _ => {}
    }
    free_text(&mut entered, step, act);
    if step.event == "followup.low_score.done" {
        let text = words(file, step).to_owned();
        entered.text(Field::Note, &text, 4000);
    }
    said(&mut entered, step, act);
    entered.record
}

fn given(entered: &mut Entered<'_>, step: &Step) {
    entered
        .code(Field::ResolutionType, step.resolution_type.as_ref())
        .code(Field::Department, step.department.as_ref())
        .code(Field::LeadDepartment, step.lead_department.as_ref())
        .codes(Field::Collaborating, step.collaborating.as_ref())
        .code(Field::Cause, step.cause.as_ref())
        .code(Field::Outcome, step.outcome.as_ref())
        .code(Field::Impact, step.impact.as_ref())
        .code(Field::Urgency, step.urgency.as_ref())
        .code(Field::Severity, step.severity.as_ref())
        .code(Field::Category, step.category.as_ref())
        .code(Field::Channel, step.channel.as_ref())
        .codes(Field::Circumstances, step.circumstances.as_ref())
        .number(Field::Level, step.level)
        .number(Field::Attempts, step.attempts)
        .number(Field::IntervalMin, step.interval_min)
        .at(Field::PlanEta, step.plan_eta.as_ref())
        .at(Field::Due, step.due.as_ref())
        .at(Field::ReturnDue, step.return_due.as_ref())
        .text(Field::Note, step.note.as_deref().unwrap_or_default(), 4000);
}

fn holder(entered: &mut Entered<'_>, step: &Step) {
    entered.code(Field::ToHolder, step.to.as_ref());
    entered.text(Field::ThirdParty, step.third_party.as_deref().unwrap_or_default(), 80);
    if let Some(ticked) = step.confidentiality {
        entered.flag(Field::Confidentiality, ticked);
    }
    let file = entered.file;
    let reason = step.reason.as_deref().unwrap_or(words(file, step));
    entered.text(Field::Reason, reason, 4000);
}

/// A reason stands in where no rating was asked; the root cause may be changed with the archive.
fn archive(entered: &mut Entered<'_>, step: &Step, case: &Case) {
    entered.record.0.remove(&Field::Cause);
    entered.code(Field::RootCause, step.cause.as_ref());
    if !closing::is_rated(case) {
        let file = entered.file;
        entered.text(Field::RatingReason, words(file, step), 4000);
    }
}

/// Free text each act asks for.
fn free_text(entered: &mut Entered<'_>, step: &Step, act: Act) {
    let fields: &[(Field, usize)] = match act {
        Act::Transfer => &[(Field::HandoverNote, 4000)],
        Act::PlanReady => &[(Field::PlanSteps, 4000), (Field::PlanOwner, 80)],
        Act::QuickAnswer | Act::AnswerGiven => &[(Field::ResolutionText, 4000)],
        Act::PlanRejected => &[(Field::RejectReason, 4000), (Field::CustomerRequest, 4000)],
        Act::PlanFinalRefused => &[(Field::FinalPosition, 4000)],
        Act::PlanCarriedOut => &[(Field::DoneEvidence, 4000)],
        Act::PlanFailed => &[(Field::FailReason, 4000)],
        Act::ResultConfirmed => &[(Field::ConfirmedBy, 80)],
        Act::Pause => &[(Field::Missing, 4000)],
        Act::Archive => &[(Field::ClosingNotice, 4000)],
        Act::NoteAdded => &[(Field::Note, 4000)],
        _ => &[],
    };
    let text = words(entered.file, step).to_owned();
    for (field, most) in fields {
        entered.text(*field, &text, *most);
    }
}

/// What the event itself says was said or done.
fn said(entered: &mut Entered<'_>, step: &Step, act: Act) {
    match act {
        Act::PlanAccepted => drop(entered.flag(Field::CustomerConsent, true)),
        Act::PlanFailed => drop(entered.flag(Field::CustomerTold, true)),
        Act::PlanFinalRefused => {
            entered.flag(Field::OutsideRoutesTold, true);
            // A remark on a final refusal is the law or contract that leaves no other way.
            entered.text(Field::Reason, step.note.as_deref().unwrap_or_default(), 4000);
        }
        Act::Unreachable => drop(entered.flag(Field::WrittenNoticeSent, true)),
        Act::Withdraw => drop(entered.flag(Field::CustomerSaidSo, true)),
        Act::IdentityChecked => drop(entered.flag(Field::Verified, step.verified.unwrap_or(true))),
        // The form of a rehearsal names neither field nor reason: it is the number, to call back.
        Act::IdentityRevealed => {
            entered.code(Field::RevealedField, Some(&"caller_number".to_owned()));
            entered.code(Field::RevealReason, Some(&"call_back".to_owned()));
        }
        Act::ContactStarted => {
            let channel = entered.file.channel.clone();
            entered.code(Field::Channel, Some(step.channel.as_ref().unwrap_or(&channel)));
        }
        _ => {}
    }
}

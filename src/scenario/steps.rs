//! What a written step means: its act, and what is entered with it. Free text a rule asks for comes from the step's
//! note, else the title; codes, times and roles are never invented.

use crate::domain::acts::Counts;
use crate::domain::code::{Channel, FollowUpKind};
use crate::domain::command::{Act, Target};
use crate::domain::record::{Field, Record, Value};
use crate::domain::values;

/// What an event is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Meaning {
    /// Something a person does.
    Act(Act, Option<Target>),
    /// Something the workstation must have written by itself.
    Written,
}

/// Reads what an event means; `None` for one this program does not play.
pub(super) fn meaning(event: &str) -> Option<Meaning> {
    match event {
        // Facts that follow by rule: nobody types them, so a step naming one is checked, not fed.
        "clock.started" | "clock.warned" | "clock.met" | "clock.breached" | "clock.cancelled" | "promise.missed"
        | "low_score.flagged" | "record.completed" => return Some(Meaning::Written),
        // Corrective actions live in a register of their own; on the case they are a remark.
        "capa.opened" | "capa.closed" => return Some(Meaning::Act(Act::NoteAdded, None)),
        _ => {}
    }
    if let Some(rest) = event.strip_prefix("followup.") {
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
    let act: Act = event.parse().ok()?;
    let not_played = matches!(act, Act::Open | Act::Undo | Act::FollowUpCreated);
    (!not_played).then_some(Meaning::Act(act, None))
}

/// What a step says in words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said<'a> {
    /// Its note, else the title of the case.
    pub words: &'a str,
    /// Its note.
    pub note: Option<&'a str>,
    /// Its reason: a code or words, as the act has it.
    pub reason: Option<&'a str>,
    /// How the case came.
    pub channel: Channel,
}

/// Fills in what an event itself says, and the free text its act cannot do without; what is entered stays.
pub(super) fn complete(record: &mut Record, act: Act, target: Option<&Target>, said: Said<'_>) {
    reason(record, act, said);
    for field in free_text(act) {
        words(record, *field, said.words);
    }
    if act == Act::FollowUpDone && target == Some(&Target::FollowUpKind(FollowUpKind::LowScore)) {
        words(record, Field::Note, said.words);
    }
    if let Some(note) = said.note {
        words(record, Field::Note, note);
    }
    // A script says in one word what was done and what was handed on.
    if act.spec().counts_as(Counts::Action) {
        let own = [Field::HandoverNote, Field::PlanSteps, Field::ResolutionText, Field::Note];
        let measure = own.iter().find_map(|field| record.text(*field)).unwrap_or(said.words).to_owned();
        words(record, Field::ImmediateAction, &measure);
    }
    for field in told(act) {
        record.fill(*field, Value::Flag(true));
    }
    match act {
        // A remark on a final refusal is the law or contract that leaves no other way.
        Act::PlanFinalRefused => words(record, Field::Reason, said.note.unwrap_or_default()),
        // The form of a script names neither field nor reason: it is the number, to call back.
        Act::IdentityRevealed => {
            code(record, Field::RevealedField, "caller_number");
            code(record, Field::RevealReason, "call_back");
        }
        // Whoever is verified in a script gave a name and the end of a number.
        Act::IdentityChecked if record.flag(Field::Verified) => {
            let facts = ["name", "phone_tail"].map(str::to_owned).to_vec();
            record.fill(Field::Facts, Value::Codes(facts));
        }
        Act::ContactStarted => code(record, Field::Channel, said.channel.as_str()),
        // The root cause may be changed with the archive.
        Act::Archive => {
            if let Some(cause) = record.0.remove(&Field::Cause) {
                record.fill(Field::RootCause, cause);
            }
        }
        _ => {}
    }
}

fn reason(record: &mut Record, act: Act, said: Said<'_>) {
    match act {
        Act::Pause => code(record, Field::PauseReason, said.reason.unwrap_or_default()),
        Act::Spam => code(record, Field::SpamReason, said.reason.unwrap_or_default()),
        Act::Withdraw
        | Act::Regrade
        | Act::Reopen
        | Act::ReturnBounced
        | Act::ResultRefused
        | Act::Transfer
        | Act::HolderChanged => words(record, Field::Reason, said.reason.unwrap_or(said.words)),
        _ => words(record, Field::Reason, said.reason.unwrap_or_default()),
    }
}

/// Free text each act asks for.
const fn free_text(act: Act) -> &'static [Field] {
    match act {
        Act::Transfer => &[Field::HandoverNote],
        Act::QuickAnswer | Act::AnswerGiven => &[Field::ResolutionText],
        Act::PlanReady => &[Field::PlanSteps, Field::PlanOwner],
        Act::PlanRejected => &[Field::RejectReason, Field::CustomerRequest],
        Act::PlanFinalRefused => &[Field::FinalPosition],
        Act::PlanCarriedOut => &[Field::DoneEvidence],
        Act::PlanFailed => &[Field::FailReason],
        Act::ResultConfirmed => &[Field::ConfirmedBy],
        Act::Pause => &[Field::Missing],
        // A reason stands in where no rating was asked; the player drops it where one was.
        Act::Archive => &[Field::ClosingNotice, Field::RatingReason],
        Act::NoteAdded => &[Field::Note],
        Act::MajorTold => &[Field::Update],
        _ => &[],
    }
}

/// What is so because the act was done at all.
const fn told(act: Act) -> &'static [Field] {
    match act {
        Act::PlanAccepted => &[Field::CustomerConsent],
        Act::PlanFailed => &[Field::CustomerTold],
        Act::PlanFinalRefused => &[Field::OutsideRoutesTold],
        Act::Unreachable => &[Field::WrittenNoticeSent],
        Act::Withdraw => &[Field::CustomerSaidSo],
        Act::IdentityChecked => &[Field::Verified],
        _ => &[],
    }
}

/// Fills a field with a code.
pub(super) fn code(record: &mut Record, field: Field, code: &str) {
    if !code.is_empty() {
        record.fill(field, Value::Code(code.to_owned()));
    }
}

/// Fills a field with words, as many as it takes.
pub(super) fn words(record: &mut Record, field: Field, words: &str) {
    if !words.is_empty() {
        record.fill(field, Value::Text(short(field, words)));
    }
}

/// Words that stand in for what nobody wrote, as many as their field takes.
pub(super) fn short(field: Field, words: &str) -> String {
    words.chars().take(values::most(field)).collect()
}

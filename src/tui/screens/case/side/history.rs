//! What happened, in sentences of the user's language, the latest first; what was taken back is struck out.

use super::super::steps::wording::level_name;
use super::super::{identify, with_lexicon};
use super::times;
use crate::domain::protocol::CaseFile;
use crate::domain::{CaseEvent, Event, EventId, Field, FollowUpKind, Record, Recorded, Role, Value};
use crate::tui::cx::Cx;
use crate::tui::refusal;
use crate::tui::widgets::Entry;

/// The rows of the history, the latest first.
pub fn rows(file: &CaseFile, cx: &Cx) -> Vec<Entry> {
    let undone = |id: EventId| file.case.undone.contains(&id);
    let mut passed = false;
    // Of the times an escalation was passed on, the last one says how often; taking note of it ends the row.
    let last_of_its_sort = |fact: &&Recorded| match &fact.event {
        Event::Case(CaseEvent::EscalationPassed { .. }) => !std::mem::replace(&mut passed, true),
        Event::Case(CaseEvent::EscalationAcknowledged(_)) => {
            passed = false;
            true
        }
        _ => true,
    };
    let shown = file.facts.iter().rev().filter(|fact| is_shown(fact)).filter(last_of_its_sort);
    shown.map(|fact| if undone(fact.id) { taken_back(row(fact, file, cx), cx) } else { row(fact, file, cx) }).collect()
}

/// Struck out, and in words as well: not every terminal strikes out.
fn taken_back(entry: Entry, cx: &Cx) -> Entry {
    Entry { struck: true, right: cx.words.get("case-taken-back"), ..entry }
}

/// What merely follows from an act by rule is not a row of its own, unless somebody must see it.
fn is_shown(fact: &Recorded) -> bool {
    match &fact.event {
        Event::Case(event) => match event {
            CaseEvent::ClockBreached { .. }
            | CaseEvent::PromiseMissed { .. }
            | CaseEvent::LowScoreFlagged { .. }
            | CaseEvent::EscalatedLead { .. }
            | CaseEvent::EscalationPassed { .. } => true,
            CaseEvent::IntakeDone(_) | CaseEvent::Undone { .. } | CaseEvent::FirstResponded { late: false, .. } => {
                false
            }
            CaseEvent::Drafted(entry) => {
                let mut fields = entry.record.0.keys().chain(entry.personal.0.keys());
                !fields.all(|field| *field == Field::ImmediateAction)
            }
            CaseEvent::FollowUpCancelled(task) => task.what != FollowUpKind::Progress,
            other => !other.is_consequence(),
        },
        Event::Unknown { .. } => true,
        Event::Customer(_) | Event::Person(_) => false,
    }
}

fn row(fact: &Recorded, file: &CaseFile, cx: &Cx) -> Entry {
    let name = times::happened(cx, fact.at);
    let (words, warn) = match &fact.event {
        Event::Case(event) => (sentence(event, file, cx), is_alarm(event)),
        _ => (cx.words.get("case-newer-fact"), false),
    };
    // What the workstation wrote by itself has no author; neither has what the reader did.
    let nobody = fact.by.role == Role::System || fact.by.no == cx.agent.no;
    let right = if nobody { String::new() } else { fact.by.no.clone() };
    Entry { name, words, right, warn, struck: false }
}

const fn is_alarm(event: &CaseEvent) -> bool {
    matches!(
        event,
        CaseEvent::ClockBreached { .. }
            | CaseEvent::PromiseMissed { .. }
            | CaseEvent::LowScoreFlagged { .. }
            | CaseEvent::EscalationPassed { .. }
    )
}

/// The sentence of a fact: what kind it is, then what matters of it.
fn sentence(event: &CaseEvent, file: &CaseFile, cx: &Cx) -> String {
    let what = cx.words.get(&format!("case-fact-{}", event.kind().replace(['.', '_'], "-")));
    let more = detail(event, file, cx);
    if more.is_empty() { what } else { format!("{what}{}{more}", cx.words.get("case-colon")) }
}

fn detail(event: &CaseEvent, file: &CaseFile, cx: &Cx) -> String {
    match event {
        CaseEvent::Opened { channel, record, .. } => opened(channel.as_str(), record, cx),
        CaseEvent::Graded(grade)
        | CaseEvent::QuickAnswered(grade)
        | CaseEvent::Regraded(grade)
        | CaseEvent::Reopened(grade) => {
            let level = grade.level.map(|level| level_name(level, cx));
            let told = identify::told(grade.notify.iter().copied(), cx);
            let told = if told.is_empty() { told } else { cx.words.with("case-told", &[("roles", told.into())]) };
            [level.unwrap_or_default(), told].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
        }
        CaseEvent::ContactStarted { channel, .. } => code(Field::Channel, channel.as_str(), cx),
        CaseEvent::PromiseMade { due, personal, .. } => {
            join(&[cx.moment(*due), words(personal, &[Field::Note, Field::ToWhom], cx)])
        }
        CaseEvent::ClockBreached { clock, .. } => cx.duty(crate::domain::protocol::Duty::Clock(*clock)),
        CaseEvent::PromiseMissed { promise }
        | CaseEvent::PromiseKept { promise, .. }
        | CaseEvent::PromiseRenegotiated { promise, .. } => {
            let promise = file.case.promises.iter().find(|one| one.id == *promise);
            promise.map_or_else(String::new, |promise| cx.moment(promise.due))
        }
        CaseEvent::PhraseSaid { phrase } => {
            let phrase = cx.rules.manual.phrases.iter().find(|one| one.id == *phrase);
            let title = phrase.and_then(|phrase| phrase.title.as_ref());
            title.map_or_else(String::new, |title| title.get(cx.lang).to_owned())
        }
        CaseEvent::ClockPaused { reason, until, .. } => {
            join(&[code(Field::PauseReason, reason, cx), cx.moment(*until)])
        }
        CaseEvent::EscalatedLead { trigger, personal, .. } => {
            let why = cx.words.get(&format!("trigger-{}", trigger.replace(['.', '_'], "-")));
            join(&[why, words(personal, &[Field::Note], cx)])
        }
        CaseEvent::EscalationPassed { lead, reminded, times, .. } => {
            let key = if *reminded { "case-reminded-times" } else { "case-passed-to" };
            let lead = lead.clone().unwrap_or_default();
            cx.words.with(key, &[("no", lead.into()), ("times", i64::from(*times).into())]).trim().to_owned()
        }
        CaseEvent::FollowUpCreated(task) => {
            join(&[cx.duty(crate::domain::protocol::Duty::FollowUp(task.what)), cx.moment(task.due)])
        }
        CaseEvent::FollowUpDone(task)
        | CaseEvent::FollowUpSnoozed(task)
        | CaseEvent::FollowUpMissed(task)
        | CaseEvent::FollowUpCancelled(task)
        | CaseEvent::FollowUpNoAnswer(task)
        | CaseEvent::FollowUpRescheduled(task) => join(&[
            cx.duty(crate::domain::protocol::Duty::FollowUp(task.what)),
            task.due.map_or_else(String::new, |due| cx.moment(due)),
        ]),
        CaseEvent::SatisfactionScored(rated) | CaseEvent::SatisfactionKeypad(rated) => {
            rated.score_tenths.map_or_else(String::new, |tenths| format!("{}.{}", tenths / 10, tenths % 10))
        }
        other => entry_words(other, cx),
    }
}

fn opened(channel: &str, record: &Record, cx: &Cx) -> String {
    let rings = record.number(Field::Rings).map(|rings| cx.words.with("case-rings", &[("rings", rings.into())]));
    join(&[code(Field::Channel, channel, cx), rings.unwrap_or_default()])
}

fn join(parts: &[String]) -> String {
    let full: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    full.join("  ")
}

fn code(field: Field, code: &str, cx: &Cx) -> String {
    with_lexicon(cx, |lexicon| lexicon.name(field, code))
}

/// Acts with plain fields: the first of those that say most.
fn entry_words(event: &CaseEvent, cx: &Cx) -> String {
    const SAYING: [Field; 20] = [
        Field::RevealedField,
        Field::RevealReason,
        Field::Note,
        Field::PlanSteps,
        Field::ResolutionText,
        Field::DoneEvidence,
        Field::HandoverNote,
        Field::Reason,
        Field::RejectReason,
        Field::FailReason,
        Field::FinalPosition,
        Field::Department,
        Field::LeadDepartment,
        Field::Outcome,
        Field::Facts,
        Field::Verified,
        Field::ResolutionType,
        Field::Summary,
        Field::ToHolder,
        Field::SpamReason,
    ];
    let entry = match event {
        CaseEvent::Transferred(entry) | CaseEvent::HolderChanged(entry) | CaseEvent::DepartmentNamed(entry) => {
            let place = [Field::Department, Field::LeadDepartment, Field::ThirdParty, Field::ToHolder]
                .iter()
                .find_map(|field| value_words(*field, entry.get(*field)?, cx));
            return join(&[place.unwrap_or_default(), entry.text(Field::HandoverNote).unwrap_or_default().to_owned()]);
        }
        CaseEvent::Drafted(entry) => {
            let changed = entry.record.0.keys().chain(entry.personal.0.keys());
            let names: Vec<String> = changed.map(|field| refusal::field_name(*field, cx)).collect();
            return names.join(&cx.words.get("list-separator"));
        }
        CaseEvent::ReturnReceived(entry)
        | CaseEvent::ReturnBounced(entry)
        | CaseEvent::PlanReady(entry)
        | CaseEvent::PlanTold(entry)
        | CaseEvent::PlanAccepted(entry)
        | CaseEvent::PlanRejected(entry)
        | CaseEvent::PlanFinalRefused(entry)
        | CaseEvent::PlanCarriedOut(entry)
        | CaseEvent::PlanFailed(entry)
        | CaseEvent::AnswerGiven(entry)
        | CaseEvent::ResultConfirmed(entry)
        | CaseEvent::ResultRefused(entry)
        | CaseEvent::Unreachable(entry)
        | CaseEvent::Archived(entry)
        | CaseEvent::Withdrawn(entry)
        | CaseEvent::SpamMarked(entry)
        | CaseEvent::IdentityChecked(entry)
        | CaseEvent::IdentityRevealed(entry)
        | CaseEvent::ProgressTold(entry)
        | CaseEvent::RunbookStarted(entry)
        | CaseEvent::ReviewSigned(entry)
        | CaseEvent::NoteAdded(entry) => entry,
        _ => return String::new(),
    };
    let said = SAYING.iter().filter_map(|field| value_words(*field, entry.get(*field)?, cx));
    let parts: Vec<String> = said.take(2).collect();
    join(&parts)
}

fn words(record: &Record, fields: &[Field], cx: &Cx) -> String {
    let found = fields.iter().find_map(|field| value_words(*field, record.get(*field)?, cx));
    found.unwrap_or_default()
}

fn value_words(field: Field, value: &Value, cx: &Cx) -> Option<String> {
    let said = match value {
        Value::Text(words) => words.clone(),
        Value::Code(one) if field == Field::RevealedField => {
            one.parse().map_or_else(|_| one.clone(), |field| refusal::field_name(field, cx))
        }
        Value::Code(one) => code(field, one, cx),
        Value::Codes(codes) => {
            let names: Vec<String> = codes.iter().map(|one| code(field, one, cx)).collect();
            names.join(&cx.words.get("list-separator"))
        }
        Value::At(at) => cx.moment(*at),
        Value::Number(number) => number.to_string(),
        Value::Flag(yes) => cx.words.get(if *yes { "form-yes" } else { "form-no" }),
    };
    (!said.is_empty()).then_some(said)
}

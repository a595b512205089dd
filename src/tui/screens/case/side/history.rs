//! What happened, in sentences of the user's language, the latest first; what was taken back is struck out.

use super::super::control;
use chrono::Datelike;

use super::super::steps::grading::told;
use crate::domain::protocol::CaseFile;
use crate::domain::telling::{Row, Said, Telling};
use crate::domain::{Case, CaseEvent, Event, EventId, Field, Recorded, Role, Timestamp, Value};
use crate::tui::cx::Cx;
use crate::tui::names::joined;
use crate::tui::refusal;
use crate::tui::widgets::Entry;
use crate::words::dashed;

/// Rows of the side the history takes, its heading among them.
pub const ROWS: u16 = 7;

/// The latest rows of the history, the latest first; only those are put into words.
pub fn latest(file: &CaseFile, most: u16, cx: &Cx) -> Vec<Entry> {
    let crossed = crossed(file);
    let marked = |fact: &Recorded| marked(row(fact, file, cx), fact, (&file.case, &crossed), cx);
    shown(&file.history()).take(usize::from(most)).map(marked).collect()
}

/// What happened last and still holds.
pub fn last(file: &CaseFile, cx: &Cx) -> Option<Entry> {
    let holds = |fact: &Recorded| ![&file.case.undone, &file.case.overtaken].iter().any(|gone| gone.contains(&fact.id));
    shown(&file.history()).find(|fact| holds(fact)).map(|fact| row(fact, file, cx))
}

/// Every row, the oldest first, each time an escalation was passed on among them. Only alarms are warned of: what came
/// across another act says so in words.
pub(super) fn all<'f>(file: &'f CaseFile, cx: &Cx) -> Vec<(&'f Recorded, Entry)> {
    let crossed = crossed(file);
    let told = |fact: &'f Recorded| {
        let entry = row(fact, file, cx);
        let warn = entry.warn;
        (fact, Entry { warn, ..marked(entry, fact, (&file.case, &crossed), cx) })
    };
    file.history().into_iter().filter(|fact| is_shown(fact)).map(told).collect()
}

/// The facts that came across one another.
fn crossed(file: &CaseFile) -> Vec<EventId> {
    file.crossed().iter().flat_map(|one| one.sides).map(|side| side.fact.id).collect()
}

/// The facts that are rows, the latest first.
fn shown<'f>(history: &[&'f Recorded]) -> impl Iterator<Item = &'f Recorded> {
    let mut passed = false;
    // Of the times an escalation was passed on, the last one says how often; taking note of it ends the row.
    let last_of_its_sort = move |fact: &&'f Recorded| match &fact.event {
        Event::Case(CaseEvent::EscalationPassed { .. }) => !std::mem::replace(&mut passed, true),
        Event::Case(CaseEvent::EscalationAcknowledged(_)) => {
            passed = false;
            true
        }
        _ => true,
    };
    history.iter().rev().copied().filter(|fact| is_shown(fact)).filter(last_of_its_sort)
}

/// What counts no more is struck out, and in words as well: not every terminal strikes out. What came across another act
/// says whose it is, one's own as well.
fn marked(entry: Entry, fact: &Recorded, (case, crossed): (&Case, &[EventId]), cx: &Cx) -> Entry {
    let words = if case.undone.contains(&fact.id) {
        "case-taken-back"
    } else if case.overtaken.contains(&fact.id) {
        "case-overtaken"
    } else if crossed.contains(&fact.id) {
        let right = joined(&[fact.by.no.as_str(), &cx.words.get("sign-crossed")]);
        return Entry { warn: true, right, ..entry };
    } else {
        return entry;
    };
    Entry { struck: true, right: cx.words.get(words), ..entry }
}

/// What merely follows from an act by rule is not a row of its own, unless somebody must see it.
fn is_shown(fact: &Recorded) -> bool {
    match &fact.event {
        Event::Case(event) => event.tell().row != Row::None,
        Event::Unknown { .. } => true,
        Event::Customer(_)
        | Event::Person(_)
        | Event::Desk(_)
        | Event::Branch(_)
        | Event::Contact(_)
        | Event::Shift(_) => false,
    }
}

fn row(fact: &Recorded, file: &CaseFile, cx: &Cx) -> Entry {
    let name = happened(cx, fact.at);
    let (words, warn) = match &fact.event {
        Event::Case(event) => {
            let telling = event.tell();
            (sentence(event, &telling, file, cx), telling.row == Row::Alarm)
        }
        _ => (cx.words.get("case-newer-fact"), false),
    };
    // What the workstation wrote by itself has no author; neither has what the reader did.
    let nobody = fact.by.role == Role::System || fact.by.person == cx.agent.person;
    let right = if nobody { String::new() } else { fact.by.no.clone() };
    Entry { name, words, right, warn, struck: false }
}

/// A kind of fact as the history names it.
pub(super) fn fact_name(kind: &str, cx: &Cx) -> String {
    cx.words.get(&format!("case-fact-{}", dashed(kind)))
}

/// The time of a row in the history: `10:05`, `昨天 10:56`, `03-02 09:12`.
pub(super) fn happened(cx: &Cx, at: Timestamp) -> String {
    let (then, now) = (cx.local(at), cx.local(cx.now));
    let clock = cx.hour_minute(at);
    if then.date() == now.date() {
        clock
    } else if now.date().pred_opt() == Some(then.date()) {
        cx.words.with("case-yesterday", &[("time", clock.into())])
    } else {
        format!("{:02}-{:02} {clock}", then.month(), then.day())
    }
}

/// The sentence of a fact: what kind it is, then what matters of it.
fn sentence(event: &CaseEvent, telling: &Telling<'_>, file: &CaseFile, cx: &Cx) -> String {
    let what = fact_name(event.kind(), cx);
    let more: Vec<String> = telling.said.iter().map(|said| words(*said, file, cx)).collect();
    let more: Vec<&str> = more.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    if more.is_empty() { what } else { format!("{what}{}{}", cx.words.get("case-colon"), more.join("  ")) }
}

fn words(said: Said<'_>, file: &CaseFile, cx: &Cx) -> String {
    match said {
        Said::Value(field, value) => value_words(field, value, cx),
        Said::Code(field, one) => code(field, one, cx),
        Said::Changed(record, personal) => refusal::field_names(record.0.keys().chain(personal.0.keys()), cx),
        Said::Level(level) => cx.level_name(level).to_owned(),
        Said::Told(roles) => {
            let told = told(roles.iter().copied(), cx);
            if told.is_empty() { told } else { cx.words.with("case-told", &[("roles", told.into())]) }
        }
        Said::At(at) => cx.moment(at),
        Said::Due(duty) => cx.duty(duty),
        Said::Promise(id) => {
            let promise = file.case.promises.iter().find(|one| one.id == id);
            promise.map_or_else(String::new, |promise| cx.moment(promise.due))
        }
        Said::Rings(rings) => cx.words.with("case-rings", &[("rings", rings.into())]),
        Said::Phrase(id) => {
            let phrase = cx.rules.manual.phrase(id);
            let title = phrase.and_then(|phrase| phrase.title.as_ref());
            title.map_or_else(String::new, |title| title.get(cx.lang).to_owned())
        }
        Said::Trigger(trigger) => cx.words.get(&format!("trigger-{}", trigger.replace(['.', '_'], "-"))),
        Said::Passed { lead, reminded, times } => {
            let key = if reminded { "case-reminded-times" } else { "case-passed-to" };
            let lead = lead.map_or("", |lead| file.number_of(lead));
            cx.words.with(key, &[("no", lead.into()), ("times", i64::from(times).into())]).trim().to_owned()
        }
        Said::Person(person) => file.number_of(person).to_owned(),
        Said::Score(tenths) => format!("{}.{}", tenths / 10, tenths % 10),
    }
}

fn code(field: Field, code: &str, cx: &Cx) -> String {
    control::name(field, code, cx)
}

/// Fields that hold seconds.
const SECONDS: [Field; 5] = [Field::TalkS, Field::HoldS, Field::AcwS, Field::WaitS, Field::AutoAckS];

/// A value as it reads in a sentence.
pub fn value_words(field: Field, value: &Value, cx: &Cx) -> String {
    match value {
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
        Value::Number(seconds) if SECONDS.contains(&field) => {
            cx.words.with("case-min-s", &[("min", (seconds / 60).into()), ("s", (seconds % 60).into())])
        }
        Value::Number(number) => number.to_string(),
        Value::Flag(yes) => cx.words.get(if *yes { "form-yes" } else { "form-no" }),
    }
}

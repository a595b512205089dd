//! A fact as a sentence, and the values in it.

use uuid::Uuid;

use super::{Teller, codes};
use crate::domain::protocol::CaseFile;
use crate::domain::telling::{Said, Telling};
use crate::domain::values::HIDDEN;
use crate::domain::{CaseEvent, Event, Field, Plan, Record, Recorded, Role, Value};
use crate::text::mask;
use crate::tui::refusal;
use crate::words::dashed;

/// A kind of fact as the history names it.
pub fn kind(kind: &str, teller: &Teller) -> String {
    teller.words.get(&format!("case-fact-{}", dashed(kind)))
}

/// The sentence of a fact: what kind it is, then what matters of it.
pub fn sentence(fact: &Recorded, file: &CaseFile, teller: &Teller) -> String {
    match &fact.event {
        Event::Case(event) => of_case(event, &event.tell(), file, teller),
        _ => teller.words.get("case-newer-fact"),
    }
}

/// Who did it, with the role where it is not the front line's; what the workstation wrote by itself has no author.
pub fn author(fact: &Recorded, teller: &Teller) -> String {
    match fact.by.role {
        Role::System => String::new(),
        Role::Agent => fact.by.no.clone(),
        role => format!("{} {}", fact.by.no, teller.role_name(role)),
    }
}

fn of_case(event: &CaseEvent, telling: &Telling<'_>, file: &CaseFile, teller: &Teller) -> String {
    let what = kind(event.kind(), teller);
    let more: Vec<String> = telling.said.iter().map(|said| words(*said, file, teller)).collect();
    let more: Vec<&str> = more.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    if more.is_empty() { what } else { format!("{what}{}{}", teller.words.get("case-colon"), more.join("  ")) }
}

fn words(said: Said<'_>, file: &CaseFile, teller: &Teller) -> String {
    match said {
        Said::Value(field, one) => value(field, one, teller),
        Said::Code(field, one) => codes::name(field, one, teller),
        Said::Changed(record, personal) => refusal::field_names(record.0.keys().chain(personal.0.keys()), teller),
        Said::Level(level) => teller.level_name(level).to_owned(),
        Said::Told(roles) => {
            let told = teller.role_names(roles.iter().copied());
            if told.is_empty() { told } else { teller.words.with("case-told", &[("roles", told.into())]) }
        }
        Said::At(at) => teller.moment(at),
        Said::Due(duty) => teller.duty(duty),
        Said::Promise(id) => {
            let promise = file.case.promises.iter().find(|one| one.id == id);
            promise.map_or_else(String::new, |promise| teller.moment(promise.due))
        }
        Said::Rings(rings) => teller.words.with("case-rings", &[("rings", rings.into())]),
        Said::Phrase(id) => {
            let phrase = teller.rules.manual.phrase(id);
            let title = phrase.and_then(|phrase| phrase.title.as_ref());
            title.map_or_else(String::new, |title| title.get(teller.lang).to_owned())
        }
        Said::Trigger(trigger) => teller.words.get(&format!("trigger-{}", trigger.replace(['.', '_'], "-"))),
        Said::Passed { lead, reminded, times } => {
            let key = if reminded { "case-reminded-times" } else { "case-passed-to" };
            let lead = lead.map_or("", |lead| file.number_of(lead));
            teller.words.with(key, &[("no", lead.into()), ("times", i64::from(times).into())]).trim().to_owned()
        }
        Said::Person(person) => file.number_of(person).to_owned(),
        Said::No(no) => no.to_owned(),
        Said::Cases(count) => {
            teller.words.with("case-told-count", &[("count", i64::try_from(count).unwrap_or(i64::MAX).into())])
        }
        Said::Score(tenths) => format!("{}.{}", tenths / 10, tenths % 10),
    }
}

/// Fields that hold seconds.
const SECONDS: [Field; 5] = [Field::TalkS, Field::HoldS, Field::AcwS, Field::WaitS, Field::AutoAckS];

/// What a record holds, field by field; ids and what is empty say nothing to a reader.
pub fn values<'r>(record: &'r Record, teller: &'r Teller) -> impl Iterator<Item = (Field, String)> + 'r {
    let is_id = |value: &Value| matches!(value, Value::Text(id) | Value::Code(id) if id.parse::<Uuid>().is_ok());
    let named = record.0.iter().filter(move |(_, value)| !is_id(value));
    let told = named.map(|(field, one)| (*field, value(*field, one, teller)));
    told.filter(|(_, words)| !words.is_empty())
}

/// A value as it reads in a sentence; numbers and addresses are masked whoever reads.
pub fn value(field: Field, value: &Value, teller: &Teller) -> String {
    match value {
        Value::Text(words) => text(field, words, teller),
        Value::Code(one) if field == Field::RevealedField => {
            one.parse().map_or_else(|_| one.clone(), |field| refusal::field_name(field, teller))
        }
        Value::Code(one) => codes::name(field, one, teller),
        Value::Codes(held) => {
            let names: Vec<String> = held.iter().map(|one| codes::name(field, one, teller)).collect();
            names.join(&teller.words.get("list-separator"))
        }
        Value::At(at) => teller.moment(*at),
        Value::Number(seconds) if SECONDS.contains(&field) => {
            teller.words.with("case-min-s", &[("min", (seconds / 60).into()), ("s", (seconds % 60).into())])
        }
        Value::Number(cents) if matches!(field, Field::LossAmount | Field::Cost) => {
            format!("{}.{:02}", cents / 100, cents.abs() % 100)
        }
        Value::Number(number) => number.to_string(),
        Value::Flag(yes) => teller.words.get(if *yes { "form-yes" } else { "form-no" }),
    }
}

fn text(field: Field, words: &str, teller: &Teller) -> String {
    match field {
        Field::CallerNumber if words == HIDDEN => teller.words.get("case-number-hidden"),
        Field::CallerNumber => mask::phone(words),
        Field::Email => mask::email(words),
        Field::CustomerName | Field::ConfirmedBy if teller.masks => mask::name(words),
        Field::OrderNo if teller.masks => mask::order_no(words),
        _ if teller.masks => mask::hide_ids_and_cards(words),
        _ => words.to_owned(),
    }
}

/// What became of a plan or answer.
pub fn plan_stands(plan: &Plan, teller: &Teller) -> String {
    let key = match (plan.done_at, plan.accepted, plan.told_at) {
        (Some(_), ..) => "plan-done",
        (_, Some(true), _) => "plan-accepted",
        (_, Some(false), _) => "plan-rejected",
        (_, None, Some(_)) => "plan-told",
        (_, None, None) => "plan-untold",
    };
    teller.words.get(key)
}

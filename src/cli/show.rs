//! `zuoxi show`: one case with its history, names and numbers masked.

use clap::Args;
use serde::Serialize;

use super::Answer;
use super::list::rfc3339;
use super::out::{Failure, Out};
use super::setting::Setting;
use crate::app::{Clock, Problem, ProblemKind};
use crate::desk::Desk;
use crate::domain::order::{CaseFile, Loaded, Query, QueueView};
use crate::domain::{Event, Field, Recorded, Timestamp, Value};
use crate::text::mask;
use crate::words::dashed;

#[derive(Debug, Args)]
pub struct Show {
    #[arg(value_name = "case")]
    case: String,
    #[arg(long)]
    json: bool,
}

/// A case as JSON; names and numbers are masked, times are RFC 3339.
#[derive(Debug, Serialize)]
struct Shown<'a> {
    id: String,
    no: &'a str,
    state: &'a str,
    level: Option<u8>,
    owner: &'a str,
    received_at: String,
    outcome: Option<&'a str>,
    record: Vec<(&'a str, String)>,
    facts: Vec<Fact<'a>>,
}

#[derive(Debug, Serialize)]
struct Fact<'a> {
    id: String,
    at: String,
    by: &'a str,
    role: &'a str,
    kind: &'a str,
    undone: bool,
}

impl Show {
    pub fn run(self, setting: &Setting, out: &mut Out) -> Result<Answer, Failure> {
        let mut desk = setting.desk_there()?;
        let file = find(&mut desk, setting, &self.case)?;
        if self.json {
            out.json(&shown(&file))?;
            return Ok(Answer::Yes);
        }
        print(&file, &desk, setting, out)?;
        Ok(Answer::Yes)
    }
}

/// The case with this number.
fn find(desk: &mut Desk, setting: &Setting, no: &str) -> Result<Box<CaseFile>, Failure> {
    let now = Clock::REAL.now();
    let query = Query::Queue {
        view: QueueView::Found,
        agent: setting.agent_no().to_owned(),
        filter: no.to_owned(),
        offset: 0,
        limit: 50,
        now,
    };
    let found = desk.ask(query, now).map_err(|why| setting.rejection(&why))?;
    let id = match found {
        Loaded::Queue(page) => page.rows.into_iter().find(|row| row.no.eq_ignore_ascii_case(no)).map(|row| row.id),
        _ => None,
    };
    let file = match id {
        Some(id) => desk.ask(Query::Case(id), now).map_err(|why| setting.rejection(&why))?,
        None => Loaded::Case(None),
    };
    if let Loaded::Case(Some(file)) = file {
        return Ok(file);
    }
    Err(Problem::new(ProblemKind::User, setting.fill("cli-unknown-case", &[("case", no)])).into())
}

fn shown(file: &CaseFile) -> Shown<'_> {
    let case = &file.case;
    Shown {
        id: case.id.to_string(),
        no: &case.no,
        state: case.state.as_str(),
        level: case.level.map(crate::domain::Level::number),
        owner: &case.owner,
        received_at: rfc3339(case.received_at),
        outcome: case.outcome.map(crate::domain::Outcome::as_str),
        record: case.record.0.iter().map(|(field, value)| (field.as_str(), said(*field, value, rfc3339))).collect(),
        facts: file.facts.iter().map(|fact| self::fact(fact, file)).collect(),
    }
}

fn fact<'a>(fact: &'a Recorded, file: &CaseFile) -> Fact<'a> {
    Fact {
        id: fact.id.0.to_string(),
        at: rfc3339(fact.at),
        by: &fact.by.no,
        role: fact.by.role.as_str(),
        kind: kind(&fact.event),
        undone: file.case.undone.contains(&fact.id),
    }
}

fn kind(event: &Event) -> &str {
    match event {
        Event::Case(event) => event.kind(),
        Event::Customer(_) => "customer.filed",
        Event::Person(_) => "person.enrolled",
        Event::Unknown { kind, .. } => kind,
    }
}

fn print(file: &CaseFile, desk: &Desk, setting: &Setting, out: &mut Out) -> Result<(), Failure> {
    let rules = desk.rules();
    let local = |at: Timestamp| rules.calendar.local(at).format("%Y-%m-%d %H:%M:%S").to_string();
    let case = &file.case;
    let state = rules.manual.states.iter().find(|named| named.id == case.state);
    let state = state.map_or(case.state.as_str(), |named| named.names.get(setting.words.lang()));
    let level = case.level.map_or_else(String::new, |level| level.number().to_string());
    out.line(format!("{}  {state}  {level}  {}", case.no, case.owner).trim_end())?;
    for (field, value) in &case.record.0 {
        let name = setting.words.get(&format!("field-{}", dashed(field.as_str())));
        out.line(&format!("  {name}  {}", said(*field, value, local)))?;
    }
    out.line("")?;
    for fact in &file.facts {
        let key = format!("act-{}", dashed(kind(&fact.event)));
        let what = if setting.words.has(&key) { setting.words.get(&key) } else { kind(&fact.event).to_owned() };
        let undone = if case.undone.contains(&fact.id) { "  x" } else { "" };
        // What the workstation wrote by itself has no author.
        let by = if fact.by.role == crate::domain::Role::System { "" } else { &fact.by.no };
        out.line(&format!("  {}  {}  {what}{undone}", local(fact.at), crate::text::pad_right(by, 6)))?;
    }
    Ok(())
}

/// A value in words; what names a person is masked.
fn said(field: Field, value: &Value, time: impl Fn(Timestamp) -> String) -> String {
    let text = match value {
        Value::Text(text) | Value::Code(text) => text.clone(),
        Value::Codes(codes) => codes.join(" "),
        Value::At(at) => time(*at),
        Value::Number(number) => number.to_string(),
        Value::Flag(flag) => if *flag { "+" } else { "-" }.to_owned(),
    };
    match field {
        Field::CustomerName | Field::ConfirmedBy => mask::name(&text),
        Field::CallerNumber => mask::phone(&text),
        Field::Email => mask::email(&text),
        Field::OrderNo => mask::order_no(&text),
        field if field.is_personal() => mask::hide_ids_and_cards(&text),
        _ => text,
    }
}

//! `zuoxi show`: one case with its history, names and numbers masked.

use clap::Args;

use super::Answer;
use super::context::Context;
use super::list::state_name;
use super::out::{Failure, Out};
use crate::desk::Desk;
use crate::domain::protocol::{CaseFile, CaseView, Crossed, Loaded, Moment, Query};
use crate::domain::{Case, Field, Recorded, Timestamp, Value};
use crate::text::{mask, pad_right};
use crate::words::dashed;

#[derive(Debug, Args)]
pub struct Show {
    #[arg(value_name = "case")]
    case: String,
    #[arg(long)]
    json: bool,
}

impl Show {
    pub fn run(self, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
        let mut desk = context.desk_there()?;
        let files = find(&mut desk, context, &self.case)?;
        if files.len() > 1 && !self.json {
            out.line(&context.fill("cli-show-several", &[("count", &files.len().to_string()), ("no", &self.case)]))?;
            out.line(&context.words.get("cli-show-several-remedy"))?;
            out.line("")?;
        }
        for file in files {
            if self.json {
                let now = context.clock()?.now();
                let view = CaseView::of(&file.case, &desk.rules().calendar, now);
                let said = |field, value: &Value| said(field, value, |at| Moment(at).to_string());
                out.json(&view.whole(&file, said))?;
            } else {
                print(&file, &desk, context, out)?;
            }
        }
        Ok(Answer::Yes)
    }
}

/// Every case with this number: folders worked on apart may have given it twice.
pub(super) fn with_number(desk: &mut Desk, context: &Context, no: &str) -> Result<Vec<CaseFile>, Failure> {
    let found = desk.ask(Query::CasesWithNo(no.to_owned())).map_err(|why| context.rejection(&why))?;
    Ok(if let Loaded::Cases(files) = found { files } else { Vec::new() })
}

fn find(desk: &mut Desk, context: &Context, no: &str) -> Result<Vec<CaseFile>, Failure> {
    let files = with_number(desk, context, no)?;
    if files.is_empty() { Err(context.refuse("cli-unknown-case", &[("case", no)]).into()) } else { Ok(files) }
}

fn print(file: &CaseFile, desk: &Desk, context: &Context, out: &mut Out) -> Result<(), Failure> {
    let rules = desk.rules();
    let local = |at: Timestamp| rules.calendar.local(at).format("%Y-%m-%d %H:%M:%S").to_string();
    let case = &file.case;
    let crossed = file.crossed();
    let state = state_name(case.state, rules, context);
    let level = case.level.map_or_else(String::new, |level| level.number().to_string());
    out.line(format!("{}  {state}  {level}  {}", case.no, file.number_of(case.owner)).trim_end())?;
    for (field, value) in &case.record.0 {
        let name = context.words.get(&format!("field-{}", dashed(field.as_str())));
        out.line(&format!("  {name}  {}", said(*field, value, local)))?;
    }
    plans(case, &local, context, out)?;
    crossed.iter().try_for_each(|one| clash(one, &local, context, out))?;
    out.line("")?;
    for fact in file.history() {
        let meets = crossed.iter().flat_map(|one| &one.sides).any(|side| side.fact.id == fact.id);
        let mark = if case.undone.contains(&fact.id) {
            "x".to_owned()
        } else if case.overtaken.contains(&fact.id) {
            context.words.get("case-overtaken")
        } else if meets {
            context.words.get("sign-crossed")
        } else {
            String::new()
        };
        // What the workstation wrote by itself has no author.
        let by = if fact.by.role == crate::domain::Role::System { "" } else { &fact.by.no };
        let line = format!("  {}  {}  {}  {mark}", local(fact.at), pad_right(by, 6), what(fact, context));
        out.line(line.trim_end())?;
    }
    Ok(())
}

/// What happened, by the name of its act.
pub(super) fn what(fact: &Recorded, context: &Context) -> String {
    let key = format!("act-{}", dashed(fact.event.kind()));
    if context.words.has(&key) { context.words.get(&key) } else { fact.event.kind().to_owned() }
}

/// Where there was more than one plan, what became of each, and which one is in force.
fn plans(case: &Case, local: &impl Fn(Timestamp) -> String, context: &Context, out: &mut Out) -> Result<(), Failure> {
    if case.plans.len() < 2 {
        return Ok(());
    }
    out.line("")?;
    for plan in &case.plans {
        let word = match (plan.done_at, plan.accepted, plan.told_at) {
            (Some(_), ..) => "done",
            (_, Some(true), _) => "accepted",
            (_, Some(false), _) => "rejected",
            (_, None, Some(_)) => "told",
            (_, None, None) => "untold",
        };
        let word = context.words.get(&format!("cli-plan-{word}"));
        let in_force = case.plan_in_force().is_some_and(|other| other.act == plan.act);
        let in_force = if in_force { context.words.get("cli-plan-in-force") } else { String::new() };
        let text = mask::hide_ids_and_cards(&plan.text);
        out.line(format!("  {}  {text}  {word}  {in_force}", local(plan.at)).trim_end())?;
    }
    Ok(())
}

/// What two copies came across each other about, who did what on which side, and what settles it.
fn clash(
    crossed: &Crossed<'_>,
    local: &impl Fn(Timestamp) -> String,
    context: &Context,
    out: &mut Out,
) -> Result<(), Failure> {
    let words = &context.words;
    out.line("")?;
    out.line(&match place(crossed, context) {
        Some(fields) => context.fill("cli-clash-fields", &[("fields", &fields)]),
        None => words.get("cli-clash-steps"),
    })?;
    for side in &crossed.sides {
        let here = side.here.map(|here| words.get(if here { "cli-clash-here" } else { "cli-clash-there" }));
        let (at, no, what) = (local(side.fact.at), pad_right(&side.fact.by.no, 6), what(side.fact, context));
        out.line(format!("  {at}  {no}  {what}  {}", here.unwrap_or_default()).trim_end())?;
    }
    out.line(&words.get("cli-clash-remedy"))
}

/// The fields two copies came across each other about; nothing where it was a step.
pub(super) fn place(crossed: &Crossed<'_>, context: &Context) -> Option<String> {
    let names =
        crossed.clash.fields.iter().map(|field| context.words.get(&format!("field-{}", dashed(field.as_str()))));
    let names: Vec<String> = names.collect();
    (!crossed.clash.steps).then(|| names.join(&context.words.get("list-separator")))
}

/// A value in words; what names a person is masked.
pub fn said(field: Field, value: &Value, time: impl Fn(Timestamp) -> String) -> String {
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

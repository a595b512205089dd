//! `zuoxi show`: one case with its history, names and numbers masked.

use clap::Args;

use super::Answer;
use super::context::Context;
use super::list::state_name;
use super::out::{Failure, Out};
use crate::desk::Desk;
use crate::domain::protocol::{CaseFile, CaseView, Loaded, Moment, Query};
use crate::domain::{Field, Timestamp, Value};
use crate::text::mask;
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
fn find(desk: &mut Desk, context: &Context, no: &str) -> Result<Vec<CaseFile>, Failure> {
    let found = desk.ask(Query::CasesWithNo(no.to_owned())).map_err(|why| context.rejection(&why))?;
    match found {
        Loaded::Cases(files) if !files.is_empty() => Ok(files),
        _ => Err(context.refuse("cli-unknown-case", &[("case", no)]).into()),
    }
}

fn print(file: &CaseFile, desk: &Desk, context: &Context, out: &mut Out) -> Result<(), Failure> {
    let rules = desk.rules();
    let local = |at: Timestamp| rules.calendar.local(at).format("%Y-%m-%d %H:%M:%S").to_string();
    let case = &file.case;
    let state = state_name(case.state, rules, context);
    let level = case.level.map_or_else(String::new, |level| level.number().to_string());
    out.line(format!("{}  {state}  {level}  {}", case.no, file.number_of(case.owner)).trim_end())?;
    for (field, value) in &case.record.0 {
        let name = context.words.get(&format!("field-{}", dashed(field.as_str())));
        out.line(&format!("  {name}  {}", said(*field, value, local)))?;
    }
    out.line("")?;
    for fact in &file.facts {
        let key = format!("act-{}", dashed(fact.event.kind()));
        let what = if context.words.has(&key) { context.words.get(&key) } else { fact.event.kind().to_owned() };
        let undone = if case.undone.contains(&fact.id) { "  x" } else { "" };
        // What the workstation wrote by itself has no author.
        let by = if fact.by.role == crate::domain::Role::System { "" } else { &fact.by.no };
        out.line(&format!("  {}  {}  {what}{undone}", local(fact.at), crate::text::pad_right(by, 6)))?;
    }
    Ok(())
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

//! `zuoxi show`: one case with its history, names and numbers masked.

use clap::Args;

use super::Answer;
use super::context::Context;
use super::out::{Failure, Out};
use crate::desk::Desk;
use crate::domain::language::when::{self, Side};
use crate::domain::protocol::{CaseFile, CaseView, Crossed, Loaded, Moment, Query};
use crate::domain::{Case, Field, Recorded, Timestamp, Value};
use crate::text::{mask, pad_right, width};
use crate::tui::{Teller, fact, major, story};
use crate::words::dashed;

#[derive(Debug, Args)]
pub struct Show {
    #[arg(value_name = "case", required = true)]
    case: Vec<String>,
    #[arg(long, value_name = "time")]
    since: Option<String>,
    #[arg(long)]
    json: bool,
}

impl Show {
    pub fn run(self, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
        let no = self.case.concat();
        let now = context.clock()?.now();
        let since = self.since.as_deref().map(|typed| moment(typed, now, context)).transpose()?;
        let mut desk = context.desk_there()?;
        context.known(&mut desk)?;
        let files = find(&mut desk, context, &no)?;
        if files.len() > 1 && !self.json {
            out.line(&context.fill("cli-show-several", &[("count", &files.len().to_string()), ("no", &no)]))?;
            out.line(&context.words.get("cli-show-several-remedy"))?;
            out.line("")?;
        }
        let teller = Teller {
            now,
            words: context.words.clone(),
            rules: context.rules()?,
            masks: true,
            lang: context.words.lang(),
        };
        for file in files {
            if self.json {
                let view = CaseView::of(&file.case, &desk.rules().calendar, now);
                let said = |field, value: &Value| said(field, value, |at| Moment(at).to_string());
                let mut view = view.whole(&file, said);
                view.facts.retain(|fact| since.is_none_or(|since| fact.at >= Moment(since)));
                out.json(&view)?;
            } else {
                Told { file: &file, teller: &teller, context }.print(since, out)?;
            }
        }
        Ok(Answer::Yes)
    }
}

/// The moment that was typed, as people say one.
fn moment(typed: &str, now: Timestamp, context: &Context) -> Result<Timestamp, Failure> {
    let rules = context.rules()?;
    let read = when::read(typed, now, Side::Past, &rules.calendar);
    let read = read.ok_or_else(|| context.refuse("cli-since-unread", &[("time", typed)]))?;
    Ok(read.at)
}

/// Every case with this number: folders worked on apart may have given it twice.
pub(super) fn with_number(desk: &mut Desk, context: &Context, no: &str) -> Result<Vec<CaseFile>, Failure> {
    let found = desk.ask(Query::CasesWithNo(no.to_owned())).map_err(|why| context.rejection(&why))?;
    Ok(if let Loaded::Cases(files) = found { files } else { Vec::new() })
}

fn find(desk: &mut Desk, context: &Context, no: &str) -> Result<Vec<CaseFile>, Failure> {
    let files = with_number(desk, context, no)?;
    let mut numbers: Vec<&str> = files.iter().map(|file| file.case.no.as_str()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    match *numbers {
        [] => Err(context.refuse("cli-unknown-case", &[("case", no)]).into()),
        [_] => Ok(files),
        // Only an end of it was said.
        _ => Err(context.refuse("cli-short-case", &[("case", no), ("numbers", &numbers.join(" "))]).into()),
    }
}

/// A case in words.
struct Told<'a> {
    file: &'a CaseFile,
    teller: &'a Teller,
    context: &'a Context,
}

impl Told<'_> {
    fn print(&self, since: Option<Timestamp>, out: &mut Out) -> Result<(), Failure> {
        let Self { file, teller, context } = *self;
        let case = &file.case;
        let level = case.level.map_or("", |level| teller.level_name(level));
        let standing = teller.standing_of(case);
        let head = [case.no.as_str(), standing.as_str(), level, file.number_of(case.owner)];
        out.line(head.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ").as_str())?;
        if let Some(major) = major::stands(case, teller) {
            out.line(&format!("  {major}"))?;
        }
        let rows: Vec<(String, String)> =
            fact::values(&case.record, teller).map(|(field, words)| (context.field_name(field), words)).collect();
        let widest = rows.iter().map(|(name, _)| width(name)).max().unwrap_or_default();
        rows.iter().try_for_each(|(name, value)| put(out, 2, &pad_right(name, widest), value))?;
        let local = |at: Timestamp| teller.local(at).format("%Y-%m-%d %H:%M:%S").to_string();
        plans((case, teller), &local, context, out)?;
        file.crossed().iter().try_for_each(|one| clash(one, &local, context, out))?;
        out.line("")?;
        self.history(since, out)
    }

    /// What happened, by day, each act with who and when, what was said and written below it.
    fn history(&self, since: Option<Timestamp>, out: &mut Out) -> Result<(), Failure> {
        let Self { file, teller, context } = *self;
        let mut passages = story::passages(file, teller);
        if let Some(since) = since {
            passages.retain(|passage| passage.fact.at >= since);
            let time = teller.local(since).format("%Y-%m-%d %H:%M").to_string();
            let key = if passages.is_empty() { "cli-show-nothing-since" } else { "cli-show-since-is" };
            out.line(&context.fill(key, &[("time", &time)]))?;
        }
        let widest = passages.iter().map(|passage| width(&passage.by)).max().unwrap_or_default();
        let mut day = None;
        for passage in &passages {
            let local = teller.local(passage.fact.at);
            if day.replace(local.date()) != Some(local.date()) {
                out.line(&story::day_name(local.date(), teller))?;
            }
            let head = format!("{}  {}", teller.clock(passage.fact.at), pad_right(&passage.by, widest));
            let mark = story::Mark::words(passage.mark, teller);
            let marked = if mark.is_empty() { mark } else { format!("〔{mark}〕") };
            put(out, 2, &head, &format!("{marked}{}", passage.words))?;
            let below = " ".repeat(width(&head));
            passage.further.iter().try_for_each(|more| put(out, 2, &below, more))?;
        }
        Ok(())
    }
}

/// Words behind a name, those of further lines below the first.
fn put(out: &mut Out, from: usize, name: &str, words: &str) -> Result<(), Failure> {
    let mut name = format!("{}{name}", " ".repeat(from));
    for line in words.split('\n') {
        out.line(format!("{name}  {line}").trim_end())?;
        name = " ".repeat(width(&name));
    }
    Ok(())
}

/// What happened, by the name of its act.
pub(super) fn what(fact: &Recorded, context: &Context) -> String {
    let key = format!("act-{}", dashed(fact.event.kind()));
    if context.words.has(&key) { context.words.get(&key) } else { fact.event.kind().to_owned() }
}

/// Where there was more than one plan, what became of each, and which one is in force.
fn plans(
    (case, teller): (&Case, &Teller),
    local: &impl Fn(Timestamp) -> String,
    context: &Context,
    out: &mut Out,
) -> Result<(), Failure> {
    if case.plans.len() < 2 {
        return Ok(());
    }
    out.line("")?;
    for plan in &case.plans {
        let word = fact::plan_stands(plan, teller);
        let in_force = case.plan_in_force().is_some_and(|other| other.act == plan.act);
        let in_force = if in_force { context.words.get("cli-plan-in-force") } else { String::new() };
        let text = mask::hide_ids_and_cards(&plan.text);
        let at = local(plan.at);
        out.line(format!("  {at}  {text}  {word}  {in_force}").trim_end())?;
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
    let names: Vec<String> = crossed.clash.fields.iter().map(|field| context.field_name(*field)).collect();
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

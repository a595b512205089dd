//! `zuoxi calendar`: statutory holidays taken over from the lists governments and communities publish.

mod read;
mod whole_year;
mod write;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::context::{Context, complaint};
use super::manual::complain_of;
use super::out::{Failure, Out};
use super::{Answer, workstation};
use crate::app::{Problem, ProblemKind};
use crate::domain::calendar::Rulebook;
use crate::manual;

/// From so many days before a year on its table is missed: limits in working days reach that far.
pub(super) const AHEAD_DAYS: i64 = 45;

#[derive(Debug, Args)]
pub struct Calendar {
    #[command(subcommand)]
    command: CalendarCommand,
}

#[derive(Debug, Subcommand)]
enum CalendarCommand {
    Import {
        #[arg(value_name = "file")]
        file: PathBuf,
        #[arg(long, value_name = "region")]
        region: Option<String>,
    },
    Check {
        #[arg(value_name = "year")]
        year: Option<i32>,
        #[arg(long)]
        json: bool,
    },
}

/// A table of one year, every day by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Table {
    region: String,
    year: i32,
    off: Vec<NaiveDate>,
    work: Vec<NaiveDate>,
    /// Where it comes from; empty where that is not known.
    src: String,
}

impl Calendar {
    pub fn run(self, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
        match self.command {
            CalendarCommand::Import { file, region } => import(&file, region.as_deref(), context, out),
            CalendarCommand::Check { year, json } => check((year, json), context, out),
        }
    }
}

fn import(file: &Path, region: Option<&str>, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
    let rules = context.rules()?;
    if let Some(wrong) = region.filter(|region| !manual::is_region(region)) {
        return Err(context.refuse("cli-calendar-no-region", &[("region", wrong)]).into());
    }
    let name = file.display().to_string();
    let text = context.read(file)?;
    if read::is_own(file) {
        let wrong = manual::examine(&name, &text);
        if !wrong.is_empty() {
            return Err(complaint(&wrong, &context.words).into());
        }
    }
    let tables = read::tables(file, &text, region).map_err(|wrong| refused(&name, &wrong, context))?;
    let wrong: Vec<read::Wrong> = tables.iter().flat_map(|table| read::check(table, &rules)).collect();
    if !wrong.is_empty() {
        return Err(refused(&name, &wrong, context).into());
    }
    let (folder, new) = folder(context)?;
    for table in &tables {
        let before = known(&rules, &table.region, table.year);
        let path =
            write::write(&folder, table).map_err(|error| context.refuse_file("cli-no-folder", &folder, &error))?;
        out.line(&context.fill("cli-calendar-written", &[("path", &path.display().to_string())]))?;
        let before = before.map_or_else(|| context.words.get("cli-calendar-none"), |table| counts(&table, context));
        let blanks = [
            ("region", table.region.as_str()),
            ("year", &*table.year.to_string()),
            ("before", &before),
            ("after", &counts(table, context)),
        ];
        out.line(&context.fill("cli-calendar-counts", &blanks))?;
    }
    if new {
        out.line(&context.fill("cli-calendar-folder-made", &[("path", &folder.display().to_string())]))?;
    }
    let own = &rules.manual.calendar.region;
    if tables.iter().all(|table| table.region != *own) {
        out.line(&context.fill("cli-calendar-other-region", &[("region", own)]))?;
    }
    // The whole manual with the new table in it is still in order.
    let Err(wrong) = manual::load(Some(&folder)) else { return Ok(Answer::Yes) };
    complain_of(&wrong, context, out)
}

/// The company's manual folder, and whether it was only now made.
fn folder(context: &Context) -> Result<(PathBuf, bool), Problem> {
    let set = context.config.manual_folder().map(Path::to_path_buf);
    let folder = context.or_usual(set, |paths| &paths.manual)?;
    let new = !folder.is_dir();
    workstation::make_folder(context, &folder.join("calendar"))?;
    Ok((folder, new))
}

/// A table as the manual has it now.
fn known(rules: &Rulebook, region: &str, year: i32) -> Option<Table> {
    let found = rules.manual.holidays.iter().rfind(|table| table.region == region && table.year == year)?;
    read::table(found).ok()
}

fn counts(table: &Table, context: &Context) -> String {
    context.words.with("cli-calendar-days", &[("off", table.off.len().into()), ("work", table.work.len().into())])
}

fn refused(file: &str, wrong: &[read::Wrong], context: &Context) -> Problem {
    let mut sentences = wrong.iter().map(|wrong| {
        let blanks: Vec<(&str, &str)> = wrong.args.iter().map(|(name, text)| (*name, text.as_str())).collect();
        context.fill(&format!("cli-calendar-{}", wrong.code), &blanks)
    });
    let first = sentences.next().unwrap_or_default();
    let sentence = context.fill("cli-calendar-refused", &[("path", file), ("what", &first)]);
    Problem { kind: ProblemKind::User, sentence, hints: sentences.collect() }
}

/// Every year with a table, and those that are needed and have none.
fn check((year, json): (Option<i32>, bool), context: &Context, out: &mut Out) -> Result<Answer, Failure> {
    let rules = context.rules()?;
    let region = rules.manual.calendar.region.clone();
    let missing = match year {
        Some(year) => Some(year).filter(|year| known(&rules, &region, *year).is_none()).into_iter().collect(),
        None => missing_years(&rules, context.clock()?.now()),
    };
    let mut years: Vec<i32> =
        rules.manual.holidays.iter().filter(|table| table.region == region).map(|table| table.year).collect();
    years.sort_unstable();
    let wanted = years.into_iter().filter(|known| year.is_none_or(|wanted| wanted == *known));
    let tables: Vec<Table> = wanted.filter_map(|year| known(&rules, &region, year)).collect();
    if json {
        let told = |table: &Table| json!({ "year": table.year, "off": table.off, "work": table.work });
        let years: Vec<Value> = tables.iter().map(told).collect();
        out.json(&json!({ "region": region, "years": years, "missing": missing }))?;
    } else {
        for table in &tables {
            let blanks =
                [("region", region.as_str()), ("year", &*table.year.to_string()), ("days", &counts(table, context))];
            out.line(&context.fill("cli-calendar-year", &blanks))?;
        }
    }
    for year in missing.iter().filter(|_| !json) {
        let blanks = [("region", region.as_str()), ("year", &*year.to_string())];
        out.line(&context.fill("cli-calendar-missing", &blanks))?;
        out.line(&context.words.get("cli-calendar-missing-remedy"))?;
    }
    Ok(if missing.is_empty() { Answer::Yes } else { Answer::No })
}

/// Years a limit started now may reach that have no table.
pub(super) fn missing_years(rules: &Rulebook, now: crate::domain::Timestamp) -> Vec<i32> {
    rules.calendar.missing_years(now, now.plus_s(AHEAD_DAYS * 24 * 3600))
}

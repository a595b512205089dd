//! Holiday tables read from a file: the common JSON, or TOML as the manual has it.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::Table;
use crate::domain::calendar::{Rulebook, days};
use crate::domain::manual::Holidays;

/// What is wrong with a table; the sentence is `cli-calendar-<code>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    pub code: &'static str,
    pub args: Vec<(&'static str, String)>,
}

impl Wrong {
    fn new<const N: usize>(code: &'static str, args: [(&'static str, String); N]) -> Self {
        Self { code, args: args.into() }
    }
}

/// One year as published; keys besides these are of no use here.
#[derive(Deserialize)]
struct Published {
    year: i32,
    #[serde(default)]
    papers: Vec<String>,
    days: Vec<Day>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Day {
    date: String,
    is_off_day: bool,
}

/// The `holidays` tables of a manual's file.
#[derive(Deserialize)]
struct Own {
    #[serde(default)]
    holidays: Vec<Holidays>,
}

/// Every table of a file; `region` is said where the file itself says none, and must not contradict it.
pub fn tables(path: &Path, text: &str, region: Option<&str>) -> Result<Vec<Table>, Vec<Wrong>> {
    if path.extension().is_some_and(|extension| extension == "toml") {
        return own(text, region);
    }
    published(path, text, region.unwrap_or("CN")).map(|table| vec![table])
}

fn published(path: &Path, text: &str, region: &str) -> Result<Table, Vec<Wrong>> {
    // Files saved on some systems begin with a mark that is no JSON.
    let text = text.trim_start_matches('\u{feff}');
    let published: Published =
        serde_json::from_str(text).map_err(|error| vec![Wrong::new("not-json", [("detail", error.to_string())])])?;
    let mut wrong = Vec::new();
    let (mut off, mut work) = (Vec::new(), Vec::new());
    for day in &published.days {
        match day.date.parse::<NaiveDate>() {
            Ok(date) if day.is_off_day => off.push(date),
            Ok(date) => work.push(date),
            Err(_) => wrong.push(Wrong::new("not-a-date", [("date", day.date.clone())])),
        }
    }
    let file = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let src = published.papers.into_iter().next().unwrap_or(file);
    let table = Table { region: region.to_owned(), year: published.year, off, work, src };
    if wrong.is_empty() { Ok(table) } else { Err(wrong) }
}

fn own(text: &str, region: Option<&str>) -> Result<Vec<Table>, Vec<Wrong>> {
    let own: Own = toml::from_str(text)
        .map_err(|error| vec![Wrong::new("not-toml", [("detail", error.to_string().replace('\n', " "))])])?;
    if own.holidays.is_empty() {
        return Err(vec![Wrong::new("no-table", [])]);
    }
    if let Some(other) = own.holidays.iter().find(|table| region.is_some_and(|region| region != table.region)) {
        return Err(vec![Wrong::new("region-differs", [("region", other.region.clone())])]);
    }
    own.holidays.iter().map(|holidays| table(holidays).map_err(|wrong| vec![wrong])).collect()
}

/// A table as the manual has it, every day by itself.
pub fn table(holidays: &Holidays) -> Result<Table, Wrong> {
    let each = |texts: &[String]| {
        days(texts, holidays.year).map_err(|error| Wrong::new("not-a-day", [("detail", error.to_string())]))
    };
    Ok(Table {
        region: holidays.region.clone(),
        year: holidays.year,
        off: each(&holidays.off)?,
        work: each(&holidays.work)?,
        src: String::new(),
    })
}

/// Everything that cannot be right in a table.
pub fn check(table: &Table, rules: &Rulebook) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for date in table.off.iter().chain(&table.work) {
        let named = [("date", date.to_string()), ("year", table.year.to_string())];
        if date.year() != table.year {
            wrong.push(Wrong::new("other-year", named));
        } else if !seen.insert(date) {
            wrong.push(Wrong::new("twice", named));
        }
    }
    let weekdays = &rules.manual.calendar.work_weekdays;
    let worked = |date: &&NaiveDate| weekdays.iter().any(|day| u32::from(*day) == date.weekday().number_from_monday());
    for date in table.work.iter().filter(worked) {
        wrong.push(Wrong::new("worked-anyway", [("date", date.to_string())]));
    }
    if table.off.is_empty() {
        wrong.push(Wrong::new("no-days-off", [("year", table.year.to_string())]));
    }
    wrong
}

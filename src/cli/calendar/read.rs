//! Holiday tables read from a file: the common JSON, lists of every day of a year, or TOML as the manual has it.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;
use serde_json::Value;

use super::{Table, whole_year};
use crate::domain::calendar::{Rulebook, belongs, days};
use crate::domain::manual::Holidays;

/// What is wrong with a table; the sentence is `cli-calendar-<code>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    pub code: &'static str,
    pub args: Vec<(&'static str, String)>,
}

impl Wrong {
    pub fn new<const N: usize>(code: &'static str, args: [(&'static str, String); N]) -> Self {
        Self { code, args: args.into() }
    }
}

/// The `holidays` tables of a manual's file.
#[derive(Deserialize)]
struct Own {
    #[serde(default)]
    holidays: Vec<Holidays>,
}

/// Whether a file is a part of a manual; the others are as published.
pub fn is_own(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml")
}

/// Every table of a file; `region` is said where the file itself says none, and must not contradict it.
pub fn tables(path: &Path, text: &str, region: Option<&str>) -> Result<Vec<Table>, Vec<Wrong>> {
    if is_own(path) {
        return own(text, region);
    }
    // Files saved on some systems begin with a mark that is none of their text.
    let text = text.trim_start_matches('\u{feff}');
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let table = if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv")) {
        whole_year::of_csv(text, region.unwrap_or(whole_year::REGION), name)
    } else {
        published(name, text, region)
    };
    table.map(|table| vec![table])
}

/// One year as published: `year`, `days` with `date` and `isOffDay`, perhaps `papers`.
fn published(name: String, text: &str, region: Option<&str>) -> Result<Table, Vec<Wrong>> {
    let published: Value = serde_json::from_str(text).map_err(|error| {
        vec![Wrong::new("not-json", [("line", error.line().to_string()), ("column", error.column().to_string())])]
    })?;
    if whole_year::is_list(&published) {
        return whole_year::of_json(&published, region.unwrap_or(whole_year::REGION), name);
    }
    let year = published.get("year").and_then(Value::as_i64).and_then(|year| i32::try_from(year).ok());
    let (Some(year), Some(days)) = (year, published.get("days").and_then(Value::as_array)) else {
        return Err(vec![Wrong::new("no-year-or-days", [])]);
    };
    let mut wrong = Vec::new();
    let (mut off, mut work) = (Vec::new(), Vec::new());
    for (at, day) in days.iter().enumerate() {
        let (date, is_off) = (day.get("date").and_then(Value::as_str), day.get("isOffDay").and_then(Value::as_bool));
        let (Some(date), Some(is_off)) = (date, is_off) else {
            wrong.push(Wrong::new("not-a-day", [("at", (at + 1).to_string())]));
            continue;
        };
        match date.parse::<NaiveDate>() {
            Ok(date) if is_off => off.push(date),
            Ok(date) => work.push(date),
            Err(_) => wrong.push(Wrong::new("not-a-date", [("date", date.to_owned())])),
        }
    }
    let src = published.pointer("/papers/0").and_then(Value::as_str).map_or(name, str::to_owned);
    let table = Table { region: region.unwrap_or("CN").to_owned(), year, off, work, src };
    if wrong.is_empty() { Ok(table) } else { Err(wrong) }
}

/// The `holidays` tables of a text that is a sound part of a manual.
fn own(text: &str, region: Option<&str>) -> Result<Vec<Table>, Vec<Wrong>> {
    let own: Own = toml::from_str(text).map_err(|_| vec![Wrong::new("no-table", [])])?;
    if own.holidays.is_empty() {
        return Err(vec![Wrong::new("no-table", [])]);
    }
    if let Some(other) = own.holidays.iter().find(|table| region.is_some_and(|region| region != table.region)) {
        return Err(vec![Wrong::new("region-differs", [("region", other.region.clone())])]);
    }
    let (tables, wrong): (Vec<_>, Vec<_>) = own.holidays.iter().map(table).partition(Result::is_ok);
    let wrong: Vec<Wrong> = wrong.into_iter().filter_map(Result::err).flatten().collect();
    if wrong.is_empty() { Ok(tables.into_iter().flatten().collect()) } else { Err(wrong) }
}

/// A table as the manual has it, every day by itself.
pub fn table(holidays: &Holidays) -> Result<Table, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let mut each = |texts: &[String]| {
        let mut all = Vec::new();
        for text in texts {
            if let Ok(days) = days(std::slice::from_ref(text), holidays.year) {
                all.extend(days);
            } else {
                let args = [("date", text.clone()), ("year", holidays.year.to_string())];
                wrong.push(Wrong::new("other-year", args));
            }
        }
        all
    };
    let (off, work) = (each(&holidays.off), each(&holidays.work));
    let table = Table { region: holidays.region.clone(), year: holidays.year, off, work, src: String::new() };
    if wrong.is_empty() { Ok(table) } else { Err(wrong) }
}

/// Everything that cannot be right in a table.
pub fn check(table: &Table, rules: &Rulebook) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for date in table.off.iter().chain(&table.work) {
        let named = [("date", date.to_string()), ("year", table.year.to_string())];
        if !belongs(*date, table.year) {
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

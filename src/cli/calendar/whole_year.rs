//! Calendars that list every day of a year, as Taiwan's government publishes them (CSV) and communities pass them on
//! (JSON): of ordinary weekends and working days nothing is kept.

use chrono::{Datelike, NaiveDate};
use serde_json::Value;

use super::Table;
use super::read::Wrong;

/// The region of such files where nobody says another.
pub const REGION: &str = "TW";

/// A day as listed.
struct Day {
    date: NaiveDate,
    is_off: bool,
    /// What it is called; an ordinary weekend has no name.
    name: String,
}

/// Whether a list is of this form: days without a year above them, each with `isHoliday`.
pub fn is_list(value: &Value) -> bool {
    value.as_array().and_then(|days| days.first()).is_some_and(|day| day.get("isHoliday").is_some())
}

/// A year from JSON: a list of `date` (`20240101`), `isHoliday`, perhaps `description`.
pub fn of_json(value: &Value, region: &str, src: String) -> Result<Table, Vec<Wrong>> {
    let days = value.as_array().into_iter().flatten().enumerate().map(|(at, day)| {
        let (date, off) = (day.get("date").and_then(Value::as_str), day.get("isHoliday").and_then(Value::as_bool));
        let (Some(date), Some(is_off)) = (date, off) else {
            return Err(Wrong::new("not-a-listed-day", [("at", (at + 1).to_string())]));
        };
        let name = day.get("description").and_then(Value::as_str).unwrap_or_default();
        named(date, is_off, name)
    });
    table(days.collect(), region, src)
}

/// A year from CSV: date, weekday, 0 for work and 2 for a day off, remark; the first line says so.
pub fn of_csv(text: &str, region: &str, src: String) -> Result<Table, Vec<Wrong>> {
    let lines = text.lines().enumerate().skip(1).filter(|(_, line)| !line.trim().is_empty());
    let days = lines.map(|(at, line)| {
        let mut cells = line.split(',').map(|cell| cell.trim().trim_matches('"'));
        let (date, _, off) = (cells.next().unwrap_or_default(), cells.next(), cells.next());
        let is_off = match off {
            Some("0") => false,
            Some("1" | "2") => true,
            _ => return Err(Wrong::new("not-a-line", [("line", (at + 1).to_string())])),
        };
        named(date, is_off, cells.next().unwrap_or_default())
    });
    table(days.collect(), region, src)
}

fn named(date: &str, is_off: bool, name: &str) -> Result<Day, Wrong> {
    let forms = ["%Y%m%d", "%Y-%m-%d", "%Y/%m/%d"];
    let found = forms.iter().find_map(|form| NaiveDate::parse_from_str(date, form).ok());
    let date = found.ok_or_else(|| Wrong::new("not-a-date", [("date", date.to_owned())]))?;
    Ok(Day { date, is_off, name: name.to_owned() })
}

fn table(days: Vec<Result<Day, Wrong>>, region: &str, src: String) -> Result<Table, Vec<Wrong>> {
    let (days, wrong): (Vec<_>, Vec<_>) = days.into_iter().partition(Result::is_ok);
    let wrong: Vec<Wrong> = wrong.into_iter().filter_map(Result::err).collect();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let days: Vec<Day> = days.into_iter().flatten().collect();
    let Some(year) = days.first().map(|day| day.date.year()) else {
        return Err(vec![Wrong::new("no-year-or-days", [])]);
    };
    let is_weekend = |day: &Day| day.date.weekday().number_from_monday() > 5;
    let off = days.iter().filter(|day| day.is_off && !(is_weekend(day) && day.name.is_empty()));
    let work = days.iter().filter(|day| !day.is_off && is_weekend(day));
    let dates = |days: &mut dyn Iterator<Item = &Day>| days.map(|day| day.date).collect();
    let (off, work) = (dates(&mut { off }), dates(&mut { work }));
    Ok(Table { region: region.to_owned(), year, off, work, src })
}

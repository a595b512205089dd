//! The built-in calendar and the truth tables.

use zuoxi::domain::Timestamp;
use zuoxi::domain::calendar::Calendar;
use zuoxi::domain::manual::{CalendarRule, Holidays};

use crate::loader::manual;

pub fn tables() -> toml::Table {
    include_str!("../rehearsals/tables.toml").parse().unwrap()
}

pub fn rows(table: &str) -> Vec<Vec<toml::Value>> {
    tables()[table].as_array().unwrap().iter().map(|row| row.as_array().unwrap().clone()).collect()
}

pub fn calendar_rule() -> CalendarRule {
    manual().calendar.clone()
}

pub fn holidays() -> Vec<Holidays> {
    manual().holidays.clone()
}

pub fn shanghai() -> Calendar {
    Calendar::new(&calendar_rule(), &holidays()).unwrap()
}

/// A wall-clock time in Shanghai, `2026-03-16T09:00:00` or without seconds.
pub fn at(local: &str) -> Timestamp {
    let full = if local.len() == 16 { format!("{local}:00") } else { local.to_owned() };
    let moment = chrono::DateTime::parse_from_rfc3339(&format!("{full}+08:00")).unwrap();
    Timestamp(moment.timestamp_millis())
}

//! The built-in calendar and the truth tables.

use zuoxi::domain::calendar::Calendar;
use zuoxi::domain::manual::{CalendarRule, Holidays};
use zuoxi::domain::{FollowUpKind, Timestamp};

pub fn tables() -> toml::Table {
    include_str!("../rehearsals/tables.toml").parse().unwrap()
}

pub fn rows(table: &str) -> Vec<Vec<toml::Value>> {
    tables()[table].as_array().unwrap().iter().map(|row| row.as_array().unwrap().clone()).collect()
}

pub fn calendar_rule() -> CalendarRule {
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    CalendarRule {
        timezone: "Asia/Shanghai".into(),
        region: "CN".into(),
        service_hours: texts(&["09:00-21:00"]),
        work_hours: texts(&["09:00-12:00", "13:00-18:00"]),
        work_weekdays: vec![1, 2, 3, 4, 5],
        outbound_hours: texts(&["09:00-12:00", "14:00-20:00"]),
        outbound_skip_holiday_kinds: vec![
            FollowUpKind::Satisfaction,
            FollowUpKind::Care,
            FollowUpKind::Watch,
            FollowUpKind::Survey,
        ],
        outbound_exempt_kinds: vec![
            FollowUpKind::Progress,
            FollowUpKind::Promise,
            FollowUpKind::ReturnDue,
            FollowUpKind::Callback,
        ],
    }
}

pub fn holidays() -> Vec<Holidays> {
    let table = |year, off: &[&str], work: &[&str]| Holidays {
        region: "CN".into(),
        year,
        off: off.iter().map(|text| (*text).to_owned()).collect(),
        work: work.iter().map(|text| (*text).to_owned()).collect(),
    };
    vec![
        table(
            2025,
            &[
                "2025-01-01",
                "2025-01-28..2025-02-04",
                "2025-04-04..2025-04-06",
                "2025-05-01..2025-05-05",
                "2025-05-31..2025-06-02",
                "2025-10-01..2025-10-08",
            ],
            &["2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"],
        ),
        table(
            2026,
            &[
                "2026-01-01..2026-01-03",
                "2026-02-15..2026-02-23",
                "2026-04-04..2026-04-06",
                "2026-05-01..2026-05-05",
                "2026-06-19..2026-06-21",
                "2026-09-25..2026-09-27",
                "2026-10-01..2026-10-07",
            ],
            &["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"],
        ),
    ]
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

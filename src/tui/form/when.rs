//! Moments typed the way people say them: `14:30`, `明天 10:00`, `+2h`, `955起`, `6-18 18:00`.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};

use crate::domain::Timestamp;
use crate::domain::calendar::Calendar;
use crate::domain::language::half_width;
use crate::domain::language::shorthand::when::number;

/// Which side of now a moment without a date lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Past,
    Future,
}

const DAYS: [(&str, i64); 18] = [
    ("大后天", 3),
    ("大後天", 3),
    ("后天", 2),
    ("後天", 2),
    ("day after tomorrow", 2),
    ("明天", 1),
    ("明日", 1),
    ("明早", 1),
    ("tomorrow", 1),
    ("tmr", 1),
    ("今天", 0),
    ("今日", 0),
    ("today", 0),
    ("前天", -2),
    ("昨天", -1),
    ("昨日", -1),
    ("昨", -1),
    ("yesterday", -1),
];

const WEEKDAYS: [(&str, Weekday); 14] = [
    ("一", Weekday::Mon),
    ("二", Weekday::Tue),
    ("三", Weekday::Wed),
    ("四", Weekday::Thu),
    ("五", Weekday::Fri),
    ("六", Weekday::Sat),
    ("日", Weekday::Sun),
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];

/// The moment somebody typed, in the company's zone; nothing when it cannot be one.
pub fn read(typed: &str, now: Timestamp, side: Side, calendar: &Calendar) -> Option<Timestamp> {
    let typed = typed.chars().map(half_width::plain).collect::<String>().to_lowercase();
    let typed = typed.trim();
    if let Some(ms) = span_ms(typed) {
        return Some(now.plus_ms(ms));
    }
    let local = calendar.local(now);
    let (day, rest) = day_of(typed, local.date(), side)?;
    let time = if rest.is_empty() && day.is_some() { default_time(side) } else { time_of(rest)? };
    let moment = match day {
        Some(day) => NaiveDateTime::new(day, time),
        None => nearest(NaiveDateTime::new(local.date(), time), local, side)?,
    };
    Some(calendar.at(moment))
}

fn default_time(side: Side) -> NaiveTime {
    let hour = if side == Side::Future { 18 } else { 0 };
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()
}

fn nearest(moment: NaiveDateTime, now: NaiveDateTime, side: Side) -> Option<NaiveDateTime> {
    match side {
        Side::Past if moment > now => moment.checked_sub_days(Days::new(1)),
        Side::Future if moment < now => moment.checked_add_days(Days::new(1)),
        _ => Some(moment),
    }
}

/// `+2h`, `-30m`, `+1天`: milliseconds.
fn span_ms(typed: &str) -> Option<i64> {
    let (sign, rest) = match typed.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (-1, typed.strip_prefix('-')?),
    };
    let rest = rest.trim();
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let number: i64 = rest.get(..digits)?.parse().ok()?;
    let minutes = match rest.get(digits..)?.trim() {
        "" | "m" | "min" | "分" | "分钟" | "分鐘" => 1,
        "h" | "hour" | "hours" | "时" | "時" | "小时" | "小時" => 60,
        "d" | "day" | "days" | "天" | "日" => 1440,
        _ => return None,
    };
    number.checked_mul(minutes)?.checked_mul(60_000 * sign)
}

/// The day named at the beginning and what follows it.
fn day_of(typed: &str, today: NaiveDate, side: Side) -> Option<(Option<NaiveDate>, &str)> {
    for (word, days) in DAYS {
        if let Some(rest) = typed.strip_prefix(word) {
            let day = shifted(today, days)?;
            return Some((Some(day), rest.trim_start()));
        }
    }
    if let Some((weekday, rest)) = weekday_of(typed) {
        let ahead = (7 + weekday.num_days_from_monday() - today.weekday().num_days_from_monday()) % 7;
        let days = if side == Side::Past && ahead > 0 { i64::from(ahead) - 7 } else { i64::from(ahead) };
        return Some((Some(shifted(today, days)?), rest));
    }
    match date_of(typed, today) {
        Some((day, rest)) => Some((Some(day), rest)),
        None => Some((None, typed)),
    }
}

fn shifted(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let by = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(by) } else { day.checked_add_days(by) }
}

fn weekday_of(typed: &str) -> Option<(Weekday, &str)> {
    let bare = ["周", "週", "星期", "礼拜", "禮拜"].iter().find_map(|word| typed.strip_prefix(word));
    for (name, weekday) in WEEKDAYS {
        let from = if name.is_ascii() { Some(typed) } else { bare };
        if let Some(rest) = from.and_then(|from| from.strip_prefix(name)) {
            let rest = if name.is_ascii() { rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()) } else { rest };
            return Some((weekday, rest.trim_start()));
        }
    }
    None
}

/// `2026-06-18`, `6-18`, `6/18`, `6月18日`.
fn date_of(typed: &str, today: NaiveDate) -> Option<(NaiveDate, &str)> {
    let end = typed.find(' ').unwrap_or(typed.len());
    let (word, rest) = (typed.get(..end)?, typed.get(end..)?.trim_start());
    let word = word.replace(['/', '月', '年'], "-").replace(['日', '号', '號'], "");
    let parts: Vec<u32> = word.split('-').map(str::parse).collect::<Result<_, _>>().ok()?;
    let day = match parts.as_slice() {
        [year, month, day] => NaiveDate::from_ymd_opt(i32::try_from(*year).ok()?, *month, *day)?,
        [month, day] => NaiveDate::from_ymd_opt(today.year(), *month, *day)?,
        _ => return None,
    };
    Some((day, rest))
}

/// `14:30`, `9:05`, `955`, `1430`, `14点半`, `14点`, `下午3点`, `3pm`.
fn time_of(typed: &str) -> Option<NaiveTime> {
    let typed = typed.trim().trim_end_matches(['起', '前', '左']).trim();
    let (after_noon, typed) = half_of_day(typed);
    let (hour, minute) = clock_of(typed)?;
    let hour = if after_noon && hour < 12 { hour + 12 } else { hour };
    if hour == 24 && minute == 0 { None } else { NaiveTime::from_hms_opt(hour, minute, 0) }
}

fn half_of_day(typed: &str) -> (bool, &str) {
    for word in ["下午", "晚上", "傍晚"] {
        if let Some(rest) = typed.strip_prefix(word) {
            return (true, rest.trim());
        }
    }
    for word in ["上午", "早上", "早晨", "清晨", "凌晨", "中午"] {
        if let Some(rest) = typed.strip_prefix(word) {
            return (false, rest.trim());
        }
    }
    if let Some(rest) = typed.strip_suffix("pm") {
        return (true, rest.trim());
    }
    (false, typed.strip_suffix("am").unwrap_or(typed).trim())
}

fn clock_of(typed: &str) -> Option<(u32, u32)> {
    if let Some((hour, minute)) = typed.split_once(':') {
        return Some((hour.trim().parse().ok()?, minute.trim().parse().ok()?));
    }
    for sign in ['点', '點', '时', '時'] {
        if let Some((hour, rest)) = typed.split_once(sign) {
            let minute = match rest.trim_end_matches(['分', '钟', '鐘']) {
                "" | "整" => 0,
                "半" => 30,
                "一刻" => 15,
                minute => number(minute)?,
            };
            return Some((number(hour.trim())?, minute));
        }
    }
    let number: u32 = typed.parse().ok()?;
    match typed.len() {
        1 | 2 => Some((number, 0)),
        3 | 4 => Some((number / 100, number % 100)),
        _ => None,
    }
}

/// `YYYY-MM-DD HH:MM` as the company's wall clock reads; [`read`] takes it back.
pub fn write(at: Timestamp, calendar: &Calendar) -> String {
    let local = calendar.local(at);
    format!("{} {:02}:{:02}", local.date(), local.hour(), local.minute())
}

//! Moments typed the way people say them: `14:30`, `明天 10:00`, `+2h`, `955起`, `6-18 18:00`.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};

use crate::domain::calendar::Calendar;
use crate::domain::language::half_width;
use crate::domain::language::shorthand::when::number;
use crate::domain::{CalendarKind, Timestamp};

/// Which side of now a moment without a date lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Past,
    Future,
}

/// Days from today, longer words before those they begin with.
const DAYS: [(i64, &[&str]); 6] = [
    (3, &["大后天", "大後天"]),
    (2, &["后天", "後天", "day after tomorrow"]),
    (1, &["明天", "明日", "tomorrow", "tmr"]),
    (0, &["今天", "今日", "today"]),
    (-2, &["前天"]),
    (-1, &["昨天", "昨日", "昨", "yesterday"]),
];

const WEEKDAYS: [(Weekday, &str, &str); 7] = [
    (Weekday::Mon, "一", "mon"),
    (Weekday::Tue, "二", "tue"),
    (Weekday::Wed, "三", "wed"),
    (Weekday::Thu, "四", "thu"),
    (Weekday::Fri, "五", "fri"),
    (Weekday::Sat, "六", "sat"),
    (Weekday::Sun, "日", "sun"),
];

/// The moment somebody typed, in the company's zone; nothing when it cannot be one.
pub fn read(typed: &str, now: Timestamp, side: Side, calendar: &Calendar) -> Option<Timestamp> {
    let typed = typed.chars().map(half_width::plain).collect::<String>().to_lowercase();
    let typed = typed.trim().replacen("明早", "明天早上", 1);
    let typed = typed.as_str();
    if let Some(ms) = span_ms(typed).or_else(|| span_said(typed)) {
        return Some(now.plus_ms(ms));
    }
    let local = calendar.local(now);
    let (day, rest) = day_of(typed, local.date(), side)?;
    if let Some(at) = edge_of_day(day.unwrap_or(local.date()), rest, calendar).filter(|_| side == Side::Future) {
        return Some(at);
    }
    if let Some(at) = nearest_open(day, rest, now, calendar).filter(|_| side == Side::Future) {
        return Some(at);
    }
    let time = if rest.is_empty() && day.is_some() { default_time(side) } else { time_of(rest)? };
    let moment = match day {
        Some(day) => NaiveDateTime::new(day, time),
        None => nearest(NaiveDateTime::new(local.date(), time), local, side)?,
    };
    Some(calendar.at(moment))
}

/// `早上` of a day is its opening, `下班前` its closing.
fn edge_of_day(day: NaiveDate, rest: &str, calendar: &Calendar) -> Option<Timestamp> {
    match rest {
        "早上" | "上午" | "一早" => {
            let midnight = calendar.at(day.and_time(NaiveTime::MIN));
            calendar.open_spans(CalendarKind::Service, midnight).next().map(|(open, _)| open)
        }
        "下班" | "下班前" | "下班以前" => Some(calendar.closing(day)),
        _ => None,
    }
}

/// An hour said without its half of the day (`3点半`) is the next one within service hours.
fn nearest_open(day: Option<NaiveDate>, rest: &str, now: Timestamp, calendar: &Calendar) -> Option<Timestamp> {
    let (hour, minute) =
        clock_of(rest.trim_end_matches(['起', '前', '左'])).filter(|(hour, _)| (1..12).contains(hour))?;
    rest.contains(['点', '點'].as_slice()).then_some(())?;
    let today = calendar.local(now).date();
    let days = day.map_or_else(|| vec![Some(today), today.succ_opt()], |day| vec![Some(day)]);
    let moments =
        days.into_iter().flatten().flat_map(|day| [hour, hour + 12].map(|hour| day.and_hms_opt(hour, minute, 0)));
    let moments = moments.flatten().map(|moment| calendar.at(moment));
    moments.into_iter().find(|at| *at > now && calendar.is_open(CalendarKind::Service, *at))
}

/// `半小时后`, `两个小时后`, `20分钟内`: milliseconds.
fn span_said(typed: &str) -> Option<i64> {
    let said =
        ["之后", "以后", "之後", "以後", "后", "後", "内", "內"].iter().find_map(|end| typed.strip_suffix(end))?;
    let units = [
        ("个小时", 60),
        ("個小時", 60),
        ("小时", 60),
        ("小時", 60),
        ("刻钟", 15),
        ("刻鐘", 15),
        ("分钟", 1),
        ("分鐘", 1),
    ];
    let (count, minutes) = units.iter().find_map(|(unit, minutes)| Some((said.strip_suffix(unit)?, *minutes)))?;
    let minutes = if count == "半" { minutes / 2 } else { i64::from(number(count.trim())?) * minutes };
    Some(minutes * 60_000)
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
    for (days, words) in DAYS {
        if let Some(rest) = words.iter().find_map(|word| typed.strip_prefix(word)) {
            return Some((Some(shifted(today, days)?), rest.trim_start()));
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
    WEEKDAYS.iter().find_map(|(weekday, han, latin)| {
        let rest = || Some(typed.strip_prefix(latin)?.trim_start_matches(|c: char| c.is_ascii_alphabetic()));
        let rest = bare.and_then(|bare| bare.strip_prefix(han)).or_else(rest)?;
        Some((*weekday, rest.trim_start()))
    })
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
    let after = |words: &[&str]| words.iter().find_map(|word| typed.strip_prefix(word)).map(str::trim);
    if let Some(rest) = after(&["下午", "晚上", "傍晚"]) {
        return (true, rest);
    }
    if let Some(rest) = after(&["上午", "早上", "早晨", "清晨", "凌晨", "中午"]) {
        return (false, rest);
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

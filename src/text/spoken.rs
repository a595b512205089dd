//! Times as one says them on the telephone, rounded down so that what is promised comes a little early.

use chrono::{Datelike, NaiveDateTime, Timelike};

use crate::domain::Lang;

/// A time as said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// The words, e.g. 十点四十 or 明天上午十点.
    pub words: String,
    /// The time said, company-local: a promise is recorded at this one.
    pub at: NaiveDateTime,
}

/// Rounds a time down to five minutes and says it; exact when less than five minutes would be left.
///
/// Both times are company-local.
pub fn spoken_time(at: NaiveDateTime, now: NaiveDateTime, lang: Lang) -> Spoken {
    let to_minutes = |time: NaiveDateTime, step: u32| {
        let minute = time.minute() / step * step;
        time.with_minute(minute)
            .and_then(|time| time.with_second(0))
            .and_then(|time| time.with_nanosecond(0))
            .unwrap_or(time)
    };
    let round = to_minutes(at, 5);
    let at = if (round - now).num_seconds() < 300 { to_minutes(at, 1) } else { round };
    Spoken { words: words(at, now, lang), at }
}

fn words(at: NaiveDateTime, now: NaiveDateTime, lang: Lang) -> String {
    let days = (at.date() - now.date()).num_days();
    let near = days == 0 && (0..=3 * 60).contains(&(at - now).num_minutes());
    match lang {
        Lang::En => english(at, days, near),
        _ => chinese(at, days, near, lang == Lang::ZhTw),
    }
}

fn chinese(at: NaiveDateTime, days: i64, near: bool, taiwan: bool) -> String {
    let (point, minute_word) = if taiwan { ("點", "分") } else { ("点", "") };
    let two = if taiwan { "兩" } else { "两" };
    let period = match at.hour() {
        0..=4 => "凌晨",
        5..=11 => "上午",
        12 => "中午",
        13..=17 => "下午",
        _ => "晚上",
    };
    let day = match days {
        0 => "今天".to_owned(),
        1 => "明天".to_owned(),
        2 => if taiwan { "後天" } else { "后天" }.to_owned(),
        _ => format!("{}月{}日", at.month(), at.day()),
    };
    let hour = match at.hour() {
        2 | 14 => two.to_owned(),
        hour @ 0..=12 => numeral(hour),
        hour => numeral(hour - 12),
    };
    let minute = match at.minute() {
        0 => String::new(),
        30 => "半".to_owned(),
        minute @ 1..=9 => format!("零{}{minute_word}", numeral(minute)),
        minute => format!("{}{minute_word}", numeral(minute)),
    };
    let before = if near { String::new() } else { format!("{day}{period}") };
    format!("{before}{hour}{point}{minute}")
}

/// 0–59 in characters.
fn numeral(number: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |at: u32| DIGITS.get(at as usize).copied().unwrap_or_default();
    match (number / 10, number % 10) {
        (0, one) => digit(one).to_owned(),
        (ten, one) => {
            let tens = if ten == 1 { "" } else { digit(ten) };
            format!("{tens}十{}", if one == 0 { "" } else { digit(one) })
        }
    }
}

fn english(at: NaiveDateTime, days: i64, near: bool) -> String {
    let (afternoon, hour) = at.hour12();
    let half = if afternoon { "pm" } else { "am" };
    let time = match at.minute() {
        0 => format!("{hour} {half}"),
        minute => format!("{hour}:{minute:02} {half}"),
    };
    match days {
        0 if near => {
            time.trim_end_matches([' ', 'a', 'p', 'm']).to_owned() + if at.minute() == 0 { " o'clock" } else { "" }
        }
        0 => format!("{time} today"),
        1 => format!("{time} tomorrow"),
        _ => format!("{time} on {}", at.format("%-d %B")),
    }
}

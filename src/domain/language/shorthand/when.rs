//! When it began: `955起`, `09:55`, `昨晚8点`, `3天前`, `03-14`, `yesterday`.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

const BEGAN: [&str; 8] = ["开始", "開始", "左右", "发生", "發生", "出现", "出現", "起"];
const SINCE: [&str; 5] = ["since", "from", "从", "從", "自"];
const DAYS: [(u64, &[&str]); 4] = [
    (3, &["大前天"]),
    (2, &["前天", "前日"]),
    (1, &["昨天", "昨日", "yesterday", "昨"]),
    (0, &["今天", "今日", "today", "今", "当天"]),
];
/// The hour a part of the day stands for, and whether small hours after it belong to the afternoon.
const PARTS: [(Part, &[&str]); 9] = [
    ((3, false), &["凌晨"]),
    ((6, false), &["清晨", "晨"]),
    ((8, false), &["早上", "早晨", "早"]),
    ((10, false), &["上午"]),
    ((12, false), &["中午"]),
    ((15, true), &["下午"]),
    ((18, true), &["傍晚"]),
    ((20, true), &["晚上", "晚"]),
    ((22, true), &["夜里", "夜裡", "夜"]),
];
/// Minutes of a unit of time.
const UNITS: [(i64, &[&str]); 4] = [
    (60, &["个小时", "個小時", "小时", "小時", "钟头", "hours", "hour"]),
    (1, &["分钟", "分鐘", "minutes", "minute", "min"]),
    (1440, &["天", "日", "days", "day"]),
    (10_080, &["周", "週", "weeks"]),
];
const JUST_NOW: [&str; 6] = ["刚刚", "剛剛", "刚才", "剛才", "justnow", "刚"];

/// The company's wall clock at which it began, and whether that is a guess; never later than now.
pub fn first_seen(text: &str, now: NaiveDateTime) -> Option<(NaiveDateTime, bool)> {
    let text = joined(text);
    let since = SINCE.iter().find_map(|word| text.strip_prefix(word));
    let text = since.unwrap_or(&text);
    let began = BEGAN.iter().find_map(|word| text.strip_suffix(word));
    let text = began.unwrap_or(text);
    if JUST_NOW.contains(&text) {
        return Some((now, true));
    }
    if let Some(ago) = ago(text, now) {
        return Some((ago, true));
    }
    let named = began.is_some() || since.is_some();
    let (date, rest) = day(text, now.date(), named);
    // `今` and `昨` mean a day only together with a part of it or a time.
    let bare = date.is_some() && rest.is_empty() && text.chars().count() == 1;
    let (part, rest) = part(rest);
    let sure = began.is_some() || since.is_some() || date.is_some();
    let clock = if rest.is_empty() { None } else { Some(clock(rest, part.is_some() || sure, sure)?) };
    let meant = date.is_some() || clock.is_some() || (part.is_some() && began.is_some());
    (meant && !bare).then(|| moment(date, part, clock, now)).flatten()
}

/// Without blanks; between a day and a time in digits stands `日` instead.
fn joined(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut joined = String::new();
    for word in words {
        let digits = joined.ends_with(|c: char| c.is_ascii_digit()) && word.starts_with(|c: char| c.is_ascii_digit());
        if digits {
            joined.push('日');
        }
        joined.push_str(word);
    }
    joined
}

/// Whether digits are a date of these years and so no telephone or order number.
pub fn is_date(text: &str) -> bool {
    is_compact_date(text) || text.parse::<NaiveDate>().is_ok()
}

fn is_compact_date(text: &str) -> bool {
    text.len() == 8 && text.starts_with("20") && NaiveDate::parse_from_str(text, "%Y%m%d").is_ok()
}

type Part = (u32, bool);

fn moment(
    date: Option<NaiveDate>,
    part: Option<Part>,
    clock: Option<NaiveTime>,
    now: NaiveDateTime,
) -> Option<(NaiveDateTime, bool)> {
    let time = match (clock, part) {
        (Some(clock), part) => afternoon(clock, part),
        (None, Some((hour, _))) => NaiveTime::from_hms_opt(hour, 0, 0)?,
        (None, None) => NaiveTime::MIN,
    };
    let moment = date.unwrap_or(now.date()).and_time(time);
    match (moment <= now, date) {
        (true, _) => Some((moment, clock.is_none())),
        // Without a day it was the last time the clock showed it.
        (false, None) => moment.checked_sub_days(Days::new(1)).map(|moment| (moment, true)),
        (false, Some(_)) => None,
    }
}

fn afternoon(clock: NaiveTime, part: Option<Part>) -> NaiveTime {
    use chrono::Timelike;
    let later = match part {
        Some((_, true)) => clock.hour() < 12,
        Some((12, _)) => clock.hour() < 3,
        _ => false,
    };
    if later { clock + TimeDelta::hours(12) } else { clock }
}

/// `3天前`, `两小时前`, `半小时前`, `10分钟前`, `2daysago`.
fn ago(text: &str, now: NaiveDateTime) -> Option<NaiveDateTime> {
    let text = text.strip_suffix('前').or_else(|| text.strip_suffix("ago"))?;
    let (unit, count) = listed(&UNITS, |unit| text.strip_suffix(unit))?;
    let minutes = if count == "半" { unit / 2 } else { i64::from(number(count)?).checked_mul(unit)? };
    now.checked_sub_signed(TimeDelta::try_minutes(minutes)?)
}

/// What the first word of a table that can be cut off stands for, and the rest.
fn listed<'t, T: Copy>(table: &[(T, &[&str])], cut: impl Fn(&str) -> Option<&'t str>) -> Option<(T, &'t str)> {
    table.iter().find_map(|(meaning, words)| Some((*meaning, words.iter().find_map(|word| cut(word))?)))
}

/// The day a text begins with, and the rest.
fn day(text: &str, today: NaiveDate, named: bool) -> (Option<NaiveDate>, &str) {
    let by_word = listed(&DAYS, |word| text.strip_prefix(word));
    if let Some((back, rest)) = by_word {
        return (today.checked_sub_days(Days::new(back)), rest);
    }
    dated(text, today, named).map_or((None, text), |(date, rest)| (Some(date), rest))
}

/// `2026-03-14`, `2026/3/14`, `20260314`, `3月14日`, `03-14`; without a year the last such day. `3-14` and `3/14` are
/// dates only where something says that it began then (`named`): by themselves they may be anything.
fn dated(text: &str, today: NaiveDate, named: bool) -> Option<(NaiveDate, &str)> {
    if let Some((head, rest)) = text.split_at_checked(8).filter(|(head, _)| is_compact_date(head)) {
        let rest = rest.strip_prefix('日').unwrap_or(rest);
        return Some((NaiveDate::parse_from_str(head, "%Y%m%d").ok()?, rest));
    }
    let (first, rest) = leading_number(text)?;
    if let Some(rest) = rest.strip_prefix(['-', '/', '年']).filter(|_| (2000..2100).contains(&first)) {
        let (month, rest) = leading_number(rest)?;
        let (day, rest) = leading_number(rest.strip_prefix(['-', '/', '月'])?)?;
        let rest = rest.strip_prefix(['日', '号', '號']).unwrap_or(rest);
        return Some((NaiveDate::from_ymd_opt(i32::try_from(first).ok()?, month, day)?, rest));
    }
    let (day, rest) = if let Some(rest) = rest.strip_prefix('月') {
        leading_number(rest).map(|(day, rest)| (day, rest.strip_prefix(['日', '号', '號']).unwrap_or(rest)))?
    } else {
        let two_digits = text.find('-') == Some(2) && text.get(3..5).is_some_and(|day| day.parse::<u8>().is_ok());
        let (day, rest) = leading_number(rest.strip_prefix(['-', '/']).filter(|_| named || two_digits)?)?;
        let after = rest.strip_prefix('日').unwrap_or(rest);
        // What follows a bare day is a time or nothing: `03-14-2` is none.
        (named || rest.is_empty() || after.len() < rest.len()).then_some((day, after))?
    };
    let this_year = NaiveDate::from_ymd_opt(today.year(), first, day)?;
    Some((if this_year > today { this_year.with_year(today.year() - 1)? } else { this_year }, rest))
}

fn part(text: &str) -> (Option<Part>, &str) {
    let found = listed(&PARTS, |word| text.strip_prefix(word));
    found.map_or((None, text), |(part, rest)| (Some(part), rest))
}

/// `9:55`, `9点半`, `9点20分`, `955`, `9pm`; bare digits only where `digits` says that they are a time, `9点` only
/// where `named` does.
fn clock(text: &str, named: bool, digits: bool) -> Option<NaiveTime> {
    let (pm, am) = (text.strip_suffix("pm"), text.strip_suffix("am"));
    let (text, english, pm) = (pm.or(am).unwrap_or(text), pm.or(am).is_some(), pm.is_some());
    let (hour, rest) = leading_number(text).or_else(|| leading_numeral(text))?;
    let minute = if let Some(minutes) = rest.strip_prefix(':') {
        Some(minutes).filter(|minutes| minutes.len() == 2).and_then(number)
    } else if let Some(rest) = rest.strip_prefix(['点', '點', '时', '時']) {
        let rest = rest.strip_suffix(['分', '钟', '鐘']).unwrap_or(rest);
        match rest {
            "" => named.then_some(0),
            "半" => Some(30),
            "一刻" => Some(15),
            _ => number(rest),
        }
    } else if rest.is_empty() && digits && (3..=4).contains(&text.len()) {
        return NaiveTime::from_hms_opt(hour / 100, hour % 100, 0);
    } else {
        (rest.is_empty() && english).then_some(0)
    }?;
    NaiveTime::from_hms_opt(if pm && hour < 12 { hour + 12 } else { hour }, minute, 0)
}

fn leading_number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    Some((digits.parse().ok()?, rest))
}

fn leading_numeral(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| numeral(c).is_none()).unwrap_or(text.len());
    let (numerals, rest) = text.split_at_checked(end)?;
    Some((number(numerals)?, rest))
}

fn numeral(c: char) -> Option<u32> {
    let digits = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
    match c {
        '两' | '兩' => Some(2),
        '零' => Some(0),
        _ => digits.iter().position(|digit| *digit == c).and_then(|index| u32::try_from(index).ok()),
    }
}

/// Digits, or Chinese numerals up to ninety-nine.
pub fn number(text: &str) -> Option<u32> {
    if text.chars().all(|c| c.is_ascii_digit()) {
        return text.parse().ok();
    }
    let numerals: Vec<u32> = text.chars().map(numeral).collect::<Option<_>>()?;
    match numerals.as_slice() {
        [one] => Some(*one),
        [10, ones] => Some(10 + ones),
        [tens, 10] => Some(tens * 10),
        [tens, 10, ones] => Some(tens * 10 + ones),
        _ => None,
    }
}

//! The day a text begins with.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::number::{digits, leading};
use super::{Side, after, listed};

/// A day as it was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// Days from today.
    Shift(i64),
    /// Weeks from this one, where said, and the day of it.
    Of(Option<i64>, Weekday),
    /// Year where named, month, day.
    Date(Option<i32>, u32, u32),
    /// Months from this one, where said, and the day of it.
    OfMonth(Option<i32>, u32),
}

const SHIFTS: [(i64, &[&str]); 7] = [
    (3, &["大后天", "大後天"]),
    (2, &["后天", "後天", "the day after tomorrow", "day after tomorrow"]),
    (1, &["明天", "明日", "tomorrow", "tmrw", "tmr"]),
    (0, &["今天", "今日", "当天", "當天", "today"]),
    (-3, &["大前天"]),
    (-2, &["前天", "前日", "the day before yesterday", "day before yesterday"]),
    (-1, &["昨天", "昨日", "yesterday"]),
];
/// Days after which a date without its year is no slip of somebody who means this year.
const JUST_OVER: i64 = 60;
/// A day by one character, only together with a part of it: `明早`, `今晚`, `昨夜`.
const SHORT: [(i64, &[&str]); 3] = [(1, &["明"]), (0, &["今", "当", "當"]), (-1, &["昨"])];
const WEEKS: [(i64, &[&str]); 5] = [
    (-2, &["上上个", "上上個", "上上"]),
    (-1, &["上个", "上個", "上", "last "]),
    (0, &["这个", "這個", "这", "這", "本", "this "]),
    (2, &["下下个", "下下個", "下下"]),
    (1, &["下个", "下個", "下", "next "]),
];
const WEEK: [&str; 6] = ["星期", "礼拜", "禮拜", "周", "週", "week"];
const MONTH: [&str; 3] = ["月份", "月", "month"];
const WEEKDAYS: [(Weekday, &[&str], &[&str]); 7] = [
    (Weekday::Mon, &["一"], &["monday", "mon"]),
    (Weekday::Tue, &["二"], &["tuesday", "tues", "tue"]),
    (Weekday::Wed, &["三"], &["wednesday", "wed"]),
    (Weekday::Thu, &["四"], &["thursday", "thurs", "thu"]),
    (Weekday::Fri, &["五"], &["friday", "fri"]),
    (Weekday::Sat, &["六", "末"], &["saturday", "sat"]),
    (Weekday::Sun, &["日", "天"], &["sunday", "sun"]),
];

/// The day a text begins with and the rest; `short` says that only `明`, `今`, `昨` was found, which needs a part of the
/// day behind it. `bare` lets signs of a date stand alone: `3-14`, `3/14` may be anything in a line of other words.
pub fn day(text: &str, bare: bool) -> Option<(Day, bool, &str)> {
    if let Some((shift, rest)) = listed(&SHIFTS, text) {
        return Some((Day::Shift(shift), false, rest));
    }
    if let Some((day, rest)) = weekday(text).or_else(|| of_month(text)) {
        return Some((day, false, rest));
    }
    if let Some((day, rest)) = date(text, bare) {
        return Some((day, false, rest));
    }
    let (shift, rest) = listed(&SHORT, text)?;
    Some((Day::Shift(shift), true, rest))
}

fn weekday(text: &str) -> Option<(Day, &str)> {
    let (week, rest) = listed(&WEEKS, text).map_or((None, text), |(week, rest)| (Some(week), rest));
    let han = after(rest, &WEEK);
    for (weekday, chinese, english) in WEEKDAYS {
        let found = han.and_then(|rest| after(rest, chinese)).or_else(|| {
            let rest = after(rest, english)?;
            (!rest.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(rest)
        });
        if let Some(rest) = found {
            return Some((Day::Of(week, weekday), rest));
        }
    }
    // A week alone begins on its Monday.
    match (week, han) {
        (Some(week), Some(rest)) => Some((Day::Of(Some(week), Weekday::Mon), rest)),
        _ => None,
    }
}

/// `20号`, `上个月12日`.
fn of_month(text: &str) -> Option<(Day, &str)> {
    let month = listed(&WEEKS, text).and_then(|(month, rest)| Some((month, after(rest, &MONTH)?)));
    let (month, rest) = month.map_or((None, text), |(month, rest)| (i32::try_from(month).ok(), rest));
    let (day, rest) = leading(rest)?;
    let rest = after(rest, &["号", "號", "日"])?;
    (1..=31).contains(&day).then_some((Day::OfMonth(month, day), rest))
}

/// `2026-03-14`, `2026/3/14`, `20260314`, `3月14日`, `03-14`.
fn date(text: &str, bare: bool) -> Option<(Day, &str)> {
    if let Some((head, rest)) = text.split_at_checked(8).filter(|(head, _)| is_compact(head)) {
        let date = NaiveDate::parse_from_str(head, "%Y%m%d").ok()?;
        return Some((Day::Date(Some(date.year()), date.month(), date.day()), rest));
    }
    let (first, rest) = leading(text)?;
    if let Some(rest) = after(rest, &["-", "/", "年", "."]).filter(|_| (2000..2100).contains(&first)) {
        let (month, rest) = leading(rest)?;
        let (day, rest) = leading(after(rest, &["-", "/", "月", "."])?)?;
        return Some((Day::Date(i32::try_from(first).ok(), month, day), end_of_day(rest)));
    }
    if let Some(rest) = after(rest, &["月"]) {
        let (day, rest) = leading(rest)?;
        return Some((Day::Date(None, first, day), end_of_day(rest)));
    }
    let two_digits = text.find('-') == Some(2) && text.get(3..5).is_some_and(|day| day.parse::<u8>().is_ok());
    let (day, rest) = leading(after(rest, &["-", "/"]).filter(|_| bare || two_digits)?)?;
    // What follows is a time or nothing: `03-14-2` is none.
    (bare || rest.is_empty() || rest.starts_with(' ')).then_some((Day::Date(None, first, day), rest))
}

fn end_of_day(rest: &str) -> &str {
    after(rest, &["日", "号", "號"]).unwrap_or(rest)
}

/// Whether digits are a date of these years and so no telephone or order number.
pub fn is_date(text: &str) -> bool {
    is_compact(text) || text.parse::<NaiveDate>().is_ok()
}

fn is_compact(text: &str) -> bool {
    text.len() == 8
        && text.starts_with("20")
        && NaiveDate::parse_from_str(text, "%Y%m%d").is_ok()
        && digits(text).1.is_empty()
}

impl Day {
    /// The dates that can be meant, the likeliest first; none lies on the wrong side of today, but for what
    /// was named so plainly that it must be said to be over: a date just over, `昨天`.
    pub fn dates(self, today: NaiveDate, side: Side) -> Vec<NaiveDate> {
        let slip = matches!(self, Self::Date(..) | Self::Shift(_));
        let fits = |date: &NaiveDate| match side {
            Side::Past => *date <= today,
            Side::Future => *date >= today || slip && (today - *date).num_days() < JUST_OVER,
        };
        self.candidates(today, side).into_iter().flatten().filter(fits).collect()
    }

    fn candidates(self, today: NaiveDate, side: Side) -> [Option<NaiveDate>; 3] {
        match self {
            Self::Shift(days) => [shifted(today, days), None, None],
            Self::Of(weeks, weekday) => {
                let back = i64::from(today.weekday().num_days_from_monday());
                let of = |weeks: i64| shifted(today, weeks * 7 + i64::from(weekday.num_days_from_monday()) - back);
                match weeks {
                    Some(weeks) => [of(weeks), None, None],
                    None if side == Side::Past => [of(0), of(-1), None],
                    None => [of(0), of(1), None],
                }
            }
            Self::Date(Some(year), month, day) => [NaiveDate::from_ymd_opt(year, month, day), None, None],
            Self::Date(None, month, day) => {
                let of = |years: i32| NaiveDate::from_ymd_opt(today.year() + years, month, day);
                match side {
                    Side::Past => [of(0), of(-1), None],
                    // A day just over is a slip, which is told; one long over is next year's.
                    Side::Future if of(0).is_some_and(|date| (1..JUST_OVER).contains(&(today - date).num_days())) => {
                        [of(0), None, None]
                    }
                    Side::Future => [of(0), of(1), None],
                }
            }
            Self::OfMonth(months, day) => {
                let of = |months: i32| month_of(today, months)?.with_day(day);
                match months {
                    Some(months) => [of(months), None, None],
                    None if side == Side::Past => [of(0), of(-1), of(-2)],
                    None => [of(0), of(1), of(2)],
                }
            }
        }
    }
}

fn month_of(today: NaiveDate, months: i32) -> Option<NaiveDate> {
    let first = today.with_day(1)?;
    let by = Months::new(months.unsigned_abs());
    if months < 0 { first.checked_sub_months(by) } else { first.checked_add_months(by) }
}

/// A date some days later or earlier.
pub fn shifted(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let by = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(by) } else { day.checked_add_days(by) }
}

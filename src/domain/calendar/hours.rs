//! Spans of a day and the weekdays they hold on, as a company writes them down.

use std::str::FromStr;

use super::{CalendarError, DAY_MIN};

/// Weekdays, Monday first.
pub type Weekdays = [bool; 7];

/// What a weekday may begin with, in the words of a week.
const WEEK_WORDS: [&str; 6] = ["星期", "礼拜", "禮拜", "周", "週", "逢"];
/// The days as they are written, Monday first; the first three letters tell the English ones apart.
const DAY_WORDS: [&[&str]; 7] = [
    &["1", "一", "monday"],
    &["2", "二", "tuesday"],
    &["3", "三", "wednesday"],
    &["4", "四", "thursday"],
    &["5", "五", "friday"],
    &["6", "六", "saturday"],
    &["7", "日", "天", "sunday"],
];
/// What leads from the first weekday of a row to the last.
const UNTIL: [char; 5] = ['-', '–', '~', '至', '到'];
/// What stands between weekdays that are counted up.
const AND: [char; 3] = [',', '、', '，'];

/// A span of a day in minutes from its midnight; one that goes on after midnight ends behind 1440.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DaySpan {
    /// The opening.
    pub from_min: u32,
    /// The closing.
    pub to_min: u32,
}

impl FromStr for DaySpan {
    type Err = CalendarError;

    fn from_str(text: &str) -> Result<Self, CalendarError> {
        let wrong = || CalendarError::Span(text.to_owned());
        let (from, to) = text.split_once('-').ok_or_else(wrong)?;
        let from_min = minute_of_day(from.trim()).ok_or_else(wrong)?;
        let to_min = minute_of_day(to.trim()).ok_or_else(wrong)?;
        if from_min < to_min { Ok(Self { from_min, to_min }) } else { Err(wrong()) }
    }
}

impl std::fmt::Display for DaySpan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let clock = |at: u32| format!("{:02}:{:02}", at / 60, at % 60);
        let to_min = if self.goes_over_midnight() { self.to_min - DAY_MIN } else { self.to_min };
        write!(f, "{}-{}", clock(self.from_min), clock(to_min))
    }
}

impl DaySpan {
    /// Whether it ends on the day after the one it begins on.
    pub const fn goes_over_midnight(self) -> bool {
        self.to_min > DAY_MIN
    }

    /// One that may go on after midnight: `20:00-02:00`.
    fn of_service(text: &str) -> Option<Self> {
        let (from, to) = text.split_once('-')?;
        let (from_min, to_min) = (minute_of_day(from.trim())?, minute_of_day(to.trim())?);
        let to_min = match to_min {
            _ if from_min < to_min => to_min,
            // Nobody can tell whether that is no time at all or the whole day, which is written 00:00-24:00.
            _ if from_min == to_min || from_min == DAY_MIN => return None,
            // What ends at midnight ends at 24:00.
            to_min => DAY_MIN + to_min,
        };
        Some(Self { from_min, to_min })
    }
}

/// Staffed hours with the weekdays they hold on: `09:00-21:00`, `1-5 09:00-21:00`, `周五、周六 20:00-02:00`,
/// `Sat-Sun 10:00-16:00`. Those over midnight belong to the day they begin on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServiceHours {
    /// The days, all where none was named.
    pub days: Weekdays,
    /// The hours.
    pub span: DaySpan,
}

impl FromStr for ServiceHours {
    type Err = CalendarError;

    fn from_str(text: &str) -> Result<Self, CalendarError> {
        let wrong = || CalendarError::Hours(text.to_owned());
        let trimmed = text.trim();
        // The hours are the last word; around their dash there may be blanks.
        let hours_at = trimmed
            .find(':')
            .and_then(|colon| trimmed.get(..colon))
            .map(|before| before.trim_end_matches(|c: char| c.is_ascii_digit()).len());
        let (days, span) = trimmed.split_at_checked(hours_at.ok_or_else(wrong)?).ok_or_else(wrong)?;
        let span = DaySpan::of_service(span).ok_or_else(wrong)?;
        let days = match days.trim() {
            "" => [true; 7],
            _ if !days.ends_with(char::is_whitespace) => return Err(wrong()),
            days => weekdays(days).ok_or_else(wrong)?,
        };
        Ok(Self { days, span })
    }
}

impl ServiceHours {
    /// Whether they hold on every day.
    pub fn is_daily(&self) -> bool {
        self.days == [true; 7]
    }

    /// Rows of weekdays that follow each other, first and last, 1 being Monday.
    pub fn runs(&self) -> Vec<(u8, u8)> {
        let mut runs: Vec<(u8, u8)> = Vec::new();
        for (day, _) in (1..=7).zip(self.days).filter(|(_, held)| *held) {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == day => *last = day,
                _ => runs.push((day, day)),
            }
        }
        runs
    }
}

/// The days of a list such as `1-5`, `周一至周五`, `Sat, Sun`.
fn weekdays(text: &str) -> Option<Weekdays> {
    let mut days = [false; 7];
    for part in text.split(AND).map(str::trim).filter(|part| !part.is_empty()) {
        let (first, last) = part.split_once(UNTIL).unwrap_or((part, part));
        let (first, last) = (weekday(first)?, weekday(last)?);
        let length = (last + 7 - first) % 7;
        for day in (first..=first + length).map(|day| day % 7) {
            *days.get_mut(day)? = true;
        }
    }
    days.contains(&true).then_some(days)
}

/// A day's place in the week.
fn weekday(word: &str) -> Option<usize> {
    let word = word.trim().to_lowercase();
    let bare = WEEK_WORDS.iter().find_map(|week| word.strip_prefix(week)).unwrap_or(&word);
    let is = |known: &&str| bare == *known || (bare.len() >= 3 && bare.is_ascii() && known.starts_with(bare));
    DAY_WORDS.iter().position(|words| words.iter().any(is))
}

/// `HH:MM` as minutes from midnight; 24:00 is the end of the day.
fn minute_of_day(text: &str) -> Option<u32> {
    let (hour, minute) = text.split_once(':')?;
    let two_digits = |part: &str| (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())).then_some(());
    two_digits(hour).and(two_digits(minute))?;
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    (minute < 60 && hour * 60 + minute <= DAY_MIN).then_some(hour * 60 + minute)
}

/// The spans of every weekday, Monday first, each day's in order.
///
/// # Errors
/// A list that names none, one that cannot be read, two that share time in the course of a week.
pub(super) fn week(name: &'static str, texts: &[String]) -> Result<[Vec<DaySpan>; 7], CalendarError> {
    let read: Vec<ServiceHours> = texts.iter().map(|text| text.parse()).collect::<Result<_, _>>()?;
    if read.is_empty() {
        return Err(CalendarError::NoHours(name));
    }
    let mut week: [Vec<DaySpan>; 7] = Default::default();
    let mut laid: Vec<(u32, u32, &String)> = Vec::new();
    for (hours, text) in read.iter().zip(texts) {
        for ((day, spans), _) in (0..).zip(&mut week).zip(hours.days).filter(|(_, held)| *held) {
            spans.push(hours.span);
            laid.push((day * DAY_MIN + hours.span.from_min, day * DAY_MIN + hours.span.to_min, text));
        }
    }
    for spans in &mut week {
        spans.sort_unstable();
    }
    laid.sort_unstable();
    // Sunday's night goes on into Monday.
    let around = laid.first().map(|(from, to, text)| (from + 7 * DAY_MIN, to + 7 * DAY_MIN, *text));
    let next = laid.iter().copied().skip(1).chain(around);
    match laid.iter().copied().zip(next).find(|((_, to, _), (from, ..))| from < to) {
        Some(((.., one), (.., other))) => Err(CalendarError::Overlap(one.clone(), other.clone())),
        None => Ok(week),
    }
}

//! The kinds of time limits count in: always, service hours, working days and polite calling hours.
//!
//! Everything is computed in the company's zone from a day's opening spans; nothing steps through minutes. Spans are
//! half open when time is counted, so a limit may end exactly at a closing; a call is polite at both ends of its span.

mod hours;

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Timelike};
use chrono_tz::Tz;

use super::code::{CalendarKind, FollowUpKind};
use super::language::classify::{Ear, Suggestion};
use super::language::lexicon::Lexicon;
use super::manual::{CalendarRule, Holidays, Manual};
use super::time::Timestamp;

pub use hours::{DaySpan, ServiceHours, Weekdays};

const MINUTE_MS: i64 = 60_000;
const DAY_MIN: u32 = 24 * 60;
/// No limit of the trade reaches further; a search that would is given up at this distance.
const HORIZON_DAYS: usize = 366 * 100;
/// The years -9999 to 9999, so that no day after a moment leaves chrono's range.
const LAST_MS: i64 = 253_370_764_800_000;

/// The manual with the calendar computed from it: all a rule needs to look up.
#[derive(Debug, Clone, PartialEq)]
pub struct Rulebook {
    /// Codes, limits, tables and phrases.
    pub manual: Manual,
    /// Working time.
    pub calendar: Calendar,
    ear: Ear,
}

impl Rulebook {
    /// The rulebook of a manual.
    pub fn new(manual: Manual) -> Result<Self, CalendarError> {
        let calendar = Calendar::new(&manual.calendar, &manual.holidays)?;
        Ok(Self { manual, calendar, ear: Ear::default() })
    }

    /// What words of the intake line mean.
    pub fn lexicon(&self) -> &Lexicon {
        self.ear.lexicon(&self.manual)
    }

    /// What words point to: kind, category, mood, danger, praise.
    pub fn hears(&self, words: &str) -> Suggestion {
        self.ear.suggest(&self.manual, words)
    }

    /// Whether words only praise somebody.
    pub fn hears_praise(&self, words: &str) -> bool {
        self.ear.praises(&self.manual, words)
    }
}

/// Why a calendar cannot be made from its rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// The zone is not an IANA name.
    #[error("unknown time zone `{0}`")]
    Zone(String),
    /// Not `HH:MM-HH:MM`, or the end is not after the beginning.
    #[error("`{0}` is not a span of a day such as 09:00-12:00")]
    Span(String),
    /// Not staffed hours: weekdays, where they are not every day's, and `HH:MM-HH:MM`.
    #[error("`{0}` is not staffed hours such as 09:00-21:00 or 1-5 20:00-02:00")]
    Hours(String),
    /// Two spans of one list share time.
    #[error("the spans `{0}` and `{1}` overlap")]
    Overlap(String, String),
    /// A list of hours is empty.
    #[error("`{0}` names no hours")]
    NoHours(&'static str),
    /// Not 1 (Monday) to 7, or none at all.
    #[error("working weekdays must be numbers from 1 (Monday) to 7")]
    Weekday,
    /// Not a date or a span of dates of the table's year, nor of the days beside it a notice reaches.
    #[error("`{date}` is not a day or span of days of {year}")]
    Day {
        /// As written.
        date: String,
        /// The table's year.
        year: i32,
    },
}

/// The company's working time with the statutory days of its region.
#[derive(Debug, Clone, PartialEq)]
pub struct Calendar {
    zone: Tz,
    /// Monday first.
    service: [Vec<DaySpan>; 7],
    work: Vec<DaySpan>,
    outbound: Vec<DaySpan>,
    /// Monday first.
    weekdays: Weekdays,
    years: BTreeSet<i32>,
    off: BTreeSet<NaiveDate>,
    make_up: BTreeSet<NaiveDate>,
    skip_holidays: Vec<FollowUpKind>,
    exempt: Vec<FollowUpKind>,
    version: String,
}

impl Calendar {
    /// The calendar of a rule, with the holiday tables of its region.
    pub fn new(rule: &CalendarRule, holidays: &[Holidays]) -> Result<Self, CalendarError> {
        let zone = rule.timezone.parse().map_err(|_| CalendarError::Zone(rule.timezone.clone()))?;
        let mut calendar = Self {
            zone,
            service: hours::week("service_hours", &rule.service_hours)?,
            work: spans("work_hours", &rule.work_hours)?,
            outbound: spans("outbound_hours", &rule.outbound_hours)?,
            weekdays: weekdays(&rule.work_weekdays)?,
            years: BTreeSet::new(),
            off: BTreeSet::new(),
            make_up: BTreeSet::new(),
            skip_holidays: rule.outbound_skip_holiday_kinds.clone(),
            exempt: rule.outbound_exempt_kinds.clone(),
            version: String::new(),
        };
        let mut tables: Vec<&Holidays> = holidays.iter().filter(|table| table.region == rule.region).collect();
        tables.sort_by_key(|table| table.year);
        for table in tables {
            calendar.years.insert(table.year);
            let (off, make_up) = (days(&table.off, table.year)?, days(&table.work, table.year)?);
            // What a later year's notice says of the December before it is the later word.
            calendar.make_up.retain(|day| !off.contains(day));
            calendar.off.retain(|day| !make_up.contains(day));
            calendar.off.extend(off);
            calendar.make_up.extend(make_up);
        }
        calendar.version = calendar.name(&rule.region);
        Ok(calendar)
    }

    /// Region, last year with a table and a short digest of hours and days; limits carry it.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The company's wall clock at a moment.
    pub fn local(&self, at: Timestamp) -> NaiveDateTime {
        let ms = at.0.clamp(-LAST_MS, LAST_MS);
        let utc = DateTime::from_timestamp_millis(ms).unwrap_or_default();
        utc.with_timezone(&self.zone).naive_local()
    }

    /// The moment of a wall-clock time; the earlier one where a clock change repeats it, the first one after it where
    /// a clock change skips it.
    pub fn at(&self, local: NaiveDateTime) -> Timestamp {
        let exact = |time: NaiveDateTime| self.zone.from_local_datetime(&time).earliest();
        let moment = exact(local).or_else(|| {
            // Every time a change skips stands for its end, so that later wall-clock times are never earlier moments.
            let minute = local.with_second(0)?.with_nanosecond(0)?;
            (1..=i64::from(DAY_MIN) + 60).find_map(|minutes| exact(minute + TimeDelta::minutes(minutes)))
        });
        Timestamp(moment.map_or_else(|| local.and_utc().timestamp_millis(), |moment| moment.timestamp_millis()))
    }

    /// The first moment of the company's next day.
    pub fn next_midnight(&self, now: Timestamp) -> Timestamp {
        let next = self.local(now).date().succ_opt().and_then(|next| next.and_hms_opt(0, 0, 0));
        next.map_or(now, |midnight| self.at(midnight))
    }

    /// The earliest moment at which `minutes` have been counted since `from`; a closing belongs to its span.
    pub fn add(&self, kind: CalendarKind, from: Timestamp, minutes: i64) -> Timestamp {
        self.add_ms(kind, from, minutes.saturating_mul(MINUTE_MS))
    }

    /// As [`Self::add`], in milliseconds; a negative length counts as none.
    pub fn add_ms(&self, kind: CalendarKind, from: Timestamp, ms: i64) -> Timestamp {
        if kind == CalendarKind::Always || ms <= 0 {
            return from.plus_ms(ms.max(0));
        }
        let mut left = ms;
        for (open, close) in self.open_spans(kind, from) {
            let length = close.since_ms(open);
            if left <= length {
                return open.plus_ms(left);
            }
            left -= length;
        }
        Timestamp(LAST_MS).max(from)
    }

    /// Milliseconds counted from `from` to `to`; negative when `to` is earlier.
    pub fn between_ms(&self, kind: CalendarKind, from: Timestamp, to: Timestamp) -> i64 {
        if to < from {
            return -self.between_ms(kind, to, from);
        }
        if kind == CalendarKind::Always {
            return to.since_ms(from);
        }
        self.open_spans(kind, from)
            .take_while(|(open, _)| *open < to)
            .map(|(open, close)| close.min(to).since_ms(open))
            .sum()
    }

    /// Closing time of the `n`-th working day; the day of `from` is not counted (Civil Code, articles 200 to 203).
    pub fn workday_due(&self, from: Timestamp, n: u32) -> Timestamp {
        self.closing(self.nth_workday(self.local(from).date(), n))
    }

    /// Working days that lie wholly between two moments, first opening to last closing.
    pub fn whole_workdays_between(&self, from: Timestamp, to: Timestamp) -> u32 {
        let last = self.local(to).date();
        let inside = |date: &NaiveDate| self.opening(*date) >= from && self.closing(*date) <= to;
        count(
            days_from(self.local(from).date())
                .take_while(|date| *date <= last)
                .filter(|date| self.is_workday(*date) && inside(date)),
        )
    }

    /// Working days after the day of `from_day_of` up to the day of `to_day_of`.
    pub fn workdays_after(&self, from_day_of: Timestamp, to_day_of: Timestamp) -> u32 {
        let last = self.local(to_day_of).date();
        let days = days_from(self.local(from_day_of).date()).skip(1);
        count(days.take_while(|date| *date <= last).filter(|date| self.is_workday(*date)))
    }

    /// The same time of day on the `n`-th later working day.
    pub fn same_time_workdays_later(&self, from: Timestamp, n: u32) -> Timestamp {
        let local = self.local(from);
        self.at(self.nth_workday(local.date(), n).and_time(local.time()))
    }

    /// A time of day on the next later working day.
    pub fn next_workday_at(&self, after: Timestamp, hour: u32, minute: u32) -> Timestamp {
        let date = self.nth_workday(self.local(after).date(), 1);
        self.at_minute(date, hour * 60 + minute)
    }

    /// `raw`, or the next opening of the polite calling hours; some kinds of call also keep clear of statutory days
    /// off, some are due at any hour.
    pub fn outbound(&self, kind: FollowUpKind, raw: Timestamp) -> Timestamp {
        if self.exempt.contains(&kind) {
            return raw;
        }
        let skips = self.skip_holidays.contains(&kind);
        days_from(self.local(raw).date())
            .filter(|date| !(skips && self.is_statutory_off(*date)))
            .flat_map(|date| self.outbound.iter().map(move |span| self.moments(date, *span)))
            .find(|(_, close)| *close >= raw)
            .map_or(raw, |(open, _)| open.max(raw))
    }

    /// Years touched by a span for which there is no table; their days count as Monday to Friday.
    pub fn missing_years(&self, from: Timestamp, to: Timestamp) -> Vec<i32> {
        let years = self.local(from).year()..=self.local(to).year();
        years.filter(|year| !self.years.contains(year)).collect()
    }

    /// Whether work is done on a day: make-up days yes, statutory days off no, else by weekday.
    pub fn is_workday(&self, date: NaiveDate) -> bool {
        let weekday = date.weekday().num_days_from_monday() as usize;
        self.make_up.contains(&date) || (self.weekdays.get(weekday) == Some(&true) && !self.off.contains(&date))
    }

    /// Whether the State gave the day off; an ordinary weekend is none.
    pub fn is_statutory_off(&self, date: NaiveDate) -> bool {
        self.off.contains(&date)
    }

    /// Whether a weekday is worked because a holiday took another day.
    pub fn is_make_up(&self, date: NaiveDate) -> bool {
        self.make_up.contains(&date)
    }

    /// Whether time of this kind runs at a moment.
    pub fn is_open(&self, kind: CalendarKind, at: Timestamp) -> bool {
        kind == CalendarKind::Always || self.open_spans(kind, at).next().is_some_and(|(open, _)| open <= at)
    }

    /// What is left of every opening span from a moment on, within a hundred years; `always` has no spans.
    pub fn open_spans(&self, kind: CalendarKind, from: Timestamp) -> impl Iterator<Item = (Timestamp, Timestamp)> + '_ {
        let today = self.local(from).date();
        // Last night's hours may go on after midnight.
        days_from(today.pred_opt().unwrap_or(today))
            .flat_map(move |date| self.spans_of(kind, date).iter().map(move |span| self.moments(date, *span)))
            .filter(move |(_, close)| *close > from)
            .map(move |(open, close)| (open.max(from), close))
    }

    /// First opening and last closing of the staffed hours that begin on a day.
    pub fn staffed(&self, date: NaiveDate) -> Option<(Timestamp, Timestamp)> {
        let spans = self.spans_of(CalendarKind::Service, date);
        let (first, last) = (spans.first()?, spans.last()?);
        Some((self.at_minute(date, first.from_min), self.at_minute(date, last.to_min)))
    }

    fn spans_of(&self, kind: CalendarKind, date: NaiveDate) -> &[DaySpan] {
        match kind {
            CalendarKind::Service => {
                self.service.get(date.weekday().num_days_from_monday() as usize).map_or(&[], Vec::as_slice)
            }
            CalendarKind::Work if self.is_workday(date) => &self.work,
            CalendarKind::Work | CalendarKind::Always => &[],
            CalendarKind::Outbound => &self.outbound,
        }
    }

    fn nth_workday(&self, day: NaiveDate, n: u32) -> NaiveDate {
        let mut later = days_from(day).skip(1).filter(|date| self.is_workday(*date));
        n.checked_sub(1).map_or(Some(day), |before| later.nth(before as usize)).unwrap_or(day)
    }

    fn opening(&self, date: NaiveDate) -> Timestamp {
        self.at_minute(date, self.work.first().map_or(0, |span| span.from_min))
    }

    /// Last closing of a day's work hours, whether or not the day is worked.
    pub fn closing(&self, date: NaiveDate) -> Timestamp {
        self.at_minute(date, self.work.last().map_or(DAY_MIN, |span| span.to_min))
    }

    fn moments(&self, date: NaiveDate, span: DaySpan) -> (Timestamp, Timestamp) {
        (self.at_minute(date, span.from_min), self.at_minute(date, span.to_min))
    }

    fn at_minute(&self, date: NaiveDate, minute: u32) -> Timestamp {
        self.at(date.and_time(NaiveTime::MIN) + TimeDelta::minutes(i64::from(minute)))
    }

    fn name(&self, region: &str) -> String {
        let year = self.years.last().map_or_else(|| "-".to_owned(), i32::to_string);
        let [monday, rest @ ..] = &self.service;
        // A calendar every day of which is the same keeps the name it always had.
        let service =
            if rest.iter().all(|day| day == monday) { format!("{monday:?}") } else { format!("{:?}", self.service) };
        let facts = format!(
            "{} {service} {:?} {:?} {:?} {:?} {:?}",
            self.zone, self.work, self.outbound, self.weekdays, self.off, self.make_up
        );
        // FNV-1a: short, and the same on every machine and compiler.
        let digest = facts
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
        format!("{region}-{year}-{:08x}", digest >> 32)
    }
}

fn days_from(first: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    first.iter_days().take(HORIZON_DAYS)
}

fn count(days: impl Iterator) -> u32 {
    u32::try_from(days.count()).unwrap_or(u32::MAX)
}

fn spans(name: &'static str, texts: &[String]) -> Result<Vec<DaySpan>, CalendarError> {
    let mut spans: Vec<DaySpan> = texts.iter().map(|text| text.parse()).collect::<Result<_, _>>()?;
    spans.sort_unstable();
    if spans.is_empty() {
        return Err(CalendarError::NoHours(name));
    }
    let overlap = spans.iter().zip(spans.iter().skip(1)).find(|(one, next)| next.from_min < one.to_min);
    overlap.map_or(Ok(()), |(one, next)| Err(CalendarError::Overlap(one.to_string(), next.to_string())))?;
    Ok(spans)
}

fn weekdays(numbers: &[u8]) -> Result<Weekdays, CalendarError> {
    let mut worked = [false; 7];
    for number in numbers {
        let day = number.checked_sub(1).and_then(|index| worked.get_mut(usize::from(index)));
        *day.ok_or(CalendarError::Weekday)? = true;
    }
    if numbers.is_empty() { Err(CalendarError::Weekday) } else { Ok(worked) }
}

/// Whether a day may stand in the table of a year: New Year's days off begin in December, and so do the days made up
/// for them.
pub fn belongs(date: NaiveDate, year: i32) -> bool {
    date.year() == year || (date.year() == year - 1 && date.month() == 12)
}

/// `2026-01-04` or `2026-01-01..2026-01-03`, both ends included.
pub fn days(texts: &[String], year: i32) -> Result<Vec<NaiveDate>, CalendarError> {
    let mut days = Vec::new();
    for text in texts {
        let wrong = || CalendarError::Day { date: text.clone(), year };
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        let date = |part: &str| part.trim().parse::<NaiveDate>().ok().filter(|date| belongs(*date, year));
        let (first, last) = (date(first).ok_or_else(wrong)?, date(last).ok_or_else(wrong)?);
        let length = u64::try_from((last - first).num_days()).map_err(|_| wrong())?;
        days.extend((0..=length).filter_map(|offset| first.checked_add_days(Days::new(offset))));
    }
    Ok(days)
}

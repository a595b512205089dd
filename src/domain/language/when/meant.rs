//! Which moment was meant, seen from now: nothing has begun later than now, nothing is due before it, and a bare hour
//! ahead is one at which somebody is there.

use chrono::{Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::day::shifted;
use super::said::{Clock, Edge, Part, Said};
use super::span::Span;
use super::{Moment, Side};
use crate::calendar::Calendar;
use crate::code::CalendarKind;
use crate::time::Timestamp;

/// Days a bare hour is looked for ahead: over a weekend and a holiday.
const LOOK_AHEAD: i64 = 9;

/// The moment meant, in the company's zone.
pub fn moment(said: &Said, (now, side): (Timestamp, Side), calendar: &Calendar) -> Option<Moment> {
    if said.just_now {
        return Some(Moment { at: now, guess: true });
    }
    let from = From { now, local: calendar.local(now), side, calendar };
    match said.span {
        Some(span) => from.at_distance(span),
        None => from.named(said),
    }
}

struct From<'a> {
    now: Timestamp,
    local: NaiveDateTime,
    side: Side,
    calendar: &'a Calendar,
}

impl From<'_> {
    fn at_distance(&self, span: Span) -> Option<Moment> {
        let back = span.back.unwrap_or(self.side == Side::Past);
        if back == (self.side == Side::Future) {
            return None;
        }
        let local = if span.months {
            let months = Months::new(u32::try_from(span.count).ok()?);
            if back { self.local.checked_sub_months(months) } else { self.local.checked_add_months(months) }
        } else {
            let minutes = TimeDelta::try_minutes(if back { -span.count } else { span.count })?;
            self.local.checked_add_signed(minutes)
        };
        Some(Moment { at: self.calendar.at(local?), guess: back })
    }

    fn named(&self, said: &Said) -> Option<Moment> {
        let today = self.local.date();
        let guess = said.clock.is_none() && said.edge.is_none();
        let dates: Vec<NaiveDate> = match said.day {
            Some(day) => day.dates(today, self.side),
            // Without a day: the last time it was so, or the next.
            None if self.side == Side::Past => (0..=1).filter_map(|back| shifted(today, -back)).collect(),
            None => (0..LOOK_AHEAD).filter_map(|days| shifted(today, days)).collect(),
        };
        let unnamed = said.day.is_none();
        let found = match (said.clock, self.side) {
            (Some(clock), Side::Future) => self.next_at(&dates, said.part, clock),
            (Some(clock), Side::Past) => self.last_at(&dates, (said.part, unnamed), clock),
            (None, _) => dates.iter().filter_map(|date| self.without_clock(*date, said)).find(|at| self.fits(*at)),
        };
        // What is over by now is told as it was said: the echo and the form show it.
        let passed = || {
            let ahead = self.side == Side::Future && !unnamed;
            dates.iter().filter(|_| ahead).find_map(|date| match said.clock {
                Some(clock) => self.readings(*date, said.part, clock).first().copied(),
                None => self.without_clock(*date, said),
            })
        };
        let at = found.or_else(passed)?;
        Some(Moment { at, guess: guess || (unnamed && self.calendar.local(at).date() != today) })
    }

    fn fits(&self, at: Timestamp) -> bool {
        match self.side {
            Side::Past => at <= self.now,
            Side::Future => at > self.now,
        }
    }

    fn is_served(&self, at: Timestamp) -> bool {
        self.calendar.is_open(CalendarKind::Service, at)
    }

    /// Ahead: a bare hour is the next at which the lines are open; said with a part of the day it stays as said.
    fn next_at(&self, dates: &[NaiveDate], part: Option<Part>, clock: Clock) -> Option<Timestamp> {
        let all: Vec<Timestamp> = dates.iter().flat_map(|date| self.readings(*date, part, clock)).collect();
        let ahead = || all.iter().copied().filter(|at| self.fits(*at));
        ahead().find(|at| self.is_served(*at)).filter(|_| clock.open && part.is_none()).or_else(|| ahead().next())
    }

    /// Looking back: the last time the clock showed it; on a day that was named a bare hour is one of the service hours.
    fn last_at(&self, dates: &[NaiveDate], (part, unnamed): (Option<Part>, bool), clock: Clock) -> Option<Timestamp> {
        for date in dates {
            let before: Vec<Timestamp> =
                self.readings(*date, part, clock).into_iter().filter(|at| self.fits(*at)).collect();
            let is_today = *date == self.local.date();
            let served = before.iter().copied().find(|at| self.is_served(*at)).filter(|_| !(unnamed && is_today));
            let found = if unnamed && is_today { before.last().copied() } else { served.or(before.first().copied()) };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// What a time on a day can mean, the earlier first.
    fn readings(&self, date: NaiveDate, part: Option<Part>, clock: Clock) -> Vec<Timestamp> {
        let Clock { hour, minute, open } = clock;
        let (days, hour) = match part {
            None => (0, hour),
            Some(part) => hour_of(part, hour),
        };
        let later = (part.is_none() && open && hour < 12).then_some((days, hour + 12));
        // 12 without more is noon or the midnight that ends the day.
        let hours = std::iter::once((days, hour)).chain(later);
        hours.filter_map(|(days, hour)| self.at(shifted(date, days)?, hour, minute)).collect()
    }

    fn at(&self, date: NaiveDate, hour: u32, minute: u32) -> Option<Timestamp> {
        Some(self.calendar.at(date.and_time(NaiveTime::from_hms_opt(hour, minute, 0)?)))
    }

    /// A day, a part of it or an edge of the working day, without a time on the clock.
    fn without_clock(&self, date: NaiveDate, said: &Said) -> Option<Timestamp> {
        match (said.edge, said.part, self.side) {
            (Some(Edge::Closes), ..) => self.opening_hours(date).map(|(_, closes)| closes),
            (Some(Edge::Opens), ..) => self.opening_hours(date).map(|(opens, _)| opens),
            (None, Some(Part::Morning), Side::Future) => self
                .opening_hours(date)
                .map(|(opens, _)| opens)
                .filter(|opens| *opens > self.midnight(date))
                .or_else(|| self.at(date, default_hour(Part::Morning), 0)),
            (None, Some(part), _) => self.at(date, default_hour(part), 0),
            // Something due on a day is due when its work ends.
            (Some(Edge::WorkEnds), ..) | (None, None, Side::Future) => Some(self.calendar.closing(date)),
            (None, None, Side::Past) => Some(self.midnight(date)),
        }
    }

    fn midnight(&self, date: NaiveDate) -> Timestamp {
        self.calendar.at(date.and_time(NaiveTime::MIN))
    }

    fn opening_hours(&self, date: NaiveDate) -> Option<(Timestamp, Timestamp)> {
        self.calendar.staffed(date)
    }
}

/// The hour a part of the day stands for.
const fn default_hour(part: Part) -> u32 {
    match part {
        Part::Dawn => 3,
        Part::Morning => 8,
        Part::Forenoon => 10,
        Part::Noon => 12,
        Part::Afternoon => 15,
        Part::Dusk => 18,
        Part::Evening => 20,
        Part::Night => 22,
    }
}

/// Which hour of the day, and of which day, an hour said with a part of the day is: `昨晚12点` is the midnight that ends
/// yesterday, `昨晚1点` the hour after it, `凌晨12点` the midnight that begins the day.
const fn hour_of(part: Part, hour: u32) -> (i64, u32) {
    match (part, hour) {
        (Part::Dawn, 12) => (0, 0),
        (Part::Noon, 1..=3) | (Part::Afternoon | Part::Dusk, 1..=11) | (Part::Evening | Part::Night, 6..=11) => {
            (0, hour + 12)
        }
        (Part::Evening | Part::Night, 12) => (1, 0),
        (Part::Evening | Part::Night, 0..=5) => (1, hour),
        _ => (0, hour),
    }
}

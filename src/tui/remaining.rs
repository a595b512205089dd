//! How long is left, in wall-clock time and in the signs of the mark column.

use chrono::NaiveDateTime;

use super::cx::Cx;
use super::tell::Teller;
use super::theme::Role;
use crate::domain::protocol::{DueKind, NextDue};
use crate::domain::{ClockKind, FollowUpKind, Timestamp};
use crate::words::{Words, dashed};

const MINUTE_S: i64 = 60;
const HOUR_S: i64 = 60 * MINUTE_S;
const DAY_S: i64 = 24 * HOUR_S;

/// So many minutes in words, whole hours as hours.
pub fn minutes_words(minutes: i64, words: &Words) -> String {
    if minutes >= 60 && minutes % 60 == 0 {
        words.with("case-hours", &[("hours", (minutes / 60).into())])
    } else {
        words.with("case-minutes", &[("minutes", minutes.into())])
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// It was met in time.
    Met,
    /// It was met, but late.
    MetLate,
    Paused,
    /// Time to spare.
    Calm,
    /// From 70 % of the time, or a promise's reminder, on.
    Soon,
    /// From 90 % on.
    Near,
    /// Past; the due second itself is in time.
    Late,
}

impl Nearness {
    /// How near a due is now.
    pub const fn of(next: &NextDue, now: Timestamp) -> Self {
        if next.paused {
            Self::Paused
        } else if now.since_ms(next.due) >= 1000 {
            Self::Late
        } else if now.0 >= next.red_at.0 {
            Self::Near
        } else if now.0 >= next.amber_at.0 {
            Self::Soon
        } else {
            Self::Calm
        }
    }

    pub const fn role(self) -> Role {
        match self {
            Self::Calm => Role::Text,
            Self::Soon | Self::Near => Role::Amber,
            Self::Late => Role::Red,
            Self::Paused | Self::Met | Self::MetLate => Role::Dim,
        }
    }

    /// The ground of the elapsed part of a countdown row.
    pub const fn band(self) -> Role {
        match self {
            Self::Soon | Self::Near => Role::BandSoon,
            Self::Late => Role::BandLate,
            Self::Calm | Self::Paused | Self::Met | Self::MetLate => Role::BandCalm,
        }
    }
}

impl Cx {
    /// The sign of a nearness, at most two cells wide; calm has none.
    pub fn sign(&self, nearness: Nearness) -> String {
        match nearness {
            Nearness::Calm => String::new(),
            Nearness::Soon => self.words.get("mark-soon"),
            Nearness::Near => self.words.get("mark-near"),
            Nearness::Late | Nearness::MetLate => self.words.get("mark-late"),
            Nearness::Paused => self.words.get("mark-paused"),
            Nearness::Met => self.glyphs.done.to_owned(),
        }
    }
}

impl Teller {
    /// What is left until (or has passed since) a due time: `03:12`, `1时08分`, `3日`, `6 工作日`.
    pub fn left(&self, next: &NextDue) -> String {
        if counts_work_days(next.duty) && next.due.since_ms(self.now) >= DAY_S * 1000 {
            let days = self.rules.calendar.workdays_after(self.now, next.due);
            return self.words.with("left-workdays", &[("n", i64::from(days).into())]);
        }
        self.span(next.due.since_ms(self.now))
    }

    /// A length of time in at most eight cells; late times count up.
    pub fn span(&self, ms: i64) -> String {
        let seconds = if ms >= 0 { ms / 1000 } else { (-ms).div_euclid(1000) };
        if seconds < HOUR_S {
            return minutes_seconds(seconds);
        }
        if seconds < DAY_S {
            let minutes = format!("{:02}", seconds % HOUR_S / MINUTE_S);
            return self.words.with("left-hours", &[("h", (seconds / HOUR_S).into()), ("m", minutes.into())]);
        }
        self.words.with("left-days", &[("n", (seconds / DAY_S).into())])
    }

    /// A moment as people say it on this screen: `10:30` today, `明天 10:02`, `06-18 17:00`.
    pub fn moment(&self, at: Timestamp) -> String {
        let (then, now) = (self.local(at), self.local(self.now));
        let clock = then.format("%H:%M").to_string();
        match day_gap(now, then) {
            0 => clock,
            1 => self.words.with("moment-tomorrow", &[("time", clock.into())]),
            _ => then.format("%m-%d %H:%M").to_string(),
        }
    }

    /// What must be done, as the queue and the top bar say it.
    pub fn duty(&self, duty: DueKind) -> String {
        match duty {
            DueKind::Promise => self.words.get("duty-promise"),
            DueKind::Grade => self.words.get("duty-grade"),
            DueKind::Take => self.words.get("duty-take"),
            DueKind::SelfSolve => self.words.get("duty-self-solve"),
            DueKind::TakeNote => self.words.get("duty-take-note"),
            DueKind::Clock(kind) => self.words.get(&format!("duty-clock-{}", dashed(kind.as_str()))),
            DueKind::FollowUp(kind) => self.words.get(&format!("duty-followup-{}", dashed(kind.as_str()))),
        }
    }
}

/// `03:12`; `75:00` for calls that last.
pub fn minutes_seconds(seconds: i64) -> String {
    format!("{:02}:{:02}", seconds / MINUTE_S, seconds % MINUTE_S)
}

const fn counts_work_days(duty: DueKind) -> bool {
    matches!(
        duty,
        DueKind::Clock(ClockKind::Close | ClockKind::Ceiling) | DueKind::FollowUp(FollowUpKind::SuggestionNotice)
    )
}

fn day_gap(from: NaiveDateTime, to: NaiveDateTime) -> i64 {
    to.date().signed_duration_since(from.date()).num_days()
}

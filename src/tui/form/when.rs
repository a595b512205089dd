//! Moments in fields: read as people type them, written as the company's wall clock reads.

use chrono::Timelike;

use crate::domain::Timestamp;
use crate::domain::calendar::Calendar;
use crate::domain::language::when;

pub use crate::domain::language::when::Side;

/// The moment somebody typed, in the company's zone; nothing when it cannot be one.
pub fn read(typed: &str, now: Timestamp, side: Side, calendar: &Calendar) -> Option<Timestamp> {
    when::read(typed, now, side, calendar).map(|moment| moment.at)
}

/// `YYYY-MM-DD HH:MM` as the company's wall clock reads; [`read`] takes it back.
pub fn write(at: Timestamp, calendar: &Calendar) -> String {
    let local = calendar.local(at);
    format!("{} {:02}:{:02}", local.date(), local.hour(), local.minute())
}

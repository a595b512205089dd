//! Times as people say and type them: `明早`, `3点半`, `昨晚12点`, `半小时后`, `955起`, `next Monday`, `2026-06-18 18:00`.
//!
//! One grammar for both directions: what was named is found first, then which moment is meant from now.

mod day;
mod meant;
mod number;
mod said;
mod span;

use crate::calendar::Calendar;
use crate::language::phone::half_width;
use crate::time::Timestamp;

pub use day::is_date;

/// Which side of now a moment lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// It has happened.
    Past,
    /// It is due.
    Future,
}

/// A moment understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// When.
    pub at: Timestamp,
    /// No hour was named, or it had to be chosen.
    pub guess: bool,
}

/// The moment typed into a field for times, in the company's zone; nothing where it cannot be one.
pub fn read(typed: &str, now: Timestamp, side: Side, calendar: &Calendar) -> Option<Moment> {
    let said = said::said(&plain(typed), true)?;
    meant::moment(&said, (now, side), calendar)
}

/// When it began, in a line of other words: only what can hardly be anything else, and never later than now.
pub fn first_seen(typed: &str, now: Timestamp, calendar: &Calendar) -> Option<Moment> {
    let said = said::said(&plain(typed), false)?;
    meant::moment(&said, (now, Side::Past), calendar)
}

/// Half width and small letters.
fn plain(typed: &str) -> String {
    half_width(typed).to_lowercase().trim().trim_end_matches(['!', '。', '.', '?', '~', '…', ',', '、']).to_owned()
}

/// The rest after one of the words, the first that fits; tables name longer words first.
fn after<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    words.iter().find_map(|word| text.strip_prefix(word))
}

/// What a table says of the word a text begins with, and the rest.
fn listed<'t, T: Copy>(table: &[(T, &[&str])], text: &'t str) -> Option<(T, &'t str)> {
    table.iter().find_map(|(meaning, words)| Some((*meaning, after(text, words)?)))
}

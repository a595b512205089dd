//! What lies over the work block: help, palette, questions, left-over forms.

use std::ops::Range;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Position;

mod confirm;
mod help;
mod left_over;
mod palette;
mod searchable;

pub use confirm::Confirm;
pub use help::{Help, Keys};
pub use left_over::LeftOver;
pub use palette::{Deeds, MOVES, Palette};

/// Actions of a question.
pub(super) const CONFIRM: &[&str] = &["yes", "no"];
/// Actions of a list with a search line.
pub(super) const PICK: &[&str] = &["take", "down", "up", "page_down", "page_up", "close"];
/// Actions of the left-over forms.
pub(super) const LEFT_OVER: &[&str] = &["resume", "discard", "down", "up", "later"];

/// Moves a selection by `step` within `len` rows.
pub(super) fn moved(at: usize, step: isize, len: usize) -> usize {
    at.saturating_add_signed(step).min(len.saturating_sub(1))
}

/// The place, from 0, that a digit key names in a list counted from 1.
pub(super) fn place_of(key: KeyEvent) -> Option<usize> {
    let KeyCode::Char(c) = key.code else { return None };
    usize::try_from(c.to_digit(10)?).ok()?.checked_sub(1)
}

/// The first of the rows shown so that `at` stays in sight among `room` rows.
pub(super) const fn scroll(at: usize, room: usize, from: usize) -> usize {
    if at < from {
        at
    } else if room > 0 && at >= from + room {
        at + 1 - room
    } else {
        from
    }
}

/// The row of a list under a click: `rows` of the screen show it, the first of them its row `from`.
pub(super) fn under(at: Position, rows: &Range<u16>, from: usize, len: usize) -> Option<usize> {
    let row = from + usize::from(at.y.checked_sub(rows.start)?);
    (rows.contains(&at.y) && row < len).then_some(row)
}

//! At the right of the last row: what is on disk, and how old the newest copy of it is.

use super::notices::Saved;
use crate::domain::Timestamp;
use crate::domain::protocol::Copies;
use crate::tui::cx::Cx;
use crate::tui::layout::Grid;

/// What is on disk, and how old the newest copy is: at 80 columns only one that is too old.
pub fn words(cx: &Cx, grid: &Grid) -> String {
    let copies = cx.copies.filter(|copies| copies.stale || grid.wide);
    let copies = copies.map(|copies| copy_age(copies, cx)).unwrap_or_default();
    let saved = saved(cx, grid);
    let gap = if saved.is_empty() || copies.is_empty() { "" } else { "  " };
    format!("{saved}{gap}{copies}")
}

fn copy_age(copies: Copies, cx: &Cx) -> String {
    let bang = if copies.stale { " !" } else { "" };
    let Some(newest) = copies.newest else {
        return if copies.stale { format!("{}{bang}", cx.words.get("copy-none")) } else { String::new() };
    };
    let words = match days_since(newest, cx) {
        ..=0 => cx.words.with("copy-today", &[("time", cx.hour_minute(newest).into())]),
        1 => cx.words.get("copy-yesterday"),
        days => cx.words.with("copy-days", &[("days", days.into())]),
    };
    format!("{words}{bang}")
}

/// Nights between a moment and now.
fn days_since(at: Timestamp, cx: &Cx) -> i64 {
    cx.local(cx.now).date().signed_duration_since(cx.local(at).date()).num_days()
}

fn saved(cx: &Cx, grid: &Grid) -> String {
    if cx.unkept.is_some() {
        return format!("! {}", cx.words.get("saved-not"));
    }
    let (key, at) = match cx.saved {
        None => return String::new(),
        Some(Saved::Act(at)) => ("saved", at),
        Some(Saved::Draft(at)) => ("saved-draft", at),
    };
    let words = cx.words.get(key);
    if grid.wide { format!("{words} {}", cx.clock(at)) } else { words }
}

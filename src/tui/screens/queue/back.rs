//! A call-back that is owed, as a row of the queue: by when, why, which number.

use ratatui::buffer::Buffer;

use super::entry::lines_beside;
use super::list::Columns;
use crate::domain::contact::{Call, Callback};
use crate::domain::protocol::{DueKind, NextDue};
use crate::domain::{FollowUpKind, Timestamp};
use crate::text::mask;
use crate::tui::cx::Cx;
use crate::tui::layout::Grid;
use crate::tui::listing::{self, Spot};
use crate::tui::names::joined;
use crate::tui::paint::Brush;
use crate::tui::theme::Role;

/// Its time, marked as it comes near.
fn next(owed: &Callback) -> NextDue {
    let before = |minutes: i64| Timestamp(owed.due.0 - minutes * 60_000);
    let duty = DueKind::FollowUp(FollowUpKind::Callback);
    NextDue { duty, start: before(60), due: owed.due, amber_at: before(15), red_at: before(5), paused: false }
}

fn why(owed: &Callback, cx: &Cx) -> String {
    cx.words.get(&format!("queue-back-{}", owed.why.as_str()))
}

pub fn draw(contact: &Call, spot: Spot<'_>, cx: &Cx, brush: &mut Brush<'_>) {
    let Some(owed) = contact.owed() else { return };
    let (y, columns, plain) = (spot.y, Columns::new(spot.grid, cx.lang, false), cx.theme.style(Role::Text));
    brush.put(2, y, 8, &why(owed, cx), cx.theme.style(Role::Dim));
    let style = listing::time_left(&next(owed), cx, y, plain, brush);
    brush.put(columns.act, y, columns.matter - 1, &mask::phone(&owed.number), style);
    brush.put(columns.matter, y, columns.matter_end(), &owed.note, plain);
}

pub fn beside(contact: &Call, cx: &Cx, grid: &Grid, buf: &mut Buffer) {
    let Some(owed) = contact.owed() else { return };
    let by = cx.words.with("queue-back-by", &[("time", cx.moment(owed.due).into())]);
    let tries =
        (owed.attempts > 0).then(|| cx.words.with("followups-note-try", &[("n", i64::from(owed.attempts + 1).into())]));
    let lines = [
        (joined(&[mask::phone(&owed.number), why(owed, cx)]), Role::Strong),
        (owed.note.clone(), Role::Text),
        (joined(&[by, tries.unwrap_or_default()]), Role::Dim),
    ];
    lines_beside(&lines, cx, grid, buf);
}

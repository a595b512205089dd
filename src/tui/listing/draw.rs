//! The place of a list on the grid, and what its rows and its foot look like.

use ratatui::style::Style;

use super::rows::{Listed, Rows};
use crate::domain::protocol::NextDue;
use crate::tui::cx::Cx;
use crate::tui::layout::Grid;
use crate::tui::paint::Brush;
use crate::tui::remaining::Nearness;
use crate::tui::theme::Role;

/// Rows the preview takes below the list where there is no side.
pub const PREVIEW: u16 = 6;

/// The rows a list takes; ends are exclusive.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The heading; the search line when there is one stands here too.
    pub head: u16,
    /// The first line.
    pub first: u16,
    /// Behind the last line; the next row says how many more there are.
    pub end: u16,
    /// Where the preview stands, when there is no side.
    pub preview: Option<u16>,
}

impl Place {
    /// The place on a grid.
    pub const fn new(grid: &Grid) -> Self {
        let head = if grid.wide { grid.top } else { grid.top + 1 };
        let preview = if grid.wide || grid.rows() < 14 { None } else { Some(grid.bottom - PREVIEW) };
        let end = match preview {
            Some(row) => row - 1,
            None => grid.bottom - 1,
        };
        Self { head, first: head + 1, end, preview }
    }
}

/// Draws what is left and its sign; gives the style of the act beside it, which carries the same weight.
pub fn time_left(next: &NextDue, cx: &Cx, y: u16, plain: Style, brush: &mut Brush<'_>) -> Style {
    let nearness = Nearness::of(next, cx.now);
    let style = match nearness {
        Nearness::Calm | Nearness::Paused => plain,
        other => cx.theme.bold(other.role()),
    };
    brush.right(8, y, 16, &cx.left(next), style);
    brush.put(17, y, 19, &cx.sign(nearness), style);
    style
}

/// How many rows are below (or above) the `room` lines in sight.
pub fn more<R: Listed>(rows: &Rows<R>, room: u16, cx: &Cx, grid: &Grid, brush: &mut Brush<'_>) {
    let words = match rows.beyond(usize::from(room), grid.wide) {
        (0, 0) => return,
        (0, above) => cx.words.with("queue-more-above", &[("n", above.into())]),
        (below, _) => cx.words.with("queue-more", &[("n", below.into())]),
    };
    brush.right(2, Place::new(grid).end, grid.right, &words, cx.theme.style(Role::Dim));
}

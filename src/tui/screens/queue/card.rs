//! The case in hand: beside the list when there is room, below it when there is not.

use ratatui::buffer::Buffer;

use super::Queue;
use crate::tui::cx::Cx;
use crate::tui::layout::Grid;
use crate::tui::paint::Brush;
use crate::tui::theme::Role;

/// Draws it.
pub fn draw(queue: &Queue, cx: &Cx, grid: &Grid, buf: &mut Buffer) {
    let mut brush = Brush::new(buf);
    if let Some(rule) = grid.rule {
        for y in grid.top..grid.bottom {
            brush.put(rule, y, rule + 1, cx.glyphs.rule, cx.theme.style(Role::Rule));
        }
    }
    let _ = queue;
}

//! Words onto cells: every piece is folded for display, measured in cells and clipped to its place.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::cx::Cx;
use super::layout::Grid;
use super::theme::Role;
use crate::domain::Level;
use crate::text;

/// Writes words at columns; whatever lies outside the buffer is dropped.
pub struct Brush<'a> {
    pub buf: &'a mut Buffer,
}

impl<'a> Brush<'a> {
    pub const fn new(buf: &'a mut Buffer) -> Self {
        Self { buf }
    }

    /// Writes words from `x` to at most `end` (exclusive), cut with `..` where they do not fit; gives the column behind
    /// the last cell written.
    pub fn put(&mut self, x: u16, y: u16, end: u16, words: &str, style: Style) -> u16 {
        let end = end.min(self.buf.area.right());
        if x >= end || y < self.buf.area.top() || y >= self.buf.area.bottom() {
            return x.min(end);
        }
        let room = usize::from(end - x);
        let shown = text::cut(&text::fold_for_display(words), room);
        let (after, _) = self.buf.set_stringn(x, y, &shown, room, style);
        after
    }

    /// Writes words that end before `end` (exclusive) but do not reach left of `start`; gives their first column.
    pub fn right(&mut self, start: u16, y: u16, end: u16, words: &str, style: Style) -> u16 {
        let shown = text::fold_for_display(words);
        let wide = u16::try_from(text::width(&shown)).unwrap_or(u16::MAX);
        let x = end.saturating_sub(wide).max(start);
        self.put(x, y, end, &shown, style);
        x
    }

    /// Lays a style under what stands in `x..end` of a row.
    pub fn under(&mut self, x: u16, y: u16, end: u16, style: Style) {
        self.lay(Rect::new(x, y, end.saturating_sub(x), 1), style);
    }

    /// Lays a style under what stands in an area.
    pub fn lay(&mut self, area: Rect, style: Style) {
        self.buf.set_style(area.intersection(self.buf.area), style);
    }

    /// Empties an area, styles included, and gives it a ground.
    pub fn blank(&mut self, area: Rect, ground: Style) {
        let area = area.intersection(self.buf.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if let Some(cell) = self.buf.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(ground);
                }
            }
        }
    }

    /// Repeats a one-cell sign over `x..end` of a row.
    pub fn line(&mut self, x: u16, y: u16, end: u16, sign: &str, style: Style) {
        for column in x..end {
            self.put(column, y, column + 1, sign, style);
        }
    }
}

/// Draws the rule between work and side, where there is one.
pub fn rule(cx: &Cx, grid: &Grid, brush: &mut Brush<'_>) {
    let Some(x) = grid.rule else { return };
    for y in grid.top..grid.bottom {
        brush.put(x, y, x + 1, cx.glyphs.rule, cx.theme.style(Role::Rule));
    }
}

/// The level in its six cells: 1 filled, 2 bold, 3 dim; blank before grading. Gives the column behind it.
pub fn level(cx: &Cx, brush: &mut Brush<'_>, at: (u16, u16), level: Option<Level>) -> u16 {
    let (x, y) = at;
    let Some(level) = level else { return x + 6 };
    let word = text::cut(cx.level_name(level), 4);
    let (open, close, style) = match (level.number(), cx.theme.is_colourless()) {
        (1, true) => ("[", "]", cx.theme.style(Role::LevelOne)),
        (1, false) => (" ", " ", cx.theme.bold(Role::LevelOne)),
        (2, _) => (" ", " ", cx.theme.bold(Role::Text)),
        _ => (" ", " ", cx.theme.style(Role::Dim)),
    };
    brush.put(x, y, x + 6, &format!("{open}{word}{close}"), style);
    x + 6
}

/// The cells of words once folded for display, as a column count.
pub fn cells(words: &str) -> u16 {
    u16::try_from(text::width(&text::fold_for_display(words))).unwrap_or(u16::MAX)
}

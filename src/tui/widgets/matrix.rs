//! Impact by urgency: the level of every cell, the chosen one filled.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::field::Grid;
use super::pen::{Ink, Pen};
use crate::text;
use crate::tui::theme::Role;

/// The matrix of the manual with a chosen cell.
#[derive(Debug)]
pub struct Matrix<'a> {
    pub ink: Ink,
    pub grid: Grid,
    /// Its heading.
    pub label: &'a str,
    /// Names of the impacts, worst first.
    pub rows: &'a [String],
    /// Names of the urgencies, soonest first.
    pub columns: &'a [String],
    /// The level's name in each cell and whether it is level 1, row by row.
    pub levels: &'a [(String, bool)],
    pub chosen: (Option<usize>, Option<usize>),
    pub focused: bool,
    /// What is wrong, at the right edge of the heading.
    pub note: &'a str,
}

const CELL: u16 = 12;

impl Matrix<'_> {
    fn cells_at(&self, area: Rect) -> u16 {
        let wide = CELL * u16::try_from(self.columns.len()).unwrap_or(3);
        area.right().saturating_sub(wide).max(area.x + self.grid.label_at() + 8)
    }

    /// Where the hardware cursor stands: on the chosen cell.
    pub fn cursor(&self, area: Rect) -> Option<Position> {
        let row = u16::try_from(self.chosen.0.unwrap_or(0)).ok()?;
        let column = u16::try_from(self.chosen.1.unwrap_or(0)).ok()?;
        let at = Position { x: self.cells_at(area) + column * CELL + 1, y: area.y + 1 + row };
        area.contains(at).then_some(at)
    }

    pub fn draw(&self, area: Rect, buf: &mut Buffer) {
        let cells_at = self.cells_at(area);
        let label_at = area.x + self.grid.label_at();
        // A note that does not fit is left out whole: a stump of it says nothing.
        let room = usize::from(cells_at.saturating_sub(label_at + 1));
        let fits = text::width(self.label) + 2 + text::width(self.note) <= room;
        let note = if fits { self.note } else { "" };
        Pen::new(buf, self.ink, area, 0)
            .to(label_at)
            .until(cells_at.saturating_sub(1))
            .put(self.label, Role::Dim)
            .put("  ", Role::Dim)
            .put(note, Role::Strong);
        for (column, name) in (0u16..).zip(self.columns) {
            let chosen = self.chosen.1 == Some(usize::from(column));
            let role = if chosen { Role::Strong } else { Role::Dim };
            Pen::new(buf, self.ink, area, 0).to(cells_at + column * CELL).put(&format!("{} {name}", column + 1), role);
        }
        for (row, name) in (0u16..).zip(self.rows) {
            let in_hand = self.chosen.0.unwrap_or(0) == usize::from(row);
            if self.focused && in_hand {
                Pen::new(buf, self.ink, area, row + 1).ground(area.x, Role::InHand).put(">", Role::Accent);
            }
            let role = if self.chosen.0 == Some(usize::from(row)) { Role::Strong } else { Role::Text };
            Pen::new(buf, self.ink, area, row + 1)
                .to(label_at)
                .until(cells_at.saturating_sub(1))
                .put(&format!("{} {name}", row + 1), role);
            for column in 0..self.columns.len() {
                self.cell(area, buf, usize::from(row), column, cells_at);
            }
        }
    }

    fn cell(&self, area: Rect, buf: &mut Buffer, row: usize, column: usize, cells_at: u16) {
        let Some((level, first)) = self.levels.get(row * self.columns.len() + column) else { return };
        let chosen = self.chosen == (Some(row), Some(column));
        let role = match (chosen, *first) {
            (true, true) => Role::LevelOne,
            (true, false) => Role::AccentFill,
            (false, true) => Role::Text,
            (false, false) => Role::Dim,
        };
        let (open, close) = self.ink.brackets(chosen);
        let x = cells_at + u16::try_from(column).unwrap_or(0) * CELL;
        let y = 1 + u16::try_from(row).unwrap_or(0);
        let mut pen = Pen::new(buf, self.ink, area, y);
        pen.to(x);
        if chosen {
            pen.put(open, role).put(level, role).put(close, role);
        } else {
            pen.put(" ", Role::Text).put(level, role);
        }
    }
}

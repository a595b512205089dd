//! Impact by urgency: the level of every cell, the chosen one filled.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::field::Grid;
use super::look::{Ink, Look, Pen};

/// The matrix of the manual with a chosen cell.
#[derive(Debug)]
pub struct Matrix<'a> {
    /// How things look.
    pub look: &'a Look,
    /// The columns of the form it stands in.
    pub grid: Grid,
    /// The question of the group.
    pub group: &'a str,
    /// Its heading.
    pub label: &'a str,
    /// Names of the impacts, worst first.
    pub rows: &'a [String],
    /// Names of the urgencies, soonest first.
    pub columns: &'a [String],
    /// The level's name in each cell and whether it is level 1, row by row.
    pub levels: &'a [(String, bool)],
    /// Row and column chosen.
    pub chosen: (Option<usize>, Option<usize>),
    /// It has the focus.
    pub focused: bool,
    /// What is wrong, at the right edge of the heading.
    pub note: &'a str,
}

const CELL: u16 = 12;

impl Matrix<'_> {
    /// Rows it takes.
    pub fn height(&self) -> u16 {
        1 + u16::try_from(self.rows.len()).unwrap_or(4)
    }

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
}

impl Widget for &Matrix<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let cells_at = self.cells_at(area);
        let label_at = area.x + self.grid.label_at();
        // A note that does not fit is left out whole: a stump of it says nothing.
        let room = usize::from(cells_at.saturating_sub(label_at + 1));
        let fits = crate::text::width(self.label) + 2 + crate::text::width(self.note) <= room;
        let note = if fits { self.note } else { "" };
        Pen::new(buf, self.look, area, 0).to(area.x + 2).until(label_at).put(self.group, Ink::Strong);
        Pen::new(buf, self.look, area, 0)
            .to(label_at)
            .until(cells_at.saturating_sub(1))
            .put(self.label, Ink::Dim)
            .put("  ", Ink::Dim)
            .put(note, Ink::Strong);
        for (column, name) in (0u16..).zip(self.columns) {
            let chosen = self.chosen.1 == Some(usize::from(column));
            let ink = if chosen { Ink::Strong } else { Ink::Dim };
            Pen::new(buf, self.look, area, 0).to(cells_at + column * CELL).put(&format!("{} {name}", column + 1), ink);
        }
        for (row, name) in (0u16..).zip(self.rows) {
            let in_hand = self.chosen.0.unwrap_or(0) == usize::from(row);
            if self.focused && in_hand {
                Pen::new(buf, self.look, area, row + 1).ground(area.x, Ink::Hand).put(">", Ink::Accent);
            }
            let ink = if self.chosen.0 == Some(usize::from(row)) { Ink::Strong } else { Ink::Text };
            Pen::new(buf, self.look, area, row + 1)
                .to(label_at)
                .until(cells_at.saturating_sub(1))
                .put(&format!("{} {name}", row + 1), ink);
            for column in 0..self.columns.len() {
                self.cell(area, buf, usize::from(row), column, cells_at);
            }
        }
    }
}

impl Matrix<'_> {
    fn cell(&self, area: Rect, buf: &mut Buffer, row: usize, column: usize, cells_at: u16) {
        let Some((level, first)) = self.levels.get(row * self.columns.len() + column) else { return };
        let chosen = self.chosen == (Some(row), Some(column));
        let ink = match (chosen, *first) {
            (true, true) => Ink::LevelOne,
            (true, false) => Ink::Fill,
            (false, true) => Ink::Text,
            (false, false) => Ink::Dim,
        };
        let (open, close) = self.look.brackets(chosen);
        let x = cells_at + u16::try_from(column).unwrap_or(0) * CELL;
        let y = 1 + u16::try_from(row).unwrap_or(0);
        let mut pen = Pen::new(buf, self.look, area, y);
        pen.to(x);
        if chosen {
            pen.put(open, ink).put(level, ink).put(close, ink);
        } else {
            pen.put(" ", Ink::Text).put(level, ink);
        }
    }
}

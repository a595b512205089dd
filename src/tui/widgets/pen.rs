//! What words are written with: the theme in force by meaning, and a pen that keeps to its row.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text;
use crate::tui::glyphs::Glyphs;
use crate::tui::theme::{Role, Theme};

/// The theme in force with its signs.
#[derive(Debug, Clone, Copy)]
pub struct Ink {
    pub theme: Theme,
    /// The signs that carry structure.
    pub glyphs: Glyphs,
}

impl Ink {
    /// The style of a meaning; what matters most is bold.
    pub fn style(self, role: Role) -> Style {
        let bold = matches!(role, Role::Strong | Role::Red | Role::Amber | Role::LevelOne);
        if bold { self.theme.bold(role) } else { self.theme.style(role) }
    }

    /// What opens and closes a fill or the chosen one: brackets where colour is off, blanks of the same width otherwise.
    pub const fn brackets(self, on: bool) -> (&'static str, &'static str) {
        if on && self.theme.is_colourless() { ("[", "]") } else { (" ", " ") }
    }
}

/// Writes words left to right on one row and never past its end.
pub struct Pen<'a> {
    buf: &'a mut Buffer,
    ink: Ink,
    x: u16,
    y: u16,
    end: u16,
}

impl<'a> Pen<'a> {
    /// A pen at the left edge of a row of an area.
    pub fn new(buf: &'a mut Buffer, ink: Ink, area: Rect, row: u16) -> Self {
        let inside = row < area.height && area.bottom() <= buf.area.bottom() && area.right() <= buf.area.right();
        let end = if inside { area.right() } else { area.x };
        Self { buf, ink, x: area.x, y: area.y.saturating_add(row), end }
    }

    /// Moves to a column counted from `from`.
    pub const fn to(&mut self, column: u16) -> &mut Self {
        self.x = column;
        self
    }

    /// Leaves room at the end of the row.
    pub const fn until(&mut self, column: u16) -> &mut Self {
        if column < self.end {
            self.end = column;
        }
        self
    }

    /// The column the next word begins at.
    pub const fn x(&self) -> u16 {
        self.x
    }

    /// Cells left.
    pub const fn room(&self) -> usize {
        self.end.saturating_sub(self.x) as usize
    }

    /// Writes words, cut with `..` where they do not fit.
    pub fn put(&mut self, words: &str, role: Role) -> &mut Self {
        let style = self.ink.style(role);
        self.styled(words, style)
    }

    /// Writes words in a style of their own.
    pub fn styled(&mut self, words: &str, style: Style) -> &mut Self {
        let room = self.room();
        if room == 0 || words.is_empty() {
            return self;
        }
        let shown = text::fold_for_display(words);
        let cut = text::cut(&shown, room);
        let wide = text::width(&cut);
        self.buf.set_stringn(self.x, self.y, &cut, room, style);
        self.x = self.x.saturating_add(u16::try_from(wide).unwrap_or(u16::MAX));
        self
    }

    /// Writes words that end at the end of the row and leaves at least two blanks before them.
    pub fn right(&mut self, words: &str, role: Role) -> &mut Self {
        let shown = text::cut(&text::fold_for_display(words), self.room());
        let wide = u16::try_from(text::width(&shown)).unwrap_or(u16::MAX);
        let column = self.end.saturating_sub(wide);
        let style = self.ink.style(role);
        self.buf.set_stringn(column, self.y, &shown, usize::from(wide), style);
        if wide > 0 {
            self.end = column.saturating_sub(2).max(self.x);
        }
        self
    }

    /// Lays the ground of the row in hand under the whole row, words kept.
    pub fn ground(&mut self, from: u16, role: Role) -> &mut Self {
        let style = self.ink.style(role);
        for column in from..self.end {
            if let Some(cell) = self.buf.cell_mut((column, self.y)) {
                cell.set_style(style);
            }
        }
        self
    }
}

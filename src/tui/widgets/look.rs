//! What a piece of text means, and how the theme in force shows it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::text;
use crate::tui::glyphs::Glyphs;
use crate::tui::theme::{Role, Theme};

/// What a piece of text means; never a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Ordinary words.
    Text,
    /// What to read or say now.
    Strong,
    /// Labels, units, origins, what waits for others.
    Dim,
    /// Structure.
    Rule,
    /// Where I am, what I can press.
    Accent,
    /// A blank to fill now, the live line.
    Fill,
    /// Over time.
    Red,
    /// Due soon.
    Amber,
    /// The mark of level 1.
    LevelOne,
    /// Words the machine put in.
    Own,
    /// The row in hand.
    Hand,
    /// Time that passed, calm.
    Calm,
    /// Time that passed, soon due.
    Soon,
    /// Time that passed, late.
    Late,
}

/// The styles of the theme in force, by meaning.
#[derive(Debug, Clone)]
pub struct Look {
    /// Text of every meaning, in the order of [`Ink`].
    pub inks: [Style; 14],
    /// Fills and the row in hand are drawn as `[ ]` and `>` because colour is off.
    pub marks: bool,
    /// The signs that carry structure.
    pub glyphs: Glyphs,
}

impl Look {
    /// The look of a theme with its signs.
    pub fn of(theme: &Theme, glyphs: Glyphs) -> Self {
        const ROLES: [(Role, bool); 13] = [
            (Role::Text, false),
            (Role::Strong, true),
            (Role::Dim, false),
            (Role::Rule, false),
            (Role::Accent, false),
            (Role::AccentFill, false),
            (Role::Red, true),
            (Role::Amber, true),
            (Role::LevelOne, true),
            (Role::InHand, false),
            (Role::BandCalm, false),
            (Role::BandSoon, false),
            (Role::BandLate, false),
        ];
        let of = |(role, bold): (Role, bool)| if bold { theme.bold(role) } else { theme.style(role) };
        let [text, strong, dim, rule, accent, fill, red, amber, level_one, hand, calm, soon, late] = ROLES.map(of);
        let own = text.add_modifier(Modifier::UNDERLINED);
        let inks = [text, strong, dim, rule, accent, fill, red, amber, level_one, own, hand, calm, soon, late];
        Self { inks, marks: theme.is_colourless(), glyphs }
    }

    /// No colour at all.
    pub const fn plain() -> Self {
        const BOLD: Style = Style::new().add_modifier(Modifier::BOLD);
        const DIM: Style = Style::new().add_modifier(Modifier::DIM);
        const LINE: Style = Style::new().add_modifier(Modifier::UNDERLINED);
        const BACK: Style = Style::new().add_modifier(Modifier::REVERSED);
        const BOTH: Style = Style::new().add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED));
        let inks = [Style::new(), BOLD, DIM, DIM, BOTH, BACK, BOLD, BOLD, BACK, LINE, LINE, LINE, LINE, LINE];
        Self { inks, marks: true, glyphs: Glyphs::UNICODE }
    }

    /// The style of a meaning.
    pub fn style(&self, ink: Ink) -> Style {
        self.inks.get(ink as usize).copied().unwrap_or_default()
    }

    /// What opens and closes a fill or the chosen one: brackets where colour is off, blanks of the same width otherwise.
    pub const fn brackets(&self, on: bool) -> (&'static str, &'static str) {
        if on && self.marks { ("[", "]") } else { (" ", " ") }
    }

    /// Done, met.
    pub const fn done(&self) -> &'static str {
        self.glyphs.done
    }

    /// What stands behind a step still to come.
    pub const fn step(&self) -> &'static str {
        self.glyphs.step
    }

    /// The one rule on the screen.
    pub const fn rule(&self) -> &'static str {
        self.glyphs.rule
    }

    /// The edge of an overlay.
    pub const fn edge(&self) -> &'static str {
        self.glyphs.edge
    }
}

/// Writes words left to right on one row and never past its end.
pub struct Pen<'a> {
    buf: &'a mut Buffer,
    look: &'a Look,
    x: u16,
    y: u16,
    end: u16,
}

impl<'a> Pen<'a> {
    /// A pen at the left edge of a row of an area.
    pub fn new(buf: &'a mut Buffer, look: &'a Look, area: Rect, row: u16) -> Self {
        let inside = row < area.height && area.bottom() <= buf.area.bottom() && area.right() <= buf.area.right();
        let end = if inside { area.right() } else { area.x };
        Self { buf, look, x: area.x, y: area.y.saturating_add(row), end }
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
    pub fn put(&mut self, words: &str, ink: Ink) -> &mut Self {
        let style = self.look.style(ink);
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
    pub fn right(&mut self, words: &str, ink: Ink) -> &mut Self {
        let shown = text::cut(&text::fold_for_display(words), self.room());
        let wide = u16::try_from(text::width(&shown)).unwrap_or(u16::MAX);
        let column = self.end.saturating_sub(wide);
        let style = self.look.style(ink);
        self.buf.set_stringn(column, self.y, &shown, usize::from(wide), style);
        if wide > 0 {
            self.end = column.saturating_sub(2).max(self.x);
        }
        self
    }

    /// Lays the ground of the row in hand under the whole row, words kept.
    pub fn ground(&mut self, from: u16, ink: Ink) -> &mut Self {
        let style = self.look.style(ink);
        for column in from..self.end {
            if let Some(cell) = self.buf.cell_mut((column, self.y)) {
                cell.set_style(style);
            }
        }
        self
    }
}

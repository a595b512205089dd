//! The blocks of the right side that are a heading and a few rows: who calls, this call, what happened.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::look::{Ink, Look, Pen};

/// Who is on the line or behind the case.
#[derive(Debug)]
pub struct Who<'a> {
    /// How things look.
    pub look: &'a Look,
    /// The case number, or the number that rings.
    pub head: &'a str,
    /// The state, or how many files match.
    pub state: &'a str,
    /// Name and company.
    pub name: &'a str,
    /// Standing, masked number, whether identity was checked.
    pub standing: &'a str,
    /// Mood and wish, or what is known of earlier cases.
    pub more: &'a str,
}

impl Widget for &Who<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        Pen::new(buf, self.look, area, 0).right(self.state, Ink::Strong).put(self.head, Ink::Dim);
        Pen::new(buf, self.look, area, 1).put(self.name, Ink::Strong);
        Pen::new(buf, self.look, area, 2).put(self.standing, Ink::Text);
        Pen::new(buf, self.look, area, 3).put(self.more, Ink::Text);
    }
}

/// A row of a block: a name, words, and words at the right edge.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The name, dim.
    pub name: String,
    /// The words.
    pub words: String,
    /// At the right edge.
    pub right: String,
    /// It asks for attention.
    pub warn: bool,
    /// It was taken back.
    pub struck: bool,
}

/// A heading with rows below it: this call, earlier contacts.
#[derive(Debug)]
pub struct Entries<'a> {
    /// How things look.
    pub look: &'a Look,
    /// The heading.
    pub title: &'a str,
    /// The rows.
    pub rows: &'a [Entry],
    /// Cells of the names.
    pub name_cells: u16,
}

impl Widget for &Entries<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        Pen::new(buf, self.look, area, 0).put(self.title, Ink::Strong);
        for (row, entry) in (1..area.height).zip(self.rows) {
            let words_at = area.x.saturating_add(self.name_cells).saturating_add(2);
            let ink = if entry.warn { Ink::Amber } else { Ink::Text };
            let end = if entry.words.is_empty() { area.right() } else { words_at.saturating_sub(1) };
            Pen::new(buf, self.look, area, row).until(end).put(&entry.name, Ink::Dim);
            let mut pen = Pen::new(buf, self.look, area, row);
            pen.to(words_at).right(&entry.right, ink);
            if entry.struck {
                let style = self.look.style(Ink::Dim).add_modifier(ratatui::style::Modifier::CROSSED_OUT);
                pen.styled(&entry.words, style);
            } else {
                pen.put(&entry.words, ink);
            }
        }
    }
}

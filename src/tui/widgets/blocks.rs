//! The blocks of the right side that are a heading and a few rows: who calls, this call, what happened; and the steps.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::pen::{Ink, Pen};
use crate::tui::theme::Role;

/// Who is on the line or behind the case.
#[derive(Debug, Default)]
pub struct Who {
    /// The case number, or the number that rings.
    pub head: String,
    /// What a person should look at, as a short sign.
    pub sign: String,
    /// The state, or how many files match.
    pub state: String,
    /// Name and company.
    pub name: String,
    /// Standing, masked number, whether identity was checked.
    pub standing: String,
    /// Mood and wish, or what is known of earlier cases.
    pub more: String,
}

impl Who {
    pub fn draw(&self, ink: Ink, area: Rect, buf: &mut Buffer) {
        let mut pen = Pen::new(buf, ink, area, 0);
        if self.sign.is_empty() {
            pen.right(&self.state, Role::Strong).put(&self.head, Role::Dim);
        } else {
            // The sign stays whole where the state has too long a name.
            pen.put(&self.head, Role::Dim).put("  ", Role::Text).put(&self.sign, Role::Amber);
            pen.put("  ", Role::Text).right(&self.state, Role::Strong);
        }
        Pen::new(buf, ink, area, 1).put(&self.name, Role::Strong);
        Pen::new(buf, ink, area, 2).put(&self.standing, Role::Text);
        Pen::new(buf, ink, area, 3).put(&self.more, Role::Text);
    }
}

/// A row of a block: a name, words, and words at the right edge.
#[derive(Debug, Default)]
pub struct Entry {
    pub name: String,
    pub words: String,
    pub right: String,
    /// It asks for attention.
    pub warn: bool,
    /// It was taken back.
    pub struck: bool,
}

/// A heading with rows below it, their names `name_cells` wide: this call, earlier contacts.
pub fn entries(title: &str, rows: &[Entry], name_cells: u16, ink: Ink, area: Rect, buf: &mut Buffer) {
    Pen::new(buf, ink, area, 0).put(title, Role::Strong);
    for (row, entry) in (1..area.height).zip(rows) {
        let words_at = area.x.saturating_add(name_cells).saturating_add(2);
        let role = if entry.warn { Role::Amber } else { Role::Text };
        let end = if entry.words.is_empty() { area.right() } else { words_at.saturating_sub(1) };
        Pen::new(buf, ink, area, row).until(end).put(&entry.name, Role::Dim);
        let mut pen = Pen::new(buf, ink, area, row);
        pen.to(words_at).right(&entry.right, role);
        if entry.struck {
            pen.styled(&entry.words, ink.style(Role::Dim).add_modifier(Modifier::CROSSED_OUT));
        } else {
            pen.put(&entry.words, role);
        }
    }
}

/// The steps of a case: words that never move, a mark behind each before the present one; the matter at the right edge.
pub fn steps(names: &[&str], present: usize, matter: &str, ink: Ink, area: Rect, buf: &mut Buffer) {
    let mut pen = Pen::new(buf, ink, area, 0);
    pen.to(area.x.saturating_add(1));
    for (step, name) in names.iter().enumerate() {
        let here = step == present;
        let (open, close) = ink.brackets(here);
        let role = if here { Role::Accent } else { Role::Dim };
        pen.put(open, role).put(name, role).put(close, role);
        if step < present {
            pen.put(ink.glyphs.done, Role::Dim);
        } else if step + 1 < names.len() {
            pen.put(ink.glyphs.step, Role::Rule);
        }
    }
    pen.put("  ", Role::Text).right(matter, Role::Strong);
}

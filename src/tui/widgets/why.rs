//! Why a due time is what it is: start, limit, calendar, pauses, the line of time, the sum, the source.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pen::{Ink, Pen};
use crate::text;
use crate::tui::theme::Role;

/// A stretch of the drawn line of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Minutes it lasts on the wall clock.
    pub minutes: i64,
    /// Time counts during it.
    pub running: bool,
    /// When it begins, in words.
    pub from: String,
    /// What it is, below the line.
    pub what: String,
}

/// Name, value, remark.
pub type Line = (String, String, String);

#[derive(Debug, Default)]
pub struct Why {
    /// What is due and when.
    pub head: String,
    /// Rows above the line of time.
    pub above: Vec<Line>,
    pub line: Vec<Stretch>,
    /// When it ends, in words.
    pub end: String,
    /// Rows below it.
    pub below: Vec<Line>,
}

/// Rows one below the other, the values in one column; gives the row behind the last.
fn rows(rows: &[Line], from: u16, ink: Ink, area: Rect, buf: &mut Buffer) -> u16 {
    let widest = rows.iter().map(|(name, ..)| text::width(name)).max().unwrap_or(4).clamp(6, 14);
    let value_at = area.x + 2 + u16::try_from(widest).unwrap_or(6) + 2;
    for (row, (name, value, remark)) in (from..).zip(rows) {
        Pen::new(buf, ink, area, row).to(area.x + 2).until(value_at).put(name, Role::Dim);
        let mut pen = Pen::new(buf, ink, area, row);
        pen.to(value_at).until(area.right().saturating_sub(2)).put(value, Role::Text);
        if !remark.is_empty() {
            let next = (value_at + 14).max(pen.x() + 2);
            pen.to(next).put(remark, Role::Dim);
        }
    }
    from + u16::try_from(rows.len()).unwrap_or(0)
}

impl Why {
    /// The line of time with its words; gives the row behind it.
    fn time(&self, from: u16, ink: Ink, area: Rect, buf: &mut Buffer) -> u16 {
        let total: i64 = self.line.iter().map(|stretch| stretch.minutes.max(1)).sum();
        if total == 0 || self.line.is_empty() {
            return from;
        }
        let left = area.x + 10;
        let cells = area.right().saturating_sub(2).saturating_sub(left);
        // Each stretch is as wide as its words at least, where there is room for that; the rest goes by minutes.
        let words = |stretch: &Stretch| match text::width(&stretch.from).max(text::width(&stretch.what)) {
            0 => 1,
            wide => i64::try_from(wide).unwrap_or(0) + 2,
        };
        let tail = i64::try_from(text::width(&self.end)).unwrap_or(0);
        let least: i64 = self.line.iter().map(words).sum::<i64>() + tail;
        let spare = i64::from(cells) - least;
        let mut x = left;
        let (mut done, mut worded) = (0_i64, 0_i64);
        for (place, stretch) in self.line.iter().enumerate() {
            done += stretch.minutes.max(1);
            // The last one also has the end above it.
            worded += words(stretch) + if place + 1 == self.line.len() { tail } else { 0 };
            let next = if spare >= 0 { worded + spare * done / total } else { i64::from(cells) * done / total };
            let next = left.saturating_add(u16::try_from(next).unwrap_or(cells)).max(x + 1);
            Pen::new(buf, ink, area, from).to(x).until(next).put(&stretch.from, Role::Dim);
            for column in x..next.min(area.right()) {
                let glyph = if stretch.running { "=" } else { "." };
                Pen::new(buf, ink, area, from + 1).to(column).put(glyph, Role::Text);
            }
            Pen::new(buf, ink, area, from + 2).to(x).until(next.saturating_sub(1).max(x)).put(&stretch.what, Role::Dim);
            x = next;
        }
        Pen::new(buf, ink, area, from).to(left).until(area.right().saturating_sub(2)).right(&self.end, Role::Strong);
        from + 4
    }

    /// Draws it, with the question at the right of its head.
    pub fn draw(&self, question: &str, ink: Ink, area: Rect, buf: &mut Buffer) {
        let mut head = Pen::new(buf, ink, area, 1);
        head.to(area.x + 2).until(area.right().saturating_sub(2));
        head.right(question, Role::Dim).put(&self.head, Role::Strong);
        let tall = area.height >= 18;
        let gap = u16::from(tall);
        let inner = Rect { height: area.height.saturating_sub(1), ..area };
        let row = rows(&self.above, 2 + gap, ink, inner, buf);
        let row = self.time(row + gap, ink, inner, buf);
        let row = if tall { row } else { row.saturating_sub(1) };
        rows(&self.below, row, ink, inner, buf);
    }
}

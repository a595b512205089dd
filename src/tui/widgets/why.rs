//! Why a due time is what it is: start, limit, calendar, pauses, the line of time, the sum, the source.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::look::{Ink, Look, Pen};

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

/// The explanation of one due time.
#[derive(Debug)]
pub struct Why<'a> {
    /// How things look.
    pub look: &'a Look,
    /// What is due and when.
    pub head: &'a str,
    /// The question, at the right.
    pub question: &'a str,
    /// Rows above the line: name, value, remark.
    pub above: &'a [(String, String, String)],
    /// The line of time.
    pub line: &'a [Stretch],
    /// When it ends, in words.
    pub end: &'a str,
    /// Rows below the line.
    pub below: &'a [(String, String, String)],
}

impl Why<'_> {
    fn rows(&self, rows: &[(String, String, String)], area: Rect, from: u16, buf: &mut Buffer) -> u16 {
        let mut row = from;
        let widest = rows.iter().map(|(name, ..)| crate::text::width(name)).max().unwrap_or(4).clamp(6, 14);
        let value_at = area.x + 2 + u16::try_from(widest).unwrap_or(6) + 2;
        for (name, value, remark) in rows {
            Pen::new(buf, self.look, area, row).to(area.x + 2).until(value_at).put(name, Ink::Dim);
            let mut pen = Pen::new(buf, self.look, area, row);
            pen.to(value_at).until(area.right().saturating_sub(2)).put(value, Ink::Text);
            if !remark.is_empty() {
                let next = (value_at + 14).max(pen.x() + 2);
                pen.to(next).put(remark, Ink::Dim);
            }
            row += 1;
        }
        row
    }

    fn time(&self, area: Rect, from: u16, buf: &mut Buffer) -> u16 {
        let total: i64 = self.line.iter().map(|stretch| stretch.minutes.max(1)).sum();
        if total == 0 || self.line.is_empty() {
            return from;
        }
        let left = area.x + 10;
        let cells = area.right().saturating_sub(2).saturating_sub(left);
        // Each stretch is as wide as its words at least, where there is room for that; the rest goes by minutes.
        let words = |stretch: &Stretch| match crate::text::width(&stretch.from).max(crate::text::width(&stretch.what)) {
            0 => 1,
            wide => i64::try_from(wide).unwrap_or(0) + 2,
        };
        let tail = i64::try_from(crate::text::width(self.end)).unwrap_or(0);
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
            Pen::new(buf, self.look, area, from).to(x).until(next).put(&stretch.from, Ink::Dim);
            for column in x..next.min(area.right()) {
                let glyph = if stretch.running { "=" } else { "." };
                Pen::new(buf, self.look, area, from + 1).to(column).put(glyph, Ink::Text);
            }
            Pen::new(buf, self.look, area, from + 2)
                .to(x)
                .until(next.saturating_sub(1).max(x))
                .put(&stretch.what, Ink::Dim);
            x = next;
        }
        Pen::new(buf, self.look, area, from)
            .to(left)
            .until(area.right().saturating_sub(2))
            .right(self.end, Ink::Strong);
        from + 4
    }
}

impl Widget for &Why<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let wide = usize::from(area.width);
        for row in [0, area.height.saturating_sub(1)] {
            Pen::new(buf, self.look, area, row).put(&self.look.edge().repeat(wide), Ink::Rule);
        }
        let mut head = Pen::new(buf, self.look, area, 1);
        head.to(area.x + 2)
            .until(area.right().saturating_sub(2))
            .right(self.question, Ink::Dim)
            .put(self.head, Ink::Strong);
        let tall = area.height >= 18;
        let gap = u16::from(tall);
        let inner = Rect { height: area.height.saturating_sub(1), ..area };
        let row = self.rows(self.above, inner, 2 + gap, buf);
        let row = self.time(inner, row + gap, buf);
        let row = if tall { row } else { row.saturating_sub(1) };
        self.rows(self.below, inner, row, buf);
    }
}

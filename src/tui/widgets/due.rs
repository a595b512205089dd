//! Due times: the block at the right, and the row that is its own bar.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::look::{Ink, Look, Pen};

/// How near a due time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nearness {
    /// Plenty of time.
    Calm,
    /// From 70 % of the time on (`!`).
    Soon,
    /// From 90 % on (`!!`).
    Near,
    /// Past.
    Late,
    /// Standing still.
    Paused,
    /// Met.
    Met,
    /// Met, but late.
    MetLate,
}

impl Nearness {
    /// The ink of words at this nearness.
    pub const fn ink(self) -> Ink {
        match self {
            Self::Calm => Ink::Text,
            Self::Soon | Self::Near => Ink::Amber,
            Self::Late => Ink::Red,
            Self::Paused | Self::Met | Self::MetLate => Ink::Dim,
        }
    }

    /// The ground of the elapsed part of a countdown row.
    const fn ground(self) -> Ink {
        match self {
            Self::Soon | Self::Near => Ink::Soon,
            Self::Late => Ink::Late,
            _ => Ink::Calm,
        }
    }
}

/// One due time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueLine {
    /// What is due.
    pub name: String,
    /// When, in words.
    pub when: String,
    /// What remains, or how it ended.
    pub left: String,
    /// `!`, `!!`, the signs of late, paused and met.
    pub mark: String,
    /// How near.
    pub nearness: Nearness,
    /// The arrow keys stand here.
    pub selected: bool,
}

/// The due times of a case.
#[derive(Debug)]
pub struct DueBlock<'a> {
    /// How things look.
    pub look: &'a Look,
    /// The block's heading.
    pub title: &'a str,
    /// The due times, the nearest first.
    pub lines: &'a [DueLine],
    /// Cells of the names.
    pub name_cells: u16,
}

impl Widget for &DueBlock<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        Pen::new(buf, self.look, area, 0).put(self.title, Ink::Strong);
        for (row, line) in (1..area.height).zip(self.lines) {
            let ink = line.nearness.ink();
            let name_at = area.x;
            let when_at = area.x.saturating_add(self.name_cells).saturating_add(2);
            if line.selected {
                Pen::new(buf, self.look, area, row).ground(area.x, Ink::Hand);
                if area.x >= 2 {
                    buf.set_string(area.x - 2, area.y + row, ">", self.look.style(Ink::Accent));
                }
            }
            let mut pen = Pen::new(buf, self.look, area, row);
            pen.right(&format!("{:<2}", line.mark), ink);
            pen.to(name_at).until(area.right()).to(name_at);
            let mut name = Pen::new(buf, self.look, area, row);
            name.until(when_at.saturating_sub(1)).put(&line.name, if line.selected { Ink::Strong } else { ink });
            let mut rest = Pen::new(buf, self.look, area, row);
            let mark = u16::try_from(crate::text::width(&format!("{:<2}", line.mark))).unwrap_or(2);
            rest.to(when_at).until(area.right().saturating_sub(mark + 1)).right(&line.left, ink);
            rest.put(&line.when, ink);
        }
    }
}

/// The present duty: one row whose ground fills from the left as its time passes.
#[derive(Debug)]
pub struct Countdown<'a> {
    /// How things look.
    pub look: &'a Look,
    /// The level's name, and whether it is level 1.
    pub level: Option<(&'a str, bool)>,
    /// What is due.
    pub duty: &'a str,
    /// What remains.
    pub left: &'a str,
    /// The mark (`!`, `!!`, late, paused).
    pub mark: &'a str,
    /// Until when, and to whom.
    pub words: &'a str,
    /// A remark at the right edge.
    pub note: &'a str,
    /// Share of the time that has passed, in thousandths.
    pub passed: u16,
    /// How near.
    pub nearness: Nearness,
}

impl Widget for &Countdown<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let width = area.width.saturating_sub(2);
        let filled = u32::from(width) * u32::from(self.passed.min(1000)) / 1000;
        let end = area.x.saturating_add(2).saturating_add(u16::try_from(filled).unwrap_or(width));
        Pen::new(buf, self.look, area, 0).until(end.max(area.x + 2)).ground(area.x + 2, self.nearness.ground());
        let ink = self.nearness.ink();
        let mut pen = Pen::new(buf, self.look, area, 0);
        pen.right(self.note, Ink::Dim).to(area.x + 2);
        if let Some((name, first)) = self.level {
            let (open, close) = self.look.brackets(first);
            let level = if first { Ink::LevelOne } else { Ink::Strong };
            pen.put(open, level).put(name, level).put(close, level).put("  ", Ink::Text);
        }
        pen.put(self.duty, Ink::Strong).put("  ", Ink::Text).put(self.left, ink);
        if !self.mark.is_empty() {
            pen.put(" ", ink).put(self.mark, ink);
        }
        pen.put("  ", Ink::Text).put(self.words, Ink::Text);
    }
}

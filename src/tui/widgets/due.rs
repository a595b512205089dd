//! Due times: the block at the right, and the row that is its own bar.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pen::{Ink, Pen};
use crate::text;
use crate::tui::remaining::Nearness;
use crate::tui::theme::Role;

#[derive(Debug)]
pub struct DueLine {
    pub name: String,
    pub when: String,
    /// What remains, or how it ended.
    pub left: String,
    /// `!`, `!!`, the signs of late, paused and met.
    pub mark: String,
    pub nearness: Nearness,
    /// The arrow keys stand here.
    pub selected: bool,
}

/// The due times of a case below their heading, the nearest first.
pub fn due_block(title: &str, lines: &[DueLine], ink: Ink, area: Rect, buf: &mut Buffer) {
    Pen::new(buf, ink, area, 0).put(title, Role::Strong);
    let widest = lines.iter().map(|line| text::width(&line.name)).max().unwrap_or(10).clamp(10, 16);
    let when_at = area.x.saturating_add(u16::try_from(widest).unwrap_or(10)).saturating_add(2);
    for (row, line) in (1..area.height).zip(lines) {
        let role = line.nearness.role();
        if line.selected {
            Pen::new(buf, ink, area, row).ground(area.x, Role::InHand);
            if area.x >= 2 {
                buf.set_string(area.x - 2, area.y + row, ">", ink.style(Role::Accent));
            }
        }
        let mark = format!("{:<2}", line.mark);
        Pen::new(buf, ink, area, row).right(&mark, role);
        let name_role = if line.selected { Role::Strong } else { role };
        Pen::new(buf, ink, area, row).until(when_at.saturating_sub(1)).put(&line.name, name_role);
        let mark_cells = u16::try_from(text::width(&mark)).unwrap_or(2);
        let end = area.right().saturating_sub(mark_cells + 1);
        Pen::new(buf, ink, area, row).to(when_at).until(end).right(&line.left, role).put(&line.when, role);
    }
}

/// The present duty: one row whose ground fills from the left as its time passes.
#[derive(Debug)]
pub struct Countdown<'a> {
    /// The level's name, and whether it is level 1.
    pub level: Option<(&'a str, bool)>,
    pub due: &'a DueLine,
    /// Share of the time that has passed, in thousandths.
    pub passed: u16,
}

impl Countdown<'_> {
    /// Draws it, with `until` behind what remains.
    pub fn draw(&self, until: &str, ink: Ink, area: Rect, buf: &mut Buffer) {
        let width = area.width.saturating_sub(2);
        let filled = u32::from(width) * u32::from(self.passed.min(1000)) / 1000;
        let end = area.x.saturating_add(2).saturating_add(u16::try_from(filled).unwrap_or(width));
        let DueLine { name, left, mark, nearness, .. } = self.due;
        Pen::new(buf, ink, area, 0).until(end.max(area.x + 2)).ground(area.x + 2, nearness.band());
        let mut pen = Pen::new(buf, ink, area, 0);
        pen.to(area.x + 2);
        if let Some((level, first)) = self.level {
            let (open, close) = ink.brackets(first);
            let role = if first { Role::LevelOne } else { Role::Strong };
            pen.put(open, role).put(level, role).put(close, role).put("  ", Role::Text);
        }
        pen.put(name, Role::Strong).put("  ", Role::Text).put(left, nearness.role());
        if !mark.is_empty() {
            pen.put(" ", nearness.role()).put(mark, nearness.role());
        }
        pen.put("  ", Role::Text).put(until, Role::Text);
    }
}

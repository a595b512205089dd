//! Forms somebody was typing in when the program ended: take them up again, or throw them away on purpose.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::{moved, scroll, under};
use crate::domain::protocol::{Draft, JournalOp};
use crate::text;
use crate::tui::cx::{Cx, FrameRequest};
use crate::tui::layout::Grid;
use crate::tui::paint::Brush;
use crate::tui::screen::{Hint, Screen};
use crate::tui::theme::Role;

/// Left-over forms, newest first.
#[derive(Debug)]
pub struct LeftOver {
    drafts: Vec<Draft>,
    at: usize,
}

impl LeftOver {
    /// The forms, in any order.
    pub fn new(mut drafts: Vec<Draft>) -> Self {
        drafts.sort_by_key(|draft| std::cmp::Reverse(draft.at));
        Self { drafts, at: 0 }
    }

    /// The screen's rows of the list, and the first form in sight.
    fn window(&self, grid: &Grid) -> (Range<u16>, usize) {
        let rows = grid.top + 2..grid.bottom;
        let from = scroll(self.at, rows.len(), 0);
        (rows, from)
    }
}

impl Screen for LeftOver {
    fn id(&self) -> &'static str {
        "left_over"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["left_over", "line"]
    }

    fn on(&mut self, action: &str, cx: &mut Cx) {
        match action {
            "down" => self.at = moved(self.at, 1, self.drafts.len()),
            "up" => self.at = moved(self.at, -1, self.drafts.len()),
            "resume" if self.at < self.drafts.len() => {
                let draft = self.drafts.remove(self.at);
                cx.close();
                cx.request(FrameRequest::Resume(Box::new(draft)));
            }
            "discard" if self.at < self.drafts.len() => {
                let draft = self.drafts.remove(self.at);
                cx.journal(JournalOp::Close { draft: draft.id });
                self.at = moved(self.at, 0, self.drafts.len());
                if self.drafts.is_empty() {
                    cx.close();
                }
            }
            _ => cx.close(),
        }
    }

    fn click(&mut self, at: Position, grid: &Grid, _cx: &mut Cx) -> Option<&'static str> {
        let (rows, from) = self.window(grid);
        let row = under(at, &rows, from, self.drafts.len())?;
        let before = std::mem::replace(&mut self.at, row);
        (before == row).then_some("resume")
    }

    fn wheel(&mut self, rows: isize, _cx: &mut Cx) {
        self.at = moved(self.at, rows, self.drafts.len());
    }

    fn height(&self, _cx: &Cx) -> u16 {
        u16::try_from(self.drafts.len()).unwrap_or(u16::MAX).saturating_add(4)
    }

    fn hints(&self, _cx: &Cx) -> Vec<Hint> {
        vec![Hint::plain("resume"), Hint::plain("discard"), Hint::plain("later")]
    }

    fn view(&self, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position> {
        let mut brush = Brush::new(buf);
        let end = grid.overlay_end().saturating_sub(2);
        let count = i64::try_from(self.drafts.len()).unwrap_or(i64::MAX);
        let title = cx.words.with("left-over-title", &[("n", count.into())]);
        brush.put(4, grid.top, end, &title, cx.theme.bold(Role::Strong));
        let (rows, from) = self.window(grid);
        for ((at, draft), row) in self.drafts.iter().enumerate().skip(from).zip(rows) {
            let hand = at == self.at;
            if hand {
                brush.under(0, row, end, cx.theme.style(Role::InHand));
                brush.put(0, row, 1, cx.glyphs.hand, cx.theme.bold(Role::Accent));
            }
            let x = brush.put(4, row, end, &cx.moment(draft.at), cx.theme.style(Role::Dim)) + 2;
            let read: Vec<&str> = draft.fields.values().map(String::as_str).filter(|text| !text.is_empty()).collect();
            brush.put(x, row, end, &text::cut(&read.join("  "), 200), cx.theme.style(Role::Text));
        }
        let row = u16::try_from(self.at - from.min(self.at)).unwrap_or(0);
        Some(Position::new(0, grid.top + 2 + row))
    }
}

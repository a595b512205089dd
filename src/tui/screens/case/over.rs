//! What lies over the form: a list, the explanation of a due time, two texts of the same field.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::conflict::{ANSWERS, Clash};
use super::pick::list_key;
use super::view::Page;
use super::{List, explain};
use crate::tui::widgets::{Ink, Pen, Why};

impl Page<'_> {
    pub(super) fn list(&self, list: &List, buf: &mut Buffer) -> Option<Position> {
        let area = self.overlay(buf);
        Pen::new(buf, self.look, area, 1).to(2).put(&self.cx.words.get(list.title), Ink::Strong);
        let (rows, from) = self.list_rows(list);
        let room = rows.len();
        for (row, (at, (_, words))) in (3..).zip(list.items.iter().enumerate().skip(from).take(room)) {
            let here = at == list.at;
            if here {
                Pen::new(buf, self.look, area, row).ground(area.x, Ink::Hand).put(">", Ink::Accent);
            }
            let mut pen = Pen::new(buf, self.look, area, row);
            pen.to(2).put(&list_key(at), Ink::Accent).to(5);
            pen.put(words, if here { Ink::Strong } else { Ink::Text });
        }
        let below = list.items.len().saturating_sub(from + room);
        if below > 0 {
            let words = self.cx.words.with("case-more-items", &[("count", below.into())]);
            Pen::new(buf, self.look, area, 1).until(area.right() - 2).to(2).right(&words, Ink::Dim);
        }
        let row = u16::try_from(list.at - from).unwrap_or(0);
        Some(Position::new(2, area.y + 3 + row))
    }

    /// The screen's rows of a list, and the first of its items in sight.
    pub(super) fn list_rows(&self, list: &List) -> (Range<u16>, usize) {
        let area = self.over();
        let rows = area.y + 3..area.bottom().saturating_sub(1).max(area.y + 3);
        let from = (list.at + 1).saturating_sub(rows.len());
        (rows, from)
    }

    pub(super) fn why(&self, at: usize, buf: &mut Buffer) -> Option<Position> {
        let area = self.overlay(buf);
        let told = explain::told(self.case()?, at, self.cx);
        let question = self.cx.words.get("case-why-question");
        let why = Why {
            look: self.look,
            head: &told.head,
            question: &question,
            above: &told.above,
            line: &told.line,
            end: &told.end,
            below: &told.below,
        };
        why.render(area, buf);
        Some(Position::new(2, area.y + 1))
    }

    pub(super) fn clash(&self, clash: &Clash, buf: &mut Buffer) -> Option<Position> {
        let area = self.overlay(buf);
        let cx = self.cx;
        Pen::new(buf, self.look, area, 1).to(2).put(&cx.words.get("case-clash"), Ink::Strong);
        let mut row = 3;
        for (field, mine, theirs) in &clash.fields {
            let name = crate::tui::refusal::field_name(*field, cx);
            Pen::new(buf, self.look, area, row).to(2).put(&name, Ink::Strong);
            for (key, words) in [("case-clash-mine-is", mine), ("case-clash-theirs-is", theirs)] {
                row += 1;
                let mut pen = Pen::new(buf, self.look, area, row);
                pen.to(4).put(&cx.words.get(key), Ink::Dim).put("  ", Ink::Text).put(words, Ink::Text);
            }
            row += 2;
        }
        let mut at = Position::new(2, area.y + row);
        for (place, key) in ANSWERS.iter().enumerate() {
            let here = place == clash.at;
            if here {
                Pen::new(buf, self.look, area, row).ground(area.x, Ink::Hand).put(">", Ink::Accent);
                at.y = area.y + row;
            }
            let words = format!("{}  {}", place + 1, cx.words.get(key));
            Pen::new(buf, self.look, area, row).to(2).put(&words, if here { Ink::Strong } else { Ink::Text });
            row += 1;
        }
        Some(at)
    }

    /// The place of what lies over the form: the work block from row 5 on, with its two edges.
    fn over(&self) -> Rect {
        let work = self.work();
        let lift = u16::from(!self.grid.wide);
        let height = (work.height + lift).min(22);
        Rect { y: work.y - lift, width: self.grid.overlay_end(), height, ..work }
    }

    fn overlay(&self, buf: &mut Buffer) -> Rect {
        let area = self.over();
        for row in [0, area.height.saturating_sub(1)] {
            let edge = self.look.edge().repeat(usize::from(area.width));
            Pen::new(buf, self.look, area, row).put(&edge, Ink::Rule);
        }
        area
    }
}

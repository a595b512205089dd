//! What lies over the form: a list, the explanation of a due time, two texts of the same field.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::conflict::Clash;
use super::view::Page;
use super::{List, explain};
use crate::text;
use crate::tui::paint::Brush;
use crate::tui::theme::Role;
use crate::tui::widgets::{Pen, menu};

impl Page<'_> {
    pub(super) fn list(&self, list: &List, buf: &mut Buffer) -> Option<Position> {
        let area = self.overlay(buf);
        Pen::new(buf, self.cx.ink(), area, 1).to(2).put(&self.cx.words.get(&list.title()), Role::Strong);
        let (rows, end) = (self.list_rows(), area.right());
        let (room, count) = (rows.len(), list.items.len());
        let hand = list.menu.draw(rows, end, count, self.cx.ink(), &mut Brush::new(buf), |brush, at, y, here| {
            brush.put(2, y, end, &menu::key_of(at), self.cx.ink().style(Role::Accent));
            let role = self.cx.ink().style(if here { Role::Strong } else { Role::Text });
            brush.put(5, y, end, list.items.get(at).map_or("", |(_, words)| words), role);
        });
        let below = count.saturating_sub(list.menu.first_in_sight(room) + room);
        if below > 0 {
            let words = self.cx.words.with("case-more-items", &[("count", below.into())]);
            Pen::new(buf, self.cx.ink(), area, 1).until(area.right() - 2).to(2).right(&words, Role::Dim);
        }
        Some(Position::new(2, hand))
    }

    /// The screen's rows of a list.
    pub(super) fn list_rows(&self) -> Range<u16> {
        let area = self.over();
        area.y + 3..area.bottom().saturating_sub(1).max(area.y + 3)
    }

    pub(super) fn why(&self, at: usize, buf: &mut Buffer) -> Option<Position> {
        let area = self.overlay(buf);
        let question = self.cx.words.get("case-why-question");
        explain::told(self.case()?, at, self.cx).draw(&question, self.cx.ink(), area, buf);
        Some(Position::new(2, area.y + 1))
    }

    /// Two texts of each field side by side: what was typed here, and what stands in the store with who wrote it.
    pub(super) fn clash(&self, clash: &Clash, buf: &mut Buffer) -> Option<Position> {
        let area = self.overlay(buf);
        let cx = self.cx;
        Pen::new(buf, self.cx.ink(), area, 1).to(2).put(&cx.words.get("case-clash"), Role::Strong);
        let right = self.grid.left + self.grid.work_width() / 2;
        let (texts, answers) = self.clash_rows(clash);
        for (pair, Texts { row, mine: mine_rows, theirs: theirs_rows }) in clash.pairs.iter().zip(texts) {
            let name = crate::tui::refusal::field_name(pair.field, cx);
            Pen::new(buf, self.cx.ink(), area, row).to(2).put(&name, Role::Strong);
            let mine = cx.words.get("case-clash-mine-is");
            Pen::new(buf, self.cx.ink(), area, row + 1).to(2).until(right - 2).put(&mine, Role::Dim);
            Pen::new(buf, self.cx.ink(), area, row + 1).to(right).put(&pair.author, Role::Dim);
            for (at, lines) in [(2, mine_rows), (right, theirs_rows)] {
                for (line, words) in (row + 2..).zip(&lines) {
                    Pen::new(buf, self.cx.ink(), area, line).to(at).put(words, Role::Text);
                }
            }
        }
        let (end, count) = (area.right(), clash.answers.len());
        let hand = clash.menu.draw(answers, end, count, self.cx.ink(), &mut Brush::new(buf), |brush, at, y, here| {
            let answer =
                clash.answers.get(at).map(|answer| cx.words.get(&format!("case-clash-{answer}"))).unwrap_or_default();
            let role = self.cx.ink().style(if here { Role::Strong } else { Role::Text });
            brush.put(2, y, end, &format!("{}  {answer}", menu::key_of(at)), role);
        });
        Some(Position::new(2, hand))
    }

    /// Where both texts of each field stand, and the screen's rows of the answers.
    pub(super) fn clash_rows(&self, clash: &Clash) -> (Vec<Texts>, Range<u16>) {
        let area = self.over();
        let cells = usize::from((self.grid.work_width() / 2).saturating_sub(3));
        let count = u16::try_from(clash.pairs.len()).unwrap_or(1).max(1);
        let answers = u16::try_from(clash.answers.len()).unwrap_or(0);
        // What is left for the texts after heading, answers, and a name and an author for each field.
        let room = (area.height.saturating_sub(answers + 5) / count).saturating_sub(3).max(1);
        let (mut row, mut texts) = (3, Vec::new());
        for pair in &clash.pairs {
            let (mine, theirs) = apart(&pair.mine, &pair.theirs, cells, usize::from(room));
            let used = u16::try_from(mine.len().max(theirs.len())).unwrap_or(room).clamp(1, room);
            texts.push(Texts { row, mine, theirs });
            row += used + 3;
        }
        let from = (area.y + row).min(area.bottom());
        (texts, from..(from + answers).min(area.bottom()))
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
            let edge = self.cx.ink().glyphs.edge.repeat(usize::from(area.width));
            Pen::new(buf, self.cx.ink(), area, row).put(&edge, Role::Rule);
        }
        area
    }
}

/// Both texts of a field as they are drawn, from this row of the overlay on.
pub(super) struct Texts {
    row: u16,
    mine: Vec<String>,
    theirs: Vec<String>,
}

/// Two texts in rows of `cells`, at most `room` of them: longer ones begin shortly before they part.
fn apart(mine: &str, theirs: &str, cells: usize, room: usize) -> (Vec<String>, Vec<String>) {
    let whole = (text::wrap(mine, cells), text::wrap(theirs, cells));
    if whole.0.len().max(whole.1.len()) <= room {
        return whole;
    }
    let same = mine.chars().zip(theirs.chars()).take_while(|(one, other)| one == other).count();
    let skip = same.saturating_sub(cells / 4);
    let from = |words: &str| {
        let rest: String = words.chars().skip(skip).collect();
        let mut rows = text::wrap(&if skip > 0 { format!("..{rest}") } else { rest }, cells);
        if rows.len() > room {
            rows.truncate(room);
            if let Some(last) = rows.last_mut() {
                *last = format!("{}..", text::cut(last, cells.saturating_sub(2)));
            }
        }
        rows
    };
    (from(mine), from(theirs))
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn long_texts_begin_where_they_part_and_say_that_more_follows() {
        let (mine, theirs) = apart(&format!("{}甲方先付", "同".repeat(300)), &format!("{}乙", "同".repeat(300)), 20, 3);
        assert!(mine.concat().contains("甲方先付") && theirs.concat().contains('乙'), "{mine:?} {theirs:?}");
        assert!(mine.first().is_some_and(|row| row.starts_with("..")), "{mine:?}");
        let (mine, _) = apart(&"甲".repeat(300), &"乙".repeat(300), 20, 3);
        assert!(mine.len() == 3 && mine.last().is_some_and(|row| row.ends_with("..")), "{mine:?}");
        assert_eq!(apart("甲", "乙", 20, 3), (vec!["甲".to_owned()], vec!["乙".to_owned()]));
    }
}

//! Rows in groups, and which one is in hand: the choice follows what the row is about, not its place.

use std::fmt::Debug;
use std::ops::Range;

use ratatui::layout::Position;
use uuid::Uuid;

use crate::domain::EventId;
use crate::domain::protocol::FollowUpRow;
use crate::tui::cx::Cx;
use crate::tui::way::Press;
use crate::tui::widgets::{ListName, Menu, Pick};

/// A row that is known again when rows come anew.
pub trait Listed {
    /// Names what it is about.
    type Id: Copy + PartialEq + Debug;

    /// What it is about.
    fn id(&self) -> Self::Id;

    /// The case it belongs to, which stands beside the list.
    fn case(&self) -> Uuid;

    /// What Enter does.
    fn open(&self, cx: &mut Cx) {
        cx.open_case(self.case());
    }
}

impl Listed for FollowUpRow {
    type Id = EventId;

    fn id(&self) -> EventId {
        self.item.id
    }

    fn case(&self) -> Uuid {
        self.case.id
    }
}

/// Rows as they arrive: each with the number of its group, groups in order.
#[derive(Debug)]
pub struct Batch<R> {
    pub rows: Vec<(usize, R)>,
    /// How many rows the whole list has.
    pub total: usize,
}

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The heading of a group.
    Head(usize),
    /// A row, by its place among those loaded.
    Row(usize),
    /// Air between groups.
    Blank,
}

#[derive(Debug)]
pub struct Rows<R: Listed> {
    list: Vec<(usize, R)>,
    total: usize,
    /// How many rows of the whole list stand before the first one loaded.
    offset: usize,
    loaded: bool,
    menu: Menu,
    chosen: Option<R::Id>,
    top: usize,
    jump: Option<bool>,
    /// Whether the first group has a line for its heading, too.
    heads_first: bool,
}

impl<R: Listed> Rows<R> {
    pub const fn new(heads_first: bool) -> Self {
        let menu = Menu::new(ListName::Listing);
        Self {
            list: Vec::new(),
            total: 0,
            offset: 0,
            loaded: false,
            menu,
            chosen: None,
            top: 0,
            jump: None,
            heads_first,
        }
    }

    /// Takes new rows; what was in hand stays in hand, or its place does when it is gone.
    pub fn replace(&mut self, batch: Batch<R>) {
        self.list = batch.rows;
        self.total = batch.total.max(self.offset + self.list.len());
        self.loaded = true;
        let last = self.list.len().saturating_sub(1);
        let at = match (self.jump.take(), self.chosen) {
            (Some(true), _) => last,
            (Some(false), _) | (None, None) => 0,
            (None, Some(id)) => {
                self.list.iter().position(|(_, row)| row.id() == id).unwrap_or(self.menu.at()).min(last)
            }
        };
        self.take(at);
    }

    pub fn chosen(&self) -> Option<&R> {
        self.get(self.menu.at())
    }

    /// Its place among those loaded.
    pub const fn at(&self) -> usize {
        self.menu.at()
    }

    pub fn get(&self, at: usize) -> Option<&R> {
        self.list.get(at).map(|(_, row)| row)
    }

    pub fn all(&self) -> impl Iterator<Item = &R> {
        self.list.iter().map(|(_, row)| row)
    }

    pub const fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many of the rows loaded are of a group; nothing while the whole list is not loaded.
    pub fn count(&self, group: usize) -> Option<usize> {
        let whole = self.list.len() == self.total;
        whole.then(|| self.list.iter().filter(|(own, _)| *own == group).count())
    }

    /// How many rows of the whole list stand before the first one loaded.
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// Whether an answer has come yet.
    pub const fn is_loaded(&self) -> bool {
        self.loaded
    }

    /// The first line in sight.
    pub const fn top(&self) -> usize {
        self.top
    }

    /// Forgets what was in hand: the next rows are the first of the list and begin at their first.
    pub const fn start_over(&mut self) {
        (self.chosen, self.jump, self.top, self.offset) = (None, None, 0, 0);
    }

    pub fn take(&mut self, at: usize) {
        self.menu.take(at);
        self.chosen = self.chosen().map(Listed::id);
    }

    /// Takes the row under a click on these rows of the screen, if one is there.
    pub fn click(&mut self, at: Position, rows: &Range<u16>, airy: bool) -> Pick {
        let line = self.top + usize::from(at.y.saturating_sub(rows.start));
        let row = match self.lines(airy).get(line) {
            Some(Line::Row(row)) if rows.contains(&at.y) => *row,
            _ => return Pick::Nothing,
        };
        let again = self.at() == row;
        self.take(row);
        if again { Pick::Again } else { Pick::Moved }
    }

    /// Moves the hand. At the end of what is loaded it moves the window by `page` rows instead, where the list goes on,
    /// and tells so: the rows must then be asked for anew.
    pub fn step(&mut self, step: isize, page: usize) -> bool {
        let before = self.at();
        self.menu.step(step, self.list.len());
        self.take(self.at());
        if self.at() != before {
            return false;
        }
        if step > 0 && self.offset + self.list.len() < self.total {
            self.offset += page;
        } else if step < 0 && self.offset > 0 {
            self.offset = self.offset.saturating_sub(page);
        } else {
            return false;
        }
        self.jump = Some(step < 0);
        true
    }

    /// The keys from the row in hand to another one; nothing where none is like that.
    pub fn towards(&self, is_wanted: impl Fn(&R) -> bool) -> Option<Vec<Press>> {
        let place = self.all().position(is_wanted)?;
        let action = if place > self.at() { "down" } else { "up" };
        Some(vec![Press::Action(action); place.abs_diff(self.at())])
    }

    /// The lines of the list; `airy` puts a blank between groups.
    pub fn lines(&self, airy: bool) -> Vec<Line> {
        let mut lines = Vec::with_capacity(self.list.len() + 6);
        let mut before = None;
        for (at, (group, _)) in self.list.iter().enumerate() {
            if before != Some(*group) {
                if before.is_some() && airy {
                    lines.push(Line::Blank);
                }
                if before.is_some() || self.heads_first {
                    lines.push(Line::Head(*group));
                }
                before = Some(*group);
            }
            lines.push(Line::Row(at));
        }
        lines
    }

    /// The group of the first line in sight, a heading counted to the group below it.
    pub fn group_in_sight(&self, lines: &[Line]) -> Option<usize> {
        lines.iter().skip(self.top).find_map(|line| match line {
            Line::Row(at) => self.list.get(*at).map(|(group, _)| *group),
            Line::Head(group) => Some(*group),
            Line::Blank => None,
        })
    }

    /// Scrolls so that the row in hand, and a heading right above it, are among the `room` lines in sight.
    pub fn keep_in_sight(&mut self, room: usize, airy: bool) {
        let lines = self.lines(airy);
        let at = lines.iter().position(|line| *line == Line::Row(self.at())).unwrap_or(0);
        let above = at.checked_sub(1).and_then(|above| lines.get(above));
        let from = if matches!(above, Some(Line::Head(_))) { at - 1 } else { at };
        let room = room.max(1);
        let most = lines.len().saturating_sub(room);
        self.top = if from < self.top {
            from
        } else if at >= self.top + room {
            at + 1 - room
        } else {
            self.top.min(most)
        };
    }

    /// How many rows lie below and above the `room` lines in sight.
    pub fn beyond(&self, lines: &[Line], room: usize) -> (usize, usize) {
        let is_row = |line: &&Line| matches!(line, Line::Row(_));
        let below = lines.iter().skip(self.top + room).filter(is_row).count();
        let above = lines.iter().take(self.top).filter(is_row).count();
        (below + self.total.saturating_sub(self.offset + self.list.len()), above + self.offset)
    }
}

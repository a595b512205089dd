//! The rows of the work list in their three groups, and which one is in hand: the choice follows the task, not the row.

use crate::domain::EventId;
use crate::domain::order::{FollowUpPage, FollowUpRow};

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The heading of a group: 0 now, 1 later today, 2 later.
    Head(usize),
    /// A row, by its place among those loaded.
    Row(usize),
    /// Air between the groups.
    Blank,
}

/// The rows loaded.
#[derive(Debug, Default)]
pub struct Rows {
    list: Vec<FollowUpRow>,
    groups: [usize; 3],
    /// How many rows of the whole list stand before the first one loaded.
    pub offset: usize,
    loaded: bool,
    at: usize,
    chosen: Option<EventId>,
    /// The first line in sight.
    pub top: usize,
    jump: Option<bool>,
}

impl Rows {
    /// Takes new rows; the task in hand stays in hand, or its place does when it is gone.
    pub fn replace(&mut self, page: FollowUpPage) {
        self.list = page.rows;
        self.groups = page.groups;
        self.loaded = true;
        let last = self.list.len().saturating_sub(1);
        self.at = match (self.jump.take(), self.chosen) {
            (Some(true), _) => last,
            (Some(false), _) | (None, None) => 0,
            (None, Some(id)) => self.list.iter().position(|row| row.owed.id == id).unwrap_or(self.at).min(last),
        };
        self.chosen = self.list.get(self.at).map(|row| row.owed.id);
    }

    /// The row in hand.
    pub fn chosen(&self) -> Option<&FollowUpRow> {
        self.list.get(self.at)
    }

    /// Its place among those loaded.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// A row by its place.
    pub fn get(&self, at: usize) -> Option<&FollowUpRow> {
        self.list.get(at)
    }

    /// Rows loaded.
    pub const fn len(&self) -> usize {
        self.list.len()
    }

    /// Rows of the whole list.
    pub fn total(&self) -> usize {
        self.groups.iter().sum()
    }

    /// How many rows of the whole list a group has.
    pub fn group_size(&self, group: usize) -> usize {
        self.groups.get(group).copied().unwrap_or(0)
    }

    /// The group of a row.
    fn group_of(&self, at: usize) -> usize {
        let [now, today, _] = self.groups;
        let place = self.offset + at;
        usize::from(place >= now) + usize::from(place >= now + today)
    }

    /// Whether an answer has come yet.
    pub const fn is_loaded(&self) -> bool {
        self.loaded
    }

    /// Forgets which task was in hand: the next rows begin at the first.
    pub const fn forget_choice(&mut self) {
        self.chosen = None;
        self.jump = None;
        self.top = 0;
        self.offset = 0;
    }

    /// After the next answer the last (or the first) row is in hand.
    pub const fn jump_after_load(&mut self, to_last: bool) {
        self.jump = Some(to_last);
    }

    /// Takes a row in hand.
    pub fn take(&mut self, at: usize) {
        if let Some(row) = self.list.get(at) {
            (self.at, self.chosen) = (at, Some(row.owed.id));
        }
    }

    /// Moves the hand; tells in which direction it would have left the rows when it was already at the end of them.
    pub fn step(&mut self, step: isize) -> isize {
        let last = self.list.len().saturating_sub(1);
        let before = self.at;
        self.at = self.at.saturating_add_signed(step).min(last);
        self.chosen = self.list.get(self.at).map(|row| row.owed.id);
        if self.at == before { step.signum() } else { 0 }
    }

    /// The lines from the first heading on; `airy` puts a blank between the groups.
    pub fn lines(&self, airy: bool) -> Vec<Line> {
        let mut lines = Vec::with_capacity(self.list.len() + 6);
        let mut group = None;
        for at in 0..self.list.len() {
            let own = self.group_of(at);
            if group != Some(own) {
                if group.is_some() && airy {
                    lines.push(Line::Blank);
                }
                lines.push(Line::Head(own));
                group = Some(own);
            }
            lines.push(Line::Row(at));
        }
        lines
    }

    /// Scrolls so that the row in hand, and the heading right above it, are among the `room` lines in sight.
    pub fn keep_in_sight(&mut self, room: usize, airy: bool) {
        let lines = self.lines(airy);
        let at = lines.iter().position(|line| *line == Line::Row(self.at)).unwrap_or(0);
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
}

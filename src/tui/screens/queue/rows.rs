//! The rows of the queue in their two groups, and which one is in hand: the choice follows the case, not the row.

use uuid::Uuid;

use crate::domain::order::{QueuePage, QueueRow};

/// A line of the list below its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// A row, by its place among all rows.
    Row(usize),
    /// Air between the groups.
    Blank,
    /// The heading of the second group.
    Others,
}

/// The rows loaded, those that wait for me first, each group in the order of the desk.
#[derive(Debug, Default)]
pub struct Rows {
    list: Vec<QueueRow>,
    mine: usize,
    total: usize,
    loaded: bool,
    at: usize,
    chosen: Option<Uuid>,
    top: usize,
    jump: Option<bool>,
}

impl Rows {
    /// Takes new rows; the case in hand stays in hand, or its place does when it is gone.
    pub fn replace(&mut self, page: QueuePage) {
        let (mine, others): (Vec<_>, Vec<_>) = page.rows.into_iter().partition(|row| row.waiting_for.is_none());
        self.mine = mine.len();
        self.list = mine;
        self.list.extend(others);
        self.total = page.total.max(self.list.len());
        self.loaded = true;
        let last = self.list.len().saturating_sub(1);
        self.at = match (self.jump.take(), self.chosen) {
            (Some(to_last), _) => {
                if to_last {
                    last
                } else {
                    0
                }
            }
            (None, Some(id)) => self.list.iter().position(|row| row.id == id).unwrap_or(self.at).min(last),
            (None, None) => 0,
        };
        self.chosen = self.list.get(self.at).map(|row| row.id);
    }

    /// The row in hand.
    pub fn chosen(&self) -> Option<&QueueRow> {
        self.list.get(self.at)
    }

    /// Its place among all rows.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// A row by its place.
    pub fn get(&self, at: usize) -> Option<&QueueRow> {
        self.list.get(at)
    }

    /// Every row.
    pub fn all(&self) -> impl Iterator<Item = &QueueRow> {
        self.list.iter()
    }

    /// Rows loaded.
    pub const fn len(&self) -> usize {
        self.list.len()
    }

    /// Rows the view has in all.
    pub const fn total(&self) -> usize {
        self.total
    }

    /// Rows of the first group and of the second.
    pub const fn groups(&self) -> (usize, usize) {
        (self.mine, self.list.len() - self.mine)
    }

    /// Whether an answer has come yet.
    pub const fn is_loaded(&self) -> bool {
        self.loaded
    }

    /// The first line in sight.
    pub const fn top(&self) -> usize {
        self.top
    }

    /// Forgets which case was in hand: the next rows begin at the first.
    pub const fn forget_choice(&mut self) {
        self.chosen = None;
        self.jump = None;
        self.top = 0;
    }

    /// After the next answer the last (or the first) row is in hand.
    pub const fn jump_after_load(&mut self, to_last: bool) {
        self.jump = Some(to_last);
    }

    /// Takes a row in hand.
    pub fn take(&mut self, at: usize) {
        if let Some(row) = self.list.get(at) {
            (self.at, self.chosen) = (at, Some(row.id));
        }
    }

    /// Moves the hand; tells in which direction it would have left the rows when it was already at the end of them.
    pub fn step(&mut self, step: isize) -> isize {
        let last = self.list.len().saturating_sub(1);
        let before = self.at;
        self.at = self.at.saturating_add_signed(step).min(last);
        self.chosen = self.list.get(self.at).map(|row| row.id);
        if self.at == before { step.signum() } else { 0 }
    }

    /// The lines below the heading; `airy` puts a blank between the groups.
    pub fn lines(&self, airy: bool) -> Vec<Line> {
        let (mine, others) = self.groups();
        let mut lines: Vec<Line> = (0..mine).map(Line::Row).collect();
        if mine > 0 && others > 0 {
            if airy {
                lines.push(Line::Blank);
            }
            lines.push(Line::Others);
        }
        lines.extend((mine..self.list.len()).map(Line::Row));
        lines
    }

    /// Scrolls so that the row in hand is among the `room` lines in sight.
    pub fn keep_in_sight(&mut self, room: usize) {
        let lines = self.lines(true);
        let at = lines.iter().position(|line| *line == Line::Row(self.at)).unwrap_or(0);
        let room = room.max(1);
        let most = lines.len().saturating_sub(room);
        self.top = if at < self.top {
            at
        } else if at >= self.top + room {
            at + 1 - room
        } else {
            self.top.min(most)
        };
    }
}

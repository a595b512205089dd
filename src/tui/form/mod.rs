//! Forms: rows to be filled, the one in hand, what is missing, what the machine put in. The engine knows rows, keys,
//! the mouse, the draft journal and how a form is drawn; whoever opens one gives it its rows and says what they are
//! called ([`Wording`]).

mod control;
mod drafts;
mod draw;
pub mod echo;
pub mod hours;
mod press;
mod row;
mod sheet;
#[cfg(test)]
mod tests;
mod value;
pub mod when;

pub use crate::tui::tell::codes::Choosable;
pub use control::{Control, Table};
pub use drafts::Heading;
pub use draw::{Laid, Wording, columns};
pub use press::{Did, digit_of};
pub use row::{Origin, Row, Wrong};
pub use sheet::Sheet;

use std::fmt::Debug;

use crossterm::event::KeyEvent;
use uuid::Uuid;

use super::cx::Cx;
use super::widgets::TextField;
use crate::domain::{Field, Record};

/// What names the rows of a form.
pub trait RowKey: Copy + Eq + Debug {
    /// Its name in the draft journal.
    fn name(self) -> &'static str;

    /// The field of the record it holds.
    fn field(self) -> Option<Field>;

    /// Whether words that were typed where none can stand may go there: not where only numbers or addresses are kept.
    fn takes_words(self) -> bool {
        true
    }
}

/// What became of words that were pasted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pasted {
    /// No words can stand in the row in hand.
    Nowhere,
    /// There was nothing to put in.
    Same,
    Changed,
    /// There is no room for all of them, so none went in.
    TooLong,
}

/// A form as it is being filled; `about` is what its owner knows of it.
#[derive(Debug, Clone)]
pub struct Form<K, A> {
    pub about: A,
    /// Its rows, in the order of a conversation.
    pub rows: Vec<Row<K>>,
    pub focus: usize,
    /// Keys go into the row in hand; Esc steps out.
    pub inside: bool,
    /// Leaving was tried: what is missing is marked.
    pub tried: bool,
    /// Names it in the draft journal; nil where nothing is kept.
    pub draft: Uuid,
    /// The draft journal knows of it.
    pub begun: bool,
}

impl<K: RowKey, A> Form<K, A> {
    pub const fn new(about: A, draft: Uuid, rows: Vec<Row<K>>) -> Self {
        Self { about, rows, focus: 0, inside: true, tried: false, draft, begun: false }
    }

    pub fn row(&self, key: K) -> Option<&Row<K>> {
        self.rows.iter().find(|row| row.key == key)
    }

    pub fn row_mut(&mut self, key: K) -> Option<&mut Row<K>> {
        self.rows.iter_mut().find(|row| row.key == key)
    }

    /// The row of a field.
    pub fn of(&self, field: Field) -> Option<&Row<K>> {
        self.rows.iter().find(|row| row.key.field() == Some(field))
    }

    /// The text of a field, blank when it has none.
    pub fn words(&self, field: Field) -> &str {
        self.of(field).and_then(Row::typed).map_or("", TextField::text)
    }

    pub fn code(&self, field: Field) -> Option<String> {
        self.of(field).and_then(|row| row.control.code())
    }

    pub fn here(&self) -> Option<&Row<K>> {
        self.rows.get(self.focus)
    }

    pub fn here_mut(&mut self) -> Option<&mut Row<K>> {
        self.rows.get_mut(self.focus)
    }

    /// Whether keys go into a row.
    pub const fn is_inside(&self) -> bool {
        self.inside && !self.rows.is_empty()
    }

    /// Moves the focus by rows, around the ends.
    pub fn step(&mut self, by: isize) {
        let count = self.rows.len();
        if count > 0 {
            let by = by.rem_euclid(isize::try_from(count).unwrap_or(1));
            self.take(self.focus.wrapping_add_signed(by) % count);
        }
    }

    pub const fn take(&mut self, at: usize) {
        (self.focus, self.inside) = (at, true);
    }

    /// To the next row, if there is one.
    pub const fn next(&mut self) -> bool {
        let more = self.focus + 1 < self.rows.len();
        if more {
            self.focus += 1;
        }
        more
    }

    /// Moves to the next row that still has to be filled, or the first one above; tells whether there was one.
    pub fn on(&mut self) -> bool {
        let wanting = |row: &Row<K>| row.required && (row.is_empty() || row.wrong.is_some());
        let after = self.rows.iter().skip(self.focus + 1).position(wanting).map(|at| at + self.focus + 1);
        let found = after.or_else(|| self.rows.iter().position(wanting));
        if let Some(at) = found {
            self.take(at);
        }
        found.is_some()
    }

    /// Puts the focus on a row; tells whether it is there.
    pub fn focus_on(&mut self, key: K) -> bool {
        let found = self.rows.iter().position(|row| row.key == key);
        if let Some(at) = found {
            self.take(at);
        }
        found.is_some()
    }

    /// Lets the rows change while the one in hand stays in hand.
    pub fn reshape(&mut self, change: impl FnOnce(&mut Vec<Row<K>>)) {
        let here = self.here().map(|row| row.key);
        change(&mut self.rows);
        let at = here.and_then(|here| self.rows.iter().position(|row| row.key == here));
        self.focus = at.unwrap_or(self.focus).min(self.rows.len().saturating_sub(1));
    }

    /// What is left standing counts as the agent's own; gives the row that was a guess till now.
    pub fn confirm_guess(&mut self) -> Option<K> {
        let row = self.here_mut().filter(|row| row.guess && !matches!(row.control, Control::Table(_)))?;
        (row.guess, row.own) = (false, true);
        Some(row.key)
    }

    pub fn press(&mut self, key: KeyEvent) -> Did {
        let Some(row) = self.rows.get_mut(self.focus).filter(|_| self.inside) else { return Did::Nothing };
        let did = press::press(&mut row.control, key);
        if matches!(did, Did::Changed | Did::Filled) {
            row.given();
        }
        did
    }

    /// Moves up or down within the table in hand; nothing where there is none, or at its edge.
    pub fn step_in_table(&mut self, by: isize) -> Option<K> {
        let row = self.rows.get_mut(self.focus).filter(|_| self.inside)?;
        let Control::Table(table) = &mut row.control else { return None };
        let moved = table.step(by, 0);
        moved.then(|| {
            row.given();
            row.key
        })
    }

    /// Pastes into the row in hand, all of it or nothing.
    pub fn paste(&mut self, words: &str) -> Pasted {
        let Some(row) = self.rows.get_mut(self.focus).filter(|_| self.inside) else { return Pasted::Nowhere };
        let Some(typed) = row.typed_mut() else { return Pasted::Nowhere };
        if !typed.holds(words) {
            return Pasted::TooLong;
        }
        if !typed.paste(words) {
            return Pasted::Same;
        }
        row.given();
        Pasted::Changed
    }

    /// Puts words typed where none can stand into the nearest text field: the first empty one below the focus, around
    /// the end, else the first that has room.
    pub fn put_nearest(&mut self, words: &str) -> Option<K> {
        let count = self.rows.len();
        let around = (1..=count).map(|by| (self.focus + by) % count);
        let writes = |row: &&Row<K>| matches!(row.control, Control::Words(_)) && row.key.takes_words();
        let fits = |at: &usize| self.rows.get(*at).as_ref().is_some_and(writes);
        let (empty, full): (Vec<usize>, Vec<usize>) =
            around.filter(fits).partition(|at| self.rows.get(*at).is_some_and(Row::is_empty));
        for at in empty.into_iter().chain(full) {
            let Some(row) = self.rows.get_mut(at) else { continue };
            if row.typed_mut().is_some_and(|typed| typed.holds(words) && typed.paste(words)) {
                row.given();
                let key = row.key;
                self.take(at);
                return Some(key);
            }
        }
        None
    }

    /// Marks what is missing and puts the focus on the first row that is missing or wrong; tells whether any is.
    pub fn check(&mut self) -> bool {
        self.tried = true;
        self.mark_missing();
        self.take_wrong()
    }

    /// Marks what is missing now, and no longer what is there.
    pub fn mark_missing(&mut self) {
        for row in &mut self.rows {
            match (&row.wrong, row.required && row.is_empty()) {
                (_, true) => row.wrong = Some(Wrong::Missing),
                (Some(Wrong::Missing), false) => row.wrong = None,
                _ => {}
            }
        }
    }

    /// Puts the focus on the first row that is wrong; tells whether there is one.
    pub fn take_wrong(&mut self) -> bool {
        let first = self.rows.iter().position(|row| row.wrong.is_some());
        if let Some(at) = first {
            self.take(at);
        }
        first.is_some()
    }

    /// Every value as a record; what cannot be one is marked in place.
    pub fn read(&mut self, cx: &Cx) -> Record {
        let mut record = Record::default();
        for row in &mut self.rows {
            match row.control.value(cx.now, &cx.rules) {
                Ok(value) => {
                    if matches!(row.wrong, Some(Wrong::Invalid(_))) {
                        row.wrong = None;
                    }
                    if let (Some(field), Some(value)) = (row.key.field(), value) {
                        record.set(field, value);
                    }
                }
                Err(problem) => row.wrong = Some(Wrong::Invalid(problem)),
            }
        }
        record
    }
}

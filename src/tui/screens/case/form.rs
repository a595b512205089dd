//! A form as it is being filled: rows, focus, what is missing, what the machine put in.

use uuid::Uuid;

pub use super::row::{Choosable, Control, Origin, Row, Wrong};
use crate::domain::{Act, EventId, Field, Target};
use crate::tui::widgets::Typed;

/// What a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A new contact.
    Intake,
    /// Kind, impact, urgency.
    Identify,
    /// Any one act.
    Act(Act),
    /// The last step: marks, solved, archive.
    Closing,
}

impl Purpose {
    /// Its name in the draft journal.
    pub fn name(self) -> String {
        match self {
            Self::Intake => "intake".to_owned(),
            Self::Identify => "identify".to_owned(),
            Self::Closing => "closing".to_owned(),
            Self::Act(act) => act.as_str().to_owned(),
        }
    }

    /// The purpose with this name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "intake" => Some(Self::Intake),
            "identify" => Some(Self::Identify),
            "closing" => Some(Self::Closing),
            act => act.parse().ok().map(Self::Act),
        }
    }
}

/// A named row of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// The one line everything may be typed into.
    Shorthand,
    /// A field of the record.
    Field(Field),
    /// Impact and urgency together.
    Matrix,
    /// What became of asking for a rating.
    Asked,
}

impl Key {
    /// Its name in the draft journal.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shorthand => "shorthand",
            Self::Field(field) => field.as_str(),
            Self::Matrix => "matrix",
            Self::Asked => "asked",
        }
    }

    /// The key with this name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "shorthand" => Some(Self::Shorthand),
            "matrix" => Some(Self::Matrix),
            "asked" => Some(Self::Asked),
            field => field.parse().ok().map(Self::Field),
        }
    }
}

/// A form as it is being filled.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own about the form; no two exclude each other")]
#[derive(Debug, Clone)]
pub struct Form {
    /// What it is for.
    pub purpose: Purpose,
    /// Names it in the draft journal.
    pub draft: Uuid,
    /// Made when it opened, so that a retried act is recognised.
    pub command: EventId,
    /// The version of the case its values were read from.
    pub based_on: Option<u64>,
    /// What the act is about, where the act alone does not say.
    pub target: Option<Target>,
    /// Its rows, in the order of a conversation.
    pub rows: Vec<Row>,
    /// The row in hand.
    pub focus: usize,
    /// Keys go into the row in hand; Esc steps out.
    pub inside: bool,
    /// Leaving was tried: what is missing is marked.
    pub tried: bool,
    /// The draft journal knows of it.
    pub begun: bool,
    /// It was sent and nobody answered yet.
    pub sent: bool,
    /// The cell of the matrix the words point to.
    pub heard: (Option<usize>, Option<usize>),
    /// The customer's name is on record, so the form need not ask for it.
    pub named: bool,
}

impl Form {
    /// An empty form.
    pub const fn new(purpose: Purpose, draft: Uuid, command: EventId, rows: Vec<Row>) -> Self {
        Self {
            purpose,
            draft,
            command,
            based_on: None,
            target: None,
            rows,
            focus: 0,
            inside: true,
            tried: false,
            begun: false,
            sent: false,
            heard: (None, None),
            named: false,
        }
    }

    /// The row with this key.
    pub fn row(&self, key: Key) -> Option<&Row> {
        self.rows.iter().find(|row| row.key == key)
    }

    /// The row with this key, to be changed.
    pub fn row_mut(&mut self, key: Key) -> Option<&mut Row> {
        self.rows.iter_mut().find(|row| row.key == key)
    }

    /// The text of a field, blank when it has none.
    pub fn words(&self, field: Field) -> &str {
        self.row(Key::Field(field)).and_then(Row::typed).map_or("", Typed::text)
    }

    /// The chosen code of a field.
    pub fn code(&self, field: Field) -> Option<String> {
        self.row(Key::Field(field)).and_then(Row::code)
    }

    /// The row in hand.
    pub fn here(&self) -> Option<&Row> {
        self.rows.get(self.focus)
    }

    /// The row in hand, to be changed.
    pub fn here_mut(&mut self) -> Option<&mut Row> {
        self.rows.get_mut(self.focus)
    }

    /// Moves the focus by rows, around the ends.
    pub fn step(&mut self, by: isize) {
        let count = self.rows.len();
        if count > 0 {
            self.focus = self.focus.wrapping_add_signed(by.rem_euclid(isize::try_from(count).unwrap_or(1))) % count;
            self.inside = true;
        }
    }

    /// Moves to the next row that still has to be filled, or the next one when none has; tells whether there was one.
    pub fn on(&mut self) -> bool {
        let wanting = |row: &Row| row.required && (row.is_empty() || row.wrong.is_some());
        let after = self.rows.iter().skip(self.focus + 1).position(wanting).map(|at| at + self.focus + 1);
        match after.or_else(|| self.rows.iter().position(wanting)) {
            Some(at) => {
                self.focus = at;
                self.inside = true;
                true
            }
            None => false,
        }
    }

    /// Puts the focus on a row.
    pub fn focus_on(&mut self, key: Key) -> bool {
        let found = self.rows.iter().position(|row| row.key == key);
        if let Some(at) = found {
            self.focus = at;
            self.inside = true;
        }
        found.is_some()
    }

    /// Marks what is missing and puts the focus on the first such row; tells whether anything is.
    pub fn check(&mut self) -> bool {
        self.tried = true;
        let mut first = None;
        for (at, row) in self.rows.iter_mut().enumerate() {
            match (&row.wrong, row.required && row.is_empty()) {
                (_, true) => row.wrong = Some(Wrong::Missing),
                (Some(Wrong::Missing), false) => row.wrong = None,
                _ => {}
            }
            if row.wrong.is_some() && first.is_none() {
                first = Some(at);
            }
        }
        if let Some(at) = first {
            self.focus = at;
            self.inside = true;
        }
        first.is_some()
    }
}

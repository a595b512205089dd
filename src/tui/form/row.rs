//! One row of a form: how it is filled, where its value came from, what is wrong with it.

use super::{Control, RowKey};
use crate::domain::calendar::Rulebook;
use crate::domain::protocol::Filled;
pub use crate::domain::protocol::Origin;
use crate::domain::{Invalid, Value};
use crate::tui::widgets::TextField;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    Missing,
    /// It cannot be a value of its field.
    Invalid(Invalid),
    /// The locale key of what is wrong and how to put it right.
    Because(&'static str),
}

#[derive(Debug, Clone)]
pub struct Row<K> {
    pub key: K,
    pub control: Control,
    pub required: bool,
    pub origin: Origin,
    /// The machine guesses; leaving the form or Enter makes it a fact.
    pub guess: bool,
    /// The agent corrected it, so that nothing else fills it any more.
    pub own: bool,
    pub wrong: Option<Wrong>,
    /// The saved value as it may be seen: it stays unless another one is typed.
    pub masked: Option<String>,
}

impl<K: RowKey> Row<K> {
    pub const fn new(key: K, control: Control) -> Self {
        Self {
            key,
            control,
            required: false,
            origin: Origin::Agent,
            guess: false,
            own: false,
            wrong: None,
            masked: None,
        }
    }

    #[must_use]
    pub const fn required(mut self, required: bool) -> Self {
        self.required = required;
        self
    }

    pub const fn typed(&self) -> Option<&TextField> {
        self.control.typed()
    }

    pub const fn typed_mut(&mut self) -> Option<&mut TextField> {
        self.control.typed_mut()
    }

    pub fn is_empty(&self) -> bool {
        self.control.is_empty()
    }

    /// The agent has given its value.
    pub fn given(&mut self) {
        self.set_filled(Filled::BY_HAND);
        self.wrong = None;
    }

    pub const fn filled(&self) -> Filled {
        Filled { origin: self.origin, guess: self.guess, own: self.own }
    }

    pub const fn set_filled(&mut self, Filled { origin, guess, own }: Filled) {
        (self.origin, self.guess, self.own) = (origin, guess, own);
    }

    pub fn fill(&mut self, value: &Value, origin: Origin, rules: &Rulebook) {
        self.control.fill(value, rules);
        self.origin = origin;
    }
}

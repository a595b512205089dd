//! How a fact is told in the history of its case: codes with what they are about. The words live in the locale files;
//! the sentence begins with `case-fact-<kind>`.

use super::event::Entry;
use crate::domain::code::{FollowUpKind, Level, Role, list};
use crate::domain::protocol::Duty;
use crate::domain::record::{Field, Record, Value};
use crate::domain::time::{EventId, Timestamp};

/// A fact as the history shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Telling<'a> {
    /// Whether it has a row.
    pub row: Row,
    /// What is said beside its name, in order.
    pub said: Vec<Said<'a>>,
}

/// Whether a fact has a row in the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// It merely follows, or the next row says it.
    None,
    /// A row.
    Plain,
    /// A row that warns.
    Alarm,
}

/// Something said of a fact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Said<'a> {
    /// What a field holds.
    Value(Field, &'a Value),
    /// A code of a field.
    Code(Field, &'a str),
    /// The names of the fields that changed.
    Changed(&'a Record, &'a Record),
    /// A level.
    Level(Level),
    /// Who was told by rule.
    Told(&'a [Role]),
    /// A moment.
    At(Timestamp),
    /// What was due.
    Due(Duty),
    /// The time of a promise, by the fact that made it.
    Promise(EventId),
    /// Rings before it was answered.
    Rings(i64),
    /// A phrase.
    Phrase(&'a str),
    /// Why a lead was told.
    Trigger(&'a str),
    /// An escalation went to the next lead, or the same one was reminded.
    Passed {
        /// The lead's number.
        lead: Option<&'a str>,
        /// It is the one who was told before.
        reminded: bool,
        /// How often so far.
        times: u32,
    },
    /// Tenths of a point.
    Score(u32),
}

impl<'a> Telling<'a> {
    /// A row with what is said in it.
    pub const fn row(said: Vec<Said<'a>>) -> Self {
        Self { row: Row::Plain, said }
    }

    /// A row that warns.
    pub const fn alarm(said: Vec<Said<'a>>) -> Self {
        Self { row: Row::Alarm, said }
    }

    /// No row.
    pub const fn none() -> Self {
        Self { row: Row::None, said: Vec::new() }
    }

    /// The same without a row where something else shows it.
    #[must_use]
    pub fn only_if(self, shown: bool) -> Self {
        if shown { self } else { Self { row: Row::None, ..self } }
    }
}

impl<'a> Said<'a> {
    /// The first of these fields that holds something.
    pub fn first(record: &'a Record, fields: &[Field]) -> Option<Self> {
        fields.iter().find_map(|field| record.get(*field).map(|value| Self::Value(*field, value)))
    }

    /// A task.
    pub const fn task(what: FollowUpKind) -> Self {
        Self::Due(Duty::FollowUp(what))
    }
}

/// The fields that say most of an act with plain fields.
const SAYING: &[Field] = list!(Field:
    RevealedField RevealReason Note PlanSteps ResolutionText DoneEvidence HandoverNote Reason RejectReason
    FailReason FinalPosition Department LeadDepartment Outcome Facts Verified ResolutionType Summary ToHolder
    SpamReason);

impl Entry {
    /// A field that was entered.
    pub fn said(&self, field: Field) -> Option<Said<'_>> {
        self.get(field).map(|value| Said::Value(field, value))
    }

    /// A row with the two fields that say most.
    pub fn tell(&self) -> Telling<'_> {
        Telling::row(SAYING.iter().filter_map(|field| self.said(*field)).take(2).collect())
    }
}

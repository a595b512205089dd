//! How a fact is told in the history of its case: codes with what they are about. The words live in the locale files;
//! the sentence begins with `case-fact-<kind>`.

use super::event::Entry;
use crate::protocol::DueKind;
use crate::{EventId, Field, FollowUpKind, Level, Record, Role, Timestamp, Value, list};

/// A fact as the history shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Telling<'a> {
    pub row: Row,
    /// What is said beside its name, in order.
    pub said: Vec<Said<'a>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// It merely follows, or the next row says it.
    None,
    Plain,
    Alarm,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Said<'a> {
    Value(Field, &'a Value),
    Code(Field, &'a str),
    /// The names of the fields that changed.
    Changed(&'a Record, &'a Record),
    Level(Level),
    /// Who was told by rule.
    Told(&'a [Role]),
    At(Timestamp),
    Due(DueKind),
    /// The time of a promise, by the fact that made it.
    Promise(EventId),
    Rings(i64),
    Phrase(&'a str),
    Trigger(&'a str),
    /// An escalation went to the next lead, or the same one was reminded.
    Passed {
        lead: Option<uuid::Uuid>,
        reminded: bool,
        times: u32,
    },
    Score(u32),
    /// Somebody who works here.
    Person(uuid::Uuid),
    /// The number of another case.
    No(&'a str),
    /// How many cases.
    Cases(usize),
}

impl<'a> Telling<'a> {
    pub const fn row(said: Vec<Said<'a>>) -> Self {
        Self { row: Row::Plain, said }
    }

    pub const fn alarm(said: Vec<Said<'a>>) -> Self {
        Self { row: Row::Alarm, said }
    }

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

    pub const fn task(what: FollowUpKind) -> Self {
        Self::Due(DueKind::FollowUp(what))
    }
}

/// The fields that say most of an act with plain fields.
const SAYING: &[Field] = list!(Field:
    RevealedField RevealReason Note Update PlanSteps ResolutionText DoneEvidence HandoverNote Reason RejectReason
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

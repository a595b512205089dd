//! What facts about a case hold: entries, grades, ratings, limits and tasks as they were decided.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::event::{CaseEvent, Grouped};
use crate::case::{Limit, TaskOwner};
use crate::{
    CalendarKind, Channel, ClockKind, Dimension, EventId, Field, FollowUpKind, Level, Modifier, RatingStatus, Record,
    Role, Solved, Tier, Timestamp, Value,
};

/// What was entered for an act.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// The part kept for ever.
    pub record: Record,
    /// The part that can be erased.
    pub personal: Record,
}

impl Entry {
    /// What was entered, parted into what is kept and what can be erased.
    pub fn of(entered: Record) -> Self {
        let (record, personal) = entered.split();
        Self { record, personal }
    }

    /// The value of a field, whichever part it stands in.
    pub fn get(&self, field: Field) -> Option<&Value> {
        self.part(field).get(field)
    }

    /// The part a field stands in.
    pub fn part(&self, field: Field) -> &Record {
        if field.is_personal() { &self.personal } else { &self.record }
    }

    /// Words of a field.
    pub fn text(&self, field: Field) -> Option<&str> {
        self.part(field).text(field)
    }

    /// The moment a field holds.
    pub fn at(&self, field: Field) -> Option<Timestamp> {
        self.part(field).at(field)
    }
}

/// A grade given to a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grade {
    /// The level; none for a contact we began ourselves.
    pub level: Option<Level>,
    /// The level was set by hand against the table.
    #[serde(default)]
    pub by_hand: bool,
    /// Every circumstance that applies.
    #[serde(default)]
    pub modifiers: Vec<Modifier>,
    /// Roles told by rule.
    #[serde(default)]
    pub notify: Vec<Role>,
    /// The customer's standing at the time.
    pub tier: Tier,
    /// The workstation graded by itself: a promise was missed, a like case was merged in.
    #[serde(default)]
    pub auto: bool,
    /// Hash of the manual it was graded by.
    #[serde(default)]
    pub manual: String,
    /// What was entered.
    #[serde(default)]
    pub record: Record,
    /// What was entered of persons.
    #[serde(default)]
    pub personal: Record,
}

/// A rating as given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rated {
    /// Marks 1–5.
    pub marks: BTreeMap<Dimension, u8>,
    /// The one key pressed at the end of a call.
    pub keypad: Option<u8>,
    /// Solved in the customer's eyes.
    pub solved: Option<Solved>,
    /// Score in tenths of a point.
    pub score_tenths: Option<u32>,
    /// Whether the low-score flow applies.
    pub low: bool,
    /// Scored, or refused where too few questions were answered; absent where the kind of fact says it.
    pub status: Option<RatingStatus>,
    /// The customer's words, or the reason for not asking.
    pub personal: Record,
}

/// A limit as computed when it was started or moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockSet {
    /// Which limit.
    pub clock: ClockKind,
    /// 0 before the first reopening, 1 after it, …
    pub round: u32,
    /// Where it counts from.
    pub start: Timestamp,
    /// How long.
    pub limit: Limit,
    /// In which kind of time.
    pub calendar: CalendarKind,
    /// The calendar the due was computed with.
    pub version: String,
    /// When it is due.
    pub due: Timestamp,
    /// Whether it binds already.
    pub armed: bool,
    /// It stands still from the start, because the case waits for the customer.
    #[serde(default)]
    pub stands: bool,
}

/// A task as made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskMade {
    /// What to do.
    pub what: FollowUpKind,
    /// 0 before the first reopening, 1 after it, …
    pub round: u32,
    /// Where its time counts from.
    pub start: Timestamp,
    /// How long after the start, where a limit made it.
    pub limit: Option<Limit>,
    /// The kind of time the limit counts in.
    pub calendar: Option<CalendarKind>,
    /// When it is due, after the polite hours.
    pub due: Timestamp,
    /// Who it lies with, where that is not the owner of the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<TaskOwner>,
    /// Calls made for it before, where it was moved over from a merged case.
    #[serde(default)]
    pub attempts: u32,
    /// Made by rule, not by hand.
    #[serde(default)]
    pub auto: bool,
    /// What it asks for was done before it was made (rated before the result was confirmed).
    #[serde(default)]
    pub done: bool,
    /// A remark.
    #[serde(default)]
    pub personal: Record,
}

/// Something that happened to a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskAct {
    /// The fact that made the task.
    pub task: EventId,
    /// What it is about.
    pub what: FollowUpKind,
    /// The new due, where the act sets one.
    pub due: Option<Timestamp>,
    /// The one responsible from now on, where the act changes that.
    pub owner: Option<TaskOwner>,
    /// It ended without another call: what it asked for came by another way.
    #[serde(default)]
    pub no_call: bool,
    /// The result and the like.
    #[serde(default)]
    pub record: Record,
    /// A remark.
    #[serde(default)]
    pub personal: Record,
}

/// A part of another case that a merge brought here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedContact {
    /// How.
    pub channel: Channel,
    /// When it began.
    pub start: Timestamp,
    /// When it ended.
    pub end: Option<Timestamp>,
    /// Talk, hold and after-call work in seconds.
    pub measured: Option<(i64, i64, i64)>,
}

impl CaseEvent {
    /// The name people know it by; tasks carry their kind (`followup.progress.done`).
    pub fn name(&self) -> String {
        match self.grouped() {
            Grouped::TaskFact(it) => self.kind().replacen("followup.", &format!("followup.{}.", it.what()), 1),
            _ => self.kind().to_owned(),
        }
    }
}

/// The master a case is attached to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfMaster {
    /// Its stream.
    pub master: Uuid,
    /// Its number.
    pub no: String,
    /// A remark.
    #[serde(default)]
    pub personal: Record,
}

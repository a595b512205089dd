//! The parts of a case: limits, promises, tasks, plans, ratings, contacts, and what the rules remember.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use crate::{
    CalendarKind, Channel, ClockKind, Dimension, EventId, Field, FollowUpKind, RatingStatus, Solved, StationId, Tier,
    Timestamp, event::has_seen,
};

/// A time limit that was started on a case; the limit itself is part of the fact that started it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// Which limit.
    pub kind: ClockKind,
    /// 0 before the first reopening, 1 after it, …
    pub round: u32,
    /// Where it counts from.
    pub start: Timestamp,
    /// How long.
    pub limit: Limit,
    /// In which kind of time.
    pub calendar: CalendarKind,
    /// Hash or name of the calendar the due was computed with.
    pub calendar_version: String,
    /// When it is due now.
    pub due: Timestamp,
    /// When it was due at its start.
    pub first_due: Timestamp,
    /// When it was met.
    pub met: Option<Timestamp>,
    /// When it stopped counting without being met.
    pub cancelled: Option<Timestamp>,
    /// Spans during which it stood still.
    pub pauses: Vec<(Timestamp, Option<Timestamp>)>,
    /// A limit that is shown but binds nobody yet (`return_due` before a transfer).
    pub armed: bool,
}

impl Clock {
    /// Whether it still counts.
    pub const fn is_running(&self) -> bool {
        self.met.is_none() && self.cancelled.is_none()
    }

    /// Since when it stands still.
    pub fn stands_since(&self) -> Option<Timestamp> {
        self.pauses.last().filter(|pause| pause.1.is_none()).map(|pause| pause.0)
    }

    /// It stands still no more.
    pub(crate) fn stand_no_more(&mut self, at: Timestamp) {
        if let Some(last) = self.pauses.last_mut() {
            last.1.get_or_insert(at);
        }
    }

    /// Whether it was or is late; one second after the due is late, the due second is in time.
    /// A limit that binds nobody yet is never late.
    pub fn is_breached(&self, now: Timestamp) -> bool {
        if !self.armed {
            return false;
        }
        let end = match (self.met, self.cancelled) {
            (Some(met), Some(cancelled)) => met.min(cancelled),
            (Some(end), None) | (None, Some(end)) => end,
            (None, None) if self.pauses.last().is_some_and(|pause| pause.1.is_none()) => {
                return false;
            }
            (None, None) => now,
        };
        end.since_ms(self.due) >= 1000
    }
}

/// How long a clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// Minutes of the clock's calendar.
    Minutes(u32),
    /// Working days; the day of receipt is not counted.
    WorkDays(u32),
    /// A moment given by hand.
    Until(Timestamp),
}

/// A running pause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// A pause reason of the manual.
    pub reason: String,
    /// What is missing, in words.
    pub missing: String,
    /// Since when.
    pub since: Timestamp,
    /// When it ends by itself at the latest.
    pub until: Timestamp,
}

/// A dated statement to the customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The fact that made it.
    pub id: EventId,
    /// The promised moment.
    pub due: Timestamp,
    /// What was promised.
    pub text: String,
    /// What became of it.
    pub end: Option<(PromiseEnd, Timestamp)>,
    /// When it was kept after all, where it was missed before.
    pub kept_late: Option<Timestamp>,
    /// It is the finishing time of an accepted plan, kept by carrying the plan out.
    pub plan_eta: bool,
    /// When it was made.
    pub made_at: Timestamp,
    /// The round it was made in, as for clocks.
    pub round: u32,
}

impl Promise {
    /// Whether it still has to be kept.
    pub const fn is_open(&self) -> bool {
        self.end.is_none()
    }
}

crate::code::codes! {
    /// What became of a promise.
    PromiseEnd { Kept = "kept", Missed = "missed", Renegotiated = "renegotiated", Cancelled = "cancelled" }
}

/// Who a dated task lies with, spelled as the id of the person's stream or `lead`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskOwner {
    /// A person.
    Person(Uuid),
    /// Any lead of the case's home.
    Leads,
}

impl Default for TaskOwner {
    fn default() -> Self {
        Self::Person(Uuid::nil())
    }
}

impl Serialize for TaskOwner {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Person(person) => person.serialize(serializer),
            Self::Leads => serializer.serialize_str("lead"),
        }
    }
}

impl<'de> Deserialize<'de> for TaskOwner {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match &*Cow::<str>::deserialize(deserializer)? {
            "lead" => Ok(Self::Leads),
            person => person.parse().map(Self::Person).map_err(serde::de::Error::custom),
        }
    }
}

/// A dated task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// The fact that made it.
    pub id: EventId,
    /// What to do.
    pub kind: FollowUpKind,
    /// The round it was made in, as for clocks.
    pub round: u32,
    /// When, after the outbound window and snoozes.
    pub due: Timestamp,
    /// When it was due as made.
    pub first_due: Timestamp,
    /// Who it lies with.
    pub owner: TaskOwner,
    /// How often it was put off.
    pub snoozed: u32,
    /// Calls made for it.
    pub attempts: u32,
    /// Times at which due + grace passed.
    pub missed: Vec<Timestamp>,
    /// Done or cancelled, when, with the result.
    pub end: Option<(FollowUpEnd, Timestamp)>,
    /// Where its time counts from.
    pub start: Timestamp,
    /// How long after the start, where a limit made it.
    pub limit: Option<Limit>,
    /// The kind of time the limit counts in.
    pub calendar: Option<CalendarKind>,
    /// Every due it was moved to by the customer's wish.
    pub moved_to: Vec<Timestamp>,
    /// The result as entered.
    pub result: Option<String>,
}

impl FollowUp {
    /// A progress update as the limit that made it, so that it explains itself like any other; `None` where no limit
    /// did (by 17:00 of the next working day).
    pub fn as_clock(&self, calendar_version: &str) -> Option<Clock> {
        let limit = self.limit.filter(|_| self.kind == FollowUpKind::Progress)?;
        Some(Clock {
            kind: ClockKind::Progress,
            round: self.round,
            start: self.start,
            limit,
            calendar: self.calendar?,
            calendar_version: calendar_version.to_owned(),
            due: self.due,
            first_due: self.first_due,
            met: None,
            cancelled: None,
            pauses: Vec::new(),
            armed: true,
        })
    }

    /// Whether it still has to be done.
    pub const fn is_open(&self) -> bool {
        self.end.is_none()
    }
}

crate::code::codes! {
    /// How a follow-up ended.
    FollowUpEnd { Done = "done", Cancelled = "cancelled" }
}

/// A plan or answer that was offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The act that offered it.
    pub act: EventId,
    /// The station that wrote it, and the place of that act among its acts.
    pub written: (StationId, u64),
    /// Offered while the case stood elsewhere (stations merged): it never was in force.
    pub aside: bool,
    /// When it was ready.
    pub at: Timestamp,
    /// How it solves the matter.
    pub resolution_type: String,
    /// Steps or answer, in words.
    pub text: String,
    /// Root cause, for plans.
    pub cause: Option<String>,
    /// When it is to be done.
    pub eta: Option<Timestamp>,
    /// When the customer heard it.
    pub told_at: Option<Timestamp>,
    /// The customer's word.
    pub accepted: Option<bool>,
    /// When it was carried out.
    pub done_at: Option<Timestamp>,
    /// The round it was offered in, as for clocks.
    pub round: u32,
    /// An answer told at once, not a plan to agree to.
    pub is_answer: bool,
}

/// One rating.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// When.
    pub at: Timestamp,
    /// Given, refused, not reached or not asked.
    pub status: RatingStatus,
    /// Marks 1–5 by dimension.
    pub marks: Vec<(Dimension, u8)>,
    /// The one key pressed at the end of a call.
    pub keypad: Option<u8>,
    /// Solved in the customer's eyes.
    pub solved: Option<Solved>,
    /// Score in tenths of a point (950 = 95.0), when there is one.
    pub score_tenths: Option<u32>,
    /// Whether the low-score flow applies.
    pub low: bool,
    /// The customer's words.
    pub comment: String,
    /// The round it was given in, as for clocks.
    pub round: u32,
}

/// One contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// How.
    pub channel: Channel,
    /// When it began.
    pub start: Timestamp,
    /// When it ended.
    pub end: Option<Timestamp>,
    /// Spans on hold.
    pub holds: Vec<(Timestamp, Option<Timestamp>)>,
    /// Measured talk, hold and after-call work in seconds, when given.
    pub measured: Option<(i64, i64, i64)>,
}

/// How fast a human answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstResponse {
    /// When.
    pub at: Timestamp,
    /// Whether the channel standard was missed.
    pub late: bool,
}

/// What the rules remember of a case's way, beside what people look at.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Work {
    /// The customer's standing when the case was graded last.
    pub tier: Option<Tier>,
    /// When it was graded first in this round: no clock of the round can have been missed before.
    pub graded_at: Option<Timestamp>,
    /// The level was set by hand against the table.
    pub level_by_hand: bool,
    /// A promise was missed.
    pub broken_promise: bool,
    /// When the emergency plan began.
    pub runbook_at: Option<Timestamp>,
    /// The last transfer.
    pub transferred_at: Option<Timestamp>,
    /// When it came to handling; the front line's own time counts from here.
    pub process_since: Option<Timestamp>,
    /// How often the work was sent back.
    pub bounces: u32,
    /// Failed identity checks.
    pub identity_failures: u32,
    /// Another rhythm of updates the customer agreed to, in minutes.
    pub rhythm_min: Option<u32>,
    /// Departments involved.
    pub departments: Vec<Department>,
    /// Confirmations before a reopening.
    pub resolved_before: Vec<Timestamp>,
    /// Version at which each field was changed last.
    pub changed: BTreeMap<Field, u64>,
    /// Acts so far, oldest first, as far as an undo may want them.
    pub acts: Vec<ActMark>,
    /// Breaches the lead was told of.
    pub breaches_told: BTreeSet<(ClockKind, u32, Timestamp)>,
    /// Younger cases merged into this one.
    pub merged_from: Vec<Uuid>,
    /// Cases split off this one.
    pub split_into: Vec<Uuid>,
    /// The first contact answered in person, measured wait in seconds.
    pub wait_s: Option<i64>,
    /// The escalation a lead still has to take note of.
    pub escalation: Option<Escalation>,
}

/// An escalation a lead still has to take note of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Escalation {
    /// When it went to the lead who has it now.
    pub since: Timestamp,
    /// By when they should take note; absent once nobody is reminded any more.
    pub until: Option<Timestamp>,
    /// That lead, where one is known.
    pub lead: Option<Uuid>,
    /// How often it was passed on.
    pub times: u32,
}

/// A department at work on a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    /// A department of the manual.
    pub name: String,
    /// It answers for the plan.
    pub leads: bool,
    /// When it is to hand its plan back.
    pub due: Option<Timestamp>,
    /// When it did.
    pub returned: Option<Timestamp>,
}

/// One act with everything that followed from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActMark {
    /// Its facts.
    pub facts: Vec<EventId>,
    /// Kind of its first fact.
    pub kind: &'static str,
    /// What an undo may do with its first fact.
    pub nature: super::event::Nature,
    /// A masked field was shown or a file made along with it: what was seen cannot be unseen.
    pub left_desk: bool,
    /// Who did it.
    pub person: Uuid,
    /// Where.
    pub station: StationId,
    /// The place of its first act among those of that station.
    pub seq: u64,
    /// What its author had of other stations.
    pub saw: Vec<(StationId, u64)>,
    /// When.
    pub at: Timestamp,
}

impl ActMark {
    /// Whether its author had another act.
    pub(crate) fn sees(&self, other: &Self) -> bool {
        has_seen((self.station, self.seq), &self.saw, (other.station, other.seq))
    }
}

//! A case as its facts make it: the read model every screen, list and rule looks at.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::code::{
    CalendarKind, ClockKind, Dimension, FollowUpKind, HolderKind, Level, Modifier, Outcome, RatingStatus, Role, Solved,
    State,
};
use super::record::Record;
use super::time::{EventId, Timestamp};

/// One matter of one customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// The case's stream.
    pub id: Uuid,
    /// The number told to the customer, e.g. `ZX20260316-0007`.
    pub no: String,
    /// Where it stands.
    pub state: State,
    /// Highest rank folded so far; the version edits are based on.
    pub head: u64,
    /// The agent number of the one owner, from the first word to the archive.
    pub owner: String,
    /// Where the work lies.
    pub holder: HolderKind,
    /// The department or third party it lies with, when it is one.
    pub holder_name: Option<String>,
    /// First ring or first message.
    pub received_at: Timestamp,
    /// Everything entered about the matter (intake, grading, plan and closing fields).
    pub record: Record,
    /// The grade, once there is one.
    pub level: Option<Level>,
    /// Modifiers that apply now.
    pub modifiers: BTreeSet<Modifier>,
    /// Modifiers that applied at any time.
    pub modifiers_ever: BTreeSet<Modifier>,
    /// Every clock ever started, in order.
    pub clocks: Vec<Clock>,
    /// The running pause, if any.
    pub pause: Option<Pause>,
    /// Every promise ever made.
    pub promises: Vec<Promise>,
    /// Every follow-up ever made.
    pub follow_ups: Vec<FollowUp>,
    /// Every plan or answer given, oldest first.
    pub plans: Vec<Plan>,
    /// Every rating, oldest first; figures use the last.
    pub ratings: Vec<Rating>,
    /// The contacts of this case, oldest first.
    pub contacts: Vec<Contact>,
    /// Whether a lead still has to acknowledge an escalation, and what triggered it.
    pub escalated: Option<String>,
    /// Every trigger that told the lead so far.
    pub escalations: Vec<String>,
    /// Roles told by rule at grading.
    pub notified: BTreeSet<Role>,
    /// Last time the result was confirmed.
    pub resolved_at: Option<Timestamp>,
    /// When it was archived.
    pub archived_at: Option<Timestamp>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Every reopening.
    pub reopened_at: Vec<Timestamp>,
    /// When the record became complete.
    pub record_completed_at: Option<Timestamp>,
    /// The lead's review, when signed.
    pub reviewed_at: Option<Timestamp>,
    /// Whether the first response missed the channel standard; `None` while nobody answered.
    pub first_response: Option<FirstResponse>,
    /// Phrases marked as said: id and time, oldest first.
    pub said: Vec<(String, Timestamp)>,
    /// Whether identity was checked successfully.
    pub verified: bool,
    /// A third party was involved at any time.
    pub third_party: bool,
    /// Set by a merge.
    pub merged_into: Option<Uuid>,
    /// The case this one continues or was split off.
    pub linked_to: Option<Uuid>,
    /// A fact did not fit the state (stations merged): a person should look.
    pub needs_attention: bool,
    /// Facts taken back, which histories show struck out.
    pub undone: BTreeSet<EventId>,
}

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

    /// Whether it was or is late; one second after the due is late, the due second is in time.
    pub fn is_breached(&self, now: Timestamp) -> bool {
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
    /// It is the finishing time of an accepted plan, kept by carrying the plan out.
    pub plan_eta: bool,
}

super::code::codes! {
    /// What became of a promise.
    PromiseEnd { Kept = "kept", Missed = "missed", Renegotiated = "renegotiated", Cancelled = "cancelled" }
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
    /// The agent number responsible.
    pub owner: String,
    /// How often it was put off.
    pub snoozed: u32,
    /// Calls made for it.
    pub attempts: u32,
    /// Times at which due + grace passed.
    pub missed: Vec<Timestamp>,
    /// Done or cancelled, when, with the result.
    pub end: Option<(FollowUpEnd, Timestamp)>,
}

super::code::codes! {
    /// How a follow-up ended.
    FollowUpEnd { Done = "done", Cancelled = "cancelled" }
}

/// A plan or answer that was offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
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
}

/// One contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// How.
    pub channel: super::Channel,
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

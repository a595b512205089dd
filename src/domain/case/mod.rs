//! A case as its facts make it: the read model every screen, list and rule looks at.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

mod apart;
pub mod event;
mod event_parts;
mod fold;
mod groups;
mod major;
mod parts;
#[allow(missing_docs, reason = "its variants bear the names of what they hold")]
pub mod telling;

use crate::grade::{has_level, is_praise};
use crate::{
    Channel, ClockKind, EventId, Field, FollowUpKind, HolderKind, Impact, Kind, Level, Modifier, Outcome, Record, Role,
    Severity, State, StationId, Timestamp, Urgency,
};
pub use apart::{Clash, history};
pub(crate) use apart::{in_order, names_step};
pub use event::{CaseEvent, Entry, Nature};
pub use fold::{FOLD, belongs_to_case, fold};
pub(super) use fold::{enter, go, keep};
pub use major::{AlikeCase, AttachEnd, AttachedCase, AttachedTo, InMajor, Major, Matter, proposed};
pub use parts::*;

/// One matter of one customer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Case {
    /// The case's stream.
    pub id: Uuid,
    /// The number told to the customer, e.g. `ZX20260316-0007`.
    pub no: String,
    /// Where it stands.
    pub state: State,
    /// Highest rank folded so far; the version edits are based on.
    pub head: u64,
    /// The one person who owns it, from the first word to the archive or until a lead gives it to another.
    pub owner: Uuid,
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
    /// The major matter it is the master of, or was last.
    pub major: Option<Major>,
    /// The major matter it is part of, or was last.
    pub attached_to: Option<AttachedTo>,
    /// The case this one continues or was split off.
    pub linked_to: Option<Uuid>,
    /// The station that opened it, whose branch is its home.
    pub opened_at: StationId,
    /// A fact did not fit the state (stations merged): a person should look.
    pub needs_attention: bool,
    /// Acts of stations that worked apart and came across each other; nobody who saw both has settled it.
    pub clashes: Vec<Clash>,
    /// Facts of time that an act elsewhere had overtaken: they count for nothing.
    pub overtaken: BTreeSet<EventId>,
    /// Facts taken back, which histories show struck out.
    pub undone: BTreeSet<EventId>,
    /// Undoings that took an undoing back.
    pub redoings: BTreeSet<EventId>,
    /// Undoings that took a merge apart and were not taken back, with the other case of it.
    pub unmerged: BTreeMap<EventId, Uuid>,
    /// Undoings of what a major matter brought to several cases: it is done anew, not given back.
    pub across: BTreeSet<EventId>,
    /// What the rules remember of the way so far.
    pub work: Work,
}

impl Case {
    /// A case as it is the moment it is opened.
    pub fn new(id: Uuid, no: String, owner: Uuid, received_at: Timestamp) -> Self {
        Self { id, no, owner, received_at, ..Self::default() }
    }

    /// 0 before the first reopening, 1 after it, …
    pub fn round(&self) -> u32 {
        u32::try_from(self.reopened_at.len()).unwrap_or(u32::MAX)
    }

    /// How it came.
    pub fn channel(&self) -> Channel {
        self.record.code(Field::Channel).unwrap_or(Channel::Phone)
    }

    /// What it is about.
    pub fn kind(&self) -> Option<Kind> {
        self.record.code(Field::Kind)
    }

    /// Whether it is praise.
    pub fn is_praise(&self) -> bool {
        is_praise(self.kind(), self.record.text(Field::Topic))
    }

    /// Whether it gets a level and clocks once it is graded.
    pub fn has_level(&self) -> bool {
        has_level(self.kind(), self.record.text(Field::Topic))
    }

    /// How bad the damage of a complaint is.
    pub fn severity(&self) -> Option<Severity> {
        self.record.code(Field::Severity).filter(|_| self.kind() == Some(Kind::Complaint))
    }

    /// How much is affected.
    pub fn impact(&self) -> Option<Impact> {
        self.record.code(Field::Impact)
    }

    /// How soon it is needed.
    pub fn urgency(&self) -> Option<Urgency> {
        self.record.code(Field::Urgency)
    }

    /// Whether it was graded (a contact we began ourselves and praise are graded without a level).
    pub const fn is_graded(&self) -> bool {
        self.work.graded_at.is_some()
    }

    /// Whether somebody may be hurt or data leaked: such a case is never paused and never just withdrawn.
    pub fn is_safety(&self) -> bool {
        self.level == Some(Level::ONE) && self.modifiers.contains(&Modifier::SubFloor)
    }

    /// Whether only a lead may close it: level 1 or a heavy complaint.
    pub fn needs_lead(&self) -> bool {
        self.level == Some(Level::ONE) || self.severity() == Some(Severity::Heavy)
    }

    /// The clock of a kind in the present round, else the last one of that kind.
    pub fn clock(&self, kind: ClockKind) -> Option<&Clock> {
        self.clocks.iter().rev().find(|clock| clock.kind == kind)
    }

    /// The contact that is open.
    pub fn open_contact(&self) -> Option<&Contact> {
        self.contacts.iter().rev().find(|contact| contact.end.is_none())
    }

    /// Where stations came across each other, as a person should see it: the first steps that part, the last words on a
    /// field.
    pub fn crossings(&self) -> Vec<Clash> {
        apart::seen_first(&self.clashes)
    }

    /// Open follow-ups of a kind, earliest first.
    pub fn open_follow_ups(&self, kind: FollowUpKind) -> Vec<&FollowUp> {
        let mut open: Vec<&FollowUp> =
            self.follow_ups.iter().filter(|task| task.kind == kind && task.is_open()).collect();
        open.sort_by_key(|task| (task.due, task.id));
        open
    }

    /// Open promises, earliest first.
    pub fn open_promises(&self) -> Vec<&Promise> {
        let mut open: Vec<&Promise> = self.promises.iter().filter(|promise| promise.is_open()).collect();
        open.sort_by_key(|promise| (promise.due, promise.id));
        open
    }

    /// The plan or answer in force: the one offered last, in whichever round.
    pub fn plan_in_force(&self) -> Option<&Plan> {
        self.plans.iter().rev().find(|plan| !plan.aside)
    }

    /// The same, where it was offered in the present round.
    pub fn plan(&self) -> Option<&Plan> {
        self.plan_in_force().filter(|plan| plan.round == self.round())
    }
}

//! Facts about a case: every kind of thing that can have happened, in the past tense.
//!
//! A fact holds what was decided under the manual of its day (limits, due times, the grade), so that folding never
//! looks a rule up. What identifies or quotes a person stands under `personal` and can be erased.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::case::Limit;
use super::code::{
    CalendarKind, Channel, ClockKind, Dimension, FollowUpKind, Level, Modifier, RatingStatus, Role, Solved, Tier,
};
use super::record::{Field, Record, Value};
use super::time::{EventId, Timestamp};

/// What was entered for an act.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The part kept for ever.
    #[serde(default)]
    pub record: Record,
    /// The part that can be erased.
    #[serde(default)]
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
    pub const fn part(&self, field: Field) -> &Record {
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
pub struct Rated {
    /// Marks 1–5.
    #[serde(default)]
    pub marks: BTreeMap<Dimension, u8>,
    /// The one key pressed at the end of a call.
    #[serde(default)]
    pub keypad: Option<u8>,
    /// Solved in the customer's eyes.
    #[serde(default)]
    pub solved: Option<Solved>,
    /// Score in tenths of a point.
    #[serde(default)]
    pub score_tenths: Option<u32>,
    /// Whether the low-score flow applies.
    #[serde(default)]
    pub low: bool,
    /// Scored, or refused where too few questions were answered; absent where the kind of fact says it.
    #[serde(default)]
    pub status: Option<RatingStatus>,
    /// The customer's words, or the reason for not asking.
    #[serde(default)]
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
    #[serde(default)]
    pub limit: Option<Limit>,
    /// The kind of time the limit counts in.
    #[serde(default)]
    pub calendar: Option<CalendarKind>,
    /// When it is due, after the polite hours.
    pub due: Timestamp,
    /// The agent number responsible, or `lead`.
    pub owner: String,
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
    #[serde(default)]
    pub due: Option<Timestamp>,
    /// The one responsible from now on, where the act changes that.
    #[serde(default)]
    pub owner: Option<String>,
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
    #[serde(default)]
    pub end: Option<Timestamp>,
    /// Talk, hold and after-call work in seconds.
    #[serde(default)]
    pub measured: Option<(i64, i64, i64)>,
}

/// Names every kind of fact once: variant, content and spelling in the log.
macro_rules! facts {
    ($($(#[$meta:meta])* $name:ident $( ( $inner:ty ) )? $( { $($(#[$fmeta:meta])* $field:ident : $ftype:ty),+ $(,)? } )? = $text:literal),+ $(,)?) => {
        /// What happened on a case.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "kind")]
        pub enum CaseEvent {
            $($(#[$meta])* #[serde(rename = $text)] $name $( ($inner) )? $( { $($(#[$fmeta])* $field : $ftype),+ } )?),+
        }

        impl CaseEvent {
            /// The spelling of its kind in the log.
            pub const fn kind(&self) -> &'static str {
                match self { $(facts!(@pattern $name $( ($inner) )? $( { $($field)+ } )?) => $text),+ }
            }

            /// Every kind this version knows.
            pub const KINDS: &'static [&'static str] = &[$($text),+];
        }
    };
    (@pattern $name:ident) => { Self::$name };
    (@pattern $name:ident ( $inner:ty )) => { Self::$name(_) };
    (@pattern $name:ident { $($field:ident)+ }) => { Self::$name { .. } };
}

facts! {
    /// The case was opened.
    Opened {
        /// The number told to the customer.
        no: String,
        /// The owner's number.
        owner: String,
        /// How it came.
        channel: Channel,
        /// First ring or first message.
        received_at: Timestamp,
        /// The case it was split off from or continues.
        #[serde(default)]
        linked_to: Option<Uuid>,
        /// What was entered.
        #[serde(default)]
        record: Record,
        /// What was entered of persons.
        #[serde(default)]
        personal: Record,
    } = "case.opened",
    /// Fields were filled in or changed.
    Drafted(Entry) = "case.drafted",
    /// Who and what is known; the case can be graded.
    IntakeDone(Entry) = "intake.done",
    /// The case got its level and its clocks.
    Graded(Grade) = "case.graded",
    /// Graded and answered in the contact that is open.
    QuickAnswered(Grade) = "case.quick_answer",
    /// The grade changed.
    Regraded(Grade) = "case.regraded",
    /// The work went to somebody else; the owner stays.
    Transferred(Entry) = "case.transferred",
    /// The work lies elsewhere now.
    HolderChanged(Entry) = "holder.changed",
    /// A lead named who answers for the plan and who helps.
    DepartmentNamed(Entry) = "department.named",
    /// A department or the second line handed its plan back.
    ReturnReceived(Entry) = "return.received",
    /// The second line or a department sent the work back.
    ReturnBounced(Entry) = "return.bounced",
    /// A plan exists.
    PlanReady(Entry) = "plan.ready",
    /// The customer heard the plan and still decides.
    PlanTold(Entry) = "plan.told",
    /// The customer agreed.
    PlanAccepted(Entry) = "plan.accepted",
    /// The customer did not agree.
    PlanRejected(Entry) = "plan.rejected",
    /// The lead closed the matter against the customer's wish.
    PlanFinalRefused(Entry) = "plan.final_refused",
    /// The plan is done.
    PlanCarriedOut(Entry) = "plan.carried_out",
    /// The plan did not work.
    PlanFailed(Entry) = "plan.failed",
    /// The customer got a definite answer.
    AnswerGiven(Entry) = "answer.given",
    /// The customer confirmed the result.
    ResultConfirmed(Entry) = "result.confirmed",
    /// The customer does not see it solved.
    ResultRefused(Entry) = "result.refused",
    /// The customer could not be reached any more.
    Unreachable(Entry) = "customer.unreachable",
    /// Closed for good.
    Archived(Entry) = "case.archived",
    /// Back to work.
    Reopened(Grade) = "case.reopened",
    /// The customer took the matter back.
    Withdrawn(Entry) = "case.withdrawn",
    /// Not a real contact.
    SpamMarked(Entry) = "case.spam",
    /// This case goes on in another one.
    Merged {
        /// The older case.
        into: Uuid,
        /// What was entered.
        #[serde(default)]
        record: Record,
        /// What was entered of persons.
        #[serde(default)]
        personal: Record,
    } = "case.merged",
    /// A younger case of the same matter was merged into this one.
    MergeReceived {
        /// The younger case.
        from: Uuid,
        /// Its number.
        no: String,
        /// Its contacts.
        #[serde(default)]
        contacts: Vec<MovedContact>,
    } = "case.merge_received",
    /// A new matter heard here became a case of its own.
    Split {
        /// The new case.
        new: Uuid,
        /// A remark.
        #[serde(default)]
        personal: Record,
    } = "case.split",
    /// A person answered for the first time.
    FirstResponded {
        /// The channel standard was missed.
        late: bool,
        /// What was measured.
        #[serde(default)]
        record: Record,
    } = "first_response",
    /// A contact began.
    ContactStarted {
        /// How.
        channel: Channel,
        /// A remark.
        #[serde(default)]
        personal: Record,
    } = "contact.started",
    /// On hold.
    ContactHeld(Entry) = "contact.held",
    /// Off hold.
    ContactResumed(Entry) = "contact.resumed",
    /// The contact ended.
    ContactEnded(Entry) = "contact.ended",
    /// Identity was checked; holds the names of the facts used, never their values.
    IdentityChecked(Entry) = "identity.checked",
    /// A masked field was shown, with the reason.
    IdentityRevealed(Entry) = "identity.revealed",
    /// The lead was told.
    EscalatedLead {
        /// What triggered it.
        trigger: String,
        /// By rule, not by hand.
        auto: bool,
        /// The lead must acknowledge it; otherwise it only goes into the lead's list.
        acknowledge: bool,
        /// The decision wanted.
        #[serde(default)]
        personal: Record,
    } = "escalated.lead",
    /// The lead took note.
    EscalationAcknowledged(Entry) = "escalation.acknowledged",
    /// A limit began to count.
    ClockStarted(ClockSet) = "clock.started",
    /// A limit got another due: the grade or the time of receipt changed.
    ClockMoved(ClockSet) = "clock.moved",
    /// A limit was met.
    ClockMet {
        /// Which.
        clock: ClockKind,
        /// Its round.
        round: u32,
        /// When.
        met: Timestamp,
        /// The due with the running pause counted in, where it stood still.
        #[serde(default)]
        due: Option<Timestamp>,
    } = "clock.met",
    /// A limit does not count any more.
    ClockCancelled {
        /// Which.
        clock: ClockKind,
        /// Its round.
        round: u32,
    } = "clock.cancelled",
    /// The lead was told that a limit passed.
    ClockBreached {
        /// Which.
        clock: ClockKind,
        /// Its round.
        round: u32,
        /// The due that passed.
        due: Timestamp,
    } = "clock.breached",
    /// We wait.
    ClockPaused {
        /// A pause reason of the manual.
        reason: String,
        /// When it ends by itself at the latest.
        until: Timestamp,
        /// The clocks that stand still.
        #[serde(default)]
        clocks: Vec<ClockKind>,
        /// What is missing, and a remark.
        #[serde(default)]
        personal: Record,
    } = "clock.paused",
    /// The waiting is over.
    ClockResumed {
        /// By itself, because the longest pause ended or the case moved on.
        auto: bool,
        /// The due times from now on.
        #[serde(default)]
        dues: Vec<(ClockKind, Timestamp)>,
        /// A remark.
        #[serde(default)]
        personal: Record,
    } = "clock.resumed",
    /// Something was promised for a time.
    PromiseMade {
        /// The promised moment.
        due: Timestamp,
        /// It is the finishing time of an accepted plan.
        #[serde(default)]
        plan_eta: bool,
        /// What and to whom.
        #[serde(default)]
        personal: Record,
    } = "promise.made",
    /// A promise was kept.
    PromiseKept {
        /// The fact that made it.
        promise: EventId,
        /// A remark.
        #[serde(default)]
        personal: Record,
    } = "promise.kept",
    /// The time of a promise passed.
    PromiseMissed {
        /// The fact that made it.
        promise: EventId,
    } = "promise.missed",
    /// The customer agreed to another time before the old one passed.
    PromiseRenegotiated {
        /// The fact that made it.
        promise: EventId,
        /// A remark.
        #[serde(default)]
        personal: Record,
    } = "promise.renegotiated",
    /// A promise fell away with its case.
    PromiseCancelled {
        /// The fact that made it.
        promise: EventId,
    } = "promise.cancelled",
    /// The customer was told how far we are.
    ProgressTold(Entry) = "progress.told",
    /// The customer agreed to another rhythm of updates.
    RhythmAgreed {
        /// Minutes between two updates.
        interval_min: u32,
        /// A remark.
        #[serde(default)]
        personal: Record,
    } = "rhythm.agreed",
    /// The rating was asked for.
    SatisfactionAsked(Entry) = "satisfaction.asked",
    /// Marks were given.
    SatisfactionScored(Rated) = "satisfaction.scored",
    /// One key was pressed.
    SatisfactionKeypad(Rated) = "satisfaction.keypad",
    /// The customer does not want to rate.
    SatisfactionRefused(Rated) = "satisfaction.refused",
    /// Nobody answered the rating call.
    SatisfactionNoAnswer(Rated) = "satisfaction.no_answer",
    /// The rating was not asked for, with the reason.
    SatisfactionNotAsked(Rated) = "satisfaction.not_asked",
    /// The rating is low: a lead calls back.
    LowScoreFlagged {
        /// The score in tenths of a point.
        score_tenths: Option<u32>,
    } = "low_score.flagged",
    /// The emergency plan began.
    RunbookStarted(Entry) = "runbook.started",
    /// Nothing is missing in the record.
    RecordCompleted {
        /// Hash of the manual that says what belongs to it.
        #[serde(default)]
        manual: String,
    } = "record.completed",
    /// A lead reviewed the case.
    ReviewSigned(Entry) = "review.signed",
    /// A note.
    NoteAdded(Entry) = "note.added",
    /// A phrase was spoken.
    PhraseSaid {
        /// The phrase.
        phrase: String,
    } = "phrase.said",
    /// A task was made.
    FollowUpCreated(TaskMade) = "followup.created",
    /// A task was put off.
    FollowUpSnoozed(TaskAct) = "followup.snoozed",
    /// A task was done.
    FollowUpDone(TaskAct) = "followup.done",
    /// The time of a task passed.
    FollowUpMissed(TaskAct) = "followup.missed",
    /// A task fell away.
    FollowUpCancelled(TaskAct) = "followup.cancelled",
    /// Nobody answered the call of a task.
    FollowUpNoAnswer(TaskAct) = "followup.no_answer",
    /// The customer chose another time for a task.
    FollowUpRescheduled(TaskAct) = "followup.rescheduled",
    /// Facts were taken back.
    Undone {
        /// Which.
        facts: Vec<EventId>,
    } = "undone",
    /// A corrective action was opened.
    CapaOpened(Entry) = "capa.opened",
    /// A corrective action was closed.
    CapaClosed(Entry) = "capa.closed",
    /// The case left the desk in a file.
    ExportMade(Entry) = "export.made",
    /// Personal data was erased.
    DataErased(Entry) = "data.erased",
}

impl CaseEvent {
    /// The name people know it by; tasks carry their kind (`followup.progress.done`).
    pub fn name(&self) -> String {
        let task = match self {
            Self::FollowUpCreated(task) => Some(task.what),
            Self::FollowUpSnoozed(task)
            | Self::FollowUpDone(task)
            | Self::FollowUpMissed(task)
            | Self::FollowUpCancelled(task)
            | Self::FollowUpNoAnswer(task)
            | Self::FollowUpRescheduled(task) => Some(task.what),
            _ => None,
        };
        match task {
            Some(what) => self.kind().replacen("followup.", &format!("followup.{what}."), 1),
            None => self.kind().to_owned(),
        }
    }

    /// Whether it follows from an act by rule, so that nobody types it and an undo takes it along.
    pub const fn is_consequence(&self) -> bool {
        match self {
            Self::ClockStarted(_)
            | Self::ClockMoved(_)
            | Self::ClockMet { .. }
            | Self::ClockCancelled { .. }
            | Self::ClockBreached { .. }
            | Self::PromiseMissed { .. }
            | Self::PromiseCancelled { .. }
            | Self::RecordCompleted { .. }
            | Self::LowScoreFlagged { .. } => true,
            Self::EscalatedLead { auto, .. } | Self::ClockResumed { auto, .. } => *auto,
            Self::Regraded(grade) => grade.auto,
            Self::FollowUpCreated(task) => task.auto,
            _ => false,
        }
    }
}

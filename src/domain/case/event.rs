//! Facts about a case: every kind of thing that can have happened, in the past tense.
//!
//! A fact holds what was decided under the manual of its day (limits, due times, the grade), so that folding never
//! looks a rule up. What identifies or quotes a person stands under `personal` and can be erased.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Case;
pub use super::event_parts::*;
use super::groups::facts;
pub use super::groups::{FactGroup, Nature};
use super::telling::Telling;
use crate::domain::code::{Channel, ClockKind};
use crate::domain::event::Recorded;
use crate::domain::record::Record;
use crate::domain::time::{EventId, Timestamp};

facts! {
    /// Taking a case.
    IntakeFact {
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
        /// Nothing is missing in the record.
        RecordCompleted {
            /// Hash of the manual that says what belongs to it.
            #[serde(default)]
            manual: String,
        } = "record.completed",
    }
    /// Giving and changing its grade.
    GradingFact {
        /// The case got its level and its clocks.
        Graded(Grade) = "case.graded",
        /// Graded and answered in the contact that is open.
        QuickAnswered(Grade) = "case.quick_answer",
        /// The grade changed.
        Regraded(Grade) = "case.regraded",
    }
    /// Where the work lies.
    HolderFact {
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
    }
    /// Plans and answers.
    PlanFact {
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
    }
    /// The result, and the ways out.
    EndingFact {
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
    }
    /// Two cases at once.
    MergeFact {
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
    }
    /// Contacts.
    ContactFact {
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
    }
    /// Who somebody is.
    IdentityFact {
        /// Identity was checked; holds the names of the facts used, never their values.
        IdentityChecked(Entry) = "identity.checked",
        /// A masked field was shown, with the reason.
        IdentityRevealed(Entry) = "identity.revealed",
    }
    /// What a lead is told and does.
    LeadFact {
        /// The lead was told.
        EscalatedLead {
            /// What triggered it.
            trigger: String,
            /// By rule, not by hand.
            auto: bool,
            /// The lead must acknowledge it; otherwise it only goes into the lead's list.
            acknowledge: bool,
            /// By when.
            #[serde(default)]
            until: Option<Timestamp>,
            /// The number of the lead it goes to first; absent where nobody knew of one.
            #[serde(default)]
            lead: Option<String>,
            /// The decision wanted.
            #[serde(default)]
            personal: Record,
        } = "escalated.lead",
        /// Nobody took note in time: the next lead is told or, where there is none, the same one reminded.
        EscalationPassed {
            /// The number of the lead it goes to now.
            #[serde(default)]
            lead: Option<String>,
            /// The lead is the one who was told before.
            #[serde(default)]
            reminded: bool,
            /// How often it was passed on so far, this time included.
            times: u32,
            /// By when they should take note; absent the last time.
            #[serde(default)]
            until: Option<Timestamp>,
        } = "escalation.passed",
        /// The lead took note.
        EscalationAcknowledged(Entry) = "escalation.acknowledged",
        /// The emergency plan began.
        RunbookStarted(Entry) = "runbook.started",
        /// A lead reviewed the case.
        ReviewSigned(Entry) = "review.signed",
    }
    /// Limits.
    ClockFact {
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
    }
    /// Waiting.
    PauseFact {
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
    }
    /// Promises.
    PromiseFact {
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
    }
    /// Updates.
    ProgressFact {
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
    }
    /// Ratings.
    RatingFact {
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
    }
    /// Words beside the work.
    NoteFact {
        /// A note.
        NoteAdded(Entry) = "note.added",
        /// A phrase was spoken.
        PhraseSaid {
            /// The phrase.
            phrase: String,
        } = "phrase.said",
    }
    /// Dated tasks.
    TaskFact {
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
    }
    /// Taking back.
    UndoFact {
        /// Facts were taken back.
        Undone {
            /// Which.
            facts: Vec<EventId>,
        } = "undone",
    }
    /// What is done with a case away from the desk.
    OfficeFact {
        /// A corrective action was opened.
        CapaOpened(Entry) = "capa.opened",
        /// A corrective action was closed.
        CapaClosed(Entry) = "capa.closed",
        /// The case left the desk in a file.
        ExportMade(Entry) = "export.made",
        /// Personal data was erased.
        DataErased(Entry) = "data.erased",
    }
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

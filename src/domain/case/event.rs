//! Facts about a case: every kind of thing that can have happened, in the past tense.
//!
//! A fact holds what was decided under the manual of its day (limits, due times, the grade), so that folding never
//! looks a rule up. What identifies or quotes a person stands under `personal` and can be erased.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Case;
pub use super::event_parts::*;
pub use super::groups::FactGroup;
pub use super::groups::Nature;
use super::groups::{Parts, facts};
use super::telling::Telling;
use crate::{Channel, ClockKind, EventId, Record, Recorded, Timestamp};

facts! {
    /// Taking a case.
    IntakeFact {
        /// The case was opened.
        Opened {
            /// The number told to the customer.
            no: String,
            /// The person who owns it, where that is not whoever opened it.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            owner: Option<Uuid>,
            /// How it came.
            channel: Channel,
            /// First ring or first message.
            received_at: Timestamp,
            /// The case it was split off from or continues.
            linked_to: Option<Uuid>,
            /// What was entered.
            #[serde(default)]
            record: Record,
            /// What was entered of persons.
            #[serde(default)]
            personal: Record,
        } = "case.opened" is Final,
        /// Fields were filled in or changed.
        Drafted(Entry) = "case.drafted" is Act,
        /// Who and what is known; the case can be graded.
        IntakeDone(Entry) = "intake.done" is Act,
        /// Nothing is missing in the record.
        RecordCompleted {
            /// Hash of the manual that says what belongs to it.
            #[serde(default)]
            manual: String,
        } = "record.completed" is Consequence,
    }
    /// Giving and changing its grade.
    GradingFact {
        /// The case got its level and its clocks.
        Graded(Grade) = "case.graded" is Act,
        /// Graded and answered in the contact that is open.
        QuickAnswered(Grade) = "case.quick_answer" is Act,
        /// The grade changed.
        Regraded(Grade) = "case.regraded" is Act unless auto,
    }
    /// Whose it is.
    OwnerFact {
        /// Somebody else owns it from now on, with what the one before still owed on it.
        Reassigned {
            /// The person.
            owner: Uuid,
            /// Why, and what to know.
            #[serde(default)]
            personal: Record,
        } = "case.reassigned" is Act,
    }
    /// Where the work lies.
    HolderFact {
        /// The work went to somebody else; the owner stays.
        Transferred(Entry) = "case.transferred" is Act,
        /// The work lies elsewhere now.
        HolderChanged(Entry) = "holder.changed" is Act,
        /// A lead named who answers for the plan and who helps.
        DepartmentNamed(Entry) = "department.named" is Act,
        /// A department or the second line handed its plan back.
        ReturnReceived(Entry) = "return.received" is Act,
        /// The second line or a department sent the work back.
        ReturnBounced(Entry) = "return.bounced" is Act,
    }
    /// Plans and answers.
    PlanFact {
        /// A plan exists.
        PlanReady(Entry) = "plan.ready" is Act,
        /// The customer heard the plan and still decides.
        PlanTold(Entry) = "plan.told" is Act,
        /// The customer agreed.
        PlanAccepted(Entry) = "plan.accepted" is Act,
        /// The customer did not agree.
        PlanRejected(Entry) = "plan.rejected" is Act,
        /// The lead closed the matter against the customer's wish.
        PlanFinalRefused(Entry) = "plan.final_refused" is Act,
        /// The plan is done.
        PlanCarriedOut(Entry) = "plan.carried_out" is Act,
        /// The plan did not work.
        PlanFailed(Entry) = "plan.failed" is Act,
        /// The customer got a definite answer.
        AnswerGiven(Entry) = "answer.given" is Act,
    }
    /// The result, and the ways out.
    EndingFact {
        /// The customer confirmed the result.
        ResultConfirmed(Entry) = "result.confirmed" is Act,
        /// The customer does not see it solved.
        ResultRefused(Entry) = "result.refused" is Act,
        /// The customer could not be reached any more.
        Unreachable(Entry) = "customer.unreachable" is Act,
        /// Closed for good.
        Archived(Entry) = "case.archived" is Act,
        /// Back to work.
        Reopened(Grade) = "case.reopened" is Act,
        /// The customer took the matter back.
        Withdrawn(Entry) = "case.withdrawn" is Act,
        /// Not a real contact.
        SpamMarked(Entry) = "case.spam" is Act,
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
        } = "case.merged" is Act,
        /// A younger case of the same matter was merged into this one.
        MergeReceived {
            /// The younger case.
            from: Uuid,
            /// Its number.
            no: String,
            /// Its contacts.
            #[serde(default)]
            contacts: Vec<MovedContact>,
        } = "case.merge_received" is Final,
        /// Merges on both sides of stations apart ran into each other: this case, the oldest, goes on.
        LoopOpened {
            /// The case it had gone into.
            with: Uuid,
        } = "merge.loop_opened" is Final,
        /// A new matter heard here became a case of its own.
        Split {
            /// The new case.
            new: Uuid,
            /// A remark.
            #[serde(default)]
            personal: Record,
        } = "case.split" is Final,
    }
    /// One case as the master of many.
    MajorFact {
        /// This case is the master of a major matter.
        MajorDeclared(Entry) = "major.declared" is Act,
        /// The major matter is over; each case attached to it hears of it.
        MajorEnded(Entry) = "major.ended" is Act,
        /// Customers of the matter were told how far it is, with the same words.
        MajorTold {
            /// The cases of those who were told, this one among them where its customer was.
            cases: Vec<Uuid>,
            /// The words.
            #[serde(default)]
            personal: Record,
        } = "major.told" is Act,
        /// This case is part of a major matter.
        Attached(OfMaster) = "case.attached" is Act,
        /// This case is no part of it any more.
        Detached(OfMaster) = "case.detached" is Act,
        /// A case was attached to this one.
        AttachReceived {
            /// That case.
            from: Uuid,
            /// Its number.
            no: String,
        } = "attach.received" is Beside,
        /// A case that was attached to this one is so no more.
        DetachReceived {
            /// That case.
            from: Uuid,
        } = "detach.received" is Beside,
        /// The matter this case was attached to is over: its customer hears from whoever has this case again.
        AttachEnded {
            /// Its master.
            master: Uuid,
        } = "attach.ended" is Beside,
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
        } = "first_response" is Act,
        /// A contact began.
        ContactStarted {
            /// How.
            channel: Channel,
            /// A remark.
            #[serde(default)]
            personal: Record,
        } = "contact.started" is Beside,
        /// On hold.
        ContactHeld(Entry) = "contact.held" is Beside,
        /// Off hold.
        ContactResumed(Entry) = "contact.resumed" is Beside,
        /// The contact ended.
        ContactEnded(Entry) = "contact.ended" is Beside,
    }
    /// Who somebody is.
    IdentityFact {
        /// Identity was checked; holds the names of the facts used, never their values.
        IdentityChecked(Entry) = "identity.checked" is Act,
        /// A masked field was shown, with the reason.
        IdentityRevealed(Entry) = "identity.revealed" is Seen,
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
            until: Option<Timestamp>,
            /// The lead it goes to first; absent where nobody knew of one.
            lead: Option<Uuid>,
            /// The decision wanted.
            #[serde(default)]
            personal: Record,
        } = "escalated.lead" is Act unless auto,
        /// Nobody took note in time: the next lead is told or, where there is none, the same one reminded.
        EscalationPassed {
            /// The lead it goes to now.
            lead: Option<Uuid>,
            /// The lead is the one who was told before.
            #[serde(default)]
            reminded: bool,
            /// How often it was passed on so far, this time included.
            times: u32,
            /// By when they should take note; absent the last time.
            until: Option<Timestamp>,
        } = "escalation.passed" is Consequence,
        /// The lead took note.
        EscalationAcknowledged(Entry) = "escalation.acknowledged" is Act,
        /// The emergency plan began.
        RunbookStarted(Entry) = "runbook.started" is Act,
        /// A lead reviewed the case.
        ReviewSigned(Entry) = "review.signed" is Act,
    }
    /// Limits.
    ClockFact {
        /// A limit began to count.
        ClockStarted(ClockSet) = "clock.started" is Consequence,
        /// A limit got another due: the grade or the time of receipt changed.
        ClockMoved(ClockSet) = "clock.moved" is Consequence,
        /// A limit was met.
        ClockMet {
            /// Which.
            clock: ClockKind,
            /// Its round.
            round: u32,
            /// When.
            met: Timestamp,
            /// The due with the running pause counted in, where it stood still.
            due: Option<Timestamp>,
        } = "clock.met" is Consequence,
        /// A limit does not count any more.
        ClockCancelled {
            /// Which.
            clock: ClockKind,
            /// Its round.
            round: u32,
            /// The due with the running pause counted in, where it stood still.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            due: Option<Timestamp>,
        } = "clock.cancelled" is Consequence,
        /// The lead was told that a limit passed.
        ClockBreached {
            /// Which.
            clock: ClockKind,
            /// Its round.
            round: u32,
            /// The due that passed.
            due: Timestamp,
        } = "clock.breached" is Consequence,
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
        } = "clock.paused" is Act,
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
        } = "clock.resumed" is Act unless auto,
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
        } = "promise.made" is Act,
        /// A promise was kept.
        PromiseKept {
            /// The fact that made it.
            promise: EventId,
            /// A remark.
            #[serde(default)]
            personal: Record,
        } = "promise.kept" is Act,
        /// The time of a promise passed.
        PromiseMissed {
            /// The fact that made it.
            promise: EventId,
        } = "promise.missed" is Consequence,
        /// The customer agreed to another time before the old one passed.
        PromiseRenegotiated {
            /// The fact that made it.
            promise: EventId,
            /// A remark.
            #[serde(default)]
            personal: Record,
        } = "promise.renegotiated" is Act,
        /// A promise fell away with its case.
        PromiseCancelled {
            /// The fact that made it.
            promise: EventId,
        } = "promise.cancelled" is Consequence,
    }
    /// Updates.
    ProgressFact {
        /// The customer was told how far we are.
        ProgressTold(Entry) = "progress.told" is Act,
        /// The customer agreed to another rhythm of updates.
        RhythmAgreed {
            /// Minutes between two updates.
            interval_min: u32,
            /// A remark.
            #[serde(default)]
            personal: Record,
        } = "rhythm.agreed" is Act,
    }
    /// Ratings.
    RatingFact {
        /// The rating was asked for.
        SatisfactionAsked(Entry) = "satisfaction.asked" is Act,
        /// Marks were given.
        SatisfactionScored(Rated) = "satisfaction.scored" is Act,
        /// One key was pressed.
        SatisfactionKeypad(Rated) = "satisfaction.keypad" is Act,
        /// The customer does not want to rate.
        SatisfactionRefused(Rated) = "satisfaction.refused" is Act,
        /// Nobody answered the rating call.
        SatisfactionNoAnswer(Rated) = "satisfaction.no_answer" is Act,
        /// The rating was not asked for, with the reason.
        SatisfactionNotAsked(Rated) = "satisfaction.not_asked" is Act,
        /// The rating is low: a lead calls back.
        LowScoreFlagged {
            /// The score in tenths of a point.
            score_tenths: Option<u32>,
        } = "low_score.flagged" is Consequence,
    }
    /// Stations that worked apart.
    ClashFact {
        /// Somebody looked at both sides of what came across each other.
        ClashSettled(Entry) = "clash.settled" is Act,
    }
    /// Words beside the work.
    NoteFact {
        /// A note.
        NoteAdded(Entry) = "note.added" is Beside,
        /// A phrase was spoken.
        PhraseSaid {
            /// The phrase.
            phrase: String,
        } = "phrase.said" is Beside,
    }
    /// Dated tasks.
    TaskFact {
        /// A task was made.
        FollowUpCreated(TaskMade) = "followup.created" is Act unless auto,
        /// A task was put off.
        FollowUpSnoozed(TaskAct) = "followup.snoozed" is Act,
        /// A task was done.
        FollowUpDone(TaskAct) = "followup.done" is Act,
        /// The time of a task passed.
        FollowUpMissed(TaskAct) = "followup.missed" is Act,
        /// A task fell away.
        FollowUpCancelled(TaskAct) = "followup.cancelled" is Act,
        /// Nobody answered the call of a task.
        FollowUpNoAnswer(TaskAct) = "followup.no_answer" is Act,
        /// The customer chose another time for a task.
        FollowUpRescheduled(TaskAct) = "followup.rescheduled" is Act,
    }
    /// Taking back.
    UndoFact {
        /// Facts were taken back.
        Undone {
            /// Which.
            facts: Vec<EventId>,
        } = "undone" is Final,
    }
    /// What is done with a case away from the desk.
    OfficeFact {
        /// A corrective action was opened.
        CapaOpened(Entry) = "capa.opened" is Act,
        /// A corrective action was closed.
        CapaClosed(Entry) = "capa.closed" is Act,
        /// The case left the desk in a file.
        ExportMade(Entry) = "export.made" is Left,
        /// Personal data was erased.
        DataErased(Entry) = "data.erased" is Final,
    }
}

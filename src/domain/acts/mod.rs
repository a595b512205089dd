//! Every act, each in one place: who may, when, with which fields, what follows, how its facts fold and how they are
//! told. A new act is its place in the file of its group and its line in the table below; a new fact is its line in
//! [`super::case::event`] and its arms in the same file.

pub mod care;
mod clash;
pub mod closing;
mod contact;
mod decision;
mod elsewhere;
mod ending;
pub mod escalate;
pub mod fields;
pub mod grading;
mod holder;
mod identity;
mod intake;
mod known;
mod lead;
mod low_score;
pub mod major;
mod merge;
pub mod next;
mod note;
mod office;
pub mod pause;
mod plan;
pub mod progress;
mod promise;
mod rating;
mod reassign;
pub mod rights;
mod spec;
mod task;
pub mod tasks;
mod undo;

pub use contact::answered_live;
pub use decision::Decision;
pub use elsewhere::{decide_elsewhere, touched};
pub use fields::{FieldSpec, acts_for, fields_of};
pub use holder::default_department;
pub(super) use intake::opened;
pub use known::{Known, Leads};
pub use merge::open_loop;
pub use spec::{About, ActSpec, Condition, Counts, Need, Only};

use crate::calendar::Rulebook;
use crate::timers::clocks;
use crate::values;
use crate::{
    Actor, Case, CaseEvent, ClockKind, Command, Entry, Event, Field, Kind, Record, Refusal, Role, State, Timestamp,
    Value, codes,
};

/// Names every act once: its variant, its spelling and its place.
macro_rules! acts {
    ($($name:ident = $text:literal => $spec:path),+ $(,)?) => {
        codes! {
            /// An act upon a case, spelled as the fact it leads to.
            Act { $($name = $text),+ }
        }

        impl Act {
            /// What its place says of it.
            pub const fn spec(self) -> &'static ActSpec {
                match self { $(Self::$name => &$spec),+ }
            }
        }
    };
}

impl Act {
    /// Whether it belongs among the steps of the flow.
    pub fn is_step(self) -> bool {
        self.spec().may.moves_to.is_some() || self == Self::Regrade
    }
}

acts! {
    Open = "case.opened" => intake::OPEN,
    Edit = "case.drafted" => intake::EDIT,
    IntakeDone = "intake.done" => intake::INTAKE_DONE,
    Grade = "case.graded" => grading::GRADE,
    QuickAnswer = "case.quick_answer" => grading::QUICK_ANSWER,
    Transfer = "case.transferred" => holder::TRANSFER,
    Regrade = "case.regraded" => grading::REGRADE,
    PlanReady = "plan.ready" => plan::PLAN_READY,
    AnswerGiven = "answer.given" => plan::ANSWER_GIVEN,
    PlanTold = "plan.told" => plan::PLAN_TOLD,
    PlanAccepted = "plan.accepted" => plan::PLAN_ACCEPTED,
    PlanRejected = "plan.rejected" => plan::PLAN_REJECTED,
    PlanFinalRefused = "plan.final_refused" => plan::PLAN_FINAL_REFUSED,
    PlanCarriedOut = "plan.carried_out" => plan::PLAN_CARRIED_OUT,
    PlanFailed = "plan.failed" => plan::PLAN_FAILED,
    ResultConfirmed = "result.confirmed" => ending::RESULT_CONFIRMED,
    ResultRefused = "result.refused" => ending::RESULT_REFUSED,
    Unreachable = "customer.unreachable" => ending::UNREACHABLE,
    Archive = "case.archived" => ending::ARCHIVE,
    Reopen = "case.reopened" => ending::REOPEN,
    Withdraw = "case.withdrawn" => ending::WITHDRAW,
    Spam = "case.spam" => ending::SPAM,
    Merge = "case.merged" => merge::MERGE,
    Split = "case.split" => merge::SPLIT,
    MajorDeclared = "major.declared" => major::DECLARED,
    MajorEnded = "major.ended" => major::ENDED,
    MajorTold = "major.told" => major::TOLD,
    Attach = "case.attached" => major::ATTACH,
    Detach = "case.detached" => major::DETACH,
    FirstResponse = "first_response" => contact::FIRST_RESPONSE,
    ContactStarted = "contact.started" => contact::CONTACT_STARTED,
    ContactHeld = "contact.held" => contact::CONTACT_HELD,
    ContactResumed = "contact.resumed" => contact::CONTACT_RESUMED,
    ContactEnded = "contact.ended" => contact::CONTACT_ENDED,
    IdentityChecked = "identity.checked" => identity::IDENTITY_CHECKED,
    IdentityRevealed = "identity.revealed" => identity::IDENTITY_REVEALED,
    HolderChanged = "holder.changed" => holder::HOLDER_CHANGED,
    DepartmentNamed = "department.named" => holder::DEPARTMENT_NAMED,
    Reassign = "case.reassigned" => reassign::REASSIGN,
    ReturnReceived = "return.received" => holder::RETURN_RECEIVED,
    ReturnBounced = "return.bounced" => holder::RETURN_BOUNCED,
    EscalateLead = "escalated.lead" => lead::ESCALATE_LEAD,
    EscalationAcknowledged = "escalation.acknowledged" => lead::ESCALATION_ACKNOWLEDGED,
    Pause = "clock.paused" => pause::PAUSE,
    Resume = "clock.resumed" => pause::RESUME,
    PromiseMade = "promise.made" => promise::PROMISE_MADE,
    PromiseKept = "promise.kept" => promise::PROMISE_KEPT,
    PromiseRenegotiated = "promise.renegotiated" => promise::PROMISE_RENEGOTIATED,
    ProgressTold = "progress.told" => progress::PROGRESS_TOLD,
    RhythmAgreed = "rhythm.agreed" => progress::RHYTHM_AGREED,
    SatisfactionAsked = "satisfaction.asked" => rating::SATISFACTION_ASKED,
    SatisfactionScored = "satisfaction.scored" => rating::SATISFACTION_SCORED,
    SatisfactionKeypad = "satisfaction.keypad" => rating::SATISFACTION_KEYPAD,
    SatisfactionRefused = "satisfaction.refused" => rating::SATISFACTION_REFUSED,
    SatisfactionNoAnswer = "satisfaction.no_answer" => rating::SATISFACTION_NO_ANSWER,
    SatisfactionNotAsked = "satisfaction.not_asked" => rating::SATISFACTION_NOT_ASKED,
    RunbookStarted = "runbook.started" => lead::RUNBOOK_STARTED,
    ReviewSigned = "review.signed" => lead::REVIEW_SIGNED,
    NoteAdded = "note.added" => note::NOTE_ADDED,
    ClashSettled = "clash.settled" => clash::CLASH_SETTLED,
    PhraseSaid = "phrase.said" => note::PHRASE_SAID,
    FollowUpCreated = "followup.created" => task::FOLLOW_UP_CREATED,
    FollowUpSnoozed = "followup.snoozed" => task::FOLLOW_UP_SNOOZED,
    FollowUpDone = "followup.done" => task::FOLLOW_UP_DONE,
    FollowUpNoAnswer = "followup.no_answer" => task::FOLLOW_UP_NO_ANSWER,
    FollowUpRescheduled = "followup.rescheduled" => task::FOLLOW_UP_RESCHEDULED,
    FollowUpCancelled = "followup.cancelled" => task::FOLLOW_UP_CANCELLED,
    Undo = "undone" => undo::UNDO,
}

/// The facts an act leads to, in order, or why it cannot be. The first fact takes the command's id, unless the act is
/// sent along with another.
///
/// Time comes first: the engine adds [`crate::due_acts`] before, so that what the clock did stands in the case.
pub fn decide(
    case: Option<&Case>,
    known: &Known<'_>,
    command: &Command,
    rules: &Rulebook,
    actor: &Actor,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    rights::check(actor, command.act, &rules.manual)?;
    let received_at = command.record.at(Field::ReceivedAt).or(case.map(|case| case.received_at));
    values::check(&command.record, received_at, rules, now, command.act)?;
    let Some(case) = case else {
        return match command.act {
            Act::Open => intake::open(known, command, now),
            _ => Err(no_such("case")),
        };
    };
    if !fields::is_possible(command.act, case) {
        return Err(Refusal::NotNow { act: command.act, state: case.state });
    }
    let (id, before) = known.along.unwrap_or((command.id, 0));
    let mut decision = Decision::new(case.clone(), rules, known, actor, now, id).behind(before);
    decision.record = command.record.clone();
    let spec = command.act.spec();
    let beside = spec.counts_as(Counts::Action);
    let measure = if beside { decision.record.0.remove(&Field::ImmediateAction) } else { None };
    (spec.asks.fill)(&mut decision);
    plan::name_it(&mut decision, command.act);
    fields::check_required(command.act, &decision.case, &decision.record, &rules.manual)?;
    check_compensation(&decision, command.act)?;
    let rhythm = progress::rhythm(&decision.case, rules);
    (spec.decide)(&mut decision, command)?;
    follow(&mut decision, command.act, rhythm, measure);
    Ok(decision.finish())
}

/// What is offered beyond one's own limit is for somebody with a higher one.
fn check_compensation(decision: &Decision<'_>, act: Act) -> Result<(), Refusal> {
    let offers = act.spec().counts_as(Counts::Offer);
    let pays = matches!(decision.record.text(Field::ResolutionType), Some("compensation" | "goodwill"));
    let Some(cents) = decision.record.number(Field::Cost).filter(|_| offers && pays) else { return Ok(()) };
    let within = |yuan: i64| cents <= yuan.saturating_mul(100);
    let roles = &decision.manual().roles;
    let limit = |role| roles.iter().find(|rule| rule.id == role).and_then(|rule| rule.compensation_limit);
    if decision.actor.role == Role::System || limit(decision.actor.role).is_none_or(within) {
        return Ok(());
    }
    let mut may = rights::who_may(act, decision.manual());
    may.retain(|role| limit(*role).is_none_or(within));
    if may.is_empty() {
        return Err(rule(act, "beyond-every-limit"));
    }
    Err(rights::not_you(decision.actor, act, &may))
}

/// What follows from whatever was done: a first answer, updates in the new rhythm, a full record.
fn follow(decision: &mut Decision<'_>, act: Act, rhythm: progress::Rhythm, measure: Option<Value>) {
    if act == Act::Undo {
        return;
    }
    pause::end_where_over(decision);
    major::end_where_over(decision);
    if !matches!(act, Act::Grade | Act::Reopen) {
        progress::follow(decision, rhythm);
    }
    if act.spec().counts_as(Counts::Answer) && decision.case.first_response.is_none() {
        contact::first_response(decision, Record::default());
    }
    immediate_action(decision, act, measure);
    complete_record(decision);
    care::follow(decision, act);
}

/// Whether the record of the case asks what was done at once and does not say it yet.
pub fn measure_is_asked(case: &Case) -> bool {
    let kind = matches!(case.kind(), Some(Kind::Complaint | Kind::Fault));
    kind && case.is_graded() && case.record.get(Field::ImmediateAction).is_none()
}

/// What was done for the customer at once, in words of its own: typed beside an act, or the answer that was given. What is
/// planned, promised or written to colleagues is none.
fn immediate_action(decision: &mut Decision<'_>, act: Act, measure: Option<Value>) {
    if !measure_is_asked(&decision.case) {
        return;
    }
    let answer = || decision.record.text(Field::ResolutionText).map(|words| words.chars().take(200).collect());
    let answered = matches!(act, Act::AnswerGiven | Act::QuickAnswer);
    let words = measure.or_else(|| answer().filter(|_| answered).map(Value::Text));
    if let Some(words) = words {
        let record = Record::default().with(Field::ImmediateAction, words);
        decision.push(CaseEvent::Drafted(Entry::of(record)));
    }
}

fn complete_record(decision: &mut Decision<'_>) {
    let done = decision.case.record_completed_at.is_some();
    let early = matches!(decision.case.state, State::Intake | State::Cancelled | State::Spam | State::Merged);
    if done || early || !decision.case.is_graded() || !closing::missing_in_record(&decision.case).is_empty() {
        return;
    }
    let manual = decision.manual().hash.clone();
    decision.push(CaseEvent::RecordCompleted { manual });
    clocks::meet(decision, &[ClockKind::Record], decision.now);
}

/// A guard of the trade says no.
pub fn rule(act: Act, name: &str) -> Refusal {
    Refusal::Rule { act, rule: name.to_owned() }
}

fn no_such(what: &str) -> Refusal {
    Refusal::NoSuch { what: what.to_owned() }
}

fn missing(act: Act, field: Field) -> Refusal {
    Refusal::Missing { act, fields: vec![field] }
}

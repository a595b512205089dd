//! A case as data: one view that `show --json` prints, rehearsals compare with, and exports write. Times are RFC 3339
//! in UTC; what names a person goes through whoever asks, who masks it.

use std::fmt;

use serde::{Serialize, Serializer};
use uuid::Uuid;

use crate::domain::calendar::Calendar;
use crate::domain::case::{self};
use crate::domain::figures_of_case as figures;
use crate::domain::{
    CalendarKind, Case, ClockKind, EventId, Field, FollowUpEnd, FollowUpKind, Modifier, Outcome, PromiseEnd,
    RatingStatus, Recorded, Role, Solved, State, Timestamp, Value,
};

/// A moment as other programs read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment(pub Timestamp);

/// RFC 3339 in UTC.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = chrono::DateTime::from_timestamp_millis(self.0.0).unwrap_or_default();
        f.write_str(&at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true))
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Everything a program may want to know of a case.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CaseView<'a> {
    pub id: Uuid,
    pub no: &'a str,
    pub state: State,
    pub level: Option<u8>,
    /// Every one that applied at any time.
    pub modifiers: Vec<Modifier>,
    /// Told by rule at grading.
    pub notified: Vec<Role>,
    pub owner: &'a str,
    pub received_at: Moment,
    pub outcome: Option<Outcome>,
    pub resolution_type: Option<&'a str>,
    pub resolved_at: Option<Moment>,
    pub archived_at: Option<Moment>,
    pub reopened_at: Vec<Moment>,
    pub handling_workdays: Option<u32>,
    /// Clocks ever past their due, and the channel standard.
    pub breaches: Vec<String>,
    pub clocks: Vec<Clock>,
    pub follow_ups: Vec<FollowUpView>,
    pub promises: Vec<Promise>,
    pub ratings: Vec<Rating>,
    pub record: Vec<(Field, String)>,
    pub facts: Vec<Fact<'a>>,
    /// Results confirmed before a reopening.
    pub resolved_before: Vec<Moment>,
    pub aht_s: Option<i64>,
    /// Calls made for the task that was called for most.
    pub attempts: u32,
    pub merged_into: Option<Uuid>,
}

/// A limit, and what it counts.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Clock {
    pub kind: ClockKind,
    pub round: u32,
    pub started_at: Moment,
    pub first_due: Moment,
    pub due: Moment,
    pub met_at: Option<Moment>,
    pub cancelled_at: Option<Moment>,
    pub limit: LimitView,
}

/// How long something runs: at most one of minutes and working days; neither where a person named the moment.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(crate) struct LimitView {
    pub minutes: Option<u32>,
    pub workdays: Option<u32>,
    /// The kind of time it counts in.
    pub calendar: Option<CalendarKind>,
}

/// A dated task.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FollowUpView {
    pub kind: FollowUpKind,
    pub round: u32,
    pub first_due: Moment,
    pub due: Moment,
    pub end: Option<FollowUpEnd>,
    pub ended_at: Option<Moment>,
    /// Every due it was moved to by the customer's wish.
    pub moved_to: Vec<Moment>,
    /// What made it, where a limit did.
    pub limit: Option<LimitView>,
}

/// A dated statement to the customer.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Promise {
    pub round: u32,
    pub made_at: Moment,
    pub due: Moment,
    /// It is the finishing time of an accepted plan.
    pub of_plan: bool,
    pub end: Option<PromiseEnd>,
    pub ended_at: Option<Moment>,
}

/// How a customer judged.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Rating {
    pub round: u32,
    pub at: Moment,
    pub status: RatingStatus,
    /// One decimal.
    pub score: Option<f64>,
    pub low: bool,
    pub solved: Option<Solved>,
}

/// What happened.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Fact<'a> {
    pub id: EventId,
    pub at: Moment,
    pub by: &'a str,
    pub role: Role,
    pub kind: &'a str,
    pub undone: bool,
}

impl<'a> CaseView<'a> {
    /// A case as it stands at a moment, without its record and its history.
    pub fn of(case: &'a Case, calendar: &Calendar, now: Timestamp) -> Self {
        Self {
            id: case.id,
            no: &case.no,
            state: case.state,
            level: case.level.map(crate::domain::Level::number),
            modifiers: case.modifiers_ever.iter().copied().collect(),
            notified: case.notified.iter().copied().collect(),
            owner: &case.owner,
            received_at: Moment(case.received_at),
            outcome: case.outcome,
            resolution_type: case.plans.last().map(|plan| plan.resolution_type.as_str()),
            resolved_at: case.resolved_at.map(Moment),
            archived_at: case.archived_at.map(Moment),
            reopened_at: case.reopened_at.iter().copied().map(Moment).collect(),
            handling_workdays: figures::handling_workdays(case, calendar),
            breaches: figures::breaches(case, now),
            clocks: case.clocks.iter().map(clock).collect(),
            follow_ups: case.follow_ups.iter().map(follow_up).collect(),
            promises: case.promises.iter().map(promise).collect(),
            ratings: case.ratings.iter().map(rating).collect(),
            record: Vec::new(),
            facts: Vec::new(),
            resolved_before: case.work.resolved_before.iter().copied().map(Moment).collect(),
            aht_s: figures::aht_s(case),
            attempts: attempts(case),
            merged_into: case.merged_into,
        }
    }

    /// The same with what was entered, as `said` puts it, and with what happened.
    #[must_use]
    pub fn whole(mut self, case: &Case, facts: &'a [Recorded], said: impl Fn(Field, &Value) -> String) -> Self {
        self.record = case.record.0.iter().map(|(field, value)| (*field, said(*field, value))).collect();
        self.facts = facts.iter().map(|fact| self::fact(fact, case)).collect();
        self
    }

    /// The running number of the round: 0 before the first reopening.
    pub fn round(&self) -> u32 {
        u32::try_from(self.reopened_at.len()).unwrap_or(u32::MAX)
    }
}

fn clock(clock: &case::Clock) -> Clock {
    Clock {
        kind: clock.kind,
        round: clock.round,
        started_at: Moment(clock.start),
        first_due: Moment(clock.first_due),
        due: Moment(clock.due),
        met_at: clock.met.map(Moment),
        cancelled_at: clock.cancelled.map(Moment),
        limit: limit(clock.limit, Some(clock.calendar)),
    }
}

const fn limit(limit: case::Limit, calendar: Option<CalendarKind>) -> LimitView {
    match limit {
        case::Limit::Minutes(minutes) => LimitView { minutes: Some(minutes), workdays: None, calendar },
        case::Limit::WorkDays(days) => LimitView { minutes: None, workdays: Some(days), calendar },
        case::Limit::Until(_) => LimitView { minutes: None, workdays: None, calendar },
    }
}

fn follow_up(task: &case::FollowUp) -> FollowUpView {
    FollowUpView {
        kind: task.kind,
        round: task.round,
        first_due: Moment(task.first_due),
        due: Moment(task.due),
        end: task.end.map(|(end, _)| end),
        ended_at: task.end.map(|(_, at)| Moment(at)),
        moved_to: task.moved_to.iter().copied().map(Moment).collect(),
        limit: task.limit.map(|made| limit(made, task.calendar)),
    }
}

fn promise(promise: &case::Promise) -> Promise {
    Promise {
        round: promise.round,
        made_at: Moment(promise.made_at),
        due: Moment(promise.due),
        of_plan: promise.plan_eta,
        end: promise.end.map(|(end, _)| end),
        ended_at: promise.end.map(|(_, at)| Moment(at)),
    }
}

fn rating(rating: &case::Rating) -> Rating {
    Rating {
        round: rating.round,
        at: Moment(rating.at),
        status: rating.status,
        score: rating.score_tenths.map(|tenths| f64::from(tenths) / 10.0),
        low: rating.low,
        solved: rating.solved,
    }
}

fn fact<'a>(fact: &'a Recorded, case: &Case) -> Fact<'a> {
    Fact {
        id: fact.id,
        at: Moment(fact.at),
        by: &fact.by.no,
        role: fact.by.role,
        kind: fact.event.kind(),
        undone: case.undone.contains(&fact.id),
    }
}

/// Reminders of one wait count together.
fn attempts(case: &Case) -> u32 {
    let of = |kind: &FollowUpKind| -> u32 {
        case.follow_ups.iter().filter(|task| task.kind == *kind).map(|task| task.attempts).sum()
    };
    let called = FollowUpKind::ALL.iter().filter(|kind| **kind != FollowUpKind::Progress);
    called.map(of).max().unwrap_or_default()
}

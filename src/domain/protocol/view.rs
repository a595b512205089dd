//! A case as data: one view that `show --json` prints, rehearsals compare with, and exports write. Times are RFC 3339
//! in UTC; what names a person goes through whoever asks, who masks it.

use std::fmt;

use serde::{Serialize, Serializer};
use uuid::Uuid;

use super::crossed::{Crossed, Side};
use super::query::CaseFile;
use crate::calendar::Calendar;
use crate::case::{self};
use crate::figures_of_case as figures;
use crate::{
    CalendarKind, Case, ClockKind, EventId, Field, FollowUpEnd, FollowUpKind, Modifier, Outcome, PromiseEnd,
    RatingStatus, Recorded, Role, Solved, State, Timestamp, Value,
};

/// A moment as other programs read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub Timestamp);

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

/// Views with what each row of them is taken from.
macro_rules! views {
    ($($(#[$meta:meta])* $name:ident $(<$life:lifetime>)? ($($arg:ident: $given:ty),+) {
        $($(#[$field_meta:meta])* $field:ident: $type:ty = $value:expr,)+
    })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Serialize)]
        pub struct $name $(<$life>)? { $($(#[$field_meta])* pub $field: $type),+ }

        impl $(<$life>)? $name $(<$life>)? {
            pub fn of($($arg: $given),+) -> Self {
                Self { $($field: $value),+ }
            }
        }
    )+};
}

views! {
    /// Everything a program may want to know of a case as it stands at a moment; [`CaseView::whole`] adds its record and
    /// its history.
    CaseView<'a> (case: &'a Case, calendar: &Calendar, now: Timestamp) {
        id: Uuid = case.id,
        no: &'a str = &case.no,
        state: State = case.state,
        level: Option<u8> = case.level.map(crate::Level::number),
        /// Every one that applied at any time.
        modifiers: Vec<Modifier> = case.modifiers_ever.iter().copied().collect(),
        /// Told by rule at grading.
        notified: Vec<Role> = case.notified.iter().copied().collect(),
        /// The owner's number, once it is whole.
        owner: &'a str = "",
        received_at: Moment = Moment(case.received_at),
        outcome: Option<Outcome> = case.outcome,
        resolution_type: Option<&'a str> = case.plan_in_force().map(|plan| plan.resolution_type.as_str()),
        resolved_at: Option<Moment> = case.resolved_at.map(Moment),
        archived_at: Option<Moment> = case.archived_at.map(Moment),
        reopened_at: Vec<Moment> = case.reopened_at.iter().copied().map(Moment).collect(),
        handling_workdays: Option<u32> = figures::handling_workdays(case, calendar),
        /// Clocks ever past their due, and the channel standard.
        breaches: Vec<String> = figures::breaches(case, now),
        clocks: Vec<Clock> = case.clocks.iter().map(Clock::of).collect(),
        follow_ups: Vec<FollowUpView> = case.follow_ups.iter().map(FollowUpView::of).collect(),
        promises: Vec<Promise> = case.promises.iter().map(Promise::of).collect(),
        ratings: Vec<Rating> = case.ratings.iter().map(Rating::of).collect(),
        record: Vec<(Field, String)> = Vec::new(),
        facts: Vec<Fact<'a>> = Vec::new(),
        /// Results confirmed before a reopening.
        resolved_before: Vec<Moment> = case.work.resolved_before.iter().copied().map(Moment).collect(),
        aht_s: Option<i64> = figures::aht_s(case),
        /// Calls made for the task that was called for most.
        attempts: u32 = attempts(case),
        merged_into: Option<Uuid> = case.merged_into,
        /// The major matter it is or was the master of.
        major: Option<MajorView<'a>> = case.major.as_ref().map(MajorView::of),
        /// The major matter it is or was part of.
        attached_to: Option<AttachedToView<'a>> = case.attached_to.as_ref().map(AttachedToView::of),
        /// Every plan or answer, in the order in which they count.
        plans: Vec<Plan<'a>> = case.plans.iter().map(Plan::of).collect(),
        /// What copies worked on apart came across each other about.
        clashes: Vec<Clash<'a>> = Vec::new(),
        /// Another case has the same number.
        number_given_twice: bool = false,
    }

    /// One case as the master of many.
    MajorView<'a> (major: &'a case::Major) {
        declared_at: Moment = Moment(major.declared_at),
        ended_at: Option<Moment> = major.ended_at.map(Moment),
        /// The numbers of the cases attached to it.
        attached: Vec<&'a str> = major.attached.iter().map(|one| one.no.as_str()).collect(),
    }

    /// The master of a case.
    AttachedToView<'a> (to: &'a case::AttachedTo) {
        id: Uuid = to.master,
        no: &'a str = &to.no,
        /// Whether its customer hears how far we are with all the others.
        follows: bool = to.end.is_none(),
    }

    /// A plan or answer that was offered.
    Plan<'a> (plan: &'a case::Plan) {
        round: u32 = plan.round,
        at: Moment = Moment(plan.at),
        /// Offered while the case stood elsewhere: the last one that was not is in force.
        aside: bool = plan.aside,
        resolution_type: &'a str = &plan.resolution_type,
        told_at: Option<Moment> = plan.told_at.map(Moment),
        /// The customer's word, where there is one.
        accepted: Option<bool> = plan.accepted,
        done_at: Option<Moment> = plan.done_at.map(Moment),
    }

    /// Two acts that did not see each other.
    Clash<'a> (crossed: &Crossed<'a>) {
        /// Both are steps of the flow.
        steps: bool = crossed.clash.steps,
        /// The fields both set, where they are not.
        fields: Vec<Field> = crossed.clash.fields.iter().copied().collect(),
        /// In the order in which they count.
        acts: Vec<ClashAct<'a>> = crossed.sides.iter().map(ClashAct::of).collect(),
    }

    /// One of them.
    ClashAct<'a> (side: &Side<'a>) {
        id: EventId = side.fact.act,
        at: Moment = Moment(side.fact.at),
        by: &'a str = &side.fact.by.no,
        role: Role = side.fact.by.role,
        kind: &'a str = side.fact.event.kind(),
        /// The incarnation of the store that wrote it.
        station: Uuid = side.fact.station.0,
        /// Whether that is this store; absent where neither of the two is.
        here: Option<bool> = side.here,
    }

    /// A limit, and what it counts.
    Clock (clock: &case::Clock) {
        kind: ClockKind = clock.kind,
        round: u32 = clock.round,
        started_at: Moment = Moment(clock.start),
        first_due: Moment = Moment(clock.first_due),
        due: Moment = Moment(clock.due),
        met_at: Option<Moment> = clock.met.map(Moment),
        cancelled_at: Option<Moment> = clock.cancelled.map(Moment),
        limit: LimitView = limit(clock.limit, Some(clock.calendar)),
    }

    /// A dated task.
    FollowUpView (task: &case::FollowUp) {
        kind: FollowUpKind = task.kind,
        round: u32 = task.round,
        first_due: Moment = Moment(task.first_due),
        due: Moment = Moment(task.due),
        end: Option<FollowUpEnd> = task.end.map(|(end, _)| end),
        ended_at: Option<Moment> = task.end.map(|(_, at)| Moment(at)),
        /// Every due it was moved to by the customer's wish.
        moved_to: Vec<Moment> = task.moved_to.iter().copied().map(Moment).collect(),
        /// What made it, where a limit did.
        limit: Option<LimitView> = task.limit.map(|made| limit(made, task.calendar)),
    }

    /// A dated statement to the customer.
    Promise (promise: &case::Promise) {
        round: u32 = promise.round,
        made_at: Moment = Moment(promise.made_at),
        due: Moment = Moment(promise.due),
        /// It is the finishing time of an accepted plan.
        of_plan: bool = promise.plan_eta,
        end: Option<PromiseEnd> = promise.end.map(|(end, _)| end),
        ended_at: Option<Moment> = promise.end.map(|(_, at)| Moment(at)),
    }

    /// How a customer judged.
    Rating (rating: &case::Rating) {
        round: u32 = rating.round,
        at: Moment = Moment(rating.at),
        status: RatingStatus = rating.status,
        /// One decimal.
        score: Option<f64> = rating.score_tenths.map(|tenths| f64::from(tenths) / 10.0),
        low: bool = rating.low,
        solved: Option<Solved> = rating.solved,
    }

    /// What happened.
    Fact<'a> (fact: &'a Recorded, case: &Case) {
        id: EventId = fact.id,
        at: Moment = Moment(fact.at),
        by: &'a str = &fact.by.no,
        role: Role = fact.by.role,
        kind: &'a str = fact.event.kind(),
        undone: bool = case.undone.contains(&fact.id),
        /// What time did after an act elsewhere had ended its cause.
        overtaken: bool = case.overtaken.contains(&fact.id),
    }
}

/// How long something runs: at most one of minutes and working days; neither where a person named the moment.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct LimitView {
    pub minutes: Option<u32>,
    pub workdays: Option<u32>,
    /// The kind of time it counts in.
    pub calendar: Option<CalendarKind>,
}

impl<'a> CaseView<'a> {
    /// The same with what was entered, as `said` puts it, and with what happened.
    #[must_use]
    pub fn whole(mut self, file: &'a CaseFile, said: impl Fn(Field, &Value) -> String) -> Self {
        let case = &file.case;
        self.owner = file.number_of(case.owner);
        self.record = case.record.0.iter().map(|(field, value)| (*field, said(*field, value))).collect();
        self.facts = file.history().into_iter().map(|fact| Fact::of(fact, case)).collect();
        self.clashes = file.crossed().iter().map(Clash::of).collect();
        self.number_given_twice = file.twice;
        self
    }

    /// The running number of the round: 0 before the first reopening.
    pub fn round(&self) -> u32 {
        u32::try_from(self.reopened_at.len()).unwrap_or(u32::MAX)
    }
}

const fn limit(limit: case::Limit, calendar: Option<CalendarKind>) -> LimitView {
    match limit {
        case::Limit::Minutes(minutes) => LimitView { minutes: Some(minutes), workdays: None, calendar },
        case::Limit::WorkDays(days) => LimitView { minutes: None, workdays: Some(days), calendar },
        case::Limit::Until(_) => LimitView { minutes: None, workdays: None, calendar },
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

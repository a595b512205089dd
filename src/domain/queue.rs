//! What must be done next on a case, and its line in the queue.

use super::calendar::Rulebook;
use super::explain;
use super::grade::has_level;
use super::protocol::{DueKind, NextDue, QueueRow};
use super::timers::clocks;
use super::{
    CalendarKind, Case, Clock, ClockKind, Field, FollowUp, FollowUpKind, HolderKind, Kind, Level, Promise, State,
    Timestamp,
};

/// Tasks that are duties of the queue; the others live on the follow-up screen.
const DUTIES: [FollowUpKind; 4] =
    [FollowUpKind::Progress, FollowUpKind::LowScore, FollowUpKind::Callback, FollowUpKind::CustomerWait];

/// A case's line in the queue.
pub fn queue_row(case: &Case, rules: &Rulebook) -> QueueRow {
    let text = |field| case.record.text(field).unwrap_or_default().to_owned();
    let next = next_due(case, rules);
    QueueRow {
        id: case.id,
        no: case.no.clone(),
        head: case.head,
        state: case.state,
        level: case.level,
        kind: case.kind(),
        channel: case.channel(),
        received_at: case.received_at,
        owner: case.owner,
        waiting_for: waiting_for(case),
        lead_until: case.work.escalation.as_ref().and_then(|open| open.until.or(Some(open.since))),
        told_to: case.work.escalation.as_ref().and_then(|open| open.lead),
        crossed: !case.clashes.is_empty(),
        // Only whoever has all cases knows; see `Facts::cases_with_no`.
        twice: false,
        major: case.in_major(),
        next,
        band: band(case, next.is_some()),
        customer: text(Field::CustomerName),
        summary: text(Field::Summary),
        phone: text(Field::CallerNumber),
    }
}

fn band(case: &Case, has_next: bool) -> u8 {
    let before_closing = !matches!(case.state, State::Closing) && !case.state.is_terminal();
    match (case.level, has_next) {
        (Some(Level::ONE), _) if before_closing => 0,
        (_, true) => 1,
        (_, false) => 2,
    }
}

fn waiting_for(case: &Case) -> Option<String> {
    if let Some(pause) = &case.pause {
        return Some(pause.reason.clone());
    }
    match case.holder {
        HolderKind::Frontline => None,
        HolderKind::SecondLine => Some("second_line".to_owned()),
        HolderKind::Department => case.holder_name.clone().or(Some("department".to_owned())),
        HolderKind::ThirdParty => case.holder_name.clone().or(Some("third_party".to_owned())),
    }
}

/// The earliest of open promises, running clocks without the ceiling, and the updates and calls we owe; at equal times
/// the promise comes first.
pub fn next_due(case: &Case, rules: &Rulebook) -> Option<NextDue> {
    owing(case, rules).into_iter().min_by_key(Owing::key).map(|owing| owing.next(case, rules))
}

/// Everything a case owes, earliest first.
pub fn duties(case: &Case, rules: &Rulebook) -> Vec<NextDue> {
    let mut owing = owing(case, rules);
    owing.sort_by_key(Owing::key);
    owing.into_iter().map(|owing| owing.next(case, rules)).collect()
}

/// Something a case owes; when to warn of it is worked out only where somebody asks.
enum Owing<'a> {
    Promise(&'a Promise),
    Clock(&'a Clock),
    Task(&'a FollowUp),
    /// To be graded or taken, whichever it is.
    Begin {
        duty: DueKind,
        start: Timestamp,
        due: Timestamp,
        calendar: CalendarKind,
    },
}

impl Owing<'_> {
    const fn key(&self) -> (Timestamp, u8) {
        match self {
            Self::Promise(promise) => (promise.due, rank(DueKind::Promise)),
            Self::Clock(clock) => (clock.due, rank(DueKind::Clock(clock.kind))),
            Self::Task(task) => (task.due, rank(DueKind::FollowUp(task.kind))),
            Self::Begin { duty, due, .. } => (*due, rank(*duty)),
        }
    }

    fn next(&self, case: &Case, rules: &Rulebook) -> NextDue {
        match *self {
            Self::Promise(promise) => of_promise(case, promise),
            Self::Clock(clock) => of_clock(rules, clock),
            Self::Task(task) => of_task(case, rules, task),
            Self::Begin { duty, start, due, calendar } => warned(rules, duty, (start, due), calendar),
        }
    }
}

fn owing<'a>(case: &'a Case, rules: &Rulebook) -> Vec<Owing<'a>> {
    if case.state.is_terminal() {
        return Vec::new();
    }
    let mut owing: Vec<Owing<'_>> = case.open_promises().into_iter().map(Owing::Promise).collect();
    let counts = |clock: &&Clock| {
        clock.is_running() && clock.armed && clock.kind != ClockKind::Ceiling && clock.stands_since().is_none()
    };
    owing.extend(case.clocks.iter().filter(counts).map(Owing::Clock));
    let tasks = case.follow_ups.iter().filter(|task| task.is_open() && DUTIES.contains(&task.kind));
    owing.extend(tasks.map(Owing::Task));
    owing.extend(provisional(case, rules));
    owing
}

const fn rank(duty: DueKind) -> u8 {
    match duty {
        DueKind::Promise => 0,
        DueKind::FollowUp(_) => 1,
        DueKind::Clock(_) => 2,
        DueKind::Grade | DueKind::Take => 3,
        DueKind::SelfSolve => 4,
        DueKind::TakeNote => 5,
    }
}

/// Before grading there is no level: the answering time of level 2 stands in for it.
fn provisional(case: &Case, rules: &Rulebook) -> Option<Owing<'static>> {
    if !matches!(case.state, State::Intake | State::Identify) {
        return None;
    }
    let rule = clocks::level_rule(&rules.manual, Level::TWO)?;
    let start = case.received_at;
    let due = rules.calendar.add(rule.respond_cal, start, i64::from(rule.respond_min));
    let duty = if is_to_be_taken(case, rules) { DueKind::Take } else { DueKind::Grade };
    Some(Owing::Begin { duty, start, due, calendar: rule.respond_cal })
}

/// Whether a case that is not graded yet is one that gets no level: by what is recorded, else by what its words praise.
pub fn is_to_be_taken(case: &Case, rules: &Rulebook) -> bool {
    if !matches!(case.state, State::Intake | State::Identify) {
        return false;
    }
    let (kind, topic) = (case.kind(), case.record.text(Field::Topic));
    if !has_level(kind, topic) {
        return true;
    }
    let words = [Field::Summary, Field::Description, Field::Tried, Field::DesiredOutcome];
    let words: Vec<&str> = words.iter().filter_map(|field| case.record.text(*field)).collect();
    let open = topic.is_none() && kind.is_none_or(|kind| kind == Kind::Enquiry);
    open && rules.hears_praise(&words.join(" "))
}

pub(super) fn of_promise(case: &Case, promise: &Promise) -> NextDue {
    let ahead_min = if case.level == Some(Level::ONE) { 5 } else { 15 };
    let amber_at = promise.due.plus_min(-ahead_min).max(promise.made_at.min(promise.due));
    let red_at = promise.due.plus_min(-ahead_min / 3).max(amber_at);
    NextDue { duty: DueKind::Promise, start: promise.made_at, due: promise.due, amber_at, red_at, paused: false }
}

/// Warned at the times the explanation names: shares of the time that counted, the end of whole working days.
fn of_clock(rules: &Rulebook, clock: &Clock) -> NextDue {
    let [amber_at, red_at] = explain::warn_times(rules, clock);
    let (duty, start, due) = (DueKind::Clock(clock.kind), clock.start, clock.due);
    NextDue { duty, start, due, amber_at, red_at, paused: false }
}

pub(super) fn of_task(case: &Case, rules: &Rulebook, task: &FollowUp) -> NextDue {
    let duty = DueKind::FollowUp(task.kind);
    let calendar = match task.calendar {
        Some(CalendarKind::Service) => CalendarKind::Service,
        _ => CalendarKind::Always,
    };
    let mut next = warned(rules, duty, (task.start.min(task.due), task.due), calendar);
    next.paused = case.pause.is_some();
    next
}

/// Marks at the manual's shares of the time from start to due, counted in its own kind of time.
fn warned(rules: &Rulebook, duty: DueKind, (start, due): (Timestamp, Timestamp), calendar: CalendarKind) -> NextDue {
    let whole = rules.calendar.between_ms(calendar, start, due);
    let share = |of: f64| {
        // Spans of a case are far below 2^52 ms, so a float holds them exactly enough.
        #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
        let part = (whole as f64 * of).round() as i64;
        if whole > 0 { rules.calendar.add_ms(calendar, start, part) } else { due }
    };
    let [amber, red] = rules.manual.clock.warn_at;
    NextDue { duty, start, due, amber_at: share(amber), red_at: share(red), paused: false }
}

/// The order of the queue, ascending: band, next due, level, receipt, id.
pub fn sort_key(row: &QueueRow) -> (u8, Timestamp, u8, Timestamp, uuid::Uuid) {
    let due = row.next.map_or(row.received_at, |next| next.due);
    let level = row.level.map_or(4, Level::number);
    (row.band, due, level, row.received_at, row.id)
}

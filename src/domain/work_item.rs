//! What was promised to whom by when: the dated tasks of a case, as the work list of follow-ups reads them.

use super::calendar::{Calendar, Rulebook};
use super::manual::FollowUpRule;
use super::protocol::NextDue;
use super::queue::{of_promise, of_task};
use super::{Case, EventId, FollowUp, FollowUpKind, Level, Promise, PromiseEnd, State, TaskOwner, Timestamp};

/// Calls without an answer after which nobody is called a further time.
pub const TRIES: u32 = 3;

/// A promise, a progress update or another dated task that still has to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkItem {
    /// The fact that made it.
    pub id: EventId,
    /// What to do.
    pub what: FollowUpKind,
    /// From when to when, with its warnings.
    pub next: NextDue,
    /// Who it lies with.
    pub owner: TaskOwner,
    /// What was promised; empty for the others.
    pub text: String,
    /// How often its time passed undone.
    pub missed: u32,
    /// Calls made for it.
    pub attempts: u32,
    /// How often it was put off.
    pub snoozed: u32,
    /// Which part of the work list it belongs to.
    pub rank: Rank,
    /// Its level in the order of the list: 1 to 3, 4 before grading.
    pub level_key: u8,
}

/// What decides about the place in the work list beside the times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// A progress update of level 1: first of all once it is late.
    Urgent,
    /// A promise: next, from the morning of its day on.
    Promise,
    /// The others: by level once they are late.
    Other,
}

impl Rank {
    /// As a number, in the order of the list.
    pub const fn number(self) -> u8 {
        self as u8
    }
}

/// Everything a case still owes to somebody by a time, in no particular order. One that was merged owes nothing: what came
/// to it from the other side of stations apart is owed there.
pub fn work_items(case: &Case, rules: &Rulebook) -> Vec<WorkItem> {
    if case.state == State::Merged {
        return Vec::new();
    }
    let promises = case.promises.iter().filter(|promise| is_owed(promise, case));
    let promises = promises.map(|promise| from_promise(case, promise));
    // While we wait for the customer the updates rest.
    let rests = |task: &FollowUp| task.kind == FollowUpKind::Progress && case.pause.is_some();
    let tasks = case.follow_ups.iter().filter(|task| task.is_open() && !rests(task));
    promises.chain(tasks.map(|task| from_task(case, rules, task))).collect()
}

/// An open promise; or a missed one until it was kept late, another one took its place, or the matter ended well.
fn is_owed(promise: &Promise, case: &Case) -> bool {
    match promise.end {
        None => !case.state.is_terminal(),
        Some((PromiseEnd::Missed, at)) => {
            let over = case.state.is_terminal() || matches!(case.state, State::Closing | State::Verify);
            let replaced = case.promises.iter().any(|other| other.id != promise.id && other.made_at >= at);
            !over && !replaced && promise.kept_late.is_none()
        }
        Some(_) => false,
    }
}

fn level_key(case: &Case) -> u8 {
    case.level.map_or(4, Level::number)
}

fn from_promise(case: &Case, promise: &Promise) -> WorkItem {
    WorkItem {
        id: promise.id,
        what: FollowUpKind::Promise,
        next: of_promise(case, promise),
        owner: TaskOwner::Person(case.owner),
        text: promise.text.clone(),
        missed: u32::from(promise.end.is_some()),
        attempts: 0,
        snoozed: 0,
        rank: Rank::Promise,
        level_key: level_key(case),
    }
}

fn from_task(case: &Case, rules: &Rulebook, task: &FollowUp) -> WorkItem {
    let urgent = task.kind == FollowUpKind::Progress && case.level == Some(Level::ONE);
    let mut next = of_task(case, rules, task);
    // Only the clocks stand still; a reminder to the customer is due while we wait.
    next.paused = false;
    WorkItem {
        id: task.id,
        what: task.kind,
        next,
        owner: task.owner,
        text: String::new(),
        missed: u32::try_from(task.missed.len()).unwrap_or(u32::MAX),
        attempts: task.attempts,
        snoozed: task.snoozed,
        rank: if urgent { Rank::Urgent } else { Rank::Other },
        level_key: level_key(case),
    }
}

/// The parts of the day a call is tried in, as the minute of the day of the call.
const PARTS: [(u32, u32); 3] = [(10, 0), (14, 30), (17, 30)];

/// When to call again after a call nobody answered: in another part of the day (before noon, the afternoon, after 17:00),
/// and from the second try on, on a later working day, so that three tries spread over at least two days.
pub fn next_try(calendar: &Calendar, what: FollowUpKind, tries_before: u32, now: Timestamp) -> Timestamp {
    let local = calendar.local(now);
    let today = |hour, minute| local.date().and_hms_opt(hour, minute, 0).map(|at| calendar.at(at));
    let later = PARTS.iter().filter(|(hour, _)| *hour >= 12).find_map(|(hour, minute)| {
        let at = today(*hour, *minute)?;
        // The same part of the day is no other part: an hour at least, and not within 14:00 to 17:00 twice.
        let same_part = chrono::Timelike::hour(&local) >= 12 && *hour == 14;
        (at.since_ms(now) > 3_600_000 && !same_part).then_some((at, *hour, *minute))
    });
    let raw = match (tries_before, later) {
        (0, Some((at, ..))) => at,
        (_, Some((_, hour, minute))) => calendar.next_workday_at(now, hour, minute),
        (_, None) => calendar.next_workday_at(now, 10, 0),
    };
    calendar.outbound(what, raw)
}

/// Whether a task may still be put off; the name of the rule that forbids it where not.
pub fn why_not_put_off(what: FollowUpKind, snoozed: u32, rules: &[FollowUpRule]) -> Option<&'static str> {
    let limit = rules.iter().find(|rule| rule.id == what).map_or(0, |rule| rule.snooze_max);
    match (what, limit) {
        (FollowUpKind::Promise, _) => Some("promise-not-put-off"),
        (_, 0) => Some("never-put-off"),
        (_, limit) if snoozed >= limit => Some("put-off-too-often"),
        _ => None,
    }
}

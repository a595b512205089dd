//! Progress updates: one open at a time, in the rhythm of the level, then once a working day until carried out.

use super::{Deed, tasks};
use crate::domain::calendar::Rulebook;
use crate::domain::case::{Case, Limit};
use crate::domain::case::event::{CaseEvent, TaskMade};
use crate::domain::code::{CalendarKind, FollowUpKind, Level, State};
use crate::domain::timers::clocks;
use crate::domain::record::Record;
use crate::domain::time::Timestamp;

/// Every later working day at this hour, once the plan is told.
const DAILY_HOUR: u32 = 17;

/// How often the customer must hear from us at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rhythm {
    /// Not at all.
    None,
    /// Every so many minutes of this kind of time.
    Every(u32, CalendarKind),
    /// By 17:00 of each later working day.
    Daily,
}

/// The rhythm that applies to a case as it stands.
pub fn rhythm(case: &Case, rules: &Rulebook) -> Rhythm {
    let Some(level) = case.level else { return Rhythm::None };
    if clocks::is_waiting(case, rules) {
        return Rhythm::None;
    }
    let Some(every) = interval(case, rules, level) else { return Rhythm::None };
    let plan = case.plan();
    let told = plan.is_some_and(|plan| plan.told_at.is_some());
    let restores = plan.is_some_and(|plan| plan.resolution_type == "restore");
    let daily = match case.state {
        State::Process => false,
        State::PlanConfirm => level != Level::ONE && told,
        State::Implement => level != Level::ONE || !restores,
        _ => return Rhythm::None,
    };
    if daily { Rhythm::Daily } else { every }
}

fn interval(case: &Case, rules: &Rulebook, level: Level) -> Option<Rhythm> {
    let rule = clocks::level_rule(&rules.manual, level)?;
    let minutes = case.work.rhythm_min.or(rule.progress_min)?;
    Some(Rhythm::Every(minutes, rule.progress_cal.unwrap_or(CalendarKind::Service)))
}

/// The first update of a round counts from its start.
pub fn first(deed: &mut Deed<'_>) {
    drop_open(deed);
    let start = clocks::round_start(&deed.case);
    let rhythm = first_rhythm(deed);
    next(deed, rhythm, start);
}

/// A quick answer skips handling; the update it would have owed is made and falls away in the same step.
fn first_rhythm(deed: &Deed<'_>) -> Rhythm {
    let Some(level) = deed.case.level else { return Rhythm::None };
    match deed.case.state {
        State::Verify => interval(&deed.case, deed.rules, level).unwrap_or(Rhythm::None),
        _ => rhythm(&deed.case, deed.rules),
    }
}

/// Makes the next update, counted from `from`.
pub fn next(deed: &mut Deed<'_>, rhythm: Rhythm, from: Timestamp) {
    let (limit, calendar, due) = match rhythm {
        Rhythm::None => return,
        Rhythm::Every(minutes, kind) => {
            let due = deed.calendar().add(kind, from, i64::from(minutes));
            (Some(Limit::Minutes(minutes)), Some(kind), due)
        }
        Rhythm::Daily => (None, Some(CalendarKind::Work), deed.calendar().next_workday_at(from, DAILY_HOUR, 0)),
    };
    make(deed, from, due, limit, calendar);
}

fn make(deed: &mut Deed<'_>, start: Timestamp, due: Timestamp, limit: Option<Limit>, calendar: Option<CalendarKind>) {
    deed.push(CaseEvent::FollowUpCreated(TaskMade {
        what: FollowUpKind::Progress,
        round: deed.case.round(),
        start,
        limit,
        calendar,
        due,
        owner: deed.case.owner.clone(),
        attempts: 0,
        auto: true,
        done: false,
        personal: Record::default(),
    }));
}

fn drop_open(deed: &mut Deed<'_>) {
    tasks::cancel_open(deed, |task| task.kind == FollowUpKind::Progress);
}

/// After an act: where the rhythm changed, the open update gives way to one of the new rhythm from now.
pub fn follow(deed: &mut Deed<'_>, before: Rhythm) {
    let after = rhythm(&deed.case, deed.rules);
    let open = !deed.case.open_follow_ups(FollowUpKind::Progress).is_empty();
    let fresh = deed
        .events()
        .iter()
        .any(|event| matches!(event, CaseEvent::FollowUpCreated(task) if task.what == FollowUpKind::Progress));
    if after == Rhythm::None {
        drop_open(deed);
    } else if !open || (std::mem::discriminant(&after) != std::mem::discriminant(&before) && !fresh) {
        drop_open(deed);
        next(deed, after, deed.now);
    }
}

/// Another level: raised, the open update comes no later than one new interval from now; lowered, it counts from
/// where the open one counted, at the new interval.
pub fn change_level(deed: &mut Deed<'_>, old: Option<Level>, new: Level) {
    let rhythm = rhythm(&deed.case, deed.rules);
    let open = deed.case.open_follow_ups(FollowUpKind::Progress).first().map(|task| (*task).clone());
    let Some(open) = open else {
        return next(deed, rhythm, deed.now);
    };
    let Rhythm::Every(minutes, kind) = rhythm else { return };
    let raised = old.is_none_or(|old| new < old);
    let start = if raised { deed.now } else { open.start };
    let due = deed.calendar().add(kind, start, i64::from(minutes));
    let late = deed.now.since_ms(open.due) >= 1000;
    if late || due == open.due || (raised && due >= open.due) {
        return;
    }
    drop_open(deed);
    make(deed, start, due, Some(Limit::Minutes(minutes)), Some(kind));
}

/// The customer was told how far we are: the next update counts from this one.
pub fn told(deed: &mut Deed<'_>) {
    let rhythm = rhythm(&deed.case, deed.rules);
    next(deed, rhythm, deed.now);
}

/// Another rhythm was agreed: the open update counts from where it counted, at the new interval.
pub fn agreed(deed: &mut Deed<'_>) {
    let Rhythm::Every(minutes, kind) = rhythm(&deed.case, deed.rules) else { return };
    let start = deed.case.open_follow_ups(FollowUpKind::Progress).first().map_or(deed.now, |task| task.start);
    let due = deed.calendar().add(kind, start, i64::from(minutes)).max(deed.now);
    drop_open(deed);
    make(deed, start, due, Some(Limit::Minutes(minutes)), Some(kind));
}

//! Progress updates: one open at a time, in the rhythm of the level, then once a working day until carried out.

use super::spec::{AT_WORK, About, ActSpec, Asks, Counts, LINES, May, OPEN, Only, Place, as_typed, needs};
use super::{Act, Decision, missing, tasks};
use crate::calendar::Rulebook;
use crate::case::event::{FactGroup, ProgressFact, TaskMade};
use crate::case::telling::Telling;
use crate::timers::clocks;
use crate::{
    CalendarKind, Case, CaseEvent, Field, FollowUpKind, Level, Limit, Recorded, Refusal, State, Timestamp, list,
};

pub(super) const PROGRESS_TOLD: ActSpec = ActSpec {
    may: May { who: LINES, states: OPEN, only: Only::Always, moves_to: None },
    asks: Asks { required: &[], optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Case, listed: Some(16), counts_as: list!(Counts: Answer Action) },
    decide: |decision, _| {
        decision.enter(CaseEvent::ProgressTold)?;
        tasks::finish_open(decision, FollowUpKind::Progress, false);
        told(decision);
        Ok(())
    },
};

pub(super) const RHYTHM_AGREED: ActSpec = ActSpec {
    may: May { who: LINES, states: AT_WORK, only: Only::Always, moves_to: None },
    asks: Asks { required: needs!(IntervalMin), optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Case, listed: Some(37), counts_as: &[] },
    decide: |decision, _| agree(decision),
};

fn agree(decision: &mut Decision<'_>) -> Result<(), Refusal> {
    let minutes = decision.record.number(Field::IntervalMin).and_then(|minutes| u32::try_from(minutes).ok());
    let interval_min = minutes.ok_or_else(|| missing(Act::RhythmAgreed, Field::IntervalMin))?;
    let personal = decision.personal();
    decision.push(CaseEvent::RhythmAgreed { interval_min, personal });
    agreed(decision);
    Ok(())
}

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
    // Whoever is attached to a major matter hears how far we are with all the others of it.
    if clocks::is_waiting(case, rules) || case.follows().is_some() {
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
pub fn first(decision: &mut Decision<'_>) {
    drop_open(decision);
    let start = clocks::round_start(&decision.case);
    let rhythm = first_rhythm(decision);
    next(decision, rhythm, start);
}

/// A quick answer skips handling; the update it would have owed is made and falls away in the same step.
fn first_rhythm(decision: &Decision<'_>) -> Rhythm {
    let Some(level) = decision.case.level else { return Rhythm::None };
    match decision.case.state {
        State::Verify => interval(&decision.case, decision.rules, level).unwrap_or(Rhythm::None),
        _ => rhythm(&decision.case, decision.rules),
    }
}

/// Makes the next update, counted from `from`.
pub fn next(decision: &mut Decision<'_>, rhythm: Rhythm, from: Timestamp) {
    let (limit, calendar, due) = match rhythm {
        Rhythm::None => return,
        Rhythm::Every(minutes, kind) => {
            let due = decision.calendar().add(kind, from, i64::from(minutes));
            (Some(Limit::Minutes(minutes)), Some(kind), due)
        }
        Rhythm::Daily => (None, Some(CalendarKind::Work), decision.calendar().next_workday_at(from, DAILY_HOUR, 0)),
    };
    make(decision, from, due, limit, calendar);
}

fn make(
    decision: &mut Decision<'_>,
    start: Timestamp,
    due: Timestamp,
    limit: Option<Limit>,
    calendar: Option<CalendarKind>,
) {
    let made = TaskMade { limit, calendar, ..tasks::bare(decision, FollowUpKind::Progress, start, due) };
    decision.push(CaseEvent::FollowUpCreated(made));
}

fn drop_open(decision: &mut Decision<'_>) {
    tasks::cancel_open(decision, |task| task.kind == FollowUpKind::Progress);
}

/// After an act: where the rhythm changed, the open update gives way to one of the new rhythm from now.
pub fn follow(decision: &mut Decision<'_>, before: Rhythm) {
    let after = rhythm(&decision.case, decision.rules);
    let open = !decision.case.open_follow_ups(FollowUpKind::Progress).is_empty();
    let fresh = decision
        .events()
        .iter()
        .any(|event| matches!(event, CaseEvent::FollowUpCreated(task) if task.what == FollowUpKind::Progress));
    if after == Rhythm::None {
        drop_open(decision);
    } else if !open || (std::mem::discriminant(&after) != std::mem::discriminant(&before) && !fresh) {
        drop_open(decision);
        next(decision, after, decision.now);
    }
}

/// Another level: raised, the open update comes no later than one new interval from now; lowered, it counts from
/// where the open one counted, at the new interval.
pub fn change_level(decision: &mut Decision<'_>, old: Option<Level>, new: Level) {
    let rhythm = rhythm(&decision.case, decision.rules);
    let open = decision.case.open_follow_ups(FollowUpKind::Progress).first().map(|task| (*task).clone());
    let Some(open) = open else {
        return next(decision, rhythm, decision.now);
    };
    let Rhythm::Every(minutes, kind) = rhythm else { return };
    let raised = old.is_none_or(|old| new < old);
    let start = if raised { decision.now } else { open.start };
    let due = decision.calendar().add(kind, start, i64::from(minutes));
    let late = decision.now.since_ms(open.due) >= 1000;
    if late || due == open.due || (raised && due >= open.due) {
        return;
    }
    drop_open(decision);
    make(decision, start, due, Some(Limit::Minutes(minutes)), Some(kind));
}

/// The customer was told how far we are: the next update counts from this one.
pub fn told(decision: &mut Decision<'_>) {
    let rhythm = rhythm(&decision.case, decision.rules);
    next(decision, rhythm, decision.now);
}

/// Another rhythm was agreed: the open update counts from where it counted, at the new interval.
fn agreed(decision: &mut Decision<'_>) {
    let Rhythm::Every(minutes, kind) = rhythm(&decision.case, decision.rules) else { return };
    let start = decision.case.open_follow_ups(FollowUpKind::Progress).first().map_or(decision.now, |task| task.start);
    let due = decision.calendar().add(kind, start, i64::from(minutes)).max(decision.now);
    drop_open(decision);
    make(decision, start, due, Some(Limit::Minutes(minutes)), Some(kind));
}

impl<'a> FactGroup<'a> for ProgressFact<'a> {
    fn fold(self, case: &mut Case, _: &Recorded) {
        match self {
            Self::ProgressTold(_) => {}
            Self::RhythmAgreed { interval_min, .. } => case.work.rhythm_min = Some(*interval_min),
        }
    }

    fn tell(self) -> Telling<'a> {
        match self {
            Self::ProgressTold(entry) => entry.tell(),
            Self::RhythmAgreed { .. } => Telling::row(Vec::new()),
        }
    }
}

//! Limits: which run, from when, how they move when the grade changes or the case waits.

use crate::acts::Decision;
use crate::calendar::{Calendar, Rulebook};
use crate::case::event::{CaseEvent, ClockSet};
use crate::manual::{LevelRule, Manual};
use crate::{CalendarKind, Case, Clock, ClockKind, Field, Kind, Level, Limit, Timestamp};

/// Clocks that stand still while we wait for the customer.
pub const STANDING: [ClockKind; 4] = [ClockKind::ReturnDue, ClockKind::Plan, ClockKind::Answer, ClockKind::Close];

/// Clocks that end with the matter.
pub const ENDED: &[ClockKind] = &[ClockKind::Close, ClockKind::Ceiling];

/// A limit of the manual: which clock, how long, in which kind of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// Which clock.
    pub clock: ClockKind,
    /// How long.
    pub limit: Limit,
    /// In which kind of time.
    pub calendar: CalendarKind,
}

/// The rule of a level.
pub fn level_rule(manual: &Manual, level: Level) -> Option<&LevelRule> {
    manual.levels.iter().find(|rule| rule.id == level)
}

/// The limits that depend on the level.
pub fn bounds_of_level(manual: &Manual, level: Level, case: &Case) -> Vec<Bound> {
    let Some(rule) = level_rule(manual, level) else { return Vec::new() };
    let bound = |clock, minutes: Option<u32>, calendar: CalendarKind| {
        minutes.map(|minutes| Bound { clock, limit: Limit::Minutes(minutes), calendar })
    };
    let responds = manual.clock.respond_channels.contains(&case.channel()) && case.round() == 0;
    let plan_calendar = rule.plan_cal.unwrap_or(CalendarKind::Always);
    let department = rule.plan_min.map(|minutes| department_minutes(manual, minutes));
    [
        bound(ClockKind::Respond, responds.then_some(rule.respond_min), rule.respond_cal),
        bound(ClockKind::Start, rule.start_min, rule.start_cal.unwrap_or(CalendarKind::Always)),
        bound(ClockKind::ReturnDue, department, plan_calendar),
        bound(ClockKind::Plan, rule.plan_min, plan_calendar),
        bound(ClockKind::Answer, Some(rule.answer_min), rule.answer_cal),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A department must hand its plan back after this share of the plan's minutes.
pub fn department_minutes(manual: &Manual, plan_min: u32) -> u32 {
    let minutes = (f64::from(plan_min) * manual.clock.department_share).round();
    // A share of a u32 between 0 and 1 fits; a share above 1 saturates.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let minutes = minutes as u32;
    minutes
}

fn bounds_of_round(manual: &Manual, level: Level, case: &Case) -> Vec<Bound> {
    [bounds_of_level(manual, level, case), bounds_of_complaint(manual, case)].concat()
}

/// The limits of complaints, whatever their level; a reopening starts only the closing date anew.
fn bounds_of_complaint(manual: &Manual, case: &Case) -> Vec<Bound> {
    if case.kind() != Some(Kind::Complaint) {
        return Vec::new();
    }
    let rule = &manual.clock;
    let days = |clock, days| Bound { clock, limit: Limit::WorkDays(days), calendar: CalendarKind::Work };
    let close = days(ClockKind::Close, rule.complaint_close_workdays);
    if case.round() > 0 {
        return vec![close];
    }
    let record = Bound {
        clock: ClockKind::Record,
        limit: Limit::Minutes(rule.complaint_record_min),
        calendar: CalendarKind::Always,
    };
    vec![record, close, days(ClockKind::Ceiling, rule.complaint_ceiling_workdays)]
}

/// When a limit ends.
pub fn due(calendar: &Calendar, bound: Bound, start: Timestamp) -> Timestamp {
    match bound.limit {
        Limit::Minutes(minutes) => calendar.add(bound.calendar, start, i64::from(minutes)),
        Limit::WorkDays(days) => calendar.workday_due(start, days),
        Limit::Until(at) => at,
    }
}

/// Where the present round counts from: the receipt, or the last reopening.
pub fn round_start(case: &Case) -> Timestamp {
    case.reopened_at.last().copied().unwrap_or(case.received_at)
}

/// Starts every clock of the present round, from its start.
pub fn start_round(decision: &mut Decision<'_>) {
    let Some(level) = decision.case.level else { return };
    let start = round_start(&decision.case);
    for bound in bounds_of_round(decision.manual(), level, &decision.case) {
        let bound = by_notice(decision, bound, start);
        begin(decision, bound, start);
    }
    if decision.case.round() == 0 {
        meet_earlier(decision);
    }
}

/// The date on a regulator's notice is the closing date of a complaint, whatever the manual gives; the definite answer,
/// which is the end of any other matter, comes no later.
fn by_notice(decision: &Decision<'_>, bound: Bound, start: Timestamp) -> Bound {
    let Some(notice) = decision.case.record.at(Field::NoticeDue).filter(|notice| *notice > start) else { return bound };
    let complaint = decision.case.kind() == Some(Kind::Complaint);
    let governs = match bound.clock {
        ClockKind::Close => true,
        ClockKind::Answer => !complaint || notice < due(decision.calendar(), bound, start),
        _ => false,
    };
    if governs { Bound { limit: Limit::Until(notice), ..bound } } else { bound }
}

/// Whether a limit is the date of a notice: no waiting of ours moves it.
fn is_by_notice(clock: &Clock) -> bool {
    matches!((clock.kind, clock.limit), (ClockKind::Close | ClockKind::Answer, Limit::Until(_)))
}

/// The notice came, or its date was corrected, after the clocks were started.
pub fn notice_changed(decision: &mut Decision<'_>) {
    let Some(level) = decision.case.level else { return };
    let start = round_start(&decision.case);
    let bounds = bounds_of_round(decision.manual(), level, &decision.case);
    for clock in movable(&decision.case, &[ClockKind::Close, ClockKind::Answer], decision.now) {
        let Some(bound) = bounds.iter().find(|bound| bound.clock == clock.kind).copied() else { continue };
        let bound = by_notice(decision, bound, start);
        if matches!(bound.limit, Limit::Until(_)) || is_by_notice(&clock) {
            let due = due(decision.calendar(), bound, start);
            replace(decision, &clock, bound, start, due);
        }
    }
}

fn begin(decision: &mut Decision<'_>, bound: Bound, start: Timestamp) {
    let set = set(decision, bound, start, due(decision.calendar(), bound, start));
    decision.push(CaseEvent::ClockStarted(set));
}

fn set(decision: &Decision<'_>, bound: Bound, start: Timestamp, due: Timestamp) -> ClockSet {
    ClockSet {
        clock: bound.clock,
        round: decision.case.round(),
        start,
        limit: bound.limit,
        calendar: bound.calendar,
        version: decision.calendar().version().to_owned(),
        due,
        armed: bound.clock != ClockKind::ReturnDue,
        stands: is_waiting(&decision.case, decision.rules)
            && STANDING.contains(&bound.clock)
            && (bound.clock == ClockKind::ReturnDue || !matches!(bound.limit, Limit::Until(_))),
    }
}

/// Whether the running pause makes clocks stand still.
pub fn is_waiting(case: &Case, rules: &Rulebook) -> bool {
    let reasons = &rules.manual.pause_reasons;
    case.pause.as_ref().is_some_and(|pause| reasons.iter().any(|rule| rule.id == pause.reason && rule.stops_clock))
}

/// What happened before the clocks were known counts: answered in person, the emergency plan begun, the record full.
fn meet_earlier(decision: &mut Decision<'_>) {
    if let Some(first) = decision.case.first_response {
        meet(decision, &[ClockKind::Respond], first.at);
    }
    let begun = [decision.case.work.runbook_at, decision.case.work.transferred_at].into_iter().flatten().min();
    if let Some(begun) = begun {
        meet(decision, &[ClockKind::Start], begun);
    }
    if let Some(done) = decision.case.record_completed_at {
        meet(decision, &[ClockKind::Record], done);
    }
}

/// Marks running clocks as met; one that stands still first gets the due it would have after the pause.
pub fn meet(decision: &mut Decision<'_>, kinds: &[ClockKind], met: Timestamp) {
    for clock in running(&decision.case, kinds) {
        let due = due_standing(decision, &clock, met);
        decision.push(CaseEvent::ClockMet { clock: clock.kind, round: clock.round, met, due });
    }
}

/// Ends running clocks without meeting them; one that stands still is not late for the time it stood.
pub fn cancel(decision: &mut Decision<'_>, kinds: &[ClockKind]) {
    for clock in running(&decision.case, kinds) {
        cancel_one(decision, &clock);
    }
}

fn cancel_one(decision: &mut Decision<'_>, clock: &Clock) {
    let due = due_standing(decision, clock, decision.now);
    decision.push(CaseEvent::ClockCancelled { clock: clock.kind, round: clock.round, due });
}

/// The due a clock that stands still would have if it ran again.
fn due_standing(decision: &Decision<'_>, clock: &Clock, at: Timestamp) -> Option<Timestamp> {
    clock.stands_since().map(|since| due_after_pause(decision.calendar(), clock, since, at))
}

fn running(case: &Case, kinds: &[ClockKind]) -> Vec<Clock> {
    case.clocks.iter().filter(|clock| clock.is_running() && kinds.contains(&clock.kind)).cloned().collect()
}

/// The due after a pause: what was left when it began, from its end; a closing date moves by the working days lying
/// wholly inside.
pub fn due_after_pause(calendar: &Calendar, clock: &Clock, since: Timestamp, resumed: Timestamp) -> Timestamp {
    if clock.calendar == CalendarKind::Work {
        let days = calendar.whole_workdays_between(since, resumed);
        return if days == 0 { clock.due } else { calendar.workday_due(clock.due, days) };
    }
    let left = calendar.between_ms(clock.calendar, since, clock.due);
    calendar.add_ms(clock.calendar, resumed, left)
}

/// Running clocks that are not late yet: the ones a pause or a new grade moves.
fn movable(case: &Case, kinds: &[ClockKind], now: Timestamp) -> Vec<Clock> {
    running(case, kinds).into_iter().filter(|clock| !late(clock, now)).collect()
}

/// Late, also for a clock that binds nobody yet.
fn late(clock: &Clock, now: Timestamp) -> bool {
    clock.stands_since().unwrap_or(now).since_ms(clock.due) >= 1000
}

/// The clocks a pause beginning now stops.
pub fn stopped_by_pause(case: &Case, now: Timestamp) -> Vec<ClockKind> {
    movable(case, &STANDING, now).iter().filter(|clock| !is_by_notice(clock)).map(|clock| clock.kind).collect()
}

/// The due times when a pause ends.
pub fn dues_on_resuming(decision: &Decision<'_>, resumed: Timestamp) -> Vec<(ClockKind, Timestamp)> {
    running(&decision.case, &STANDING)
        .iter()
        .filter(|clock| !is_by_notice(clock))
        .filter_map(|clock| {
            let since = clock.stands_since()?;
            Some((clock.kind, due_after_pause(decision.calendar(), clock, since, resumed)))
        })
        .collect()
}

/// Moves the clocks to another level: up never later than before, down as if it had been so from the start.
pub fn change_level(decision: &mut Decision<'_>, old: Option<Level>, new: Level) {
    let start = round_start(&decision.case);
    let bounds = bounds_of_level(decision.manual(), new, &decision.case);
    let bounds: Vec<Bound> = bounds.into_iter().map(|bound| by_notice(decision, bound, start)).collect();
    let level_clocks = [ClockKind::Respond, ClockKind::Start, ClockKind::ReturnDue, ClockKind::Plan, ClockKind::Answer];
    let raised = old.is_none_or(|old| new < old);
    for clock in movable(&decision.case, &level_clocks, decision.now) {
        match bounds.iter().find(|bound| bound.clock == clock.kind) {
            None => cancel_one(decision, &clock),
            Some(bound) if raised => raise(decision, &clock, *bound),
            Some(bound) => lower(decision, &clock, *bound),
        }
    }
    for bound in bounds {
        start_missing(decision, bound);
    }
}

/// A clock the old level did not have starts now; what it asks for may have happened already.
fn start_missing(decision: &mut Decision<'_>, bound: Bound) {
    let round = decision.case.round();
    let same = |clock: &Clock| clock.kind == bound.clock && clock.round == round && clock.cancelled.is_none();
    if decision.case.clocks.iter().any(same) {
        return;
    }
    begin(decision, bound, decision.now);
    let told = decision.case.plan().is_some_and(|plan| plan.told_at.is_some());
    let begun = decision.case.work.transferred_at.max(decision.case.work.runbook_at);
    let begun = begun.is_some_and(|begun| begun >= round_start(&decision.case));
    let already = match bound.clock {
        ClockKind::Plan | ClockKind::Answer => told,
        ClockKind::Start => begun,
        ClockKind::Respond => decision.case.first_response.is_some(),
        ClockKind::ReturnDue => decision.case.plan().is_some(),
        _ => false,
    };
    if already {
        meet(decision, &[bound.clock], decision.now);
    }
}

fn raise(decision: &mut Decision<'_>, clock: &Clock, bound: Bound) {
    let calendar = decision.calendar();
    // While it stands still only what is left counts; the due itself is made at resuming.
    if let Some(since) = clock.stands_since() {
        let left = calendar.between_ms(clock.calendar, since, clock.due).min(limit_ms(bound.limit));
        let moved = calendar.add_ms(bound.calendar, since, left);
        return replace(decision, clock, bound, clock.start, moved);
    }
    let fresh = due(calendar, bound, decision.now);
    if fresh < clock.due {
        replace(decision, clock, bound, decision.now, fresh);
    }
}

fn lower(decision: &mut Decision<'_>, clock: &Clock, bound: Bound) {
    let mut moved = due(decision.calendar(), bound, clock_origin(&decision.case, clock));
    for (from, to) in &clock.pauses {
        if let Some(to) = to.filter(|_| moved > *from) {
            let left = decision.calendar().between_ms(bound.calendar, *from, moved);
            moved = decision.calendar().add_ms(bound.calendar, to, left);
        }
    }
    let start = clock_origin(&decision.case, clock);
    replace(decision, clock, bound, start, moved);
}

/// A clock moved by an earlier raise counts from its round again.
fn clock_origin(case: &Case, clock: &Clock) -> Timestamp {
    let reopened = usize::try_from(clock.round).ok().and_then(|round| round.checked_sub(1));
    reopened.and_then(|index| case.reopened_at.get(index)).copied().unwrap_or(case.received_at)
}

fn replace(decision: &mut Decision<'_>, clock: &Clock, bound: Bound, start: Timestamp, due: Timestamp) {
    let mut set = set(decision, bound, start, due);
    set.round = clock.round;
    set.armed = clock.armed;
    decision.push(CaseEvent::ClockMoved(set));
}

const fn limit_ms(limit: Limit) -> i64 {
    match limit {
        Limit::Minutes(minutes) => minutes as i64 * 60_000,
        Limit::WorkDays(_) | Limit::Until(_) => i64::MAX,
    }
}

/// The receipt was corrected: every clock of the first round that still runs counts from the new moment.
pub fn receive_anew(decision: &mut Decision<'_>) {
    let start = decision.case.received_at;
    for clock in running(&decision.case, ClockKind::ALL).into_iter().filter(|clock| clock.round == 0) {
        let bound = Bound { clock: clock.kind, limit: clock.limit, calendar: clock.calendar };
        if !matches!(clock.limit, Limit::Until(_)) {
            let due = due(decision.calendar(), bound, start);
            replace(decision, &clock, bound, start, due);
        }
    }
}

/// A transfer makes the department's time count: its own where it names one, else the share of the plan's time; a
/// share that has passed already leaves the time the transfer names. A level without a share has the named time alone.
pub fn arm_return(decision: &mut Decision<'_>, named: Option<Timestamp>) {
    let Some(clock) = running(&decision.case, &[ClockKind::ReturnDue]).pop() else {
        if let Some(at) = named.filter(|at| *at > decision.now) {
            let bound = Bound { clock: ClockKind::ReturnDue, limit: Limit::Until(at), calendar: CalendarKind::Always };
            let set = set(decision, bound, decision.now, at);
            decision.push(CaseEvent::ClockStarted(ClockSet { armed: true, ..set }));
        }
        return;
    };
    let passed = !clock.armed && late(&clock, decision.now);
    let named = named.filter(|at| passed || *at < clock.due);
    let limit = named.map_or(clock.limit, Limit::Until);
    let bound = Bound { clock: clock.kind, limit, calendar: clock.calendar };
    // Nothing was agreed and the share is over: the department gets the same share from now on.
    let (start, due) = if named.is_some() || passed {
        (decision.now, due(decision.calendar(), bound, decision.now))
    } else {
        (clock.start, clock.due)
    };
    replace(decision, &Clock { armed: true, ..clock }, bound, start, due);
}

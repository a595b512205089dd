//! What the workstation does because time passed: missed promises and tasks, breached limits, pauses that end.
//!
//! Each such fact happens at its own moment (one second after the due) however late somebody looks, and its identity
//! is made of case, cause and moment, so that two processes write it once.

use uuid::Uuid;

use super::clocks;
use crate::acts::escalate::{self, Trigger};
use crate::acts::{Decision, Known, Leads, grading, pause, progress, tasks};
use crate::calendar::{Calendar, Rulebook};
use crate::case::event::{CaseEvent, TaskAct};
use crate::{
    Actor, Case, Clock, ClockKind, Event, EventId, FollowUp, FollowUpKind, Level, Record, Role, TaskOwner, Timestamp,
};

/// The workstation itself, as the author of what it does by rule.
pub fn system() -> Actor {
    Actor { person: Uuid::nil(), no: "system".to_owned(), role: Role::System }
}

/// More than any case can owe at once; a loop that does not end would hang the desk.
const MOST: usize = 500;

/// An act of time: what one cause brought about.
#[derive(Debug, Clone, PartialEq)]
pub struct DueAct {
    /// Its identity, made of case and cause.
    pub id: EventId,
    /// When it happened, however late somebody looks.
    pub at: Timestamp,
    /// Its facts.
    pub facts: Vec<Event>,
}

/// Every act that time has made due by `now`, oldest first.
pub fn due_acts(case: &Case, rules: &Rulebook, now: Timestamp) -> Vec<DueAct> {
    due_acts_among(case, &Leads::default(), rules, now)
}

/// As [`due_acts`], where these leads answer for the case, in order: an escalation nobody takes note of goes from one to
/// the next.
pub fn due_acts_among(case: &Case, leads: &Leads<'_>, rules: &Rulebook, now: Timestamp) -> Vec<DueAct> {
    let known = Known { leads: leads.clone(), ..Known::default() };
    let mut case = case.clone();
    let mut acts = Vec::new();
    while let Some((at, cause)) = next_cause(&case, rules, now).filter(|_| acts.len() < MOST) {
        let Some((after, done)) = carry_out(&case, &known, rules, at, &cause) else { break };
        case = after;
        acts.push(done);
    }
    acts
}

/// Whether time has brought anything about by `now`.
pub fn is_due(case: &Case, rules: &Rulebook, now: Timestamp) -> bool {
    next_cause(case, rules, now).is_some()
}

/// When time next brings something about, if nobody does anything before.
pub fn wakes_at(case: &Case, rules: &Rulebook) -> Option<Timestamp> {
    next_cause(case, rules, Timestamp(i64::MAX)).map(|(at, _)| at)
}

/// Something time alone brings about.
#[derive(Debug, Clone, PartialEq)]
enum Cause {
    PauseEnds(Timestamp),
    PromiseMissed(EventId, Timestamp),
    TaskMissed(EventId, FollowUpKind, Timestamp),
    Breach(ClockKind, u32, Timestamp),
    CloseSoon(u32, Timestamp),
    NotTaken(u32, Timestamp),
}

impl Cause {
    /// What makes it this cause and no other.
    fn name(&self) -> String {
        match self {
            Self::PauseEnds(until) => format!("pause:{}", until.0),
            Self::PromiseMissed(id, due) => format!("promise:{}:{}", id.0, due.0),
            Self::TaskMissed(id, kind, due) => format!("task:{kind}:{}:{}", id.0, due.0),
            Self::Breach(clock, round, due) => format!("breach:{clock}:{round}:{}", due.0),
            Self::CloseSoon(round, due) => format!("close_soon:{round}:{}", due.0),
            Self::NotTaken(times, due) => format!("not_taken:{times}:{}", due.0),
        }
    }

    /// Earlier first at the same moment.
    const fn order(&self) -> u8 {
        match self {
            Self::PauseEnds(_) => 0,
            Self::PromiseMissed(..) => 1,
            Self::Breach(..) => 2,
            Self::TaskMissed(..) => 3,
            Self::CloseSoon(..) => 4,
            Self::NotTaken(..) => 5,
        }
    }
}

/// The earliest cause that is due; nothing time does can lie before what already happened to make it possible.
fn next_cause(case: &Case, rules: &Rulebook, now: Timestamp) -> Option<(Timestamp, Cause)> {
    let mut causes: Vec<(Timestamp, Cause)> = Vec::new();
    if let Some(pause) = &case.pause {
        causes.push((pause.until, Cause::PauseEnds(pause.until)));
    }
    if !case.state.is_terminal() {
        for promise in case.open_promises() {
            causes.push((promise.due.plus_s(1), Cause::PromiseMissed(promise.id, promise.due)));
        }
    }
    for task in case.follow_ups.iter().filter(|task| task.is_open()) {
        let rule = tasks::rule(&rules.manual, task.kind);
        let grace = rule.map_or(0, |rule| rule.grace_min);
        let at = task.due.plus_min(grace).plus_s(1).max(made_at(case, task));
        let told = task.missed.iter().any(|missed| *missed >= task.due);
        let outlives = rule.is_some_and(|rule| rule.after_close);
        if !told && (outlives || !case.state.is_terminal()) {
            causes.push((at, Cause::TaskMissed(task.id, task.kind, task.due)));
        }
    }
    if let Some((times, due)) = not_taken(case) {
        causes.push((due.plus_s(1), Cause::NotTaken(times, due)));
    }
    causes.extend(clock_causes(case, &rules.calendar, now));
    causes.into_iter().filter(|(at, _)| *at <= now).min_by(|(at, one), (then, other)| {
        let by_name = || one.name().cmp(&other.name());
        (at, one.order()).cmp(&(then, other.order())).then_with(by_name)
    })
}

/// Until when a lead should have taken note of the escalation, while the case is open.
fn not_taken(case: &Case) -> Option<(u32, Timestamp)> {
    let open = case.work.escalation.as_ref().filter(|_| !case.state.is_terminal())?;
    Some((open.times, open.until?))
}

/// An update owed since the receipt is made by the grade and cannot be missed before it.
fn made_at(case: &Case, task: &FollowUp) -> Timestamp {
    match case.work.graded_at {
        Some(graded_at) if task.kind == FollowUpKind::Progress && task.round == case.round() => graded_at,
        _ => task.start,
    }
}

fn clock_causes(case: &Case, calendar: &Calendar, now: Timestamp) -> Vec<(Timestamp, Cause)> {
    let Some(graded_at) = case.work.graded_at else { return Vec::new() };
    let mut causes = Vec::new();
    for clock in &case.clocks {
        let told = case.work.breaches_told.contains(&(clock.kind, clock.round, clock.due));
        if !told && clock.is_breached(now) {
            // A limit that had passed before the grade is breached at the grade.
            let at = clock.due.plus_s(1).max(graded_at_of(case, clock, graded_at));
            causes.push((at, Cause::Breach(clock.kind, clock.round, clock.due)));
        }
        let open = clock.kind == ClockKind::Close && clock.is_running() && clock.stands_since().is_none();
        let soon = case.escalations.iter().any(|trigger| trigger == Trigger::CloseSoon.as_str());
        let eve = if open && !soon { workday_before(calendar, clock.due) } else { None };
        if let Some(eve) = eve {
            causes.push((eve.max(graded_at), Cause::CloseSoon(clock.round, clock.due)));
        }
    }
    causes
}

fn graded_at_of(case: &Case, clock: &Clock, graded_at: Timestamp) -> Timestamp {
    if clock.round == case.round() { graded_at } else { clock.due.plus_s(1) }
}

/// Closing time (18:00) of the working day before a closing date.
fn workday_before(calendar: &Calendar, due: Timestamp) -> Option<Timestamp> {
    let mut days = calendar.local(due).date().pred_opt()?.iter_days().rev();
    // The longest run of days off is well under a month.
    let eve = days.by_ref().take(31).find(|day| calendar.is_workday(*day))?;
    Some(calendar.closing(eve))
}

/// Does what a cause brings about; the case after it, and the act.
fn carry_out(case: &Case, known: &Known<'_>, rules: &Rulebook, at: Timestamp, why: &Cause) -> Option<(Case, DueAct)> {
    let (actor, id) = (system(), EventId::of_time(case.id, &why.name()));
    let mut decision = Decision::new(case.clone(), rules, known, &actor, at, id);
    act(&mut decision, why);
    let after = decision.case.clone();
    let facts = decision.finish();
    if facts.is_empty() { None } else { Some((after, DueAct { id, at, facts })) }
}

fn act(decision: &mut Decision<'_>, cause: &Cause) {
    match cause {
        Cause::PauseEnds(_) => {
            pause::resume(decision, true, Record::default());
            progress::follow(decision, progress::Rhythm::None);
        }
        Cause::PromiseMissed(promise, _) => {
            decision.push(CaseEvent::PromiseMissed { promise: *promise });
            if decision.case.is_graded() {
                grading::by_rule(decision);
            }
            escalate::by_rule(decision, Trigger::PromiseMissed);
        }
        Cause::TaskMissed(id, _, _) => task_missed(decision, *id),
        Cause::Breach(clock, round, due) => breached(decision, *clock, *round, *due),
        Cause::CloseSoon(..) => escalate::by_rule(decision, Trigger::CloseSoon),
        Cause::NotTaken(_, due) => escalate::pass_on(decision, *due),
    }
}

/// Missed a second time, the lead does it.
fn task_missed(decision: &mut Decision<'_>, id: EventId) {
    let Some(task) = decision.case.follow_ups.iter().find(|task| task.id == id).cloned() else { return };
    let owner = (!task.missed.is_empty()).then_some(TaskOwner::Leads);
    decision.push(CaseEvent::FollowUpMissed(TaskAct { owner, ..tasks::act(&task) }));
}

/// The lead is told: of start, plan and answer with an acknowledgement asked for (not at level 3, which goes into the
/// lead's list only), and when a complaint passes its ceiling.
fn breached(decision: &mut Decision<'_>, clock: ClockKind, round: u32, due: Timestamp) {
    decision.push(CaseEvent::ClockBreached { clock, round, due });
    let trigger = match clock {
        ClockKind::Start => Trigger::BreachStart,
        ClockKind::Plan => Trigger::BreachPlan,
        ClockKind::Answer => Trigger::BreachAnswer,
        ClockKind::Ceiling => Trigger::BreachCeiling,
        _ => return,
    };
    let acknowledge = decision.case.level != Some(Level::THREE) || clock == ClockKind::Ceiling;
    escalate::tell(decision, trigger, acknowledge);
}

/// When the front line's own time to solve a case ends and the transfer is offered; no limit, nothing is breached.
pub fn self_solve_until(case: &Case, rules: &Rulebook) -> Option<Timestamp> {
    let minutes = clocks::level_rule(&rules.manual, case.level?)?.self_solve_min?;
    let since = case.work.process_since?;
    Some(rules.calendar.add(crate::code::CalendarKind::Service, since, i64::from(minutes)))
}

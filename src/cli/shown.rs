//! A case as JSON: what `show --json` prints. Names and numbers are masked, times are RFC 3339 in UTC.

use serde::Serialize;

use super::list::rfc3339;
use super::show::{kind, said};
use crate::domain::calendar::Rulebook;
use crate::domain::case::{self, Case};
use crate::domain::protocol::CaseFile;
use crate::domain::{Recorded, Timestamp, figures_of_case as figures};

/// Everything a program may want to know of a case.
#[derive(Debug, Serialize)]
pub struct Shown<'a> {
    id: String,
    no: &'a str,
    state: &'a str,
    level: Option<u8>,
    modifiers: Vec<&'a str>,
    notified: Vec<&'a str>,
    owner: &'a str,
    received_at: String,
    outcome: Option<&'a str>,
    resolution_type: Option<&'a str>,
    resolved_at: Option<String>,
    archived_at: Option<String>,
    reopened_at: Vec<String>,
    handling_workdays: Option<u32>,
    breaches: Vec<String>,
    clocks: Vec<Clock<'a>>,
    follow_ups: Vec<FollowUp<'a>>,
    promises: Vec<Promise<'a>>,
    ratings: Vec<Rating<'a>>,
    record: Vec<(&'a str, String)>,
    facts: Vec<Fact<'a>>,
}

#[derive(Debug, Serialize)]
struct Clock<'a> {
    kind: &'a str,
    round: u32,
    started_at: String,
    first_due: String,
    due: String,
    met_at: Option<String>,
    cancelled_at: Option<String>,
}

#[derive(Debug, Serialize)]
struct FollowUp<'a> {
    kind: &'a str,
    round: u32,
    first_due: String,
    due: String,
    end: Option<&'a str>,
    ended_at: Option<String>,
}

#[derive(Debug, Serialize)]
struct Promise<'a> {
    round: u32,
    made_at: String,
    due: String,
    /// It is the finishing time of an accepted plan.
    of_plan: bool,
    end: Option<&'a str>,
    ended_at: Option<String>,
}

#[derive(Debug, Serialize)]
struct Rating<'a> {
    round: u32,
    at: String,
    status: &'a str,
    score: Option<f64>,
    low: bool,
    solved: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Fact<'a> {
    id: String,
    at: String,
    by: &'a str,
    role: &'a str,
    kind: &'a str,
    undone: bool,
}

/// A case as it stands now.
pub fn shown<'a>(file: &'a CaseFile, rules: &Rulebook, now: Timestamp) -> Shown<'a> {
    let case = &file.case;
    Shown {
        id: case.id.to_string(),
        no: &case.no,
        state: case.state.as_str(),
        level: case.level.map(crate::domain::Level::number),
        modifiers: case.modifiers_ever.iter().map(|modifier| modifier.as_str()).collect(),
        notified: case.notified.iter().map(|role| role.as_str()).collect(),
        owner: &case.owner,
        received_at: rfc3339(case.received_at),
        outcome: case.outcome.map(crate::domain::Outcome::as_str),
        resolution_type: case.plans.last().map(|plan| plan.resolution_type.as_str()),
        resolved_at: case.resolved_at.map(rfc3339),
        archived_at: case.archived_at.map(rfc3339),
        reopened_at: case.reopened_at.iter().copied().map(rfc3339).collect(),
        handling_workdays: figures::handling_workdays(case, &rules.calendar),
        breaches: figures::breaches(case, now),
        clocks: case.clocks.iter().map(clock).collect(),
        follow_ups: case.follow_ups.iter().map(follow_up).collect(),
        promises: case.promises.iter().map(promise).collect(),
        ratings: case.ratings.iter().map(rating).collect(),
        record: case.record.0.iter().map(|(field, value)| (field.as_str(), said(*field, value, rfc3339))).collect(),
        facts: file.facts.iter().map(|fact| self::fact(fact, case)).collect(),
    }
}

fn clock(clock: &case::Clock) -> Clock<'_> {
    Clock {
        kind: clock.kind.as_str(),
        round: clock.round,
        started_at: rfc3339(clock.start),
        first_due: rfc3339(clock.first_due),
        due: rfc3339(clock.due),
        met_at: clock.met.map(rfc3339),
        cancelled_at: clock.cancelled.map(rfc3339),
    }
}

fn follow_up(task: &case::FollowUp) -> FollowUp<'_> {
    FollowUp {
        kind: task.kind.as_str(),
        round: task.round,
        first_due: rfc3339(task.first_due),
        due: rfc3339(task.due),
        end: task.end.map(|(end, _)| end.as_str()),
        ended_at: task.end.map(|(_, at)| rfc3339(at)),
    }
}

fn promise(promise: &case::Promise) -> Promise<'_> {
    Promise {
        round: promise.round,
        made_at: rfc3339(promise.made_at),
        due: rfc3339(promise.due),
        of_plan: promise.plan_eta,
        end: promise.end.map(|(end, _)| end.as_str()),
        ended_at: promise.end.map(|(_, at)| rfc3339(at)),
    }
}

fn rating(rating: &case::Rating) -> Rating<'_> {
    Rating {
        round: rating.round,
        at: rfc3339(rating.at),
        status: rating.status.as_str(),
        score: rating.score_tenths.map(|tenths| f64::from(tenths) / 10.0),
        low: rating.low,
        solved: rating.solved.map(crate::domain::Solved::as_str),
    }
}

fn fact<'a>(fact: &'a Recorded, case: &Case) -> Fact<'a> {
    Fact {
        id: fact.id.0.to_string(),
        at: rfc3339(fact.at),
        by: &fact.by.no,
        role: fact.by.role.as_str(),
        kind: kind(&fact.event),
        undone: case.undone.contains(&fact.id),
    }
}

//! Due times with the rules that made them, and values as they are compared.

use toml::Value as Toml;

use super::file::local;
use crate::domain::case::{Case, Clock, FollowUp, Limit};
use crate::domain::code::{ClockKind, FollowUpKind};
use crate::domain::time::Timestamp;

/// A due time with the rule that made it.
pub(super) struct Due {
    pub kind: ClockKind,
    pub at: Timestamp,
    pub why: String,
}

/// The first due of each clock of a round that began with it (not one a later grade added), updates included.
pub(super) fn first_dues(case: &Case, round: u32, at: Option<Timestamp>) -> Vec<Due> {
    let clocks = case.clocks.iter().filter(|clock| clock.round == round);
    let mut dues: Vec<Due> =
        clocks.map(|clock| Due { kind: clock.kind, at: clock.first_due, why: explained(clock) }).collect();
    let first = case.follow_ups.iter().find(|task| task.kind == FollowUpKind::Progress && task.round == round);
    dues.extend(first.filter(|_| at.is_some()).map(|task| of_update(task, task.first_due)));
    dues
}

/// The due of each clock that still counts or was met (the latest of its kind), and of the open update.
pub(super) fn present_dues(case: &Case) -> Vec<Due> {
    let mut dues: Vec<Due> = Vec::new();
    for clock in case.clocks.iter().rev().filter(|clock| clock.cancelled.is_none()) {
        if dues.iter().all(|due| due.kind != clock.kind) {
            dues.push(Due { kind: clock.kind, at: clock.due, why: explained(clock) });
        }
    }
    dues.extend(case.open_follow_ups(FollowUpKind::Progress).first().map(|task| of_update(task, task.due)));
    dues
}

fn of_update(task: &FollowUp, at: Timestamp) -> Due {
    Due { kind: ClockKind::Progress, at, why: limit(task.limit, task.calendar.map(|kind| kind.to_string())) }
}

fn explained(clock: &Clock) -> String {
    limit(Some(clock.limit), Some(clock.calendar.to_string()))
}

fn limit(limit: Option<Limit>, calendar: Option<String>) -> String {
    let calendar = calendar.unwrap_or_default();
    match limit {
        Some(Limit::Minutes(minutes)) => format!("start + {minutes} min {calendar}"),
        Some(Limit::WorkDays(days)) => format!("18:00 of working day {days}"),
        Some(Limit::Until(_)) => "named by hand".to_owned(),
        None => String::new(),
    }
}

/// A value as it is compared: times as written, scores with one decimal.
pub(super) fn plain(value: &Toml) -> String {
    match value {
        Toml::String(text) => text.clone(),
        Toml::Float(number) => format!("{number:.1}"),
        Toml::Datetime(at) => local(at).map(|at| at.format("%Y-%m-%dT%H:%M:%S").to_string()).unwrap_or_default(),
        other => other.to_string(),
    }
}

pub(super) fn tenths(score: Option<u32>) -> String {
    score.map_or_else(|| "none".to_owned(), |tenths| format!("{}.{}", tenths / 10, tenths % 10))
}

pub(super) fn strings(value: &Toml) -> Vec<String> {
    match value {
        Toml::Array(list) => list.iter().map(plain).collect(),
        other => vec![plain(other)],
    }
}

pub(super) fn times(value: &Toml) -> Vec<String> {
    let mut times = strings(value);
    times.sort();
    times
}

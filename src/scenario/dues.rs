//! Due times with the rules that made them, and values as they are compared.

use toml::Value as Toml;

use super::file::local;
use crate::domain::code::{ClockKind, FollowUpKind};
use crate::domain::protocol::{CaseView, FollowUpView, LimitView};
use crate::domain::time::Timestamp;

/// A due time with the rule that made it.
pub(super) struct Due {
    pub kind: ClockKind,
    pub at: Timestamp,
    pub why: String,
}

/// The first due of each clock of a round that began with it (not one a later grade added), updates included.
pub(super) fn first_dues(view: &CaseView<'_>, round: u32) -> Vec<Due> {
    let clocks = view.clocks.iter().filter(|clock| clock.round == round);
    let mut dues: Vec<Due> =
        clocks.map(|clock| Due { kind: clock.kind, at: clock.first_due.0, why: why(Some(clock.limit)) }).collect();
    let first = view.follow_ups.iter().find(|task| task.kind == FollowUpKind::Progress && task.round == round);
    dues.extend(first.map(|task| of_update(task, task.first_due.0)));
    dues
}

/// The due of each clock that still counts or was met (the latest of its kind), and of the open update.
pub(super) fn present_dues(view: &CaseView<'_>) -> Vec<Due> {
    let mut dues: Vec<Due> = Vec::new();
    for clock in view.clocks.iter().rev().filter(|clock| clock.cancelled_at.is_none()) {
        if dues.iter().all(|due| due.kind != clock.kind) {
            dues.push(Due { kind: clock.kind, at: clock.due.0, why: why(Some(clock.limit)) });
        }
    }
    let open = view.follow_ups.iter().filter(|task| task.kind == FollowUpKind::Progress && task.end.is_none());
    dues.extend(open.min_by_key(|task| task.due).map(|task| of_update(task, task.due.0)));
    dues
}

fn of_update(task: &FollowUpView, at: Timestamp) -> Due {
    Due { kind: ClockKind::Progress, at, why: why(task.limit) }
}

fn why(limit: Option<LimitView>) -> String {
    let Some(limit) = limit else { return String::new() };
    let calendar = limit.calendar.map_or("", |calendar| calendar.as_str());
    match (limit.minutes, limit.workdays) {
        (Some(minutes), _) => format!("start + {minutes} min {calendar}"),
        (_, Some(days)) => format!("18:00 of working day {days}"),
        _ => "named by hand".to_owned(),
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

pub(super) fn strings(value: &Toml) -> Vec<String> {
    match value {
        Toml::Array(list) => list.iter().map(plain).collect(),
        other => vec![plain(other)],
    }
}

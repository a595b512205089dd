//! What a file expects against what the record holds.

use toml::Value as Toml;

use super::dues::{Due, first_dues, plain, present_dues, strings, tenths, times};
use super::file::{File, FileError, local};
use super::phrases;
use super::replay::{Replay, as_of, shown};
use crate::domain::calendar::Calendar;
use crate::domain::case::{Case, FollowUp};
use crate::domain::code::{ClockKind, FollowUpKind};
use crate::domain::event::{Event, Recorded};
use crate::domain::figures_of_case as figures;
use crate::domain::time::Timestamp;

const TOP: [&str; 11] = [
    "level",
    "modifiers",
    "notify",
    "phrases",
    "clocks",
    "after_pause",
    "reopen_clocks",
    "first_round",
    "followups",
    "final",
    "satisfaction",
];

const FINAL: [&str; 14] = [
    "state",
    "outcome",
    "resolution_type",
    "resolved_at",
    "handling_workdays",
    "aht_s",
    "reopen_count",
    "attempts",
    "fcr",
    "breaches",
    "merged_into",
    "counts_in",
    "counts_out",
    "level",
];

/// Where the table of follow-ups is present, exactly the listed ones of these exist.
const EXACT: [FollowUpKind; 4] =
    [FollowUpKind::ImplCheck, FollowUpKind::Satisfaction, FollowUpKind::Watch, FollowUpKind::SuggestionNotice];

/// Refuses an expectation nobody knows, by its full name.
pub(super) fn check_known(file: &File) -> Result<(), FileError> {
    let unknown = |key: String| FileError::UnknownExpectation { file: file.id.clone(), key };
    for (key, value) in &file.expect {
        if !TOP.contains(&key.as_str()) {
            return Err(unknown(key.clone()));
        }
        let Some(table) = value.as_table() else { continue };
        for inner in table.keys() {
            if !is_known(key, inner) {
                return Err(unknown(format!("{key}.{inner}")));
            }
        }
    }
    Ok(())
}

fn is_known(table: &str, key: &str) -> bool {
    let clock = key.parse::<ClockKind>().is_ok();
    let task = key.parse::<FollowUpKind>().is_ok();
    match table {
        "clocks" => clock,
        "after_pause" => clock || key == "resumed_at",
        "reopen_clocks" => clock || key == "at",
        "first_round" => task || ["resolved_at", "scores", "score", "low"].contains(&key),
        "followups" => task,
        "final" => FINAL.contains(&key),
        "satisfaction" => ["score", "low", "status"].contains(&key),
        _ => false,
    }
}

/// The spelling of a fact's kind.
pub(super) fn name_of(fact: &Recorded) -> String {
    match &fact.event {
        Event::Case(event) => event.name(),
        Event::Unknown { kind, .. } => kind.clone(),
        Event::Customer(_) | Event::Person(_) => String::new(),
    }
}

/// One file's expectations in the making.
struct Comparison<'a, 'b> {
    replay: &'a mut Replay<'b>,
    file: &'a File,
    calendar: Calendar,
    case: Case,
    facts: Vec<Recorded>,
    end: Timestamp,
}

/// Compares everything a file expects.
pub(super) fn compare(replay: &mut Replay<'_>, file: &File, end: Timestamp) -> Result<(), FileError> {
    let calendar = replay.door.rules().calendar.clone();
    let loaded = replay.streams.get(&file.id).copied().and_then(|id| replay.door.case(id));
    let Some((case, facts)) = loaded else {
        replay.report.push(&file.id, "case", ("opened", "not opened"), false, "");
        return Ok(());
    };
    let mut comparison = Comparison { replay, file, calendar, case, facts, end };
    for (key, value) in &file.expect {
        comparison.top(key, value);
    }
    Ok(())
}

impl Comparison<'_, '_> {
    fn top(&mut self, key: &str, value: &Toml) {
        match key {
            "level" => {
                let got = self.case.level.map_or_else(|| "none".to_owned(), |level| level.number().to_string());
                self.check(key, &plain(value), &got, "impact x urgency, raised by modifiers");
            }
            "modifiers" => {
                let got = self.case.modifiers_ever.iter().map(ToString::to_string).collect();
                self.set(key, value, got, "every one that applied at any time");
            }
            "notify" => {
                let got = self.case.notified.iter().map(ToString::to_string).collect();
                self.set(key, value, got, "told by rule at grading");
            }
            "phrases" => self.phrases(value),
            _ => {
                if let Some(table) = value.as_table() {
                    self.table(key, table);
                }
            }
        }
    }

    fn table(&mut self, key: &str, table: &toml::Table) {
        match key {
            "clocks" => self.clocks(table),
            "after_pause" => self.after_pause(table),
            "reopen_clocks" => self.reopen_clocks(table),
            "first_round" => self.first_round(table),
            "followups" => self.follow_ups(table),
            "final" => {
                for (name, value) in table {
                    self.last(name, value);
                }
            }
            "satisfaction" => self.satisfaction("satisfaction", table, None),
            _ => {}
        }
    }

    fn check(&mut self, what: &str, expected: &str, got: &str, why: &str) {
        self.replay.report.compare(&self.file.id, what, expected, got, why);
    }

    fn set(&mut self, what: &str, expected: &Toml, got: Vec<String>, why: &str) {
        let sorted = |mut list: Vec<String>| {
            list.sort();
            list.dedup();
            format!("[{}]", list.join(", "))
        };
        self.check(what, &sorted(strings(expected)), &sorted(got), why);
    }

    fn shown(&self, at: Option<Timestamp>) -> String {
        shown(&self.calendar, at)
    }

    fn phrases(&mut self, value: &Toml) {
        let manual = &self.replay.door.rules().manual;
        let verdicts: Vec<(String, Option<bool>)> = strings(value)
            .into_iter()
            .map(|id| (id.clone(), phrases::fits_somewhere(manual, &self.facts, &id)))
            .collect();
        for (id, verdict) in verdicts {
            let got = match verdict {
                Some(true) => "fits",
                Some(false) => "never fits",
                None => "no such phrase",
            };
            self.check(&format!("phrases.{id}"), "fits", got, "step, channel, kind and level of some moment");
        }
    }

    /// Due times as first computed at grading; exactly the listed clocks exist, besides `respond`.
    fn clocks(&mut self, table: &toml::Table) {
        let graded_at = self
            .facts
            .iter()
            .find(|fact| matches!(name_of(fact).as_str(), "case.graded" | "case.quick_answer"))
            .map(|fact| fact.at);
        let at_grading = graded_at.and_then(|at| as_of(&self.facts, at));
        let got = at_grading.map(|case| first_dues(&case, 0, graded_at)).unwrap_or_default();
        self.due_table("clocks", table, &got);
        for due in got.iter().filter(|due| due.kind != ClockKind::Respond && !table.contains_key(due.kind.as_str())) {
            let shown = self.shown(Some(due.at));
            self.check(&format!("clocks.{}", due.kind), "none", &shown, &due.why);
        }
    }

    fn due_table(&mut self, name: &str, table: &toml::Table, got: &[Due]) {
        for (key, value) in table {
            if key == "at" || key == "resumed_at" {
                continue;
            }
            let found = got.iter().find(|due| due.kind.as_str() == key);
            let shown = self.shown(found.map(|due| due.at));
            let why = found.map(|due| due.why.clone()).unwrap_or_default();
            self.check(&format!("{name}.{key}"), &plain(value), &shown, &why);
        }
    }

    fn moment(&self, table: &toml::Table, key: &str) -> Option<Timestamp> {
        let written = table.get(key)?.as_datetime()?;
        local(written).map(|local| self.calendar.at(local))
    }

    fn after_pause(&mut self, table: &toml::Table) {
        let resumed = self.moment(table, "resumed_at");
        let really = self.facts.iter().any(|fact| Some(fact.at) == resumed && name_of(fact) == "clock.resumed");
        let shown = self.shown(resumed);
        let got = if really { shown.clone() } else { "not resumed then".to_owned() };
        self.check("after_pause.resumed_at", &shown, &got, "the end of the pause");
        let case = resumed.and_then(|at| as_of(&self.facts, at));
        let dues = case.map(|case| present_dues(&case)).unwrap_or_default();
        self.due_table("after_pause", table, &dues);
    }

    fn reopen_clocks(&mut self, table: &toml::Table) {
        let at = self.moment(table, "at");
        let place = self.case.reopened_at.iter().position(|reopened| Some(*reopened) == at);
        let shown = self.shown(at);
        let got = if place.is_some() { shown.clone() } else { "not reopened then".to_owned() };
        self.check("reopen_clocks.at", &shown, &got, "the reopening");
        let round = place.and_then(|place| u32::try_from(place + 1).ok());
        let case = at.and_then(|at| as_of(&self.facts, at));
        let dues = case.zip(round).map(|(case, round)| first_dues(&case, round, at)).unwrap_or_default();
        self.due_table("reopen_clocks", table, &dues);
    }

    fn first_round(&mut self, table: &toml::Table) {
        for (key, value) in table {
            match key.as_str() {
                "resolved_at" => {
                    let got = self.case.work.resolved_before.first().copied().or(self.case.resolved_at);
                    let got = self.shown(got);
                    self.check("first_round.resolved_at", &plain(value), &got, "the result confirmed then");
                }
                "scores" => {
                    if let Some(table) = value.as_table() {
                        self.satisfaction("first_round.scores", table, Some(0));
                    }
                }
                "score" | "low" => {
                    let table = toml::Table::from_iter([(key.clone(), value.clone())]);
                    self.satisfaction("first_round", &table, Some(0));
                }
                kind => self.tasks("first_round", kind, value, 0),
            }
        }
    }

    fn follow_ups(&mut self, table: &toml::Table) {
        let round = self.case.round();
        for (kind, value) in table {
            self.tasks("followups", kind, value, round);
        }
        for kind in EXACT.iter().filter(|kind| !table.contains_key(kind.as_str())) {
            let made = self.made(*kind, round).iter().map(|task| task.first_due).collect();
            let got = self.list(made);
            self.check(&format!("followups.{kind}"), "[]", &got, "");
        }
    }

    fn made(&self, kind: FollowUpKind, round: u32) -> Vec<FollowUp> {
        self.case.follow_ups.iter().filter(|task| task.kind == kind && task.round == round).cloned().collect()
    }

    /// Due times made; a time the customer chose instead counts as made too.
    fn tasks(&mut self, table: &str, kind: &str, value: &Toml, round: u32) {
        let expected = format!("[{}]", times(value).join(", "));
        let what = format!("{table}.{kind}");
        let (first, moved) = match kind.parse() {
            Ok(FollowUpKind::Promise) => {
                let promises = self.case.promises.iter().filter(|promise| promise.round == round);
                let dues: Vec<Timestamp> = promises.map(|promise| promise.due).collect();
                (dues.clone(), vec![dues])
            }
            Ok(kind) => {
                let made = self.made(kind, round);
                let first = made.iter().map(|task| task.first_due).collect();
                let all = made.iter().flat_map(|task| std::iter::once(task.first_due).chain(task.moved_to.clone()));
                // The care call planned by rule for the time after the case is no call of the case itself.
                let own = made.iter().filter(|task| kind != FollowUpKind::Care || task.limit.is_none());
                let own = own.map(|task| task.due).collect();
                (first, vec![all.collect(), made.iter().map(|task| task.due).collect(), own])
            }
            Err(_) => return,
        };
        let first = self.list(first);
        let moved: Vec<String> = moved.into_iter().map(|dues| self.list(dues)).collect();
        let got = moved.into_iter().find(|dues| *dues == expected).unwrap_or(first);
        let why = made_by(kind);
        self.check(&what, &expected, &got, why);
    }

    fn list(&self, mut dues: Vec<Timestamp>) -> String {
        dues.sort();
        let shown: Vec<String> = dues.into_iter().map(|due| self.shown(Some(due))).collect();
        format!("[{}]", shown.join(", "))
    }

    fn last(&mut self, key: &str, value: &Toml) {
        let what = format!("final.{key}");
        match key {
            "breaches" => {
                let got = figures::breaches(&self.case, self.end);
                self.set(&what, value, got, "clocks ever past their due, and the channel standard");
            }
            "counts_in" | "counts_out" => self.counts(&what, key == "counts_in", value),
            _ => {
                let got = self.last_value(key);
                self.check(&what, &plain(value), &got, "");
            }
        }
    }

    fn last_value(&mut self, key: &str) -> String {
        let case = &self.case;
        let number = |number: Option<i64>| number.map_or_else(|| "none".to_owned(), |number| number.to_string());
        match key {
            "state" => case.state.to_string(),
            "level" => number(case.level.map(|level| i64::from(level.number()))),
            "outcome" => case.outcome.map_or_else(|| "none".to_owned(), |outcome| outcome.to_string()),
            "resolution_type" => case.plans.last().map(|plan| plan.resolution_type.clone()).unwrap_or_default(),
            "resolved_at" => self.shown(case.resolved_at),
            "handling_workdays" => number(figures::handling_workdays(case, &self.calendar).map(i64::from)),
            "aht_s" => number(figures::aht_s(case)),
            "reopen_count" => case.reopened_at.len().to_string(),
            "attempts" => attempts(case).to_string(),
            "fcr" => self.fcr().to_string(),
            "merged_into" => self.merged_into(),
            _ => String::new(),
        }
    }

    fn fcr(&mut self) -> bool {
        let ids: Vec<uuid::Uuid> = self.replay.streams.values().copied().filter(|id| *id != self.case.id).collect();
        let others: Vec<Case> = ids
            .into_iter()
            .filter_map(|id| self.replay.door.case(id))
            .map(|(case, _)| case)
            .filter(|other| {
                let customer = |case: &Case| case.record.text(crate::domain::Field::Customer).map(str::to_owned);
                customer(other) == customer(&self.case)
            })
            .collect();
        figures::fcr(&self.case, &others.iter().collect::<Vec<_>>())
    }

    fn merged_into(&self) -> String {
        let master = self.case.merged_into;
        let named = self.replay.streams.iter().find(|(_, id)| Some(**id) == master);
        named.map_or_else(|| "none".to_owned(), |(name, _)| name.clone())
    }

    fn counts(&mut self, what: &str, inside: bool, value: &Toml) {
        let expected = strings(value);
        let got =
            expected.iter().filter(|figure| figures::counts_in(&self.case, figure) == Some(inside)).cloned().collect();
        self.set(what, value, got, "what the case or its contact is part of");
    }

    fn satisfaction(&mut self, name: &str, table: &toml::Table, round: Option<u32>) {
        let rating =
            self.case.ratings.iter().rev().find(|rating| round.is_none_or(|round| rating.round == round)).cloned();
        for (key, value) in table {
            let got = match (key.as_str(), &rating) {
                ("score", Some(rating)) => tenths(rating.score_tenths),
                ("low", Some(rating)) => rating.low.to_string(),
                ("status", Some(rating)) => rating.status.to_string(),
                ("status", None) => "not_asked".to_owned(),
                _ => "none".to_owned(),
            };
            self.check(&format!("{name}.{key}"), &plain(value), &got, "weighted marks, one decimal, half up");
        }
    }
}

/// Calls made for the task that was called for most (reminders of one wait count together).
fn attempts(case: &Case) -> u32 {
    let of = |kind: &FollowUpKind| -> u32 {
        case.follow_ups.iter().filter(|task| task.kind == *kind).map(|task| task.attempts).sum()
    };
    let called = FollowUpKind::ALL.iter().filter(|kind| **kind != FollowUpKind::Progress);
    called.map(of).max().unwrap_or_default()
}

fn made_by(kind: &str) -> &'static str {
    match kind {
        "promise" => "promises made, finishing times of accepted plans included",
        "impl_check" => "carried out + minutes of the level",
        "satisfaction" => "confirmed + the earliest of level and severity",
        "watch" => "confirmed + days, for complex cases",
        "low_score" => "the low score + 24 h",
        _ => "",
    }
}

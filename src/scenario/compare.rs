//! What a script expects against what the record holds: the view of its case that `show --json` prints.

use std::collections::BTreeMap;

use toml::Value as Toml;
use uuid::Uuid;

use super::door::Door;
use super::dues::{Due, first_dues, plain, present_dues, strings};
use super::file::{File, FileError, local};
use super::play::name_of;
use super::report::{Report, shown};
use super::{phrases, script::Script};
use crate::domain::calendar::Rulebook;
use crate::domain::case::Case;
use crate::domain::code::{ClockKind, FollowUpKind};
use crate::domain::event::Recorded;
use crate::domain::figures_of_case as figures;
use crate::domain::fold;
use crate::domain::protocol::{CaseView, FollowUpView};
use crate::domain::record::Field;
use crate::domain::time::Timestamp;

/// Where the table of follow-ups is present, exactly the listed ones of these exist.
const EXACT: [FollowUpKind; 4] =
    [FollowUpKind::ImplCheck, FollowUpKind::Satisfaction, FollowUpKind::Watch, FollowUpKind::SuggestionNotice];

/// Refuses an expectation nobody knows, by its full name.
pub(super) fn check_known(file: &File) -> Result<(), FileError> {
    let unknown = |key: &str| FileError(format!("{}: unknown expectation `{key}`", file.id));
    for (key, value) in &file.expect {
        if !is_known("", key) {
            return Err(unknown(key));
        }
        if let Some(inner) = value.as_table().and_then(|table| table.keys().find(|inner| !is_known(key, inner))) {
            return Err(unknown(&format!("{key}.{inner}")));
        }
    }
    Ok(())
}

/// Whether there is such an expectation, in a table or outside all.
fn is_known(table: &str, key: &str) -> bool {
    let clock = key.parse::<ClockKind>().is_ok();
    let task = key.parse::<FollowUpKind>().is_ok();
    match (table, key) {
        (
            "",
            "level" | "modifiers" | "notify" | "phrases" | "clocks" | "after_pause" | "reopen_clocks" | "first_round"
            | "followups" | "final" | "satisfaction",
        )
        | ("after_pause", "paused_at" | "resumed_at")
        | ("reopen_clocks", "at")
        | ("first_round", "resolved_at" | "scores" | "score" | "low")
        | ("satisfaction", "score" | "low" | "status")
        | (
            "final",
            "state" | "outcome" | "resolution_type" | "resolved_at" | "handling_workdays" | "aht_s" | "reopen_count"
            | "attempts" | "fcr" | "breaches" | "merged_into" | "counts_in" | "counts_out" | "level" | "major"
            | "attached" | "attached_to",
        ) => true,
        ("clocks" | "after_pause" | "reopen_clocks", _) => clock,
        ("first_round" | "followups", _) => task,
        _ => false,
    }
}

/// One script's expectations in the making.
struct Comparison<'a> {
    report: &'a mut Report,
    rules: &'a Rulebook,
    file: &'a File,
    case: &'a Case,
    view: CaseView<'a>,
    facts: &'a [Recorded],
    /// The other cases of the run, by the names of their scripts.
    others: &'a BTreeMap<&'a str, Case>,
}

/// Compares everything the files expect of the cases their scripts led to.
pub(super) fn compare(
    files: &[File],
    scripts: &[Script],
    door: &mut dyn Door,
    (end, report): (Timestamp, &mut Report),
) {
    let rules = door.rules().clone();
    let loaded: Vec<_> = scripts.iter().map(|script| (script, door.case(script.case))).collect();
    let cases: BTreeMap<&str, Case> =
        loaded.iter().filter_map(|(script, loaded)| Some((script.id.as_str(), loaded.as_ref()?.0.clone()))).collect();
    for (file, (_, loaded)) in files.iter().zip(&loaded) {
        let Some((case, facts)) = loaded else {
            report.push(&file.id, "case", ("opened", "not opened"), false, "");
            continue;
        };
        let view = CaseView::of(case, &rules.calendar, end);
        let mut comparison = Comparison { report, rules: &rules, file, case, view, facts, others: &cases };
        for (key, value) in &file.expect {
            comparison.top(key, value);
        }
    }
}

/// The case as its facts up to a moment make it.
fn as_of(facts: &[Recorded], at: Timestamp) -> Option<Case> {
    let until: Vec<Recorded> = facts.iter().filter(|fact| fact.at <= at).cloned().collect();
    fold(&until)
}

impl Comparison<'_> {
    fn top(&mut self, key: &str, value: &Toml) {
        match key {
            "level" => {
                let got = number(self.view.level);
                self.check(key, &plain(value), &got, "impact x urgency, raised by modifiers");
            }
            "modifiers" => {
                let got = self.view.modifiers.iter().map(ToString::to_string).collect();
                self.set(key, value, got, "every one that applied at any time");
            }
            "notify" => {
                let got = self.view.notified.iter().map(ToString::to_string).collect();
                self.set(key, value, got, "told by rule at grading");
            }
            "phrases" => self.phrases(value),
            _ => value.as_table().into_iter().for_each(|table| self.table(key, table)),
        }
    }

    fn table(&mut self, key: &str, table: &toml::Table) {
        match key {
            "clocks" => self.clocks(table),
            "after_pause" => self.after_pause(table),
            "reopen_clocks" => self.reopen_clocks(table),
            "first_round" => self.first_round(table),
            "followups" => self.follow_ups(table),
            "final" => table.iter().for_each(|(name, value)| self.last(name, value)),
            "satisfaction" => self.satisfaction("satisfaction", table, None),
            _ => {}
        }
    }

    fn check(&mut self, what: &str, expected: &str, got: &str, why: &str) {
        self.report.compare(&self.file.id, what, expected, got, why);
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
        shown(&self.rules.calendar, at)
    }

    fn phrases(&mut self, value: &Toml) {
        for id in strings(value) {
            let got = match phrases::fits_somewhere(&self.rules.manual, self.facts, &id) {
                Some(true) => "fits",
                Some(false) => "never fits",
                None => "no such phrase",
            };
            self.check(&format!("phrases.{id}"), "fits", got, "step, channel, kind and level of some moment");
        }
    }

    /// What is due on the case as it was at a moment.
    fn dues_at(&self, at: Option<Timestamp>, dues: impl Fn(&CaseView<'_>) -> Vec<Due>) -> Vec<Due> {
        let case = at.and_then(|at| as_of(self.facts, at));
        case.map(|case| dues(&CaseView::of(&case, &self.rules.calendar, case.received_at))).unwrap_or_default()
    }

    /// Due times as first computed at grading; exactly the listed clocks exist, besides `respond`.
    fn clocks(&mut self, table: &toml::Table) {
        let graded = |fact: &&Recorded| matches!(name_of(fact).as_str(), "case.graded" | "case.quick_answer");
        let graded_at = self.facts.iter().find(graded).map(|fact| fact.at);
        let got = self.dues_at(graded_at, |view| first_dues(view, 0));
        self.due_table("clocks", table, &got);
        for due in got.iter().filter(|due| due.kind != ClockKind::Respond && !table.contains_key(due.kind.as_str())) {
            let shown = self.shown(Some(due.at));
            self.check(&format!("clocks.{}", due.kind), "none", &shown, &due.why);
        }
    }

    fn due_table(&mut self, name: &str, table: &toml::Table, got: &[Due]) {
        for (key, value) in table.iter().filter(|(key, _)| key.parse::<ClockKind>().is_ok()) {
            let found = got.iter().find(|due| due.kind.as_str() == key);
            let shown = self.shown(found.map(|due| due.at));
            let why = found.map(|due| due.why.clone()).unwrap_or_default();
            self.check(&format!("{name}.{key}"), &plain(value), &shown, &why);
        }
    }

    fn moment(&self, table: &toml::Table, key: &str) -> Option<Timestamp> {
        let written = table.get(key)?.as_datetime()?;
        local(written).map(|local| self.rules.calendar.at(local))
    }

    /// Whether a fact of a kind was written just then.
    fn happened(&mut self, table: &toml::Table, (name, key): (&str, &str), fact: &str, why: &str) -> Option<Timestamp> {
        let at = self.moment(table, key);
        let really = self.facts.iter().any(|one| Some(one.at) == at && name_of(one) == fact);
        let shown = self.shown(at);
        let got = if really { shown.clone() } else { "not then".to_owned() };
        self.check(&format!("{name}.{key}"), &shown, &got, why);
        at
    }

    fn after_pause(&mut self, table: &toml::Table) {
        if table.contains_key("paused_at") {
            self.happened(table, ("after_pause", "paused_at"), "clock.paused", "the beginning of the pause");
        }
        let resumed = self.happened(table, ("after_pause", "resumed_at"), "clock.resumed", "the end of the pause");
        let dues = self.dues_at(resumed, present_dues);
        self.due_table("after_pause", table, &dues);
    }

    fn reopen_clocks(&mut self, table: &toml::Table) {
        let at = self.happened(table, ("reopen_clocks", "at"), "case.reopened", "the reopening");
        let place = self.case.reopened_at.iter().position(|reopened| Some(*reopened) == at);
        let round = place.and_then(|place| u32::try_from(place + 1).ok());
        let dues = round.map(|round| self.dues_at(at, |view| first_dues(view, round))).unwrap_or_default();
        self.due_table("reopen_clocks", table, &dues);
    }

    fn first_round(&mut self, table: &toml::Table) {
        for (key, value) in table {
            match key.as_str() {
                "resolved_at" => {
                    let got = self.view.resolved_before.first().copied().or(self.view.resolved_at);
                    let got = self.shown(got.map(|at| at.0));
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
        let round = self.view.round();
        for (kind, value) in table {
            self.tasks("followups", kind, value, round);
        }
        for kind in EXACT.iter().filter(|kind| !table.contains_key(kind.as_str())) {
            let got = self.list(self.made(*kind, round).map(|task| task.first_due.0));
            self.check(&format!("followups.{kind}"), "[]", &got, "");
        }
    }

    fn made(&self, kind: FollowUpKind, round: u32) -> impl Iterator<Item = &FollowUpView> + Clone {
        self.view.follow_ups.iter().filter(move |task| task.kind == kind && task.round == round)
    }

    /// Due times made; a time the customer chose instead counts as made too.
    fn tasks(&mut self, table: &str, kind: &str, value: &Toml, round: u32) {
        let mut expected = strings(value);
        expected.sort();
        let expected = format!("[{}]", expected.join(", "));
        let lists = match kind.parse() {
            Ok(FollowUpKind::Promise) => {
                let promises = self.view.promises.iter().filter(|promise| promise.round == round);
                vec![self.list(promises.map(|promise| promise.due.0))]
            }
            Ok(kind) => {
                let made = self.made(kind, round);
                let every = |task: &FollowUpView| {
                    std::iter::once(task.first_due.0).chain(task.moved_to.iter().map(|at| at.0)).collect::<Vec<_>>()
                };
                // The care call planned by rule for the time after the case is no call of the case itself.
                let own = made.clone().filter(|task| kind != FollowUpKind::Care || task.limit.is_none());
                vec![
                    self.list(made.clone().map(|task| task.first_due.0)),
                    self.list(made.clone().flat_map(every)),
                    self.list(made.clone().map(|task| task.due.0)),
                    self.list(own.map(|task| task.due.0)),
                ]
            }
            Err(_) => return,
        };
        let got = lists.iter().find(|dues| **dues == expected).or(lists.first()).cloned().unwrap_or_default();
        self.check(&format!("{table}.{kind}"), &expected, &got, made_by(kind));
    }

    fn list(&self, dues: impl Iterator<Item = Timestamp>) -> String {
        let mut dues: Vec<Timestamp> = dues.collect();
        dues.sort();
        let shown: Vec<String> = dues.into_iter().map(|due| self.shown(Some(due))).collect();
        format!("[{}]", shown.join(", "))
    }

    fn last(&mut self, key: &str, value: &Toml) {
        let what = format!("final.{key}");
        match key {
            "breaches" => {
                let got = self.view.breaches.clone();
                self.set(&what, value, got, "clocks ever past their due, and the channel standard");
            }
            "attached" => {
                let attached = self.case.major.iter().flat_map(|major| &major.attached);
                let got = attached.filter_map(|one| self.named(Some(one.id))).map(str::to_owned).collect();
                self.set(&what, value, got, "cases attached to it, at its end or now");
            }
            "counts_in" | "counts_out" => self.counts(&what, key == "counts_in", value),
            _ => {
                let got = self.last_value(key);
                self.check(&what, &plain(value), &got, "");
            }
        }
    }

    fn last_value(&self, key: &str) -> String {
        let view = &self.view;
        match key {
            "state" => view.state.to_string(),
            "level" => number(view.level),
            "outcome" => number(view.outcome),
            "resolution_type" => view.resolution_type.unwrap_or_default().to_owned(),
            "resolved_at" => self.shown(view.resolved_at.map(|at| at.0)),
            "handling_workdays" => number(view.handling_workdays),
            "aht_s" => number(view.aht_s),
            "reopen_count" => view.reopened_at.len().to_string(),
            "attempts" => view.attempts.to_string(),
            "fcr" => self.fcr().to_string(),
            "merged_into" => number(self.named(view.merged_into)),
            "attached_to" => number(self.named(self.case.follows().map(|to| to.master))),
            "major" => match &view.major {
                Some(major) => if major.ended_at.is_some() { "over" } else { "open" }.to_owned(),
                None => "none".to_owned(),
            },
            _ => String::new(),
        }
    }

    fn fcr(&self) -> bool {
        let customer = |case: &Case| case.record.text(Field::Customer).map(str::to_owned);
        let theirs = customer(self.case);
        let same = self.others.values().filter(|other| other.id != self.case.id && customer(other) == theirs);
        figures::fcr(self.case, &same.collect::<Vec<_>>())
    }

    /// The script of a case.
    fn named(&self, case: Option<Uuid>) -> Option<&str> {
        self.others.iter().find(|(_, other)| Some(other.id) == case).map(|(name, _)| *name)
    }

    fn counts(&mut self, what: &str, inside: bool, value: &Toml) {
        let expected = strings(value);
        let got =
            expected.iter().filter(|figure| figures::counts_in(self.case, figure) == Some(inside)).cloned().collect();
        self.set(what, value, got, "what the case or its contact is part of");
    }

    fn satisfaction(&mut self, name: &str, table: &toml::Table, round: Option<u32>) {
        let of_round = |round_of: u32| round.is_none_or(|round| round_of == round);
        let rating = self.view.ratings.iter().rev().find(|rating| of_round(rating.round)).cloned();
        for (key, value) in table {
            let got = match (key.as_str(), &rating) {
                ("score", Some(rating)) => number(rating.score.map(|score| format!("{score:.1}"))),
                ("low", Some(rating)) => rating.low.to_string(),
                ("status", Some(rating)) => rating.status.to_string(),
                ("status", None) => "not_asked".to_owned(),
                _ => "none".to_owned(),
            };
            self.check(&format!("{name}.{key}"), &plain(value), &got, "weighted marks, one decimal, half up");
        }
    }
}

/// A value, or the word for none.
fn number(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "none".to_owned(), |value| value.to_string())
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

//! What a rehearsal's file expects, compared with a case as `show --json` tells it.
//!
//! Acts happen some seconds after the minute of the file, because people and machines take their time; so times are
//! compared to the minute.

use chrono::{DateTime, FixedOffset};
use serde_json::Value as Json;
use toml::{Table, Value as Toml};

const SHANGHAI_S: i32 = 8 * 3_600;

/// The file of a rehearsal.
pub fn rehearsal(name: &str) -> Table {
    let path = format!("{}/tests/rehearsals/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap().parse().unwrap()
}

/// Everything that differs between the file's expectations and the case.
pub fn differences(file: &Table, case: &Json) -> Vec<String> {
    let expect = file["expect"].as_table().unwrap();
    let mut found = Differences(Vec::new());
    let round = case["reopened_at"].as_array().unwrap().len();
    for (key, value) in expect {
        match (key.as_str(), value) {
            ("level", value) => found.compare(key, &plain(value), &plain_json(&case["level"])),
            ("modifiers", value) => found.compare(key, &sorted(value), &strings(&case["modifiers"])),
            ("notify", value) => found.compare(key, &sorted(value), &strings(&case["notified"])),
            ("clocks", Toml::Table(table)) => found.clocks(key, table, case, 0),
            ("reopen_clocks", Toml::Table(table)) => found.clocks(key, table, case, 1),
            ("first_round", Toml::Table(table)) => found.tasks(key, table, case, 0),
            ("followups", Toml::Table(table)) => found.tasks(key, table, case, round),
            ("final", Toml::Table(table)) => found.end(table, case),
            ("satisfaction", Toml::Table(table)) => found.score(key, table, case, round),
            // Which phrases fit is the replay's to check: saying one is not an act of these journeys.
            ("phrases", _) => {}
            (other, _) => panic!("an expectation nobody compares: {other}"),
        }
    }
    found.0
}

struct Differences(Vec<String>);

impl Differences {
    fn compare<T: PartialEq + std::fmt::Debug + ?Sized>(&mut self, what: &str, expected: &T, got: &T) {
        if expected != got {
            self.0.push(format!("{what}: expected {expected:?}, got {got:?}"));
        }
    }

    /// Due times as first given; `progress` is the first update of the round, `respond` is not listed.
    fn clocks(&mut self, name: &str, table: &Table, case: &Json, round: usize) {
        let of_round = |list: &Json| {
            let list: Vec<Json> = list.as_array().unwrap().clone();
            list.into_iter().filter(|one| one["round"] == round).collect::<Vec<_>>()
        };
        let mut got: Vec<(String, String)> = of_round(&case["clocks"])
            .iter()
            .map(|clock| (text(&clock["kind"]), minute(&clock["first_due"])))
            .filter(|(kind, _)| kind != "respond" && (round == 0 || table.contains_key(kind)))
            .collect();
        let updates = of_round(&case["follow_ups"]);
        let first = updates.iter().find(|task| task["kind"] == "progress");
        got.extend(first.map(|task| ("progress".to_owned(), minute(&task["first_due"]))));
        got.sort();
        got.dedup();
        let wanted = table.iter().filter(|(key, _)| *key != "at");
        let mut wanted: Vec<(String, String)> = wanted.map(|(kind, due)| (kind.clone(), plain(due))).collect();
        wanted.sort();
        self.compare(name, &wanted, &got);
        if let Some(at) = table.get("at") {
            self.compare(&format!("{name}.at"), &plain(at), &minute(&case["reopened_at"][round - 1]));
        }
    }

    fn tasks(&mut self, name: &str, table: &Table, case: &Json, round: usize) {
        for (kind, value) in table {
            let what = format!("{name}.{kind}");
            match kind.as_str() {
                "resolved_at" => {
                    let confirmed = case["facts"].as_array().unwrap().iter();
                    let first = confirmed.filter(|fact| fact["kind"] == "result.confirmed").map(|fact| &fact["at"]);
                    self.compare(&what, &plain(value), &first.map(minute).next().unwrap_or_default());
                }
                "scores" => self.score(&what, value.as_table().unwrap(), case, round),
                "promise" => self.compare(&what, &sorted(value), &dues(&case["promises"], "due", None, round)),
                kind => {
                    let got = dues(&case["follow_ups"], "first_due", Some(kind), round);
                    self.compare(&what, &sorted(value), &got);
                }
            }
        }
    }

    fn end(&mut self, table: &Table, case: &Json) {
        for (key, value) in table {
            let what = format!("final.{key}");
            let got = match key.as_str() {
                "breaches" => {
                    self.compare(&what, &sorted(value), &strings(&case["breaches"]));
                    continue;
                }
                "resolved_at" => minute(&case[key]),
                "reopen_count" => case["reopened_at"].as_array().unwrap().len().to_string(),
                // Whether the first contact settled it is a figure over all of the customer's cases.
                "fcr" => continue,
                key => plain_json(&case[key]),
            };
            self.compare(&what, &plain(value), &got);
        }
    }

    fn score(&mut self, name: &str, table: &Table, case: &Json, round: usize) {
        let ratings = case["ratings"].as_array().unwrap();
        let rating = ratings.iter().rfind(|rating| rating["round"] == round).cloned().unwrap_or_default();
        for (key, value) in table {
            self.compare(&format!("{name}.{key}"), &plain(value), &plain_json(&rating[key]));
        }
    }
}

/// Dues of a list in a round, in order.
fn dues(list: &Json, due: &str, kind: Option<&str>, round: usize) -> Vec<String> {
    let of_round = list.as_array().unwrap().iter().filter(|one| one["round"] == round);
    let of_kind = of_round.filter(|one| kind.is_none_or(|kind| one["kind"] == kind));
    let mut dues: Vec<String> = of_kind.map(|one| minute(&one[due])).collect();
    dues.sort();
    dues
}

/// A moment in UTC as the company's wall clock shows it, to the minute.
fn minute(at: &Json) -> String {
    let Some(at) = at.as_str() else { return "none".to_owned() };
    let zone = FixedOffset::east_opt(SHANGHAI_S).unwrap();
    DateTime::parse_from_rfc3339(at).unwrap().with_timezone(&zone).format("%Y-%m-%dT%H:%M:00").to_string()
}

fn text(value: &Json) -> String {
    value.as_str().unwrap_or("none").to_owned()
}

fn plain_json(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn plain(value: &Toml) -> String {
    match value {
        Toml::String(text) => text.clone(),
        Toml::Datetime(at) => at.to_string(),
        other => other.to_string(),
    }
}

fn sorted(value: &Toml) -> Vec<String> {
    let mut list: Vec<String> = match value {
        Toml::Array(list) => list.iter().map(plain).collect(),
        one => vec![plain(one)],
    };
    list.sort();
    list
}

fn strings(value: &Json) -> Vec<String> {
    let mut list: Vec<String> = value.as_array().unwrap().iter().map(text).collect();
    list.sort();
    list
}

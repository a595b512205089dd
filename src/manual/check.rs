//! What the types cannot tell: names in every language, ids that point nowhere, numbers and times that cannot be.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;
use toml::de::DeValue;

use crate::domain::{
    Channel, Dimension, Emotion, FollowUpKind, HolderKind, Impact, Kind, Modifier, Outcome, RatingStatus, Role,
    Severity, Stage, State, Tier, Urgency,
};

use super::acts;
use super::mistake::nearest;
use super::read::{Placed, Read, words};
use super::schema::{NAMES, RANGES, REFERENCES, TABLES};

/// The longest wording of a phrase in Chinese, in characters; the English may run to twice that.
pub(super) const PHRASE_CHARS: usize = 110;

/// A mistake before its file and line are known.
pub(super) struct Finding {
    place: Range<usize>,
    code: &'static str,
    args: Vec<(&'static str, String)>,
    suggestion: Option<String>,
}

impl Finding {
    /// A finding at a place.
    pub(super) fn new(place: Range<usize>, code: &'static str, args: Vec<(&'static str, String)>) -> Self {
        Self { place, code, args, suggestion: None }
    }

    /// The same with what was probably meant.
    pub(super) fn meant(self, suggestion: Option<String>) -> Self {
        Self { suggestion, ..self }
    }
}

/// Runs every check and notes what it finds.
pub(super) fn check(read: &mut Read<'_>) {
    let mut found = Vec::new();
    for check in [names, references, ranges, phrases, vocabulary, calendar, ratings, grade, complete, acts::check] {
        check(read, &mut found);
    }
    for finding in found {
        let args: Vec<(&'static str, &str)> =
            finding.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        read.note_meant(&finding.place, finding.code, &args, finding.suggestion.as_deref());
    }
}

/// Every entry of a table, `category.sub` being those inside another's entries.
pub(super) fn each<'a, 's>(read: &'a Read<'s>, name: &str) -> Vec<&'a Placed<'s>> {
    let outer = name.split_once('.').map_or(name, |(outer, _)| outer);
    let single = read.singles.get(outer).into_iter();
    let all = read.lists.get(outer).into_iter().flatten().map(|entry| &entry.value).chain(single);
    match name.split_once('.') {
        None => all.collect(),
        Some((_, inner)) => all.filter_map(|entry| entry.get_ref().get(inner)).flat_map(items).collect(),
    }
}

/// The elements of an array, or the value itself.
pub(super) fn items<'a, 's>(value: &'a Placed<'s>) -> Vec<&'a Placed<'s>> {
    match value.get_ref() {
        DeValue::Array(values) => values.iter().collect(),
        _ => vec![value],
    }
}

pub(super) fn text(entry: &Placed<'_>, key: &str) -> Option<String> {
    entry.get_ref().get(key).map(|value| words(value.get_ref()))
}

/// The ids of a table; sub-categories as `top.sub`.
fn ids(read: &Read<'_>, name: &str) -> Vec<String> {
    if name != "category.sub" {
        let own = each(read, name);
        return own.into_iter().filter_map(|entry| text(entry, "id")).collect();
    }
    let mut all = Vec::new();
    for top in each(read, "category") {
        let subs = top.get_ref().get("sub").map(items).unwrap_or_default();
        let top = text(top, "id").unwrap_or_default();
        all.extend(subs.iter().filter_map(|sub| text(sub, "id")).map(|sub| format!("{top}.{sub}")));
    }
    all
}

/// Every named entry has its name in the three languages, and so has every title and short name.
fn names(read: &Read<'_>, found: &mut Vec<Finding>) {
    for table in TABLES.iter().filter(|table| table.named) {
        for entry in each(read, table.name) {
            let id = text(entry, "id").unwrap_or_default();
            missing_languages(entry, &id, found);
            for key in ["short", "title"] {
                entry.get_ref().get(key).iter().for_each(|names| missing_languages(names, &id, found));
            }
            if let Some(DeValue::Table(blanks)) = entry.get_ref().get("blanks").map(toml::Spanned::get_ref) {
                blanks.values().for_each(|names| missing_languages(names, &id, found));
            }
        }
    }
}

fn missing_languages(names: &Placed<'_>, id: &str, found: &mut Vec<Finding>) {
    for key in NAMES {
        if text(names, key).is_none_or(|text| text.trim().is_empty()) {
            let args = vec![("id", id.to_owned()), ("lang", key.replace('_', "-"))];
            found.push(Finding::new(names.span(), "missing-language", args));
        }
    }
}

/// Every id that is named exists.
fn references(read: &Read<'_>, found: &mut Vec<Finding>) {
    for (table, key, target) in REFERENCES {
        let known = ids(read, target);
        for value in each(read, table).into_iter().filter_map(|entry| entry.get_ref().get(*key)).flat_map(items) {
            one_of(value, target, &known, found);
        }
    }
    let channels: Vec<String> = Channel::ALL.iter().map(ToString::to_string).chain(["internal".into()]).collect();
    for value in each(read, "phrase").into_iter().filter_map(|entry| entry.get_ref().get("channel")).flat_map(items) {
        one_of(value, "channel", &channels, found);
    }
}

fn one_of(value: &Placed<'_>, target: &str, known: &[String], found: &mut Vec<Finding>) {
    let word = words(value.get_ref());
    if !known.contains(&word) {
        let suggestion = nearest(&word, known.iter().map(String::as_str)).map(str::to_owned);
        let args = vec![("table", target.to_owned()), ("value", word)];
        found.push(Finding { place: value.span(), code: "no-such", args, suggestion });
    }
}

/// Every number lies where it makes sense.
fn ranges(read: &Read<'_>, found: &mut Vec<Finding>) {
    for (table, key, least, most) in RANGES {
        for value in each(read, table).into_iter().filter_map(|entry| entry.get_ref().get(*key)).flat_map(items) {
            let word = words(value.get_ref());
            if word.replace('_', "").parse::<f64>().is_ok_and(|number| number < *least || number > *most) {
                let args = vec![("value", word), ("least", least.to_string()), ("most", most.to_string())];
                found.push(Finding::new(value.span(), "out-of-range", args));
            }
        }
    }
}

/// Phrases are short, and their blanks are those they list.
fn phrases(read: &Read<'_>, found: &mut Vec<Finding>) {
    for phrase in each(read, "phrase") {
        let slots: Vec<String> = phrase
            .get_ref()
            .get("slots")
            .map(items)
            .unwrap_or_default()
            .iter()
            .map(|slot| words(slot.get_ref()))
            .collect();
        // A time that is promised is said.
        if let Some(value) = phrase.get_ref().get("promises").filter(|value| !slots.contains(&words(value.get_ref()))) {
            let args = vec![("table", "slot".to_owned()), ("value", words(value.get_ref()))];
            found.push(Finding::new(value.span(), "unlisted-slot", args));
        }
        for (key, most) in NAMES.iter().zip([PHRASE_CHARS, PHRASE_CHARS, PHRASE_CHARS * 2]) {
            let Some(value) = phrase.get_ref().get(*key) else { continue };
            let wording = words(value.get_ref());
            let length = wording.chars().count();
            if length > most {
                let args = vec![("length", length.to_string()), ("most", most.to_string())];
                found.push(Finding::new(value.span(), "too-long", args));
            }
            blanks(value, &wording, &slots, "unlisted-slot", found);
        }
    }
    let known = ids(read, "slot");
    for value in
        each(read, "avoid").into_iter().flat_map(|entry| NAMES.iter().filter_map(|key| entry.get_ref().get(*key)))
    {
        blanks(value, &words(value.get_ref()), &known, "no-such", found);
    }
}

fn blanks(value: &Placed<'_>, wording: &str, known: &[String], code: &'static str, found: &mut Vec<Finding>) {
    for slot in wording.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(slot, _)| slot) {
        if !known.iter().any(|one| one == slot) {
            let suggestion = nearest(slot, known.iter().map(String::as_str)).map(str::to_owned);
            let args = vec![("table", "slot".to_owned()), ("value", slot.to_owned())];
            found.push(Finding { place: value.span(), code, args, suggestion });
        }
    }
}

/// Every word list points to something that exists.
fn vocabulary(read: &Read<'_>, found: &mut Vec<Finding>) {
    let prefixed = |set: &str, codes: Vec<String>| codes.into_iter().map(move |code| format!("{set}.{code}")).collect();
    let mut targets: Vec<String> =
        ["repeat", "supervisor", "vulnerable"].map(|signal| format!("signal.{signal}")).into();
    let sets: [Vec<String>; 5] = [
        prefixed("kind", ids(read, "kind")),
        prefixed("category", ids(read, "category.sub")),
        prefixed("impact", ids(read, "impact")),
        prefixed("urgency", ids(read, "urgency")),
        prefixed("emotion", ids(read, "emotion")),
    ];
    targets.extend(sets.into_iter().flatten());
    for value in each(read, "vocab").into_iter().filter_map(|entry| entry.get_ref().get("target")) {
        one_of(value, "vocab", &targets, found);
    }
}

/// Times of day, zones and days exist.
fn calendar(read: &Read<'_>, found: &mut Vec<Finding>) {
    for key in ["service_hours", "work_hours", "outbound_hours"] {
        let spans = each(read, "calendar").into_iter().filter_map(|entry| entry.get_ref().get(key)).flat_map(items);
        for value in spans.filter(|value| minutes(&words(value.get_ref())).is_none()) {
            found.push(Finding::new(value.span(), "not-hours", vec![("value", words(value.get_ref()))]));
        }
    }
    for value in each(read, "calendar").into_iter().filter_map(|entry| entry.get_ref().get("timezone")) {
        if words(value.get_ref()).parse::<chrono_tz::Tz>().is_err() {
            found.push(Finding::new(value.span(), "not-a-zone", vec![("value", words(value.get_ref()))]));
        }
    }
    for key in ["off", "work"] {
        for value in each(read, "holidays").into_iter().filter_map(|entry| entry.get_ref().get(key)).flat_map(items) {
            if !is_days(&words(value.get_ref())) {
                found.push(Finding::new(value.span(), "not-days", vec![("value", words(value.get_ref()))]));
            }
        }
    }
}

/// Minutes of the day a span like `09:00-12:00` runs from and to; up to `24:00`.
pub(super) fn minutes(span: &str) -> Option<(u32, u32)> {
    let of = |text: &str| {
        let (hour, minute) = text.split_once(':')?;
        let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour < 24 && minute < 60 || (hour, minute) == (24, 0)).then_some(hour * 60 + minute)
    };
    let (from, to) = span.split_once('-')?;
    Some((of(from)?, of(to)?)).filter(|(from, to)| from < to)
}

/// `2026-01-01` or `2026-01-01..2026-01-03`.
fn is_days(text: &str) -> bool {
    let day = |text: &str| text.parse::<NaiveDate>().ok();
    match text.split_once("..") {
        Some((from, to)) => matches!((day(from), day(to)), (Some(from), Some(to)) if from <= to),
        None => day(text).is_some(),
    }
}

/// Weights add up to a hundred, keys give marks of 1 to 5.
fn ratings(read: &Read<'_>, found: &mut Vec<Finding>) {
    let weights =
        each(read, "satisfaction.dimension").into_iter().filter_map(|one| text(one, "weight")?.parse::<u32>().ok());
    let sum: u32 = weights.sum();
    for satisfaction in each(read, "satisfaction") {
        if let Some(dimensions) = satisfaction.get_ref().get("dimension").filter(|_| sum != 100) {
            found.push(Finding::new(dimensions.span(), "weights", vec![("sum", sum.to_string())]));
        }
        if let Some(DeValue::Table(keys)) = satisfaction.get_ref().get("keypad").map(toml::Spanned::get_ref) {
            for mark in
                keys.values().filter(|mark| !["1", "2", "3", "4", "5"].contains(&words(mark.get_ref()).as_str()))
            {
                let args = vec![("value", words(mark.get_ref())), ("least", "1".to_owned()), ("most", "5".to_owned())];
                found.push(Finding::new(mark.span(), "out-of-range", args));
            }
        }
    }
}

/// The grading table has a level for every impact and urgency.
fn grade(read: &Read<'_>, found: &mut Vec<Finding>) {
    for table in each(read, "grade") {
        for impact in Impact::ALL {
            for urgency in Urgency::ALL {
                let level = table.get_ref().get(impact.as_str()).and_then(|row| row.get_ref().get(urgency.as_str()));
                if level.is_none() {
                    let args = vec![("impact", impact.to_string()), ("urgency", urgency.to_string())];
                    found.push(Finding::new(table.span(), "grade-gap", args));
                }
            }
        }
    }
}

/// Codes a rule branches on cannot be retired.
fn complete(read: &Read<'_>, found: &mut Vec<Finding>) {
    fn all<C: std::fmt::Display>(codes: &[C]) -> Vec<String> {
        codes.iter().map(C::to_string).collect()
    }
    let roles: Vec<Role> = Role::ALL.to_vec();
    let wanted: BTreeMap<&str, Vec<String>> = BTreeMap::from([
        ("stage", all(Stage::ALL)),
        ("state", all(State::ALL)),
        ("holder", all(HolderKind::ALL)),
        ("channel", all(Channel::ALL)),
        ("kind", all(Kind::ALL)),
        ("severity", all(Severity::ALL)),
        ("impact", all(Impact::ALL)),
        ("urgency", all(Urgency::ALL)),
        ("modifier", all(Modifier::ALL)),
        ("level", vec!["1".into(), "2".into(), "3".into()]),
        ("role", all(&roles)),
        ("tier", all(Tier::ALL)),
        ("outcome", all(Outcome::ALL)),
        ("emotion", all(Emotion::ALL)),
        ("followup", all(FollowUpKind::ALL)),
        ("satisfaction.dimension", all(Dimension::ALL)),
        ("satisfaction.status", all(RatingStatus::ALL)),
    ]);
    for (table, codes) in wanted {
        let known = ids(read, table);
        for code in codes.into_iter().filter(|code| !known.contains(code)) {
            found.push(Finding::new(0..0, "code-gap", vec![("table", table.to_owned()), ("value", code)]));
        }
    }
}

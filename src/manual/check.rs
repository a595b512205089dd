//! What the types cannot tell: names in every language, ids that point nowhere, numbers and times that cannot be.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use toml::de::DeValue;

use crate::domain::calendar::DaySpan;
use crate::domain::{
    Channel, Dimension, Emotion, FollowUpKind, HolderKind, Impact, Kind, Modifier, Outcome, RatingStatus, Role,
    Severity, Stage, State, Tier, Urgency,
};

use super::mistake::nearest;
use super::read::{Placed, Read, words};
use super::schema::{NAMES, RANGES, REFERENCES, TABLES, WORDED};
use super::settings::{is_hours, is_region};
use super::{acts, pages, spoken};

/// The longest wording of a phrase in Chinese, in characters; the English may run to twice that.
pub(super) const PHRASE_CHARS: usize = 110;

/// Runs every check and notes what it finds.
pub(super) fn check(read: &Read<'_>) {
    for check in [
        names,
        references,
        ranges,
        phrases,
        spoken::vocabulary,
        spoken::intake,
        calendar,
        ratings,
        grade,
        complete,
        acts::check,
        pages::check,
    ] {
        check(read);
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

/// Every value of a key in a table's entries, those of an array one by one.
pub(super) fn values<'a, 's>(read: &'a Read<'s>, table: &str, key: &str) -> impl Iterator<Item = &'a Placed<'s>> {
    each(read, table).into_iter().filter_map(move |entry| entry.get_ref().get(key)).flat_map(items)
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
pub(super) fn ids(read: &Read<'_>, name: &str) -> Vec<String> {
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
fn names(read: &Read<'_>) {
    for table in TABLES {
        for entry in each(read, table.name) {
            let id = text(entry, "id").unwrap_or_default();
            if table.named {
                missing_languages(read, entry, &id);
            }
            // Some keys of the same name hold a code elsewhere.
            let worded = WORDED.iter().filter(|key| table.keys.contains(key) || table.named && **key == "short");
            for names in worded.filter_map(|key| entry.get_ref().get(*key)).flat_map(items) {
                missing_languages(read, names, &id);
            }
            if let Some(DeValue::Table(blanks)) = entry.get_ref().get("blanks").map(toml::Spanned::get_ref) {
                blanks.values().for_each(|names| missing_languages(read, names, &id));
            }
        }
    }
}

fn missing_languages(read: &Read<'_>, names: &Placed<'_>, id: &str) {
    for key in NAMES {
        if text(names, key).is_none_or(|text| text.trim().is_empty()) {
            read.note(&names.span(), "missing-language", &[("id", id), ("lang", &key.replace('_', "-"))]);
        }
    }
}

/// Every id that is named exists.
fn references(read: &Read<'_>) {
    for (table, key, target) in REFERENCES {
        let known = ids(read, target);
        values(read, table, key).for_each(|value| one_of(read, value, target, &known));
    }
    let channels: Vec<String> = Channel::ALL.iter().map(ToString::to_string).chain(["internal".into()]).collect();
    values(read, "phrase", "channel").for_each(|value| one_of(read, value, "channel", &channels));
}

pub(super) fn one_of(read: &Read<'_>, value: &Placed<'_>, target: &str, known: &[String]) {
    let word = words(value.get_ref());
    if !known.contains(&word) {
        no_such(read, value, "no-such", (target, &word), known);
    }
}

/// Notes a word that nothing is called by, with what was probably meant.
fn no_such(read: &Read<'_>, value: &Placed<'_>, code: &'static str, (table, word): (&str, &str), known: &[String]) {
    let meant = nearest(word, known.iter().map(String::as_str));
    read.note_meant(&value.span(), code, &[("table", table), ("value", word)], meant);
}

/// Every number lies where it makes sense.
fn ranges(read: &Read<'_>) {
    for (table, keys, least, most) in RANGES {
        for value in keys.iter().flat_map(|key| values(read, table, key)) {
            let word = words(value.get_ref());
            if word.replace('_', "").parse::<f64>().is_ok_and(|number| number < *least || number > *most) {
                out_of_range(read, value, *least, *most);
            }
        }
    }
}

fn out_of_range(read: &Read<'_>, value: &Placed<'_>, least: f64, most: f64) {
    let args = [("value", &*words(value.get_ref())), ("least", &least.to_string()), ("most", &most.to_string())];
    read.note(&value.span(), "out-of-range", &args);
}

/// Phrases are short, and their blanks are those they list.
fn phrases(read: &Read<'_>) {
    for phrase in each(read, "phrase") {
        let slots = phrase.get_ref().get("slots").map(items).unwrap_or_default();
        let slots: Vec<String> = slots.iter().map(|slot| words(slot.get_ref())).collect();
        // A time that is promised is said.
        if let Some(value) = phrase.get_ref().get("promises").filter(|value| !slots.contains(&words(value.get_ref()))) {
            let args = [("table", "slot"), ("value", &*words(value.get_ref()))];
            read.note(&value.span(), "unlisted-slot", &args);
        }
        for (key, most) in NAMES.iter().zip([PHRASE_CHARS, PHRASE_CHARS, PHRASE_CHARS * 2]) {
            let Some(value) = phrase.get_ref().get(*key) else { continue };
            let wording = words(value.get_ref());
            let length = wording.chars().count();
            if length > most {
                let args = [("length", &*length.to_string()), ("most", &most.to_string())];
                read.note(&value.span(), "too-long", &args);
            }
            blanks(read, value, &slots, "unlisted-slot");
        }
    }
    let known = ids(read, "slot");
    for value in
        each(read, "avoid").into_iter().flat_map(|entry| NAMES.iter().filter_map(|key| entry.get_ref().get(*key)))
    {
        blanks(read, value, &known, "no-such");
    }
}

fn blanks(read: &Read<'_>, value: &Placed<'_>, known: &[String], code: &'static str) {
    let wording = words(value.get_ref());
    for slot in wording.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(slot, _)| slot) {
        if !known.iter().any(|one| one == slot) {
            no_such(read, value, code, ("slot", slot), known);
        }
    }
}

/// Times of day, zones and days exist.
fn calendar(read: &Read<'_>) {
    let note = |value: &Placed<'_>, code| read.note(&value.span(), code, &[("value", &words(value.get_ref()))]);
    let wrong = |value: &&Placed<'_>| !is_hours(&words(value.get_ref()));
    values(read, "calendar", "service_hours").filter(wrong).for_each(|value| note(value, "not-hours"));
    for key in ["work_hours", "outbound_hours"] {
        let wrong = |value: &&Placed<'_>| words(value.get_ref()).parse::<DaySpan>().is_err();
        values(read, "calendar", key).filter(wrong).for_each(|value| note(value, "not-span"));
    }
    for table in ["calendar", "holidays"] {
        let wrong = |value: &&Placed<'_>| !is_region(&words(value.get_ref()));
        values(read, table, "region").filter(wrong).for_each(|value| note(value, "not-a-region"));
    }
    for value in each(read, "calendar").into_iter().filter_map(|entry| entry.get_ref().get("timezone")) {
        if words(value.get_ref()).parse::<chrono_tz::Tz>().is_err() {
            note(value, "not-a-zone");
        }
    }
    for key in ["off", "work"] {
        let wrong = |value: &&Placed<'_>| !is_days(&words(value.get_ref()));
        values(read, "holidays", key).filter(wrong).for_each(|value| note(value, "not-days"));
    }
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
fn ratings(read: &Read<'_>) {
    let weights =
        each(read, "satisfaction.dimension").into_iter().filter_map(|one| text(one, "weight")?.parse::<u32>().ok());
    let sum: u32 = weights.sum();
    for satisfaction in each(read, "satisfaction") {
        if let Some(dimensions) = satisfaction.get_ref().get("dimension").filter(|_| sum != 100) {
            read.note(&dimensions.span(), "weights", &[("sum", &sum.to_string())]);
        }
        if let Some(DeValue::Table(keys)) = satisfaction.get_ref().get("keypad").map(toml::Spanned::get_ref) {
            let wrong = |mark: &&Placed<'_>| !["1", "2", "3", "4", "5"].contains(&words(mark.get_ref()).as_str());
            keys.values().filter(wrong).for_each(|mark| out_of_range(read, mark, 1.0, 5.0));
        }
    }
}

/// The grading table has a level for every impact and urgency.
fn grade(read: &Read<'_>) {
    for table in each(read, "grade") {
        for (impact, urgency) in Impact::ALL.iter().flat_map(|one| Urgency::ALL.iter().map(move |other| (one, other))) {
            let level = table.get_ref().get(impact.as_str()).and_then(|row| row.get_ref().get(urgency.as_str()));
            if level.is_none() {
                let args = [("impact", impact.as_str()), ("urgency", urgency.as_str())];
                read.note(&table.span(), "grade-gap", &args);
            }
        }
    }
}

/// Codes a rule branches on cannot be retired.
fn complete(read: &Read<'_>) {
    fn all<C: std::fmt::Display>(codes: &[C]) -> Vec<String> {
        codes.iter().map(C::to_string).collect()
    }
    let wanted: BTreeMap<&str, Vec<String>> = BTreeMap::from([
        ("stage", all(Stage::ALL)),
        ("step", all(Stage::ALL)),
        ("state", all(State::ALL)),
        ("holder", all(HolderKind::ALL)),
        ("channel", all(Channel::ALL)),
        ("kind", all(Kind::ALL)),
        ("severity", all(Severity::ALL)),
        ("impact", all(Impact::ALL)),
        ("urgency", all(Urgency::ALL)),
        ("modifier", all(Modifier::ALL)),
        ("level", vec!["1".into(), "2".into(), "3".into()]),
        ("role", all(Role::ALL)),
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
            read.note(&(0..0), "code-gap", &[("table", table), ("value", &code)]);
        }
    }
}

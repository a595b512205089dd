//! The pages that are read: from entries to their types, and what the types cannot tell.

use chrono::NaiveDate;

use crate::domain::ClockKind;
use crate::domain::manual::Pages;

use super::assemble::Tables;
use super::check::{each, ids, one_of, values};
use super::read::{Read, words};

/// Keys of a law that say a word of their own list.
const SPOKEN: [(&str, &str, &str); 6] = [
    ("law", "region", "region"),
    ("law", "sector", "sector"),
    ("law.limit", "clock", "clock"),
    ("law.limit", "who", "who"),
    ("law.limit", "from", "event"),
    ("law.limit", "unit", "unit"),
];

/// The pages, as far as their entries have their type.
pub(super) fn assemble(tables: &mut impl Tables, own_phrases: Vec<String>) -> Pages {
    Pages {
        steps: tables.list("step"),
        forks: tables.list("fork"),
        questions: tables.list("question"),
        laws: tables.list("law"),
        law_words: tables.list("law_word"),
        own_phrases,
    }
}

/// Limits and words that are named exist, and days are days.
pub(super) fn check(read: &Read<'_>) {
    let clocks: Vec<String> = ClockKind::ALL.iter().map(ToString::to_string).chain(["reopen".into()]).collect();
    values(read, "step", "limits").for_each(|value| one_of(read, value, "clock", &clocks));
    let known = ids(read, "law_word");
    for (table, key, kind) in SPOKEN {
        let prefix = format!("{kind}.");
        let codes: Vec<String> = known.iter().filter_map(|id| id.strip_prefix(&prefix).map(str::to_owned)).collect();
        values(read, table, key).for_each(|value| one_of(read, value, kind, &codes));
    }
    for key in ["in_force_from", "in_force_to", "checked_on"] {
        for value in each(read, "law").into_iter().filter_map(|entry| entry.get_ref().get(key)) {
            let day = words(value.get_ref());
            if day.parse::<NaiveDate>().is_err() || day.len() != "2026-01-01".len() {
                read.note(&value.span(), "not-days", &[("value", &day)]);
            }
        }
    }
}

//! From entries to the typed manual.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::de::Error;

use crate::domain::Manual;

use super::read::{Placed, Read};
use super::schema::NAMES;
use super::settings::LevelLimits;
use super::types::{explain, read_all};

/// Where typed entries come from.
pub(super) trait Tables {
    /// The entries of a list that have their type.
    fn list<T: DeserializeOwned>(&mut self, name: &'static str) -> Vec<T>;
    /// The one table of a name, where there is one that has its type.
    fn single<T: DeserializeOwned>(&mut self, name: &'static str) -> Option<T>;
}

/// The typed manual, unless one of the single tables is missing.
pub(super) fn assemble(tables: &mut impl Tables, hash: String) -> Option<Manual> {
    Some(Manual {
        hash,
        stages: tables.list("stage"),
        states: tables.list("state"),
        acts: [tables.list("transition"), tables.list("act")].concat(),
        holders: tables.list("holder"),
        pause_reasons: tables.list("pause_reason"),
        reveal_reasons: tables.list("reveal_reason"),
        wrap_codes: tables.list("wrap_code"),
        agent_states: tables.list("agent_state"),
        channels: tables.list("channel"),
        kinds: tables.list("kind"),
        categories: tables.list("category"),
        severities: tables.list("severity"),
        impacts: tables.list("impact"),
        urgencies: tables.list("urgency"),
        modifiers: tables.list("modifier"),
        levels: tables.list("level"),
        holidays: tables.list("holidays"),
        roles: tables.list("role"),
        departments: tables.list("department"),
        tiers: tables.list("tier"),
        resolution_types: tables.list("resolution_type"),
        outcomes: tables.list("outcome"),
        root_causes: tables.list("root_cause"),
        emotions: tables.list("emotion"),
        follow_ups: tables.list("followup"),
        topics: tables.list("topic"),
        phrases: tables.list("phrase"),
        slots: tables.list("slot"),
        phrase_groups: tables.list("phrase_group"),
        avoid: tables.list("avoid"),
        runbooks: tables.list("runbook"),
        vocab: tables.list("vocab"),
        intake: tables.list("intake"),
        grade: tables.single("grade")?,
        clock: tables.single("clock")?,
        major: tables.single("major")?,
        calendar: tables.single("calendar")?,
        satisfaction: tables.single("satisfaction")?,
        order_no: tables.single::<Forms>("forms")?.order_no,
        vocab_meta: tables.single("vocab_meta")?,
        pages: None,
    })
}

#[derive(serde::Deserialize)]
struct Forms {
    order_no: String,
}

/// Levels of the company's folder are the company's in all their limits.
pub(super) fn mark_levels(manual: &mut Manual, own: &[String]) {
    for level in manual.levels.iter_mut().filter(|level| own.contains(&level.id.number().to_string())) {
        for key in LevelLimits::KEYS {
            level.src.insert((*key).to_owned(), "company".to_owned());
        }
    }
}

/// Mistakes are noted where they stand.
impl Tables for Read<'_> {
    fn list<T: DeserializeOwned>(&mut self, name: &'static str) -> Vec<T> {
        let entries = self.lists.remove(name).unwrap_or_default();
        entries.into_iter().filter_map(|entry| typed(self, entry.value)).collect()
    }

    fn single<T: DeserializeOwned>(&mut self, name: &'static str) -> Option<T> {
        let value = self.singles.remove(name)?;
        typed(self, value)
    }
}

fn typed<T: DeserializeOwned>(read: &Read<'_>, value: Placed<'_>) -> Option<T> {
    read_all(value, |error, place| note(read, error, &place))
}

fn note(read: &Read<'_>, error: &Error, place: &Range<usize>) {
    // Missing languages are noted by the check of names, for all of them at once.
    if let Some(wrong) = explain(error, NAMES) {
        let args: Vec<(&str, &str)> = wrong.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        read.note_meant(place, wrong.code, &args, wrong.meant);
    }
}

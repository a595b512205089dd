//! From entries to the typed manual.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::de::{Error, ValueDeserializer};

use crate::domain::Manual;
use crate::domain::manual::LevelRule;

use super::read::{Placed, Read};
use super::schema::NAMES;
use super::settings::LevelLimits;
use super::types::{explain, read_all};

/// The typed manual, where every entry has its type; mistakes are noted in `read`.
pub(super) fn assemble(read: &mut Read<'_>, hash: String) -> Option<Manual> {
    let levels = levels(read);
    Some(Manual {
        hash,
        stages: list(read, "stage"),
        states: list(read, "state"),
        acts: ["transition", "act"].into_iter().flat_map(|table| list(read, table)).collect(),
        holders: list(read, "holder"),
        pause_reasons: list(read, "pause_reason"),
        reveal_reasons: list(read, "reveal_reason"),
        wrap_codes: list(read, "wrap_code"),
        agent_states: list(read, "agent_state"),
        channels: list(read, "channel"),
        kinds: list(read, "kind"),
        categories: list(read, "category"),
        severities: list(read, "severity"),
        impacts: list(read, "impact"),
        urgencies: list(read, "urgency"),
        modifiers: list(read, "modifier"),
        levels,
        holidays: list(read, "holidays"),
        roles: list(read, "role"),
        departments: list(read, "department"),
        tiers: list(read, "tier"),
        resolution_types: list(read, "resolution_type"),
        outcomes: list(read, "outcome"),
        root_causes: list(read, "root_cause"),
        emotions: list(read, "emotion"),
        follow_ups: list(read, "followup"),
        topics: list(read, "topic"),
        phrases: list(read, "phrase"),
        slots: list(read, "slot"),
        phrase_groups: list(read, "phrase_group"),
        avoid: list(read, "avoid"),
        runbooks: list(read, "runbook"),
        vocab: list(read, "vocab"),
        intake: list(read, "intake"),
        grade: single(read, "grade")?,
        clock: single(read, "clock")?,
        major: single(read, "major")?,
        calendar: single(read, "calendar")?,
        satisfaction: single(read, "satisfaction")?,
        order_no: single::<Forms>(read, "forms")?.order_no,
        vocab_meta: single(read, "vocab_meta")?,
        pages: None,
    })
}

#[derive(serde::Deserialize)]
struct Forms {
    order_no: String,
}

/// Levels of the company's folder are the company's in all their limits.
fn levels(read: &mut Read<'_>) -> Vec<LevelRule> {
    let overlay: Vec<String> =
        read.lists.get("level").into_iter().flatten().filter(|one| one.overlay).map(|one| one.id.clone()).collect();
    let mut levels: Vec<LevelRule> = list(read, "level");
    for level in levels.iter_mut().filter(|level| overlay.contains(&level.id.number().to_string())) {
        for key in LevelLimits::KEYS {
            level.src.insert((*key).to_owned(), "company".to_owned());
        }
    }
    levels
}

/// The entries of a list that have their type.
pub(super) fn list<T: DeserializeOwned>(read: &mut Read<'_>, name: &'static str) -> Vec<T> {
    let entries = read.lists.remove(name).unwrap_or_default();
    entries.into_iter().filter_map(|entry| typed(read, entry.value)).collect()
}

fn single<T: DeserializeOwned>(read: &mut Read<'_>, name: &'static str) -> Option<T> {
    let value = read.singles.remove(name)?;
    typed(read, value)
}

/// The entry with its type. What is trusted has one.
fn typed<T: DeserializeOwned>(read: &mut Read<'_>, value: Placed<'_>) -> Option<T> {
    if read.is_trusted() {
        let place = value.span();
        let typed = T::deserialize(ValueDeserializer::from(value));
        return typed.map_err(|error| note(read, &error, &place)).ok();
    }
    read_all(value, |error, place| note(read, error, &place))
}

fn note(read: &Read<'_>, error: &Error, place: &Range<usize>) {
    // Missing languages are noted by the check of names, for all of them at once.
    if let Some(wrong) = explain(error, NAMES) {
        let args: Vec<(&str, &str)> = wrong.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        read.note_meant(place, wrong.code, &args, wrong.meant);
    }
}

//! The manual's drafts read as values, for tests of the rules alone.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::de::DeserializeOwned;
use zuoxi::domain::manual::Manual;
use zuoxi::domain::{Impact, Level, Urgency};

use crate::common::{calendar_rule, holidays};

static MANUAL: LazyLock<Manual> = LazyLock::new(load);

pub fn manual() -> &'static Manual {
    &MANUAL
}

fn part<T: DeserializeOwned>(table: &toml::Table, key: &str) -> T {
    table[key].clone().try_into().unwrap_or_else(|error| panic!("{key}: {error}"))
}

fn load() -> Manual {
    let taxonomy: toml::Table = include_str!("data/taxonomy.toml").parse().unwrap();
    let phrases: toml::Table = include_str!("data/phrases.toml").parse().unwrap();
    let grade: BTreeMap<Impact, BTreeMap<Urgency, Level>> = part(&taxonomy, "grade");
    let mut modifiers = taxonomy["modifier"].as_array().unwrap().clone();
    for modifier in &mut modifiers {
        for language in ["zh_cn", "zh_tw", "en"] {
            modifier.as_table_mut().unwrap().insert(language.into(), "".into());
        }
    }
    Manual {
        hash: "test".into(),
        stages: part(&taxonomy, "stage"),
        states: part(&taxonomy, "state"),
        transitions: Vec::new(),
        holders: part(&taxonomy, "holder"),
        pause_reasons: part(&taxonomy, "pause_reason"),
        channels: part(&taxonomy, "channel"),
        kinds: part(&taxonomy, "kind"),
        categories: part(&taxonomy, "category"),
        severities: part(&taxonomy, "severity"),
        impacts: part(&taxonomy, "impact"),
        urgencies: part(&taxonomy, "urgency"),
        grade,
        modifiers: toml::Value::Array(modifiers).try_into().unwrap(),
        levels: part(&taxonomy, "level"),
        clock: part(&taxonomy, "clock"),
        calendar: calendar_rule(),
        holidays: holidays(),
        roles: part(&taxonomy, "role"),
        departments: part(&taxonomy, "department"),
        tiers: part(&taxonomy, "tier"),
        resolution_types: part(&taxonomy, "resolution_type"),
        outcomes: part(&taxonomy, "outcome"),
        root_causes: part(&taxonomy, "root_cause"),
        emotions: part(&taxonomy, "emotion"),
        follow_ups: part(&taxonomy, "followup"),
        satisfaction: part(&taxonomy, "satisfaction"),
        order_no: taxonomy["validation"]["order_no"].as_str().unwrap().into(),
        topics: Vec::new(),
        phrases: part(&phrases, "phrase"),
        avoid: part(&phrases, "avoid"),
        vocab: part(&taxonomy, "vocab"),
        vocab_meta: part(&taxonomy, "vocab_meta"),
    }
}

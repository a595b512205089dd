//! From `config.toml` and the environment to [`Config`].

use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::manual::{
    LevelLimits, Limits, Mistake, explain, is_hours, is_region, is_zone, nearest, one_a_line, range_of, read_all,
};

use super::{Config, Paths, at_home};

/// The documented default, as `zuoxi config default` prints it.
pub const EXAMPLE: &str = include_str!("../../config.example.toml");

macro_rules! keys {
    ($($key:ident)+) => { &[$(stringify!($key)),+] };
}

/// Tables with the keys they may have; a table in a table is a key of it.
const TABLES: &[(&str, &[&str])] = &[
    (
        "",
        keys![language case_prefix theme ascii reduced_motion sound mouse store manual company agent copies keys limits],
    ),
    ("company", keys![name hotline service_hours timezone region]),
    ("agent", keys![no name supervisor role]),
    ("copies", keys![folder drill_days]),
    ("limits", Limits::KEYS),
    ("limits.level1", LevelLimits::KEYS),
    ("limits.level2", LevelLimits::KEYS),
    ("limits.level3", LevelLimits::KEYS),
];

/// Keys whose values are files or folders; `~` in front of one is the home folder.
const PATHS: &[&str] = &["store", "manual", "copies.folder"];

/// Environment variables and the keys they set.
pub const VARIABLES: &[(&str, &str)] = &[
    ("ZUOXI_LANGUAGE", "language"),
    ("ZUOXI_LANG", "language"),
    ("ZUOXI_CASE_PREFIX", "case_prefix"),
    ("ZUOXI_THEME", "theme"),
    ("ZUOXI_ASCII", "ascii"),
    ("ZUOXI_REDUCED_MOTION", "reduced_motion"),
    ("ZUOXI_SOUND", "sound"),
    ("ZUOXI_MOUSE", "mouse"),
    ("ZUOXI_STORE", "store"),
    ("ZUOXI_MANUAL", "manual"),
    ("ZUOXI_COMPANY_NAME", "company.name"),
    ("ZUOXI_COMPANY_HOTLINE", "company.hotline"),
    ("ZUOXI_COMPANY_TIMEZONE", "company.timezone"),
    ("ZUOXI_COMPANY_REGION", "company.region"),
    ("ZUOXI_AGENT_NO", "agent.no"),
    ("ZUOXI_AGENT_NAME", "agent.name"),
    ("ZUOXI_AGENT_SUPERVISOR", "agent.supervisor"),
    ("ZUOXI_AGENT_ROLE", "agent.role"),
];

/// The settings of a file, if one is named, with what the environment sets over it.
pub fn load(file: Option<&Path>, env: &dyn Fn(&str) -> Option<String>) -> Result<Config, Vec<Mistake>> {
    let mut layers = Vec::new();
    if let Some(path) = file {
        let name = path.display().to_string();
        match std::fs::read_to_string(path) {
            Ok(text) => layers.push((name, text)),
            Err(error) => return Err(vec![Mistake::of_file(&name, "unreadable").with("detail", error.to_string())]),
        }
    }
    let set = VARIABLES.iter().filter_map(|(variable, key)| Some((*variable, *key, env(variable)?)));
    layers.extend(set.map(|(variable, key, value)| (variable.to_owned(), format!("{key} = {}", literal(key, &value)))));
    let mut config = merge(&layers)?;
    if config.manual.as_os_str().is_empty() {
        // A manual at the usual place is used without being named.
        let usual = Paths::of_user().map(|paths| paths.manual).filter(|folder| folder.is_dir());
        config.manual = usual.unwrap_or_default();
    }
    Ok(config)
}

/// The environment variables that set something here, by name.
pub fn overrides(env: &dyn Fn(&str) -> Option<String>) -> Vec<&'static str> {
    VARIABLES.iter().filter(|(variable, _)| env(variable).is_some()).map(|(variable, _)| *variable).collect()
}

/// The settings of one text; `file` names it in mistakes.
pub fn parse(file: &str, text: &str) -> Result<Config, Vec<Mistake>> {
    merge(&[(file.to_owned(), text.to_owned())])
}

/// An environment's text as TOML: yes and no for switches, words for the rest.
fn literal(key: &str, value: &str) -> String {
    match (key, value) {
        ("reduced_motion" | "sound" | "mouse", "1" | "yes" | "true" | "on") => "true".to_owned(),
        ("reduced_motion" | "sound" | "mouse", "0" | "no" | "false" | "off") => "false".to_owned(),
        _ => toml::Value::from(value).to_string(),
    }
}

/// Checks every layer by itself, then lays them over each other.
fn merge(layers: &[(String, String)]) -> Result<Config, Vec<Mistake>> {
    let mut mistakes = Vec::new();
    let mut all = toml::Table::new();
    for (file, text) in layers {
        let before = mistakes.len();
        Layer { file, text, mistakes: &mut mistakes }.check();
        if let (true, Ok(table)) = (mistakes.len() == before, text.parse::<toml::Table>()) {
            lay(&mut all, table);
        }
    }
    for path in PATHS {
        let mut keys = path.split('.');
        let first = keys.next().and_then(|key| all.get_mut(key));
        if let Some(toml::Value::String(text)) = keys.fold(first, |value, key| value?.get_mut(key))
            && let Some(found) = at_home(Path::new(text.as_str()))
        {
            *text = found.display().to_string();
        }
    }
    match Config::deserialize(all) {
        Ok(config) if mistakes.is_empty() => Ok(config),
        _ => Err(mistakes),
    }
}

fn lay(below: &mut toml::Table, above: toml::Table) {
    for (key, value) in above {
        match (below.get_mut(&key), value) {
            (Some(toml::Value::Table(below)), toml::Value::Table(above)) => lay(below, above),
            (_, value) => {
                below.insert(key, value);
            }
        }
    }
}

/// One text under examination.
struct Layer<'a> {
    file: &'a str,
    text: &'a str,
    mistakes: &'a mut Vec<Mistake>,
}

impl Layer<'_> {
    fn check(&mut self) {
        let text = self.text;
        let (document, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            self.note(&error.span().unwrap_or(0..0), "syntax", &[], None);
        }
        one_a_line(self.mistakes);
        if errors.is_empty() {
            self.table("", document.get_ref());
            self.types(document);
        }
    }

    fn note(&mut self, at: &Range<usize>, code: &'static str, args: &[(&'static str, &str)], meant: Option<&str>) {
        let mut mistake = Mistake::at(self.file, self.text, at, code).meant(meant);
        for (name, value) in args {
            mistake = mistake.with(name, *value);
        }
        self.mistakes.push(mistake);
    }

    /// Unknown keys, and values that cannot be.
    fn table(&mut self, name: &str, table: &DeTable<'_>) {
        let Some((_, known)) = TABLES.iter().find(|(known, _)| *known == name) else { return };
        for (key, value) in table {
            let path = if name.is_empty() { key.get_ref().to_string() } else { format!("{name}.{}", key.get_ref()) };
            if !known.contains(&key.get_ref().as_ref()) {
                let meant = nearest(key.get_ref(), known.iter().copied());
                self.note(&key.span(), "unknown-key", &[("key", key.get_ref())], meant);
            }
            match value.get_ref() {
                DeValue::Table(inner) => self.table(&path, inner),
                DeValue::Array(items) => items.iter().for_each(|item| self.value(&path, item)),
                _ => self.value(&path, value),
            }
        }
    }

    fn value(&mut self, path: &str, value: &Spanned<DeValue<'_>>) {
        let at = value.span();
        match (path, value.get_ref()) {
            ("case_prefix", DeValue::String(text)) if !is_prefix(text) => self.note(&at, "not-a-prefix", &[], None),
            ("company.timezone", DeValue::String(text)) if !text.is_empty() && !is_zone(text) => {
                self.note(&at, "not-a-zone", &[("value", text)], None);
            }
            ("company.service_hours", DeValue::String(text)) if !is_hours(text) => {
                self.note(&at, "not-hours", &[("value", text)], None);
            }
            ("company.region", DeValue::String(text)) if !text.is_empty() && !is_region(text) => {
                self.note(&at, "not-a-region", &[("value", text)], None);
            }
            (path, DeValue::String(text)) if PATHS.contains(&path) && at_home(Path::new(text.as_ref())).is_none() => {
                self.note(&at, "not-a-home", &[("value", text)], None);
            }
            ("agent.role", DeValue::String(text)) if !["", "agent", "second_line", "lead"].contains(&text.as_ref()) => {
                let args = [("value", text.as_ref()), ("known", "agent second_line lead")];
                self.note(&at, "unknown-code", &args, None);
            }
            (path, DeValue::Integer(number)) => {
                let limit = path.strip_prefix("limits.").map(|rest| rest.rsplit('.').next().unwrap_or(rest));
                let number = number.to_string();
                let value: f64 = number.parse().unwrap_or(f64::NAN);
                if let Some((least, most)) =
                    limit.and_then(range_of).filter(|(least, most)| value < *least || value > *most)
                {
                    let (least, most) = (least.to_string(), most.to_string());
                    self.note(&at, "out-of-range", &[("value", &number), ("least", &least), ("most", &most)], None);
                }
            }
            _ => {}
        }
    }

    /// Words where a switch is wanted, codes that do not exist; what was noted of a value already says enough.
    fn types(&mut self, document: Spanned<DeTable<'_>>) {
        let span = document.span();
        let value = Spanned::new(span, DeValue::Table(document.into_inner()));
        let _: Option<Config> = read_all(value, |error, place| {
            let Some(wrong) = explain(error, &[]) else { return };
            let args: Vec<(&str, &str)> = wrong.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let at = Mistake::at(self.file, self.text, &place, wrong.code);
            let known = |one: &Mistake| (one.line, one.column, one.file.as_str()) == (at.line, at.column, self.file);
            if !self.mistakes.iter().any(known) {
                self.note(&place, wrong.code, &args, wrong.meant);
            }
        });
    }
}

/// Two to four capital letters.
fn is_prefix(text: &str) -> bool {
    (2..=4).contains(&text.len()) && text.chars().all(|char| char.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_in_the_example() {
        let mut table = String::new();
        let mut found = Vec::new();
        for line in EXAMPLE.lines() {
            if let Some(name) = line.strip_prefix('[') {
                table = name.trim_end_matches(']').to_owned();
                found.push(table.clone());
            } else if let Some((key, _)) = line.trim_start_matches("# ").split_once(" = ") {
                found.push(if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") });
            }
        }
        for (table, keys) in TABLES {
            // Levels 2 and 3 have no limit to the start of handling, level 3 no plan and no updates either.
            for key in keys.iter().filter(|_| !["limits.level2", "limits.level3"].contains(table)) {
                let path = if table.is_empty() { (*key).to_owned() } else { format!("{table}.{key}") };
                assert!(found.contains(&path), "{path} is not in config.example.toml");
            }
        }
    }
}

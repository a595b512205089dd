//! A file of lines as values; a key nobody knows is an error that names it.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use serde::Deserialize;
use toml::value::Datetime;

use super::super::file::{FileError, local};
use super::made::is_known;
use crate::domain::code::{Channel, Lang, codes};
use crate::domain::language::phone::Region;
use crate::domain::record::Field;

codes! {
    /// What a line is read as.
    Mode {
        /// The whole line of the intake.
        Intake = "intake",
        /// One telephone number.
        Number = "number",
        /// A time that lies ahead.
        Time = "time",
        /// A time that has passed.
        Past = "past",
        /// Kind, category, mood and the question of danger only.
        Suggest = "suggest",
        /// Words cases are found by.
        Find = "find",
    }
}

/// The whole file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineFile {
    #[serde(rename = "schema")]
    _schema: String,
    /// What `find` searches.
    #[serde(default, rename = "case")]
    pub(super) cases: Vec<Found>,
    /// The lines.
    #[serde(default, rename = "line")]
    pub(super) lines: Vec<Line>,
}

/// A case that can be found; its other keys are fields.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Found {
    pub id: String,
    pub no: String,
    #[serde(default)]
    pub number: String,
    #[serde(default)]
    pub customer: String,
    #[serde(rename = "received_at")]
    _received_at: Option<Datetime>,
    #[serde(flatten)]
    pub fields: BTreeMap<Field, String>,
}

/// One line and what must come of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    pub id: String,
    #[serde(default)]
    pub why: String,
    pub text: String,
    pub at: Option<Datetime>,
    pub region: Option<Region>,
    pub channel: Option<Channel>,
    /// In which language it was typed; it decides nothing, every language is understood at every desk.
    #[serde(rename = "locale")]
    _locale: Option<Lang>,
    #[serde(default = "intake")]
    pub mode: Mode,
    /// Typed into this field rather than into the line.
    pub field: Option<Field>,
    #[serde(default)]
    pub expect: toml::Table,
    /// Texts that may stand nowhere whole.
    #[serde(default)]
    pub nowhere: Vec<String>,
    pub lossless: Option<bool>,
}

const fn intake() -> Mode {
    Mode::Intake
}

/// Tables of an expectation that do not ask for equality.
const TABLES: [&str; 3] = ["has", "not", "any"];

impl LineFile {
    /// Reads a file, naming what it does not know.
    pub fn parse(name: &str, text: &str) -> Result<Self, FileError> {
        let problem = |problem: String| FileError(format!("{name}: {problem}"));
        let file: Self = toml::from_str(text).map_err(|error| problem(error.to_string()))?;
        for line in &file.lines {
            if let Some(key) = line.unknown() {
                return Err(problem(format!("{}: unknown expectation `{key}`", line.id)));
            }
        }
        Ok(file)
    }
}

impl Line {
    fn unknown(&self) -> Option<&str> {
        let inside = |table: &str| self.expect.get(table).and_then(toml::Value::as_table);
        let of_tables = TABLES.into_iter().filter_map(inside).flat_map(toml::Table::keys);
        let plain = self.expect.keys().filter(|key| !TABLES.contains(&key.as_str()));
        plain.chain(of_tables).map(String::as_str).find(|key| !is_known(key))
    }

    /// The moment it was typed at, on the company's clock.
    pub fn moment(&self) -> Option<NaiveDateTime> {
        match &self.at {
            Some(at) => local(at),
            None => NaiveDate::from_ymd_opt(2026, 3, 16)?.and_hms_opt(10, 26, 48),
        }
    }
}

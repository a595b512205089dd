//! One rehearsal file as values; a key nobody knows is an error that names it.

use chrono::{NaiveDate, NaiveDateTime};
use serde::Deserialize;
use toml::value::Datetime;

use crate::domain::code::Tier;

/// The form this program reads.
const SCHEMA: &str = "zuoxi.rehearsal/1";

/// Why a file cannot be replayed.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Not the form of a rehearsal.
    #[error("{file}: {problem}")]
    Form {
        /// Which file.
        file: String,
        /// What is wrong, with the place.
        problem: String,
    },
    /// An expectation this program does not know.
    #[error("{file}: unknown expectation `{key}`")]
    UnknownExpectation {
        /// Which file.
        file: String,
        /// The key.
        key: String,
    },
    /// Something a rule needs is neither given nor free text.
    #[error("{file}: step {step} `{event}`: {problem}")]
    Step {
        /// Which file.
        file: String,
        /// Its number, from 1.
        step: usize,
        /// The event.
        event: String,
        /// What is wrong.
        problem: String,
    },
}

/// A rehearsal.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    pub(super) schema: String,
    pub(super) id: String,
    pub(super) title: String,
    pub(super) channel: String,
    pub(super) received_at: Datetime,
    #[serde(default)]
    pub(super) locale: Option<String>,
    #[serde(default)]
    pub(super) rings: Option<i64>,
    #[serde(default)]
    pub(super) first_response_s: Option<i64>,
    #[serde(default)]
    pub(super) auto_ack_s: Option<i64>,
    #[serde(default)]
    pub(super) contact_ended_at: Option<Datetime>,
    #[serde(default)]
    pub(super) talk_s: Option<i64>,
    #[serde(default)]
    pub(super) hold_s: Option<i64>,
    #[serde(default)]
    pub(super) acw_s: Option<i64>,
    #[serde(default)]
    pub(super) linked_to: Option<String>,
    pub(super) agent: Agent,
    #[serde(default)]
    pub(super) customer: Customer,
    #[serde(default)]
    pub(super) grading: Grading,
    #[serde(default, rename = "turn")]
    pub(super) turns: Vec<Turn>,
    #[serde(default, rename = "step")]
    pub(super) steps: Vec<Step>,
    #[serde(default)]
    pub(super) expect: toml::Table,
}

/// The owner.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Agent {
    pub no: String,
    #[serde(default)]
    pub name: String,
}

/// The customer file before the contact.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Customer {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub company: String,
    #[serde(default)]
    pub tier: Option<String>,
    #[serde(default)]
    pub phone: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub order: String,
    #[serde(default)]
    pub verified: bool,
}

/// What the agent enters when grading.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Grading {
    #[serde(default)]
    pub kind: Option<String>,
    #[serde(default)]
    pub topic: Option<String>,
    #[serde(default)]
    pub category: Option<String>,
    #[serde(default)]
    pub second_category: Option<String>,
    #[serde(default)]
    pub severity: Option<String>,
    #[serde(default)]
    pub impact: Option<String>,
    #[serde(default)]
    pub urgency: Option<String>,
    #[serde(default)]
    pub emotion: Option<String>,
    #[serde(default)]
    pub product: Option<String>,
    #[serde(default)]
    pub first_seen_at: Option<Datetime>,
    #[serde(default)]
    pub lead_department: Option<String>,
    #[serde(default)]
    pub collaborating: Option<Vec<String>>,
    #[serde(default)]
    pub third_party: Option<toml::Value>,
    #[serde(default)]
    pub circumstances: Option<Vec<String>>,
}

/// Something said.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Turn {
    pub who: String,
    pub text: String,
}

/// One act at one moment.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    pub at: Option<Datetime>,
    pub event: String,
    #[serde(default)]
    pub by: Option<String>,
    #[serde(default)]
    pub auto: bool,
    #[serde(default)]
    pub note: Option<String>,
    #[serde(default)]
    pub resolution_type: Option<String>,
    #[serde(default)]
    pub to: Option<String>,
    #[serde(default)]
    pub department: Option<String>,
    #[serde(default)]
    pub third_party: Option<String>,
    #[serde(default)]
    pub confidentiality: Option<bool>,
    #[serde(default)]
    pub return_due: Option<Datetime>,
    #[serde(default)]
    pub lead_department: Option<String>,
    #[serde(default)]
    pub collaborating: Option<Vec<String>>,
    #[serde(default)]
    pub cause: Option<String>,
    #[serde(default)]
    pub plan_eta: Option<Datetime>,
    #[serde(default)]
    pub due: Option<Datetime>,
    #[serde(default)]
    pub reason: Option<String>,
    #[serde(default)]
    pub outcome: Option<String>,
    #[serde(default)]
    pub marks: Option<Marks>,
    #[serde(default)]
    pub into: Option<String>,
    #[serde(default)]
    pub new: Option<String>,
    #[serde(default)]
    pub expect_next_due: Option<Datetime>,
    #[serde(default)]
    pub impact: Option<String>,
    #[serde(default)]
    pub urgency: Option<String>,
    #[serde(default)]
    pub severity: Option<String>,
    #[serde(default)]
    pub category: Option<String>,
    #[serde(default)]
    pub circumstances: Option<Vec<String>>,
    #[serde(default)]
    pub level: Option<i64>,
    #[serde(default)]
    pub attempts: Option<i64>,
    #[serde(default)]
    pub interval_min: Option<i64>,
    #[serde(default)]
    pub verified: Option<bool>,
    #[serde(default)]
    pub channel: Option<String>,
}

/// A rating.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Marks {
    #[serde(default)]
    pub attitude: Option<i64>,
    #[serde(default)]
    pub quality: Option<i64>,
    #[serde(default)]
    pub speed: Option<i64>,
    #[serde(default)]
    pub solving: Option<i64>,
    #[serde(default)]
    pub keypad: Option<i64>,
    #[serde(default)]
    pub resolved: Option<toml::Value>,
}

/// Whether a TOML file names a schema at all; one that does not is something else that lies beside rehearsals, as tables
/// are. What cannot be read is left to [`File::parse`] to complain of.
pub fn names_a_schema(text: &str) -> bool {
    toml::from_str::<toml::Table>(text).map_or(true, |table| table.contains_key("schema"))
}

impl File {
    /// Reads a file, naming what it does not know.
    pub fn parse(name: &str, text: &str) -> Result<Self, FileError> {
        let problem = |problem: String| FileError::Form { file: name.to_owned(), problem };
        let file: Self = toml::from_str(text).map_err(|error| problem(error.to_string()))?;
        if file.schema != SCHEMA {
            return Err(problem(format!("schema `{}` is not `{SCHEMA}`", file.schema)));
        }
        if let Some(locale) = file.locale.as_deref().filter(|locale| !["zh-CN", "zh-TW", "en"].contains(locale)) {
            return Err(problem(format!("locale `{locale}` is not one of zh-CN, zh-TW, en")));
        }
        if let Some(tier) = file.customer.tier.as_deref().filter(|tier| tier.parse::<Tier>().is_err()) {
            return Err(problem(format!("tier `{tier}` is not one of standard, key, strategic")));
        }
        let times = file.steps.iter().map(|step| step.at.as_ref()).chain([Some(&file.received_at)]);
        for time in times {
            time.and_then(local).ok_or_else(|| problem("a time is missing or has no date".to_owned()))?;
        }
        Ok(file)
    }
}

/// A moment of the company's zone, as written.
pub(super) fn local(written: &Datetime) -> Option<NaiveDateTime> {
    let date = written.date?;
    let time = written.time?;
    NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))?.and_hms_opt(
        u32::from(time.hour),
        u32::from(time.minute),
        u32::from(time.second.unwrap_or_default()),
    )
}

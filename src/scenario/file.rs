//! One script file as values; a key nobody knows is an error that names it.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use serde::Deserialize;
use toml::value::Datetime;

use super::lesson;
use crate::domain::code::{Channel, Lang, Role, Tier};
use crate::domain::manual::Names;
use crate::domain::record::Field;

/// The form this program reads.
const SCHEMA: &str = "zuoxi.rehearsal/1";

/// Why a file cannot be played: which one, where in it, and what is wrong.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct FileError(pub(super) String);

/// A script file: a worked case, a lesson, or a lesson with the case that came before it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    #[serde(rename = "schema")]
    _schema: String,
    #[serde(default)]
    pub(super) id: String,
    #[serde(default)]
    pub(super) title: String,
    pub(super) channel: Option<Channel>,
    pub(super) received_at: Option<Datetime>,
    pub(super) locale: Option<Lang>,
    pub(super) rings: Option<i64>,
    pub(super) first_response_s: Option<i64>,
    pub(super) auto_ack_s: Option<i64>,
    pub(super) contact_ended_at: Option<Datetime>,
    pub(super) talk_s: Option<i64>,
    pub(super) hold_s: Option<i64>,
    pub(super) acw_s: Option<i64>,
    pub(super) linked_to: Option<String>,
    #[serde(default)]
    pub(super) agent: Agent,
    #[serde(default)]
    pub(super) customer: Caller,
    #[serde(default)]
    pub(super) grading: BTreeMap<Field, toml::Value>,
    #[serde(default, rename = "turn")]
    pub(super) turns: Vec<Turn>,
    #[serde(default, rename = "step")]
    pub(super) steps: Vec<Step>,
    #[serde(default)]
    pub(super) expect: toml::Table,
    /// Words that depend on the language; they stand in `{braces}` elsewhere in the file.
    #[serde(default)]
    words: BTreeMap<String, Names>,
    /// When and where it is practised.
    pub lesson: Option<lesson::Occasion>,
    /// What the coach leads through.
    #[serde(default)]
    pub coach: Vec<lesson::Step>,
}

/// The owner.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Agent {
    pub no: String,
    #[serde(default)]
    pub name: String,
}

/// The customer file before the contact.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Caller {
    pub name: String,
    pub title: String,
    pub company: String,
    pub tier: Option<Tier>,
    pub phone: String,
    pub email: String,
    pub order: String,
    pub verified: bool,
}

/// Something said.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Turn {
    pub who: String,
    pub text: String,
}

/// One act at one moment: keys of its own, and fields of the record by their names.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Step {
    pub at: Option<Datetime>,
    #[serde(default)]
    pub event: String,
    #[serde(default = "owner")]
    pub by: Role,
    /// Not fed: the program must have written it by then.
    #[serde(default)]
    pub auto: bool,
    pub note: Option<String>,
    pub reason: Option<String>,
    pub marks: Option<Marks>,
    /// The holder.
    pub to: Option<String>,
    pub into: Option<String>,
    pub new: Option<String>,
    pub expect_next_due: Option<Datetime>,
    /// The rules must refuse it.
    #[serde(default)]
    pub refused: bool,
    /// With this code.
    pub refusal: Option<String>,
    /// Takes back the last act of whoever does it.
    #[serde(default)]
    pub undo: bool,
    #[serde(flatten)]
    pub fields: BTreeMap<Field, toml::Value>,
}

const fn owner() -> Role {
    Role::Agent
}

/// A rating: marks by their fields, and whether the matter is solved.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Marks {
    pub resolved: Option<toml::Value>,
    #[serde(flatten)]
    pub fields: BTreeMap<Field, i64>,
}

/// The schema a TOML file names; one without is something else that lies beside scripts, as tables are. What cannot be
/// read counts as a script and is left to [`File::parse`] to complain of.
pub fn schema_of(text: &str) -> Option<String> {
    match toml::from_str::<toml::Table>(text) {
        Ok(table) => table.get("schema").map(|schema| schema.as_str().unwrap_or_default().to_owned()),
        Err(_) => Some(SCHEMA.to_owned()),
    }
}

impl File {
    /// Reads a file in its own language, naming what it does not know.
    pub fn parse(name: &str, text: &str) -> Result<Self, FileError> {
        let lang = |file: &Self| file.locale.unwrap_or(Lang::ZhCn);
        Self::read(name, text, lang)
    }

    /// Reads a file with its words in a language.
    pub fn spoken(name: &str, text: &str, lang: Lang) -> Result<Self, FileError> {
        Self::read(name, text, |_| lang)
    }

    fn read(name: &str, text: &str, lang: impl Fn(&Self) -> Lang) -> Result<Self, FileError> {
        let problem = |problem: String| FileError(format!("{name}: {problem}"));
        let schema = toml::from_str::<toml::Table>(text).map_err(|error| problem(error.to_string()))?;
        let schema = schema.get("schema").and_then(toml::Value::as_str).unwrap_or_default();
        if schema != SCHEMA {
            return Err(problem(format!("schema `{schema}` is not `{SCHEMA}`")));
        }
        let mut file: Self = toml::from_str(text).map_err(|error| problem(error.to_string()))?;
        if !file.words.is_empty() {
            let lang = lang(&file);
            let put =
                |text: String, (slot, names): (&String, &Names)| text.replace(&format!("{{{slot}}}"), names.get(lang));
            let filled = file.words.iter().fold(text.to_owned(), put);
            file = toml::from_str(&filled).map_err(|error| problem(error.to_string()))?;
        }
        file.check(&problem)?;
        Ok(file)
    }

    fn check(&self, problem: &dyn Fn(String) -> FileError) -> Result<(), FileError> {
        if !self.has_case() && self.lesson.is_some() {
            return Ok(());
        }
        let missing = |key: &str| problem(format!("missing field `{key}`"));
        let given = [
            ("id", !self.id.is_empty()),
            ("title", !self.title.is_empty()),
            ("channel", self.channel.is_some()),
            ("received_at", self.received_at.is_some()),
            ("agent", !self.agent.no.is_empty()),
        ];
        if let Some((key, _)) = given.into_iter().find(|(_, given)| !given) {
            return Err(missing(key));
        }
        let times = self.steps.iter().map(|step| step.at.as_ref()).chain([self.received_at.as_ref()]);
        for time in times {
            time.and_then(local).ok_or_else(|| problem("a time is missing or has no date".to_owned()))?;
        }
        Ok(())
    }

    /// Whether it tells of a case; a lesson may begin with an empty desk.
    pub fn has_case(&self) -> bool {
        self.received_at.is_some()
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

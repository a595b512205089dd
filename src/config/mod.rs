//! The user's settings: `config.toml`, environment variables, and where the program's files lie.
//!
//! An unknown key is a mistake with its line and what was probably meant, never silently ignored.

mod paths;
mod read;
mod report;
mod write;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::domain::Lang;
use crate::domain::code::codes;
use crate::manual::{Limits, Settings};

pub use paths::{Paths, at_home, path_of};
pub use read::{EXAMPLE, VARIABLES, load, overrides, parse};
pub use report::{check, complaint, of_calendar, path, sentence};
pub use write::{Chosen, make_folder, replace, save};

/// Own keys: table → action → keys.
pub type Bindings = BTreeMap<String, BTreeMap<String, Vec<String>>>;

codes! {
    /// The language setting.
    Language { Auto = "auto", ZhCn = "zh-CN", ZhTw = "zh-TW", En = "en" }
}

codes! {
    /// The colour setting; `auto` is dark, or none where `NO_COLOR` is set.
    ThemeChoice {
        Auto = "auto", Dark = "dark", Light = "light", HighContrast = "high-contrast", Colourless = "none",
    }
}

codes! {
    /// A choice the terminal may make.
    Choice { Auto = "auto", Yes = "yes", No = "no" }
}

/// Every setting.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default)]
pub struct Config {
    /// Language of the screen.
    pub language: Language,
    /// Two to four capital letters in front of the case numbers of a new store.
    pub case_prefix: String,
    /// Colours.
    pub theme: ThemeChoice,
    /// Rules and marks in plain ASCII.
    pub ascii: Choice,
    /// No movement but the clocks.
    pub reduced_motion: bool,
    /// Ring when something grave is about to be late.
    pub sound: bool,
    /// The wheel and clicks reach the screens; without it the terminal keeps its mouse to itself.
    pub mouse: bool,
    /// The case store; empty for the usual place.
    pub store: PathBuf,
    /// A folder laid over the built-in manual; empty for the usual place, where there is one.
    pub manual: PathBuf,
    /// The company.
    pub company: Company,
    /// Who sits here.
    pub agent: AgentDefaults,
    /// Copies of the store.
    pub copies: Copies,
    /// Own keys.
    pub keys: Bindings,
    /// Own limits.
    pub limits: Limits,
}

/// The company.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Company {
    /// Spoken name.
    pub name: String,
    /// Number customers may ring.
    pub hotline: String,
    /// Staffed hours; empty for the manual's.
    pub service_hours: Vec<String>,
    /// Time zone; empty for the manual's.
    pub timezone: String,
    /// Region; empty for the manual's.
    pub region: String,
}

/// Who sits here when nobody says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct AgentDefaults {
    /// Agent number.
    pub no: String,
    /// Name said to customers.
    pub name: String,
    /// The supervisor's name said to customers.
    pub supervisor: String,
    /// Code of the role acts are recorded with; empty for the first one held.
    pub role: String,
}

/// Copies of the store.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Copies {
    /// Their folder; empty for the one beside the store.
    pub folder: PathBuf,
    /// Days after which the way back is to be tried again; 0 for never.
    pub drill_days: u32,
}

impl Default for Copies {
    fn default() -> Self {
        Self { folder: PathBuf::new(), drill_days: 30 }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            language: Language::Auto,
            case_prefix: "ZX".to_owned(),
            theme: ThemeChoice::Auto,
            ascii: Choice::Auto,
            reduced_motion: false,
            sound: true,
            mouse: true,
            store: PathBuf::new(),
            manual: PathBuf::new(),
            company: Company::default(),
            agent: AgentDefaults::default(),
            copies: Copies::default(),
            keys: Bindings::new(),
            limits: Limits::default(),
        }
    }
}

impl Language {
    /// The language, where one is named.
    pub fn named(self) -> Option<Lang> {
        self.as_str().parse().ok()
    }
}

impl Config {
    /// The folder laid over the manual, if one is set.
    pub fn manual_folder(&self) -> Option<&Path> {
        Some(self.manual.as_path()).filter(|path| !path.as_os_str().is_empty())
    }

    /// The store file, if one is set.
    pub fn store_path(&self) -> Option<&Path> {
        Some(self.store.as_path()).filter(|path| !path.as_os_str().is_empty())
    }

    /// What is laid over the manual as the company's own.
    pub fn settings(&self) -> Settings {
        Settings {
            timezone: self.company.timezone.clone(),
            region: self.company.region.clone(),
            service_hours: self.company.service_hours.clone(),
            limits: self.limits,
        }
    }
}

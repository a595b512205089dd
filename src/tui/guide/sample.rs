//! Sample calls as data: `assets/guide/*.toml`.

use serde::Deserialize;

use crate::domain::{Names, Stage};

/// A sample call.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Sample {
    /// Its name; its sentences are `guide-<id>-<step>`.
    pub id: String,
    /// Its steps, in the order of the work.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its name.
    pub id: String,
    /// The screen it happens on; empty for any.
    #[serde(default)]
    pub screen: String,
    /// What to do, in order.
    #[serde(rename = "do")]
    pub deeds: Vec<Deed>,
    /// What is true once it is done; the last step has none.
    pub until: Option<Until>,
}

/// Something to press or to type.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Deed {
    /// The key of `table.action`.
    Press(String),
    /// A digit of the row in hand.
    Choose(String),
    /// These words, in the language of the screen.
    Type(Names),
    /// Leave the practice.
    Leave(bool),
}

/// When a step is done.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Until {
    /// A call began.
    Call,
    /// The case has come this far, or further.
    Stage(Stage),
    /// These rows of the form in hand hold something.
    Filled(Vec<String>),
    /// The case is archived.
    Archived,
    /// The case is archived and nobody is on the line.
    Over,
}

impl Sample {
    /// The enquiry answered in the call.
    pub fn enquiry() -> Self {
        Self::read(include_str!("../../../assets/guide/enquiry.toml"))
    }

    /// A sample from its text; one that cannot be read has no steps (a test reads every one).
    fn read(text: &str) -> Self {
        toml::from_str(text).unwrap_or_else(|_| Self { id: String::new(), steps: Vec::new() })
    }
}

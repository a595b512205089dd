//! Codes, times and facts in the words of one language: the one teller of the screens and of the command line.

pub mod codes;
pub mod fact;
pub mod hours;
pub mod major;
pub mod story;

use std::sync::Arc;

use chrono::{NaiveDateTime, Timelike};

use crate::domain::calendar::Rulebook;
use crate::domain::{Lang, Timestamp};
use crate::words::Words;

/// What everything is put into words with.
#[derive(Debug, Clone)]
pub struct Teller {
    /// It is this late.
    pub now: Timestamp,
    /// The words.
    pub words: Words,
    /// The language they are in.
    pub lang: Lang,
    /// The manual with its calendar.
    pub rules: Arc<Rulebook>,
    /// What names a person is masked: whoever reads does not serve the case.
    pub masks: bool,
}

impl Teller {
    /// A moment in the company's zone.
    pub fn local(&self, at: Timestamp) -> NaiveDateTime {
        self.rules.calendar.local(at)
    }

    /// `HH:MM:SS` in the company's zone.
    pub fn clock(&self, at: Timestamp) -> String {
        let local = self.local(at);
        format!("{:02}:{:02}:{:02}", local.hour(), local.minute(), local.second())
    }

    /// `HH:MM` in the company's zone.
    pub fn hour_minute(&self, at: Timestamp) -> String {
        let local = self.local(at);
        format!("{:02}:{:02}", local.hour(), local.minute())
    }
}

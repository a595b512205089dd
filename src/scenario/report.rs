//! What a replay found.

use std::fmt;

use crate::domain::calendar::Calendar;
use crate::domain::time::Timestamp;

/// One thing expected and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Id of the file.
    pub file: String,
    /// What was compared, e.g. `clocks.plan`, or the step that was refused.
    pub what: String,
    /// What the file expects.
    pub expected: String,
    /// What the record holds.
    pub got: String,
    /// Whether they agree.
    pub held: bool,
    /// The rule that made what was got.
    pub why: String,
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.held { "held" } else { "different" };
        write!(f, "{verdict:9} {} {}: expected {}, got {}", self.file, self.what, self.expected, self.got)?;
        if self.why.is_empty() { Ok(()) } else { write!(f, " ({})", self.why) }
    }
}

/// Every check of a run, in order of the files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The checks.
    pub checks: Vec<Check>,
}

impl Report {
    /// Whether everything held.
    pub fn held(&self) -> bool {
        self.checks.iter().all(|check| check.held)
    }

    /// What did not hold.
    pub fn different(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(|check| !check.held)
    }

    /// Adds a check that compares two texts.
    pub(super) fn compare(&mut self, file: &str, what: &str, expected: &str, got: &str, why: &str) {
        self.push(file, what, (expected, got), expected == got, why);
    }

    /// Adds a check whose verdict is known.
    pub(super) fn push(&mut self, file: &str, what: &str, (expected, got): (&str, &str), held: bool, why: &str) {
        self.checks.push(Check {
            file: file.to_owned(),
            what: what.to_owned(),
            expected: expected.to_owned(),
            got: got.to_owned(),
            held,
            why: why.to_owned(),
        });
    }
}

/// A moment as scripts write it.
pub(super) fn shown(calendar: &Calendar, at: Option<Timestamp>) -> String {
    at.map_or_else(|| "none".to_owned(), |at| calendar.local(at).format("%Y-%m-%dT%H:%M:%S").to_string())
}

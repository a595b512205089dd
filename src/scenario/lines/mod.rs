//! Lines an agent types and what the intake must make of each: a company proves its own words before it goes live.
//! Nothing is stored; every line is read by the functions the intake itself uses.

mod compare;
mod file;
mod made;

use super::file::FileError;
use super::report::Report;
use crate::domain::calendar::Rulebook;
use crate::domain::language::classify::Classifier;

use file::LineFile;
use made::Maker;

/// The form of these files.
pub const SCHEMA: &str = "zuoxi.lines/1";

/// How a file of lines came out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// One check per line.
    pub report: Report,
    /// Lines that ask for a suggestion, and those of them for which one was made.
    pub asked: usize,
    /// See `asked`.
    pub spoke: usize,
}

/// Reads every line of a file and compares what came of it.
pub fn run(name: &str, text: &str, rules: &Rulebook) -> Result<Outcome, FileError> {
    let file = LineFile::parse(name, text)?;
    let ear = Classifier::new(&rules.manual);
    let maker = Maker::new(&file, rules, &ear);
    let mut outcome = Outcome::default();
    for line in &file.lines {
        let made = maker.make(line)?;
        outcome.asked += usize::from(made.asks_a_suggestion);
        outcome.spoke += usize::from(made.suggests);
        let wrong = compare::differences(line, &made);
        let (expected, got): (Vec<String>, Vec<String>) = wrong.into_iter().unzip();
        let held = expected.is_empty();
        outcome.report.push(&line.id, line.mode.as_str(), (&expected.join("; "), &got.join("; ")), held, &line.why);
    }
    Ok(outcome)
}

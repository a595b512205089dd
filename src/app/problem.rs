//! What went wrong, as a sentence for a person and a number for a script.

use std::process::ExitCode;

/// Whose doing a problem is; the number is the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// What was asked for cannot be.
    User = 2,
    /// The configuration or the manual is wrong.
    Config = 3,
    /// The store cannot be used as it is.
    Data = 4,
    /// Ours.
    Internal = 70,
}

/// A sentence that says what is wrong, and what can be done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub kind: ProblemKind,
    /// What is wrong, in the language of the screen, without personal data.
    pub sentence: String,
    /// What can be done, one line each.
    pub hints: Vec<String>,
}

impl Problem {
    pub fn new(kind: ProblemKind, sentence: String) -> Self {
        Self { kind, sentence, hints: Vec::new() }
    }

    /// Several sentences: the first says what is wrong, the others stand below it.
    pub fn of_many(kind: ProblemKind, mut sentences: impl Iterator<Item = String>) -> Self {
        Self { kind, sentence: sentences.next().unwrap_or_default(), hints: sentences.collect() }
    }

    #[must_use]
    pub fn hint(mut self, hint: String) -> Self {
        self.hints.push(hint);
        self
    }

    /// The exit code a script sees; 1 is kept for "no" as an answer.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.kind as u8)
    }
}

//! What went wrong, as a sentence for a person and a number for a script.

use std::process::ExitCode;

/// Whose doing a problem is; decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// What was asked for cannot be.
    User,
    /// The configuration or the manual is wrong.
    Config,
    /// The store cannot be used as it is.
    Data,
    /// Ours.
    Internal,
}

impl ProblemKind {
    /// The exit code: 2 user, 3 configuration, 4 data, 70 internal (1 is kept for "no" as an answer).
    pub const fn code(self) -> u8 {
        match self {
            Self::User => 2,
            Self::Config => 3,
            Self::Data => 4,
            Self::Internal => 70,
        }
    }
}

/// A sentence that says what is wrong, and what can be done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Whose doing it is.
    pub kind: ProblemKind,
    /// What is wrong, in the language of the screen, without personal data.
    pub sentence: String,
    /// What can be done, one line each.
    pub hints: Vec<String>,
}

impl Problem {
    /// A problem without a hint.
    pub fn new(kind: ProblemKind, sentence: String) -> Self {
        Self { kind, sentence, hints: Vec::new() }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(mut self, hint: String) -> Self {
        self.hints.push(hint);
        self
    }

    /// The exit code a script sees.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.kind.code())
    }
}

//! What came of a request.

use super::query::CaseFile;
use super::rows::CustomerCard;
use crate::contact::Call;
use crate::parties::Person;
use crate::shift::Shift;
use crate::{Field, Refusal, Role, Timestamp};

/// That a request was carried out; made only after COMMIT returned.
#[derive(Debug, Clone, PartialEq)]
pub struct Receipt {
    /// What the request was about, as it is now.
    pub saved: Saved,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// Roles that were told by rule.
    pub told: Vec<Role>,
}

impl Receipt {
    /// The case after an act, with its history.
    pub fn file(&self) -> Option<&CaseFile> {
        match &self.saved {
            Saved::Case(file) => Some(file),
            Saved::Person(_) | Saved::Customer(_) | Saved::Contact(_) | Saved::Shift(_) => None,
        }
    }
}

/// What a request was about, by the kind of its stream.
#[derive(Debug, Clone, PartialEq)]
pub enum Saved {
    /// A case, with its history.
    Case(Box<CaseFile>),
    /// Somebody who works here.
    Person(Person),
    /// A customer's file.
    Customer(CustomerCard),
    /// A contact.
    Contact(Box<Call>),
    /// A person's shift.
    Shift(Box<Shift>),
}

/// Why a request was not carried out.
#[derive(Debug, Clone, PartialEq)]
pub enum Rejection {
    /// A business "no".
    Refused(Refusal),
    /// Somebody changed the same fields; theirs, so that both can be shown.
    Conflict {
        /// The case as it is now.
        file: Box<CaseFile>,
        /// The fields in question.
        fields: Vec<Field>,
    },
    /// The store could not do it; `code` names the sentence (`problem-<code>`), `detail` is for the log.
    Failed {
        /// Sentence code.
        code: String,
        /// Technical detail without personal data.
        detail: String,
    },
}

/// How far a long work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Done so far.
    pub done: u64,
    /// All there is to do, as far as that is known.
    pub total: u64,
}

impl Progress {
    /// Whole hundredths.
    pub fn percent(self) -> u64 {
        (self.done.saturating_mul(100)).checked_div(self.total).unwrap_or(100)
    }
}

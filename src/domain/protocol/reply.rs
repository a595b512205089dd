//! What came of a request.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

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
    /// Who was told by rule.
    pub told: Notified,
}

/// The roles told by rule, by whether word of it arrives by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notified {
    /// Somebody else here holds the role, in whose queue it stands.
    pub here: Vec<Role>,
    /// Whoever acts holds the role, and nobody else does.
    pub oneself: Vec<Role>,
    /// Nobody here would see it: only a telephone reaches them.
    pub elsewhere: Vec<Role>,
}

impl Notified {
    /// Roles whose queue shows what they were told.
    const SHOWN: [Role; 2] = [Role::Lead, Role::SecondLine];

    /// Who of those who work here hears of it that these roles were told.
    pub fn of(roles: Vec<Role>, author: Uuid, people: &[Person]) -> Self {
        let mut told = Self::default();
        for role in roles {
            let holders = || people.iter().filter(|person| person.roles.contains(&role));
            let other = Self::SHOWN.contains(&role) && holders().any(|person| person.id != author);
            match (other, holders().any(|person| person.id == author)) {
                (true, _) => told.here.push(role),
                (false, true) => told.oneself.push(role),
                (false, false) => told.elsewhere.push(role),
            }
        }
        told
    }

    /// Whether nobody had to be told.
    pub fn is_empty(&self) -> bool {
        self.here.is_empty() && self.oneself.is_empty() && self.elsewhere.is_empty()
    }
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

/// Why a store is only read any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnlyRead {
    /// Sentence code: `problem-<code>` says what happened, what was kept and what to do.
    pub code: String,
    /// How many saved acts are missing, and when the last of them was made; nothing where it is not about that.
    pub missing: Option<(u64, Timestamp)>,
}

/// Somebody at another desk and what lies open there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Beside {
    /// The case.
    pub case: Uuid,
    /// Who it is.
    pub person: Uuid,
    /// The agent number.
    pub no: String,
    /// The spoken name.
    pub name: String,
}

/// What stands of the copies of a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copies {
    /// When the newest was made; nothing where there is none.
    pub newest: Option<Timestamp>,
    /// More was saved since than may be lost, or the last one could not be made.
    pub stale: bool,
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

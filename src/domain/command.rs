//! What a person wishes: an act with its fields. [`super::decide()`] answers with facts or a refusal.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use super::acts::Act;
use super::code::{FollowUpKind, Role, codes};
use super::record::{Field, Record};
use super::time::EventId;

/// An act with what was entered for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Command {
    /// The act.
    pub act: Act,
    /// Its fields.
    pub record: Record,
    /// What it acts upon within the case, where the act alone does not say.
    pub target: Option<Target>,
    /// The version of the case the fields of an [`Act::Edit`] were read from (its highest rank).
    pub based_on: Option<u64>,
    /// Made when the form opened: the first fact of the answer carries it, so a retry is recognised.
    pub id: EventId,
}

/// A part of a case an act names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A promise, by the fact that made it.
    Promise(EventId),
    /// A follow-up, by the fact that made it.
    FollowUp(EventId),
    /// The open follow-up of this kind with the earliest due.
    FollowUpKind(FollowUpKind),
    /// The facts an undo takes back.
    Facts(Vec<EventId>),
    /// Another case: the master of a merge or a major matter, the new case of a split.
    Case(Uuid),
}

/// Who acts, and as what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The person's stream; nil for the system.
    pub person: Uuid,
    /// The agent number shown to others.
    pub no: String,
    /// The role used for this act.
    pub role: Role,
}

/// A business "no", as a code with what the sentence needs; the words live in the locale files
/// (`refusal-<code>`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{self:?}")]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Refusal {
    /// Required fields are missing; the first one gets the focus.
    Missing {
        /// The act refused.
        act: Act,
        /// The fields, in the order of the form.
        fields: Vec<Field>,
    },
    /// A field holds something that cannot be.
    Invalid {
        /// The field.
        field: Field,
        /// What is wrong with it.
        problem: Invalid,
    },
    /// The act is not possible in the state the case is in.
    NotNow {
        /// The act refused.
        act: Act,
        /// The state the case is in.
        state: super::State,
    },
    /// The role may not; these roles may.
    NotYou {
        /// The act refused.
        act: Act,
        /// The role used.
        role: Role,
        /// The roles that may.
        may: Vec<Role>,
    },
    /// The role may not, and what it may not is no act on a case; these roles may.
    Reserved {
        /// The kind of fact that was not written.
        kind: String,
        /// The role used.
        role: Role,
        /// The roles that may.
        may: Vec<Role>,
    },
    /// A guard of the manual forbids it.
    Rule {
        /// The act refused.
        act: Act,
        /// Names the sentence (`rule-<rule>`).
        rule: String,
    },
    /// Somebody changed these fields since they were read.
    Stale {
        /// The fields.
        fields: Vec<Field>,
    },
    /// What the act names is not there.
    NoSuch {
        /// What was named.
        what: String,
    },
}

codes! {
    /// What is wrong with a value.
    Invalid {
        TooShort = "too_short", TooLong = "too_long", NotANumber = "not_a_number", NotAPhone = "not_a_phone",
        NotAnEmail = "not_an_email", NotAnOrder = "not_an_order", InFuture = "in_future", TooEarly = "too_early",
        UnknownCode = "unknown_code", OutOfRange = "out_of_range", WrongType = "wrong_type",
    }
}

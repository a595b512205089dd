//! What is being typed, as the draft journal keeps it.

use std::collections::BTreeMap;

use crate::{Target, Timestamp};
use uuid::Uuid;

/// A change to the draft journal, written before the frame that shows it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum JournalOp {
    /// A form opened; said again while it is open, for the case that one of the two is damaged.
    Begin {
        /// Names the form.
        draft: Uuid,
        /// The case it belongs to (a new one's id is made with the form).
        case: Uuid,
        /// Which form, e.g. `intake`.
        form: String,
        /// Who types.
        agent: String,
        /// When.
        at: Timestamp,
        /// The part of the case it is about, where the form alone does not say; older journals have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        target: Option<Target>,
    },
    /// A field now reads like this.
    Set {
        /// The form.
        draft: Uuid,
        /// The field's name within the form.
        field: String,
        /// The whole text.
        text: String,
        /// Where it came from, unless the agent gave it; older journals do not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        filled: Option<Filled>,
    },
    /// The form's content is saved in the store, or thrown away on purpose.
    Close {
        /// The form.
        draft: Uuid,
    },
}

/// Where the value of a field came from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The agent.
    #[default]
    Agent,
    /// The line everything may be typed into.
    Shorthand,
    /// The customer file.
    File,
    /// A rule.
    Rule,
    /// Words in the text suggest it.
    Heard,
    /// The saved case.
    Saved,
}

/// How a field was filled, and whether it is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Filled {
    /// By whom or what.
    pub origin: Origin,
    /// Nobody has confirmed it.
    pub guess: bool,
    /// Nothing else fills it any more.
    pub own: bool,
}

impl Filled {
    /// The agent gave it.
    pub const BY_HAND: Self = Self { origin: Origin::Agent, guess: false, own: true };
}

/// A form somebody was typing in when the process ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Names the form.
    pub id: Uuid,
    /// The case it belongs to.
    pub case: Uuid,
    /// Which form.
    pub form: String,
    /// Who typed.
    pub agent: String,
    /// When it opened.
    pub at: Timestamp,
    /// The part of the case it is about, where the form alone does not say.
    pub target: Option<Target>,
    /// What each field read last.
    pub fields: BTreeMap<String, String>,
    /// Where it came from, where the agent did not give it.
    pub filled: BTreeMap<String, Filled>,
}

/// The forms that are open, by what names them.
pub type Drafts = BTreeMap<Uuid, Draft>;

impl JournalOp {
    /// The form it is about.
    pub const fn draft(&self) -> Uuid {
        match self {
            Self::Begin { draft, .. } | Self::Set { draft, .. } | Self::Close { draft } => *draft,
        }
    }

    /// What a journal comes to, one change after the other.
    pub fn fold(&self, open: &mut Drafts) {
        match self {
            Self::Begin { draft, case, form, agent, at, target } => {
                let (form, agent, target) = (form.clone(), agent.clone(), target.clone());
                let (id, case, at, fields, filled) = (*draft, *case, *at, BTreeMap::new(), BTreeMap::new());
                // Said again of an open form it changes nothing.
                open.entry(id).or_insert(Draft { id, case, form, agent, at, target, fields, filled });
            }
            Self::Set { draft, field, text, filled } => {
                if let Some(draft) = open.get_mut(draft) {
                    draft.fields.insert(field.clone(), text.clone());
                    match filled {
                        Some(filled) => draft.filled.insert(field.clone(), *filled),
                        None => draft.filled.remove(field),
                    };
                }
            }
            Self::Close { draft } => {
                open.remove(draft);
            }
        }
    }
}

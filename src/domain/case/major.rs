//! A major matter as its cases have it: one is the master, the others are attached to it.

use std::collections::BTreeSet;
use std::slice;

use uuid::Uuid;

use super::{Case, CaseEvent};
use crate::language::find;
use crate::manual::MajorRule;
use crate::{Field, Kind, Timestamp, codes};

codes! {
    /// How a case stands in a major matter.
    InMajor { Master = "master", Attached = "attached" }
}

/// What tells cases of one matter: the sub-category, the product, or both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matter {
    /// `top.sub`; empty where none was chosen.
    pub category: String,
    /// As it is compared: folded, without blanks.
    pub product: String,
}

impl Matter {
    /// Of complaints and faults alone: what is asked, suggested or praised is no outage.
    pub fn of(kind: Option<Kind>, category: &str, product: &str) -> Option<Self> {
        let may_be_major = matches!(kind, Some(Kind::Complaint | Kind::Fault));
        let product = find::word(product).chars().filter(|c| !c.is_whitespace()).collect();
        let matter = Self { category: category.to_owned(), product };
        (may_be_major && matter != Self::default()).then_some(matter)
    }

    /// Whether something agrees and nothing differs; what one of them does not say is no difference.
    pub fn is_like(&self, other: &Self) -> bool {
        let agrees = |one: &str, other: &str| (!one.is_empty() && !other.is_empty()).then_some(one == other);
        let parts = [agrees(&self.category, &other.category), agrees(&self.product, &other.product)];
        parts.contains(&Some(true)) && !parts.contains(&Some(false))
    }
}

/// An open case of some matter, as far as counting needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlikeCase {
    /// Its stream.
    pub id: Uuid,
    /// Who called: digits with country code; empty when hidden or unknown.
    pub number: String,
}

/// How many callers came with a matter, the one in hand among them, where that is enough to call it a major one. Somebody
/// who calls twice is one caller.
pub fn proposed(rule: &MajorRule, own: &AlikeCase, alike: &[AlikeCase]) -> Option<usize> {
    let mut callers = BTreeSet::new();
    let mut unknown = BTreeSet::new();
    for one in alike.iter().filter(|one| one.id != own.id).chain([own]) {
        if one.number.is_empty() {
            unknown.insert(one.id);
        } else {
            callers.insert(one.number.as_str());
        }
    }
    Some(callers.len() + unknown.len()).filter(|count| *count >= rule.cases)
}

/// What makes a case the master of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Major {
    /// Since when.
    pub declared_at: Timestamp,
    /// Until when, where it is over.
    pub ended_at: Option<Timestamp>,
    /// The cases attached to it, in the order in which they came.
    pub attached: Vec<AttachedCase>,
}

/// A case attached to a master, as the master knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachedCase {
    /// Its stream.
    pub id: Uuid,
    /// Its number.
    pub no: String,
}

/// The master of a case, as the case knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachedTo {
    /// Its stream.
    pub master: Uuid,
    /// Its number.
    pub no: String,
    /// Why the case follows it no more.
    pub end: Option<AttachEnd>,
}

/// Why a case follows a master no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttachEnd {
    /// It was taken off by hand.
    Detached,
    /// The matter is over.
    Over,
}

impl CaseEvent {
    /// The other cases on which the same act left something.
    pub fn elsewhere(&self) -> &[Uuid] {
        match self {
            Self::Merged { into, .. } => slice::from_ref(into),
            Self::Attached(of) | Self::Detached(of) => slice::from_ref(&of.master),
            Self::MajorTold { cases, .. } => cases,
            _ => &[],
        }
    }
}

impl Case {
    /// The major matter it is the master of now.
    pub fn leads(&self) -> Option<&Major> {
        self.major.as_ref().filter(|major| major.ended_at.is_none() && !self.state.is_terminal())
    }

    /// How it stands in a major matter now.
    pub fn in_major(&self) -> Option<InMajor> {
        let master = self.leads().map(|_| InMajor::Master);
        master.or_else(|| self.follows().map(|_| InMajor::Attached))
    }

    /// What it is about, where it may be like others.
    pub fn matter(&self) -> Option<Matter> {
        let words = |field| self.record.text(field).unwrap_or_default();
        Matter::of(self.kind(), words(Field::Category), words(Field::Product))
    }

    /// The same where it counts among cases of one matter: whatever is or was attached to a major one is counted there.
    pub fn counted_matter(&self) -> Option<Matter> {
        let was_part = self.attached_to.is_some() || (self.major.is_some() && self.leads().is_none());
        self.matter().filter(|_| !was_part)
    }

    /// The master it is attached to now: its customer hears how far we are with the others.
    pub fn follows(&self) -> Option<&AttachedTo> {
        self.attached_to.as_ref().filter(|to| to.end.is_none())
    }
}

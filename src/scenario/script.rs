//! What people do at a desk with one case, as values: worked cases, the days of a demo, what came before a lesson.

use std::borrow::Cow;

use uuid::Uuid;

use crate::domain::code::{FollowUpKind, Tier};
use crate::domain::command::{Act, Actor, Target};
use crate::domain::record::Record;
use crate::domain::time::{EventId, Timestamp};

/// One case as people work on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Script {
    /// Names it to other scripts of the same run, and to whoever reads what came of it.
    pub id: String,
    /// The stream of the case.
    pub case: Uuid,
    /// Whose case it is.
    pub owner: Actor,
    /// The owner's spoken name.
    pub name: String,
    /// The customer; nobody for what was no real contact.
    pub customer: Option<Customer>,
    /// How it comes to the desk; nothing where it is split off another case.
    pub opening: Vec<Cue>,
    /// What happens then, in order of time.
    pub cues: Vec<Cue>,
}

/// A customer's file before the contact.
#[derive(Debug, Clone, PartialEq)]
pub struct Customer {
    /// The customer's stream.
    pub id: Uuid,
    /// The standing.
    pub tier: Tier,
    /// Name, title, company, number, e-mail, order.
    pub record: Record,
    /// Filed already, before this script began.
    pub known: bool,
}

/// One thing that happens at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Cue {
    /// When.
    pub at: Timestamp,
    /// How reports name it.
    pub name: Cow<'static, str>,
    /// What.
    pub what: What,
}

/// What a cue is.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// Somebody acts.
    Act(Line),
    /// The workstation must have written this by itself by now.
    Written(String),
    /// The next task of this kind must be due then.
    NextDue(FollowUpKind, Timestamp),
}

/// An act as somebody enters it.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Who.
    pub by: Actor,
    /// The act.
    pub act: Act,
    /// What it acts upon within the case.
    pub target: Option<Target>,
    /// What is entered.
    pub record: Record,
    /// The identity of its first fact.
    pub id: EventId,
    /// The rules must refuse it: with this code, or with any where there is none.
    pub refused: Option<Option<String>>,
    /// Done only where the case asks for it: a lead looks, and mostly nothing waits for them.
    pub where_asked: bool,
}

impl Script {
    /// Everything that happens, the opening first.
    pub fn all(&self) -> impl Iterator<Item = &Cue> {
        self.opening.iter().chain(&self.cues)
    }

    /// Every act with its moment.
    pub fn lines(&self) -> impl Iterator<Item = (Timestamp, &Line)> {
        self.all().filter_map(|cue| match &cue.what {
            What::Act(line) => Some((cue.at, line)),
            What::Written(_) | What::NextDue(..) => None,
        })
    }
}

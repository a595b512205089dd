//! What the manual says in words: phrases, expressions to avoid, lists to tick, words a matter is known by.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::code::{Emotion, FollowUpKind, Impact, Kind, Level, Role, Stage, State, Urgency, codes};
use super::super::record::Field;
use super::super::say::{Debt, Doing, LineEvent, Need};
use super::{Coded, Names};

/// What is done one after the other when a matter is of level 1.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Runbook {
    /// The code.
    pub id: String,
    /// Its names.
    #[serde(flatten)]
    pub names: Names,
    /// Top categories it is for; none: for whatever has no list of its own.
    #[serde(default)]
    pub categories: Vec<String>,
    /// Its lines, in order; the first one starts it.
    #[serde(rename = "line")]
    pub lines: Vec<Coded>,
}

/// A scripted phrase: a prompt to speak freely.
#[allow(clippy::struct_excessive_bools, reason = "each is a key of its own in the manual")]
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Phrase {
    /// The code.
    pub id: String,
    /// The step it belongs to.
    pub stage: Stage,
    /// What it is for (`greet`, `calm`, …).
    pub group: String,
    /// Where it fits; `internal` is a note to colleagues.
    pub channel: Vec<String>,
    /// Kinds it is limited to.
    #[serde(default)]
    pub kind: Vec<Kind>,
    /// Levels it is limited to.
    #[serde(default)]
    pub level: Vec<Level>,
    /// Moods it answers; said only to a customer in one of them.
    #[serde(default)]
    pub emotion: Vec<Emotion>,
    /// Topics it is limited to; of a call of ours, those it opens.
    #[serde(default)]
    pub topic: Vec<String>,
    /// How the matter has to be solved for it to be true.
    #[serde(default)]
    pub resolution: Vec<String>,
    /// Whose words they are; anybody's where none is named.
    #[serde(default)]
    pub role: Vec<Role>,
    /// What has to hold, all of it.
    #[serde(default)]
    pub needs: Vec<Need>,
    /// Phrases of which one must have been said in this contact, as often as it is listed.
    #[serde(default)]
    pub after: Vec<String>,
    /// Phrases an opening may still follow, being nobody's word yet or a greeting.
    #[serde(default)]
    pub follows: Vec<String>,
    /// Phrases of which none may have been said in this contact.
    #[serde(default)]
    pub before: Vec<String>,
    /// States whose next sentence it is, where no form is open; where none is named, those of its step.
    #[serde(default)]
    pub state: Vec<State>,
    /// Forms it is said over.
    #[serde(default)]
    pub act: Vec<Doing>,
    /// Fields whose answer it asks for, or whose words it speaks.
    #[serde(default)]
    pub field: Vec<Field>,
    /// Duties it does.
    #[serde(default)]
    pub duty: Vec<FollowUpKind>,
    /// What became of the call, or of asking for a rating, that it answers.
    #[serde(default)]
    pub result: Vec<String>,
    /// What on the line calls for it.
    #[serde(default)]
    pub line: Vec<LineEvent>,
    /// What we owe that it settles or admits.
    #[serde(default)]
    pub debt: Vec<Debt>,
    /// Its place in the course of a contact: what comes earlier is said earlier. 0 where it says none: then it stands
    /// beside what comes next, however far the contact has come.
    #[serde(default)]
    pub course: u16,
    /// How often it may be said in one contact; 0 as often as needed.
    #[serde(default = "one")]
    pub times: usize,
    /// Said once in the life of a case, not once in every contact.
    #[serde(default)]
    pub once: bool,
    /// It opens a contact.
    #[serde(default)]
    pub opens: bool,
    /// Sent as a text, not spoken.
    #[serde(default)]
    pub text: bool,
    /// A way out of a moment the program cannot hear coming; it stands below what comes next.
    #[serde(default)]
    pub aside: bool,
    /// Blanks of which one is enough.
    #[serde(default)]
    pub any_of: Vec<String>,
    /// Phrases it stands in for, being the narrower form.
    #[serde(default)]
    pub instead_of: Vec<String>,
    /// The situation, in words.
    pub when: String,
    /// Blanks to be filled from the case.
    pub slots: Vec<String>,
    /// Whether saying it promises the customer to hear from us at a time, and which blank holds the time.
    pub promises: Option<Promised>,
    /// The wording.
    #[serde(flatten)]
    pub words: Names,
    /// A title of a few characters for narrow screens.
    pub title: Option<Names>,
    /// What a blank asks in this phrase, where it is not the slot's own question.
    #[serde(default)]
    pub blanks: BTreeMap<String, Names>,
}

const fn one() -> usize {
    1
}

codes! {
    /// The blank of a phrase that holds the time it promises.
    Promised { Eta = "eta", NewEta = "new_eta" }
}

/// An expression to avoid.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Avoid {
    /// The code.
    pub id: String,
    /// Forms to look for.
    #[serde(rename = "match")]
    pub forms: Vec<String>,
    /// Why.
    pub why: String,
    /// The better wording.
    #[serde(flatten)]
    pub better: Names,
}

/// Words that point to a code.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Vocab {
    /// `kind.x`, `category.top.sub`, `impact.x`, `urgency.x`, `emotion.x`, `signal.x`.
    pub target: String,
    /// Weight of each word.
    pub weight: u32,
    /// Words count even after a negation.
    #[serde(default)]
    pub keep_negated: bool,
    /// The words; `…` stands for 0–8 characters.
    pub words: Vec<String>,
}

/// Words of the intake line that mean the same; see `assets/manual/intake.toml`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct IntakeWords {
    /// What they are read as: `label.company`, `channel.online`, `title.address` …
    pub reads: String,
    /// The words.
    pub words: Vec<String>,
}

/// How the classifier weighs words.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct VocabMeta {
    /// Words that turn the next one.
    pub negation: Vec<String>,
    /// Ties by this order.
    pub kind_order: Vec<Kind>,
    /// Categories that vote for a fault.
    pub vote_fault: Vec<String>,
    /// Categories whose vote is weak.
    pub vote_weak: Vec<String>,
    /// Strength of a vote.
    pub vote_max: u32,
    /// Strength of a weak vote.
    pub vote_weak_max: u32,
    /// Ties by this order.
    pub emotion_order: Vec<Emotion>,
    /// Ties by this order.
    pub impact_order: Vec<Impact>,
    /// Ties by this order.
    pub urgency_order: Vec<Urgency>,
}

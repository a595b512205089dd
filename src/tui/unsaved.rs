//! A form that is not saved, in words: which form, for whom, about what; numbers masked, codes left out.

use uuid::Uuid;

use super::cx::Cx;
use super::names::joined;
use super::refusal;
use crate::domain::protocol::{Draft, Origin};
use crate::domain::{Act, Field, Stage, Timestamp};
use crate::text::mask;

/// Under this name the journal keeps the phrases said over a form, one a line.
pub const SAID: &str = "said_phrases";
/// Under this name it keeps the customer file the agent linked.
pub const CUSTOMER: &str = "linked_customer";

/// Fields of words that say what a form is about, the best first.
const ABOUT: [Field; 11] = [
    Field::Summary,
    Field::Description,
    Field::PlanSteps,
    Field::ResolutionText,
    Field::HandoverNote,
    Field::Note,
    Field::DesiredOutcome,
    Field::Reason,
    Field::RejectReason,
    Field::DoneEvidence,
    Field::Comment,
];

/// A form that waits to be gone on with, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaved {
    pub draft: Uuid,
    pub case: Uuid,
    pub at: Timestamp,
    /// Of a case that is not opened yet.
    pub is_new: bool,
    pub form: String,
    pub who: String,
    pub number: String,
    pub about: String,
}

impl Unsaved {
    pub fn of(draft: &Draft, cx: &Cx) -> Self {
        let Draft { id, case, at, .. } = *draft;
        let (who, number) = who(draft);
        let is_new = draft.form == "intake" && cx.file.as_ref().is_none_or(|file| file.case.id != case);
        Self { draft: id, case, at, is_new, form: form(draft, cx), who, number, about: about(draft) }
    }
}

/// Nobody wrote anything in it: what stands there the rules put in.
pub fn is_blank(draft: &Draft) -> bool {
    let by_rule = |name: &String| draft.filled.get(name).is_some_and(|filled| filled.origin == Origin::Rule);
    draft.fields.iter().all(|(name, kept)| kept.trim().is_empty() || by_rule(name))
}

/// Nobody typed or chose anything that still stands in it: what does was read off a file, the saved case or words that
/// are gone, or goes with words that are.
pub fn is_wordless(draft: &Draft) -> bool {
    let by_hand = |name: &str| match draft.filled.get(name) {
        None => name != SAID && name != CUSTOMER,
        Some(filled) => matches!(filled.origin, Origin::Agent | Origin::Shorthand),
    };
    draft.fields.iter().all(|(name, kept)| matches!(kept.trim(), "" | "/") || !by_hand(name))
}

/// A form in one line.
pub fn line(draft: &Draft, cx: &Cx) -> String {
    let (who, number) = who(draft);
    joined(&[form(draft, cx), who, number, about(draft)])
}

/// What the form is for: an act, else a step.
fn form(draft: &Draft, cx: &Cx) -> String {
    match (draft.form.as_str(), draft.form.parse::<Act>()) {
        (_, Ok(act)) => refusal::act_name(act, cx),
        ("identify", _) => cx.stage_name(Stage::Identify).to_owned(),
        ("closing", _) => cx.stage_name(Stage::Archive).to_owned(),
        _ => cx.stage_name(Stage::Intake).to_owned(),
    }
}

/// Name and number as they may be seen.
fn who(draft: &Draft) -> (String, String) {
    let kept = |field: Field| draft.fields.get(field.as_str()).map(String::as_str).unwrap_or_default();
    (mask::name(kept(Field::CustomerName)), mask::numbers(&mask::phone(kept(Field::CallerNumber))))
}

/// What it is about, in the words that were typed.
fn about(draft: &Draft) -> String {
    let kept = |name: &str| draft.fields.get(name).filter(|words| !words.trim().is_empty());
    let words = ABOUT.iter().find_map(|field| kept(field.as_str())).or_else(|| kept("shorthand"));
    // In one line, whatever was typed.
    let line = |words: &String| words.split_whitespace().collect::<Vec<_>>().join(" ");
    words.map_or_else(String::new, |words| mask::numbers(&line(words)))
}

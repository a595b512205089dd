//! Taking back one's own last act.

use super::Deed;
use super::grading::rule;
use crate::domain::case::ActMark;
use crate::domain::case_event::CaseEvent;
use crate::domain::code::Role;
use crate::domain::command::{Act, Command, Refusal, Target};

/// Acts whose effect has left the desk, or the case they made.
const GONE: &[&str] = &[
    "case.opened",
    "identity.revealed",
    "export.made",
    "data.erased",
    "undone",
    "case.merged",
    "case.merge_received",
    "case.split",
];

/// Acts that add beside others and are not disturbed by an undo before them.
const BESIDE: &[&str] = &[
    "note.added",
    "identity.revealed",
    "phrase.said",
    "contact.started",
    "contact.held",
    "contact.resumed",
    "contact.ended",
];

/// The last act goes, with everything that followed from it; what came beside it stays.
pub(super) fn undo(deed: &mut Deed<'_>, command: &Command) -> Result<(), Refusal> {
    let acts = &deed.case.work.acts;
    let wanted = |mark: &ActMark| match &command.target {
        Some(Target::Facts(facts)) => facts.iter().any(|fact| mark.facts.contains(fact)),
        _ => mark.person == deed.actor.person,
    };
    let index = acts.iter().rposition(wanted).ok_or_else(|| Refusal::NoSuch { what: "act".to_owned() })?;
    let Some((mark, later)) = acts.get(index..).and_then(<[ActMark]>::split_first) else {
        return Err(Refusal::NoSuch { what: "act".to_owned() });
    };
    let lead_frees = mark.kind == "case.spam" && deed.actor.role == Role::Lead;
    if mark.person != deed.actor.person && !lead_frees {
        return Err(rule(Act::Undo, "undo-own-only"));
    }
    if GONE.contains(&mark.kind) || mark.left_desk {
        return Err(rule(Act::Undo, "undo-left-desk"));
    }
    let only_beside = |mark: &ActMark| BESIDE.contains(&mark.kind);
    if !BESIDE.contains(&mark.kind) && !later.iter().all(only_beside) {
        return Err(rule(Act::Undo, "undo-too-late"));
    }
    let facts = mark.facts.clone();
    deed.push(CaseEvent::Undone { facts });
    Ok(())
}

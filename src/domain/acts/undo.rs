//! Taking back one's own last act.

use uuid::Uuid;

use super::grading::rule;
use super::{Deed, Known};
use crate::domain::case::{ActMark, Case};
use crate::domain::case::event::CaseEvent;
use crate::domain::code::Role;
use crate::domain::command::{Act, Command, Refusal, Target};
use crate::domain::event::Event;
use crate::domain::time::EventId;

/// Acts whose effect has left the desk, or the case they made.
const GONE: &[&str] =
    &["case.opened", "identity.revealed", "export.made", "data.erased", "undone", "case.merge_received", "case.split"];

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

/// What a merge taken back takes back on the older case, in the same transaction: everything it brought there, unless
/// somebody has worked on that case since.
pub(super) fn undo_received(case: &Case, known: &Known, command: &Command) -> Result<Option<(Uuid, Event)>, Refusal> {
    let wanted = |mark: &&ActMark| match &command.target {
        Some(Target::Facts(facts)) => facts.iter().any(|fact| mark.facts.contains(fact)),
        _ => true,
    };
    let mark = case.work.acts.iter().rev().find(wanted).filter(|mark| mark.kind == "case.merged");
    let Some(mark) = mark else { return Ok(None) };
    let (master, facts) = received(known.other.as_deref(), case, mark)?;
    Ok(Some((master, Event::Case(CaseEvent::Undone { facts }))))
}

/// The facts of a merge on the older case: those of the same press of a key.
fn received(master: Option<&Case>, case: &Case, merged: &ActMark) -> Result<(Uuid, Vec<EventId>), Refusal> {
    let missing = || Refusal::NoSuch { what: "master_case".to_owned() };
    let master = master.filter(|master| Some(master.id) == case.merged_into).ok_or_else(missing)?;
    let acts = &master.work.acts;
    let same = |mark: &ActMark| mark.at == merged.at && mark.person == merged.person;
    let index = acts.iter().rposition(same).ok_or_else(missing)?;
    let later = acts.get(index + 1..).unwrap_or_default();
    if !later.iter().all(|mark| BESIDE.contains(&mark.kind)) {
        return Err(rule(Act::Undo, "undo-merge-too-late"));
    }
    let facts = acts.get(index).map(|mark| mark.facts.clone()).ok_or_else(missing)?;
    Ok((master.id, facts))
}

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
    match mark.kind {
        "case.split" => return Err(rule(Act::Undo, "undo-split")),
        "case.merge_received" => return Err(rule(Act::Undo, "undo-merge-there")),
        kind if GONE.contains(&kind) || mark.left_desk => return Err(rule(Act::Undo, "undo-left-desk")),
        "case.merged" => drop(received(deed.known.other.as_deref(), &deed.case, mark)?),
        _ => {}
    }
    let only_beside = |mark: &ActMark| BESIDE.contains(&mark.kind);
    if !BESIDE.contains(&mark.kind) && !later.iter().all(only_beside) {
        return Err(rule(Act::Undo, "undo-too-late"));
    }
    let facts = mark.facts.clone();
    deed.push(CaseEvent::Undone { facts });
    Ok(())
}

//! Taking back one's own last act.

use uuid::Uuid;

use super::spec::{ANY, About, ActSpec, Asks, EVERYBODY, May, Only, Place, as_typed};
use super::{Act, Decision, Known, no_such, rule};
use crate::case::event::{FactGroup, UndoFact};
use crate::case::telling::Telling;
use crate::{ActMark, Case, CaseEvent, Command, Event, EventId, Field, Nature, Recorded, Refusal, Role, Target};

pub(super) const UNDO: ActSpec = ActSpec {
    may: May { who: EVERYBODY, states: ANY, only: Only::Always, moves_to: None },
    asks: Asks { required: &[], optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Facts, listed: None, counts_as: &[] },
    decide: undo,
};

/// What a merge taken back takes back on the older case, in the same transaction: everything it brought there, unless
/// somebody has worked on that case since.
pub(super) fn undo_received(
    case: &Case,
    known: &Known<'_>,
    command: &Command,
) -> Result<Option<(Uuid, Event)>, Refusal> {
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
    let missing = || no_such("master_case");
    let master = master.filter(|master| Some(master.id) == case.merged_into).ok_or_else(missing)?;
    let acts = &master.work.acts;
    let same = |mark: &ActMark| mark.at == merged.at && mark.person == merged.person;
    let index = acts.iter().rposition(same).ok_or_else(missing)?;
    let later = acts.get(index + 1..).unwrap_or_default();
    if !later.iter().all(is_beside) {
        return Err(rule(Act::Undo, "undo-merge-too-late"));
    }
    let facts = acts.get(index).map(|mark| mark.facts.clone()).ok_or_else(missing)?;
    Ok((master.id, facts))
}

/// Acts whose effect has left the desk, or the case they made.
fn is_gone(mark: &ActMark) -> bool {
    mark.left_desk || matches!(mark.nature, Nature::Final | Nature::Seen | Nature::Left)
}

/// Acts that add beside others and are not disturbed by an undo before them.
fn is_beside(mark: &ActMark) -> bool {
    matches!(mark.nature, Nature::Beside | Nature::Seen)
}

/// The last act goes, with everything that followed from it; what came beside it stays.
fn undo(decision: &mut Decision<'_>, command: &Command) -> Result<(), Refusal> {
    let acts = &decision.case.work.acts;
    let wanted = |mark: &ActMark| match &command.target {
        Some(Target::Facts(facts)) => facts.iter().any(|fact| mark.facts.contains(fact)),
        _ => mark.person == decision.actor.person,
    };
    let index = acts.iter().rposition(wanted).ok_or_else(|| no_such("act"))?;
    let Some((mark, later)) = acts.get(index..).and_then(<[ActMark]>::split_first) else {
        return Err(no_such("act"));
    };
    let lead_frees = mark.kind == "case.spam" && decision.actor.role == Role::Lead;
    if mark.person != decision.actor.person && !lead_frees {
        return Err(rule(Act::Undo, "undo-own-only"));
    }
    match mark.kind {
        "case.split" => return Err(rule(Act::Undo, "undo-split")),
        "case.merge_received" => return Err(rule(Act::Undo, "undo-merge-there")),
        _ if is_gone(mark) => return Err(rule(Act::Undo, "undo-left-desk")),
        "case.merged" => drop(received(decision.known.other.as_deref(), &decision.case, mark)?),
        _ => {}
    }
    if !is_beside(mark) {
        check_later(mark, later)?;
    }
    let facts = mark.facts.clone();
    decision.push(CaseEvent::Undone { facts });
    Ok(())
}

/// What came after it must not build upon it; what another copy brought did not, and is said otherwise.
fn check_later(mark: &ActMark, later: &[ActMark]) -> Result<(), Refusal> {
    let mut others = later.iter().filter(|mark| !is_beside(mark)).peekable();
    if others.peek().is_none() {
        return Ok(());
    }
    let from_aside = others.all(|other| !other.sees(mark));
    Err(rule(Act::Undo, if from_aside { "undo-came-across" } else { "undo-too-late" }))
}

impl<'a> FactGroup<'a> for UndoFact<'a> {
    fn fold(self, case: &mut Case, _: &Recorded) {
        match self {
            Self::Undone { facts } => case.undone.extend(facts.iter().copied()),
        }
    }

    fn tell(self) -> Telling<'a> {
        match self {
            // What was taken back is struck out where it stands.
            Self::Undone { .. } => Telling::none(),
        }
    }
}

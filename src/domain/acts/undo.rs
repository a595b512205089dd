//! Taking back one's own last act.

use uuid::Uuid;

use super::spec::{ANY, About, ActSpec, Asks, EVERYBODY, May, Only, Place, as_typed};
use super::{Act, Decision, Known, no_such, rule};
use crate::case::event::{FactGroup, UndoFact};
use crate::case::telling::Telling;
use crate::timers::system;
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

/// Acts that add beside others and are not disturbed by an undo before them, nor is what was taken back.
fn is_beside(mark: &ActMark) -> bool {
    matches!(mark.nature, Nature::Beside | Nature::Seen) || is_undoing(mark)
}

fn is_undoing(mark: &ActMark) -> bool {
    mark.kind == UNDOING
}

const UNDOING: &str = "undone";
/// A ticked line stands for itself, whatever came after it.
const TICK: &str = "runbook.started";

impl Case {
    /// The latest act of somebody that was not taken back yet; of others only what this role may free.
    pub fn last_act_of(&self, person: Uuid, role: Role) -> Option<&ActMark> {
        let counts = |mark: &&ActMark| !is_undoing(mark) && mark.nature != Nature::Consequence && !is_of_the_line(mark);
        let acts = || self.work.acts.iter().rev().filter(counts);
        let freed = || acts().next().filter(|mark| frees(role, mark));
        acts().find(|mark| mark.person == person).or_else(freed)
    }
}

/// What the line did: nobody can take back that a customer waited or has gone.
fn is_of_the_line(mark: &ActMark) -> bool {
    matches!(mark.kind, "contact.held" | "contact.resumed" | "contact.ended")
}

/// A lead frees what somebody else marked as no case, or put into another one.
fn frees(role: Role, mark: &ActMark) -> bool {
    role == Role::Lead && matches!(mark.kind, "case.spam" | "case.merged")
}

/// The last act goes, with everything that followed from it; what came beside it stays. An undoing that goes gives back
/// what it took.
fn undo(decision: &mut Decision<'_>, command: &Command) -> Result<(), Refusal> {
    let (case, person, role) = (&decision.case, decision.actor.person, decision.actor.role);
    let acts = &case.work.acts;
    let own = case.last_act_of(person, role).and_then(|mark| mark.facts.first());
    let wanted = |mark: &ActMark| match &command.target {
        Some(Target::Facts(facts)) => facts.iter().any(|fact| mark.facts.contains(fact)),
        _ => own.is_some_and(|own| mark.facts.contains(own)),
    };
    let index = acts.iter().rposition(wanted).ok_or_else(|| no_such("act"))?;
    let Some((mark, later)) = acts.get(index..).and_then(<[ActMark]>::split_first) else {
        return Err(no_such("act"));
    };
    if mark.person != person && !frees(role, mark) {
        return Err(rule(Act::Undo, "undo-own-only"));
    }
    match mark.kind {
        UNDOING => check_redo(case, mark, later)?,
        "case.split" => return Err(rule(Act::Undo, "undo-split")),
        "case.merge_received" => return Err(rule(Act::Undo, "undo-merge-there")),
        _ if is_gone(mark) => return Err(rule(Act::Undo, "undo-left-desk")),
        "case.merged" => drop(received(decision.known.other.as_deref(), case, mark)?),
        _ => {}
    }
    let facts = taken(mark, later);
    if !is_beside(mark) && mark.kind != TICK {
        check_later(mark, later)?;
    }
    decision.push(CaseEvent::Undone { facts });
    Ok(())
}

/// An undoing is taken back while nothing was done since, and before those that came earlier; a merge is made anew.
fn check_redo(case: &Case, mark: &ActMark, later: &[ActMark]) -> Result<(), Refusal> {
    let is_redoing = |mark: &ActMark| mark.facts.iter().any(|fact| case.redoings.contains(fact));
    if case.merged_into.is_some() || is_redoing(mark) {
        return Err(no_such("act"));
    }
    let disturbs = |other: &&ActMark| if is_undoing(other) { !is_redoing(other) } else { !is_beside(other) };
    if later.iter().any(|other| disturbs(&other)) {
        return Err(rule(Act::Undo, "undo-too-late"));
    }
    Ok(())
}

/// What goes: of a ticked line, where work went on since, the tick alone and not that handling began with it.
fn taken(mark: &ActMark, later: &[ActMark]) -> Vec<EventId> {
    let goes_on = mark.kind == TICK && later.iter().any(|other| !is_beside(other));
    mark.facts.iter().take(if goes_on { 1 } else { mark.facts.len() }).copied().collect()
}

/// What came after it must not build upon it; what another copy brought did not, and is said otherwise.
fn check_later(mark: &ActMark, later: &[ActMark]) -> Result<(), Refusal> {
    let others: Vec<&ActMark> = later.iter().filter(|other| !is_beside(other)).collect();
    if others.is_empty() {
        return Ok(());
    }
    let by_time = others.iter().all(|other| other.person == system().person);
    let from_aside = others.iter().all(|other| !other.sees(mark));
    let why = match (by_time, from_aside) {
        (true, _) => "undo-time-passed",
        (false, true) => "undo-came-across",
        (false, false) => "undo-too-late",
    };
    Err(rule(Act::Undo, why))
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

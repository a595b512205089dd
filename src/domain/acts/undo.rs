//! Taking back one's own last act.

use uuid::Uuid;

use super::spec::{ANY, About, ActSpec, Asks, EVERYBODY, May, Only, Place, as_typed};
use super::{Act, Decision, Known, no_such, rule};
use crate::case::event::{FactGroup, UndoFact};
use crate::case::telling::Telling;
use crate::timers::system;
use crate::{ActMark, Actor, Case, CaseEvent, Command, Event, EventId, Field, Nature, Recorded, Refusal, Role, Target};

pub(super) const UNDO: ActSpec = ActSpec {
    may: May { who: EVERYBODY, states: ANY, only: Only::Always, moves_to: None },
    asks: Asks { required: &[], optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Facts, listed: None, counts_as: &[] },
    decide: undo,
};

/// The other cases on which something goes, or is given back, with the act that is taken back.
pub(super) fn touched(case: &Case, command: &Command) -> Vec<Uuid> {
    let (named, given_back) = match &command.target {
        Some(Target::Facts(facts)) => {
            let mark = case.work.acts.iter().rev().find(|mark| facts.iter().any(|fact| mark.facts.contains(fact)));
            (mark, facts.iter().find_map(|fact| case.unmerged.get(fact)).copied())
        }
        _ => (None, None),
    };
    let is = |kinds: &[&str]| named.is_none_or(|mark| kinds.contains(&mark.kind));
    let merged = given_back.or(case.merged_into.filter(|_| is(&["case.merged"])));
    let master = case.attached_to.as_ref().map(|to| to.master).filter(|_| is(&[ATTACHED, DETACHED]));
    // What ends a case ends the matter it was the master of.
    let told = is(&[TOLD]) || case.leads().is_none();
    let attached = case.major.iter().filter(|_| told).flat_map(|major| &major.attached).map(|one| one.id);
    merged.into_iter().chain(master).chain(attached).collect()
}

/// What an act taken back takes back on other cases, in the same transaction: everything it brought there, unless
/// somebody has worked on what came of it since. A merge given back is given back there as well.
pub(super) fn undone_elsewhere(
    case: &Case,
    known: &Known<'_>,
    command: &Command,
    actor: &Actor,
) -> Result<Vec<(Uuid, Vec<Event>)>, Refusal> {
    let Some(mark) = named(case, command, actor).and_then(|index| case.work.acts.get(index)) else {
        return Ok(Vec::new());
    };
    let there = match mark.kind {
        "case.merged" => vec![received(known, case, mark)?],
        UNDOING => parted(known, case, mark)?.into_iter().collect(),
        _ => {
            let others = known.others.iter();
            others.map(|other| Ok((other.id, brought(other, mark)?))).collect::<Result<Vec<_>, Refusal>>()?
        }
    };
    let there = there.into_iter().filter(|(_, facts)| !facts.is_empty());
    Ok(there.map(|(other, facts)| (other, vec![Event::Case(CaseEvent::Undone { facts })])).collect())
}

/// The act a command takes back or gives back: the one it names, else the latest of whoever sends it.
fn named(case: &Case, command: &Command, actor: &Actor) -> Option<usize> {
    let own = case.last_act_of(actor.person, actor.role).and_then(|mark| mark.facts.first());
    let wanted = |mark: &ActMark| match &command.target {
        Some(Target::Facts(facts)) => facts.iter().any(|fact| mark.facts.contains(fact)),
        _ => own.is_some_and(|own| mark.facts.contains(own)),
    };
    case.work.acts.iter().rposition(wanted)
}

const ATTACHED: &str = "case.attached";
const DETACHED: &str = "case.detached";
const TOLD: &str = "major.told";
/// What an act on a master or an attached case brings to the other side.
const BROUGHT: [&str; 4] = ["attach.received", "detach.received", "attach.ended", "progress.told"];

/// The facts an act about a major matter brought to another case; none where they were taken back there.
fn brought(other: &Case, mark: &ActMark) -> Result<Vec<EventId>, Refusal> {
    let acts = &other.work.acts;
    let same = |one: &ActMark| one.at == mark.at && one.person == mark.person && BROUGHT.contains(&one.kind);
    let Some(index) = acts.iter().rposition(same) else { return Ok(Vec::new()) };
    let Some((mark, later)) = acts.get(index..).and_then(<[ActMark]>::split_first) else { return Ok(Vec::new()) };
    let builds = |mark: &ActMark| matches!(mark.kind, "attach.ended" | "progress.told");
    if builds(mark) && !later.iter().all(is_beside) {
        return Err(rule(Act::Undo, "undo-major-too-late"));
    }
    Ok(mark.facts.clone())
}

/// The facts of a merge on the older case: those of the same press of a key.
fn received(known: &Known<'_>, case: &Case, merged: &ActMark) -> Result<(Uuid, Vec<EventId>), Refusal> {
    let missing = || no_such("master_case");
    let master = case.merged_into.and_then(|master| known.other(master)).ok_or_else(missing)?;
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

/// The undoing that parted the other case of a merge from this one: that of the same press of a key. Nothing where the
/// undoing was about something else.
fn parted(known: &Known<'_>, case: &Case, undoing: &ActMark) -> Result<Option<(Uuid, Vec<EventId>)>, Refusal> {
    let Some(id) = undoing.facts.iter().find_map(|fact| case.unmerged.get(fact)) else { return Ok(None) };
    let missing = || no_such("master_case");
    let other = known.other(*id).ok_or_else(missing)?;
    let parts = |mark: &ActMark| mark.facts.iter().any(|fact| other.unmerged.get(fact) == Some(&case.id));
    let same = |mark: &ActMark| parts(mark) && mark.at == undoing.at && mark.person == undoing.person;
    let index = other.work.acts.iter().rposition(same).ok_or_else(missing)?;
    let (mark, later) = other.work.acts.get(index..).and_then(<[ActMark]>::split_first).ok_or_else(missing)?;
    check_redo(other, mark, later)?;
    Ok(Some((other.id, mark.facts.clone())))
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
        let counts = |mark: &&ActMark| {
            !is_undoing(mark)
                && mark.nature != Nature::Consequence
                && !is_of_the_line(mark)
                && !is_of_another_case(mark)
        };
        let acts = || self.work.acts.iter().rev().filter(counts);
        let freed = || acts().next().filter(|mark| frees(role, mark));
        acts().find(|mark| mark.person == person).or_else(freed)
    }
}

/// What the line did: nobody can take back that a customer waited or has gone.
fn is_of_the_line(mark: &ActMark) -> bool {
    matches!(mark.kind, "contact.held" | "contact.resumed" | "contact.ended")
}

/// What an act on another case brought here goes with that act.
fn is_of_another_case(mark: &ActMark) -> bool {
    matches!(mark.kind, "attach.received" | "detach.received" | "attach.ended")
}

/// A lead frees what somebody else marked as no case, or put into another one.
fn frees(role: Role, mark: &ActMark) -> bool {
    role == Role::Lead && matches!(mark.kind, "case.spam" | "case.merged")
}

/// The last act goes, with everything that followed from it; what came beside it stays. An undoing that goes gives back
/// what it took.
fn undo(decision: &mut Decision<'_>, command: &Command) -> Result<(), Refusal> {
    let (case, person, role) = (&decision.case, decision.actor.person, decision.actor.role);
    let index = named(case, command, decision.actor).ok_or_else(|| no_such("act"))?;
    let Some((mark, later)) = case.work.acts.get(index..).and_then(<[ActMark]>::split_first) else {
        return Err(no_such("act"));
    };
    if mark.person != person && !frees(role, mark) {
        return Err(rule(Act::Undo, "undo-own-only"));
    }
    match mark.kind {
        UNDOING => check_redo(case, mark, later)?,
        "case.split" => return Err(rule(Act::Undo, "undo-split")),
        "case.merge_received" => return Err(rule(Act::Undo, "undo-merge-there")),
        _ if is_of_another_case(mark) => return Err(rule(Act::Undo, "undo-attach-there")),
        "major.declared" if case.leads().is_some_and(|major| !major.attached.is_empty()) => {
            return Err(rule(Act::Undo, "undo-major-attached"));
        }
        _ if is_gone(mark) => return Err(rule(Act::Undo, "undo-left-desk")),
        "case.merged" => drop(received(decision.known, case, mark)?),
        _ => {}
    }
    let facts = taken(mark, later);
    if !is_beside(mark) && mark.kind != TICK {
        check_later(mark, later)?;
    }
    decision.push(CaseEvent::Undone { facts });
    Ok(())
}

/// An undoing is taken back once, while nothing was done since, and before those that came earlier.
fn check_redo(case: &Case, mark: &ActMark, later: &[ActMark]) -> Result<(), Refusal> {
    let is_redoing = |mark: &ActMark| mark.facts.iter().any(|fact| case.redoings.contains(fact));
    if is_redoing(mark) {
        return Err(no_such("act"));
    }
    if mark.facts.iter().any(|fact| case.across.contains(fact)) {
        return Err(rule(Act::Undo, "redo-across"));
    }
    let disturbs = |other: &&ActMark| if is_undoing(other) { !is_redoing(other) } else { !is_beside(other) };
    if later.iter().any(|other| disturbs(&other)) {
        let of_merge = mark.facts.iter().any(|fact| case.unmerged.contains_key(fact));
        return Err(rule(Act::Undo, if of_merge { "redo-merge-too-late" } else { "undo-too-late" }));
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

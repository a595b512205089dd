//! What an act writes to other cases than its own, in the same transaction.

use uuid::Uuid;

use super::{Act, Decision, Known, major, merge, undo};
use crate::calendar::Rulebook;
use crate::{Actor, Case, CaseEvent, Command, Event, Refusal, Target, Timestamp};

/// What is decided for another case.
pub(super) type Elsewhere = (Uuid, Vec<Event>);

/// Who acts under which rules, and when.
pub(super) type Acting<'a> = (&'a Rulebook, &'a Actor, Timestamp);

/// The cases an act touches beside its own and the one it names, as far as its own case tells.
pub fn touched(case: &Case, command: &Command) -> Vec<Uuid> {
    if command.act == Act::Undo { undo::touched(case, command) } else { major::touched(case, command) }
}

/// What an act writes to the streams of other cases, by case.
///
/// `case` is the case the command names, as it was before; `own` are the facts it gets itself, from [`super::decide`].
///
/// # Errors
/// What the act names is not there, or has gone on since.
pub fn decide_elsewhere(
    case: &Case,
    known: &Known<'_>,
    (command, own): (&Command, &[Event]),
    (rules, actor, now): (&Rulebook, &Actor, Timestamp),
) -> Result<Vec<Elsewhere>, Refusal> {
    let acting = (rules, actor, now);
    match (command.act, &command.target) {
        (Act::Merge, _) => {
            let master = merge::master(known, command)?;
            Ok(vec![(master.id, merge::received(case, master, command.id, known, acting))])
        }
        (Act::Split, Some(Target::Case(new))) if known.others.is_empty() => {
            Ok(vec![(*new, merge::opened(case, known, command, now)?)])
        }
        (Act::Undo, _) => undo::undone_elsewhere(case, known, command, actor),
        (Act::Attach | Act::Detach, _) => {
            let onto = own.iter().find_map(|event| match event {
                Event::Case(CaseEvent::Attached(of) | CaseEvent::Detached(of)) => Some(of.master),
                _ => None,
            });
            let there = if command.act == Act::Attach { major::received } else { major::released };
            let master = onto.and_then(|master| known.other(master));
            Ok(master
                .map(|master| at(master, command, known, acting, |other| there(other, case)))
                .into_iter()
                .collect())
        }
        (Act::MajorTold, _) => {
            let others = known.others.iter();
            Ok(others
                .map(|other| {
                    at(other, command, known, acting, |other| major::told_along(other, case.id, &command.record))
                })
                .collect())
        }
        _ if own.iter().any(|event| matches!(event, Event::Case(CaseEvent::MajorEnded(_)))) => {
            let others = known.others.iter();
            Ok(others
                .map(|other| at(other, command, known, acting, |other| major::ended_along(other, case.id)))
                .collect())
        }
        _ => Ok(Vec::new()),
    }
}

/// The facts of another case.
fn at(
    other: &Case,
    command: &Command,
    known: &Known<'_>,
    (rules, actor, now): Acting<'_>,
    decide: impl FnOnce(&mut Decision<'_>),
) -> Elsewhere {
    let known = known.of_other();
    let mut decision = Decision::new(other.clone(), rules, &known, actor, now, command.id.also(other.id));
    decide(&mut decision);
    (other.id, decision.finish())
}

//! Who may do what: one table, asked before every act, so that a refusal can say who may.

use crate::domain::code::Role;
use crate::domain::command::{Act, Actor, Refusal};
use crate::domain::manual::Manual;

const ALL_LINES: &[Role] = &[Role::Agent, Role::SecondLine, Role::Lead];
const ASKERS: &[Role] = &[Role::Agent, Role::Lead, Role::Quality];
const EVERYBODY: &[Role] = &[Role::Agent, Role::SecondLine, Role::Lead, Role::Quality];
const LEAD: &[Role] = &[Role::Lead];

/// The roles that may do an act, lowest first. Steps of the flow come from the manual's transition table, the rest
/// from the table of permissions; an act a state or guard forbids to some of them says so itself.
pub fn who_may(act: Act, manual: &Manual) -> Vec<Role> {
    let steps: Vec<&[Role]> = manual
        .transitions
        .iter()
        .filter(|transition| transition.event == act.as_str())
        .map(|transition| transition.who.as_slice())
        .collect();
    if steps.is_empty() {
        return fixed(act).to_vec();
    }
    // A lead may always do what an agent may.
    let may = |role: &Role| {
        let named = |who: &[Role]| who.contains(role) || (*role == Role::Lead && who.contains(&Role::Agent));
        steps.iter().any(|who| named(who))
    };
    Role::ALL.iter().copied().filter(may).collect()
}

/// Whether a role may do an act at all; what the workstation does by itself needs no right.
pub fn may(role: Role, act: Act, manual: &Manual) -> bool {
    role == Role::System || who_may(act, manual).contains(&role)
}

/// Refuses an actor whose role may not, naming the roles that may.
pub fn check(actor: &Actor, act: Act, manual: &Manual) -> Result<(), Refusal> {
    if may(actor.role, act, manual) { Ok(()) } else { Err(not_you(actor, act, &who_may(act, manual))) }
}

/// The refusal that names who may.
pub fn not_you(actor: &Actor, act: Act, may: &[Role]) -> Refusal {
    Refusal::NotYou { act, role: actor.role, may: may.to_vec() }
}

/// Refuses everybody but a lead (and the workstation itself).
pub fn lead_only(actor: &Actor, act: Act) -> Result<(), Refusal> {
    match actor.role {
        Role::Lead | Role::System => Ok(()),
        _ => Err(not_you(actor, act, LEAD)),
    }
}

const fn fixed(act: Act) -> &'static [Role] {
    match act {
        Act::DepartmentNamed | Act::EscalationAcknowledged | Act::ReviewSigned => LEAD,
        Act::ReturnBounced => &[Role::SecondLine, Role::Lead],
        Act::SatisfactionAsked
        | Act::SatisfactionScored
        | Act::SatisfactionKeypad
        | Act::SatisfactionRefused
        | Act::SatisfactionNoAnswer
        | Act::SatisfactionNotAsked => ASKERS,
        Act::NoteAdded
        | Act::PhraseSaid
        | Act::ContactStarted
        | Act::ContactHeld
        | Act::ContactResumed
        | Act::ContactEnded
        | Act::FollowUpCreated
        | Act::FollowUpDone
        | Act::FollowUpNoAnswer
        | Act::FollowUpRescheduled
        | Act::FollowUpSnoozed
        | Act::FollowUpCancelled
        | Act::Undo => EVERYBODY,
        _ => ALL_LINES,
    }
}

//! Who may do what, asked before every act, so that a refusal can say who may: the roles its place names, narrowed by
//! the manual. What neither names is refused.

use super::Act;
use crate::domain::code::Role;
use crate::domain::command::{Actor, Refusal};
use crate::domain::manual::Manual;

/// The roles that may do an act, lowest first; an act that a state or guard forbids to some of them says so itself.
pub fn who_may(act: Act, manual: &Manual) -> Vec<Role> {
    let Some(rule) = manual.act(act) else { return Vec::new() };
    // A lead may always do what an agent may.
    let named = |role: &Role| rule.who.contains(role) || (*role == Role::Lead && rule.who.contains(&Role::Agent));
    Role::ALL.iter().copied().filter(|role| act.spec().may.who.contains(role) && named(role)).collect()
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
        Role::Agent | Role::SecondLine | Role::Quality | Role::Admin => Err(not_you(actor, act, &[Role::Lead])),
    }
}

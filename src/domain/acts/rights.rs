//! Who may do what, asked before every act, so that a refusal can say who may: the roles its place names, narrowed by
//! the manual. What neither names is refused.

use super::Act;
use crate::manual::Manual;
use crate::{Actor, Refusal, Role};

/// The role somebody works in, and the others held: where the first one may not, another one acts.
#[derive(Debug, Clone, Copy)]
pub struct Capacity<'a> {
    /// The role worked in.
    pub used: Role,
    /// Every role held.
    pub held: &'a [Role],
}

impl Capacity<'_> {
    /// Whether a role is worked in or held.
    pub fn is(self, role: Role) -> bool {
        self.used == role || self.held.contains(&role)
    }
}

impl From<Role> for Capacity<'_> {
    fn from(used: Role) -> Self {
        Self { used, held: &[] }
    }
}

/// The roles that may do an act, lowest first; an act that a state or guard forbids to some of them says so itself.
pub fn who_may(act: Act, manual: &Manual) -> Vec<Role> {
    Role::ALL.iter().copied().filter(|role| is_named(*role, act, manual)).collect()
}

/// Whether a role may do an act at all; what the workstation does by itself needs no right.
pub fn may(role: Role, act: Act, manual: &Manual) -> bool {
    role == Role::System || is_named(role, act, manual)
}

fn is_named(role: Role, act: Act, manual: &Manual) -> bool {
    let named = manual.act(act).map_or(&[][..], |rule| &rule.who);
    // A lead may always do what an agent may.
    let by_manual = named.contains(&role) || (role == Role::Lead && named.contains(&Role::Agent));
    by_manual && act.spec().may.who.contains(&role)
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

//! People who work here, as their facts make them.

use crate::branch::Stations;
use crate::{Act, Actor, Event, Field, PersonEvent, Recorded, Refusal, Role};
use uuid::Uuid;

/// Roles a person can hold, in the order in which one is chosen at sign-in.
pub(super) const ROLES: [Role; 5] = [Role::Agent, Role::SecondLine, Role::Lead, Role::Quality, Role::Admin];

/// Somebody who works here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The person's stream.
    pub id: Uuid,
    /// The agent number.
    pub no: String,
    /// The spoken name.
    pub name: String,
    /// The roles held.
    pub roles: Vec<Role>,
    /// The branch they work for.
    pub branch: Uuid,
}

impl Person {
    /// The person at work in a role.
    pub fn actor(&self, role: Role) -> Actor {
        Actor { person: self.id, no: self.no.clone(), role }
    }

    /// The role taken at sign-in.
    pub fn first_role(&self) -> Option<Role> {
        ROLES.into_iter().find(|role| self.roles.contains(role))
    }

    /// The person at work in the role taken at sign-in.
    pub fn signed_in(&self) -> Actor {
        // Who holds none is refused whatever they do.
        self.actor(self.first_role().unwrap_or(Role::Agent))
    }

    /// What the facts of a person's stream make; nothing before the first enrolment. A name left out stays as it was.
    ///
    /// A person works for the branch that enrolled them first; what another one writes about them counts for nothing.
    pub fn of(id: Uuid, facts: &[Recorded], stations: &Stations) -> Option<Self> {
        let mut known: Option<Self> = None;
        for fact in facts {
            let branch = stations.branch(fact.station);
            let Event::Person(PersonEvent::Enrolled { no, roles, personal }) = &fact.event else { continue };
            if known.as_ref().is_some_and(|person| person.branch != branch) {
                continue;
            }
            let name = personal.text(Field::CustomerName).map(str::to_owned);
            let name = name.or(known.map(|person| person.name)).unwrap_or_default();
            known = Some(Self { id, no: no.clone(), name, roles: roles.clone(), branch });
        }
        known
    }
}

/// The roles a person holds; an actor may only use one of those.
pub fn held<'a>(people: &'a [Person], actor: &Actor) -> Result<&'a [Role], Refusal> {
    let person = people.iter().find(|person| person.id == actor.person && person.no == actor.no);
    let roles = person.map(|person| person.roles.as_slice()).filter(|roles| roles.contains(&actor.role));
    roles.ok_or_else(|| rule("not-enrolled"))
}

/// The role somebody acts in: the one used or, where that one may not, another one held.
///
/// # Errors
/// `Reserved`, naming who may.
pub fn role_for(kind: &str, may: &[Role], actor: &Actor, held: &[Role]) -> Result<Role, Refusal> {
    let own = Some(actor.role).filter(|role| may.contains(role));
    let other = || held.iter().copied().find(|role| may.contains(role));
    own.or_else(other).ok_or_else(|| Refusal::Reserved {
        kind: kind.to_owned(),
        role: actor.role,
        may: may.iter().copied().filter(|role| *role != Role::System).collect(),
    })
}

/// A rule about who works here; the sentence is `rule-<name>`.
pub(super) fn rule(name: &str) -> Refusal {
    Refusal::Rule { act: Act::Edit, rule: name.to_owned() }
}

//! What may be written about people and customers, and by whom.

use super::customer::with_full_number;
use super::person::{Person, ROLES, held, rule};
use crate::language::phone::Region;
use crate::protocol::PartyRequest;
use crate::{Actor, CustomerEvent, Event, Field, PersonEvent, Record, Refusal, Role, StreamId, Value};

/// Those who work here and matter to a request about people or customers.
#[derive(Debug, Clone, Default)]
pub struct Colleagues {
    /// With the number the request names.
    pub named: Vec<Person>,
    /// With the actor's number.
    pub actor: Vec<Person>,
    /// For a sign-in: nobody works here yet.
    pub nobody: bool,
}

/// The fact a request about people or customers leads to, its stream and the role it is written in; nothing where what
/// is asked for is so already.
///
/// # Errors
/// `not-enrolled` where the actor does not work here in that role, `admin-only` where only an admin may.
pub fn decide(
    Colleagues { named, actor: same, nobody }: &Colleagues,
    actor: &Actor,
    request: &PartyRequest,
    region: Region,
) -> Result<Option<(StreamId, Role, Event)>, Refusal> {
    let known = named.first();
    let (stream, role) = match request {
        PartyRequest::SignIn { .. } if known.is_some_and(|person| person.first_role().is_some()) => {
            return Ok(None);
        }
        PartyRequest::SignIn { .. } if *nobody => (request.stream(), Role::System),
        PartyRequest::SignIn { .. } => return Err(rule("not-enrolled")),
        PartyRequest::Enrol { .. } => {
            if !held(same, actor)?.contains(&Role::Admin) {
                return Err(rule("admin-only"));
            }
            (known.map_or(request.stream(), |known| StreamId::person(known.id)), Role::Admin)
        }
        PartyRequest::File { .. } => {
            held(same, actor)?;
            (request.stream(), actor.role)
        }
    };
    Ok(Some((stream, role, event(request, region))))
}

/// The same where nobody is asked who may: the cast of a replay; `people` have the number named. Who holds the roles
/// already stays as they are.
pub fn staged(people: &[Person], request: &PartyRequest, region: Region) -> Option<(StreamId, Role, Event)> {
    if let PartyRequest::Enrol { person, no, roles, .. } = request
        && people
            .iter()
            .any(|known| (known.id, &known.no) == (*person, no) && roles.iter().all(|role| known.roles.contains(role)))
    {
        return None;
    }
    Some((request.stream(), Role::System, event(request, region)))
}

fn event(request: &PartyRequest, region: Region) -> Event {
    match request {
        PartyRequest::SignIn { no, name, .. } => enrolled(no, name, &ROLES),
        PartyRequest::Enrol { no, name, roles, .. } => enrolled(no, name, roles),
        PartyRequest::File { tier, record, .. } => {
            Event::Customer(CustomerEvent::Filed { tier: *tier, personal: with_full_number(record, region) })
        }
    }
}

/// That somebody works here from now on; a name left out stays as it was.
pub fn enrolled(no: &str, name: &str, roles: &[Role]) -> Event {
    let mut personal = Record::default();
    if !name.is_empty() {
        personal.set(Field::CustomerName, Value::Text(name.to_owned()));
    }
    Event::Person(PersonEvent::Enrolled { no: no.to_owned(), roles: roles.to_vec(), personal })
}

//! What may be written about people and customers, and by whom.

use super::person::{Person, held, rule};
use super::with_full_number;
use crate::domain::code::Role;
use crate::domain::command::{Actor, Refusal};
use crate::domain::event::{CustomerEvent, Event, PersonEvent};
use crate::domain::language::phone::Region;
use crate::domain::protocol::PartyRequest;
use crate::domain::record::{Field, Record, Value};
use crate::domain::time::StreamId;

/// Roles a person can hold, in the order in which one is chosen at sign-in.
pub const ROLES: [Role; 5] = [Role::Agent, Role::SecondLine, Role::Lead, Role::Quality, Role::Admin];

/// The fact a request about people or customers leads to, its stream and the role it is written in; nothing where what
/// is asked for is so already.
///
/// # Errors
/// `not-enrolled` where the actor does not work here in that role, `admin-only` where only an admin may.
pub fn decide(
    people: &[Person],
    actor: &Actor,
    request: &PartyRequest,
    region: Region,
) -> Result<Option<(StreamId, Role, Event)>, Refusal> {
    match request {
        PartyRequest::SignIn { no, .. } if people.iter().any(|person| person.no == *no) => Ok(None),
        PartyRequest::SignIn { person, no, name } if people.is_empty() => {
            Ok(Some((StreamId::person(*person), Role::System, enrolled(no, name, &ROLES))))
        }
        PartyRequest::SignIn { .. } => Err(rule("not-enrolled")),
        PartyRequest::Enrol { person, no, name, roles } => {
            if !held(people, actor)?.contains(&Role::Admin) {
                return Err(rule("admin-only"));
            }
            let known = people.iter().find(|known| known.no == *no).map(|known| known.id);
            Ok(Some((StreamId::person(known.unwrap_or(*person)), Role::Admin, enrolled(no, name, roles))))
        }
        PartyRequest::File { customer, tier, record } => {
            held(people, actor)?;
            let event = CustomerEvent::Filed { tier: *tier, personal: with_full_number(record, region) };
            Ok(Some((StreamId::customer(*customer), actor.role, Event::Customer(event))))
        }
    }
}

fn enrolled(no: &str, name: &str, roles: &[Role]) -> Event {
    let mut personal = Record::default();
    if !name.is_empty() {
        personal.set(Field::CustomerName, Value::Text(name.to_owned()));
    }
    Event::Person(PersonEvent::Enrolled { no: no.to_owned(), roles: roles.to_vec(), personal })
}

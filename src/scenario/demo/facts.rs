//! What lives come to: the facts a store takes, decided without one.

use uuid::Uuid;

use super::people::uuid;
use super::{Life, Step};
use crate::domain::calendar::Rulebook;
use crate::domain::engine::{MemoryDesk, NewFact, by};
use crate::domain::parties::{Person, with_full_number};
use crate::domain::protocol::Request;
use crate::domain::{
    By, CustomerEvent, Event, EventId, Field, PersonEvent, Record, Refusal, Role, StreamId, StreamKind, Timestamp,
    Value, values,
};

/// What the people of a team are known by.
fn enrolled(team: &[Person], at: Timestamp) -> Vec<NewFact> {
    let fact = |person: &Person| {
        let personal = Record::default().with(Field::CustomerName, Value::Text(person.name.clone()));
        let event = PersonEvent::Enrolled { no: person.no.clone(), roles: person.roles.clone(), personal };
        let (one, two) = person.id.as_u64_pair();
        let by = By { person: Uuid::nil(), no: String::new(), role: Role::System };
        let stream = StreamId::person(person.id);
        NewFact { id: EventId(uuid(one, two ^ 1)), stream, at, by, event: Event::Person(event) }
    };
    team.iter().map(fact).collect()
}

/// A refused act of a life.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{} at {}: {refusal}", step.command.act, step.at.0)]
pub struct Refused {
    /// The act.
    pub step: Box<Step>,
    /// Why.
    pub refusal: Refusal,
}

/// The facts of a whole store, ready to be appended: first those of the team, then life by life. One life is decided
/// at a time, so a store of any size takes constant memory; append many of them in one transaction. Case numbers begin
/// with the prefix.
///
/// # Errors
/// In place of a life with an act the rules refuse (a company's own manual may); the next lives go on without it.
pub fn facts<'a>(
    rules: &Rulebook,
    team: &[Person],
    lives: impl Iterator<Item = Life> + 'a,
    prefix: &str,
    (since, now): (Timestamp, Timestamp),
) -> impl Iterator<Item = Result<Vec<NewFact>, Refused>> + 'a {
    let mut rules = rules.clone();
    // A care call ends with the next contact, which is another life and not yet told.
    rules.manual.tiers.iter_mut().for_each(|tier| tier.care_days = 0);
    let mut desk = MemoryDesk::new(rules, prefix);
    let team = enrolled(team, since);
    desk.facts.append(team.clone());
    std::iter::once(Ok(team)).chain(lives.map(move |life| told(&mut desk, &life, now)))
}

/// The facts of a life, in the order in which they are to be stored; the desk forgets them.
fn told(desk: &mut MemoryDesk, life: &Life, now: Timestamp) -> Result<Vec<NewFact>, Refused> {
    desk.facts.append(filed(desk, life));
    let refused = life.steps.iter().find_map(|step| {
        desk.let_time_pass(step.at);
        let request = Request::Act { case: step.case, command: step.command.clone() };
        let refusal = desk.carry_out(&step.actor, &request, step.at).err()?;
        Some(Refused { step: Box::new(step.clone()), refusal })
    });
    desk.let_time_pass(now);
    let mut facts = desk.facts.take();
    facts.retain(|fact| !life.known || fact.stream.kind != StreamKind::Customer);
    refused.map_or(Ok(facts), Err)
}

/// The file of a life's customer.
fn filed(desk: &MemoryDesk, life: &Life) -> Option<NewFact> {
    let (customer, first) = life.customer.as_ref().zip(life.steps.first())?;
    let personal = with_full_number(&customer.record, values::region(&desk.rules.manual));
    let event = Event::Customer(CustomerEvent::Filed { tier: customer.tier, personal });
    let (one, two) = customer.id.as_u64_pair();
    let stream = StreamId::customer(customer.id);
    Some(NewFact { id: EventId(uuid(one, two ^ 1)), stream, at: first.at, by: by(&first.actor), event })
}

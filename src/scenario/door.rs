//! The door a replay goes through: the desk with a scratch store, or the rules alone.

use uuid::Uuid;

use crate::domain::calendar::Rulebook;
use crate::domain::case::Case;
use crate::domain::code::Tier;
use crate::domain::command::Actor;
use crate::domain::engine::{Facts, MemoryDesk, NewFact, by};
use crate::domain::event::{CustomerEvent, Event, PersonEvent, Recorded};
use crate::domain::parties::{held, with_full_number};
use crate::domain::protocol::{Rejection, Request};
use crate::domain::record::{Field, Record, Value};
use crate::domain::time::{EventId, StreamId, Timestamp};
use crate::domain::{system, values};

/// What a replay needs of the desk.
pub trait Door {
    /// The rules in force.
    fn rules(&self) -> &Rulebook;
    /// Makes a person known, with the role they act in; who holds it already stays as they are.
    fn enrol(&mut self, actor: &Actor, name: &str, at: Timestamp) -> Result<(), Rejection>;
    /// Files a customer: name, title, company, number, e-mail, order.
    fn file_customer(&mut self, id: Uuid, tier: Tier, personal: Record, at: Timestamp) -> Result<(), Rejection>;
    /// Carries a request out.
    fn submit(&mut self, actor: &Actor, request: Request, at: Timestamp) -> Result<(), Rejection>;
    /// Lets time do what is due by now, on every case.
    fn let_time_pass(&mut self, at: Timestamp) -> Result<(), Rejection>;
    /// A case with its facts.
    fn case(&mut self, id: Uuid) -> Option<(Case, Vec<Recorded>)>;
}

/// The cast of a replay, as facts nobody at the desk wished for.
fn staged(stream: StreamId, at: Timestamp, event: Event) -> NewFact {
    // Streams of people and customers are never named by their facts: any identity will do.
    NewFact { id: EventId(stream.id), stream, at, by: by(&system()), event }
}

impl Door for MemoryDesk {
    fn rules(&self) -> &Rulebook {
        &self.rules
    }

    fn enrol(&mut self, actor: &Actor, name: &str, at: Timestamp) -> Result<(), Rejection> {
        if self.facts.people().is_ok_and(|people| held(&people, actor).is_ok()) {
            return Ok(());
        }
        let name = Some(name).filter(|name| !name.is_empty()).map(|name| Value::Text(name.to_owned()));
        let personal = name.map(|name| Record::default().with(Field::CustomerName, name)).unwrap_or_default();
        // Only the role acted in: a rehearsal also shows what that role may not do.
        let event = PersonEvent::Enrolled { no: actor.no.clone(), roles: vec![actor.role], personal };
        self.facts.append([staged(StreamId::person(actor.person), at, Event::Person(event))]);
        Ok(())
    }

    fn file_customer(&mut self, id: Uuid, tier: Tier, personal: Record, at: Timestamp) -> Result<(), Rejection> {
        let personal = with_full_number(&personal, values::region(&self.rules.manual));
        let event = CustomerEvent::Filed { tier, personal };
        self.facts.append([staged(StreamId::customer(id), at, Event::Customer(event))]);
        Ok(())
    }

    fn submit(&mut self, actor: &Actor, request: Request, at: Timestamp) -> Result<(), Rejection> {
        self.carry_out(actor, &request, at).map(drop).map_err(Rejection::Refused)
    }

    fn let_time_pass(&mut self, at: Timestamp) -> Result<(), Rejection> {
        Self::let_time_pass(self, at);
        Ok(())
    }

    fn case(&mut self, id: Uuid) -> Option<(Case, Vec<Recorded>)> {
        let file = self.file(id)?;
        Some((file.case, file.facts))
    }
}

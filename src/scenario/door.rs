//! The door a replay goes through: the desk with a scratch store, or the rules alone.

use uuid::Uuid;

use crate::domain::calendar::Rulebook;
use crate::domain::case::Case;
use crate::domain::code::Tier;
use crate::domain::command::Actor;
use crate::domain::engine::{MemoryDesk, stage};
use crate::domain::event::Recorded;
use crate::domain::protocol::{PartyRequest, Rejection, Request};
use crate::domain::record::Record;
use crate::domain::time::{EventId, Timestamp};

/// What a replay needs of the desk.
pub trait Door {
    /// The rules in force.
    fn rules(&self) -> &Rulebook;
    /// Writes what a request says although nobody at the desk makes it: the cast of a replay.
    fn stage(&mut self, request: &PartyRequest, at: Timestamp) -> Result<(), Rejection>;
    /// Carries a request out.
    fn submit(&mut self, actor: &Actor, request: Request, at: Timestamp) -> Result<(), Rejection>;
    /// Lets time do what is due by now, on every case.
    fn let_time_pass(&mut self, at: Timestamp) -> Result<(), Rejection>;
    /// A case with its facts.
    fn case(&mut self, id: Uuid) -> Option<(Case, Vec<Recorded>)>;

    /// Makes a person known, with the role they act in; who holds it already stays as they are.
    fn enrol(&mut self, actor: &Actor, name: &str, at: Timestamp) -> Result<(), Rejection> {
        let Actor { person, no, role } = actor.clone();
        // Only the role acted in: a rehearsal also shows what that role may not do.
        self.stage(&PartyRequest::Enrol { person, no, name: name.to_owned(), roles: vec![role] }, at)
    }

    /// Files a customer: name, title, company, number, e-mail, order.
    fn file_customer(&mut self, customer: Uuid, tier: Tier, record: Record, at: Timestamp) -> Result<(), Rejection> {
        self.stage(&PartyRequest::File { customer, key: EventId(customer), tier, record }, at)
    }
}

impl Door for MemoryDesk {
    fn rules(&self) -> &Rulebook {
        &self.rules
    }

    fn stage(&mut self, request: &PartyRequest, at: Timestamp) -> Result<(), Rejection> {
        // Streams of people and customers are never named by their facts: any identity will do.
        let new = stage(&self.facts, EventId(request.stream().id), request, (&self.rules, at));
        self.facts.append(new.map_err(Rejection::Refused)?);
        Ok(())
    }

    fn submit(&mut self, actor: &Actor, request: Request, at: Timestamp) -> Result<(), Rejection> {
        self.carry_out(actor, &request, at).map(drop).map_err(|why| self.rejection(request.stream(), why))
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

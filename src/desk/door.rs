//! The desk as the door of a rehearsal: the same use cases, on a scratch store.

use uuid::Uuid;

use super::Desk;
use crate::domain::calendar::Rulebook;
use crate::domain::engine::{NewFact, by};
use crate::domain::parties::{held, with_full_number};
use crate::domain::protocol::{Rejection, Request};
use crate::domain::{
    Actor, Case, CustomerEvent, Event, Field, PersonEvent, Record, Recorded, StreamId, Tier, Timestamp, Value, fold,
    system,
};
use crate::scenario::{Door, File, rehearse};
use crate::store::WriteTo;

impl Desk {
    /// Plays a script file into a demo store.
    ///
    /// # Errors
    /// The store is at work; something is wrong with the file; or the first thing that did not go as it says.
    pub fn play(&mut self, file: File) -> Result<(), String> {
        if !self.store.is_demo() {
            return Err("not a demo store".to_owned());
        }
        let report = rehearse(&[file], self).map_err(|error| error.to_string())?;
        match report.checks.into_iter().find(|check| !check.held) {
            Some(check) => Err(format!("{check:?}")),
            None => Ok(()),
        }
    }

    /// Writes a fact nobody at the desk wished for: the cast of a rehearsal.
    fn stage(&mut self, stream: StreamId, event: Event, at: Timestamp) -> Result<(), Rejection> {
        let to = WriteTo { stream, key: None, manual: &self.rules.manual.hash };
        self.store
            .write(&to, |view, _| Ok(vec![NewFact { id: view.new_id(at)?, stream, at, by: by(&system()), event }]))?;
        Ok(())
    }
}

impl Door for Desk {
    fn rules(&self) -> &Rulebook {
        &self.rules
    }

    fn enrol(&mut self, actor: &Actor, name: &str, at: Timestamp) -> Result<(), Rejection> {
        if held(&self.people()?, actor).is_ok() {
            return Ok(());
        }
        let mut personal = Record::default();
        if !name.is_empty() {
            personal.set(Field::CustomerName, Value::Text(name.to_owned()));
        }
        // Only the role acted in: a rehearsal also shows what that role may not do.
        let event = PersonEvent::Enrolled { no: actor.no.clone(), roles: vec![actor.role], personal };
        self.stage(StreamId::person(actor.person), Event::Person(event), at)
    }

    fn file_customer(&mut self, id: Uuid, tier: Tier, personal: Record, at: Timestamp) -> Result<(), Rejection> {
        let personal = with_full_number(&personal, self.region());
        self.stage(StreamId::customer(id), Event::Customer(CustomerEvent::Filed { tier, personal }), at)
    }

    fn submit(&mut self, actor: &Actor, request: Request, at: Timestamp) -> Result<(), Rejection> {
        Self::submit(self, actor, &request, at).map(drop)
    }

    fn let_time_pass(&mut self, at: Timestamp) -> Result<(), Rejection> {
        Ok(Self::let_time_pass(self, at).map(drop)?)
    }

    fn case(&mut self, id: Uuid) -> Option<(Case, Vec<Recorded>)> {
        let facts = self.store.facts(StreamId::case(id)).ok()?;
        Some((fold(&facts)?, facts))
    }
}

//! People who work here and the files of customers, through the same engine and the same write as cases.

use uuid::Uuid;

use super::Desk;
use crate::domain::engine;
use crate::domain::parties::{Person, ROLES};
use crate::domain::protocol::{CustomerCard, PartyRequest, Rejection};
use crate::domain::{Act, Actor, EventId, Record, Refusal, Role, Tier, Timestamp, system};
use crate::store::{StoreError, WriteTo};

impl Desk {
    /// Everybody who works here, by number.
    pub fn people(&mut self) -> Result<Vec<Person>, StoreError> {
        self.store.people()
    }

    /// Who sits here. The first person of a new store is enrolled with every role; later ones must be enrolled.
    ///
    /// # Errors
    /// `Refused(Rule { rule: "not-enrolled" })` when people work here, but nobody with that number.
    pub fn sign_in(&mut self, no: &str, name: &str, now: Timestamp) -> Result<Actor, Rejection> {
        let mut person = self.with_no(no)?;
        if person.is_none() {
            let request =
                PartyRequest::SignIn { person: self.new_id(now)?.0, no: no.to_owned(), name: name.to_owned() };
            self.enter(&system(), None, &request, now)?;
            person = self.with_no(no)?;
        }
        let person = person.ok_or_else(|| no_row("person"))?;
        let nobody = || Refusal::Rule { act: Act::Edit, rule: "not-enrolled".to_owned() };
        let role = ROLES.into_iter().find(|role| person.roles.contains(role));
        let role = role.ok_or_else(|| Rejection::Refused(nobody()))?;
        Ok(Actor { person: person.id, no: person.no, role })
    }

    /// Enrols somebody, or changes the name and roles of whoever has the number; only an admin may.
    pub fn enrol(
        &mut self,
        actor: &Actor,
        no: &str,
        name: &str,
        roles: &[Role],
        now: Timestamp,
    ) -> Result<Person, Rejection> {
        let (person, roles) = (self.new_id(now)?.0, roles.to_vec());
        let request = PartyRequest::Enrol { person, no: no.to_owned(), name: name.to_owned(), roles };
        self.enter(actor, None, &request, now)?;
        self.with_no(no)?.ok_or_else(|| no_row("person"))
    }

    /// Opens or changes a customer's file; a field left out stays as it was. `key` makes a retry safe.
    pub fn file_customer(
        &mut self,
        actor: &Actor,
        (customer, key): (Uuid, EventId),
        tier: Tier,
        record: &Record,
        now: Timestamp,
    ) -> Result<CustomerCard, Rejection> {
        let request = PartyRequest::File { customer, tier, record: record.clone() };
        self.enter(actor, Some(key), &request, now)?;
        self.store.customer(customer)?.ok_or_else(|| no_row("customer"))
    }

    /// Writes what a request leads to; with a key, a retry writes nothing twice.
    fn enter(
        &mut self,
        actor: &Actor,
        key: Option<EventId>,
        request: &PartyRequest,
        now: Timestamp,
    ) -> Result<(), Rejection> {
        let rules = &self.rules;
        let to = WriteTo { stream: request.stream(), key, manual: &rules.manual.hash };
        self.store.write(&to, |view, _| {
            let id = key.map_or_else(|| view.new_id(now), Ok)?;
            engine::submit_party(view, (actor, id), request, (rules, now))
        })?;
        Ok(())
    }

    fn with_no(&mut self, no: &str) -> Result<Option<Person>, StoreError> {
        Ok(self.people()?.into_iter().find(|person| person.no == no))
    }

    fn new_id(&mut self, now: Timestamp) -> Result<EventId, StoreError> {
        self.store.view(|view| view.new_id(now))
    }
}

fn no_row(what: &str) -> Rejection {
    StoreError::Internal(format!("a {what} written has no row")).into()
}

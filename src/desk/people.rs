//! People who work here and the files of customers.

use uuid::Uuid;

use super::Desk;
use crate::domain::engine::{Facts, NewFact, by};
use crate::domain::parties::{Person, held, rule, with_full_number};
use crate::domain::protocol::{CustomerCard, Rejection};
use crate::domain::{
    Actor, By, CustomerEvent, Event, EventId, Field, PersonEvent, Record, Role, StreamId, Tier, Timestamp, Value,
    system,
};
use crate::store::{StoreError, View, WriteError, WriteTo};

/// Roles a person can hold, in the order in which one is chosen at sign-in.
const ROLES: [Role; 5] = [Role::Agent, Role::SecondLine, Role::Lead, Role::Quality, Role::Admin];

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
        let people = self.people()?;
        let person = match people.into_iter().find(|person| person.no == no) {
            Some(person) => person,
            None => self.enrol_if(no, name, &ROLES, now, |view| {
                if view.people()?.is_empty() { Ok(by(&system())) } else { Err(nobody()) }
            })?,
        };
        let role = ROLES.into_iter().find(|role| person.roles.contains(role)).ok_or_else(nobody)?;
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
        self.enrol_if(no, name, roles, now, |view| {
            if held(&view.people()?, actor)?.contains(&Role::Admin) {
                Ok(By { role: Role::Admin, ..by(actor) })
            } else {
                Err(rule("admin-only").into())
            }
        })
    }

    fn enrol_if(
        &mut self,
        no: &str,
        name: &str,
        roles: &[Role],
        now: Timestamp,
        allowed: impl FnOnce(&View<'_>) -> Result<By, WriteError>,
    ) -> Result<Person, Rejection> {
        let mut personal = Record::default();
        if !name.is_empty() {
            personal.set(Field::CustomerName, Value::Text(name.to_owned()));
        }
        let (no, roles) = (no.to_owned(), roles.to_vec());
        let mut id = Uuid::nil();
        let to = WriteTo { stream: StreamId::person(Uuid::nil()), key: None, manual: &self.rules.manual.hash };
        self.store.write(&to, |view, _| {
            let by = allowed(view)?;
            let known = view.people()?.into_iter().find(|person| person.no == no);
            id = known.map_or_else(|| view.new_id(now).map(|id| id.0), |person| Ok(person.id))?;
            let event = Event::Person(PersonEvent::Enrolled { no, roles, personal });
            Ok(vec![NewFact { id: view.new_id(now)?, stream: StreamId::person(id), at: now, by, event }])
        })?;
        let person = self.people()?.into_iter().find(|person| person.id == id);
        person.ok_or_else(|| StoreError::Internal("a person enrolled has no row".to_owned()).into())
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
        let stream = StreamId::customer(customer);
        let personal = with_full_number(record, self.region());
        let to = WriteTo { stream, key: Some(key), manual: &self.rules.manual.hash };
        self.store.write(&to, |view, _| {
            held(&view.people()?, actor)?;
            let event = Event::Customer(CustomerEvent::Filed { tier, personal });
            Ok(vec![NewFact { id: key, stream, at: now, by: by(actor), event }])
        })?;
        let card = self.store.customer(customer)?;
        card.ok_or_else(|| StoreError::Internal("a customer filed has no row".to_owned()).into())
    }
}

fn nobody() -> WriteError {
    rule("not-enrolled").into()
}

//! People who work here and the files of customers.

use uuid::Uuid;

use super::Desk;
use super::rows::digits;
use super::settle::by_system;
use super::work::{held, rule};
use crate::domain::protocol::{CustomerCard, Rejection};
use crate::domain::{
    Actor, By, CustomerEvent, Event, EventId, Field, PersonEvent, Record, Role, StreamId, Tier, Timestamp, Value,
};
use crate::store::{NewFact, Person, StoreError, View, Wish, WriteError};

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
                if view.people()?.is_empty() { Ok(by_system()) } else { Err(nobody()) }
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
            if held(view, actor)?.contains(&Role::Admin) {
                Ok(By { person: actor.person, no: actor.no.clone(), role: Role::Admin })
            } else {
                Err(rule("admin-only"))
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
        let wish = Wish { stream: StreamId::person(Uuid::nil()), key: None, manual: &self.rules.manual.hash };
        self.store.write(&wish, |view, _| {
            let by = allowed(view)?;
            let known = view.people()?.into_iter().find(|person| person.no == no);
            id = known.map_or_else(|| view.new_id(now).map(|id| id.0), |person| Ok(person.id))?;
            let event = Event::Person(PersonEvent::Enrolled { no, roles, personal });
            Ok(vec![NewFact { id: view.new_id(now)?, stream: StreamId::person(id), at: now, by, event }])
        })?;
        let person = self.store.view(|view| view.person(id))?;
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
        let personal = self.with_full_number(record);
        let wish = Wish { stream, key: Some(key), manual: &self.rules.manual.hash };
        self.store.write(&wish, |view, _| {
            held(view, actor)?;
            let by = By { person: actor.person, no: actor.no.clone(), role: actor.role };
            let event = Event::Customer(CustomerEvent::Filed { tier, personal });
            Ok(vec![NewFact { id: key, stream, at: now, by, event }])
        })?;
        let card = self.store.view(|view| view.customer(customer))?;
        card.ok_or_else(|| StoreError::Internal("a customer filed has no row".to_owned()).into())
    }

    /// Files hold numbers with their country code, so that every way of typing one meets.
    pub(super) fn with_full_number(&self, record: &Record) -> Record {
        let mut record = record.clone();
        if let Some(typed) = record.text(Field::CallerNumber) {
            let digits = digits(typed, self.region());
            if !digits.is_empty() {
                record.set(Field::CallerNumber, Value::Text(format!("+{digits}")));
            }
        }
        record
    }
}

fn nobody() -> WriteError {
    rule("not-enrolled")
}

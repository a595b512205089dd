//! Carrying a request out: one transaction in which the engine decides on what the store holds at that moment.

use std::cell::Cell;

use uuid::Uuid;

use super::Desk;
use super::queries::case_file;
use crate::domain::engine::{Current, Directory};
use crate::domain::parties::Person;
use crate::domain::protocol::{Notified, PartyRequest, Receipt, Rejection, Request, Saved};
use crate::domain::{Actor, Field, Refusal, Timestamp, engine, system};
use crate::store::{StoreError, View, WriteError, WriteTo, Written};

impl Desk {
    /// Carries a request out; the receipt is made only after it is on disk.
    ///
    /// # Errors
    /// A refusal of the rules, a conflict with another's edit of the same fields, or a failure of the store.
    /// Nothing was saved then, unless the code says that this is unknown.
    pub fn submit(&mut self, actor: &Actor, request: &Request, now: Timestamp) -> Result<Receipt, Rejection> {
        let stream = request.stream();
        let rules = &self.rules;
        let told = Cell::new(Vec::new());
        let to = WriteTo { stream, key: request.key(), manual: &rules.manual.hash };
        let decide = |view: &View<'_>, current: Current<'_>| {
            let new = engine::submit(view, current, actor, request, (rules, now))?;
            told.set(engine::told(stream, &new));
            Ok(new)
        };
        let receipt = |view: &View<'_>, Written { facts, case, .. }: Written| {
            let (told, saved) = (told.take(), engine::saved(view, request, (facts, case))?);
            let people = if told.is_empty() { Vec::new() } else { view.people()? };
            Ok(Receipt { saved, saved_at: now, told: Notified::of(told, actor.person, &people) })
        };
        match self.store.write_and(&to, decide, receipt) {
            Ok(receipt) => Ok(receipt),
            Err(WriteError::Refused(Refusal::Stale { fields })) => Err(self.conflict(stream.id, fields)?),
            Err(error) => Err(error.into()),
        }
    }

    fn conflict(&mut self, case: Uuid, fields: Vec<Field>) -> Result<Rejection, StoreError> {
        Ok(match case_file(&mut self.store, case)? {
            Some(file) => Rejection::Conflict { file: Box::new(file), fields },
            None => Rejection::Refused(Refusal::Stale { fields }),
        })
    }

    /// Everybody who works here or in another branch, by number.
    pub fn everybody(&mut self) -> Result<Vec<Person>, StoreError> {
        self.store.everybody()
    }

    /// Who works here under a number.
    pub fn person(&mut self, no: &str) -> Result<Option<Person>, StoreError> {
        Ok(self.store.view(|view| Ok(view.people_with(no)?))?.into_iter().next())
    }

    /// Everybody who works here, by number.
    pub fn people(&mut self) -> Result<Vec<Person>, StoreError> {
        self.store.people()
    }

    /// Who sits here; only somebody new has anything to be written.
    ///
    /// # Errors
    /// `Refused(Rule { rule: "not-enrolled" })` when people work here, but nobody with that number.
    pub fn sign_in(&mut self, no: &str, name: &str, now: Timestamp) -> Result<Person, Rejection> {
        let known = self.store.view(|view| Ok(view.people_with(no)?))?;
        let known = known.into_iter().find(|person| person.first_role().is_some());
        if let Some(person) = known {
            return Ok(person);
        }
        let person = self.store.view(|view| view.new_id(now))?.0;
        let request = PartyRequest::SignIn { person, no: no.to_owned(), name: name.to_owned() };
        match self.submit(&system(), &Request::Party(request), now)?.saved {
            Saved::Person(person) => Ok(person),
            other => Err(StoreError::Internal(format!("a sign-in saved {other:?}")).into()),
        }
    }
}

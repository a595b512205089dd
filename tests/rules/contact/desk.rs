//! Contacts at a desk kept in memory and in a store at once.

use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::contact::{Call, OpenCall};
use zuoxi::domain::protocol::{ContactRequest, PartyRequest, Rejection, Request, Saved};
use zuoxi::domain::{
    Act, Actor, Case, Command, ContactEvent, EventId, Field, Record, Recorded, Refusal, Role, StreamId, Timestamp,
    Value, system,
};
use zuoxi::scenario::Door;

use crate::both::Both;
pub use crate::said::*;

/// Who works here: three agents, and one of each other role.
pub const PEOPLE: [(u128, Role); 7] = [
    (1, Role::Agent),
    (2, Role::Agent),
    (3, Role::Agent),
    (4, Role::SecondLine),
    (5, Role::Lead),
    (6, Role::Quality),
    (7, Role::Admin),
];

/// Somebody who works here, in the one role held; 0 is the workstation.
pub fn actor(person: u128) -> Actor {
    match PEOPLE.iter().find(|(known, _)| *known == person) {
        Some((_, role)) => Actor { person: id(person), no: format!("100{person}"), role: *role },
        None => system(),
    }
}

pub struct Desk {
    pub both: Both,
    pub now: Timestamp,
    keys: u128,
}

impl Desk {
    /// It is noon, and a case is open.
    pub fn new() -> Self {
        let both = Both::new(Rulebook::new(zuoxi::manual::built_in()).unwrap());
        let mut desk = Self { both, now: NOON, keys: 10_000 };
        for (person, role) in PEOPLE {
            let Actor { person, no, .. } = actor(person);
            let enrol = PartyRequest::Enrol { person, no, name: String::new(), roles: vec![role] };
            desk.both.stage(&enrol, desk.now).unwrap();
        }
        let record = Record::default()
            .with(Field::Channel, Value::Code("email".into()))
            .with(Field::CallerNumber, Value::Text("138 0013 8000".into()));
        let command = Command { act: Act::Open, record, target: None, based_on: None, id: desk.key() };
        Door::submit(&mut desk.both, &actor(1), Request::Act { case: CASE, command }, desk.now).unwrap();
        desk
    }

    pub fn key(&mut self) -> EventId {
        self.keys += 1;
        EventId(id(self.keys))
    }

    pub fn wait_s(&mut self, seconds: i64) -> &mut Self {
        self.now = self.now.plus_s(seconds);
        self
    }

    pub fn ask(&mut self, who: u128, contact: u128, facts: &[ContactEvent]) -> Result<Call, Refusal> {
        let request = ContactRequest { contact: id(contact), key: self.key(), facts: facts.to_vec() };
        match self.both.saved(&actor(who), &Request::Contact(request), self.now) {
            Ok(Saved::Contact(call)) => Ok(*call),
            Err(Rejection::Refused(why)) => Err(why),
            other => panic!("{other:?}"),
        }
    }

    pub fn does(&mut self, who: u128, contact: u128, facts: &[ContactEvent]) -> Call {
        self.ask(who, contact, facts).unwrap()
    }

    /// The name of the rule that forbids it.
    pub fn no(&mut self, who: u128, contact: u128, facts: &[ContactEvent]) -> String {
        let before = (self.facts(contact), self.open_calls());
        let why = self.ask(who, contact, facts).unwrap_err();
        assert_eq!((self.facts(contact), self.open_calls()), before, "a refused act leaves nothing");
        match why {
            Refusal::Rule { rule, .. } => rule,
            Refusal::NoSuch { what } => format!("no {what}"),
            Refusal::Invalid { field, problem } => format!("{field}: {problem}"),
            other => panic!("no rule spoke: {other:?}"),
        }
    }

    pub fn facts(&mut self, contact: u128) -> Vec<Recorded> {
        self.both.facts(StreamId::contact(id(contact)))
    }

    pub fn call(&mut self, contact: u128) -> Call {
        let facts = self.facts(contact);
        Call::of(id(contact), &facts).unwrap()
    }

    pub fn open_calls(&mut self) -> Vec<OpenCall> {
        self.both.open_calls()
    }

    pub fn case(&mut self) -> Case {
        self.both.case(CASE).unwrap().0
    }
}

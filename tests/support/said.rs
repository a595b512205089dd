//! What can be said about contacts and shifts: one fact of every kind.
#![allow(dead_code)]

use std::sync::LazyLock;

use uuid::Uuid;
use zuoxi::domain::contact::{Booking, CallbackWhy, Direction, DropReason, EndedBy, LinkedAs, MissedReason, Source};
use zuoxi::domain::shift::AgentState;
use zuoxi::domain::values::TaskResult;
use zuoxi::domain::{Channel, ContactEvent, Field, Record, ShiftEvent, StreamId, Timestamp, Value};

/// 2026-03-16, 12:00 in Shanghai.
pub const NOON: Timestamp = Timestamp(1_773_633_600_000);

/// The case contacts are linked to.
pub const CASE: Uuid = Uuid::from_u128(900);

pub fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

pub fn number(digits: &str) -> Record {
    Record::default().with(Field::CallerNumber, Value::Text(digits.into()))
}

pub fn rang(channel: Channel, personal: Record) -> ContactEvent {
    ContactEvent::Rang { channel, direction: Direction::Inbound, trunk: None, source: Source::Hand, personal }
}

pub fn ring() -> ContactEvent {
    rang(Channel::Phone, number("138 0013 8000"))
}

pub fn answered(person: u128) -> ContactEvent {
    ContactEvent::Answered { person: id(person), rings: Some(2), wait_s: Some(9), auto_ack_s: None }
}

pub fn linked(how: LinkedAs) -> ContactEvent {
    ContactEvent::Linked { case: CASE, how }
}

pub fn ended(by: EndedBy) -> ContactEvent {
    ContactEvent::Ended { by }
}

pub fn wrapped(acw_s: Option<u32>) -> ContactEvent {
    ContactEvent::Wrapped { code: "order_query".into(), acw_s }
}

pub fn measured(talk_s: Option<u32>, hold_s: Option<u32>, acw_s: Option<u32>) -> ContactEvent {
    ContactEvent::Measured { talk_s, hold_s, acw_s, reference: Some("pbx-77".into()), source: Source::Import }
}

pub fn missed(personal: Record) -> ContactEvent {
    ContactEvent::Missed { reason: MissedReason::Abandoned, wait_s: Some(31), personal }
}

pub fn booking(due: Timestamp) -> Booking {
    let personal = Record::default().with(Field::Note, Value::Text("after lunch".into()));
    Booking { due, why: CallbackWhy::Asked, owner: Some(id(2)), personal }
}

/// One fact of every kind, a contact's own.
pub fn every_contact_fact() -> Vec<ContactEvent> {
    // A law asks for them thousands of times.
    static PHRASE: LazyLock<String> = LazyLock::new(|| zuoxi::manual::built_in().phrases[0].id.clone());
    vec![
        ring(),
        answered(1),
        ContactEvent::Held,
        ContactEvent::Resumed,
        linked(LinkedAs::Added),
        ended(EndedBy::Customer),
        wrapped(Some(40)),
        measured(Some(100), Some(5), Some(30)),
        missed(number("138 0013 8000")),
        ContactEvent::Dropped { reason: DropReason::WrongNumber },
        ContactEvent::CallbackBooked(booking(NOON.plus_min(60))),
        ContactEvent::CallbackMoved(booking(NOON.plus_min(90))),
        ContactEvent::CallbackDone { result: TaskResult::Reached },
        ContactEvent::CallbackNoAnswer { result: TaskResult::Busy },
        ContactEvent::CallbackCancelled { result: None },
        ContactEvent::CallbackMissed,
        ContactEvent::PhraseSaid { phrase: PHRASE.clone() },
    ]
}

/// One fact of every kind, a shift's own.
pub fn every_shift_fact() -> Vec<ShiftEvent> {
    vec![
        ShiftEvent::Started { person: id(1), team: Some("early".into()), lead_on_shift: true },
        ShiftEvent::StateChanged { state: AgentState::Break, reason: Some("lunch".into()) },
        ShiftEvent::ActRefused {
            act: "person.enrolled".into(),
            stream: StreamId::person(id(2)),
            why: "admin-only".into(),
        },
        ShiftEvent::Ended,
    ]
}

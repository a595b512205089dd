//! What is to be written.

use crate::language::secret;
use crate::{Command, ContactEvent, EventId, Record, Role, ShiftEvent, StreamId, Tier};
use chrono::NaiveDate;
use uuid::Uuid;

/// Names a request or a query so that its answer finds its asker.
pub type Token = u64;

/// Something to be written.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// An act upon a case; [`crate::Act::Open`] makes the stream named here.
    Act {
        /// The case's stream; made by the asker for a new case.
        case: Uuid,
        /// The act.
        command: Command,
    },
    /// Several acts on one case in one transaction (a form that does two steps at once); all or none.
    Acts {
        /// The case's stream.
        case: Uuid,
        /// The acts, in order.
        commands: Vec<Command>,
    },
    /// Something about the people who work here or about a customer.
    Party(PartyRequest),
    /// Something about a contact.
    Contact(ContactRequest),
    /// Something about a person's shift.
    Shift(ShiftRequest),
}

impl Request {
    /// The stream it is about, as far as the asker knows.
    pub fn stream(&self) -> StreamId {
        match self {
            Self::Act { case, .. } | Self::Acts { case, .. } => StreamId::case(*case),
            Self::Party(request) => request.stream(),
            Self::Contact(request) => StreamId::contact(request.contact),
            Self::Shift(request) => StreamId::shift(request.person, request.date),
        }
    }

    /// The same with no more of an identity or card number than its last four characters, whatever field it was typed
    /// into: nothing else is ever written.
    #[must_use]
    pub fn without_numbers(&self) -> Self {
        let mut clean = self.clone();
        match &mut clean {
            Self::Act { command, .. } => command.record.hide_numbers(),
            Self::Acts { commands, .. } => commands.iter_mut().for_each(|command| command.record.hide_numbers()),
            Self::Party(PartyRequest::File { record, .. }) => record.hide_numbers(),
            Self::Party(PartyRequest::SignIn { name, .. } | PartyRequest::Enrol { name, .. }) => {
                *name = secret::hide_ids_and_cards(name);
            }
            Self::Contact(request) => {
                request.facts.iter_mut().filter_map(ContactEvent::personal_mut).for_each(Record::hide_numbers);
            }
            // Codes only.
            Self::Shift(_) => {}
        }
        clean
    }

    /// The identity of the first fact, made when the form opened: a retry with it writes nothing twice.
    pub fn key(&self) -> Option<EventId> {
        match self {
            Self::Act { command, .. } => Some(command.id),
            Self::Acts { commands, .. } => commands.first().map(|command| command.id),
            Self::Party(PartyRequest::File { key, .. })
            | Self::Contact(ContactRequest { key, .. })
            | Self::Shift(ShiftRequest { key, .. }) => Some(*key),
            // A person is found by the number, so nobody joins twice.
            Self::Party(PartyRequest::SignIn { .. } | PartyRequest::Enrol { .. }) => None,
        }
    }
}

/// What happened to a contact, as one act; see [`Request::Contact`]. What follows from it by rule is added.
#[derive(Debug, Clone, PartialEq)]
pub struct ContactRequest {
    /// The contact's stream; made by the asker for a new one.
    pub contact: Uuid,
    /// The identity of the act: a retry with it writes nothing twice.
    pub key: EventId,
    /// What happened, in order (rung and picked up, hung up and wrapped up): all or none.
    pub facts: Vec<ContactEvent>,
}

/// What happened on a shift; see [`Request::Shift`].
#[derive(Debug, Clone, PartialEq)]
pub struct ShiftRequest {
    /// The stream of the person.
    pub person: Uuid,
    /// The day of the company's calendar on which the person signed on.
    pub date: NaiveDate,
    /// The identity of the act: a retry with it writes nothing twice.
    pub key: EventId,
    /// What happened.
    pub fact: ShiftEvent,
}

/// Something to be written about the people who work here or about a customer; see [`Request::Party`].
#[derive(Debug, Clone, PartialEq)]
pub enum PartyRequest {
    /// Somebody sits down. The first person of a new store is enrolled with every role; later ones must be enrolled.
    SignIn {
        /// The stream of somebody new.
        person: Uuid,
        /// The agent number.
        no: String,
        /// The spoken name of somebody new.
        name: String,
    },
    /// Somebody joins, or whoever has the number gets another name and other roles.
    Enrol {
        /// The stream of somebody new.
        person: Uuid,
        /// The agent number.
        no: String,
        /// The spoken name; empty where it stays as it was.
        name: String,
        /// The roles held from now on.
        roles: Vec<Role>,
    },
    /// A customer's file is opened or changed; a field left out stays as it was.
    File {
        /// The customer's stream.
        customer: Uuid,
        /// The identity of the fact: a retry with it writes nothing twice.
        key: EventId,
        /// The standing.
        tier: Tier,
        /// Name, title, company, number, e-mail, order.
        record: Record,
    },
}

impl PartyRequest {
    /// The stream it is about, as far as the asker knows.
    pub const fn stream(&self) -> StreamId {
        match self {
            Self::SignIn { person, .. } | Self::Enrol { person, .. } => StreamId::person(*person),
            Self::File { customer, .. } => StreamId::customer(*customer),
        }
    }
}

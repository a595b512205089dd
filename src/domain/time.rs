//! Moments and identifiers that order nothing by wall clock.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// A moment: milliseconds since 1970-01-01T00:00:00Z. The company's zone turns it into a date, never the host's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// Milliseconds of a day.
pub const DAY_MS: i64 = 86_400_000;

impl Timestamp {
    /// The moment `ms` milliseconds later.
    #[must_use]
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// The moment `seconds` later.
    #[must_use]
    pub const fn plus_s(self, seconds: i64) -> Self {
        self.plus_ms(seconds.saturating_mul(1000))
    }

    /// The moment `minutes` of elapsed time later.
    #[must_use]
    pub const fn plus_min(self, minutes: i64) -> Self {
        self.plus_s(minutes.saturating_mul(60))
    }

    /// Milliseconds from `earlier` to here; negative when `earlier` is later.
    pub const fn since_ms(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// The identity of an act or a fact. That of an act is made when its form opens, so that a retry is recognised
/// (version 7); all others are derived (version 8), so that whoever does the same again gives the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventId(pub Uuid);

impl EventId {
    /// Of the fact at a place of this act; the first bears the act's own.
    #[must_use]
    pub fn fact(self, place: usize) -> Self {
        if place == 0 { self } else { Self::derived(&["zuoxi-fact", &self.0.to_string(), &place.to_string()]) }
    }

    /// Of the same act's row in another stream.
    #[must_use]
    pub fn also(self, stream: Uuid) -> Self {
        Self::derived(&["zuoxi-also", &self.0.to_string(), &stream.to_string()])
    }

    /// Of what time does on a case by a cause; two processes write it once.
    pub fn of_time(stream: Uuid, cause: &str) -> Self {
        Self::derived(&["zuoxi-time", &stream.to_string(), cause])
    }

    /// The first half of the SHA-256 of lines, in the custom form of a UUID (version 8).
    pub fn derived(lines: &[&str]) -> Self {
        let hash = lines.iter().fold(Sha256::new(), |hash, line| hash.chain_update(line).chain_update("\n"));
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(hash.finalize()).for_each(|(byte, hashed)| *byte = hashed);
        Self(Builder::from_custom_bytes(bytes).into_uuid())
    }
}

/// One incarnation of one store file; a restored or copied store gets a new one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StationId(pub Uuid);

super::code::codes! {
    /// What a stream of facts is about.
    StreamKind {
        Case = "case", Customer = "customer", Person = "person", Desk = "desk", Branch = "branch", Contact = "contact",
        Shift = "shift",
    }
}

/// A stream of facts: one case, one customer, one person, one store, one branch, one contact, one shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StreamId {
    /// What the stream is about.
    pub kind: StreamKind,
    /// Which one.
    pub id: Uuid,
}

impl StreamId {
    /// The stream of a case.
    pub const fn case(id: Uuid) -> Self {
        Self { kind: StreamKind::Case, id }
    }

    /// The stream of a customer.
    pub const fn customer(id: Uuid) -> Self {
        Self { kind: StreamKind::Customer, id }
    }

    /// The stream of a store itself.
    pub const fn desk(id: Uuid) -> Self {
        Self { kind: StreamKind::Desk, id }
    }

    /// The stream of a branch.
    pub const fn branch(id: Uuid) -> Self {
        Self { kind: StreamKind::Branch, id }
    }

    /// The stream of a contact.
    pub const fn contact(id: Uuid) -> Self {
        Self { kind: StreamKind::Contact, id }
    }

    /// The stream of what a person does on a day of the company's calendar: whoever signs on gives the same.
    pub fn shift(person: Uuid, day: NaiveDate) -> Self {
        let EventId(id) = EventId::derived(&["zuoxi-shift", &person.to_string(), &day.to_string()]);
        Self { kind: StreamKind::Shift, id }
    }

    /// The stream of a person who works here.
    pub const fn person(id: Uuid) -> Self {
        Self { kind: StreamKind::Person, id }
    }
}

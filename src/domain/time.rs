//! Moments and identifiers that order nothing by wall clock.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

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

/// A fact's identity, made when the form opens, so that a retry is recognised (version 7; for what the system does
/// because of time, derived from case, act and due so that two processes write it once).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventId(pub Uuid);

impl EventId {
    /// This identity, and those of the facts that follow from it: made from it, so that whoever decides the same again
    /// makes the same facts.
    pub fn and_followers(self) -> impl Iterator<Item = Self> {
        // The low 62 bits are random in version 7; the step keeps them apart and version and variant as they are.
        (0_u128..).map(move |place| {
            let step = place.wrapping_mul(0x9e37_79b9_7f4a_7c15) & ((1 << 62) - 1);
            Self(Uuid::from_u128(self.0.as_u128() ^ step))
        })
    }
}

/// One incarnation of one store file; a restored or copied store gets a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StationId(pub Uuid);

super::code::codes! {
    /// What a stream of facts is about.
    StreamKind { Case = "case", Customer = "customer", Person = "person" }
}

/// A stream of facts: one case, one customer, one person.
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

    /// The stream of a person who works here.
    pub const fn person(id: Uuid) -> Self {
        Self { kind: StreamKind::Person, id }
    }
}

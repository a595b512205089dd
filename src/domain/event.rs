//! Facts: what happened, in the past tense, for ever.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::case::CaseEvent;
use super::code::{Role, Tier};
use super::command::Actor;
pub use super::contact::ContactEvent;
use super::record::Record;
pub use super::shift::ShiftEvent;
use super::time::{EventId, StationId, StreamId, Timestamp};

/// A fact with its header, as the log keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded {
    /// The fact's identity.
    pub id: EventId,
    /// The act it is part of.
    pub act: EventId,
    /// Its place among the facts of that act, from 0.
    pub place: usize,
    /// What it is about.
    pub stream: StreamId,
    /// The store incarnation that wrote it.
    pub station: StationId,
    /// The place of its act among those of that station, without gaps.
    pub seq: u64,
    /// 1 + the highest rank the author had seen in this stream; folding goes by `(rank, station, seq, place)`.
    pub rank: u64,
    /// What other stations had written in this stream and the author had: the last place of each.
    pub saw: Vec<(StationId, u64)>,
    /// When it happened; for people and clocks, never for order.
    pub at: Timestamp,
    /// Who did it, in which role.
    pub by: By,
    /// What happened.
    pub event: Event,
}

impl Recorded {
    /// Whether its author had the act that a station wrote at this place; whoever acts has the act itself.
    pub fn sees(&self, place: (StationId, u64)) -> bool {
        has_seen((self.station, self.seq), &self.saw, place)
    }

    /// Its place in folding order.
    pub const fn order(&self) -> (u64, StationId, u64, usize) {
        (self.rank, self.station, self.seq, self.place)
    }
}

/// Of acts of several stations the last of each, in the order of their names: what an author saw.
pub fn last_of_each(acts: impl IntoIterator<Item = (StationId, u64)>) -> Vec<(StationId, u64)> {
    let mut last: BTreeMap<StationId, u64> = BTreeMap::new();
    for (station, seq) in acts {
        let known = last.entry(station).or_default();
        *known = seq.max(*known);
    }
    last.into_iter().collect()
}

/// Whether an author who wrote at a place and saw this of other stations had the act at another place.
pub(crate) fn has_seen(by: (StationId, u64), saw: &[(StationId, u64)], (station, seq): (StationId, u64)) -> bool {
    (by.0 == station && by.1 >= seq) || saw.iter().any(|(of, up_to)| *of == station && *up_to >= seq)
}

/// What a station saw that others wrote, of the facts that were here when it acted.
pub(crate) fn seen<'a>(known: impl IntoIterator<Item = &'a Recorded>, station: StationId) -> Vec<(StationId, u64)> {
    let others = known.into_iter().filter(|fact| fact.station != station);
    last_of_each(others.map(|fact| (fact.station, fact.seq)))
}

/// The author of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    /// The person's stream; nil for the system.
    pub person: Uuid,
    /// The agent number at the time.
    pub no: String,
    /// The role used.
    pub role: Role,
}

impl From<&Actor> for By {
    fn from(actor: &Actor) -> Self {
        Self { person: actor.person, no: actor.no.clone(), role: actor.role }
    }
}

/// What happened, in one of the kinds of stream.
///
/// Each inner enum is tagged by `kind`; a member called `personal` holds what can be erased.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// About a case.
    Case(CaseEvent),
    /// About a customer.
    Customer(CustomerEvent),
    /// About a person who works here.
    Person(PersonEvent),
    /// About the store itself.
    Desk(DeskEvent),
    /// About a branch of the company.
    Branch(BranchEvent),
    /// About a contact.
    Contact(ContactEvent),
    /// About a person's shift.
    Shift(ShiftEvent),
    /// Written by a newer version: kept byte for byte and shown as such.
    Unknown {
        /// Its kind as written.
        kind: String,
        /// The part kept for ever, as written.
        facts: String,
        /// The erasable part, as written.
        personal: Option<String>,
    },
}

impl Event {
    /// What happened, as other programs name it.
    pub fn kind(&self) -> &str {
        match self {
            Self::Case(event) => event.kind(),
            Self::Customer(CustomerEvent::Filed { .. }) => "customer.filed",
            Self::Person(PersonEvent::Enrolled { .. }) => "person.enrolled",
            Self::Desk(DeskEvent::Migrated { .. }) => "store.migrated",
            Self::Desk(DeskEvent::Absorbed { .. }) => "store.absorbed",
            Self::Branch(BranchEvent::Named { .. }) => "branch.named",
            Self::Branch(BranchEvent::KeeperNamed { .. }) => "keeper.named",
            Self::Contact(event) => event.kind(),
            Self::Shift(event) => event.kind(),
            Self::Unknown { kind, .. } => kind,
        }
    }
}

/// A fact about a customer file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum CustomerEvent {
    /// The file was opened or changed; fields absent from `personal` stay as they were.
    #[serde(rename = "customer.filed")]
    Filed {
        /// The standing given to the customer.
        tier: Tier,
        /// Name, title, company, number, e-mail, order.
        #[serde(default)]
        personal: Record,
    },
}

/// A fact about a person who works here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum PersonEvent {
    /// The person joined or their entry changed.
    #[serde(rename = "person.enrolled")]
    Enrolled {
        /// The agent number.
        no: String,
        /// The roles held; a one-person store holds every one.
        roles: Vec<Role>,
        /// The spoken name, under [`super::Field::CustomerName`].
        #[serde(default)]
        personal: Record,
    },
}

/// A fact about a store itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum DeskEvent {
    /// Its log was written anew in a newer form; the older one is kept beside it.
    #[serde(rename = "store.migrated")]
    Migrated {
        /// The form it had.
        form: u32,
        /// The station that wrote last in that form.
        station: Uuid,
        /// The place of what it wrote last.
        seq: u64,
        /// The hash of that, in lower-case hex.
        hash: String,
    },
    /// What was worked in another folder came in here.
    #[serde(rename = "store.absorbed")]
    Absorbed {
        /// How far the stations of that folder were taken in: each with the place of its last act.
        stations: Vec<(Uuid, u64)>,
    },
}

/// A fact about a branch of the company: whoever began as one store and has not been told otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum BranchEvent {
    /// It has a name, and numbers of its own.
    #[serde(rename = "branch.named")]
    Named {
        /// What it is called.
        name: String,
        /// What the numbers of its cases begin with.
        prefix: String,
    },
    /// From now on this station, and whatever goes on from it, writes what time brings about on the branch's cases.
    #[serde(rename = "keeper.named")]
    KeeperNamed {
        /// Which.
        station: Uuid,
    },
}

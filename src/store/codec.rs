//! The facts of an act as JSON: the part kept for ever, the part that can be erased, and the kinds as words of their own.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

use super::error::StoreError;
use crate::domain::{Event, EventId, StreamKind};

/// Only a fact that came from an older form carries it: the identity it had there.
const OWN_ID: &str = "id";

/// The facts of an act as the log keeps them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Encoded {
    /// Joined by commas.
    pub kinds: String,
    /// A JSON array.
    pub facts: String,
    /// A JSON object keyed by place in that array.
    pub personal: Option<String>,
}

/// One fact, apart.
#[derive(Clone)]
pub(crate) struct Parts {
    pub kind: String,
    /// A JSON object.
    pub facts: String,
    pub personal: Option<String>,
}

impl Parts {
    /// The same with an identity of its own; the other members stay byte for byte.
    pub fn with_id(self, EventId(id): EventId) -> Result<Self, StoreError> {
        let rest = self.facts.trim_start().strip_prefix('{').ok_or(StoreError::BadValue("event"))?;
        let comma = if rest.trim_start().starts_with('}') { "" } else { "," };
        Ok(Self { facts: format!("{{\"{OWN_ID}\":\"{id}\"{comma}{rest}"), ..self })
    }
}

/// Splits the facts of an act into the log's columns.
pub(crate) fn encode(facts: &[Event]) -> Result<Encoded, StoreError> {
    joined(facts.iter().map(parts))
}

/// The columns of an act made of such facts.
pub(crate) fn joined(facts: impl Iterator<Item = Result<Parts, StoreError>>) -> Result<Encoded, StoreError> {
    let (mut kinds, mut all, mut personal) = (Vec::new(), Vec::new(), Vec::new());
    for (place, parts) in facts.enumerate() {
        let parts = parts?;
        if parts.kind.is_empty() || parts.kind.chars().any(|c| c.is_control() || c == ',') {
            return Err(StoreError::BadValue("kind"));
        }
        personal.extend(parts.personal.map(|part| format!("\"{place}\":{part}")));
        kinds.push(parts.kind);
        all.push(parts.facts);
    }
    let personal = if personal.is_empty() { None } else { Some(format!("{{{}}}", personal.join(","))) };
    Ok(Encoded { kinds: kinds.join(","), facts: format!("[{}]", all.join(",")), personal })
}

/// One fact, taken apart.
pub(crate) fn parts(event: &Event) -> Result<Parts, StoreError> {
    match event {
        Event::Case(event) => split(event),
        Event::Customer(event) => split(event),
        Event::Person(event) => split(event),
        Event::Desk(event) => split(event),
        Event::Branch(event) => split(event),
        Event::Contact(event) => split(event),
        Event::Shift(event) => split(event),
        Event::Unknown { kind, facts, personal } => {
            Ok(Parts { kind: kind.clone(), facts: facts.clone(), personal: personal.clone() })
        }
    }
}

fn split(event: &impl Serialize) -> Result<Parts, StoreError> {
    let Ok(Value::Object(mut members)) = serde_json::to_value(event) else {
        return Err(StoreError::BadValue("event"));
    };
    let Some(Value::String(kind)) = members.remove("kind") else {
        return Err(StoreError::BadValue("kind"));
    };
    let personal = members.remove("personal").filter(|part| !part.as_object().is_some_and(Map::is_empty));
    Ok(Parts { kind, facts: Value::Object(members).to_string(), personal: personal.map(|part| part.to_string()) })
}

/// A fact read back, and the identity it brought along.
pub(crate) type Decoded = (Event, Option<EventId>);

/// Reads the facts of an act back; what this version does not understand keeps its bytes.
pub(crate) fn decode(
    stream: &str,
    kinds: &str,
    facts: &str,
    personal: Option<&str>,
) -> Result<Vec<Decoded>, StoreError> {
    let damaged = |_| StoreError::Damaged("acts.facts".to_owned());
    let all: Vec<&RawValue> = serde_json::from_str(facts).map_err(damaged)?;
    let personal: BTreeMap<usize, &RawValue> =
        personal.map_or_else(|| Ok(BTreeMap::new()), serde_json::from_str).map_err(damaged)?;
    let part = |place| personal.get(&place).map(|part| part.get());
    let pairs = kinds.split(',').zip(&all).enumerate();
    Ok(pairs.map(|(place, (kind, facts))| decode_one(stream, kind, facts.get(), part(place))).collect())
}

/// Reads one fact back.
pub(crate) fn decode_one(stream: &str, kind: &str, facts: &str, personal: Option<&str>) -> Decoded {
    let Ok(Value::Object(mut members)) = serde_json::from_str(facts) else {
        return (unknown(kind, facts, personal), None);
    };
    let own_id = members.remove(OWN_ID).and_then(|id| id.as_str()?.parse().ok()).map(EventId);
    let known = match stream.parse() {
        Ok(StreamKind::Case) => join(kind, members, personal).map(Event::Case),
        Ok(StreamKind::Customer) => join(kind, members, personal).map(Event::Customer),
        Ok(StreamKind::Person) => join(kind, members, personal).map(Event::Person),
        Ok(StreamKind::Desk) => join(kind, members, personal).map(Event::Desk),
        Ok(StreamKind::Branch) => join(kind, members, personal).map(Event::Branch),
        Ok(StreamKind::Contact) => join(kind, members, personal).map(Event::Contact),
        Ok(StreamKind::Shift) => join(kind, members, personal).map(Event::Shift),
        Err(_) => None,
    };
    (known.unwrap_or_else(|| unknown(kind, facts, personal)), own_id)
}

fn unknown(kind: &str, facts: &str, personal: Option<&str>) -> Event {
    Event::Unknown { kind: kind.to_owned(), facts: facts.to_owned(), personal: personal.map(str::to_owned) }
}

fn join<E: DeserializeOwned>(kind: &str, mut members: Map<String, Value>, personal: Option<&str>) -> Option<E> {
    members.insert("kind".to_owned(), Value::String(kind.to_owned()));
    if let Some(personal) = personal {
        members.insert("personal".to_owned(), serde_json::from_str(personal).ok()?);
    }
    serde_json::from_value(Value::Object(members)).ok()
}

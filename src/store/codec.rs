//! Facts as JSON: the part kept for ever, the part that can be erased, and the kind as a word of its own.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::error::StoreError;
use crate::domain::{Event, StreamKind};

/// A fact as the log keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Encoded {
    pub kind: String,
    pub facts: String,
    pub personal: Option<String>,
}

/// Splits a fact into the log's columns.
pub(crate) fn encode(event: &Event) -> Result<Encoded, StoreError> {
    let encoded = match event {
        Event::Case(event) => split(event)?,
        Event::Customer(event) => split(event)?,
        Event::Person(event) => split(event)?,
        Event::Unknown { kind, facts, personal } => {
            Encoded { kind: kind.clone(), facts: facts.clone(), personal: personal.clone() }
        }
    };
    if encoded.kind.is_empty() || encoded.kind.chars().any(char::is_control) {
        return Err(StoreError::BadValue("kind"));
    }
    Ok(encoded)
}

fn split(event: &impl Serialize) -> Result<Encoded, StoreError> {
    let Ok(Value::Object(mut members)) = serde_json::to_value(event) else {
        return Err(StoreError::BadValue("event"));
    };
    let Some(Value::String(kind)) = members.remove("kind") else {
        return Err(StoreError::BadValue("kind"));
    };
    let personal = members.remove("personal").filter(|part| !part.as_object().is_some_and(Map::is_empty));
    Ok(Encoded { kind, facts: Value::Object(members).to_string(), personal: personal.map(|part| part.to_string()) })
}

/// Reads a fact back; what this version does not understand keeps its bytes.
pub(crate) fn decode(stream: &str, kind: &str, facts: &str, personal: Option<&str>) -> Event {
    let known = match stream.parse() {
        Ok(StreamKind::Case) => join(kind, facts, personal).map(Event::Case),
        Ok(StreamKind::Customer) => join(kind, facts, personal).map(Event::Customer),
        Ok(StreamKind::Person) => join(kind, facts, personal).map(Event::Person),
        Err(_) => None,
    };
    known.unwrap_or_else(|| Event::Unknown {
        kind: kind.to_owned(),
        facts: facts.to_owned(),
        personal: personal.map(str::to_owned),
    })
}

fn join<E: DeserializeOwned>(kind: &str, facts: &str, personal: Option<&str>) -> Option<E> {
    let Ok(Value::Object(mut members)) = serde_json::from_str(facts) else { return None };
    members.insert("kind".to_owned(), Value::String(kind.to_owned()));
    if let Some(personal) = personal {
        members.insert("personal".to_owned(), serde_json::from_str(personal).ok()?);
    }
    serde_json::from_value(Value::Object(members)).ok()
}

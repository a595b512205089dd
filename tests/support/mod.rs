//! Small facts and a store in a temporary folder.
#![allow(dead_code)]

use std::path::PathBuf;

use tempfile::TempDir;
use uuid::Uuid;
use zuoxi::domain::case::event::Entry;
use zuoxi::domain::engine::{Facts, NewAct};
use zuoxi::domain::{By, CaseEvent, Channel, Event, EventId, Field, Record, Role, StreamId, Timestamp, Value};
use zuoxi::store::{Open, Store, WriteError, WriteTo, Written};

pub const NOON: Timestamp = Timestamp(1_773_633_600_000);

pub struct Place {
    pub folder: TempDir,
}

impl Place {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn file(&self) -> PathBuf {
        self.folder.path().join("desk/store.db")
    }

    pub fn open(&self) -> Store {
        Store::open(&self.file(), &Open::default()).unwrap()
    }
}

pub fn by() -> By {
    By { person: Uuid::nil(), no: "1024".into(), role: Role::Agent }
}

pub fn new_id() -> EventId {
    EventId(Uuid::now_v7())
}

pub fn opened(no: &str, name: &str) -> Event {
    let personal = Record::default()
        .with(Field::CustomerName, Value::Text(name.into()))
        .with(Field::CallerNumber, Value::Text("138 0013 8000".into()))
        .with(Field::Summary, Value::Text("洗衣机漏水".into()));
    Event::Case(CaseEvent::Opened {
        no: no.into(),
        owner: None,
        channel: Channel::Phone,
        received_at: NOON,
        linked_to: None,
        record: Record::default().with(Field::Channel, Value::Code("phone".into())),
        personal,
    })
}

pub fn note(text: &str) -> Event {
    Event::Case(CaseEvent::NoteAdded(Entry::of(Record::default().with(Field::Note, Value::Text(text.into())))))
}

pub fn fact(stream: StreamId, event: Event) -> NewAct {
    NewAct { id: new_id(), stream, at: NOON, by: by(), facts: vec![event] }
}

/// Appends an event as it is.
pub fn append(store: &mut Store, stream: StreamId, event: Event) -> Result<Written, WriteError> {
    store.write(&WriteTo { stream, key: None, manual: "m1" }, |_, _| Ok(vec![fact(stream, event)]))
}

/// A case with a number given inside the transaction.
pub fn open_case(store: &mut Store, name: &str) -> StreamId {
    let stream = StreamId::case(Uuid::now_v7());
    let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 16).unwrap();
    store
        .write(&WriteTo { stream, key: None, manual: "m1" }, |view, _| {
            Ok(vec![fact(stream, opened(&view.next_case_no(day)?, name))])
        })
        .unwrap();
    stream
}

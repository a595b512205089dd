//! Reading and appending facts within a transaction somebody else holds.

use rusqlite::{Connection, OptionalExtension, Row, named_params};
use uuid::{Builder, Uuid};

use super::chain::{self, Hash, Link};
use super::codec;
use super::error::StoreError;
use crate::domain::engine::NewFact;
use crate::domain::{By, EventId, Recorded, Role, StationId, StreamId, StreamKind, Timestamp};

/// Where the next fact of a station goes.
#[derive(Debug, Clone)]
pub(crate) struct Tail {
    pub station: Uuid,
    pub seq: u64,
    pub hash: Vec<u8>,
}

/// The end of a station's chain.
pub(crate) fn tail(connection: &Connection, station: Uuid) -> Result<Tail, StoreError> {
    let last = connection
        .prepare_cached(include_str!("sql/last_link.sql"))?
        .query_row([station.as_bytes()], |row| Ok((number(row, "seq")?, row.get("hash")?)))
        .optional()?;
    let (seq, hash) = match last {
        Some(last) => last,
        None => (
            0,
            connection.query_row("SELECT parent FROM stations WHERE id = ?1", [station.as_bytes()], |row| {
                row.get("parent")
            })?,
        ),
    };
    Ok(Tail { station, seq, hash })
}

/// Appends facts in order; seq, rank and hash are given here.
pub(crate) fn append(
    connection: &Connection,
    tail: &mut Tail,
    manual: &str,
    facts: Vec<NewFact>,
) -> Result<Vec<Recorded>, StoreError> {
    let mut done: Vec<Recorded> = Vec::with_capacity(facts.len());
    for fact in facts {
        // Facts come in runs of one stream; nobody else gives ranks meanwhile.
        let last = match done.last() {
            Some(last) if last.stream == fact.stream => last.rank,
            _ => last_rank(connection, fact.stream)?,
        };
        done.push(append_one(connection, tail, manual, (fact, last + 1))?);
    }
    Ok(done)
}

fn append_one(
    connection: &Connection,
    tail: &mut Tail,
    manual: &str,
    (fact, rank): (NewFact, u64),
) -> Result<Recorded, StoreError> {
    let NewFact { id, stream, at, by, event } = fact;
    if by.no.chars().any(char::is_control) || manual.chars().any(char::is_control) {
        return Err(StoreError::BadValue("header"));
    }
    let encoded = codec::encode(&event)?;
    let salt = encoded.personal.as_ref().map(|_| random(connection)).transpose()?;
    let personal_hash: Option<Hash> = match (&salt, &encoded.personal) {
        (Some(salt), Some(personal)) => Some(chain::personal_hash(salt, personal)),
        _ => None,
    };
    let link = Link {
        prev: &tail.hash,
        station: tail.station,
        seq: tail.seq + 1,
        id: id.0,
        stream_kind: stream.kind.as_str(),
        stream_id: stream.id,
        rank,
        at: at.0,
        by_person: by.person,
        by_no: &by.no,
        by_role: by.role.as_str(),
        kind: &encoded.kind,
        manual,
        facts: &encoded.facts,
        personal_hash: personal_hash.as_ref().map(<[u8; 32]>::as_slice),
    };
    let hash = link.hash();
    connection.prepare_cached(include_str!("sql/insert_event.sql"))?.execute(named_params! {
        ":station": link.station.as_bytes(), ":seq": signed(link.seq), ":id": link.id.as_bytes(),
        ":stream_kind": link.stream_kind, ":stream_id": link.stream_id.as_bytes(), ":rank": signed(link.rank),
        ":at": link.at, ":by_person": link.by_person.as_bytes(), ":by_no": link.by_no, ":by_role": link.by_role,
        ":kind": link.kind, ":manual": link.manual, ":facts": link.facts,
        ":salt": salt, ":personal": encoded.personal, ":personal_hash": personal_hash, ":hash": hash,
    })?;
    tail.seq += 1;
    tail.hash = hash.to_vec();
    // What goes on from here is what the log says, as whoever reads it later will understand it.
    let event = codec::decode(stream.kind.as_str(), &encoded.kind, &encoded.facts, encoded.personal.as_deref());
    Ok(Recorded { id, stream, station: StationId(tail.station), seq: tail.seq, rank, at, by, event })
}

fn last_rank(connection: &Connection, stream: StreamId) -> Result<u64, StoreError> {
    Ok(connection
        .prepare_cached(include_str!("sql/last_rank.sql"))?
        .query_row((stream.kind.as_str(), stream.id.as_bytes()), |row| number(row, "last"))?)
}

/// The facts of a stream in folding order.
pub(crate) fn facts_of(connection: &Connection, stream: StreamId) -> Result<Vec<Recorded>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("sql/facts_of.sql"))?;
    let mut rows = statement.query((stream.kind.as_str(), stream.id.as_bytes()))?;
    let mut facts = Vec::new();
    while let Some(row) = rows.next()? {
        facts.push(recorded(row, stream)?);
    }
    Ok(facts)
}

fn recorded(row: &Row<'_>, stream: StreamId) -> Result<Recorded, StoreError> {
    let role: String = row.get("by_role")?;
    let kind: String = row.get("kind")?;
    let facts: String = row.get("facts")?;
    let personal: Option<String> = row.get("personal")?;
    Ok(Recorded {
        id: EventId(uuid(row, "id")?),
        stream,
        station: StationId(uuid(row, "station")?),
        seq: number(row, "seq")?,
        rank: number(row, "rank")?,
        at: Timestamp(row.get("at")?),
        by: By {
            person: uuid(row, "by_person")?,
            no: row.get("by_no")?,
            // A role of a newer version: who it was still stands in `no`, and rules never read the author's role.
            role: role.parse().unwrap_or(Role::System),
        },
        event: codec::decode(stream.kind.as_str(), &kind, &facts, personal.as_deref()),
    })
}

/// The stream a fact belongs to, if the log has it.
pub(crate) fn stream_of(connection: &Connection, id: EventId) -> Result<Option<(String, Uuid)>, StoreError> {
    let found = connection
        .prepare_cached(include_str!("sql/stream_of.sql"))?
        .query_row([id.0.as_bytes()], |row| Ok((row.get(0)?, row.get::<_, [u8; 16]>(1)?)))
        .optional()?;
    Ok(found.map(|(kind, id)| (kind, Uuid::from_bytes(id))))
}

/// Every stream of a kind this version knows.
pub(crate) fn streams(connection: &Connection) -> Result<Vec<StreamId>, StoreError> {
    let mut statement = connection.prepare(include_str!("sql/streams.sql"))?;
    let mut rows = statement.query([])?;
    let mut streams = Vec::new();
    while let Some(row) = rows.next()? {
        let kind: String = row.get("stream_kind")?;
        if let Ok(kind) = kind.parse::<StreamKind>() {
            streams.push(StreamId { kind, id: uuid(row, "stream_id")? });
        }
    }
    Ok(streams)
}

/// Sixteen bytes of SQLite's generator, which the operating system seeds.
pub(crate) fn random(connection: &Connection) -> Result<[u8; 16], StoreError> {
    Ok(connection.prepare_cached("SELECT randomblob(16)")?.query_row([], |row| row.get(0))?)
}

/// A new time-ordered id of a given moment.
pub(crate) fn new_id(connection: &Connection, at: Timestamp) -> Result<EventId, StoreError> {
    let [_, _, _, _, _, _, rest @ ..] = random(connection)?;
    let millis = u64::try_from(at.0).unwrap_or(0);
    Ok(EventId(Builder::from_unix_timestamp_millis(millis, &rest).into_uuid()))
}

/// An id column.
pub(crate) fn uuid(row: &Row<'_>, column: &str) -> rusqlite::Result<Uuid> {
    row.get::<_, [u8; 16]>(column).map(Uuid::from_bytes)
}

/// A column that counts; a negative one is damage.
pub(crate) fn number(row: &Row<'_>, column: &str) -> rusqlite::Result<u64> {
    let number: i64 = row.get(column)?;
    u64::try_from(number).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(0, number))
}

/// A count as SQLite keeps it.
pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

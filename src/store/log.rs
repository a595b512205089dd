//! Reading and appending acts within a transaction somebody else holds.

use rusqlite::{Connection, OptionalExtension, Params, Row, named_params};
use uuid::{Builder, Uuid};

use super::chain::{self, Hash, Link};
use super::codec::{self, Encoded};
use super::error::StoreError;
use super::frame;
use crate::domain::engine::NewAct;
use crate::domain::{By, Event, EventId, Recorded, Role, StationId, StreamId, StreamKind, Timestamp, last_of_each};

/// Where the next act of a station goes.
#[derive(Debug, Clone)]
pub(crate) struct Tail {
    /// The station, as this file numbers it.
    pub n: i64,
    pub station: Uuid,
    pub seq: u64,
    pub hash: Vec<u8>,
}

/// The end of a station's chain.
pub(crate) fn tail(connection: &Connection, station: Uuid) -> Result<Tail, StoreError> {
    let (n, parent) = connection
        .prepare_cached("SELECT n, parent FROM stations WHERE id = ?1")?
        .query_row([station.as_bytes()], |row| Ok((row.get("n")?, row.get("parent")?)))?;
    let (seq, hash) = last_link(connection, n)?.unwrap_or((0, parent));
    Ok(Tail { n, station, seq, hash })
}

/// A station of this folder.
pub(crate) struct Own {
    pub id: Uuid,
    /// The first station of its line.
    pub line: Uuid,
    /// Device and inode of the file it writes in.
    pub on: (Option<i64>, Option<i64>),
}

/// The station of this folder that writes, or wrote last.
pub(crate) fn last_own(connection: &Connection) -> Result<Option<Own>, StoreError> {
    let sql = "SELECT id, line, device, inode FROM stations WHERE kind = 'own' ORDER BY n DESC LIMIT 1";
    let own = |row: &Row<'_>| {
        Ok(Own { id: uuid(row, "id")?, line: uuid(row, "line")?, on: (row.get("device")?, row.get("inode")?) })
    };
    Ok(connection.query_row(sql, [], own).optional()?)
}

/// The hash of an act; nothing where there is none.
pub(crate) fn hash_at(connection: &Connection, n: i64, seq: u64) -> Result<Option<Vec<u8>>, StoreError> {
    let pos = (n << 40) + seq.cast_signed();
    let mut hash = connection.prepare_cached("SELECT hash FROM acts WHERE pos = ?1")?;
    Ok(hash.query_row([pos], |row| row.get(0)).optional()?)
}

/// When an act was done; the beginning of time where there is none.
pub(crate) fn done_at(connection: &Connection, tail: &Tail) -> Result<Timestamp, StoreError> {
    let pos = (tail.n << 40) + tail.seq.cast_signed();
    let mut at = connection.prepare_cached("SELECT at FROM acts WHERE pos = ?1")?;
    Ok(Timestamp(at.query_row([pos], |row| row.get(0)).optional()?.unwrap_or_default()))
}

/// Seq and hash of the last act of a station, as this file numbers it.
pub(crate) fn last_link(connection: &Connection, n: i64) -> Result<Option<(u64, Vec<u8>)>, StoreError> {
    Ok(connection
        .prepare_cached(include_str!("sql/last_link.sql"))?
        .query_row([n], |row| Ok((number(row, "seq")?, row.get("hash")?)))
        .optional()?)
}

/// Appends acts in order; seq, rank and hash are given here.
pub(crate) fn append(
    connection: &Connection,
    tail: &mut Tail,
    manual: &str,
    acts: Vec<NewAct>,
) -> Result<Vec<Recorded>, StoreError> {
    let alone = is_alone(connection)?;
    let mut done: Vec<Recorded> = Vec::with_capacity(acts.len());
    for act in acts {
        let encoded = codec::encode(&act.facts)?;
        let NewAct { id, stream, at, .. } = act;
        let n = stream_number(connection, stream.id, stream.kind.as_str())?;
        // Acts come in runs of one stream; nobody else gives ranks meanwhile.
        let last = match done.last() {
            Some(last) if last.stream == stream => last.rank,
            _ => last_rank(connection, n)?,
        };
        let saw = if alone { Vec::new() } else { seen(connection, n, tail.n)? };
        let header = Header {
            id,
            stream: (stream.kind.as_str(), stream.id, n),
            rank: last + 1,
            saw: written_saw(&saw),
            at,
            by: (act.by.person, &act.by.no, act.by.role.as_str()),
            manual,
        };
        append_one(connection, tail, &header, &encoded)?;
        // What goes on from here is what the log says, as whoever reads it later will understand it.
        let facts = codec::decode(stream.kind.as_str(), &encoded.kinds, &encoded.facts, encoded.personal.as_deref())?;
        let facts = facts.into_iter().map(|(event, _)| event).collect();
        done.extend(NewAct { facts, ..act }.recorded((StationId(tail.station), tail.seq, last + 1), saw));
    }
    Ok(done)
}

/// What stands above the facts of an act.
pub(crate) struct Header<'a> {
    pub id: EventId,
    /// The stream: its kind, its id, and how this file numbers it.
    pub stream: (&'a str, Uuid, i64),
    pub rank: u64,
    pub saw: Option<String>,
    pub at: Timestamp,
    /// Person, number and role.
    pub by: (Uuid, &'a str, &'a str),
    pub manual: &'a str,
}

/// Writes one act behind the tail.
pub(crate) fn append_one(
    connection: &Connection,
    tail: &mut Tail,
    header: &Header<'_>,
    encoded: &Encoded,
) -> Result<(), StoreError> {
    let Header { id, stream: (stream_kind, stream_id, n), rank, saw, at, by: (person, no, role), manual } = header;
    if no.chars().any(|c| c.is_control() || c == ',') || manual.chars().any(char::is_control) {
        return Err(StoreError::BadValue("header"));
    }
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
        stream_kind,
        stream_id: *stream_id,
        rank: *rank,
        saw: saw.as_deref().unwrap_or("-"),
        at: at.0,
        by_person: *person,
        by_no: no,
        by_role: role,
        kinds: &encoded.kinds,
        manual: if manual.is_empty() { "-" } else { manual },
        facts: &encoded.facts,
        personal_hash: personal_hash.as_ref().map(<[u8; 32]>::as_slice),
    };
    let hash = link.hash();
    connection.prepare_cached(include_str!("sql/insert_act.sql"))?.execute(named_params! {
        ":pos": position(tail.n, link.seq), ":id": link.id.as_bytes(), ":stream": n,
        ":rank": signed(*rank), ":saw": saw, ":at": link.at, ":actor": actor_number(connection, header.by)?,
        ":kinds": word_number(connection, link.kinds)?, ":manual": word_number(connection, link.manual)?,
        ":facts": frame::pack(link.facts)?, ":salt": salt,
        ":personal": encoded.personal.as_deref().map(frame::pack).transpose()?,
        // Until it is erased, salt and personal part say it themselves.
        ":personal_hash": None::<Hash>, ":hash": hash,
    })?;
    tail.seq += 1;
    tail.hash = hash.to_vec();
    Ok(())
}

/// Bits of a position that count within a station.
const SEQ_BITS: u32 = 40;

/// How this file numbers a station.
pub(super) fn station_number(connection: &Connection, id: Uuid) -> Result<Option<i64>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT n FROM stations WHERE id = ?1")?;
    Ok(statement.query_row([id.as_bytes()], |row| row.get(0)).optional()?)
}

/// Where the act of a station, as this file numbers it, stands.
pub(crate) fn position(station: i64, seq: u64) -> i64 {
    (station << SEQ_BITS) | signed(seq)
}

/// Whether no other station ever wrote into this file.
fn is_alone(connection: &Connection) -> Result<bool, StoreError> {
    Ok(connection.prepare_cached("SELECT count(*) < 2 FROM stations")?.query_row([], |row| row.get(0))?)
}

/// What of a stream others wrote and the author had, by station.
fn seen(connection: &Connection, stream: i64, station: i64) -> Result<Vec<(StationId, u64)>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("sql/seen.sql"))?;
    let seen =
        statement.query_map((stream, station), |row| Ok((StationId(uuid(row, "station")?), number(row, "seq")?)))?;
    Ok(last_of_each(seen.collect::<Result<Vec<_>, _>>()?))
}

fn written_saw(saw: &[(StationId, u64)]) -> Option<String> {
    let items: Vec<String> = saw.iter().map(|(station, seq)| format!("{}={seq}", station.0)).collect();
    if items.is_empty() { None } else { Some(items.join(",")) }
}

fn read_saw(text: Option<&str>) -> Result<Vec<(StationId, u64)>, StoreError> {
    let items = text.unwrap_or_default().split(',').filter(|item| !item.is_empty());
    let read = |item: &str| {
        let (station, seq) = item.split_once('=')?;
        Some((StationId(station.parse().ok()?), seq.parse().ok()?))
    };
    items.map(|item| read(item).ok_or_else(|| StoreError::Damaged("acts.saw".to_owned()))).collect()
}

/// How this file numbers a stream.
pub(crate) fn stream_number(connection: &Connection, id: Uuid, kind: &str) -> Result<i64, StoreError> {
    let key = (id.as_bytes(), kind);
    numbered(
        connection,
        "SELECT n FROM streams WHERE id = ?1 AND kind = ?2",
        "INSERT INTO streams (id, kind) VALUES (?1, ?2)",
        key,
    )
}

pub(crate) fn actor_number(connection: &Connection, (person, no, role): (Uuid, &str, &str)) -> Result<i64, StoreError> {
    let key = (person.as_bytes(), no, role);
    let look = "SELECT n FROM actors WHERE person = ?1 AND no = ?2 AND role = ?3";
    numbered(connection, look, "INSERT INTO actors (person, no, role) VALUES (?1, ?2, ?3)", key)
}

pub(crate) fn word_number(connection: &Connection, text: &str) -> Result<i64, StoreError> {
    numbered(connection, "SELECT n FROM words WHERE text = ?1", "INSERT INTO words (text) VALUES (?1)", [text])
}

/// The number of what stands once in a table of its own; it gets one where it has none.
fn numbered(connection: &Connection, look: &str, add: &str, key: impl Params + Clone) -> Result<i64, StoreError> {
    let found = connection.prepare_cached(look)?.query_row(key.clone(), |row| row.get(0)).optional()?;
    if let Some(found) = found {
        return Ok(found);
    }
    connection.prepare_cached(add)?.execute(key)?;
    Ok(connection.last_insert_rowid())
}

/// The highest rank of a stream.
pub(crate) fn last_rank(connection: &Connection, stream: i64) -> Result<u64, StoreError> {
    Ok(connection.prepare_cached(include_str!("sql/last_rank.sql"))?.query_row([stream], |row| number(row, "last"))?)
}

/// The facts of a stream in folding order.
pub(crate) fn facts_of(connection: &Connection, stream: StreamId) -> Result<Vec<Recorded>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("sql/acts_of.sql"))?;
    let mut rows = statement.query((stream.id.as_bytes(), stream.kind.as_str()))?;
    let mut facts = Vec::new();
    while let Some(row) = rows.next()? {
        recorded(row, stream, &mut facts)?;
    }
    // A file numbers stations as it met them; the order of all goes by their names.
    facts.sort_by_key(Recorded::order);
    Ok(facts)
}

fn recorded(row: &Row<'_>, stream: StreamId, facts: &mut Vec<Recorded>) -> Result<(), StoreError> {
    let role: String = row.get("role")?;
    let kinds: String = row.get("kinds")?;
    let written = frame::column(row, "facts")?.unwrap_or_default();
    let personal = frame::column(row, "personal")?;
    let decoded = codec::decode(stream.kind.as_str(), &kinds, &written, personal.as_deref())?;
    let (events, own): (Vec<Event>, Vec<Option<EventId>>) = decoded.into_iter().unzip();
    let act = NewAct {
        id: EventId(uuid(row, "id")?),
        stream,
        at: Timestamp(row.get("at")?),
        by: By {
            person: uuid(row, "person")?,
            no: row.get("no")?,
            // A role of a newer version: who it was still stands in `no`, and rules never read the author's role.
            role: role.parse().unwrap_or(Role::System),
        },
        facts: events,
    };
    let (station, pos) = (StationId(uuid(row, "station")?), row.get::<_, i64>("pos")?);
    let seq = pos.cast_unsigned() & ((1 << SEQ_BITS) - 1);
    let saw = read_saw(row.get_ref("saw")?.as_str_or_null().map_err(rusqlite::Error::from)?)?;
    let written = act.recorded((station, seq, number(row, "rank")?), saw);
    facts.extend(written.zip(own).map(|(fact, own)| Recorded { id: own.unwrap_or(fact.id), ..fact }));
    Ok(())
}

/// Whether an act stands in a stream: whoever asks knows which it would be in, so no index of all ids is kept.
pub(crate) fn has(connection: &Connection, stream: StreamId, act: EventId) -> Result<bool, StoreError> {
    let named = (stream.id.as_bytes(), stream.kind.as_str(), act.0.as_bytes());
    Ok(connection.prepare_cached(include_str!("sql/has_act.sql"))?.query_row(named, |row| row.get(0))?)
}

/// Every stream of a kind this version knows.
pub(crate) fn streams(connection: &Connection) -> Result<Vec<StreamId>, StoreError> {
    let mut statement = connection.prepare(include_str!("sql/streams.sql"))?;
    let mut rows = statement.query([])?;
    let mut streams = Vec::new();
    while let Some(row) = rows.next()? {
        let kind: String = row.get("kind")?;
        if let Ok(kind) = kind.parse::<StreamKind>() {
            streams.push(StreamId { kind, id: uuid(row, "id")? });
        }
    }
    Ok(streams)
}

/// Where a new incarnation goes on from.
pub(crate) struct Parent {
    /// The station, and the first one of its line; none for the first of a line.
    pub station: Option<(Uuid, Uuid)>,
    /// The hash of its last act.
    pub hash: Vec<u8>,
}

impl Parent {
    /// Nothing was before.
    pub fn none() -> Self {
        Self { station: None, hash: vec![0; 32] }
    }
}

/// A new incarnation of this file.
pub(crate) fn new_station(
    connection: &Connection,
    (device, inode): (i64, i64),
    parent: &Parent,
) -> Result<Uuid, StoreError> {
    let station = Builder::from_random_bytes(random(connection)?).into_uuid();
    let (after, line) = parent.station.map_or((None, station), |(after, line)| (Some(after), line));
    connection.execute(
        "INSERT INTO stations (id, kind, line, after, device, inode, parent) VALUES (?1, 'own', ?2, ?3, ?4, ?5, ?6)",
        (station.as_bytes(), line.as_bytes(), after.map(Uuid::into_bytes), device, inode, &parent.hash),
    )?;
    Ok(station)
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

/// The same where there may be none.
pub(crate) fn some_uuid(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Uuid>> {
    Ok(row.get::<_, Option<[u8; 16]>>(column)?.map(Uuid::from_bytes))
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

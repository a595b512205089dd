//! The log's first form, one row a fact, and how it becomes the second: everything is written anew by a new station that
//! goes on from where the last one of the first form ended.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Row};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::chain;
use super::codec::{self, Parts};
use super::error::StoreError;
use super::form1_people::Numbers;
use super::frame::DICTIONARY;
use super::log::{self, Header, Parent, Tail};
use super::remake::Follower;
use super::verify::{self, Damage, Fault, Report};
use crate::domain::case::Nature;
use crate::domain::engine::NewAct;
use crate::domain::event::DeskEvent;
use crate::domain::protocol::Progress;
use crate::domain::{Event, EventId, StreamId, StreamKind, Timestamp};

/// A fact of the first form.
struct Fact {
    station: Uuid,
    seq: u64,
    rank: u64,
    salt: Option<Vec<u8>>,
    personal_hash: Option<Vec<u8>>,
    hash: Vec<u8>,
    id: EventId,
    stream: (String, Uuid),
    at: Timestamp,
    /// Person, number and role as written.
    by: (Uuid, String, String),
    manual: String,
    parts: Parts,
}

impl Fact {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            station: log::uuid(row, "station")?,
            seq: log::number(row, "seq")?,
            rank: log::number(row, "rank")?,
            salt: row.get("salt")?,
            personal_hash: row.get("personal_hash")?,
            hash: row.get("hash")?,
            id: EventId(log::uuid(row, "id")?),
            stream: (row.get("stream_kind")?, log::uuid(row, "stream_id")?),
            at: Timestamp(row.get("at")?),
            by: (log::uuid(row, "by_person")?, row.get("by_no")?, row.get("by_role")?),
            manual: row.get("manual")?,
            parts: Parts { kind: row.get("kind")?, facts: row.get("facts")?, personal: row.get("personal")? },
        })
    }

    /// Whether it is as it was written, behind a fact with this hash.
    fn fits(&self, prev: &[u8]) -> bool {
        let Self { parts: Parts { kind, facts, personal }, stream: (stream, id), by: (person, no, role), .. } = self;
        let sealed = match (&self.salt, personal) {
            (Some(salt), Some(personal)) => {
                self.personal_hash.as_deref() == Some(chain::personal_hash(salt, personal).as_slice())
            }
            (None, None) => true,
            _ => false,
        };
        let lines = [
            "zuoxi-chain-1".to_owned(),
            chain::hex(prev),
            self.station.to_string(),
            self.seq.to_string(),
            self.id.0.to_string(),
            stream.clone(),
            id.to_string(),
            self.rank.to_string(),
            self.at.0.to_string(),
            person.to_string(),
            no.clone(),
            role.clone(),
            kind.clone(),
            self.manual.clone(),
            chain::hex(&Sha256::digest(facts)),
            self.personal_hash.as_deref().map_or_else(|| "-".to_owned(), chain::hex),
        ];
        let hash = lines.iter().fold(Sha256::new(), |hash, line| hash.chain_update(line).chain_update("\n"));
        sealed && *hash.finalize() == *self.hash
    }

    /// Whether it follows from a fact before it.
    fn follows(&self, first: &Self) -> bool {
        let Parts { kind, facts, personal } = &self.parts;
        let (event, _) = codec::decode_one(&self.stream.0, kind, facts, personal.as_deref());
        let by_rule = matches!(event, Event::Case(event) if event.nature() == Nature::Consequence);
        by_rule
            && (&self.stream, self.at, &self.by, &self.manual) == (&first.stream, first.at, &first.by, &first.manual)
    }
}

/// Writes every fact anew and drops the first form. The caller holds the transaction; the new station.
pub(crate) fn convert(
    connection: &Connection,
    acts: &str,
    (device, inode): (i64, i64),
    follower: &mut Follower<'_>,
) -> Result<Uuid, StoreError> {
    connection.execute_batch(
        "DROP TRIGGER stations_stay; DROP TRIGGER stations_unchanged;
         ALTER TABLE stations RENAME TO stations_1; ALTER TABLE events RENAME TO events_1;",
    )?;
    connection.execute_batch(acts)?;
    put_dictionary(connection)?;
    let (last, seq, hash, at) = head(connection)?;
    // Whoever copied the folder before either copy was upgraded goes on in one line.
    let line = "SELECT id FROM stations_1 ORDER BY n LIMIT 1";
    let line = connection.query_row(line, [], |row| log::uuid(row, "id")).optional()?.unwrap_or_default();
    let parent = Parent { station: Some((last, line)), hash: hash.clone() };
    let station = log::new_station(connection, (device, inode), &parent)?;
    let mut tail = log::tail(connection, station)?;
    let migrated = DeskEvent::Migrated { form: 1, station: last, seq, hash: chain::hex(&hash) };
    let facts = vec![Event::Desk(migrated)];
    let first = NewAct::of_system(log::new_id(connection, at)?, StreamId::desk(station), at, facts);
    log::append(connection, &mut tail, "", vec![first])?;
    write_all(connection, &mut tail, follower)?;
    connection.execute_batch("DROP TABLE events_1; DROP TABLE stations_1;")?;
    Ok(station)
}

/// Station, seq and hash the first form ended with, and when.
fn head(connection: &Connection) -> Result<(Uuid, u64, Vec<u8>, Timestamp), StoreError> {
    let station = "SELECT id FROM stations_1 ORDER BY n DESC LIMIT 1";
    let station = connection.query_row(station, [], |row| log::uuid(row, "id")).optional()?.unwrap_or_default();
    let sql = "SELECT seq, hash, at FROM events_1 JOIN stations_1 ON stations_1.id = station ORDER BY n DESC, seq DESC LIMIT 1";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    Ok(match rows.next()? {
        Some(row) => (station, log::number(row, "seq")?, row.get("hash")?, Timestamp(row.get("at")?)),
        None => (station, 0, vec![0; 32], Timestamp(0)),
    })
}

fn write_all(connection: &Connection, tail: &mut Tail, follower: &mut Follower<'_>) -> Result<(), StoreError> {
    let count = "SELECT count(*) FROM events_1";
    let all = "SELECT events_1.*, parent FROM events_1 JOIN stations_1 ON stations_1.id = station ORDER BY n, seq";
    let numbers = Numbers::read(connection)?;
    let mut act: Vec<Fact> = Vec::new();
    each(connection, (count, all), follower, |fact, fits| {
        if !fits {
            // Written anew it would look as good as the others.
            return Err(StoreError::Damaged(format!("fact {} of station {}", fact.seq, fact.station)));
        }
        let parts = numbers.named(fact.parts.clone(), &fact.by.1);
        let fact = Fact { parts, ..fact };
        if act.first().is_some_and(|first| !fact.follows(first)) {
            write(connection, tail, &std::mem::take(&mut act))?;
        }
        act.push(fact);
        Ok(())
    })?;
    write(connection, tail, &act)
}

/// Tells of every fact in the order of the chain, and whether it is as it was written.
fn each(
    connection: &Connection,
    (count, all): (&str, &str),
    follower: &mut Follower<'_>,
    mut tell: impl FnMut(Fact, bool) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let total: i64 = connection.query_row(count, [], |row| row.get(0))?;
    let mut progress = Progress { done: 0, total: total.cast_unsigned() };
    let mut statement = connection.prepare(all)?;
    let mut rows = statement.query([])?;
    let mut last: Option<(Uuid, Vec<u8>)> = None;
    while let Some(row) = rows.next()? {
        follower.hear(progress)?;
        let fact = Fact::read(row)?;
        let prev = match last {
            Some((station, hash)) if station == fact.station => hash,
            _ => row.get("parent")?,
        };
        last = Some((fact.station, fact.hash.clone()));
        let fits = fact.fits(&prev);
        tell(fact, fits)?;
        progress.done += 1;
    }
    follower.hear(progress)
}

/// Recomputes the chain over every fact of a store in its first form.
pub(super) fn check_chain(
    connection: &Connection,
    report: &mut Report,
    follower: &mut Follower<'_>,
) -> Result<(), StoreError> {
    let count = "SELECT count(*) FROM events";
    let all = "SELECT events.*, parent FROM events JOIN stations ON stations.id = station ORDER BY n, seq";
    let mut cases = BTreeSet::new();
    let mut heads: Vec<(Uuid, u64, Vec<u8>)> = Vec::new();
    each(connection, (count, all), follower, |fact, fits| {
        let Fact { station, seq, hash, stream: (kind, stream), .. } = fact;
        if !fits {
            report.damages.push(Damage::Act { station, seq, what: Fault::Changed, about: None });
        }
        report.acts += 1;
        if kind == StreamKind::Case.as_str() {
            cases.insert(stream);
        }
        heads.pop_if(|(last, ..)| *last == station);
        heads.push((station, seq, hash));
        Ok(())
    })?;
    report.cases = cases.len() as u64;
    report.heads = heads.into_iter().map(verify::head).collect();
    Ok(())
}

/// Writes facts as one act.
fn write(connection: &Connection, tail: &mut Tail, facts: &[Fact]) -> Result<(), StoreError> {
    let Some(Fact { id, stream: (kind, stream), at, by: (person, no, role), manual, .. }) = facts.first() else {
        return Ok(());
    };
    let n = log::stream_number(connection, *stream, kind)?;
    let header = Header {
        id: *id,
        stream: (kind, *stream, n),
        rank: log::last_rank(connection, n)? + 1,
        saw: None,
        at: *at,
        by: (*person, no, role),
        manual,
    };
    let parts = facts.iter().enumerate().map(|(place, fact)| {
        if fact.id == id.fact(place) { Ok(fact.parts.clone()) } else { fact.parts.clone().with_id(fact.id) }
    });
    log::append_one(connection, tail, &header, &codec::joined(parts)?)
}

/// Copies the dictionary into a new log.
pub(crate) fn put_dictionary(connection: &Connection) -> Result<(), StoreError> {
    connection.execute("INSERT INTO dictionary (n, bytes) VALUES (?1, ?2)", DICTIONARY)?;
    Ok(())
}

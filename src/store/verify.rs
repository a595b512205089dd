//! Checking a store: the file's structure, the chain of acts, and rows against a replay.

use std::collections::BTreeSet;
use std::fmt;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use uuid::Uuid;

use super::chain::{self, Link};
use super::error::StoreError;
use super::frame;
use super::log;
use super::project::case_values;
use super::remake::{self, Follower};
use super::row::{self, RowMaker};
use super::salvage::Gaps;
use super::{branches, parties, tasks};
use crate::domain::parties::Person;
use crate::domain::protocol::Progress;
use crate::domain::{StreamKind, Timestamp, fold};

/// Acts at the end of a chain that are looked at after a fault, before the next one is written.
const TAIL: u64 = 64;

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Acts read.
    pub acts: u64,
    /// Cases replayed.
    pub cases: u64,
    /// The hash of each station's last act: kept elsewhere, they prove later that nothing was rewritten.
    pub heads: Vec<(Uuid, u64, String)>,
    /// The mark beside the store cannot be read, so that nobody knows whether something is missing at its end.
    pub mark_lost: bool,
    /// Acts that were missing when the store was salvaged; what is here is proved without them.
    pub gaps: u64,
    /// Rows were compared; otherwise they are to be made anew first.
    pub compared: bool,
    /// What is wrong; empty when all is well.
    pub damages: Vec<Damage>,
}

/// Something that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// SQLite's own check complains.
    File(String),
    /// Acts that were told to be saved are missing at the end.
    Missing {
        /// How many, as far as that is known.
        acts: u64,
        /// When the last of them was made.
        last: Timestamp,
    },
    /// An act a checkpoint names is not there any more, or another one is.
    Checkpoint {
        /// The station that wrote it.
        station: Uuid,
        /// Its place there.
        seq: u64,
    },
    /// An act or its predecessor was changed: the hash does not fit.
    Act {
        /// The station that wrote it.
        station: Uuid,
        /// Its place there.
        seq: u64,
        /// Which check failed.
        what: Fault,
        /// What it says of itself, as far as that can be read.
        about: Option<About>,
    },
    /// The row of a case is not what its facts make of it; `rebuild` repairs that.
    CaseRow(Uuid),
    /// The row of somebody who works here is not what their facts make of it; `rebuild` repairs that.
    PersonRow(Uuid),
    /// A row belongs to nothing in the log; `rebuild` repairs that.
    StrayRow(Uuid),
}

/// Which check of an act failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// One before it is missing.
    Gap,
    /// What it says cannot be read.
    Unreadable,
    /// It or the one before it was changed.
    Changed,
}

impl Fault {
    /// Its code, in the words of the check (`verify-fault-<code>`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::Unreadable => "unreadable",
            Self::Changed => "changed",
        }
    }
}

/// What an act that is not as it was written says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// When it was made.
    pub at: Timestamp,
    /// The kind of its stream.
    pub stream: String,
    /// The number of its case, where it is about one.
    pub no: Option<String>,
}

impl Damage {
    /// Whether `rebuild` repairs it.
    pub const fn is_of_rows(&self) -> bool {
        matches!(self, Self::CaseRow(_) | Self::PersonRow(_) | Self::StrayRow(_))
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(text) => write!(f, "file: {text}"),
            Self::Act { station, seq, what, .. } => write!(f, "act {seq} of station {station}: {}", what.as_str()),
            Self::Missing { acts, .. } => write!(f, "{acts} acts are missing at the end"),
            Self::Checkpoint { station, seq } => {
                write!(f, "act {seq} of station {station} is not that of the checkpoint")
            }
            Self::CaseRow(id) => write!(f, "row of case {id}"),
            Self::PersonRow(id) => write!(f, "row of person {id}"),
            Self::StrayRow(id) => write!(f, "row {id} without facts"),
        }
    }
}

/// Checks structure, chain and rows.
pub(crate) fn verify(
    connection: &Connection,
    rows: &RowMaker,
    rows_version: Option<&str>,
    follower: &mut Follower<'_>,
) -> Result<Report, StoreError> {
    let mut report = Report::default();
    // One snapshot: other processes may write meanwhile.
    let snapshot = connection.unchecked_transaction()?;
    // What cannot even be read is a finding, and the other checks go on.
    let comparable = remake::made_under(&snapshot).is_ok_and(|made_under| made_under.as_deref() == rows_version);
    let mut way = Way { progress: Progress { done: 0, total: steps(&snapshot, comparable).unwrap_or(0) }, follower };
    let file = check_file(&snapshot, &mut report);
    let chain = check_chain(&snapshot, &mut report, &mut way);
    report.compared = comparable;
    let rows = if comparable { check_rows(&snapshot, rows, &mut report, &mut way) } else { Ok(()) };
    for result in [file, chain, rows] {
        report.found(result)?;
    }
    Ok(report)
}

impl Report {
    /// Takes what one check came to: one that could not be made to its end is a finding, unless it was ended.
    pub(super) fn found(&mut self, result: Result<(), StoreError>) -> Result<(), StoreError> {
        match result {
            Err(error @ (StoreError::Busy | StoreError::Stopped)) => return Err(error),
            Err(error) => self.damages.push(Damage::File(error.to_string())),
            Ok(()) => {}
        }
        Ok(())
    }
}

/// How far a check is, and who follows it.
struct Way<'a, 'b> {
    progress: Progress,
    follower: &'a mut Follower<'b>,
}

impl Way<'_, '_> {
    /// One more act or case was looked at.
    fn step(&mut self) -> Result<(), StoreError> {
        self.progress.done += 1;
        self.progress.total = self.progress.total.max(self.progress.done);
        self.follower.hear(self.progress)
    }
}

/// Acts whose chain is checked, and cases whose rows are compared.
fn steps(connection: &Connection, rows: bool) -> Result<u64, StoreError> {
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).map(i64::cast_unsigned);
    let cases = if rows { count(include_str!("sql/count_cases.sql"))? } else { 0 };
    Ok(count("SELECT count(*) FROM acts")? + cases)
}

pub(super) fn check_file(connection: &Connection, report: &mut Report) -> Result<(), StoreError> {
    for check in ["PRAGMA integrity_check(20)", "PRAGMA foreign_key_check"] {
        let mut statement = connection.prepare(check)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let text: String = row.get(0)?;
            if text != "ok" {
                report.damages.push(Damage::File(text));
            }
        }
    }
    Ok(())
}

/// What is wrong with the chains of a store, which somebody else holds still.
pub(super) fn chain_of(connection: &Connection, follower: &mut Follower<'_>) -> Result<Vec<Damage>, StoreError> {
    let mut report = Report::default();
    let mut way = Way { progress: Progress { done: 0, total: steps(connection, false)? }, follower };
    check_chain(connection, &mut report, &mut way)?;
    Ok(report.damages)
}

/// What is wrong with the last acts of a station: what a fault at its end could have hurt.
pub(super) fn tail_of(connection: &Connection, tail: &log::Tail) -> Result<Vec<Damage>, StoreError> {
    let mut report = Report::default();
    let from = tail.seq.saturating_sub(TAIL).max(1);
    let Some(hash) = log::hash_at(connection, tail.n, from)? else { return Ok(Vec::new()) };
    let mut nobody = Follower::nobody();
    let mut way = Way { progress: Progress { done: 0, total: TAIL }, follower: &mut nobody };
    let behind = (tail.n << 40) + from.cast_signed();
    check_chain_from(connection, (behind, Some((tail.station, from, hash))), &mut report, &mut way)?;
    Ok(report.damages)
}

fn check_chain(connection: &Connection, report: &mut Report, way: &mut Way<'_, '_>) -> Result<(), StoreError> {
    check_chain_from(connection, (0, None), report, way)
}

/// The chain behind a place in the log, whose link is known.
fn check_chain_from(
    connection: &Connection,
    (behind, mut last): (i64, Option<(Uuid, u64, Vec<u8>)>),
    report: &mut Report,
    way: &mut Way<'_, '_>,
) -> Result<(), StoreError> {
    let gaps = Gaps::read(connection)?;
    report.gaps = gaps.acts();
    let mut statement = connection.prepare_cached(include_str!("sql/chain.sql"))?;
    let mut rows = statement.query([behind])?;
    while let Some(row) = rows.next()? {
        way.step()?;
        report.acts += 1;
        let station = log::uuid(row, "station")?;
        let seq = log::number(row, "seq")?;
        let (before, prev) = match last.take() {
            Some((of, before, hash)) if of == station => (before, Some(hash)),
            other => {
                report.heads.extend(other.map(head));
                (0, Some(row.get::<_, Option<Vec<u8>>>("parent")?.unwrap_or_default()))
            }
        };
        let gap = gaps.between(station, before, seq);
        let is_known = gap.is_some();
        let prev = gap.map_or(prev, |gap| gap.leads_on);
        let mut damage = |what| {
            report.damages.push(Damage::Act { station, seq, what, about: about(connection, row) });
        };
        if seq != before + 1 && !is_known {
            damage(Fault::Gap);
        }
        let hash: Vec<u8> = row.get("hash")?;
        match prev.map_or_else(|| Ok(Some(hash.clone())), |prev| link_hash(row, &prev))? {
            None => damage(Fault::Unreadable),
            Some(made) if made != hash => damage(Fault::Changed),
            Some(_) => {}
        }
        last = Some((station, seq, hash));
    }
    report.heads.extend(last.map(head));
    Ok(())
}

fn about(connection: &Connection, row: &Row<'_>) -> Option<About> {
    let stream: String = row.get("stream_kind").ok()?;
    let id = log::uuid(row, "stream_id").ok()?;
    let no = row::number(connection, id);
    Some(About { at: Timestamp(row.get("at").ok()?), stream, no: no.ok() })
}

pub(super) fn head((station, seq, hash): (Uuid, u64, Vec<u8>)) -> (Uuid, u64, String) {
    (station, seq, chain::hex(&hash))
}

/// The hash an act should have; nothing where its parts cannot be read.
fn link_hash(row: &Row<'_>, prev: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
    let text = |column: &str| row.get::<_, String>(column);
    let Ok(Some(facts)) = frame::column(row, "facts") else { return Ok(None) };
    let salt: Option<Vec<u8>> = row.get("salt")?;
    let personal_hash: Option<Vec<u8>> = match (salt, frame::column(row, "personal")) {
        (Some(salt), Ok(Some(personal))) if row.get_ref("personal_hash")? == ValueRef::Null => {
            Some(chain::personal_hash(&salt, &personal).to_vec())
        }
        // Never there, or erased: the hash of the act covers which of the two.
        (None, Ok(None)) => row.get("personal_hash")?,
        _ => return Ok(None),
    };
    let link = Link {
        prev,
        station: log::uuid(row, "station")?,
        seq: log::number(row, "seq")?,
        id: log::uuid(row, "id")?,
        stream_kind: &text("stream_kind")?,
        stream_id: log::uuid(row, "stream_id")?,
        rank: log::number(row, "rank")?,
        saw: &text("saw")?,
        at: row.get("at")?,
        by_person: log::uuid(row, "person")?,
        by_no: &text("no")?,
        by_role: &text("role")?,
        kinds: &text("kinds")?,
        manual: &text("manual")?,
        facts: &facts,
        personal_hash: personal_hash.as_deref(),
    };
    Ok(Some(link.hash().to_vec()))
}

fn check_rows(
    connection: &Connection,
    rows: &RowMaker,
    report: &mut Report,
    way: &mut Way<'_, '_>,
) -> Result<(), StoreError> {
    let (mut known, stations) = (BTreeSet::new(), branches::stations(connection)?);
    for stream in log::streams(connection)? {
        if stream.kind == StreamKind::Person {
            let made = Person::of(stream.id, &log::facts_of(connection, stream)?, &stations);
            if made != parties::person_with(connection, stream.id)? {
                report.damages.push(Damage::PersonRow(stream.id));
            }
        }
        if stream.kind != StreamKind::Case {
            continue;
        }
        way.step()?;
        report.cases += 1;
        known.insert(stream.id);
        let facts = log::facts_of(connection, stream)?;
        let made = case_values(fold(&facts).as_ref(), &facts, rows);
        let (case, owed) = made.map_or((None, Vec::new()), |made| (Some(made.case), made.tasks));
        if case != row::stored(connection, stream.id)? || owed != tasks::stored(connection, stream.id)? {
            report.damages.push(Damage::CaseRow(stream.id));
        }
    }
    let mut statement = connection.prepare("SELECT id FROM cases UNION SELECT case_id AS id FROM tasks ORDER BY id")?;
    let ids = statement.query_map([], |row| log::uuid(row, "id"))?;
    for id in ids {
        let id = id?;
        if !known.contains(&id) {
            report.damages.push(Damage::StrayRow(id));
        }
    }
    Ok(())
}

//! Taking in what was worked in a copy of this folder: its chains are checked, its acts laid in unchanged beside ours, and
//! what they touch is folded anew.
//!
//! *Invariant*: acts come in the order of their station, so that whoever is cut short goes on from there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Row, named_params};
use uuid::Uuid;

use super::connection::{self, APPLICATION_ID};
use super::error::StoreError;
use super::migrate::FORMAT;
use super::remake::Follower;
use super::row::RowMaker;
use super::salvage::Gaps;
use super::{absorbed, log, place, project, verify, view};
use crate::domain::protocol::Progress;
use crate::domain::{Role, StreamId, StreamKind};

/// What was taken in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Absorbed {
    /// Acts of people that were not here before.
    pub acts: u64,
    /// Cases they are about.
    pub cases: BTreeSet<Uuid>,
    /// Acts of time and rules beside them.
    pub by_time: u64,
    /// Numbers of those on which both sides changed the same without having seen each other: a person should look.
    pub clashing: BTreeMap<Uuid, String>,
    /// Numbers that more than one case has now.
    pub twice: BTreeSet<String>,
    /// Numbers of telephones under which a customer has a file on either side.
    pub known_twice: usize,
    /// Numbers of cases that were merged into each other, one on either side, and go on again.
    pub reopened: Vec<String>,
    /// Numbers of cases that were attached to a major matter that was over on the other side.
    pub given_back: Vec<String>,
}

impl Absorbed {
    fn count(&mut self, by_system: bool, stream: Option<StreamId>) {
        if stream.is_some_and(|stream| absorbed::is_of_office(stream.kind)) {
            return;
        }
        if by_system {
            self.by_time += 1;
            return;
        }
        self.acts += 1;
        self.cases.extend(stream.filter(|stream| stream.kind == StreamKind::Case).map(|stream| stream.id));
    }
}

/// Acts of one transaction: the lock is held for some milliseconds, and others save in between.
const AT_A_TIME: u32 = 25;

/// One station of the other store, as both sides have it.
struct Chain {
    id: Uuid,
    /// How the other file numbers it.
    n: i64,
    branch: Uuid,
    /// What is here already.
    have: u64,
    /// What is there.
    head: u64,
}

/// The other store, in one look that does not change meanwhile.
pub(super) struct Source {
    connection: Connection,
}

impl Source {
    /// Opens it and checks every hash of it.
    ///
    /// # Errors
    /// [`StoreError::Same`] where it is the store at `here`, [`StoreError::Other`] where something is wrong with it.
    pub fn open(file: &Path, here: &Path, follower: &mut Follower<'_>) -> Result<Self, StoreError> {
        let ours = place::identity(here)?;
        Self::look(file, ours, follower).map_err(StoreError::of_other)
    }

    fn look(file: &Path, ours: (i64, i64), follower: &mut Follower<'_>) -> Result<Self, StoreError> {
        let file = place::store_at(file)?;
        if place::identity(&file)? == ours {
            return Err(StoreError::Same(file));
        }
        let connection = connection::open_bare(&file)?;
        let imprint = connection::imprint(&connection, &file)?;
        if imprint.application_id != APPLICATION_ID {
            return Err(StoreError::Foreign { path: file, found: imprint.application_id });
        }
        match imprint.user_version {
            FORMAT => {}
            newer if newer > FORMAT => return Err(StoreError::Newer { needs: newer, knows: FORMAT }),
            _ => return Err(StoreError::Older(file)),
        }
        connection.execute_batch("BEGIN")?;
        if let Some(damage) = verify::chain_of(&connection, follower)?.into_iter().next() {
            return Err(StoreError::Damaged(damage.to_string()));
        }
        Ok(Self { connection })
    }

    /// Its stations with what is here of each.
    ///
    /// # Errors
    /// [`StoreError::Forked`] where one wrote otherwise there; [`StoreError::Practice`] where only one of the two is a
    /// practice store.
    pub fn missing(&self, here: &Connection) -> Result<Missing, StoreError> {
        if view::meta(&self.connection, "demo")? != view::meta(here, "demo")? {
            return Err(StoreError::Practice);
        }
        let mut statement =
            self.connection.prepare("SELECT n, id, coalesce(branch, line) AS branch FROM stations ORDER BY n")?;
        let stations = statement
            .query_map([], |row| Ok((row.get::<_, i64>("n")?, log::uuid(row, "id")?, log::uuid(row, "branch")?)))?;
        let mut chains = Vec::new();
        for station in stations {
            let (n, id, branch) = station?;
            let head = last_seq(&self.connection, n)?;
            let ours = log::station_number(here, id)?;
            let have = ours.map_or(Ok(0), |ours| last_seq(here, ours))?;
            let both = have.min(head);
            if let Some(ours) = ours
                && hash_at(here, ours, both)? != hash_at(&self.connection, n, both)?
            {
                return Err(StoreError::Forked(id));
            }
            chains.push(Chain { id, n, branch, have, head });
        }
        Ok(Missing { chains, done: 0 })
    }
}

/// What is still to be taken in.
pub(super) struct Missing {
    chains: Vec<Chain>,
    done: u64,
}

impl Missing {
    /// The branches of the stations that come in.
    pub fn branches(&self) -> BTreeSet<Uuid> {
        self.chains.iter().map(|chain| chain.branch).collect()
    }

    /// How far each of them has come in.
    pub fn heads(&self) -> Vec<(Uuid, u64)> {
        self.chains.iter().map(|chain| (chain.id, chain.have)).collect()
    }

    pub fn progress(&self) -> Progress {
        let left: u64 = self.chains.iter().map(|chain| chain.head.saturating_sub(chain.have)).sum();
        Progress { done: self.done, total: self.done + left }
    }

    /// Lays the next acts in and makes the rows of what they touch anew; whether there were any.
    pub fn step(
        &mut self,
        source: &Source,
        here: &Connection,
        rows: &RowMaker,
        absorbed: &mut Absorbed,
    ) -> Result<bool, StoreError> {
        let Some(chain) = self.chains.iter_mut().find(|chain| chain.have < chain.head) else { return Ok(false) };
        let station = station_here(here, &source.connection, chain)?;
        // Somebody else may have begun to take it in as well.
        chain.have = last_seq(here, station)?;
        let (before, mut follows) = (chain.have, false);
        let mut touched = BTreeSet::new();
        let mut statement = source.connection.prepare_cached(include_str!("sql/acts_after.sql"))?;
        let mut acts = statement.query((chain.n, log::signed(chain.have), AT_A_TIME))?;
        while let Some(act) = acts.next()? {
            let stream = lay_in(here, station, act)?;
            touched.extend(stream);
            // That it was taken in is an act of the store itself: two that look across in turn come to rest.
            follows |= !stream.is_some_and(|stream| absorbed::is_of_office(stream.kind));
            chain.have = log::number(act, "seq")?;
            self.done += 1;
            absorbed.count(act.get::<_, String>("role")? == Role::System.as_str(), stream);
        }
        if follows {
            absorbed::note_begun(here, (chain.id, before))?;
        }
        for stream in touched {
            project::project(here, stream, &log::facts_of(here, stream)?, rows)?;
        }
        Ok(true)
    }
}

/// Writes one act as it was written there; the stream it is about, where this version knows its kind.
fn lay_in(here: &Connection, station: i64, act: &Row<'_>) -> Result<Option<StreamId>, StoreError> {
    let text = |column: &str| act.get::<_, String>(column);
    let (kind, id) = (text("stream_kind")?, log::uuid(act, "stream_id")?);
    here.prepare_cached(include_str!("sql/insert_act.sql"))?.execute(named_params! {
        ":pos": log::position(station, log::number(act, "seq")?),
        ":id": log::uuid(act, "id")?.as_bytes(),
        ":stream": log::stream_number(here, id, &kind)?,
        ":rank": act.get::<_, i64>("rank")?,
        ":saw": act.get::<_, Option<String>>("saw")?,
        ":at": act.get::<_, i64>("at")?,
        ":actor": log::actor_number(here, (log::uuid(act, "person")?, &text("no")?, &text("role")?))?,
        ":kinds": log::word_number(here, &text("kinds")?)?,
        ":manual": log::word_number(here, &text("manual")?)?,
        ":facts": act.get::<_, Vec<u8>>("facts")?,
        ":salt": act.get::<_, Option<Vec<u8>>>("salt")?,
        ":personal": act.get::<_, Option<Vec<u8>>>("personal")?,
        ":personal_hash": act.get::<_, Option<Vec<u8>>>("personal_hash")?,
        ":hash": act.get::<_, Vec<u8>>("hash")?,
    })?;
    Ok(kind.parse::<StreamKind>().ok().map(|kind| StreamId { kind, id }))
}

/// How this file numbers the station; one it does not know becomes known as a whole one of another folder.
fn station_here(here: &Connection, there: &Connection, chain: &Chain) -> Result<i64, StoreError> {
    if let Some(n) = log::station_number(here, chain.id)? {
        return Ok(n);
    }
    // What was salvaged with gaps has them here, too.
    let sql = "SELECT branch, line, after, parent, CASE kind WHEN 'part' THEN 'part' ELSE 'whole' END AS kind
        FROM stations WHERE n = ?1";
    let (branch, line, after, parent, kind) = there.query_row(sql, [chain.n], |row| {
        let id = |column| row.get::<_, Option<[u8; 16]>>(column);
        Ok((id("branch")?, id("line")?, id("after")?, row.get::<_, Vec<u8>>("parent")?, row.get::<_, String>("kind")?))
    })?;
    let sql = "INSERT INTO stations (id, kind, branch, line, after, parent) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    here.execute(sql, (chain.id.as_bytes(), kind, branch, line, after, parent))?;
    Gaps::read(there)?.and(Gaps::read(here)?).write(here)?;
    Ok(here.last_insert_rowid())
}

fn last_seq(connection: &Connection, n: i64) -> Result<u64, StoreError> {
    Ok(log::last_link(connection, n)?.map_or(0, |(seq, _)| seq))
}

fn hash_at(connection: &Connection, n: i64, seq: u64) -> Result<Option<Vec<u8>>, StoreError> {
    let pos = log::position(n, seq);
    Ok(connection.query_row("SELECT hash FROM acts WHERE pos = ?1", [pos], |row| row.get(0)).optional()?)
}

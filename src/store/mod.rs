//! The store: one file with an append-only log of facts, and the rows that lists read, derived from it.
//!
//! [`Store`] owns every connection. One write is one transaction: load, fold, decide, append, chain, rows
//! ([`Store::write`]). Nothing here knows the time: it is an argument everywhere.
//!
//! *Invariant*: rows are a function of the log; [`Store::rebuild`] makes the same rows as every write did.
//! *Invariant*: `(station, seq)` is unique and gapless, and no row of `events` ever changes but by erasure.

mod census;
mod chain;
mod codec;
mod connection;
pub mod drafts;
mod error;
mod lock;
mod log;
mod migrate;
mod open;
mod parties;
mod place;
mod project;
mod queue;
mod row;
mod tasks;
mod verify;
mod view;
mod write;

pub use census::{Census, sqlite_version};
pub use drafts::Journal;
pub use error::{StoreError, WriteError};
pub use open::Open;
pub use queue::{CallerHistory, QueueAsk};
pub use row::RowMaker;
pub use tasks::TaskAsk;
pub use verify::{Damage, Report};
pub use view::View;
pub use write::{WriteTo, Written};

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use uuid::Uuid;

use crate::domain::parties::Person;
use crate::domain::protocol::{CustomerCard, FollowUpPage, QueuePage};
use crate::domain::{Recorded, StationId, StreamId};
use lock::Lock;
use place::Place;

/// One store file, open.
pub struct Store {
    place: Place,
    lock: Lock,
    /// Gone after a fault, until the file was opened again and verified.
    writer: Option<Connection>,
    reader: Option<Connection>,
    station: Uuid,
    prefix: String,
    demo: bool,
    rows: RowMaker,
    /// Names the rules behind `rows`; nothing before the desk installed its own.
    rows_version: Option<String>,
    /// The writer's last `data_version`: moves only when another connection commits.
    seen_version: i64,
    copy: Option<PathBuf>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("file", &self.place.file).field("station", &self.station).finish_non_exhaustive()
    }
}

impl Store {
    /// The file.
    pub fn path(&self) -> &Path {
        &self.place.file
    }

    /// The folder the file and its draft journals lie in.
    pub fn folder(&self) -> &Path {
        &self.place.folder
    }

    /// The incarnation that writes now.
    pub const fn station(&self) -> StationId {
        StationId(self.station)
    }

    /// Whether the store holds a demonstration: only such a store accepts a changed clock.
    pub const fn is_demo(&self) -> bool {
        self.demo
    }

    /// What case numbers begin with.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The copy made before the store was brought up to date at this opening, if it was.
    pub fn copy_before_migration(&self) -> Option<&Path> {
        self.copy.as_deref()
    }

    /// The settings of the writing connection as SQLite reports them.
    pub fn settings(&self) -> Result<Vec<(&'static str, String)>, StoreError> {
        self.writer.as_ref().map_or_else(|| Err(closed()), connection::settings)
    }

    /// The facts of a stream in folding order.
    pub fn facts(&mut self, stream: StreamId) -> Result<Vec<Recorded>, StoreError> {
        self.read(|connection| log::facts_of(connection, stream))
    }

    /// A consistent look at the store.
    pub fn view<T>(&mut self, look: impl FnOnce(&View<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let (prefix, station) = (self.prefix.clone(), self.station);
        self.read(|connection| look(&View::new(connection, &prefix, station)))
    }

    /// A customer file in short.
    pub fn customer(&mut self, id: Uuid) -> Result<Option<CustomerCard>, StoreError> {
        self.read(|connection| parties::customer(connection, id))
    }

    /// Everybody who works here, by number.
    pub fn people(&mut self) -> Result<Vec<Person>, StoreError> {
        self.read(parties::people)
    }

    /// A page of the queue with the badges.
    pub fn queue(&mut self, ask: &QueueAsk<'_>) -> Result<QueuePage, StoreError> {
        self.read(|connection| queue::page(connection, ask))
    }

    /// A page of the work list of follow-ups.
    pub fn tasks(&mut self, ask: &TaskAsk<'_>) -> Result<FollowUpPage, StoreError> {
        self.read(|connection| tasks::page(connection, ask))
    }

    /// The cases of a number (digits only) or customers.
    pub fn history_of(&mut self, number: &str, customers: &[Uuid]) -> Result<CallerHistory, StoreError> {
        self.read(|connection| queue::history_of(connection, number, customers))
    }

    /// Whether another process saved something since the last call; costs microseconds.
    pub fn changed(&mut self) -> Result<bool, StoreError> {
        let Some(writer) = &self.writer else { return Ok(false) };
        let version = writer.pragma_query_one(None, "data_version")?;
        Ok(std::mem::replace(&mut self.seen_version, version) != version)
    }

    /// Gives the writing connection a larger cache, for filling a store; it stays until the store is closed.
    pub fn expect_many(&mut self) -> Result<(), StoreError> {
        // In KiB, by its sign.
        self.writer
            .as_ref()
            .map_or_else(|| Err(closed()), |writer| Ok(writer.execute_batch("PRAGMA cache_size = -131072")?))
    }

    /// Carries the write-ahead log over into the file; for idle moments.
    pub fn tidy(&mut self) -> Result<(), StoreError> {
        let Some(writer) = &self.writer else { return Ok(()) };
        writer.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// Runs a reading step in one snapshot, on the connection that cannot write.
    fn read<T>(&mut self, step: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut reader = match self.reader.take() {
            Some(reader) => reader,
            None => self.open_reader()?,
        };
        let result = (|| {
            let snapshot = reader.transaction()?;
            step(&snapshot)
        })();
        if !result.as_ref().is_err_and(StoreError::is_sticky) {
            self.reader = Some(reader);
        }
        result
    }
}

fn closed() -> StoreError {
    StoreError::Io("the connection was dropped after a fault".to_owned())
}

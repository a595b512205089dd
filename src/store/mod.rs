//! The store: one file with an append-only log of facts, and the rows that lists read, derived from it.
//!
//! [`Store`] owns every connection. One write is one transaction: load, fold, decide, append, chain, rows
//! ([`Store::write`]). Nothing here knows the time: it is an argument everywhere.
//!
//! *Invariant*: rows are a function of the log; [`Store::rebuild`] makes the same rows as every write did.
//! *Invariant*: `(station, seq)` is unique and gapless, and no row of `acts` ever changes but by erasure.

mod absorb;
mod absorbed;
mod aside;
mod branches;
mod census;
mod chain;
mod codec;
mod connection;
mod contacts;
pub mod copies;
pub mod drafts;
mod erase;
mod error;
mod form1;
mod form1_people;
mod frame;
mod lock;
mod log;
mod look;
mod mark;
mod migrate;
mod older;
mod open;
mod parties;
mod place;
mod presence;
mod project;
mod queue;
mod reader;
mod remake;
mod row;
mod ruins;
mod salvage;
mod shape;
mod tasks;
mod tidy;
mod verify;
mod view;
mod write;

pub use absorb::Absorbed;
pub use census::{Census, sqlite_version};
pub use drafts::{Journal, Remark};
pub use erase::Erased;
pub use error::{StoreError, WriteError};
pub use look::{Head, Look};
pub use migrate::FORMAT;
pub use older::{Older, Room};
pub use open::Open;
pub use place::drafts_of;
pub use presence::Presence;
pub use queue::{CallerHistory, QueueAsk};
pub use reader::Reader;
pub use remake::Follower;
pub use row::RowMaker;
pub use salvage::{Lost, Salvaged, salvage};
pub use tasks::TaskAsk;
pub use verify::{About, Damage, Fault, Report};
pub use view::View;
pub use write::{WriteTo, Written};

use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use uuid::Uuid;

use crate::domain::{StationId, Timestamp};
use lock::Lock;
use place::Place;
use tidy::Owed;

/// One store file, open.
pub struct Store {
    place: Place,
    lock: Lock,
    /// Gone after a fault, until the file was opened again and checked.
    writer: Option<Connection>,
    /// Why it is gone.
    doubt: Doubt,
    /// The whole is still to be checked, beside the work.
    unchecked: bool,
    /// Why nothing is written any more.
    frozen: Option<StoreError>,
    /// Device and inode of the file that was opened.
    on: (i64, i64),
    owed: Owed,
    reader: Reader,
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

/// Why a store is opened again before the next write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doubt {
    /// Reading or writing failed: what was acknowledged is looked for, the whole checked later.
    Fault,
    /// Somebody else wrote the file: the whole is checked first.
    AnotherHand,
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

    /// The folder of the draft journals of those who work with it.
    pub fn drafts(&self) -> PathBuf {
        self.place.drafts()
    }

    /// Why nothing is written any more; nothing while the store can be trusted.
    pub const fn frozen(&self) -> Option<&StoreError> {
        self.frozen.as_ref()
    }

    /// When the last act that was told to be saved was made; nothing where none was.
    pub fn last_saved(&self) -> Option<Timestamp> {
        self.lock.note().mark().filter(|mark| mark.at > 0 && self.frozen.is_none()).map(|mark| Timestamp(mark.at))
    }

    /// Whether the whole is to be checked since something went wrong; asked once.
    pub const fn owes_check(&mut self) -> bool {
        std::mem::replace(&mut self.unchecked, false)
    }

    /// Nothing is to be written any more: a check found something wrong.
    pub fn freeze(&mut self, why: StoreError) {
        tracing::error!(%why, "the store is not written any more");
        self.frozen = Some(why);
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

    /// The copy made before the store was brought up to date, where this is the first opening that can say so.
    pub fn copy_before_migration(&self) -> Option<&Path> {
        self.copy.as_deref()
    }

    /// The settings of the writing connection as SQLite reports them.
    pub fn settings(&self) -> Result<Vec<(&'static str, String)>, StoreError> {
        self.writer.as_ref().map_or_else(|| Err(closed()), connection::settings)
    }

    /// Whether another process saved something since the last call; costs microseconds.
    pub fn changed(&mut self) -> Result<bool, StoreError> {
        let Some(writer) = &self.writer else { return Ok(false) };
        let version = connection::data_version(writer)?;
        Ok(std::mem::replace(&mut self.seen_version, version) != version)
    }

    /// Gives the writing connection a larger cache, for filling a store; it stays until the store is closed.
    pub fn expect_many(&mut self) -> Result<(), StoreError> {
        // In KiB, by its sign.
        self.writer
            .as_ref()
            .map_or_else(|| Err(closed()), |writer| Ok(writer.execute_batch("PRAGMA cache_size = -131072")?))
    }
}

/// Whatever can be read can be read through the store.
impl Deref for Store {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}

impl DerefMut for Store {
    fn deref_mut(&mut self) -> &mut Reader {
        &mut self.reader
    }
}

fn closed() -> StoreError {
    StoreError::Io("the connection was dropped after a fault".to_owned())
}

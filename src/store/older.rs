//! A store of an older form, looked at as it lies there: what it takes to bring it up to date, and whether it is whole.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::connection::{self, APPLICATION_ID};
use super::error::StoreError;
use super::migrate::FORMAT;
use super::place::{self, Place};
use super::remake::Follower;
use super::verify::{self, Report};
use super::{aside, form1};

/// Empty tables, the dictionary, and what SQLite keeps beside a file.
const AT_LEAST: u64 = 512 * 1024;
/// What looking at a file already took beside it; who makes exactly the room asked for must not be refused.
const ALREADY: u64 = 64 * 1024;

/// What bringing a store up to date takes on its disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// Bytes it takes.
    pub needs: u64,
    /// Bytes there are.
    pub free: u64,
    /// Where.
    pub folder: PathBuf,
}

impl Room {
    /// What this store takes: a copy, and as much again for the log written anew, which the write-ahead log and the file
    /// share, as it is packed. Where `copied`, the copy lies there already.
    pub(super) fn of(store: &Connection, file: &Path, copied: bool) -> Result<Self, StoreError> {
        let folder = file.parent().unwrap_or(Path::new(".")).to_path_buf();
        let bytes = size(store)?;
        let copy = if copied { 0 } else { bytes };
        let needs = copy.saturating_add(bytes).saturating_add(AT_LEAST);
        let free = place::free_space(&folder)?.saturating_add(aside::left_over(file));
        Ok(Self { needs, free, folder })
    }

    fn now(store: &Connection, file: &Path) -> Result<Self, StoreError> {
        let copied = aside::found(store, file, &Follower::nobody())?.is_some();
        Self::of(store, file, copied)
    }

    /// What it takes at most, where that was not enough: nothing could be packed.
    pub(super) fn at_most(store: &Connection, file: &Path) -> Result<Self, StoreError> {
        let room = Self::now(store, file)?;
        let bytes = size(store)?;
        // Each page of the write-ahead log has a head.
        Ok(Self { needs: room.needs.saturating_add(bytes).saturating_add(bytes / 64), ..room })
    }

    /// Whether there is enough.
    pub const fn is_enough(&self) -> bool {
        self.free.saturating_add(ALREADY) >= self.needs
    }
}

/// Bytes of the pages of a store that hold something.
pub(super) fn size(store: &Connection) -> Result<u64, StoreError> {
    let pragma = |name| store.pragma_query_one::<i64>(None, name).map(i64::cast_unsigned);
    let pages = pragma("page_count")?.saturating_sub(pragma("freelist_count")?);
    Ok(pages.saturating_mul(pragma("page_size")?))
}

/// A store of an older form, open for looking only.
#[derive(Debug)]
pub struct Older {
    connection: Connection,
    file: PathBuf,
    format: i64,
}

impl Older {
    /// The store at a place; nothing where there is none, or one of the present form.
    ///
    /// # Errors
    /// Reasons not to trust the place or the file.
    pub fn at(path: &Path) -> Result<Option<Self>, StoreError> {
        let place = Place::check(path, false)?;
        if place.existing()?.is_none() {
            return Ok(None);
        }
        let connection = connection::open_bare(&place.file)?;
        let imprint = connection::imprint(&connection, &place.file)?;
        if imprint.application_id != APPLICATION_ID || imprint.is_empty || imprint.user_version >= FORMAT {
            return Ok(None);
        }
        connection::make_read_only(&connection)?;
        Ok(Some(Self { connection, file: place.file, format: imprint.user_version }))
    }

    /// The version of its form.
    pub const fn format(&self) -> i64 {
        self.format
    }

    /// What bringing it up to date takes.
    pub fn room(&self) -> Result<Room, StoreError> {
        Room::now(&self.connection, &self.file)
    }

    /// Checks the file's structure and the chain over every fact; reads only.
    pub fn verify(&mut self, follower: &mut Follower<'_>) -> Result<Report, StoreError> {
        follower.watch(&mut self.connection)?;
        let mut report = Report::default();
        let snapshot = self.connection.unchecked_transaction()?;
        let file = verify::check_file(&snapshot, &mut report);
        let chain = form1::check_chain(&snapshot, &mut report, follower);
        report.found(file)?;
        report.found(chain)?;
        Ok(report)
    }
}

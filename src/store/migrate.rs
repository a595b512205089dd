//! Making a new store, and bringing an older one up to date: in one transaction, after a checked copy was made.
//!
//! *Invariant*: cut short or ended at any point, the store is as it was, or up to date with a copy beside it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};
use uuid::Uuid;

use super::aside::{self, Aside};
use super::connection::{self, APPLICATION_ID, Imprint};
use super::error::StoreError;
use super::older::{self, Room};
use super::remake::{self, Follower};
use super::row::RowMaker;
use super::{form1, log, place, view};
use crate::domain::protocol::Progress;

/// What a new file is made of: notes about itself, the log, what lists read.
pub(super) const META: &str = include_str!("schema/meta.sql");
pub(super) const LOG: &str = include_str!("schema/log.sql");
pub(super) const ROWS: &str = include_str!("schema/rows.sql");

/// What lists read, in any older format; made anew from the log afterwards.
const FORGET_ROWS: &str = "DROP TABLE IF EXISTS numbers; DROP TABLE IF EXISTS tasks;
    DROP TABLE IF EXISTS customer_numbers; DROP TABLE IF EXISTS customers; DROP TABLE IF EXISTS people; DROP TABLE IF EXISTS cases;";

/// Set while what the first form took still lies in the file.
const SHRINK_OWED: &str = "shrink_owed";

/// The format this program reads and writes.
pub const FORMAT: i64 = 5;

/// Set while nobody was told of the copy of the store as it was: its name.
const COPY_UNTOLD: &str = "copy_untold";

/// Makes a new store, or writes an older one anew, and then names the station that began with the second
/// form. The caller holds the lock file.
pub(crate) fn migrate(
    mut connection: Connection,
    imprint: Imprint,
    file: &Path,
    rows: &RowMaker,
    follower: &mut Follower<'_>,
) -> Result<(Connection, Option<Uuid>), StoreError> {
    if imprint.user_version >= FORMAT {
        return Ok((connection, None));
    }
    if imprint.is_empty {
        make(&mut connection)?;
        return Ok((connection, None));
    }
    upgrade(connection, file, rows, follower)
}

/// Makes an empty file a store.
pub(super) fn make(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for sql in [META, LOG, ROWS] {
        transaction.execute_batch(sql)?;
    }
    form1::put_dictionary(&transaction)?;
    stamp(&transaction)?;
    Ok(transaction.commit()?)
}

/// Makes the copy, then the store anew; the copy stays where that took.
fn upgrade(
    mut connection: Connection,
    file: &Path,
    rows: &RowMaker,
    follower: &mut Follower<'_>,
) -> Result<(Connection, Option<Uuid>), StoreError> {
    let prepared = prepare(&mut connection, file, follower);
    let (seen, copy) = prepared.map_err(|error| as_it_was(error, file))?;
    let error = renew(&mut connection, (file, &copy.path), seen, rows, follower).err();
    // Only what is found afterwards tells whether a commit that failed took.
    drop(connection);
    let found = connection::open_bare(file)?;
    if let Some(error) = error
        && connection::imprint(&found, file)?.user_version < FORMAT
    {
        copy.withdraw();
        return Err(as_it_was(error, file));
    }
    connection::set_pragmas(&found)?;
    let station = log::last_own(&found)?.map(|own| own.id);
    Ok((found, station))
}

/// Makes the copy where there is room for all that follows; which state of the file it is of.
fn prepare(connection: &mut Connection, file: &Path, follower: &mut Follower<'_>) -> Result<(i64, Aside), StoreError> {
    follower.part(0, 5).hear(Progress { done: 0, total: 1 })?;
    follower.watch(connection)?;
    let seen = connection::data_version(connection)?;
    let found = aside::found(connection, file, follower)?;
    let room = Room::of(connection, file, found.is_some())?;
    if !room.is_enough() {
        return Err(StoreError::NoRoom(room));
    }
    Ok((seen, Aside::make(connection, file, found, follower)?))
}

/// The log in its second form and the rows from it, in one transaction.
fn renew(
    connection: &mut Connection,
    (file, copy): (&Path, &Path),
    seen: i64,
    rows: &RowMaker,
    follower: &mut Follower<'_>,
) -> Result<(), StoreError> {
    // What the first form leaves is not overwritten page by page: it goes with all that is empty (`shrink`).
    connection.execute_batch("PRAGMA secure_delete = OFF")?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if connection::data_version(&transaction)? != seen {
        // A program of an older version saved something after the copy was made.
        return Err(StoreError::Busy);
    }
    form1::convert(&transaction, LOG, place::identity(file)?, &mut follower.part(5, 60))?;
    transaction.execute_batch(FORGET_ROWS)?;
    transaction.execute_batch(ROWS)?;
    remake::rebuild(&transaction, rows, &mut follower.part(60, 90))?;
    remake::forget(&transaction)?;
    let copy = copy.file_name().and_then(OsStr::to_str).ok_or(StoreError::BadValue("path"))?;
    for (key, value) in [(SHRINK_OWED, "1"), (COPY_UNTOLD, copy)] {
        view::set_meta(&transaction, key, value)?;
    }
    stamp(&transaction)?;
    Ok(transaction.commit()?)
}

fn stamp(transaction: &Connection) -> Result<(), StoreError> {
    for key in ["min_reader", "min_writer"] {
        view::set_meta(transaction, key, &FORMAT.to_string())?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    Ok(transaction.pragma_update(None, "user_version", FORMAT)?)
}

/// Why a store was not brought up to date, said so that nobody thinks something of it is lost.
fn as_it_was(error: StoreError, file: &Path) -> StoreError {
    let room = || Room::at_most(&connection::open_bare(file)?, file);
    match error {
        StoreError::Stopped => StoreError::UpgradeStopped,
        StoreError::Busy => StoreError::UpgradeBusy,
        StoreError::DiskFull => room().map_or(StoreError::DiskFull, StoreError::UpgradeFull),
        StoreError::Io(what) => StoreError::UpgradeIo(what),
        other => other,
    }
}

/// Where the copy of the store as it was lies, for the first one who opens it afterwards.
pub(crate) fn untold_copy(connection: &Connection, file: &Path) -> Result<Option<PathBuf>, StoreError> {
    let Some(name) = view::meta(connection, COPY_UNTOLD)? else { return Ok(None) };
    view::drop_meta(connection, COPY_UNTOLD)?;
    Ok(Some(file.with_file_name(name)))
}

/// Takes what the first form took out of the file. Where that cannot be now, another opening does it.
pub(crate) fn shrink(connection: &mut Connection, file: &Path, follower: &Follower<'_>) {
    let mut shrunk = || -> Result<(), StoreError> {
        if view::meta(connection, SHRINK_OWED)?.is_none() {
            return Ok(());
        }
        carry_over(connection)?;
        let bytes = older::size(connection)?;
        // Once in the write-ahead log, each page with a head.
        let needs = bytes.saturating_add(bytes / 64).saturating_add(64 * 1024);
        if place::free_space(file.parent().unwrap_or(Path::new(".")))? < needs {
            return Err(StoreError::DiskFull);
        }
        follower.go_on()?;
        follower.watch(connection)?;
        let vacuumed = connection.execute_batch("VACUUM");
        connection.progress_handler(0, None::<fn() -> bool>)?;
        vacuumed?;
        view::drop_meta(connection, SHRINK_OWED)?;
        carry_over(connection)
    };
    if let Err(error) = shrunk() {
        tracing::warn!(%error, "the upgraded store is not smaller yet");
    }
}

/// Carries the write-ahead log over into the file and empties it, where nobody reads from it.
fn carry_over(connection: &Connection) -> Result<(), StoreError> {
    Ok(connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
}

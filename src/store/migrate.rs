//! Making a new store, and bringing an older one up to date: in one transaction, after a verified copy.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};
use uuid::Uuid;

use super::connection::{self, APPLICATION_ID, Imprint};
use super::error::StoreError;
use super::{form1, place, remake};

/// What a new file is made of: notes about itself, the log, what lists read.
const META: &str = include_str!("schema/meta.sql");
const LOG: &str = include_str!("schema/log.sql");
const ROWS: &str = include_str!("schema/rows.sql");

/// What lists read, in any older format; made anew from the log afterwards. Numbers given to customers stay.
const FORGET_ROWS: &str = "DROP TABLE IF EXISTS tasks; DROP TABLE IF EXISTS customer_numbers;
    DROP TABLE IF EXISTS customers; DROP TABLE IF EXISTS people; DROP TABLE IF EXISTS cases;";

/// Set while rows have to be made anew from the facts.
pub(crate) const ROWS_OWED: &str = "rows_owed";

/// The format this program reads and writes.
pub(crate) const FORMAT: i64 = 5;

/// What bringing a store up to date left behind.
#[derive(Debug, Default)]
pub(crate) struct Migrated {
    /// Where the copy of the store as it was lies.
    pub copy: Option<PathBuf>,
    /// The station that began with the second form.
    pub station: Option<Uuid>,
}

/// Writes an older store anew in the present form. The caller holds the lock file.
pub(crate) fn migrate(connection: &mut Connection, imprint: Imprint, file: &Path) -> Result<Migrated, StoreError> {
    if imprint.user_version >= FORMAT {
        return Ok(Migrated::default());
    }
    if imprint.is_empty {
        make(connection)?;
        return Ok(Migrated::default());
    }
    let copy = copy_before(connection, file)?;
    let station = to_acts(connection, file)?;
    // What the first form took lies empty in the file; without this it stays larger, nothing else.
    if let Err(error) = connection.execute_batch("VACUUM") {
        tracing::warn!(%error, "the upgraded store could not be made smaller");
    }
    Ok(Migrated { copy: Some(copy), station: Some(station) })
}

fn make(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for sql in [META, LOG, ROWS] {
        transaction.execute_batch(sql)?;
    }
    form1::put_dictionary(&transaction)?;
    stamp(&transaction)?;
    Ok(transaction.commit()?)
}

/// From the first form of the log to the second, in one transaction: cut short, nothing happened.
fn to_acts(connection: &mut Connection, file: &Path) -> Result<Uuid, StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let station = form1::convert(&transaction, LOG, place::identity(file)?)?;
    transaction.execute_batch(FORGET_ROWS)?;
    transaction.execute_batch(ROWS)?;
    owe_rows(&transaction)?;
    stamp(&transaction)?;
    transaction.commit()?;
    Ok(station)
}

/// Owed in the same transaction: a power cut between a step and the rebuild must not leave stale rows behind.
fn owe_rows(transaction: &Connection) -> Result<(), StoreError> {
    transaction.execute(include_str!("sql/set_meta.sql"), (ROWS_OWED, "1"))?;
    remake::forget(transaction)
}

fn stamp(transaction: &Connection) -> Result<(), StoreError> {
    for key in ["min_reader", "min_writer"] {
        transaction.execute(include_str!("sql/set_meta.sql"), (key, FORMAT.to_string()))?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    Ok(transaction.pragma_update(None, "user_version", FORMAT)?)
}

/// Copies a store aside and checks the copy before anything is changed.
fn copy_before(connection: &Connection, file: &Path) -> Result<PathBuf, StoreError> {
    // Once for the copy, once for the log written anew.
    let (size, folder) = (std::fs::metadata(file)?.len(), file.parent().unwrap_or(Path::new(".")));
    let (needs, free) = (size.saturating_mul(2), place::free_space(folder)?);
    if free < needs {
        return Err(StoreError::NoRoom { needs, free });
    }
    let copy = free_name(file)?;
    let name = copy.to_str().ok_or(StoreError::BadValue("path"))?;
    connection.execute("VACUUM INTO ?1", [name])?;
    let made = connection::open_bare(&copy)?;
    let sound: String = made.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    let count = |of: &Connection| of.query_row("SELECT count(*) FROM events", [], |row| row.get::<_, i64>(0));
    if sound != "ok" || count(&made)? != count(connection)? {
        return Err(StoreError::Damaged("the copy before the migration does not hold".to_owned()));
    }
    drop(made);
    std::fs::File::open(&copy)?.sync_all()?;
    place::sync_folder(copy.parent().unwrap_or(Path::new(".")))?;
    Ok(copy)
}

/// An empty private file beside the store; `VACUUM INTO` fills it and never follows a link that way.
fn free_name(file: &Path) -> Result<PathBuf, StoreError> {
    for number in 1..1000 {
        let mut name = file.as_os_str().to_os_string();
        name.push(format!(".before-v{FORMAT}-{number}"));
        let path = PathBuf::from(name);
        match place::create_private(&path) {
            Ok(_) => return Ok(path),
            Err(StoreError::Exists(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Err(StoreError::Internal("a thousand copies of the store lie beside it".to_owned()))
}

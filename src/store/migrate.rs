//! Bringing an older store up to date: numbered steps, each in one transaction, after a verified copy.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

use super::connection::{self, APPLICATION_ID, Imprint};
use super::error::StoreError;
use super::{place, remake};

/// One step; never edited once released.
struct Step {
    sql: &'static str,
    /// The oldest format a program must know to read or write the store afterwards.
    min_format: i64,
    /// Rows have to be made anew after it.
    owes_rows: bool,
}

const STEPS: [Step; 4] = [
    Step { sql: include_str!("migrations/001_log.sql"), min_format: 1, owes_rows: true },
    Step { sql: include_str!("migrations/002_rows.sql"), min_format: 2, owes_rows: true },
    Step { sql: include_str!("migrations/003_tasks.sql"), min_format: 3, owes_rows: true },
    Step { sql: include_str!("migrations/004_indexes.sql"), min_format: 3, owes_rows: false },
];

/// Set while rows have to be made anew from the facts.
pub(crate) const ROWS_OWED: &str = "rows_owed";

/// The format this program reads and writes.
pub(crate) const FORMAT: i64 = 4;

/// Applies every missing step; where the copy of the store as it was lies. The caller holds the lock file.
pub(crate) fn migrate(
    connection: &mut Connection,
    imprint: Imprint,
    file: &Path,
) -> Result<Option<PathBuf>, StoreError> {
    if imprint.user_version >= FORMAT {
        return Ok(None);
    }
    let copy = if imprint.is_empty { None } else { Some(copy_before(connection, file)?) };
    for (step, number) in STEPS.iter().zip(1_i64..) {
        if number > imprint.user_version {
            apply(connection, step, number, !imprint.is_empty)?;
        }
    }
    Ok(copy)
}

fn apply(connection: &mut Connection, step: &Step, number: i64, has_facts: bool) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute_batch(step.sql)?;
    if has_facts && step.owes_rows {
        // Owed in the same transaction: a power cut between this and the rebuild must not leave stale rows behind.
        transaction.execute(include_str!("sql/set_meta.sql"), (ROWS_OWED, "1"))?;
        remake::forget(&transaction)?;
    }
    for key in ["min_reader", "min_writer"] {
        transaction.execute(include_str!("sql/set_meta.sql"), (key, step.min_format.to_string()))?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", number)?;
    Ok(transaction.commit()?)
}

/// Copies a store aside and checks the copy before anything is changed.
fn copy_before(connection: &Connection, file: &Path) -> Result<PathBuf, StoreError> {
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

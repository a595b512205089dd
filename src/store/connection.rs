//! Opening SQLite so that what it says is saved is saved: settings that are made, read back and compared.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::error::StoreError;
use super::lock::Jitter;
use super::ruins;

/// `ZXSt`: tells our files from every other SQLite database.
pub(crate) const APPLICATION_ID: i64 = 0x5A58_5374;

/// 3.7.0 to 3.51.2 could lose commits when several connections write and checkpoint at once.
const OLDEST_SQLITE: i32 = 3_051_003;

/// Naps of a writer whose database is locked by somebody without the lock file: about five seconds.
const BUSY_NAPS: i32 = 4_000;

/// Where whoever follows it (`ZUOXI_LOG=zuoxi::sql=trace`) is told of every statement, never of what is bound to it.
const STATEMENTS: &str = "zuoxi::sql";

/// Settings of every connection: name, value as set, value as read back.
const PRAGMAS: [(&str, &str, &str); 11] = [
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", "2"),
    ("foreign_keys", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("cell_size_check", "ON", "1"),
    ("secure_delete", "ON", "1"),
    ("mmap_size", "0", "0"),
    ("temp_store", "MEMORY", "2"),
    ("recursive_triggers", "ON", "1"),
    ("journal_size_limit", "67108864", "67108864"),
    // `tidy` does it, so that it is known who wrote the file.
    ("wal_autocheckpoint", "0", "0"),
];

/// What a file says of itself before anything in it is touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Imprint {
    pub application_id: i64,
    pub user_version: i64,
    pub is_empty: bool,
}

/// Refuses a database library that is known to lose commits.
pub(crate) fn check_library() -> Result<(), StoreError> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(StoreError::OldLibrary(rusqlite::version().to_owned()));
    }
    Ok(())
}

/// Opens a file that exists; nothing is written and no setting is made that would.
pub(crate) fn open_bare(path: &Path) -> Result<Connection, StoreError> {
    // Without the URI flag a name like `file:x?mode=memory` is only a name.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let mut connection = Connection::open_with_flags(path, flags).map_err(|error| at(path, error))?;
    if tracing::enabled!(target: STATEMENTS, tracing::Level::TRACE) {
        connection.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(tell))?;
    }
    let mut jitter = Jitter::new();
    connection.busy_handler(Some(move |naps: i32| {
        jitter.busy();
        naps < BUSY_NAPS
    }))?;
    for (switch, value) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        // Plans do not depend on what is bound: otherwise binding another value compiles the statement anew.
        (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
    ] {
        if connection.set_db_config(switch, value)? != value {
            return Err(StoreError::Internal(format!("{switch:?} did not take")));
        }
    }
    if ruins::log_length(path)? > 0 {
        // What lies there may be all that is left of something: looking must not take it away.
        keep_log(&connection, true)?;
    }
    // Extension loading needs a C call to be switched on; nothing in this program makes it.
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

fn tell(event: TraceEvent<'_>) {
    if let TraceEvent::Stmt(statement, _) = event {
        tracing::trace!(target: STATEMENTS, "{}", statement.sql());
    }
}

/// Reads what a file says of itself.
pub(crate) fn imprint(connection: &Connection, path: &Path) -> Result<Imprint, StoreError> {
    let read = || -> rusqlite::Result<Imprint> {
        // One snapshot: another process may be making the store at this moment.
        let snapshot = connection.unchecked_transaction()?;
        Ok(Imprint {
            is_empty: snapshot.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0))?,
            application_id: snapshot.pragma_query_one(None, "application_id")?,
            user_version: snapshot.pragma_query_one(None, "user_version")?,
        })
    };
    let imprint = read().map_err(|error| at(path, error))?;
    if connection.is_readonly("main")? {
        return Err(StoreError::NotWritable(path.to_path_buf()));
    }
    Ok(imprint)
}

/// Whether the write-ahead log is left as it is when the connection is closed.
pub(super) fn keep_log(connection: &Connection, keep: bool) -> Result<(), StoreError> {
    let switch = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
    if connection.set_db_config(switch, keep)? == keep {
        return Ok(());
    }
    Err(StoreError::Internal(format!("{switch:?} did not take")))
}

/// Makes every setting, reads it back and compares.
pub(crate) fn set_pragmas(connection: &Connection) -> Result<(), StoreError> {
    for (name, value, _) in PRAGMAS {
        connection.pragma_query_drop(name, value)?;
    }
    for (name, _, wanted) in PRAGMAS {
        let found = read_pragma(connection, name)?;
        if found != wanted {
            return Err(StoreError::Pragma { name, wanted: wanted.to_owned(), found });
        }
    }
    Ok(())
}

/// Every setting of the table with its value as the connection reports it.
pub(crate) fn settings(connection: &Connection) -> Result<Vec<(&'static str, String)>, StoreError> {
    PRAGMAS.iter().map(|(name, _, _)| Ok((*name, read_pragma(connection, name)?))).collect()
}

/// Forbids writing through a connection for good.
pub(crate) fn make_read_only(connection: &Connection) -> Result<(), StoreError> {
    connection.pragma_query_drop("query_only", "ON")
}

fn read_pragma(connection: &Connection, name: &str) -> Result<String, StoreError> {
    let value: Value = connection.pragma_query_one(None, name)?;
    Ok(match value {
        Value::Integer(number) => number.to_string(),
        Value::Text(text) => text,
        other => format!("{other:?}"),
    })
}

/// A setting that may or may not answer with a row.
trait PragmaDrop {
    fn pragma_query_drop(&self, name: &str, value: &str) -> Result<(), StoreError>;
}

impl PragmaDrop for Connection {
    fn pragma_query_drop(&self, name: &str, value: &str) -> Result<(), StoreError> {
        // Names and values come from the table above, never from outside.
        Ok(self.execute_batch(&format!("PRAGMA {name} = {value}"))?)
    }
}

/// An opening error with the path it belongs to.
fn at(path: &Path, error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => StoreError::NotADatabase(path.to_path_buf()),
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            StoreError::NotWritable(path.to_path_buf())
        }
        _ => error.into(),
    }
}

/// A number that moves when another connection commits.
pub(super) fn data_version(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.pragma_query_one(None, "data_version")?)
}

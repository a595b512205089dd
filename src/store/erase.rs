//! Erasing what persons said and are called: salt and personal part go, their hash stays, and the chain still closes.

use rusqlite::Connection;

use super::error::StoreError;
use super::{chain, frame, log};
use crate::domain::StreamId;

/// What an erasure came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erased {
    /// Acts whose personal part is gone.
    pub acts: usize,
    /// Nothing of it lies in the write-ahead log either; a reader elsewhere may hold that back until it is done.
    pub log_is_clean: bool,
}

/// Takes salts and personal parts of a stream away and leaves their hashes; how many acts had one.
pub(super) fn erase(connection: &Connection, stream: StreamId) -> Result<usize, StoreError> {
    let n = log::stream_number(connection, stream.id, stream.kind.as_str())?;
    let sql = "SELECT pos, salt, personal FROM acts WHERE stream = ?1 AND personal IS NOT NULL";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([n])?;
    let mut sealed = Vec::new();
    while let Some(row) = rows.next()? {
        let salt: Vec<u8> = row.get("salt")?;
        let personal = frame::column(row, "personal")?.unwrap_or_default();
        sealed.push((row.get::<_, i64>("pos")?, chain::personal_hash(&salt, &personal)));
    }
    for (pos, hash) in &sealed {
        connection
            .prepare_cached("UPDATE acts SET salt = NULL, personal = NULL, personal_hash = ?2 WHERE pos = ?1")?
            .execute((pos, hash))?;
    }
    Ok(sealed.len())
}

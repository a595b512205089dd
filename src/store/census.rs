//! What a store holds, counted and checked; for people who look after it.

use rusqlite::Connection;

use super::error::StoreError;
use super::remake::Follower;
use super::verify::{self, Report};
use super::{Store, look};
use crate::domain::Timestamp;

/// Counts and dates of a store; nothing in it names a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Census {
    /// Version of the file's format.
    pub format: i64,
    /// Acts in the log.
    pub acts: u64,
    /// Cases, closed ones included.
    pub cases: u64,
    /// People who work here.
    pub people: u64,
    /// When the oldest fact was written; nothing in an empty store.
    pub first_at: Option<Timestamp>,
    /// When the newest fact was written.
    pub last_at: Option<Timestamp>,
    /// When the last whole check found everything right.
    pub checked_at: Option<Timestamp>,
}

impl Store {
    /// Counts what is there.
    pub fn census(&mut self) -> Result<Census, StoreError> {
        let checked_at = look::checked_at(&self.place.file);
        Ok(Census { checked_at, ..self.reader.read(count)? })
    }

    /// Checks everything; reads only. Rows are compared where they were made under the rules in use.
    pub fn verify(&mut self) -> Result<Report, StoreError> {
        self.verify_for(&mut Follower::nobody())
    }

    /// The same while somebody follows it.
    pub fn verify_for(&mut self, follower: &mut Follower<'_>) -> Result<Report, StoreError> {
        let mut connection = self.reader.open()?;
        follower.watch(&mut connection)?;
        verify::verify(&connection, &self.rows, self.rows_version.as_deref(), follower)
    }
}

fn count(connection: &Connection) -> Result<Census, StoreError> {
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).map(i64::cast_unsigned);
    let moment = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, Option<i64>>(0));
    Ok(Census {
        format: connection.pragma_query_one(None, "user_version")?,
        acts: number("SELECT count(*) FROM acts")?,
        // Of the log: the tables of lists may be those of another build.
        cases: number("SELECT count(*) FROM streams WHERE kind = 'case'")?,
        people: number("SELECT count(*) FROM streams WHERE kind = 'person'")?,
        first_at: moment(include_str!("sql/first_at.sql"))?.map(Timestamp),
        last_at: moment(include_str!("sql/last_at.sql"))?.map(Timestamp),
        checked_at: None,
    })
}

/// The version of the database library.
pub fn sqlite_version() -> &'static str {
    rusqlite::version()
}

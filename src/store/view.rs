//! What a decision may look up, in the transaction it is made in.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

use super::error::StoreError;
use super::parties::{self, Person};
use super::{log, queue};
use crate::domain::protocol::{CustomerCard, QueueRow};
use crate::domain::{EventId, FollowUpKind, Recorded, StationId, StreamId, Timestamp};

/// A look at the store within one transaction.
pub struct View<'a> {
    connection: &'a Connection,
    prefix: &'a str,
    station: Uuid,
}

impl<'a> View<'a> {
    pub(super) const fn new(connection: &'a Connection, prefix: &'a str, station: Uuid) -> Self {
        Self { connection, prefix, station }
    }

    /// The incarnation that writes now.
    pub const fn station(&self) -> StationId {
        StationId(self.station)
    }

    /// The facts of a stream in folding order.
    pub fn facts(&self, stream: StreamId) -> Result<Vec<Recorded>, StoreError> {
        log::facts_of(self.connection, stream)
    }

    /// Whether the log has a fact.
    pub fn has(&self, id: EventId) -> Result<bool, StoreError> {
        Ok(log::stream_of(self.connection, id)?.is_some())
    }

    /// A new time-ordered id.
    pub fn new_id(&self, at: Timestamp) -> Result<EventId, StoreError> {
        log::new_id(self.connection, at)
    }

    /// The number of the next case opened on a day of the company's calendar: prefix, date, running number.
    pub fn next_case_no(&self, day: NaiveDate) -> Result<String, StoreError> {
        let day = format!("{}{}", self.prefix, day.format("%Y%m%d"));
        let last: Option<i64> = self
            .connection
            .prepare_cached("SELECT last FROM numbers WHERE day = ?1")?
            .query_row([&day], |row| row.get(0))
            .optional()?;
        Ok(format!("{day}-{:04}", last.unwrap_or(0) + 1))
    }

    /// Everybody who works here, by number.
    pub fn people(&self) -> Result<Vec<Person>, StoreError> {
        parties::people(self.connection)
    }

    /// The person with this stream.
    pub fn person(&self, id: Uuid) -> Result<Option<Person>, StoreError> {
        parties::person_by_id(self.connection, id)
    }

    /// A customer file in short.
    pub fn customer(&self, id: Uuid) -> Result<Option<CustomerCard>, StoreError> {
        parties::customer(self.connection, id)
    }

    /// Customer files with a number (digits only).
    pub fn customers_with(&self, number: &str) -> Result<Vec<CustomerCard>, StoreError> {
        parties::customers_with(self.connection, number)
    }

    /// Cases of a number (digits only) or a customer received at or after a moment, the newest first.
    pub fn cases_of(
        &self,
        number: &str,
        customer: Option<Uuid>,
        since: Timestamp,
    ) -> Result<Vec<QueueRow>, StoreError> {
        queue::cases_of(self.connection, number, customer, since)
    }

    /// Cases of a customer on which a task of this kind is open.
    pub fn cases_with_task(&self, customer: Uuid, what: FollowUpKind) -> Result<Vec<Uuid>, StoreError> {
        let sql = "SELECT DISTINCT cases.id AS id FROM cases JOIN tasks ON tasks.case_id = cases.id \
                   WHERE cases.customer_id = ?1 AND tasks.what = ?2 ORDER BY cases.id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map((customer.as_bytes(), what.as_str()), |row| log::uuid(row, "id"))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The case with a number.
    pub fn case_with_no(&self, no: &str) -> Result<Option<Uuid>, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT id FROM cases WHERE no = ?1 ORDER BY id LIMIT 1")?
            .query_row([no], |row| log::uuid(row, "id"))
            .optional()?)
    }

    /// Cases on which something happens because of time up to a moment, with their heads, the earliest first.
    pub fn waking(&self, now: Timestamp) -> Result<Vec<(Uuid, u64)>, StoreError> {
        let sql = "SELECT id, head FROM cases WHERE wake_at IS NOT NULL AND wake_at <= ?1 ORDER BY wake_at, id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([now.0], |row| Ok((log::uuid(row, "id")?, log::number(row, "head")?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// An entry of `meta`.
pub(crate) fn meta(connection: &Connection, key: &str) -> Result<Option<String>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT value FROM meta WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?)
}

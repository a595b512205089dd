//! What a decision may look up, in the transaction it is made in.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

use super::error::StoreError;
use super::error::WriteError;
use super::{branches, contacts, log, parties};
use crate::domain::contact::OpenCall;
use crate::domain::engine::{Directory, Facts};
use crate::domain::language::find;
use crate::domain::parties::Person;
use crate::domain::protocol::CustomerCard;
use crate::domain::{EventId, FollowUpKind, Recorded, StationId, StreamId, Timestamp};

/// The last case number of the store this one was put in place of.
pub(super) const NUMBERS_FROM: &str = "numbers_from";

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

    /// What it looks through.
    pub(super) const fn connection(&self) -> &'a Connection {
        self.connection
    }

    /// A new time-ordered id.
    pub fn new_id(&self, at: Timestamp) -> Result<EventId, StoreError> {
        log::new_id(self.connection, at)
    }

    /// Everybody who works here, by number.
    pub fn people(&self) -> Result<Vec<Person>, StoreError> {
        parties::people_of(self.connection, branches::branch(self.connection, self.station)?)
    }

    /// Cases on which something happens because of time up to a moment, with their heads, the earliest first.
    pub fn waking(&self, now: Timestamp) -> Result<Vec<(Uuid, u64)>, StoreError> {
        let sql = "SELECT wake_at, id, head FROM cases WHERE wake_at IS NOT NULL AND wake_at <= ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([now.0], |row| {
            Ok((row.get::<_, i64>("wake_at")?, log::uuid(row, "id")?, log::number(row, "head")?))
        })?;
        let mut rows = rows.collect::<Result<Vec<_>, _>>()?;
        rows.sort_unstable();
        Ok(rows.into_iter().map(|(_, id, head)| (id, head)).collect())
    }
}

impl Directory for View<'_> {
    type Error = WriteError;

    fn people_with(&self, no: &str) -> Result<Vec<Person>, WriteError> {
        let branch = branches::branch(self.connection, self.station)?;
        Ok(parties::people_with(self.connection, branch, no)?)
    }

    fn person(&self, id: Uuid) -> Result<Option<Person>, WriteError> {
        Ok(parties::person_with(self.connection, id)?)
    }

    fn leads(&self, began: StationId) -> Result<Vec<Uuid>, WriteError> {
        let branch = branches::stations(self.connection)?.answers_for(began);
        Ok(parties::leads(self.connection, branch)?)
    }

    fn anybody(&self) -> Result<bool, WriteError> {
        let branch = branches::branch(self.connection, self.station)?;
        Ok(parties::anybody(self.connection, branch)?)
    }

    fn customer(&self, id: Uuid) -> Result<Option<CustomerCard>, WriteError> {
        Ok(parties::customer(self.connection, id)?)
    }
}

impl Facts for View<'_> {
    fn station(&self) -> StationId {
        StationId(self.station)
    }

    fn facts(&self, stream: StreamId) -> Result<Vec<Recorded>, WriteError> {
        Ok(log::facts_of(self.connection, stream)?)
    }

    fn has(&self, stream: StreamId, act: EventId) -> Result<bool, WriteError> {
        Ok(log::has(self.connection, stream, act)?)
    }

    fn next_case_no(&self, day: NaiveDate) -> Result<String, WriteError> {
        let day = format!("{}{}-", self.prefix, day.format("%Y%m%d"));
        let mut statement = self.connection.prepare_cached(include_str!("sql/last_number.sql"))?;
        // A colon stands behind all digits.
        let end = format!("{day}:");
        let mut last = 0;
        // `0001` to `9999`; a day of more cases than that goes on with one digit more.
        for width in 4_u32..=9 {
            let of_width: Option<String> = statement.query_row((&day, &end, width), |row| row.get(0)).optional()?;
            let of_width = of_width.and_then(|no| no.get(day.len()..)?.parse::<u64>().ok());
            last = of_width.unwrap_or(last);
            if of_width.is_none_or(|last| last + 1 < 10_u64.pow(width)) {
                break;
            }
        }
        // What a store that was lost had given is not given again.
        let given = meta(self.connection, NUMBERS_FROM)?.and_then(|no| no.strip_prefix(&day)?.parse().ok());
        Ok(format!("{day}{:04}", last.max(given.unwrap_or(0)) + 1))
    }

    fn cases_with_no(&self, no: &str) -> Result<Vec<Uuid>, WriteError> {
        let mut statement = self.connection.prepare_cached("SELECT id FROM cases WHERE no = ?1")?;
        let ids = statement.query_map([no], |row| log::uuid(row, "id"))?;
        let mut ids = ids.collect::<Result<Vec<_>, _>>()?;
        ids.sort_unstable();
        Ok(ids)
    }

    /// Numbers begin with few letters and years: from one of these to the next in the index, and no case between them is
    /// read.
    fn cases_ending_in(&self, ending: &str) -> Result<Vec<Uuid>, WriteError> {
        let mut next = self.connection.prepare_cached("SELECT no FROM cases WHERE no >= ?1 ORDER BY no LIMIT 1")?;
        let (mut from, mut found) = (String::new(), Vec::new());
        while let Some(no) = next.query_row([&from], |row| row.get::<_, String>(0)).optional()? {
            let Some(beginnings) = find::no_beginnings(&no) else {
                from = no + "\0";
                continue;
            };
            for beginning in beginnings {
                let ids = self.cases_with_no(&format!("{beginning}{ending}"))?;
                found.extend(ids);
            }
            // A colon stands behind all digits.
            from = format!("{}:", beginnings[1]);
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    fn cases_with_task(&self, customer: Uuid, what: FollowUpKind) -> Result<Vec<Uuid>, WriteError> {
        let mut statement = self.connection.prepare_cached(include_str!("sql/cases_with_task.sql"))?;
        let rows = statement.query_map((customer.as_bytes(), what.as_str()), |row| log::uuid(row, "id"))?;
        let mut ids = rows.collect::<Result<Vec<_>, _>>()?;
        ids.sort_unstable();
        Ok(ids)
    }

    fn keeps(&self, began: StationId) -> Result<bool, WriteError> {
        Ok(branches::stations(self.connection)?.keeps(StationId(self.station), began))
    }

    fn open_calls(&self) -> Result<Vec<OpenCall>, WriteError> {
        Ok(contacts::open_calls(self.connection)?)
    }
}

/// An entry of `meta`.
pub(crate) fn meta(connection: &Connection, key: &str) -> Result<Option<String>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT value FROM meta WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?)
}

/// Writes an entry of `meta`.
pub(crate) fn set_meta(connection: &Connection, key: &str, value: &str) -> Result<(), StoreError> {
    connection.execute(include_str!("sql/set_meta.sql"), (key, value))?;
    Ok(())
}

/// Takes an entry out of `meta`.
pub(crate) fn drop_meta(connection: &Connection, key: &str) -> Result<(), StoreError> {
    connection.execute("DELETE FROM meta WHERE key = ?1", [key])?;
    Ok(())
}

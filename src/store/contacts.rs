//! Rows of contacts on which something is open.

use rusqlite::{Connection, Row};
use uuid::Uuid;

use super::error::StoreError;
use super::log;
use crate::domain::contact::{self, Call, CallState, OpenCall, OwedCallback};
use crate::domain::{Recorded, Timestamp};

/// Makes the row of a contact anew; one on which nothing is open has none.
pub(crate) fn project_contact(connection: &Connection, id: Uuid, facts: &[Recorded]) -> Result<(), StoreError> {
    connection.prepare_cached("DELETE FROM contacts WHERE id = ?1")?.execute([id.as_bytes()])?;
    let Some(open) = Call::of(id, facts).as_ref().and_then(OpenCall::of) else { return Ok(()) };
    connection.prepare_cached(include_str!("sql/put_contact.sql"))?.execute((
        id.as_bytes(),
        open.version.cast_signed(),
        open.state.as_str(),
        open.spoken,
        open.person.map(Uuid::into_bytes),
        &open.number,
        open.since.0,
        open.callback.map(|owed| owed.due.0),
        open.callback.and_then(|owed| owed.owner).map(Uuid::into_bytes),
        open.callback.is_some_and(|owed| owed.missed),
    ))?;
    Ok(())
}

/// Contacts on which something is open, the oldest first.
pub(crate) fn open_calls(connection: &Connection) -> Result<Vec<OpenCall>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, version, state, spoken, person, number, since, callback_due, callback_owner, callback_missed FROM contacts",
    )?;
    let mut open = statement.query_map([], open_call)?.collect::<Result<Vec<_>, _>>()?;
    contact::sort(&mut open);
    Ok(open)
}

fn open_call(row: &Row<'_>) -> rusqlite::Result<OpenCall> {
    let state: String = row.get("state")?;
    let owner = log::some_uuid(row, "callback_owner")?;
    let due: Option<i64> = row.get("callback_due")?;
    let missed = row.get("callback_missed")?;
    Ok(OpenCall {
        id: log::uuid(row, "id")?,
        version: log::number(row, "version")?,
        state: state.parse().unwrap_or(CallState::Ended),
        spoken: row.get("spoken")?,
        person: log::some_uuid(row, "person")?,
        number: row.get("number")?,
        since: Timestamp(row.get("since")?),
        callback: due.map(|due| OwedCallback { due: Timestamp(due), owner, missed }),
    })
}

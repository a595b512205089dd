//! Deriving rows from facts: the same function serves every write, `rebuild` and `verify`.

use rusqlite::Connection;
use rusqlite::types::Value as Sql;

use super::error::StoreError;
use super::row::{self, RowMaker};
use super::{log, parties};
use crate::domain::{Case, CaseEvent, Event, Recorded, StreamId, StreamKind, Timestamp, fold};

/// Makes the rows of one stream anew from its facts.
pub(crate) fn project(connection: &Connection, stream: StreamId, rows: &RowMaker) -> Result<(), StoreError> {
    let facts = log::facts_of(connection, stream)?;
    match stream.kind {
        StreamKind::Case => project_case(connection, stream, &facts, rows),
        StreamKind::Customer => parties::project_customer(connection, stream.id, &facts),
        StreamKind::Person => parties::project_person(connection, stream.id, &facts),
    }
}

fn project_case(
    connection: &Connection,
    stream: StreamId,
    facts: &[Recorded],
    rows: &RowMaker,
) -> Result<(), StoreError> {
    for fact in facts {
        if let Event::Case(CaseEvent::Opened { no, .. }) = &fact.event {
            note_number(connection, no)?;
        }
    }
    if let Some(values) = case_values(fold(facts).as_ref(), facts, rows) {
        return row::put(connection, &values);
    }
    connection.execute("DELETE FROM cases WHERE id = ?1", [stream.id.as_bytes()])?;
    Ok(())
}

/// The row a case should have.
pub(crate) fn case_values(case: Option<&Case>, facts: &[Recorded], rows: &RowMaker) -> Option<Vec<Sql>> {
    let case = case?;
    let updated_at = facts.iter().map(|fact| fact.at).max().unwrap_or(Timestamp(0));
    Some(row::values(case, &rows(case), updated_at))
}

fn note_number(connection: &Connection, no: &str) -> Result<(), StoreError> {
    if let Some((day, running)) = no.rsplit_once('-')
        && let Ok(running) = running.parse::<i64>()
    {
        connection.prepare_cached(include_str!("sql/give_number.sql"))?.execute((day, running))?;
    }
    Ok(())
}

/// Throws every derived row away and makes it again. The caller holds the transaction.
pub(crate) fn rebuild(connection: &Connection, rows: &RowMaker) -> Result<(), StoreError> {
    connection.execute_batch(include_str!("sql/clear_rows.sql"))?;
    for stream in log::streams(connection)? {
        project(connection, stream, rows)?;
    }
    Ok(())
}

//! Deriving rows from facts: the same function serves every write, `rebuild` and `verify`.

use rusqlite::Connection;
use rusqlite::types::Value as Sql;

use super::error::StoreError;
use super::row::{self, RowMaker};
use super::{branches, contacts, parties, tasks};
use crate::domain::{Case, Recorded, StreamId, StreamKind, Timestamp, fold};

/// Makes the rows of one stream anew from all its facts; the case they make, where it is one of a case.
pub(crate) fn project(
    connection: &Connection,
    stream: StreamId,
    facts: &[Recorded],
    rows: &RowMaker,
) -> Result<Option<Case>, StoreError> {
    match stream.kind {
        StreamKind::Case => return project_case(connection, stream, facts, rows),
        StreamKind::Customer => parties::project_customer(connection, stream.id, facts)?,
        StreamKind::Person => parties::project_person(connection, stream.id, facts)?,
        StreamKind::Branch => branches::project_branch(connection, stream.id, facts)?,
        StreamKind::Contact => contacts::project_contact(connection, stream.id, facts)?,
        StreamKind::Desk | StreamKind::Shift => {}
    }
    Ok(None)
}

fn project_case(
    connection: &Connection,
    stream: StreamId,
    facts: &[Recorded],
    rows: &RowMaker,
) -> Result<Option<Case>, StoreError> {
    let case = fold(facts);
    let made = case_values(case.as_ref(), facts, rows);
    tasks::put(connection, stream.id, made.as_ref().map_or(&[], |made| made.tasks.as_slice()))?;
    match made {
        Some(made) => row::put(connection, stream.id, &made.case)?,
        None => drop(connection.execute("DELETE FROM cases WHERE id = ?1", [stream.id.as_bytes()])?),
    }
    Ok(case)
}

/// What lists should read of a case.
#[derive(Debug, PartialEq)]
pub(crate) struct Made {
    /// The columns of its own row.
    pub case: Vec<Sql>,
    /// The columns of its tasks, by id.
    pub tasks: Vec<Vec<Sql>>,
}

/// The rows a case should have.
pub(crate) fn case_values(case: Option<&Case>, facts: &[Recorded], rows: &RowMaker) -> Option<Made> {
    let case = case?;
    let updated_at = facts.iter().map(|fact| fact.at).max().unwrap_or(Timestamp(0));
    let row = rows(case);
    Some(Made { case: row::values(case, &row, updated_at), tasks: tasks::values(case, &row.tasks) })
}

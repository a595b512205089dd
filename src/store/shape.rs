//! The tables that lists read, as this program has them and as a file has them.
//!
//! *Invariant*: rows are a function of the log, and so are the tables they stand in: where a file has others than
//! `schema/rows.sql` says, they are dropped and made anew. Nobody has to remember a number for that.

use std::collections::BTreeSet;

use rusqlite::{Connection, TransactionBehavior};

use super::error::StoreError;
use super::migrate::{LOG, META, ROWS};
use super::remake::{self, Follower};
use super::row::RowMaker;

/// What begins the statement of a table.
const TABLE: &str = "CREATE TABLE ";

/// Whether a file has the tables lists read from as this program makes them.
pub(super) fn fits(connection: &Connection) -> Result<bool, StoreError> {
    Ok(found(connection)?.into_iter().map(|(_, sql)| sql).collect::<BTreeSet<_>>() == wanted())
}

/// Makes those tables anew where they do not fit, with their rows, in one transaction. The log is not touched; no version
/// of rules holds for the rows then.
pub(super) fn fit(connection: &mut Connection, rows: &RowMaker, follower: &mut Follower<'_>) -> Result<(), StoreError> {
    if fits(connection)? {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have done it while we waited.
    if fits(&transaction)? {
        return Ok(());
    }
    let tables: BTreeSet<String> = found(&transaction)?.into_iter().map(|(table, _)| table).collect();
    // What refers to another table goes before it would matter.
    transaction.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    for table in tables {
        transaction.execute_batch(&format!("DROP TABLE IF EXISTS \"{}\"", table.replace('"', "\"\"")))?;
    }
    transaction.execute_batch(ROWS)?;
    remake::rebuild(&transaction, rows, follower)?;
    remake::forget(&transaction)?;
    Ok(transaction.commit()?)
}

/// What a file has beside the log and the notes about itself: each with the table it belongs to.
fn found(connection: &Connection) -> Result<Vec<(String, String)>, StoreError> {
    let kept = tables(META).chain(tables(LOG)).collect::<BTreeSet<_>>();
    let mut statement = connection.prepare("SELECT tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL")?;
    let all = statement.query_map([], |row| Ok((row.get::<_, String>("tbl_name")?, row.get::<_, String>("sql")?)))?;
    let all = all.collect::<Result<Vec<_>, _>>()?;
    let of_rows = |table: &str| !kept.contains(table) && !table.starts_with("sqlite_");
    Ok(all.into_iter().filter(|(table, _)| of_rows(table)).map(|(table, sql)| (table, bare(&sql))).collect())
}

/// The statements that make them.
fn wanted() -> BTreeSet<String> {
    bare(ROWS).split(';').map(|sql| sql.trim().to_owned()).filter(|sql| !sql.is_empty()).collect()
}

fn tables(schema: &str) -> impl Iterator<Item = &str> {
    schema.lines().filter_map(|line| line.strip_prefix(TABLE)?.split([' ', '(']).next())
}

/// A statement without comments and line breaks: how it is explained is no part of what it makes.
fn bare(sql: &str) -> String {
    let told = sql.lines().map(|line| line.split("--").next().unwrap_or_default());
    told.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_fits_whatever_is_said_about_its_tables() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(META).unwrap();
        connection.execute_batch(LOG).unwrap();
        connection.execute_batch(&ROWS.replace("-- The person's stream.", "-- Whose it is.\n\n")).unwrap();
        assert!(fits(&connection).unwrap());
        for change in ["ALTER TABLE cases ADD COLUMN mood TEXT", "DROP INDEX cases_no", "CREATE TABLE numbers (n TEXT)"]
        {
            connection.execute_batch("SAVEPOINT before").unwrap();
            connection.execute_batch(change).unwrap();
            assert!(!fits(&connection).unwrap(), "{change}");
            connection.execute_batch("ROLLBACK TO before").unwrap();
            assert!(fits(&connection).unwrap(), "{change}");
        }
    }
}

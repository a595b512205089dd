//! Stations with the branches they belong to, and who keeps whose cases.

use rusqlite::Connection;
use uuid::Uuid;

use super::error::StoreError;
use super::log;
use crate::domain::branch::{Branch, Origin, Stations};
use crate::domain::{Recorded, StationId};

/// The branch of a station of this file.
pub(crate) fn branch(connection: &Connection, station: Uuid) -> Result<Uuid, StoreError> {
    let sql = "SELECT coalesce(branch, line) AS branch FROM stations WHERE id = ?1";
    Ok(connection.prepare_cached(sql)?.query_row([station.as_bytes()], |row| log::uuid(row, "branch"))?)
}

/// Every station this file has heard of, and who was named a keeper.
pub(crate) fn stations(connection: &Connection) -> Result<Stations, StoreError> {
    let mut known = Stations::default();
    let sql = "SELECT id, coalesce(branch, line) AS branch, after FROM stations";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let parent = log::some_uuid(row, "after")?.map(StationId);
        known.learn(StationId(log::uuid(row, "id")?), Origin { parent, branch: log::uuid(row, "branch")? });
    }
    let mut statement = connection.prepare_cached("SELECT id, keeper FROM branches WHERE keeper IS NOT NULL")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        known.name_keeper(log::uuid(row, "id")?, StationId(log::uuid(row, "keeper")?));
    }
    Ok(known)
}

pub(crate) fn project_branch(connection: &Connection, id: Uuid, facts: &[Recorded]) -> Result<(), StoreError> {
    let Branch { name, prefix, keeper } = Branch::of(facts);
    connection.prepare_cached("DELETE FROM branches WHERE id = ?1")?.execute([id.as_bytes()])?;
    if !facts.is_empty() {
        let sql = "INSERT INTO branches (id, name, prefix, keeper) VALUES (?1, ?2, ?3, ?4)";
        let keeper = keeper.map(|station| *station.0.as_bytes());
        connection.prepare_cached(sql)?.execute((id.as_bytes(), name, prefix, keeper))?;
    }
    Ok(())
}

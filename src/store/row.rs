//! A case as lists read it: one flat row, made from the case alone.

use std::sync::LazyLock;

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, Row, params_from_iter};
use uuid::Uuid;

use super::error::StoreError;
use super::log;
use crate::domain::Matter;
use crate::domain::listed::{CaseRow, customer_id};
use crate::domain::protocol::{DueKind, NextDue, QueueRow};
use crate::domain::queue::sort_key;
use crate::domain::{Case, Level, Timestamp};

/// Makes the row of a case; the same case always makes the same row.
pub type RowMaker = Box<dyn Fn(&Case) -> CaseRow + Send>;

/// Columns in the order of [`values`].
const COLUMNS: [&str; 34] = [
    "id",
    "no",
    "head",
    "is_open",
    "state",
    "level",
    "kind",
    "channel",
    "received_at",
    "updated_at",
    "owner",
    "waiting_for",
    "lead_until",
    "told_to",
    "crossed",
    "major",
    "category",
    "product",
    "band",
    "due_key",
    "level_key",
    "duty",
    "due_start",
    "due",
    "amber_at",
    "red_at",
    "paused",
    "wake_at",
    "customer",
    "customer_id",
    "summary",
    "phone",
    "number",
    "words",
];

/// What a line of the queue says beside its row: another case has the same number.
pub(crate) const TWICE: &str =
    "EXISTS (SELECT 1 FROM cases other WHERE other.no = cases.no AND other.id <> cases.id) AS twice";

static INSERT: LazyLock<String> = LazyLock::new(|| {
    let marks = vec!["?"; COLUMNS.len()].join(", ");
    format!("INSERT INTO cases ({}) VALUES ({marks})", COLUMNS.join(", "))
});

static SELECT: LazyLock<String> = LazyLock::new(|| format!("SELECT {} FROM cases WHERE id = ?1", COLUMNS.join(", ")));

/// The columns of a case's row.
pub(crate) fn values(case: &Case, row: &CaseRow, updated_at: Timestamp) -> Vec<Sql> {
    let CaseRow { queue, number, wake_at, .. } = row;
    let (_, due_key, level_key, ..) = sort_key(queue);
    let next = queue.next.as_ref();
    let at = |moment: Option<Timestamp>| moment.map_or(Sql::Null, |at| Sql::Integer(at.0));
    let words = |text: &str| Sql::Text(text.to_owned());
    let of_matter = |part: fn(&Matter) -> &String| {
        row.matter.as_ref().map(part).filter(|part| !part.is_empty()).map_or(Sql::Null, |part| words(part))
    };
    vec![
        blob(case.id),
        words(&queue.no),
        Sql::Integer(log::signed(case.head)),
        Sql::Integer(i64::from(!case.state.is_terminal())),
        words(queue.state.as_str()),
        queue.level.map_or(Sql::Null, |level| Sql::Integer(level.number().into())),
        queue.kind.map_or(Sql::Null, |kind| words(kind.as_str())),
        words(queue.channel.as_str()),
        Sql::Integer(queue.received_at.0),
        Sql::Integer(updated_at.0),
        blob(queue.owner),
        queue.waiting_for.as_deref().map_or(Sql::Null, words),
        at(queue.lead_until),
        queue.told_to.map_or(Sql::Null, blob),
        Sql::Integer(queue.crossed.into()),
        queue.major.map_or(Sql::Null, |major| words(major.as_str())),
        of_matter(|matter| &matter.category),
        of_matter(|matter| &matter.product),
        Sql::Integer(queue.band.into()),
        Sql::Integer(due_key.0),
        Sql::Integer(level_key.into()),
        next.map_or(Sql::Null, |next| Sql::Text(next.duty.code(':'))),
        at(next.map(|next| next.start)),
        at(next.map(|next| next.due)),
        at(next.map(|next| next.amber_at)),
        at(next.map(|next| next.red_at)),
        Sql::Integer(i64::from(next.is_some_and(|next| next.paused))),
        at(*wake_at),
        words(&queue.customer),
        customer_id(case).map_or(Sql::Null, blob),
        words(&queue.summary),
        words(&queue.phone),
        words(number),
        words(&row.found_by),
    ]
}

/// Writes the row of a case in place of an earlier one; of that one only what changed, so that few indexes are touched.
pub(crate) fn put(connection: &Connection, id: Uuid, values: &[Sql]) -> Result<(), StoreError> {
    let Some(before) = stored(connection, id)? else {
        connection.prepare_cached(&INSERT)?.execute(params_from_iter(values))?;
        return Ok(());
    };
    let columns = COLUMNS.iter().zip(values).zip(&before);
    let (names, mut changed): (Vec<String>, Vec<&Sql>) =
        columns.filter(|((_, new), old)| new != old).map(|((name, new), _)| (format!("{name} = ?"), new)).unzip();
    if changed.is_empty() {
        return Ok(());
    }
    let id = blob(id);
    changed.push(&id);
    let sql = format!("UPDATE cases SET {} WHERE id = ?", names.join(", "));
    connection.prepare_cached(&sql)?.execute(params_from_iter(changed))?;
    Ok(())
}

/// The columns as they stand, for comparing; nothing when there is no row.
pub(crate) fn stored(connection: &Connection, id: Uuid) -> Result<Option<Vec<Sql>>, StoreError> {
    let mut statement = connection.prepare_cached(&SELECT)?;
    let mut rows = statement.query([id.as_bytes()])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some((0..COLUMNS.len()).map(|column| row.get(column)).collect::<Result<_, _>>()?))
}

/// The number of a case, as its row has it.
pub(crate) fn number(connection: &Connection, id: Uuid) -> Result<String, StoreError> {
    Ok(connection.prepare_cached(&SELECT)?.query_row([id.as_bytes()], |row| row.get("no"))?)
}

/// A line of the queue from its row.
pub(crate) fn queue_row(row: &Row<'_>) -> Result<QueueRow, StoreError> {
    let level: Option<u8> = row.get("level")?;
    let kind: Option<String> = row.get("kind")?;
    Ok(QueueRow {
        id: log::uuid(row, "id")?,
        no: row.get("no")?,
        head: row.get::<_, i64>("head")?.cast_unsigned(),
        state: code(row, "state")?,
        level: level.and_then(Level::new),
        kind: kind.and_then(|kind| kind.parse().ok()),
        channel: code(row, "channel")?,
        received_at: Timestamp(row.get("received_at")?),
        owner: log::uuid(row, "owner")?,
        waiting_for: row.get("waiting_for")?,
        lead_until: row.get::<_, Option<i64>>("lead_until")?.map(Timestamp),
        told_to: log::some_uuid(row, "told_to")?,
        crossed: row.get("crossed")?,
        twice: row.get("twice")?,
        major: row.get::<_, Option<String>>("major")?.and_then(|major| major.parse().ok()),
        next: next_due(row)?,
        band: row.get("band")?,
        customer: row.get("customer")?,
        summary: row.get("summary")?,
        phone: row.get("phone")?,
    })
}

/// What a row is about, as cases of one matter are told by it.
pub(crate) fn matter(row: &Row<'_>) -> Result<Matter, StoreError> {
    let part = |column| Ok::<_, StoreError>(row.get::<_, Option<String>>(column)?.unwrap_or_default());
    Ok(Matter { category: part("category")?, product: part("product")? })
}

fn next_due(row: &Row<'_>) -> Result<Option<NextDue>, StoreError> {
    let Some(duty) = row.get::<_, Option<String>>("duty")? else { return Ok(None) };
    let Some(duty) = duty_of(&duty) else { return Err(damaged("duty")) };
    let at = |column: &str| row.get(column).map(Timestamp);
    Ok(Some(NextDue {
        duty,
        start: at("due_start")?,
        due: at("due")?,
        amber_at: at("amber_at")?,
        red_at: at("red_at")?,
        paused: row.get("paused")?,
    }))
}

fn code<C: std::str::FromStr>(row: &Row<'_>, column: &str) -> Result<C, StoreError> {
    row.get::<_, String>(column)?.parse().map_err(|_| damaged(column))
}

fn damaged(column: &str) -> StoreError {
    StoreError::Damaged(format!("cases.{column}"))
}

fn duty_of(code: &str) -> Option<DueKind> {
    match code.split_once(':') {
        Some(("clock", kind)) => kind.parse().ok().map(DueKind::Clock),
        Some(("followup", kind)) => kind.parse().ok().map(DueKind::FollowUp),
        _ if code == "promise" => Some(DueKind::Promise),
        _ if code == "grade" => Some(DueKind::Grade),
        _ if code == "take" => Some(DueKind::Take),
        _ if code == "self_solve" => Some(DueKind::SelfSolve),
        _ if code == "take_note" => Some(DueKind::TakeNote),
        _ => None,
    }
}

fn blob(id: Uuid) -> Sql {
    Sql::Blob(id.as_bytes().to_vec())
}

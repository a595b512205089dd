//! The work list of follow-ups: rows of dated tasks, and pages of them in the order of the desk.

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, Row, params_from_iter};
use uuid::Uuid;

use super::error::StoreError;
use super::log;
use super::parties;
use super::row::{TWICE, queue_row};
use crate::domain::listed::{GRACE_MS, group};
use crate::domain::protocol::{DueKind, FollowUpPage, FollowUpRow, NextDue};
use crate::domain::work_item::{Rank, WorkItem};
use crate::domain::{Case, EventId, FollowUpKind, TaskOwner, Timestamp};

/// Keys of the levels; 4 stands for "not graded".
const LEVELS: [i64; 4] = [1, 2, 3, 4];

/// Who a task lies with, as its column says it: the person's stream, nothing for any lead.
fn key(owner: TaskOwner) -> Sql {
    Sql::Blob(match owner {
        TaskOwner::Person(person) => person.as_bytes().to_vec(),
        TaskOwner::Leads => Vec::new(),
    })
}

/// Which rows of the work list.
#[derive(Debug, Clone, Copy)]
pub struct TaskAsk {
    /// Whose.
    pub agent: Uuid,
    /// What is kept for any lead counts as theirs too.
    pub lead: bool,
    /// Everybody's.
    pub all: bool,
    /// First row.
    pub offset: usize,
    /// Rows wanted.
    pub limit: usize,
    /// The time "overdue" is judged at.
    pub now: Timestamp,
    /// The first moment of tomorrow.
    pub day_end: Timestamp,
}

/// The columns of the tasks of a case, by id.
pub(crate) fn values(case: &Case, tasks: &[WorkItem]) -> Vec<Vec<Sql>> {
    let mut rows: Vec<&WorkItem> = tasks.iter().collect();
    rows.sort_by_key(|task| task.id.0);
    rows.into_iter().map(|task| row_of(case, task)).collect()
}

fn row_of(case: &Case, task: &WorkItem) -> Vec<Sql> {
    let words = |text: &str| Sql::Text(text.to_owned());
    let at = |moment: Timestamp| Sql::Integer(moment.0);
    vec![
        Sql::Blob(task.id.0.as_bytes().to_vec()),
        Sql::Blob(case.id.as_bytes().to_vec()),
        words(&case.no),
        words(task.what.as_str()),
        key(task.owner),
        Sql::Integer(task.rank.number().into()),
        Sql::Integer(task.level_key.into()),
        at(task.next.start),
        at(task.next.due),
        at(task.next.amber_at),
        at(task.next.red_at),
        words(&task.text),
        Sql::Integer(task.missed.into()),
        Sql::Integer(task.attempts.into()),
        Sql::Integer(task.snoozed.into()),
    ]
}

/// Writes the tasks of a case in place of earlier ones.
pub(crate) fn put(connection: &Connection, case: Uuid, rows: &[Vec<Sql>]) -> Result<(), StoreError> {
    // Most acts change nothing that is owed; then no index is touched.
    if stored(connection, case)? == rows {
        return Ok(());
    }
    connection.prepare_cached("DELETE FROM tasks WHERE case_id = ?1")?.execute([case.as_bytes()])?;
    let mut statement = connection.prepare_cached(include_str!("sql/put_task.sql"))?;
    for row in rows {
        statement.execute(params_from_iter(row))?;
    }
    Ok(())
}

/// The tasks of a case as they stand, for comparing.
pub(crate) fn stored(connection: &Connection, case: Uuid) -> Result<Vec<Vec<Sql>>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("sql/tasks_of.sql"))?;
    let columns = statement.column_count();
    let mut rows = statement.query([case.as_bytes()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push((0..columns).map(|column| row.get(column)).collect::<Result<_, _>>()?);
    }
    Ok(found)
}

/// A page of the work list with the sizes of its groups.
pub(crate) fn page(connection: &Connection, ask: &TaskAsk) -> Result<FollowUpPage, StoreError> {
    let mut page = FollowUpPage::default();
    let mut skip = ask.offset;
    for (at, part) in parts(ask).iter().enumerate() {
        let count = part.count(connection)?;
        if let Some(total) = page.groups.get_mut(group(at)) {
            *total += count;
        }
        let room = ask.limit.saturating_sub(page.rows.len());
        if skip < count && room > 0 {
            page.rows.extend(part.rows(connection, skip, room)?);
        }
        skip = skip.saturating_sub(count);
    }
    page.people = parties::people_named(connection, page.rows.iter().map(FollowUpRow::person))?;
    Ok(page)
}

/// A stretch of the list that an index gives in its order.
struct Part {
    /// The index, where the planner would choose one in another order.
    index: &'static str,
    /// Whose tasks; none stands for everybody's.
    owners: Vec<Option<TaskOwner>>,
    condition: &'static str,
    values: Vec<Sql>,
}

/// The stretches, one behind the other: late updates of level 1, promises up to tonight, what else is late by level,
/// the rest of today, the days to come.
fn parts(ask: &TaskAsk) -> Vec<Part> {
    let late = Sql::Integer(ask.now.0.saturating_sub(GRACE_MS));
    let night = Sql::Integer(ask.day_end.0);
    let part = |condition: &'static str, values: Vec<Sql>| Part::new(ask, condition, values);
    let mut parts = vec![
        part("rank = 0 AND task_level = 1 AND task_due <= ?", vec![late.clone()]),
        part("rank = 1 AND task_due < ?", vec![night.clone()]),
    ];
    let by_level = "rank = 2 AND task_level = ? AND task_due <= ?";
    if let Some(promises) = parts.last_mut() {
        promises.index = if ask.all { "INDEXED BY tasks_open_promised" } else { "INDEXED BY tasks_mine_promised" };
    }
    parts.extend(LEVELS.iter().map(|level| part(by_level, vec![Sql::Integer(*level), late.clone()])));
    parts.push(part("task_due > ? AND task_due < ? AND rank <> 1", vec![late, night.clone()]));
    parts.push(part("task_due >= ?", vec![night]));
    parts
}

impl Part {
    fn new(ask: &TaskAsk, condition: &'static str, values: Vec<Sql>) -> Self {
        let mine = Some(TaskOwner::Person(ask.agent));
        let leads = ask.lead.then_some(Some(TaskOwner::Leads));
        let owners = if ask.all { vec![None] } else { [mine].into_iter().chain(leads).collect() };
        Self { index: "", owners, condition, values }
    }

    /// What is read of the tasks of one owner.
    fn of(&self, owner: Option<TaskOwner>, columns: &str) -> String {
        let whose = if owner.is_some() { "task_owner = ? AND " } else { "" };
        format!("SELECT {columns} FROM tasks {} WHERE {whose}{}", self.index, self.condition)
    }

    fn values(&self, owner: Option<TaskOwner>) -> impl Iterator<Item = Sql> {
        owner.map(key).into_iter().chain(self.values.iter().cloned())
    }

    /// A page of it; an index has the tasks of each owner in order, and they are only merged.
    fn sql(&self) -> String {
        let parts: Vec<String> = self.owners.iter().map(|owner| self.of(*owner, "*")).collect();
        format!(
            "SELECT *, {TWICE} FROM ({} ORDER BY task_due, case_no, task_id LIMIT ? OFFSET ?) \
             JOIN cases ON cases.id = case_id ORDER BY task_due, case_no, task_id",
            parts.join(" UNION ALL ")
        )
    }

    fn rows(&self, connection: &Connection, skip: usize, room: usize) -> Result<Vec<FollowUpRow>, StoreError> {
        let mut values: Vec<Sql> = self.owners.iter().flat_map(|owner| self.values(*owner)).collect();
        values.extend([room, skip].map(|n| Sql::Integer(i64::try_from(n).unwrap_or(i64::MAX))));
        let mut statement = connection.prepare_cached(&self.sql())?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(FollowUpRow { item: work_item(row)?, case: queue_row(row)? });
        }
        Ok(found)
    }

    fn count(&self, connection: &Connection) -> Result<usize, StoreError> {
        let mut count = 0;
        for owner in &self.owners {
            let mut statement = connection.prepare_cached(&self.of(*owner, "count(*)"))?;
            let values = params_from_iter(self.values(*owner));
            count += statement.query_row(values, |row| row.get::<_, u32>(0))? as usize;
        }
        Ok(count)
    }
}

fn work_item(row: &Row<'_>) -> Result<WorkItem, StoreError> {
    let what: FollowUpKind =
        row.get::<_, String>("what")?.parse().map_err(|_| StoreError::Damaged("tasks.what".to_owned()))?;
    let at = |column: &str| row.get(column).map(Timestamp);
    let next = NextDue {
        duty: if what == FollowUpKind::Promise { DueKind::Promise } else { DueKind::FollowUp(what) },
        start: at("task_start")?,
        due: at("task_due")?,
        amber_at: at("task_amber")?,
        red_at: at("task_red")?,
        paused: false,
    };
    Ok(WorkItem {
        id: EventId(log::uuid(row, "task_id")?),
        what,
        next,
        owner: match row.get_ref("task_owner")?.as_blob() {
            Ok([]) => TaskOwner::Leads,
            _ => TaskOwner::Person(log::uuid(row, "task_owner")?),
        },
        text: row.get("text")?,
        missed: row.get("missed")?,
        attempts: row.get("attempts")?,
        snoozed: row.get("snoozed")?,
        rank: match row.get::<_, u8>("rank")? {
            0 => Rank::Urgent,
            1 => Rank::Promise,
            _ => Rank::Other,
        },
        level_key: row.get("task_level")?,
    })
}

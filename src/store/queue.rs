//! What lists read: pages in the queue's order, badges, search, and the cases of a caller.

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params_from_iter};
use uuid::Uuid;

use super::error::StoreError;
use super::row::queue_row;
use crate::domain::Timestamp;
use crate::domain::listed::{GRACE_MS, RECENT, SOON_MS};
use crate::domain::protocol::{Badges, QueuePage, QueueRow, QueueView};

/// Which rows of the queue.
#[derive(Debug, Clone, Copy)]
pub struct QueueAsk<'a> {
    /// Which part.
    pub view: QueueView,
    /// Whose "mine".
    pub agent: &'a str,
    /// Words, number tail or case number; every word must be found.
    pub filter: &'a str,
    /// First row.
    pub offset: usize,
    /// Rows wanted.
    pub limit: usize,
    /// The time "overdue" is judged at.
    pub now: Timestamp,
}

/// The cases of a caller.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CallerHistory {
    /// Open ones, the next due first.
    pub open: Vec<QueueRow>,
    /// The last closed ones, newest first.
    pub recent: Vec<QueueRow>,
}

/// A page of the queue with the counts of the top bar.
pub(crate) fn page(connection: &Connection, ask: &QueueAsk<'_>) -> Result<QueuePage, StoreError> {
    let part = Part::of(ask);
    let rows = part.rows(connection, ask)?;
    Ok(QueuePage { rows, total: part.count(connection)?, badges: badges(connection, ask)? })
}

/// A part of the queue as SQL: every condition is literal text of ours, every value a parameter.
struct Part {
    condition: String,
    values: Vec<Sql>,
    order: &'static str,
}

impl Part {
    fn of(ask: &QueueAsk<'_>) -> Self {
        let late = Sql::Integer(ask.now.0.saturating_sub(GRACE_MS));
        let soon = Sql::Integer(ask.now.0.saturating_add(SOON_MS));
        // `is_open = 1` stands literally in the text: only then the partial indexes serve.
        let (condition, values) = match ask.view {
            QueueView::Mine => ("is_open = 1 AND owner = ?", vec![Sql::Text(ask.agent.to_owned())]),
            QueueView::All => ("is_open = 1", vec![]),
            QueueView::Overdue => ("is_open = 1 AND paused = 0 AND due <= ?", vec![late]),
            QueueView::Soon => ("is_open = 1 AND paused = 0 AND due > ? AND due <= ?", vec![late, soon]),
            QueueView::Found => ("1", vec![]),
        };
        let order = match ask.view {
            QueueView::Found => "received_at DESC, id DESC",
            _ => "band, due_key, level_key, received_at, id",
        };
        let mut part = Self { condition: condition.to_owned(), values, order };
        for word in ask.filter.split_whitespace() {
            part.condition.push_str(" AND instr(words, ?) > 0");
            part.values.push(Sql::Text(word.to_lowercase()));
        }
        part
    }

    fn sql(&self) -> String {
        format!("SELECT * FROM cases WHERE {} ORDER BY {} LIMIT ? OFFSET ?", self.condition, self.order)
    }

    fn rows(&self, connection: &Connection, ask: &QueueAsk<'_>) -> Result<Vec<QueueRow>, StoreError> {
        let mut values = self.values.clone();
        values.extend([ask.limit, ask.offset].map(|n| Sql::Integer(i64::try_from(n).unwrap_or(i64::MAX))));
        select(connection, &self.sql(), values)
    }

    fn count(&self, connection: &Connection) -> Result<usize, StoreError> {
        let sql = format!("SELECT count(*) FROM cases WHERE {}", self.condition);
        let mut statement = connection.prepare_cached(&sql)?;
        Ok(statement.query_row(params_from_iter(&self.values), |row| row.get::<_, u32>(0))? as usize)
    }
}

fn badges(connection: &Connection, ask: &QueueAsk<'_>) -> Result<Badges, StoreError> {
    let late = ask.now.0.saturating_sub(GRACE_MS);
    let soon = ask.now.0.saturating_add(SOON_MS);
    let mut statement = connection.prepare_cached(include_str!("sql/badges.sql"))?;
    let count = |row: &rusqlite::Row<'_>, name: &str| row.get::<_, u32>(name).map(|count| count as usize);
    Ok(statement.query_row((late, soon, ask.agent), |row| {
        Ok(Badges {
            overdue: count(row, "overdue")?,
            soon: count(row, "soon")?,
            mine: count(row, "mine")?,
            all: count(row, "open")?,
        })
    })?)
}

/// The cases of a number (digits only) or of customers: open ones by the queue's order, the last closed ones.
pub(crate) fn history_of(
    connection: &Connection,
    number: &str,
    customers: &[Uuid],
) -> Result<CallerHistory, StoreError> {
    let (condition, values) = theirs(number, customers);
    let open = format!(
        "SELECT * FROM cases WHERE is_open = 1 AND {condition} ORDER BY band, due_key, level_key, received_at, id"
    );
    let recent = format!(
        "SELECT * FROM cases WHERE is_open = 0 AND {condition} ORDER BY received_at DESC, id DESC LIMIT {RECENT}"
    );
    Ok(CallerHistory { open: select(connection, &open, values.clone())?, recent: select(connection, &recent, values)? })
}

/// Condition "belongs to this number or these customers"; an empty number belongs to nobody.
fn theirs(number: &str, customers: &[Uuid]) -> (String, Vec<Sql>) {
    let marks = vec!["?"; customers.len()].join(", ");
    let mut values = vec![Sql::Text(number.to_owned())];
    values.extend(customers.iter().map(|id| Sql::Blob(id.as_bytes().to_vec())));
    (format!("((number <> '' AND number = ?) OR (customer_id IS NOT NULL AND customer_id IN ({marks})))"), values)
}

fn select(connection: &Connection, sql: &str, values: Vec<Sql>) -> Result<Vec<QueueRow>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(queue_row(row)?);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(view: QueueView) -> String {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(include_str!("migrations/002_rows.sql")).unwrap();
        let now = Timestamp(0);
        let part = Part::of(&QueueAsk { view, agent: "1024", filter: "", offset: 0, limit: 50, now });
        let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {}", part.sql())).unwrap();
        let values = part.values.iter().cloned().chain([Sql::Integer(50), Sql::Integer(0)]);
        let steps = statement.query_map(params_from_iter(values), |row| row.get::<_, String>("detail")).unwrap();
        steps.collect::<Result<Vec<_>, _>>().unwrap().join("; ")
    }

    #[test]
    fn a_page_of_the_queue_comes_from_an_index_in_its_order() {
        assert!(plan(QueueView::Mine).contains("USING INDEX cases_mine"), "{}", plan(QueueView::Mine));
        assert!(plan(QueueView::All).contains("USING INDEX cases_open"), "{}", plan(QueueView::All));
        for view in [QueueView::Mine, QueueView::All, QueueView::Found] {
            assert!(!plan(view).contains("TEMP B-TREE"), "{view:?} is sorted anew: {}", plan(view));
        }
        for view in [QueueView::Overdue, QueueView::Soon] {
            assert!(plan(view).contains("USING INDEX cases_"), "{view:?} reads every case: {}", plan(view));
        }
    }
}

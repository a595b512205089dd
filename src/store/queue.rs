//! What lists read: pages in the queue's order, badges, search, and the cases of a caller.

use std::cmp::Reverse;

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params_from_iter};
use uuid::Uuid;

use super::error::StoreError;
use super::log;
use super::parties;
use super::row::{TWICE, matter, queue_row};
use crate::domain::Timestamp;
use crate::domain::listed::{self, GRACE_MS, RECENT, SOON_MS, TOLD};
use crate::domain::protocol::{Badges, MajorRow, QueuePage, QueueRow, QueueView};
use crate::domain::queue::sort_key;
use crate::domain::{AlikeCase, Matter};

/// Which rows of the queue.
#[derive(Debug, Clone, Copy)]
pub struct QueueAsk<'a> {
    /// Which part.
    pub view: QueueView,
    /// Whose "mine".
    pub agent: Uuid,
    /// Words, digits or a case number as [`find::needles`](crate::domain::language::find::needles) gives them; all must
    /// be found.
    pub needles: &'a [String],
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
    let (part, badges) = (Part::of(ask), badges(connection, ask)?);
    let total = match ask.view {
        // Where nothing is searched for, the badges have counted it.
        QueueView::Mine | QueueView::Lead | QueueView::SecondLine if !part.searches => badges.mine,
        QueueView::All if !part.searches => badges.all,
        QueueView::Overdue if !part.searches => badges.overdue,
        QueueView::Soon if !part.searches => badges.soon,
        _ => part.count(connection)?,
    };
    let (rows, told) = (part.rows(connection, ask)?, told(connection, ask)?);
    let people = parties::people_named(connection, rows.iter().chain(&told).map(|row| row.owner))?;
    Ok(QueuePage { rows, total, told, people, majors: majors(connection)?, badges })
}

/// Every major matter that is open: few at any time.
fn majors(connection: &Connection) -> Result<Vec<MajorRow>, StoreError> {
    let sql = "SELECT id, no, summary, category, product FROM cases WHERE is_open = 1 AND major = 'master' \
               ORDER BY received_at, id";
    let mut statement = connection.prepare_cached(sql)?;
    let (mut rows, mut found) = (statement.query([])?, Vec::new());
    while let Some(row) = rows.next()? {
        let (id, no, summary) = (log::uuid(row, "id")?, row.get("no")?, row.get("summary")?);
        found.push(MajorRow { id, no, summary, matter: matter(row)? });
    }
    Ok(found)
}

/// Lines of these cases, those that are there.
pub(crate) fn lines(connection: &Connection, cases: &[Uuid]) -> Result<Vec<QueueRow>, StoreError> {
    let sql = format!("SELECT *, {TWICE} FROM cases WHERE id = ?1");
    let mut found = Vec::new();
    for case in cases {
        found.extend(select(connection, &sql, vec![Sql::Blob(case.as_bytes().to_vec())])?);
    }
    Ok(found)
}

/// Clocks of stations differ by less than this.
const CLOCKS_DIFFER_MIN: i64 = 60;

/// Open cases of a matter that came since a moment. Ids begin with their time, so that none of the older ones is read and
/// no index is kept for it.
pub(crate) fn alike(connection: &Connection, like: &Matter, since: Timestamp) -> Result<Vec<AlikeCase>, StoreError> {
    let sql = "SELECT id, number, category, product FROM cases WHERE id >= ?1 AND received_at >= ?2 AND is_open = 1 \
               AND (category = ?3 OR product = ?4)";
    let mut statement = connection.prepare_cached(sql)?;
    let first = first_id(since.plus_min(-CLOCKS_DIFFER_MIN));
    let mut rows = statement.query((first.as_bytes(), since.0, &like.category, &like.product))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if matter(row)?.is_like(like) {
            found.push(AlikeCase { id: log::uuid(row, "id")?, number: row.get("number")? });
        }
    }
    Ok(found)
}

/// Before every id made from a moment on.
fn first_id(at: Timestamp) -> Uuid {
    Uuid::from_u128(u128::from(at.0.max(0).cast_unsigned()) << 80)
}

/// What others were told and nobody has taken note of, the most urgent first.
fn told(connection: &Connection, ask: &QueueAsk<'_>) -> Result<Vec<QueueRow>, StoreError> {
    let whom = match ask.view {
        QueueView::Lead => "(told_to IS NULL OR told_to = ?1)",
        QueueView::SecondLine => "level = 1",
        _ => return Ok(Vec::new()),
    };
    if ask.offset > 0 {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT *, {TWICE} FROM cases WHERE is_open = 1 AND lead_until IS NOT NULL AND owner <> ?1 AND {whom} \
         ORDER BY band, due_key, level_key, received_at, id LIMIT {TOLD}"
    );
    let rows = select(connection, &sql, vec![Sql::Blob(ask.agent.as_bytes().to_vec())])?;
    let mut told: Vec<_> = rows.into_iter().filter_map(|row| listed::told_of(ask.view, row, ask.agent)).collect();
    told.sort_by_key(sort_key);
    Ok(told)
}

/// A part of the queue as SQL: every condition is literal text of ours, every value a parameter.
struct Part {
    condition: String,
    values: Vec<Sql>,
    order: &'static str,
    /// Words must be found.
    searches: bool,
}

/// Running towards a moment that is the key the queue sorts by. The bands are named one by one so that an index gives
/// the rows in the queue's order; where nothing is due a case has no place in this.
const RUNNING: &str = "is_open = 1 AND paused = 0 AND due IS NOT NULL AND band IN (0, 1, 2)";

impl Part {
    fn of(ask: &QueueAsk<'_>) -> Self {
        let late = Sql::Integer(ask.now.0.saturating_sub(GRACE_MS));
        let soon = Sql::Integer(ask.now.0.saturating_add(SOON_MS));
        let owned =
            |person: Uuid| ("is_open = 1 AND owner = ?".to_owned(), vec![Sql::Blob(person.as_bytes().to_vec())]);
        // `is_open = 1` stands literally in the text: only then the partial indexes serve.
        let (condition, values) = match ask.view {
            QueueView::Mine | QueueView::Lead | QueueView::SecondLine => owned(ask.agent),
            QueueView::Of(person) => owned(person),
            QueueView::All => ("is_open = 1".to_owned(), vec![]),
            QueueView::Overdue => (format!("{RUNNING} AND due_key <= ?"), vec![late]),
            QueueView::Soon => (format!("{RUNNING} AND due_key > ? AND due_key <= ?"), vec![late, soon]),
            QueueView::Found => ("1".to_owned(), vec![]),
        };
        let order = match ask.view {
            QueueView::Found => "id DESC",
            _ => "band, due_key, level_key, received_at, id",
        };
        let mut part = Self { condition, values, order, searches: false };
        for needle in ask.needles {
            part.condition.push_str(" AND instr(words, ?) > 0");
            part.values.push(Sql::Text(needle.clone()));
            part.searches = true;
        }
        part
    }

    fn sql(&self) -> String {
        format!("SELECT *, {TWICE} FROM cases WHERE {} ORDER BY {} LIMIT ? OFFSET ?", self.condition, self.order)
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
    Ok(statement.query_row((late, soon, ask.agent.as_bytes()), |row| {
        Ok(Badges {
            overdue: count(row, "overdue")?,
            soon: count(row, "soon")?,
            mine: count(row, "mine")?,
            all: count(row, "open")?,
        })
    })?)
}

/// The cases of a number (digits only; an empty one is nobody's) or of customers: open ones by the queue's order, the
/// last closed ones.
pub(crate) fn history_of(
    connection: &Connection,
    number: &str,
    customers: &[Uuid],
) -> Result<CallerHistory, StoreError> {
    let by_number = (!number.is_empty()).then(|| ("number <> '' AND number = ?", Sql::Text(number.to_owned())));
    let by_customer = customers.iter().map(|id| ("customer_id = ?", Sql::Blob(id.as_bytes().to_vec())));
    let mut found = CallerHistory::default();
    for (whose, key) in by_number.into_iter().chain(by_customer) {
        let open = format!("SELECT *, {TWICE} FROM cases WHERE {whose} AND is_open = 1");
        found.open.extend(select(connection, &open, vec![key.clone()])?);
        let recent = format!(
            "SELECT *, {TWICE} FROM cases WHERE {whose} AND is_open = 0 \
             ORDER BY received_at DESC, id DESC LIMIT {RECENT}"
        );
        found.recent.extend(select(connection, &recent, vec![key])?);
    }
    // A case may be found by its number and by its customer.
    found.open.sort_by_key(sort_key);
    found.open.dedup_by_key(|row| row.id);
    found.recent.sort_by_key(|row| Reverse((row.received_at, row.id)));
    found.recent.dedup_by_key(|row| row.id);
    found.recent.truncate(RECENT);
    Ok(found)
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

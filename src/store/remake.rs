//! Making rows anew: all of them in one transaction, or, after a change of rules, some at a time between saves.
//!
//! *Invariant*: the version of the rules stands in the file only while every row was made under them. How far the work is
//! stands there too, so that whoever opens the store next goes on with it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

use super::error::StoreError;
use super::row::RowMaker;
use super::{Store, log, project, view};
use crate::domain::protocol::Progress;
use crate::domain::{StreamId, StreamKind};

/// The version of the rules all rows were made under.
const MADE_UNDER: &str = "rows";
/// While they are made anew: how far that is.
const MAKING: &str = "rows_making";
/// Open cases of one transaction while a store is opened: other processes may be saving.
const OPEN_AT_A_TIME: usize = 50;

/// Whoever follows a long work: hears how far it is and may end it.
pub struct Follower<'a> {
    stop: Arc<AtomicBool>,
    hear: Box<dyn FnMut(Progress) + 'a>,
}

impl<'a> Follower<'a> {
    /// The work ends soon after `stop` was set.
    pub fn new(stop: Arc<AtomicBool>, hear: impl FnMut(Progress) + 'a) -> Self {
        Self { stop, hear: Box::new(hear) }
    }

    /// Nobody waits for it to be over.
    pub fn nobody() -> Self {
        Self::new(Arc::default(), |_| {})
    }

    /// Whoever follows a part of the work: from so many percent of the whole to so many.
    pub(super) fn part(&mut self, from: u64, to: u64) -> Follower<'_> {
        let hear = &mut self.hear;
        let within =
            move |part: Progress| hear(Progress { done: from + part.percent() * (to - from) / 100, total: 100 });
        Follower::new(Arc::clone(&self.stop), within)
    }

    /// Whether it is to go on.
    ///
    /// # Errors
    /// [`StoreError::Stopped`] once it is to end.
    pub fn go_on(&self) -> Result<(), StoreError> {
        if self.stop.load(Ordering::Acquire) { Err(StoreError::Stopped) } else { Ok(()) }
    }

    /// Takes note of how far it is.
    ///
    /// # Errors
    /// [`StoreError::Stopped`] once it is to end.
    pub fn hear(&mut self, progress: Progress) -> Result<(), StoreError> {
        self.go_on()?;
        (self.hear)(progress);
        Ok(())
    }

    /// Lets the end come in the middle of a statement of this connection, too; until it is closed.
    pub(super) fn watch(&self, connection: &mut Connection) -> Result<(), StoreError> {
        let stop = Arc::clone(&self.stop);
        Ok(connection.progress_handler(100_000, Some(move || stop.load(Ordering::Acquire)))?)
    }
}

/// How far the rows of a store are made anew.
#[derive(Debug, PartialEq, Eq)]
struct Making {
    progress: Progress,
    /// The last stream whose rows were made, as this file numbers it.
    last: i64,
    version: String,
}

impl Making {
    fn begin(connection: &Connection, version: &str) -> Result<Self, StoreError> {
        let total: i64 = connection.query_row("SELECT count(*) FROM streams", [], |row| row.get(0))?;
        let progress = Progress { done: 0, total: total.cast_unsigned() };
        Ok(Self { progress, last: 0, version: version.to_owned() })
    }

    fn read(connection: &Connection) -> Result<Option<Self>, StoreError> {
        if made_under(connection)?.is_some() {
            return Ok(None);
        }
        Ok(view::meta(connection, MAKING)?.and_then(|text| Self::parse(&text)))
    }

    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(4, ' ');
        let progress = Progress { done: parts.next()?.parse().ok()?, total: parts.next()?.parse().ok()? };
        Some(Self { progress, last: parts.next()?.parse().ok()?, version: parts.next()?.to_owned() })
    }

    fn write(&self, connection: &Connection) -> Result<(), StoreError> {
        let Self { progress: Progress { done, total }, last, version } = self;
        view::set_meta(connection, MAKING, &format!("{done} {total} {last} {version}"))
    }

    /// Makes the rows of the next streams; whether those were the last.
    fn go_on(&mut self, connection: &Connection, rows: &RowMaker, count: usize) -> Result<bool, StoreError> {
        for _ in 0..count {
            let mut next = connection.prepare_cached(include_str!("sql/next_stream.sql"))?;
            let next = next.query_row([self.last], |row| {
                Ok((row.get("n")?, row.get::<_, String>("kind")?, log::uuid(row, "id")?))
            });
            let Some((n, kind, id)) = next.optional()? else { return Ok(true) };
            self.last = n;
            // Streams of kinds a newer version knows have no rows here.
            if let Ok(kind) = kind.parse::<StreamKind>() {
                make(connection, StreamId { kind, id }, rows)?;
                self.progress.done += 1;
                self.progress.total = self.progress.total.max(self.progress.done);
            }
        }
        Ok(false)
    }
}

impl Store {
    /// Makes every derived row anew from the log.
    pub fn rebuild(&mut self) -> Result<(), StoreError> {
        self.rebuild_for(&mut Follower::nobody())
    }

    /// The same while somebody follows it; ended before its time, it leaves the rows as they were.
    pub fn rebuild_for(&mut self, follower: &mut Follower<'_>) -> Result<(), StoreError> {
        let _held = self.ready()?;
        self.rebuild_held(follower)
    }

    /// The same by whoever holds the lock.
    pub(super) fn rebuild_held(&mut self, follower: &mut Follower<'_>) -> Result<(), StoreError> {
        let version = self.rows_version.clone();
        self.with_writer_held(|transaction, rows| {
            rebuild(transaction, rows, follower)?;
            version.map_or(Ok(()), |version| finish(transaction, &version))
        })
    }

    /// Installs the maker of rows; `version` names its rules. Where rows were made under other rules those of open cases
    /// are made anew at once, and [`Store::make_rows`] has the others left to do.
    pub fn use_rows(&mut self, rows: RowMaker, version: &str) -> Result<(), StoreError> {
        self.rows = rows;
        self.rows_version = Some(version.to_owned());
        if self.frozen.is_some() {
            return Ok(());
        }
        let (made, making) = self.reader.read(|connection| Ok((made_under(connection)?, Making::read(connection)?)))?;
        let known = made.as_deref().or(making.as_ref().map(|making| making.version.as_str()));
        if known == Some(version) {
            return Ok(());
        }
        // A new store has nothing to forget.
        if made.is_some() || making.is_some() {
            self.with_writer(|transaction, _| forget(transaction))?;
        }
        for cases in self.reader.read(cases_at_work)?.chunks(OPEN_AT_A_TIME) {
            self.with_writer(|transaction, rows| {
                cases.iter().try_for_each(|case| make(transaction, StreamId::case(*case), rows))
            })?;
        }
        let version = version.to_owned();
        self.with_writer(move |transaction, _| {
            let making = Making::begin(transaction, &version)?;
            if making.progress.total == 0 {
                return finish(transaction, &version);
            }
            forget(transaction)?;
            making.write(transaction)
        })
    }

    /// How far the rows are made anew; nothing where all are made.
    pub fn rows_owed(&mut self) -> Result<Option<Progress>, StoreError> {
        let version = self.rows_version.clone();
        let making = self.reader.read(Making::read)?;
        // What somebody began who works under other rules is theirs to finish.
        Ok(making.filter(|making| Some(&making.version) == version.as_ref()).map(|making| making.progress))
    }

    /// Makes the rows of the next streams anew, in one transaction; how far it is then, nothing where all are made.
    pub fn make_rows(&mut self, count: usize) -> Result<Option<Progress>, StoreError> {
        let version = self.rows_version.clone();
        self.with_writer(|transaction, rows| {
            // Another process may have gone on with it meanwhile.
            let Some(mut making) =
                Making::read(transaction)?.filter(|making| Some(&making.version) == version.as_ref())
            else {
                return Ok(None);
            };
            if making.go_on(transaction, rows, count)? {
                finish(transaction, &making.version)?;
                return Ok(None);
            }
            making.write(transaction)?;
            Ok(Some(making.progress))
        })
    }
}

/// Throws every derived row away and makes it again. The caller holds the transaction.
pub(super) fn rebuild(connection: &Connection, rows: &RowMaker, follower: &mut Follower<'_>) -> Result<(), StoreError> {
    connection.execute_batch(include_str!("sql/clear_rows.sql"))?;
    let streams = log::streams(connection)?;
    let mut progress = Progress { done: 0, total: streams.len() as u64 };
    for stream in streams {
        follower.hear(progress)?;
        make(connection, stream, rows)?;
        progress.done += 1;
    }
    follower.hear(progress)
}

fn make(connection: &Connection, stream: StreamId, rows: &RowMaker) -> Result<(), StoreError> {
    project::project(connection, stream, &log::facts_of(connection, stream)?, rows).map(drop)
}

/// Cases whose rows the queue is read from, and those something happens to because of time.
fn cases_at_work(connection: &Connection) -> Result<Vec<Uuid>, StoreError> {
    let mut statement = connection.prepare(include_str!("sql/cases_at_work.sql"))?;
    let ids = statement.query_map([], |row| log::uuid(row, "id"))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// No version holds for all rows from here on.
pub(super) fn forget(connection: &Connection) -> Result<(), StoreError> {
    view::drop_meta(connection, MADE_UNDER)?;
    view::drop_meta(connection, MAKING)
}

/// The version all rows were made under, where one holds for all.
pub(super) fn made_under(connection: &Connection) -> Result<Option<String>, StoreError> {
    view::meta(connection, MADE_UNDER)
}

/// All rows are made under this version.
fn finish(connection: &Connection, version: &str) -> Result<(), StoreError> {
    forget(connection)?;
    view::set_meta(connection, MADE_UNDER, version)
}

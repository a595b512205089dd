//! Carrying the write-ahead log over into the file, and noticing when somebody else wrote it.
//!
//! SQLite would do it whenever a connection closes or a log has grown. Here it is done by us alone, under the lock, and
//! the mark notes how it left the file: a file that looks otherwise was written by another hand.

use std::fs;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::error::StoreError;
use super::mark::{Mark, Stamp};
use super::{Doubt, Store, connection, ruins};

/// Pages in the log from which on a save carries it over; the same as SQLite's own habit, four times over.
const PAGES: i64 = 4000;
/// Writes between two looks at how long the log is.
const LOOK_EVERY: u32 = 32;
/// So long nothing was written: an idle moment.
const IDLE: Duration = Duration::from_secs(3);

/// What of the log is not in the file yet.
#[derive(Debug, Default)]
pub(super) struct Owed {
    /// When something was written last that is not carried over.
    since: Option<Instant>,
    writes: u32,
}

impl Store {
    /// Carries the write-ahead log over into the file, unless somebody else is writing.
    pub fn tidy(&mut self) -> Result<(), StoreError> {
        if self.writer.is_none() || self.frozen.is_some() {
            return Ok(());
        }
        let Some(held) = self.lock.try_acquire()? else { return Ok(()) };
        let carried = self.carry_over("PASSIVE");
        drop(held);
        carried
    }

    /// The same once nothing has been written for a moment; free when there is nothing to do.
    pub fn tidy_when_idle(&mut self) -> Result<(), StoreError> {
        match self.owed.since {
            Some(since) if since.elapsed() >= IDLE => self.tidy(),
            _ => Ok(()),
        }
    }

    /// Something was written. The caller holds the lock.
    pub(super) fn wrote(&mut self) {
        self.owed.since = Some(Instant::now());
        self.owed.writes += 1;
        if !self.owed.writes.is_multiple_of(LOOK_EVERY) {
            return;
        }
        let long =
            self.writer.as_ref().is_some_and(|writer| frames(writer).is_ok_and(|(all, carried)| all - carried > PAGES));
        if long && let Err(error) = self.carry_over("PASSIVE") {
            // What was saved is saved; the next write meets the same fault and says so.
            tracing::warn!(%error, "the log was not carried over");
        }
    }

    /// Before a write: whether the file is still the one that was opened, and as it was left.
    pub(super) fn look_at_file(&mut self, locked: bool) -> Result<(), StoreError> {
        let now = self.place.seen(self.on)?;
        // Whoever carries over holds the lock; without it the file may be changing at this moment.
        if locked
            && let Some(mark) = self.lock.note().mark()
            && mark.file.is_some_and(|left| left != now)
        {
            tracing::warn!("another hand wrote the file of the store");
            (self.writer, self.doubt) = (None, Doubt::AnotherHand);
        }
        Ok(())
    }

    fn carry_over(&mut self, how: &str) -> Result<(), StoreError> {
        self.look_at_file(true)?;
        let (Some(writer), Some(mark)) = (self.writer.take(), self.lock.note().mark()) else { return Ok(()) };
        // Whoever is killed in the middle leaves a mark that says nothing of the file.
        let noted = self.lock.set_note(&Mark { file: None, ..mark.clone() });
        let carried = noted.and_then(|()| carry(&writer, how)).and_then(|()| self.note_file(mark));
        if !carried.as_ref().is_err_and(StoreError::is_sticky) {
            self.writer = Some(writer);
            self.owed.since = None;
        }
        carried
    }

    /// Whether what was carried over stands in the file. As long as the log holds it too, a file that was put in its
    /// place is not seen in what is read, and the next write would begin the log anew.
    pub(super) fn file_has_its_log(&self, connection: &Connection) -> Result<bool, StoreError> {
        let (_, carried) = frames(connection)?;
        ruins::is_in_file(&self.place.file, usize::try_from(carried).unwrap_or(0))
    }

    /// Notes how the file lies there now.
    pub(super) fn note_file(&self, mark: Mark) -> Result<(), StoreError> {
        let file = Some(Stamp::of(&fs::symlink_metadata(&self.place.file)?));
        self.lock.set_note(&Mark { file, ..mark })
    }
}

impl Drop for Store {
    /// Leaves everything in the file, where nobody else is at work: it can be copied alone then.
    fn drop(&mut self) {
        self.reader.close();
        if self.writer.is_none() || self.frozen.is_some() {
            return;
        }
        let Ok(Some(_held)) = self.lock.try_acquire() else { return };
        // Others who read are not waited for.
        let alone = self.writer.as_mut().map(|writer| writer.busy_handler(None::<fn(i32) -> bool>));
        if let Some(Ok(())) = alone
            && let Err(error) = self.carry_over("TRUNCATE")
        {
            tracing::warn!(%error, "the log was not carried over");
            return;
        }
        if let Some(writer) = self.writer.take() {
            // Empty, it goes with the last connection.
            let _ = connection::keep_log(&writer, false);
        }
    }
}

fn carry(connection: &Connection, how: &str) -> Result<(), StoreError> {
    // `how` is one of SQLite's words for it.
    Ok(connection.query_row(&format!("PRAGMA wal_checkpoint({how})"), [], |_| Ok(()))?)
}

/// Frames of the log, and how many of them are carried over.
fn frames(connection: &Connection) -> Result<(i64, i64), StoreError> {
    Ok(connection.query_row("PRAGMA wal_checkpoint(NOOP)", [], |row| Ok((row.get(1)?, row.get(2)?)))?)
}

//! The one write: lock, load, decide, append, chain, rows, commit.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::Store;
use super::absorb::{Absorbed, Source};
use super::absorbed::{self, Touched};
use super::erase::{self, Erased};
use super::error::{StoreError, WriteError};
use super::log::{self, Tail};
use super::mark::{Mark, Note};
use super::open::check_format;
use super::project;
use super::remake::Follower;
use super::row::RowMaker;
use super::view::View;
use crate::domain::calendar::Rulebook;
use crate::domain::engine::{Current, NewAct};
use crate::domain::{Case, CaseEvent, Event, EventId, Recorded, StreamId, StreamKind, Timestamp, fold};

/// What is to be written where.
#[derive(Debug, Clone, Copy)]
pub struct WriteTo<'a> {
    /// The stream the decision is about; its facts are loaded and folded first.
    pub stream: StreamId,
    /// The id the act will carry, made when the form opened: a retry with it writes nothing twice.
    pub key: Option<EventId>,
    /// Hash of the manual the decision was made under.
    pub manual: &'a str,
}

/// What came of a write.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// Every fact of the stream, old and new, in folding order.
    pub facts: Vec<Recorded>,
    /// The case after it, where the stream is one of a case.
    pub case: Option<Case>,
    /// How many facts were appended, in this and other streams.
    pub appended: usize,
    /// The same request had been carried out before; nothing was written now.
    pub repeated: bool,
}

/// How an attempt ended whose transaction is over.
enum Attempt<T> {
    Done(T),
    /// COMMIT returned an error: the fact may or may not be on disk.
    Doubtful {
        /// The first of its acts.
        first: (StreamId, EventId),
        /// What is answered where it is.
        answer: T,
        error: StoreError,
    },
}

impl Store {
    /// Lets `decide` answer with facts and saves them; once this returns `Ok`, they are on disk.
    ///
    /// `decide` runs inside the transaction, sees the case as it is at that moment, and must not wait for anything.
    /// Whatever goes wrong before the commit leaves nothing behind.
    ///
    /// # Errors
    /// A refusal of `decide`, or a [`StoreError`] after which nothing was written, but for [`StoreError::Unsure`].
    pub fn write<F>(&mut self, to: &WriteTo<'_>, decide: F) -> Result<Written, WriteError>
    where
        F: FnOnce(&View<'_>, Current<'_>) -> Result<Vec<NewAct>, WriteError>,
    {
        self.write_and(to, decide, |_, written| Ok(written))
    }

    /// The same with an answer made of what was written, in the same transaction: after the commit nothing is looked up
    /// any more that could fail, or that others have changed since.
    ///
    /// # Errors
    /// As [`Store::write`]; where the answer cannot be made, nothing is written.
    pub fn write_and<F, A, T>(&mut self, to: &WriteTo<'_>, decide: F, answer: A) -> Result<T, WriteError>
    where
        F: FnOnce(&View<'_>, Current<'_>) -> Result<Vec<NewAct>, WriteError>,
        A: FnOnce(&View<'_>, Written) -> Result<T, WriteError>,
    {
        let held = self.ready()?;
        // Out of its place until it is known to be sound: whatever happens below, a panic included, a connection
        // that met a fault is not used again.
        let mut writer = self.writer.take().ok_or_else(super::closed)?;
        let result = self.attempt(&mut writer, to, decide, answer);
        let sound = match &result {
            Ok(Attempt::Done(_)) | Err(WriteError::Refused(_)) => true,
            Ok(Attempt::Doubtful { .. }) => false,
            Err(WriteError::Store(behind @ StoreError::Behind { .. })) => {
                self.freeze(behind.clone());
                false
            }
            Err(WriteError::Store(error)) => !error.is_sticky(),
        };
        if sound {
            self.writer = Some(writer);
            self.wrote();
        } else {
            drop(writer);
            self.reader.close();
        }
        let result = match result? {
            Attempt::Done(answer) => Ok(answer),
            Attempt::Doubtful { first, answer, error } => match self.resolve(first, error) {
                Ok(()) => Ok(answer),
                Err(error) => Err(error.into()),
            },
        };
        drop(held);
        result
    }

    fn attempt<F, A, T>(
        &self,
        writer: &mut Connection,
        to: &WriteTo<'_>,
        decide: F,
        answer: A,
    ) -> Result<Attempt<T>, WriteError>
    where
        F: FnOnce(&View<'_>, Current<'_>) -> Result<Vec<NewAct>, WriteError>,
        A: FnOnce(&View<'_>, Written) -> Result<T, WriteError>,
    {
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        check_format(&transaction)?;
        let view = View::new(&transaction, &self.prefix, self.station);
        let before = log::facts_of(&transaction, to.stream)?;
        let case = folded(to.stream, &before);
        if let Some(key) = to.key
            && log::has(&transaction, to.stream, key)?
        {
            let written = Written { facts: before, case, appended: 0, repeated: true };
            return answer(&view, written).map(Attempt::Done);
        }
        let acts = decide(&view, Current { facts: &before, case: case.as_ref() })?;
        let Some(first) = acts.first().map(|act| (act.stream, act.id)) else {
            let written = Written { facts: before, case, appended: 0, repeated: false };
            return answer(&view, written).map(Attempt::Done);
        };
        let appended = acts.iter().map(|act| act.facts.len()).sum();
        let mut tail = log::tail(&transaction, self.station)?;
        let marked = self.lock.note().mark();
        if let Some(mark) = &marked {
            mark.complaint(mark.standing_at(&tail))?;
        }
        let last = acts.last().map_or(Timestamp::default(), |act| act.at);
        let new = append(&transaction, &mut tail, to.manual, acts)?;
        let given = number_given(&new);
        let (facts, case) = project_all(&transaction, to.stream, (before, case), new, &self.rows)?;
        let answer = answer(&view, Written { facts, case, appended, repeated: false })?;
        match transaction.commit() {
            Ok(()) => {
                // The mark beside the store is a safeguard for later, not part of the save.
                let mark = marked.unwrap_or_else(|| Mark::anew(&tail, None, Note::None));
                let _ = self.lock.set_note(&mark.behind(&tail, last, given));
                Ok(Attempt::Done(answer))
            }
            Err(error) => Ok(Attempt::Doubtful { first, answer, error: error.into() }),
        }
    }

    /// After an error of COMMIT: asks the file itself whether the fact is there.
    fn resolve(&self, (stream, act): (StreamId, EventId), error: StoreError) -> Result<(), StoreError> {
        match self.open_writer().and_then(|connection| log::has(&connection, stream, act)) {
            Ok(true) => Ok(()),
            Ok(false) => Err(error),
            Err(_) => Err(StoreError::Unsure(error.to_string())),
        }
    }

    /// Erases the personal parts of a stream, whoever wrote them, and makes its rows anew.
    pub fn erase(&mut self, stream: StreamId) -> Result<Erased, StoreError> {
        let acts = self.with_writer(|transaction, rows| {
            let acts = erase::erase(transaction, stream)?;
            project::project(transaction, stream, &log::facts_of(transaction, stream)?, rows)?;
            Ok(acts)
        })?;
        // It is erased, whatever becomes of the write-ahead log.
        let emptied = |writer: &Connection| {
            writer
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0))
                .is_ok_and(|busy| busy == 0)
        };
        Ok(Erased { acts, log_is_clean: self.writer.as_ref().is_some_and(emptied) })
    }

    /// Takes in what was worked in a copy of this folder, some acts at a time; cut short, it goes on from there the next
    /// time.
    ///
    /// # Errors
    /// The other store is damaged, of another form, or for practice where this one is not; nothing of it is here then.
    /// Whoever is cut short finds in `absorbed` what is here already.
    pub fn absorb(
        &mut self,
        other: &Path,
        (rules, now): (&Rulebook, Timestamp),
        follower: &mut Follower<'_>,
        absorbed: &mut Absorbed,
    ) -> Result<(), StoreError> {
        let source = Source::open(other, &self.place.file, follower)?;
        let mut missing = self.reader.read(|here| source.missing(here))?;
        while self.with_writer(|here, rows| missing.step(&source, here, rows, absorbed))? {
            follower.hear(missing.progress())?;
        }
        let (station, prefix) = (self.station, self.prefix.clone());
        // Looked for before the lock is taken: it may be a year's work.
        let touched = self.reader.read(Touched::of)?;
        (absorbed.reopened, absorbed.given_back) = self.with_writer(|here, rows| {
            // Named once everything is here: before, nobody can judge what is due.
            let mut acts = absorbed::keep(here, station, &missing.branches(), now)?;
            if absorbed::is_begun(here)? {
                acts.push(absorbed::note(here, station, missing.heads(), now)?);
            }
            absorbed::write(here, station, "", acts, rows)?;
            let reopened = touched.open_loops(here, (station, now), rows)?;
            let given_back = touched.give_back(&View::new(here, &prefix, station), (station, now), rules, rows)?;
            absorbed::note_done(here)?;
            Ok((reopened, given_back))
        })?;
        absorbed.known_twice = self.reader.read(|here| touched.known_twice(here))?;
        (absorbed.clashing, absorbed.twice) = (touched.clashing, touched.twice);
        Ok(())
    }

    /// Runs a step that changes derived data in one transaction, under the lock.
    pub(super) fn with_writer<T>(
        &mut self,
        step: impl FnOnce(&Connection, &RowMaker) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let _held = self.ready()?;
        self.with_writer_held(step)
    }

    /// The same by whoever holds the lock.
    pub(super) fn with_writer_held<T>(
        &mut self,
        step: impl FnOnce(&Connection, &RowMaker) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut writer = self.writer.take().ok_or_else(super::closed)?;
        let result = (|| {
            let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
            check_format(&transaction)?;
            let marked = self.lock.note().mark();
            let before = log::tail(&transaction, self.station)?;
            if let Some(mark) = &marked {
                mark.complaint(mark.standing_at(&before))?;
            }
            let made = step(&transaction, &self.rows)?;
            let tail = log::tail(&transaction, self.station)?;
            let last = log::done_at(&transaction, &tail)?;
            transaction.commit()?;
            if tail.seq > before.seq {
                let mark = marked.unwrap_or_else(|| Mark::anew(&tail, None, Note::None));
                let _ = self.lock.set_note(&mark.behind(&tail, last, None));
            }
            Ok(made)
        })();
        match &result {
            Err(behind @ StoreError::Behind { .. }) => self.freeze(behind.clone()),
            Err(error) if error.is_sticky() => {}
            _ => {
                self.writer = Some(writer);
                self.wrote();
            }
        }
        result
    }
}

/// Appends acts behind the tail; the facts by stream as the log has them.
fn append(
    transaction: &Transaction<'_>,
    tail: &mut Tail,
    manual: &str,
    acts: Vec<NewAct>,
) -> Result<BTreeMap<StreamId, Vec<Recorded>>, StoreError> {
    let mut new: BTreeMap<StreamId, Vec<Recorded>> = BTreeMap::new();
    for fact in log::append(transaction, tail, manual, acts)? {
        new.entry(fact.stream).or_default().push(fact);
    }
    Ok(new)
}

/// The last case number that new facts give.
fn number_given(new: &BTreeMap<StreamId, Vec<Recorded>>) -> Option<String> {
    let given = |facts: &Vec<Recorded>| match &facts.first()?.event {
        Event::Case(CaseEvent::Opened { no, .. }) => Some(no.clone()),
        _ => None,
    };
    new.values().filter_map(given).max()
}

/// Refreshes the rows of every stream with new facts; all facts of `main` afterwards, and the case they make.
fn project_all(
    transaction: &Transaction<'_>,
    main: StreamId,
    (mut facts, mut case): (Vec<Recorded>, Option<Case>),
    new: BTreeMap<StreamId, Vec<Recorded>>,
    rows: &RowMaker,
) -> Result<(Vec<Recorded>, Option<Case>), StoreError> {
    for (stream, new) in new {
        // New facts have the highest ranks of their stream, so they stand behind the others.
        if stream == main {
            facts.extend(new);
            case = project::project(transaction, stream, &facts, rows)?;
        } else if new.first().is_some_and(|first| first.rank == 1) {
            project::project(transaction, stream, &new, rows)?;
        } else {
            project::project(transaction, stream, &log::facts_of(transaction, stream)?, rows)?;
        }
    }
    Ok((facts, case))
}

pub(super) fn folded(stream: StreamId, facts: &[Recorded]) -> Option<Case> {
    if stream.kind == StreamKind::Case { fold(facts) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{By, CustomerEvent, Event, Record, Role, Tier, Timestamp};
    use crate::store::Open;

    const WHO: StreamId = StreamId::customer(uuid::Uuid::from_u128(7));

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("store.db"), &Open::default()).unwrap();
        (folder, store)
    }

    fn fact(id: u128) -> NewAct {
        let by = By { person: uuid::Uuid::nil(), no: "1024".to_owned(), role: Role::Agent };
        let event = Event::Customer(CustomerEvent::Filed { tier: Tier::Key, personal: Record::default() });
        NewAct { id: EventId(uuid::Uuid::from_u128(id)), stream: WHO, at: Timestamp(0), by, facts: vec![event] }
    }

    fn to(id: u128) -> WriteTo<'static> {
        WriteTo { stream: WHO, key: Some(EventId(uuid::Uuid::from_u128(id))), manual: "m" }
    }

    fn write(store: &mut Store, id: u128) -> Result<Written, WriteError> {
        store.write(&to(id), |_, _| Ok(vec![fact(id)]))
    }

    #[test]
    fn a_commit_that_fails_is_looked_up_and_reported_as_not_saved() {
        let (_folder, mut store) = store();
        store.writer.as_mut().unwrap().commit_hook(Some(|| true)).unwrap();
        assert!(matches!(write(&mut store, 1), Err(WriteError::Store(_))));
        assert!(store.writer.is_none(), "a connection that failed to commit is not used again");
        assert_eq!(store.facts(WHO).unwrap(), []);
        assert_eq!(write(&mut store, 1).unwrap().facts.len(), 1, "a retry with the same id saves it");
    }

    #[test]
    fn a_commit_that_took_although_it_said_otherwise_is_reported_as_saved() {
        let (_folder, mut store) = store();
        write(&mut store, 1).unwrap();
        let error = StoreError::Io("fsync".to_owned());
        assert!(store.resolve((WHO, EventId(uuid::Uuid::from_u128(1))), error).is_ok());
    }

    #[test]
    fn where_the_file_cannot_be_asked_either_nobody_guesses() {
        let (folder, mut store) = store();
        store.writer = None;
        std::fs::rename(folder.path().join("store.db"), folder.path().join("gone")).unwrap();
        let error = StoreError::Io("fsync".to_owned());
        let answer = store.resolve((WHO, EventId(uuid::Uuid::from_u128(1))), error);
        assert!(matches!(answer, Err(StoreError::Unsure(_))), "{answer:?}");
    }
}

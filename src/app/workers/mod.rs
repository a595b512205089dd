//! The threads that work on a store: one writes, one reads, one has long work done. Neither reading nor long work
//! stands before a save.
//!
//! *Invariant:* a question is answered as of every save asked for before it.

mod jobs;
mod reader;
#[cfg(test)]
mod tests;
mod writer;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::arrival::Arrival;
use crate::desk::Desk;
use crate::domain::protocol::{Progress, Query, Request, Token};
use crate::domain::{Actor, Timestamp};
use crate::tui::Msg;
use reader::Question;
use writer::{Saves, Work};

/// A save that takes longer has its reason: somebody holds the store.
const LONG: Duration = Duration::from_millis(900);

/// The number of the next ones.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// The way to a store's threads.
#[derive(Debug)]
pub struct Workers {
    /// Tells the stores of one process apart: a practice has one of its own.
    number: u32,
    writer: Option<Sender<Work>>,
    reader: Option<Sender<Question>>,
    writing: Option<JoinHandle<Desk>>,
    reading: Option<JoinHandle<()>>,
    /// Long work, where there is some.
    job: Option<JoinHandle<()>>,
    /// Long work is to end.
    stop: Arc<AtomicBool>,
    /// A tick waits to be worked on; the next one is not needed before it is.
    ticking: Arc<AtomicBool>,
    /// Requests handed over so far.
    submitted: Cell<u64>,
    /// Requests and queries without an answer yet.
    open: RefCell<BTreeSet<Token>>,
    /// Requests without an answer, and when they were handed over.
    saving: RefCell<Vec<(Token, Instant)>>,
}

impl Workers {
    /// Hands the desk over; answers go to `to` under a number that no others of this process have.
    pub fn start(mut desk: Desk, actor: Actor, to: Sender<Arrival>) -> std::io::Result<Self> {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let ticking = Arc::new(AtomicBool::new(false));
        let saves = Arc::new(Saves::default());
        let stop = Arc::new(AtomicBool::new(false));
        let queries = desk.queries();
        let owed = desk.rows_owed().unwrap_or_else(|error| {
            tracing::warn!(%error, "what is owed could not be read");
            None
        });
        let (writer, works) = channel();
        let (reader, questions) = channel();
        let outlet = Outlet { number, to };
        let (answers, tick_seen, written) = (outlet.clone(), Arc::clone(&ticking), Arc::clone(&saves));
        let writing = thread::Builder::new().name("writer".to_owned()).spawn(move || {
            let _gone = (TellWhenGone(answers.clone()), writer::WaitNoMore(Arc::clone(&written)));
            writer::work(desk, &actor, &works, &answers, (&tick_seen, &written))
        })?;
        let job = owed.map(|owed| spawn_job(owed, &writer, &outlet, &stop)).transpose()?;
        let reading = thread::Builder::new().name("reader".to_owned()).spawn(move || {
            let _gone = TellWhenGone(outlet.clone());
            reader::work(queries, &questions, &outlet, &saves);
        })?;
        Ok(Self {
            number,
            writer: Some(writer),
            reader: Some(reader),
            writing: Some(writing),
            reading: Some(reading),
            job,
            stop,
            ticking,
            submitted: Cell::new(0),
            open: RefCell::default(),
            saving: RefCell::default(),
        })
    }

    pub const fn number(&self) -> u32 {
        self.number
    }

    pub fn submit(&self, token: Token, request: Request, now: Timestamp) {
        self.submitted.update(|submitted| submitted + 1);
        self.open.borrow_mut().insert(token);
        self.saving.borrow_mut().push((token, Instant::now()));
        self.write(Work::Submit(token, request, now));
    }

    pub fn ask(&self, token: Token, query: Query) {
        self.open.borrow_mut().insert(token);
        self.read(Question::Ask { token, query, after: self.submitted.get() });
    }

    /// Nobody waits for this answer any more: where it was not begun it never is.
    pub fn forget(&self, token: Token) {
        self.open.borrow_mut().remove(&token);
        self.read(Question::Forget(token));
    }

    /// Takes note of what came from the threads.
    pub fn came(&self, msg: &Msg) {
        if let Msg::Done(token, _) | Msg::Rejected(token, _) | Msg::Loaded(token, _) = msg {
            self.open.borrow_mut().remove(token);
            self.saving.borrow_mut().retain(|(saving, _)| saving != token);
        }
    }

    /// Whether a save has been waiting for so long that it is to be said.
    pub fn is_waiting(&self) -> bool {
        self.saving.borrow().first().is_some_and(|(_, since)| since.elapsed() >= LONG)
    }

    /// Whether an answer is still to come.
    pub fn is_busy(&self) -> bool {
        !self.open.borrow().is_empty()
    }

    /// A second has passed: look for what others saved and for what is due.
    pub fn tick(&self, now: Timestamp) {
        if !self.ticking.swap(true, Ordering::AcqRel) {
            self.write(Work::Tick(now));
        }
    }

    /// Finishes what was asked for and gives the desk back; nothing when its thread has died.
    pub fn finish(&mut self) -> Option<Desk> {
        self.stop.store(true, Ordering::Release);
        // Before the writer, which makes its steps; a job that died is gone on with at the next start.
        let _ = self.job.take().map(JoinHandle::join);
        self.writer.take();
        self.reader.take();
        // A reader that died has said so on its way.
        let _ = self.reading.take().map(JoinHandle::join);
        self.writing.take().and_then(|thread| thread.join().ok())
    }

    // The loop learns of a thread that is gone by `Arrival::StoreGone`.

    fn write(&self, work: Work) {
        if let Some(writer) = &self.writer {
            let _ = writer.send(work);
        }
    }

    fn read(&self, question: Question) {
        if let Some(reader) = &self.reader {
            let _ = reader.send(question);
        }
    }
}

/// Begins what is owed since the rules changed.
fn spawn_job(
    owed: Progress,
    writer: &Sender<Work>,
    answers: &Outlet,
    stop: &Arc<AtomicBool>,
) -> std::io::Result<JoinHandle<()>> {
    let (writer, answers, stop) = (writer.clone(), answers.clone(), Arc::clone(stop));
    thread::Builder::new().name("jobs".to_owned()).spawn(move || jobs::work(owed, &writer, &answers, &stop))
}

/// Where answers go, and under which number.
#[derive(Debug, Clone)]
struct Outlet {
    number: u32,
    to: Sender<Arrival>,
}

impl Outlet {
    /// Whether somebody still listens.
    fn send(&self, msg: Msg) -> bool {
        self.to.send(Arrival::Store(self.number, msg)).is_ok()
    }
}

/// Tells the loop when a thread ends, by a panic too.
struct TellWhenGone(Outlet);

impl Drop for TellWhenGone {
    fn drop(&mut self) {
        let _ = self.0.to.send(Arrival::StoreGone(self.0.number));
    }
}

//! The store's thread: orders and queries in, answers out. It alone owns the desk.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use super::arrival::Arrival;
use super::fault;
use crate::desk::Desk;
use crate::domain::protocol::{Query, Request, Token};
use crate::domain::{Actor, Timestamp};
use crate::tui::Msg;

/// Work for the store's thread, each with the moment it was asked for.
enum Job {
    Submit(Token, Request, Timestamp),
    Ask(Token, Query, Timestamp),
    Tick(Timestamp),
}

/// The number of the next one.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// The way to the store's thread.
#[derive(Debug)]
pub struct Storekeeper {
    /// Tells the stores of one process apart: a practice has one of its own.
    number: u32,
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<Desk>>,
    /// A tick waits to be worked on; the next one is not needed before it is.
    ticking: Arc<AtomicBool>,
    /// Orders and queries without an answer yet.
    open: Cell<usize>,
}

impl Storekeeper {
    /// Hands the desk over; answers go to `to` under a number that no other one of this process has.
    pub fn start(desk: Desk, actor: Actor, to: Sender<Arrival>) -> std::io::Result<Self> {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let (jobs, inbox) = channel();
        let ticking = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&ticking);
        let thread = thread::Builder::new().name("store".to_owned()).spawn(move || {
            let told = TellWhenGone(number, to.clone());
            let desk = work(desk, &actor, &inbox, (number, &to), &seen);
            drop(told);
            desk
        })?;
        Ok(Self { number, jobs: Some(jobs), thread: Some(thread), ticking, open: Cell::new(0) })
    }

    /// The number its answers come under.
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// Writes.
    pub fn submit(&self, token: Token, request: Request, now: Timestamp) {
        self.open.update(|open| open + 1);
        self.send(Job::Submit(token, request, now));
    }

    /// Reads.
    pub fn ask(&self, token: Token, query: Query, now: Timestamp) {
        self.open.update(|open| open + 1);
        self.send(Job::Ask(token, query, now));
    }

    /// Takes note of what came from the store's thread.
    pub fn came(&self, msg: &Msg) {
        if !matches!(msg, Msg::Changed) {
            self.open.update(|open| open.saturating_sub(1));
        }
    }

    /// Whether an answer is still to come.
    pub fn is_busy(&self) -> bool {
        self.open.get() > 0
    }

    /// A second has passed: look for what others saved and for what is due.
    pub fn tick(&self, now: Timestamp) {
        if !self.ticking.swap(true, Ordering::AcqRel) {
            self.send(Job::Tick(now));
        }
    }

    /// Finishes what was ordered and gives the desk back; nothing when its thread has died.
    pub fn finish(mut self) -> Option<Desk> {
        self.close()
    }

    /// Like [`Storekeeper::finish`], for one that is replaced right after.
    pub fn close(&mut self) -> Option<Desk> {
        self.jobs.take();
        self.thread.take().and_then(|thread| thread.join().ok())
    }

    fn send(&self, job: Job) {
        // The loop learns of a thread that is gone by `Arrival::StoreGone`.
        if let Some(jobs) = &self.jobs {
            let _ = jobs.send(job);
        }
    }
}

/// Tells the loop when the thread ends, by a panic too.
struct TellWhenGone(u32, Sender<Arrival>);

impl Drop for TellWhenGone {
    fn drop(&mut self) {
        let _ = self.1.send(Arrival::StoreGone(self.0));
    }
}

fn work(
    mut desk: Desk,
    actor: &Actor,
    inbox: &Receiver<Job>,
    to: (u32, &Sender<Arrival>),
    ticking: &AtomicBool,
) -> Desk {
    while let Ok(job) = inbox.recv() {
        fault::strike(fault::STORE);
        let answer = match job {
            Job::Submit(token, request, now) => Some(match desk.submit(actor, &request, now) {
                Ok(receipt) => Msg::Done(token, Box::new(receipt)),
                Err(rejection) => Msg::Rejected(token, rejection),
            }),
            Job::Ask(token, query, now) => Some(match desk.ask(query, now) {
                Ok(loaded) => Msg::Loaded(token, loaded),
                Err(rejection) => Msg::Rejected(token, rejection),
            }),
            Job::Tick(now) => {
                ticking.store(false, Ordering::Release);
                tick(&mut desk, now).then_some(Msg::Changed)
            }
        };
        if answer.is_some_and(|msg| to.1.send(Arrival::Store(to.0, msg)).is_err()) {
            break;
        }
    }
    desk
}

/// Whether what is shown may be out of date.
fn tick(desk: &mut Desk, now: Timestamp) -> bool {
    let due = desk.let_time_pass(now).unwrap_or_else(|error| {
        tracing::warn!(%error, "facts of time were not written");
        0
    });
    desk.changed() || due > 0
}

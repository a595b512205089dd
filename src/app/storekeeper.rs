//! The store's thread: orders and queries in, answers out. It alone owns the desk.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use super::arrival::Arrival;
use crate::desk::Desk;
use crate::domain::order::{Order, Query, Token};
use crate::domain::{Actor, Timestamp};
use crate::tui::Msg;

/// Work for the store's thread, each with the moment it was asked for.
enum Job {
    Submit(Token, Order, Timestamp),
    Ask(Token, Query, Timestamp),
    Tick(Timestamp),
}

/// The way to the store's thread.
#[derive(Debug)]
pub struct Storekeeper {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    /// A tick waits to be worked on; the next one is not needed before it is.
    ticking: Arc<AtomicBool>,
}

impl Storekeeper {
    /// Hands the desk over; answers go to `to`.
    pub fn start(desk: Desk, actor: Actor, to: Sender<Arrival>) -> std::io::Result<Self> {
        let (jobs, inbox) = channel();
        let ticking = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&ticking);
        let thread = thread::Builder::new().name("store".to_owned()).spawn(move || {
            let _told = TellWhenGone(to.clone());
            work(desk, &actor, &inbox, &to, &seen);
        })?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread), ticking })
    }

    /// Writes.
    pub fn submit(&self, token: Token, order: Order, now: Timestamp) {
        self.send(Job::Submit(token, order, now));
    }

    /// Reads.
    pub fn ask(&self, token: Token, query: Query, now: Timestamp) {
        self.send(Job::Ask(token, query, now));
    }

    /// A second has passed: look for what others saved and for what is due.
    pub fn tick(&self, now: Timestamp) {
        if !self.ticking.swap(true, Ordering::AcqRel) {
            self.send(Job::Tick(now));
        }
    }

    /// Finishes what was ordered and closes the store.
    pub fn finish(mut self) {
        self.jobs.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }

    fn send(&self, job: Job) {
        // The loop learns of a thread that is gone by `Arrival::StoreGone`.
        if let Some(jobs) = &self.jobs {
            let _ = jobs.send(job);
        }
    }
}

/// Tells the loop when the thread ends, by a panic too.
struct TellWhenGone(Sender<Arrival>);

impl Drop for TellWhenGone {
    fn drop(&mut self) {
        let _ = self.0.send(Arrival::StoreGone);
    }
}

fn work(mut desk: Desk, actor: &Actor, inbox: &Receiver<Job>, to: &Sender<Arrival>, ticking: &AtomicBool) {
    while let Ok(job) = inbox.recv() {
        let answer = match job {
            Job::Submit(token, order, now) => Some(match desk.submit(actor, order, now) {
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
        if answer.is_some_and(|msg| to.send(Arrival::Store(msg)).is_err()) {
            return;
        }
    }
}

/// Whether what is shown may be out of date.
fn tick(desk: &mut Desk, now: Timestamp) -> bool {
    let settled = desk.settle(now).unwrap_or_else(|error| {
        tracing::warn!(%error, "settling failed");
        0
    });
    desk.changed() || settled > 0
}

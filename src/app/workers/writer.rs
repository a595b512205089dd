//! The writer: requests and the passing of time, one after the other. It alone owns the desk.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use super::Outlet;
use super::jobs::Step;
use crate::app::fault;
use crate::desk::Desk;
use crate::domain::protocol::{Copies, OnlyRead, Request, Token};
use crate::domain::{Actor, Timestamp};
use crate::store::{Follower, StoreError};
use crate::tui::Msg;

/// What the writer is to do.
pub(super) enum Work {
    Submit(Token, Request, Timestamp),
    /// A second has passed.
    Tick(Timestamp),
    Step(Step),
}

/// How many requests have been answered so far; a question waits for those made before it.
#[derive(Debug, Default)]
pub(super) struct Saves {
    answered: Mutex<u64>,
    more: Condvar,
}

impl Saves {
    fn note(&self, count: impl FnOnce(u64) -> u64) {
        let mut answered = self.answered.lock().unwrap_or_else(PoisonError::into_inner);
        *answered = count(*answered);
        self.more.notify_all();
    }

    /// Waits until so many requests have been answered.
    pub fn wait_for(&self, wanted: u64) {
        let answered = self.answered.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.more.wait_while(answered, |answered| *answered < wanted));
    }
}

/// However the writer ends, nobody waits for it afterwards.
pub(super) struct WaitNoMore(pub Arc<Saves>);

impl Drop for WaitNoMore {
    fn drop(&mut self) {
        self.0.note(|_| u64::MAX);
    }
}

pub(super) fn work(
    mut desk: Desk,
    actor: &Actor,
    inbox: &Receiver<Work>,
    answers: &Outlet,
    (ticking, saves): (&AtomicBool, &Saves),
) -> Desk {
    let mut watch = Watch::default();
    while let Ok(work) = inbox.recv() {
        fault::strike(fault::STORE);
        let answer = match work {
            Work::Submit(token, request, now) => {
                let answer = desk.submit(actor, &request, now);
                saves.note(|answered| answered + 1);
                Some(match answer {
                    Ok(receipt) => Msg::Done(token, Box::new(receipt)),
                    Err(rejection) => Msg::Rejected(token, rejection),
                })
            }
            Work::Step(step) => {
                step.make(&mut desk);
                None
            }
            Work::Tick(now) => {
                ticking.store(false, Ordering::Release);
                let changed = tick(&mut desk, now);
                watch.look(&mut desk, now);
                changed.then_some(Msg::Changed)
            }
        };
        let only_read = watch.news(&desk).map(Msg::OnlyRead);
        let copies = watch.copies_news().map(Msg::Copies);
        if answer.into_iter().chain(only_read).chain(copies).any(|msg| !answers.send(msg)) {
            break;
        }
    }
    desk
}

/// Between two looks whether a copy is due.
const LOOK_FOR_COPIES_MS: i64 = 60_000;

/// After a copy that failed the next is tried so much later.
const COPY_AGAIN_MS: i64 = 600_000;

/// What the writer sees to between saves.
#[derive(Default)]
struct Watch {
    /// A check of the whole, beside the work.
    check: Option<JoinHandle<Result<(), StoreError>>>,
    stop: Arc<AtomicBool>,
    /// A copy of the store, made beside the work.
    copying: Option<JoinHandle<Result<(), StoreError>>>,
    /// When it was last looked whether one is due.
    copied: Option<Timestamp>,
    /// When the last one failed, until one is made.
    copy_failed: Option<Timestamp>,
    /// What stands of the copies, and what was told of it.
    copies: Option<Copies>,
    copies_told: Option<Copies>,
    /// It was said that the store is only read.
    told: bool,
}

impl Watch {
    fn look(&mut self, desk: &mut Desk, now: Timestamp) {
        self.copy(desk, now);
        if let Err(error) = desk.tidy_when_idle() {
            tracing::warn!(%error, "the log was not carried over");
        }
        if let Some(check) = self.check.take_if(|check| check.is_finished()) {
            match check.join() {
                Ok(Ok(())) => tracing::info!("all that was written is as it was written"),
                Ok(Err(StoreError::Damaged(what))) => desk.freeze(StoreError::Damaged(what)),
                // Nothing is known either way; the next fault asks for it again.
                Ok(Err(error)) => tracing::warn!(%error, "the check was not made"),
                Err(_) => tracing::error!("the check came to an end of its own"),
            }
        }
        if self.check.is_none()
            && let Some(check) = desk.check_owed()
        {
            let stop = Arc::clone(&self.stop);
            let checked = move || check(&mut Follower::new(stop, |_| {}));
            self.check = thread::Builder::new().name("check".to_owned()).spawn(checked).ok();
        }
    }

    /// Has a copy made where the newest is an hour old and something was saved since.
    fn copy(&mut self, desk: &Desk, now: Timestamp) {
        if let Some(copying) = self.copying.take_if(|copying| copying.is_finished()) {
            let made = copying.join();
            if let Ok(Err(error)) = &made {
                tracing::warn!(%error, "no copy of the store was made");
            }
            self.copy_failed = (!matches!(made, Ok(Ok(())))).then_some(now);
            self.copied = None;
        }
        if self.copying.is_some() || self.copied.is_some_and(|looked| now.since_ms(looked) < LOOK_FOR_COPIES_MS) {
            return;
        }
        self.copied = Some(now);
        let failed = self.copy_failed;
        self.copies = desk.copies(now).map(|copies| Copies { stale: copies.stale || failed.is_some(), ..copies });
        let again = failed.is_none_or(|failed| now.since_ms(failed) >= COPY_AGAIN_MS);
        if let Some(due) = desk.copy_due(now).filter(|_| again) {
            let stop = Arc::clone(&self.stop);
            let copy = move || due.make(&mut Follower::new(stop, |_| {}));
            self.copying = thread::Builder::new().name("copies".to_owned()).spawn(copy).ok();
        }
    }

    /// What stands of the copies, where that is news.
    fn copies_news(&mut self) -> Option<Copies> {
        let news = self.copies.filter(|_| self.copies != self.copies_told)?;
        self.copies_told = self.copies;
        Some(news)
    }

    /// Why the store is only read from now on; said once.
    fn news(&mut self, desk: &Desk) -> Option<OnlyRead> {
        if self.told {
            return None;
        }
        let news = desk.only_read();
        self.told = news.is_some();
        news
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Release);
        let _ = self.check.take().map(JoinHandle::join);
        let _ = self.copying.take().map(JoinHandle::join);
    }
}

/// Whether what is shown may be out of date.
fn tick(desk: &mut Desk, now: Timestamp) -> bool {
    let due = desk.let_time_pass(now).unwrap_or_else(|error| {
        tracing::warn!(%error, "facts of time were not written");
        0
    });
    desk.changed() || due > 0
}

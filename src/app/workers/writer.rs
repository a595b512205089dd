//! The writer: requests and the passing of time, one after the other. It alone owns the desk.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use super::Outlet;
use super::jobs::Step;
use crate::app::fault;
use crate::desk::Desk;
use crate::domain::protocol::{OnlyRead, Request, Token};
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
                watch.look(&mut desk);
                changed.then_some(Msg::Changed)
            }
        };
        let only_read = watch.news(&desk).map(Msg::OnlyRead);
        if answer.into_iter().chain(only_read).any(|msg| !answers.send(msg)) {
            break;
        }
    }
    desk
}

/// What the writer sees to between saves.
#[derive(Default)]
struct Watch {
    /// A check of the whole, beside the work.
    check: Option<JoinHandle<Result<(), StoreError>>>,
    stop: Arc<AtomicBool>,
    /// It was said that the store is only read.
    told: bool,
}

impl Watch {
    fn look(&mut self, desk: &mut Desk) {
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

//! The writer: requests and the passing of time, one after the other. It alone owns the desk.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use super::Outlet;
use super::jobs::Step;
use crate::app::fault;
use crate::desk::Desk;
use crate::domain::protocol::{Request, Token};
use crate::domain::{Actor, Timestamp};
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
                tick(&mut desk, now).then_some(Msg::Changed)
            }
        };
        if answer.is_some_and(|msg| !answers.send(msg)) {
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

//! Filling a store with many orders at once: rehearsed, imported or made-up lives.

use super::Desk;
use super::work::Work;
use crate::domain::order::{Order, Rejection};
use crate::domain::{Actor, StreamId, Timestamp};
use crate::store::{Step, WriteError};

/// Orders of one transaction: enough that the disk is not waited for, few enough to fit in memory.
const BATCH: usize = 1000;

/// An order with its author and moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Deed {
    /// Who.
    pub actor: Actor,
    /// When.
    pub at: Timestamp,
    /// What.
    pub order: Order,
}

impl Desk {
    /// Carries orders out as [`Desk::submit`] would, each at its own moment, many to a transaction.
    ///
    /// # Errors
    /// The first refusal or failure; orders of earlier transactions are saved then, so only a store that can be thrown
    /// away should be filled.
    pub fn fill(&mut self, deeds: impl IntoIterator<Item = Deed>) -> Result<(), Rejection> {
        let mut deeds = deeds.into_iter();
        loop {
            let batch: Vec<Step<Deed>> = deeds
                .by_ref()
                .take(BATCH)
                .map(|deed| {
                    let (Order::Act { case, .. } | Order::Acts { case, .. }) = deed.order;
                    Step { stream: StreamId::case(case), what: deed }
                })
                .collect();
            if batch.is_empty() {
                return Ok(());
            }
            self.fill_batch(&batch)?;
        }
    }

    fn fill_batch(&mut self, batch: &[Step<Deed>]) -> Result<(), WriteError> {
        let rules = self.rules.clone();
        self.store.write_batch(&rules.manual.hash, batch, |deed, view, current| {
            let (case, commands) = match &deed.order {
                Order::Act { case, command } => (case, std::slice::from_ref(command)),
                Order::Acts { case, commands } => (case, commands.as_slice()),
            };
            let mut work = Work::new(view, StreamId::case(*case), current, &rules, deed.at);
            work.settle()?;
            for command in commands {
                work.act(&deed.actor, command)?;
            }
            Ok(work.finish())
        })
    }
}

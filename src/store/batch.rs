//! Many writes in one transaction: for a store that is being filled and would be thrown away on failure.

use rusqlite::{Connection, TransactionBehavior};

use super::error::{StoreError, WriteError};
use super::log::{self, NewFact};
use super::open::check_format;
use super::view::View;
use super::write::{Current, folded, save};
use super::{Store, closed};
use crate::domain::StreamId;

/// One step of a batch: the stream it is about, and what it needs to decide.
#[derive(Debug, Clone, PartialEq)]
pub struct Step<S> {
    /// Its facts are loaded and folded first, those of earlier steps included.
    pub stream: StreamId,
    /// What the decision is about.
    pub what: S,
}

impl Store {
    /// Lets `decide` answer each step with facts and saves all of them, or none.
    ///
    /// Unlike [`Store::write`] it keeps other processes waiting, and does not find out after an error of the commit
    /// whether it took.
    pub fn write_batch<S>(
        &mut self,
        manual: &str,
        steps: &[Step<S>],
        decide: impl FnMut(&S, &View<'_>, &Current<'_>) -> Result<Vec<NewFact>, WriteError>,
    ) -> Result<(), WriteError> {
        self.reopen()?;
        let held = self.lock.acquire()?;
        let mut writer = self.writer.take().ok_or_else(closed)?;
        let result = self.fill(&mut writer, manual, steps, decide);
        if !matches!(&result, Err(WriteError::Store(error)) if error.is_sticky()) {
            self.writer = Some(writer);
        }
        drop(held);
        result
    }

    fn fill<S>(
        &self,
        writer: &mut Connection,
        manual: &str,
        steps: &[Step<S>],
        mut decide: impl FnMut(&S, &View<'_>, &Current<'_>) -> Result<Vec<NewFact>, WriteError>,
    ) -> Result<(), WriteError> {
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        check_format(&transaction)?;
        let mut seq = 0;
        for step in steps {
            let before = log::facts_of(&transaction, step.stream)?;
            let case = folded(step.stream, &before);
            let view = View::new(&transaction, &self.prefix, self.station);
            let facts = decide(&step.what, &view, &Current { facts: &before, case: case.as_ref() })?;
            if !facts.is_empty() {
                seq = save(&transaction, self.station, manual, facts, &self.rows)?;
            }
        }
        transaction.commit().map_err(StoreError::from)?;
        if seq > 0 {
            let _ = self.lock.set_mark(self.station, seq);
        }
        Ok(())
    }
}

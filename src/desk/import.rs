//! Filling a demo store with facts that were decided elsewhere.

use super::Desk;
use crate::domain::Refusal;
use crate::domain::engine::NewFact;
use crate::domain::protocol::Rejection;
use crate::store::WriteTo;

/// Facts of one transaction: enough that a page is written once for many of them, few enough to fit in memory.
const BATCH: usize = 20_000;

impl Desk {
    /// Appends facts as they are, many to a transaction; how many.
    ///
    /// # Errors
    /// Only a store marked as demo takes them. After a failure the facts of earlier transactions stay.
    pub fn import(&mut self, facts: impl Iterator<Item = NewFact>) -> Result<usize, Rejection> {
        if !self.store.is_demo() {
            return Err(Rejection::Refused(Refusal::NoSuch { what: "demo".to_owned() }));
        }
        self.store.expect_many()?;
        let rules = self.rules.clone();
        let mut facts = facts.peekable();
        let mut imported = 0;
        while let Some(stream) = facts.peek().map(|fact| fact.stream) {
            let batch: Vec<NewFact> = facts.by_ref().take(BATCH).collect();
            imported += batch.len();
            let to = WriteTo { stream, key: None, manual: &rules.manual.hash };
            self.store.write(&to, |_, _| Ok(batch))?;
        }
        Ok(imported)
    }
}

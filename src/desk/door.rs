//! What only a store marked as demo takes: scripts played through the desk, and facts decided elsewhere.

use uuid::Uuid;

use super::Desk;
use crate::domain::calendar::Rulebook;
use crate::domain::engine::{self, NewAct};
use crate::domain::protocol::{PartyRequest, Rejection, Request};
use crate::domain::{Actor, Case, Recorded, Refusal, StreamId, Timestamp, fold};
use crate::scenario::{Door, File, rehearse};
use crate::store::WriteTo;

/// Facts of one transaction: enough that a page is written once for many of them, few enough to fit in memory.
const BATCH: usize = 20_000;

impl Desk {
    /// Appends facts as they are, many to a transaction; how many.
    ///
    /// # Errors
    /// Only a store marked as demo takes them. After a failure the facts of earlier transactions stay.
    pub fn import(&mut self, facts: impl Iterator<Item = NewAct>) -> Result<usize, Rejection> {
        if !self.store.is_demo() {
            return Err(Rejection::Refused(Refusal::NoSuch { what: "demo".to_owned() }));
        }
        self.store.expect_many()?;
        let rules = self.rules.clone();
        let mut facts = facts.peekable();
        let mut imported = 0;
        while let Some(stream) = facts.peek().map(|fact| fact.stream) {
            let batch: Vec<NewAct> = facts.by_ref().take(BATCH).collect();
            imported += batch.len();
            let to = WriteTo { stream, key: None, manual: &rules.manual.hash };
            self.store.write(&to, |_, _| Ok(batch))?;
        }
        Ok(imported)
    }

    /// Plays a script file into a demo store.
    ///
    /// # Errors
    /// The store is at work; something is wrong with the file; or the first thing that did not go as it says.
    pub fn play(&mut self, file: File) -> Result<(), String> {
        if !self.store.is_demo() {
            return Err("not a demo store".to_owned());
        }
        let report = rehearse(&[file], self).map_err(|error| error.to_string())?;
        match report.checks.into_iter().find(|check| !check.held) {
            Some(check) => Err(format!("{check:?}")),
            None => Ok(()),
        }
    }
}

impl Door for Desk {
    fn rules(&self) -> &Rulebook {
        &self.rules
    }

    fn stage(&mut self, request: &PartyRequest, at: Timestamp) -> Result<(), Rejection> {
        let rules = &self.rules;
        let to = WriteTo { stream: request.stream(), key: None, manual: &rules.manual.hash };
        self.store.write(&to, |view, _| engine::stage(view, view.new_id(at)?, request, (rules, at)))?;
        Ok(())
    }

    fn submit(&mut self, actor: &Actor, request: Request, at: Timestamp) -> Result<(), Rejection> {
        Self::submit(self, actor, &request, at).map(drop)
    }

    fn let_time_pass(&mut self, at: Timestamp) -> Result<(), Rejection> {
        Ok(Self::let_time_pass(self, at).map(drop)?)
    }

    fn case(&mut self, id: Uuid) -> Option<(Case, Vec<Recorded>)> {
        let facts = self.store.facts(StreamId::case(id)).ok()?;
        Some((fold(&facts)?, facts))
    }
}

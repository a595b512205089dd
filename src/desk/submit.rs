//! Carrying a request out: one transaction in which the engine decides on what the store holds at that moment.

use uuid::Uuid;

use super::Desk;
use crate::domain::engine;
use crate::domain::listed::customer_id;
use crate::domain::protocol::{CaseFile, Receipt, Rejection, Request};
use crate::domain::{Actor, Case, Field, Recorded, Refusal, StreamId, Tier, Timestamp, fold};
use crate::store::{StoreError, WriteError, WriteTo, Written};

impl Desk {
    /// Carries a request out; the receipt is made only after it is on disk.
    ///
    /// # Errors
    /// A refusal of the rules, a conflict with another's edit of the same fields, or a failure of the store.
    /// Nothing was saved then, unless the code says that this is unknown.
    pub fn submit(&mut self, actor: &Actor, request: &Request, now: Timestamp) -> Result<Receipt, Rejection> {
        let stream = request.stream();
        let rules = &self.rules;
        let mut told = Vec::new();
        let to = WriteTo { stream, key: request.key(), manual: &rules.manual.hash };
        let written = self.store.write(&to, |view, current| {
            let new = engine::submit(view, current, actor, request, (rules, now))?;
            told = engine::told(stream, &new);
            Ok(new)
        });
        match written {
            Ok(Written { facts, case, .. }) => {
                let file = self.file(facts, case)?.ok_or_else(no_such_case)?;
                Ok(Receipt { file: Box::new(file), saved_at: now, told })
            }
            Err(WriteError::Refused(Refusal::Stale { fields })) => Err(self.conflict(stream.id, fields)?),
            Err(error) => Err(error.into()),
        }
    }

    fn conflict(&mut self, case: Uuid, fields: Vec<Field>) -> Result<Rejection, StoreError> {
        Ok(match self.case_file(case)? {
            Some(file) => Rejection::Conflict { file: Box::new(file), fields },
            None => no_such_case(),
        })
    }

    /// A case with its history, or nothing when there is none.
    pub(super) fn case_file(&mut self, case: Uuid) -> Result<Option<CaseFile>, StoreError> {
        let facts = self.store.facts(StreamId::case(case))?;
        let case = fold(&facts);
        self.file(facts, case)
    }

    fn file(&mut self, facts: Vec<Recorded>, case: Option<Case>) -> Result<Option<CaseFile>, StoreError> {
        let Some(case) = case else { return Ok(None) };
        let customer = match customer_id(&case) {
            Some(id) => self.store.customer(id)?,
            None => None,
        };
        Ok(Some(CaseFile::new(case, facts, customer.map_or(Tier::Standard, |card| card.tier))))
    }
}

fn no_such_case() -> Rejection {
    Rejection::Refused(Refusal::NoSuch { what: "case".to_owned() })
}

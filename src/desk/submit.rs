//! Carrying a request out: one transaction in which the engine decides on what the store holds at that moment.

use uuid::Uuid;

use super::Desk;
use super::queries::{case_file, file};
use crate::domain::engine;
use crate::domain::protocol::{Receipt, Rejection, Request};
use crate::domain::{Actor, Field, Refusal, Timestamp};
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
                let file = file(&mut self.store, facts, case.ok_or_else(no_such_case)?)?;
                Ok(Receipt { file: Box::new(file), saved_at: now, told })
            }
            Err(WriteError::Refused(Refusal::Stale { fields })) => Err(self.conflict(stream.id, fields)?),
            Err(error) => Err(error.into()),
        }
    }

    fn conflict(&mut self, case: Uuid, fields: Vec<Field>) -> Result<Rejection, StoreError> {
        Ok(match case_file(&mut self.store, case)? {
            Some(file) => Rejection::Conflict { file: Box::new(file), fields },
            None => no_such_case(),
        })
    }
}

fn no_such_case() -> Rejection {
    Rejection::Refused(Refusal::NoSuch { what: "case".to_owned() })
}

//! Carrying an order out: what time did first, then the acts in order, all or none.

use uuid::Uuid;

use super::Desk;
use super::work::Work;
use crate::domain::protocol::{CaseFile, Receipt, Rejection, Request};
use crate::domain::{Actor, Case, CaseEvent, Event, Field, Recorded, Refusal, Role, StreamId, Tier, Timestamp, fold};
use crate::store::{StoreError, Wish, WriteError, Written};

impl Desk {
    /// Carries an order out; the receipt is made only after it is on disk.
    ///
    /// # Errors
    /// A refusal of the rules, a conflict with another's edit of the same fields, or a failure of the store.
    /// Nothing was saved then, unless the code says that this is unknown.
    pub fn submit(&mut self, actor: &Actor, order: Request, now: Timestamp) -> Result<Receipt, Rejection> {
        let (case, commands) = match order {
            Request::Act { case, command } => (case, vec![command]),
            Request::Acts { case, commands } => (case, commands),
        };
        let stream = StreamId::case(case);
        let rules = self.rules.clone();
        let wish = Wish { stream, key: commands.first().map(|command| command.id), manual: &rules.manual.hash };
        let written = self.store.write(&wish, |view, current| {
            let mut work = Work::new(view, stream, current, &rules, now);
            work.settle()?;
            for command in &commands {
                work.act(actor, command)?;
            }
            Ok(work.finish())
        });
        match written {
            Ok(written) => self.receipt(written, now),
            Err(WriteError::Refused(Refusal::Stale { fields })) => self.conflict(case, fields),
            Err(error) => Err(error.into()),
        }
    }

    fn receipt(&mut self, written: Written, now: Timestamp) -> Result<Receipt, Rejection> {
        let fresh = written.facts.len().saturating_sub(written.appended);
        let told = told(written.facts.iter().skip(fresh));
        let file = self.file(written.facts, written.case)?.ok_or_else(|| Rejection::Refused(no_such_case()))?;
        Ok(Receipt { file: Box::new(file), saved_at: now, told })
    }

    fn conflict(&mut self, case: Uuid, fields: Vec<Field>) -> Result<Receipt, Rejection> {
        match self.case_file(case)? {
            Some(file) => Err(Rejection::Conflict { file: Box::new(file), fields }),
            None => Err(Rejection::Refused(no_such_case())),
        }
    }

    /// A case with its history, or nothing when there is none.
    pub(super) fn case_file(&mut self, case: Uuid) -> Result<Option<CaseFile>, StoreError> {
        let facts = self.store.facts(StreamId::case(case))?;
        let case = fold(&facts);
        self.file(facts, case)
    }

    fn file(&mut self, facts: Vec<Recorded>, case: Option<Case>) -> Result<Option<CaseFile>, StoreError> {
        let Some(case) = case else { return Ok(None) };
        let linked = case.record.text(Field::Customer).and_then(|id| id.parse().ok());
        let customer = match linked {
            Some(id) => self.store.view(|view| view.customer(id))?,
            None => None,
        };
        let newer = facts.iter().any(|fact| matches!(fact.event, Event::Unknown { .. }));
        Ok(Some(CaseFile { case, facts, tier: customer.map_or(Tier::Standard, |card| card.tier), newer }))
    }
}

/// Roles told by rule in these facts.
fn told<'a>(facts: impl Iterator<Item = &'a Recorded>) -> Vec<Role> {
    let mut told = Vec::new();
    for fact in facts {
        let Event::Case(event) = &fact.event else { continue };
        let roles = match event {
            CaseEvent::Graded(grade) | CaseEvent::QuickAnswered(grade) | CaseEvent::Regraded(grade) => &*grade.notify,
            CaseEvent::EscalatedLead { .. } => &[Role::Lead],
            _ => &[],
        };
        for role in roles {
            if !told.contains(role) {
                told.push(*role);
            }
        }
    }
    told
}

fn no_such_case() -> Refusal {
    Refusal::NoSuch { what: "case".to_owned() }
}

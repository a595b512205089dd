//! Carrying an order out: what time did first, then the acts in order, all or none.

use uuid::Uuid;

use super::pending::decide;
use super::{Desk, known, settle};
use crate::domain::calendar::Rulebook;
use crate::domain::order::{CaseFile, Order, Receipt, Rejection};
use crate::domain::phone::Region;
use crate::domain::{
    Actor, By, Case, CaseEvent, Command, Event, Field, Recorded, Refusal, Role, StreamId, Tier, Timestamp, fold,
};
use crate::store::{Current, NewFact, StoreError, View, Wish, WriteError, Written};

impl Desk {
    /// Carries an order out; the receipt is made only after it is on disk.
    ///
    /// # Errors
    /// A refusal of the rules, a conflict with another's edit of the same fields, or a failure of the store.
    /// Nothing was saved then, unless the code says that this is unknown.
    pub fn submit(&mut self, actor: &Actor, order: Order, now: Timestamp) -> Result<Receipt, Rejection> {
        let (case, commands) = match order {
            Order::Act { case, command } => (case, vec![command]),
            Order::Acts { case, commands } => (case, commands),
        };
        let stream = StreamId::case(case);
        let (rules, region) = (self.rules.clone(), self.settings.region);
        let wish = Wish { stream, key: commands.first().map(|command| command.id), manual: &rules.manual.hash };
        let written = self.store.write(&wish, |view, current| {
            let mut work = Work::new(view, stream, current, &rules, region, now);
            work.settle()?;
            for command in &commands {
                work.act(actor, command)?;
            }
            Ok(work.new)
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

/// Acts being decided, one on top of the other, before anything is saved.
struct Work<'a> {
    view: &'a View<'a>,
    stream: StreamId,
    rules: &'a Rulebook,
    region: Region,
    now: Timestamp,
    facts: Vec<Recorded>,
    case: Option<Case>,
    new: Vec<NewFact>,
}

impl<'a> Work<'a> {
    fn new(
        view: &'a View<'a>,
        stream: StreamId,
        current: &Current<'_>,
        rules: &'a Rulebook,
        region: Region,
        now: Timestamp,
    ) -> Self {
        let (facts, case) = (current.facts.to_vec(), current.case.cloned());
        Self { view, stream, rules, region, now, facts, case, new: Vec::new() }
    }

    /// What time brought about before this moment comes first, as if somebody had looked in time.
    fn settle(&mut self) -> Result<(), WriteError> {
        let Some(case) = &self.case else { return Ok(()) };
        for fact in settle::facts(self.view, case, self.rules, self.now)? {
            self.add(fact);
        }
        self.fold();
        Ok(())
    }

    fn act(&mut self, actor: &Actor, command: &Command) -> Result<(), WriteError> {
        let known = known::known(self.view, self.case.as_ref(), command, self.rules, self.region, self.now)?;
        let held = held(self.view, actor)?;
        let mut actor = actor.clone();
        let mut answer = decide(self.case.as_ref(), &known, command, self.rules, &actor, self.now);
        if let Err(Refusal::NotYou { may, .. }) = &answer
            && let Some(role) = held.iter().find(|role| may.contains(role))
        {
            // Whoever holds several roles acts in the one that may; the fact says which.
            actor.role = *role;
            answer = decide(self.case.as_ref(), &known, command, self.rules, &actor, self.now);
        }
        let by = By { person: actor.person, no: actor.no, role: actor.role };
        for (event, first) in answer?.into_iter().zip(std::iter::once(true).chain(std::iter::repeat(false))) {
            let id = if first { command.id } else { self.view.new_id(self.now)? };
            self.add(NewFact { id, stream: self.stream, at: self.now, by: by.clone(), event });
        }
        self.fold();
        Ok(())
    }

    fn add(&mut self, fact: NewFact) {
        if fact.stream == self.stream {
            let last = self.facts.last();
            self.facts.push(Recorded {
                id: fact.id,
                stream: fact.stream,
                station: self.view.station(),
                // Only the order within this work matters; the store gives the lasting numbers.
                seq: last.map_or(1, |last| last.seq.saturating_add(1)),
                rank: last.map_or(1, |last| last.rank.saturating_add(1)),
                at: fact.at,
                by: fact.by.clone(),
                event: fact.event.clone(),
            });
        }
        self.new.push(fact);
    }

    fn fold(&mut self) {
        self.case = fold(&self.facts);
    }
}

/// The roles a person holds as the store knows them now; an actor may only use one of those.
pub(super) fn held(view: &View<'_>, actor: &Actor) -> Result<Vec<Role>, WriteError> {
    let person = view.person(actor.person)?.filter(|person| person.no == actor.no);
    match person {
        Some(person) if person.roles.contains(&actor.role) => Ok(person.roles),
        _ => Err(Refusal::NoSuch { what: "person".to_owned() }.into()),
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

/// The author of what follows from time.
pub(super) fn system() -> By {
    By { person: Uuid::nil(), no: String::new(), role: Role::System }
}

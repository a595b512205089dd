//! Carrying an order out: what time did first, then the acts in order, all or none.

use uuid::Uuid;

use super::pending::{Known, decide, decide_other};
use super::{Desk, known, settle};
use crate::domain::calendar::Rulebook;
use crate::domain::order::{CaseFile, Order, Receipt, Rejection};
use crate::domain::phone::Region;
use crate::domain::{
    Actor, By, Case, CaseEvent, Command, Event, Field, Recorded, Refusal, Role, StationId, StreamId, Tier, Timestamp,
    fold,
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

/// A stream with what is about to be added to it.
struct Thread {
    stream: StreamId,
    facts: Vec<Recorded>,
    case: Option<Case>,
}

impl Thread {
    fn of(view: &View<'_>, case: Uuid) -> Result<Self, StoreError> {
        let stream = StreamId::case(case);
        let facts = view.facts(stream)?;
        Ok(Self { stream, case: fold(&facts), facts })
    }

    fn head(&self) -> u64 {
        self.facts.last().map_or(0, |fact| fact.rank)
    }

    fn push(&mut self, fact: &NewFact, station: StationId) {
        let last = self.facts.last();
        self.facts.push(Recorded {
            id: fact.id,
            stream: fact.stream,
            station,
            // Only the order within this work matters; the store gives the lasting numbers.
            seq: last.map_or(1, |last| last.seq.saturating_add(1)),
            rank: last.map_or(1, |last| last.rank.saturating_add(1)),
            at: fact.at,
            by: fact.by.clone(),
            event: fact.event.clone(),
        });
    }
}

/// Acts being decided, one on top of the other, before anything is saved.
struct Work<'a> {
    view: &'a View<'a>,
    rules: &'a Rulebook,
    region: Region,
    now: Timestamp,
    main: Thread,
    /// The version this order found: whoever read it saw everything that others did.
    found: u64,
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
        let main = Thread { stream, facts: current.facts.to_vec(), case: current.case.cloned() };
        Self { view, rules, region, now, found: main.head(), main, new: Vec::new() }
    }

    /// What time brought about before this moment comes first, as if somebody had looked in time.
    fn settle(&mut self) -> Result<(), StoreError> {
        let mut main = self.take_main();
        let result = self.settle_thread(&mut main);
        self.main = main;
        result
    }

    fn settle_thread(&mut self, thread: &mut Thread) -> Result<(), StoreError> {
        let Some(case) = &thread.case else { return Ok(()) };
        for fact in settle::facts(self.view, case, self.rules, self.now)? {
            self.add(thread, fact);
        }
        thread.case = fold(&thread.facts);
        Ok(())
    }

    fn act(&mut self, actor: &Actor, command: &Command) -> Result<(), WriteError> {
        let command = &self.on_top(command);
        let mut main = self.take_main();
        let mut other = match known::other(self.view, command)? {
            Some(id) if id != main.stream.id => Some(Thread::of(self.view, id)?),
            _ => None,
        };
        if let Some(other) = &mut other {
            self.settle_thread(other)?;
        }
        let other_case = other.as_ref().and_then(|other| other.case.clone());
        let case = main.case.as_ref();
        let known = known::known(self.view, case, other_case, command, self.rules, self.region, self.now)?;
        let (actor, events) = self.decide(actor, case, &known, command)?;
        let elsewhere = match case {
            Some(case) => decide_other(case, &known, command, self.rules, &actor, self.now)?,
            None => None,
        };
        let by = By { person: actor.person, no: actor.no, role: actor.role };
        for (n, event) in events.into_iter().enumerate() {
            let id = if n == 0 { command.id } else { self.view.new_id(self.now)? };
            let stream = main.stream;
            self.add(&mut main, NewFact { id, stream, at: self.now, by: by.clone(), event });
        }
        if let Some((other, events)) = elsewhere {
            for event in events {
                let id = self.view.new_id(self.now)?;
                self.new.push(NewFact { id, stream: StreamId::case(other), at: self.now, by: by.clone(), event });
            }
        }
        main.case = fold(&main.facts);
        self.main = main;
        Ok(())
    }

    /// Decides in the role given or, where that one may not, in another one the person holds; the fact says which.
    fn decide(
        &self,
        actor: &Actor,
        case: Option<&Case>,
        known: &Known,
        command: &Command,
    ) -> Result<(Actor, Vec<Event>), WriteError> {
        let held = held(self.view, actor)?;
        match decide(case, known, command, self.rules, actor, self.now) {
            Err(Refusal::NotYou { act, role, may }) => {
                let Some(role) = held.into_iter().find(|role| may.contains(role)) else {
                    return Err(Refusal::NotYou { act, role, may }.into());
                };
                let actor = Actor { role, ..actor.clone() };
                let events = decide(case, known, command, self.rules, &actor, self.now)?;
                Ok((actor, events))
            }
            answer => Ok((actor.clone(), answer?)),
        }
    }

    /// An act based on the version this order found is not late because of what this order itself has added.
    fn on_top(&self, command: &Command) -> Command {
        let mut command = command.clone();
        let head = self.main.head();
        command.based_on = command.based_on.map(|version| if version >= self.found { head } else { version });
        command
    }

    fn add(&mut self, thread: &mut Thread, fact: NewFact) {
        thread.push(&fact, self.view.station());
        self.new.push(fact);
    }

    fn take_main(&mut self) -> Thread {
        let stream = self.main.stream;
        std::mem::replace(&mut self.main, Thread { stream, facts: Vec::new(), case: None })
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

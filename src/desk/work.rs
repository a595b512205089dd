//! Acts being decided inside the transaction that saves them.

use uuid::Uuid;

use super::{known, settle};
use crate::domain::acts::care;
use crate::domain::calendar::Rulebook;
use crate::domain::{
    Act, Actor, By, Case, Command, Event, Field, FollowUpKind, Known, Recorded, Refusal, Role, StationId, StreamId,
    Timestamp, decide, decide_other, fold,
};
use crate::store::{Current, NewFact, StoreError, View, WriteError};

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
pub(super) struct Work<'a> {
    view: &'a View<'a>,
    rules: &'a Rulebook,
    now: Timestamp,
    main: Thread,
    /// The version this order found: whoever read it saw everything that others did.
    found: u64,
    new: Vec<NewFact>,
}

impl<'a> Work<'a> {
    pub fn new(
        view: &'a View<'a>,
        stream: StreamId,
        current: &Current<'_>,
        rules: &'a Rulebook,
        now: Timestamp,
    ) -> Self {
        let main = Thread { stream, facts: current.facts.to_vec(), case: current.case.cloned() };
        Self { view, rules, now, found: main.head(), main, new: Vec::new() }
    }

    /// What time brought about before this moment comes first, as if somebody had looked in time.
    pub fn settle(&mut self) -> Result<(), StoreError> {
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

    pub fn act(&mut self, actor: &Actor, command: &Command) -> Result<(), WriteError> {
        let command = &self.on_top(command);
        let mut main = self.take_main();
        let mut other = match known::other(self.view, main.case.as_ref(), command)? {
            Some(id) if id != main.stream.id => Some(Thread::of(self.view, id)?),
            _ => None,
        };
        if let Some(other) = &mut other {
            self.settle_thread(other)?;
        }
        let other_case = other.as_ref().and_then(|other| other.case.clone());
        let case = main.case.as_ref();
        let known = known::known(self.view, case, other_case, command, self.rules, self.now)?;
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
        self.contact_made(&main, command.act)?;
        self.main = main;
        Ok(())
    }

    /// A contact ends the care calls planned on other cases of the customer.
    fn contact_made(&mut self, main: &Thread, act: Act) -> Result<(), StoreError> {
        let customer = main.case.as_ref().and_then(|case| case.record.text(Field::Customer)?.parse().ok());
        let Some(customer) = customer.filter(|_| care::is_contact(act)) else { return Ok(()) };
        for other in self.view.cases_with_task(customer, FollowUpKind::Care)? {
            let stream = StreamId::case(other);
            let case = if stream == main.stream { None } else { fold(&self.view.facts(stream)?) };
            for event in case.as_ref().map(care::newer_contact).unwrap_or_default() {
                let id = self.view.new_id(self.now)?;
                self.new.push(NewFact { id, stream, at: self.now, by: settle::by_system(), event });
            }
        }
        Ok(())
    }

    /// Every fact, in order.
    pub fn finish(self) -> Vec<NewFact> {
        self.new
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
        _ => Err(rule("not-enrolled")),
    }
}

/// A rule about who works here; the sentence is `rule-<name>`.
pub(super) fn rule(name: &str) -> WriteError {
    Refusal::Rule { act: Act::Edit, rule: name.to_owned() }.into()
}

//! What lives come to: the facts a store takes, decided without one.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use uuid::Uuid;

use super::people::uuid;
use super::{Customer, Life, Person, Step, opens};
use crate::domain::acts::{Known, decide, decide_other};
use crate::domain::calendar::Rulebook;
use crate::domain::settle::{settle, system};
use crate::domain::{
    Actor, By, Case, CustomerEvent, Event, EventId, Field, PersonEvent, Record, Recorded, Refusal, Role, StationId,
    StreamId, Target, Tier, Timestamp, Value, phone, values,
};

/// A fact as a store takes it; seq, rank and chain are the store's.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Its identity.
    pub id: EventId,
    /// What it is about.
    pub stream: StreamId,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: By,
    /// What.
    pub event: Event,
}

/// What the people of a team are known by.
fn enrolled(team: &[Person], at: Timestamp) -> Vec<Fact> {
    let fact = |person: &Person| {
        let personal = Record::default().with(Field::CustomerName, Value::Text(person.name.clone()));
        let event = PersonEvent::Enrolled { no: person.no.clone(), roles: person.roles.clone(), personal };
        let (one, two) = person.id.as_u64_pair();
        let by = By { person: Uuid::nil(), no: String::new(), role: Role::System };
        let stream = StreamId::person(person.id);
        Fact { id: EventId(uuid(one, two ^ 1)), stream, at, by, event: Event::Person(event) }
    };
    team.iter().map(fact).collect()
}

/// A refused act of a life.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{} at {}: {refusal}", step.command.act, step.at.0)]
pub struct Refused {
    /// The act.
    pub step: Box<Step>,
    /// Why.
    pub refusal: Refusal,
}

/// The facts of a whole store, ready to be appended: first those of the team, then life by life. One life is decided
/// at a time, so a store of any size takes constant memory; append many of them in one transaction.
///
/// # Errors
/// In place of a life with an act the rules refuse (a company's own manual may); the next lives go on without it.
pub fn facts<'a>(
    rules: &'a Rulebook,
    team: &[Person],
    lives: impl Iterator<Item = Life> + 'a,
    numbers: Numbers,
    (since, now): (Timestamp, Timestamp),
) -> impl Iterator<Item = Result<Vec<Fact>, Refused>> + 'a {
    let mut scratch = Scratch::new(rules, numbers, now);
    let team = std::iter::once(Ok(enrolled(team, since)));
    team.chain(lives.map(move |life| scratch.live(&life)))
}

/// Case numbers of a new store: prefix, date, running number of the day.
#[derive(Debug, Clone)]
pub struct Numbers {
    prefix: String,
    last: BTreeMap<NaiveDate, u32>,
}

impl Numbers {
    /// Numbers with a prefix of 2 to 4 letters, from 1 on.
    pub fn new(prefix: &str) -> Self {
        Self { prefix: prefix.to_owned(), last: BTreeMap::new() }
    }

    fn peek(&self, day: NaiveDate) -> String {
        let next = self.last.get(&day).copied().unwrap_or(0) + 1;
        format!("{}{}-{next:04}", self.prefix, day.format("%Y%m%d"))
    }

    fn take(&mut self, day: NaiveDate) {
        *self.last.entry(day).or_default() += 1;
    }
}

/// Decides one life after the other without a store and hands its facts out; it holds one life at a time.
#[derive(Debug)]
pub struct Scratch<'a> {
    rules: &'a Rulebook,
    numbers: Numbers,
    now: Timestamp,
    /// The cases of the life being told.
    cases: Vec<Case>,
    tier: Option<Tier>,
    rank: u64,
    facts: Vec<Fact>,
}

impl<'a> Scratch<'a> {
    /// Decides under these rules, up to `now`.
    pub fn new(rules: &'a Rulebook, numbers: Numbers, now: Timestamp) -> Self {
        Self { rules, numbers, now, cases: Vec::new(), tier: None, rank: 0, facts: Vec::new() }
    }

    /// The facts of a life, in the order in which they are to be stored.
    ///
    /// # Errors
    /// The act the rules refuse, and why: the manual is not the one lives are made for.
    pub fn live(&mut self, life: &Life) -> Result<Vec<Fact>, Refused> {
        self.begin(life);
        for step in &life.steps {
            self.act(step).map_err(|refusal| Refused { step: Box::new(step.clone()), refusal })?;
        }
        self.settle(self.now);
        Ok(std::mem::take(&mut self.facts))
    }

    /// The cases of the life told last (until the next one begins).
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    fn index(&self, case: Uuid) -> Option<usize> {
        self.cases.iter().position(|known| known.id == case)
    }

    fn case(&self, case: Uuid) -> Option<&Case> {
        self.cases.iter().find(|known| known.id == case)
    }

    /// Folds a fact into the life's cases and hands it on.
    fn put(&mut self, case: Uuid, id: EventId, at: Timestamp, by: By, event: Event) {
        self.rank += 1;
        let fact = Fact { id, stream: StreamId::case(case), at, by, event };
        let recorded = Recorded {
            id,
            stream: fact.stream,
            station: StationId(Uuid::nil()),
            seq: self.rank,
            rank: self.rank,
            at,
            by: fact.by.clone(),
            event: fact.event.clone(),
        };
        match self.index(case).map(|index| (index, self.cases.swap_remove(index))) {
            Some((_, old)) => self.cases.extend(Case::apply(Some(old), &recorded)),
            None => self.cases.extend(Case::apply(None, &recorded)),
        }
        self.facts.push(fact);
    }

    /// What time brought about on every case of the life.
    fn settle(&mut self, until: Timestamp) {
        let ids: Vec<Uuid> = self.cases.iter().map(|case| case.id).collect();
        for id in ids {
            let due = self.case(id).map(|case| settle(case, self.rules, until)).unwrap_or_default();
            for (event_id, at, event) in due {
                self.put(id, event_id, at, by(&system()), event);
            }
        }
    }

    fn known(&self, step: &Step) -> Known {
        let day = self.rules.calendar.local(step.at).date();
        let other = match step.command.target {
            Some(Target::Case(other)) => self.case(other).cloned().map(Box::new),
            _ => None,
        };
        Known {
            next_no: opens(step).then(|| self.numbers.peek(day)),
            customer: None,
            tier: self.tier,
            other,
            leads: Vec::new(),
            care: false,
        }
    }

    fn begin(&mut self, life: &Life) {
        self.cases.clear();
        self.facts.clear();
        self.rank = 0;
        self.tier = life.customer.as_ref().map(|customer| customer.tier);
        let Some((customer, first)) = life.customer.as_ref().filter(|_| !life.known).zip(life.steps.first()) else {
            return;
        };
        let event = CustomerEvent::Filed { tier: customer.tier, personal: filed(customer, self.rules) };
        let (one, two) = customer.id.as_u64_pair();
        let id = EventId(uuid(one, two ^ 1));
        let stream = StreamId::customer(customer.id);
        self.facts.push(Fact { id, stream, at: first.at, by: by(&first.actor), event: Event::Customer(event) });
    }

    fn act(&mut self, step: &Step) -> Result<(), Refusal> {
        self.settle(step.at);
        let known = self.known(step);
        let before = self.case(step.case);
        let events = decide(before, &known, &step.command, self.rules, &step.actor, step.at)?;
        let others = match before {
            Some(case) => decide_other(case, &known, &step.command, self.rules, &step.actor, step.at)?,
            None => None,
        };
        let day = self.rules.calendar.local(step.at).date();
        if known.next_no.is_some() {
            self.numbers.take(day);
        }
        let own = events.len();
        for (index, event) in events.into_iter().enumerate() {
            let id = if index == 0 { step.command.id } else { later_id(step.command.id, index) };
            self.put(step.case, id, step.at, by(&step.actor), event);
        }
        let Some((other, events)) = others else { return Ok(()) };
        for (index, event) in events.into_iter().enumerate() {
            self.put(other, later_id(step.command.id, own + index), step.at, by(&step.actor), event);
        }
        Ok(())
    }
}

/// Files hold numbers with their country code, so that every way of typing one meets.
fn filed(customer: &Customer, rules: &Rulebook) -> Record {
    let mut record = customer.record.clone();
    let typed = record.text(Field::CallerNumber).unwrap_or_default();
    if let Ok(phone) = phone::normalise(typed, values::region(&rules.manual)) {
        record.set(Field::CallerNumber, Value::Text(phone.e164));
    }
    record
}

fn by(actor: &Actor) -> By {
    By { person: actor.person, no: actor.no.clone(), role: actor.role }
}

/// Facts after the first one of an act get an identity made from it.
fn later_id(first: EventId, index: usize) -> EventId {
    let bits = first.0.as_u128();
    // The low 62 bits are random in version 7; the step keeps them apart and version and variant as they are.
    let step = (index as u128).wrapping_mul(0x9e37_79b9_7f4a_7c15) & ((1 << 62) - 1);
    EventId(Uuid::from_u128(bits ^ step))
}

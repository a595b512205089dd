//! Writing lives: through any door, or into facts that a store takes in bulk.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use uuid::Uuid;

use super::people::uuid;
use super::{Customer, Life, Person, Step, opens};
use crate::domain::calendar::Rulebook;
use crate::domain::decide::{Known, decide, decide_other};
use crate::domain::settle::{settle, system};
use crate::domain::{
    Actor, By, Case, CustomerEvent, Event, EventId, Field, PersonEvent, Record, Recorded, Refusal, Role, StationId,
    StreamId, Target, Tier, Timestamp, Value, phone, values,
};

/// Where lives are written.
pub trait Door {
    /// Why something could not be written.
    type Error;

    /// Somebody begins to work here.
    fn enrol(&mut self, person: &Person, at: Timestamp) -> Result<(), Self::Error>;

    /// A life begins; its customer's file is opened before the first act, unless it is known.
    fn begin(&mut self, life: &Life) -> Result<(), Self::Error>;

    /// An act, with what time brought about before it.
    fn act(&mut self, step: &Step) -> Result<(), Self::Error>;

    /// The life is told; what time brought about since belongs to it.
    fn end(&mut self, life: &Life) -> Result<(), Self::Error>;
}

/// Writes people and lives through a door, in order; how many acts that were.
///
/// # Errors
/// The first thing the door does not take; what was written before it stays.
pub fn write<D: Door>(
    staff: &[Person],
    lives: impl Iterator<Item = Life>,
    since: Timestamp,
    door: &mut D,
) -> Result<usize, D::Error> {
    for person in staff {
        door.enrol(person, since)?;
    }
    let mut acts = 0;
    for life in lives {
        door.begin(&life)?;
        for step in &life.steps {
            door.act(step)?;
        }
        acts += life.steps.len();
        door.end(&life)?;
    }
    Ok(acts)
}

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

/// A door without a store: decides each life by itself and hands its facts out, for writing many lives in few
/// transactions and for tests. It holds one life at a time.
#[derive(Debug)]
pub struct Scratch<'a, F> {
    rules: &'a Rulebook,
    numbers: Numbers,
    now: Timestamp,
    /// The cases of the life being told.
    cases: Vec<Case>,
    tier: Option<Tier>,
    rank: u64,
    take: F,
}

impl<'a, F: FnMut(Fact)> Scratch<'a, F> {
    /// Decides under these rules up to `now`; every fact goes to `take`, in the order in which they are to be stored.
    pub fn new(rules: &'a Rulebook, numbers: Numbers, now: Timestamp, take: F) -> Self {
        Self { rules, numbers, now, cases: Vec::new(), tier: None, rank: 0, take }
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
        (self.take)(fact);
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
        Known { next_no: opens(step).then(|| self.numbers.peek(day)), customer: None, tier: self.tier, other }
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

impl<F: FnMut(Fact)> Door for Scratch<'_, F> {
    type Error = (Step, Refusal);

    fn enrol(&mut self, person: &Person, at: Timestamp) -> Result<(), Self::Error> {
        let personal = Record::default().with(Field::CustomerName, Value::Text(person.name.clone()));
        let event = PersonEvent::Enrolled { no: person.no.clone(), roles: person.roles.clone(), personal };
        let id = EventId(uuid(person.id.as_u64_pair().0, person.id.as_u64_pair().1 ^ 1));
        let by = By { person: Uuid::nil(), no: String::new(), role: Role::System };
        (self.take)(Fact { id, stream: StreamId::person(person.id), at, by, event: Event::Person(event) });
        Ok(())
    }

    fn begin(&mut self, life: &Life) -> Result<(), Self::Error> {
        self.cases.clear();
        self.rank = 0;
        self.tier = life.customer.as_ref().map(|customer| customer.tier);
        let Some((customer, first)) = life.customer.as_ref().filter(|_| !life.known).zip(life.steps.first()) else {
            return Ok(());
        };
        let event = CustomerEvent::Filed { tier: customer.tier, personal: filed(customer, self.rules) };
        let (one, two) = customer.id.as_u64_pair();
        let id = EventId(uuid(one, two ^ 1));
        let stream = StreamId::customer(customer.id);
        (self.take)(Fact { id, stream, at: first.at, by: by(&first.actor), event: Event::Customer(event) });
        Ok(())
    }

    fn act(&mut self, step: &Step) -> Result<(), Self::Error> {
        self.settle(step.at);
        let known = self.known(step);
        let refused = |refusal| (step.clone(), refusal);
        let before = self.case(step.case);
        let events = decide(before, &known, &step.command, self.rules, &step.actor, step.at).map_err(refused)?;
        let others = match before {
            Some(case) => {
                decide_other(case, &known, &step.command, self.rules, &step.actor, step.at).map_err(refused)?
            }
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

    fn end(&mut self, _life: &Life) -> Result<(), Self::Error> {
        self.settle(self.now);
        Ok(())
    }
}

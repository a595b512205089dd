//! The door a replay goes through: the desk with a scratch store, or a store in memory for tests of the rules.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::domain::acts::care;
use crate::domain::calendar::Rulebook;
use crate::domain::case::Case;
use crate::domain::code::{Role, Tier};
use crate::domain::command::{Act, Actor, Command, Refusal, Target};
use crate::domain::event::{By, Event, Recorded};
use crate::domain::order::{Order, Rejection};
use crate::domain::record::{Field, Record};
use crate::domain::settle::settle_among;
use crate::domain::time::{EventId, StationId, StreamId, Timestamp};
use crate::domain::{Known, decide, decide_other, fold, system};

/// What a replay needs of the desk.
pub trait Door {
    /// The rules in force.
    fn rules(&self) -> &Rulebook;
    /// Makes a person known, with the role they act in.
    fn enrol(&mut self, actor: &Actor, name: &str, at: Timestamp) -> Result<(), Rejection>;
    /// Files a customer: name, title, company, number, e-mail, order.
    fn file_customer(&mut self, id: Uuid, tier: Tier, personal: Record, at: Timestamp) -> Result<(), Rejection>;
    /// Carries an order out.
    fn submit(&mut self, actor: &Actor, order: Order, at: Timestamp) -> Result<(), Rejection>;
    /// Lets time do what is due by now, on every case.
    fn settle(&mut self, at: Timestamp) -> Result<(), Rejection>;
    /// A case with its facts.
    fn case(&mut self, id: Uuid) -> Option<(Case, Vec<Recorded>)>;
}

/// Facts in memory: the rules alone, without a store.
#[derive(Debug)]
pub struct MemoryDoor {
    rules: Rulebook,
    streams: BTreeMap<Uuid, Vec<Recorded>>,
    customers: BTreeMap<Uuid, Tier>,
    leads: Vec<String>,
    numbers: u32,
    ids: u128,
}

impl MemoryDoor {
    /// An empty one.
    pub fn new(rules: Rulebook) -> Self {
        Self {
            rules,
            streams: BTreeMap::new(),
            customers: BTreeMap::new(),
            leads: Vec::new(),
            numbers: 0,
            ids: 1 << 64,
        }
    }

    fn fold(&self, id: Uuid) -> Option<Case> {
        fold(self.streams.get(&id)?)
    }

    fn append(&mut self, stream: Uuid, by: &Actor, at: Timestamp, facts: Vec<(Option<EventId>, Event)>) {
        for (id, event) in facts {
            self.ids += 1;
            let id = id.unwrap_or(EventId(Uuid::from_u128(self.ids)));
            let known = self.streams.entry(stream).or_default();
            let next = known.len() as u64 + 1;
            known.push(Recorded {
                id,
                stream: StreamId::case(stream),
                station: StationId(Uuid::nil()),
                seq: next,
                rank: next,
                at,
                by: By { person: by.person, no: by.no.clone(), role: by.role },
                event,
            });
        }
    }

    /// A contact ends the care calls planned on other cases of the customer.
    fn contact_made(&mut self, id: Uuid, act: Act, at: Timestamp) {
        let customer = |case: &Case| case.record.text(Field::Customer).map(str::to_owned);
        let Some(theirs) = self.fold(id).and_then(|case| customer(&case)).filter(|_| care::is_contact(act)) else {
            return;
        };
        let others: Vec<Uuid> = self.streams.keys().copied().filter(|other| *other != id).collect();
        for other in others {
            let Some(case) = self.fold(other).filter(|case| customer(case).as_ref() == Some(&theirs)) else { continue };
            let facts = care::newer_contact(&case).into_iter().map(|event| (None, event)).collect();
            self.append(other, &system(), at, facts);
        }
    }

    fn known(&self, case: Option<&Case>, command: &Command) -> Known {
        let customer = |record: &Record| record.text(Field::Customer).and_then(|id| id.parse().ok());
        let linked: Option<Uuid> = customer(&command.record).or_else(|| customer(&case?.record));
        let other = match command.target {
            Some(Target::Case(id)) if matches!(command.act, Act::Merge | Act::Split) => self.fold(id),
            _ if command.act == Act::Undo => case.and_then(|case| self.fold(case.merged_into?)),
            _ => None,
        };
        Known {
            tier: linked.and_then(|id| self.customers.get(&id).copied()),
            next_no: Some(format!("ZX20260101-{:04}", self.numbers + 1)),
            customer: None,
            leads: self.leads.clone(),
            care: true,
            other: other.map(Box::new),
        }
    }

    fn act(&mut self, actor: &Actor, id: Uuid, command: &Command, at: Timestamp) -> Result<(), Refusal> {
        let case = self.fold(id);
        let known = self.known(case.as_ref(), command);
        let facts = decide(case.as_ref(), &known, command, &self.rules, actor, at)?;
        let other = match &case {
            Some(case) => decide_other(case, &known, command, &self.rules, actor, at)?,
            None => None,
        };
        if command.act == Act::Open || (command.act == Act::Split && other.is_some()) {
            self.numbers += 1;
        }
        let first = std::iter::once(Some(command.id)).chain(std::iter::repeat(None));
        self.append(id, actor, at, first.zip(facts).collect());
        self.contact_made(id, command.act, at);
        if let Some((stream, facts)) = other {
            self.append(stream, actor, at, facts.into_iter().map(|event| (None, event)).collect());
        }
        Ok(())
    }
}

impl Door for MemoryDoor {
    fn rules(&self) -> &Rulebook {
        &self.rules
    }

    fn enrol(&mut self, actor: &Actor, _: &str, _: Timestamp) -> Result<(), Rejection> {
        if actor.role == Role::Lead && !self.leads.contains(&actor.no) {
            self.leads.push(actor.no.clone());
            self.leads.sort();
        }
        Ok(())
    }

    fn file_customer(&mut self, id: Uuid, tier: Tier, _: Record, _: Timestamp) -> Result<(), Rejection> {
        self.customers.insert(id, tier);
        Ok(())
    }

    fn submit(&mut self, actor: &Actor, order: Order, at: Timestamp) -> Result<(), Rejection> {
        let (case, commands) = match order {
            Order::Act { case, command } => (case, vec![command]),
            Order::Acts { case, commands } => (case, commands),
        };
        commands.iter().try_for_each(|command| self.act(actor, case, command, at)).map_err(Rejection::Refused)
    }

    fn settle(&mut self, at: Timestamp) -> Result<(), Rejection> {
        let cases: Vec<Uuid> = self.streams.keys().copied().collect();
        for id in cases {
            let Some(case) = self.fold(id) else { continue };
            for (fact, moment, event) in settle_among(&case, &self.leads, &self.rules, at) {
                self.append(id, &system(), moment, vec![(Some(fact), event)]);
            }
        }
        Ok(())
    }

    fn case(&mut self, id: Uuid) -> Option<(Case, Vec<Recorded>)> {
        Some((self.fold(id)?, self.streams.get(&id)?.clone()))
    }
}

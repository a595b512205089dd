//! An act in the making: its facts so far, and the case as they leave it.

use uuid::Uuid;

use super::Known;
use crate::calendar::{Calendar, Rulebook};
use crate::manual::Manual;
use crate::{
    Actor, Case, CaseEvent, Entry, Event, EventId, Field, Record, Recorded, Refusal, StationId, StreamId, Timestamp,
    last_of_each,
};

/// Facts are added one by one and folded at once, so that each rule sees what the one before it decided.
pub struct Decision<'a> {
    /// The case as the facts so far leave it.
    pub case: Case,
    /// What was entered, defaults filled in.
    pub record: Record,
    /// The rules.
    pub rules: &'a Rulebook,
    /// What is known beyond the case.
    pub known: &'a Known<'a>,
    /// Who acts.
    pub actor: &'a Actor,
    /// When.
    pub now: Timestamp,
    /// Identity of the act.
    pub id: EventId,
    /// How many facts it has already.
    before: usize,
    events: Vec<CaseEvent>,
}

impl<'a> Decision<'a> {
    /// An act on a case, before its first fact.
    pub fn new(
        case: Case,
        rules: &'a Rulebook,
        known: &'a Known<'a>,
        actor: &'a Actor,
        now: Timestamp,
        id: EventId,
    ) -> Self {
        Self { case, record: Record::default(), rules, known, actor, now, id, before: 0, events: Vec::new() }
    }

    /// Goes on with an act that has facts already.
    #[must_use]
    pub fn behind(self, before: usize) -> Self {
        Self { before, ..self }
    }

    /// The manual.
    pub fn manual(&self) -> &'a Manual {
        &self.rules.manual
    }

    /// Working time.
    pub fn calendar(&self) -> &'a Calendar {
        &self.rules.calendar
    }

    /// A field of the act, else of the case.
    pub fn either(&self, field: Field) -> Option<&str> {
        self.record.text(field).or_else(|| self.case.record.text(field))
    }

    /// Adds a fact and folds it.
    pub fn push(&mut self, event: CaseEvent) {
        let place = self.before + self.events.len();
        let fact = Recorded {
            id: self.id.fact(place),
            act: self.id,
            place,
            stream: StreamId::case(self.case.id),
            station: StationId(Uuid::nil()),
            seq: 0,
            // All facts of an act have one rank.
            rank: self.case.head + u64::from(place == 0),
            // Whoever decides has the whole case before them.
            saw: last_of_each(self.case.plans.iter().map(|plan| plan.written)),
            at: self.now,
            by: self.actor.into(),
            event: Event::Case(event.clone()),
        };
        // Folding an opened case always returns one.
        let blank = Case::new(Uuid::nil(), String::new(), Uuid::nil(), self.now);
        let case = std::mem::replace(&mut self.case, blank);
        if let Some(case) = Case::apply(Some(case), &fact) {
            self.case = case;
        }
        self.events.push(event);
    }

    /// Adds the fact that holds what was entered.
    pub fn enter(&mut self, fact: fn(Entry) -> CaseEvent) -> Result<(), Refusal> {
        let entry = Entry::of(self.record.clone());
        self.push(fact(entry));
        Ok(())
    }

    /// What was entered of persons.
    pub fn personal(&self) -> Record {
        Entry::of(self.record.clone()).personal
    }

    /// The facts so far.
    pub fn events(&self) -> &[CaseEvent] {
        &self.events
    }

    /// The facts, in order.
    pub fn finish(self) -> Vec<Event> {
        self.events.into_iter().map(Event::Case).collect()
    }
}

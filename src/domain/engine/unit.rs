//! A unit of work: acts decided one on top of the other, with everything that follows from them, before anything is kept.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use uuid::Uuid;

use super::{Current, Facts, NewAct, cases_named, due_on, with_leads};
use crate::acts::{Known, Leads, care, decide, decide_elsewhere, rule, touched};
use crate::calendar::Rulebook;
use crate::event::seen;
use crate::language::find;
use crate::listed::customer_id;
use crate::parties::held;
use crate::{
    Act, Actor, By, Case, CaseEvent, Command, Event, EventId, Field, FollowUpKind, Recorded, Refusal, Role, StationId,
    StreamId, Target, Timestamp, fold,
};

/// A stream with what is about to be added to it.
struct Thread<'a> {
    before: Cow<'a, [Recorded]>,
    added: Vec<Recorded>,
    /// The case, with as many of the added facts as were folded: most requests never look at it again.
    case: Option<Cow<'a, Case>>,
    folded: usize,
}

impl Thread<'_> {
    fn last(&self) -> Option<&Recorded> {
        self.added.last().or_else(|| self.before.last())
    }

    fn head(&self) -> u64 {
        self.last().map_or(0, |fact| fact.rank)
    }

    /// Adds the facts of an act from a place on; the first of them begin it.
    fn push(&mut self, act: &NewAct, from: usize, station: StationId) {
        // Only the order within this unit matters; the lasting numbers are given where the act is kept.
        let further = u64::from(from == 0);
        let known = || self.before.iter().chain(&self.added);
        let own = known().filter(|fact| fact.station == station).map(|fact| fact.seq).max().unwrap_or_default();
        let (place, saw) = ((station, own + further, self.head() + further), seen(known(), station));
        self.added.extend(act.clone().recorded(place, saw).skip(from));
    }

    /// Folds what was added since the case was last looked at.
    fn catch_up(&mut self) {
        let fresh = self.added.get(self.folded..).unwrap_or_default();
        if fresh.is_empty() {
            return;
        }
        let undoes = |fact: &Recorded| matches!(fact.event, Event::Case(CaseEvent::Undone { .. }));
        let case = if fresh.iter().any(undoes) {
            let all: Vec<Recorded> = self.before.iter().chain(&self.added).cloned().collect();
            fold(&all)
        } else {
            fresh.iter().fold(self.case.take().map(Cow::into_owned), Case::apply)
        };
        self.case = case.map(Cow::Owned);
        self.folded = self.added.len();
    }
}

/// Acts of one request, being decided.
pub(super) struct Unit<'a, F> {
    facts: &'a F,
    rules: &'a Rulebook,
    now: Timestamp,
    main: StreamId,
    /// The version this request found: whoever read it saw everything that others did.
    found: u64,
    threads: BTreeMap<StreamId, Thread<'a>>,
    new: Vec<NewAct>,
}

impl<'a, F: Facts> Unit<'a, F> {
    pub fn new(facts: &'a F, main: StreamId, current: Current<'a>, rules: &'a Rulebook, now: Timestamp) -> Self {
        let thread = Thread {
            before: Cow::Borrowed(current.facts),
            added: Vec::new(),
            case: current.case.map(Cow::Borrowed),
            folded: 0,
        };
        let (found, threads) = (thread.head(), BTreeMap::from([(main, thread)]));
        Self { facts, rules, now, main, found, threads, new: Vec::new() }
    }

    /// What time brought about before this moment comes first, as if somebody had looked in time.
    pub fn let_time_pass(&mut self) -> Result<(), F::Error> {
        self.let_time_pass_on(self.main)
    }

    fn let_time_pass_on(&mut self, stream: StreamId) -> Result<(), F::Error> {
        self.catch_up(stream);
        let Some(case) = self.case(stream) else { return Ok(()) };
        for act in due_on(self.facts, case, self.rules, self.now)? {
            self.add(act);
        }
        self.catch_up(stream);
        Ok(())
    }

    pub fn act(&mut self, actor: &Actor, command: &Command) -> Result<(), F::Error> {
        self.catch_up(self.main);
        let command = &*self.on_top(command);
        let mut others: Vec<StreamId> = Vec::new();
        for other in self.others(command)?.into_iter().map(StreamId::case) {
            if other != self.main && !others.contains(&other) {
                self.open(other)?;
                self.let_time_pass_on(other)?;
                others.push(other);
            }
        }
        let began = self.case(self.main).map_or(self.facts.station(), |case| case.opened_at);
        let (actor, own, elsewhere) = with_leads(self.facts, began, |leads| {
            let known = self.known(leads, &others, command)?;
            let case = self.case(self.main);
            let (actor, own) = self.decide(actor, case, &known, command)?;
            let elsewhere = match case {
                Some(case) => decide_elsewhere(case, &known, (command, &own), (self.rules, &actor, self.now))?,
                None => Vec::new(),
            };
            Ok::<_, F::Error>((actor, own, elsewhere))
        })??;
        let (at, by) = (self.now, By::from(&actor));
        self.go_on(NewAct { id: command.id, stream: self.main, at, by: by.clone(), facts: own });
        for (other, facts) in elsewhere {
            self.open(StreamId::case(other))?;
            let (stream, by) = (StreamId::case(other), by.clone());
            self.add(NewAct { id: command.id.also(other), stream, at, by, facts });
        }
        if care::is_contact(command.act) { self.end_care_calls(command.id) } else { Ok(()) }
    }

    /// A contact ends the care calls planned on other cases of the customer.
    fn end_care_calls(&mut self, act: EventId) -> Result<(), F::Error> {
        self.catch_up(self.main);
        let Some(customer) = self.case(self.main).and_then(customer_id) else { return Ok(()) };
        for other in self.facts.cases_with_task(customer, FollowUpKind::Care)? {
            let stream = StreamId::case(other);
            if stream == self.main {
                continue;
            }
            self.open(stream)?;
            self.catch_up(stream);
            let facts = self.case(stream).map(care::newer_contact).unwrap_or_default();
            self.add(NewAct::of_system(act.also(other), stream, self.now, facts));
        }
        Ok(())
    }

    /// Every act, in order.
    pub fn finish(self) -> Vec<NewAct> {
        self.new
    }

    /// Decides in the role given or, where that one may not, in another one the person holds; the fact says which.
    fn decide(
        &self,
        actor: &Actor,
        case: Option<&Case>,
        known: &Known<'_>,
        command: &Command,
    ) -> Result<(Actor, Vec<Event>), F::Error> {
        let people = self.facts.people_with(&actor.no)?;
        let held = held(&people, actor)?;
        let decide = |actor: &Actor| {
            let known = Known { along: self.along(&By::from(actor)), ..known.clone() };
            decide(case, &known, command, self.rules, actor, self.now)
        };
        match decide(actor) {
            Err(Refusal::NotYou { act, role, may }) => {
                let Some(role) = held.iter().find(|role| may.contains(role)).copied() else {
                    return Err(Refusal::NotYou { act, role, may }.into());
                };
                let actor = Actor { role, ..actor.clone() };
                let events = decide(&actor)?;
                Ok((actor, events))
            }
            answer => Ok((actor.clone(), answer?)),
        }
    }

    /// What a decision must know beyond its case.
    fn known<'l>(&self, leads: &Leads<'l>, others: &[StreamId], command: &Command) -> Result<Known<'l>, F::Error> {
        let linked = command.record.text(Field::Customer);
        let linked = linked.or_else(|| self.case(self.main)?.record.text(Field::Customer));
        let customer = match linked.and_then(|id| id.parse().ok()) {
            Some(id) => self.facts.customer(id)?,
            None => None,
        };
        let next_no = match command.act {
            Act::Open | Act::Split => Some(self.facts.next_case_no(self.rules.calendar.local(self.now).date())?),
            _ => None,
        };
        Ok(Known {
            // A file nobody linked lends the case no standing.
            tier: customer.map(|card| card.tier),
            next_no,
            leads: leads.clone(),
            others: others.iter().filter_map(|other| self.case(*other)).cloned().collect(),
            along: None,
            named: match [Field::Owner, Field::Praised].into_iter().find_map(|field| command.record.text(field)) {
                Some(no) => self.facts.people_with(no.trim())?.into_iter().next(),
                None => None,
            },
        })
    }

    /// The other cases a command touches: the one it names first.
    fn others(&self, command: &Command) -> Result<Vec<Uuid>, F::Error> {
        let named = if command.act == Act::Undo { None } else { self.other(command)? };
        let told = self.case(self.main).map(|case| touched(case, command)).unwrap_or_default();
        Ok(named.into_iter().chain(told).collect())
    }

    /// The other case a command names: by its stream, or by its number as a person says it.
    fn other(&self, command: &Command) -> Result<Option<Uuid>, F::Error> {
        match (&command.target, command.record.text(Field::MasterCase)) {
            (Some(Target::Case(id)), _) => Ok(Some(*id)),
            (_, Some(named)) => match named.parse() {
                Ok(id) => Ok(Some(id)),
                // Nobody can know which one is meant.
                Err(_) => match *cases_named(self.facts, named)? {
                    [] => Ok(None),
                    [one] => Ok(Some(one)),
                    _ if find::no_ending(named).is_some() => Err(rule(command.act, "number-short").into()),
                    _ => Err(rule(command.act, "number-twice").into()),
                },
            },
            _ => Ok(None),
        }
    }

    /// An act based on the version this request found is not late because of what this request itself has added.
    fn on_top<'c>(&self, command: &'c Command) -> Cow<'c, Command> {
        let head = self.threads.get(&self.main).map_or(0, Thread::head);
        if command.based_on.is_none_or(|version| version < self.found || version == head) {
            return Cow::Borrowed(command);
        }
        Cow::Owned(Command { based_on: Some(head), ..command.clone() })
    }

    /// From here on [`Unit::case`] is as the facts added so far leave it.
    fn catch_up(&mut self, stream: StreamId) {
        if let Some(thread) = self.threads.get_mut(&stream) {
            thread.catch_up();
        }
    }

    fn case(&self, stream: StreamId) -> Option<&Case> {
        self.threads.get(&stream)?.case.as_deref()
    }

    /// Loads a stream that is touched for the first time.
    fn open(&mut self, stream: StreamId) -> Result<(), F::Error> {
        if let Entry::Vacant(empty) = self.threads.entry(stream) {
            let facts = self.facts.facts(stream)?;
            let case = fold(&facts).map(Cow::Owned);
            empty.insert(Thread { before: Cow::Owned(facts), added: Vec::new(), case, folded: 0 });
        }
        Ok(())
    }

    /// The act of this request that another one by the same author is sent along with, with how many facts it has.
    fn along(&self, by: &By) -> Option<(EventId, usize)> {
        let theirs = |last: &&NewAct| last.stream == self.main && last.by == *by && by.role != Role::System;
        let last = self.new.last().filter(theirs)?;
        Some((last.id, last.facts.len()))
    }

    /// Adds an act of the request, to the one it is sent along with where there is one.
    fn go_on(&mut self, act: NewAct) {
        let Some((_, from)) = self.along(&act.by) else { return self.add(act) };
        let Some(last) = self.new.last_mut() else { return };
        last.facts.extend(act.facts);
        if let Some(thread) = self.threads.get_mut(&self.main) {
            thread.push(last, from, self.facts.station());
        }
    }

    /// An act without facts is none.
    fn add(&mut self, act: NewAct) {
        if act.facts.is_empty() {
            return;
        }
        if let Some(thread) = self.threads.get_mut(&act.stream) {
            thread.push(&act, 0, self.facts.station());
        }
        self.new.push(act);
    }
}

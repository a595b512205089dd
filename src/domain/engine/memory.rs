//! Facts in memory: the engine without a store, for what is decided on the way to one and for trying the rules.

mod desk;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Current, Directory, Facts, NewAct};
use crate::branch::{Branch, Origin, Stations};
use crate::contact::{self, Call, OpenCall};
use crate::event::seen;
use crate::language::find;
use crate::listed::customer_id;
use crate::parties::{CustomerFile, Person};
use crate::protocol::CustomerCard;
use crate::{
    Case, CaseEvent, Event, EventId, FollowUpKind, Recorded, Refusal, Role, StationId, StreamId, StreamKind, fold,
};
pub use desk::MemoryDesk;

/// A set of facts, with what they make.
#[derive(Debug, Clone)]
pub struct MemoryFacts {
    station: StationId,
    stations: Stations,
    prefix: String,
    seq: u64,
    streams: BTreeMap<StreamId, Vec<Recorded>>,
    cases: BTreeMap<Uuid, Case>,
    customers: BTreeMap<Uuid, CustomerFile>,
    /// Contacts on which something is open.
    open_calls: BTreeMap<Uuid, OpenCall>,
    people: Vec<Person>,
    /// The last running number given on a day.
    numbers: BTreeMap<String, u32>,
}

impl MemoryFacts {
    /// Nothing happened yet; case numbers begin with the prefix.
    pub fn new(prefix: &str) -> Self {
        Self {
            station: StationId::default(),
            stations: Stations::default(),
            prefix: prefix.to_owned(),
            seq: 0,
            streams: BTreeMap::new(),
            cases: BTreeMap::new(),
            customers: BTreeMap::new(),
            open_calls: BTreeMap::new(),
            people: Vec::new(),
            numbers: BTreeMap::new(),
        }
    }

    /// A copy of the whole, worked on by another station from now on.
    #[must_use]
    pub fn copied(&self, station: StationId) -> Self {
        let mut copy = self.clone();
        copy.begin(station, Origin { parent: Some(self.station), branch: self.stations.branch(self.station) });
        copy
    }

    /// Another station writes from now on.
    pub fn begin(&mut self, station: StationId, origin: Origin) {
        self.stations.learn(station, origin);
        self.station = station;
    }

    /// Where stations come from, and who keeps whose cases.
    pub const fn stations(&self) -> &Stations {
        &self.stations
    }

    /// Adds acts in order.
    pub fn append(&mut self, acts: impl IntoIterator<Item = NewAct>) {
        for act in acts {
            self.add(act);
        }
    }

    fn add(&mut self, act: NewAct) {
        self.seq += 1;
        let stream = act.stream;
        let known = self.streams.entry(stream).or_default();
        let saw = seen(known.iter(), self.station);
        let (rank, before) = (known.last().map_or(1, |last| last.rank + 1), known.len());
        known.extend(act.recorded((self.station, self.seq, rank), saw));
        if stream.kind != StreamKind::Case {
            return self.look(stream);
        }
        for end in before + 1..=known.len() {
            take(&mut self.cases, &mut self.numbers, stream.id, known.get(..end).unwrap_or_default());
        }
    }

    /// What a stream is now.
    fn look(&mut self, stream: StreamId) {
        let facts = self.streams.get(&stream).map_or(&[][..], Vec::as_slice);
        match stream.kind {
            StreamKind::Case => self.cases.extend(fold(facts).map(|case| (stream.id, case))),
            StreamKind::Customer => {
                self.customers.extend(CustomerFile::of(stream.id, facts).map(|file| (stream.id, file)));
            }
            StreamKind::Person => {
                self.people.retain(|person| person.id != stream.id);
                self.people.extend(Person::of(stream.id, facts, &self.stations));
                self.people.sort_by(|one, other| (&one.no, one.id).cmp(&(&other.no, other.id)));
            }
            StreamKind::Branch => {
                if let Some(keeper) = Branch::of(facts).keeper {
                    self.stations.name_keeper(stream.id, keeper);
                }
            }
            StreamKind::Contact => put_call(&mut self.open_calls, stream.id, facts),
            StreamKind::Desk | StreamKind::Shift => {}
        }
    }

    /// Takes in what another set has and this one does not: acts are laid in as they are, and what they touch is folded
    /// anew.
    pub fn absorb(&mut self, other: &Self) {
        self.stations.hear(&other.stations);
        for (stream, theirs) in &other.streams {
            let known = self.streams.entry(*stream).or_default();
            let here: BTreeSet<_> = known.iter().map(|fact| (fact.station, fact.seq)).collect();
            known.extend(theirs.iter().filter(|fact| !here.contains(&(fact.station, fact.seq))).cloned());
            known.sort_by_key(Recorded::order);
            self.look(*stream);
        }
    }

    /// Hands out everything about cases and customers, in the order in which it was added; who works here and which
    /// numbers were given stays known.
    pub fn take(&mut self) -> Vec<NewAct> {
        let stay = |stream: &StreamId| stream.kind == StreamKind::Person;
        let (people, gone): (BTreeMap<_, _>, BTreeMap<_, _>) =
            std::mem::take(&mut self.streams).into_iter().partition(|(stream, _)| stay(stream));
        self.streams = people;
        self.cases.clear();
        self.customers.clear();
        self.open_calls.clear();
        let mut acts: BTreeMap<u64, NewAct> = BTreeMap::new();
        for Recorded { act: id, stream, seq, at, by, event, .. } in gone.into_values().flatten() {
            acts.entry(seq).or_insert(NewAct { id, stream, at, by, facts: Vec::new() }).facts.push(event);
        }
        acts.into_values().collect()
    }

    /// A stream as it is now.
    pub fn current(&self, stream: StreamId) -> Current<'_> {
        let case = if stream.kind == StreamKind::Case { self.cases.get(&stream.id) } else { None };
        Current { facts: self.streams.get(&stream).map_or(&[], Vec::as_slice), case }
    }

    /// Everybody who works here or in another branch, by number.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    fn here(&self) -> impl Iterator<Item = &Person> {
        let branch = self.stations.branch(self.station);
        self.people.iter().filter(move |person| person.branch == branch)
    }

    /// A case.
    pub fn case(&self, id: Uuid) -> Option<&Case> {
        self.cases.get(&id)
    }

    /// Every case, by stream.
    pub fn cases(&self) -> impl Iterator<Item = &Case> {
        self.cases.values()
    }
}

/// Looks at a contact anew: whether anything is open on it.
fn put_call(open: &mut BTreeMap<Uuid, OpenCall>, id: Uuid, facts: &[Recorded]) {
    open.remove(&id);
    open.extend(Call::of(id, facts).as_ref().and_then(OpenCall::of).map(|call| (id, call)));
}

/// Takes the last fact of a case's stream in.
fn take(cases: &mut BTreeMap<Uuid, Case>, numbers: &mut BTreeMap<String, u32>, id: Uuid, facts: &[Recorded]) {
    let Some(last) = facts.last() else { return };
    let undoes = matches!(last.event, Event::Case(CaseEvent::Undone { .. }));
    let apart = facts.iter().any(|fact| fact.station != last.station);
    let case = if undoes || apart { fold(facts) } else { Case::apply(cases.remove(&id), last) };
    cases.extend(case.map(|case| (id, case)));
    if let Event::Case(CaseEvent::Opened { no, .. }) = &last.event
        && let Some((day, running)) = no.rsplit_once('-')
        && let Ok(running) = running.parse::<u32>()
    {
        let last = numbers.entry(day.to_owned()).or_default();
        *last = running.max(*last);
    }
}

impl Directory for MemoryFacts {
    type Error = Refusal;

    fn people_with(&self, no: &str) -> Result<Vec<Person>, Refusal> {
        Ok(self.here().filter(|person| person.no == no).cloned().collect())
    }

    fn person(&self, id: Uuid) -> Result<Option<Person>, Refusal> {
        Ok(self.people.iter().find(|person| person.id == id).cloned())
    }

    fn leads(&self, began: StationId) -> Result<Vec<Uuid>, Refusal> {
        let branch = self.stations.answers_for(began);
        let leads = self.people.iter().filter(|person| person.branch == branch && person.roles.contains(&Role::Lead));
        Ok(leads.map(|lead| lead.id).collect())
    }

    fn anybody(&self) -> Result<bool, Refusal> {
        Ok(self.here().next().is_some())
    }

    fn customer(&self, id: Uuid) -> Result<Option<CustomerCard>, Refusal> {
        Ok(self.customers.get(&id).map(CustomerFile::card))
    }
}

impl Facts for MemoryFacts {
    fn station(&self) -> StationId {
        self.station
    }

    fn facts(&self, stream: StreamId) -> Result<Vec<Recorded>, Refusal> {
        Ok(self.current(stream).facts.to_vec())
    }

    fn has(&self, stream: StreamId, act: EventId) -> Result<bool, Refusal> {
        Ok(self.current(stream).facts.iter().any(|known| known.act == act))
    }

    fn next_case_no(&self, day: NaiveDate) -> Result<String, Refusal> {
        let day = format!("{}{}", self.prefix, day.format("%Y%m%d"));
        let next = self.numbers.get(&day).copied().unwrap_or_default() + 1;
        Ok(format!("{day}-{next:04}"))
    }

    fn cases_with_no(&self, no: &str) -> Result<Vec<Uuid>, Refusal> {
        Ok(self.cases().filter(|case| case.no == no).map(|case| case.id).collect())
    }

    fn cases_ending_in(&self, ending: &str) -> Result<Vec<Uuid>, Refusal> {
        Ok(self.cases().filter(|case| find::no_ends_in(&case.no, ending)).map(|case| case.id).collect())
    }

    fn cases_with_task(&self, customer: Uuid, what: FollowUpKind) -> Result<Vec<Uuid>, Refusal> {
        let theirs = self.cases().filter(|case| customer_id(case) == Some(customer));
        Ok(theirs.filter(|case| !case.open_follow_ups(what).is_empty()).map(|case| case.id).collect())
    }

    fn keeps(&self, began: StationId) -> Result<bool, Refusal> {
        Ok(self.stations.keeps(self.station, began))
    }

    fn open_calls(&self) -> Result<Vec<OpenCall>, Refusal> {
        let mut open: Vec<OpenCall> = self.open_calls.values().cloned().collect();
        contact::sort(&mut open);
        Ok(open)
    }
}

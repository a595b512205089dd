//! The engine over facts in memory and over a real store at once: every answer and every case must be the same.
#![allow(dead_code)]

use tempfile::TempDir;
use uuid::Uuid;
use zuoxi::desk::Desk;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::contact::OpenCall;
use zuoxi::domain::engine::MemoryDesk;
use zuoxi::domain::protocol::{Loaded, PartyRequest, Query, Rejection, Request, Saved};
use zuoxi::domain::{Actor, Case, Recorded, StationId, StreamId, Timestamp};
use zuoxi::scenario::Door;
use zuoxi::store::{Open, Store};

pub struct Both {
    memory: MemoryDesk,
    store: Desk,
    _folder: TempDir,
}

impl Both {
    pub fn new(rules: Rulebook) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("desk/store.db"), &Open::default()).unwrap();
        let store = Desk::new(store, rules.clone()).unwrap();
        Self { memory: MemoryDesk::new(rules, "ZX"), store, _folder: folder }
    }

    /// What a request about no case leaves.
    pub fn saved(&mut self, actor: &Actor, request: &Request, at: Timestamp) -> Result<Saved, Rejection> {
        let memory = self.memory.submit(actor, request, at).map(|receipt| receipt.saved);
        same(memory, &self.store.submit(actor, request, at).map(|receipt| receipt.saved))
    }

    pub fn open_calls(&mut self) -> Vec<OpenCall> {
        let memory = self.memory.ask(&Query::OpenCalls);
        let Loaded::OpenCalls(open) = same(memory, &self.store.ask(Query::OpenCalls).unwrap()) else {
            panic!("no contacts")
        };
        open
    }

    /// The facts of a stream, as the store has them.
    pub fn facts(&mut self, stream: StreamId) -> Vec<Recorded> {
        let stored = self.store.store().facts(stream).unwrap();
        let seen = |facts: &[Recorded]| -> Vec<_> {
            facts.iter().map(|fact| (fact.id, fact.rank, fact.at, fact.by.clone(), fact.event.clone())).collect()
        };
        same(seen(self.memory.facts.current(stream).facts), &seen(&stored));
        stored
    }
}

/// A case without what tells one place from another.
fn bare(mut case: Case) -> Case {
    case.opened_at = StationId::default();
    for act in &mut case.work.acts {
        (act.station, act.seq) = (StationId(Uuid::nil()), 0);
    }
    for plan in &mut case.plans {
        plan.written = (StationId(Uuid::nil()), 0);
    }
    case
}

/// An answer without what tells one place from another.
fn told(answer: Result<(), Rejection>) -> Result<(), Rejection> {
    answer.map_err(|why| match why {
        Rejection::Conflict { mut file, fields } => {
            file.case = bare(file.case);
            file.facts.clear();
            file.people.iter_mut().for_each(|person| person.branch = uuid::Uuid::nil());
            file.station = StationId(Uuid::nil());
            Rejection::Conflict { file, fields }
        }
        why => why,
    })
}

fn same<T: PartialEq + std::fmt::Debug>(memory: T, store: &T) -> T {
    assert_eq!(memory, *store, "facts in memory and in a store lead to different answers");
    memory
}

impl Door for Both {
    fn rules(&self) -> &Rulebook {
        Door::rules(&self.memory)
    }

    fn stage(&mut self, request: &PartyRequest, at: Timestamp) -> Result<(), Rejection> {
        same(self.memory.stage(request, at), &self.store.stage(request, at))
    }

    fn submit(&mut self, actor: &Actor, request: Request, at: Timestamp) -> Result<(), Rejection> {
        let memory = Door::submit(&mut self.memory, actor, request.clone(), at);
        let store = Door::submit(&mut self.store, actor, request, at);
        same(told(memory.clone()), &told(store)).and(memory)
    }

    fn let_time_pass(&mut self, at: Timestamp) -> Result<(), Rejection> {
        same(Door::let_time_pass(&mut self.memory, at), &Door::let_time_pass(&mut self.store, at))
    }

    fn case(&mut self, id: Uuid) -> Option<(Case, Vec<Recorded>)> {
        let (memory, store) = (self.memory.case(id), self.store.case(id));
        let facts_of = |facts: &[Recorded]| -> Vec<_> {
            facts.iter().map(|fact| (fact.id, fact.rank, fact.at, fact.by.clone(), fact.event.clone())).collect()
        };
        let seen =
            |found: &Option<(Case, Vec<Recorded>)>| found.clone().map(|(case, facts)| (bare(case), facts_of(&facts)));
        same(seen(&memory), &seen(&store));
        memory
    }
}

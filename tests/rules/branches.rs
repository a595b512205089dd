//! Branches of the company: people, leads and what time brings about stay with the branch a case began in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use uuid::Uuid;
use zuoxi::domain::branch::{Origin, Stations};
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::engine::{Directory, Facts, MemoryDesk, NewAct};
use zuoxi::domain::event::BranchEvent;
use zuoxi::domain::protocol::Request;
use zuoxi::domain::{
    Act, Actor, Case, Command, Event, EventId, Field, Record, Role, StationId, StreamId, Timestamp, Value, system,
};
use zuoxi::scenario::Door;

use crate::laws::{Luck, chrono_at, rules};

fn station(n: u128) -> StationId {
    StationId(Uuid::from_u128(n))
}

fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

/// Both branches have a 1001 and a lead 1002.
fn who(branch: u128, role: Role) -> Actor {
    let no = if role == Role::Lead { "1002" } else { "1001" };
    Actor { person: Uuid::from_u128(branch * 100 + role as u128), no: no.to_owned(), role }
}

/// A desk of a branch, begun by itself.
fn desk(rules: &Arc<Rulebook>, branch: u128, now: Timestamp) -> MemoryDesk {
    desk_of(rules, branch, station(branch).0, now)
}

fn desk_of(rules: &Arc<Rulebook>, branch: u128, line: Uuid, now: Timestamp) -> MemoryDesk {
    let mut desk = MemoryDesk::new(Arc::clone(rules), "ZX");
    desk.facts.begin(station(branch), Origin { parent: None, branch: line });
    for role in [Role::Agent, Role::Lead] {
        desk.enrol(&who(branch, role), "", now).unwrap();
    }
    desk
}

fn id(luck: &mut Luck) -> EventId {
    EventId(Uuid::from_u128((u128::from(luck.next()) << 64) | u128::from(luck.next())))
}

fn send(
    desk: &mut MemoryDesk,
    (branch, role): (u128, Role),
    case: Uuid,
    (act, record): (Act, Record),
    (luck, now): (&mut Luck, Timestamp),
) -> bool {
    let command = Command { act, record, target: None, based_on: None, id: id(luck) };
    desk.carry_out(&who(branch, role), &Request::Act { case, command }, now).is_ok()
}

/// A level 1 fault, whose updates are due every quarter of an hour.
fn urgent(desk: &mut MemoryDesk, branch: u128, (luck, now): (&mut Luck, Timestamp)) -> Uuid {
    let case = id(luck).0;
    let opening = Record::default()
        .with(Field::Channel, Value::Code("phone".into()))
        .with(Field::ReceivedAt, Value::At(now))
        .with(Field::CallerNumber, text("13800138001"))
        .with(Field::Summary, text("收银机开不了机"));
    let grade = Record::default()
        .with(Field::Kind, Value::Code("fault".into()))
        .with(Field::Impact, Value::Code("core".into()))
        .with(Field::Urgency, Value::Code("now".into()))
        .with(Field::Product, text("收银机"))
        .with(Field::FirstSeenAt, Value::At(now))
        .with(Field::Description, text("全店停了"))
        .with(Field::DesiredOutcome, text("马上能收钱"));
    for (act, record) in [(Act::Open, opening), (Act::IntakeDone, Record::default()), (Act::Grade, grade)] {
        assert!(send(desk, (branch, Role::Agent), case, (act, record), (luck, now)), "{act:?}");
    }
    case
}

fn by_time(desk: &MemoryDesk, case: Uuid) -> usize {
    let facts = desk.facts.current(StreamId::case(case)).facts;
    facts.iter().filter(|fact| fact.place == 0 && fact.by.role == Role::System).count()
}

fn name_keeper(desk: &mut MemoryDesk, branch: u128, keeper: StationId, (luck, now): (&mut Luck, Timestamp)) {
    let fact = Event::Branch(BranchEvent::KeeperNamed { station: keeper.0 });
    let stream = StreamId::branch(station(branch).0);
    desk.facts.append([NewAct { id: id(luck), stream, at: now, by: (&system()).into(), facts: vec![fact] }]);
}

#[test]
fn what_is_due_on_a_case_of_another_branch_is_written_by_its_keeper_alone() {
    let (rules, luck) = (rules(), &mut Luck::new(1));
    let now = rules.calendar.at(chrono_at());
    let (mut ours, mut theirs) = (desk(&rules, 1, now), desk(&rules, 2, now));
    let case = urgent(&mut theirs, 2, (luck, now));
    ours.facts.absorb(&theirs.facts);
    let later = now.plus_min(60);
    assert_eq!(ours.let_time_pass(later), 0, "a desk that hears nothing of the other one cannot judge");
    assert!(theirs.let_time_pass(later) > 3);
    let keeper = ours.facts.station();
    name_keeper(&mut ours, 2, keeper, (luck, now));
    assert!(ours.let_time_pass(later) > 3, "from now on it is ours to say");
    let next = ours.facts.copied(station(3));
    assert!(next.stations().keeps(station(3), station(2)), "whoever goes on from the keeper is the keeper");
    assert!(!theirs.facts.copied(station(4)).stations().keeps(station(4), station(1)));
    assert!(by_time(&ours, case) > 3);
}

#[test]
fn both_halves_of_a_copied_folder_keep_what_began_before_they_parted() {
    let (rules, luck) = (rules(), &mut Luck::new(2));
    let now = rules.calendar.at(chrono_at());
    let mut one = desk(&rules, 1, now);
    let case = urgent(&mut one, 1, (luck, now));
    let mut other = one.clone();
    other.facts = one.facts.copied(station(2));
    let later = now.plus_min(60);
    assert_eq!(one.let_time_pass(later), other.let_time_pass(later));
    let alone = by_time(&one, case);
    one.facts.absorb(&other.facts);
    let folded = one.facts.case(case).unwrap();
    let counted: BTreeSet<EventId> = folded.work.acts.iter().flat_map(|mark| mark.facts.iter().copied()).collect();
    assert_eq!(by_time(&one, case), 2 * alone, "both stay in the log");
    assert_eq!(folded.work.acts.iter().map(|mark| mark.facts.len()).sum::<usize>(), counted.len(), "each counts once");
}

#[test]
fn two_who_have_one_number_remain_two_and_each_works_in_their_own_branch() {
    let (rules, luck) = (rules(), &mut Luck::new(3));
    let now = rules.calendar.at(chrono_at());
    let (mut ours, mut theirs) = (desk(&rules, 1, now), desk(&rules, 2, now));
    let (mine, yours) = (urgent(&mut ours, 1, (luck, now)), urgent(&mut theirs, 2, (luck, now)));
    ours.facts.absorb(&theirs.facts);
    let here: Vec<Uuid> = ours.facts.people_with("1001").unwrap().into_iter().map(|person| person.id).collect();
    assert_eq!(here, [who(1, Role::Agent).person]);
    assert_eq!(ours.facts.person(who(2, Role::Agent).person).unwrap().unwrap().no, "1001");
    let owners = [mine, yours].map(|case| ours.facts.case(case).unwrap().owner);
    assert_eq!(owners, [who(1, Role::Agent).person, who(2, Role::Agent).person], "mine stays mine");
    let note = (Act::NoteAdded, Record::default().with(Field::Note, text("我来")));
    assert!(!send(&mut ours, (2, Role::Agent), mine, note, (luck, now)), "nobody of the other branch works here");
    assert_eq!(ours.facts.leads(station(1)).unwrap(), [who(1, Role::Lead).person]);
    assert_eq!(ours.facts.leads(station(2)).unwrap(), [who(2, Role::Lead).person], "the leads of the case's home");
    name_keeper(&mut ours, 2, station(1), (luck, now));
    assert_eq!(ours.facts.leads(station(2)).unwrap(), [who(1, Role::Lead).person], "whoever keeps it answers for it");
}

#[test]
fn what_another_branch_writes_about_a_person_counts_for_nothing() {
    let rules = rules();
    let now = rules.calendar.at(chrono_at());
    let (mut ours, mut theirs) = (desk(&rules, 1, now), desk(&rules, 2, now));
    ours.facts.absorb(&theirs.facts);
    theirs.facts.absorb(&ours.facts);
    let every = [Role::Agent, Role::Lead, Role::Admin];
    let fact = zuoxi::domain::parties::enrolled("1001", "", &every);
    let stream = StreamId::person(who(1, Role::Agent).person);
    theirs.facts.append([NewAct {
        id: EventId(Uuid::from_u128(5)),
        stream,
        at: now,
        by: (&system()).into(),
        facts: vec![fact],
    }]);
    ours.facts.absorb(&theirs.facts);
    assert_eq!(ours.facts.people_with("1001").unwrap()[0].roles, [Role::Agent]);
}

/// Some days of two branches, one of them in two copies of its folder, that look across now and then.
struct Days {
    desks: Vec<(u128, MemoryDesk)>,
    /// The branch a station really belongs to, and who was named a keeper where.
    branches: BTreeMap<StationId, u128>,
    luck: Luck,
    now: Timestamp,
    /// Acts of time by stations that do not keep the case.
    meddled: usize,
}

impl Days {
    fn new(rules: &Arc<Rulebook>, seed: u64, one_branch: bool) -> Self {
        let (mut luck, now) = (Luck::new(seed), rules.calendar.at(chrono_at()));
        let mut first = desk(rules, 1, now);
        let _ = urgent(&mut first, 1, (&mut luck, now));
        let mut copy = first.clone();
        copy.facts = first.facts.copied(station(3));
        let other = desk_of(rules, 2, station(if one_branch { 1 } else { 2 }).0, now);
        let branches = [(1, 1), (2, 2), (3, 1)].map(|(n, branch)| (station(n), branch)).into();
        Self { desks: vec![(1, first), (2, other), (1, copy)], branches, luck, now, meddled: 0 }
    }

    fn go_on(&mut self) {
        self.now = self.now.plus_min(1 + self.luck.number(45));
        let (now, at) = (self.now, self.luck.below(3));
        let other = self.desks[(at + 1 + self.luck.below(2)) % 3].1.facts.clone();
        let (branch, desk) = &mut self.desks[at];
        let before: BTreeSet<_> = desk.facts.cases().map(|case| case.id).collect();
        match self.luck.below(5) {
            0 => drop(urgent(desk, *branch, (&mut self.luck, now))),
            1 => desk.facts.absorb(&other),
            2 => {
                let Some(case) = before.into_iter().next_back() else { return };
                let told = Record::default().with(Field::Note, text("还在修"));
                let _ = send(desk, (*branch, Role::Agent), case, (Act::ProgressTold, told), (&mut self.luck, now));
            }
            _ => drop(desk.let_time_pass(now)),
        }
        let writer = desk.facts.station();
        let cases: Vec<Case> = desk.facts.cases().cloned().collect();
        for case in cases {
            let facts = desk.facts.current(StreamId::case(case.id)).facts;
            let meddles = self.branches[&writer] != self.branches[&case.opened_at];
            let of_time = facts.iter().filter(|fact| fact.station == writer && fact.by.role == Role::System);
            self.meddled += of_time.filter(|_| meddles).count();
        }
    }
}

#[test]
fn whatever_the_days_bring_nobody_meddles_and_every_order_comes_to_the_same() {
    let rules = rules();
    for seed in 0..200 {
        let mut days = Days::new(&rules, seed, false);
        for _ in 0..14 {
            days.go_on();
        }
        assert_eq!(days.meddled, 0, "seed {seed}: time was told by somebody who does not keep the case");
        let [one, two, three] = [0, 1, 2].map(|n| days.desks[n].1.facts.clone());
        let (mut forth, mut back) = (one.clone(), three.clone());
        for (all, others) in [(&mut forth, [&two, &three]), (&mut back, [&two, &one])] {
            for other in others {
                all.absorb(other);
            }
        }
        let cases = |facts: &zuoxi::domain::engine::MemoryFacts| facts.cases().cloned().collect::<Vec<_>>();
        assert_eq!(cases(&forth), cases(&back), "seed {seed}");
        let owned = |case: &Case| forth.person(case.owner).unwrap().is_some();
        assert!(forth.cases().all(owned), "seed {seed}: an open matter without an owner");
    }
}

#[test]
fn facts_of_time_by_everybody_are_caught() {
    let rules = rules();
    let meddled = (0..60).map(|seed| {
        let mut days = Days::new(&rules, seed, true);
        (0..14).for_each(|_| days.go_on());
        days.meddled
    });
    assert!(meddled.sum::<usize>() > 50, "the law would hold without keepers, too");
}

#[test]
fn a_circle_of_parents_ends() {
    let mut stations = Stations::default();
    for (one, other) in [(1, 2), (2, 1)] {
        stations.learn(station(one), Origin { parent: Some(station(other)), branch: station(1).0 });
    }
    stations.name_keeper(station(1).0, station(9));
    assert!(!stations.keeps(station(1), station(2)));
}

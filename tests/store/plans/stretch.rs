//! A working stretch in which every statement of the store is run: in every shape, with lists that are empty and things
//! that are not there.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use rusqlite::Connection;
use uuid::Uuid;
use zuoxi::desk::Desk;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::contact::CallState;
use zuoxi::domain::protocol::{ContactRequest, Loaded, Query, QueueView, Request};
use zuoxi::domain::queue::sort_key;
use zuoxi::domain::{
    Act, Actor, Command, ContactEvent, Field, FollowUpKind, Lang, Matter, Record, Role, StreamId, Timestamp, Value,
    engine::Facts,
};
use zuoxi::store::copies::{self, Turn};
use zuoxi::store::{Absorbed, Follower, Older, Open, Store};

use crate::desk::{code, command, enrol, filing, flood, intake, text};
use crate::form::made_up;
use crate::said::{missed, number, ring};
use crate::support::{NOON, append, new_id, note};

/// Cases of the large store; nobody ever tells SQLite how many there are.
const MANY: usize = 2_000;

/// Files to ask for plans.
pub struct Stores {
    /// As stores are now.
    pub now: Vec<(&'static str, PathBuf)>,
    /// With the tables of older forms.
    pub gone: Vec<(&'static str, PathBuf)>,
}

/// A store file in its first form, of a few cases.
pub fn first_form(file: &Path) {
    fs::write(file, zstd::decode_all(&include_bytes!("../../program/cli/golden/form1.db.zst")[..]).unwrap()).unwrap();
}

/// The same while it is written anew: tables of both forms.
pub fn converted(file: &Path) {
    first_form(file);
    let raw = Connection::open(file).unwrap();
    raw.execute_batch(
        "DROP TRIGGER stations_stay; DROP TRIGGER stations_unchanged;
         ALTER TABLE stations RENAME TO stations_1; ALTER TABLE events RENAME TO events_1;",
    )
    .unwrap();
    raw.execute_batch(include_str!("../../../src/store/schema/log.sql")).unwrap();
}

pub fn open(file: &Path) -> Store {
    Store::open(file, &Open::default()).unwrap()
}

fn rules(hash: &str) -> Rulebook {
    let mut manual = zuoxi::manual::built_in();
    manual.hash.push_str(hash);
    Rulebook::new(manual).unwrap()
}

/// Works on stores in a folder with everything there is to do.
pub fn work(folder: &Path) -> Stores {
    let file = |name: &str| folder.join(name).join("store.db");
    let place = |name: &str| {
        fs::create_dir(folder.join(name)).unwrap();
        file(name)
    };
    let (day, large, old) = (place("day"), place("large"), place("old"));
    let (golden, halfway) = (folder.join("golden.db"), folder.join("halfway.db"));
    first_form(&golden);
    converted(&halfway);
    first_form(&old);
    Older::at(&old).unwrap().unwrap().verify(&mut Follower::new(Arc::default(), |_| {})).unwrap();
    open(&old).verify().unwrap();
    drop(Day::begin(&day).whole());
    elsewhere(&day, &place("copy"));
    strangers(&day, &place("strange"));
    copied_and_restored(&day, &place("restored"));
    let mut many = made_up(&large, Lang::ZhCn, MANY);
    owe_everything(&large);
    ask_everything(&mut many, NOON, "13800138000");
    Stores {
        now: vec![("an ordinary store", day), ("a large store", large), ("a store that was older", old)],
        gone: vec![("the first form", golden), ("half-way from the first form", halfway)],
    }
}

/// One desk at work.
pub struct Day {
    desk: Desk,
    agent: Actor,
    minutes: i64,
    cases: Vec<(Uuid, String)>,
}

impl Day {
    pub fn begin(file: &Path) -> Self {
        let mut desk = Desk::new(open(file), rules("")).unwrap();
        let agent = desk.sign_in("1024", "周敏", NOON).unwrap().signed_in();
        let mut day = Self { desk, agent, minutes: 0, cases: Vec::new() };
        // Most of those who work here are no leads.
        for no in 2000..2020 {
            day.desk.submit(&day.agent, &enrol(&no.to_string(), "王强", &[Role::Agent]), NOON).unwrap();
        }
        day
    }

    fn now(&self) -> Timestamp {
        NOON.plus_min(self.minutes)
    }

    fn act(&mut self, case: Uuid, command: Command) -> bool {
        self.minutes += 1;
        let now = self.now();
        self.desk.submit(&self.agent, &Request::Act { case, command }, now).is_ok()
    }

    pub fn open(&mut self, name: &str) {
        self.open_with(intake(name));
    }

    fn open_with(&mut self, record: Record) {
        let case = Uuid::now_v7();
        let command = command(Act::Open, record);
        self.minutes += 1;
        let now = self.now();
        let receipt = self.desk.submit(&self.agent, &Request::Act { case, command }, now).unwrap();
        self.cases.push((case, receipt.file().unwrap().case.no.clone()));
    }

    /// Something an agent does all day.
    pub fn save(&mut self) {
        let case = self.cases[0].0;
        let record = Record::default().with(Field::Product, text("洗衣机"));
        assert!(self.act(case, command(Act::Edit, record)));
    }

    /// Everything that can happen on one.
    fn whole(mut self) -> Self {
        let customer = Uuid::now_v7();
        for number in ["138 0013 8000", "139 0013 9000"] {
            let file =
                Record::default().with(Field::CallerNumber, text(number)).with(Field::CustomerName, text("周敏"));
            self.desk.submit(&self.agent, &filing(customer, file), NOON).unwrap();
        }
        let nobody = Actor { no: "9".to_owned(), ..self.agent.clone() };
        assert!(self.desk.submit(&nobody, &filing(Uuid::now_v7(), Record::default()), NOON).is_err());
        for _ in 0..3 {
            self.open_with(intake("周敏").with(Field::Customer, code(&customer.to_string())));
        }
        self.open("王强");
        self.save();
        self.grade_and_wait();
        self.merge_and_take_back();
        self.talk();
        // A contact on another case of the customer looks for the care calls planned on this one.
        let withdrawn =
            Record::default().with(Field::Reason, text("solved")).with(Field::CustomerSaidSo, Value::Flag(true));
        assert!(self.act(self.cases[2].0, command(Act::Withdraw, withdrawn)));
        let minutes = self.minutes;
        ask_everything(&mut self.desk, NOON.plus_min(minutes), "13800138000");
        self.look_after();
        self
    }

    fn grade_and_wait(&mut self) {
        let case = self.cases[0].0;
        assert!(self.act(case, command(Act::IntakeDone, Record::default())));
        assert!(self.act(case, command(Act::Grade, flood())));
        self.minutes += 60;
        let now = self.now();
        assert!(self.desk.let_time_pass(now).unwrap() > 0);
    }

    fn merge_and_take_back(&mut self) {
        let (older, newer) = (self.cases[1].1.clone(), self.cases[3].0);
        for no in [older.as_str(), "ZX20260316-9999", "0316-9999"] {
            let record = Record::default().with(Field::MasterCase, text(no));
            self.act(newer, command(Act::Merge, record));
        }
        self.act(newer, command(Act::Undo, Record::default()));
    }

    /// Two calls, the second holding the first, and one that was missed.
    fn talk(&mut self) {
        let answered =
            ContactEvent::Answered { person: self.agent.person, rings: None, wait_s: None, auto_ack_s: None };
        let calls = [vec![ring(), answered.clone()], vec![ring(), answered], vec![missed(number("138 0013 8000"))]];
        for facts in calls {
            let request = ContactRequest { contact: Uuid::now_v7(), key: new_id(), facts };
            let now = self.now();
            self.desk.submit(&self.agent, &Request::Contact(request), now).unwrap();
        }
        let Loaded::OpenCalls(open) = self.desk.ask(Query::OpenCalls).unwrap() else { panic!("no contacts") };
        let states: Vec<CallState> = open.iter().map(|call| call.state).collect();
        assert_eq!((states.len(), states.contains(&CallState::Held)), (3, true), "{states:?}");
    }

    /// What is done for the store and not for a customer.
    fn look_after(&mut self) {
        assert!(!self.desk.changed());
        assert!(self.desk.people().unwrap().len() > 20);
        let facts = StreamId::case(Uuid::now_v7());
        append(self.desk.store(), facts, note("belongs to nothing")).unwrap();
        assert_eq!(self.desk.store().verify().unwrap().damages, []);
        self.desk.store().rebuild().unwrap();
        self.desk.store().erase(StreamId::case(self.cases[0].0)).unwrap();
        self.desk.store().census().unwrap();
        self.desk.store().tidy().unwrap();
        self.desk.adopt(rules(" other")).unwrap();
        self.desk.make_rows(&mut Follower::new(Arc::default(), |_| {})).unwrap();
    }
}

/// A copy of a store is another station, whose acts say what it has of those of the first.
fn elsewhere(day: &Path, copy: &Path) {
    fs::copy(day, copy).unwrap();
    let mut store = open(copy);
    let case = Uuid::now_v7();
    append(&mut store, StreamId::case(case), note("in the copy")).unwrap();
    let written = Connection::open(copy).unwrap();
    let old: [u8; 16] =
        written.query_row("SELECT id FROM streams WHERE kind = 'case' LIMIT 1", [], |row| row.get(0)).unwrap();
    append(&mut store, StreamId::case(Uuid::from_bytes(old)), note("behind what the first one wrote")).unwrap();
    drop(store);
    let mut taken = Absorbed::default();
    open(day).absorb(copy, (&rules(""), NOON), &mut Follower::new(Arc::default(), |_| {}), &mut taken).unwrap();
    assert_eq!(taken.acts, 2);
}

/// A store that began by itself, with a customer who is known here, too.
fn strangers(day: &Path, strange: &Path) {
    let mut desk = Desk::new(open(strange), rules("")).unwrap();
    let agent = desk.sign_in("1024", "李娜", NOON).unwrap().signed_in();
    let file = Record::default().with(Field::CallerNumber, text("138 0013 8000"));
    desk.submit(&agent, &filing(Uuid::now_v7(), file), NOON).unwrap();
    drop(desk);
    let mut taken = Absorbed::default();
    open(day).absorb(strange, (&rules(""), NOON), &mut Follower::new(Arc::default(), |_| {}), &mut taken).unwrap();
    assert_eq!(taken.known_twice, 1);
}

/// A copy is made and restored: to an empty place, where nobody knows the last number, and over a store without a mark.
fn copied_and_restored(day: &Path, place: &Path) {
    let follower = || Follower::new(Arc::default(), |_| {});
    let copies = place.with_file_name("copies");
    let (copy, _) = copies::make(day, &copies, (Turn::Wait, NOON), &mut follower()).unwrap();
    let today = (NOON, NaiveDate::from_ymd_opt(2026, 12, 1).unwrap());
    copies::restore(place, &copy.path, today, &mut follower()).unwrap();
    copies::restore(place, &copy.path, today, &mut follower()).unwrap();
}

/// Something in every stretch of everybody's work list.
fn owe_everything(file: &Path) {
    let sql = "INSERT INTO tasks (task_id, case_id, case_no, what, task_owner, rank, task_level, task_start, task_due,
            task_amber, task_red, text, missed, attempts, snoozed)
        SELECT randomblob(16), id, no, 'callback', owner, rank, level, 0, due, 0, 0, '', 0, 0, 0
        FROM (SELECT id, no FROM cases LIMIT 1),
            (SELECT column1 AS owner FROM (VALUES (?4), (x''), (randomblob(16)))),
            (SELECT column1 AS rank FROM (VALUES (0), (1), (2))),
            (SELECT column1 AS level FROM (VALUES (1), (2), (3), (4))),
            (SELECT column1 AS due FROM (VALUES (?1), (?2), (?3)))";
    let (late, today, later) = (NOON.plus_min(-60), NOON.plus_min(60), NOON.plus_min(3 * 24 * 60));
    Connection::open(file).unwrap().execute(sql, (late.0, today.0, later.0, [7; 16])).unwrap();
}

/// Every question in every shape.
fn ask_everything(desk: &mut Desk, now: Timestamp, number: &str) {
    let agent = Uuid::from_bytes([7; 16]);
    for view in [
        QueueView::Mine,
        QueueView::Of(agent),
        QueueView::Lead,
        QueueView::SecondLine,
        QueueView::All,
        QueueView::Overdue,
        QueueView::Soon,
        QueueView::Found,
    ] {
        for filter in ["", "周", "周 漏水", "漏 水 周"] {
            for offset in [0, 2] {
                let (agent, filter) = (agent, filter.to_owned());
                let query = Query::Queue { view, agent, filter, offset, limit: MANY, now };
                let Loaded::Queue(page) = desk.ask(query).unwrap() else { panic!("no page") };
                assert_eq!(page.rows.len(), page.total.saturating_sub(offset), "{view:?}");
                let keys: Vec<_> = page.rows.iter().map(sort_key).collect();
                assert!(keys.is_sorted() || view == QueueView::Found, "{view:?}");
            }
        }
    }
    for (lead, all) in [(false, false), (true, false), (false, true), (true, true)] {
        for now in [now, now.plus_min(60 * 24 * 60)] {
            let query = Query::FollowUps { agent, lead, all, offset: 0, limit: 4 * MANY, now };
            let Loaded::FollowUps(page) = desk.ask(query).unwrap() else { panic!("no page") };
            assert_eq!(page.rows.len(), page.groups.iter().sum::<usize>());
        }
    }
    for number in [number, "02112345678", "hidden", ""] {
        desk.ask(Query::Caller(number.to_owned())).unwrap();
    }
    desk.ask(Query::Case(Uuid::now_v7())).unwrap();
    desk.ask(Query::CasesWithNo("zx20260316-0001".to_owned())).unwrap();
    desk.ask(Query::Lines(vec![Uuid::now_v7()])).unwrap();
    let matter = Matter { category: "logistics.delay".to_owned(), product: String::new() };
    desk.ask(Query::Alike(matter, now)).unwrap();
    let store = desk.store();
    let (nobody, many) = (Vec::new(), [Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7()]);
    for customers in [nobody.as_slice(), &many[..1], &many] {
        store.history_of("", customers).unwrap();
        store.history_of("8613800138000", customers).unwrap();
    }
    store
        .view(|view| {
            view.waking(Timestamp(i64::MAX))?;
            view.cases_with_no("ZX20260316-9999").unwrap();
            view.cases_with_task(Uuid::now_v7(), FollowUpKind::Care).unwrap();
            Ok(())
        })
        .unwrap();
}

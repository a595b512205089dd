#![allow(clippy::unwrap_used, clippy::panic)]

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use tempfile::TempDir;
use uuid::Uuid;

use super::reader::{self, Question};
use super::writer::{Saves, Work};
use super::{Outlet, Workers, jobs};
use crate::app::arrival::Arrival;
use crate::desk::Desk;
use crate::domain::calendar::Rulebook;
use crate::domain::protocol::{Loaded, Progress, Query, Request};
use crate::domain::{Act, Actor, Command, EventId, Field, Record, Timestamp, Value};
use crate::store::{Open, Store};
use crate::tui::Msg;

const NOON: Timestamp = Timestamp(1_773_633_600_000);

fn desk() -> (TempDir, Desk, Actor) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("desk/store.db"), &Open::default()).unwrap();
    let mut desk = Desk::new(store, Rulebook::new(crate::manual::built_in()).unwrap()).unwrap();
    let actor = desk.sign_in("1024", "", NOON).unwrap().signed_in();
    (folder, desk, actor)
}

/// A store at work under other rules than its rows were made under: twenty cases.
fn stale_desk(folder: &TempDir) -> (Desk, Actor) {
    let file = folder.path().join("desk/store.db");
    let mut rules = Rulebook::new(crate::manual::built_in()).unwrap();
    let mut desk = Desk::new(Store::open(&file, &Open::default()).unwrap(), rules.clone()).unwrap();
    let actor = desk.sign_in("1024", "", NOON).unwrap().signed_in();
    for case in 1..=20 {
        desk.submit(&actor, &opening(case), NOON).unwrap();
    }
    drop(desk);
    rules.manual.hash = "another".to_owned();
    (Desk::at_once(Store::open(&file, &Open::default()).unwrap(), rules).unwrap(), actor)
}

/// Takes what comes until the lists are made anew; how far that was each time.
fn until_made(inbox: &Receiver<Arrival>) -> Vec<Progress> {
    let mut told: Vec<Progress> = Vec::new();
    while told.last().is_none_or(|progress| progress.done < progress.total) {
        if let Msg::Progress(progress) = next(inbox) {
            told.push(progress);
        }
    }
    told
}

fn opening(case: u128) -> Request {
    let record = Record::default().with(Field::Channel, Value::Code("phone".to_owned()));
    let id = EventId(Uuid::from_u128(case << 64));
    let command = Command { act: Act::Open, record, target: None, based_on: None, id };
    Request::Act { case: Uuid::from_u128(case), command }
}

fn next(inbox: &Receiver<Arrival>) -> Msg {
    match inbox.recv().unwrap() {
        Arrival::Store(_, msg) => msg,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_question_that_was_replaced_before_it_was_begun_never_is() {
    let (_folder, desk, _) = desk();
    let (to_reader, questions) = channel();
    let (to, inbox) = channel();
    for question in [
        Question::Ask { token: 1, query: Query::Caller("1".to_owned()), after: 0 },
        Question::Forget(1),
        Question::Ask { token: 2, query: Query::Caller("2".to_owned()), after: 0 },
    ] {
        to_reader.send(question).unwrap();
    }
    drop(to_reader);
    reader::work(desk.queries(), &questions, &Outlet { number: 0, to }, &Saves::default());
    assert!(matches!(next(&inbox), Msg::Loaded(2, _)));
    assert!(inbox.recv().is_err(), "only the second was answered");
}

#[test]
fn a_question_is_answered_as_of_every_save_asked_for_before_it() {
    let (_folder, desk, actor) = desk();
    let (to, inbox) = channel();
    let mut workers = Workers::start(desk, actor, to).unwrap();
    for case in 1..20_u128 {
        workers.submit(1, opening(case), NOON);
        workers.ask(2, Query::Case(Uuid::from_u128(case)));
        let answers = [next(&inbox), next(&inbox)];
        for msg in &answers {
            workers.came(msg);
        }
        let found = answers.iter().any(|msg| matches!(msg, Msg::Loaded(2, Loaded::Case(Some(_)))));
        assert!(found, "{answers:?}");
    }
    assert!(!workers.is_busy());
    assert!(workers.finish().is_some());
}

#[test]
fn a_save_does_not_wait_for_a_question() {
    let (_folder, desk, actor) = desk();
    let (to, inbox) = channel();
    let mut workers = Workers::start(desk, actor, to).unwrap();
    // A question that takes as long as until the next save was made.
    workers.read(Question::Ask { token: 1, query: Query::Case(Uuid::from_u128(7)), after: 1 });
    workers.submit(2, opening(7), NOON);
    let answers = [next(&inbox), next(&inbox)];
    assert!(answers.iter().any(|msg| matches!(msg, Msg::Done(2, _))), "{answers:?}");
    assert!(answers.iter().any(|msg| matches!(msg, Msg::Loaded(1, Loaded::Case(Some(_))))), "{answers:?}");
    assert!(workers.finish().is_some());
}

#[test]
fn a_save_waits_for_one_step_of_a_job_at_most() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, _) = stale_desk(&folder);
    let owed = desk.rows_owed().unwrap().unwrap();
    let (to_writer, works) = channel();
    let (to, _inbox) = channel();
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let to_job = to_writer.clone();
        let (answers, stopped) = (Outlet { number: 0, to }, &stop);
        scope.spawn(move || jobs::work(owed, &to_job, &answers, stopped));
        let Work::Step(first) = works.recv().unwrap() else { panic!("a step") };
        // While that step is being made somebody saves.
        to_writer.send(Work::Submit(1, opening(21), NOON)).unwrap();
        drop(to_writer);
        first.make(&mut desk);
        assert!(matches!(works.recv().unwrap(), Work::Submit(1, ..)), "the save is next");
        stop.store(true, Ordering::Release);
        if let Ok(Work::Step(last)) = works.recv() {
            last.make(&mut desk);
        }
        drop(works);
    });
}

#[test]
fn a_job_counts_up_to_its_total_while_saves_are_answered() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, actor) = stale_desk(&folder);
    let (to, inbox) = channel();
    let mut workers = Workers::start(desk, actor, to).unwrap();
    workers.submit(1, opening(21), NOON);
    let told = until_made(&inbox);
    assert!(told.is_sorted_by_key(|progress| progress.done), "{told:?}");
    let mut desk = workers.finish().unwrap();
    assert_eq!(desk.rows_owed().unwrap(), None);
    let report = desk.store().verify().unwrap();
    assert_eq!((report.damages, report.cases), (Vec::new(), 21));
}

#[test]
fn a_job_that_was_cancelled_is_gone_on_with_later() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, actor) = stale_desk(&folder);
    let (to, _inbox) = channel();
    let mut workers = Workers::start(desk, actor.clone(), to).unwrap();
    let mut desk = workers.finish().unwrap();
    if desk.rows_owed().unwrap().is_some() {
        let (to, inbox) = channel();
        let mut workers = Workers::start(desk, actor, to).unwrap();
        until_made(&inbox);
        desk = workers.finish().unwrap();
    }
    assert_eq!(desk.store().verify().unwrap().damages, []);
    assert_eq!(desk.rows_owed().unwrap(), None);
}

#![allow(clippy::unwrap_used, clippy::panic)]

use std::sync::mpsc::{Receiver, channel};

use tempfile::TempDir;
use uuid::Uuid;

use super::reader::{self, Question};
use super::writer::Saves;
use super::{Outlet, Workers};
use crate::app::arrival::Arrival;
use crate::desk::Desk;
use crate::domain::calendar::Rulebook;
use crate::domain::protocol::{Loaded, Query, Request};
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

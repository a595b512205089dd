//! The one write: retries, several writers, rows.

use std::collections::BTreeSet;
use std::process::Command;
use std::thread;

use uuid::Uuid;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::language::find;
use zuoxi::domain::protocol::QueueView;
use zuoxi::domain::{Act, Event, Refusal, State, StreamId, StreamKind, Timestamp};
use zuoxi::store::{Open, QueueAsk, Store, WriteError, WriteTo};

use crate::support::{NOON, Place, append, fact, new_id, note, open_case, opened};

fn found(store: &mut Store, filter: &str) -> Vec<String> {
    let rules = Rulebook::new(zuoxi::manual::built_in()).unwrap();
    let needles = &find::needles(filter, NOON, &rules.calendar)[..];
    let ask = QueueAsk { view: QueueView::Found, agent: uuid::Uuid::nil(), needles, offset: 0, limit: 50, now: NOON };
    store.queue(&ask).unwrap().rows.into_iter().map(|row| row.no).collect()
}

#[test]
fn a_saved_fact_is_there_after_opening_the_store_again() {
    let place = Place::new();
    let mut store = place.open();
    let case = open_case(&mut store, "周敏");
    append(&mut store, case, note("回电话")).unwrap();
    let (before, station) = (store.facts(case).unwrap(), store.station());
    drop(store);
    let mut store = place.open();
    assert_eq!(store.facts(case).unwrap(), before);
    assert_eq!(store.station(), station, "the same file is the same station");
    assert_eq!(before.iter().map(|fact| (fact.seq, fact.rank)).collect::<Vec<_>>(), [(1, 1), (2, 2)]);
}

#[test]
fn a_retry_of_a_saved_act_answers_as_the_first_time_and_writes_nothing() {
    let place = Place::new();
    let mut store = place.open();
    let case = open_case(&mut store, "周敏");
    let key = new_id();
    let to = WriteTo { stream: case, key: Some(key), manual: "m1" };
    let mut new = fact(case, note("一次"));
    new.id = key;
    let first = store.write(&to, |_, _| Ok(vec![new])).unwrap();
    let second = store.write(&to, |_, _| panic!("a retry is not decided again")).unwrap();
    assert!(second.repeated && !first.repeated);
    assert_eq!(first.facts, second.facts);
}

#[test]
fn an_id_used_on_another_case_is_not_taken_for_a_retry() {
    let place = Place::new();
    let mut store = place.open();
    let case = open_case(&mut store, "周敏");
    let id = store.facts(case).unwrap()[0].id;
    let other = StreamId::case(Uuid::now_v7());
    let to = WriteTo { stream: other, key: Some(id), manual: "m1" };
    let written = store.write(&to, |_, _| Ok(vec![fact(other, note("x"))])).unwrap();
    assert_eq!((written.repeated, written.appended), (false, 1));
}

#[test]
fn a_refused_act_leaves_nothing_behind_not_even_facts_added_before_the_refusal() {
    let place = Place::new();
    let mut store = place.open();
    let case = open_case(&mut store, "周敏");
    let to = WriteTo { stream: case, key: None, manual: "m1" };
    let refusal = Refusal::NotNow { act: Act::Archive, state: State::Intake };
    let answer = store.write(&to, |_, _| Err(refusal.clone().into()));
    assert!(matches!(answer, Err(WriteError::Refused(answer)) if answer == refusal));
    assert_eq!(store.facts(case).unwrap().len(), 1);
    append(&mut store, case, note("still writable")).unwrap();
}

#[test]
fn a_panic_inside_a_decision_loses_nothing_and_the_store_goes_on() {
    let place = Place::new();
    let mut store = place.open();
    let case = open_case(&mut store, "周敏");
    let to = WriteTo { stream: case, key: None, manual: "m1" };
    let fell = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        store.write(&to, |_, _| panic!("a fault in the rules")).map(|_| ())
    }));
    assert!(fell.is_err());
    append(&mut store, case, note("after it")).unwrap();
    assert_eq!(store.verify().unwrap().damages, []);
}

#[test]
fn one_transaction_writes_to_two_streams() {
    let place = Place::new();
    let mut store = place.open();
    let [a, b] = ["周敏", "王强"].map(|name| open_case(&mut store, name));
    let to = WriteTo { stream: a, key: None, manual: "m1" };
    store.write(&to, |_, _| Ok(vec![fact(a, note("merged")), fact(b, note("merged"))])).unwrap();
    assert_eq!([a, b].map(|stream| store.facts(stream).unwrap().len()), [2, 2]);
}

#[test]
fn threads_writing_at_once_lose_nothing_and_leave_no_gap() {
    let place = Place::new();
    let case = open_case(&mut place.open(), "周敏");
    let (writers, each) = (4, 50);
    thread::scope(|scope| {
        for writer in 0..writers {
            let mut store = place.open();
            scope.spawn(move || {
                for n in 0..each {
                    append(&mut store, case, note(&format!("{writer}-{n}"))).unwrap();
                }
            });
        }
    });
    let mut store = place.open();
    let facts = store.facts(case).unwrap();
    assert_eq!(facts.len(), 1 + writers * each);
    let seqs: BTreeSet<u64> = facts.iter().map(|fact| fact.seq).collect();
    assert_eq!(seqs, (1..=facts.len() as u64).collect());
    assert_eq!(store.verify().unwrap().damages, []);
}

#[test]
fn processes_writing_at_once_lose_nothing_and_give_no_number_twice() {
    let place = Place::new();
    drop(place.open());
    let (writers, each) = (4, 100);
    let children: Vec<_> = (0..writers)
        .map(|_| {
            Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "writing::child_opens_cases", "--ignored"])
                .env("ZUOXI_TEST_PATH", place.file())
                .env("ZUOXI_TEST_COUNT", each.to_string())
                .stdout(std::process::Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let mut store = place.open();
    let nos = {
        let ask = QueueAsk {
            view: QueueView::All,
            agent: uuid::Uuid::nil(),
            needles: &[],
            offset: 0,
            limit: 1000,
            now: NOON,
        };
        store.queue(&ask).unwrap().rows.into_iter().map(|row| row.no).collect::<BTreeSet<_>>()
    };
    let wanted: BTreeSet<_> = (1..=writers * each).map(|n| format!("ZX20260316-{n:04}")).collect();
    assert_eq!(nos, wanted);
    assert_eq!(store.verify().unwrap().damages, []);
}

#[test]
#[ignore = "run by processes_writing_at_once_lose_nothing_and_give_no_number_twice"]
fn child_opens_cases() {
    let path = std::path::PathBuf::from(std::env::var_os("ZUOXI_TEST_PATH").unwrap());
    let count: usize = std::env::var("ZUOXI_TEST_COUNT").unwrap().parse().unwrap();
    let mut store = Store::open(&path, &Open::default()).unwrap();
    for n in 0..count {
        open_case(&mut store, &format!("客户{n}"));
    }
}

#[test]
fn another_process_save_is_noticed_and_ones_own_is_not() {
    let place = Place::new();
    let (mut one, mut other) = (place.open(), place.open());
    assert!(!one.changed().unwrap());
    let case = open_case(&mut one, "周敏");
    assert!(!one.changed().unwrap());
    append(&mut other, case, note("hello")).unwrap();
    assert!(one.changed().unwrap());
    assert!(!one.changed().unwrap());
}

#[test]
fn cases_are_found_by_words_number_tail_and_number_of_the_case() {
    let place = Place::new();
    let mut store = place.open();
    open_case(&mut store, "周敏");
    open_case(&mut store, "Wang Qiang");
    assert_eq!(found(&mut store, "周"), ["ZX20260316-0001"]);
    assert_eq!(found(&mut store, "wang 漏水"), ["ZX20260316-0002"]);
    assert_eq!(found(&mut store, "8000").len(), 2);
    assert_eq!(found(&mut store, "zx20260316-0002"), ["ZX20260316-0002"]);
    assert_eq!(found(&mut store, "没有"), Vec::<String>::new());
}

#[test]
fn a_number_past_nine_thousand_nine_hundred_and_ninety_nine_grows_a_digit() {
    let place = Place::new();
    let mut store = place.open();
    let stream = StreamId::case(Uuid::now_v7());
    append(&mut store, stream, opened("ZX20260316-9999", "周敏")).unwrap();
    open_case(&mut store, "王强");
    open_case(&mut store, "李娜");
    assert_eq!(found(&mut store, "-1000"), ["ZX20260316-10001", "ZX20260316-10000"]);
}

#[test]
fn facts_of_a_newer_version_keep_their_bytes() {
    let place = Place::new();
    let mut store = place.open();
    let case = open_case(&mut store, "周敏");
    let event = Event::Unknown {
        kind: "case.teleported".into(),
        facts: r#"{ "to":"\u6708",  "n":1.50 }"#.into(),
        personal: Some(r#"{"note" : "x"}"#.into()),
    };
    append(&mut store, case, event.clone()).unwrap();
    assert_eq!(store.facts(case).unwrap()[1].event, event);
    assert_eq!(case.kind, StreamKind::Case);
    assert!(store.facts(case).unwrap().iter().all(|fact| fact.at == Timestamp(NOON.0)));
}

#[test]
fn a_writer_killed_at_any_moment_has_saved_everything_it_called_saved() {
    let place = Place::new();
    let case = open_case(&mut place.open(), "周敏");
    for round in 0..8_u64 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "writing::child_writes_until_killed", "--ignored", "--nocapture"])
            .env("ZUOXI_TEST_PATH", place.file())
            .env("ZUOXI_TEST_CASE", case.id.to_string())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let lines = std::io::BufRead::lines(std::io::BufReader::new(child.stdout.take().unwrap()));
        let mut saved = Vec::new();
        let wanted = 3 + usize::try_from(round).unwrap() * 5;
        for line in lines {
            let line = line.unwrap();
            if let Some(id) = line.strip_prefix("saved ") {
                saved.push(id.parse::<Uuid>().unwrap());
            }
            if saved.len() == wanted {
                child.kill().unwrap();
            }
        }
        child.wait().unwrap();
        assert!(saved.len() >= wanted);
        let mut store = place.open();
        let facts: BTreeSet<Uuid> = store.facts(case).unwrap().into_iter().map(|fact| fact.id.0).collect();
        assert!(saved.iter().all(|id| facts.contains(id)), "round {round}");
        assert_eq!(store.verify().unwrap().damages, []);
    }
}

#[test]
#[ignore = "run by a_writer_killed_at_any_moment_has_saved_everything_it_called_saved"]
fn child_writes_until_killed() {
    let path = std::path::PathBuf::from(std::env::var_os("ZUOXI_TEST_PATH").unwrap());
    let case = StreamId::case(std::env::var("ZUOXI_TEST_CASE").unwrap().parse().unwrap());
    let mut store = Store::open(&path, &Open::default()).unwrap();
    println!();
    // Ends by being killed; the number only bounds a run whose parent died.
    for _ in 0..100_000 {
        let new = fact(case, note("x"));
        let id = new.id;
        store.write(&WriteTo { stream: case, key: Some(id), manual: "m1" }, |_, _| Ok(vec![new])).unwrap();
        println!("saved {}", id.0);
    }
}

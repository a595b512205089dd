//! Rows made anew after a change of rules: at once for open cases, in steps for the others, gone on with after a break.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;
use rusqlite::types::Value;
use zuoxi::desk::Desk;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::protocol::Progress;
use zuoxi::store::{Follower, Open, Store, StoreError};

use crate::integrity::dump;
use crate::support::{Place, append, note, open_case};

type Rows = Vec<(&'static str, Vec<Vec<Value>>)>;

fn rules(hash: &str) -> Rulebook {
    let mut manual = zuoxi::manual::built_in();
    hash.clone_into(&mut manual.hash);
    Rulebook::new(manual).unwrap()
}

/// Twenty cases whose rows are wrong in what lists read; every second row counts as one of a closed case. The rows as
/// they should be.
fn a_stale_store(place: &Place) -> (Connection, Rows) {
    let mut store = place.open();
    for _ in 0..20 {
        let case = open_case(&mut store, "周敏");
        append(&mut store, case, note("漏水")).unwrap();
    }
    drop(Desk::new(store, rules("one")).unwrap());
    let raw = Connection::open(place.file()).unwrap();
    let right = dump(&raw);
    raw.execute("UPDATE cases SET summary = 'stale'", []).unwrap();
    raw.execute("UPDATE cases SET is_open = 0, wake_at = NULL WHERE rowid % 2 = 0", []).unwrap();
    (raw, right)
}

fn stale(raw: &Connection) -> i64 {
    raw.query_row("SELECT count(*) FROM cases WHERE summary = 'stale'", [], |row| row.get(0)).unwrap()
}

#[test]
fn a_store_opens_at_once_with_the_rows_of_open_cases_made_anew() {
    let place = Place::new();
    let (raw, right) = a_stale_store(&place);
    let mut desk = Desk::at_once(place.open(), rules("two")).unwrap();
    assert_eq!(stale(&raw), 10, "the others are left to be done");
    assert_eq!(desk.rows_owed().unwrap(), Some(Progress { done: 0, total: 20 }));
    let mut heard = Vec::new();
    desk.make_rows(&mut Follower::new(Arc::default(), |progress| heard.push(progress))).unwrap();
    assert_eq!(dump(&raw), right);
    assert_eq!(desk.rows_owed().unwrap(), None);
    assert_eq!(heard.last(), Some(&Progress { done: 20, total: 20 }));
    assert_eq!(desk.store().verify().unwrap().damages, []);
}

#[test]
fn rows_half_made_are_gone_on_with_at_the_next_start_and_end_as_rebuild_makes_them() {
    let place = Place::new();
    let (raw, right) = a_stale_store(&place);
    let mut desk = Desk::at_once(place.open(), rules("two")).unwrap();
    assert_eq!(desk.make_some_rows(7).unwrap(), Some(Progress { done: 7, total: 20 }));
    drop(desk);
    let mut desk = Desk::at_once(place.open(), rules("two")).unwrap();
    assert_eq!(desk.rows_owed().unwrap(), Some(Progress { done: 7, total: 20 }), "not begun again");
    assert_eq!(desk.make_some_rows(13).unwrap(), Some(Progress { done: 20, total: 20 }));
    assert_eq!(desk.make_some_rows(1).unwrap(), None);
    assert_eq!(dump(&raw), right);
    desk.store().rebuild().unwrap();
    assert_eq!(dump(&raw), right);
    drop(desk);
    assert_eq!(Desk::at_once(place.open(), rules("two")).unwrap().rows_owed().unwrap(), None);
}

#[test]
fn other_rules_begin_anew_what_was_half_made_under_these() {
    let place = Place::new();
    let (raw, right) = a_stale_store(&place);
    let mut second = Desk::at_once(place.open(), rules("two")).unwrap();
    second.make_some_rows(7).unwrap();
    let mut third = Desk::at_once(place.open(), rules("three")).unwrap();
    assert_eq!(third.rows_owed().unwrap(), Some(Progress { done: 0, total: 20 }));
    assert_eq!(second.make_some_rows(7).unwrap(), None, "what others began is theirs to finish");
    third.make_rows(&mut Follower::new(Arc::default(), |_| {})).unwrap();
    assert_eq!(dump(&raw), right);
}

#[test]
fn a_rebuild_that_is_stopped_leaves_the_rows_as_they_were() {
    let place = Place::new();
    let (raw, right) = a_stale_store(&place);
    let mut desk = Desk::at_once(place.open(), rules("two")).unwrap();
    let before = dump(&raw);
    let stop = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&stop);
    let mut follower = Follower::new(stop, move |progress| told.store(progress.done == 12, Ordering::Release));
    assert!(matches!(desk.store().rebuild_for(&mut follower), Err(StoreError::Stopped)));
    assert_eq!(dump(&raw), before);
    let mut heard = Vec::new();
    desk.store().rebuild_for(&mut Follower::new(Arc::default(), |progress| heard.push(progress.done))).unwrap();
    assert_eq!(heard, (0..=20).collect::<Vec<_>>());
    assert_eq!(dump(&raw), right);
    assert_eq!(desk.rows_owed().unwrap(), None, "nothing is left to do after it");
}

#[test]
fn a_check_counts_every_fact_and_case_and_can_be_stopped() {
    let place = Place::new();
    drop(a_stale_store(&place));
    let mut desk = Desk::new(place.open(), rules("two")).unwrap();
    let mut heard = Vec::new();
    let mut follower = Follower::new(Arc::default(), |progress| heard.push(progress));
    assert_eq!(desk.store().verify_for(&mut follower).unwrap().damages, []);
    drop(follower);
    assert_eq!(heard.last(), Some(&Progress { done: 60, total: 60 }), "forty facts, twenty cases");
    let mut stopped = Follower::new(Arc::new(AtomicBool::new(true)), |_| {});
    assert!(matches!(desk.store().verify_for(&mut stopped), Err(StoreError::Stopped)));
}

/// What another build of this program may have made of the tables lists read.
const ANOTHER_BUILD: &str = "ALTER TABLE cases ADD COLUMN mood TEXT; DROP INDEX cases_mine; DROP TABLE contacts;
    ALTER TABLE customers DROP COLUMN order_no; ALTER TABLE people RENAME COLUMN roles TO held;
    CREATE TABLE numbers (number TEXT NOT NULL); CREATE INDEX numbers_of ON numbers (number);";

/// Everything but what lists read.
fn log_of(raw: &Connection) -> Vec<(i64, Vec<u8>)> {
    let mut acts = raw.prepare("SELECT pos, hash FROM acts ORDER BY pos").unwrap();
    acts.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

#[test]
fn tables_of_another_build_are_dropped_and_made_anew_and_the_log_stays() {
    let place = Place::new();
    let (raw, right) = a_stale_store(&place);
    let log = log_of(&raw);
    raw.execute_batch(ANOTHER_BUILD).unwrap();
    let mut heard = Vec::new();
    let mut follower = Follower::new(Arc::default(), |progress| heard.push(progress));
    let store = Store::open_for(&place.file(), &Open::default(), &mut follower).unwrap();
    drop(follower);
    assert_eq!(heard.last(), Some(&Progress { done: 20, total: 20 }));
    let mut desk = Desk::new(store, rules("one")).unwrap();
    let raw = Connection::open(place.file()).unwrap();
    assert_eq!((dump(&raw), log_of(&raw)), (right, log));
    assert_eq!(desk.store().verify().unwrap().damages, []);
    drop(desk);
    let mut heard = 0;
    Store::open_for(&place.file(), &Open::default(), &mut Follower::new(Arc::default(), |_| heard += 1)).unwrap();
    assert_eq!(heard, 0, "what fits is not made again");
}

#[test]
fn tables_half_made_anew_stay_as_they_were_and_whoever_only_looks_leaves_them() {
    let place = Place::new();
    let (raw, right) = a_stale_store(&place);
    raw.execute_batch(ANOTHER_BUILD).unwrap();
    let shape = || -> String {
        raw.query_row("SELECT group_concat(sql, ';') FROM sqlite_schema", [], |row| row.get(0)).unwrap()
    };
    let before = shape();
    let mut look = Store::open_to_look(&place.file(), &Open::default(), &mut Follower::nobody()).unwrap();
    assert!(!look.rows_fit().unwrap());
    assert_eq!(look.census().unwrap().cases, 20);
    let stop = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&stop);
    let mut follower = Follower::new(stop, move |progress| told.store(progress.done == 12, Ordering::Release));
    let stopped = Store::open_for(&place.file(), &Open::default(), &mut follower);
    assert!(matches!(stopped, Err(StoreError::Stopped)), "{stopped:?}");
    assert_eq!(shape(), before);
    drop(Desk::new(place.open(), rules("one")).unwrap());
    assert_eq!(dump(&Connection::open(place.file()).unwrap()), right);
    assert!(look.rows_fit().unwrap());
}

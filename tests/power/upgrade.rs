//! The same pulled plug while a store of the first form is brought up to date: told to stop, begun again, with a copy that
//! lies there already.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;
use tempfile::TempDir;
use zuoxi::store::{Follower, Open, Store, StoreError};

use crate::desk::{acts, every_moment};
use crate::{examine, my_turn, shim, support};

const COPY: &str = "store.db.before-v5-1";

fn old() -> Vec<u8> {
    zstd::decode_all(&include_bytes!("form1.db.zst")[..]).unwrap()
}

/// A folder with a store of the first form.
fn older() -> (TempDir, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("store.db");
    std::fs::write(&file, old()).unwrap();
    (place, file)
}

/// What comes of an upgrade nobody disturbs: acts, and the rows of cases.
fn whole() -> (usize, Vec<String>) {
    let (_place, file) = older();
    drop(Store::open(&file, &Open { create: false, ..Open::default() }).unwrap());
    let (acts, cases) = (acts(&file), rows(&file));
    assert!(acts > 20 && cases.len() == 2, "{acts} acts of {} cases", cases.len());
    (acts, cases)
}

/// Number, state and words of every case.
fn rows(file: &Path) -> Vec<String> {
    let db = Connection::open(file).unwrap();
    let mut statement = db.prepare("SELECT no || state || words FROM cases ORDER BY received_at, id").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// Opens what a cut left: everything is there, and beside it at most one copy.
fn look(folder: &Path, acknowledged: usize, cases: &[String]) -> Result<(), String> {
    examine(folder, acknowledged)?;
    if !rows(&folder.join("store.db")).iter().take(2).eq(cases) {
        return Err("the cases are not what they were".to_owned());
    }
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let copies: Vec<String> = names.filter(|name| name.contains(".before-v5")).collect();
    // Names are given by the file system, which the recording does not see: a copy may lie there under its first one.
    if copies.iter().all(|name| name == COPY || name.contains(".part")) { Ok(()) } else { Err(format!("{copies:?}")) }
}

fn stopped_at(file: &Path, at: usize) {
    let (stop, mut heard) = (Arc::new(AtomicBool::new(false)), 0);
    let told = Arc::clone(&stop);
    let mut follower = Follower::new(stop, move |_| {
        heard += 1;
        told.store(heard == at, Ordering::Release);
    });
    let opened = Store::open_for(file, &Open::default(), &mut follower);
    assert!(matches!(opened, Err(StoreError::UpgradeStopped)), "stopped at {at}: {opened:?}");
}

#[test]
fn an_upgrade_cut_short_leaves_the_old_store_or_the_new_one() {
    let _turn = my_turn();
    let (acts, cases) = whole();
    let (place, file) = older();
    shim::record(place.path());
    shim::acknowledge(acts);
    let mut store = Store::open(&file, &Open::default()).unwrap();
    assert!(store.copy_before_migration().is_some());
    support::open_case(&mut store, "马骏");
    shim::acknowledge(acts + 1);
    let tape = shim::stop();
    drop(store);
    let count = every_moment(&tape, |folder, acknowledged| look(folder, acknowledged, &cases));
    println!("{count} images of an upgrade");
}

#[test]
fn an_upgrade_stopped_twice_and_then_done_survives_a_power_cut_at_any_moment() {
    let _turn = my_turn();
    let (acts, cases) = whole();
    let (place, file) = older();
    shim::record(place.path());
    shim::acknowledge(acts);
    stopped_at(&file, 30);
    stopped_at(&file, 69);
    assert!(std::fs::read(&file).unwrap() == old());
    drop(Store::open(&file, &Open::default()).unwrap());
    let tape = shim::stop();
    let count = every_moment(&tape, |folder, acknowledged| look(folder, acknowledged, &cases));
    println!("{count} images of an upgrade stopped and begun again");
}

#[test]
fn an_upgrade_with_a_finished_and_a_torn_copy_beside_it_survives_a_power_cut_at_any_moment() {
    let _turn = my_turn();
    let (acts, cases) = whole();
    let (place, file) = older();
    drop(Store::open(&file, &Open::default()).unwrap());
    // As a cut leaves it that comes after the copy.
    std::fs::write(&file, old()).unwrap();
    // The mark is written behind the upgrade.
    std::fs::remove_file(file.with_extension("lock")).unwrap();
    let copy = place.path().join(COPY);
    std::fs::write(place.path().join("store.db.before-v5.part"), &std::fs::read(&copy).unwrap()[..5000]).unwrap();
    shim::record(place.path());
    shim::acknowledge(acts);
    let store = Store::open(&file, &Open::default()).unwrap();
    assert_eq!(store.copy_before_migration().and_then(Path::file_name), copy.file_name());
    let tape = shim::stop();
    drop(store);
    let count = every_moment(&tape, |folder, acknowledged| look(folder, acknowledged, &cases));
    println!("{count} images of an upgrade with copies beside it");
}

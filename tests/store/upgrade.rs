//! A store of the first form brought up to date: followed, stopped anywhere, begun again.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;
use zuoxi::store::{Follower, Older, Open, Store, StoreError};

use crate::plans::first_form;
use crate::support::Place;

const COPY: &str = "store.db.before-v5-1";

/// A store of the first form in a folder of its own.
fn old() -> (Place, PathBuf) {
    let place = Place::new();
    let file = place.folder.path().join("store.db");
    first_form(&file);
    (place, file)
}

/// Files in the folder of a store, its lock left out.
fn files(file: &Path) -> Vec<String> {
    let names = fs::read_dir(file.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
    names.retain(|name| name != "store.lock");
    names.sort();
    names
}

/// Opens it and stops at the so-manieth time something is heard; how often that was, and what came of it.
fn stopped_at(file: &Path, at: usize) -> (usize, Result<Store, StoreError>) {
    let (stop, mut heard) = (Arc::new(AtomicBool::new(at == 0)), 0);
    let told = Arc::clone(&stop);
    let mut follower = Follower::new(stop, |_| {
        heard += 1;
        told.store(heard == at, Ordering::Release);
    });
    let opened = Store::open_for(file, &Open::default(), &mut follower);
    drop(follower);
    (heard, opened)
}

#[test]
fn an_upgrade_stopped_at_any_step_leaves_the_file_byte_for_byte_and_nothing_beside_it() {
    let (_place, file) = old();
    let before = fs::read(&file).unwrap();
    let (_whole, whole) = old();
    let (all, opened) = stopped_at(&whole, usize::MAX);
    drop(opened.unwrap());
    assert!(all > 663, "{all}");
    // The last one is heard when the rows are made: what is left is to commit.
    for at in (0..all).step_by(41).chain([1, 2, all - 1]) {
        let (_, opened) = stopped_at(&file, at);
        assert!(matches!(opened, Err(StoreError::UpgradeStopped)), "stopped at {at}: {opened:?}");
        assert!(fs::read(&file).unwrap() == before, "stopped at {at}");
        assert_eq!(files(&file), ["store.db"], "stopped at {at}");
    }
    let mut store = Store::open(&file, &Open::default()).unwrap();
    assert_eq!(store.verify().unwrap().damages, []);
}

#[test]
fn how_far_it_is_goes_up_to_the_end() {
    let (_place, file) = old();
    let mut heard = Vec::new();
    let mut follower = Follower::new(Arc::default(), |progress| heard.push(progress.percent()));
    drop(Store::open_for(&file, &Open::default(), &mut follower).unwrap());
    drop(follower);
    assert!(heard.is_sorted() && heard.first() == Some(&0) && heard.last() >= Some(&90), "{heard:?}");
}

#[test]
fn a_copy_that_was_made_before_is_used_again_and_one_half_made_is_not() {
    let (_place, file) = old();
    let (_cut, cut) = old();
    // As a cut leaves it: the copy finished, the store not changed, and another one begun.
    drop(Store::open(&cut, &Open::default()).unwrap());
    let copied = fs::read(cut.with_file_name(COPY)).unwrap();
    fs::write(file.with_file_name(COPY), &copied).unwrap();
    fs::write(file.with_file_name("store.db.before-v5.part"), &copied[..9000]).unwrap();
    let store = Store::open(&file, &Open::default()).unwrap();
    assert_eq!(store.copy_before_migration().unwrap().file_name().unwrap(), COPY);
    drop(store);
    assert!(fs::read(file.with_file_name(COPY)).unwrap() == copied);
    assert_eq!(files(&file), ["store.db", COPY]);
}

#[test]
fn a_copy_of_something_else_stays_and_gets_a_neighbour() {
    let (_place, file) = old();
    let (other, path) = (file.with_file_name(COPY), "store.db.before-v5-2");
    first_form(&other);
    Connection::open(&other).unwrap().execute_batch("INSERT INTO meta VALUES ('x', 'y')").unwrap();
    let kept = fs::read(&other).unwrap();
    let store = Store::open(&file, &Open::default()).unwrap();
    assert_eq!(store.copy_before_migration().unwrap().file_name().unwrap(), path);
    drop(store);
    assert!(fs::read(&other).unwrap() == kept);
    assert_eq!(files(&file), ["store.db", COPY, path]);
}

#[test]
fn nothing_of_the_first_form_stays_in_the_file_and_another_opening_sees_to_what_was_put_off() {
    let (_place, file) = old();
    drop(Store::open(&file, &Open::default()).unwrap());
    let empty = |file: &Path| -> (i64, bool) {
        let raw = Connection::open(file).unwrap();
        let empty = raw.pragma_query_value(None, "freelist_count", |row| row.get(0)).unwrap();
        let owed = raw.query_row("SELECT count(*) FROM meta WHERE key = 'shrink_owed'", [], |row| row.get::<_, i64>(0));
        (empty, owed.unwrap() > 0)
    };
    assert_eq!(empty(&file), (0, false));
    // Stopped too late for anything but that.
    let (_late, late) = old();
    let (all, _) = stopped_at(&old().1, usize::MAX);
    let (_, opened) = stopped_at(&late, all);
    assert_eq!(opened.unwrap().verify().unwrap().damages, []);
    let (pages, owed) = empty(&late);
    assert!(owed && pages > 50, "{pages}");
    drop(Store::open(&late, &Open::default()).unwrap());
    assert_eq!(empty(&late), (0, false));
}

#[test]
fn an_old_store_is_looked_at_and_checked_as_it_lies() {
    let (_place, file) = old();
    let before = fs::read(&file).unwrap();
    let mut older = Older::at(&file).unwrap().expect("an older store");
    let report = older.verify(&mut Follower::new(Arc::default(), |_| {})).unwrap();
    assert_eq!((report.acts, report.cases, report.damages.len(), report.heads.len()), (663, 24, 0, 1));
    assert!(older.room().unwrap().needs > 3 * 504 * 1024 && older.format() == 4);
    let stopped = older.verify(&mut Follower::new(Arc::new(AtomicBool::new(true)), |_| {}));
    assert!(matches!(stopped, Err(StoreError::Stopped)), "{stopped:?}");
    drop(older);
    assert!(fs::read(&file).unwrap() == before);
    assert_eq!(files(&file), ["store.db"]);
    drop(Store::open(&file, &Open::default()).unwrap());
    assert!(Older::at(&file).unwrap().is_none());
    assert!(Older::at(&file.with_file_name("none.db")).unwrap().is_none());
}

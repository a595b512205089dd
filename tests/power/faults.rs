//! A disk that fails: at every call in turn, once and for good, with an I/O error and full.

use rusqlite::ffi;
use zuoxi::store::{Open, Store, WriteError};

use crate::shim::{self, Fault};
use crate::{my_turn, support};

/// Writes ten notes against a failing disk; each call said saved or not saved, and the store must agree afterwards.
fn trial(after: usize, sticky: bool, code: i32) -> usize {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("store.db");
    shim::record(place.path());
    let mut store = Store::open(&file, &Open::default()).unwrap();
    let stream = support::open_case(&mut store, "周岚");
    shim::fail(Some(Fault { after, sticky, code }));
    let mut saved = 1;
    let mut unsure = 0;
    for n in 0..10 {
        match support::append(&mut store, stream, support::note(&format!("第{n}句"))) {
            Ok(_) => saved += 1,
            Err(WriteError::Store(zuoxi::store::StoreError::Unsure { .. })) => unsure += 1,
            Err(_) => {}
        }
    }
    let calls = shim::calls();
    shim::fail(None);
    shim::stop();
    drop(store);
    let mut store = Store::open(&file, &Open::default()).unwrap();
    let report = store.verify().unwrap();
    assert_eq!(report.damages, [], "after {after}, sticky {sticky}, code {code}");
    let facts = report.acts as usize;
    assert!(
        (saved..=saved + unsure).contains(&facts),
        "after {after}, sticky {sticky}, code {code}: said {saved} saved and {unsure} unsure, found {facts}"
    );
    calls
}

#[test]
fn a_failing_disk_is_never_reported_as_saved_nor_a_save_as_failed() {
    let _turn = my_turn();
    let all = trial(usize::MAX - 1, false, ffi::SQLITE_FULL);
    assert!(all > 50);
    let mut trials = 0;
    for after in 0..all {
        for sticky in [false, true] {
            // In turns, so that the ordinary suite stays short; three runs of neighbours see every code.
            let code =
                [ffi::SQLITE_IOERR_WRITE, ffi::SQLITE_IOERR_FSYNC, ffi::SQLITE_FULL][(after + usize::from(sticky)) % 3];
            trial(after, sticky, code);
            trials += 1;
        }
    }
    println!("{trials} failing disks over {all} calls");
}

/// Opens a store of the first form on a disk that fails at one call; the calls there were, and whether the opening was
/// refused although the store is of the new form.
fn upgrade(old: &[u8], fault: Fault) -> (usize, bool) {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("store.db");
    std::fs::write(&file, old).unwrap();
    shim::record(place.path());
    shim::fail(Some(fault));
    let opened = Store::open(&file, &Open::default()).map(drop);
    let calls = shim::calls();
    shim::fail(None);
    shim::stop();
    let form = |file: &std::path::Path| -> i64 {
        let raw = rusqlite::Connection::open(file).unwrap();
        raw.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
    };
    let is_new = form(&file) > 4;
    let as_it_was = opened.as_ref().is_err_and(|error| error.code().starts_with("store-upgrade"));
    assert!(!(is_new && as_it_was), "{fault:?}: {opened:?}, but it is of the new form");
    let opened = opened.is_ok();
    let copies = std::fs::read_dir(place.path())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_str().unwrap().contains(".before-v5"));
    assert_eq!(copies.count(), usize::from(is_new), "{fault:?}: a copy lies beside a new store alone");
    assert!(is_new || std::fs::read(&file).unwrap() == old, "{fault:?}: not as it was");
    let mut store = Store::open(&file, &Open::default()).unwrap();
    assert_eq!(store.copy_before_migration().is_some(), !opened, "{fault:?}: the first who can says so");
    let report = store.verify().unwrap();
    assert_eq!((report.damages, report.cases), (vec![], 2), "{fault:?}");
    (calls, is_new && !opened)
}

#[test]
fn a_failing_disk_while_a_store_is_upgraded_leaves_the_old_one_or_a_new_one_that_opens() {
    let _turn = my_turn();
    let old = zstd::decode_all(&include_bytes!("form1.db.zst")[..]).unwrap();
    let (all, _) = upgrade(&old, Fault { after: usize::MAX - 1, sticky: false, code: ffi::SQLITE_FULL });
    let (mut tries, mut refused) = (0, 0);
    for after in (0..all).step_by(5) {
        let code = [ffi::SQLITE_FULL, ffi::SQLITE_IOERR_WRITE, ffi::SQLITE_IOERR_FSYNC][after / 5 % 3];
        let sticky = after % 2 == 0;
        let was_refused = upgrade(&old, Fault { after, sticky, code }).1;
        // Nobody opens anything on a disk that fails for good.
        if !sticky {
            tries += 1;
            refused += usize::from(was_refused);
        }
    }
    println!("{all} calls, {refused} of {tries} openings refused although the store was upgraded");
    // What is only tidied up must refuse nothing: the rest are the steps of any opening.
    assert!(refused * 4 < tries, "{refused} of {tries} openings were refused although the store was upgraded");
}

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

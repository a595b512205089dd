//! Stores of older forms, and copies of one folder put together: what they held is what is shown.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use zuoxi::desk::Desk;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::store::{Open, Store};

use super::{ok, run, store};
use crate::common::Home;
use crate::support::open_case;

#[test]
fn every_case_of_a_store_of_the_first_form_is_shown_as_it_was() {
    let home = Home::new();
    let file = home.path("old.db");
    fs::write(&file, zstd::decode_all(&include_bytes!("golden/form1.db.zst")[..]).unwrap()).unwrap();
    let before = zstd::decode_all(&include_bytes!("golden/form1.ndjson.zst")[..]).unwrap();
    let before = String::from_utf8(before).unwrap();
    let store = file.to_str().unwrap();
    assert_eq!(before.lines().count(), 24);
    for line in before.lines() {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let shown = ok(&home, &["show", case["no"].as_str().unwrap(), "--json", "--store", store, "--lang", "zh-CN"]);
        assert_eq!(shown.trim_end(), line);
    }
    assert!(ok(&home, &["verify", "--store", store, "--lang", "en"]).contains("all right"));
    let copy = Connection::open(home.path("old.db.before-v5-1")).unwrap();
    let facts: i64 = copy.query_row("SELECT count(*) FROM events", [], |row| row.get(0)).unwrap();
    assert_eq!(facts, 663, "the copy is the store as it was");
}

#[test]
fn a_store_of_the_first_form_that_was_changed_is_refused_and_stays_as_it_is() {
    let home = Home::new();
    let file = home.path("old.db");
    fs::write(&file, zstd::decode_all(&include_bytes!("golden/form1.db.zst")[..]).unwrap()).unwrap();
    let raw = Connection::open(&file).unwrap();
    raw.execute_batch("DROP TRIGGER events_only_erased; UPDATE events SET at = at + 1 WHERE seq = 300").unwrap();
    drop(raw);
    let (code, _, said) = run(&home, &["list", "--store", file.to_str().unwrap(), "--lang", "en"]);
    assert_ne!(code, 0);
    assert!(said.contains("damaged"), "{said}");
    let raw = Connection::open(&file).unwrap();
    let form: i64 = raw.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(form, 4);
}

#[test]
fn a_copy_worked_on_apart_is_taken_in_and_both_cases_of_one_number_are_shown() {
    let home = Home::new();
    store(&home, 6);
    let (here, there) = (home.store(), home.path("branch"));
    fs::create_dir(&there).unwrap();
    for file in [here.clone(), here.with_extension("lock")] {
        fs::copy(&file, there.join(file.file_name().unwrap())).unwrap();
    }
    let other = there.join(here.file_name().unwrap());
    let opened = |file: &Path, name: &str| {
        let store = Store::open(file, &Open::default()).unwrap();
        let mut desk = Desk::new(store, Rulebook::new(zuoxi::manual::built_in()).unwrap()).unwrap();
        open_case(desk.store(), name);
    };
    opened(&here, "周敏");
    opened(&other, "王强");
    let said = ok(&home, &["absorb", there.to_str().unwrap(), "--lang", "en"]);
    assert!(said.contains("Taken in: 1 new in the log, cases concerned: 1"), "{said}");
    assert!(ok(&home, &["absorb", there.to_str().unwrap(), "--lang", "en"]).contains("all of it is here already"));
    let no = "ZX20260316-0001";
    let both = ok(&home, &["show", no, "--json"]);
    assert_eq!(both.lines().count(), 2, "{both}");
    assert!(ok(&home, &["show", no, "--lang", "en"]).starts_with("2 cases have the number ZX20260316-0001"));
    assert!(ok(&home, &["verify", "--lang", "en"]).contains("all right"));
}

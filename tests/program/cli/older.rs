//! Stores of older forms: what they held is what is shown.

use std::fs;

use rusqlite::Connection;
use serde_json::Value;

use super::{ok, run};
use crate::common::Home;

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
        let case: Value = serde_json::from_str(line).unwrap();
        let shown = ok(&home, &["show", case["no"].as_str().unwrap(), "--json", "--store", store, "--lang", "zh-CN"]);
        let shown = serde_json::from_str(&shown).unwrap();
        assert!(holds(&shown, &case), "{shown}\nwas {line}");
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

/// Whether everything that was shown still is; keys may be added.
fn holds(shown: &Value, before: &Value) -> bool {
    match (shown, before) {
        (Value::Object(shown), Value::Object(before)) => {
            before.iter().all(|(key, before)| shown.get(key).is_some_and(|shown| holds(shown, before)))
        }
        (Value::Array(shown), Value::Array(before)) => {
            shown.len() == before.len() && shown.iter().zip(before).all(|(shown, before)| holds(shown, before))
        }
        (shown, before) => shown == before,
    }
}

//! Stores as every form of the log left them: what they held is what is shown, now and later.
//!
//! A store of the present form is kept, once before a release, by
//! `cargo test --test program -- --ignored keeps_a_golden_store --nocapture`.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde_json::Value;
use zuoxi::desk::Desk;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::store::{Open, Store};

use super::{ok, run};
use crate::common::Home;
use crate::support::{append, note, open_case};

/// The form of the log that stores have now.
const FORM: u32 = 2;
/// When all cases are looked at.
const LATER: &str = "2026-12-01T09:00:00";
/// Where it happened.
const AT: &str = "2026-11-20T15:00:00";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/program/cli/golden")
}

fn unpacked(name: &str) -> Vec<u8> {
    zstd::decode_all(&fs::read(folder().join(name)).unwrap()[..]).unwrap()
}

/// Every case of a store, a line each, by number.
fn shown(home: &Home, file: &Path) -> String {
    let store = ["--store", file.to_str().unwrap(), "--lang", "zh-CN"];
    // A command brings an older store up to date before it is asked what there is.
    ok(home, &[&["list"][..], &store].concat());
    let raw = Connection::open(file).unwrap();
    let mut statement = raw.prepare("SELECT DISTINCT no FROM cases ORDER BY no").unwrap();
    let numbers: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let at = raw.query_row("SELECT value = '1' FROM meta WHERE key = 'demo'", [], |row| row.get(0)).unwrap();
    let at: &[&str] = if at { &["--at", LATER] } else { &[] };
    numbers.iter().map(|no| ok(home, &[&["show", no, "--json"][..], &store, at].concat())).collect()
}

#[test]
fn every_case_of_every_golden_store_is_shown_as_it_was() {
    let names = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let forms: Vec<String> = names.filter_map(|name| Some(name.strip_suffix(".db.zst")?.to_owned())).collect();
    assert!(forms.contains(&"form1".to_owned()), "{forms:?}");
    for form in forms {
        let home = Home::new();
        let file = home.path("golden.db");
        fs::write(&file, unpacked(&format!("{form}.db.zst"))).unwrap();
        let was = String::from_utf8(unpacked(&format!("{form}.ndjson.zst"))).unwrap();
        let now = shown(&home, &file);
        assert!(was.lines().count() >= 24, "{form}");
        for (line, wanted) in now.lines().zip(was.lines()) {
            let [now, was] = [line, wanted].map(|line| serde_json::from_str::<Value>(line).unwrap());
            assert!(holds(&now, &was), "{form}: {line}\nwas {wanted}");
        }
        assert_eq!(now.lines().count(), was.lines().count(), "{form}");
        assert!(ok(&home, &["verify", "--store", file.to_str().unwrap(), "--lang", "en"]).contains("All right"));
    }
}

#[test]
#[ignore = "keeps a store of the present form in the sources; once before a release"]
fn keeps_a_golden_store() {
    let (db, lines) = (folder().join(format!("form{FORM}.db.zst")), folder().join(format!("form{FORM}.ndjson.zst")));
    assert!(!db.exists(), "{}: remove it first if no release has it", db.display());
    let home = Home::new();
    let (file, now) = (made(&home), home.path("now.db"));
    Connection::open(&file).unwrap().execute("VACUUM INTO ?1", [now.to_str().unwrap()]).unwrap();
    let bytes = fs::read(&now).unwrap();
    fs::write(&db, zstd::encode_all(&bytes[..], 19).unwrap()).unwrap();
    fs::write(&lines, zstd::encode_all(shown(&home, &now).as_bytes(), 19).unwrap()).unwrap();
    println!("{}: {} bytes of {}", db.display(), fs::metadata(&db).unwrap().len(), bytes.len());
}

fn desk(file: &Path) -> Desk {
    let store = Store::open(file, &Open::default()).unwrap();
    Desk::new(store, Rulebook::new(zuoxi::manual::built_in()).unwrap()).unwrap()
}

/// A store with something of everything: cases of every kind, two stations that crossed, a case whose persons are erased.
fn made(home: &Home) -> PathBuf {
    let file = home.path("here/store.db");
    let demo = ["demo", "--store", file.to_str().unwrap(), "--cases", "24", "--seed", "11", "--at", AT];
    ok(home, &[&demo[..], &["--lang", "zh-CN"]].concat());
    let mut here = desk(&file);
    let both = open_case(here.store(), "周敏");
    let gone = open_case(here.store(), "王强");
    here.store().erase(gone).unwrap();
    drop(here);
    let there = home.path("there");
    fs::create_dir(&there).unwrap();
    for name in ["store.db", "store.lock"] {
        fs::copy(file.with_file_name(name), there.join(name)).unwrap();
    }
    let other = there.join("store.db");
    for (file, words) in [(&file, "客户说先恢复收款"), (&other, "已经给客户回过电话")] {
        let mut at_work = desk(file);
        append(at_work.store(), both, note(words)).unwrap();
        open_case(at_work.store(), "马骏");
    }
    let absorb = ["absorb", there.to_str().unwrap(), "--store", file.to_str().unwrap(), "--lang", "en"];
    let (code, said, wrong) = run(home, &absorb);
    assert_eq!(code, 0, "{said}{wrong}");
    ok(home, &["verify", "--store", file.to_str().unwrap()]);
    file
}

/// The generator works, without keeping what it makes.
#[test]
fn a_golden_store_could_be_kept() {
    let home = Home::new();
    let file = made(&home);
    let once = shown(&home, &file);
    assert!(once.lines().count() >= 28, "{once}");
    assert_eq!(shown(&home, &file), once, "the same whenever it is shown");
    let raw = Connection::open(&file).unwrap();
    let count = |sql: &str| raw.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert!(count("SELECT count(*) FROM stations") > 1);
    assert!(count("SELECT count(*) FROM acts WHERE personal_hash IS NOT NULL") > 0, "one is erased");
    assert!(count("SELECT count(*) FROM acts WHERE saw IS NOT NULL") > 0, "two stations crossed");
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

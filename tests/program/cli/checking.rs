//! `verify` says what is wrong in words of the trade, and changes nothing.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use serde_json::Value;

use super::{ok, run, store};
use crate::common::Home;

/// A vandal's connection: no triggers.
fn vandal(file: &Path) -> Connection {
    let raw = Connection::open(file).unwrap();
    raw.execute_batch(
        "DROP TRIGGER acts_only_erased; DROP TRIGGER acts_stay; PRAGMA foreign_keys = OFF;
         PRAGMA ignore_check_constraints = ON;",
    )
    .unwrap();
    raw
}

fn everything(home: &Home) -> Vec<(String, Vec<u8>)> {
    let folder = home.store();
    let mut files: Vec<_> = fs::read_dir(folder.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        // The memory beside the log is no part of the store.
        .filter(|path| path.is_file() && !path.to_string_lossy().ends_with("-shm"))
        .map(|path| (path.display().to_string(), fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

/// S8: an act that was changed is named by its case and time, with what to do, in the language of the screen.
#[test]
fn a_changed_act_is_named_by_case_and_time_and_nothing_is_written() {
    let home = Home::new();
    store(&home, 12);
    let raw = vandal(&home.store());
    let (no, pos): (String, i64) = raw
        .query_row(
            "SELECT no, max(pos) FROM cases JOIN streams ON streams.id = cases.id JOIN acts ON acts.stream = streams.n
             GROUP BY no ORDER BY no LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    raw.execute("UPDATE acts SET at = at + 60000 WHERE pos = ?1", [pos]).unwrap();
    drop(raw);
    let before = everything(&home);
    for (lang, remedy) in [("zh-CN", "zuoxi salvage"), ("zh-TW", "zuoxi salvage"), ("en", "zuoxi salvage")] {
        let (code, said, stderr) = run(&home, &["verify", "--lang", lang]);
        assert_eq!(code, 1, "{stderr}");
        assert!(said.contains(&no) && said.contains(remedy), "{said}");
    }
    let said = run(&home, &["verify", "--lang", "zh-CN"]).1;
    assert!(said.contains("被改过") && !said.contains("station"), "{said}");
    let (_, report, _) = run(&home, &["verify", "--json"]);
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["fine"], false);
    assert_eq!((&report["damages"][0]["what"], &report["damages"][0]["no"]), (&"changed".into(), &no.as_str().into()));
    assert_eq!(everything(&home), before, "it reads only");
    // And lists are not made of what cannot be trusted.
    let (code, _, said) = run(&home, &["rebuild", "--lang", "en"]);
    assert_eq!(code, 4, "{said}");
}

/// S8: a store in which all is well is not changed either.
#[test]
fn a_check_of_a_sound_store_leaves_every_byte_of_it() {
    let home = Home::new();
    store(&home, 5);
    let before = everything(&home);
    ok(&home, &["verify"]);
    let after = everything(&home);
    let others: Vec<_> = after.iter().filter(|file| !before.contains(file)).map(|(name, _)| name.clone()).collect();
    assert_eq!(others.len(), 1, "{others:?}");
    assert!(others[0].ends_with("store.db.checked") && before.iter().all(|file| after.contains(file)));
}

/// What a checkpoint names has to be there, whatever else was added since.
#[test]
fn a_store_is_compared_with_a_checkpoint_kept_elsewhere() {
    let home = Home::new();
    store(&home, 5);
    let (kept, bent) = (home.path("kept.txt"), home.path("bent.txt"));
    ok(&home, &["verify", "--checkpoint", kept.to_str().unwrap()]);
    let against = |file: &Path| run(&home, &["verify", "--against", file.to_str().unwrap(), "--lang", "en"]);
    assert_eq!(against(&kept).0, 0);
    let (code, _, said) = run(&home, &["verify", "--checkpoint", kept.to_str().unwrap()]);
    assert_eq!(code, 2, "one that is there is not written over: {said}");
    let text = fs::read_to_string(&kept).unwrap();
    fs::write(&bent, text.trim_end().rsplit_once(' ').unwrap().0.to_owned() + " " + &"0".repeat(64)).unwrap();
    let (code, said, _) = against(&bent);
    assert!(code == 1 && said.contains("named by the checkpoint"), "{code}: {said}");
    fs::write(&bent, "not a checkpoint").unwrap();
    let (code, _, said) = against(&bent);
    assert!(code == 2 && said.contains("Line 1"), "{code}: {said}");
}

/// S1: what is missing at the end is said with how many and when, and lists still show what is there.
#[test]
fn acts_missing_behind_the_mark_are_counted() {
    let home = Home::new();
    store(&home, 5);
    let list = || ok(&home, &["list", "--view", "all", "--json"]);
    let (before, listed) = (fs::read(home.store()).unwrap(), list());
    ok(&home, &["absorb", another(&home).to_str().unwrap()]);
    fs::write(home.store(), before).unwrap();
    let (code, said, _) = run(&home, &["verify", "--lang", "en"]);
    assert!(code == 1 && said.contains("missing at the end"), "{code}: {said}");
    let (code, report, _) = run(&home, &["verify", "--json"]);
    let report: Value = serde_json::from_str(&report).unwrap();
    assert!(code == 1 && report["damages"][0]["acts"].as_u64().unwrap() > 0, "{report}");
    assert_eq!(list(), listed);
}

/// A practice store that began elsewhere.
fn another(home: &Home) -> std::path::PathBuf {
    let file = home.path("other/store.db");
    ok(home, &["demo", "--store", file.to_str().unwrap(), "--cases", "2", "--seed", "9", "--lang", "en"]);
    file
}

//! Stores of older forms: what they held is what is shown.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rustix::process::Signal;

use super::{ok, run};
use crate::common::Home;

/// A store of the first form, with 24 cases.
fn old_store(home: &Home) -> PathBuf {
    let file = home.path("old.db");
    fs::write(&file, old_bytes()).unwrap();
    file
}

pub fn old_bytes() -> Vec<u8> {
    zstd::decode_all(&include_bytes!("golden/form1.db.zst")[..]).unwrap()
}

/// Names of the files that lie beside a store, its own and its lock left out.
pub fn beside(file: &Path) -> Vec<String> {
    let stem = file.file_name().unwrap().to_str().unwrap();
    let names = fs::read_dir(file.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
    names.retain(|name| name.starts_with(stem) && name != stem);
    names.sort();
    names
}

#[test]
fn the_copy_is_the_store_of_the_first_form_as_it_was() {
    let home = Home::new();
    let file = old_store(&home);
    let list = ["list", "--store", file.to_str().unwrap(), "--lang", "en"];
    ok(&home, &list);
    let copy = home.path("old.db.before-v5-1");
    let facts: i64 =
        Connection::open(&copy).unwrap().query_row("SELECT count(*) FROM events", [], |row| row.get(0)).unwrap();
    assert_eq!(facts, 663);
    assert!(ok(&home, &["verify", "--store", copy.to_str().unwrap(), "--lang", "en"]).contains("All right"));
}

#[test]
fn a_store_of_the_first_form_that_was_changed_is_refused_and_stays_as_it_is() {
    let home = Home::new();
    let file = old_store(&home);
    let raw = Connection::open(&file).unwrap();
    raw.execute_batch("DROP TRIGGER events_only_erased; UPDATE events SET at = at + 1 WHERE seq = 300").unwrap();
    drop(raw);
    let (code, _, said) = run(&home, &["list", "--store", file.to_str().unwrap(), "--lang", "en"]);
    assert_ne!(code, 0);
    assert!(said.contains("damaged"), "{said}");
    let raw = Connection::open(&file).unwrap();
    let form: i64 = raw.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(form, 4);
    drop(raw);
    assert_eq!(beside(&file), [] as [&str; 0], "what did not come about leaves no copy");
}

#[test]
fn who_reads_an_old_store_is_told_once_that_it_was_upgraded_and_where_the_old_one_lies() {
    for (lang, says) in [("zh-CN", "已升级"), ("zh-TW", "已升級"), ("en", "upgraded")] {
        let home = Home::new();
        let file = old_store(&home);
        let list = ["list", "--json", "--store", file.to_str().unwrap(), "--lang", lang];
        let (code, rows, said) = run(&home, &list);
        assert_eq!(code, 0, "{said}");
        let copy = home.path("old.db.before-v5-1").display().to_string();
        assert!(said.contains(says) && said.contains(&copy) && !said.contains('‹'), "{said}");
        assert_eq!(run(&home, &list), (0, rows, String::new()), "said once");
    }
}

#[test]
fn verify_checks_an_old_store_as_it_lies_there() {
    let home = Home::new();
    let file = old_store(&home);
    let verify = ["verify", "--store", file.to_str().unwrap(), "--lang", "en"];
    let (code, found, said) = run(&home, &verify);
    assert_eq!((code, said.as_str()), (0, ""), "{found}");
    assert!(found.contains("All right. Checked: acts 663, cases 24"), "{found}");
    assert_eq!(found.lines().filter(|line| line.split(' ').nth(2).is_some_and(|hash| hash.len() == 64)).count(), 1);
    assert!(fs::read(&file).unwrap() == old_bytes(), "verify reads only");
    assert_eq!(beside(&file), [] as [&str; 0]);

    let raw = Connection::open(&file).unwrap();
    raw.execute_batch("DROP TRIGGER events_only_erased; UPDATE events SET at = at + 1 WHERE seq = 300").unwrap();
    drop(raw);
    let (code, found, _) = run(&home, &verify);
    assert_eq!(code, 1, "{found}");
    assert!(found.contains("300") && !found.contains("All right"), "{found}");
}

#[test]
fn the_doctor_looks_at_an_old_store_without_upgrading_it() {
    let home = Home::new();
    let file = old_store(&home);
    let (_, found, said) = run(&home, &["doctor", "--json", "--store", file.to_str().unwrap()]);
    let report: serde_json::Value = serde_json::from_str(&found).unwrap();
    assert_eq!(report["store"]["format"], 4, "{said}");
    assert!(report["store"]["upgrade_needs"].as_u64().unwrap() > 516_096, "{report}");
    assert!(fs::read(&file).unwrap() == old_bytes());
    assert_eq!(beside(&file), [] as [&str; 0]);
}

#[test]
fn an_upgrade_is_followed_and_stopped_as_by_ctrl_c_with_nothing_changed() {
    for command in [&["list"][..], &[]] {
        let home = Home::new();
        let file = old_store(&home);
        // Somebody is writing: the upgrade waits at its beginning, and the signal comes in time.
        let other = Connection::open(&file).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        let mut terminal = home.start(&[command, &["--store", file.to_str().unwrap(), "--lang", "en"]].concat());
        terminal.wait_for("Upgrading the case store: 0%").signal(Signal::INT);
        other.execute_batch("ROLLBACK").unwrap();
        assert_eq!(terminal.wait_exit().exit_code(), 130);
        assert!(terminal.drain().text().contains("the case store is as it was"), "{}", terminal.text());
        terminal.assert_given_back();
        drop(other);
        assert!(fs::read(&file).unwrap() == old_bytes());
        assert_eq!(beside(&file), [] as [&str; 0]);
        assert_eq!(run(&home, &["list", "--json", "--store", file.to_str().unwrap()]).0, 0);
    }
}

#[test]
fn an_old_store_somebody_works_in_is_not_upgraded_and_that_is_said() {
    let home = Home::new();
    let file = old_store(&home);
    let other = Connection::open(&file).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let (code, _, said) = run(&home, &["list", "--store", file.to_str().unwrap(), "--lang", "en"]);
    assert!(code == 4 && said.contains("using it or upgrading it") && said.contains("as it was"), "{said}");
    assert!(beside(&file).iter().all(|name| !name.contains("before")), "{:?}", beside(&file));
}

#[test]
fn a_refused_absorb_upgrades_neither_store() {
    let home = Home::new();
    let here = old_store(&home);
    let there = home.path("there.db");
    fs::write(&there, old_bytes()).unwrap();
    let absorb = ["absorb", there.to_str().unwrap(), "--store", here.to_str().unwrap(), "--lang", "en"];
    let (code, _, said) = run(&home, &absorb);
    assert!(code == 4 && said.contains("older version"), "{said}");
    assert!(fs::read(&here).unwrap() == old_bytes() && fs::read(&there).unwrap() == old_bytes());
}

#[test]
fn the_workstation_says_on_its_first_screen_that_the_store_was_upgraded() {
    let home = Home::new();
    let file = old_store(&home);
    let terminal = home.start(&["--store", file.to_str().unwrap(), "--lang", "en"]);
    terminal.wait_for("old.db.before-v5-1").wait_for("upgraded");
}

//! The form on disk: what an auditor needs, what a case costs, and what the dictionary is made of.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rusqlite::Connection;
use zstd::bulk::Decompressor;
use zuoxi::desk::Desk;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::{Lang, StationId, fold};
use zuoxi::scenario::demo;
use zuoxi::store::{Open, Store};

use crate::support::{Place, append, note, open_case};

/// A made-up store of so many cases.
pub fn made_up(file: &Path, lang: Lang, cases: usize) -> Desk {
    let rules = Rulebook::new(zuoxi::manual::built_in()).unwrap();
    let now = rules.calendar.at("2026-03-16T10:26:48".parse().unwrap());
    let store = Store::open(file, &Open { demo: true, ..Open::default() }).unwrap();
    let mut desk = Desk::new(store, rules.clone()).unwrap();
    let lives = demo::day(&rules, lang, 7, now, cases);
    let acts = demo::facts(&rules, &demo::staff(lang, 7), lives, "ZX", (now, now)).flat_map(Result::unwrap);
    desk.import(acts).unwrap();
    desk
}

#[test]
fn a_case_costs_little_and_few_rows() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("store.db");
    let mut desk = made_up(&file, Lang::ZhCn, 400);
    desk.store().tidy().unwrap();
    drop(desk);
    let raw = Connection::open(&file).unwrap();
    let number = |sql: &str| raw.query_row(sql, [], |row| row.get::<_, f64>(0)).unwrap();
    let pages = number("SELECT 1.0 * page_count * page_size FROM pragma_page_count, pragma_page_size");
    let acts = number("SELECT 1.0 * count(*) FROM acts");
    println!("{:.0} bytes and {:.1} acts a case", pages / 400.0, acts / 400.0);
    // The dictionary and the empty tables are 100 KB of it.
    assert!(pages / 400.0 < 4_250.0, "{} bytes a case", pages / 400.0);
    assert!(acts / 400.0 < 10.2, "{} acts a case", acts / 400.0);
}

#[test]
fn an_act_two_stations_wrote_counts_once() {
    // Ids are indexed, not unique: the log of another station may hold the same act of time.
    let place = Place::new();
    let mut store = place.open();
    let case = open_case(&mut store, "周敏");
    append(&mut store, case, note("一")).unwrap();
    let facts = store.facts(case).unwrap();
    let elsewhere = facts.iter().cloned().map(|mut fact| {
        fact.station = StationId(uuid::Uuid::max());
        fact
    });
    let twice: Vec<_> = facts.iter().cloned().chain(elsewhere).collect();
    assert_eq!(fold(&twice), fold(&facts));
}

/// The script of docs/store.md recomputes every hash; it needs the three tools it names.
#[test]
fn an_auditor_recomputes_the_chain_with_three_tools() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/store.md")).unwrap();
    let script = page.split("```sh\n").nth(1).and_then(|rest| rest.split("```").next()).expect("the script");
    for tool in ["sqlite3", "zstd", "sha256sum"] {
        assert!(script.contains(tool));
        if Command::new(tool).arg("--version").output().is_err() {
            println!("skipped: no {tool} here");
            return;
        }
    }
    let place = Place::new();
    let mut store = place.open();
    let case = open_case(&mut store, "周敏");
    append(&mut store, case, note("漏水")).unwrap();
    let other = open_case(&mut store, "王强");
    append(&mut store, other, note("三")).unwrap();
    store.erase(other).unwrap();
    let head = store.verify().unwrap().heads.pop().unwrap();
    drop(store);
    let audit = || {
        let output = Command::new("sh").args(["-c", script, "audit"]).arg(place.file()).output().unwrap();
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
    };
    assert_eq!(audit(), format!("{} acts fit, head {}\n", head.1, head.2));
    let raw = Connection::open(place.file()).unwrap();
    raw.execute_batch("DROP TRIGGER actors_unchanged; UPDATE actors SET no = '9999' WHERE no = '1024'").unwrap();
    assert!(audit().starts_with("act 1 of station 1 does not fit"), "{}", audit());
}

/// Every text a store keeps packed: the facts and the personal parts of its acts.
fn texts(raw: &Connection) -> Vec<String> {
    let dictionary: Vec<u8> = raw.query_row("SELECT bytes FROM dictionary WHERE n = 1", [], |row| row.get(0)).unwrap();
    let mut opener = Decompressor::with_dictionary(&dictionary).unwrap();
    let mut statement = raw
        .prepare("SELECT facts AS frame FROM acts UNION ALL SELECT personal FROM acts WHERE personal NOT NULL")
        .unwrap();
    let frames = statement.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap();
    frames.map(|frame| String::from_utf8(opener.decompress(&frame.unwrap(), 1 << 20).unwrap()).unwrap()).collect()
}

/// Writes the texts of made-up stores in three languages, one a file: what `zstd --train` makes a dictionary of.
#[test]
#[ignore = "for whoever makes a new dictionary: ZUOXI_SAMPLES names the folder"]
fn samples_for_a_dictionary() {
    let into = PathBuf::from(std::env::var("ZUOXI_SAMPLES").unwrap());
    let folder = tempfile::tempdir().unwrap();
    let mut written = BTreeMap::new();
    for lang in Lang::ALL {
        let file = folder.path().join(format!("{lang}.db"));
        drop(made_up(&file, *lang, 1_000));
        for (n, text) in texts(&Connection::open(&file).unwrap()).into_iter().enumerate() {
            fs::write(into.join(format!("{lang}-{n}")), &text).unwrap();
            *written.entry(lang.as_str()).or_insert(0) += 1;
        }
    }
    println!("{written:?}");
}

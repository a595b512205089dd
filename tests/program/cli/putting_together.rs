//! Copies of one folder put together: what is said of it, and what is said where it cannot be.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde_json::Value;
use zuoxi::desk::Desk;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::case::event::Entry;
use zuoxi::domain::engine::NewAct;
use zuoxi::domain::protocol::JournalOp;
use zuoxi::domain::{By, CaseEvent, Event, Field, Record, StreamId, Timestamp};
use zuoxi::store::{Journal, Open, Store, WriteTo};

use super::{ok, run, store};
use crate::common::Home;
use crate::support::{by, fact, open_case};

/// A demo store with one case of ours, and a copy of its folder.
fn copied(home: &Home) -> (PathBuf, StreamId) {
    store(home, 6);
    let case = with(&home.store(), |store| open_case(store, "周敏"));
    let there = home.path("branch");
    fs::create_dir(&there).unwrap();
    for file in [home.store(), home.store().with_extension("lock")] {
        fs::copy(&file, there.join(file.file_name().unwrap())).unwrap();
    }
    (there, case)
}

fn with<T>(file: &Path, work: impl FnOnce(&mut Store) -> T) -> T {
    let store = Store::open(file, &Open::default()).unwrap();
    let mut desk = Desk::new(store, Rulebook::new(zuoxi::manual::built_in()).unwrap()).unwrap();
    work(desk.store())
}

/// Somebody does something at a moment.
fn does(file: &Path, case: StreamId, no: &str, at: &str, event: CaseEvent) {
    let at = Timestamp(chrono::DateTime::parse_from_rfc3339(at).unwrap().timestamp_millis());
    let act = NewAct { by: By { no: no.into(), ..by() }, at, ..fact(case, Event::Case(event)) };
    let to = WriteTo { stream: case, key: None, manual: "m1" };
    with(file, |store| store.write(&to, |_, _| Ok(vec![act])).unwrap());
}

fn changed(field: Field, words: &str) -> CaseEvent {
    CaseEvent::Drafted(Entry::of(Record::default().with(field, zuoxi::domain::Value::Text(words.into()))))
}

fn absorb(home: &Home, what: &str, lang: &str) -> (i32, String, String) {
    run(home, &["absorb", what, "--lang", lang])
}

const NO: &str = "ZX20260316-0001";

#[test]
fn what_came_in_is_counted_and_numbers_given_twice_are_named_with_their_customers() {
    let home = Home::new();
    let (there, _) = copied(&home);
    let other = there.join("store.db");
    with(&home.store(), |store| open_case(store, "陈立"));
    with(&other, |store| open_case(store, "王强"));
    let said = ok(&home, &["absorb", there.to_str().unwrap(), "--lang", "en"]);
    let twice = "ZX20260316-0002: each side gave this number once (陈*, 王*)";
    assert!(said.starts_with("Took in one entry about one case\n") && said.contains(twice), "{said}");
    let again = ok(&home, &["absorb", there.to_str().unwrap(), "--lang", "en"]);
    assert_eq!(again, "Nothing new: all of it is here already\n");
    let both = ok(&home, &["show", "ZX20260316-0002", "--json"]);
    let both: Vec<Value> = both.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(both.iter().filter(|case| case["number_given_twice"] == true).count(), 2);
    let shown = ok(&home, &["show", "ZX20260316-0002", "--lang", "en"]);
    assert!(shown.starts_with("2 cases have the number ZX20260316-0002") && shown.contains("give the time"), "{shown}");
    assert_eq!(ok(&home, &["list", "--lang", "zh-CN"]).matches("重号").count(), 2);
    let verified = ok(&home, &["verify", "--lang", "en"]);
    assert!(
        verified.contains("All right. Checked: acts ")
            && verified.contains("\nThe last entry of each session of the store"),
        "{verified}"
    );
}

#[test]
fn a_clash_is_said_listed_and_shown_with_who_did_what_on_which_side() {
    let home = Home::new();
    let (there, case) = copied(&home);
    does(&home.store(), case, "1027", "2026-03-16T10:30:28+08:00", changed(Field::Company, "悦邻"));
    does(&there.join("store.db"), case, "1033", "2026-03-16T10:30:26+08:00", changed(Field::Company, "悦林"));
    let said = ok(&home, &["absorb", there.to_str().unwrap(), "--lang", "zh-CN"]);
    assert!(said.contains(&format!("{NO}：两边各改了公司，互相没看到。看两边：zuoxi show {NO}")), "{said}");
    assert_eq!(ok(&home, &["list", "--lang", "zh-CN"]).matches("冲突").count(), 1);
    let shown = ok(&home, &["show", NO, "--lang", "zh-CN"]);
    let lines: Vec<&str> = shown.lines().map(str::trim).collect();
    let clash = lines.iter().position(|line| line.starts_with("冲突：")).expect(&shown);
    let sides: Vec<&str> = lines[clash + 1..clash + 3].to_vec();
    assert!(sides.iter().any(|side| side.contains("1027") && side.ends_with("这个库")), "{shown}");
    assert!(sides.iter().any(|side| side.contains("1033") && side.ends_with("另一个库")), "{shown}");
    assert!(lines[clash + 3].contains("两边看过了"), "{shown}");
    let history: Vec<&str> = lines.iter().copied().filter(|line| line.starts_with("10:30:2")).collect();
    let moments: Vec<&str> = history.iter().map(|line| &line[..8]).collect();
    assert_eq!(moments, ["10:30:26", "10:30:28"], "by moment: {shown}");
    assert!(history.iter().all(|line| line.contains("〔冲突〕")), "both are marked: {shown}");
    let case: Value = serde_json::from_str(&ok(&home, &["show", NO, "--json"])).unwrap();
    let acts = case["clashes"][0]["acts"].as_array().unwrap();
    let mut sides: Vec<String> = acts.iter().map(|act| format!("{} {}", act["by"], act["here"])).collect();
    sides.sort();
    assert_eq!(sides, ["\"1027\" true", "\"1033\" false"]);
    assert_eq!(case["clashes"][0]["fields"], serde_json::json!(["company"]));
}

#[test]
fn forms_left_open_over_there_are_said_and_stay_there() {
    let home = Home::new();
    let (there, _) = copied(&home);
    let journal = Journal::open(&there.join("drafts")).unwrap();
    let draft = uuid::Uuid::from_u128(1);
    let begin = JournalOp::Begin {
        draft,
        case: uuid::Uuid::from_u128(2),
        form: "intake".into(),
        agent: "1033".into(),
        at: Timestamp(0),
        target: None,
    };
    journal.write(&begin).unwrap();
    journal.write(&JournalOp::Set { draft, field: "note".into(), text: "半张".into(), filled: None }).unwrap();
    drop(journal);
    let said = ok(&home, &["absorb", there.to_str().unwrap(), "--lang", "zh-CN"]);
    let store = there.join("store.db");
    assert!(said.contains("另一个库里还有 1 张没存的表单") && said.contains(store.to_str().unwrap()), "{said}");
    assert_eq!(Journal::count_open(&there.join("drafts")).unwrap(), 1);
}

#[test]
fn what_cannot_be_taken_in_says_why_which_store_is_meant_and_what_to_do() {
    let home = Home::new();
    let (there, _) = copied(&home);
    let file = there.join("store.db");
    let path = |name: &str| home.path(name).display().to_string();
    fs::create_dir(home.path("empty")).unwrap();
    std::os::unix::fs::symlink(&file, home.path("link.db")).unwrap();
    fs::write(home.path("nothing.db"), []).unwrap();
    let old = zstd::decode_all(&include_bytes!("golden/form1.db.zst")[..]).unwrap();
    fs::write(home.path("old one.db"), old).unwrap();
    fs::copy(&file, home.path("rotten.db")).unwrap();
    let raw = Connection::open(home.path("rotten.db")).unwrap();
    raw.execute_batch("DROP TRIGGER words_unchanged; UPDATE words SET text = 'note.other' WHERE text = 'case.opened'")
        .unwrap();
    drop(raw);
    let update = format!("zuoxi list --store '{}'", path("old one.db"));
    let here = home.store().display().to_string();
    let cases = [
        (path("nowhere"), 2, "There is no case store there, and nothing was changed"),
        (path("empty"), 2, "There is no case store there, and nothing was changed"),
        (here.clone(), 2, "That is this very store"),
        (path("branch/../store.db"), 2, "That is this very store"),
        (path("link.db"), 4, "That is a symbolic link"),
        (path("nothing.db"), 4, "That file is empty"),
        (path("old one.db"), 4, &*update),
        (path("rotten.db"), 4, "The other store is damaged. Nothing was taken in, and yours was not touched"),
    ];
    for (what, wanted, sentence) in cases {
        let (code, stdout, stderr) = absorb(&home, &what, "en");
        assert_eq!((code, &*stdout), (wanted, ""), "{what}: {stderr}");
        assert!(stderr.contains(sentence), "{what}: {stderr}");
        assert!(stderr.contains("The other store: ") && stderr.contains(&format!("This store: {here}")), "{stderr}");
        for lang in ["zh-CN", "zh-TW"] {
            let said = absorb(&home, &what, lang).2;
            assert!(!said.contains('‹') && !said.contains('{'), "{said}");
        }
    }
    assert_eq!(fs::read_dir(home.path("empty")).unwrap().count(), 0, "nothing is written there");
}

#[test]
fn absorb_without_a_store_or_with_arguments_that_cannot_be_says_what_to_write() {
    let home = Home::new();
    let output = home.command(["absorb", "there", "--lang", "en"]).env_remove("ZUOXI_STORE").output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("Say with --store which store is meant") && !said.contains("Running zuoxi once"), "{said}");
    for (args, wanted) in
        [(&["absorb", ""][..], "<PATH> must not be empty"), (&["absorb", "a", "b"], "One too many: b")]
    {
        let (code, _, said) = run(&home, &[args, &["--lang", "en"]].concat());
        assert_eq!(code, 2, "{said}");
        assert!(said.contains(wanted) && said.contains("--help"), "{said}");
    }
}

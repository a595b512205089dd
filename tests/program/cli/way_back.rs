//! Copies and the way back: backup, restore, drill.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use super::{ok, run, store};
use crate::common::{F8, Home};
use crate::journeys::{CALL, new_call};

fn backup(home: &Home) -> PathBuf {
    let made: Value = serde_json::from_str(&ok(home, &["backup", "--json"])).unwrap();
    PathBuf::from(made["path"].as_str().unwrap())
}

#[test]
fn a_copy_is_checked_listed_and_put_back_and_what_was_there_is_kept() {
    let home = Home::new();
    store(&home, 8);
    assert!(ok(&home, &["restore", "--lang", "en"]).contains("no backup yet"));
    let copy = backup(&home);
    let listed = ok(&home, &["list", "--view", "all"]);
    assert!(ok(&home, &["restore", "--lang", "en"]).contains(copy.to_str().unwrap()));
    assert!(ok(&home, &["restore", "--drill", "--lang", "en"]).contains("drill went well"));
    fs::write(home.store(), "ruined").unwrap();
    // Nobody to answer: nothing is touched.
    let (code, said, _) = run(&home, &["restore", copy.to_str().unwrap(), "--lang", "en"]);
    assert!(code == 1 && said.contains("--yes"), "{code}: {said}");
    assert_eq!(fs::read(home.store()).unwrap(), b"ruined");
    let said = ok(&home, &["restore", copy.to_str().unwrap(), "--yes", "--lang", "en"]);
    assert!(said.contains("Restored") && said.contains("cases 8") | said.contains("Cases 8"), "{said}");
    assert_eq!(ok(&home, &["list", "--view", "all"]), listed);
    assert_eq!(run(&home, &["verify"]).0, 0);
    let aside = fs::read_dir(home.store().parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.to_string_lossy().contains(".before-"))
        .unwrap();
    assert_eq!(fs::read(aside.join("store.db")).unwrap(), b"ruined");
}

#[test]
fn a_damaged_copy_is_refused_and_the_next_older_one_named() {
    let home = Home::new();
    store(&home, 3);
    let older = backup(&home);
    let newer = backup(&home);
    let mut bytes = fs::read(&newer).unwrap();
    let at = bytes.windows(4).rposition(|four| four == b"\x28\xb5\x2f\xfd").unwrap() + 9;
    bytes[at] ^= 4;
    fs::write(&newer, bytes).unwrap();
    let before = fs::read(home.store()).unwrap();
    let (code, said, stderr) = run(&home, &["restore", newer.to_str().unwrap(), "--yes", "--lang", "en"]);
    assert!(code == 4 && stderr.contains(older.to_str().unwrap()), "{code}: {said}{stderr}");
    assert_eq!(fs::read(home.store()).unwrap(), before);
}

/// The store is deleted at noon: back with everything up to the last copy, drafts offered, no number given twice.
#[test]
fn a_store_deleted_at_noon_is_back_with_its_drafts_and_its_numbers() {
    let home = Home::new();
    let mut terminal = new_call(&home);
    terminal.send(CALL).wait_for(CALL).send(F8).wait_for("-0001");
    terminal.send("\x11").wait_for("现在退出吗").send("\r");
    terminal.wait_exit();
    let copy = backup(&home);
    // After the copy another number is told to a customer, and a form is begun.
    let mut terminal = new_call(&home);
    terminal.send("13900139000 王先生 洗衣机漏水三天").wait_for("漏水三天").send(F8).wait_for("-0002");
    fs::remove_file(home.store()).unwrap();
    let in_use = run(&home, &["restore", copy.to_str().unwrap(), "--yes", "--lang", "en"]);
    assert!(in_use.0 != 0 && in_use.2.contains("Somebody is working"), "{in_use:?}");
    terminal.kill();
    ok(&home, &["restore", copy.to_str().unwrap(), "--yes"]);
    let mut terminal = new_call(&home);
    terminal.send("13700137000 赵先生 账单有一笔不认识").wait_for("不认识").send(F8).wait_for("-0003");
    terminal.kill();
}

/// The disk is gone: only a copy on another one is left, and nobody knows which number was given after it.
#[test]
fn on_a_new_machine_numbers_go_on_far_ahead_so_that_none_is_given_twice() {
    let home = Home::new();
    let mut terminal = new_call(&home);
    terminal.send(CALL).wait_for(CALL).send(F8).wait_for("-0001");
    terminal.kill();
    let copy = backup(&home);
    let elsewhere = Home::new();
    let said = ok(&elsewhere, &["restore", copy.to_str().unwrap(), "--yes", "--lang", "en"]);
    assert!(said.contains("-0501"), "{said}");
    let mut terminal = new_call(&elsewhere);
    terminal.send("13700137000 赵先生 账单有一笔不认识").wait_for("不认识").send(F8).wait_for("-0502");
    terminal.kill();
    let station = |home: &Home| {
        let told: Value = serde_json::from_str(&run(home, &["doctor", "--json"]).1).unwrap();
        told["store"]["station"].as_str().unwrap().to_owned()
    };
    assert_ne!(station(&home), station(&elsewhere), "a restored store writes under a name of its own");
}

#[test]
fn an_open_workstation_makes_a_copy_by_itself_and_says_how_old_the_newest_is() {
    let home = Home::new();
    let terminal = new_call(&home);
    terminal.send(CALL).wait_for(CALL).send(F8).wait_for("-0001").wait_for("备份 ");
    let copies = ok(&home, &["restore", "--lang", "en"]);
    assert_eq!(copies.matches("store-").count(), 1, "{copies}");
}

#[test]
fn copies_that_cannot_be_made_are_told_at_the_desk_and_by_the_doctor() {
    let home = Home::new();
    fs::create_dir_all(home.path(".config/zuoxi")).unwrap();
    fs::write(home.path("no folder"), "").unwrap();
    fs::write(home.config(), format!("[copies]\nfolder = \"{}\"\n", home.path("no folder").display())).unwrap();
    let terminal = home.start_sized(&[], 80, 24);
    terminal.wait_for("没有备份 !");
}

#[test]
fn the_doctor_says_when_the_way_back_was_not_tried_for_long() {
    let home = Home::new();
    let mut terminal = new_call(&home);
    terminal.send(CALL).wait_for(CALL).send(F8).wait_for("-0001");
    terminal.kill();
    for entry in fs::read_dir(home.path("store.copies")).into_iter().flatten() {
        fs::remove_file(entry.unwrap().path()).unwrap();
    }
    let copy = backup(&home);
    let said = |home: &Home| run(home, &["doctor", "--lang", "en"]).1;
    assert!(said(&home).contains("last backup"), "{}", said(&home));
    assert!(!said(&home).contains("No restore drill"), "{}", said(&home));
    // The copy of two months ago.
    fs::rename(&copy, copy.with_file_name("store-20261001T080000000Z.db")).unwrap();
    assert!(said(&home).contains("No restore drill for more than 30 days"), "{}", said(&home));
    ok(&home, &["restore", "--drill"]);
    assert!(!said(&home).contains("No restore drill"), "{}", said(&home));
}

//! A damaged store: what can be read comes into a new one, which is put in its place.

use std::fs;

use serde_json::Value;

use super::{ok, run, store};
use crate::common::{F8, Home};
use crate::journeys::new_call;

/// Overwrites the page on which the text stands last.
fn ruin_a_page(home: &Home) {
    let file = home.store();
    ok(home, &["verify"]);
    let mut bytes = fs::read(&file).unwrap();
    let at = bytes.windows(4).rposition(|four| four == b"\x28\xb5\x2f\xfd").unwrap() / 4096 * 4096;
    bytes[at..at + 4096].fill(0xA5);
    fs::write(&file, bytes).unwrap();
}

#[test]
fn of_a_damaged_store_the_lost_are_named_and_the_rest_is_put_back_in_its_place() {
    let home = Home::new();
    store(&home, 12);
    ruin_a_page(&home);
    let broken = fs::read(home.store()).unwrap();
    let (code, said, _) = run(&home, &["verify", "--lang", "en"]);
    assert!(code == 1 && said.contains("zuoxi salvage"), "{code}: {said}");
    let new = home.path("new");
    let to = new.to_str().unwrap();
    let (code, said, error) = run(&home, &["salvage", "--to", to, "--lang", "en"]);
    assert!(code == 1 && said.contains("acts are lost:"), "{code}: {said}{error}");
    assert!(said.contains("Case ZX") || said.contains("case ZX"), "the lost are named: {said}");
    assert!(said.contains("not touched") && said.contains("zuoxi restore"), "{said}");
    assert!(fs::read(home.store()).unwrap() == broken, "the damaged file was touched");
    let made = new.join("store.db");
    let (code, verified, _) = run(&home, &["verify", "--store", made.to_str().unwrap(), "--lang", "en"]);
    assert!(code == 0 && verified.contains("was salvaged"), "{code}: {verified}");
    // A folder that holds something is left alone.
    let (code, _, error) = run(&home, &["salvage", "--to", to, "--lang", "en"]);
    assert!(code == 4 && error.contains("empty folder"), "{code}: {error}");
    // The way it names.
    ok(&home, &["restore", made.to_str().unwrap(), "--yes", "--store", home.store().to_str().unwrap()]);
    assert_eq!(run(&home, &["verify"]).0, 0);
    assert!(!ok(&home, &["list", "--view", "all"]).is_empty());
}

#[test]
fn a_sound_store_comes_through_whole_and_scripts_read_it() {
    let home = Home::new();
    store(&home, 5);
    let acts: Value = serde_json::from_str(&ok(&home, &["verify", "--json"])).unwrap();
    let folder = home.store().parent().unwrap().display().to_string();
    let came: Value = serde_json::from_str(&ok(&home, &["salvage", &folder, "--json"])).unwrap();
    assert_eq!((&came["acts"], &came["lost_acts"], &came["unproved"]), (&acts["acts"], &0.into(), &0.into()));
    let made = came["store"].as_str().unwrap();
    let same = |name: &str, path: &str| ok(&home, &[name, "--store", path, "--view", "all", "--json"]);
    assert_eq!(same("list", made), same("list", home.store().to_str().unwrap()));
}

#[test]
fn where_nothing_is_or_nothing_can_be_read_nothing_is_made() {
    let home = Home::new();
    let (code, _, error) = run(&home, &["salvage", "--lang", "en"]);
    assert!(code == 4, "{code}: {error}");
    let file = home.path("other.db");
    fs::write(&file, vec![3_u8; 20_000]).unwrap();
    let to = home.path("new");
    let args = ["salvage", file.to_str().unwrap(), "--to", to.to_str().unwrap(), "--lang", "en"];
    let (code, _, error) = run(&home, &args);
    assert!(code == 4 && error.contains("Not one act"), "{code}: {error}");
    assert!(!to.join("store.db").exists());
}

/// A number told to a customer whose act is lost is not given again; drafts come along.
#[test]
fn numbers_told_are_not_given_again_and_drafts_come_along() {
    let home = Home::new();
    let mut terminal = new_call(&home);
    terminal.send("13900139000 王先生 洗衣机漏水三天").wait_for("漏水三天").send(F8).wait_for("-0001");
    terminal.send("\x0e").wait_for("接入").send("13700137000 赵先生 账单有一笔不认识").wait_for("不认识");
    terminal.send(F8).wait_for("-0002");
    terminal.send("\x0e").send("13500135000 孙先生 取件码收不到").wait_for("取件码收不到");
    terminal.kill();
    // What was saved last lies in the log alone.
    let log = home.store().with_extension("db-wal");
    let bytes = fs::read(&log).unwrap();
    fs::write(&log, &bytes[..bytes.len() * 2 / 3]).unwrap();
    let new = home.path("new");
    let (code, said, error) = run(&home, &["salvage", "--to", new.to_str().unwrap(), "--lang", "en"]);
    assert!(code == 1 && said.contains("lost") && said.contains("Unfinished forms"), "{code}: {said}{error}");
    let drafts = fs::read_dir(new.join("drafts")).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
    assert!(drafts.into_iter().any(|draft| draft.windows(9).any(|text| text == "取件码".as_bytes())));
    ok(&home, &["restore", new.join("store.db").to_str().unwrap(), "--yes"]);
    let mut terminal = home.start(&[]);
    terminal
        .wait_for("取件码收不到")
        .wait_for("扔掉这份")
        .send("\x1b")
        .wait_gone("扔掉这份")
        .send("n")
        .wait_for("速记");
    terminal.send("13600136000 钱女士 想退货").wait_for("想退货").send(F8).wait_for("-0003");
    terminal.kill();
}

//! A disk too small for an upgrade: what is said is true, what was there stays, and what is asked for is enough.

use std::fs;
use std::path::{Path, PathBuf};

use super::older::{beside, old_bytes};
use super::run;
use crate::common::Home;
use crate::disk::Disk;

fn disk(home: &Home, kib: u64) -> Option<Disk> {
    Disk::at(&home.path("disk"), kib)
}

fn old_store(disk: &Disk) -> PathBuf {
    let file = disk.path().join("old.db");
    fs::write(&file, old_bytes()).unwrap();
    file
}

fn list(home: &Home, file: &Path) -> (i32, String) {
    let (code, _, said) = run(home, &["list", "--json", "--store", file.to_str().unwrap(), "--lang", "en"]);
    (code, said)
}

/// What an upgrade asks for, in KiB.
fn asked(home: &Home, file: &Path) -> u64 {
    let (_, found, _) = run(home, &["doctor", "--json", "--store", file.to_str().unwrap()]);
    let report: serde_json::Value = serde_json::from_str(&found).unwrap();
    report["store"]["upgrade_needs"].as_u64().unwrap().div_ceil(1024)
}

#[test]
fn too_little_room_for_an_upgrade_is_said_with_what_it_takes_and_as_much_is_enough() {
    let home = Home::new();
    let Some(disk) = disk(&home, 4096) else { return };
    let file = old_store(&disk);
    let needs = asked(&home, &file);
    assert!(needs < 4096 - 504, "{needs}");
    for left in [40, 500, 1012, 1096, needs - 100] {
        disk.fill(left);
        let (code, said) = list(&home, &file);
        assert_eq!(code, 4, "{left}: {said}");
        let amount = format!("needs {}.{} MB", needs * 1024 / 1_000_000, (needs * 1024).div_ceil(100_000) % 10);
        assert!(said.contains("has to be upgraded") && said.contains(&amount), "{left}: {said}");
        assert!(said.contains(disk.path().to_str().unwrap()) && said.contains("Nothing was changed"), "{left}: {said}");
        assert!(fs::read(&file).unwrap() == old_bytes(), "{left}");
        assert_eq!(beside(&file), [] as [&str; 0], "{left}");
        disk.free_up();
    }
    disk.fill(needs);
    let (code, said) = list(&home, &file);
    assert!(code == 0 && said.contains("was upgraded"), "{said}");
    assert_eq!(beside(&file), ["old.db.before-v5-1"]);
}

#[test]
fn what_a_copy_that_was_cut_short_takes_is_room() {
    let home = Home::new();
    let Some(disk) = disk(&home, 4096) else { return };
    let file = old_store(&disk);
    let needs = asked(&home, &file);
    fs::write(disk.path().join("old.db.before-v5.part"), vec![1; 400 * 1024]).unwrap();
    disk.fill(needs - 400);
    let (code, said) = list(&home, &file);
    assert!(code == 0 && said.contains("was upgraded"), "{said}");
    assert_eq!(beside(&file), ["old.db.before-v5-1"]);
}

#[test]
fn a_disk_that_is_full_altogether_is_not_called_broken() {
    let home = Home::new();
    let Some(disk) = disk(&home, 1024) else { return };
    let file = old_store(&disk);
    disk.fill(0);
    let (code, said) = list(&home, &file);
    assert_eq!(code, 4, "{said}");
    assert!(said.contains("The disk is full") && !said.contains("ress again"), "{said}");
    assert!(fs::read(&file).unwrap() == old_bytes());
}

#[test]
fn the_doctor_advises_to_make_room_where_nothing_else_is_wrong() {
    let home = Home::new();
    let Some(disk) = disk(&home, 1024) else { return };
    let file = old_store(&disk);
    for (lang, advice) in [("zh-CN", "腾出空间"), ("zh-TW", "騰出空間"), ("en", "free some space")] {
        let (code, said, _) = run(&home, &["doctor", "--store", file.to_str().unwrap(), "--lang", lang]);
        assert_eq!(code, 1, "{said}");
        assert!(said.contains(advice) && !said.contains("zuoxi verify") && !said.contains('‹'), "{said}");
        let strangers = ["doctor", "--redacted", "--store", file.to_str().unwrap(), "--lang", lang];
        let (_, said, _) = run(&home, &strangers);
        assert!(said.contains(advice) && !said.contains(disk.path().to_str().unwrap()), "{said}");
    }
    assert!(fs::read(&file).unwrap() == old_bytes());
}

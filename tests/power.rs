#![allow(unsafe_code, missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]
#![allow(clippy::print_stdout, clippy::pedantic)]
//! Power cuts: whatever the disk holds afterwards, what was acknowledged is there and the rows are those of the facts.

#[path = "power/image.rs"]
mod image;
#[path = "power/shim.rs"]
mod shim;

use image::{Dice, Disk, FATES};
use rusqlite::Connection;

/// Sentinel scenario on a bare database: returns (images, images in which something acknowledged was lost).
fn trial(synchronous: &str, early: bool) -> (usize, usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().canonicalize().unwrap().join("s.db");
    shim::record(folder.path());
    let db = Connection::open(&path).unwrap();
    db.pragma_update(None, "journal_mode", "wal").unwrap();
    db.pragma_update(None, "synchronous", synchronous).unwrap();
    db.execute_batch("create table t(n integer primary key, x text) strict").unwrap();
    shim::acknowledge(0);
    for n in 1..=25 {
        if early {
            shim::acknowledge(n);
        }
        db.execute("insert into t values (?1, ?2)", (n as i64, "一句话也不能丢".repeat(20))).unwrap();
        if !early {
            shim::acknowledge(n);
        }
    }
    let tape = shim::stop();
    drop(db);
    let scratch = tempfile::tempdir().unwrap();
    let mut dice = Dice(7);
    let (mut images, mut lost) = (0, 0);
    let mut disk = Disk::new(&tape);
    for op in &tape.ops {
        disk.step(op);
        for fate in FATES {
            image::lay_out(&disk.image(fate, &mut dice), scratch.path());
            images += 1;
            let there = Connection::open(scratch.path().join("s.db"))
                .and_then(|db| db.query_row("select count(*) from t", [], |row| row.get::<_, i64>(0)))
                .unwrap_or(0);
            if (there as usize) < disk.acknowledged {
                lost += 1;
            }
        }
    }
    (images, lost)
}

#[test]
fn full_synchronisation_loses_nothing_and_less_is_caught() {
    let (images, lost) = trial("full", false);
    println!("full: {images} images, {lost} lost");
    assert!(images > 300 && lost == 0);
    for (name, synchronous, early) in [("normal", "normal", false), ("off", "off", false), ("early", "full", true)] {
        let (images, lost) = trial(synchronous, early);
        println!("{name}: {images} images, {lost} lost");
        assert!(lost > 0, "the sentinel `{name}` was not caught");
    }
}

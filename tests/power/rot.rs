//! Rot: a flipped bit or a cut file never passes the check with changed content.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::Connection;
use zuoxi::store::{Open, Store};

use crate::image::{self, Dice};
use crate::{my_turn, size, work};

/// Everything a reader of the store could see, as one text.
fn content(file: &Path) -> Result<String, rusqlite::Error> {
    let db = Connection::open_with_flags(file, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let dictionary = include_bytes!("../../assets/dictionary/1.dict");
    let mut unpacked = zstd::bulk::Decompressor::with_dictionary(dictionary).unwrap();
    let mut text = String::new();
    for table in ["acts", "streams", "actors", "words", "cases", "customers", "people"] {
        let mut statement = db.prepare(&format!("select * from {table} order by 1, 2"))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                let value = row.get_ref(column)?;
                // A frame may hold bits that mean nothing: what counts is what it unpacks to.
                let frame = matches!(row.as_ref().column_name(column)?, "facts" | "personal");
                match value.as_blob() {
                    Ok(packed) if frame => text.push_str(&format!("{:?}|", unpacked.decompress(packed, 1 << 20))),
                    _ => text.push_str(&format!("{value:?}|")),
                }
            }
            text.push('\n');
        }
    }
    Ok(text)
}

#[test]
fn no_rot_passes_the_check_with_changed_content() {
    let _turn = my_turn();
    let trials = size("ZUOXI_ROT_TRIALS", 300);
    let seed = size("ZUOXI_POWER_SEED", 1);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("store.db");
    let mut dice = Dice(seed);
    let mut store = Store::open(&file, &Open::default()).unwrap();
    for _ in 0..3 {
        work(&mut store, &mut dice, 40);
    }
    drop(store);
    let sound = std::fs::read(&file).unwrap();
    let before = content(&file).unwrap();
    let next = AtomicU64::new(0);
    let (noticed, harmless) = (AtomicU64::new(0), AtomicU64::new(0));
    image::each_hand(|| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("store.db");
        loop {
            let trial = next.fetch_add(1, Ordering::Relaxed);
            if trial >= trials {
                break;
            }
            if !passes(&file, &rot(&sound, trial, seed)) {
                noticed.fetch_add(1, Ordering::Relaxed);
                continue;
            }
            let after = content(&file).unwrap();
            assert!(after == before, "seed {seed}, trial {trial}: the check passed and the content changed");
            harmless.fetch_add(1, Ordering::Relaxed);
        }
    });
    let (noticed, harmless) = (noticed.into_inner(), harmless.into_inner());
    println!(
        "{trials} trials, seed {seed}: {noticed} noticed, {harmless} in unused bytes, 0 accepted with changed content"
    );
    assert!(noticed > 0);
}

/// One trial in ten is cut short, in the others one bit is flipped.
fn rot(sound: &[u8], trial: u64, seed: u64) -> Vec<u8> {
    let mut dice = Dice(seed.wrapping_add(trial).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut rotten = sound.to_vec();
    let at = dice.roll() as usize % sound.len();
    if trial.is_multiple_of(10) {
        rotten.truncate(at);
    } else {
        rotten[at] ^= 1 << (dice.roll() % 8);
    }
    rotten
}

/// Whether such a file opens and passes the check.
fn passes(file: &Path, rotten: &[u8]) -> bool {
    for beside in ["db-wal", "db-shm"] {
        let _ = std::fs::remove_file(file.with_extension(beside));
    }
    std::fs::write(file, rotten).unwrap();
    Store::open(file, &Open { create: false, ..Open::default() })
        .and_then(|mut store| store.verify())
        .is_ok_and(|report| report.damages.is_empty())
}

//! Rot: a flipped bit or a cut file never passes the check with changed content.

use rusqlite::Connection;
use zuoxi::store::{Open, Store};

use crate::image::Dice;
use crate::{my_turn, size, work};

/// Everything a reader of the store could see, as one text.
fn content(file: &std::path::Path) -> Result<String, rusqlite::Error> {
    let db = Connection::open_with_flags(file, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut text = String::new();
    for table in ["events", "cases", "customers", "people"] {
        let mut statement = db.prepare(&format!("select * from {table} order by 1, 2, 3"))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                text.push_str(&format!("{:?}|", row.get_ref(column)?));
            }
            text.push('\n');
        }
    }
    Ok(text)
}

#[test]
fn no_rot_passes_the_check_with_changed_content() {
    let _turn = my_turn();
    let trials = size("ZUOXI_ROT_TRIALS", 500);
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
    let (mut noticed, mut harmless) = (0, 0);
    for trial in 0..trials {
        let mut rotten = sound.clone();
        if trial % 10 == 0 {
            rotten.truncate(dice.roll() as usize % sound.len());
        } else {
            let at = dice.roll() as usize % sound.len();
            rotten[at] ^= 1 << (dice.roll() % 8);
        }
        std::fs::write(&file, &rotten).unwrap();
        for beside in ["store.db-wal", "store.db-shm"] {
            let _ = std::fs::remove_file(folder.path().join(beside));
        }
        let passes = Store::open(&file, &Open { create: false, ..Open::default() })
            .and_then(|mut store| store.verify())
            .is_ok_and(|report| report.damages.is_empty());
        if !passes {
            noticed += 1;
            continue;
        }
        let after = content(&file).unwrap();
        assert!(after == before, "seed {seed}, trial {trial}: the check passed and the content changed");
        harmless += 1;
    }
    println!(
        "{trials} trials, seed {seed}: {noticed} noticed, {harmless} in unused bytes, 0 accepted with changed content"
    );
    assert!(noticed > 0);
}

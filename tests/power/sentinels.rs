//! Four ways to lose data that the trial must catch, or it proves nothing.

use rusqlite::Connection;

use crate::image::{self, Dice, Disk, FATES};
use crate::{my_turn, shim};

/// A way to write.
#[derive(Clone, Copy)]
struct Way {
    synchronous: &'static str,
    /// Says "saved" before the commit.
    early: bool,
    /// Writes the fact and its row in two transactions.
    apart: bool,
}

/// Writes 25 facts this way and counts (images, images where something acknowledged is missing or differs).
fn count(way: Way) -> (usize, usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().canonicalize().unwrap().join("s.db");
    shim::record(folder.path());
    let db = Connection::open(&path).unwrap();
    db.pragma_update(None, "journal_mode", "wal").unwrap();
    db.pragma_update(None, "synchronous", way.synchronous).unwrap();
    db.execute_batch(
        "begin; create table fact(n integer primary key) strict; create table line(n integer) strict; commit",
    )
    .unwrap();
    for n in 1..=25 {
        if way.early {
            shim::acknowledge(n);
        }
        let between = if way.apart { "commit; begin immediate;" } else { "" };
        db.execute_batch(&format!(
            "begin immediate; insert into fact values ({n}); {between} insert into line values ({n}); commit"
        ))
        .unwrap();
        shim::acknowledge(n);
    }
    let tape = shim::stop();
    drop(db);
    let scratch = tempfile::tempdir().unwrap();
    let (mut images, mut bad) = (0, 0);
    let mut dice = Dice(7);
    let mut disk = Disk::new(&tape);
    for op in &tape.ops {
        disk.step(op);
        for fate in FATES {
            image::lay_out(&disk.image(fate, &mut dice), scratch.path());
            images += 1;
            let rows = |table| {
                Connection::open(scratch.path().join("s.db"))
                    .and_then(|db| {
                        db.query_row(&format!("select count(*) from {table}"), [], |row| row.get::<_, i64>(0))
                    })
                    .unwrap_or(0) as usize
            };
            bad += usize::from(rows("fact") < disk.acknowledged || rows("fact") != rows("line"));
        }
    }
    (images, bad)
}

#[test]
fn the_trial_catches_every_careless_way_and_clears_the_careful_one() {
    let _turn = my_turn();
    let careful = Way { synchronous: "full", early: false, apart: false };
    let (images, bad) = count(careful);
    assert!(images > 300 && bad == 0, "the careful way lost in {bad} of {images}");
    let careless = [
        ("synchronous=NORMAL", Way { synchronous: "normal", ..careful }),
        ("synchronous=OFF", Way { synchronous: "off", ..careful }),
        ("two transactions", Way { apart: true, ..careful }),
        ("acknowledged before the commit", Way { early: true, ..careful }),
    ];
    for (name, way) in careless {
        let (images, bad) = count(way);
        println!("{name}: caught in {bad} of {images} images");
        assert!(bad > 0, "{name} was not caught");
    }
}

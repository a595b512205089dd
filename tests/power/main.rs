#![allow(unsafe_code, missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]
#![allow(clippy::print_stdout, clippy::pedantic)]
//! Pulled plugs, failing disks and rot: what was acknowledged is there, and what is wrong is noticed.
//!
//! Ordinary sizes run with `cargo test`; `ZUOXI_POWER_IMAGES`, `ZUOXI_ROT_TRIALS` and `ZUOXI_POWER_SEED` make them as
//! long as wanted (see `docs/store.md`).

mod desk;
mod faults;
mod image;
mod rot;
mod sentinels;
mod shim;
#[path = "../support/mod.rs"]
mod support;
mod upgrade;

use std::path::Path;
use std::sync::{Mutex, MutexGuard};

use image::{Cut, Dice, Disk, FATES};
use zuoxi::store::{Open, Store};

/// There is one default VFS and one recorder in a process: trials take turns.
static TURN: Mutex<()> = Mutex::new(());

fn my_turn() -> MutexGuard<'static, ()> {
    TURN.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// A number from the environment, or the ordinary one.
fn size(name: &str, ordinary: u64) -> u64 {
    std::env::var(name).map_or(ordinary, |text| text.parse().unwrap())
}

/// A working stretch: cases are opened and noted upon; each save is acknowledged with the facts it brings the store to.
fn work(store: &mut Store, dice: &mut Dice, saves: usize) {
    let mut cases = Vec::new();
    let mut facts = 0;
    for save in 0..saves {
        if cases.is_empty() || dice.roll().is_multiple_of(3) {
            cases.push(support::open_case(store, &format!("周岚{save}")));
        } else {
            let stream = cases[dice.roll() as usize % cases.len()];
            let words = "客户说先恢复收款".repeat(1 + dice.roll() as usize % 40);
            support::append(store, stream, support::note(&words)).unwrap();
        }
        facts += 1;
        shim::acknowledge(facts);
    }
}

/// Opens what a power cut left, with the product's own code, and says what is missing or different.
fn examine(folder: &Path, acknowledged: usize) -> Result<(), String> {
    let file = folder.join("store.db");
    if !file.exists() && acknowledged == 0 {
        return Ok(());
    }
    let mut store = Store::open(&file, &Open::default()).map_err(|error| format!("does not open: {error}"))?;
    let report = store.verify().map_err(|error| format!("cannot be checked: {error}"))?;
    if !report.damages.is_empty() {
        return Err(format!("different: {:?}", report.damages));
    }
    if (report.acts as usize) < acknowledged {
        return Err(format!("lost: {} of {acknowledged} facts are there", report.acts));
    }
    Ok(())
}

/// Records one working stretch and examines every image of it; how many there were.
fn trial(seed: u64, at_most: u64) -> u64 {
    let place = tempfile::tempdir().unwrap();
    let mut dice = Dice(seed);
    shim::record(place.path());
    let mut store = Store::open(&place.path().join("store.db"), &Open::default()).unwrap();
    work(&mut store, &mut dice, 40);
    let tape = shim::stop();
    drop(store);
    let mut disk = Disk::new(&tape);
    let mut images = 0;
    // A few hundred images at a time lie in memory.
    for part in tape.ops.chunks(64).enumerate() {
        let mut cuts = Vec::new();
        for (place, op) in part.1.iter().enumerate() {
            disk.step(op);
            let moment = part.0 * 64 + place;
            for fate in FATES {
                cuts.push(Cut { moment, fate, acknowledged: disk.acknowledged, files: disk.image(fate, &mut dice) });
            }
        }
        cuts.truncate((at_most - images) as usize);
        image::examine_each(&cuts, &examine, &format!("seed {seed}"));
        images += cuts.len() as u64;
    }
    images
}

#[test]
fn no_power_cut_loses_what_was_acknowledged() {
    let _turn = my_turn();
    let wanted = size("ZUOXI_POWER_IMAGES", 1_500);
    let first_seed = size("ZUOXI_POWER_SEED", 1);
    let start = std::time::Instant::now();
    let (mut images, mut seed) = (0, first_seed);
    while images < wanted {
        images += trial(seed, wanted - images);
        seed += 1;
    }
    println!("{images} images, seeds {first_seed}..{seed}, 0 lost, 0 different, {:?}", start.elapsed());
}

//! Stores of generated cases, made once by the program itself.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use zuoxi::desk::Desk;
use zuoxi::domain::Timestamp;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::store::{Open, Store};

/// When the generated day stands: a working day in the middle of a shift.
pub const AT: &str = "2026-03-16T10:26:48";

pub struct Sample {
    pub cases: usize,
    pub path: PathBuf,
}

impl Sample {
    pub fn desk(&self) -> Desk {
        let store = Store::open(&self.path, &Open { create: false, ..Open::default() }).unwrap();
        Desk::new(store, Rulebook::new(zuoxi::manual::built_in()).unwrap()).unwrap()
    }
}

/// The generated day's moment; the manual is read for it once, not inside what is timed.
pub fn now() -> Timestamp {
    static NOW: OnceLock<Timestamp> = OnceLock::new();
    *NOW.get_or_init(|| {
        let rules = Rulebook::new(zuoxi::manual::built_in()).unwrap();
        rules.calendar.at(AT.parse().unwrap())
    })
}

pub fn make(cases: usize) -> Sample {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/bench-stores").join(cases.to_string());
    let path = folder.join("store.db");
    if !path.exists() {
        std::fs::create_dir_all(&folder).unwrap();
        eprintln!("making a store of {cases} cases");
        let start = std::time::Instant::now();
        let made = Command::new(env!("CARGO_BIN_EXE_zuoxi"))
            .args(["demo", "--at", AT, "--seed", "1", "--cases", &cases.to_string(), "--store"])
            .arg(&path)
            .status()
            .unwrap();
        assert!(made.success());
        eprintln!("made in {:?}", start.elapsed());
    }
    Sample { cases, path }
}

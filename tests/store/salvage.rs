//! A damaged store: what can be read of it comes into a new one, what cannot is named, and nothing changed is taken for true.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;
use zuoxi::desk::rows_under;
use zuoxi::domain::Timestamp;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::store::{Follower, Open, Salvaged, Store, StoreError, salvage};

use crate::dice::Dice;
use crate::support::{Place, append, note, open_case};

static RULES: LazyLock<Arc<Rulebook>> = LazyLock::new(|| Arc::new(Rulebook::new(zuoxi::manual::built_in()).unwrap()));

/// Acts by the id of their station and their place there: all of their columns, side tables looked up.
type Acts = BTreeMap<(Vec<u8>, i64), Vec<Value>>;

const ACTS: &str =
    "SELECT stations.id AS station, pos & 0xFFFFFFFFFF AS seq, acts.id, streams.kind, streams.id, rank, saw, at,
        person, no, role, kinds.text, manuals.text, facts, salt, personal, personal_hash, hash
    FROM acts JOIN stations ON stations.n = pos >> 40 JOIN streams ON streams.n = stream JOIN actors ON actors.n = actor
        JOIN words AS kinds ON kinds.n = kinds JOIN words AS manuals ON manuals.n = manual";

/// The files of a store as bytes: the file, its log, its mark.
#[derive(Clone)]
struct Files {
    db: Vec<u8>,
    wal: Vec<u8>,
    lock: Vec<u8>,
    acts: Acts,
}

impl Files {
    /// A store with cases of some length; where it was closed everything lies in the file, else some in the log.
    fn of(cases: usize, closed: bool) -> Self {
        let place = Place::new();
        let mut store = place.open();
        let mut streams = Vec::new();
        for n in 0..cases {
            let case = open_case(&mut store, &format!("客户{n}"));
            append(&mut store, case, note(&"漏水，楼下也湿了。".repeat(1 + n % 7 * 40))).unwrap();
            streams.push(case);
        }
        for (n, case) in streams.iter().enumerate() {
            append(&mut store, *case, note(&format!("回电第{n}次"))).unwrap();
        }
        if closed {
            drop(store);
            let file = Connection::open(place.file()).unwrap();
            file.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
            return Self::read(&place);
        }
        Self::read(&place)
    }

    fn read(place: &Place) -> Self {
        let read = |ending: &str| fs::read(place.file().with_extension(ending)).unwrap_or_default();
        let (db, wal, lock) = (read("db"), read("db-wal"), read("lock"));
        let mut files = Self { db, wal, lock, acts: Acts::new() };
        files.acts = acts_of(&files.lie().1);
        files
    }

    /// The files in a folder of their own.
    fn lie(&self) -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("store.db");
        for (ending, bytes) in [("db", &self.db), ("db-wal", &self.wal), ("lock", &self.lock)] {
            if !bytes.is_empty() {
                fs::write(file.with_extension(ending), bytes).unwrap();
            }
        }
        (folder, file)
    }

    fn salvaged(&self) -> Result<(TempDir, Salvaged), StoreError> {
        let (folder, file) = self.lie();
        let day = NaiveDate::from_ymd_opt(2026, 3, 16).unwrap();
        let (rows, _) = rows_under(&RULES);
        let into = folder.path().join("new");
        let now = (Timestamp(1_773_650_000_000), day);
        let salvaged = salvage(&file, &into, &rows, now, &mut Follower::nobody());
        for (ending, bytes) in [("db", &self.db), ("db-wal", &self.wal), ("lock", &self.lock)] {
            let left = fs::read(file.with_extension(ending)).unwrap_or_default();
            assert!(left == *bytes, "store.{ending} was touched");
        }
        if salvaged.is_err() {
            assert!(!into.exists() || fs::read_dir(&into).unwrap().next().is_none(), "something was left half made");
        }
        salvaged.map(|salvaged| (folder, salvaged))
    }

    /// Salvages and checks what always holds; how many acts came through.
    fn comes_to(&self, what: &str) -> usize {
        let (_folder, salvaged) = match self.salvaged() {
            Ok(done) => done,
            Err(StoreError::NothingReadable(_)) => return 0,
            Err(error) => panic!("{what}: {error}"),
        };
        let taken = acts_of(&salvaged.store);
        let changed = taken.iter().filter(|(place, act)| self.acts.get(place) != Some(act)).count();
        assert!(changed as u64 <= salvaged.unproved, "{what}: {changed} changed acts were taken for true");
        let all = self.acts.len() as u64;
        assert_eq!(taken.len() as u64 + salvaged.lost_acts(), all, "{what}: {salvaged:?}");
        let mut store = Store::open(&salvaged.store, &Open::default()).unwrap();
        assert!(store.frozen().is_none(), "{what}");
        let (rows, version) = rows_under(&RULES);
        store.use_rows(rows, &version).unwrap();
        while store.make_rows(100).unwrap().is_some() {}
        let report = store.verify().unwrap();
        assert_eq!(report.damages, [], "{what}");
        assert_eq!((report.acts, report.gaps), (taken.len() as u64, salvaged.lost_acts()), "{what}");
        append(&mut store, zuoxi::domain::StreamId::case(crate::support::new_id().0), note("继续")).unwrap();
        assert_eq!(store.verify().unwrap().damages, [], "{what}: after the next save");
        taken.len()
    }
}

fn acts_of(file: &std::path::Path) -> Acts {
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
    let mut statement = connection.prepare(ACTS).unwrap();
    let columns = statement.column_count();
    let acts = statement
        .query_map([], |row| {
            let values = (2..columns).map(|column| row.get(column)).collect::<Result<Vec<Value>, _>>()?;
            Ok(((row.get("station")?, row.get("seq")?), values))
        })
        .unwrap();
    acts.collect::<Result<_, _>>().unwrap()
}

fn trials(ordinary: usize) -> usize {
    std::env::var("ZUOXI_SALVAGE_TRIALS").ok().and_then(|text| text.parse().ok()).unwrap_or(ordinary)
}

fn dice(ordinary: u64) -> Dice {
    let seed = std::env::var("ZUOXI_SALVAGE_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(ordinary);
    println!("seed {seed}");
    Dice::new(seed)
}

fn flip(bytes: &mut [u8], dice: &mut Dice) -> String {
    let at = usize::try_from(dice.below(bytes.len() as u64)).unwrap();
    let bit = dice.below(8);
    bytes[at] ^= 1 << bit;
    format!("bit {bit} of byte {at}")
}

#[test]
fn of_a_sound_store_everything_comes_through_and_case_numbers_go_on() {
    for closed in [true, false] {
        let files = Files::of(12, closed);
        let (_folder, salvaged) = files.salvaged().unwrap();
        assert_eq!((salvaged.lost.as_slice(), salvaged.unproved, &salvaged.doubted), (&[][..], 0, &None));
        assert_eq!(acts_of(&salvaged.store), files.acts);
        assert_eq!(salvaged.held.acts, files.acts.len() as u64);
        files.comes_to("sound");
    }
}

#[test]
fn without_its_file_the_log_tells_what_it_has_and_without_any_nothing_is_made() {
    let mut files = Files::of(6, false);
    files.db.clear();
    assert_eq!(files.comes_to("no file"), files.acts.len());
    files.wal.clear();
    assert!(matches!(files.salvaged(), Err(StoreError::Missing(_))));
    files.db = vec![7; 8192];
    assert!(matches!(files.salvaged(), Err(StoreError::NothingReadable(_))));
}

/// One page overwritten, whichever it is: it costs what lay on it, and the act behind where the link went with it.
#[test]
fn a_page_that_is_gone_costs_only_its_own_acts() {
    let files = Files::of(24, true);
    let pages = files.db.len() / 4096;
    let mut lost = 0;
    for page in 0..pages {
        let mut broken = files.clone();
        broken.db[page * 4096..(page + 1) * 4096].fill(0xA5);
        lost += files.acts.len() - broken.comes_to(&format!("page {page}"));
    }
    // Each act lies on one page, the long ones on several; nothing else may cost any.
    let most = files.acts.len() + pages;
    assert!(lost <= most, "{lost} acts lost by {pages} pages, {most} lie there");
    assert!(lost > files.acts.len() / 2, "pages of acts must cost some: {lost}");
}

#[test]
fn a_file_cut_at_any_page_gives_what_lies_before_the_cut() {
    let files = Files::of(20, true);
    let mut before = 0;
    for page in 1..files.db.len() / 4096 {
        let mut broken = files.clone();
        broken.db.truncate(page * 4096 + page % 4096);
        let came = broken.comes_to(&format!("cut at page {page}"));
        assert!(came + 4 >= before, "a longer file gives more: {came} after {before}");
        before = came;
    }
    // The last page has acts: no more than lie on one are lost with it.
    assert!(before + 30 > files.acts.len(), "{before} of {}", files.acts.len());
}

#[test]
fn flipped_bits_cost_little_and_are_never_taken_for_true() {
    let mut dice = dice(3103);
    let (file, log) = (Files::of(20, true), Files::of(8, false));
    let (mut lost, count) = (0, trials(25));
    for trial in 0..count {
        let mut broken = file.clone();
        let mut what = format!("file, trial {trial}:");
        for _ in 0..=dice.below(3) {
            what = format!("{what} {}", flip(&mut broken.db, &mut dice));
        }
        lost += file.acts.len() - broken.comes_to(&what);
        let mut broken = log.clone();
        let what = format!("log, trial {trial}: {}", flip(&mut broken.wal, &mut dice));
        lost += log.acts.len() - broken.comes_to(&what);
    }
    println!("{lost} acts lost in {count} trials");
    assert!(lost <= count * 16, "{lost} acts lost in {count} trials");
}

/// Where an act lies and how long it is stands before it; a bit there may say it lies millions of places on.
#[test]
fn a_flipped_bit_in_the_head_of_an_act_costs_that_act_alone() {
    let files = Files::of(6, true);
    let Some(Value::Blob(id)) = files.acts.values().nth(10).map(|act| act[0].clone()) else { panic!("an id") };
    let at = files.db.windows(16).rposition(|bytes| bytes == id).unwrap();
    for byte in (at - 24..at).step_by(2) {
        for bit in 0..8 {
            let mut broken = files.clone();
            broken.db[byte] ^= 1 << bit;
            let came = broken.comes_to(&format!("bit {bit} of the byte {} before the act", at - byte));
            assert!(came + 2 >= files.acts.len(), "bit {bit} of the byte {} before it: {came}", at - byte);
        }
    }
}

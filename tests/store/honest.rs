//! What was told to be saved is there, or the program says what is missing: nothing is accepted in silence.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use zuoxi::domain::StreamId;
use zuoxi::store::{Open, Store, StoreError, WriteError};

use crate::dice::Dice;
use crate::support::{Place, append, note, open_case};

/// A store as a process leaves it that is killed: nothing carried over, nothing closed.
struct Killed {
    place: Place,
    acts: u64,
}

impl Killed {
    /// Some calls of a first session.
    fn after_calls(count: usize) -> Self {
        let place = Place::new();
        let mut store = place.open();
        for n in 0..count {
            let case = open_case(&mut store, &format!("客户{n}"));
            append(&mut store, case, note("漏水")).unwrap();
        }
        let acts = store.verify().unwrap().acts;
        let left = Place::new();
        copy_folder(&place, &left);
        Self { place: left, acts }
    }

    fn copy(&self) -> Place {
        let copy = Place::new();
        copy_folder(&self.place, &copy);
        copy
    }
}

fn copy_folder(from: &Place, to: &Place) {
    let (from, to) = (from.file(), to.file());
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    for ending in ["db", "db-wal", "lock"] {
        let _ = fs::copy(from.with_extension(ending), to.with_extension(ending));
    }
}

fn flip(file: &Path, at: u64, bit: u32) {
    let mut bytes = fs::read(file).unwrap();
    bytes[usize::try_from(at).unwrap()] ^= 1 << bit;
    fs::write(file, bytes).unwrap();
}

fn size(file: &Path) -> u64 {
    fs::metadata(file).unwrap().len()
}

fn log_of(place: &Place) -> PathBuf {
    place.file().with_extension("db-wal")
}

/// What becomes of a damaged store when it is opened.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    /// All that was saved is there.
    Whole,
    /// The program says that something is wrong.
    Said,
    /// It does not.
    Silent(u64),
}

fn outcome(place: &Place, acts: u64) -> Outcome {
    let Ok(mut store) = Store::open(&place.file(), &Open::default()) else { return Outcome::Said };
    if store.frozen().is_some() {
        return Outcome::Said;
    }
    match store.verify() {
        Ok(report) if report.damages.is_empty() && report.acts == acts => Outcome::Whole,
        Ok(report) if report.damages.is_empty() => Outcome::Silent(report.acts),
        _ => Outcome::Said,
    }
}

/// Trials of the long command; a few of the ordinary suite.
fn trials(ordinary: usize) -> usize {
    std::env::var("ZUOXI_HONEST_TRIALS").ok().and_then(|text| text.parse().ok()).unwrap_or(ordinary)
}

fn seed() -> u64 {
    let seed = std::env::var("ZUOXI_HONEST_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1201);
    println!("seed {seed}");
    seed
}

/// S1.
#[test]
fn a_bit_flipped_in_the_log_of_a_killed_session_is_never_accepted_in_silence() {
    let killed = Killed::after_calls(6);
    let mut random = Dice::new(seed());
    let mut said = 0;
    for trial in 0..trials(300) {
        let place = killed.copy();
        let log = log_of(&place);
        let (at, bit) = (random.below(size(&log)), u32::try_from(random.below(8)).unwrap());
        flip(&log, at, bit);
        let outcome = outcome(&place, killed.acts);
        assert!(!matches!(outcome, Outcome::Silent(_)), "trial {trial}: bit {bit} of byte {at}: {outcome:?}");
        said += usize::from(outcome == Outcome::Said);
    }
    assert!(said > 0, "some flips must have hurt");
}

/// S1: cuts at every length.
#[test]
fn a_log_cut_at_any_length_is_never_accepted_in_silence() {
    let killed = Killed::after_calls(3);
    let whole = fs::read(log_of(&killed.place)).unwrap();
    let mut random = Dice::new(seed());
    let frame = 4096 + 24;
    let ends = (0..whole.len())
        .step_by(frame / 4)
        .chain((0..trials(40)).map(|_| usize::try_from(random.below(whole.len() as u64)).unwrap()));
    for length in ends {
        let place = killed.copy();
        fs::write(log_of(&place), &whole[..length]).unwrap();
        let outcome = outcome(&place, killed.acts);
        assert!(!matches!(outcome, Outcome::Silent(_)), "cut to {length}: {outcome:?}");
    }
}

/// S1: what is missing is said with how many and when, nothing is written over it, and it can still be read.
#[test]
fn a_store_behind_its_mark_is_only_read_and_says_how_much_is_missing() {
    let place = Place::new();
    let mut store = place.open();
    let case = open_case(&mut store, "周敏");
    store.tidy().unwrap();
    let before = fs::read(place.file()).unwrap();
    for text in ["一", "二", "三"] {
        append(&mut store, case, note(text)).unwrap();
    }
    drop(store);
    fs::write(place.file(), before).unwrap();
    let mut store = place.open();
    match store.frozen() {
        Some(StoreError::Behind { missing: 3, last }) => assert_eq!(*last, crate::support::NOON),
        other => panic!("{other:?}"),
    }
    let kept = fs::read(place.file()).unwrap();
    match append(&mut store, case, note("四")) {
        Err(WriteError::Store(error)) => assert_eq!(error.code(), "store-behind"),
        other => panic!("{other:?}"),
    }
    assert_eq!(store.facts(case).unwrap().len(), 1, "what is there can be read");
    drop(store);
    assert_eq!(fs::read(place.file()).unwrap(), kept, "and no byte of it changed");
}

type Ruin<'a> = &'a dyn Fn(&Place);

/// A copy from before a new station began: its acts count as well.
#[test]
fn a_copy_from_before_the_present_station_is_behind_by_what_came_before_it() {
    let place = Place::new();
    let mut store = place.open();
    let case = open_case(&mut store, "周敏");
    store.tidy().unwrap();
    let before = fs::read(place.file()).unwrap();
    append(&mut store, case, note("一")).unwrap();
    drop(store);
    // Moved to another disk: another station goes on, and has written nothing yet.
    let moved = fs::read(place.file()).unwrap();
    fs::remove_file(place.file()).unwrap();
    let spare = place.file().with_extension("spare");
    fs::write(&spare, moved).unwrap();
    fs::rename(spare, place.file()).unwrap();
    drop(place.open());
    fs::write(place.file(), &before).unwrap();
    match place.open().frozen() {
        Some(StoreError::Behind { missing: 1, .. }) => {}
        other => panic!("{other:?}"),
    }
}

/// S2.
#[test]
fn nothing_is_made_over_the_remains_of_a_store() {
    let gone = |place: &Place| fs::remove_file(place.file()).unwrap();
    let empty = |place: &Place| fs::write(place.file(), "").unwrap();
    let without = |endings: &'static [&str]| {
        move |place: &Place| {
            for ending in endings {
                let _ = fs::remove_file(place.file().with_extension(ending));
            }
        }
    };
    let ruined: [&[Ruin]; 6] = [
        &[&gone],
        &[&empty],
        &[&gone, &without(&["lock"])],
        &[&empty, &without(&["lock"])],
        &[&gone, &without(&["db-wal"])],
        &[&empty, &without(&["db-wal"])],
    ];
    let killed = Killed::after_calls(2);
    for (n, ruin) in ruined.iter().enumerate() {
        let place = killed.copy();
        ruin.iter().for_each(|step| step(&place));
        let lay = listing(&place);
        match Store::open(&place.file(), &Open::default()) {
            Err(error) => assert_eq!(error.code(), "store-ruins", "{n}"),
            Ok(store) => panic!("{n}: {store:?}"),
        }
        assert_eq!(listing(&place), lay, "{n}: everything lies as it lay");
    }
}

/// S2: a file that only ever stood in its log.
#[test]
fn a_first_session_whose_log_became_unreadable_is_no_new_store() {
    let killed = Killed::after_calls(2);
    for keep_mark in [true, false] {
        let place = killed.copy();
        flip(&log_of(&place), 40, 1);
        if !keep_mark {
            fs::remove_file(place.file().with_extension("lock")).unwrap();
        }
        match Store::open(&place.file(), &Open::default()) {
            Err(error) => assert_eq!(error.code(), "store-ruins"),
            Ok(store) => panic!("{store:?}"),
        }
    }
}

/// S2: drafts beside nothing.
#[test]
fn drafts_without_a_store_are_remains_as_well() {
    let place = Place::new();
    let drafts = zuoxi::store::drafts_of(&place.file());
    fs::create_dir_all(&drafts).unwrap();
    fs::write(drafts.join("0.journal"), "zuoxi-draft-1\nsomething typed").unwrap();
    assert!(matches!(Store::open(&place.file(), &Open::default()), Err(StoreError::Ruins(_))));
}

fn listing(place: &Place) -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<_> = fs::read_dir(place.file().parent().unwrap())
        .unwrap()
        .map(Result::unwrap)
        .filter(|entry| entry.path().is_file())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect();
    found.sort();
    found
}

fn saved_and_copied() -> (Place, Store, StreamId, TempDir) {
    let place = Place::new();
    let mut store = place.open();
    let case = open_case(&mut store, "周敏");
    store.tidy().unwrap();
    let aside = tempfile::tempdir().unwrap();
    fs::copy(place.file(), aside.path().join("yesterday.db")).unwrap();
    for n in 0..6 {
        let case = open_case(&mut store, &format!("客户{n}"));
        append(&mut store, case, note("漏水")).unwrap();
    }
    append(&mut store, case, note("今天")).unwrap();
    (place, store, case, aside)
}

fn refused(store: &mut Store, case: StreamId) -> StoreError {
    match append(store, case, note("后来")) {
        Err(WriteError::Store(error)) => error,
        other => panic!("{other:?}"),
    }
}

/// S3.
#[test]
fn a_file_removed_under_a_running_program_takes_no_more_words() {
    let (place, mut store, case, _aside) = saved_and_copied();
    fs::remove_file(place.file()).unwrap();
    assert_eq!(refused(&mut store, case).code(), "store-gone");
    drop(store);
    assert!(!place.file().exists(), "and none is made anew");
}

/// S3.
#[test]
fn another_file_moved_over_it_is_noticed_before_the_next_write() {
    let (place, mut store, case, aside) = saved_and_copied();
    let mine = aside.path().join("mine.db");
    fs::rename(place.file(), &mine).unwrap();
    fs::rename(aside.path().join("yesterday.db"), place.file()).unwrap();
    assert_eq!(refused(&mut store, case).code(), "store-replaced");
    // Put back as it was, it goes on.
    fs::rename(&mine, place.file()).unwrap();
    append(&mut store, case, note("又在了")).unwrap();
    assert_eq!(store.verify().unwrap().damages, []);
}

/// S3: yesterday's copy over it, into the same file, while the log was begun anew since.
#[test]
fn a_copy_written_over_it_is_noticed_before_the_next_write() {
    for in_the_log in [false, true] {
        let (place, store, case, aside) = saved_and_copied();
        drop(store);
        let mut store = place.open();
        if in_the_log {
            open_case(&mut store, "赵六");
        }
        fs::copy(aside.path().join("yesterday.db"), place.file()).unwrap();
        let error = refused(&mut store, case);
        assert!(matches!(error.code(), "store-damaged" | "store-behind"), "{error}");
        assert!(store.frozen().is_some(), "and it stays so");
    }
}

/// S3: the log holds what the file lost. Two who have it open could begin the log anew; alone it is carried over again.
#[test]
fn a_copy_written_over_what_the_log_still_holds_is_never_the_end_of_it() {
    for others in [true, false] {
        let (place, mut store, case, aside) = saved_and_copied();
        let mut other = others.then(|| place.open());
        if let Some(other) = &mut other {
            assert_eq!(other.facts(case).unwrap().len(), 2);
        }
        store.tidy().unwrap();
        fs::copy(aside.path().join("yesterday.db"), place.file()).unwrap();
        if others {
            assert_eq!(refused(&mut store, case).code(), "store-replaced");
            continue;
        }
        append(&mut store, case, note("后来")).unwrap();
        drop(store);
        let mut store = place.open();
        assert_eq!(store.frozen().map(StoreError::code), None);
        assert_eq!(store.verify().unwrap().damages, []);
        assert_eq!(store.facts(case).unwrap().len(), 3);
    }
}

/// An auditor's own tool carries the log over when it closes; the content is what it was.
#[test]
fn another_hand_that_changed_nothing_is_checked_and_the_work_goes_on() {
    let (place, mut store, case, _aside) = saved_and_copied();
    let raw = rusqlite::Connection::open(place.file()).unwrap();
    raw.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())).unwrap();
    drop(raw);
    append(&mut store, case, note("照常")).unwrap();
    assert_eq!(store.frozen().map(StoreError::code), None);
}

/// S6.
#[test]
fn what_a_session_saved_stands_in_the_file_once_it_has_closed() {
    let (place, store, case, _aside) = saved_and_copied();
    let station = store.station();
    drop(store);
    assert!(!log_of(&place).exists());
    let alone = Place::new();
    fs::create_dir_all(alone.file().parent().unwrap()).unwrap();
    fs::copy(place.file(), alone.file()).unwrap();
    assert_eq!(alone.open().facts(case).unwrap().len(), 2);
    assert_eq!(place.open().station(), station);
}

/// A number that was told is not given twice, even where the case that had it is lost.
#[test]
fn the_mark_keeps_the_last_number_given() {
    let (place, store, ..) = saved_and_copied();
    drop(store);
    let mark = fs::read_to_string(place.file().with_extension("lock")).unwrap();
    assert!(mark.contains("ZX20260316-0007"), "{mark}");
}

//! What can be read of a damaged store, in a new one: every act whose hash proves it, with the lost ones by name.
//!
//! The damaged files are only read. *Invariant*: cut short, nothing is left but them.

mod gaps;
mod pages;
mod pieces;
mod proof;
mod record;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rusqlite::{Connection, named_params};
use serde_json::json;
use uuid::Uuid;

use super::copies::{self, Held};
use super::error::StoreError;
use super::lock::Lock;
use super::log::{self, Parent};
use super::mark::{Mark, Note};
use super::remake::{self, Follower};
use super::row::{self, RowMaker};
use super::{connection, drafts, migrate, place, view};
use crate::domain::protocol::{Moment, Progress};
use crate::domain::{StreamKind, Timestamp};
use pages::Pages;
use pieces::Pieces;
use proof::{Chain, Doubted};

pub(super) use gaps::Gaps;
pub use proof::Lost;

/// The file in the new folder with what can be read and is not proved.
const DOUBTED: &str = "doubted.jsonl";

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Salvaged {
    /// The new store.
    pub store: PathBuf,
    /// What it holds.
    pub held: Held,
    /// What is missing in it.
    pub lost: Vec<Lost>,
    /// Acts in it that nothing proves: the act before each of them is gone.
    pub unproved: u64,
    /// Where that lies which can be read and may have been changed; nothing where there is none.
    pub doubted: Option<PathBuf>,
    /// Journals of drafts that were taken along.
    pub journals: u64,
    /// From where today's case numbers are counted, where the last one given could not be known.
    pub numbers_after: Option<String>,
}

impl Salvaged {
    /// Acts that are missing.
    pub fn lost_acts(&self) -> u64 {
        self.lost.iter().map(|lost| lost.to - lost.from + 1).sum()
    }
}

/// Reads everything that can be read of a store and makes a new one of it in an empty folder.
///
/// # Errors
/// The folder holds something; nothing can be read; the store is of an older form; the disk. Nothing is left of the new
/// one then.
pub fn salvage(
    broken: &Path,
    into: &Path,
    rows: &RowMaker,
    (now, today): (Timestamp, NaiveDate),
    follower: &mut Follower<'_>,
) -> Result<Salvaged, StoreError> {
    let pages = Pages::open(broken)?;
    let made = !into.exists();
    if !made && fs::read_dir(into)?.next().is_some() {
        return Err(StoreError::NotEmpty(into.to_path_buf()));
    }
    place::Place::check(&into.join("store.db"), true)?;
    let work = Work { broken, into, rows, now, today };
    let salvaged = work.all(&pages, follower);
    let _ = fs::remove_file(work.scratch());
    if salvaged.is_err() {
        // What was begun is of no use to anybody.
        let _ = fs::remove_dir_all(into);
        if !made {
            let _ = place::private_folder(into);
        }
    }
    salvaged
}

struct Work<'a> {
    broken: &'a Path,
    into: &'a Path,
    rows: &'a RowMaker,
    now: Timestamp,
    today: NaiveDate,
}

impl Work<'_> {
    fn scratch(&self) -> PathBuf {
        self.into.join("pieces.tmp")
    }

    fn all(&self, pages: &Pages, follower: &mut Follower<'_>) -> Result<Salvaged, StoreError> {
        drop(place::create_private(&self.scratch())?);
        let scratch = Connection::open(self.scratch())?;
        let found = Pieces::gather(pages, &scratch, &mut follower.part(0, 50))?;
        let mark = mark_beside(self.broken);
        let mut chains = Vec::new();
        for (n, stations) in &found.stations {
            if let Some(station) = proof::likeliest(*n, stations, &found, &scratch)? {
                let mut part = follower.part(50, 75);
                chains.push(proof::chain((*n, station), &found, mark.as_ref(), &scratch, &mut part)?);
            }
        }
        settle(&mut chains);
        if chains.iter().all(|chain| chain.last.is_none()) {
            return Err(StoreError::NothingReadable(self.broken.to_path_buf()));
        }
        let file = self.into.join("store.db");
        let fresh = self.into.join("store.db.new");
        drop(place::create_private(&fresh)?);
        let mut made = connection::open_bare(&fresh)?;
        migrate::make(&mut made)?;
        let transaction = made.transaction()?;
        let own = lay_in(&transaction, &chains, &scratch, &mut follower.part(75, 85))?;
        for key in ["prefix", "demo", view::NUMBERS_FROM] {
            if let Some(value) = found.meta.get(key) {
                view::set_meta(&transaction, key, value)?;
            }
        }
        remake::rebuild(&transaction, self.rows, &mut follower.part(85, 95))?;
        remake::forget(&transaction)?;
        Gaps::of(&chains).write(&transaction)?;
        let given = mark.map(|mark| mark.number).filter(|number| !number.is_empty());
        let ahead = if given.is_none() { Some(copies::restore::far_ahead(&transaction, self.today)?) } else { None };
        if let Some(number) = given.clone().or_else(|| ahead.clone()) {
            view::set_meta(&transaction, view::NUMBERS_FROM, &number)?;
        }
        let station = log::new_station(&transaction, place::identity(&fresh)?, &own)?;
        let mut lost = Vec::new();
        for chain in &mut chains {
            name(&mut chain.lost, &found, &transaction);
            lost.append(&mut chain.lost);
        }
        transaction.commit()?;
        let held = copies::held_in(&made, &mut follower.part(95, 100))?;
        made.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        self.mark(&file, &log::tail(&made, station)?, (held.last, given))?;
        drop(made);
        File::open(&fresh)?.sync_all()?;
        let journals = self.journals(&file)?;
        let doubted = self.doubted(&chains)?;
        fs::rename(&fresh, &file)?;
        place::sync_folder(self.into)?;
        let unproved = chains.iter().map(|chain| chain.unproved.len() as u64).sum();
        Ok(Salvaged { store: file, held, lost, unproved, doubted, journals, numbers_after: ahead })
    }

    /// The mark of the new store, so that it is known as what this program wrote last.
    fn mark(
        &self,
        file: &Path,
        tail: &log::Tail,
        (last, number): (Option<Timestamp>, Option<String>),
    ) -> Result<(), StoreError> {
        let mark = Mark::anew(tail, None, Note::None).behind(tail, last.unwrap_or(self.now), number);
        Lock::open(&place::lock_of(file))?.set_note(&mark)
    }

    /// Takes drafts along, byte for byte; who reads them finds what of them can be read.
    fn journals(&self, file: &Path) -> Result<u64, StoreError> {
        let (from, to) = (place::drafts_of(self.broken), place::drafts_of(file));
        let entries = match fs::read_dir(&from) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(0),
            entries => entries?,
        };
        let mut taken = 0;
        for entry in entries {
            let path = entry?.path();
            if drafts::is_of_drafts(&path) {
                place::private_folder(&to)?;
                let copy = to.join(path.file_name().unwrap_or_default());
                drop(place::create_private(&copy)?);
                fs::copy(&path, &copy)?;
                taken += 1;
            }
        }
        Ok(taken)
    }

    /// Writes down what can be read and does not go in, a line an act: a person may know whether it is true.
    fn doubted(&self, chains: &[Chain]) -> Result<Option<PathBuf>, StoreError> {
        if chains.iter().all(|chain| chain.doubted.is_empty()) {
            return Ok(None);
        }
        let path = self.into.join(DOUBTED);
        let mut file = place::create_private(&path)?;
        for one in chains.iter().flat_map(|chain| &chain.doubted) {
            writeln!(file, "{}", told(one))?;
        }
        file.sync_all()?;
        Ok(Some(path))
    }
}

fn told(one: &Doubted) -> serde_json::Value {
    let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap_or_default();
    json!({
        "station": one.station, "seq": one.seq, "at": Moment(Timestamp(one.at)), "stream": one.stream.0,
        "stream_id": one.stream.1, "kinds": one.kinds, "facts": read(&one.facts),
        "personal": one.personal.as_deref().map(read),
    })
}

/// The mark beside a store, where it can be read.
fn mark_beside(file: &Path) -> Option<Mark> {
    let lock = place::lock_of(file);
    if !lock.exists() {
        return None;
    }
    Note::read(&fs::read(lock).ok()?).mark()
}

/// Of one station under several numbers the one with acts stays; and where nothing proves that there was such a station,
/// nothing of it is missing.
fn settle(chains: &mut Vec<Chain>) {
    let far = |chain: &Chain| chain.last.as_ref().map_or(0, |(seq, _)| *seq);
    let best: BTreeMap<Uuid, u64> = chains.iter().fold(BTreeMap::new(), |mut best, chain| {
        let most = best.entry(chain.station.id).or_default();
        *most = far(chain).max(*most);
        best
    });
    let (mut seen, mut left_over) = (BTreeSet::new(), Vec::new());
    chains.retain_mut(|chain| {
        let is_best = best.get(&chain.station.id) == Some(&far(chain));
        let is_kept = is_best && (!chain.station.guessed || chain.last.is_some()) && seen.insert(chain.station.id);
        if !is_kept {
            left_over.append(&mut chain.doubted);
        }
        is_kept
    });
    // What such an act says is to be looked at all the same.
    if let Some(chain) = chains.first_mut() {
        chain.doubted.append(&mut left_over);
    }
}

/// Lays every act that was chosen into the new log; where its own line goes on.
fn lay_in(
    here: &Connection,
    chains: &[Chain],
    scratch: &Connection,
    follower: &mut Follower<'_>,
) -> Result<Parent, StoreError> {
    let mut own = Parent::none();
    for chain in chains {
        let station = &chain.station;
        let kind = match (chain.is_whole(), station.own) {
            (false, _) => "part",
            (true, true) => "own",
            (true, false) => "whole",
        };
        here.execute(
            "INSERT INTO stations (id, kind, branch, line, after, parent) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            (
                station.id.as_bytes(),
                kind,
                station.branch.map(Uuid::into_bytes),
                station.line.as_bytes(),
                station.after.map(Uuid::into_bytes),
                &station.parent,
            ),
        )?;
        lay_in_one(here, (here.last_insert_rowid(), chain.n), scratch, follower)?;
        if station.own {
            let hash = chain.last.as_ref().map_or_else(|| station.parent.clone(), |(_, hash)| hash.clone());
            own = Parent { station: Some((station.id, station.line)), hash };
        }
    }
    Ok(own)
}

fn lay_in_one(
    here: &Connection,
    (station, n): (i64, i64),
    scratch: &Connection,
    follower: &mut Follower<'_>,
) -> Result<(), StoreError> {
    let total = scratch
        .query_row("SELECT count(*) AS acts FROM chosen WHERE pos >> 40 = ?1", [n], |row| log::number(row, "acts"))?;
    let sql =
        "SELECT chosen.pos & 0xFFFFFFFFFF AS seq, found.id AS id, stream_kind, stream_id, rank, saw, at, person, no,
            role, chosen.kinds AS kinds, chosen.manual AS manual, facts, salt, personal, personal_hash, hash
        FROM chosen JOIN found ON found.n = chosen.n WHERE chosen.pos >> 40 = ?1 ORDER BY chosen.pos";
    let mut statement = scratch.prepare_cached(sql)?;
    let mut acts = statement.query([n])?;
    let mut done = 0;
    while let Some(act) = acts.next()? {
        let text = |column: &str| act.get::<_, String>(column);
        let blob = |column: &str| act.get::<_, Option<Vec<u8>>>(column);
        here.prepare_cached(include_str!("../sql/insert_act.sql"))?.execute(named_params! {
            ":pos": log::position(station, log::number(act, "seq")?),
            ":id": log::uuid(act, "id")?.as_bytes(),
            ":stream": log::stream_number(here, log::uuid(act, "stream_id")?, &text("stream_kind")?)?,
            ":rank": act.get::<_, i64>("rank")?,
            ":saw": act.get::<_, Option<String>>("saw")?,
            ":at": act.get::<_, i64>("at")?,
            ":actor": log::actor_number(here, (log::uuid(act, "person")?, &text("no")?, &text("role")?))?,
            ":kinds": log::word_number(here, &text("kinds")?)?,
            ":manual": log::word_number(here, &text("manual")?)?,
            ":facts": blob("facts")?,
            ":salt": blob("salt")?,
            ":personal": blob("personal")?,
            ":personal_hash": blob("personal_hash")?,
            ":hash": blob("hash")?,
        })?;
        done += 1;
        follower.hear(Progress { done, total })?;
    }
    Ok(())
}

/// Says of which case they are, where one is known.
fn name(lost: &mut [Lost], found: &Pieces, here: &Connection) {
    let is_case = |one: &&mut Lost| one.kind.as_deref() == Some(StreamKind::Case.as_str());
    for one in lost.iter_mut().filter(is_case) {
        let Some(id) = one.stream else { continue };
        one.no = row::number(here, id).ok().or_else(|| found.numbers.get(&id).cloned());
    }
}

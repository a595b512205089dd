//! The way back: a copy in the place of a store.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rusqlite::Connection;
use uuid::Uuid;

use super::{Held, check, spoken};
use crate::domain::Timestamp;
use crate::domain::engine::Facts;
use crate::store::connection;
use crate::store::drafts;
use crate::store::error::StoreError;
use crate::store::lock::Lock;
use crate::store::place::{self, Place};
use crate::store::remake::Follower;
use crate::store::view::{self, NUMBERS_FROM, View};

/// More cases than a desk takes between two copies.
const AHEAD: u64 = 500;

/// What became of a restored store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// What it holds now.
    pub held: Held,
    /// From where today's case numbers are counted, where the last one given could not be known.
    pub numbers_after: Option<String>,
    /// Where the files lie that were there before; nothing where there were none.
    pub before: Option<PathBuf>,
}

/// Puts a copy in the place of a store: made beside it, checked there, and then switched. What was there is moved aside,
/// never deleted; case numbers go on behind the last one that was given; drafts stay.
///
/// # Errors
/// Others work with the store; the copy is damaged; the disk. The store is as it was then.
///
/// Where neither the mark nor the store says which number was given last, those of `today` are counted from so far ahead
/// that none is given twice.
pub fn restore(
    store: &Path,
    copy: &Path,
    (now, today): (Timestamp, NaiveDate),
    follower: &mut Follower<'_>,
) -> Result<Restored, StoreError> {
    let place = Place::check(store, true)?;
    if drafts::somebody_types(&place.drafts())? {
        return Err(StoreError::InUse);
    }
    let fresh = named(&place.file, ".restoring");
    remove_with_log(&fresh)?;
    let made = copied(copy, &fresh, (last_number(&place)?, today), follower);
    if made.is_err() {
        let _ = remove_with_log(&fresh);
    }
    let (held, numbers_after) = made?;
    let before = move_aside(&place, now)?;
    fs::rename(&fresh, &place.file)?;
    place::sync_folder(&place.folder)?;
    Ok(Restored { held, numbers_after, before })
}

/// The new file, whole and checked, with the number from which cases are counted on; that number where it was guessed.
fn copied(
    copy: &Path,
    fresh: &Path,
    (given, today): (Option<String>, NaiveDate),
    follower: &mut Follower<'_>,
) -> Result<(Held, Option<String>), StoreError> {
    drop(place::create_private(fresh)?);
    fs::copy(copy, fresh)?;
    let held = check(fresh, follower)?;
    let made = connection::open_bare(fresh)?;
    let ahead = if given.is_none() { Some(far_ahead(&made, today)?) } else { None };
    if let Some(number) = given.or_else(|| ahead.clone()).filter(|number| !number.is_empty()) {
        view::set_meta(&made, NUMBERS_FROM, &number)?;
    }
    made.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    drop(made);
    fs::File::open(fresh)?.sync_all()?;
    Ok((held, ahead))
}

/// The last case number that was given: by the mark, else by what can be read of the store; empty where none was, nothing
/// where nobody knows.
fn last_number(place: &Place) -> Result<Option<String>, StoreError> {
    let marked = if place.lock.exists() { Lock::open(&place.lock)?.note().mark() } else { None };
    if let Some(mark) = marked.filter(|mark| !mark.number.is_empty()) {
        return Ok(Some(mark.number));
    }
    let read = || -> Result<String, StoreError> {
        let here = connection::open_bare(&place.file)?;
        Ok(here.query_row("SELECT coalesce(max(no), '') FROM cases", [], |row| row.get(0))?)
    };
    // A store that cannot be read has no more to say about it.
    Ok(Some(&place.file).filter(|file| file.exists()).and_then(|_| read().ok()))
}

/// A number of a day that no desk can have come to since the copy was made.
pub(in crate::store) fn far_ahead(copy: &Connection, day: NaiveDate) -> Result<String, StoreError> {
    let prefix = view::meta(copy, "prefix")?.unwrap_or_default();
    let next = View::new(copy, &prefix, Uuid::nil()).next_case_no(day)?;
    let (day, last) = next.rsplit_once('-').ok_or(StoreError::BadValue("number"))?;
    let last: u64 = last.parse().map_err(|_| StoreError::BadValue("number"))?;
    Ok(format!("{day}-{:04}", last - 1 + AHEAD))
}

/// Moves the files of a store into a folder of their own beside it.
fn move_aside(place: &Place, now: Timestamp) -> Result<Option<PathBuf>, StoreError> {
    let aside = named(&place.file, &format!(".before-{}", spoken(now)?));
    let files = [place.file.clone(), named(&place.file, "-wal"), named(&place.file, "-shm"), place.lock.clone()];
    let there: Vec<&PathBuf> = files.iter().filter(|file| file.symlink_metadata().is_ok()).collect();
    if there.is_empty() {
        return Ok(None);
    }
    place::private_folder(&aside)?;
    for file in there {
        fs::rename(file, aside.join(file.file_name().unwrap_or_default()))?;
    }
    place::sync_folder(&aside)?;
    Ok(Some(aside))
}

fn remove_with_log(file: &Path) -> Result<(), StoreError> {
    for file in [file.to_path_buf(), named(file, "-wal"), named(file, "-shm")] {
        match fs::remove_file(file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

fn named(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

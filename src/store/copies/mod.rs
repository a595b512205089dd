//! Copies of a store: whole and checked before an older one goes, and the way back from one.
//!
//! *Invariant*: what bears a copy's name is whole and was checked; one that is still being made has another name.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike, NaiveDateTime, Timelike};
use rusqlite::Connection;

use super::connection;
use super::error::StoreError;
use super::look::Look;
use super::place::{self, Place};
use super::remake::Follower;
use super::verify;
use crate::domain::Timestamp;

pub(super) mod restore;

pub use restore::{Restored, restore};

/// Copies kept: the newest of so many hours, days and weeks.
const KEPT: (usize, usize, usize) = (24, 14, 8);

/// The last copies stay in any case: one that turns out damaged has another behind it.
const LAST: usize = 3;

/// How the moment of a copy stands in its name: UTC, to the millisecond.
const MOMENT: &str = "%Y%m%dT%H%M%S%3fZ";

/// A copy that lies there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// The file.
    pub path: PathBuf,
    /// When it was made.
    pub at: Timestamp,
}

/// What a copy holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Acts, checked.
    pub acts: u64,
    /// Cases, open or closed.
    pub cases: u64,
    /// When the last act was made; nothing in an empty store.
    pub last: Option<Timestamp>,
}

/// Where the copies of a store lie unless another folder is named.
pub fn folder_of(store: &Path) -> PathBuf {
    let mut name = store.file_stem().unwrap_or_default().to_os_string();
    name.push(".copies");
    store.with_file_name(name)
}

/// The copies in a folder, the newest first; other files there are nobody's business.
pub fn copies_in(folder: &Path) -> Result<Vec<Copy>, StoreError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut copies = Vec::new();
    for entry in entries {
        let path = entry?.path();
        copies.extend(made_at(&path).map(|at| Copy { path, at }));
    }
    copies.sort_by_key(|copy| std::cmp::Reverse(copy.at));
    Ok(copies)
}

/// A moment as it stands in names.
fn spoken(at: Timestamp) -> Result<String, StoreError> {
    Ok(DateTime::from_timestamp_millis(at.0).ok_or(StoreError::BadValue("time"))?.format(MOMENT).to_string())
}

fn made_at(path: &Path) -> Option<Timestamp> {
    let name = path.file_name()?.to_str()?.strip_prefix("store-")?.strip_suffix(".db")?;
    moment_of(name)
}

fn moment_of(name: &str) -> Option<Timestamp> {
    let moment = NaiveDateTime::parse_from_str(name, MOMENT).ok()?;
    Some(Timestamp(moment.and_utc().timestamp_millis()))
}

/// Whose turn it is where somebody else makes a copy of the same store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// One waits for it.
    Wait,
    /// The other's copy will do.
    Leave,
}

/// Makes a copy in a folder, checks it and gives it its name; then older ones go that are no longer kept.
///
/// Nobody waits for it: it is read as of one moment, while others save.
///
/// # Errors
/// The folder or the disk, the store, or an end before its time; whatever was begun is gone then, older copies stay.
/// [`StoreError::Busy`] where somebody else makes one and the turn is left to them.
pub fn make(
    store: &Path,
    folder: &Path,
    (turn, now): (Turn, Timestamp),
    follower: &mut Follower<'_>,
) -> Result<(Copy, Held), StoreError> {
    let place = Place::check(store, false)?;
    place::private_folder(folder)?;
    let lock = place::open_private(&folder.join("copying.lock"))?;
    match turn {
        Turn::Wait => lock.lock()?,
        Turn::Leave => lock.try_lock().map_err(|_| StoreError::Busy)?,
    }
    // Two of one moment are two.
    let mut copy = Copy { path: folder.join(named_at(now)?), at: now };
    while copy.path.exists() {
        copy.at.0 += 1;
        copy.path = folder.join(named_at(copy.at)?);
    }
    let part = copy.path.with_extension("part");
    let made = write(&place.file, &part, follower).and_then(|held| {
        fs::rename(&part, &copy.path)?;
        place::sync_folder(folder)?;
        Ok(held)
    });
    if made.is_err() {
        for ending in ["part", "part-journal"] {
            let _ = fs::remove_file(part.with_extension(ending));
        }
    }
    let held = made?;
    prune(folder)?;
    Ok((copy, held))
}

fn named_at(at: Timestamp) -> Result<String, StoreError> {
    Ok(format!("store-{}.db", spoken(at)?))
}

fn write(store: &Path, part: &Path, follower: &mut Follower<'_>) -> Result<Held, StoreError> {
    let mut from = connection::open_bare(store)?;
    follower.watch(&mut from)?;
    // An empty private file: what fills it never follows a link that way.
    drop(place::create_private(part)?);
    from.execute("VACUUM INTO ?1", [part.to_str().ok_or(StoreError::BadValue("path"))?])?;
    fs::File::open(part)?.sync_all()?;
    held_in(&connection::open_bare(part)?, follower)
}

/// Checks a copy act by act.
///
/// # Errors
/// Something in it is not as it was written.
pub fn check(copy: &Path, follower: &mut Follower<'_>) -> Result<Held, StoreError> {
    // What is no store of ours, or of another form, is told in its own words.
    drop(Look::at(copy)?);
    held_in(&connection::open_bare(copy)?, follower)
}

/// What a store holds, checked.
pub(super) fn held_in(copy: &Connection, follower: &mut Follower<'_>) -> Result<Held, StoreError> {
    let sound: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    let damage = verify::chain_of(copy, follower)?.into_iter().next().map(|damage| damage.to_string());
    if let Some(what) = damage.or_else(|| Some(sound).filter(|sound| sound != "ok")) {
        return Err(StoreError::Damaged(what));
    }
    let number = |sql: &str| copy.query_row(sql, [], |row| row.get::<_, i64>(0)).map(i64::cast_unsigned);
    Ok(Held {
        acts: number("SELECT count(*) FROM acts")?,
        cases: number("SELECT count(*) FROM streams WHERE kind = 'case'")?,
        last: copy
            .query_row(include_str!("../sql/last_at.sql"), [], |row| row.get::<_, Option<i64>>(0))?
            .map(Timestamp),
    })
}

/// The file that says when the way back was tried last.
const DRILLED: &str = "drilled";

/// Notes that the way back was tried.
///
/// # Errors
/// The folder or the disk.
pub fn note_drill(folder: &Path, now: Timestamp) -> Result<(), StoreError> {
    drop(place::open_private(&folder.join(DRILLED))?);
    Ok(fs::write(folder.join(DRILLED), spoken(now)?)?)
}

/// When the way back was tried last; nothing where it never was.
pub fn drilled(folder: &Path) -> Option<Timestamp> {
    moment_of(fs::read_to_string(folder.join(DRILLED)).ok()?.trim())
}

/// Removes what is no longer kept: of every hour, day and week the newest stays, so many of each.
fn prune(folder: &Path) -> Result<(), StoreError> {
    let copies = copies_in(folder)?;
    let kept = kept(&copies.iter().map(|copy| copy.at).collect::<Vec<_>>());
    for copy in copies.iter().filter(|copy| !kept.contains(&copy.at)) {
        fs::remove_file(&copy.path)?;
    }
    place::sync_folder(folder)
}

/// The moments that are kept, of moments that stand newest first.
fn kept(moments: &[Timestamp]) -> Vec<Timestamp> {
    let span = |of: &dyn Fn(NaiveDateTime) -> String, most: usize| {
        let mut seen: Vec<String> = Vec::new();
        let mut kept = Vec::new();
        for at in moments {
            let Some(moment) = DateTime::from_timestamp_millis(at.0) else { continue };
            let name = of(moment.naive_utc());
            if seen.len() < most && !seen.contains(&name) {
                seen.push(name);
                kept.push(*at);
            }
        }
        kept
    };
    let (hours, days, weeks) = KEPT;
    let mut all = span(&|at| format!("{} {}", at.date(), at.hour()), hours);
    all.extend(moments.iter().take(LAST));
    all.extend(span(&|at| at.date().to_string(), days));
    all.extend(span(&|at| format!("{:?}", at.iso_week()), weeks));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;

    #[test]
    fn of_a_year_of_hourly_copies_the_newest_of_hours_days_and_weeks_stay() {
        let moments: Vec<Timestamp> = (0..24 * 365).map(|back| Timestamp(1_800_000_000_000 - back * HOUR)).collect();
        let kept: std::collections::BTreeSet<Timestamp> = kept(&moments).into_iter().collect();
        assert!((40..=46).contains(&kept.len()), "{}", kept.len());
        assert!(moments[..24].iter().all(|hour| kept.contains(hour)), "each of the last 24 hours");
        let oldest = moments[0].0 - kept.first().unwrap().0;
        assert!((43 * 24 * HOUR..=56 * 24 * HOUR).contains(&oldest), "eight weeks back: {oldest}");
    }
}

//! The copy of a store as it was before it is brought up to date: it lies beside the store, is compared with it, and goes
//! again where nothing came of it.
//!
//! *Invariant*: what bears a copy's name is whole; one that is still being made has another name.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::connection;
use super::error::StoreError;
use super::migrate::FORMAT;
use super::place;
use super::remake::Follower;

/// The log as it is in the first form; rows follow from it.
const LOG: [&str; 3] = [
    "SELECT * FROM meta ORDER BY key",
    "SELECT * FROM stations ORDER BY n",
    "SELECT * FROM events ORDER BY station, seq",
];

/// What the name of a copy that is still being made ends with.
const PART: &str = ".part";

/// A copy that holds what the store held.
#[derive(Debug)]
pub(super) struct Aside {
    pub path: PathBuf,
    /// It was made just now.
    is_new: bool,
}

impl Aside {
    /// The one a try before this one left, as it was [`found`], else a new one.
    pub fn make(
        store: &Connection,
        file: &Path,
        found: Option<PathBuf>,
        follower: &Follower<'_>,
    ) -> Result<Self, StoreError> {
        let part = named(file, PART);
        // Somebody was cut short while making it.
        remove_part(&part);
        if let Some(path) = found {
            return Ok(Self { path, is_new: false });
        }
        let made = write(store, &part, follower).and_then(|()| keep(&part, file));
        if made.is_err() {
            remove_part(&part);
        }
        Ok(Self { path: made?, is_new: true })
    }

    /// Nothing came of it: what was made for it goes.
    pub fn withdraw(self) {
        if self.is_new {
            remove(&self.path);
        }
    }
}

/// A copy of the store as it is now that lies there already: somebody was cut short after making it.
pub(super) fn found(store: &Connection, file: &Path, follower: &Follower<'_>) -> Result<Option<PathBuf>, StoreError> {
    for path in names(file).take_while(|path| fs::symlink_metadata(path).is_ok()) {
        match is_copy(store, &path, follower) {
            Ok(true) => return Ok(Some(path)),
            Err(StoreError::Stopped) => return Err(StoreError::Stopped),
            // Whatever else lies there is somebody's.
            Ok(false) | Err(_) => {}
        }
    }
    Ok(None)
}

fn write(store: &Connection, part: &Path, follower: &Follower<'_>) -> Result<(), StoreError> {
    // An empty private file: what fills it never follows a link that way.
    drop(place::create_private(part)?);
    let name = part.to_str().ok_or(StoreError::BadValue("path"))?;
    store.execute("VACUUM INTO ?1", [name])?;
    if !is_copy(store, part, follower)? {
        return Err(StoreError::Damaged("the copy before the migration does not hold".to_owned()));
    }
    Ok(fs::File::open(part)?.sync_all()?)
}

/// Gives a finished copy the first name nobody has.
fn keep(part: &Path, file: &Path) -> Result<PathBuf, StoreError> {
    let path = names(file)
        .find(|path| fs::symlink_metadata(path).is_err())
        .ok_or_else(|| StoreError::Internal("a thousand copies of the store lie beside it".to_owned()))?;
    fs::rename(part, &path)?;
    place::sync_folder(path.parent().unwrap_or(Path::new(".")))?;
    Ok(path)
}

fn names(file: &Path) -> impl Iterator<Item = PathBuf> + '_ {
    (1..1000).map(|number| named(file, &format!("-{number}")))
}

fn named(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_os_string();
    name.push(format!(".before-v{FORMAT}{ending}"));
    PathBuf::from(name)
}

/// Removes what a copy not finished left, the journal of its making included: no other must be undone by that.
fn remove_part(part: &Path) {
    remove(part);
    remove(&journal_of(part));
}

fn journal_of(part: &Path) -> PathBuf {
    let mut journal = part.as_os_str().to_os_string();
    journal.push("-journal");
    PathBuf::from(journal)
}

/// Bytes that a copy not finished takes up, and that are free once the next is begun.
pub(super) fn left_over(file: &Path) -> u64 {
    let part = named(file, PART);
    let bytes = |path: &Path| fs::symlink_metadata(path).map_or(0, |meta| meta.blocks().saturating_mul(512));
    bytes(&part).saturating_add(bytes(&journal_of(&part)))
}

/// Where it cannot be removed it only takes room.
fn remove(path: &Path) {
    if let Err(error) = fs::remove_file(path)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(%error, "a copy that is not wanted stays");
    }
}

/// Whether a file is sound and its log the store's, byte for byte.
fn is_copy(store: &Connection, path: &Path, follower: &Follower<'_>) -> Result<bool, StoreError> {
    let mut copy = connection::open_bare(path)?;
    follower.watch(&mut copy)?;
    let sound: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    let version = |of: &Connection| of.pragma_query_one::<i64>(None, "user_version");
    if sound != "ok" || version(store)? != version(&copy)? {
        return Ok(false);
    }
    for part in LOG {
        if !is_same(store, &copy, part)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn is_same(one: &Connection, other: &Connection, sql: &str) -> Result<bool, StoreError> {
    let (mut one, mut other) = (one.prepare(sql)?, other.prepare(sql)?);
    let columns = one.column_count();
    if columns != other.column_count() {
        return Ok(false);
    }
    let (mut one, mut other) = (one.query([])?, other.query([])?);
    loop {
        match (one.next()?, other.next()?) {
            (None, None) => return Ok(true),
            (Some(one), Some(other)) => {
                for column in 0..columns {
                    if one.get_ref(column)? != other.get_ref(column)? {
                        return Ok(false);
                    }
                }
            }
            _ => return Ok(false),
        }
    }
}

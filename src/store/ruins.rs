//! What is left of a store whose file is gone or empty: nothing new is made over it.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use super::drafts;
use super::error::StoreError;
use super::lock::Lock;
use super::mark::Note;
use super::place::Place;

/// Bytes of the head of a write-ahead log, and of the head of each page in it (SQLite's file format, section 4.1).
const LOG_HEAD: usize = 32;
const PAGE_HEAD: usize = 24;

/// Refuses to make a store where the remains of another one lie: a mark, a write-ahead log, drafts.
///
/// To be asked before SQLite opens the file: it removes the log of an empty one.
pub(super) fn refuse(place: &Place) -> Result<(), StoreError> {
    let gone = match place.existing()? {
        None => true,
        Some(meta) if meta.len() == 0 => true,
        Some(_) => false,
    };
    if gone && (log_length(&place.file)? > 0 || was_marked(place)? || drafts::lie_in(&place.drafts())?) {
        return Err(StoreError::Ruins(place.file.clone()));
    }
    Ok(())
}

/// The same where there is a file in which nothing can be found: what was in it may have stood in its log.
pub(super) fn refuse_empty(place: &Place) -> Result<(), StoreError> {
    // Making a store is the first commit; it is on disk before the second one begins.
    if was_marked(place)? || commits(&place.file)? > 1 || drafts::lie_in(&place.drafts())? {
        return Err(StoreError::Ruins(place.file.clone()));
    }
    Ok(())
}

fn was_marked(place: &Place) -> Result<bool, StoreError> {
    match fs::symlink_metadata(&place.lock) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error.into()),
        Ok(_) => Ok(Lock::open(&place.lock)?.note() != Note::None),
    }
}

fn log_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push("-wal");
    PathBuf::from(name)
}

/// Bytes of the write-ahead log of a file; none where there is none.
pub(super) fn log_length(file: &Path) -> Result<u64, StoreError> {
    match fs::symlink_metadata(log_of(file)) {
        Ok(meta) => Ok(meta.len()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error.into()),
    }
}

/// Commits whose last page lies whole in the log, whatever is wrong with the pages before it.
fn commits(file: &Path) -> Result<usize, StoreError> {
    if log_length(file)? == 0 {
        return Ok(0);
    }
    let log = fs::read(log_of(file))?;
    let salt = log.get(16..24).unwrap_or_default();
    Ok(frames(&log).filter(|frame| word(frame, 4) > 0 && frame.get(8..16) == Some(salt)).count())
}

/// Whether the pages of the first frames of the log stand in the file as the log has them.
pub(super) fn is_in_file(file: &Path, carried: usize) -> Result<bool, StoreError> {
    if carried == 0 {
        return Ok(true);
    }
    let log = fs::read(log_of(file))?;
    let mut last: BTreeMap<u32, &[u8]> = BTreeMap::new();
    for frame in frames(&log).take(carried) {
        last.insert(word(frame, 0), frame.get(PAGE_HEAD..).unwrap_or_default());
    }
    let file = fs::File::open(file)?;
    let length = file.metadata()?.len();
    for (number, page) in last {
        let mut found = vec![0; page.len()];
        let at = u64::from(number.saturating_sub(1)) * page.len() as u64;
        // The file never becomes shorter but by VACUUM, which empties the log.
        if at + page.len() as u64 > length {
            return Ok(false);
        }
        file.read_exact_at(&mut found, at)?;
        if found != page {
            return Ok(false);
        }
    }
    Ok(true)
}

fn frames(log: &[u8]) -> impl Iterator<Item = &[u8]> {
    let page = usize::try_from(word(log, 8)).unwrap_or(0).max(512);
    log.get(LOG_HEAD..).unwrap_or_default().chunks_exact(PAGE_HEAD + page)
}

fn word(bytes: &[u8], at: usize) -> u32 {
    let four = bytes.get(at..at + 4).and_then(|four| <[u8; 4]>::try_from(four).ok());
    four.map_or(0, u32::from_be_bytes)
}

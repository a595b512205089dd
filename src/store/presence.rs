//! Who looks at which case just now: a small file for each process beside the store, read by its neighbours. No fact; it is
//! gone with whoever wrote it.
//!
//! A file counts while the process that wrote it holds its lock, which the kernel lets go when it dies.

use std::fs::{self, File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::process;

use super::error::StoreError;
use super::place;
use crate::domain::protocol::Beside;

const ENDING: &str = "here";
/// No file is longer; what is was written by something else.
const LARGEST: u64 = 4096;

/// A process's own file, and where those of the others lie.
#[derive(Debug)]
pub struct Presence {
    folder: PathBuf,
    own: PathBuf,
    file: File,
    said: Option<Beside>,
}

impl Presence {
    /// Takes a place among those who work with a store.
    ///
    /// # Errors
    /// The folder or the disk.
    pub fn of(store: &Path) -> Result<Self, StoreError> {
        let folder = store.with_extension(ENDING);
        place::private_folder(&folder)?;
        for n in 0_u32.. {
            let own = folder.join(format!("{}-{n}.{ENDING}", process::id()));
            let file = place::open_private(&own)?;
            // A process of another namespace may have the same number.
            if file.try_lock().is_ok() {
                file.set_len(0)?;
                return Ok(Self { folder, own, file, said: None });
            }
        }
        Err(StoreError::Busy)
    }

    /// Says what is looked at, or nothing; written only where it changed.
    ///
    /// # Errors
    /// The disk; others then see what was said before, or nothing.
    pub fn say(&mut self, looks: Option<Beside>) -> Result<(), StoreError> {
        if looks == self.said {
            return Ok(());
        }
        let text = looks.as_ref().map(serde_json::to_vec).transpose().map_err(|_| StoreError::BadValue("beside"))?;
        self.file.set_len(0)?;
        self.file.rewind()?;
        self.file.write_all(&text.unwrap_or_default())?;
        self.said = looks;
        Ok(())
    }

    /// What the others look at; files of processes that died are removed.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn others(&self) -> Result<Vec<Beside>, StoreError> {
        let mut others = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path != self.own && path.extension().is_some_and(|ending| ending == ENDING) {
                others.extend(seen(&path));
            }
        }
        others.sort();
        Ok(others)
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.own);
    }
}

/// What a living neighbour says; half a sentence is nothing until the next look.
fn seen(path: &Path) -> Option<Beside> {
    let file = place::open_existing(path).ok()?;
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => {}
        Ok(()) => {
            let _ = fs::remove_file(path);
            return None;
        }
        Err(TryLockError::Error(_)) => return None,
    }
    let mut text = Vec::new();
    file.take(LARGEST).read_to_end(&mut text).ok()?;
    serde_json::from_slice(&text).ok()
}

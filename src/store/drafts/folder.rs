//! What lies in a folder of journals, without reading any.

use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::Path;

use super::record::MAGIC;
use super::{ENDING, dead};
use crate::store::error::StoreError;

/// Whether anything was left behind in a folder of journals.
pub fn lie_in(folder: &Path) -> Result<bool, StoreError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        if is_of_drafts(&entry.path())
            && entry.metadata().is_ok_and(|meta| meta.is_file() && meta.len() > MAGIC.len() as u64)
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a file holds drafts, or what of them could not be read.
pub fn is_of_drafts(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == ENDING || ending == dead::UNREAD)
}

/// Whether a living process keeps a journal in a folder.
pub fn somebody_types(folder: &Path) -> Result<bool, StoreError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        entries => entries?,
    };
    for entry in entries {
        let path = entry?.path();
        let is_ours = path.extension().is_some_and(|ending| ending == ENDING) && path.is_file();
        if is_ours && matches!(File::open(&path)?.try_lock(), Err(TryLockError::WouldBlock)) {
            return Ok(true);
        }
    }
    Ok(false)
}

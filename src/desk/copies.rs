//! Copies of the store that are made by themselves, beside the work.

use std::path::{Path, PathBuf};

use super::Desk;
use crate::domain::Timestamp;
use crate::domain::protocol::Copies;
use crate::store::copies::{self, Turn};
use crate::store::{Follower, StoreError};

/// Between two copies made by themselves.
const COPY_EVERY_MS: i64 = 3_600_000;

/// What was saved since the newest copy is too much from here on.
const STALE_MS: i64 = 24 * COPY_EVERY_MS;

/// A copy that is due; it may be made on another thread.
#[derive(Debug)]
pub struct CopyDue {
    store: PathBuf,
    folder: PathBuf,
    now: Timestamp,
}

impl CopyDue {
    /// Makes the copy; where another program makes one just now, that one will do.
    ///
    /// # Errors
    /// Those of [`copies::make`].
    pub fn make(&self, follower: &mut Follower<'_>) -> Result<(), StoreError> {
        match copies::make(&self.store, &self.folder, (Turn::Leave, self.now), follower) {
            Err(StoreError::Busy) => Ok(()),
            made => made.map(drop),
        }
    }
}

impl Desk {
    /// Has copies made by themselves in a folder. A practice has none.
    pub fn keep_copies(&mut self, folder: PathBuf) {
        self.copies = Some(folder).filter(|_| !self.store.is_demo());
    }

    /// What stands of the copies; nothing where none are kept.
    pub fn copies(&self, now: Timestamp) -> Option<Copies> {
        let newest = newest_in(self.copies.as_ref()?, now);
        let behind = self.store.last_saved().is_some_and(|saved| newest.is_none_or(|newest| saved > newest));
        let stale = behind && newest.is_none_or(|newest| now.since_ms(newest) >= STALE_MS);
        Some(Copies { newest, stale })
    }

    /// A copy to be made; nothing while the newest is young or holds all that was saved.
    pub fn copy_due(&self, now: Timestamp) -> Option<CopyDue> {
        let folder = self.copies.clone()?;
        let newest = newest_in(&folder, now);
        let saved = self.store.last_saved()?;
        let due = newest.is_none_or(|newest| now.since_ms(newest) >= COPY_EVERY_MS && saved > newest);
        due.then(|| CopyDue { store: self.store.path().to_path_buf(), folder, now })
    }
}

/// The newest copy's moment; one of a clock that ran ahead does not count.
fn newest_in(folder: &Path, now: Timestamp) -> Option<Timestamp> {
    // A folder that cannot be read is told by the copy that fails there.
    let copies = copies::copies_in(folder).unwrap_or_default();
    copies.iter().map(|copy| copy.at).find(|at| at.since_ms(now) < COPY_EVERY_MS)
}

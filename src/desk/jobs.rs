//! Long work, in steps short enough to stand between two saves.

use super::Desk;
use crate::domain::protocol::Progress;
use crate::store::{Follower, StoreError};

/// Streams of a step where nobody saves meanwhile but other processes.
const STEP: usize = 50;

impl Desk {
    /// How far the rows are made anew after a change of rules; nothing where all are made.
    pub fn rows_owed(&mut self) -> Result<Option<Progress>, StoreError> {
        self.store.rows_owed()
    }

    /// Makes the rows of so many streams anew in one transaction; how far it is then, nothing where all are made.
    pub fn make_some_rows(&mut self, count: usize) -> Result<Option<Progress>, StoreError> {
        self.store.make_rows(count)
    }

    /// Makes all rows that are owed; ended before its time, it is gone on with later.
    ///
    /// # Errors
    /// [`StoreError::Stopped`] where it was ended.
    pub fn make_rows(&mut self, follower: &mut Follower<'_>) -> Result<(), StoreError> {
        let Some(mut progress) = self.rows_owed()? else { return Ok(()) };
        follower.hear(progress)?;
        while let Some(further) = self.make_some_rows(STEP)? {
            follower.hear(further)?;
            progress = further;
        }
        follower.hear(Progress { done: progress.total, ..progress })
    }
}

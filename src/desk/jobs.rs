//! Long work, in steps short enough to stand between two saves.

use super::Desk;
use crate::domain::protocol::{OnlyRead, Progress};
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

    /// What an idle moment is for: what was saved is carried over into the file.
    pub fn tidy_when_idle(&mut self) -> Result<(), StoreError> {
        self.store.tidy_when_idle()
    }

    /// A check of all that was written, to be made beside the work; nothing while nothing went wrong.
    pub fn check_owed(&mut self) -> Option<impl FnOnce(&mut Follower<'_>) -> Result<(), StoreError> + Send + use<>> {
        self.store.owes_check().then(|| {
            let mut reader = self.store.another();
            move |follower: &mut Follower<'_>| reader.check(follower)
        })
    }

    /// Why the store is only read any more; nothing while it can be trusted.
    pub fn only_read(&self) -> Option<OnlyRead> {
        self.store.frozen().map(OnlyRead::from)
    }

    /// Nothing is written any more.
    pub fn freeze(&mut self, why: StoreError) {
        self.store.freeze(why);
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

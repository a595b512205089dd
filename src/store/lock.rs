//! The lock file beside a store: writers queue on it, and it remembers how far the store had come.
//!
//! The kernel frees the lock when its holder dies. Inside stands the [`Mark`].

use std::fs::{File, TryLockError};
use std::hash::{BuildHasher, RandomState};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::time::Duration;

use super::error::StoreError;
use super::mark::{self, Mark, Note};
use super::place;

/// Waiting for other writers ends here: a hung holder must not stop everybody.
const CAP_US: u64 = 2_000_000;
/// Least and most time slept between two looks at the lock file, in microseconds: short, because a writer that has
/// just finished does not sleep before it asks again.
const LOOK_US: (u64, u64) = (50, 250);
/// Least and most time slept by a connection whose database is locked, in microseconds.
const BUSY_US: (u64, u64) = (500, 2_000);

/// The open lock file of one store.
#[derive(Debug)]
pub(crate) struct Lock {
    file: File,
    jitter: Jitter,
}

/// The lock, held; freed on drop.
#[derive(Debug)]
pub(crate) struct Held {
    file: File,
}

impl Lock {
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Ok(Self { file: place::open_private(path)?, jitter: Jitter::new() })
    }

    /// Takes the lock where nobody holds it.
    pub fn try_acquire(&self) -> Result<Option<Held>, StoreError> {
        match self.file.try_lock() {
            Ok(()) => Ok(Some(Held { file: self.file.try_clone()? })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// Takes the lock, or gives up after two seconds: then the database's own locks are all that is left.
    pub fn acquire(&mut self) -> Result<Option<Held>, StoreError> {
        let mut waited_us = 0;
        loop {
            match self.try_acquire()? {
                None if waited_us < CAP_US => waited_us += self.jitter.nap(LOOK_US),
                held => return Ok(held),
            }
        }
    }

    /// What was noted last.
    pub fn note(&self) -> Note {
        let mut bytes = [0_u8; mark::LENGTH];
        let mut read = 0;
        while let Some(rest) = bytes.get_mut(read..).filter(|rest| !rest.is_empty()) {
            match self.file.read_at(rest, read as u64) {
                Ok(0) => break,
                Ok(more) => read += more,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(_) => return Note::Torn,
            }
        }
        Note::read(bytes.get(..read).unwrap_or_default())
    }

    /// Notes how far the store has come; called after the commit, so the note is never ahead of the store.
    pub fn set_note(&self, mark: &Mark) -> Result<(), StoreError> {
        Ok(self.file.write_all_at(&mark.written()?, 0)?)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        // Unlocking one of two handles to the same open file frees it for all.
        let _ = self.file.unlock();
    }
}

/// Short sleeps of uneven length, so that waiting writers do not wake in step.
#[derive(Debug)]
pub(crate) struct Jitter(u64);

impl Jitter {
    pub fn new() -> Self {
        Self(RandomState::new().hash_one(std::process::id()) | 1)
    }

    /// Sleeps while the database is locked.
    pub fn busy(&mut self) {
        self.nap(BUSY_US);
    }

    /// Sleeps between two bounds; the time slept in microseconds.
    fn nap(&mut self, (least, most): (u64, u64)) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let us = least + self.0 % (most - least);
        std::thread::sleep(Duration::from_micros(us));
        us
    }
}

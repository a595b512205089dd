//! Keeping what is typed: written before the frame that shows it, on disk within a second.

use std::sync::mpsc::{SyncSender, channel, sync_channel};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use crate::domain::protocol::JournalOp;
use crate::store::{Journal, Remark, StoreError};
use crate::text::clean;
use crate::tui::Banner;
use crate::words::{Arg, Words};

/// The living journal, for the ways out that have no other hold of it.
static LIVING: OnceLock<Arc<Journal>> = OnceLock::new();

/// How long a way out waits for the disk.
const PATIENCE: Duration = Duration::from_millis(400);

/// The loop's hold of the journal.
#[derive(Debug)]
pub struct Keeper {
    journal: Arc<Journal>,
    /// Wakes the thread that syncs; full when it is at it already.
    wake: SyncSender<()>,
}

impl Keeper {
    pub fn start(journal: Journal) -> std::io::Result<Self> {
        let journal = Arc::new(journal);
        let _ = LIVING.set(Arc::clone(&journal));
        let (wake, woken) = sync_channel(1);
        let synced = Arc::clone(&journal);
        thread::Builder::new().name("drafts".to_owned()).spawn(move || {
            while woken.recv().is_ok() {
                sync(&synced);
            }
        })?;
        Ok(Self { journal, wake })
    }

    /// Keeps a change; from here on it survives this process.
    pub fn write(&self, op: &JournalOp) -> Result<(), StoreError> {
        self.journal.write(op).inspect_err(|error| tracing::error!(%error, "a draft could not be kept"))
    }

    /// A second has passed: what was written since is put on disk, by the helper thread. What could not be kept is tried
    /// again; nothing where all is.
    pub fn tick(&self) -> Option<Result<(), StoreError>> {
        let mended = self.journal.mend();
        if self.journal.is_dirty() {
            // A full channel means that the thread is about to sync anyway.
            let _ = self.wake.try_send(());
        }
        mended
    }

    /// What was found among the drafts that could not be read, in words.
    pub fn found(&self, words: &Words) -> Option<Banner> {
        said(&self.journal.remarks(), words)
    }

    /// Puts everything on disk now.
    pub fn sync(&self) {
        sync(&self.journal);
    }
}

/// Puts everything written so far on disk; callable from any thread and from a panic, and never waits for long.
pub fn sync_now() {
    let Some(journal) = LIVING.get().cloned() else { return };
    let (done, finished) = channel();
    // On a thread of its own: the one that panics may be in the middle of the journal.
    let spawned = thread::Builder::new().spawn(move || {
        sync(&journal);
        let _ = done.send(());
    });
    if spawned.is_ok() {
        let _ = finished.recv_timeout(PATIENCE);
    }
}

/// The gravest of these remarks, and how many more there are.
fn said(remarks: &[Remark], words: &Words) -> Option<Banner> {
    let told = |remark: &Remark| match remark {
        Remark::Unread(file) => (0, "unread", file.clone()),
        Remark::Newer(file) => (1, "newer", file.clone()),
        Remark::Foreign(file) => (2, "foreign", file.clone()),
    };
    let (_, kind, file) = remarks.iter().map(told).min()?;
    let more = i64::try_from(remarks.len() - 1).unwrap_or(i64::MAX);
    let file = Arg::from(clean(&file, 40));
    Some(Banner {
        words: words.with(&format!("drafts-{kind}"), &[("file", file), ("more", more.into())]),
        remedy: words.get(&format!("drafts-{kind}-remedy")),
    })
}

fn sync(journal: &Journal) {
    if let Err(error) = journal.sync() {
        tracing::error!(%error, "drafts could not be put on disk");
    }
}

//! Draft journals: what somebody is typing, kept before it is drawn.
//!
//! One append-only file per process, locked by the living process; the kernel frees the lock when it dies. What a dead
//! process left open is offered to the agent who typed it, and to nobody else: taking it over copies it into the taker's
//! own journal first and takes it out of the old one after, so a crash in between offers it again. A file in which
//! something could not be read is kept, whatever becomes of the rest.
//!
//! *Invariant*: [`Journal::write`] answers that a form is kept only while the file holds all of it. What a full disk did
//! not take is written anew, the whole form, with the next change or [`Journal::mend`].

mod dead;
mod folder;
mod record;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::hash::{BuildHasher, RandomState};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

use self::dead::Dead;
pub use self::dead::Remark;
pub(super) use self::folder::{is_of_drafts, lie_in, somebody_types};
use self::record::{MAGIC, Reading};
use super::error::StoreError;
use super::place;
use crate::domain::language::secret;
use crate::domain::protocol::{Draft, Drafts, JournalOp};

const ENDING: &str = "journal";
/// A journal that is being written anew, until it takes the place of the old one.
const PART: &str = "part";
/// From here on the journal is written anew without what was overwritten.
const COMPACT_FROM: u64 = 1 << 20;
/// A form's heading stands again after so many changes.
const HEADING_AGAIN: u32 = 16;

/// This process's draft journal. Shared between the loop, which writes, and a helper thread, which syncs.
#[derive(Debug)]
pub struct Journal {
    folder: PathBuf,
    dirty: AtomicBool,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    path: PathBuf,
    file: File,
    /// Of whole records; what lies behind them is to be cut off.
    bytes: u64,
    torn: bool,
    compact_at: u64,
    open: Drafts,
    /// Changes of each form since its heading.
    changes: BTreeMap<Uuid, u32>,
    /// Forms of which the file does not hold the present state.
    behind: BTreeSet<Uuid>,
    /// It holds digits that are hidden by now.
    shows_secrets: bool,
    /// The disk failed to take what had been written.
    untrusted: bool,
    /// Journals whose forms are to be taken out of them once the own one holds them.
    owed: Vec<Dead>,
    remarks: Vec<Remark>,
}

impl Journal {
    /// Starts this process's journal in the folder of journals, which is made (0700) where it is missing.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        place::private_folder(folder)?;
        let (path, file) = new_file(folder)?;
        let state = State::new(path, file);
        Ok(Self { folder: folder.to_path_buf(), dirty: AtomicBool::new(true), state: Mutex::new(state) })
    }

    /// Keeps a change; it survives the death of this process at once, a power cut after the next [`Journal::sync`].
    ///
    /// # Errors
    /// Something of the open forms is not kept; all of it is tried again with the next change.
    pub fn write(&self, op: &JournalOp) -> Result<(), StoreError> {
        let mut state = self.state();
        // Of an identity or card number the digits typed before its last one do not stay beside its tail.
        state.shows_secrets |= state.hides(op);
        op.fold(&mut state.open);
        let kept = state.keep(op);
        self.dirty.store(true, Ordering::Release);
        kept
    }

    /// Tries again what could not be kept; nothing where all is.
    pub fn mend(&self) -> Option<Result<(), StoreError>> {
        let mut state = self.state();
        if state.behind.is_empty() && !state.untrusted {
            return None;
        }
        let caught_up = state.catch_up();
        let kept = state.settle_down(caught_up);
        self.dirty.store(true, Ordering::Release);
        Some(kept)
    }

    /// Whether something written waits to be put on disk.
    pub fn is_dirty(&self) -> bool {
        self.dirty.load(Ordering::Acquire)
    }

    /// Makes everything written so far survive a power cut; free when nothing was written since the last call.
    pub fn sync(&self) -> Result<(), StoreError> {
        if !self.dirty.swap(false, Ordering::AcqRel) {
            return Ok(());
        }
        // The disk is waited for without holding up the writer.
        let file = self.state().file.try_clone()?;
        file.sync_data().map_err(|error| {
            // What a failed sync left is not known: all of it goes into another file.
            self.state().untrusted = true;
            error.into()
        })
    }

    /// Takes over the drafts of an agent whose processes are gone, the oldest first.
    ///
    /// They are in this process's journal from then on and come back at every start until they are closed.
    pub fn left_over(&self, agent: &str) -> Result<Vec<Draft>, StoreError> {
        let mut state = self.state();
        let mut taken = Drafts::new();
        for path in journals_in(&self.folder)? {
            if path == state.path {
                continue;
            }
            match dead::look(&path, agent) {
                Ok(None) => {}
                Ok(Some(dead)) => {
                    taken.extend(dead.mine.clone());
                    state.owed.push(dead);
                }
                // One unreadable file must not keep the others from their owners.
                Err(remark) => state.remarks.push(remark),
            }
        }
        state.take(&taken);
        self.dirty.store(true, Ordering::Release);
        let mut drafts: Vec<Draft> = taken.into_values().collect();
        drafts.sort_by_key(|draft| (draft.at, draft.id));
        Ok(drafts)
    }

    /// What lies in the folder that could not be read, or not all of it; said once.
    pub fn remarks(&self) -> Vec<Remark> {
        std::mem::take(&mut self.state().remarks)
    }

    /// How many drafts lie open in a folder of journals, whoever typed them; nothing is taken over.
    pub fn count_open(folder: &Path) -> Result<usize, StoreError> {
        let mut count = 0;
        for path in journals_in(folder)? {
            // A journal may vanish while it is looked at: its process has left.
            let bytes = place::open_existing(&path).and_then(|mut file| dead::read(&mut file)).ok().flatten();
            count += bytes.map_or(0, |bytes| Reading::of(&bytes).open().len());
        }
        Ok(count)
    }

    /// How many files that could not be read whole are kept in a folder of journals.
    pub fn count_unread(folder: &Path) -> Result<usize, StoreError> {
        Ok(paths_in(folder)?
            .iter()
            .filter(|path| path.extension().is_some_and(|ending| ending == dead::UNREAD))
            .count())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        let state = self.state();
        if state.open.is_empty() {
            let _ = fs::remove_file(&state.path);
        } else {
            let _ = state.file.sync_data();
        }
    }
}

impl State {
    fn new(path: PathBuf, file: File) -> Self {
        Self {
            path,
            file,
            bytes: 0,
            torn: false,
            compact_at: COMPACT_FROM,
            open: Drafts::new(),
            changes: BTreeMap::new(),
            behind: BTreeSet::new(),
            shows_secrets: false,
            untrusted: false,
            owed: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// Whether a change leaves less of an identity or card number than the journal holds.
    fn hides(&self, op: &JournalOp) -> bool {
        let JournalOp::Set { draft, field, text, .. } = op else { return false };
        let before = self.open.get(draft).and_then(|draft| draft.fields.get(field));
        before.is_some_and(|before| secret::hides(before, text))
    }

    /// Brings the file up to a change that is folded in already.
    fn keep(&mut self, op: &JournalOp) -> Result<(), StoreError> {
        let written = if self.open.is_empty() || !self.behind.is_empty() {
            self.behind.insert(op.draft());
            self.catch_up()
        } else {
            self.append(op).inspect_err(|_| {
                self.behind.insert(op.draft());
            })
        };
        self.settle_down(written)
    }

    /// Writes the file anew where that is due, or where it is the last way to keep what is typed.
    fn settle_down(&mut self, written: Result<(), StoreError>) -> Result<(), StoreError> {
        let due = self.shows_secrets || self.untrusted || self.bytes >= self.compact_at;
        if self.open.is_empty() || (written.is_ok() && !due) {
            return written;
        }
        let anew = self.renew();
        if anew.is_err() && self.all_open_are_kept() {
            // The old one stays in use.
            self.compact_at = self.compact_at.max(self.bytes.saturating_add(COMPACT_FROM));
            return Ok(());
        }
        anew
    }

    /// Every open form stands in the file; one that is closed, and not there yet, is at worst offered once more.
    fn all_open_are_kept(&self) -> bool {
        !self.untrusted && self.behind.iter().all(|draft| !self.open.contains_key(draft))
    }

    fn append(&mut self, op: &JournalOp) -> Result<(), StoreError> {
        let mut bytes = record::frame(op)?;
        let draft = op.draft();
        match (op, self.open.get(&draft)) {
            (JournalOp::Set { .. }, Some(open)) => {
                let changes = self.changes.entry(draft).or_default();
                if changes.is_multiple_of(HEADING_AGAIN) {
                    bytes.extend(record::frame(&record::heading(open))?);
                }
                *changes += 1;
            }
            _ => {
                self.changes.remove(&draft);
            }
        }
        self.put(&bytes)
    }

    /// Writes the forms anew of which the file lacks something; where none is open the file need not hold anything.
    fn catch_up(&mut self) -> Result<(), StoreError> {
        if self.open.is_empty() {
            self.file.set_len(0)?;
            (self.bytes, self.torn, self.shows_secrets, self.untrusted) = (0, false, false, false);
            self.changes.clear();
        } else {
            let mut bytes = Vec::new();
            for id in &self.behind {
                bytes.extend(match self.open.get(id) {
                    Some(draft) => record::form(draft)?,
                    None => record::frame(&JournalOp::Close { draft: *id })?,
                });
            }
            self.put(&bytes)?;
        }
        self.behind.clear();
        self.pay()
    }

    /// Writes at the end, all of it or nothing.
    fn put(&mut self, records: &[u8]) -> Result<(), StoreError> {
        if self.torn {
            self.file.set_len(self.bytes)?;
            self.torn = false;
        }
        let head = if self.bytes == 0 { MAGIC } else { &[] };
        let bytes = [head, records].concat();
        if let Err(error) = (&self.file).write_all(&bytes) {
            self.torn = self.file.set_len(self.bytes).is_err();
            return Err(error.into());
        }
        self.bytes += bytes.len() as u64;
        Ok(())
    }

    /// Writes what is open into a new file, which takes the place of the old one once it is whole and on disk.
    fn renew(&mut self) -> Result<(), StoreError> {
        let part = self.path.with_extension(PART);
        let (file, bytes) = self.write_part(&part).inspect_err(|_| {
            let _ = fs::remove_file(&part);
        })?;
        // The handle of the old one keeps its lock until then; the new one is locked before it can be met.
        (self.file, self.bytes, self.torn) = (file, bytes, false);
        (self.shows_secrets, self.untrusted) = (false, false);
        self.compact_at = COMPACT_FROM.max(bytes.saturating_mul(2));
        self.behind.clear();
        self.changes.clear();
        self.pay()
    }

    fn write_part(&self, part: &Path) -> Result<(File, u64), StoreError> {
        let file = place::append_private(part)?;
        file.try_lock().map_err(std::io::Error::from)?;
        let mut bytes = MAGIC.to_vec();
        for draft in self.open.values() {
            bytes.extend(record::form(draft)?);
        }
        (&file).write_all(&bytes)?;
        file.sync_data()?;
        fs::rename(part, &self.path)?;
        if let Some(folder) = self.path.parent() {
            // It is in use from here on, whether or not the folder is on disk yet.
            let _ = place::sync_folder(folder);
        }
        Ok((file, bytes.len() as u64))
    }

    /// Forms of dead processes are this one's from here on.
    fn take(&mut self, taken: &Drafts) {
        for (id, draft) in taken {
            if !self.open.contains_key(id) {
                self.open.insert(*id, draft.clone());
                self.behind.insert(*id);
            }
        }
        let written = self.catch_up();
        if let Err(error) = self.settle_down(written) {
            tracing::error!(%error, "left-over drafts stay where they were until there is room");
        }
    }

    /// What was taken over is on disk here, and goes out of where it came from.
    fn pay(&mut self) -> Result<(), StoreError> {
        if self.owed.is_empty() {
            return Ok(());
        }
        self.file.sync_data().inspect_err(|_| self.untrusted = true)?;
        let owed = std::mem::take(&mut self.owed);
        for dead in owed {
            match dead.settle() {
                Ok(remark) => self.remarks.extend(remark),
                Err(error) => {
                    tracing::error!(%error, "a dead process's journal could not be put away");
                    self.owed.push(dead);
                }
            }
        }
        Ok(())
    }
}

/// The paths in a folder; none where there is no folder.
fn paths_in(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    entries.map(|entry| Ok(entry?.path())).collect()
}

/// What is called a journal there, those written last at the end.
fn journals_in(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let mut paths = paths_in(folder)?;
    paths.retain(|path| dead::is_journal(path));
    let written = |path: &Path| fs::symlink_metadata(path).map_or((0, 0), |meta| (meta.mtime(), meta.mtime_nsec()));
    paths.sort_by_cached_key(|path| (written(path), path.clone()));
    Ok(paths)
}

/// A new journal file, locked before anybody can look at it for long.
fn new_file(folder: &Path) -> Result<(PathBuf, File), StoreError> {
    loop {
        // Seeded by the operating system; a name in use is refused below.
        let name = RandomState::new().hash_one(std::process::id());
        let path = folder.join(format!("{name:016x}.{ENDING}"));
        let file = match place::append_private(&path) {
            // Taken by another process that found nothing in it, before it was opened again.
            Err(StoreError::Exists(_) | StoreError::Missing(_)) => continue,
            made => made?,
        };
        // The same between making and locking.
        if file.try_lock().is_ok() && place::lies_at(&file, &path)? {
            return Ok((path, file));
        }
    }
}

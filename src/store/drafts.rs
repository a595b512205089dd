//! Draft journals: what somebody is typing, kept before it is drawn.
//!
//! One append-only file per process, locked by the living process; the kernel frees the lock when it dies. A record
//! is its length, eight bytes of its SHA-256 and its JSON, so a torn end is recognised and left out. What a dead
//! process left open is offered to the agent who typed it, and to nobody else: taking it over copies it into the
//! taker's own journal first and closes it in the old one after, so a crash in between offers it again.

use std::fs::{self, File, TryLockError};
use std::hash::{BuildHasher, RandomState};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};

use super::error::StoreError;
use super::place;
use crate::domain::language::secret;
use crate::domain::protocol::{Draft, Drafts, JournalOp};

const ENDING: &str = "journal";
const MAGIC: &[u8] = b"zuoxi-draft-1\n";
/// A longer record is not one of ours.
const LONGEST: usize = 16 << 20;
/// From here on the journal is written anew without what was overwritten.
const COMPACT_FROM: u64 = 1 << 20;

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
    bytes: u64,
    compact_at: u64,
    open: Drafts,
}

impl Journal {
    /// Starts this process's journal in the folder of journals, which is made (0700) where it is missing.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        place::private_folder(folder)?;
        let (path, file) = new_file(folder)?;
        let bytes = MAGIC.len() as u64;
        let state = State { path, file, bytes, compact_at: COMPACT_FROM, open: Drafts::new() };
        Ok(Self { folder: folder.to_path_buf(), dirty: AtomicBool::new(true), state: Mutex::new(state) })
    }

    /// Keeps a change; it survives the death of this process at once, a power cut after the next [`Journal::sync`].
    pub fn write(&self, op: &JournalOp) -> Result<(), StoreError> {
        let mut state = self.state();
        let hides = state.hides(op);
        state.append(op)?;
        if state.open.is_empty() {
            // Nothing is open: what was typed need not lie about any longer.
            state.file.set_len(MAGIC.len() as u64)?;
            state.bytes = MAGIC.len() as u64;
        } else if hides || state.bytes >= state.compact_at {
            // Of an identity or card number the digits typed before its last one do not stay beside its tail.
            self.compact(&mut state)?;
        }
        self.dirty.store(true, Ordering::Release);
        Ok(())
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
            self.dirty.store(true, Ordering::Release);
            error.into()
        })
    }

    /// Takes over the drafts of an agent whose processes are gone, the oldest first.
    ///
    /// They are in this process's journal from then on and come back at every start until they are closed.
    pub fn left_over(&self, agent: &str) -> Result<Vec<Draft>, StoreError> {
        let mut state = self.state();
        let own = state.path.clone();
        let mut taken = Drafts::new();
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path == own || path.extension().is_none_or(|ending| ending != ENDING) {
                continue;
            }
            // One unreadable journal must not keep the others from their owners.
            if let Ok(drafts) = take_from(&path, agent, &mut state) {
                taken.extend(drafts);
            }
        }
        self.dirty.store(true, Ordering::Release);
        let mut drafts: Vec<Draft> = taken.into_values().collect();
        drafts.sort_by_key(|draft| (draft.at, draft.id));
        Ok(drafts)
    }

    /// How many drafts lie open in a folder of journals, whoever typed them; nothing is taken over.
    pub fn count_open(folder: &Path) -> Result<usize, StoreError> {
        let mut count = 0;
        let entries = match fs::read_dir(folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(0),
            entries => entries?,
        };
        for entry in entries {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == ENDING) {
                // A journal may vanish while it is looked at: its process has left.
                let drafts = place::open_existing(&path).and_then(|mut file| replay(&mut file));
                count += drafts.map_or(0, |(drafts, _)| drafts.len());
            }
        }
        Ok(count)
    }

    /// Writes what is open into a new file and removes the old one.
    fn compact(&self, state: &mut State) -> Result<(), StoreError> {
        let (path, file) = new_file(&self.folder)?;
        let old = std::mem::replace(&mut state.path, path);
        // The old handle keeps its lock until the new file is complete.
        let old_file = std::mem::replace(&mut state.file, file);
        state.bytes = MAGIC.len() as u64;
        let drafts = std::mem::take(&mut state.open);
        for draft in drafts.values() {
            state.append_all(draft)?;
        }
        state.file.sync_data()?;
        state.compact_at = COMPACT_FROM.max(state.bytes.saturating_mul(2));
        fs::remove_file(old)?;
        drop(old_file);
        Ok(())
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
    /// Whether a change leaves less of an identity or card number than the journal holds.
    fn hides(&self, op: &JournalOp) -> bool {
        let JournalOp::Set { draft, field, text, .. } = op else { return false };
        let before = self.open.get(draft).and_then(|draft| draft.fields.get(field));
        before.is_some_and(|before| secret::hides(before, text))
    }

    fn append(&mut self, op: &JournalOp) -> Result<(), StoreError> {
        let frame = frame(op)?;
        if let Err(error) = (&self.file).write_all(&frame) {
            // Half a record in the middle would hide every later one.
            let _ = self.file.set_len(self.bytes);
            return Err(error.into());
        }
        self.bytes += frame.len() as u64;
        op.fold(&mut self.open);
        Ok(())
    }

    fn append_all(&mut self, draft: &Draft) -> Result<(), StoreError> {
        self.append(&JournalOp::Begin {
            draft: draft.id,
            case: draft.case,
            form: draft.form.clone(),
            agent: draft.agent.clone(),
            at: draft.at,
            target: draft.target.clone(),
        })?;
        for (field, text) in &draft.fields {
            let filled = draft.filled.get(field).copied();
            self.append(&JournalOp::Set { draft: draft.id, field: field.clone(), text: text.clone(), filled })?;
        }
        Ok(())
    }
}

/// Whether anything was left behind in a folder of journals.
pub(super) fn lie_in(folder: &Path) -> Result<bool, StoreError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let is_ours = entry.path().extension().is_some_and(|ending| ending == ENDING);
        if is_ours && entry.metadata().is_ok_and(|meta| meta.len() > MAGIC.len() as u64) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Moves an agent's drafts from the journal of a dead process into the own one.
fn take_from(path: &Path, agent: &str, own: &mut State) -> Result<Drafts, StoreError> {
    let mut file = place::open_existing(path)?;
    match file.try_lock() {
        Ok(()) => {}
        // Its process lives.
        Err(TryLockError::WouldBlock) => return Ok(Drafts::new()),
        Err(TryLockError::Error(error)) => return Err(error.into()),
    }
    let (drafts, end) = replay(&mut file)?;
    let (mine, others): (Drafts, Drafts) = drafts.into_iter().partition(|(_, draft)| draft.agent == agent);
    for draft in mine.values() {
        own.append_all(draft)?;
    }
    own.file.sync_data()?;
    if others.is_empty() {
        fs::remove_file(path)?;
        return Ok(mine);
    }
    // Somebody else's drafts stay where they are; the torn end, if any, makes way for what is added.
    file.set_len(end)?;
    for id in mine.keys() {
        file.write_all(&frame(&JournalOp::Close { draft: *id })?)?;
    }
    file.sync_data()?;
    Ok(mine)
}

/// The drafts open at the end of a journal, and where its last whole record ends.
fn replay(file: &mut File) -> Result<(Drafts, u64), StoreError> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let mut open = Drafts::new();
    let Some(mut rest) = bytes.strip_prefix(MAGIC) else { return Ok((open, 0)) };
    while let Some((op, after)) = unframe(rest) {
        op.fold(&mut open);
        rest = after;
    }
    Ok((open, (bytes.len() - rest.len()) as u64))
}

fn frame(op: &JournalOp) -> Result<Vec<u8>, StoreError> {
    let body = serde_json::to_vec(op).map_err(|_| StoreError::BadValue("draft"))?;
    if body.len() > LONGEST {
        return Err(StoreError::BadValue("draft"));
    }
    let length = u32::try_from(body.len()).map_err(|_| StoreError::BadValue("draft"))?;
    let mut frame = length.to_be_bytes().to_vec();
    frame.extend(Sha256::digest(&body).into_iter().take(8));
    frame.extend(body);
    Ok(frame)
}

/// The first record and what follows it; nothing when it is torn.
fn unframe(bytes: &[u8]) -> Option<(JournalOp, &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (sum, rest) = rest.split_first_chunk::<8>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok().filter(|length| *length <= LONGEST)?;
    let (body, after) = rest.split_at_checked(length)?;
    if !Sha256::digest(body).starts_with(sum) {
        return None;
    }
    Some((serde_json::from_slice(body).ok()?, after))
}

/// A new journal file, locked before anybody can look at it for long.
fn new_file(folder: &Path) -> Result<(PathBuf, File), StoreError> {
    loop {
        // Seeded by the operating system; a name in use is refused below.
        let name = RandomState::new().hash_one(std::process::id());
        let path = folder.join(format!("{name:016x}.{ENDING}"));
        let file = match place::append_private(&path) {
            Err(StoreError::Exists(_)) => continue,
            made => made?,
        };
        // Taken by another process between making and locking: it found nothing in it and removed it.
        if file.try_lock().is_err() {
            continue;
        }
        (&file).write_all(MAGIC)?;
        if path.exists() {
            return Ok((path, file));
        }
    }
}

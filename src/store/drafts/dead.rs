//! What lies in a folder of journals beside the own one: journals of dead processes, and what is none of ours.

use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use super::record::{self, Head, Reading};
use super::{ENDING, PART};
use crate::domain::protocol::{Drafts, JournalOp};
use crate::store::error::StoreError;
use crate::store::place;

/// A file of which not everything could be read keeps all its bytes under this ending.
pub(super) const UNREAD: &str = "unread";
/// No journal of ours grows so long.
const LARGEST: u64 = 64 << 20;

/// A file whoever sits here should know of, by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// Not everything in it could be read; what could is taken over, and it lies there under this name with every byte.
    Unread(String),
    /// Another version wrote it; it was left alone.
    Newer(String),
    /// It is no journal, or cannot be opened; it was left alone.
    Foreign(String),
}

/// A journal nobody writes any more; locked until this is dropped.
#[derive(Debug)]
pub(super) struct Dead {
    path: PathBuf,
    file: File,
    /// The agent's open forms in it.
    pub mine: Drafts,
    /// Forms of others are open in it, too.
    others: bool,
    whole: bool,
}

/// Looks at a file of the folder as an agent whose it may be; nothing where it is somebody else's or in use.
pub(super) fn look(path: &Path, agent: &str) -> Result<Option<Dead>, Remark> {
    let foreign = |_| Remark::Foreign(name(path));
    let mut file = match place::open_existing(path) {
        Ok(file) => file,
        Err(StoreError::Missing(_)) => return Ok(None),
        Err(_) => return Err(Remark::Foreign(name(path))),
    };
    match file.try_lock() {
        Ok(()) => {}
        // Its process lives, or another one is taking it over.
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(_)) => return Err(Remark::Foreign(name(path))),
    }
    // Another start may have taken it over, or its process written it anew, since it was opened.
    if !place::lies_at(&file, path).map_err(foreign)? {
        return Ok(None);
    }
    let bytes = read(&mut file).map_err(foreign)?;
    let Some(bytes) = bytes else { return Err(Remark::Foreign(name(path))) };
    if bytes.is_empty() && !is_named_by_us(path) {
        return Ok(None);
    }
    let reading = Reading::of(&bytes);
    if reading.head == Head::Other && reading.ops.is_empty() {
        return Err(Remark::Newer(name(path)));
    }
    if reading.ops.is_empty() && !is_named_by_us(path) && !record::is_of_the_family(&bytes) {
        return Err(Remark::Foreign(name(path)));
    }
    let agents = reading.agents();
    if !agents.is_empty() && !agents.contains(agent) {
        return Ok(None);
    }
    let (mine, others): (Drafts, Drafts) = reading.open().into_iter().partition(|(_, draft)| draft.agent == agent);
    let whole = bytes.is_empty() || reading.is_whole();
    Ok(Some(Dead { path: path.to_path_buf(), file, mine, others: !others.is_empty(), whole }))
}

impl Dead {
    /// What was taken over is kept elsewhere: it goes out of this one, and not a byte that was not understood.
    pub fn settle(&self) -> Result<Option<Remark>, StoreError> {
        if self.others {
            self.close_mine()?;
            return Ok((!self.whole).then(|| Remark::Unread(name(&self.path))));
        }
        // A copy of it that was cut short has nothing that it has not.
        let _ = fs::remove_file(self.path.with_extension(PART));
        if self.whole {
            fs::remove_file(&self.path)?;
            return Ok(None);
        }
        let kept = free_name(&self.path);
        fs::rename(&self.path, &kept)?;
        self.path.parent().map_or(Ok(()), place::sync_folder)?;
        Ok(Some(Remark::Unread(name(&kept))))
    }

    /// Somebody else's forms stay where they are; a torn end before what is added does not hide it.
    fn close_mine(&self) -> Result<(), StoreError> {
        let mut closes = Vec::new();
        for id in self.mine.keys() {
            closes.extend(record::frame(&JournalOp::Close { draft: *id })?);
        }
        if closes.is_empty() {
            return Ok(());
        }
        let before = self.file.metadata()?.len();
        if let Err(error) = (&self.file).write_all(&closes) {
            let _ = self.file.set_len(before);
            return Err(error.into());
        }
        Ok(self.file.sync_data()?)
    }
}

/// All of a file, unless it is longer than any of ours.
pub(super) fn read(file: &mut File) -> Result<Option<Vec<u8>>, StoreError> {
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(Some(bytes).filter(|bytes| bytes.len() as u64 <= LARGEST))
}

/// A name as journals of ours have it.
fn is_named_by_us(path: &Path) -> bool {
    let stem = path.file_stem().and_then(OsStr::to_str).unwrap_or_default();
    stem.len() == 16 && stem.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether a path has the ending of journals.
pub(super) fn is_journal(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == ENDING)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The name a file is kept under, over no other one.
fn free_name(path: &Path) -> PathBuf {
    let numbered = |n: u32| if n == 1 { UNREAD.to_owned() } else { format!("{n}.{UNREAD}") };
    let mut names = (1..).map(|n| path.with_extension(numbered(n)));
    names.find(|kept| fs::symlink_metadata(kept).is_err()).unwrap_or_else(|| path.with_extension(UNREAD))
}

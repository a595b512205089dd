//! Folders of stores that are gone afterwards: a demo's, a practice's.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::{Duration, SystemTime};

use rustix::fs::OFlags;
use tempfile::TempDir;

/// What the folders are called, so that left-overs are found.
const PREFIX: &str = "zuoxi-demo-";
/// A left-over younger than this may belong to somebody who is starting.
const YOUNG: Duration = Duration::from_secs(60);
/// The file that is locked as long as its folder is in use.
const LIVING: &str = "living";

/// A folder that is removed when it is closed or dropped; one whose process was killed is swept later.
#[derive(Debug)]
pub struct Throwaway {
    folder: TempDir,
    /// Marks the folder as in use until the process ends, however it ends.
    _living: File,
}

impl Throwaway {
    /// A new one; what processes that were killed have left behind is removed first.
    pub fn new() -> io::Result<Self> {
        sweep();
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir()?;
        let living = File::create(folder.path().join(LIVING))?;
        living.try_lock()?;
        Ok(Self { folder, _living: living })
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn close(self) -> io::Result<()> {
        self.folder.close()
    }
}

fn sweep() {
    let Ok(entries) = std::fs::read_dir(std::env::temp_dir()) else { return };
    let ours = entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX));
    for path in ours.map(|entry| entry.path()).filter(|path| is_left_over(path.as_path())) {
        // Another user's folder stays; it is theirs to sweep.
        let _ = std::fs::remove_dir_all(&path);
    }
}

fn is_left_over(path: &Path) -> bool {
    let Ok(meta) = std::fs::symlink_metadata(path) else { return false };
    let age = meta.modified().ok().and_then(|modified| SystemTime::now().duration_since(modified).ok());
    if !meta.is_dir() || age.is_none_or(|age| age < YOUNG) {
        return false;
    }
    // Without waiting: anybody may have put a pipe there.
    let flags = OFlags::NONBLOCK | OFlags::NOFOLLOW;
    let opened = OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path.join(LIVING));
    opened.is_ok_and(|file| file.metadata().is_ok_and(|meta| meta.is_file()) && file.try_lock().is_ok())
}

//! A broken configuration, looked at again whenever its file changes.

use std::path::PathBuf;
use std::time::SystemTime;

use crate::tui::Banner;

/// Says what is wrong with the file now; nothing when it is right.
type Examine = Box<dyn Fn() -> Option<Banner>>;

/// The file that is wrong, as it was when it was last looked at.
pub struct Watch {
    path: PathBuf,
    seen: Option<(SystemTime, u64)>,
    examine: Examine,
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watch").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Watch {
    /// Watches a file from now on.
    pub fn new(path: PathBuf, examine: Examine) -> Self {
        let seen = stamp(&path);
        Self { path, seen, examine }
    }

    /// What is wrong now, if the file changed since it was last looked at.
    pub fn look(&mut self) -> Option<Option<Banner>> {
        let now = stamp(&self.path);
        // While an editor replaces the file there may be none for a moment.
        if now.is_none() || now == self.seen {
            return None;
        }
        self.seen = now;
        Some((self.examine)())
    }
}

fn stamp(path: &PathBuf) -> Option<(SystemTime, u64)> {
    let about = std::fs::metadata(path).ok()?;
    Some((about.modified().ok()?, about.len()))
}

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

impl Watch {
    pub fn new(path: PathBuf, examine: Examine) -> Self {
        let seen = stamp(&path);
        Self { path, seen, examine }
    }

    /// Whether the file changed since the last call.
    pub fn has_changed(&mut self) -> bool {
        // While an editor replaces the file there may be none for a moment.
        let now = stamp(&self.path).filter(|now| Some(*now) != self.seen);
        self.seen = now.or(self.seen);
        now.is_some()
    }

    /// What is wrong now.
    pub fn look(&self) -> Option<Banner> {
        (self.examine)()
    }
}

fn stamp(path: &PathBuf) -> Option<(SystemTime, u64)> {
    let about = std::fs::metadata(path).ok()?;
    Some((about.modified().ok()?, about.len()))
}

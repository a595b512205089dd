//! A disk that is too small.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A small file system in memory, gone with the test.
pub struct Disk(PathBuf);

impl Disk {
    /// Nothing where this user may not mount one.
    pub fn at(at: &Path, kib: u64) -> Option<Self> {
        fs::create_dir_all(at).unwrap();
        let size = format!("size={kib}k,mode=700");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(at).output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(Self(at.to_path_buf()));
        }
        println!("skipped: no small disk can be mounted here");
        None
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Takes all but so many KiB.
    pub fn fill(&self, left: u64) {
        let free = rustix::fs::statvfs(&self.0).unwrap();
        let taken = (free.f_bavail * free.f_frsize / 1024).saturating_sub(left) * 1024;
        fs::write(self.0.join("others"), vec![1; usize::try_from(taken).unwrap()]).unwrap();
    }

    pub fn free_up(&self) {
        fs::remove_file(self.0.join("others")).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

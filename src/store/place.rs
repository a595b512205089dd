//! Where a store may lie: the checks before a file is opened, and the making of private files.
//!
//! A symbolic link, a foreign owner or a network file system is refused with its own error, because each of them
//! lets somebody else swap or tear what we believe is ours.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Component, Path, PathBuf};

use rustix::fs::OFlags;

use super::error::StoreError;
use super::mark::Stamp;

/// File systems whose locks and shared memory are not the local kernel's.
const NETWORK: [&str; 14] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "afs",
    "ceph",
    "lustre",
    "gpfs",
    "glusterfs",
    "ncpfs",
    "9p",
    "beegfs",
    "davfs",
];

/// The checked places of one store: the file, its lock and the folder of draft journals.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub file: PathBuf,
    pub lock: PathBuf,
    pub folder: PathBuf,
}

impl Place {
    /// Checks a path; with `create` its folder is made (0700) where it is missing.
    pub fn check(path: &Path, create: bool) -> Result<Self, StoreError> {
        let name = path.file_name().ok_or_else(|| StoreError::NotAFile(path.to_path_buf()))?;
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        if create {
            DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        }
        // The folder's own path may lead over links (`/tmp` does on macOS); from here on it does not.
        let folder = fs::canonicalize(folder).map_err(|error| missing_or(error, path))?;
        check_folder(&folder)?;
        let file = folder.join(name);
        let lock = lock_of(&file);
        if let Some(kind) = network_of(&folder) {
            return Err(StoreError::Network { path: file, kind });
        }
        Ok(Self { file, lock, folder })
    }

    /// Where the draft journals lie.
    pub fn drafts(&self) -> PathBuf {
        drafts_of(&self.file)
    }

    /// How the file lies there now.
    ///
    /// # Errors
    /// It is gone, or another one than the file with this device and inode.
    pub fn seen(&self, on: (i64, i64)) -> Result<Stamp, StoreError> {
        match fs::symlink_metadata(&self.file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(StoreError::Gone(self.file.clone())),
            Err(error) => Err(error.into()),
            Ok(meta) if identity_of(&meta) != on || meta.nlink() == 0 => Err(StoreError::Replaced(self.file.clone())),
            Ok(meta) => Ok(Stamp::of(&meta)),
        }
    }

    /// Looks at the store's file: its metadata, or nothing when there is none.
    pub fn existing(&self) -> Result<Option<fs::Metadata>, StoreError> {
        check_file(&self.file)
    }
}

/// The lock file of a store, which holds its mark.
pub(crate) fn lock_of(file: &Path) -> PathBuf {
    if file.extension().is_some_and(|ending| ending == "db") {
        return file.with_extension("lock");
    }
    let mut name = file.file_name().unwrap_or_default().to_os_string();
    name.push(".lock");
    file.with_file_name(name)
}

/// Where the draft journals of a store lie: two stores of one folder do not share them.
pub fn drafts_of(file: &Path) -> PathBuf {
    if file.file_name().is_some_and(|name| name == "store.db") {
        return file.with_file_name("drafts");
    }
    let mut name = file.file_name().unwrap_or_default().to_os_string();
    name.push(".drafts");
    file.with_file_name(name)
}

/// The file of a store that is there, its folder's own path without links.
pub(crate) fn store_at(path: &Path) -> Result<PathBuf, StoreError> {
    let name = path.file_name().ok_or_else(|| StoreError::NotAFile(path.to_path_buf()))?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = fs::canonicalize(folder).map_err(|error| missing_or(error, path))?.join(name);
    match check_file(&file)? {
        None => Err(StoreError::Missing(file)),
        Some(meta) if meta.len() == 0 => Err(StoreError::Empty(file)),
        Some(_) => Ok(file),
    }
}

/// The metadata of a plain file of our own; nothing when there is none.
fn check_file(path: &Path) -> Result<Option<fs::Metadata>, StoreError> {
    let meta = match fs::symlink_metadata(path) {
        Ok(meta) => meta,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    if meta.file_type().is_symlink() {
        return Err(StoreError::Symlink(path.to_path_buf()));
    }
    if !meta.is_file() {
        return Err(StoreError::NotAFile(path.to_path_buf()));
    }
    own(path, &meta)?;
    Ok(Some(meta))
}

fn own(path: &Path, meta: &fs::Metadata) -> Result<(), StoreError> {
    if meta.uid() == rustix::process::geteuid().as_raw() {
        Ok(())
    } else {
        Err(StoreError::ForeignOwner { path: path.to_path_buf(), owner: meta.uid() })
    }
}

/// A folder others may write is refused, unless the sticky bit keeps them from swapping our files (`/tmp`).
fn check_folder(folder: &Path) -> Result<(), StoreError> {
    let meta = fs::metadata(folder)?;
    let (mode, sticky) = (meta.mode(), 0o1000);
    if !meta.is_dir() {
        return Err(StoreError::NotAFile(folder.to_path_buf()));
    }
    // Whoever owns a folder may swap what lies in it; the system's own may be trusted.
    if meta.uid() != rustix::process::geteuid().as_raw() && meta.uid() != 0 {
        return Err(StoreError::ForeignOwner { path: folder.to_path_buf(), owner: meta.uid() });
    }
    if mode & 0o022 != 0 && mode & sticky == 0 {
        return Err(StoreError::OpenFolder(folder.to_path_buf()));
    }
    Ok(())
}

fn missing_or(error: io::Error, path: &Path) -> StoreError {
    match error.kind() {
        io::ErrorKind::NotFound => StoreError::Missing(path.to_path_buf()),
        io::ErrorKind::NotADirectory => StoreError::NotAFile(path.to_path_buf()),
        _ => error.into(),
    }
}

/// Makes a private file that was not there before (0600, never over a link).
pub(crate) fn create_private(path: &Path) -> Result<File, StoreError> {
    let made =
        OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).custom_flags(no_follow()).open(path);
    match made {
        Ok(file) => Ok(file),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(StoreError::Exists(path.to_path_buf())),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            Err(StoreError::NotWritable(path.to_path_buf()))
        }
        Err(error) => Err(error.into()),
    }
}

/// Opens a private file of our own, making it where it is missing.
pub(crate) fn open_private(path: &Path) -> Result<File, StoreError> {
    check_file(path)?;
    let opened = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .custom_flags(no_follow())
        .open(path);
    opened.map_err(|error| match error.kind() {
        io::ErrorKind::PermissionDenied => StoreError::NotWritable(path.to_path_buf()),
        _ => error.into(),
    })
}

/// Makes a private file that was not there before, every write of which goes to its end.
pub(crate) fn append_private(path: &Path) -> Result<File, StoreError> {
    drop(create_private(path)?);
    open_existing(path)
}

/// Opens a plain file of our own for reading and for writing at its end.
pub(crate) fn open_existing(path: &Path) -> Result<File, StoreError> {
    check_file(path)?.ok_or_else(|| StoreError::Missing(path.to_path_buf()))?;
    // Without waiting: it may have become a pipe meanwhile.
    let file = OpenOptions::new().read(true).append(true).custom_flags(no_follow() | no_wait()).open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(StoreError::NotAFile(path.to_path_buf())) }
}

/// Makes a private folder (0700) where it is missing and checks that it is ours.
pub(crate) fn private_folder(path: &Path) -> Result<(), StoreError> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)?;
    let meta = fs::symlink_metadata(path)?;
    if meta.file_type().is_symlink() {
        return Err(StoreError::Symlink(path.to_path_buf()));
    }
    own(path, &meta)?;
    check_folder(path)
}

/// Makes a new, renamed or removed name in a folder survive a power cut.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    Ok(File::open(folder)?.sync_all()?)
}

fn no_follow() -> i32 {
    i32::try_from(OFlags::NOFOLLOW.bits()).unwrap_or(0)
}

fn no_wait() -> i32 {
    i32::try_from(OFlags::NONBLOCK.bits()).unwrap_or(0)
}

/// The name of the network file system a folder lies on, if it is one.
///
/// Linux says so in `/proc/self/mountinfo`; where there is no such file the question stays open and SQLite's own
/// locks decide.
fn network_of(folder: &Path) -> Option<String> {
    network_in(&fs::read_to_string("/proc/self/mountinfo").ok()?, folder)
}

/// As [`network_of`], over the text of a mount table.
fn network_in(mounts: &str, folder: &Path) -> Option<String> {
    let mut best: Option<(usize, &str)> = None;
    let mut root = "";
    for line in mounts.lines() {
        let Some((left, right)) = line.split_once(" - ") else { continue };
        let (Some(point), Some(kind)) = (left.split(' ').nth(4), right.split(' ').next()) else { continue };
        let point = PathBuf::from(point.replace("\\040", " "));
        if point == Path::new("/") {
            root = kind;
        }
        let depth = point.components().filter(|part| !matches!(part, Component::RootDir)).count();
        // Later lines are mounted over earlier ones at the same place.
        if folder.starts_with(&point) && best.is_none_or(|(deepest, _)| depth >= deepest) {
            best = Some((depth, kind));
        }
    }
    let (_, kind) = best?;
    // A sandbox whose whole tree is one 9p mount is a local disk seen from inside.
    let sandbox = kind == "9p" && root == "9p";
    let plain = kind.strip_prefix("fuse.").unwrap_or(kind);
    let remote = NETWORK.contains(&plain) || ["sshfs", "rclone", "s3fs", "gvfsd-fuse"].contains(&plain);
    (remote && !sandbox).then(|| kind.to_owned())
}

/// Device and inode of a file: what tells it from a copy.
pub(crate) fn identity(file: &Path) -> Result<(i64, i64), StoreError> {
    Ok(identity_of(&fs::metadata(file)?))
}

/// Whether this is the file that lies at a path now.
pub(crate) fn lies_at(file: &File, path: &Path) -> Result<bool, StoreError> {
    match fs::symlink_metadata(path) {
        Ok(meta) => Ok(identity_of(&meta) == identity_of(&file.metadata()?)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error.into()),
    }
}

fn identity_of(meta: &fs::Metadata) -> (i64, i64) {
    (meta.dev().cast_signed(), meta.ino().cast_signed())
}

/// Bytes this user may still write on the file system of a folder.
pub(crate) fn free_space(folder: &Path) -> Result<u64, StoreError> {
    let room = rustix::fs::statvfs(folder).map_err(std::io::Error::from)?;
    Ok(room.f_bavail.saturating_mul(room.f_frsize))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n\
        30 22 0:40 / /mnt/team\\040share rw - nfs4 server:/x rw\n\
        31 30 8:2 / /mnt/team\\040share/local rw - ext4 /dev/sdb rw\n\
        32 22 0:41 / /home/a/remote rw shared:7 - fuse.sshfs a@b:/ rw\n";

    #[test]
    fn the_deepest_mount_decides_whether_a_folder_is_remote() {
        assert_eq!(network_in(MOUNTS, Path::new("/home/a")), None);
        assert_eq!(network_in(MOUNTS, Path::new("/mnt/team share/x")).as_deref(), Some("nfs4"));
        assert_eq!(network_in(MOUNTS, Path::new("/mnt/team share/local")), None);
        assert_eq!(network_in(MOUNTS, Path::new("/home/a/remote/b")).as_deref(), Some("fuse.sshfs"));
    }

    #[test]
    fn a_sandbox_on_one_9p_tree_counts_as_local_but_a_windows_drive_does_not() {
        assert_eq!(network_in("1 0 0:1 / / rw - 9p none rw\n", Path::new("/home")), None);
        let wsl = "1 0 8:1 / / rw - ext4 x rw\n2 1 0:9 / /mnt/c rw - 9p C: rw\n";
        assert_eq!(network_in(wsl, Path::new("/mnt/c/Users")).as_deref(), Some("9p"));
    }
}

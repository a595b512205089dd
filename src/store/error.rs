//! Why the store could not do something: one kind per sentence a person reads.

use std::path::PathBuf;

use super::older::Room;
use crate::domain::{Refusal, Timestamp};

/// A failure of the store or the draft journal.
///
/// [`StoreError::code`] names the sentence (`problem-<code>`); the `Display` text is for the log and never holds
/// personal data.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// There is no file and none was to be made.
    #[error("no store at {0}")]
    Missing(PathBuf),
    /// There is a file already where a new one was to be made.
    #[error("{0} exists already")]
    Exists(PathBuf),
    /// The path leads over a symbolic link.
    #[error("{0} is a symbolic link")]
    Symlink(PathBuf),
    /// The path names something that is not a plain file.
    #[error("{0} is not a plain file")]
    NotAFile(PathBuf),
    /// The file or its folder belongs to another user.
    #[error("{path} belongs to user {owner}")]
    ForeignOwner {
        /// The file.
        path: PathBuf,
        /// Its owner's user id.
        owner: u32,
    },
    /// Others may change the folder, so that files could be swapped.
    #[error("the folder {0} can be written by other users")]
    OpenFolder(PathBuf),
    /// Locks cannot be trusted on this file system.
    #[error("{path} lies on a network file system ({kind})")]
    Network {
        /// The file.
        path: PathBuf,
        /// The file system's name.
        kind: String,
    },
    /// The file may not be written by this user.
    #[error("{0} cannot be written")]
    NotWritable(PathBuf),
    /// It is a file, but not a database.
    #[error("{0} is not a database")]
    NotADatabase(PathBuf),
    /// Acts are missing that were told to be saved: nothing is written any more.
    #[error("{missing} acts are missing")]
    Behind {
        /// How many, as far as that is known.
        missing: u64,
        /// When the last of them was done.
        last: Timestamp,
    },
    /// The file is gone or empty, and what lay beside it is still there.
    #[error("the remains of a store lie at {0}")]
    Ruins(PathBuf),
    /// Nothing of a store that was to be salvaged can be read.
    #[error("nothing of {0} can be read")]
    NothingReadable(PathBuf),
    /// The folder for a new store holds something.
    #[error("the folder {0} is not empty")]
    NotEmpty(PathBuf),
    /// Others work with the store, which is to be put in place of.
    #[error("somebody works with the store")]
    InUse,
    /// The file that was opened is not there any more.
    #[error("{0} is gone")]
    Gone(PathBuf),
    /// Another file lies where the one lay that was opened.
    #[error("{0} is another file now")]
    Replaced(PathBuf),
    /// It is a database of another program.
    #[error("{path} is another program's database (application id {found:#x})")]
    Foreign {
        /// The file.
        path: PathBuf,
        /// The application id found in it.
        found: i64,
    },
    /// A newer version of this program wrote it and asks for a newer one.
    #[error("the store needs version {needs} of the store format, this program knows {knows}")]
    Newer {
        /// The format the store asks for.
        needs: i64,
        /// The format this program knows.
        knows: i64,
    },
    /// An older version of this program wrote it last; opening it once with this one brings it up to date.
    #[error("{0} is of an older form")]
    Older(PathBuf),
    /// One of two stores is for practice, the other one is not.
    #[error("one of the two is a practice store")]
    Practice,
    /// It is a file without content.
    #[error("{0} is empty")]
    Empty(PathBuf),
    /// The store to be taken in is this very store.
    #[error("{0} is the store itself")]
    Same(PathBuf),
    /// Something is wrong with the store that was to be taken in, not with this one.
    #[error("the other store: {0}")]
    Other(Box<StoreError>),
    /// One station wrote different acts in the two stores: a file was put back or cloned while both went on.
    #[error("station {0} wrote otherwise in the other store")]
    Forked(uuid::Uuid),
    /// The database library is too old to be trusted with several writers.
    #[error("SQLite {0} is too old")]
    OldLibrary(String),
    /// A setting of the database did not take.
    #[error("pragma {name} is {found}, not {wanted}")]
    Pragma {
        /// The setting.
        name: &'static str,
        /// What it should be.
        wanted: String,
        /// What it is.
        found: String,
    },
    /// Others kept the store locked for too long; nothing was written.
    #[error("the store stayed locked")]
    Busy,
    /// The disk is full; nothing was written.
    #[error("the disk is full")]
    DiskFull,
    /// Bringing the store up to date takes more room than there is; nothing was written.
    #[error("{} bytes are needed and {} are free", .0.needs, .0.free)]
    NoRoom(Room),
    /// The disk was full before the store was up to date; it is as it was.
    #[error("the disk was full before the end; {} bytes are needed and {} are free", .0.needs, .0.free)]
    UpgradeFull(Room),
    /// Bringing the store up to date was ended before its time; it is as it was.
    #[error("ended before the store was up to date")]
    UpgradeStopped,
    /// Others work in a store that has to be brought up to date, or are doing that; it is as it was.
    #[error("others work in the store, which is not up to date")]
    UpgradeBusy,
    /// Reading or writing failed before the store was up to date; it is as it was.
    #[error("input or output failed before the store was up to date: {0}")]
    UpgradeIo(String),
    /// Reading or writing failed; nothing was written, and nothing will be before the store was checked.
    #[error("input or output failed: {0}")]
    Io(String),
    /// The commit failed and the store could not be asked whether it took: a retry with the same id finds out.
    #[error("unknown whether it was saved: {0}")]
    Unsure(String),
    /// A long work was ended before its time; what was there before is still there.
    #[error("ended before its time")]
    Stopped,
    /// The content is damaged.
    #[error("the store is damaged: {0}")]
    Damaged(String),
    /// A value that cannot stand in the log.
    #[error("not storable: {0}")]
    BadValue(&'static str),
    /// A fault of this program.
    #[error("internal: {0}")]
    Internal(String),
}

impl StoreError {
    /// Names the sentence `problem-<code>`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Other(error) => error.code_of_other(),
            Self::Empty(_) => "store-empty",
            Self::Same(_) => "store-same",
            Self::Missing(_) => "store-missing",
            Self::Exists(_) => "store-exists",
            Self::Symlink(_) => "store-symlink",
            Self::NotAFile(_) => "store-not-a-file",
            Self::ForeignOwner { .. } => "store-foreign-owner",
            Self::OpenFolder(_) => "store-open-folder",
            Self::Network { .. } => "store-network",
            Self::NotWritable(_) => "store-not-writable",
            Self::NotADatabase(_) => "store-not-a-database",
            Self::Foreign { .. } => "store-foreign",
            Self::Newer { .. } => "store-newer",
            // Here it is brought up to date; only what is to be taken in is refused.
            Self::Older(_) => "other-older",
            Self::Practice => "store-practice",
            Self::Forked(_) => "store-forked",
            Self::Behind { .. } => "store-behind",
            Self::Ruins(_) => "store-ruins",
            Self::NothingReadable(_) => "store-nothing-readable",
            Self::NotEmpty(_) => "store-not-empty",
            Self::InUse => "store-in-use",
            Self::Gone(_) => "store-gone",
            Self::Replaced(_) => "store-replaced",
            Self::OldLibrary(_) | Self::Pragma { .. } => "store-library",
            Self::Busy => "store-busy",
            Self::NoRoom(_) => "store-no-room",
            Self::UpgradeFull(_) => "store-upgrade-full",
            Self::UpgradeStopped => "store-upgrade-stopped",
            Self::UpgradeBusy => "store-upgrade-busy",
            Self::UpgradeIo(_) => "store-upgrade-io",
            Self::DiskFull => "store-disk-full",
            Self::Io(_) => "store-io",
            Self::Unsure(_) => "store-unsure",
            Self::Stopped => "store-stopped",
            Self::Damaged(_) => "store-damaged",
            Self::BadValue(_) | Self::Internal(_) => "store-internal",
        }
    }

    /// As [`StoreError::code`], where it is the store to be taken in.
    fn code_of_other(&self) -> &'static str {
        match self {
            Self::Missing(_) => "other-missing",
            Self::Empty(_) => "other-empty",
            Self::Symlink(_) => "other-symlink",
            Self::NotAFile(_) => "other-not-a-file",
            Self::ForeignOwner { .. } => "other-foreign-owner",
            Self::NotADatabase(_) | Self::Foreign { .. } => "other-not-a-store",
            Self::Newer { .. } => "other-newer",
            Self::Older(_) => "other-older",
            Self::Damaged(_) => "other-damaged",
            Self::NotWritable(_) | Self::Io(_) => "other-unreadable",
            error => error.code(),
        }
    }

    /// What is wrong with the store to be taken in; an end that was wished is no fault of it.
    pub(crate) fn of_other(self) -> Self {
        match self {
            Self::Stopped | Self::Same(_) => self,
            error => Self::Other(Box::new(error)),
        }
    }

    /// Whether the connection that met it may not be used again.
    pub(crate) const fn is_sticky(&self) -> bool {
        matches!(self, Self::Io(_) | Self::DiskFull | Self::Unsure(_) | Self::Damaged(_))
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        // Messages of SQLite name tables and settings, never values; constraint texts are ours.
        let text = error.to_string();
        let shared = error.sqlite_error().map(|error| error.extended_code);
        match error.sqlite_error_code() {
            // The memory beside the write-ahead log could not be made larger.
            _ if shared == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE) => Self::DiskFull,
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy,
            Some(Code::OperationInterrupted) => Self::Stopped,
            Some(Code::DiskFull) => Self::DiskFull,
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Self::Damaged(text),
            Some(Code::SystemIoFailure | Code::CannotOpen | Code::ReadOnly | Code::PermissionDenied) => Self::Io(text),
            _ => Self::Internal(text),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Io(error.to_string()),
        }
    }
}

/// Why a write was not made.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store could not.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Where the rules have no say, a refusal is a fault.
impl From<WriteError> for StoreError {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Refused(refusal) => Self::Internal(refusal.to_string()),
            WriteError::Store(error) => error,
        }
    }
}

impl From<rusqlite::Error> for WriteError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

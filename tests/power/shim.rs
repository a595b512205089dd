//! A VFS that stands between SQLite and the disk: it writes down every write and sync of one folder, can fail the N-th
//! call, and passes everything else through.
//!
//! It becomes the process's default VFS, so the store under test is opened by its own code, unchanged.
//! This is the one place of the project that is allowed to use unsafe code: SQLite's VFS is a C interface.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, OnceLock};

use rusqlite::ffi;

/// One thing that reached the disk's door, in order.
#[derive(Debug, Clone)]
pub enum Op {
    /// Bytes written at an offset; they may or may not survive a power cut until the next sync of that file.
    Write { file: usize, offset: u64, data: Vec<u8> },
    /// The file was cut.
    Truncate { file: usize, len: u64 },
    /// Everything written to the file so far survives from here on.
    Sync { file: usize },
    /// The file's name was removed; with the folder synced it stays removed.
    Delete { file: usize, synced: bool },
    /// A journal was created: its first sync also makes the folder's entries certain.
    Create { file: usize },
    /// Not I/O: the program told its user that this much is saved.
    Acknowledged(usize),
}

/// Which call fails, and how.
#[derive(Debug, Clone, Copy)]
pub struct Fault {
    /// Calls (writes, syncs, truncates) that still succeed.
    pub after: usize,
    /// Whether every later call fails too.
    pub sticky: bool,
    /// `SQLITE_IOERR_WRITE`, `SQLITE_IOERR_FSYNC` or `SQLITE_FULL`.
    pub code: c_int,
}

#[derive(Default)]
struct Recorder {
    folder: Option<PathBuf>,
    files: Vec<PathBuf>,
    bases: Vec<Vec<u8>>,
    ops: Vec<Op>,
    fault: Option<Fault>,
    calls: usize,
}

static RECORDER: Mutex<Recorder> =
    Mutex::new(Recorder { folder: None, files: Vec::new(), bases: Vec::new(), ops: Vec::new(), fault: None, calls: 0 });

/// What one recording holds: the files as they were first seen, and what happened to them.
#[derive(Debug, Clone)]
pub struct Tape {
    /// Names below the folder.
    pub names: Vec<PathBuf>,
    /// Content when first opened.
    pub bases: Vec<Vec<u8>>,
    /// What happened, in order.
    pub ops: Vec<Op>,
}

/// Starts writing down what happens below `folder`.
pub fn record(folder: &Path) {
    register();
    let mut recorder = RECORDER.lock().unwrap();
    *recorder = Recorder { folder: Some(folder.canonicalize().unwrap()), ..Recorder::default() };
}

/// Marks that the user was told "saved" for the `count`-th time.
pub fn acknowledge(count: usize) {
    RECORDER.lock().unwrap().ops.push(Op::Acknowledged(count));
}

/// Lets a call fail from now on.
pub fn fail(fault: Option<Fault>) {
    let mut recorder = RECORDER.lock().unwrap();
    recorder.fault = fault;
    recorder.calls = 0;
}

/// How many calls could have failed since [`fail`].
pub fn calls() -> usize {
    RECORDER.lock().unwrap().calls
}

/// Stops and hands over what was written down.
pub fn stop() -> Tape {
    let mut recorder = RECORDER.lock().unwrap();
    let taken = std::mem::take(&mut *recorder);
    let folder = taken.folder.expect("a recording was started");
    let names = taken.files.iter().map(|file| file.strip_prefix(&folder).unwrap().to_owned()).collect();
    Tape { names, bases: taken.bases, ops: taken.ops }
}

impl Recorder {
    /// The number of a file below the folder; its content is read when it is first seen.
    fn file(&mut self, path: &Path) -> Option<usize> {
        if !path.starts_with(self.folder.as_ref()?) {
            return None;
        }
        if let Some(at) = self.files.iter().position(|known| known == path) {
            return Some(at);
        }
        self.files.push(path.to_owned());
        self.bases.push(std::fs::read(path).unwrap_or_default());
        Some(self.files.len() - 1)
    }

    /// Counts a call that may fail and says whether it does.
    fn fails(&mut self) -> Option<c_int> {
        self.calls += 1;
        let fault = self.fault?;
        (self.calls == fault.after + 1 || (fault.sticky && self.calls > fault.after)).then_some(fault.code)
    }
}

/// SQLite's file object: ours first, the real one right behind it.
#[repr(C)]
struct File {
    base: ffi::sqlite3_file,
    /// Number in the recorder plus one; 0 when the file is outside the folder.
    number: usize,
}

struct Real(*mut ffi::sqlite3_vfs);
// The pointer is set once and names a static of SQLite.
unsafe impl Send for Real {}
unsafe impl Sync for Real {}
static REAL: OnceLock<Real> = OnceLock::new();

/// Makes the shim the default VFS of this process; once.
fn register() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| unsafe {
        ffi::sqlite3_initialize();
        let real = ffi::sqlite3_vfs_find(std::ptr::null());
        let mut shim = *real;
        shim.zName = c"zuoxi-shim".as_ptr();
        shim.szOsFile = c_int::try_from(size_of::<File>()).unwrap() + (*real).szOsFile;
        shim.xOpen = Some(open);
        shim.xDelete = Some(delete);
        assert!(REAL.set(Real(real)).is_ok());
        assert_eq!(ffi::sqlite3_vfs_register(Box::leak(Box::new(shim)), 1), ffi::SQLITE_OK);
    });
}

unsafe fn below(file: *mut ffi::sqlite3_file) -> *mut ffi::sqlite3_file {
    unsafe { file.cast::<File>().add(1).cast() }
}

fn path_of(name: *const c_char) -> Option<PathBuf> {
    if name.is_null() {
        return None;
    }
    let name = unsafe { CStr::from_ptr(name) };
    Some(PathBuf::from(name.to_str().ok()?))
}

unsafe extern "C" fn open(
    _vfs: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    unsafe {
        let ours = file.cast::<File>();
        (*ours).base.pMethods = std::ptr::null();
        let number = path_of(name).and_then(|path| RECORDER.lock().unwrap().file(&path)).map_or(0, |at| at + 1);
        let real = REAL.get().unwrap().0;
        let answer = ((*real).xOpen.unwrap())(real, name, below(file), flags, out);
        if answer == ffi::SQLITE_OK {
            let journals = ffi::SQLITE_OPEN_MAIN_JOURNAL | ffi::SQLITE_OPEN_SUPER_JOURNAL | ffi::SQLITE_OPEN_WAL;
            if number > 0 && flags & ffi::SQLITE_OPEN_CREATE != 0 && flags & journals != 0 {
                RECORDER.lock().unwrap().ops.push(Op::Create { file: number - 1 });
            }
            (*ours).number = number;
            (*ours).base.pMethods = &raw const METHODS;
        }
        answer
    }
}

unsafe extern "C" fn delete(_vfs: *mut ffi::sqlite3_vfs, name: *const c_char, sync: c_int) -> c_int {
    let real = REAL.get().unwrap().0;
    if let Some(path) = path_of(name) {
        let mut recorder = RECORDER.lock().unwrap();
        if let Some(file) = recorder.files.iter().position(|known| *known == path) {
            recorder.ops.push(Op::Delete { file, synced: sync != 0 });
        }
    }
    unsafe { ((*real).xDelete.unwrap())(real, name, sync) }
}

/// Writes an operation down unless it is made to fail; the code to return if it is.
unsafe fn note(file: *mut ffi::sqlite3_file, op: impl FnOnce(usize) -> Op) -> Option<c_int> {
    let number = unsafe { (*file.cast::<File>()).number };
    if number == 0 {
        return None;
    }
    let mut recorder = RECORDER.lock().unwrap();
    if let Some(code) = recorder.fails() {
        return Some(code);
    }
    recorder.ops.push(op(number - 1));
    None
}

unsafe extern "C" fn write(file: *mut ffi::sqlite3_file, data: *const c_void, len: c_int, offset: i64) -> c_int {
    unsafe {
        let bytes = std::slice::from_raw_parts(data.cast::<u8>(), usize::try_from(len).unwrap());
        let op = |file| Op::Write { file, offset: u64::try_from(offset).unwrap(), data: bytes.to_vec() };
        match note(file, op) {
            Some(code) => code,
            None => ((*(*below(file)).pMethods).xWrite.unwrap())(below(file), data, len, offset),
        }
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, len: i64) -> c_int {
    unsafe {
        match note(file, |file| Op::Truncate { file, len: u64::try_from(len).unwrap() }) {
            Some(code) => code,
            None => ((*(*below(file)).pMethods).xTruncate.unwrap())(below(file), len),
        }
    }
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _flags: c_int) -> c_int {
    // The page cache of this machine survives; only the recording needs to know. Skipping the real fsync makes a
    // recording fast on any disk.
    unsafe { note(file, |file| Op::Sync { file }).unwrap_or(ffi::SQLITE_OK) }
}

/// Passes a method through to the real file.
macro_rules! through {
    ($name:ident = $method:ident ( $($arg:ident : $ty:ty),* ) $(-> $ret:ty)?) => {
        unsafe extern "C" fn $name(file: *mut ffi::sqlite3_file $(, $arg: $ty)*) $(-> $ret)? {
            unsafe { ((*(*below(file)).pMethods).$method.unwrap())(below(file) $(, $arg)*) }
        }
    };
}

through!(close = xClose() -> c_int);
through!(read = xRead(data: *mut c_void, len: c_int, offset: i64) -> c_int);
through!(file_size = xFileSize(size: *mut i64) -> c_int);
through!(lock = xLock(level: c_int) -> c_int);
through!(unlock = xUnlock(level: c_int) -> c_int);
through!(check_reserved_lock = xCheckReservedLock(out: *mut c_int) -> c_int);
through!(file_control = xFileControl(op: c_int, arg: *mut c_void) -> c_int);
through!(sector_size = xSectorSize() -> c_int);
through!(device_characteristics = xDeviceCharacteristics() -> c_int);
through!(shm_map = xShmMap(page: c_int, size: c_int, extend: c_int, out: *mut *mut c_void) -> c_int);
through!(shm_lock = xShmLock(offset: c_int, n: c_int, flags: c_int) -> c_int);
through!(shm_barrier = xShmBarrier());
through!(shm_unmap = xShmUnmap(delete: c_int) -> c_int);

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

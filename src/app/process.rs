//! What the process promises before it opens anything, and the files it makes.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

/// Makes a file where there is none, private to its user.
pub fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}

/// Makes what this process creates private to its user, and keeps its memory out of core files and debuggers.
///
/// Customers' words pass through the memory; a core file or a neighbour's debugger must not carry them away.
/// Writing to a closed pipe is an error to handle, not a signal that kills (the standard library sees to that).
pub fn harden() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit, umask};
        umask(rustix::fs::Mode::from_raw_mode(0o077));
        // A limit that cannot be lowered is no reason not to take calls.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}

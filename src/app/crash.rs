//! What a panic leaves behind: the terminal as it was, the drafts on disk, and a report without personal data.

use std::backtrace::Backtrace;
use std::cell::Cell;
use std::fmt::Write as _;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::mpsc::Sender;

use super::arrival::Arrival;
use super::{drafts, process, terminal};

/// Where a panic on any thread is told: the loop ends then, so that no program lives on without a part of it.
static LOOP: OnceLock<Sender<Arrival>> = OnceLock::new();

thread_local! {
    /// A fault of somebody else's code is caught and gone past.
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// From now on the loop behind this channel ends when a thread panics.
pub fn tell(to: Sender<Arrival>) {
    let _ = LOOP.set(to);
}

/// Runs code that is not ours and may panic over what came from outside; nothing where it did.
pub fn past_faults<T>(run: impl FnOnce() -> T) -> Option<T> {
    CAUGHT.set(true);
    let done = std::panic::catch_unwind(AssertUnwindSafe(run));
    CAUGHT.set(false);
    done.ok()
}

/// From now on a panic gives the terminal back, syncs the drafts and writes a report into `folder`.
///
/// `sentence` is shown after the terminal is back; the report's path follows it.
pub fn prepare(folder: PathBuf, sentence: String) {
    std::panic::set_hook(Box::new(move |info| {
        if CAUGHT.get() {
            return tracing::warn!(place = %place(info), "a fault gone past");
        }
        drafts::sync_now();
        terminal::give_back();
        let report = report(info);
        tracing::error!(place = %place(info), "panic");
        let path = write(&folder, &report);
        let mut stderr = std::io::stderr();
        let _ = match path {
            Some(path) => writeln!(stderr, "{sentence}\n{}", path.display()),
            None => writeln!(stderr, "{sentence}\n{report}"),
        };
        if let Some(to) = LOOP.get() {
            let _ = to.send(Arrival::Broken);
        }
    }));
}

/// Where it happened and how we came there. The panic's own words are left out: they may quote a customer.
fn report(info: &PanicHookInfo) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "zuoxi {}", env!("CARGO_PKG_VERSION"));
    let _ = writeln!(text, "at {}", place(info));
    let _ = writeln!(text, "thread {}", std::thread::current().name().unwrap_or("?"));
    let _ = writeln!(text, "{} {}", std::env::consts::OS, std::env::consts::ARCH);
    let _ = writeln!(text, "{}", Backtrace::force_capture());
    text
}

fn place(info: &PanicHookInfo) -> String {
    info.location().map_or_else(|| "?".to_owned(), |at| format!("{}:{}", at.file(), at.line()))
}

fn write(folder: &Path, report: &str) -> Option<PathBuf> {
    let path = folder.join(format!("crash-{}.txt", std::process::id()));
    process::write_new(&path, report).ok()?;
    Some(path)
}

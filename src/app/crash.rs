//! What a panic leaves behind: the terminal as it was, the drafts on disk, and a report without personal data.

use std::backtrace::Backtrace;
use std::fmt::Write as _;
use std::io::Write as _;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};

use super::{drafts, process, terminal};

/// From now on a panic gives the terminal back, syncs the drafts and writes a report into `folder`.
///
/// `sentence` is shown after the terminal is back; the report's path follows it.
pub fn prepare(folder: PathBuf, sentence: String) {
    std::panic::set_hook(Box::new(move |info| {
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

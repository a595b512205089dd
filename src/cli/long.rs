//! Commands that take long: how far they are, on standard error, and an end by Ctrl-C that leaves nothing half done.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use super::out::{Failure, complain};
use super::setting::Setting;
use crate::domain::protocol::Progress;
use crate::store::{Follower, StoreError};

/// Does a long work on a store.
///
/// # Errors
/// What the work met; the signal that ended it.
pub fn follow<T>(
    setting: &Setting,
    path: &Path,
    work: impl FnOnce(&mut Follower<'_>) -> Result<T, StoreError>,
) -> Result<T, Failure> {
    let (stop, told) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    for (signal, number) in [(SIGINT, 2), (SIGTERM, 15)] {
        // A second one ends the program at once; the store bears that too.
        flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&stop))?;
        flag::register_usize(signal, Arc::clone(&told), number)?;
        flag::register(signal, Arc::clone(&stop))?;
    }
    let mut line = Line { setting, shown: None, seen: std::io::stderr().is_terminal() };
    let done = work(&mut Follower::new(stop, |progress| line.show(progress)));
    line.clear();
    done.map_err(|error| {
        let problem = setting.store_problem(&error, path);
        match (error, i32::try_from(told.load(Ordering::SeqCst))) {
            (StoreError::Stopped, Ok(signal)) => {
                complain(&problem);
                Failure::Signal(signal)
            }
            _ => problem.into(),
        }
    })
}

/// One line that says how far it is, where somebody looks.
struct Line<'a> {
    setting: &'a Setting,
    shown: Option<u64>,
    seen: bool,
}

impl Line<'_> {
    fn show(&mut self, progress: Progress) {
        let percent = progress.percent();
        if self.seen && self.shown != Some(percent) {
            self.shown = Some(percent);
            let words = self.setting.fill("cli-progress", &[("percent", &percent.to_string())]);
            self.put(&words);
        }
    }

    fn clear(&self) {
        if self.shown.is_some() {
            self.put("");
        }
    }

    /// Writes over the line that stands there.
    fn put(&self, words: &str) {
        let mut stderr = std::io::stderr().lock();
        // Nobody is to be stopped by a terminal that is gone.
        let _ = write!(stderr, "\r\u{1b}[K{words}").and_then(|()| stderr.flush());
    }
}

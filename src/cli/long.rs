//! Commands that take long: how far they are, on standard error, and an end by Ctrl-C that leaves nothing half done.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;

use super::out::{Failure, complain};
use super::setting::Setting;
use crate::app::Told;
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
    let told = Told::listen()?;
    let mut line = Line { setting, shown: None, seen: std::io::stderr().is_terminal() };
    let done = work(&mut Follower::new(Arc::clone(&told.stop), |progress| line.show(progress)));
    line.clear();
    done.map_err(|error| {
        let problem = setting.store_problem(&error, path);
        if !matches!(error, StoreError::Stopped) {
            return problem.into();
        }
        complain(&problem);
        Failure::Signal(told.signal())
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
            put(&words);
        }
    }

    fn clear(&self) {
        if self.shown.is_some() {
            put("");
        }
    }
}

/// Writes over the line that stands there.
fn put(words: &str) {
    let mut stderr = std::io::stderr().lock();
    // A terminal that is gone keeps nobody from the work.
    let _ = write!(stderr, "\r\u{1b}[K{words}").and_then(|()| stderr.flush());
}

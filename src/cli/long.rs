//! Commands that take long: how far they are, on standard error, and an end by Ctrl-C that leaves nothing half done.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;

use super::context::Context;
use super::out::{Failure, complain};
use crate::app::{Problem, Told};
use crate::domain::protocol::Progress;
use crate::store::{Follower, StoreError};
use crate::text::shown;

/// Does a long work on a store; `says` is the key of the words for how far it is.
///
/// # Errors
/// What the work met; the signal that ended it.
pub fn follow<T>(
    context: &Context,
    path: &Path,
    says: &str,
    work: impl FnOnce(&mut Follower<'_>) -> Result<T, StoreError>,
) -> Result<T, Failure> {
    follow_telling(context, says, work, |error| context.store_problem(error, path))
}

/// The same with a problem told in words of its own.
pub fn follow_telling<T>(
    context: &Context,
    says: &str,
    work: impl FnOnce(&mut Follower<'_>) -> Result<T, StoreError>,
    tell: impl FnOnce(&StoreError) -> Problem,
) -> Result<T, Failure> {
    let told = Told::listen()?;
    let (seen, mut shown) = (std::io::stderr().is_terminal(), None);
    let done = work(&mut Follower::new(Arc::clone(&told.stop), |progress: Progress| {
        let percent = progress.percent();
        if seen && shown != Some(percent) {
            shown = Some(percent);
            put(&context.fill(says, &[("percent", &percent.to_string())]));
        }
    }));
    if shown.is_some() {
        put("");
    }
    done.map_err(|error| {
        let problem = tell(&error);
        if !matches!(error, StoreError::Stopped | StoreError::UpgradeStopped) {
            return problem.into();
        }
        complain(&problem);
        Failure::Signal(told.signal())
    })
}

/// Says something on standard error, in place of how far it is.
pub fn remark(words: &str) {
    let mut stderr = std::io::stderr().lock();
    let wiped = if stderr.is_terminal() { "\r\u{1b}[K" } else { "" };
    // As below.
    let _ = writeln!(stderr, "{wiped}zuoxi: {}", shown(words));
}

/// Writes over the line that stands there, which says how far it is.
fn put(words: &str) {
    let mut stderr = std::io::stderr().lock();
    // A terminal that is gone keeps nobody from the work.
    let _ = write!(stderr, "\r\u{1b}[K{}", shown(words)).and_then(|()| stderr.flush());
}

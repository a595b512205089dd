//! Jobs: long work in steps, which the writer makes between saves. No step is asked for before the last one was made, so
//! that no save ever waits for more than one.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use super::Outlet;
use super::writer::Work;
use crate::desk::Desk;
use crate::domain::protocol::Progress;
use crate::store::StoreError;
use crate::tui::Msg;

/// What a step may take.
const STEP: Duration = Duration::from_millis(20);

/// Streams of the first step, before it is known how long they take.
const FIRST: usize = 8;

/// Streams of a step at most.
const MOST: usize = 500;

/// A step to be made: how many streams' rows, and whoever asks.
pub(super) struct Step {
    count: usize,
    made: SyncSender<Made>,
}

/// What came of a step: how far it is, nothing where all is done; and how long it took.
type Made = (Result<Option<Progress>, StoreError>, Duration);

impl Step {
    pub fn make(self, desk: &mut Desk) {
        let began = Instant::now();
        let progress = desk.make_some_rows(self.count);
        // Whoever asked may have been told to end.
        let _ = self.made.send((progress, began.elapsed()));
    }
}

/// Has rows made anew until all are, or until it is told to stop; then the next start goes on.
pub(super) fn work(mut progress: Progress, writer: &Sender<Work>, answers: &Outlet, stop: &AtomicBool) {
    let mut count = FIRST;
    let mut told = None;
    while !stop.load(Ordering::Acquire) {
        if told != Some(progress.percent()) {
            told = Some(progress.percent());
            if !answers.send(Msg::Progress(progress)) {
                return;
            }
        }
        let (made, steps) = sync_channel(1);
        if writer.send(Work::Step(Step { count, made })).is_err() {
            return;
        }
        match steps.recv() {
            Ok((Ok(Some(further)), took)) => {
                progress = further;
                count = next(count, took);
            }
            Ok((made, _)) => {
                if let Err(error) = made {
                    tracing::warn!(%error, "rows were not made anew; the next start goes on");
                }
                answers.send(Msg::Progress(Progress { done: progress.total, ..progress }));
                return;
            }
            // The writer is gone, and says so itself.
            Err(_) => return,
        }
    }
}

/// As many streams as fit into a step by what the last one took, at most twice as many.
fn next(count: usize, took: Duration) -> usize {
    let fits = STEP.as_micros().saturating_mul(count as u128) / took.as_micros().max(1);
    usize::try_from(fits).unwrap_or(MOST).min(count * 2).clamp(1, MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_grow_and_shrink_to_what_fits() {
        assert_eq!(next(8, Duration::from_millis(1)), 16);
        assert_eq!(next(100, Duration::from_millis(40)), 50);
        assert_eq!(next(1, Duration::from_secs(5)), 1);
        assert_eq!(next(400, Duration::ZERO), MOST);
    }
}

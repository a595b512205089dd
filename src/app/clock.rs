//! The one place that knows what time it is.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::domain::Timestamp;

/// Where the time comes from: the machine, or the machine shifted by a fixed span (demo stores only).
///
/// A shifted clock still runs, so a rehearsal that starts at 10:26 reaches 10:27 a minute later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Clock {
    /// Milliseconds added to the machine's time.
    shift_ms: i64,
}

impl Clock {
    pub const REAL: Self = Self { shift_ms: 0 };

    /// A clock that shows `start` at this very moment and runs on from there.
    pub fn starting_at(start: Timestamp) -> Self {
        Self { shift_ms: start.since_ms(machine()) }
    }

    pub fn now(self) -> Timestamp {
        machine().plus_ms(self.shift_ms)
    }
}

/// The machine's time; a clock before 1970 counts as 1970.
fn machine() -> Timestamp {
    let ms = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
    Timestamp(i64::try_from(ms).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shifted_clock_starts_where_it_is_told_and_runs_on() {
        let start = Timestamp(1_773_628_008_000);
        let clock = Clock::starting_at(start);
        let (first, second) = (clock.now(), clock.now());
        assert!(first >= start && first.since_ms(start) < 5_000, "{first:?}");
        assert!(second >= first);
    }
}

//! The line: what the agent's telephone is doing, as the agent tells us.

use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::code::codes;

/// Without a word for this long, a line that is not on hold shows it.
pub const SILENCE_MS: i64 = 60_000;

codes! {
    /// What the line is doing: nobody is on it, the customer called, we called, the customer waits, hung up but still
    /// writing.
    Line { Ready = "ready", Talk = "talk", CallBack = "callback", Hold = "hold", WrapUp = "wrap-up" }
}

/// The present call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Call {
    /// What the line is doing.
    pub line: Line,
    /// Since when; hold and wrap-up count from their own beginning.
    pub since: Timestamp,
    /// When the call began, while there is one.
    pub began: Option<Timestamp>,
    /// The case it is about.
    pub case: Option<Uuid>,
    /// Whether we called; so that the end of a hold goes back to the right words.
    outbound: bool,
}

impl Call {
    /// No call.
    pub const fn ready(now: Timestamp) -> Self {
        Self { line: Line::Ready, since: now, began: None, case: None, outbound: false }
    }

    /// A call begins.
    pub const fn begin(&mut self, case: Uuid, outbound: bool, now: Timestamp) {
        let line = if outbound { Line::CallBack } else { Line::Talk };
        *self = Self { line, since: now, began: Some(now), case: Some(case), outbound };
    }

    /// Puts the line on hold or takes it back; tells whether it is on hold now, or `None` when there is no call.
    pub const fn toggle_hold(&mut self, now: Timestamp) -> Option<bool> {
        match (self.line, self.began) {
            (Line::Talk | Line::CallBack, _) => {
                self.line = Line::Hold;
                self.since = now;
                Some(true)
            }
            (Line::Hold, Some(began)) => {
                self.line = if self.outbound { Line::CallBack } else { Line::Talk };
                self.since = began;
                Some(false)
            }
            _ => None,
        }
    }

    /// Hangs up; tells whether there was a call.
    pub const fn hang_up(&mut self, now: Timestamp) -> bool {
        let was = self.is_live();
        if was {
            self.line = Line::WrapUp;
            self.since = now;
        }
        was
    }

    /// The wrap-up is over.
    pub const fn finish(&mut self, now: Timestamp) {
        *self = Self::ready(now);
    }

    /// Whether it is we who called.
    pub const fn is_ours(&self) -> bool {
        self.outbound
    }

    /// Whether somebody is on the line, on hold or not.
    pub const fn is_live(&self) -> bool {
        matches!(self.line, Line::Talk | Line::CallBack | Line::Hold)
    }

    /// Whether the call is over but still being written down.
    pub const fn is_wrap_up(&self) -> bool {
        matches!(self.line, Line::WrapUp)
    }

    /// Seconds on hold so far; nothing on a line that is not.
    pub const fn hold_s(&self, now: Timestamp) -> i64 {
        if matches!(self.line, Line::Hold) { now.since_ms(self.since) / 1000 } else { 0 }
    }

    /// How long nobody typed on a line that is not on hold, once that is worth showing.
    pub const fn silence_ms(&self, last_key: Timestamp, now: Timestamp) -> Option<i64> {
        let from = if last_key.0 > self.since.0 { last_key } else { self.since };
        let quiet = now.since_ms(from);
        if matches!(self.line, Line::Talk | Line::CallBack) && quiet > SILENCE_MS { Some(quiet) } else { None }
    }
}

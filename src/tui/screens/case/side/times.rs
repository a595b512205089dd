//! Moments as an agent reads them, beyond what the frame offers.

use chrono::{Datelike, Timelike};

use crate::domain::Timestamp;
use crate::tui::cx::Cx;

/// The time of a row in the history: `10:05`, `昨天 10:56`, `03-02 09:12`.
pub fn happened(cx: &Cx, at: Timestamp) -> String {
    let (then, now) = (cx.local(at), cx.local(cx.now));
    let clock = format!("{:02}:{:02}", then.hour(), then.minute());
    if then.date() == now.date() {
        clock
    } else if now.date().pred_opt() == Some(then.date()) {
        cx.words.with("case-yesterday", &[("time", clock.into())])
    } else {
        format!("{:02}-{:02} {clock}", then.month(), then.day())
    }
}

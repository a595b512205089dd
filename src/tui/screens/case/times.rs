//! Moments and spans as an agent reads them.

use chrono::{Datelike, Timelike};

use crate::domain::Timestamp;
use crate::tui::cx::Cx;

/// A moment as of now: `10:30`, `tomorrow 10:02`, `03-19 10:56`.
pub fn moment(cx: &Cx, at: Timestamp) -> String {
    let (then, now) = (cx.local(at), cx.local(cx.now));
    let clock = format!("{:02}:{:02}", then.hour(), then.minute());
    let days = then.date().signed_duration_since(now.date()).num_days();
    match days {
        0 => clock,
        1 => format!("{} {clock}", cx.words.get("case-tomorrow")),
        -1 => format!("{} {clock}", cx.words.get("case-yesterday")),
        _ => format!("{:02}-{:02} {clock}", then.month(), then.day()),
    }
}

/// The time of a row in the history: `10:05`, `yesterday 10:56`, `03-02`.
pub fn happened(cx: &Cx, at: Timestamp) -> String {
    let (then, now) = (cx.local(at), cx.local(cx.now));
    if then.date() == now.date() || now.date().pred_opt() == Some(then.date()) {
        moment(cx, at)
    } else {
        format!("{:02}-{:02} {:02}:{:02}", then.month(), then.day(), then.hour(), then.minute())
    }
}

/// A span on the wall clock: `03:12`, `1时08分`, `3日`.
pub fn span(cx: &Cx, ms: i64) -> String {
    let seconds = ms.abs() / 1000;
    let (minutes, hours) = (seconds / 60, seconds / 3600);
    if hours == 0 {
        format!("{minutes:02}:{:02}", seconds % 60)
    } else if hours < 48 {
        let minutes = format!("{:02}", minutes % 60);
        cx.words.with("case-span-hours", &[("hours", hours.into()), ("minutes", minutes.as_str().into())])
    } else {
        cx.words.with("case-span-days", &[("days", (hours / 24).into())])
    }
}

/// A timer that counts up: `01:14`, `1:02:09`.
pub fn timer(ms: i64) -> String {
    let seconds = ms.max(0) / 1000;
    let (minutes, hours) = (seconds / 60, seconds / 3600);
    if hours == 0 {
        format!("{minutes:02}:{:02}", seconds % 60)
    } else {
        format!("{hours}:{:02}:{:02}", minutes % 60, seconds % 60)
    }
}

/// A moment as it is spoken: rounded down to five minutes, unless less than five would be left.
pub fn spoken(now: Timestamp, at: Timestamp) -> Timestamp {
    const STEP_MS: i64 = 5 * 60_000;
    let rounded = Timestamp(at.0 - at.0.rem_euclid(STEP_MS));
    if rounded.since_ms(now) < STEP_MS { at } else { rounded }
}

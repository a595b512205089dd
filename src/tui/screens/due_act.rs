//! What one key does about the thing that is due: our own doings only, never what a customer said.

use crate::domain::protocol::DueKind;
use crate::domain::{ClockKind, FollowUpKind};

/// The locale key of what is then recorded; nothing where the duty is done in a form of its own.
pub const fn words_key(duty: DueKind) -> Option<&'static str> {
    match duty {
        DueKind::FollowUp(FollowUpKind::Progress) | DueKind::Clock(ClockKind::Progress) => Some("due-act-told"),
        DueKind::Promise | DueKind::FollowUp(FollowUpKind::Promise) => Some("due-act-kept"),
        DueKind::FollowUp(_) => Some("due-act-done"),
        DueKind::TakeNote => Some("due-act-noted"),
        DueKind::Clock(_) | DueKind::Grade | DueKind::Take | DueKind::SelfSolve => None,
    }
}

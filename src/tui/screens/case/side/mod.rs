//! What stands beside the form: who it is, what is due and why, what happened before.

pub(in crate::tui::screens) mod dues;
pub(super) mod explain;
pub(in crate::tui::screens) mod history;
mod times;
mod who;

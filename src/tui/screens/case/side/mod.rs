//! What stands beside the form: who it is, what is due and why, what happened before.

pub(in crate::tui::screens) mod apart;
pub(super) mod caller;
pub(in crate::tui::screens) mod dues;
pub(super) mod explain;
pub(in crate::tui::screens) mod history;
pub(super) mod story;
pub(super) mod who;

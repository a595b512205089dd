//! What lies over the work block: help, palette, manual, history, questions, left-over forms.

mod confirm;
mod handbook;
mod help;
mod history;
mod left_over;
mod palette;
mod searchable;

pub use confirm::Confirm;
pub use handbook::Handbook;
pub use help::{Help, Keys};
pub use history::{History, StoryLine, StoryPart, WORDS};
pub use left_over::LeftOver;
pub use palette::{Deeds, MOVES, Palette};

/// Actions of a question.
pub(super) const CONFIRM: &str = "yes no";
/// Actions of a list with a search line.
pub(super) const PICK: &str = "take down up page_down page_up close";
/// Actions of the left-over forms.
pub(super) const LEFT_OVER: &str = "resume discard down up later";

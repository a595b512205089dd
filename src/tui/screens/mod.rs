//! The screens: one line each here, one binding in `assets/keymap.toml`, their words in the locale files.

pub mod case;
pub mod first_run;
pub mod followups;
pub mod phrases;
pub mod queue;

use super::overlays;
use super::screen::Screen;

/// Actions that belong together in the keymap, with the tables that are within reach at the same time.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// This table first, then those the screen also listens to.
    pub chain: &'static [&'static str],
    /// Its actions, the likeliest first.
    pub actions: &'static [&'static str],
}

impl Table {
    /// Its name.
    pub fn name(&self) -> &'static str {
        self.chain.first().copied().unwrap_or_default()
    }
}

/// What works on every screen; the frame carries it out.
const EVERYWHERE: &[&str] =
    &["new_call", "palette", "help", "undo", "dismiss", "quit", "how_to_quit", "suspend", "practice"];
/// What works on the telephone, overlays or not; carried out by the Case screen.
const LINE: &[&str] = &["hold", "hang_up"];
/// Switching screens by digit, where digits mean nothing else; an action here is the id of a screen.
const LISTS: &[&str] = &["queue", "case", "followups", "phrases", "leave"];

/// Every table of the keymap.
pub const TABLES: &[Table] = &[
    Table { chain: &["everywhere"], actions: EVERYWHERE },
    Table { chain: &["line"], actions: LINE },
    Table { chain: &["lists"], actions: LISTS },
    queue::TABLE,
    followups::TABLE,
    phrases::TABLE,
    Table { chain: &["case", "line", "everywhere"], actions: case::ACTIONS },
    Table { chain: &["first_run"], actions: first_run::ACTIONS },
    Table { chain: &["confirm", "line"], actions: overlays::CONFIRM },
    Table { chain: &["pick", "line"], actions: overlays::PICK },
    Table { chain: &["left_over", "line"], actions: overlays::LEFT_OVER },
];

/// Every screen with a place in the top bar, in its order there.
pub fn all() -> Vec<Box<dyn Screen>> {
    vec![
        Box::new(queue::Queue::default()),
        Box::<case::CaseScreen>::default(),
        Box::new(followups::FollowUps::default()),
        Box::new(phrases::Phrases::default()),
    ]
}

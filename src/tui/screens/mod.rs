//! The screens: one line each here, one binding in `assets/keymap.toml`, their words in the locale files.

pub(in crate::tui) mod card;
pub mod case;
pub mod due_act;
pub mod first_run;
pub mod followups;
pub mod phrases;
pub mod queue;

use std::sync::LazyLock;

use super::call;
pub(in crate::tui) use super::keymap::Table;
use super::listing::{ListActs, ListScreen};
use super::overlays;
use super::screen::Screen;

/// A screen with a place in the top bar.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Its own table of the keymap.
    table: Table,
    is_list: bool,
    make: fn() -> Box<dyn Screen>,
}

/// A list screen.
const fn list<L: ListActs>() -> Place {
    Place { table: L::TABLE, is_list: true, make: || Box::new(ListScreen::<L>::default()) }
}

/// The screens, in the order of the top bar: a line for each.
const SCREENS: &[Place] = &[
    list::<queue::Queue>(),
    Place { table: case::TABLE, is_list: false, make: || Box::<case::CaseScreen>::default() },
    list::<followups::FollowUps>(),
    Place { table: phrases::TABLE, is_list: false, make: || Box::new(phrases::Phrases::default()) },
];

/// What works on every screen; the frame carries it out.
const EVERYWHERE: &str = "new_call palette help manual undo redo dismiss quit how_to_quit suspend practice";
/// What works on the telephone, overlays or not; the frame carries it out.
const LINE: &str = "hold hang_up ended book drop state";
/// The tables of what is no screen.
const OTHERS: &[Table] = &[
    Table { chain: &["first_run"], actions: first_run::ACTIONS },
    Table { chain: &["confirm", "line"], actions: overlays::CONFIRM },
    Table { chain: &["pick", "line"], actions: overlays::PICK },
    case::runbook::TABLE,
    call::booking::TABLE,
    Table { chain: &["left_over", "line"], actions: overlays::LEFT_OVER },
];

/// Every table of the keymap with its actions. Digits switch screens where they mean nothing else: in `lists` an action
/// is the id of a screen.
pub fn tables() -> Vec<Table> {
    static LISTS: LazyLock<String> = LazyLock::new(|| {
        let ids: Vec<&str> = SCREENS.iter().map(|place| place.table.name()).chain(["leave"]).collect();
        ids.join(" ")
    });
    let mut tables = vec![
        Table { chain: &["everywhere"], actions: EVERYWHERE },
        Table { chain: &["line"], actions: LINE },
        Table { chain: &["lists"], actions: &LISTS },
    ];
    tables.extend(SCREENS.iter().map(|place| place.table).chain(OTHERS.iter().copied()));
    tables
}

/// The ids of the list screens.
pub fn lists() -> impl Iterator<Item = &'static str> {
    SCREENS.iter().filter(|place| place.is_list).map(|place| place.table.name())
}

/// The screen everybody begins on.
pub const FIRST: &str = "queue";

/// Every screen with a place in the top bar, in its order there.
pub fn all() -> Vec<Box<dyn Screen>> {
    SCREENS.iter().map(|place| (place.make)()).collect()
}

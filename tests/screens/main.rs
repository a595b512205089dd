//! Keys in, screens out: what the agent presses and sees, in three languages, sizes and themes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    missing_docs
)]

#[path = "../seen/mod.rs"]
mod seen;
#[path = "../support/mod.rs"]
mod support;

mod case;
mod coach;
mod desk;
mod first_run;
mod followups;
mod frame;
mod handbook;
mod keys;
mod line;
mod look;
mod monkey;
mod overlays;
mod phrases;
mod pictures;
mod queue;
mod shift;
mod theme;

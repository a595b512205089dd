//! The real program: its commands, its first minutes and whole cases in a real terminal.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    missing_docs
)]

mod cli;
mod common;
#[path = "../support/dice.rs"]
mod dice;
#[path = "../support/disk.rs"]
mod disk;
mod first_run;
mod journeys;
#[path = "../seen/mod.rs"]
mod seen;
#[path = "../support/mod.rs"]
mod support;

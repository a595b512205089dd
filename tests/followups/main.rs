//! The work list of follow-ups on a real store: its order, its keys, its looks.

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
mod desk;
mod keys;
mod look;
mod order;
mod rules;

//! The Case screen, keys in and screens out, on a desk in memory.

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

mod acts;
mod agree;
mod astray;
mod budget;
mod conflict;
mod desk;
mod lead;
mod look;
mod notice;
mod reveal;
mod two;
mod typing;

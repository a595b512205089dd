//! What acts on a case lead to, and what is refused, each with the remedy.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    missing_docs
)]

#[path = "../support/both.rs"]
mod both;
mod care;
mod desk;
mod doubts;
mod flow;
mod lead;
mod notice;
mod reveal;

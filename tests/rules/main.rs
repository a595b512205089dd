//! The rules of the trade: tables, worked examples and laws.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    missing_docs
)]

mod calendar;
mod common;
mod explain;
mod grade;
mod loader;
mod phone;
mod score;
mod shorthand;
mod words;

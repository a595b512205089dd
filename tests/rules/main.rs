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

mod apart;
mod architecture;
#[path = "../support/both.rs"]
mod both;
mod branches;
mod calendar;
mod case;
mod common;
mod config;
mod contact;
mod copies;
mod explain;
mod grade;
mod hidden;
mod laws;
mod lines;
mod loader;
mod locales;
mod manual;
mod moments;
mod parties;
mod phone;
mod praised;
mod rehearsals;
mod rehearsed_keys;
#[path = "../support/said.rs"]
mod said;
mod say;
mod score;
mod shift;
mod shorthand;
mod text;
mod understanding;
mod when;
mod words;

//! The store on real files: places, settings, the chain, the one write.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    missing_docs
)]

#[path = "../support/mod.rs"]
mod support;

#[path = "../support/dice.rs"]
mod dice;
#[path = "../support/disk.rs"]
mod disk;

#[path = "../support/said.rs"]
mod said;

mod absorb;
mod contacts;
mod demo;
mod desk;
mod drafts;
mod form;
mod honest;
mod integrity;
mod journals;
mod lives;
mod major;
mod merged;
mod opening;
mod pages;
mod plans;
mod remake;
mod salvage;
mod upgrade;
mod writing;

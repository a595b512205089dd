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

mod support;

#[path = "store/desk.rs"]
mod desk;
#[path = "store/drafts.rs"]
mod drafts;
#[path = "store/integrity.rs"]
mod integrity;
#[path = "store/lives.rs"]
mod lives;
#[path = "store/opening.rs"]
mod opening;
#[path = "store/writing.rs"]
mod writing;

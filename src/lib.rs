//! zuoxi 坐席: a terminal workstation for customer-service agents.
//!
//! The rooms, and who may know whom (checked by `tests/rules/architecture`):
//! `domain <- store <- desk <- app <- cli` and `domain <- manual <- tui <- app`; `tui` and `store` never meet.

mod app;
pub mod cli;
pub mod config;
pub mod desk;
pub mod manual;
pub mod scenario;
pub mod store;
pub mod text;
pub mod tui;
pub mod words;

pub use zuoxi_domain as domain;

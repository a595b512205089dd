//! Limits: which run, from when, how they move.

pub mod clocks;
mod fold;

//! Limits: which run, from when, how they move; and what happens because time passed.

pub mod clocks;
mod due;
mod fold;

pub use due::{DueAct, due_acts, due_acts_among, is_due, self_solve_until, system, wakes_at};

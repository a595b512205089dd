//! The work list of follow-ups on a real store: its order, its keys, its looks.

mod case;
mod desk;
mod keys;
mod lists;
mod look;
mod order;
mod rules;
mod same_keys;

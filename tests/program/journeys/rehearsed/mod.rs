//! Rehearsals worked through the real screens by keys, each act by its person at its time; at the end the record must
//! hold what the rehearsal's file expects.

mod s1;
mod s2;
mod s6;

pub use crate::common::F3;
use crate::journeys::expected::{differences, rehearsal};
use crate::journeys::seat::Shop;

/// The record agrees with the file in everything the file expects.
#[track_caller]
fn assert_as_rehearsed(shop: &Shop, file: &str, at: &str) {
    let (file, case) = (rehearsal(file), shop.shown(at));
    let differences = differences(&file, &case);
    assert!(differences.is_empty(), "{differences:#?}\n{case:#}");
}

/// A due update is marked as told from the queue, with one key.
#[track_caller]
fn tell(shop: &Shop, agent: &str, at: &str) {
    let seat = shop.sit(agent, at);
    seat.sees("ZX").press(&["p"]).sees("已通报").leave();
}

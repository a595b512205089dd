//! Rehearsals: worked cases replayed through the door the screens use, and compared with the record they must leave.
//!
//! *Invariant:* the replay invents free text where a rule asks for some, never codes, times, amounts or roles.

mod compare;
pub mod demo;
mod door;
mod dues;
mod entered;
mod file;
mod phrases;
mod replay;
mod report;
mod steps;

pub use door::Door;
pub use file::{File, FileError, names_a_schema};
pub use report::{Check, Report};

/// Replays files (name and text) on one timeline and compares what they expect; times are local to the company's zone.
pub fn run(files: &[(&str, &str)], door: &mut dyn Door) -> Result<Report, FileError> {
    let files: Vec<File> = files.iter().map(|(name, text)| File::parse(name, text)).collect::<Result<_, _>>()?;
    replay::replay(&files, door)
}

//! People acting at a desk, written down and played: worked cases that are compared with the record they must leave,
//! the days of a demo, and what came before a lesson. One form, one player, one comparison. Beside them `lines`: what the
//! intake must make of what is typed.
//!
//! *Invariant:* the player invents free text where a rule asks for some, never codes, times, amounts or roles.

mod compare;
pub mod demo;
mod door;
mod dues;
mod file;
pub mod lesson;
pub mod lines;
mod moments;
mod phrases;
mod play;
mod report;
mod script;
mod steps;
mod written;

pub use door::Door;
pub use file::{File, FileError, schema_of};
pub use play::play;
pub use report::{Check, Report};
pub use script::{Cue, Customer, Line, Script, What};
pub use written::scripts;

/// Plays files (name and text) on one timeline and compares what they expect; times are local to the company's zone.
pub fn run(files: &[(&str, &str)], door: &mut dyn Door) -> Result<Report, FileError> {
    let mut report = Report::default();
    let mut cases = Vec::new();
    for (name, text) in files {
        match schema_of(text).as_deref() {
            Some(moments::SCHEMA) => moments::rehearse(name, text, &door.rules().manual, &mut report)?,
            _ => cases.push(File::parse(name, text)?),
        }
    }
    // A lesson may begin with an empty desk.
    cases.retain(File::has_case);
    report.checks.extend(rehearse(&cases, door)?.checks);
    Ok(report)
}

/// The same with files that were read already.
pub fn rehearse(files: &[File], door: &mut dyn Door) -> Result<Report, FileError> {
    files.iter().try_for_each(compare::check_known)?;
    let scripts = written::scripts(files, door.rules())?;
    let mut report = Report::default();
    let end = play(&scripts, door, None, &mut report);
    compare::compare(files, &scripts, door, (end, &mut report));
    Ok(report)
}

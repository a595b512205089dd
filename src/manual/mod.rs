//! The service manual: parsed from the built-in files, overlaid with a company's own, checked whole.
//!
//! A company's folder holds TOML files with the same tables, in any file: an entry with the same id replaces the
//! whole built-in entry, `retired = true` removes it, single tables (`[clock]`, `[grade]`, `[calendar]` …) are
//! replaced key by key, word lists (`[[vocab]]`) add up. Every mistake is found, not only the first.

mod acts;
mod assemble;
mod check;
mod mistake;
mod read;
mod schema;
mod settings;
mod source;
mod spoken;

use std::path::Path;

use crate::domain::Manual;

pub use mistake::{Mistake, nearest, one_a_line};
use read::Read;
pub use settings::{LevelLimits, Limits, Settings, is_hours, is_zone, range_of};
use source::Source;

/// The built-in manual.
///
/// # Panics
///
/// Never: that the built-in files are without mistakes is tested.
pub fn built_in() -> Manual {
    let sources = source::built_in();
    let mut read = Read::trusting(&sources);
    let manual = assemble::assemble(&mut read, source::hash(&sources));
    match manual {
        Some(manual) if read.mistakes.get_mut().is_empty() => manual,
        _ => unreachable!("the built-in manual is wrong: {:#?}", read.mistakes),
    }
}

/// The built-in manual with a company's folder laid over it.
pub fn load(overlay: Option<&Path>) -> Result<Manual, Vec<Mistake>> {
    let Some(folder) = overlay else { return Ok(built_in()) };
    let mut sources = source::built_in();
    sources.extend(source::folder(folder)?);
    from_sources(&sources)
}

fn from_sources(sources: &[Source]) -> Result<Manual, Vec<Mistake>> {
    let mut read = Read::new(sources);
    check::check(&read);
    let manual = assemble::assemble(&mut read, source::hash(sources));
    match manual {
        Some(manual) if read.mistakes.get_mut().is_empty() => Ok(manual),
        _ => Err(read.mistakes.into_inner()),
    }
}

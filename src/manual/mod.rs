//! The service manual: parsed from the built-in files, overlaid with a company's own, checked whole.
//!
//! A company's folder holds TOML files with the same tables, in any file: an entry with the same id replaces the
//! whole built-in entry, `retired = true` removes it, single tables (`[clock]`, `[grade]`, `[calendar]` …) are
//! replaced key by key, word lists (`[[vocab]]`) add up. Every mistake is found, not only the first.

mod acts;
mod assemble;
mod check;
mod mistake;
mod pages;
mod read;
mod ready;
mod schema;
mod settings;
mod source;
mod spoken;
mod types;

use std::path::Path;
use std::sync::{Arc, OnceLock};

use crate::domain::Manual;
use crate::domain::manual::Pages;

pub use mistake::{Mistake, nearest, one_a_line};
use read::Read;
use ready::Ready;
pub use settings::{LevelLimits, Limits, Settings, is_hours, is_region, is_zone, range_of};
use source::Source;
pub(crate) use types::{explain, read_all};

/// The built-in manual.
///
/// # Panics
///
/// Never: that the built-in files are without mistakes is tested.
pub fn built_in() -> Manual {
    let manual = assemble::assemble(&mut Ready::built_in(), ready::HASH.to_owned());
    manual.unwrap_or_else(|| unreachable!("the built-in manual lacks a table"))
}

/// The pages of a manual.
pub fn pages(manual: &Manual) -> &Pages {
    manual.pages.as_deref().unwrap_or_else(|| built_in_pages())
}

/// What is wrong in a text laid over the built-in manual as one file of a company's.
pub fn examine(file: &str, text: &str) -> Vec<Mistake> {
    let own = Source { file: file.to_owned(), text: text.to_owned(), overlay: true };
    laid_over(vec![own]).err().unwrap_or_default()
}

fn built_in_pages() -> &'static Pages {
    static PAGES: OnceLock<Pages> = OnceLock::new();
    PAGES.get_or_init(|| pages::assemble(&mut Ready::pages(), Vec::new()))
}

/// The built-in manual with a company's folder laid over it.
pub fn load(overlay: Option<&Path>) -> Result<Manual, Vec<Mistake>> {
    let Some(folder) = overlay else { return Ok(built_in()) };
    laid_over(source::folder(folder)?)
}

fn laid_over(own: Vec<Source>) -> Result<Manual, Vec<Mistake>> {
    let changed = !own.is_empty();
    let mut sources = [source::built_in(), own].concat();
    let hash = source::hash(&sources);
    sources.extend(source::pages());
    let mut read = Read::new(&sources);
    check::check(&read);
    let own_phrases = read.own("phrase");
    let own_levels = read.own("level");
    let pages = pages::assemble(&mut read, own_phrases);
    let mut manual = assemble::assemble(&mut read, hash);
    if let Some(manual) = &mut manual {
        assemble::mark_levels(manual, &own_levels);
    }
    match manual {
        Some(manual) if read.mistakes.get_mut().is_empty() => {
            let pages = changed.then(|| Arc::new(pages));
            Ok(Manual { pages, ..manual })
        }
        _ => Err(read.mistakes.into_inner()),
    }
}

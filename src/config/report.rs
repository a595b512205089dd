//! What the `config` command says.

use std::path::Path;

use crate::domain::calendar::CalendarError;
use crate::manual::Mistake;
use crate::text::{clean, width};
use crate::words::{Arg, Words};

use super::{Paths, load, path_of};

/// A mistake as a paragraph: place, line, caret, sentence, what was probably meant.
pub fn complaint(mistake: &Mistake, words: &Words) -> String {
    let sentence = sentence(mistake, words);
    if mistake.excerpt.is_empty() {
        return format!("{}\n{sentence}", shown(&mistake.file));
    }
    let place: [(&str, Arg); 3] =
        [("file", shown(&mistake.file).into()), ("line", mistake.line.into()), ("column", mistake.column.into())];
    let number = mistake.line.to_string();
    let margin = " ".repeat(number.len());
    let before: String = mistake.excerpt.chars().take(mistake.column - 1).collect();
    let marked: String = mistake.excerpt.chars().skip(mistake.column - 1).take(mistake.span).collect();
    let caret = " ".repeat(width(&shown(&before))) + &"^".repeat(width(&shown(&marked)).max(1));
    let place = words.with("mistake-place", &place);
    format!("{place}\n {number} | {}\n {margin} | {caret}\n{sentence}", shown(&mistake.excerpt))
}

/// A mistake as one sentence without its place: what is wrong, what was probably meant.
pub fn sentence(mistake: &Mistake, words: &Words) -> String {
    let args: Vec<(&str, Arg)> = mistake.args.iter().map(|(name, value)| (*name, shown(value).into())).collect();
    let sentence = words.with(&format!("mistake-{}", mistake.code), &args);
    match &mistake.suggestion {
        Some(meant) => format!("{sentence} {}", words.with("mistake-meant", &[("suggestion", shown(meant).into())])),
        None => sentence,
    }
}

/// Why working time cannot be made from what is set.
pub fn of_calendar(error: &CalendarError, words: &Words) -> String {
    let value = |key, text: &str| words.with(key, &[("value", shown(text).into())]);
    match error {
        CalendarError::Zone(zone) => value("mistake-not-a-zone", zone),
        CalendarError::Span(span) => value("mistake-not-span", span),
        CalendarError::Hours(hours) => value("mistake-not-hours", hours),
        CalendarError::Overlap(one, other) => {
            words.with("mistake-hours-overlap", &[("one", shown(one).into()), ("other", shown(other).into())])
        }
        CalendarError::NoHours(list) => words.with("mistake-no-hours", &[("key", (*list).into())]),
        CalendarError::Weekday => words.get("mistake-not-weekdays"),
        CalendarError::Day { date, .. } => value("mistake-not-days", date),
    }
}

/// A file's text is text from outside, too.
fn shown(text: &str) -> String {
    clean(text, 400)
}

/// Which configuration file is in use, or where one would go.
pub fn path(named: Option<&Path>, env: &dyn Fn(&str) -> Option<String>, words: &Words) -> String {
    match (path_of(named, env), Paths::of_user()) {
        (Some(path), _) => words.with("config-path-file", &[("path", path.display().to_string().into())]),
        (None, usual) => {
            let path = usual.map_or_else(String::new, |paths| paths.config.display().to_string());
            words.with("config-path-none", &[("path", path.into())])
        }
    }
}

/// Whether the configuration and the manual folder it names are in order; every mistake if not.
pub fn check(named: Option<&Path>, env: &dyn Fn(&str) -> Option<String>, words: &Words) -> Result<String, String> {
    let result = load(path_of(named, env).as_deref(), env)
        .and_then(|config| crate::manual::load(config.manual_folder()).map(|_| ()));
    result.map(|()| words.get("config-check-good")).map_err(|mistakes| {
        let count = words.with("config-check-bad", &[("n", mistakes.len().into())]);
        mistakes.iter().map(|mistake| complaint(mistake, words)).chain([count]).collect::<Vec<_>>().join("\n\n")
    })
}

//! Values that have not the type that is wanted: every one of them, in codes a sentence can be made of.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeArray, DeValue, Error, ValueDeserializer};

use super::mistake::nearest;

/// What is wrong about a value.
#[derive(Debug, PartialEq, Eq)]
pub struct Wrong<'e> {
    /// Names the sentence.
    pub code: &'static str,
    /// What the sentence needs.
    pub args: Vec<(&'static str, String)>,
    /// What was probably meant.
    pub meant: Option<&'e str>,
}

/// Reads a value; where a part of it has another type, that is noted and put aside, until nothing more is wrong.
pub fn read_all<T: DeserializeOwned>(
    value: Spanned<DeValue<'_>>,
    mut note: impl FnMut(&Error, Range<usize>),
) -> Option<T> {
    let (mut value, mut is_whole) = (value, true);
    loop {
        let whole = value.span();
        match T::deserialize(ValueDeserializer::from(value.clone())) {
            Ok(typed) => return is_whole.then_some(typed),
            Err(error) => {
                let place = error.span().filter(|span| span != &(0..0)).unwrap_or(whole);
                // What is missing because it was put aside was noted already.
                if is_whole || !is_missing(&error) {
                    note(&error, place.clone());
                }
                is_whole = false;
                if !put_aside(&mut value, &place) {
                    return None;
                }
            }
        }
    }
}

/// Removes the smallest part that stands at this place; tells whether there was any. A table with a heading of its own
/// does not span what stands below the heading, so all parts are looked into.
fn put_aside<'s>(value: &mut Spanned<DeValue<'s>>, place: &Range<usize>) -> bool {
    let is_there = |part: &Spanned<DeValue<'s>>| part.span().start <= place.start && place.end <= part.span().end;
    match value.get_mut() {
        DeValue::Table(keys) => {
            if keys.iter_mut().any(|(_, part)| put_aside(part, place)) {
                return true;
            }
            let found = keys.iter().find(|(_, part)| is_there(part)).map(|(key, _)| key.get_ref().to_string());
            found.is_some_and(|key| keys.remove(key.as_str()).is_some())
        }
        DeValue::Array(parts) => {
            if parts.iter_mut().any(|part| put_aside(part, place)) {
                return true;
            }
            let Some(at) = parts.iter().position(is_there) else { return false };
            let all = std::mem::replace(parts, DeArray::new());
            *parts = all.into_iter().enumerate().filter_map(|(other, part)| (other != at).then_some(part)).collect();
            true
        }
        _ => false,
    }
}

fn is_missing(error: &Error) -> bool {
    error.message().starts_with("missing field")
}

/// What a reader can be told of an error; nothing where another check says it better.
pub fn explain<'e>(error: &'e Error, said_elsewhere: &[&str]) -> Option<Wrong<'e>> {
    let message = error.message();
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match quoted.split_first() {
        Some((key, _)) if is_missing(error) => {
            let told = said_elsewhere.contains(key);
            (!told).then(|| Wrong { code: "missing-key", args: vec![("key", (*key).to_owned())], meant: None })
        }
        // What an act cannot do without is noted by the check of acts, with what was probably meant.
        Some(_) if message.starts_with("unknown need") => None,
        Some((word, known)) if message.starts_with("unknown variant") || message.starts_with("unknown code") => {
            let args = vec![("value", (*word).to_owned()), ("known", known.join(" "))];
            Some(Wrong { code: "unknown-code", args, meant: nearest(word, known.iter().copied()) })
        }
        _ => Some(wanted(message).map_or_else(
            || Wrong { code: "wrong-value", args: Vec::new(), meant: None },
            |wanted| Wrong { code: "wrong-type", args: vec![("wanted", wanted.to_owned())], meant: None },
        )),
    }
}

/// The kind of value that would be right; the parser's own words for it are for programmers.
fn wanted(message: &str) -> Option<&'static str> {
    let (_, expected) = message.split_once("expected ")?;
    let is_number = |word: &str| {
        let rest = word.strip_prefix(['u', 'i', 'f']);
        rest.is_some_and(|rest| rest == "size" || !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    match expected {
        "a boolean" => Some("switch"),
        "a string" => Some("text"),
        "a sequence" => Some("list"),
        _ if is_number(expected) || expected.contains("integer") => Some("number"),
        _ if expected.starts_with("an array of length 2") => Some("pair"),
        _ if expected.starts_with("a map") || expected.starts_with("struct ") => Some("table"),
        _ if expected.starts_with("string or table") || expected.starts_with("variant") => Some("text"),
        _ => None,
    }
}

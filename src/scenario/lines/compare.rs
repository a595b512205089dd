//! What a line must come to against what came of it.

use toml::Value as Toml;

use super::file::{Line, Mode};
use super::made::Made;

/// What does not hold: expected and got, by name.
pub fn differences(line: &Line, made: &Made) -> Vec<(String, String)> {
    let mut wrong = Vec::new();
    for (name, expected) in &line.expect {
        let table = expected.as_table();
        match (name.as_str(), table) {
            ("has", Some(table)) => wrong.extend(each(table, made, "⊇", |got, wanted| got.contains(wanted))),
            ("not", Some(table)) => wrong.extend(each(table, made, "≠", |got, wanted| got != wanted)),
            ("any", Some(table)) => wrong.extend(any(table, made)),
            ("found", _) => wrong.extend(found(expected, made)),
            _ => wrong.extend(equal(name, &plain(expected), made)),
        }
    }
    let whole = |text: &&String| made.kept.iter().any(|kept| kept.contains(text.as_str()));
    wrong.extend(line.nowhere.iter().filter(whole).map(|_| ("nowhere".to_owned(), "whole".to_owned())));
    if line.mode == Mode::Intake && line.lossless.unwrap_or(true) {
        wrong.extend(lost(line, made).map(|lost| ("lossless".to_owned(), lost)));
    }
    wrong
}

fn equal(name: &str, expected: &str, made: &Made) -> Option<(String, String)> {
    let got = value(made, name);
    let same = got == expected;
    (!same).then(|| (format!("{name} = {expected:?}"), format!("{got:?}")))
}

fn value<'a>(made: &'a Made, name: &str) -> &'a str {
    made.values.get(name).map_or("", String::as_str)
}

/// Every entry of a table holds for each of its texts.
fn each(table: &toml::Table, made: &Made, sign: &str, holds: impl Fn(&str, &str) -> bool) -> Vec<(String, String)> {
    let mut wrong = Vec::new();
    for (name, expected) in table {
        let got = value(made, name);
        for wanted in texts(expected).into_iter().filter(|wanted| !holds(got, wanted)) {
            wrong.push((format!("{name} {sign} {wanted:?}"), format!("{got:?}")));
        }
    }
    wrong
}

fn any(table: &toml::Table, made: &Made) -> Vec<(String, String)> {
    let wrong = table.iter().filter(|(name, expected)| !texts(expected).iter().any(|one| one == value(made, name)));
    wrong
        .map(|(name, expected)| (format!("{name} ∈ {:?}", texts(expected)), format!("{:?}", value(made, name))))
        .collect()
}

fn found(expected: &Toml, made: &Made) -> Option<(String, String)> {
    let mut wanted = texts(expected);
    let mut got = made.found.clone();
    wanted.sort();
    got.sort();
    (wanted != got).then(|| (format!("found = {wanted:?}"), format!("{got:?}")))
}

fn texts(value: &Toml) -> Vec<String> {
    value.as_array().map_or_else(|| vec![plain(value)], |values| values.iter().map(plain).collect())
}

fn plain(value: &Toml) -> String {
    value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned)
}

/// A visible character of the line that stands in no field, was read into none and parts no words.
fn lost(line: &Line, made: &Made) -> Option<String> {
    let tokens = made.tokens.as_ref()?;
    for (byte, c) in line.text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        match tokens.iter().find(|token| token.range.contains(&byte)) {
            None => return Some(c.to_string()),
            Some(token) if token.is_free() => {
                let word = token.text.split_whitespace().find(|word| !made.kept.iter().any(|kept| kept.contains(word)));
                if let Some(word) = word {
                    return Some(word.to_owned());
                }
            }
            Some(_) => {}
        }
    }
    None
}

//! Every statement that stands in the sources of the store: its SQL files, and the literals of its code.

use std::fs;
use std::path::{Path, PathBuf};

use super::heard::{has_a_plan, in_one_line};

/// Statements by the file they stand in; what is put together at run time has `{…}` in it.
pub fn statements() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(&root).unwrap().to_owned();
            match path.extension().and_then(|ext| ext.to_str()) {
                // What makes tables has no plan.
                None if path.is_dir() && !path.ends_with("migrations") => folders.push(path),
                Some("sql") => {
                    let text = fs::read_to_string(&path).unwrap();
                    let parts = text.split(";\n").map(in_one_line).filter(|part| !part.is_empty());
                    found.extend(parts.map(|part| (name.clone(), part)));
                }
                Some("rs") => {
                    let source = fs::read_to_string(&path).unwrap();
                    let code = source.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
                    found.extend(literals(code).into_iter().map(|text| (name.clone(), in_one_line(&text))));
                }
                _ => {}
            }
        }
    }
    found.retain(|(_, sql)| has_a_plan(sql));
    assert!(found.len() > 50, "the statements were not found");
    found
}

/// Whether a statement heard is this one written, whatever stands in its braces.
pub fn is_made_of(heard: &str, written: &str) -> bool {
    let mut parts = written.split('{').enumerate().map(|(at, part)| match part.split_once('}') {
        Some((_, rest)) if at > 0 => rest,
        _ => part,
    });
    let Some(mut rest) = parts.next().and_then(|first| heard.strip_prefix(first)) else { return false };
    let parts: Vec<&str> = parts.collect();
    for part in &parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.is_empty() || parts.last().is_some_and(|last| last.is_empty() || heard.ends_with(last))
}

/// The texts in quotes; `\` at the end of a line goes on in the next.
fn literals(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '/' if chars.peek() == Some(&'/') => drop(chars.by_ref().find(|c| *c == '\n')),
            '\'' => {
                // A character, or the name of a lifetime.
                let mut ahead = chars.clone();
                let escaped = ahead.next() == Some('\\');
                if escaped || ahead.next() == Some('\'') {
                    chars.next();
                    chars.by_ref().skip(usize::from(escaped)).find(|c| *c == '\'').unwrap();
                }
            }
            '"' => {
                let mut text = String::new();
                while let Some(c) = chars.next().filter(|c| *c != '"') {
                    match c {
                        '\\' if chars.peek() == Some(&'\n') => while chars.next_if(|c| c.is_whitespace()).is_some() {},
                        '\\' => drop(chars.next()),
                        c => text.push(c),
                    }
                }
                found.push(text);
            }
            _ => {}
        }
    }
    found
}

#[test]
fn a_statement_is_found_however_it_is_written_and_known_again_once_put_together() {
    let code = r#"fn f<'a>(c: char) { g('"', '\'', "SELECT a \
        FROM b WHERE c = {d} AND e"); } // "SELECT""#;
    assert_eq!(literals(code), ["SELECT a FROM b WHERE c = {d} AND e"]);
    assert!(is_made_of("SELECT a FROM b WHERE c = 5 AND e", "SELECT a FROM b WHERE c = {d} AND e"));
    assert!(is_made_of("SELECT a FROM b", "SELECT a FROM {}"));
    assert!(!is_made_of("SELECT a FROM b WHERE c = 5 AND f", "SELECT a FROM b WHERE c = {d} AND e"));
    assert!(!is_made_of("SELECT a FROM b", "SELECT a"));
}

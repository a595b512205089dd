//! Sources as the laws read them: which files there are, which paths they name, what is code and what only words.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every source file of the library, by its path from the project's root. The domain is a crate of its own; its files
/// are read as they would stand in a room of the library.
pub fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                let source = fs::read_to_string(&path).unwrap();
                found.push(as_a_room(path.strip_prefix(root()).unwrap(), source));
            }
        }
    }
    // The two ends know everything; unit tests in files of their own may use hands and test crates.
    let outside = ["src/lib.rs", "src/main.rs"].map(Path::new);
    found.retain(|(path, _)| !outside.contains(&path.as_path()) && !path.ends_with("tests.rs"));
    assert!(found.len() > 10, "the sources were not found");
    found
}

fn as_a_room(path: &Path, source: String) -> (PathBuf, String) {
    match path.strip_prefix("src/domain") {
        Ok(file) if file == Path::new("lib.rs") => (path.with_file_name("mod.rs"), of_the_domain(&source)),
        Ok(_) => (path.to_owned(), of_the_domain(&source)),
        Err(_) => (path.to_owned(), source),
    }
}

fn of_the_domain(source: &str) -> String {
    source.replace("crate::", "crate::domain::")
}

pub fn own_modules(code: &str) -> BTreeSet<&str> {
    code.lines()
        .filter_map(|line| {
            let line = line
                .trim()
                .trim_start_matches("pub(crate) ")
                .trim_start_matches("pub(super) ")
                .trim_start_matches("pub ");
            line.strip_prefix("mod ").map(|rest| rest.trim_end_matches([';', '{', ' ']))
        })
        .collect()
}

/// Every `a::b::c` in the code, with the branches of `use` trees written out.
pub fn paths(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(start) = rest.find(|c: char| c.is_alphabetic() || c == '_' || c == '{') {
        rest = &rest[start..];
        let before = found.len();
        let imported = code[..code.len() - rest.len()].trim_end().ends_with("use");
        let used = tree(rest, "", &mut found);
        if imported && found.len() == before + 1 && !found[before].contains("::") {
            // A whole crate, possibly under another name.
            found[before].push_str("::");
        }
        if used == 0 || found.len() == before {
            rest = &rest[rest.chars().next().unwrap().len_utf8()..];
            continue;
        }
        rest = &rest[used..];
    }
    found.retain(|path| path.contains("::"));
    found
}

/// Reads one path or `use` tree at the start of `text`; returns how many bytes it took.
fn tree(text: &str, prefix: &str, found: &mut Vec<String>) -> usize {
    let name_len = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    let path = format!("{prefix}{}", &text[..name_len]);
    let rest = &text[name_len..];
    let Some(after) = rest.strip_prefix("::") else {
        if name_len > 0 {
            found.push(path);
        }
        return name_len;
    };
    let Some(inside) = after.strip_prefix('{') else {
        return name_len + 2 + tree(after, &format!("{path}::"), found);
    };
    let mut at = 0;
    while let Some(next) = inside[at..].find(|c: char| c.is_alphanumeric() || c == '_' || c == '}') {
        at += next;
        if inside[at..].starts_with('}') {
            at += 1;
            break;
        }
        at += tree(&inside[at..], &format!("{path}::"), found).max(1);
    }
    name_len + 3 + at
}

/// The source with comments and the contents of strings blanked.
pub fn without_comments_and_strings(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let chars: Vec<char> = source.chars().collect();
    let mut i = 0;
    while i < chars.len() {
        let rest = &chars[i..];
        let skipped = match rest {
            ['/', '/', ..] => rest.iter().position(|c| *c == '\n').unwrap_or(rest.len()),
            ['"', ..] => 1 + string_end(&rest[1..]),
            ['r', '#', '"', ..] => {
                rest.windows(2).position(|w| w == ['"', '#']).filter(|p| *p > 2).map_or(rest.len(), |p| p + 2)
            }
            ['\'', '\\', _, '\'', ..] => 4,
            ['\'', _, '\'', ..] => 3,
            _ => 0,
        };
        if skipped == 0 {
            out.push(chars[i]);
            i += 1;
        } else {
            i += skipped;
        }
    }
    out
}

/// Where a string that began before `rest` ends, its closing quote included.
fn string_end(rest: &[char]) -> usize {
    let mut i = 0;
    while i < rest.len() {
        match rest[i] {
            '\\' => i += 2,
            '"' => return i + 1,
            _ => i += 1,
        }
    }
    rest.len()
}

//! How large a thing may become: a type spread over many files and a trait with many methods cannot be read in one go,
//! and a test file nobody declares proves nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::source::{root, sources, without_comments_and_strings};

/// A type's `impl` blocks stand in at most so many files.
const MOST_FILES_OF_A_TYPE: usize = 6;

/// A trait has at most so many methods.
const MOST_METHODS: usize = 12;

#[test]
fn no_type_is_spread_over_many_files() {
    let wrong: Vec<String> = spread(&sources())
        .into_iter()
        .filter(|(_, files)| files.len() > MOST_FILES_OF_A_TYPE)
        .map(|((_, name), files)| format!("{name}: {files:?}"))
        .collect();
    assert!(wrong.is_empty(), "implemented in more than {MOST_FILES_OF_A_TYPE} files:\n{}", wrong.join("\n"));
}

#[test]
fn no_trait_asks_for_too_much() {
    let wrong: Vec<String> = sources()
        .iter()
        .flat_map(|(path, source)| traits(source).into_iter().map(move |found| (path, found)))
        .filter(|(_, (_, methods))| *methods > MOST_METHODS)
        .map(|(path, (name, methods))| format!("{}: {name} has {methods} methods", path.display()))
        .collect();
    assert!(wrong.is_empty(), "more than {MOST_METHODS} methods:\n{}", wrong.join("\n"));
}

#[test]
fn a_spread_type_and_a_large_trait_are_found() {
    let file =
        |n: usize| (PathBuf::from(format!("src/tui/a/f{n}.rs")), format!("impl<'a> Big<'a> {{ fn f{n}() {{}} }}"));
    let mut files: Vec<(PathBuf, String)> = (0..7).map(file).collect();
    files.push(("src/tui/a/mod.rs".into(), "pub struct Big<'a>(&'a str);".to_owned()));
    files.push(("src/cli/big.rs".into(), "struct Big; impl Big {} impl std::fmt::Display for Big {}".to_owned()));
    let sizes: Vec<usize> = spread(&files).values().map(BTreeSet::len).collect();
    assert_eq!(sizes, [1, 7], "two types of one name are two types");

    let large = format!("pub trait Large: Sized {{ {} }}", "fn f(&self) { if a { b() } }".repeat(13));
    assert_eq!(traits(&large), [("Large".to_owned(), 13)]);
    assert_eq!(traits("trait Small { const N: u8; fn one(); } fn not_its_own() {}"), [("Small".to_owned(), 1)]);
}

#[test]
fn no_test_file_is_forgotten() {
    let mut reached = BTreeSet::new();
    for folder in ["tests", "benches"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let main = if path.is_dir() { path.join("main.rs") } else { path };
            if main.is_file() && main.extension().is_some_and(|ext| ext == "rs") {
                reach(&main, &mut reached);
            }
        }
    }
    let forgotten: Vec<PathBuf> = ["tests", "benches"]
        .iter()
        .flat_map(|folder| below(&root().join(folder)))
        .filter(|f| !reached.contains(f))
        .collect();
    assert!(reached.len() > 30, "the tests were not found");
    assert!(forgotten.is_empty(), "no `mod` declares: {forgotten:?}");
}

/// Follows the `mod` lines of a file.
fn reach(file: &Path, reached: &mut BTreeSet<PathBuf>) {
    if !reached.insert(file.to_owned()) {
        return;
    }
    let source = fs::read_to_string(file).unwrap();
    let folder = file.parent().unwrap();
    let stem = file.file_stem().unwrap().to_str().unwrap();
    let own = if ["main", "mod"].contains(&stem) || folder.ends_with("benches") {
        folder.to_owned()
    } else {
        folder.join(stem)
    };
    let mut at = None;
    for line in source.lines() {
        if let Some(path) = line.strip_prefix("#[path = \"") {
            at = Some(folder.join(path.trim_end_matches("\"]")));
        } else if let Some(name) =
            line.trim_start_matches("pub ").strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';'))
        {
            let places = [own.join(format!("{name}.rs")), own.join(name).join("mod.rs")];
            let found = at.take().into_iter().chain(places).find(|place| place.is_file());
            let found = found.unwrap_or_else(|| panic!("{}: mod {name} has no file", file.display()));
            reach(&found.canonicalize().unwrap(), reached);
        }
    }
}

/// Every Rust file below a folder.
fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| match path.is_dir() {
            true => below(&path),
            false if path.extension().is_some_and(|ext| ext == "rs") => vec![path.canonicalize().unwrap()],
            false => Vec::new(),
        })
        .collect()
}

/// Where each type of ours is implemented: by the file that declares it and its name.
fn spread(sources: &[(PathBuf, String)]) -> BTreeMap<(PathBuf, String), BTreeSet<PathBuf>> {
    let code: Vec<(&PathBuf, String)> =
        sources.iter().map(|(path, source)| (path, without_comments_and_strings(source))).collect();
    let mut declared: BTreeMap<String, Vec<&PathBuf>> = BTreeMap::new();
    for (path, code) in &code {
        for name in ["struct ", "enum "].iter().flat_map(|word| after(code, word)) {
            declared.entry(name).or_default().push(path);
        }
    }
    let mut found: BTreeMap<(PathBuf, String), BTreeSet<PathBuf>> = BTreeMap::new();
    for (path, code) in &code {
        for name in implemented(code) {
            let homes = declared.get(&name).into_iter().flatten();
            if let Some(home) = homes.max_by_key(|home| shared(home, path)) {
                found.entry(((*home).clone(), name)).or_default().insert((*path).clone());
            }
        }
    }
    found
}

/// How many folders two files have in common.
fn shared(one: &Path, two: &Path) -> usize {
    one.iter().zip(two.iter()).take_while(|(a, b)| a == b).count()
}

/// The names that follow a word.
fn after(code: &str, word: &str) -> Vec<String> {
    let starts =
        code.match_indices(word).filter(|(at, _)| code[..*at].chars().next_back().is_none_or(|c| !c.is_alphanumeric()));
    starts.map(|(at, _)| name_at(&code[at + word.len()..])).filter(|name| !name.is_empty()).collect()
}

/// The types `impl` blocks are about: `impl<'a> Name<'a> {`, `impl Trait for Name {`.
fn implemented(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices("impl") {
        let begins = code[..at].chars().next_back().is_none_or(|c| c == '\n' || c == ' ' || c == '}');
        let Some(head) = code[at + 4..].split('{').next().filter(|head| begins && !head.contains([';', ')', '=']))
        else {
            continue;
        };
        let head = head.split(" where").next().unwrap_or(head);
        let of = head.rsplit(" for ").next().unwrap_or(head);
        let of = if of.len() == head.len() { without_parameters(of) } else { of };
        let name = of
            .trim()
            .trim_start_matches('&')
            .split('<')
            .next()
            .unwrap_or_default()
            .rsplit("::")
            .next()
            .unwrap_or_default();
        names.push(name_at(name));
    }
    names.retain(|name| name.chars().next().is_some_and(char::is_uppercase));
    names
}

/// What follows the generic parameters an `impl` may begin with.
fn without_parameters(head: &str) -> &str {
    let Some(rest) = head.strip_prefix('<') else { return head };
    let mut depth = 1;
    for (at, c) in rest.char_indices() {
        depth += match c {
            '<' => 1,
            '>' => -1,
            _ => 0,
        };
        if depth == 0 {
            return &rest[at + 1..];
        }
    }
    ""
}

fn name_at(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The traits a source declares, with the number of their methods.
fn traits(source: &str) -> Vec<(String, usize)> {
    let code = without_comments_and_strings(source);
    let starts = code
        .match_indices("trait ")
        .filter(|(at, _)| code[..*at].chars().next_back().is_none_or(|c| " \n".contains(c)));
    starts.filter_map(|(at, _)| Some((name_at(&code[at + 6..]), methods(&code[at..])?))).collect()
}

/// How many functions stand directly in the block that begins next.
fn methods(code: &str) -> Option<usize> {
    let body = &code[code.find('{')?..];
    let (mut depth, mut count) = (0_usize, 0);
    for (at, c) in body.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            'f' if depth == 1 && body[at..].starts_with("fn ") && body[..at].ends_with([' ', '\n', '{', '}']) => {
                count += 1;
            }
            _ => {}
        }
        if depth == 0 {
            return Some(count);
        }
    }
    None
}

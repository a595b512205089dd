//! The walls between the rooms, read from the sources: who may know whom, and how long a file may be.

mod inside;
mod shape;
mod source;

use std::fs;
use std::path::Path;

use source::{own_modules, paths, root, sources, without_comments_and_strings};

/// A file longer than this has two purposes. Lines.
const LONGEST_FILE: usize = 450;

/// A room with what its sources may name.
struct Room {
    name: &'static str,
    /// Rooms of this crate it may know, besides itself.
    knows: &'static [&'static str],
    /// Foreign crates it may use, besides `std`.
    crates: &'static [&'static str],
    /// Paths it must not touch even though the crate is allowed.
    never: &'static [&'static str],
}

const NO_HANDS: &[&str] =
    &["std::fs", "std::thread", "std::net", "std::process", "SystemTime", "Instant::now", "Utc::now", "Local::now"];

const ROOMS: &[Room] = &[
    Room {
        name: "domain",
        knows: &[],
        crates: &["serde", "chrono", "chrono_tz", "sha2", "uuid", "thiserror", "aho_corasick", "ferrous_opencc"],
        never: &[
            "std::fs",
            "std::io",
            "std::thread",
            "std::net",
            "std::process",
            "std::env",
            "SystemTime",
            "Instant::now",
            "Utc::now",
            "Local::now",
            "Uuid::now_v7",
            "Uuid::new_v4",
        ],
    },
    Room {
        name: "manual",
        knows: &["domain"],
        crates: &["serde", "serde_json", "toml", "thiserror", "chrono", "chrono_tz", "sha2"],
        never: &["std::thread", "SystemTime", "Utc::now", "Local::now"],
    },
    Room {
        name: "config",
        knows: &["domain", "manual", "words", "text"],
        crates: &["serde", "toml", "toml_edit", "tempfile", "thiserror", "directories", "crokey", "chrono"],
        never: &["std::thread", "SystemTime", "Utc::now", "Local::now"],
    },
    Room {
        name: "words",
        knows: &["domain"],
        crates: &["fluent_bundle", "sys_locale", "serde", "thiserror"],
        never: &["std::thread", "SystemTime"],
    },
    Room {
        name: "text",
        knows: &["domain"],
        crates: &["unicode_width", "unicode_segmentation", "unicode_normalization", "serde", "chrono"],
        never: NO_HANDS,
    },
    Room {
        name: "store",
        knows: &["domain"],
        crates: &[
            "chrono",
            "memchr",
            "rusqlite",
            "serde",
            "serde_json",
            "sha2",
            "thiserror",
            "uuid",
            "tracing",
            "zstd",
            "rustix",
            "tempfile",
        ],
        never: &["SystemTime", "Utc::now", "Local::now"],
    },
    Room {
        name: "desk",
        // It is the door a rehearsal goes through.
        knows: &["domain", "store", "manual", "scenario"],
        crates: &["serde", "thiserror", "uuid", "tracing"],
        never: &["std::thread", "SystemTime", "Utc::now", "Local::now"],
    },
    Room {
        name: "tui",
        // Lessons are script files.
        knows: &["domain", "manual", "words", "text", "scenario"],
        crates: &[
            "ratatui",
            "crossterm",
            "tui_input",
            "crokey",
            "uuid",
            "serde",
            "serde_json",
            "ib_matcher",
            "unicode_segmentation",
            "unicode_width",
            "thiserror",
            "chrono",
        ],
        never: NO_HANDS,
    },
    Room {
        name: "scenario",
        knows: &["domain"],
        crates: &["serde", "toml", "uuid", "chrono", "thiserror"],
        never: NO_HANDS,
    },
    Room {
        name: "app",
        knows: &["domain", "store", "desk", "manual", "config", "words", "text", "tui", "scenario"],
        crates: &[
            "ratatui",
            "crossterm",
            "nix",
            "rustix",
            "signal_hook",
            "tracing",
            "tracing_appender",
            "tracing_subscriber",
            "uuid",
            "tempfile",
            "thiserror",
            "serde",
            "serde_json",
            "directories",
        ],
        never: &[],
    },
    Room {
        name: "cli",
        knows: &["domain", "store", "desk", "manual", "config", "words", "text", "tui", "app", "scenario"],
        crates: &[
            "clap",
            "clap_complete",
            "clap_mangen",
            "toml",
            "serde",
            "serde_json",
            "directories",
            "uuid",
            "tempfile",
            "tracing",
            "chrono",
            "thiserror",
            "sys_locale",
        ],
        never: &[],
    },
];

#[test]
fn every_room_keeps_to_what_it_may_know() {
    let mut wrong = Vec::new();
    for (path, source) in sources() {
        match room_of(&path) {
            Some(room) => {
                let found = trespasses(room, &source);
                wrong.extend(found.into_iter().map(|what| format!("{}: {what}", path.display())));
            }
            None => wrong.push(format!("{}: no room has this name", path.display())),
        }
    }
    assert!(wrong.is_empty(), "walls broken:\n{}", wrong.join("\n"));
}

#[test]
fn a_file_that_breaks_a_wall_is_found() {
    let cases = [
        ("domain", "use crate::store::Store;", "crate::store"),
        ("domain", "use std::{collections::BTreeMap, fs};", "std::fs"),
        ("domain", "use rusqlite::Connection;", "rusqlite"),
        ("domain", "fn f() { let x = rusqlite::Connection::open(p); }", "rusqlite"),
        ("tui", "use crate::{domain::Case, store};", "crate::store"),
        ("tui", "fn f() { crate::desk::Desk::new() }", "crate::desk"),
        ("tui", "fn f() { std::thread::spawn(g) }", "std::thread"),
        ("store", "use crate::tui::Msg;", "crate::tui"),
        ("store", "use {crate::desk::Desk, std::io};", "crate::desk"),
        ("app", "use rusqlite::params;", "rusqlite"),
        ("cli", "pub use rusqlite as sql;", "rusqlite"),
        ("desk", "use crate::{\n    domain::{\n        Case,\n    },\n    tui::msg,\n};", "crate::tui"),
    ];
    for (name, source, found) in cases {
        let room = ROOMS.iter().find(|room| room.name == name).unwrap();
        let trespasses = trespasses(room, source);
        assert!(trespasses.iter().any(|what| what.contains(found)), "{name}: {source}: {trespasses:?}");
    }
}

#[test]
fn what_a_wall_allows_or_only_mentions_is_no_trespass() {
    let cases = [
        ("domain", "use std::collections::BTreeMap;\nuse super::time::Timestamp;\nuse chrono::NaiveDate;"),
        ("domain", "//! Nothing here knows crate::store or rusqlite::Connection.\nlet s = \"crate::tui std::fs\";"),
        ("tui", "use crate::domain::{Case, protocol::Request};\nuse ratatui::widgets::Widget;"),
        ("store", "use rusqlite::{Connection, params};\nmod place;\nuse place::Place;"),
        ("app", "use crate::{desk::Desk, tui::{Model, Msg}};"),
    ];
    for (name, source) in cases {
        let room = ROOMS.iter().find(|room| room.name == name).unwrap();
        assert_eq!(trespasses(room, source), Vec::<String>::new(), "{name}: {source}");
    }
}

#[test]
fn no_file_has_two_purposes() {
    let long: Vec<String> = sources()
        .into_iter()
        .filter(|(_, source)| source.lines().count() > LONGEST_FILE)
        .map(|(path, source)| format!("{}: {} lines", path.display(), source.lines().count()))
        .collect();
    assert!(long.is_empty(), "longer than {LONGEST_FILE} lines:\n{}", long.join("\n"));
}

fn room_of(path: &Path) -> Option<&'static Room> {
    let name = path.iter().nth(1)?.to_str()?.trim_end_matches(".rs");
    ROOMS.iter().find(|room| room.name == name)
}

/// What a source names that its room must not know. Unit tests at the end of a file may use test crates and hands.
fn trespasses(room: &Room, source: &str) -> Vec<String> {
    let code = without_comments_and_strings(source);
    let code = code.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let modules = own_modules(code);
    let mut wrong = Vec::new();
    for path in paths(code) {
        let first = path.split("::").next().unwrap_or_default();
        if first == "crate" {
            let named = path.split("::").nth(1).unwrap_or_default();
            let is_room = ROOMS.iter().any(|other| other.name == named);
            if is_room && named != room.name && !room.knows.contains(&named) {
                wrong.push(format!("crate::{named}"));
            }
        } else if KNOWN_CRATES.contains(&first) && !modules.contains(first) && !room.crates.contains(&first) {
            wrong.push(first.to_owned());
        }
        wrong.extend(room.never.iter().filter(|never| forbidden(&path, never)).map(|never| (*never).to_owned()));
    }
    wrong.sort();
    wrong.dedup();
    wrong
}

/// Whether a path is the forbidden one, below it, or ends in it (`SystemTime` under any import).
fn forbidden(path: &str, never: &str) -> bool {
    path == never
        || path.starts_with(&format!("{never}::"))
        || path.ends_with(&format!("::{never}"))
        || path.contains(&format!("::{never}::"))
}

/// Every crate of Cargo.toml that a wall may concern, as written in sources.
const KNOWN_CRATES: &[&str] = &[
    "ratatui",
    "crossterm",
    "rusqlite",
    "serde",
    "toml",
    "toml_edit",
    "chrono",
    "clap",
    "clap_complete",
    "clap_mangen",
    "directories",
    "chrono_tz",
    "tui_input",
    "crokey",
    "unicode_width",
    "unicode_segmentation",
    "unicode_normalization",
    "ib_matcher",
    "aho_corasick",
    "memchr",
    "fluent_bundle",
    "sys_locale",
    "serde_json",
    "uuid",
    "sha2",
    "zstd",
    "thiserror",
    "tracing",
    "tracing_subscriber",
    "tracing_appender",
    "tempfile",
    "nix",
    "rustix",
    "signal_hook",
    "libc",
    "libsqlite3_sys",
];

#[test]
fn the_list_of_crates_is_the_one_of_the_manifest() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let table: toml::Table = manifest.parse().unwrap();
    let unix = &table["target"]["cfg(unix)"]["dependencies"];
    let named = table["dependencies"].as_table().unwrap().keys().chain(unix.as_table().unwrap().keys());
    let missing: Vec<String> = named
        .map(|name| name.replace('-', "_"))
        .filter(|name| name != "zuoxi_domain" && !KNOWN_CRATES.contains(&name.as_str()))
        .collect();
    assert!(missing.is_empty(), "add to KNOWN_CRATES and to the rooms that may use it: {missing:?}");
}

#[test]
fn the_crate_of_the_domain_depends_on_what_its_room_may_use() {
    let manifest = fs::read_to_string(root().join("src/domain/Cargo.toml")).unwrap();
    let table: toml::Table = manifest.parse().unwrap();
    let mut named: Vec<String> =
        table["dependencies"].as_table().unwrap().keys().map(|name| name.replace('-', "_")).collect();
    let mut allowed = ROOMS[0].crates.to_vec();
    named.sort();
    allowed.sort_unstable();
    assert_eq!(named, allowed);
}

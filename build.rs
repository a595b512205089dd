//! What is done once, when the program is made, and not at every start: the built-in manual and keymap are read and left
//! as JSON, the manual's hash is taken. And which commit a build is made from; `zuoxi --version` says it.

// A build that cannot read its own sources has nobody to answer but whoever builds.
#![allow(clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::process::Command;

use sha2::{Digest, Sha256};
use toml::{Table, Value};

macro_rules! files {
    ($($(#[$about:meta])* $list:ident: $($file:literal)+;)+) => {
        $($(#[$about])* const $list: &[&str] = &[$($file),+];)+
    };
}

include!("src/manual/files.rs");

fn main() {
    println!("cargo::rerun-if-changed=src/manual/files.rs");
    leave("manual.json", &laid_end_to_end(BUILT_IN));
    leave("pages.json", &laid_end_to_end(PAGES));
    leave("keymap.json", &parsed("assets/keymap.toml"));
    println!("cargo::rustc-env=ZUOXI_MANUAL_HASH={}", hash(BUILT_IN));
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=ZUOXI_COMMIT");
    println!("cargo::rustc-env=ZUOXI_COMMIT={}", named().or_else(of_tree).unwrap_or_else(|| "unknown".to_owned()));
}

/// A text of the sources; a build begins anew when it changes.
fn text(file: &str) -> String {
    println!("cargo::rerun-if-changed={file}");
    std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn parsed(file: &str) -> Table {
    text(file).parse().unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn in_manual(file: &str) -> String {
    format!("assets/manual/{file}.toml")
}

/// Lists of several files are one list, tables of several files one table: as `manual/read.rs` reads them.
fn laid_end_to_end(files: &[&str]) -> Table {
    let mut whole = Table::new();
    for file in files {
        for (name, value) in parsed(&in_manual(file)) {
            match (whole.get_mut(&name), value) {
                (Some(Value::Array(list)), Value::Array(more)) => list.extend(more),
                (Some(below), value) => lay(below, value),
                (None, value) => drop(whole.insert(name, value)),
            }
        }
    }
    whole
}

fn lay(below: &mut Value, above: Value) {
    match (below, above) {
        (Value::Table(below), Value::Table(above)) => {
            for (key, value) in above {
                match below.get_mut(&key) {
                    Some(old) => lay(old, value),
                    None => drop(below.insert(key, value)),
                }
            }
        }
        (below, above) => *below = above,
    }
}

fn leave(file: &str, table: &Table) {
    let folder = std::env::var_os("OUT_DIR").expect("Cargo names it");
    let json = serde_json::to_string(table).expect("tables have names");
    std::fs::write(Path::new(&folder).join(file), json).expect("the folder can be written");
}

/// The hash of the files, as `manual/source.rs` takes it.
fn hash(files: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for file in files {
        for part in [format!("{file}.toml"), text(&in_manual(file))] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hasher.finalize().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// What whoever packs sources without their history says.
fn named() -> Option<String> {
    let commit = std::env::var("ZUOXI_COMMIT").ok()?;
    let plain = commit.chars().all(|c| c.is_ascii_alphanumeric() || "-+._".contains(c));
    Some(commit).filter(|commit| plain && !commit.is_empty())
}

/// The commit of this working tree, with a `+` where a build may hold more than it.
fn of_tree() -> Option<String> {
    // Sources unpacked inside another repository are not of its commits.
    let top = git(&["rev-parse", "--show-toplevel"])?;
    let here = std::env::var_os("CARGO_MANIFEST_DIR")?;
    if Path::new(&top).canonicalize().ok()? != Path::new(&here).canonicalize().ok()? {
        return None;
    }
    let commit = git(&["rev-parse", "--short=12", "HEAD"])?;
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        for source in ["src", "assets", "Cargo.toml", "Cargo.lock", "config.example.toml"] {
            println!("cargo::rerun-if-changed={source}");
        }
        for head in ["HEAD", "logs/HEAD", "index"] {
            let place = git(&["rev-parse", "--git-path", head])?;
            // A place that is not there would make every build begin anew.
            if Path::new(&place).exists() {
                println!("cargo::rerun-if-changed={place}");
            }
        }
        let changed = git(&["status", "--porcelain", "--untracked-files=no"])?;
        return Some(if changed.is_empty() { commit } else { commit + "+" });
    }
    // While it is worked on, the program is not built anew for every commit: what came since is in the `+`.
    Some(commit + "+")
}

fn git(args: &[&str]) -> Option<String> {
    let output = Command::new("git").args(args).output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok().map(|text| text.trim().to_owned())
}

//! Which commit a build is made from; `zuoxi --version` says it.

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=ZUOXI_COMMIT");
    println!("cargo::rustc-env=ZUOXI_COMMIT={}", named().or_else(of_tree).unwrap_or_else(|| "unknown".to_owned()));
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

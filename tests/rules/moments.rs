//! What stands on the phrase rail in the moments a trainer wrote down.

use std::path::Path;

use zuoxi::domain::calendar::Rulebook;
use zuoxi::scenario::{Check, Report, run};

use crate::both::Both;

/// Of a hundred moments this many hold whole.
const HELD_PERCENT: usize = 95;

fn rehearsed() -> Report {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rehearsals/moments.toml");
    let text = std::fs::read_to_string(path).unwrap();
    let rules = Rulebook::new(zuoxi::manual::built_in()).unwrap();
    run(&[("moments.toml", &text)], &mut Both::new(rules)).unwrap()
}

fn named(checks: &[&Check]) -> String {
    checks.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn nearly_every_moment_holds_whole() {
    let report = rehearsed();
    let different: Vec<&Check> = report.different().collect();
    let mut broken: Vec<&str> = different.iter().map(|check| check.file.as_str()).collect();
    broken.dedup();
    let all = report.checks.len() / 3;
    assert!(all >= 159, "only {all} moments");
    let held = all - broken.len();
    assert!(held * 100 >= all * HELD_PERCENT, "{held} of {all} hold:\n{}", named(&different));
}

#[test]
fn no_moment_shows_what_it_must_never_show() {
    let report = rehearsed();
    let shown: Vec<&Check> = report.different().filter(|check| check.what == "never").collect();
    assert!(shown.is_empty(), "{}", named(&shown));
}

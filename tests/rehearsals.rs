//! The worked cases hold: what was entered leads to the record they describe.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    missing_docs
)]

use std::path::Path;

use zuoxi::domain::calendar::Rulebook;
use zuoxi::rehearsal::{MemoryDoor, Report, run};

fn rules() -> Rulebook {
    Rulebook::new(zuoxi::manual::built_in()).unwrap()
}

fn replay(names: &[&str]) -> Report {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rehearsals");
    let texts: Vec<(String, String)> =
        names.iter().map(|name| ((*name).to_owned(), std::fs::read_to_string(folder.join(name)).unwrap())).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    run(&files, &mut MemoryDoor::new(rules())).unwrap()
}

fn holds(names: &[&str]) {
    let report = replay(names);
    let different: Vec<String> = report.different().map(ToString::to_string).collect();
    assert!(different.is_empty(), "{names:?}:\n{}", different.join("\n"));
    assert!(report.checks.len() > 3, "{names:?} compared only {} things", report.checks.len());
}

#[test]
fn a_level_one_outage_restored_inside_the_hour_holds() {
    holds(&["s1.toml"]);
}

#[test]
fn a_late_parcel_taken_before_the_line_closes_holds() {
    holds(&["s2.toml"]);
}

#[test]
fn an_enquiry_answered_inside_the_call_holds() {
    holds(&["s3.toml"]);
}

#[test]
fn a_low_score_that_reopens_the_case_holds() {
    holds(&["s6.toml"]);
}

#[test]
fn several_files_share_one_timeline() {
    holds(&["s1.toml", "s2.toml", "s3.toml", "s6.toml"]);
}

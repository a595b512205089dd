//! The examples in the papers do what the papers say.

use super::{ok, run};
use crate::common::Home;

/// The blocks of a document in one language, with the file each is said to be.
fn blocks(document: &str, language: &str) -> Vec<String> {
    let path = format!("{}/docs/{document}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap();
    let fence = format!("```{language}\n");
    let found: Vec<String> =
        text.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect();
    assert!(!found.is_empty(), "{path} shows nothing");
    found
}

#[test]
fn the_worked_case_in_the_paper_holds() {
    let home = Home::new();
    for (number, text) in blocks("rehearsals.md", "toml").iter().filter(|text| text.contains("schema")).enumerate() {
        let name = format!("{number}.toml");
        std::fs::write(home.path(&name), text).unwrap();
        let (code, stdout, stderr) = run(&home, &["rehearse", &name, "--lang", "en"]);
        assert_eq!(code, 0, "{stdout}{stderr}");
    }
}

#[test]
fn the_tables_in_the_paper_on_the_manual_are_a_manual() {
    let home = Home::new();
    std::fs::create_dir(home.path("manual")).unwrap();
    for (number, text) in blocks("manual.md", "toml").iter().enumerate() {
        std::fs::write(home.path(&format!("manual/{number}.toml")), text).unwrap();
    }
    assert!(ok(&home, &["manual", "check", "manual", "--lang", "en"]).contains("no mistakes"));
}

#[test]
fn a_folder_of_worked_cases_may_hold_other_tables_too() {
    let home = Home::new();
    let case = blocks("rehearsals.md", "toml").into_iter().find(|text| text.contains("schema")).unwrap();
    std::fs::write(home.path("case.toml"), case).unwrap();
    std::fs::write(home.path("tables.toml"), "grade = [[\"core\", \"now\", 1]]\n").unwrap();
    let (code, stdout, stderr) = run(&home, &["rehearse", "case.toml", "tables.toml", "--lang", "en"]);
    assert!(code == 0 && stdout.contains("Skipped tables.toml"), "{stdout}{stderr}");
    std::fs::write(home.path("newer.toml"), "schema = \"zuoxi.rehearsal/9\"\nmood = \"fine\"\n").unwrap();
    let (code, stdout, stderr) = run(&home, &["rehearse", "case.toml", "newer.toml", "--lang", "en"]);
    assert!(code == 2 && stderr.contains("zuoxi.rehearsal/9") && !stdout.contains("held"), "{code} {stdout}{stderr}");
    let (code, _, stderr) = run(&home, &["rehearse", "tables.toml", "--lang", "en"]);
    assert!(code == 2 && stderr.contains("None of these can be rehearsed"), "{code} {stderr}");
}

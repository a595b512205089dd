//! A case read from beginning to end on the command line: what was said and written, who and when.

use super::{ok, run, store};
use crate::common::Home;

/// The number of a demo case whose history says this, and that history.
fn told(home: &Home, lang: &str, words: &str) -> (String, String) {
    let list = ok(home, &["list", "--json"]);
    let numbers = list.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let numbers: Vec<String> = numbers.map(|row| row["no"].as_str().unwrap().to_owned()).collect();
    let shown = |no: &String| (no.clone(), ok(home, &["show", no, "--lang", lang]));
    numbers.iter().map(shown).find(|(_, shown)| shown.contains(words)).expect(words)
}

#[test]
fn reading_a_case_is_told_in_words_of_three_languages_without_a_code() {
    let home = Home::new();
    store(&home, 40);
    for (lang, said, graded, lead) in [
        ("zh-CN", "说了：", "定级：一级", "2001 班组长/主管"),
        ("zh-TW", "說了：", "分級：一級", "2001"),
        ("en", "Said: ", "Graded: L1", "2001 Team lead"),
    ] {
        let (_, shown) = told(&home, lang, graded);
        assert!(shown.contains(said) && shown.contains(lead), "{lang}: {shown}");
        for code in ["_", "frontline", "case.", "fault.", "‹"] {
            assert!(!shown.contains(code), "{lang}: {code}: {shown}");
        }
        assert!(!shown.contains("+86"), "{lang}: numbers are masked: {shown}");
    }
}

#[test]
fn reading_a_case_is_found_however_its_number_is_typed() {
    let home = Home::new();
    store(&home, 30);
    let list = ok(&home, &["list", "--json"]);
    let row: serde_json::Value = serde_json::from_str(list.lines().next().unwrap()).unwrap();
    let no = row["no"].as_str().unwrap();
    let wide: String = no.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect();
    let (day, running) = no.split_once('-').unwrap();
    let whole = ok(&home, &["show", no]);
    for typed in [no.replace('-', ""), no.to_lowercase(), wide, no.replace('-', " "), format!(" {no} ")] {
        assert_eq!(ok(&home, &["show", &typed]), whole, "{typed}");
    }
    assert_eq!(ok(&home, &["show", day, running]), whole, "in two words");
    let (code, _, said) = run(&home, &["show", "ZX20260316-9999", "--lang", "zh-CN"]);
    assert!(code == 2 && said.contains("ZX20260316-9999"), "{said}");
}

#[test]
fn reading_since_a_time_as_people_say_it_leaves_what_happened_from_then_on() {
    let home = Home::new();
    store(&home, 40);
    let (no, whole) = told(&home, "zh-CN", "定级：一级");
    let last = whole.trim_end().lines().rfind(|line| line.trim().starts_with(|c: char| c.is_ascii_digit())).unwrap();
    let all = ok(&home, &["show", &no, "--lang", "zh-CN", "--since", "2020-01-01"]);
    assert!(all.contains("从 2020-01-01 00:00 起：") && all.contains(last), "{all}");
    let none = ok(&home, &["show", &no, "--lang", "zh-CN", "--since", "刚才"]);
    assert!(none.contains("起没有新的经过") && !none.contains(last), "{none}");
    let facts = |since: &[&str]| {
        let json = ok(&home, &[&["show", &no, "--json"][..], since].concat());
        serde_json::from_str::<serde_json::Value>(&json).unwrap()["facts"].as_array().unwrap().len()
    };
    assert!(facts(&[]) > 3 && facts(&["--since", "2020-01-01"]) == facts(&[]) && facts(&["--since", "刚才"]) == 0);
    let (code, _, said) = run(&home, &["show", &no, "--lang", "zh-CN", "--since", "蓝色"]);
    assert!(code == 2 && said.contains("蓝色") && said.contains("昨天"), "{said}");
}

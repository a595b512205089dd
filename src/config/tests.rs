use std::path::Path;

use super::read::TABLES;
use super::*;
use crate::domain::Lang;
use crate::manual::Mistake;
use crate::words::Words;

fn nothing(_: &str) -> Option<String> {
    None
}

fn only(text: &str) -> Mistake {
    let mut mistakes = parse("config.toml", text).expect_err("the text should have been refused");
    assert_eq!(mistakes.len(), 1, "{mistakes:#?}");
    mistakes.remove(0)
}

#[test]
fn the_example_is_the_default() {
    assert_eq!(parse("config.example.toml", EXAMPLE), Ok(Config::default()));
}

#[test]
fn every_key_is_in_the_example() {
    let mut table = String::new();
    let mut found = Vec::new();
    for line in EXAMPLE.lines() {
        if let Some(name) = line.strip_prefix('[') {
            table = name.trim_end_matches(']').to_owned();
            found.push(table.clone());
        } else if let Some((key, _)) = line.trim_start_matches("# ").split_once(" = ") {
            found.push(if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") });
        }
    }
    for (table, keys) in TABLES {
        // Levels 2 and 3 have no limit to the start of handling, level 3 no plan and no updates either.
        for key in keys.iter().filter(|_| !["limits.level2", "limits.level3"].contains(table)) {
            let path = if table.is_empty() { (*key).to_owned() } else { format!("{table}.{key}") };
            assert!(found.contains(&path), "{path} is not in config.example.toml");
        }
    }
}

#[test]
fn what_the_example_proposes_can_be_switched_on() {
    let on = |line: &str| match line.strip_prefix("# ") {
        Some(rest) if rest.split_once(" = ").is_some_and(|(key, _)| !key.contains(' ')) => rest.to_owned(),
        _ => line.to_owned(),
    };
    let text: Vec<String> = EXAMPLE.lines().map(on).collect();
    let config = parse("config.example.toml", &text.join("\n")).unwrap();
    assert_eq!(config.limits.level1.self_solve_min, Some(10));
    assert_eq!(config.keys["everywhere"]["palette"], ["ctrl-k", "f6"]);
}

#[test]
fn an_unknown_key_is_pointed_at_with_what_was_meant() {
    let mistake = only("sound = true\n[company]\nhotlin = \"400\"\n");
    assert_eq!((mistake.code, mistake.line, mistake.column), ("unknown-key", 3, 1));
    let said = complaint(&mistake, &Words::new(Lang::ZhCn));
    let wanted =
        "config.toml 第 3 行第 1 列\n 3 | hotlin = \"400\"\n   | ^^^^^^\n没有「hotlin」这一项 是不是想写 hotline？";
    assert_eq!(said, wanted);
}

#[test]
fn a_caret_stands_below_its_word_after_chinese_too() {
    let said = complaint(&only("[company]\nname = \"禾云\", x\n"), &Words::new(Lang::En));
    let lines: Vec<&str> = said.lines().collect();
    let at = |line: &str, what: char| crate::text::width(line.split(what).next().unwrap());
    assert_eq!(at(lines[1], ','), at(lines[2], '^'), "{said}");
}

#[test]
fn values_that_cannot_be_are_named() {
    assert_eq!(only("theme = \"drak\"").suggestion.as_deref(), Some("dark"));
    assert_eq!(only("sound = \"no\"").code, "wrong-value");
    assert_eq!(only("case_prefix = \"zx\"").code, "not-a-prefix");
    assert_eq!(only("[company]\ntimezone = \"Beijing\"").code, "not-a-zone");
    assert_eq!(only("[company]\nservice_hours = [\"9-21\"]").code, "not-hours");
    assert_eq!(only("[company]\nregion = \"US\"").code, "unknown-code");
    assert_eq!(only("[limits.level2]\nplan_min = 0").code, "out-of-range");
    assert_eq!(only("sound = = true").code, "syntax");
}

#[test]
fn the_environment_wins_over_the_file() {
    let env = |name: &str| match name {
        "ZUOXI_LANG" => Some("en".to_owned()),
        "ZUOXI_SOUND" => Some("off".to_owned()),
        "ZUOXI_COMPANY_NAME" => Some("禾云\"".to_owned()),
        _ => None,
    };
    let config = load(None, &env).unwrap();
    assert_eq!((config.language, config.sound, config.company.name.as_str()), (Language::En, false, "禾云\""));
    let wrong = load(None, &|name| (name == "ZUOXI_THEME").then(|| "pink".to_owned())).unwrap_err();
    assert_eq!((wrong[0].file.as_str(), wrong[0].code), ("ZUOXI_THEME", "unknown-code"));
}

#[test]
fn a_file_that_is_named_must_be_there() {
    let missing = load(Some(Path::new("/nowhere/config.toml")), &nothing).unwrap_err();
    assert_eq!(missing[0].code, "unreadable");
}

#[test]
fn every_mistake_has_a_sentence_in_every_language() {
    let codes = [
        "syntax",
        "unreadable",
        "unknown-table",
        "unknown-key",
        "wrong-form",
        "missing-key",
        "missing-language",
        "duplicate",
        "nothing-to-retire",
        "no-such",
        "unlisted-slot",
        "unknown-code",
        "wrong-value",
        "out-of-range",
        "too-long",
        "not-hours",
        "not-a-zone",
        "not-days",
        "weights",
        "grade-gap",
        "code-gap",
        "not-a-prefix",
    ];
    for code in codes {
        assert!(Words::new(Lang::En).has(&format!("mistake-{code}")), "{code}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_reader_stumble(
        text in "(\\PC{0,20}|\\[(keys|limits|company|limits.level1)\\]\n|(theme|sound|service_hours|plan_min|region|keys) = (\"[a-z周]{0,6}\"|-?[0-9]{1,9}|\\[1\\]|\\{ a = 1 \\}|true)\n){0,12}"
    ) {
        if let Err(mistakes) = parse("config.toml", &text) {
            for mistake in mistakes {
                let _ = complaint(&mistake, &Words::new(Lang::ZhTw));
            }
        }
    }
}

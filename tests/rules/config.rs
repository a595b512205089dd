//! The configuration: read, complained of, and written without losing a comment.

use std::path::Path;
use std::{fs, io};

use zuoxi::config::*;
use zuoxi::domain::Lang;
use zuoxi::manual::Mistake;
use zuoxi::words::Words;

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
fn what_the_example_proposes_can_be_switched_on() {
    let on = |line: &str| match line.strip_prefix("# ") {
        Some(rest) if rest.split_once(" = ").is_some_and(|(key, _)| !key.contains(' ')) => rest.to_owned(),
        _ => line.to_owned(),
    };
    let text: Vec<String> = EXAMPLE.lines().map(on).collect();
    let config = parse("config.example.toml", &text.join("\n")).unwrap();
    assert_eq!(config.limits.level1.self_solve_min, Some(10));
    assert_eq!(config.keys["everywhere"]["palette"], ["ctrl-k", "alt-k"]);
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
    let at = |line: &str, what: char| zuoxi::text::width(line.split(what).next().unwrap());
    assert_eq!(at(lines[1], ','), at(lines[2], '^'), "{said}");
}

#[test]
fn every_value_of_the_wrong_type_is_named_in_words_of_ours_beside_the_other_mistakes() {
    let text = "sound = \"no\"\nmouse = 3\nthem = \"dark\"\n[company]\nname = 4\nservice_hours = \"09:00-21:00\"\n\
        [limits]\nreopen_days = \"30\"\n[limits.level1]\nplan_min = -1\n";
    let found = parse("config.toml", text).unwrap_err();
    let at = |line: usize| found.iter().filter(|one| one.line == line).map(|one| one.code).collect::<Vec<_>>();
    for line in [1, 2, 5, 6, 8] {
        assert_eq!(at(line), ["wrong-type"], "line {line}: {found:#?}");
    }
    assert_eq!((at(3), at(10)), (vec!["unknown-key"], vec!["out-of-range"]), "{found:#?}");
    for (lang, words) in [
        (Lang::ZhCn, "这里要写：true 或 false"),
        (Lang::ZhTw, "這裡要寫：true 或 false"),
        (Lang::En, "Write true or false"),
    ] {
        let said: Vec<String> = found.iter().map(|one| complaint(one, &Words::new(lang))).collect();
        assert!(
            said[0].replace(['\u{2068}', '\u{2069}'], "").contains(words) || said.join("\n").contains(words),
            "{said:#?}"
        );
        assert!(!said.join("\n").contains("invalid type"), "{said:#?}");
    }
}

#[test]
fn values_that_cannot_be_are_named() {
    assert_eq!(only("theme = \"drak\"").suggestion.as_deref(), Some("dark"));
    assert_eq!(only("sound = \"no\"").code, "wrong-type");
    assert_eq!(only("case_prefix = \"zx\"").code, "not-a-prefix");
    assert_eq!(only("[company]\ntimezone = \"Beijing\"").code, "not-a-zone");
    assert_eq!(only("[company]\nservice_hours = [\"9-21\"]").code, "not-hours");
    for region in ["us", "USA", "U", "CN-", "CN-GUANG", "China"] {
        assert_eq!(only(&format!("[company]\nregion = \"{region}\"")).code, "not-a-region", "{region}");
    }
    for region in ["US", "SG", "CN-XJ", "TW", ""] {
        parse("config.toml", &format!("[company]\nregion = \"{region}\"")).unwrap();
    }
    assert_eq!(only("store = \"~lin/store.db\"").code, "not-a-home");
    assert_eq!(only("manual = \"~lin\"").code, "not-a-home");
    assert_eq!(only("[copies]\nfolder = \"~lin\"").code, "not-a-home");
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
        "wrong-type",
        "hours-overlap",
        "no-hours",
        "not-weekdays",
        "out-of-range",
        "too-long",
        "not-hours",
        "not-span",
        "not-a-region",
        "not-a-home",
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

fn chosen() -> Chosen {
    Chosen::default()
        .with("", "language", Some("zh-TW"))
        .with("", "theme", Some("light"))
        .with("company", "name", Some("禾云 \"旗舰\""))
        .with_list("company", "service_hours", &["08:30-20:00".to_owned()])
        .with("agent", "no", Some("1027"))
        .with("agent", "name", Some("林溪"))
        .with("agent", "role", Some("lead"))
}

fn check(config: &Config) {
    assert_eq!((config.language, config.theme), (Language::ZhTw, ThemeChoice::Light));
    assert_eq!((config.company.name.as_str(), config.agent.name.as_str()), ("禾云 \"旗舰\"", "林溪"));
    assert_eq!(config.company.service_hours, ["08:30-20:00"]);
    assert_eq!((config.agent.no.as_str(), config.agent.role.as_str()), ("1027", "lead"));
}

/// What becomes of a file with this text.
fn laid_over(text: &str, chosen: &Chosen) -> io::Result<String> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("config.toml");
    fs::write(&path, text)?;
    save(&path, chosen)?;
    fs::read_to_string(path)
}

#[test]
fn a_new_file_is_the_documented_example_with_what_was_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("not/yet/config.toml");
    save(&path, &chosen()).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    check(&parse("config.toml", &text).unwrap());
    assert!(EXAMPLE.lines().filter(|line| line.starts_with('#')).all(|line| text.contains(line)));
    let others: Vec<_> = fs::read_dir(path.parent().unwrap()).unwrap().collect();
    assert_eq!(others.len(), 1, "nothing else is left in the folder");
}

#[test]
fn a_file_that_is_there_keeps_its_comments_its_order_and_its_other_keys() {
    let mine = "# mine\nsound = false # at night\ntheme = \"dark\" # eyes\n\n[company]\nregion = \"TW\"\n\n[keys]\neverywhere.palette = [\"ctrl-j\"]\n";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    fs::write(&path, mine).unwrap();
    save(&path, &chosen()).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    let config = parse("config.toml", &text).unwrap();
    check(&config);
    assert!(!config.sound && config.company.region == "TW" && config.keys.contains_key("everywhere"), "{text}");
    assert!(text.starts_with("# mine\nsound = false # at night\ntheme = \"light\" # eyes\n"), "{text}");
}

#[test]
fn a_key_that_was_not_chosen_stays_and_a_second_time_changes_nothing() {
    let once =
        laid_over("language = \"en\"\n[agent]\nno = \"7\"\n", &Chosen::default().with("agent", "role", Some("agent")))
            .unwrap();
    assert_eq!(once, "language = \"en\"\n[agent]\nno = \"7\"\nrole = \"agent\"\n");
    assert_eq!(
        laid_over(&laid_over(EXAMPLE, &chosen()).unwrap(), &chosen()).unwrap(),
        laid_over(EXAMPLE, &chosen()).unwrap()
    );
}

#[test]
fn a_file_that_is_not_toml_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    fs::write(&path, "theme = = dark").unwrap();
    assert_eq!(save(&path, &chosen()).unwrap_err().kind(), io::ErrorKind::InvalidData);
    assert_eq!(fs::read_to_string(&path).unwrap(), "theme = = dark");
}

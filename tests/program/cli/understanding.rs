//! Lines rehearsed and tried out: what the intake makes of what is typed.

use super::{ok, run};
use crate::common::Home;

/// What a command prints that reads a text from standard input.
fn piped(home: &Home, args: &[&str], typed: &str) -> String {
    let output = home.command(args).write_stdin(typed).output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn lines_are_rehearsed_beside_worked_cases_and_a_difference_is_shown() {
    let home = Home::new();
    let line = "schema = \"zuoxi.lines/1\"\n[[line]]\nid = \"a\"\ntext = \"13800138000 周女士 断网\"\n[line.expect]\n";
    std::fs::write(home.path("good.toml"), format!("{line}customer = \"周\"\nsummary = \"断网\"\n")).unwrap();
    let case = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rehearsals/s3.toml");
    let held = ok(&home, &["rehearse", "good.toml", case, "--lang", "en"]);
    assert!(held.trim_end().ends_with(" 0 different") && held.contains("held  a  intake"), "{held}");
    std::fs::write(home.path("other.toml"), format!("{line}customer = \"王\"\n")).unwrap();
    let (code, stdout, _) = run(&home, &["rehearse", "other.toml", "--lang", "en"]);
    assert!(code == 1 && stdout.contains("different  a") && stdout.contains("\"周\""), "{code} {stdout}");
}

#[test]
fn an_expectation_or_a_schema_nobody_knows_is_an_error() {
    let home = Home::new();
    let text = "schema = \"zuoxi.lines/1\"\n[[line]]\nid = \"a\"\ntext = \"断网\"\n[line.expect]\nsumary = \"断网\"\n";
    std::fs::write(home.path("typo.toml"), text).unwrap();
    let (code, _, stderr) = run(&home, &["rehearse", "typo.toml", "--lang", "en"]);
    assert!(code == 2 && stderr.contains("sumary"), "{code} {stderr}");
    std::fs::write(home.path("newer.toml"), "schema = \"zuoxi.lines/9\"\n").unwrap();
    let (code, _, stderr) = run(&home, &["rehearse", "newer.toml", "--lang", "en"]);
    assert!(code == 2 && stderr.contains("zuoxi.lines/9"), "{code} {stderr}");
    std::fs::write(home.path("tables.toml"), "x = 1\n").unwrap();
    std::fs::write(home.path("good.toml"), text.replace("sumary", "summary")).unwrap();
    let stdout = ok(&home, &["rehearse", "tables.toml", "good.toml", "--lang", "en"]);
    assert!(stdout.contains("Skipped tables.toml"), "{stdout}");
}

#[test]
fn a_line_is_tried_in_three_languages_and_says_which_words_led_to_what() {
    let home = Home::new();
    for (lang, words) in [("zh-CN", ["事由", "报修"]), ("zh-TW", ["事由", "報修"]), ("en", ["Matter", "Fault"])]
    {
        let told = ok(&home, &["manual", "try", "13800138000 周女士 收银机扫不了码", "--lang", lang]);
        for word in words.iter().chain(&["收银机扫不了码", "扫不了", "kind.fault 5"]) {
            assert!(told.contains(word), "{lang}: {word} missing in {told}");
        }
        assert!(!told.contains('‹') && !told.contains("field-"), "{lang}: {told}");
    }
    let danger = ok(&home, &["manual", "try", "插座冒烟", "--lang", "en"]);
    assert!(danger.contains("at risk") && danger.contains("冒烟 (category.product.safety 5)"), "{danger}");
}

#[test]
fn a_line_from_standard_input_never_stands_in_the_arguments_and_hides_identity_numbers() {
    let home = Home::new();
    let typed = "13900139777 王先生 11010119000101009X 登记不了\n断网\n";
    let told = piped(&home, &["manual", "try", "-", "--lang", "en"], typed);
    assert!(told.contains("****009X") && !told.contains("11010119000101009X"), "{told}");
    assert!(told.contains("登记不了") && told.contains("断网"), "{told}");
}

#[test]
fn a_company_teaches_the_intake_its_own_words() {
    let home = Home::new();
    let company = |text: &str| {
        std::fs::create_dir_all(home.path("manual")).unwrap();
        std::fs::write(home.path("manual/own.toml"), text).unwrap();
        std::fs::write(home.path("config.toml"), "manual = \"manual\"\n").unwrap();
        let config = home.path("config.toml").display().to_string();
        run(&home, &["manual", "try", "13800138000 周掌柜 断网", "--config", &config, "--lang", "en"])
    };
    let (code, told, stderr) = company("[[intake]]\nreads = \"title.trade\"\nwords = [\"掌柜\"]\n");
    assert!(code == 0 && told.lines().any(|line| line.starts_with("掌柜")), "{told}{stderr}");
    let (code, told, stderr) = company("[[intake]]\nreads = \"titel\"\nwords = [\"掌柜\"]\n");
    assert!(code == 3 && format!("{told}{stderr}").contains("titel"), "{code} {told}{stderr}");
}

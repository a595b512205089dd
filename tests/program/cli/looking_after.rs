//! Commands for whoever looks after an installation: doctor, calendar, configuration, the clock.

use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use super::{ok, run, store};
use crate::common::Home;

const AT: &str = "2026-03-16T10:26:48";

fn json(home: &Home, args: &[&str]) -> (i32, Value) {
    let (code, stdout, stderr) = run(home, args);
    let value = serde_json::from_str(&stdout).unwrap_or_else(|error| panic!("{error}: {stdout}{stderr}"));
    (code, value)
}

fn codes(report: &Value) -> Vec<&str> {
    report["findings"].as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap()).collect()
}

/// A demo store whose cases come from the days before `AT`.
fn store_at(home: &Home) {
    let path = home.store().display().to_string();
    ok(home, &["demo", "--store", &path, "--cases", "12", "--seed", "3", "--at", AT]);
}

#[test]
fn the_doctor_finds_nothing_where_all_is_well_and_counts_what_is_there() {
    let home = Home::new();
    store_at(&home);
    ok(&home, &["verify", "--at", AT]);
    let (code, report) = json(&home, &["doctor", "--json", "--at", AT]);
    assert_eq!((code, codes(&report)), (0, vec![]), "{report}");
    assert_eq!(report["store"]["cases"], 12);
    assert_eq!(report["store"]["mode"], "0600");
    assert_eq!(report["store"]["demo"], true);
    let checked = report["store"]["checked_at"].as_str().unwrap();
    chrono::DateTime::parse_from_rfc3339(checked).unwrap();
    assert_eq!(report["terminal"]["present"], false);
    assert_eq!(report["terminal"]["widths"], Value::Array(vec![]));
    assert_eq!(report["time"]["company"], "2026-03-16 10:26");
    assert_eq!(report["config"]["overrides"][0], "ZUOXI_STORE");
}

#[test]
fn a_year_without_a_holiday_table_is_found_in_time_and_gone_after_an_import() {
    let home = Home::new();
    let path = home.store().display().to_string();
    ok(&home, &["demo", "--store", &path, "--empty", "--at", "2026-12-01T09:00:00"]);
    let doctor = ["doctor", "--json", "--at", "2026-12-01T09:00:00"];
    let (code, report) = json(&home, &doctor);
    assert_eq!((code, codes(&report)), (1, vec!["years"]));
    assert_eq!(report["manual"]["missing_years"], serde_json::json!([2027]));
    assert_eq!(run(&home, &["calendar", "check", "2027", "--lang", "en"]).0, 1);

    std::fs::write(
        home.path("2027.json"),
        r#"{"$schema": "x", "year": 2027, "papers": ["https://www.gov.cn/x"], "days": [
            {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
            {"name": "元旦", "date": "2027-01-02", "isOffDay": true},
            {"name": "元旦", "date": "2027-01-03", "isOffDay": true},
            {"name": "春节", "date": "2027-02-05", "isOffDay": true},
            {"name": "春节", "date": "2027-02-20", "isOffDay": false}]}"#,
    )
    .unwrap();
    let said = ok(&home, &["calendar", "import", "2027.json", "--lang", "en"]);
    assert!(said.contains("before no table, now 4 days off, one make-up working day"), "{said}");
    assert!(said.contains("folder"), "that the folder is new is said: {said}");
    let table: toml::Table =
        std::fs::read_to_string(home.path(".config/zuoxi/manual/calendar/cn-2027.toml")).unwrap().parse().unwrap();
    let table = &table["holidays"][0];
    assert_eq!(table["off"].as_array().unwrap()[0].as_str(), Some("2027-01-01..2027-01-03"));
    assert_eq!(table["work"].as_array().unwrap()[0].as_str(), Some("2027-02-20"));

    let (code, report) = json(&home, &doctor);
    assert_eq!((code, codes(&report)), (0, vec![]), "{report}");
    assert!(ok(&home, &["calendar", "check", "2027", "--lang", "en"]).contains("4 days off"));
    let said = ok(&home, &["calendar", "import", "2027.json", "--lang", "zh-CN"]);
    assert!(said.contains("原来放假 4 天、调休上班 1 天"), "{said}");
    ok(&home, &["manual", "check"]);
}

#[test]
fn a_holiday_table_that_cannot_be_right_is_refused_and_nothing_is_written() {
    let home = Home::new();
    let day = |date: &str, off: bool| format!(r#"{{"name":"x","date":"{date}","isOffDay":{off}}}"#);
    let file = |days: &[String]| format!(r#"{{"year":2027,"days":[{}]}}"#, days.join(","));
    let off = day("2027-01-01", true);
    let wrong = [
        (file(&[off.clone(), day("2026-11-30", true)]), "2026-11-30 is not in 2027"),
        (file(&[off.clone(), day("2027-01-01", false)]), "2027-01-01 is in it twice"),
        (file(&[off.clone(), day("2027-13-01", true)]), "2027-13-01 is not a date"),
        (file(&[off, day("2027-02-22", false)]), "2027-02-22 is a working day anyway"),
        (file(&[]), "no day off at all"),
        ("[]".to_owned(), "needs year and days"),
        ("{\"year\": 2027,".to_owned(), "line 1, column"),
        (r#"{"year":2027,"days":[{"date":"2027-01-01"},{"isOffDay":true}]}"#.to_owned(), "day 2 needs date"),
    ];
    for (text, sentence) in wrong {
        std::fs::write(home.path("2027.json"), &text).unwrap();
        let (code, _, stderr) = run(&home, &["calendar", "import", "2027.json", "--lang", "en"]);
        assert_eq!(code, 2, "{text}");
        assert!(stderr.contains(sentence) && !stderr.contains('‹'), "{sentence}: {stderr}");
    }
    assert!(!home.path(".config/zuoxi/manual").exists());
}

#[test]
fn a_holiday_table_in_our_own_form_is_taken_over_too() {
    let home = Home::new();
    let text = "[[holidays]]\nregion = \"TW\"\nyear = 2027\noff = [\"2027-01-01..2027-01-02\"]\nwork = []\n";
    std::fs::write(home.path("tw.toml"), text).unwrap();
    let said = ok(&home, &["calendar", "import", "tw.toml", "--lang", "en"]);
    assert!(said.contains("TW 2027") && said.contains("2 days off") && said.contains("region is CN"), "{said}");
    let (code, _, stderr) = run(&home, &["calendar", "import", "tw.toml", "--region", "CN", "--lang", "en"]);
    assert_eq!(code, 2, "{stderr}");
    let (code, _, stderr) = run(&home, &["calendar", "import", "tw.toml", "--region", "us", "--lang", "en"]);
    assert!(code == 2 && stderr.contains("two letters"), "{stderr}");
}

#[test]
fn what_goes_to_strangers_holds_no_path_name_or_number() {
    let home = Home::new();
    store(&home, 12);
    std::fs::write(home.path("config.toml"), "[company]\nname = \"禾云\"\nhotlien = \"4001\"\n").unwrap();
    let args = ["doctor", "--redacted", "--config", "config.toml", "--lang", "en"];
    let (code, text, _) = run(&home, &args);
    assert_eq!(code, 1);
    let (_, report) = json(&home, &[&args[..], &["--json"]].concat());
    assert!(codes(&report).contains(&"config"), "{report}");
    let folder = home.path("").display().to_string();
    for secret in [folder.trim_end_matches('/'), "store.db", "config.toml", "禾云", "4001", "hotlien"] {
        assert!(!text.contains(secret) && !report.to_string().contains(secret), "{secret}: {text}{report}");
    }
    for row in ["path", "cases", "station", "facts"] {
        assert!(report["store"].get(row).is_none(), "{row}");
    }
    let (_, whole) = json(&home, &["doctor", "--json", "--config", "config.toml"]);
    assert!(
        whole["findings"].as_array().unwrap().iter().any(|one| one["detail"].is_string())
            && whole["store"]["cases"] == 12,
        "{whole}"
    );
}

#[test]
fn the_doctor_speaks_three_languages_and_lacks_no_words() {
    let home = Home::new();
    store(&home, 3);
    std::fs::create_dir_all(home.path("manual")).unwrap();
    std::fs::write(home.path("manual/own.toml"), "[[department]]\nid = \"x\"\n").unwrap();
    std::fs::write(home.path("config.toml"), "manual = \"manual\"\n[keys]\nqueue.nothing = [\"x\"]\n").unwrap();
    for lang in ["zh-CN", "zh-TW", "en"] {
        let (code, text, stderr) = run(&home, &["doctor", "--config", "config.toml", "--lang", lang]);
        assert_eq!(code, 1, "{text}{stderr}");
        assert!(!text.contains('‹'), "words are missing in {lang}: {text}");
        assert!(text.contains("zuoxi manual check") && text.contains("zuoxi config edit"), "{lang}: {text}");
    }
}

#[test]
fn a_terminal_is_asked_how_wide_it_draws() {
    let home = Home::new();
    let mut terminal = home.start(&["doctor", "--lang", "en"]);
    terminal.wait_for("measured widths");
    terminal.wait_exit();
    terminal.drain();
    let text = terminal.text();
    let row = text.lines().find(|line| line.contains("measured widths")).unwrap();
    assert!(row.contains("① 1") && row.contains("╎ 1") && row.contains("中 2"), "{row}");
    terminal.assert_given_back();
}

#[test]
fn only_a_demo_store_takes_another_clock() {
    let home = Home::new();
    store_at(&home);
    let late = |args: &[&str]| {
        let list = ok(&home, args);
        let rows = list.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        rows.filter(|row| row["next"]["late"] == true).count()
    };
    assert!(late(&["list", "--json", "--at", AT]) < late(&["list", "--json", "--at", "2026-06-01 09:00"]));
    // The same store, said to be real.
    let database = rusqlite::Connection::open(home.store()).unwrap();
    database.execute("UPDATE meta SET value = '0' WHERE key = 'demo'", []).unwrap();
    drop(database);
    for command in ["list", "verify", "doctor", "rebuild"] {
        let (code, _, stderr) = run(&home, &[command, "--at", AT, "--lang", "en"]);
        assert!(code == 2 && stderr.contains("Only a store made by demo"), "{command}: {stderr}");
    }
    ok(&home, &["list"]);
}

#[test]
fn editing_makes_the_file_opens_the_editor_and_keeps_what_is_wrong() {
    let home = Home::new();
    let path = home.path(".config/zuoxi/config.toml");
    let edit = |editor: &str| {
        let mut command = home.command(["config", "edit", "--lang", "en"]);
        let output = command.env("EDITOR", editor).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap(), output.stderr)
    };
    let (code, said, _) = edit("true");
    assert!(code == 0 && said.contains("created from the example"), "{said}");
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    // An editor with options that slips.
    let (code, said, _) = edit("sed -i -e 's/^sound = /suond = /'");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("suond") && said.contains("^^^^^") && said.contains("sound?"), "{said}");
    assert!(std::fs::read_to_string(&path).unwrap().contains("suond = true"), "the file is kept");
    let (code, _, stderr) = edit("false");
    assert_eq!(code, 2, "{}", String::from_utf8_lossy(&stderr));
}

#[test]
fn a_slip_in_the_configuration_does_not_keep_anybody_from_work() {
    let home = Home::new();
    store(&home, 3);
    let config = home.path(".config/zuoxi/config.toml");
    std::fs::create_dir_all(config.parent().unwrap()).unwrap();
    std::fs::write(&config, "language = \"en\"\nlnaguage = \"en\"\n").unwrap();
    // Nothing to fall back to: refused with line and caret.
    let mut terminal = home.start(&[]);
    terminal.wait_for("lnaguage");
    terminal.wait_exit();

    std::fs::write(&config, "language = \"en\"\n").unwrap();
    let mut terminal = home.start(&[]);
    terminal.wait_for("Queue").send("\x11");
    terminal.wait_exit();
    let kept = home.path(".local/state/zuoxi/config.last-good.toml");
    assert_eq!(std::fs::metadata(&kept).unwrap().permissions().mode() & 0o777, 0o600);

    std::fs::write(&config, "language = \"en\"\nlnaguage = \"en\"\n").unwrap();
    let mut terminal = home.start(&[]);
    terminal.wait_for("config.toml line 2 is wrong").wait_for("zuoxi config check").wait_for("Queue").send("\x11");
    terminal.wait_exit();
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), "language = \"en\"\n");
}

/// S10.
#[test]
fn a_slip_in_the_companys_manual_does_not_keep_anybody_from_work() {
    let home = Home::new();
    store(&home, 3);
    let (config, manual) = (home.path(".config/zuoxi/config.toml"), home.path("manual"));
    std::fs::create_dir_all(config.parent().unwrap()).unwrap();
    std::fs::create_dir_all(&manual).unwrap();
    std::fs::write(&config, format!("language = \"en\"\nmanual = {:?}\n", manual.display())).unwrap();
    let write = |text: &str| std::fs::write(manual.join("levels.toml"), text).unwrap();
    write("[major]\ncases = many\n");
    // Nothing to fall back to: refused with line and caret.
    let mut terminal = home.start(&[]);
    terminal.wait_for("levels.toml");
    terminal.wait_exit();

    write("[major]\ncases = 5\n");
    let mut terminal = home.start(&[]);
    terminal.wait_for("Queue").send("\x11");
    terminal.wait_exit();
    write("[major]\ncases = many\n");
    let mut terminal = home.start(&[]);
    terminal.wait_for("levels.toml:2").wait_for("zuoxi manual check").wait_for("Queue");
    write("[major]\ncases = 4\n");
    terminal.wait_gone("levels.toml:2").wait_for("right again").send("\x11");
    terminal.wait_exit();
    assert_eq!(run(&home, &["manual", "check", manual.to_str().unwrap()]).0, 0);
}

#[test]
fn the_banner_of_a_broken_configuration_stands_until_it_is_right_or_dismissed() {
    const CTRL_G: &str = "\x07";
    let home = Home::new();
    store(&home, 3);
    let config = home.path(".config/zuoxi/config.toml");
    std::fs::create_dir_all(config.parent().unwrap()).unwrap();
    let write = |text: &str| std::fs::write(&config, format!("language = \"en\"\n{text}")).unwrap();
    write("");
    let mut terminal = home.start(&[]);
    terminal.wait_for("Queue").send("\x11");
    terminal.wait_exit();
    write("[keys]\nqueue.told = [\"no key at all\"]\n");
    for (columns, rows) in [(120, 40), (80, 24)] {
        let mut terminal = home.start_sized(&[], columns, rows);
        terminal.wait_for("config.toml line 3 is wrong").wait_for("Queue");
        // A notice comes and goes; the banner stays, where there is room beside it at once.
        terminal.send("\x03").wait_for("Ctrl-Q");
        assert_eq!(terminal.text().contains("line 3 is wrong"), columns == 120, "{}", terminal.text());
        terminal.send(CTRL_G).wait_gone("line 3 is wrong");
        // Mended in the wrong way it is back, mended in the right way it goes by itself.
        write("\n[keys]\nqueue.told = [\"nor this one\"]\n");
        terminal.wait_for("config.toml line 4 is wrong");
        write("# mended\n");
        terminal.wait_gone("is wrong").wait_for("right again").send("\x11");
        terminal.wait_exit();
        write("[keys]\nqueue.told = [\"no key at all\"]\n");
    }
}

#[test]
fn completions_and_the_manual_page_come_in_the_chosen_language() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = ok(&home, &["completions", shell, "--lang", "zh-CN"]);
        assert!(script.contains("zuoxi") && script.contains("doctor") && !script.contains('‹'), "{shell}");
    }
    std::fs::write(home.path("zuoxi.bash"), ok(&home, &["completions", "bash"])).unwrap();
    let checked = home.shell("command -v bash >/dev/null || exit 0; bash -n zuoxi.bash").status().unwrap();
    assert!(checked.success());
    for (lang, heading) in [("zh-CN", ".SH 名称"), ("zh-TW", ".SH 名稱"), ("en", ".SH Name")] {
        let page = ok(&home, &["man", "--lang", lang]);
        assert!(page.contains(heading) && page.contains("doctor") && !page.contains('‹'), "{lang}: {page}");
        let english = ["SUBCOMMANDS", "SYNOPSIS", "DESCRIPTION", "VERSION\n"];
        assert!(lang == "en" || !english.iter().any(|word| page.contains(word)), "{page}");
    }
}

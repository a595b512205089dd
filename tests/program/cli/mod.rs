//! Commands as a person or a script types them; what they print is read back by other libraries.

mod asking;
mod checking;
mod golden;
mod handbook;
mod holidays;
mod hostile;
mod looking_after;
mod older;
mod papers;
mod putting_together;
mod reading;
mod salvaging;
mod small_disk;
mod understanding;
mod way_back;

use crate::common::Home;
use serde_json::Value;

/// Runs to the end; exit code, standard output, standard error.
fn run(home: &Home, args: &[&str]) -> (i32, String, String) {
    let output = home.command(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is text");
    (output.status.code().expect("no signal"), text(output.stdout), text(output.stderr))
}

fn ok(home: &Home, args: &[&str]) -> String {
    let (code, stdout, stderr) = run(home, args);
    assert_eq!(code, 0, "{args:?}: {stdout}{stderr}");
    stdout
}

/// A demo store of the home, with so many cases.
fn store(home: &Home, cases: usize) {
    let (path, cases) = (home.store().display().to_string(), cases.to_string());
    ok(home, &["demo", "--store", &path, "--cases", &cases, "--seed", "7", "--lang", "en"]);
}

/// What other programs read of a case; keys may be added, none goes.
#[test]
fn a_case_is_shown_with_every_key_other_programs_read() {
    let home = Home::new();
    store(&home, 30);
    let keys = |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    let has = |value: &Value, wanted: &str| {
        let missing: Vec<&str> =
            wanted.split(' ').filter(|key| !keys(value).iter().any(|known| known == key)).collect();
        assert!(missing.is_empty(), "{missing:?} missing in {value}");
    };
    let mut parts = 0;
    for line in ok(&home, &["list", "--json", "--view", "all"]).lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let case: Value = serde_json::from_str(&ok(&home, &["show", row["no"].as_str().unwrap(), "--json"])).unwrap();
        has(&case, "id no state level modifiers notified owner received_at outcome resolution_type resolved_at");
        has(
            &case,
            "archived_at reopened_at handling_workdays breaches clocks follow_ups promises ratings record facts plans",
        );
        has(&case, "clashes number_given_twice");
        has(&row, "clash number_given_twice major");
        for (list, wanted) in [
            ("clocks", "kind round started_at first_due due met_at cancelled_at"),
            ("follow_ups", "kind round first_due due end ended_at"),
            ("promises", "round made_at due of_plan end ended_at"),
            ("ratings", "round at status score low solved"),
            ("facts", "id at by role kind undone overtaken"),
            ("plans", "round at resolution_type told_at accepted done_at"),
        ] {
            for part in case[list].as_array().unwrap() {
                has(part, wanted);
                parts += 1;
            }
        }
        chrono::DateTime::parse_from_rfc3339(case["received_at"].as_str().unwrap()).unwrap();
    }
    assert!(parts > 50, "{parts}");
}

#[test]
fn a_demo_store_is_written_listed_shown_and_verified() {
    let home = Home::new();
    store(&home, 30);
    let list = ok(&home, &["list", "--json"]);
    let rows: Vec<Value> = list.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(!rows.is_empty());
    for row in &rows {
        assert!(row["no"].as_str().unwrap().starts_with("ZX20"), "{row}");
        assert!(row["phone"].as_str().unwrap().contains("****"), "a number is not masked: {row}");
        chrono::DateTime::parse_from_rfc3339(row["received_at"].as_str().unwrap()).unwrap();
    }
    let no = rows[0]["no"].as_str().unwrap();
    let shown: Value = serde_json::from_str(&ok(&home, &["show", no, "--json"])).unwrap();
    assert_eq!(shown["no"], rows[0]["no"]);
    assert_eq!(shown["facts"][0]["kind"], "case.opened");
    assert!(ok(&home, &["show", no]).contains(no));
    assert!(ok(&home, &["show", &no[6..]]).contains(no), "by its end");
    assert!(ok(&home, &["verify", "--lang", "en"]).contains("All right"));
}

#[test]
fn rebuilding_changes_no_list() {
    let home = Home::new();
    store(&home, 30);
    let before = ok(&home, &["list", "--json"]);
    ok(&home, &["rebuild"]);
    assert_eq!(ok(&home, &["list", "--json"]), before);
}

#[test]
fn a_demo_refuses_a_file_that_exists() {
    let home = Home::new();
    store(&home, 1);
    let path = home.store().display().to_string();
    let (code, _, stderr) = run(&home, &["demo", "--store", &path, "--lang", "zh-CN"]);
    assert_eq!(code, 2, "{stderr}");
    assert!(!stderr.contains('‹'), "words are missing: {stderr}");
}

#[test]
fn a_store_that_is_not_there_is_said_to_be_missing_and_not_made() {
    let home = Home::new();
    let (code, _, stderr) = run(&home, &["list", "--lang", "en"]);
    assert_eq!(code, 4, "{stderr}");
    assert!(stderr.contains("store.db") && !stderr.contains('‹'), "{stderr}");
    assert!(!home.store().exists());
}

#[test]
fn who_named_no_place_is_not_told_to_check_it() {
    let home = Home::new();
    for command in [&["list"][..], &["show", "ZX20260316-0001"], &["verify"], &["rebuild"]] {
        for (lang, checks, begins) in [
            ("zh-CN", "核对路径", "还没有案件库"),
            ("zh-TW", "確認路徑", "還沒有案件庫"),
            ("en", "Check the path", "no case store yet"),
        ] {
            let args = [command, &["--lang", lang]].concat();
            let said = |command: &mut assert_cmd::Command| {
                let output = command.output().unwrap();
                assert_eq!(output.status.code(), Some(4));
                String::from_utf8(output.stderr).unwrap()
            };
            let unnamed = said(home.command(&args).env_remove("ZUOXI_STORE"));
            assert!(!unnamed.contains(checks) && unnamed.contains(begins), "{args:?}: {unnamed}");
            let named = said(&mut home.command(&args));
            assert!(named.contains(checks) && !named.contains(begins), "{args:?}: {named}");
        }
    }
}

#[test]
fn a_reader_that_stops_early_is_no_fault() {
    let home = Home::new();
    store(&home, 300);
    let script = format!("{} list --json | head -n 1", crate::common::program());
    let output = home.shell(&script).output().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 1);
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn help_and_complaints_speak_three_languages_and_lack_no_words() {
    let home = Home::new();
    let commands: [&[&str]; 19] = [
        &[],
        &["demo"],
        &["rehearse"],
        &["list"],
        &["show"],
        &["manual"],
        &["manual", "check"],
        &["config"],
        &["verify"],
        &["rebuild"],
        &["doctor"],
        &["calendar"],
        &["calendar", "import"],
        &["calendar", "check"],
        &["completions"],
        &["man"],
        &["help"],
        &["config", "edit"],
        &["config", "check"],
    ];
    for (lang, word) in [("zh-CN", "用法"), ("zh-TW", "用法"), ("en", "Usage")] {
        for command in commands {
            let help = ok(&home, &[command, &["--help", "--lang", lang]].concat());
            assert!(help.contains(word), "{lang} {command:?}: {help}");
            assert!(!help.contains('‹'), "words are missing in {lang} {command:?}: {help}");
            if lang != "en" {
                assert!(!help.contains("Print") && !help.contains("Options") && !help.contains("[default"), "{help}");
            }
        }
        for wrong in [
            &["--nonsense"][..],
            &["nonsense"],
            &["show"],
            &["demo", "--cases"],
            &["demo", "--cases", "x"],
            &["config"],
            &["completions", "tcsh"],
        ] {
            let (code, _, stderr) = run(&home, &[wrong, &["--lang", lang]].concat());
            assert_eq!(code, 2, "{wrong:?}: {stderr}");
            assert!(!stderr.contains('‹') && !stderr.contains("error:"), "{lang} {wrong:?}: {stderr}");
        }
    }
}

#[test]
fn an_unknown_key_of_the_configuration_is_named_with_its_line() {
    let home = Home::new();
    let path = home.path("config.toml");
    std::fs::write(&path, "language = \"en\"\nlnaguage = \"en\"\n").unwrap();
    let path = path.display().to_string();
    let (code, _, stderr) = run(&home, &["list", "--config", &path, "--lang", "en"]);
    assert_eq!(code, 3, "{stderr}");
    assert!(stderr.contains("lnaguage") && stderr.contains('2') && stderr.contains("language"), "{stderr}");
    let (code, stdout, _) = run(&home, &["config", "check", "--config", &path, "--lang", "en"]);
    assert_eq!(code, 1);
    assert!(stdout.contains("lnaguage"), "{stdout}");
    assert!(ok(&home, &["config", "path", "--config", &path]).contains("config.toml"));
}

#[test]
fn the_default_configuration_it_prints_is_right() {
    let home = Home::new();
    let path = home.path("config.toml");
    std::fs::write(&path, ok(&home, &["config", "default"])).unwrap();
    ok(&home, &["config", "check", "--config", &path.display().to_string()]);
}

#[test]
fn a_mistake_in_a_manual_of_ones_own_is_found_with_its_place() {
    let home = Home::new();
    let folder = home.path("manual");
    std::fs::create_dir(&folder).unwrap();
    let folder = folder.display().to_string();
    ok(&home, &["manual", "check", &folder]);
    std::fs::write(home.path("manual/own.toml"), "[[department]]\nid = \"x\"\n").unwrap();
    let (code, stdout, _) = run(&home, &["manual", "check", &folder, "--lang", "zh-CN"]);
    assert_eq!(code, 1, "{stdout}");
    assert!(stdout.contains("own.toml") && !stdout.contains('‹'), "{stdout}");
}

#[test]
fn rehearsals_hold_and_a_difference_is_shown_with_what_came_instead() {
    let home = Home::new();
    let rehearsal = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rehearsals/s3.toml");
    let held = ok(&home, &["rehearse", rehearsal, "--lang", "en"]);
    assert!(held.trim_end().ends_with(" 0 different"), "{held}");
    let changed = std::fs::read_to_string(rehearsal).unwrap().replace("level = 3", "level = 2");
    std::fs::write(home.path("changed.toml"), changed).unwrap();
    let (code, stdout, _) = run(&home, &["rehearse", "changed.toml", "--lang", "en"]);
    assert_eq!(code, 1, "{stdout}");
    let line = stdout.lines().find(|line| line.starts_with("different")).unwrap();
    assert!(line.contains("level") && line.contains("expected 2") && line.contains("got 3"), "{line}");
    let (code, _, stderr) = run(&home, &["rehearse", "missing.toml", "--lang", "en"]);
    assert_eq!(code, 2, "{stderr}");
}

#[test]
fn a_clock_that_cannot_be_read_is_refused() {
    let home = Home::new();
    let (code, _, stderr) = run(&home, &["demo", "--store", "x.db", "--at", "yesterday", "--lang", "en"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("yesterday"), "{stderr}");
}

#[test]
fn only_a_demo_store_accepts_another_clock() {
    let home = Home::new();
    let at = ["--at", "2026-03-16T10:26:48", "--lang", "en"];
    drop(zuoxi::store::Store::open(&home.store(), &zuoxi::store::Open::default()).unwrap());
    let (code, stdout, stderr) = run(&home, &[&["list"], &at[..]].concat());
    assert_eq!(code, 2, "{stdout}{stderr}");
    assert!(stderr.contains("made by demo"), "{stderr}");
    let other = home.path("demo.db").display().to_string();
    ok(&home, &["demo", "--empty", "--store", &other, "--at", at[1]]);
    ok(&home, &[&["list", "--store", &other], &at[..]].concat());
}

#[test]
fn the_same_seed_makes_the_same_cases() {
    let (one, two) = (Home::new(), Home::new());
    for home in [&one, &two] {
        let path = home.store().display().to_string();
        ok(home, &["demo", "--store", &path, "--cases", "12", "--seed", "3", "--at", "2026-03-16T10:26:48"]);
    }
    let summaries = |home: &Home| -> Vec<String> {
        let list = ok(home, &["list", "--json"]);
        list.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].to_string()).collect()
    };
    let sorted = |mut ids: Vec<String>| {
        ids.sort();
        ids
    };
    assert_eq!(sorted(summaries(&one)), sorted(summaries(&two)));
}

#[test]
fn files_and_folders_are_private_whatever_the_shell_allows() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let path = home.path("new/deep/store.db");
    let script = format!("umask 000; {} demo --store {} --cases 2", crate::common::program(), path.display());
    assert!(home.shell(&script).status().unwrap().success());
    for (path, mode) in [(home.path("new/deep"), 0o700), (path, 0o600)] {
        let found = std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        assert_eq!(found, mode, "{}: {found:o}", path.display());
    }
}

#[test]
fn who_says_no_number_is_asked_for_it_and_only_a_number_that_was_said_is_called_unknown() {
    let made_up = Home::new();
    let path = made_up.store().display().to_string();
    let args = ["demo", "--store", &path, "--cases", "3", "--seed", "7"];
    assert!(made_up.command(args).env("ZUOXI_AGENT_NO", "1001").output().unwrap().status.success());
    let own = Home::new();
    let mut first = own.start_with(&[], 120, 40, &[("ZUOXI_AGENT_NO", "2002")]);
    first.wait_for("2002").send("q");
    assert!(first.wait_exit().success());
    for (home, no) in [(made_up, "1001"), (own, "2002")] {
        let mut asked = home.start(&[]);
        asked.wait_for("--as").wait_for(no);
        assert!(!asked.wait_exit().success());
        assert!(!asked.text().contains("没有工号"), "{}", asked.text());
        let mut unknown = home.start(&["--as", "4711"]);
        unknown.wait_for("没有工号 4711").wait_for(no);
        assert!(!unknown.wait_exit().success());
        let mut known = home.start(&["--as", no]);
        known.wait_for("队列").send("q");
        assert!(known.wait_exit().success());
    }
}

//! How commands are asked: numbers however they are typed, values a shell offers, help in every place one looks for it,
//! and the number a script gets where something is not there.

use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, SystemTime};

use serde_json::Value;

use super::{ok, run, store};
use crate::common::Home;

const LANGS: [&str; 3] = ["zh-CN", "zh-TW", "en"];

#[test]
fn a_case_is_shown_however_its_number_is_typed() {
    let home = Home::new();
    store(&home, 30);
    let first: Value = serde_json::from_str(ok(&home, &["list", "--json"]).lines().next().unwrap()).unwrap();
    let no = first["no"].as_str().unwrap();
    let wide: String =
        no.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).filter(|_| c != '-').unwrap_or('－')).collect();
    let spaced = format!(" {} {} ", &no[..10], &no[11..]);
    for typed in [no, &no.replace('-', ""), &no.to_lowercase(), &wide, &spaced, &no.replace('-', " - ")] {
        let shown: Value = serde_json::from_str(&ok(&home, &["show", "--json", typed])).unwrap();
        assert_eq!(shown["no"], first["no"], "{typed}");
    }
    // Parts of it that a shell takes for several words.
    let shown = ok(&home, &["show", &no[..10], &no[11..]]);
    assert!(shown.contains(no), "{shown}");
}

#[test]
fn a_tilde_in_the_configuration_is_the_home_folder_and_never_a_folder_of_that_name() {
    let home = Home::new();
    let config = home.path("zuoxi.toml");
    let written = |text: &str| std::fs::write(&config, text).unwrap();
    let config = config.to_str().unwrap();
    std::fs::create_dir(home.path("manual")).unwrap();
    written("store = \"~/mine/store.db\"\nmanual = \"~/manual\"\n");
    ok(&home, &["config", "check", "--config", config]);
    // There is no store yet, and where it would be is said.
    let missing = |place: Option<&str>| {
        let mut list = home.command(["list", "--config", config, "--lang", "en"]);
        match place {
            Some(place) => list.env("ZUOXI_STORE", place),
            None => list.env_remove("ZUOXI_STORE"),
        };
        String::from_utf8(list.output().unwrap().stderr).unwrap()
    };
    let at = |place: &str| home.path(place).display().to_string();
    assert!(missing(None).contains(&at("mine/store.db")), "{}", missing(None));
    let said = missing(Some("~/two/store.db"));
    assert!(said.contains(&at("two/store.db")), "{said}");
    // A manual that is wrong is read, and so found, in the home folder.
    std::fs::write(home.path("manual/own.toml"), "[calendar]\nservice_hours = [\"9-21\"]\n").unwrap();
    assert_eq!(run(&home, &["config", "check", "--config", config]).0, 1);
    // A shell leaves what stands behind `=` as it is.
    ok(&home, &["demo", "--cases", "1", "--store=~/one/store.db"]);
    ok(&home, &["verify", "--store=~/one/store.db", "--checkpoint=~/point"]);
    ok(&home, &["backup", "--store=~/one/store.db", "~/copies"]);
    written("[copies]\nfolder = \"~/others\"\n");
    ok(&home, &["backup", "--store=~/one/store.db", "--config", config]);
    assert!(["point", "copies", "others"].iter().all(|made| home.path(made).exists()), "not in the home folder");
    assert!(home.path("one/store.db").exists() && !home.path("~").exists(), "a folder named ~");

    // Whose home that is nobody here knows; nothing is guessed, and nothing made.
    written("store = \"~lin/store.db\"\n");
    for lang in LANGS {
        let (code, said, _) = run(&home, &["config", "check", "--config", config, "--lang", lang]);
        assert!(code == 1 && said.contains("~lin/store.db") && !said.contains('‹'), "{said}");
    }
    let (code, _, said) = run(&home, &["demo", "--store", "~lin/store.db", "--lang", "en"]);
    assert!(code == 2 && said.contains("home folder"), "{said}");
    assert_eq!(run(&home, &["backup", "~lin/copies"]).0, 2);
    assert!(!home.path("~lin").exists());
}

#[test]
fn help_is_there_however_one_asks_for_it() {
    let home = Home::new();
    for lang in LANGS {
        for (asked, same) in [
            (&["help"][..], &["--help"][..]),
            (&["help", "list"], &["list", "--help"]),
            (&["help", "calendar", "import"], &["calendar", "import", "--help"]),
        ] {
            let said = |args: &[&str]| ok(&home, &[args, &["--lang", lang]].concat());
            assert_eq!(said(asked), said(same), "{asked:?}");
        }
        let (code, stdout, said) = run(&home, &["help", "lsit", "--lang", lang]);
        assert!(code == 2 && stdout.is_empty() && said.contains("lsit") && !said.contains('‹'), "{said}");
    }
    assert!(ok(&home, &["--help", "--lang", "en"]).lines().any(|line| line.trim_start().starts_with("help ")));
}

#[test]
fn somebody_nobody_knows_is_not_accepted_in_silence() {
    let home = Home::new();
    store(&home, 30);
    let no = ok(&home, &["list", "--json"]);
    let no: Value = serde_json::from_str(no.lines().next().unwrap()).unwrap();
    for command in [&["list"][..], &["list", "--view", "mine"], &["show", no["no"].as_str().unwrap()]] {
        for lang in LANGS {
            let (code, stdout, said) = run(&home, &[command, &["--as", "9999", "--lang", lang]].concat());
            assert!(
                code == 2 && stdout.is_empty() && said.contains("9999") && !said.contains('‹'),
                "{command:?}: {said}"
            );
        }
        ok(&home, &[command, &["--as", "1027"]].concat());
    }
}

#[test]
fn the_version_says_what_a_report_of_a_fault_needs() {
    let home = Home::new();
    assert_eq!(ok(&home, &["-V"]), format!("zuoxi {}\n", env!("CARGO_PKG_VERSION")));
    let doctor: Value = serde_json::from_str(&run(&home, &["doctor", "--json"]).1).unwrap();
    store(&home, 1);
    let kept: Value = serde_json::from_str(&run(&home, &["doctor", "--json"]).1).unwrap();
    for (lang, commit, manual) in [("zh-CN", "提交", "手册"), ("zh-TW", "提交", "手冊"), ("en", "commit", "manual")]
    {
        let long = ok(&home, &["--version", "--lang", lang]);
        let lines: Vec<&str> = long.lines().collect();
        assert_eq!(lines[0], format!("zuoxi {}", env!("CARGO_PKG_VERSION")));
        let has = |what: &str, value: &str| {
            assert!(lines.iter().any(|line| line.contains(what) && line.ends_with(value)), "{what} {value}: {long}");
        };
        has(commit, doctor["program"]["commit"].as_str().unwrap());
        has("SQLite", doctor["store"]["sqlite"].as_str().unwrap());
        has(manual, doctor["manual"]["hash"].as_str().unwrap());
        has("", &format!(" {}", kept["store"]["format"]));
    }
}

/// A folder somebody left in the place of throw-away stores, with a pipe in it that nobody writes into.
#[test]
fn a_pipe_in_a_left_over_demo_folder_keeps_nobody_waiting() {
    let home = Home::new();
    let folder = home.path("tmp/zuoxi-demo-trap");
    std::fs::create_dir(&folder).unwrap();
    let made = std::process::Command::new("mkfifo").arg(folder.join("living")).status().unwrap();
    assert!(made.success());
    let old = SystemTime::now() - Duration::from_secs(3600);
    std::fs::File::open(&folder).unwrap().set_modified(old).unwrap();
    let mut terminal = home.start(&["demo", "--cases", "1", "--lang", "en"]);
    terminal.wait_for("Queue").send("\x11");
    terminal.wait_exit();
}

#[test]
fn the_people_of_two_seeds_are_others() {
    let people = |seed: &str| {
        let home = Home::new();
        let path = home.store().display().to_string();
        ok(&home, &["demo", "--store", &path, "--cases", "1", "--seed", seed, "--at", "2026-03-16T10:26:48"]);
        let raw = rusqlite::Connection::open(home.store()).unwrap();
        let mut ids = raw.prepare("SELECT hex(id) FROM people ORDER BY 1").unwrap();
        let ids: Vec<String> = ids.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        ids
    };
    let (one, other) = (people("1"), people("2"));
    assert!(!one.is_empty() && one.iter().all(|id| !other.contains(id)), "{one:?} {other:?}");
    assert_eq!(one, people("1"));
}

/// What bash offers behind these words, the last of which is being typed.
fn offered(home: &Home, words: &[&str]) -> Vec<String> {
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    let (at, current, before) = (words.len() - 1, words[words.len() - 1], words[words.len() - 2]);
    let script = format!(
        "source ./zuoxi.bash; compopt() {{ :; }}; COMP_WORDS=({}); COMP_CWORD={at}; _zuoxi zuoxi '{current}' '{before}'; \
         printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        quoted.join(" ")
    );
    let output = std::process::Command::new("bash").arg("-c").arg(script).current_dir(home.path("")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn a_shell_offers_values_where_there_are_some_and_files_only_where_files_are_meant() {
    let home = Home::new();
    std::fs::write(home.path("zuoxi.bash"), ok(&home, &["completions", "bash"])).unwrap();
    std::fs::write(home.path("a-file.toml"), "").unwrap();
    for (words, wanted) in [
        (&["zuoxi", "--lang", ""][..], &["en", "zh-CN", "zh-TW"][..]),
        (&["zuoxi", "--lang", "zh"], &["zh-CN", "zh-TW"]),
        (&["zuoxi", "list", "--view", ""], &["all", "mine", "overdue", "soon"]),
        (&["zuoxi", "list", "--lang", "e"], &["en"]),
        (&["zuoxi", "calendar", "import", "--region", ""], &["CN", "HK", "MO", "TW"]),
        (&["zuoxi", "manual", "show", "f"], &["faq", "flow"]),
        (&["zuoxi", "completions", "z"], &["zsh"]),
        (&["zuoxi", "help", "li"], &["list"]),
    ] {
        let mut found = offered(&home, words);
        found.retain(|word| !word.starts_with('-'));
        found.sort();
        assert_eq!(found, wanted, "{words:?}");
    }
    for words in [
        &["zuoxi", "--as", "a"][..],
        &["zuoxi", "--at", "a"],
        &["zuoxi", "show", "--since", "a"],
        &["zuoxi", "demo", "--seed", "a"],
    ] {
        let found = offered(&home, words);
        assert!(!found.iter().any(|word| word == "a-file.toml"), "{words:?}: {found:?}");
    }
    for words in [&["zuoxi", "--store", "a-f"][..], &["zuoxi", "verify", "--against", "a-f"]] {
        assert_eq!(offered(&home, words), ["a-file.toml"], "{words:?}");
    }
    // The other shells name the same values.
    for shell in ["zsh", "fish", "elvish", "powershell"] {
        let script = ok(&home, &["completions", shell]);
        let has = |word: &str| script.contains(word);
        assert!(["elvish", "powershell"].contains(&shell) || (has("zh-TW") && has("overdue")), "{shell}: {script}");
    }
}

#[test]
fn the_manual_page_holds_values_exit_codes_files_and_variables() {
    let home = Home::new();
    for (lang, exit, files, variables, value) in [
        ("zh-CN", "退出码", "文件", "环境变量", "--store 路径"),
        ("zh-TW", "結束碼", "檔案", "環境變數", "--store 路徑"),
        ("en", "Exit status", "Files", "Environment", "--store PATH"),
    ] {
        let page = ok(&home, &["man", "--lang", lang]);
        let section = |name: &str| {
            let heading = format!(".SH {name}\n");
            let heading = if page.contains(&heading) { heading } else { format!(".SH \"{name}\"\n") };
            page.split(&heading).nth(1).unwrap_or_else(|| panic!("no {name}: {page}")).split("\n.SH").next().unwrap()
        };
        let exits = section(exit);
        for code in ["0", "1", "2", "3", "4", "70"] {
            assert!(exits.lines().any(|line| line == format!("\\fB{code}\\fR")), "{code}: {exits}");
        }
        let unescaped = |text: &str| text.replace("\\-", "-").replace("\\.", ".").replace("\\&", "");
        let (files, variables) = (unescaped(section(files)), unescaped(section(variables)));
        for file in ["config.toml", "store.db", ".config/zuoxi/manual", ".local/state/zuoxi"] {
            assert!(files.contains(file), "{file}: {files}");
        }
        for variable in [
            "ZUOXI_CONFIG",
            "ZUOXI_LANG",
            "ZUOXI_STORE",
            "ZUOXI_AS",
            "ZUOXI_AT",
            "ZUOXI_AGENT_ROLE",
            "NO_COLOR",
            "EDITOR",
        ] {
            assert!(variables.contains(variable), "{variable}: {variables}");
        }
        // Every option stands with the value it takes, and with those there are.
        let plain = unescaped(&page);
        assert!(plain.contains(value) && ["mine", "overdue", "zh-TW"].iter().all(|one| plain.contains(one)), "{plain}");
        assert!(!page.contains('‹'), "{page}");
    }
}

#[test]
fn a_store_that_is_missing_or_damaged_is_one_number_for_scripts() {
    let home = Home::new();
    for command in [&["list"][..], &["show", "ZX20260316-0001"], &["verify"], &["rebuild"]] {
        let (code, _, said) = run(&home, &[command, &["--lang", "en"]].concat());
        assert_eq!(code, 4, "{command:?}: {said}");
    }
    store(&home, 1);
    std::fs::set_permissions(home.store(), std::fs::Permissions::from_mode(0o600)).unwrap();
    std::fs::write(home.store(), "no store at all").unwrap();
    assert_eq!(run(&home, &["list"]).0, 4);
}

#[test]
fn checks_answer_scripts_in_json() {
    let home = Home::new();
    store(&home, 3);
    let json = |args: &[&str]| -> (i32, Value) {
        let (code, stdout, stderr) = run(&home, &[args, &["--json"]].concat());
        let value = serde_json::from_str(&stdout).unwrap_or_else(|error| panic!("{args:?}: {error}: {stdout}{stderr}"));
        (code, value)
    };
    assert_eq!(json(&["verify"]).1["fine"], true);
    assert_eq!(json(&["rebuild"]), (0, serde_json::json!({ "rebuilt": true })));

    std::fs::copy(format!("{}/tests/rehearsals/s1.toml", env!("CARGO_MANIFEST_DIR")), home.path("s1.toml")).unwrap();
    let (code, report) = json(&["rehearse", "s1.toml"]);
    assert_eq!((code, &report["different"]), (0, &Value::from(0)), "{report}");
    let checks = report["checks"].as_array().unwrap();
    assert_eq!(report["held"], checks.len());
    for key in ["file", "what", "expected", "got", "held"] {
        assert!(checks[0].get(key).is_some(), "{key}: {report}");
    }

    assert_eq!(json(&["manual", "check"]), (0, serde_json::json!({ "fine": true, "mistakes": [] })));
    std::fs::create_dir(home.path("manual")).unwrap();
    std::fs::write(home.path("manual/own.toml"), "[calendar]\nservice_hours = [\"9-21\"]\n").unwrap();
    let (code, report) = json(&["manual", "check", "manual"]);
    assert_eq!((code, &report["fine"]), (1, &Value::from(false)));
    let mistake = &report["mistakes"][0];
    assert!(
        mistake["code"] == "not-hours"
            && mistake["line"] == 2
            && mistake["file"].as_str().unwrap().ends_with("own.toml"),
        "{report}"
    );
    assert!(mistake["sentence"].as_str().unwrap().contains("9-21"), "{report}");

    std::fs::write(home.path("good.toml"), "sound = false\n").unwrap();
    assert_eq!(
        json(&["config", "check", "--config", "good.toml"]),
        (0, serde_json::json!({ "fine": true, "mistakes": [] }))
    );
    std::fs::write(home.path("bad.toml"), "suond = false\n").unwrap();
    let (code, report) = json(&["config", "check", "--config", "bad.toml"]);
    let mistake = &report["mistakes"][0];
    assert!(code == 1 && mistake["code"] == "unknown-key" && mistake["meant"] == "sound", "{report}");

    let (code, report) = json(&["calendar", "check", "2031"]);
    assert_eq!((code, &report["missing"]), (1, &serde_json::json!([2031])));
    let (_, report) = json(&["calendar", "check", "2026"]);
    assert_eq!((&report["years"][0]["year"], &report["region"]), (&Value::from(2026), &Value::from("CN")), "{report}");
}

//! T3: hostile text from the store, the arguments and the environment reaches no terminal by a command's output.

use rusqlite::Connection;

use super::{run, store};
use crate::common::Home;

/// A window title, a clipboard, colours, the other direction of writing, signs nobody sees.
const HOSTILE: &str = "\u{1b}]0;owned\u{7}\u{1b}[31m\u{9b}2J\u{202e}evil\u{200b}\u{2066}";

fn is_clean(text: &str) -> bool {
    !text
        .chars()
        .any(|char| (char.is_control() && !matches!(char, '\n' | '\t')) || "\u{202e}\u{200b}\u{2066}".contains(char))
}

#[test]
fn no_command_passes_on_what_the_store_holds_against_a_terminal() {
    let home = Home::new();
    store(&home, 6);
    let raw = Connection::open(home.store()).unwrap();
    for column in ["customer", "summary", "phone", "no"] {
        raw.execute(&format!("UPDATE cases SET {column} = {column} || ?1"), [HOSTILE]).unwrap();
    }
    drop(raw);
    for command in [
        &["list", "--view", "all"][..],
        &["list", "--view", "all", "--json"],
        &["show", HOSTILE],
        &["list", "--view", HOSTILE],
        &["list", HOSTILE],
        &["doctor"],
        &["doctor", "--json"],
        &["verify"],
        &["verify", "--json"],
        &["verify", "--against", HOSTILE],
        &["manual", "try", HOSTILE],
        &["manual", "check", HOSTILE],
        &["rehearse", HOSTILE],
        &["config", "check", "--config", HOSTILE],
        &["absorb", HOSTILE],
        &["list", "--store", HOSTILE],
        &["list", "--lang", HOSTILE],
        &["list", "--as", HOSTILE],
        &["list", "--at", HOSTILE],
        &[HOSTILE],
    ] {
        let (_, stdout, stderr) = run(&home, command);
        assert!(is_clean(&stdout) && is_clean(&stderr), "{command:?}: {stdout:?} {stderr:?}");
    }
}

#[test]
fn what_stands_in_the_environment_is_no_way_in_either() {
    let home = Home::new();
    store(&home, 1);
    for name in ["TERM", "LANG", "COLORTERM", "ZUOXI_LANGUAGE", "ZUOXI_STORE", "USER"] {
        for command in [["doctor", "--lang"], ["list", "--lang"]] {
            let mut started = home.command([command[0], command[1], "en"]);
            let output = started.env(name, HOSTILE).output().unwrap();
            let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
            assert!(is_clean(&said), "{name} {command:?}: {said:?}");
        }
    }
}

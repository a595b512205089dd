//! The program itself fails in the middle of a call: what the terminal, the draft and the agent are left with.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use crate::common::{ENTER, Home, Terminal};
use crate::journeys::CALL;
use crate::journeys::kept::cases;

/// The last thing typed: where a fault was asked for, this brings it on.
const LAST: &str = "崩";

/// A call is being written down when a fault strikes at a place of the program.
fn crashed(home: &Home, place: &str) -> Terminal {
    let mut terminal = home.start_with(&[], 120, 40, &[("ZUOXI_FAULT", place)]);
    terminal.wait_for("队列").send("n").wait_for("速记");
    terminal.send(CALL).wait_for(CALL).send(LAST);
    let status = terminal.wait_exit();
    assert!(!status.success(), "{place}: {status:?}");
    terminal.drain().assert_given_back();
    terminal
}

/// The reports of faults that were written.
fn reports(home: &Home) -> Vec<PathBuf> {
    let folder = std::fs::read_dir(home.path(".local/state/zuoxi")).unwrap();
    let is_report = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().starts_with("crash-");
    folder.map(|entry| entry.unwrap().path()).filter(is_report).collect()
}

/// The next start offers what was typed, to the last character.
fn assert_offered_back(home: &Home) {
    let mut terminal = home.start(&[]);
    terminal.wait_for("没写完").wait_for("周*").send(ENTER).wait_for(&format!("{CALL}{LAST}"));
    terminal.kill();
    assert_eq!(cases(home), 0, "nobody saved anything");
}

#[test]
fn a_panic_in_the_middle_of_a_frame_gives_the_terminal_back_says_where_the_report_is_and_keeps_the_draft() {
    let home = Home::new();
    let terminal = crashed(&home, "frame");
    let shown = terminal.text();
    assert!(shown.contains("已经打的字都在"), "{shown}");
    let reports = reports(&home);
    let [report] = reports.as_slice() else { panic!("{reports:?}") };
    let folded: String = shown.split_whitespace().collect();
    assert!(folded.contains(report.to_str().unwrap()), "the report's place is shown: {shown}");
    assert_eq!(std::fs::metadata(report).unwrap().permissions().mode() & 0o777, 0o600);
    let text = std::fs::read_to_string(report).unwrap();
    assert!(text.contains("src/app/fault.rs"), "{text}");
    for secret in ["周岚", "13800138000", LAST] {
        assert!(!text.contains(secret), "{secret} is in the report");
    }
    assert_offered_back(&home);
}

#[test]
fn a_panic_of_the_stores_thread_ends_the_program_as_tidily() {
    let home = Home::new();
    let terminal = crashed(&home, "store");
    let shown = terminal.text();
    assert!(shown.contains("已经打的字都在"), "{shown}");
    assert_offered_back(&home);
}

//! T1, T4: what a terminal may send, and what must not reach it.

use std::fs;

use crate::common::{Home, number, seed};
use crate::dice::Dice;
use crate::journeys::{CALL, new_call};

/// Reports that count from 0 what counts from 1, cut ones, and ones that are none.
const HURTFUL: [&[u8]; 10] = [
    b"\x1b[<0;0;0M",
    b"\x1b[0;0R",
    b"\x1b[M \x00\x00",
    b"\x1b[32;0;0M",
    b"\x1b[<0;99999999999;1M",
    b"\x1b[<64;0;0m",
    b"\x1b[?0u",
    b"\x1b[;R",
    b"\x1b[200~\x1b[201~",
    b"\x1b[I\x1b[O",
];

/// T1.
#[test]
fn reports_that_hurt_the_parser_cost_no_word_and_no_program() {
    let home = Home::new();
    let mut terminal = new_call(&home);
    for report in HURTFUL {
        terminal.send_bytes(report);
    }
    terminal.send(CALL).wait_for(CALL).send("\x11").wait_for("队列");
    terminal.kill();
}

/// T1: random reports, a seeded mixture of what terminals send and of what nobody does.
#[test]
fn whatever_arrives_the_program_lives_and_gives_the_terminal_back() {
    let (home, seed) = (Home::new(), seed());
    let mut dice = Dice::new(seed);
    let mut terminal = new_call(&home);
    for _ in 0..number("ZUOXI_REPORTS").unwrap_or(300) {
        let mut report = b"\x1b[".to_vec();
        for _ in 0..dice.below(9) {
            let signs = b"<>?;0123456789 \x00\xff~";
            report.push(signs[usize::try_from(dice.below(signs.len() as u64)).unwrap()]);
        }
        // Not those that are keys which leave or stop the program.
        let ends = b"MmRuIOy";
        report.push(ends[usize::try_from(dice.below(ends.len() as u64)).unwrap()]);
        terminal.send_bytes(&report);
    }
    terminal.signal(rustix::process::Signal::TERM);
    let status = terminal.wait_exit();
    terminal.drain().assert_given_back();
    assert!(!terminal.text().contains("出错"), "seed {seed}: {status:?}: {}", terminal.text());
}

/// T4: a log that cannot be written writes nothing across the screen.
#[test]
fn a_log_that_cannot_be_written_is_not_told_on_the_screen() {
    let home = Home::new();
    let mut terminal = new_call(&home);
    let state = home.path(".local/state/zuoxi");
    fs::remove_dir_all(&state).unwrap();
    fs::write(&state, "no folder").unwrap();
    fs::remove_file(home.store()).unwrap();
    terminal.send(CALL).wait_for(CALL).send("\x1b[19~").wait_for("案件库文件不见了");
    let text = terminal.text();
    assert!(!text.contains("Unable") && !text.contains("rror"), "{text}");
    terminal.kill();
}

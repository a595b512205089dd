//! How the program comes and goes, and what reaches the terminal meanwhile.

use rustix::process::{Pid, Signal, kill_process};

use crate::common::{self, CTRL_Z, DOWN, ENTER, ESC, Home, Terminal};
use crate::journeys::demo;

#[test]
fn leaving_gives_the_terminal_back_and_removes_the_demo() {
    let home = Home::new();
    let mut terminal = demo(&home);
    terminal.send("q");
    let status = terminal.wait_exit();
    assert!(status.success(), "{status:?}");
    terminal.drain().assert_given_back();
    let left: Vec<_> = std::fs::read_dir(home.path("tmp")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(left.is_empty(), "the demo's folder is still there: {left:?}");
}

#[test]
fn without_a_terminal_a_sentence_says_so() {
    let home = Home::new();
    let output = home.command(["--lang", "zh-CN"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.contains("没有终端"), "{stderr}");
    assert!(!stderr.contains("panicked"), "{stderr}");
}

#[test]
fn a_window_too_small_says_which_size_is_needed_and_growing_it_shows_the_queue() {
    let home = Home::new();
    let terminal = home.start_sized(&["demo"], 50, 12);
    terminal.wait_for("60");
    terminal.resize(80, 24).wait_for("队列");
}

#[test]
fn a_storm_of_resizes_ends_with_the_last_size_drawn() {
    let home = Home::new();
    let terminal = demo(&home);
    for n in 0..200_u16 {
        terminal.resize(60 + n % 90, 16 + n % 40);
    }
    terminal.resize(80, 24);
    terminal.wait_until("the hint bar stands in the last row", |screen| {
        screen.rows(0, 80).last().is_some_and(|row| row.contains("F1 "))
    });
}

#[test]
fn terminate_hang_up_and_interrupt_give_the_terminal_back() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let home = Home::new();
        let mut terminal = demo(&home);
        let began = std::time::Instant::now();
        terminal.signal(signal);
        let status = terminal.wait_exit();
        assert_eq!(status.exit_code(), code, "{signal:?}: {status:?}");
        assert!(began.elapsed().as_millis() < 1_500, "{signal:?} took {:?}", began.elapsed());
        terminal.drain().assert_given_back();
    }
}

#[test]
fn a_closed_window_ends_the_program() {
    let home = Home::new();
    let mut terminal = demo(&home);
    terminal.close_window();
    terminal.wait_exit();
}

/// The program under a shell that keeps jobs, as agents have it; once it is stopped, Enter brings it back.
fn under_a_shell(home: &Home, command: &str) -> Terminal {
    let script = format!("{command}; echo stopped; read x; fg; echo left:$?; read x");
    let terminal = home.start_program("/bin/sh", &["-mc", &script], 120, 40);
    terminal.wait_for("队列");
    terminal
}

/// The process with the screens: the last one whose command line says so.
fn the_workstation(terminal: &Terminal) -> Pid {
    let mut pid = terminal.pid();
    loop {
        let children = format!("/proc/{0}/task/{0}/children", pid.as_raw_nonzero());
        let child = std::fs::read_to_string(children).unwrap();
        let Some(child) = child.split_whitespace().next() else { return pid };
        pid = Pid::from_raw(child.parse().unwrap()).unwrap();
    }
}

#[test]
fn stopping_gives_the_terminal_back_and_continuing_takes_it_again() {
    let direct = format!("{} demo", common::program());
    // A script or `cargo run` between: it must stop too, or the shell goes on waiting for it.
    let between = format!("sh -c '{direct}; exit $?'");
    for (command, by_key) in [(&direct, true), (&direct, false), (&between, true), (&between, false)] {
        let home = Home::new();
        let terminal = under_a_shell(&home, command);
        let modes = terminal.modes();
        if by_key {
            terminal.send(CTRL_Z);
        } else {
            kill_process(the_workstation(&terminal), Signal::TSTP).unwrap();
        }
        terminal.wait_for("stopped").assert_given_back();
        terminal.send(ENTER).wait_until("the alternate screen is back", vt100::Screen::alternate_screen);
        terminal.wait_for("队列");
        assert_eq!(terminal.modes(), modes);
        terminal.look(|screen| assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::PressRelease));
        terminal.send("q").wait_for("left:0").assert_given_back();
    }
}

#[test]
fn the_stop_key_is_harmless_where_nobody_could_bring_the_program_back() {
    let home = Home::new();
    let mut terminal = demo(&home);
    terminal.send(CTRL_Z).send("q");
    assert!(terminal.wait_exit().success());
}

#[test]
fn keys_typed_before_the_first_frame_are_not_lost() {
    let home = Home::new();
    let mut terminal = home.start(&["demo"]);
    terminal.send("q");
    assert!(terminal.wait_exit().success());
    terminal.drain().assert_given_back();
}

#[test]
fn a_paste_of_a_megabyte_neither_freezes_nor_leaks_into_commands() {
    let home = Home::new();
    let mut terminal = demo(&home);
    terminal.paste(&"q退款".repeat(150_000));
    // What is pasted into the queue is looked for.
    terminal.wait_for("没有找到").send(DOWN).send(ESC).wait_gone("没有找到").send("q");
    assert!(terminal.wait_exit().success());
}

#[test]
fn the_mouse_picks_opens_scrolls_and_switches_and_shift_is_left_to_the_terminal() {
    let home = Home::new();
    let terminal = demo(&home);
    let hand = |screen: &vt100::Screen| screen.rows(0, 120).position(|row| row.starts_with('>'));
    terminal.wait_until("a row is in hand", |screen| hand(screen) == Some(4));
    terminal.click(30, 9).wait_until("the row clicked is in hand", |screen| hand(screen) == Some(9));
    terminal.wheel(true).wait_until("the wheel moves on", |screen| hand(screen).is_some_and(|row| row > 9));
    terminal.wheel(false).wait_until("and back", |screen| hand(screen) == Some(9));
    // With Shift held the terminal selects; one that reports it all the same is not listened to.
    terminal.send("\x1b[<4;31;9M").click(30, 8).wait_until("the row above", |screen| hand(screen) == Some(8));
    terminal.click(30, 8).wait_for("归档");
    let tab = terminal.row(0).find("跟进").map(|bytes| terminal.row(0)[..bytes].to_owned()).unwrap();
    let column = u16::try_from(zuoxi::text::width(&tab)).unwrap();
    terminal.click(column, 0).wait_until("the follow-ups are there", |screen| screen.contents().contains("做什么"));
}

#[test]
fn with_the_mouse_turned_off_no_mouse_mode_is_ever_asked_for() {
    for mouse in [true, false] {
        let home = Home::new();
        std::fs::create_dir_all(home.path(".config/zuoxi")).unwrap();
        std::fs::write(home.config(), format!("mouse = {mouse}\n")).unwrap();
        let mut terminal = demo(&home);
        terminal.send("3").send("1").send("q");
        terminal.wait_exit();
        terminal.drain().assert_given_back();
        let text = String::from_utf8(terminal.bytes()).unwrap();
        let asked =
            ["1000", "1002", "1003", "1005", "1006", "1015"].map(|mode| text.contains(&format!("\x1b[?{mode}h")));
        assert_eq!(asked, [mouse, false, false, false, mouse, false], "mouse = {mouse}");
    }
}

#[test]
fn only_listed_sequences_reach_the_terminal() {
    let home = Home::new();
    let mut terminal = demo(&home);
    terminal.send("?").wait_for("现在能按的键");
    terminal.send(ESC).wait_gone("现在能按的键");
    terminal.send("q");
    terminal.wait_exit();
    terminal.drain();
    let text = String::from_utf8(terminal.bytes()).unwrap();
    assert!(terminal.titles().iter().all(|title| title == "zuoxi"), "{:?}", terminal.titles());
    let strings = text.matches("\x1b]").count();
    assert_eq!(strings, terminal.titles().len(), "operating system commands other than the title");
    assert!(!text.contains("\x1bP") && !text.contains("\x1b_") && !text.contains("\x1b^"));
}

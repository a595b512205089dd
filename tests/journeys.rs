//! The real program in a real terminal: how it comes and goes, and what survives when it is not let go.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    missing_docs
)]

mod common;

use std::time::{Duration, Instant};

use common::{CTRL_Z, DOWN, Dice, ESC, F8, Home, Terminal, seed};
use rustix::process::{Pid, Signal, kill_process};
use zuoxi::store::{Journal, Open, Store};

/// What every screen shows in its first row.
const BRAND: &str = "坐席";

fn demo(home: &Home) -> Terminal {
    let terminal = home.start(&["demo"]);
    terminal.wait_for(BRAND).wait_for("队列");
    terminal
}

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
        screen.rows(0, 80).last().is_some_and(|row| row.contains('?'))
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

/// The program under a shell, as the stop key needs it: stopping is for those who can be brought back.
fn under_a_shell(home: &Home) -> (Terminal, Pid) {
    let script = format!("{} demo; echo left:$?; read x", common::program());
    let terminal = home.start_program("/bin/sh", &["-c", &script], 120, 40);
    terminal.wait_for("队列");
    let children = format!("/proc/{0}/task/{0}/children", terminal.pid().as_raw_nonzero());
    let child = std::fs::read_to_string(children).unwrap();
    let pid = Pid::from_raw(child.trim().parse().unwrap()).unwrap();
    (terminal, pid)
}

#[test]
fn stopping_gives_the_terminal_back_and_continuing_takes_it_again() {
    for by_key in [true, false] {
        let home = Home::new();
        let (terminal, pid) = under_a_shell(&home);
        let modes = terminal.modes();
        if by_key {
            terminal.send(CTRL_Z);
        } else {
            kill_process(pid, Signal::TSTP).unwrap();
        }
        common::wait_stopped(pid);
        terminal.wait_until("the alternate screen is left", |screen| !screen.alternate_screen());
        terminal.assert_given_back();
        kill_process(pid, Signal::CONT).unwrap();
        terminal.wait_for("队列").wait_until("the alternate screen is back", vt100::Screen::alternate_screen);
        assert_eq!(terminal.modes(), modes);
        terminal.send("q").wait_for("left:0");
        terminal.assert_given_back();
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
    terminal.send(DOWN).send("q");
    assert!(terminal.wait_exit().success());
}

#[test]
fn only_listed_sequences_reach_the_terminal() {
    let home = Home::new();
    let mut terminal = demo(&home);
    terminal.send("?").wait_for("怎么退出");
    terminal.send(ESC).wait_gone("怎么退出");
    terminal.send("q");
    terminal.wait_exit();
    terminal.drain();
    let text = String::from_utf8(terminal.bytes()).unwrap();
    assert!(terminal.titles().iter().all(|title| title == "zuoxi"), "{:?}", terminal.titles());
    let strings = text.matches("\x1b]").count();
    assert_eq!(strings, terminal.titles().len(), "operating system commands other than the title");
    assert!(!text.contains("\x1bP") && !text.contains("\x1b_") && !text.contains("\x1b^"));
}

/// What a call sounds like on the shorthand line.
const CALL: &str = "13800138000 周岚 悦邻便利 收银扫不了码 试过重启";

/// The workstation on the home's own store, with a new call begun.
fn new_call(home: &Home) -> Terminal {
    let terminal = home.start(&[]);
    terminal.wait_for("队列").send("n");
    terminal.wait_for("速记");
    terminal
}

/// Another process has it in its queue within this time after it is shown as saved: one second of polling and a
/// frame, and as much again because the machine is shared.
const SOON: Duration = Duration::from_millis(1_500);

#[test]
fn what_one_process_saves_another_shows_soon() {
    let home = Home::new();
    let (one, two) = (new_call(&home), home.start(&[]));
    two.wait_for("队列");
    one.send(CALL).wait_for("试过重启");
    one.send("\r").send(F8);
    one.wait_until("the act is shown as saved", is_saved);
    let began = Instant::now();
    two.wait_for("周*");
    assert!(began.elapsed() < SOON, "took {:?}", began.elapsed());
}

/// Whether the hint row says that an act, not only a draft, is on disk.
fn is_saved(screen: &vt100::Screen) -> bool {
    screen.contents().replace("草稿已存", "").contains("已存")
}

/// Kills side by side, as many as a machine with two cores bears.
const LANES: u64 = 8;
/// Kills of the ordinary suite; `ZUOXI_KILLS` asks for more.
const KILLS: u64 = 200;

#[test]
fn killed_at_any_instant_nothing_that_was_on_screen_is_lost() {
    let (seed, kills) = (seed(), common::number("ZUOXI_KILLS").unwrap_or(KILLS));
    println!("seed {seed}, {kills} kills");
    let lane = |lane: u64| {
        let mut dice = Dice::new(seed.wrapping_add(lane));
        let home = Home::new();
        (lane..kills)
            .step_by(usize::try_from(LANES).unwrap())
            .map(|n| kill_once(&home, &mut dice, n))
            .collect::<Vec<_>>()
    };
    let found: Vec<(usize, bool)> = std::thread::scope(|scope| {
        let lanes: Vec<_> = (0..LANES).map(|n| scope.spawn(move || lane(n))).collect();
        lanes.into_iter().flat_map(|lane| lane.join().unwrap()).collect()
    });
    let (drafts, saved) = (found.iter().filter(|one| one.0 > 0).count(), found.iter().filter(|one| one.1).count());
    println!("{drafts} times something was on screen, {saved} times an act was shown as saved");
    assert!(drafts > found.len() / 2, "the kills came before anything was typed");
    assert!(saved > 0, "no kill came after an act was saved");
}

/// One life: a call is begun, typed into and killed; how many characters were on screen, and whether a save was.
fn kill_once(home: &Home, dice: &mut Dice, n: u64) -> (usize, bool) {
    let mut terminal = new_call(home);
    let cases = cases(home);
    let typed: Vec<char> = format!("{CALL}{n}").chars().collect();
    let until = 1 + usize::try_from(dice.below(2 * typed.len() as u64)).unwrap();
    for ch in typed.iter().take(until) {
        terminal.send(&ch.to_string());
        std::thread::sleep(Duration::from_micros(dice.below(4_000)));
    }
    if until > typed.len() {
        terminal.send("\r").send(F8);
    }
    std::thread::sleep(Duration::from_micros(dice.below(60_000)));
    terminal.kill();
    terminal.drain();
    let saved = terminal.look(is_saved);
    let shown = terminal.text();
    if saved {
        assert!(self::cases(home) > cases, "kill {n}: shown as saved, but there is no case; the screen:\n{shown}");
        // The form's draft has done its duty and may be gone.
        take_drafts(home);
        return (typed.len(), true);
    }
    let visible =
        (0..=typed.len()).rev().find(|end| shown.contains(&typed[..*end].iter().collect::<String>())).unwrap();
    let wanted: String = typed[..visible].iter().collect();
    let kept = take_drafts(home);
    let found = visible == 0 || kept.iter().any(|text| text.starts_with(&wanted)) || self::cases(home) > cases;
    assert!(found, "kill {n}: {wanted:?} was on screen, kept is {kept:?}");
    (visible, false)
}

/// How many cases the store holds; it is checked on the way.
fn cases(home: &Home) -> u64 {
    let mut store = Store::open(&home.store(), &Open::default()).unwrap();
    let report = store.verify().unwrap();
    assert!(
        !report
            .damages
            .iter()
            .any(|damage| matches!(damage, zuoxi::store::Damage::Fact { .. } | zuoxi::store::Damage::File(_))),
        "{:?}",
        report.damages
    );
    report.cases
}

/// Every text of the drafts the dead left, which are thrown away.
fn take_drafts(home: &Home) -> Vec<String> {
    let journal = Journal::open(&home.path("drafts")).unwrap();
    let drafts = journal.left_over("1001").unwrap();
    for draft in &drafts {
        journal.write(&zuoxi::domain::order::JournalOp::Close { draft: draft.id }).unwrap();
    }
    drafts.into_iter().flat_map(|draft| draft.fields.into_values()).collect()
}

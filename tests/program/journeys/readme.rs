//! The five minutes of the README, key by key as they stand there, in both languages.

use crate::common::{ENTER, Home, Terminal};
use crate::first_run::bytes;

/// A step of the tour: its number, and what is pressed or typed in it.
type Step = (usize, Vec<String>);

/// The keys of the numbered steps below a heading; code in them is pressed in order. What comes before the first key of
/// the desk is about starting it.
fn steps(readme: &str, heading: &str) -> Vec<Step> {
    let (_, tour) = readme.split_once(&format!("\n## {heading}\n")).unwrap();
    let tour = tour.split("\n## ").next().unwrap();
    let mut steps: Vec<Step> = Vec::new();
    for line in tour.lines() {
        let number = line.split_once(". ").and_then(|(number, _)| number.parse().ok());
        if let Some(number) = number {
            steps.push((number, Vec::new()));
        } else if !line.starts_with("   ") {
            continue;
        }
        let keys = line.split('`').skip(1).step_by(2).map(str::to_owned);
        steps.last_mut().unwrap().1.extend(keys);
    }
    steps.retain(|(number, _)| *number > 1);
    steps
}

/// The rows below the two that show the time.
fn work(screen: &vt100::Screen) -> Vec<String> {
    screen.rows(0, screen.size().1.get()).skip(2).collect()
}

/// What is on screen once it stands still: a frame may be on its way, and rows come after the screen they are for.
fn at_rest(terminal: &Terminal) -> Vec<String> {
    let mut seen = terminal.look(work);
    loop {
        std::thread::sleep(std::time::Duration::from_millis(150));
        let again = terminal.look(work);
        if seen == again {
            return seen;
        }
        seen = again;
    }
}

/// Presses what is written, and waits until the screen is another one.
fn press(terminal: &Terminal, written: &str) {
    let before = at_rest(terminal);
    let names_a_key = written.chars().count() == 1 || written.is_ascii();
    terminal.send(&if names_a_key { bytes(&format!("[{written}")) } else { written.to_owned() });
    terminal.wait_until(&format!("{written} does something"), |screen| work(screen) != before);
}

const ZH: &str = include_str!("../../../README.zh-CN.md");
const EN: &str = include_str!("../../../README.md");

#[test]
fn both_tours_press_the_same_keys() {
    let (zh, en) = (steps(ZH, "五分钟上手"), steps(EN, "Five minutes"));
    assert_eq!(zh, en);
    assert_eq!(zh.len(), 5, "{zh:?}");
}

#[test]
fn the_five_minutes_of_the_readme_lead_where_they_say_word_for_word() {
    for (lang, tour, seen) in [
        ("zh-CN", steps(ZH, "五分钟上手"), ["-0001", "处理中", "兑现承诺", "已撤回", "我的案件"]),
        ("en", steps(EN, "Five minutes"), ["-0001", "Being handled", "keep promise", "Undone", "My cases"]),
    ] {
        let home = Home::untouched();
        let terminal = home.start(&["--lang", lang]);
        terminal.wait_for("1001").send(ENTER);
        terminal.wait_gone("Alt-A");
        for ((number, keys), seen) in tour.iter().zip(seen) {
            for key in keys {
                press(&terminal, key);
            }
            terminal.wait_for(seen);
            println!("{lang} {number}\n{}", terminal.text());
        }
        let text = terminal.text();
        assert!(text.contains(['>']) || text.contains("没有") || text.contains("Nothing"), "{text}");
    }
}

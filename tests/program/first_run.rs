//! Somebody's first minutes, in a real terminal: the first start, the practice, and what stays of them.

use crate::common::{ENTER, ESC, F3, F8, Home, TAB, Terminal};
use crate::seen::quoted;
use zuoxi::domain::Lang;
use zuoxi::words::Words;

const F7: &str = "\x1b[18~";
const F12: &str = "\x1b[24~";

/// What the three rows of the coach say; the last one quotes what to do. A frame may be on its way: they are read once
/// they stand still.
fn strip(terminal: &Terminal, rows: usize) -> [String; 3] {
    let look = || [rows - 3, rows - 2, rows - 1].map(|row| terminal.row(row));
    let mut seen = look();
    loop {
        std::thread::sleep(std::time::Duration::from_millis(30));
        let again = look();
        if seen == again {
            return seen;
        }
        seen = again;
    }
}

/// A quoted key or text as a terminal sends it.
pub fn bytes(quote: &str) -> String {
    if let Some(words) = quote.strip_prefix('「') {
        return words.to_owned();
    }
    match &quote[1..] {
        "Enter" => ENTER.to_owned(),
        "Esc" => ESC.to_owned(),
        "Tab" => TAB.to_owned(),
        "F3" => F3.to_owned(),
        "F7" => F7.to_owned(),
        "F8" => F8.to_owned(),
        "F12" => F12.to_owned(),
        "F6" => "\x1b[17~".to_owned(),
        "F9" => "\x1b[20~".to_owned(),
        "F11" => "\x1b[23~".to_owned(),
        one if one.chars().count() == 1 => one.to_owned(),
        other => match (other.strip_prefix("Ctrl-"), other.strip_prefix("Alt-")) {
            (Some(letter), _) => char::from(letter.as_bytes()[0] & 0x1f).to_string(),
            (_, Some(key)) => format!("\x1b{key}"),
            _ => panic!("no such key: {other}"),
        },
    }
}

/// Does the first thing the coach quotes and waits until the coach goes on; gives what the coach then says.
fn follow(terminal: &Terminal, rows: usize) -> [String; 3] {
    let before = strip(terminal, rows);
    println!("{}", before.join("\n"));
    let quotes = quoted(&before[2]);
    let first = quotes.first().unwrap_or_else(|| panic!("the coach is at a loss:\n{}", terminal.text()));
    terminal.send(&bytes(first));
    terminal.wait_until("the coach goes on", |screen| {
        let now: Vec<String> = screen.rows(0, screen.size().1.get()).skip(rows - 3).collect();
        now.iter().zip(&before).any(|(now, before)| now != before)
    });
    strip(terminal, rows)
}

/// Follows the coach until it says this in its last row.
fn follow_to(terminal: &Terminal, rows: usize, end: &str) {
    for _ in 0..60 {
        if follow(terminal, rows)[2].contains(end) {
            return;
        }
    }
    panic!("the coach never comes to {end}:\n{}", terminal.text());
}

#[test]
fn who_has_never_seen_it_logs_a_call_by_doing_what_the_coach_says_and_nothing_of_it_is_kept() {
    for (lang, columns, rows) in [("zh-CN", 80, 24), ("zh-TW", 80, 24), ("en", 80, 24)] {
        let home = Home::untouched();
        let mut terminal = home.start_sized(&["--lang", lang], columns, rows);
        terminal.wait_for("Alt-A").send(F12).wait_for("1/9");
        follow_to(&terminal, rows.into(), "9/9");
        // The case is archived, so one Esc leads to the queue.
        let case = terminal.row(3);
        terminal
            .send(ESC)
            .wait_until("the queue is in front", |screen| screen.rows(0, columns).nth(3) != Some(case.clone()));
        leave(&terminal, lang.parse().unwrap());
        terminal.wait_for("Alt-A");
        terminal.send(ENTER).wait_for("1001");
        terminal.send("q");
        assert!(terminal.wait_exit().success());
        assert_nothing_is_kept(&home, "13700137003");
    }
}

#[test]
fn the_whole_sample_shift_is_finished_without_a_look_elsewhere_and_remembered() {
    let home = Home::untouched();
    let rows = 40;
    let mut terminal = home.start_sized(&[], 120, 40);
    terminal.wait_for("Alt-A").send(F12);
    for (beginning, end) in [("1/9", "9/9"), ("1/10", "10/10"), ("1/14", "14/14"), ("1/6", "6/6")] {
        terminal.wait_for(beginning);
        follow_to(&terminal, rows, end);
        if end != "6/6" {
            follow(&terminal, rows);
        }
    }
    // What is quoted last leads out: each Esc waits for what the one before did.
    while quoted(&strip(&terminal, rows)[2]).len() > 2 {
        follow(&terminal, rows);
    }
    leave(&terminal, Lang::ZhCn);
    terminal.wait_for("填几格就能接电话").send(ENTER).wait_for(READY);
    terminal.send(F12).wait_for("示范班次");
    assert_eq!(terminal.text().matches(" ✓ ").count(), 4, "{}", terminal.text());
    terminal.send(ESC).wait_gone("示范班次").send("q");
    assert!(terminal.wait_exit().success());
    let mut terminal = home.start(&[]);
    terminal.wait_for("队列").send(F12).wait_for("示范班次");
    assert_eq!(terminal.text().matches(" ✓ ").count(), 4, "{}", terminal.text());
    terminal.kill();
    for number in ["13700137003", "13900139002", "13800138001", "13500135006"] {
        assert_nothing_is_kept(&home, number);
    }
}

/// Two Esc in one read are one to a terminal program: the second waits for what the first does.
fn leave(terminal: &Terminal, lang: Lang) {
    terminal.send(ESC).wait_for(&Words::new(lang).get("guide-once-more")).send(ESC);
}

fn assert_nothing_is_kept(home: &Home, number: &str) {
    let list = home.command(["list"]).output().unwrap();
    assert!(!String::from_utf8_lossy(&list.stdout).contains(number), "the practice left a record");
    assert_eq!(std::fs::read_dir(home.path("tmp")).unwrap().count(), 0, "the practice left its folder");
}

/// The sentence of a started work in the notice row.
const READY: &str = "好了，可以接电话了";

#[test]
fn the_answers_are_written_down_once_and_hold_from_then_on() {
    let home = Home::untouched();
    let mut terminal = home.start(&[]);
    terminal.wait_for("填几格就能接电话");
    terminal.send("林溪\t\x151027\t禾云\t\x159点到20点\t400-820-8820\t3\t2\r").wait_for(READY);
    terminal.wait_for("禾云客服").wait_for("林溪 1027").send("q");
    assert!(terminal.wait_exit().success());
    let text = std::fs::read_to_string(home.config()).unwrap();
    for line in [
        "theme = \"light\"",
        "language = \"auto\"",
        "name = \"禾云\"",
        "hotline = \"400-820-8820\"",
        "service_hours = [\"09:00-20:00\"]",
        "no = \"1027\"",
        "name = \"林溪\"",
        "role = \"lead\"",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} is missing:\n{text}");
    }
    assert!(home.command(["config", "check"]).output().unwrap().status.success());
    let mut terminal = home.start(&[]);
    terminal.wait_for("林溪 1027").send("q");
    assert!(terminal.wait_exit().success());
    assert_eq!(std::fs::read_to_string(home.config()).unwrap(), text, "the second start writes nothing");
}

#[test]
fn where_somebody_works_already_nothing_is_asked() {
    let home = Home::untouched();
    let mut terminal = home.start(&[]);
    terminal.wait_for("填几格就能接电话").send(ENTER).wait_for(READY).send("q");
    assert!(terminal.wait_exit().success());
    std::fs::remove_file(home.config()).unwrap();
    home.start(&[]).wait_for("队列").wait_for("1001");
}

#[test]
fn who_has_a_configuration_is_not_asked() {
    let home = Home::untouched();
    std::fs::create_dir_all(home.config().parent().unwrap()).unwrap();
    std::fs::write(home.config(), "[agent]\nno = \"7\"\n").unwrap();
    home.start(&[]).wait_for("队列");
    assert_eq!(std::fs::read_to_string(home.config()).unwrap(), "[agent]\nno = \"7\"\n");
}

#[test]
fn settings_that_cannot_be_written_do_not_keep_anybody_from_working() {
    let home = Home::untouched();
    std::fs::write(home.path(".config"), "in the way").unwrap();
    let mut terminal = home.start(&[]);
    terminal.wait_for("填几格就能接电话").send("林溪\r").wait_for("设置没写进文件");
    terminal.send("n").wait_for("新来电").send(ESC).wait_for("Enter");
    terminal.kill();
}

#[test]
fn a_practice_in_front_of_work_gives_it_back_as_it_was() {
    let home = Home::untouched();
    let mut terminal = home.start_sized(&["demo"], 80, 24);
    terminal.wait_for("队列").send("n13800138000 发票").wait_for("发票");
    terminal.send("\x0b").wait_for("拼音").send("sfbc").wait_for("示范班次").send(ENTER).wait_for("结束以后再练");
    terminal.send(F3).wait_for("话后");
    terminal
        .send("\x0b")
        .wait_for("拼音")
        .send("sfbc")
        .wait_for("示范班次")
        .send(ENTER)
        .wait_for("四课")
        .send(ENTER)
        .wait_for("1/9");
    terminal.send("n").wait_for("2/9");
    assert!(!terminal.text().contains("发票"), "the practice has screens of its own");
    terminal.send(ESC).wait_for("[Enter]").send(ESC).wait_for("[2]").send("q").wait_for("发票").wait_gone("2/9");
    terminal.send(" 抬头").wait_for("发票 抬头");
    terminal.kill();
}

#[test]
fn leaving_in_the_middle_of_a_practice_leaves_nothing_behind() {
    let home = Home::untouched();
    let mut terminal = home.start(&[]);
    terminal.wait_for("Alt-A").send(F12).wait_for("1/9").send("\x11");
    assert!(terminal.wait_exit().success());
    terminal.drain().assert_given_back();
    assert_eq!(std::fs::read_dir(home.path("tmp")).unwrap().count(), 0);
    assert!(!home.config().exists(), "nothing was settled");
}

#[test]
fn the_key_that_leaves_the_program_only_leaves_the_practice() {
    let home = Home::untouched();
    let mut terminal = home.start(&[]);
    terminal.wait_for("Alt-A").send(F12).wait_for("1/9").send("q").wait_for("填几格就能接电话");
    terminal.send(F12).wait_for("1/9").send("nq").wait_for("2/9");
    terminal.kill();
}

#[test]
fn a_number_taken_by_somebody_else_meanwhile_is_said_and_asked_again() {
    let home = Home::untouched();
    let mut late = home.start(&[]);
    late.wait_for("填几格就能接电话");
    let mut early = home.start(&[]);
    early.wait_for("填几格就能接电话").send("\t\x151027\r").wait_for(READY).send("q");
    assert!(early.wait_exit().success());
    late.send("\t\x151041\r").wait_for("1041").wait_for("没能开始");
    late.send("\x151027\r").wait_for(READY);
    late.kill();
}

//! Calls at the real program (D6): two at once, each ended by itself; after a kill both are back, and nothing is made up.

use crate::common::{F3, F8, Home};
use crate::journeys::{CALL, new_call};

const CTRL_N: &str = "\x0e";
const F2: &str = "\x1b[12~";
const OTHER: &str = "02152176620 高先生 门禁刷不开";

fn shown(home: &Home, no: &str) -> serde_json::Value {
    let shown = home.command(["show", no, "--json"]).output().unwrap().stdout;
    serde_json::from_slice(&shown).unwrap()
}

fn ends(case: &serde_json::Value) -> usize {
    case["facts"].as_array().unwrap().iter().filter(|fact| fact["kind"] == "contact.ended").count()
}

fn number(text: &str, tail: &str) -> String {
    text.split_whitespace().find(|word| word.ends_with(tail)).unwrap().to_owned()
}

#[test]
fn d6_a_second_call_holds_the_first_and_each_ends_by_itself() {
    let home = Home::new();
    let mut terminal = new_call(&home);
    terminal.send(CALL).wait_for("138****8000");
    terminal.send(F8).wait_for("-0001");
    let first = number(&terminal.text(), "-0001");
    terminal.send(CTRL_N).wait_for("保持 周*").send(OTHER).wait_for("通话 高*");
    terminal.send(F8).wait_for("-0002");
    let second = number(&terminal.text(), "-0002");
    terminal.send(F3).wait_for("还在等");
    terminal.send(F2).wait_for(&first).wait_gone("保持 周*");
    assert_eq!((ends(&shown(&home, &first)), ends(&shown(&home, &second))), (0, 1), "only the second has ended");
    terminal.send(F3).wait_for("话后");
    terminal.send("\x11");
    assert!(terminal.wait_exit().success());
    assert_eq!((ends(&shown(&home, &first)), ends(&shown(&home, &second))), (1, 1), "each once");
    assert!(shown(&home, &first)["aht_s"].is_number(), "talk and hold are known");
}

#[test]
fn d6_both_calls_are_back_after_a_kill_and_their_end_is_asked_for() {
    let home = Home::new();
    let mut terminal = new_call(&home);
    terminal.send(CALL).wait_for("138****8000");
    terminal.send(F8).wait_for("-0001");
    let first = number(&terminal.text(), "-0001");
    terminal.send(CTRL_N).wait_for("保持 周*").send(OTHER).wait_for("通话 高*").wait_for("门禁刷不开");
    terminal.kill();
    let mut terminal = home.start(&[]);
    terminal.wait_for("程序停止前还有 2 个没结束").wait_for("保持 周* ?");
    terminal.send("\r").wait_for("门禁刷不开").send(F3).wait_for("后来怎样了").send("5").wait_gone("后来怎样了");
    assert_eq!(ends(&shown(&home, &first)), 0, "what nobody said is not recorded");
    terminal.send(F8).wait_for("-0002");
    let second = number(&terminal.text(), "-0002");
    terminal.send("\x11").wait_for("退出").send("\r");
    assert!(terminal.wait_exit().success());
    assert_eq!(ends(&shown(&home, &second)), 1);
    assert!(shown(&home, &second)["aht_s"].is_null(), "nobody knows how long it took");
}

/// The work after a call goes on where it was, and is done when somebody says so.
#[test]
fn d12_what_was_written_down_after_a_call_is_back_after_a_kill() {
    let home = Home::new();
    let mut terminal = new_call(&home);
    terminal.send(CALL).wait_for("138****8000").send(F8).wait_for("-0001").send(F3).wait_for("话后");
    terminal.kill();
    let mut terminal = home.start(&[]);
    terminal.wait_for("话后");
    assert!(!terminal.text().contains("没结束"), "it is over, and nobody asks how it ended");
    terminal.send(F3).wait_for("话后结束").send("\x11");
    assert!(terminal.wait_exit().success());
    let mut terminal = home.start(&[]);
    terminal.wait_for("队列").wait_for("就绪");
    assert!(!terminal.text().contains("话后"), "done is done");
    terminal.kill();
}

//! An enquiry answered in the call.

use crate::common::{ESC, F3, F8, Home};
use crate::journeys::new_call;

#[test]
fn an_enquiry_is_answered_rated_and_archived_through_the_real_screens() {
    let home = Home::new();
    let mut terminal = new_call(&home);
    terminal.send("13700137003 扫地机怎么连家里的无线网").wait_for("137****7003");
    terminal.send(F8).wait_for("-0001");
    terminal.send("1").send("1").send("2").send("长按配网键三秒，听到提示音再连").wait_for("提示音再连");
    terminal.send(F8).wait_for("待客户核实");
    terminal.send("1").send(F8).wait_for("反馈 ✓");
    terminal.send(F3).send("1").send("1").send(F8).wait_for("已归档");
    let no = terminal.text().split_whitespace().find(|word| word.ends_with("-0001")).unwrap().to_owned();
    terminal.send(ESC).wait_for("我的案件");
    terminal.send("q");
    assert!(terminal.wait_exit().success());
    let shown = home.command(["show", &no, "--json"]).output().unwrap().stdout;
    let shown: serde_json::Value = serde_json::from_slice(&shown).unwrap();
    assert_eq!((shown["state"].as_str(), shown["level"].as_u64()), (Some("archived"), Some(3)), "{shown}");
    assert_eq!(shown["outcome"], "resolved");
}

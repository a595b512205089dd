//! What is said belongs to a screen and a case and leaves with them; what is shown of a number is true.

use zuoxi::domain::*;

use crate::case::desk::Desk;

fn called(line: &str) -> Desk {
    let mut desk = Desk::new(Lang::ZhCn, (80, 24), "2026-03-16T10:02:00");
    desk.press("n").words(line);
    desk
}

#[test]
fn d7_a_message_leaves_with_its_case_and_its_screen() {
    let mut desk = called("13800138001 周女士 积分怎么换 咨询");
    desk.press("f8");
    assert!(desk.notice().contains("已建好"), "{}", desk.notice());
    desk.press("ctrl-n");
    assert!(!desk.notice().contains("已建好"), "the form of another call: {}", desk.notice());
    desk.press("f8");
    assert!(desk.notice().contains("还差"), "{}", desk.notice());
    desk.press("esc esc");
    assert_eq!((desk.model.screen(), desk.notice().as_str()), ("queue", ""));
    desk.press("u");
    assert!(!desk.notice().is_empty());
    desk.press("ctrl-n");
    assert_eq!(desk.notice(), "", "nothing of the queue in the form of the next call");
}

#[test]
fn n19_what_is_missing_is_said_only_while_it_is() {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-03-16T10:02:00");
    desk.press("n f8");
    assert!(desk.notice().contains("来电") || desk.notice().contains("事由"), "{}", desk.notice());
    desk.press("esc enter").until("backtab", |row| row.starts_with("> 速记"));
    desk.words("13800138001");
    assert!(!desk.notice().contains("来电") && desk.notice().contains("事由"), "{}", desk.notice());
    desk.words(" 扫码枪坏了");
    assert!(!desk.notice().contains("还差"), "{}", desk.notice());
}

#[test]
fn n21_a_number_whose_case_is_open_is_no_new_customer() {
    let mut desk = called("13800138001 周女士 积分怎么换 咨询");
    desk.press("f8").free("f3").press("ctrl-n").words("13800138001");
    let screen = desk.screen();
    assert!(!screen.contains("对上 0 位") && !screen.contains("新客户"), "{screen}");
    assert!(screen.contains("1 件没办完") && screen.contains("周*"), "{screen}");
    let contacts = desk.only().contacts.len();
    desk.press("ctrl-o");
    assert!(desk.screen().contains("积分怎么换"), "the case is shown: {}", desk.screen());
    assert_eq!(desk.only().contacts.len(), contacts, "before it is joined");
    desk.press("esc ctrl-o enter");
    assert_eq!(desk.only().contacts.len(), contacts + 1, "{}", desk.notice());
}

#[test]
fn n21_what_was_said_and_promised_goes_with_the_contact_to_the_open_case() {
    let mut desk = called("13800138001 周女士 积分怎么换 咨询");
    desk.press("f8").free("f3").press("ctrl-n").words("13800138001");
    desk.free("esc 1").press("ctrl-o enter");
    assert_eq!(desk.only().said.len(), 1, "{}", desk.notice());
}

#[test]
fn n24_a_search_begins_anew() {
    let mut desk = called("13800138001 周女士 积分怎么换 咨询");
    desk.press("f8 esc esc");
    desk.press("/").words("周").press("enter").press("1");
    desk.press("/").words("积分");
    assert!(desk.screen().contains("积分怎么换"), "{}", desk.screen());
    desk.press("esc esc 4 /").words("告知").press("enter");
    desk.press("/").words("安抚");
    assert!(desk.screen().contains("安抚"), "{}", desk.screen());
    assert!(!desk.screen().contains("告知安抚"), "{}", desk.screen());
}

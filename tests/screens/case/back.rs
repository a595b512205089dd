//! A form that comes back, from the drawer or from a process that died, goes on as it was.

use zuoxi::domain::*;

use crate::case::desk::Desk;
use crate::case::typing::next;

fn called(line: &str) -> Desk {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-03-16T10:02:00");
    desk.press("n").words(line);
    desk
}

/// The same form as it comes back by every way there is.
fn back(line: &str, more: impl Fn(&mut Desk)) -> [(&'static str, Desk); 2] {
    let (mut parked, mut killed) = (called(line), called(line));
    more(&mut parked);
    more(&mut killed);
    parked.press("ctrl-n ctrl-r");
    [("laid aside", parked), ("left by a dead process", next(&killed, "2026-03-16T10:09:00"))]
}

fn field<'a>(screen: &'a str, name: &str) -> &'a str {
    let is_row = |line: &&str| line.contains(&format!(" {name} "));
    screen.lines().rev().map(|line| line.split('╎').next().unwrap_or_default()).find(is_row).unwrap_or_default()
}

#[test]
fn fields_taken_from_the_line_follow_it_still() {
    for (how, mut desk) in back("13800138001 周女士 扫码坏了", |_| {}) {
        assert!(field(&desk.screen(), "客户").contains("速记"), "{how}: {}", desk.screen());
        desk.press("ctrl-u").words("13711112222 王先生 鞋子开胶").press("f8");
        let record = desk.only().record;
        let text = |field| record.text(field).unwrap_or_default();
        assert!(text(Field::CallerNumber).ends_with("13711112222"), "{how}: {record:?}");
        assert_eq!((text(Field::CustomerName), text(Field::Title)), ("王", "先生"), "{how}");
        assert_eq!(text(Field::Summary), "鞋子开胶", "{how}");
    }
}

#[test]
fn what_was_corrected_or_emptied_by_hand_stays_so() {
    let correct = |desk: &mut Desk| {
        desk.press("tab").words("英").press("tab tab tab ctrl-u backtab backtab backtab backtab");
    };
    for (how, mut desk) in back("13800138001 周岚女士 扫码坏了", correct) {
        assert!(field(&desk.screen(), "称谓").contains('('), "{how}: {}", desk.screen());
        desk.words(" 急");
        assert!(field(&desk.screen(), "客户").contains("周岚英"), "{how}: {}", desk.screen());
        assert!(field(&desk.screen(), "称谓").contains('('), "{how}: {}", desk.screen());
    }
}

#[test]
fn a_guess_stays_a_guess() {
    for (how, mut desk) in back("13800138001 周女士 收银系统扫码坏了", |_| {}) {
        let screen = desk.screen();
        assert!(field(&screen, "受理类型").contains("报修 ?"), "{how}: {screen}");
        desk.press("ctrl-u").words("13800138001 周女士 问一下积分怎么换");
        assert!(!field(&desk.screen(), "受理类型").contains("报修 ?"), "{how}: {}", desk.screen());
        desk.press("f8");
        assert_ne!(desk.only().record.code(Field::Kind), Some(Kind::Fault), "{how}");
    }
}

#[test]
fn a_guess_that_was_passed_over_is_chosen_when_it_comes_back() {
    let pass = |desk: &mut Desk| {
        desk.press("tab").to("tab", "受理类型").press("tab");
        assert!(!field(&desk.screen(), "受理类型").contains('?'), "{}", desk.screen());
    };
    for (how, desk) in back("13800138001 周女士 收银系统扫码坏了", pass) {
        assert!(field(&desk.screen(), "受理类型").contains("报修"), "{how}: {}", desk.screen());
        assert!(!field(&desk.screen(), "受理类型").contains('?'), "{how}: {}", desk.screen());
    }
}

#[test]
fn what_a_rule_filled_in_still_follows_the_rule() {
    let mut before = Desk::new(Lang::ZhCn, (120, 40), "2026-06-16T20:35:00");
    before.press("n").words("13900139002 陈立先生 儿童书桌八天未到").press("f8").pass_s(300).press("2 3 1");
    assert!(field(&before.screen(), "严重度").contains("[2 中度]"), "{}", before.screen());
    let mut after = next(&before, "2026-06-16T20:45:00");
    assert!(field(&after.screen(), "严重度").contains("自动"), "{}", after.screen());
    after.press("tab 1 3");
    assert!(field(&after.screen(), "严重度").contains("[3 重度]"), "{}", after.screen());
}

/// Marks the phrase of the book found by these words.
fn say(desk: &mut Desk, words: &str) {
    desk.free("esc esc esc 4 /").words(words).free("enter enter");
}

#[test]
fn n1_phrases_marked_before_the_case_exists_and_their_promise_come_back() {
    let mark = |desk: &mut Desk| {
        desk.free("esc 1");
        say(desk, "告知三级");
        desk.words("15:00");
    };
    for (how, mut desk) in back("13800138001 周女士 积分怎么换 咨询", mark) {
        let screen = desk.screen();
        assert!(field(&screen, "时间").contains("15:00"), "{how}: {screen}");
        desk.press("f8");
        let case = desk.only();
        assert_eq!(case.said.len(), 2, "{how}: {}", desk.notice());
        assert_eq!(case.promises[0].due, crate::case::desk::at("2026-03-16T15:00:00"), "{how}");
    }
}

#[test]
fn n1_the_time_a_phrase_promises_is_still_asked_for_where_none_was_typed() {
    for (how, mut desk) in back("13800138001 周女士 积分怎么换 咨询", |desk| say(desk, "告知三级")) {
        desk.press("f8");
        assert!(desk.ids().is_empty() && desk.notice().contains("时间"), "{how}: {}", desk.notice());
        desk.words("15:00").press("f8");
        assert_eq!(desk.only().promises.len(), 1, "{how}: {}", desk.notice());
    }
}

#[test]
fn n1_a_phrase_waiting_for_its_time_on_an_open_case_belongs_to_the_form_that_asks() {
    let mut desk = called("13800138001 周女士 积分怎么换 咨询");
    desk.press("f8").pass_s(60);
    say(&mut desk, "告知三级");
    desk.press("ctrl-n ctrl-r").words("15:00").press("f8");
    let case = desk.only();
    assert_eq!((case.said.len(), case.promises.len()), (1, 1), "{}\n{}", desk.notice(), desk.screen());
}

#[test]
fn n1_what_a_notice_asks_for_comes_back_with_its_channel() {
    let from_regulator = |desk: &mut Desk| {
        desk.press("tab tab tab tab tab 8");
        assert!(desk.screen().contains("转办单号"), "{}", desk.screen());
        desk.to("tab", "转办单号").words("沪市监20260316");
    };
    for (how, desk) in back("13800138001 周女士 积分怎么换 咨询", from_regulator) {
        assert!(field(&desk.screen(), "转办单号").contains("沪市监20260316"), "{how}: {}", desk.screen());
    }
}

#[test]
fn n20_a_form_taken_up_again_has_its_number_looked_up() {
    for (how, desk) in back("13800138001 周女士 积分怎么换 咨询", |_| {}) {
        assert!(desk.screen().contains("新客户"), "{how}: {}", desk.screen());
    }
}

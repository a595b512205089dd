//! What the first trials showed at the case screen, each by its number of trials.md.

use zuoxi::domain::*;

use crate::case::acts::{begin, graded};
use crate::case::desk::Desk;

/// A complaint taken and graded at the end of a year; nobody has entered the holidays of the next one.
fn over_new_year() -> Desk {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-12-28T10:00:00");
    desk.press("n").words("13900139002 陈立先生 儿童书桌八天未到").press("f8").pass_s(300);
    desk.press("2 3 1").pass_s(30);
    desk.press("enter").words("尽快送到，退运费").press("enter 3 3 f8").pass_s(360);
    desk
}

#[test]
fn r6_a_date_that_rests_on_a_year_without_holidays_says_so_in_the_case_and_the_queue() {
    let mut desk = over_new_year();
    assert!(desk.screen().contains("缺假日表"), "{}\n{}", desk.notice(), desk.screen());
    // Nothing but the close is left to be due.
    desk.press("esc esc 1");
    let far = desk.only().clocks.iter().find(|clock| clock.kind == ClockKind::Close).unwrap().due;
    let row = zuoxi::domain::protocol::NextDue {
        duty: zuoxi::domain::protocol::DueKind::Clock(ClockKind::Close),
        start: desk.now,
        due: far,
        amber_at: far,
        red_at: far,
        paused: false,
    };
    assert_eq!(explain::unsure_years(&desk.rules, &row, Some(Level::THREE)), [2027]);

    let graded = graded();
    assert!(!graded.screen().contains("缺假日表"), "{}", graded.screen());
}

#[test]
fn d8_no_phrase_speaks_from_a_form_that_is_about_something_else() {
    let mut desk = graded();
    begin(&mut desk, "转办");
    desk.press("esc");
    let screen = desk.screen();
    assert!(screen.contains("一线处理不了"), "the form gives a reason: {screen}");
    let side: String = screen.lines().filter_map(|line| line.split_once('╎')).map(|(_, side)| side.trim()).collect();
    assert!(!side.contains("一线处理不了"), "that reason is for colleagues: {side}");
}

#[test]
fn d11_a_hand_over_note_is_no_measure_and_the_record_waits_for_one() {
    let mut desk = graded();
    begin(&mut desk, "转办");
    desk.press("f8");
    let case = desk.only();
    assert!(case.work.transferred_at.is_some(), "{}\n{}", desk.notice(), desk.screen());
    assert_eq!((case.record_completed_at, case.record.text(Field::ImmediateAction)), (None, None));

    let mut desk = graded();
    begin(&mut desk, "转办");
    desk.to("tab", "当场措施").words("已请物流今晚补送").press("f8");
    let case = desk.only();
    assert_eq!(case.record.text(Field::ImmediateAction), Some("已请物流今晚补送"), "{}", desk.notice());
    assert_eq!(closing::missing_in_record(&case), [Field::Product], "nobody said about what");
}

#[test]
fn d11_nobody_is_verified_by_fewer_than_two_facts() {
    let mut desk = graded();
    begin(&mut desk, "核验身份");
    desk.press("f8");
    assert!(!desk.only().verified && desk.only().work.identity_failures == 0, "a check nobody filled is none");
    desk.press("esc 1 enter");
    begin(&mut desk, "核验身份");
    desk.press("1 tab 1 f8");
    assert!(!desk.only().verified, "one fact is not enough: {}", desk.notice());
    assert!(desk.notice().contains("两项"), "{}", desk.notice());
    desk.press("backtab backtab 2 f8");
    assert!(desk.only().verified, "{}\n{}", desk.notice(), desk.screen());
}

#[test]
fn d11_what_moves_money_or_an_address_asks_for_a_third_fact() {
    let mut desk = graded();
    begin(&mut desk, "核验身份");
    desk.press("1 2 tab 1 1 f8");
    assert!(!desk.only().verified && desk.notice().contains("三项"), "{}\n{}", desk.notice(), desk.screen());
    desk.press("backtab backtab 3 f8");
    assert!(desk.only().verified, "{}\n{}", desk.notice(), desk.screen());
    let said = format!("{:?}", desk.file(desk.only().id).unwrap().facts);
    assert!(said.contains("money"), "what for is on record");
}

#[test]
fn d14_each_reason_of_a_pause_asks_what_belongs_to_it() {
    for (digit, asked) in [("1", "等什么"), ("3", "等到")] {
        let mut desk = graded();
        begin(&mut desk, "暂停");
        desk.press(digit);
        desk.press("f8");
        assert!(desk.notice().contains(asked), "{digit}: {}\n{}", desk.notice(), desk.screen());
        assert!(desk.only().pause.is_none());
    }
    let mut desk = graded();
    begin(&mut desk, "暂停");
    desk.press("1").words("发票照片").press("f8");
    let case = desk.only();
    assert_eq!(case.pause.map(|pause| pause.missing).as_deref(), Some("发票照片"), "{}", desk.notice());
}

#[test]
fn a_pause_says_what_is_waited_for_in_the_case_and_in_the_queue() {
    let mut desk = graded();
    begin(&mut desk, "暂停");
    desk.press("5").words("主板").press("tab").words("明天 14:00").press("f8");
    assert!(desk.only().pause.is_some(), "{}\n{}", desk.notice(), desk.screen());
    desk.press("esc esc");
    let queue = desk.screen();
    assert!(queue.contains("等配件") && !queue.contains("等客户"), "{queue}");
    // Who has no step of it reads it.
    let id = desk.only().id;
    desk.model.cx.agent.role = Role::Quality;
    desk.model.cx.open_case(id);
    desk.pass_s(1);
    assert!(desk.screen().contains("已暂停：等配件或库存"), "{}", desk.screen());
}

#[test]
fn d14_what_is_handed_over_says_how_urgent_what_was_seen_tried_and_wished() {
    let mut desk = graded();
    begin(&mut desk, "修改记录");
    desk.to("tab", "已试").words("打过物流电话").press("f8");
    begin(&mut desk, "转办");
    desk.press("f8");
    let file = desk.file(desk.only().id).unwrap();
    let facts = format!("{:?}", file.facts);
    for words in ["二级；", "已试：打过物流电话", "诉求：尽快送到，退运费"] {
        assert!(facts.contains(words), "{words}: {facts}");
    }
}

#[test]
fn praise_is_taken_in_three_presses_and_its_form_asks_for_no_level() {
    for size in [(80, 24), (120, 40)] {
        let mut desk = Desk::new(Lang::ZhCn, size, "2026-03-16T10:02:00");
        desk.press("n").words("13800138001 周岚女士 表扬三号柜台的小李耐心").pass_s(5).press("f8");
        let form = desk.screen();
        assert!(
            form.contains("收下表扬")
                && form.contains("您的话我一定带到")
                && !form.contains("具体说说")
                && !form.contains("影响"),
            "{form}"
        );
        for _ in 0..5 {
            if !desk.row_in_hand().contains("表扬谁") {
                desk.press("tab");
            }
        }
        desk.words("三号柜台的小李").press("f8");
        let closing = desk.screen();
        assert!(!closing.contains("态度") && closing.contains("归档"), "{closing}");
        desk.press("f8");
        let case = desk.only();
        assert_eq!((case.state, case.level, case.clocks.len()), (State::Archived, None, 0), "{}", desk.screen());
        assert_eq!(case.record.text(Field::Praised), Some("三号柜台的小李"));
        assert_eq!(case.open_follow_ups(FollowUpKind::Praise).len(), 1);
    }
}

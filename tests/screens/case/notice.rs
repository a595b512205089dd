//! A matter passed on by a regulator brings a notice: its number and its date are asked for.

use zuoxi::domain::*;

use crate::case::desk::{Desk, at};

#[test]
fn a_notice_is_asked_for_on_the_regulators_channel_alone() {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-03-16T10:00:00");
    desk.press("n").words("13900139002 陈立先生 退货一直没有结果");
    assert!(!desk.screen().contains("转办时限"), "{}", desk.screen());
    desk.to("tab", "渠道").press("8");
    assert!(desk.screen().contains("转办单号") && desk.screen().contains("转办时限"), "{}", desk.screen());
    desk.to("tab", "转办单号").words("沪市监转118").press("tab").words("3-15 17:00").press("f8");
    assert!(
        desk.notice().contains("转办时限") || desk.screen().contains("太早"),
        "{}\n{}",
        desk.notice(),
        desk.screen()
    );
    assert!(
        desk.ids().is_empty(),
        "{}\n{} a date that has passed is not taken without a word",
        desk.notice(),
        desk.screen()
    );
    desk.press("ctrl-u").words("3-19 17:00").press("f8");
    let case = desk.only();
    assert_eq!(case.record.at(Field::NoticeDue), Some(at("2026-03-19T17:00:00")), "{}", desk.notice());
    assert_eq!(case.record.text(Field::NoticeNo), Some("沪市监转118"));
    assert!(desk.screen().contains("转办时限"), "to be seen again at grading: {}", desk.screen());
    desk.press("2 4 1").press("enter").words("退款").press("enter");
    desk.press("f8").pass_s(60);
    let case = desk.only();
    assert_eq!(case.level, Some(Level::ONE), "a regulator has taken it up: {}\n{}", desk.notice(), desk.screen());
    let close = case.clock(ClockKind::Close).unwrap();
    assert_eq!(close.due, at("2026-03-19T17:00:00"));
}

//! Two cases at once: the younger goes into the older and comes out again; a new matter becomes a case of its own.

use uuid::Uuid;
use zuoxi::domain::*;

use crate::case::acts::begin;
use crate::case::desk::Desk;

/// Two contacts of one number, the second one in hand.
fn twice() -> (Desk, Uuid, Uuid) {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-06-16T10:00:00");
    desk.press("n").words("13900139002 陈立先生 儿童书桌八天未到").press("f8").pass_s(60);
    let older = desk.only().id;
    desk.free("f3 f3").press("esc esc").pass_s(3600);
    desk.press("n").words("13900139002 陈立先生 书桌还是没到").press("f8").pass_s(60);
    let newer = desk.ids().into_iter().find(|id| *id != older).unwrap();
    (desk, older, newer)
}

#[test]
fn a_case_goes_into_the_older_one_of_the_same_number_and_can_be_taken_out_again() {
    let (mut desk, older, newer) = twice();
    desk.press("esc");
    begin(&mut desk, "并单");
    assert!(desk.screen().contains("并到哪一件") && desk.screen().contains("儿童书桌八天未到"), "{}", desk.screen());
    desk.press("1").press("f8");
    let merged = desk.case(newer).unwrap();
    assert_eq!((merged.state, merged.merged_into), (State::Merged, Some(older)), "{}", desk.notice());
    assert_eq!(desk.case(older).unwrap().contacts.len(), 2, "the contact came over");
    assert!(desk.screen().contains("已并单"), "{}", desk.screen());
    desk.pass_s(5).press("u");
    assert_eq!(desk.case(newer).unwrap().merged_into, None, "{}", desk.notice());
    assert_eq!(desk.case(older).unwrap().contacts.len(), 1, "and went back");
    assert!(desk.screen().contains("待定级"), "{}", desk.screen());
    desk.pass_s(5).press("alt-y");
    assert_eq!(desk.case(newer).unwrap().merged_into, Some(older), "{}", desk.notice());
    assert_eq!(desk.case(older).unwrap().contacts.len(), 2, "given back on both");
    assert!(desk.notice().contains("并单"), "{}", desk.notice());
}

#[test]
fn a_merge_is_not_taken_back_once_the_older_case_was_worked_on() {
    let (mut desk, older, newer) = twice();
    desk.press("esc");
    begin(&mut desk, "并单");
    desk.press("1").press("f8").pass_s(5);
    let promise = Record::default().with(Field::Due, Value::At(desk.now.plus_min(60)));
    let promise = desk.model.cx.command(Act::PromiseMade, promise, None);
    desk.act(older, &promise).unwrap();
    desk.press("u");
    assert_eq!(desk.case(newer).unwrap().state, State::Merged);
    assert!(desk.notice().contains("分出新案件"), "the remedy: {}", desk.notice());
}

#[test]
fn a_new_matter_heard_becomes_a_case_of_its_own_linked_to_this_one() {
    let (mut desk, _, newer) = twice();
    desk.press("esc");
    begin(&mut desk, "分出新案件");
    let before = desk.ids().len();
    desk.words("发票抬头也开错了").press("f8");
    assert_eq!(desk.ids().len(), before + 1, "{}\n{}", desk.notice(), desk.screen());
    let case = desk.case(newer).unwrap();
    let new = desk.case(case.work.split_into[0]).unwrap();
    assert_eq!((new.state, new.linked_to, new.received_at), (State::Intake, Some(newer), desk.now));
    assert_eq!(new.record.text(Field::CustomerName), Some("陈立"), "the same customer");
    desk.pass_s(5).press("esc u");
    assert_eq!(desk.case(newer).unwrap().work.split_into.len(), 1);
    assert!(desk.notice().contains("新案件已有编号"), "{}", desk.notice());
}

#[test]
fn a_complaint_may_carry_a_second_category() {
    let (mut desk, _, newer) = twice();
    desk.press("2 3 1").to("tab", "次要分类").press("4 7");
    desk.words("尽快送到，重开发票").press("enter f8");
    let case = desk.case(newer).unwrap();
    assert_eq!(case.record.text(Field::SecondCategory), Some("after_sales.invoice"), "{}", desk.notice());
    assert_eq!(case.state, State::Process, "{}\n{}", desk.notice(), desk.screen());
}

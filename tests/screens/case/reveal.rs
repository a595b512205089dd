//! A masked number is shown for half a minute, after the store has kept who saw it and why.

use zuoxi::domain::protocol::Rejection;
use zuoxi::domain::*;

use crate::case::acts::{begin, parcel};
use crate::case::desk::Desk;

const MASKED: &str = "139****9002";
const FULL: &str = "13900139002";

fn revealed(desk: &Desk) -> usize {
    let facts = desk.file(desk.only().id).unwrap().facts;
    facts.iter().filter(|fact| matches!(&fact.event, Event::Case(CaseEvent::IdentityRevealed(_)))).count()
}

#[test]
fn a_number_is_shown_for_a_reason_and_masked_again_after_half_a_minute() {
    let mut desk = parcel();
    assert!(desk.screen().contains(MASKED) && !desk.screen().contains(FULL), "{}", desk.screen());
    desk.press("alt-v");
    assert!(desk.screen().contains("回拨客户") && desk.screen().contains("会记入案件"), "{}", desk.screen());
    assert!(!desk.screen().contains(FULL), "not before the reason");
    desk.press("1");
    assert_eq!(revealed(&desk), 1);
    assert!(desk.screen().contains(FULL) && desk.screen().contains("30 秒后遮住"), "{}", desk.screen());
    assert!(desk.screen().contains("看了隐藏内容：号码"), "in the history: {}", desk.screen());
    desk.pass_s(29);
    assert!(desk.screen().contains(FULL));
    desk.pass_s(1);
    assert!(desk.screen().contains(MASKED) && !desk.screen().contains(FULL), "{}", desk.screen());
}

#[test]
fn nothing_is_shown_that_was_not_recorded() {
    let mut desk = parcel();
    desk.refuse = Some(Rejection::Failed { code: "disk-full".into(), detail: String::new() });
    desk.press("alt-v 1");
    assert_eq!(revealed(&desk), 0);
    assert!(!desk.screen().contains(FULL), "{}", desk.screen());
}

#[test]
fn leaving_the_screen_masks_it_at_once_and_so_does_the_key() {
    let mut desk = parcel();
    desk.press("esc v 1");
    assert!(desk.screen().contains(FULL), "{}", desk.screen());
    desk.press("v");
    assert!(!desk.screen().contains(FULL), "the same key hides it");
    desk.press("v 2");
    assert!(desk.screen().contains(FULL));
    desk.press("esc esc");
    assert!(!desk.screen().contains(FULL), "the queue: {}", desk.screen());
    desk.press("2");
    assert!(desk.screen().contains(MASKED) && !desk.screen().contains(FULL), "{}", desk.screen());
    assert_eq!(revealed(&desk), 2, "each look is recorded");
}

#[test]
fn what_was_shown_is_not_taken_back() {
    let mut desk = parcel();
    desk.press("esc v 1 u");
    assert_eq!(revealed(&desk), 1);
    assert!(desk.only().undone.is_empty(), "{}", desk.notice());
}

#[test]
fn copying_takes_the_mask_even_while_the_number_is_in_sight() {
    let mut desk = parcel();
    desk.press("esc v 1 c");
    assert!(desk.copied.contains(MASKED) && !desk.copied.contains(FULL), "{}", desk.copied);
    assert!(desk.copied.contains("陈立"), "{}", desk.copied);
}

#[test]
fn correcting_the_record_shows_the_mask_and_keeps_the_number_unless_another_is_typed() {
    let mut desk = parcel();
    desk.press("esc");
    begin(&mut desk, "修改记录");
    assert!(!desk.screen().contains(FULL), "{}", desk.screen());
    assert!(desk.screen().contains("139****9002　要改就重新输入"), "{}", desk.screen());
    desk.press("tab").words("宏达公司").press("f8");
    assert_eq!(desk.only().record.text(Field::CallerNumber), Some(FULL), "{}", desk.notice());
    begin(&mut desk, "修改记录");
    desk.press("tab tab tab").words("13900139003").press("f8");
    assert_eq!(desk.only().record.text(Field::CallerNumber), Some("13900139003"), "{}", desk.notice());
}

#[test]
fn where_two_things_are_masked_one_is_chosen() {
    let mut desk = parcel();
    desk.press("esc");
    begin(&mut desk, "修改记录");
    desk.press("tab tab tab tab").words("chen@example.com").press("f8").press("esc v");
    assert!(desk.screen().contains("看哪一项"), "{}", desk.screen());
    desk.press("2 3");
    assert!(desk.screen().contains("chen@example.com"), "{}\n{}", desk.notice(), desk.screen());
    assert!(!desk.screen().contains(FULL), "one field only");
}

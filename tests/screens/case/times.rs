//! A time is said back where it is typed, and again when it is recorded.

use zuoxi::domain::*;

use crate::case::desk::{Desk, at};

fn promising(now: &str) -> Desk {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), now);
    desk.press("n").words("13900139002 王女士 会员积分怎么换").press("f8").pass_s(60).press("f7");
    desk
}

#[test]
fn d3_times_as_people_say_them() {
    for (typed, meant) in [
        ("明早", "2026-03-17T09:00:00"),
        ("3点半", "2026-03-16T15:30:00"),
        ("5点", "2026-03-16T17:00:00"),
        ("半小时后", "2026-03-16T11:01:00"),
        ("两个小时后", "2026-03-16T12:31:00"),
        ("明天10点", "2026-03-17T10:00:00"),
        ("明早9点半", "2026-03-17T09:30:00"),
    ] {
        let mut desk = promising("2026-03-16T10:30:00");
        desk.words(typed);
        let echo = desk.model.cx.moment(at(meant));
        assert!(desk.row_in_hand().contains(&echo), "{typed}: {}", desk.row_in_hand());
        desk.press("f8");
        assert!(desk.notice().contains(&echo), "{typed}: {}", desk.notice());
        assert_eq!(desk.only().promises.first().map(|one| one.due), Some(at(meant)), "{typed}: {}", desk.notice());
    }
}

#[test]
fn n7_a_time_in_the_past_is_refused_while_it_is_typed() {
    let mut desk = promising("2026-03-16T10:30:00");
    desk.words("昨天 15:00");
    assert!(desk.row_in_hand().contains("太早了"), "{}", desk.row_in_hand());
    desk.press("f8");
    assert!(desk.only().promises.is_empty(), "{}", desk.notice());
}

#[test]
fn n7_a_time_outside_service_hours_offers_the_next_opening_on_one_key() {
    let mut desk = promising("2026-03-16T10:30:00");
    desk.words("明天 06:00");
    assert!(
        desk.row_in_hand().contains("不在服务时间") && desk.row_in_hand().contains("Alt-O"),
        "{}",
        desk.row_in_hand()
    );
    desk.press("alt-o");
    assert!(!desk.row_in_hand().contains("不在服务时间"), "{}", desk.row_in_hand());
    desk.press("f8");
    let due = desk.only().promises[0].due;
    assert!(due > at("2026-03-17T06:00:00") && due <= at("2026-03-17T09:00:00"), "{}", desk.notice());
}

/// An unsaved call with a promising phrase marked.
fn promised_early() -> Desk {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-03-16T10:30:00");
    desk.press("n").words("13800138001 周女士 积分怎么换 咨询");
    desk.free("esc esc 4 /").words("告知三级").free("enter enter");
    assert!(desk.row_in_hand().contains("时间"), "{}", desk.screen());
    assert!(desk.notice().contains("答应了时间"), "why the field is there: {}", desk.notice());
    desk
}

#[test]
fn n7_a_promising_phrase_on_an_unsaved_call_can_be_taken_back() {
    for how in ["undo", "again"] {
        let mut desk = promised_early();
        if how == "undo" {
            desk.press("alt-u");
        } else {
            desk.free("esc esc 4").free("enter");
        }
        assert!(desk.notice().contains("不算说过"), "{how}: {}", desk.notice());
        desk.press("f8");
        let case = desk.only();
        assert!(case.said.is_empty() && case.promises.is_empty(), "{how}: {}", desk.notice());
    }
}

#[test]
fn n7_marks_of_plain_phrases_come_off_by_undo_one_by_one() {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-03-16T10:30:00");
    desk.press("n").words("13800138001 周女士 积分怎么换 咨询");
    // What was said stands on the rail no more, so the same key is another phrase's.
    desk.free("esc 1 u");
    assert!(desk.notice().contains("不算说过"), "{}", desk.notice());
    desk.free("1 2 u u");
    desk.press("f8");
    assert!(desk.only().said.is_empty(), "{}", desk.notice());
}

#[test]
fn n7_the_message_of_a_case_opened_with_a_promise_names_its_time() {
    let mut desk = promised_early();
    desk.words("15:00").press("f8");
    assert!(desk.notice().contains("15:00"), "{}", desk.notice());
}

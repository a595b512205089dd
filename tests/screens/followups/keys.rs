//! What the keys of the work list do, and what they cost.

use zuoxi::domain::case::{FollowUpEnd, PromiseEnd};
use zuoxi::domain::*;

use crate::followups::desk::{Desk, NOW, at};

/// Marking a due progress update as told.
const TOLD: usize = 1;
/// A promise renegotiated with the customer.
const RENEGOTIATED: usize = 4;

fn desk() -> Desk {
    Desk::morning(Lang::ZhCn, (120, 40))
}

fn task(case: &Case, kind: FollowUpKind) -> &FollowUp {
    case.follow_ups.iter().find(|task| task.kind == kind).unwrap()
}

#[test]
fn a_due_update_is_told_with_one_key_and_the_next_one_is_named() {
    let mut desk = desk();
    desk.to("周*").press("p");
    assert!(desk.notice().contains("10:41"), "{}", desk.notice());
    assert!(desk.counted <= TOLD);
    let case = desk.case_of("周岚");
    let open: Vec<_> = case.open_follow_ups(FollowUpKind::Progress).iter().map(|task| task.due).collect();
    assert_eq!(open.len(), 1);
}

#[test]
fn a_promise_is_renegotiated_in_few_keys_and_never_put_off() {
    let mut desk = desk();
    desk.to("陈*");
    desk.free("z");
    assert!(desk.notice().starts_with("承诺不能往后推"), "{}", desk.notice());
    desk.press("m").words("11:20").press("enter");
    assert!(desk.counted <= RENEGOTIATED, "{} keys", desk.counted);
    let case = desk.case_of("陈立");
    let ends: Vec<_> = case.promises.iter().map(|promise| (promise.end.map(|end| end.0), promise.due)).collect();
    assert_eq!(ends, [(Some(PromiseEnd::Renegotiated), at(10, 40)), (None, at(11, 20))], "{}", desk.notice());
    assert_eq!(case.promises[1].text, "书桌换快递的结果", "the new one says the same");
    assert!(desk.notice().contains("11:20"), "{}", desk.notice());
}

#[test]
fn a_time_nobody_understands_stays_in_the_field_with_a_sentence() {
    let mut desk = desk();
    desk.to("陈*").press("m").words("晚点").press("enter");
    assert!(desk.notice().contains("看不懂"), "{}", desk.notice());
    assert!(desk.screen().contains("晚点"));
    desk.free("esc");
    assert_eq!(desk.model.focus(), "followups");
}

#[test]
fn a_promise_kept_leaves_the_list() {
    let mut desk = desk();
    let case = desk.case_of("陈立").id;
    desk.to("陈*").press("d");
    let end = desk.file(case).promises[0].end.map(|end| end.0);
    assert_eq!(end, Some(PromiseEnd::Kept), "{}", desk.notice());
    assert!(desk.list().iter().all(|row| row.item.what != FollowUpKind::Promise || row.case.customer != "陈立"));
}

#[test]
fn a_missed_promise_stays_on_the_list_until_it_is_kept_late_or_made_anew() {
    let mut desk = desk();
    let promised = |desk: &mut Desk| {
        let rows = desk.list();
        rows.iter().filter(|row| row.case.customer == "何平" && row.item.what == FollowUpKind::Promise).count()
    };
    desk.to("何*");
    assert!(desk.row_in_hand().contains('超'), "{}", desk.row_in_hand());
    assert_eq!(promised(&mut desk), 1);
    desk.press("m").words("11:30").press("enter");
    let case = desk.case_of("何平");
    let ends: Vec<_> = case.promises.iter().map(|promise| promise.end.map(|end| end.0)).collect();
    assert_eq!(ends, [Some(PromiseEnd::Missed), None], "{}", desk.notice());
    assert_eq!(promised(&mut desk), 1, "the new one only");
}

#[test]
fn a_task_is_put_off_as_often_as_the_manual_allows_and_then_refused_with_a_sentence() {
    let mut desk = desk();
    desk.to("吴*").press("z 2");
    let due = |desk: &mut Desk| task(&desk.case_of("吴涛"), FollowUpKind::ImplCheck).due;
    assert_eq!(due(&mut desk), NOW.plus_min(60));
    desk.to("吴*").press("z 3");
    assert_eq!(due(&mut desk), at(33, 0), "{}", desk.notice());
    desk.to("吴*").press("z");
    assert!(desk.notice().contains("推后次数用完了"), "{}", desk.notice());
    assert_eq!(desk.model.focus(), "followups", "nothing is asked");
}

#[test]
fn a_task_is_put_off_to_a_time_that_is_typed() {
    let mut desk = desk();
    desk.to("吴*").press("z 4").words("16:10").press("enter");
    assert_eq!(task(&desk.case_of("吴涛"), FollowUpKind::ImplCheck).due, at(16, 10), "{}", desk.notice());
}

#[test]
fn tries_without_an_answer_are_counted_and_go_to_other_parts_of_the_day() {
    let mut desk = desk();
    let id = desk.case_of("孙悦").id;
    desk.to("孙*").press("x");
    let first = desk.file(id);
    assert_eq!(
        (task(&first, FollowUpKind::Satisfaction).attempts, task(&first, FollowUpKind::Satisfaction).due),
        (1, at(14, 30))
    );
    desk.to("孙*").press("x");
    let second = desk.file(id);
    assert_eq!(task(&second, FollowUpKind::Satisfaction).attempts, 2);
    assert!(task(&second, FollowUpKind::Satisfaction).due >= at(24, 0), "over at least two days");
    desk.to("孙*").press("x");
    let third = desk.file(id);
    assert_eq!(third.ratings.last().map(|rating| rating.status), Some(RatingStatus::NoAnswer), "{}", desk.notice());
    assert!(desk.notice().contains("第 3 次"), "{}", desk.notice());
}

#[test]
fn a_call_is_done_with_what_came_of_it() {
    let mut desk = desk();
    let id = desk.case_of("吴涛").id;
    desk.to("吴*").press("d");
    assert!(desk.screen().contains("结果怎样"));
    desk.press("8");
    let case = desk.file(id);
    let done = task(&case, FollowUpKind::ImplCheck);
    assert_eq!(done.end.map(|end| end.0), Some(FollowUpEnd::Done), "{}", desk.notice());
    assert_eq!(done.result.as_deref(), Some("told_in_writing"));
    assert_eq!(desk.model.focus(), "followups");
}

#[test]
fn every_act_has_a_key_that_an_input_method_lets_through() {
    let mut desk = desk();
    desk.to("吴*").press("alt-z 1");
    assert_eq!(task(&desk.case_of("吴涛"), FollowUpKind::ImplCheck).snoozed, 1);
    desk.to("吴*").press("alt-x");
    assert_eq!(task(&desk.case_of("吴涛"), FollowUpKind::ImplCheck).attempts, 1);
    desk.to("吴*").press("f7").words("+3h").press("enter");
    assert_eq!(task(&desk.case_of("吴涛"), FollowUpKind::ImplCheck).moved_to.len(), 1);
    desk.to("周*").press("ctrl-t");
    assert!(desk.notice().contains("10:41"), "{}", desk.notice());
    let id = desk.case_of("陈立").id;
    desk.to("陈*").press("f5");
    assert!(desk.file(id).promises[0].end.is_some());
    desk.press("tab");
    assert!(desk.screen().contains("看我的"), "{}", desk.screen());
}

#[test]
fn what_was_done_is_taken_back_with_the_key_the_notice_names() {
    let mut desk = desk();
    let id = desk.case_of("陈立").id;
    desk.to("陈*").press("d").press("u");
    assert_eq!(desk.file(id).promises[0].end, None, "{}", desk.notice());
}

#[test]
fn enter_opens_the_case_and_others_follow_ups_are_one_key_away() {
    let mut desk = desk();
    desk.to("吴*").press("enter");
    assert_eq!(desk.model.screen(), "case");
    assert!(desk.screen().contains("净水器换芯后还漏水"));
}

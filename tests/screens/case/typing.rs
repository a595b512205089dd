//! Typing: what goes where, what is kept, what comes back.

use zuoxi::domain::protocol::{Draft, Drafts, JournalOp, Rejection};
use zuoxi::domain::*;
use zuoxi::scenario::Door;
use zuoxi::tui::{Msg, Pointer};

use crate::case::desk::Desk;

fn desk() -> Desk {
    Desk::new(Lang::ZhCn, (120, 40), "2026-03-16T10:02:00")
}

fn graded() -> Desk {
    let mut desk = desk();
    desk.press("n").words("13800138001 周岚女士 三家店收银扫不了码 955起").pass_s(60).press("f8").pass_s(60);
    desk.press("3").words("收银系统").press("enter").words("先恢复收款").press("enter 1 1 f8").pass_s(60);
    assert_eq!(desk.only().state, State::Process, "{}", desk.notice());
    desk
}

fn last_set(desk: &Desk, field: &str) -> Option<String> {
    desk.journal.iter().rev().find_map(|op| match op {
        JournalOp::Set { field: name, text, .. } if name == field => Some(text.clone()),
        _ => None,
    })
}

#[test]
fn a_new_call_opens_at_once_with_the_timer_running_and_the_line_in_hand() {
    let mut desk = desk();
    desk.press("n").pass_s(5);
    let screen = desk.screen();
    assert!(screen.contains("[通话 00:05]") && screen.contains("> 速记"), "{screen}");
    assert!(matches!(desk.journal.first(), Some(JournalOp::Begin { form, .. }) if form == "intake"));
    assert!(desk.ids().is_empty(), "nothing is saved before the step is left");
}

#[test]
fn every_character_is_in_the_journal_before_the_next_frame() {
    let mut desk = desk();
    desk.press("n").words("周岚女士");
    for (typed, op) in ["周", "周岚", "周岚女", "周岚女士"].iter().zip(sets(&desk, "shorthand")) {
        assert_eq!(op, *typed);
    }
    assert_eq!(last_set(&desk, "customer_name").as_deref(), Some("周岚"));
}

fn sets(desk: &Desk, field: &str) -> Vec<String> {
    desk.journal
        .iter()
        .filter_map(|op| match op {
            JournalOp::Set { field: name, text, .. } if name == field => Some(text.clone()),
            _ => None,
        })
        .collect()
}

#[test]
fn correcting_a_field_wins_over_the_line() {
    let mut desk = desk();
    desk.press("n").words("13800138001 周岚女士 三家店收银扫不了码");
    desk.press("tab").words("英").press("backtab").words(" 急");
    assert_eq!(last_set(&desk, "customer_name").as_deref(), Some("周岚英"));
    assert!(desk.screen().contains("周岚英"));
}

#[test]
fn leaving_with_something_missing_marks_it_and_puts_the_focus_there_and_loses_nothing() {
    let mut desk = desk();
    desk.press("n").words("13800138001").press("f8");
    assert!(desk.ids().is_empty());
    assert!(desk.row_in_hand().contains("事由"), "{}", desk.row_in_hand());
    assert!(desk.row_in_hand().contains("还差"));
    desk.words("收银机扫不了码").press("f8");
    assert_eq!(desk.only().state, State::Identify, "{}", desk.notice());
}

#[test]
fn the_draft_is_closed_only_after_the_save_came_back() {
    let mut desk = desk();
    desk.press("n").words("13800138001 三家店收银扫不了码");
    desk.refuse = Some(Rejection::Failed { code: "disk-full".into(), detail: String::new() });
    desk.press("f8");
    assert!(!desk.journal.iter().any(|op| matches!(op, JournalOp::Close { .. })));
    assert!(desk.screen().contains("三家店收银扫不了码"), "what was typed is still there");
    desk.press("f8");
    assert_eq!(desk.only().state, State::Identify);
    assert!(desk.journal.iter().any(|op| matches!(op, JournalOp::Close { .. })));
}

#[test]
fn a_form_left_by_a_process_that_died_comes_back_to_the_last_character() {
    let mut before = desk();
    before.press("n").words("13800138001 周岚女士 三家店收银扫不了码 急").press("tab tab").words("悦邻便利🏪");
    let mut after = next(&before, "2026-03-16T10:09:00");
    let screen = after.screen();
    for words in ["三家店收银扫不了码", "周岚", "悦邻便利", "13800138001"] {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    after.press("f8");
    let case = after.only();
    assert_eq!(case.received_at, crate::case::desk::at("2026-03-16T10:02:00"), "received when the form opened");
    assert_eq!(case.record.text(Field::Company), Some("悦邻便利🏪"));
}

/// The draft a process that dies now leaves of the form opened last.
pub fn left_by(before: &Desk) -> Draft {
    let mut open = Drafts::new();
    before.journal.iter().for_each(|op| op.fold(&mut open));
    let last = before.journal.iter().rev().find_map(|op| match op {
        JournalOp::Begin { draft, .. } => open.remove(draft),
        _ => None,
    });
    last.expect("a form is open")
}

/// The next process, at whose start the draft is offered and taken.
pub fn next(before: &Desk, now: &str) -> Desk {
    let mut after = Desk::new(Lang::ZhCn, (120, 40), now);
    after.store.facts.clone_from(&before.store.facts);
    after.send(Msg::Drafts(vec![left_by(before)]));
    after.press("enter");
    after
}

#[test]
fn a_form_of_an_open_case_comes_back_with_its_case() {
    let mut before = graded();
    before.press("f8").pass_s(60).press("4 0").words("切到备用支付网关");
    let mut after = next(&before, "2026-03-16T10:20:00");
    let screen = after.screen();
    assert!(screen.contains("切到备用支付网关") && screen.contains("方案定了"), "{screen}");
    after.press("enter").words("11:00").press("f8");
    assert_eq!(after.only().state, State::PlanConfirm, "{}", after.notice());
    assert_eq!(after.only().plans[0].resolution_type, "restore");
}

#[test]
fn a_form_about_one_of_two_follow_ups_comes_back_about_that_one() {
    let mut before = graded();
    for when in ["11:00", "15:00"] {
        before.press("esc ctrl-k").words("加跟进").press("enter").words("1").press("tab").words(when).press("f8");
    }
    let mut open: Vec<_> = before.only().follow_ups.into_iter().filter(|task| task.end.is_none()).collect();
    open.sort_by_key(|task| task.due);
    let last = open.last().unwrap().id;
    assert!(open.len() > 1, "{open:?}");
    before.press("esc ctrl-k").words("跟进完成").press("enter").words(&open.len().to_string());
    before.press("tab").words("客户要晚上再谈");
    let mut after = next(&before, "2026-03-16T10:20:00");
    assert!(after.screen().contains("客户要晚上再谈"), "{}", after.screen());
    after.press("f8");
    let done = after.only().follow_ups.into_iter().find(|task| task.id == last).unwrap();
    assert!(done.end.is_some(), "{}", after.screen());
}

#[test]
fn a_second_call_puts_the_first_form_aside_and_it_comes_back() {
    let mut desk = desk();
    desk.press("n").words("13800138001 三家店收银扫不了码").press("ctrl-n");
    assert!(desk.notice().contains('1'), "{}", desk.notice());
    desk.words("13900139002 书桌八天未到");
    desk.press("ctrl-r");
    assert!(desk.screen().contains("三家店收银扫不了码"));
    desk.press("ctrl-r");
    assert!(desk.screen().contains("书桌八天未到"));
}

#[test]
fn a_known_number_shows_the_caller_but_links_nobody_without_a_key() {
    let mut desk = desk();
    let file = [
        (Field::CustomerName, "周岚"),
        (Field::Title, "女士"),
        (Field::Company, "悦邻便利"),
        (Field::CallerNumber, "13800138001"),
    ];
    let file =
        file.iter().fold(Record::default(), |file, (field, words)| file.with(*field, Value::Text((*words).into())));
    desk.store.file_customer(uuid::Uuid::from_u128(5), Tier::Key, file, desk.now).unwrap();
    desk.press("n").words("13800138001");
    let screen = desk.screen();
    assert!(screen.contains("周*女士") && screen.contains("档案里有 1 位"), "masked until linked: {screen}");
    assert_eq!(last_set(&desk, "customer_name"), None);
    desk.press("ctrl-o 1");
    assert_eq!(last_set(&desk, "customer_name").as_deref(), Some("周岚"));
    desk.words(" 三家店收银扫不了码").press("f8");
    let linked = desk.only().record.text(Field::Customer).map(str::to_owned);
    assert_eq!(linked, Some(uuid::Uuid::from_u128(5).to_string()));
}

#[test]
fn digits_are_text_in_a_field_and_phrases_outside_it_and_with_alt_everywhere() {
    let mut desk = desk();
    desk.press("n").words("1");
    assert_eq!(last_set(&desk, "shorthand").as_deref(), Some("1"));
    desk.free("alt-1");
    assert!(desk.notice().contains("说过"), "{}", desk.notice());
    desk.free("esc 2").press("enter").words("3800138001 三家店收银扫不了码").press("f8");
    assert_eq!(desk.only().said.len(), 2, "both go along with the opening");
}

#[test]
fn the_greeting_apologises_when_the_call_was_answered_late() {
    let mut desk = desk();
    desk.press("n");
    let in_time = desk.screen();
    desk.press("tab tab tab tab tab tab").words("5");
    assert!(desk.row_in_hand().contains("响铃"), "{}", desk.row_in_hand());
    assert_ne!(greeting(&in_time), greeting(&desk.screen()));
}

fn greeting(screen: &str) -> String {
    screen.lines().skip(16).take(2).map(|line| line.split('╎').nth(1).unwrap_or_default()).collect()
}

#[test]
fn pasted_text_is_capped_and_brings_no_line_ends_into_a_line() {
    let mut desk = desk();
    desk.press("n tab tab tab tab tab tab tab tab");
    assert!(desk.row_in_hand().contains("事由"), "{}", desk.row_in_hand());
    desk.send(Msg::Paste(format!("扫不了码\n{}", "好".repeat(100))));
    let kept = last_set(&desk, "summary").unwrap();
    assert_eq!(kept.chars().count(), 60);
    assert!(!kept.contains('\n'));
}

#[test]
fn a_number_like_an_identity_card_is_masked_before_it_is_saved() {
    let mut desk = desk();
    desk.press("n").words("13800138001 三家店收银扫不了码").press("tab").words("110101199003074477");
    desk.press("f8");
    assert!(desk.ids().is_empty() && desk.notice().contains("遮住"), "{}", desk.notice());
    desk.press("f8");
    let name = desk.only().record.text(Field::CustomerName).unwrap().to_owned();
    assert!(!name.contains("19900307"), "{name}");
}

#[test]
fn the_acts_of_the_whole_flow_can_be_done_by_keys() {
    let mut desk = graded();
    desk.press("f8").pass_s(300);
    desk.press("4 0").words("切到备用支付网关").press("enter").words("11:00").press("f8").pass_s(60);
    assert_eq!(desk.only().state, State::PlanConfirm, "{}", desk.notice());
    desk.press("1 f8").pass_s(600);
    assert_eq!(desk.only().state, State::Implement, "{}", desk.notice());
    desk.press("f8").words("三家店都能扫码了").press("f8").pass_s(240);
    assert_eq!(desk.only().state, State::Verify, "{}", desk.notice());
    desk.press("1 f8").pass_s(60);
    assert_eq!(desk.only().state, State::Closing, "{}", desk.notice());
    desk.press("5 4 5 5 1 f8");
    let case = desk.only();
    assert_eq!(
        case.ratings.last().unwrap().score_tenths,
        Some(950),
        "the rating is kept though only a lead may archive"
    );
    assert_eq!(case.state, State::Closing);
    assert!(!desk.notice().is_empty());
}

#[test]
fn u_takes_the_last_act_back_and_the_step_is_in_front_again() {
    let mut desk = graded();
    desk.free("esc").press("u");
    assert_eq!(desk.only().state, State::Identify, "{}", desk.notice());
    assert!(desk.screen().contains("受理类型"), "{}", desk.screen());
}

#[test]
fn saved_is_said_only_after_a_receipt() {
    let mut desk = desk();
    desk.press("n").words("13800138001 三家店收银扫不了码");
    assert!(desk.screen().contains("草稿已存") && !desk.screen().contains("  已存"));
    desk.pass_s(30).press("f8");
    assert!(desk.screen().contains("已存 10:02:30"), "{}", desk.screen());
}

#[test]
fn hold_and_hanging_up_are_recorded_on_the_case() {
    let mut desk = graded();
    desk.free("f2");
    assert!(desk.screen().contains("保持 00:00"));
    desk.pass_s(20).free("f2").pass_s(20).free("f3");
    let case = desk.only();
    let contact = case.contacts.last().unwrap();
    assert_eq!(contact.measured.map(|(_, hold, _)| hold), Some(20), "{}", desk.notice());
    assert!(contact.end.is_some());
    assert!(desk.screen().contains("话后"));
}

#[test]
fn every_word_of_the_screen_is_in_the_locale_files() {
    for lang in [Lang::ZhCn, Lang::ZhTw, Lang::En] {
        let mut desk = Desk::new(lang, (120, 40), "2026-03-16T10:02:00");
        desk.press("n").words("13800138001 周岚女士 三家店收银扫不了码 955起").pass_s(60).press("f8").pass_s(60);
        desk.press("3").words("收银系统").press("enter").words("先恢复收款").press("enter 1 1 f8").pass_s(60);
        for keys in ["", "f9", "down", "down", "esc f6", "esc f7", "esc esc f5", "esc esc f8"] {
            desk.press(keys);
            assert!(!desk.screen().contains('‹'), "{lang}: {}", desk.screen());
        }
    }
}

#[test]
fn a_long_line_is_read_from_its_beginning_where_nobody_types() {
    let mut desk = Desk::new(Lang::En, (80, 24), "2026-03-16T10:02:00");
    desk.press("n").words("13800138001 Ms Zhou complaint parcel is three days late and she wants a refund today");
    let screen = desk.screen();
    let row = screen.lines().find(|row| row.contains("Matter ")).unwrap_or_else(|| panic!("{screen}"));
    assert!(row.contains("parcel is three") && row.contains(".."), "{row}");
}

#[test]
fn a_click_on_a_row_takes_it_in_hand_and_what_is_typed_then_stands_there() {
    for size in [(120, 40), (80, 24)] {
        let mut desk = Desk::new(Lang::ZhCn, size, "2026-03-16T10:02:00");
        desk.press("n");
        let row = desk.screen().lines().position(|line| line.contains("期望")).unwrap();
        for _ in 0..2 {
            desk.send(Msg::Pointer(Pointer::Click { column: 12, row: u16::try_from(row).unwrap() }));
            assert!(desk.row_in_hand().contains("期望"), "{}", desk.screen());
        }
        desk.words("退款");
        assert_eq!(last_set(&desk, "desired_outcome").as_deref(), Some("退款"));
        assert!(desk.ids().is_empty(), "a second click sends nothing");
    }
}

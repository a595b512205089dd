//! Words typed where none can stand, and changes that must not go unnoticed.

use zuoxi::domain::protocol::JournalOp;
use zuoxi::domain::*;
use zuoxi::tui::Msg;

use crate::case::desk::Desk;

fn desk() -> Desk {
    Desk::new(Lang::ZhCn, (120, 40), "2026-03-16T10:02:00")
}

/// An enquiry, taken and now to be identified.
fn enquiry() -> Desk {
    let mut desk = desk();
    desk.press("n").words("13700137003 扫地机怎么连家里的无线网").pass_s(60).press("f8");
    desk.press("1");
    assert_eq!(desk.only().state, State::Identify, "{}", desk.notice());
    desk
}

fn fault() -> Desk {
    let mut desk = desk();
    desk.press("n").words("13800138001 周岚女士 三家店收银扫不了码 955起").pass_s(60).press("f8").pass_s(60);
    desk
}

#[test]
fn words_typed_on_a_choice_go_to_the_next_empty_text_field_and_the_agent_is_told() {
    let mut desk = fault();
    desk.to("tab", "受理类型");
    desk.words("收银系统");
    assert!(desk.row_in_hand().contains("收银系统"), "{}", desk.screen());
    assert!(desk.row_in_hand().contains("产品"), "{}", desk.screen());
    assert!(desk.notice().contains("产品"), "{}", desk.notice());
}

#[test]
fn words_typed_on_the_matrix_leave_the_cell_alone_and_go_to_the_answer() {
    let mut desk = enquiry();
    desk.to("tab", "4 无损失");
    let before = desk.screen();
    desk.words("长按配网键");
    let screen = desk.screen();
    assert!(desk.row_in_hand().contains("长按配网键"), "before:\n{before}\nafter:\n{screen}");
    assert!(desk.row_in_hand().contains("答复内容"), "{screen}");
}

#[test]
fn words_an_input_method_sends_outside_the_form_are_kept_too() {
    let mut desk = fault();
    desk.press("esc").words("收银系统");
    assert!(desk.row_in_hand().contains("收银系统"), "{}", desk.screen());
    assert!(!desk.notice().is_empty());
}

#[test]
fn a_letter_outside_the_form_is_still_a_command() {
    let mut desk = fault();
    desk.press("esc").words("a");
    assert!(desk.screen().contains("现在能做的"), "{}", desk.screen());
}

#[test]
fn pasted_words_on_a_choice_are_kept() {
    let mut desk = fault();
    desk.to("tab", "受理类型");
    desk.send(Msg::Paste("收银系统".into()));
    assert!(desk.row_in_hand().contains("收银系统"), "{}", desk.screen());
}

#[test]
fn a_full_field_says_that_a_character_was_not_written() {
    let mut desk = desk();
    desk.press("n");
    desk.to("tab", "事由");
    desk.words(&"好".repeat(61));
    assert!(desk.notice().contains("满"), "{}", desk.notice());
}

#[test]
fn a_digit_without_an_option_changes_nothing_and_says_so() {
    let mut desk = fault();
    desk.to("tab", "受理类型");
    let before = desk.only().record.text(Field::Kind).map(str::to_owned);
    desk.press("9");
    assert!(desk.notice().contains('9') && desk.row_in_hand().contains("受理类型"), "{}", desk.notice());
    assert_eq!(desk.only().record.text(Field::Kind).map(str::to_owned), before);
}

#[test]
fn the_telephone_has_no_fourth_rating_key() {
    let mut desk = enquiry();
    desk.words("长按配网键三秒").press("f8 1 f8").pass_s(60).press("1 f8").pass_s(30);
    desk.to("tab", "按键评分");
    desk.press("5");
    assert!(desk.row_in_hand().contains("按键评分") && desk.notice().contains('5'), "{}", desk.screen());
}

#[test]
fn an_answer_without_its_sort_is_asked_for_it_and_not_dropped() {
    let mut desk = enquiry();
    desk.to("tab", "答复内容");
    desk.words("长按配网键三秒").press("f8");
    assert_eq!(desk.only().state, State::Identify, "{}", desk.notice());
    assert!(desk.row_in_hand().contains("处理方式"), "{}", desk.screen());
    desk.press("1 f8");
    assert_eq!(desk.only().state, State::Verify, "{}", desk.notice());
}

#[test]
fn words_of_an_answer_stay_when_the_matter_turns_out_to_be_a_fault() {
    let mut desk = enquiry();
    desk.to("tab", "答复内容");
    desk.words("长按配网键三秒");
    desk.to("tab", "受理类型");
    desk.press("3");
    assert!(desk.screen().contains("长按配网键三秒"), "{}", desk.screen());
    desk.to("tab", "产品");
    desk.words("扫地机");
    desk.to("tab", "期望");
    desk.words("连上网");
    desk.to("tab", "发生");
    desk.words("930").press("f8");
    for _ in 0..3 {
        if desk.only().state == State::Identify {
            desk.words("林女士").press("f8");
        }
    }
    assert_eq!(desk.only().state, State::Process, "{}", desk.notice());
    assert!(desk.screen().contains("长按配网键三秒"), "kept as a note: {}", desk.screen());
}

#[test]
fn on_the_smallest_screen_the_field_in_hand_is_in_sight() {
    let mut desk = Desk::new(Lang::ZhCn, (60, 16), "2026-03-16T10:02:00");
    desk.press("n").words("13800138001 周岚女士 三家店收银扫不了码 955起").pass_s(60).press("f8");
    for _ in 0..12 {
        assert!(desk.row_in_hand().starts_with('>'), "{}", desk.screen());
        desk.press("tab");
    }
    desk.press("backtab f8").words("收银系统").press("f8").words("先恢复收款").press("f8");
    assert_eq!(desk.only().state, State::Process, "{}", desk.screen());
    for _ in 0..8 {
        assert!(desk.row_in_hand().starts_with('>'), "{}", desk.screen());
        desk.press("tab");
    }
}

#[test]
fn enter_goes_through_the_answer_of_an_enquiry_in_reading_order() {
    let mut desk = enquiry();
    desk.press("backtab").to("backtab", "受理类型");
    desk.press("enter");
    assert!(desk.row_in_hand().contains("处理方式"), "{}", desk.screen());
    desk.press("enter");
    assert!(desk.row_in_hand().contains("答复内容"), "{}", desk.screen());
    desk.words("长按配网键三秒").press("backtab 1 f8");
    assert_eq!(desk.only().state, State::Verify, "{}\n{}", desk.notice(), desk.screen());
}

#[test]
fn a_level_changed_by_hand_is_said_with_the_old_and_the_new_one() {
    let mut desk = enquiry();
    desk.to("tab", "4 无损失");
    desk.press("2");
    assert!(desk.notice().contains("三级") && desk.notice().contains("二级"), "{}\n{}", desk.notice(), desk.screen());
}

#[test]
fn the_key_a_notice_names_takes_the_act_back_wherever_the_focus_is() {
    for before in ["", "tab", "tab tab", "esc"] {
        let mut desk = fault();
        desk.press("3").words("收银系统").press("enter").words("先恢复收款").press("enter 1 1 f8").pass_s(5);
        let said = desk.notice();
        assert_eq!(desk.only().state, State::Process, "{said}");
        let key = said.split(['（', ' ']).nth(1).unwrap().to_lowercase();
        desk.free(before).press(&key);
        assert_eq!(desk.only().state, State::Identify, "{before:?}: {said}, then {}", desk.notice());
    }
}

#[test]
fn an_act_taken_back_leaves_its_words_in_the_form_and_in_the_journal() {
    let mut desk = fault();
    desk.press("3").words("收银系统").press("enter").words("先恢复收款").press("enter 1 1 f8");
    assert_eq!(desk.only().state, State::Process, "{}", desk.notice());
    desk.free("alt-u");
    let screen = desk.screen();
    assert!(screen.contains("收银系统") && screen.contains("先恢复收款"), "{screen}");
    let open = desk
        .journal
        .iter()
        .rev()
        .take_while(|op| !matches!(op, JournalOp::Close { .. }))
        .any(|op| matches!(op, JournalOp::Set { text, .. } if text == "先恢复收款"));
    assert!(open, "what stands in the form is in the journal too");
    desk.press("f8");
    assert_eq!((desk.only().state, desk.only().level), (State::Process, Some(Level::ONE)), "{}", desk.notice());
}

#[test]
fn what_was_begun_after_an_act_is_kept_when_the_act_is_taken_back() {
    let mut desk = fault();
    desk.press("3").words("收银系统").press("enter").words("先恢复收款").press("enter 1 1 f8");
    desk.words("切到备用支付网关").free("alt-u");
    assert_eq!(desk.only().state, State::Identify, "{}", desk.notice());
    let kept = desk.journal.iter().any(|op| matches!(op, JournalOp::Set { text, .. } if text == "切到备用支付网关"));
    assert!(kept && desk.screen().contains("受理类型"), "{}", desk.screen());
    desk.press("ctrl-r");
    assert!(desk.screen().contains("切到备用支付网关"), "{}", desk.screen());
}

#[test]
fn what_the_workstation_did_by_itself_has_no_author_in_the_history() {
    let mut desk = fault();
    desk.press("3").words("收银系统").press("enter").words("先恢复收款").press("enter 1 1 f8");
    desk.pass_s(3600).let_time_pass();
    desk.send(Msg::Changed);
    let screen = desk.screen();
    assert!(!screen.contains("system"), "{screen}");
}

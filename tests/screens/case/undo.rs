//! Taking back and giving back at the desk: named, never unseen, one after the other.

use zuoxi::domain::*;

use crate::case::desk::Desk;

fn call(desk: &mut Desk, line: &str) -> uuid::Uuid {
    let before = desk.ids();
    desk.press("ctrl-n").words(line).press("f8").pass_s(60);
    desk.ids().into_iter().find(|id| !before.contains(id)).expect(line)
}

/// Two cases, the first graded level 1 and handed over.
fn two() -> (Desk, uuid::Uuid, uuid::Uuid) {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-03-16T10:02:00");
    let other = call(&mut desk, "13700137003 王先生 积分怎么换 咨询");
    let grave = call(&mut desk, "13800138001 周女士 三家店收银扫不了码 955起");
    desk.press("3").words("收银系统").press("enter").words("先恢复收款").press("enter 1 1 f8").pass_s(60);
    (desk, grave, other)
}

fn open(desk: &mut Desk, id: uuid::Uuid) {
    desk.model.cx.open_case(id);
    desk.pass_s(1);
}

#[test]
fn d5_an_act_on_another_case_is_named_and_shown_before_it_is_taken_back() {
    let (mut desk, grave, other) = two();
    open(&mut desk, other);
    desk.press("alt-u");
    assert_eq!(desk.case(grave).unwrap().state, State::Process, "nothing changes unseen: {}", desk.notice());
    let no = desk.case(grave).unwrap().no;
    assert!(desk.notice().contains("定级") && desk.notice().contains(&no), "{}", desk.notice());
    assert!(desk.screen().lines().any(|line| line.contains(&no) && line.contains("处理中")), "{}", desk.screen());
    desk.press("alt-u");
    assert_eq!(desk.case(grave).unwrap().state, State::Identify);
    assert!(desk.notice().contains("定级") && desk.notice().contains(&no), "{}", desk.notice());
}

#[test]
fn d5_on_a_list_it_is_the_act_on_the_row_in_hand() {
    let (mut desk, grave, _) = two();
    desk.press("esc esc 1 home");
    desk.press("p").pass_s(1);
    let told = desk.file(grave).unwrap().facts.len();
    desk.press("down alt-u");
    assert!(desk.case(grave).unwrap().undone.is_empty(), "{}", desk.notice());
    assert!(desk.notice().contains("通报") && desk.model.screen() == "case", "{}\n{}", desk.notice(), desk.screen());
    desk.press("alt-u");
    assert!(!desk.case(grave).unwrap().undone.is_empty(), "{}", desk.notice());
    assert_eq!(desk.file(grave).unwrap().facts.len(), told + 1);
}

#[test]
fn d4_several_are_taken_back_in_a_row_and_given_back() {
    let (mut desk, grave, _) = two();
    desk.press("f8").pass_s(60);
    desk.press("esc p").pass_s(60);
    for (what, state) in [("通报", State::Process), ("转办", State::Process), ("定级", State::Identify)] {
        desk.press("alt-u").pass_s(1);
        assert!(desk.notice().contains(what), "{what}: {}", desk.notice());
        assert_eq!(desk.case(grave).unwrap().state, state, "{what}");
    }
    for what in ["定级", "转办", "通报"] {
        desk.press("alt-y").pass_s(1);
        assert!(desk.notice().contains("已恢复") && desk.notice().contains(what), "{what}: {}", desk.notice());
    }
    assert_eq!(desk.case(grave).unwrap().state, State::Process);
    assert!(!desk.notice().contains("没写完") && !desk.model.is_waiting());
    desk.press("alt-y");
    assert!(desk.notice().contains("没有可以恢复"), "{}", desk.notice());
    desk.press("alt-u");
    assert!(desk.notice().contains("通报"), "what was given back can be taken back again: {}", desk.notice());
}

#[test]
fn d4_a_form_comes_back_for_its_own_act_alone_and_goes_when_that_is_given_back() {
    let (mut desk, grave, _) = two();
    desk.press("esc 1").pass_s(1);
    assert_eq!(desk.case(grave).unwrap().said.len(), 1, "{}", desk.notice());
    desk.press("u").pass_s(1);
    assert!(desk.case(grave).unwrap().said.is_empty());
    assert!(!desk.screen().contains("多严重"), "the form of the grade stays away: {}", desk.screen());
    desk.press("alt-u").pass_s(1);
    assert!(desk.screen().contains("先恢复收款") && desk.screen().contains("多严重"), "{}", desk.screen());
    desk.press("alt-y").pass_s(1);
    assert!(!desk.screen().contains("多严重"), "{}", desk.screen());
    desk.press("ctrl-r");
    assert!(!desk.screen().contains("多严重"), "it has served: {}", desk.screen());
}

#[test]
fn d4_out_of_the_form_the_same_key_takes_back_one_act_after_the_other_and_types_nothing() {
    let (mut desk, grave, _) = two();
    desk.press("esc 1").pass_s(1);
    desk.press("u").pass_s(1).press("u").pass_s(1);
    assert!(desk.case(grave).unwrap().said.is_empty());
    assert_eq!(desk.case(grave).unwrap().state, State::Identify, "the grade, too: {}", desk.notice());
    assert!(!desk.screen().contains("写进了"), "{}", desk.screen());
    desk.press("enter").words("x");
    assert!(desk.screen().contains('x'), "Enter leads into the form again: {}", desk.screen());
}

fn ticks(desk: &Desk) -> usize {
    desk.screen().lines().filter(|line| line.split('╎').next().unwrap_or_default().contains('✓')).count()
}

#[test]
fn n12_to_n14_every_tick_comes_off_and_the_line_is_named() {
    let (mut desk, grave, _) = two();
    desk.press("ctrl-e");
    let before = ticks(&desk);
    desk.press("1").pass_s(1).press("2").pass_s(1).press("3").pass_s(1);
    assert_eq!(ticks(&desk), before + 3, "{}", desk.screen());
    assert!(desk.screen().contains("Enter/数字"), "{}", desk.screen());
    desk.press("home up up up up up enter");
    assert!(desk.notice().contains("取消") && desk.notice().contains("Del"), "{}", desk.notice());
    desk.press("delete").pass_s(1);
    assert_eq!(ticks(&desk), before + 2, "{}\n{}", desk.notice(), desk.screen());
    for _ in 0..2 {
        desk.press("alt-u").pass_s(1);
        assert!(desk.notice().contains("已撤回"), "{}", desk.notice());
        assert!(!desk.notice().contains("应急处置"), "the line is named: {}", desk.notice());
    }
    assert_eq!(ticks(&desk), before, "{}", desk.screen());
    assert_eq!(desk.case(grave).unwrap().state, State::Process);
}

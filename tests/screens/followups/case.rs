//! On the case itself: the emergency plan, better wordings, the times that stand beside the limits.

use zuoxi::domain::*;

use crate::followups::desk::{Desk, NOW};

fn level_one(lang: Lang, size: (u16, u16)) -> Desk {
    let mut desk = Desk::morning(lang, size);
    desk.to("周*").free("enter");
    desk
}

#[test]
fn the_emergency_plan_is_ticked_line_by_line_and_its_first_line_starts_handling() {
    let mut desk = level_one(Lang::ZhCn, (120, 40));
    desk.free("ctrl-e");
    assert!(desk.screen().contains("应急处置"), "{}", desk.screen());
    let id = desk.case_of("周岚").id;
    let start = |case: &Case| case.clocks.iter().find(|clock| clock.kind == ClockKind::Start).unwrap().met;
    assert_eq!(start(&desk.file(id)), None);
    desk.free("enter");
    assert_eq!(start(&desk.file(id)), Some(NOW), "{}", desk.notice());
    desk.free("3");
    assert!(desk.notice().contains("还有 3 项"), "{}", desk.notice());
    let screen = desk.screen();
    assert!(screen.contains("1  ✓ 人是安全的") && screen.contains("3  ✓ 下一次通报"), "{screen}");
    assert!(!screen.contains("2  ✓"), "{screen}");
}

#[test]
fn ticks_are_still_there_when_the_plan_is_opened_again_and_after_the_last_one_it_stays_until_esc() {
    let mut desk = level_one(Lang::ZhCn, (80, 24));
    desk.free("ctrl-e 1 2 esc ctrl-e");
    assert!(desk.row_in_hand().contains("下一次通报"), "{}", desk.row_in_hand());
    desk.free("3 4 5");
    assert!(desk.notice().contains("都做完了"), "{}", desk.notice());
    let plan = |desk: &Desk| desk.screen().lines().take(21).map(str::to_owned).collect::<Vec<_>>();
    let before = plan(&desk);
    desk.free("enter enter u 5");
    assert_eq!(plan(&desk), before, "no key falls through to the form");
    assert!(desk.notice().contains("已经勾了"), "{}", desk.notice());
    desk.free("esc");
    assert_eq!(desk.model.focus(), "case");
    let case = desk.case_of("周岚");
    let noted = |fact: &&Recorded| matches!(&fact.event, Event::Case(CaseEvent::RunbookStarted(_)));
    assert_eq!(desk.facts(case.id).iter().filter(noted).count(), 5, "each act is noted");
}

#[test]
fn the_key_a_tick_offers_takes_it_back_there() {
    for digits in ["12", "12345"] {
        let mut desk = level_one(Lang::ZhCn, (80, 24));
        desk.free("ctrl-e");
        for digit in digits.chars() {
            desk.pass_s(1).free(&digit.to_string());
        }
        let notice = desk.notice();
        assert!(notice.contains("Alt-U 撤回"), "{notice}");
        let ticked = desk.screen().matches(" ✓ ").count();
        desk.free("alt-u");
        assert!(desk.notice().contains("已撤回"), "{}", desk.notice());
        assert_eq!(desk.screen().matches(" ✓ ").count() + 1, ticked, "{}", desk.screen());
        desk.free(&digits[digits.len() - 1..]);
        assert_eq!(desk.screen().matches(" ✓ ").count(), ticked, "it can be ticked again: {}", desk.screen());
    }
}

#[test]
fn a_tick_taken_back_brings_no_other_form_back() {
    let mut desk = level_one(Lang::ZhCn, (80, 24));
    desk.send_act(Act::NoteAdded);
    desk.words("客户在门口").free("f8").pass_s(60).free("ctrl-e 1 alt-u esc");
    assert!(!desk.screen().contains("客户在门口"), "the note was not taken back: {}", desk.screen());
}

#[test]
fn a_case_below_level_1_has_no_emergency_plan() {
    let mut desk = Desk::morning(Lang::ZhCn, (120, 40));
    desk.to("吴*").free("enter ctrl-e");
    assert!(desk.notice().contains("只有一级"), "{}", desk.notice());
}

#[test]
fn the_plan_looks_as_it_did_when_somebody_looked_at_it() {
    for (lang, name) in [(Lang::ZhCn, "zh_cn"), (Lang::ZhTw, "zh_tw"), (Lang::En, "en")] {
        let mut desk = level_one(lang, (80, 24));
        desk.free("ctrl-e 1");
        insta::assert_snapshot!(format!("runbook_{name}"), desk.screen());
    }
}

#[test]
fn nothing_of_a_long_phrase_stays_below_an_overlay_that_covers_it() {
    let mut desk = level_one(Lang::En, (64, 24));
    desk.free("esc 1");
    let row = |desk: &Desk| desk.screen().lines().nth(21).unwrap_or_default().trim().to_owned();
    assert!(!row(&desk).is_empty(), "a long phrase takes one row more: {}", desk.screen());
    desk.free("ctrl-k");
    assert_eq!(row(&desk), "", "{}", desk.screen());
}

#[test]
fn one_key_puts_the_better_wording_in_and_nothing_is_ever_blocked() {
    let mut desk = Desk::morning(Lang::ZhCn, (120, 40));
    desk.to("吴*").free("enter");
    desk.send_act(Act::NoteAdded);
    desk.words("客户问退款，我不知道。");
    assert!(desk.screen().contains("「我不知道」换成"), "{}", desk.screen());
    assert!(desk.screen().contains("Ctrl-L"), "{}", desk.screen());
    desk.free("ctrl-l");
    let screen = desk.screen();
    assert!(screen.contains("这一点我要核实"), "{screen}");
    assert!(!screen.contains("Ctrl-L"), "{screen}");
    desk.words("我不知道").free("f8");
    assert!(desk.notice().contains("已记下"), "saved all the same: {}", desk.notice());
}

#[test]
fn the_front_lines_own_time_stands_among_the_due_times_until_it_ends() {
    let mut desk = Desk::morning(Lang::ZhCn, (120, 40));
    let id = desk.fresh("金鑫", "查不到积分");
    assert_eq!(desk.file(id).state, State::Process);
    desk.free("1").find("金鑫").free("enter");
    assert!(desk.screen().contains("一线自办"), "{}", desk.screen());
}

//! Agent states (D12): signed on while the program runs, what is done between calls, and signed off on leaving.

use zuoxi::domain::shift::{AgentState, Shift};
use zuoxi::domain::*;

use crate::case::calls::bar;
use crate::case::desk::Desk;

fn desk(size: (u16, u16)) -> Desk {
    let mut desk = Desk::new(Lang::ZhCn, size, "2026-03-16T10:02:00");
    desk.pass_s(1);
    desk
}

fn shift(desk: &Desk) -> Option<Shift> {
    let stream = StreamId::shift(desk.model.cx.agent.person, "2026-03-16".parse().unwrap());
    Shift::of(stream.id, desk.store.facts.current(stream).facts)
}

fn states(desk: &Desk) -> Vec<(AgentState, Option<String>)> {
    shift(desk).unwrap().states.into_iter().map(|one| (one.state, one.reason)).collect()
}

#[test]
fn d12_whoever_sits_down_is_on_shift_and_ready_and_leaving_ends_it() {
    let mut desk = desk((80, 24));
    let shift_of_day = shift(&desk).unwrap();
    assert!(shift_of_day.is_on() && shift_of_day.state() == Some((AgentState::Ready, None)));
    desk.pass_s(60).press("ctrl-q");
    let over = shift(&desk).unwrap();
    assert!(!over.is_on() && over.spans.len() == 1, "{over:?}");
}

#[test]
fn d12_what_is_done_between_calls_is_one_key_and_one_choice_and_stands_in_the_bar() {
    for size in [(80, 24), (120, 40)] {
        let mut desk = desk(size);
        desk.pass_s(30).press("alt-s");
        assert!(desk.screen().contains("现在做什么") && desk.screen().contains("用餐"), "{}", desk.screen());
        desk.free("3").pass_s(125);
        assert!(bar(&desk).contains("用餐 02:05"), "{}", bar(&desk));
        desk.press("alt-s 1").pass_s(5);
        assert!(bar(&desk).contains("就绪"), "{}", bar(&desk));
        let kept = [(AgentState::Ready, None), (AgentState::Break, Some("meal".to_owned())), (AgentState::Ready, None)];
        assert_eq!(states(&desk), kept);
    }
}

#[test]
fn d12_a_call_taken_in_a_break_stands_in_the_bar_and_the_break_comes_after_it() {
    let mut desk = desk((120, 40));
    desk.press("alt-s 2").pass_s(10).press("n").pass_s(5);
    assert!(bar(&desk).contains("通话"), "{}", bar(&desk));
    desk.press("ctrl-d 1").pass_s(5);
    assert!(bar(&desk).contains("小休"), "{}", bar(&desk));
}

#[test]
fn d12_choosing_the_state_one_is_in_says_so_and_records_nothing_twice() {
    let mut desk = desk((80, 24));
    desk.press("alt-s 1").pass_s(2);
    assert_eq!(states(&desk).len(), 1, "{}", desk.notice());
}

#[test]
fn a_question_about_the_telephone_is_asked_once_and_goes_with_what_it_was_about() {
    let mut desk = desk((80, 24));
    desk.press("alt-s alt-s esc").pass_s(1);
    assert!(!desk.screen().contains("现在做什么"), "{}", desk.screen());
    desk.press("n").words("13800138001 周岚女士 收银扫不了码").pass_s(5).press("esc esc alt-w");
    assert!(desk.screen().contains("怎么结束的"), "{}", desk.screen());
    desk.press("f3").pass_s(1);
    assert!(!desk.screen().contains("怎么结束的") && bar(&desk).contains("话后"), "{}", desk.screen());
}

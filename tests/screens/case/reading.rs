//! A case that is not worked on is read whole, and a plan is seen by whoever tells it.

use std::collections::BTreeMap;
use std::rc::Rc;

use zuoxi::domain::*;
use zuoxi::tui::keymap::Keymap;

use crate::case::apart::graded;
use crate::case::budget::enquiry;
use crate::case::desk::Desk;

const LOOKS: [(Lang, (u16, u16), &str); 4] = [
    (Lang::ZhCn, (120, 40), "zh_cn_120"),
    (Lang::ZhCn, (80, 24), "zh_cn_80"),
    (Lang::ZhTw, (80, 24), "zh_tw_80"),
    (Lang::En, (80, 24), "en_80"),
];

fn archived(lang: Lang, size: (u16, u16)) -> Desk {
    let mut desk = Desk::new(lang, size, "2026-10-10T14:20:00");
    enquiry(&mut desk);
    assert_eq!(desk.only().state, State::Archived, "{}", desk.notice());
    let id = desk.only().id;
    desk.model.cx.open_case(id);
    desk.pass_s(1);
    desk
}

#[test]
fn reading_an_archived_case_gives_its_grade_answer_result_rating_and_history() {
    for (lang, size, look) in LOOKS {
        insta::assert_snapshot!(format!("read_{look}"), archived(lang, size).screen());
    }
}

#[test]
fn reading_on_names_the_key_that_turns_the_page() {
    let mut desk = archived(Lang::En, (80, 24));
    assert!(desk.screen().contains("more lines  PgDn"), "{}", desk.screen());
    let own = BTreeMap::from([("page_down".to_owned(), vec!["alt-h".to_owned()])]);
    let own = Keymap::new(&BTreeMap::from([("case".to_owned(), own)])).unwrap();
    desk.model.cx.keymap = Rc::new(own);
    assert!(desk.screen().contains("more lines  Alt-H"), "{}", desk.screen());
}

#[test]
fn reading_on_by_lines_by_pages_and_by_the_wheel_comes_to_the_last_act_and_back() {
    let mut desk = archived(Lang::ZhCn, (80, 24));
    let top = desk.screen();
    assert!(top.contains("已归档。F6 看还能做什么") && top.contains("还有"), "{top}");
    desk.press("down down up up");
    assert_eq!(desk.screen(), top, "as many lines up as down");
    desk.press("pagedown pagedown pagedown pagedown");
    let end = desk.screen();
    assert!(end.contains("归档") && end.contains("PgUp") && !end.contains("定级     "), "{end}");
    desk.press("pageup pageup pageup pageup");
    assert_eq!(desk.screen(), top);
    desk.send(zuoxi::tui::Msg::Pointer(zuoxi::tui::Pointer::Wheel { down: true }));
    assert_ne!(desk.screen(), top, "the wheel too");
}

#[test]
fn reading_an_open_case_without_a_step_for_me_says_whose_turn_it_is() {
    let mut desk = Desk::new(Lang::ZhCn, (80, 24), "2026-03-16T10:02:00");
    desk.model.cx.agent.role = Role::Quality;
    let mut other = graded(Lang::ZhCn, (80, 24));
    std::mem::swap(&mut desk.store, &mut other.store);
    let id = desk.only().id;
    desk.model.cx.open_case(id);
    desk.pass_s(1);
    let screen = desk.screen();
    assert!(!screen.contains("办完"), "{screen}");
    assert!(screen.contains("处理中，下一步由一线坐席、二线专家") && screen.contains("定级     一级"), "{screen}");
}

#[test]
fn reading_the_plan_while_it_is_told_its_steps_who_and_by_when_stand_in_the_form() {
    for (lang, size) in [(Lang::ZhCn, (80, 24)), (Lang::ZhTw, (80, 24)), (Lang::En, (80, 24)), (Lang::ZhCn, (120, 40))]
    {
        let mut desk = graded(lang, size);
        let steps = "先把三家店的收银切到备用支付网关，再请门店逐台重新登录核对昨晚的账，最后由技术部换掉主机并观察两个钟头，没有问题再通知各店恢复";
        let record = Record::default()
            .with(Field::Cause, Value::Code("process".into()))
            .with(Field::ResolutionType, Value::Code("restore".into()))
            .with(Field::PlanSteps, Value::Text(steps.into()))
            .with(Field::PlanOwner, Value::Text("技术部王工".into()))
            .with(Field::PlanEta, Value::At(desk.now.plus_min(120)));
        let (id, ready) = (desk.only().id, desk.model.cx.command(Act::PlanReady, record, None));
        desk.act(id, &ready).unwrap();
        desk.pass_s(1).send(zuoxi::tui::Msg::Changed);
        desk.press("esc esc enter");
        let screen = desk.screen();
        let whole: String = screen.chars().filter(|c| !c.is_whitespace() && *c != '│').collect();
        assert!(screen.contains("技术部王工") && screen.contains("12:0"), "{lang}: {screen}");
        for part in steps.split('，') {
            let head: String = part.chars().take(6).collect();
            assert!(whole.contains(&head), "{lang}: {head}: {screen}");
        }
    }
}

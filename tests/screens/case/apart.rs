//! Two copies of one folder put together: what they came across each other about is seen where one works, and settled.

use uuid::Uuid;
use zuoxi::domain::*;

use crate::case::acts::begin;
use crate::case::desk::Desk;

/// A handed-over outage, as this side has it.
pub fn graded(lang: Lang, size: (u16, u16)) -> Desk {
    let mut desk = Desk::new(lang, size, "2026-03-16T10:02:00");
    desk.press("n").words("13800138001 周岚女士 悦邻便利 三家店收银扫不了码 955起").pass_s(60).press("f8").pass_s(60);
    desk.press("3").words("收银系统").press("enter").words("先恢复收款").press("enter 1 1 f8").pass_s(60);
    assert_eq!(desk.only().state, State::Process, "{}", desk.notice());
    desk
}

fn plan(desk: &mut Desk, steps: &str) -> Command {
    let record = Record::default()
        .with(Field::Cause, Value::Code("process".into()))
        .with(Field::ResolutionType, Value::Code("restore".into()))
        .with(Field::PlanSteps, Value::Text(steps.into()))
        .with(Field::PlanOwner, Value::Text("林溪".into()))
        .with(Field::PlanEta, Value::At(desk.now.plus_min(120)));
    desk.model.cx.command(Act::PlanReady, record, None)
}

/// Both sides made a plan, the other one had it agreed to; here they are put together.
pub fn put_together(lang: Lang, size: (u16, u16)) -> Desk {
    let mut desk = graded(lang, size);
    let (id, here) = (desk.only().id, desk.store.facts.clone());
    desk.store.facts = desk.store.facts.copied(StationId(Uuid::from_u128(9)));
    desk.who = (8, "1033");
    let there = plan(&mut desk, "那边：切到备用网关");
    desk.act(id, &there).unwrap();
    desk.pass_s(40);
    let agreed = Record::default().with(Field::CustomerConsent, Value::Flag(true));
    let agreed = desk.model.cx.command(Act::PlanAccepted, agreed, None);
    desk.act(id, &agreed).unwrap();
    let there = std::mem::replace(&mut desk.store.facts, here);
    desk.who = (7, "1027");
    let ours = plan(&mut desk, "这边：重启主机");
    desk.act(id, &ours).unwrap();
    desk.store.facts.absorb(&there);
    desk.pass_s(60).send(zuoxi::tui::Msg::Changed);
    desk
}

#[test]
fn a_clash_is_seen_in_the_queue_the_preview_and_the_case() {
    for (lang, size, look) in [
        (Lang::ZhCn, (120, 40), "zh_cn_120"),
        (Lang::ZhCn, (80, 24), "zh_cn_80"),
        (Lang::ZhTw, (80, 24), "zh_tw_80"),
        (Lang::En, (120, 40), "en_120"),
        (Lang::En, (80, 24), "en_80"),
    ] {
        let mut desk = put_together(lang, size);
        let mut seen = desk.screen();
        desk.press("esc esc");
        seen += &desk.screen();
        insta::assert_snapshot!(format!("apart_{look}"), seen);
    }
}

#[test]
fn the_history_marks_the_two_acts_that_clash_with_who_wrote_them() {
    let desk = put_together(Lang::ZhCn, (120, 40));
    let screen = desk.screen();
    let marked: Vec<&str> = screen.lines().filter(|line| line.trim_end().ends_with("冲突")).collect();
    assert_eq!(marked.len(), 2, "{screen}");
    assert!(marked.iter().any(|line| line.contains("1027")) && marked.iter().any(|line| line.contains("1033")));
    assert!(marked.iter().all(|line| line.contains("方案定了")), "in its own words: {marked:?}");
}

#[test]
fn whoever_looked_at_both_sides_settles_it_from_the_list_of_acts() {
    let mut desk = put_together(Lang::ZhCn, (80, 24));
    desk.press("esc");
    assert!(desk.screen().contains("冲突：F6 处理"), "{}", desk.screen());
    begin(&mut desk, "两边看过了");
    desk.press("f8");
    assert_eq!(desk.only().clashes, [], "{}", desk.notice());
    assert!(!desk.screen().contains("冲突"), "{}", desk.screen());
}

#[test]
fn why_says_what_settles_it() {
    let mut desk = put_together(Lang::ZhCn, (80, 24));
    desk.press("esc f9");
    assert!(desk.screen().contains("按 F6 选「两边看过了」"), "{}", desk.screen());
}

#[test]
fn a_number_given_twice_is_said_in_the_case_and_marked_in_the_queue() {
    let mut desk = graded(Lang::ZhCn, (80, 24));
    let opened = Event::Case(CaseEvent::Opened {
        no: desk.only().no,
        owner: Some(desk.model.cx.agent.person),
        channel: Channel::Phone,
        received_at: desk.now,
        linked_to: None,
        record: Record::default(),
        personal: Record::default(),
    });
    let (id, by) = (Uuid::from_u128(0x99), By { person: Uuid::from_u128(8), no: "1033".into(), role: Role::Agent });
    let act = zuoxi::domain::engine::NewAct {
        id: EventId(id),
        stream: StreamId::case(id),
        at: desk.now,
        by,
        facts: vec![opened],
    };
    desk.store.facts.append([act]);
    desk.pass_s(60).send(zuoxi::tui::Msg::Changed);
    let screen = desk.screen();
    assert!(screen.contains("重号") && screen.contains("把时间和事由一起说"), "{screen}");
    desk.press("esc esc");
    assert_eq!(desk.screen().matches("重号").count(), 3, "both rows and the preview: {}", desk.screen());
}

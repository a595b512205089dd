//! What a lead sees: who has to take note by when, and the call after a low score.

use zuoxi::domain::*;

use crate::case::acts::{begin, parcel};
use crate::case::desk::{Desk, at};

/// A parcel that threatens exposure: the lead is told at grading.
fn threatened() -> Desk {
    let mut desk = parcel();
    desk.press("enter").words("尽快送到，退运费").press("enter 3 2 tab 3 f8").pass_s(60);
    assert!(desk.only().escalated.is_some(), "{}\n{}", desk.notice(), desk.screen());
    desk
}

#[test]
fn an_escalation_shows_until_when_a_lead_takes_note_and_why() {
    let mut desk = threatened();
    assert!(desk.screen().contains("主管接手"), "{}", desk.screen());
    desk.press("esc f9");
    for _ in 0..8 {
        if desk.screen().contains("主管接手   06-17") {
            break;
        }
        desk.press("down");
    }
    let screen = desk.screen();
    assert!(screen.contains("主管接手   06-17 09:10"), "told at 20:40, open until 21:00: {screen}");
    assert!(screen.contains("30 分") && screen.contains("上报后主管接手的时限"), "{screen}");
    assert!(screen.contains("20 分") && screen.contains("10 分"), "the sum of both days: {screen}");
}

#[test]
fn an_escalation_nobody_took_is_told_again_and_the_history_says_how_often() {
    let mut desk = threatened();
    desk.now = at("2026-06-17T10:15:00");
    desk.let_time_pass();
    desk.press("esc esc enter");
    let screen = desk.screen();
    assert_eq!(screen.matches("主管还没接手").count(), 1, "one line for three times: {screen}");
    assert!(screen.contains("第 3 次"), "{screen}");
    let row = queue_row(&desk.only(), &desk.rules);
    assert_eq!(row.lead_until, Some(at("2026-06-17T10:40:30")));
}

#[test]
fn the_queue_says_that_a_lead_was_told() {
    let mut desk = threatened();
    desk.press("esc esc");
    assert!(desk.screen().contains("等主管"), "{}", desk.screen());
}

fn act(desk: &mut Desk, id: uuid::Uuid, role: Role, act: Act, fields: &[(Field, Value)]) {
    let record = fields.iter().fold(Record::default(), |record, (field, value)| record.with(*field, value.clone()));
    let command = desk.model.cx.command(act, record, None);
    desk.role = role;
    desk.act(id, &command).unwrap();
    desk.pass_s(60);
}

fn code(code: &str) -> Value {
    Value::Code(code.to_owned())
}

fn words(words: &str) -> Value {
    Value::Text(words.to_owned())
}

/// Solved, then rated low.
fn rated_low() -> Desk {
    let mut desk = threatened();
    let id = desk.only().id;
    let eta = Value::At(desk.now.plus_min(600));
    for (what, fields) in [
        (
            Act::PlanReady,
            vec![
                (Field::Cause, code("supplier")),
                (Field::ResolutionType, code("resend")),
                (Field::PlanSteps, words("重发")),
                (Field::PlanOwner, words("物流")),
                (Field::PlanEta, eta),
            ],
        ),
        (Act::PlanAccepted, vec![(Field::CustomerConsent, Value::Flag(true))]),
        (Act::PlanCarriedOut, vec![(Field::DoneEvidence, words("签收"))]),
        (Act::ResultConfirmed, vec![(Field::Outcome, code("resolved")), (Field::ConfirmedBy, words("陈先生"))]),
        (Act::SatisfactionKeypad, vec![(Field::Keypad, Value::Number(3))]),
    ] {
        act(&mut desk, id, Role::Agent, what, &fields);
    }
    desk
}

#[test]
fn whoever_handled_the_case_is_told_to_leave_the_call_to_another() {
    let mut desk = rated_low();
    desk.press("esc esc enter").press("esc");
    begin(&mut desk, "跟进完成");
    let digit = (1..=9).find(|digit| desk.screen().contains(&format!("{digit}  低分回访"))).unwrap_or(1);
    desk.press(&digit.to_string());
    assert!(desk.notice().contains("您是经办人"), "a visible remark: {}", desk.notice());
}

#[test]
fn the_call_after_a_low_score_asks_what_was_done_and_goes_back_to_work_where_unsolved() {
    let mut desk = rated_low();
    desk.model.cx.agent.role = Role::Lead;
    desk.role = Role::Lead;
    desk.press("esc esc enter");
    let screen = desk.screen();
    assert!(screen.contains("跟进完成"), "nothing goes past the call, so its form is at hand: {screen}");
    assert!(screen.contains("解决没有") && screen.contains("态度"), "{screen}");
    desk.press("f8");
    assert_eq!(desk.only().state, State::Closing, "nothing was noted yet: {}", desk.notice());
    desk.press("1").words("道歉，但桌子仍然摇晃").press("tab 3 f8");
    let case = desk.only();
    assert_eq!((case.state, case.round()), (State::Process, 1), "{}\n{}", desk.notice(), desk.screen());
    assert!(case.open_follow_ups(FollowUpKind::LowScore).is_empty());
}

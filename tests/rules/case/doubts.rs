//! Points of the manual that are easy to get half right.

use zuoxi::domain::{Act, Clock, ClockKind, Field, FollowUpKind, PromiseEnd, Role, State, Value};

use crate::case::desk::{Desk, code, text};

fn implementing() -> Desk {
    let mut desk = Desk::new();
    desk.complaint("logistics.delay", "partial", "soon").planned().does(
        Role::Agent,
        Act::PlanAccepted,
        &[(Field::CustomerConsent, Value::Flag(true))],
    );
    assert_eq!(desk.case().state, State::Implement);
    desk
}

#[test]
fn a_plan_that_failed_ends_its_finishing_time_only_where_the_customer_knows() {
    let failed = |told| [(Field::FailReason, text("no stock")), (Field::CustomerTold, Value::Flag(told))];
    let mut desk = implementing();
    desk.does(Role::Agent, Act::PlanFailed, &failed(true));
    assert_eq!(desk.case().promises[0].end.unwrap().0, PromiseEnd::Renegotiated);
    let mut desk = implementing();
    desk.does(Role::Agent, Act::PlanFailed, &failed(false));
    assert!(desk.case().promises[0].is_open(), "the customer still counts on it");
}

#[test]
fn a_missed_call_has_a_quarter_of_an_hour_and_a_cut_one_two_minutes() {
    let due = |desk: &mut Desk| {
        desk.on_task(Role::Agent, Act::FollowUpCreated, FollowUpKind::Callback, &[]).unwrap();
        let now = desk.now;
        desk.case().open_follow_ups(FollowUpKind::Callback)[0].due.since_ms(now) / 60_000
    };
    let mut missed = Desk::new();
    missed.taken();
    assert_eq!(due(&mut missed), 15, "nobody talked to them");
    let mut cut = Desk::new();
    cut.taken().does(Role::Agent, Act::FirstResponse, &[(Field::Rings, Value::Number(2))]);
    cut.tries(Role::Agent, Act::ContactEnded, &[]).unwrap();
    cut.wait_min(1);
    assert_eq!(due(&mut cut), 2);
    let mut later = Desk::new();
    later.taken().does(Role::Agent, Act::FirstResponse, &[(Field::Rings, Value::Number(2))]);
    later.does(Role::Agent, Act::ContactEnded, &[]).wait_min(30);
    assert_eq!(due(&mut later), 15, "a later call was missed");
}

#[test]
fn the_lead_is_told_at_six_on_the_working_day_before_the_close_and_when_the_ceiling_passes() {
    let mut desk = Desk::new();
    desk.complaint("logistics.delay", "partial", "soon");
    let told = |desk: &mut Desk, trigger: &str| desk.case().escalations.iter().any(|one| one == trigger);
    desk.now = desk.at("2026-03-24T17:59:00");
    desk.wait_min(0);
    assert!(!told(&mut desk, "close_soon"));
    desk.wait_min(1);
    assert!(told(&mut desk, "close_soon"), "due on the 25th at 18:00");
    desk.now = desk.at("2026-04-07T18:00:00");
    desk.wait_min(0);
    assert!(!told(&mut desk, "breach_ceiling"));
    desk.wait_min(1);
    assert!(told(&mut desk, "breach_ceiling"), "alarm");
    assert!(desk.case().clock(ClockKind::Ceiling).unwrap().is_breached(desk.now));
}

#[test]
fn updates_that_were_told_are_no_calls_in_vain() {
    let mut desk = Desk::new();
    desk.complaint("logistics.delay", "partial", "soon");
    for _ in 0..3 {
        desk.does(Role::Agent, Act::ProgressTold, &[]);
    }
    let closing = [(Field::WrittenNoticeSent, Value::Flag(true))];
    let refused = desk.tries(Role::Lead, Act::Unreachable, &closing);
    assert_eq!(crate::case::desk::rule_of(refused), "three-tries-first");
    let waiting =
        [(Field::PauseReason, crate::case::desk::code("customer_info")), (Field::Missing, text("the receipt"))];
    desk.does(Role::Agent, Act::Pause, &waiting);
    for _ in 0..3 {
        desk.on_task(Role::Agent, Act::FollowUpNoAnswer, FollowUpKind::CustomerWait, &[]).unwrap();
        desk.wait_min(1);
    }
    desk.does(Role::Lead, Act::Unreachable, &closing);
    assert_eq!(desk.case().state, State::Closing);
}

#[test]
fn a_promise_without_a_note_does_not_pass_the_customers_name_for_what_was_promised() {
    let mut desk = Desk::new();
    desk.complaint("logistics.delay", "partial", "soon");
    let due = Value::At(desk.now.plus_min(60));
    desk.does(Role::Agent, Act::PromiseMade, &[(Field::Due, due), (Field::ToWhom, text("周岚女士"))]);
    assert_eq!(desk.case().promises.last().unwrap().text, "");
}

#[test]
fn r1_a_limit_let_go_while_we_wait_for_the_customer_is_not_late_for_the_time_it_stood() {
    let mut desk = Desk::new();
    desk.complaint("logistics.delay", "partial", "soon");
    let until = Value::At(desk.now.plus_min(2 * 24 * 60));
    let waiting = [
        (Field::PauseReason, code("customer_info")),
        (Field::Missing, text("a picture of the damage")),
        (Field::PauseUntil, until),
    ];
    desk.does(Role::Agent, Act::Pause, &waiting);
    desk.wait_min(26 * 60);
    let before = desk.case().escalations.clone();
    let gone = [(Field::Reason, text("solved itself")), (Field::CustomerSaidSo, Value::Flag(true))];
    desk.does(Role::Agent, Act::Withdraw, &gone);
    desk.wait_min(60);
    let case = desk.case();
    let stood = |clock: &&Clock| clock.is_breached(desk.now) && clock.kind != ClockKind::Record;
    let late: Vec<_> = case.clocks.iter().filter(stood).collect();
    assert!(late.is_empty(), "{late:?}");
    assert_eq!(case.escalations, before);
}

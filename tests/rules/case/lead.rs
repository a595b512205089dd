//! What the lead is told, takes note of, and does after a low score.

use uuid::Uuid;
use zuoxi::domain::{
    Act, Actor, CaseEvent, ClockKind, Event, Field, FollowUpKind, Level, Refusal, Role, State, Target, TaskOwner,
    Timestamp, Value,
};
use zuoxi::scenario::Door;

use crate::case::desk::{CASE, Desk, actor, code, rule_of, text};

fn mark(field: Field, mark: i64) -> (Field, Value) {
    (field, Value::Number(mark))
}

/// Rated low by the customer; the case waits for its archive.
fn rated_low(solved: &str) -> Desk {
    let mut desk = Desk::new();
    desk.complaint("logistics.courier", "partial", "normal").solved();
    desk.does(
        Role::Quality,
        Act::SatisfactionScored,
        &[
            mark(Field::Attitude, 2),
            mark(Field::Quality, 3),
            mark(Field::Speed, 2),
            mark(Field::Solving, 2),
            (Field::Solved, code(solved)),
        ],
    );
    desk
}

fn low_score_tasks(desk: &mut Desk) -> usize {
    desk.case().follow_ups.iter().filter(|task| task.kind == FollowUpKind::LowScore).count()
}

/// The owner of every case of these tests, as a lead.
fn handler() -> Actor {
    Actor { role: Role::Lead, ..actor(Role::Agent) }
}

fn call_back(desk: &mut Desk, who: &Actor, fields: &[(Field, Value)]) -> Result<(), Refusal> {
    let mut command = desk.command(Act::FollowUpDone, fields);
    command.target = Some(Target::FollowUpKind(FollowUpKind::LowScore));
    desk.send_as(who, command)
}

#[test]
fn a_low_score_is_called_back_within_a_day_by_a_lead_who_says_what_was_done() {
    let mut desk = rated_low("partly");
    let rated = desk.case().ratings[0].at;
    let task = desk.case().open_follow_ups(FollowUpKind::LowScore)[0].clone();
    assert_eq!(task.due, rated.plus_min(24 * 60));
    assert_eq!(task.owner, TaskOwner::Leads);
    let by_agent = desk.on_task(Role::Agent, Act::FollowUpDone, FollowUpKind::LowScore, &[]);
    assert_eq!(by_agent, Err(Refusal::NotYou { act: Act::FollowUpDone, role: Role::Agent, may: vec![Role::Lead] }));
    let silent = desk.on_task(Role::Lead, Act::FollowUpDone, FollowUpKind::LowScore, &[]);
    assert_eq!(silent, Err(Refusal::Missing { act: Act::FollowUpDone, fields: vec![Field::Note] }));
    let note = [(Field::Note, text("apologised, refunded the carriage")), (Field::RootCause, code("people"))];
    desk.on_task(Role::Lead, Act::FollowUpDone, FollowUpKind::LowScore, &note).unwrap();
    let case = desk.case();
    assert!(case.open_follow_ups(FollowUpKind::LowScore).is_empty());
    assert_eq!(case.record.text(Field::RootCause), Some("people"));
    assert_eq!(case.state, State::Closing);
}

#[test]
fn the_handler_does_not_call_back_where_another_lead_is() {
    let mut desk = rated_low("yes");
    let note = [(Field::Note, text("sorry"))];
    desk.door.enrol(&handler(), "", desk.now).unwrap();
    desk.door.enrol(&actor(Role::Lead), "", desk.now).unwrap();
    assert_eq!(rule_of(call_back(&mut desk, &handler(), &note)), "low-score-not-handler");
    call_back(&mut desk, &actor(Role::Lead), &note).unwrap();
}

#[test]
fn the_handler_calls_back_where_there_is_no_other_lead() {
    let mut desk = rated_low("yes");
    desk.door.enrol(&handler(), "", desk.now).unwrap();
    call_back(&mut desk, &handler(), &[(Field::Note, text("sorry"))]).unwrap();
}

#[test]
fn unsolved_in_the_customers_eyes_goes_back_to_work_with_the_call() {
    let mut desk = rated_low("partly");
    let called = [(Field::Note, text("still leaks")), (Field::Solved, code("no"))];
    desk.on_task(Role::Lead, Act::FollowUpDone, FollowUpKind::LowScore, &called).unwrap();
    let case = desk.case();
    assert_eq!((case.state, case.round()), (State::Process, 1));
    assert!(case.clocks.iter().any(|clock| clock.kind == ClockKind::Close && clock.round == 1 && clock.is_running()));
    assert_eq!(case.ratings.len(), 1, "no second rating was asked");
}

#[test]
fn a_second_rating_is_asked_once_and_both_are_kept() {
    let mut desk = rated_low("yes");
    let called = [
        (Field::Note, text("sorry")),
        mark(Field::Attitude, 3),
        mark(Field::Quality, 3),
        mark(Field::Speed, 2),
        mark(Field::Solving, 3),
        (Field::Solved, code("yes")),
    ];
    desk.on_task(Role::Lead, Act::FollowUpDone, FollowUpKind::LowScore, &called).unwrap();
    let case = desk.case();
    assert_eq!(case.ratings.len(), 2, "both kept");
    assert!(case.ratings[1].low);
    assert_eq!(low_score_tasks(&mut desk), 1, "a low second rating makes no further call");
}

#[test]
fn two_low_ratings_before_the_call_make_one_call() {
    let mut desk = rated_low("yes");
    desk.does(Role::Agent, Act::SatisfactionKeypad, &[(Field::Keypad, Value::Number(3))]);
    assert_eq!(low_score_tasks(&mut desk), 1);
}

fn passes(desk: &mut Desk) -> Vec<(Timestamp, Option<Uuid>, bool)> {
    let facts = desk.door.case(CASE).unwrap().1;
    let passed = |event: &Event| match event {
        Event::Case(CaseEvent::EscalationPassed { lead, reminded, .. }) => Some((*lead, *reminded)),
        _ => None,
    };
    facts.iter().filter_map(|fact| passed(&fact.event).map(|(lead, reminded)| (fact.at, lead, reminded))).collect()
}

fn lead_no(n: u128) -> Actor {
    Actor { person: Uuid::from_u128(900 + n), no: format!("90{n}"), role: Role::Lead }
}

/// A level 1 fault taken at 10:00, graded at 10:02: the lead is told then.
fn urgent(leads: u128) -> Desk {
    let mut desk = Desk::new();
    for n in 1..=leads {
        desk.door.enrol(&lead_no(n), "", desk.now).unwrap();
    }
    let seen = Value::At(desk.now);
    desk.taken().does(
        Role::Agent,
        Act::Grade,
        &[
            (Field::Kind, code("fault")),
            (Field::Product, text("till")),
            (Field::FirstSeenAt, seen),
            (Field::Impact, code("core")),
            (Field::Urgency, code("now")),
            (Field::Description, text("what happened")),
            (Field::DesiredOutcome, text("make it work")),
        ],
    );
    assert_eq!(desk.case().level, Some(Level::ONE));
    desk
}

#[test]
fn a_level_one_goes_from_lead_to_lead_every_five_minutes_until_one_takes_it() {
    let mut desk = urgent(3);
    let told = desk.now.plus_min(-1);
    let first = desk.case().work.escalation.unwrap();
    assert_eq!((first.lead, first.until), (Some(lead_no(1).person), Some(told.plus_min(5))));
    desk.wait_min(3);
    assert_eq!(passes(&mut desk), [], "in time up to the due second");
    desk.wait_min(11);
    let to = |n, minutes: i64| (told.plus_min(minutes).plus_s(1), Some(lead_no(n).person), false);
    assert_eq!(passes(&mut desk), [to(2, 5), to(3, 10)]);
    desk.does(Role::Lead, Act::EscalationAcknowledged, &[]);
    desk.wait_min(30);
    assert_eq!(passes(&mut desk).len(), 2, "taken");
    assert_eq!(desk.case().escalated, None);
}

#[test]
fn the_only_lead_is_reminded_at_the_same_interval_and_not_for_ever() {
    let mut desk = urgent(1);
    let told = desk.now.plus_min(-1);
    desk.wait_min(11);
    let again = |minutes: i64| (told.plus_min(minutes).plus_s(1), Some(lead_no(1).person), true);
    assert_eq!(passes(&mut desk), [again(5), again(10)]);
    desk.wait_min(600);
    assert_eq!(passes(&mut desk).len(), 12, "after an hour of reminders the case stays in the lead's list");
    assert!(desk.case().escalated.is_some());
}

#[test]
fn other_levels_have_half_an_hour_of_staffed_time() {
    let mut desk = Desk::new();
    desk.door.enrol(&lead_no(1), "", desk.now).unwrap();
    desk.door.enrol(&lead_no(2), "", desk.now).unwrap();
    desk.complaint("logistics.delay", "partial", "soon");
    desk.now = desk.at("2026-03-16T20:45:00");
    desk.does(
        Role::Agent,
        Act::EscalateLead,
        &[(Field::Trigger, code("customer_asks")), (Field::Note, text("may I offer a refund"))],
    );
    let open = desk.case().work.escalation.unwrap();
    // Told earlier that day already: the plan was late, and nobody took note of that.
    assert!(!passes(&mut desk).is_empty(), "{open:?}");
    desk.does(Role::Lead, Act::EscalationAcknowledged, &[]);
    desk.now = desk.at("2026-03-16T20:50:00");
    desk.does(Role::Agent, Act::EscalateLead, &[(Field::Trigger, code("decision"))]);
    let open = desk.case().work.escalation.unwrap();
    assert_eq!(open.until, Some(desk.at("2026-03-17T09:20:00")), "ten minutes today, twenty tomorrow");
}

#[test]
fn two_who_look_write_the_same_passing_on() {
    let rules = zuoxi::domain::calendar::Rulebook::new(zuoxi::manual::built_in()).unwrap();
    let mut desk = urgent(2);
    let case = desk.case();
    let leads = vec![lead_no(1).person, lead_no(2).person].into();
    let later = desk.now.plus_min(9);
    let one = zuoxi::domain::timers::due_acts_among(&case, &leads, &rules, later);
    let other = zuoxi::domain::timers::due_acts_among(&case, &leads, &rules, later.plus_min(1));
    assert!(!one.is_empty());
    assert_eq!(one[..], other[..one.len()]);
}

#[test]
fn what_only_goes_into_the_leads_list_is_not_passed_on() {
    let mut desk = Desk::new();
    desk.door.enrol(&lead_no(1), "", desk.now).unwrap();
    desk.complaint("logistics.courier", "partial", "normal");
    assert_eq!(desk.case().level, Some(Level::THREE));
    desk.wait_min(26 * 60);
    assert!(desk.case().escalations.iter().any(|trigger| trigger == "breach_answer"));
    assert_eq!((desk.case().escalated, passes(&mut desk)), (None, vec![]));
}

//! Care calls follow the last contact with a filed customer, one at a time.

use uuid::Uuid;
use zuoxi::domain::protocol::Request;
use zuoxi::domain::{
    Act, Case, CaseEvent, Command, Event, EventId, Field, FollowUpKind, Record, Role, State, Tier, Timestamp, Value,
};
use zuoxi::scenario::Door;

use crate::case::desk::{CASE, Desk, actor, code, record, text};

const CUSTOMER: Uuid = Uuid::from_u128(500);
const LATER: Uuid = Uuid::from_u128(78);

/// A question of this customer, answered and archived on 13 January 2026 at 21:30.
fn asked_and_archived(tier: Option<Tier>) -> Desk {
    let mut desk = Desk::new();
    desk.now = desk.at("2026-01-15T20:30:00");
    if let Some(tier) = tier {
        desk.door.file_customer(CUSTOMER, tier, Record::default(), desk.now).unwrap();
    }
    let mut opening = vec![
        (Field::Channel, code("phone")),
        (Field::CallerNumber, text("13800138001")),
        (Field::Summary, text("周末开门吗")),
    ];
    if tier.is_some() {
        opening.push((Field::Customer, code(&CUSTOMER.to_string())));
    }
    desk.does(Role::Agent, Act::Open, &opening)
        .does(Role::Agent, Act::IntakeDone, &[])
        .does(
            Role::Agent,
            Act::QuickAnswer,
            &[
                (Field::Kind, code("enquiry")),
                (Field::Impact, code("none")),
                (Field::Urgency, code("normal")),
                (Field::ResolutionType, code("information")),
                (Field::ResolutionText, text("yes, from ten")),
            ],
        )
        .does(
            Role::Agent,
            Act::ResultConfirmed,
            &[(Field::Outcome, code("resolved")), (Field::ConfirmedBy, text("the customer"))],
        )
        .does(Role::Agent, Act::ContactEnded, &[])
        .does(Role::Agent, Act::SatisfactionNotAsked, &[(Field::RatingReason, text("in a hurry"))])
        .does(Role::Agent, Act::Archive, &[]);
    assert_eq!(desk.case().state, State::Archived);
    desk
}

fn planned(case: &Case) -> Vec<Timestamp> {
    case.open_follow_ups(FollowUpKind::Care).iter().map(|task| task.due).collect()
}

#[test]
fn a_filed_customer_is_called_so_many_days_after_the_last_contact() {
    let mut desk = asked_and_archived(Some(Tier::Key));
    // Thirty days on is 14 February 20:34, after calling hours; the days off last until the 23rd.
    assert_eq!(planned(&desk.case()), [desk.at("2026-02-24T09:00:00")]);
    let mut desk = asked_and_archived(Some(Tier::Standard));
    assert_eq!(planned(&desk.case()), [desk.at("2026-04-16T09:00:00")], "ninety days, next morning");
    let mut desk = asked_and_archived(None);
    assert_eq!(planned(&desk.case()), [], "nobody on file");
}

#[test]
fn a_newer_contact_ends_the_call_planned_before_it() {
    let mut desk = asked_and_archived(Some(Tier::Key));
    desk.now = desk.at("2026-02-02T10:00:00");
    let opening = record(&[
        (Field::Channel, code("phone")),
        (Field::CallerNumber, text("13800138001")),
        (Field::Customer, code(&CUSTOMER.to_string())),
    ]);
    let id = EventId(Uuid::from_u128(9_000));
    let command = Command { act: Act::Open, record: opening, target: None, based_on: None, id };
    desk.door.submit(&actor(Role::Agent), Request::Act { case: LATER, command }, desk.now).unwrap();
    assert_eq!(planned(&desk.case()), [], "the next one counts from the new contact, once that case is over");
    assert_eq!(planned(&desk.door.case(LATER).unwrap().0), []);
}

#[test]
fn a_contact_on_the_same_case_moves_it_and_reopening_ends_it() {
    let mut desk = asked_and_archived(Some(Tier::Key));
    desk.now = desk.at("2026-02-02T10:00:00");
    desk.does(Role::Agent, Act::ContactStarted, &[(Field::Channel, code("phone"))]);
    assert_eq!(planned(&desk.case()), [desk.at("2026-03-04T10:00:00")], "thirty days after the new contact");
    desk.does(Role::Agent, Act::Reopen, &[(Field::Reason, text("not open after all"))]);
    assert_eq!(planned(&desk.case()), []);
}

#[test]
fn a_call_planned_by_hand_stays() {
    let mut desk = asked_and_archived(Some(Tier::Key));
    let due = Value::At(desk.at("2026-01-20T10:00:00"));
    desk.on_task(Role::Agent, Act::FollowUpCreated, FollowUpKind::Care, &[(Field::Due, due)]).unwrap();
    desk.wait_min(1);
    desk.does(Role::Agent, Act::ContactStarted, &[(Field::Channel, code("phone"))]);
    assert_eq!(planned(&desk.case()).len(), 2);
}

#[test]
fn taking_back_the_archive_takes_the_call_along() {
    let mut desk = asked_and_archived(Some(Tier::Key));
    desk.does(Role::Agent, Act::Undo, &[]);
    let case = desk.case();
    assert_eq!((case.state, planned(&case)), (State::Closing, vec![]));
    let facts = desk.door.case(CASE).unwrap().1;
    assert!(facts.iter().any(|fact| matches!(fact.event, Event::Case(CaseEvent::Undone { .. }))));
}

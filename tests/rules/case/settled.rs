//! What was settled after the first trials, each by its number.

use zuoxi::domain::{Act, ClockKind, Field, FollowUpKind, Level, Refusal, Role, State, Value};

use crate::case::desk::{Desk, code, text};

fn to(department: &str) -> [(Field, Value); 4] {
    [
        (Field::ToHolder, code("department")),
        (Field::Department, code(department)),
        (Field::Reason, text("theirs")),
        (Field::HandoverNote, text("seen, tried, wished")),
    ]
}

fn graded(kind: &str) -> Desk {
    let mut desk = Desk::new();
    let seen = Value::At(desk.now);
    desk.taken().does(
        Role::Agent,
        Act::Grade,
        &[
            (Field::FirstSeenAt, seen),
            (Field::Kind, code(kind)),
            (Field::Impact, code("partial")),
            (Field::Urgency, code("normal")),
            (Field::Description, text("what happened")),
            (Field::Product, text("till")),
            (Field::DesiredOutcome, text("make it right")),
        ],
    );
    desk
}

#[test]
fn r3_a_proactive_contact_is_never_graded_again() {
    let mut desk = Desk::new();
    desk.taken().does(
        Role::Agent,
        Act::QuickAnswer,
        &[
            (Field::Kind, code("proactive")),
            (Field::ResolutionType, code("guidance")),
            (Field::ResolutionText, text("asked how it goes")),
        ],
    );
    let worse = [(Field::Impact, code("critical")), (Field::Urgency, code("now")), (Field::Reason, text("worse"))];
    for role in [Role::Agent, Role::Lead] {
        let refused = desk.tries(role, Act::Regrade, &worse);
        assert!(refused.is_err(), "{role}: {refused:?}");
    }
    let case = desk.case();
    assert_eq!((case.level, case.clocks.len()), (None, 0), "{:?}", case.clocks);
}

#[test]
fn r4_a_return_time_of_a_level_three_transfer_is_chased() {
    let mut desk = graded("fault");
    assert_eq!(desk.case().level, Some(Level::THREE));
    let due = desk.now.plus_min(60);
    let with_time: Vec<_> = to("tech").into_iter().chain([(Field::ReturnDue, Value::At(due))]).collect();
    desk.does(Role::Agent, Act::Transfer, &with_time);
    let case = desk.case();
    assert_eq!(case.clock(ClockKind::ReturnDue).map(|clock| clock.due), Some(due), "{:?}", case.clocks);
    assert_eq!(case.open_follow_ups(FollowUpKind::ReturnDue).len(), 1);
    let worse = [(Field::Impact, code("core")), (Field::Urgency, code("soon")), (Field::Reason, text("worse"))];
    desk.does(Role::Lead, Act::Regrade, &worse);
    let running =
        desk.case().clocks.into_iter().filter(|clock| clock.kind == ClockKind::ReturnDue && clock.is_running());
    assert_eq!(running.count(), 1, "raised, it is still one: {:?}", desk.case().clocks);
}

#[test]
fn r5_a_told_plan_ends_what_a_department_owed() {
    let mut desk = Desk::new();
    desk.complaint("logistics.delay", "partial", "soon").does(Role::Agent, Act::Transfer, &to("logistics"));
    assert!(!desk.case().open_follow_ups(FollowUpKind::ReturnDue).is_empty());
    desk.planned().does(Role::Agent, Act::PlanAccepted, &[(Field::CustomerConsent, Value::Flag(true))]);
    let case = desk.case();
    assert_eq!(case.state, State::Implement);
    assert!(case.open_follow_ups(FollowUpKind::ReturnDue).is_empty());
    assert!(!case.clock(ClockKind::ReturnDue).unwrap().is_running(), "{:?}", case.clocks);
}

#[test]
fn r7_a_second_department_is_named_by_the_lead() {
    for (kind, first) in [("fault", "tech"), ("enquiry", "legal")] {
        let mut desk = graded(kind);
        desk.does(Role::Agent, Act::Transfer, &to(first));
        let second = desk.tries(Role::Agent, Act::Transfer, &to("logistics"));
        assert!(matches!(&second, Err(Refusal::NotYou { may, .. }) if may[..] == [Role::Lead]), "{kind}: {second:?}");
        desk.does(Role::Lead, Act::Transfer, &to("logistics"));
    }
}

#[test]
fn r7_the_default_department_of_another_category_is_a_second_one_too() {
    let mut desk = Desk::new();
    desk.complaint("logistics.lost", "partial", "soon").does(Role::Agent, Act::Transfer, &to("logistics"));
    let billed = [
        (Field::Category, code("service.billing")),
        (Field::Impact, code("partial")),
        (Field::Urgency, code("soon")),
        (Field::Reason, text("charged twice too")),
    ];
    desk.does(Role::Agent, Act::Regrade, &billed);
    let second = desk.tries(Role::Agent, Act::Transfer, &to("finance"));
    assert!(matches!(&second, Err(Refusal::NotYou { may, .. }) if may[..] == [Role::Lead]), "{second:?}");
    desk.does(Role::Agent, Act::Transfer, &to("logistics"));
}

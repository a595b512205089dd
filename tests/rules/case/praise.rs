//! Praise: taken like a contact we began ourselves, without level, clocks or marks; it reaches whoever it is for.

use zuoxi::domain::figures_of_case::counts_in;
use zuoxi::domain::{Act, Field, FollowUpKind, Level, Role, State, TaskOwner};

use crate::case::desk::{Desk, actor, code, rule_of, text};

fn praised(who: &str) -> Desk {
    let mut desk = Desk::new();
    desk.taken().does(Role::SecondLine, Act::NoteAdded, &[(Field::Note, text("hello"))]);
    desk.does(
        Role::Agent,
        Act::QuickAnswer,
        &[(Field::Kind, code("enquiry")), (Field::Topic, code("praise")), (Field::Praised, text(who))],
    );
    desk
}

#[test]
fn praise_has_no_level_no_clock_and_no_rating_and_can_be_archived_at_once() {
    let mut desk = praised("the one at counter three");
    let case = desk.case();
    assert_eq!((case.level, case.clocks.len(), case.state), (None, 0, State::Closing), "{case:?}");
    for figure in ["fcr", "csat_index", "csat_pct", "clock_rate", "survey_response", "promise_kept"] {
        assert_eq!(counts_in(&case, figure), Some(false), "{figure}");
    }
    assert_eq!(counts_in(&case, "workload"), Some(true));
    desk.does(Role::Agent, Act::Archive, &[]);
    let case = desk.case();
    assert_eq!((case.state, case.ratings.len()), (State::Archived, 1));
    assert!(counts_in(&case, "survey_response") == Some(false) && counts_in(&case, "fcr") == Some(false));
}

#[test]
fn praise_reaches_the_person_whose_number_was_said_else_a_lead_passes_it_on() {
    let theirs = actor(Role::SecondLine);
    for (said, owner) in [(theirs.no.as_str(), TaskOwner::Person(theirs.person)), ("小李", TaskOwner::Leads)] {
        let mut desk = praised(said);
        desk.does(Role::Agent, Act::Archive, &[]);
        let case = desk.case();
        let tasks = case.open_follow_ups(FollowUpKind::Praise);
        assert!(tasks.len() == 1 && tasks[0].owner == owner, "{said}: {tasks:?}");
        desk.on_task(Role::SecondLine, Act::FollowUpDone, FollowUpKind::Praise, &[]).unwrap();
        assert!(desk.case().open_follow_ups(FollowUpKind::Praise).is_empty());
    }
}

#[test]
fn praise_is_neither_graded_nor_rated_and_never_turns_into_another_matter() {
    let kind = [(Field::Kind, code("enquiry")), (Field::Topic, code("praise"))];
    let grade = [(Field::Impact, code("none")), (Field::Urgency, code("normal")), (Field::Description, text("kind"))];
    let mut desk = Desk::new();
    desk.taken();
    let as_case: Vec<_> = kind.iter().chain(&grade).cloned().collect();
    assert_eq!(rule_of(desk.tries(Role::Agent, Act::Grade, &as_case)), "praise-has-no-grade");
    let mut desk = praised("1050");
    let marks = [(Field::Attitude, zuoxi::domain::Value::Number(5))];
    assert_eq!(rule_of(desk.tries(Role::Agent, Act::SatisfactionScored, &marks)), "praise-is-not-rated");
    assert_eq!(rule_of(desk.tries(Role::Agent, Act::SatisfactionAsked, &[])), "praise-is-not-rated");
    // What looked like praise is taken back and taken anew, with everything that followed from it.
    desk.does(Role::Agent, Act::Undo, &[]);
    let case = desk.case();
    assert_eq!((case.state, case.outcome, case.ratings.len()), (State::Identify, None, 0));
    assert!(case.open_follow_ups(FollowUpKind::Praise).is_empty());
    let enquiry = [(Field::Kind, code("enquiry")), (Field::Topic, code("policy"))];
    let graded: Vec<_> = enquiry.iter().chain(&grade).cloned().collect();
    desk.does(Role::Agent, Act::Grade, &graded);
    assert_eq!(desk.case().level, Some(Level::THREE));
    let turned = [
        (Field::Topic, code("praise")),
        (Field::Impact, code("none")),
        (Field::Urgency, code("normal")),
        (Field::Reason, text("it was praise")),
    ];
    assert_eq!(rule_of(desk.tries(Role::Lead, Act::Regrade, &turned)), "praise-has-no-grade");
}

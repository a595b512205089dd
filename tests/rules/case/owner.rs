//! Giving a case to another owner.

use zuoxi::domain::{Act, Field, FollowUpKind, Refusal, Role, TaskOwner};

use crate::case::desk::{Desk, actor, rule_of, text};

#[test]
fn a_lead_gives_a_case_away_with_what_its_owner_owed_on_it() {
    let mut desk = Desk::new();
    desk.complaint("logistics.delay", "partial", "soon");
    desk.does(Role::SecondLine, Act::NoteAdded, &[(Field::Note, text("hello"))]);
    let due = zuoxi::domain::Value::At(desk.now.plus_min(600));
    desk.on_task(Role::Agent, Act::FollowUpCreated, FollowUpKind::Callback, &[(Field::Due, due)]).unwrap();
    let to = |no: &str| [(Field::Owner, text(no)), (Field::Reason, text("on leave"))];
    let heir = actor(Role::SecondLine);
    let refused = desk.tries(Role::Agent, Act::Reassign, &to(&heir.no));
    assert_eq!(refused, Err(Refusal::NotYou { act: Act::Reassign, role: Role::Agent, may: vec![Role::Lead] }));
    assert_eq!(rule_of(desk.tries(Role::Lead, Act::Reassign, &to("4711"))), "nobody-with-that-number");
    assert_eq!(rule_of(desk.tries(Role::Lead, Act::Reassign, &to(&actor(Role::Agent).no))), "owns-it-already");
    let silent = desk.tries(Role::Lead, Act::Reassign, &[(Field::Owner, text(&heir.no))]);
    assert_eq!(silent, Err(Refusal::Missing { act: Act::Reassign, fields: vec![Field::Reason] }));

    desk.does(Role::Lead, Act::Reassign, &to(&heir.no));
    let case = desk.case();
    assert_eq!(case.owner, heir.person);
    let calls = case.open_follow_ups(FollowUpKind::Callback);
    assert!(!calls.is_empty() && calls.iter().all(|task| task.owner == TaskOwner::Person(heir.person)), "{calls:?}");
    desk.does(Role::Lead, Act::Undo, &[]);
    assert_eq!(desk.case().owner, actor(Role::Agent).person);
}

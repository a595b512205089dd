//! A masked field is shown one at a time, with a reason, and never as if it had not been.

use zuoxi::domain::{Act, CaseEvent, Event, Field, Invalid, Refusal, Role, Target};
use zuoxi::scenario::Door;

use crate::case::desk::{CASE, Desk, code, rule_of, text};

const NUMBER: (Field, &str) = (Field::RevealedField, "caller_number");

#[test]
fn a_masked_field_is_shown_for_a_reason_from_the_list() {
    let mut desk = Desk::new();
    desk.taken();
    let field = (NUMBER.0, code(NUMBER.1));
    let refused = desk.tries(Role::Agent, Act::IdentityRevealed, std::slice::from_ref(&field));
    assert_eq!(
        refused,
        Err(Refusal::Missing { act: Act::IdentityRevealed, fields: vec![Field::RevealReason] }),
        "an agent says why"
    );
    let made_up =
        desk.tries(Role::Agent, Act::IdentityRevealed, &[field.clone(), (Field::RevealReason, code("because"))]);
    assert_eq!(made_up, Err(Refusal::Invalid { field: Field::RevealReason, problem: Invalid::UnknownCode }));
    desk.does(Role::SecondLine, Act::IdentityRevealed, &[field.clone(), (Field::RevealReason, code("call_back"))]);
    desk.does(Role::Lead, Act::IdentityRevealed, &[field]);
    let facts = desk.door.case(CASE).unwrap().1;
    let shown: Vec<(Option<String>, Option<String>)> = facts
        .iter()
        .filter_map(|fact| match &fact.event {
            Event::Case(CaseEvent::IdentityRevealed(entry)) => Some(entry),
            _ => None,
        })
        .map(|entry| (Field::RevealedField, Field::RevealReason, entry))
        .map(|(field, why, entry)| (entry.text(field).map(str::to_owned), entry.text(why).map(str::to_owned)))
        .collect();
    let number = Some("caller_number".to_owned());
    assert_eq!(shown, [(number.clone(), Some("call_back".to_owned())), (number, None)], "the field and the reason");
}

#[test]
fn only_a_field_that_is_masked_and_filled_can_be_shown_and_not_by_quality() {
    let mut desk = Desk::new();
    desk.taken();
    let why = (Field::RevealReason, code("verify"));
    let plain = desk.tries(Role::Agent, Act::IdentityRevealed, &[(NUMBER.0, code("summary")), why.clone()]);
    assert_eq!(plain, Err(Refusal::Invalid { field: Field::RevealedField, problem: Invalid::UnknownCode }));
    let empty = desk.tries(Role::Agent, Act::IdentityRevealed, &[(NUMBER.0, code("email")), why.clone()]);
    assert!(matches!(empty, Err(Refusal::NoSuch { .. })), "{empty:?}");
    for role in [Role::Quality, Role::Admin] {
        let refused = desk.tries(role, Act::IdentityRevealed, &[(NUMBER.0, code(NUMBER.1)), why.clone()]);
        let may = vec![Role::Agent, Role::SecondLine, Role::Lead];
        assert_eq!(refused, Err(Refusal::NotYou { act: Act::IdentityRevealed, role, may }));
    }
}

#[test]
fn what_was_seen_cannot_be_unseen_but_stands_in_nobodys_way() {
    let mut desk = Desk::new();
    desk.taken();
    let edit = desk.command(Act::Edit, &[(Field::Email, text("lan@example.com"))]);
    let edited = edit.id;
    desk.send(Role::Agent, edit).unwrap();
    desk.wait_min(1);
    desk.does(Role::Agent, Act::IdentityRevealed, &[(NUMBER.0, code("email")), (Field::RevealReason, code("write"))]);
    assert_eq!(rule_of(desk.tries(Role::Agent, Act::Undo, &[])), "undo-left-desk");
    let mut undo = desk.command(Act::Undo, &[]);
    undo.target = Some(Target::Facts(vec![edited]));
    desk.send(Role::Agent, undo).unwrap();
    assert_eq!(desk.case().record.text(Field::Email), None, "the act before it can still be taken back");
}

#[test]
fn an_act_of_the_same_press_does_not_take_the_reveal_along() {
    let mut desk = Desk::new();
    desk.taken();
    desk.tries(Role::Agent, Act::NoteAdded, &[(Field::Note, text("dialling"))]).unwrap();
    let reveal = [(NUMBER.0, code(NUMBER.1)), (Field::RevealReason, code("call_back"))];
    desk.tries(Role::Agent, Act::IdentityRevealed, &reveal).unwrap();
    assert_eq!(rule_of(desk.tries(Role::Agent, Act::Undo, &[])), "undo-left-desk");
}

//! Who may what, for every kind of fact and every role.

use zuoxi::domain::contact::EndedBy;
use zuoxi::domain::{ContactEvent, Refusal, Role};

use super::desk::{Desk, PEOPLE, answered, ended, every_contact_fact, missed, number, ring};

/// What goes before, so that only the right to it can be missing; `person` is the one who speaks.
fn before(fact: &ContactEvent, person: u128) -> Vec<ContactEvent> {
    let talk = [ring(), answered(person)];
    match fact {
        ContactEvent::Rang { .. } => vec![],
        ContactEvent::Answered { .. } | ContactEvent::Missed { .. } => vec![ring()],
        ContactEvent::Resumed => [&talk[..], &[ContactEvent::Held]].concat(),
        ContactEvent::Wrapped { .. } | ContactEvent::CallbackBooked(_) => [&talk[..], &[ended(EndedBy::Us)]].concat(),
        ContactEvent::CallbackMoved(_)
        | ContactEvent::CallbackDone { .. }
        | ContactEvent::CallbackNoAnswer { .. }
        | ContactEvent::CallbackCancelled { .. }
        | ContactEvent::CallbackMissed => vec![missed(number("138 0013 8000"))],
        _ => talk.to_vec(),
    }
}

#[test]
fn every_role_may_what_the_table_says_and_nothing_else() {
    let mut desk = Desk::new();
    let mut table = Vec::new();
    let mut contact = 100;
    for fact in every_contact_fact() {
        let mut may = Vec::new();
        for (person, role) in PEOPLE.into_iter().skip(2).chain([(0, Role::System)]) {
            contact += 1;
            for earlier in before(&fact, person) {
                desk.does(0, contact, &[earlier]);
            }
            let fact = match &fact {
                ContactEvent::Answered { .. } => answered(person),
                fact => fact.clone(),
            };
            match desk.ask(person, contact, std::slice::from_ref(&fact)) {
                Ok(_) => may.push(role.as_str()),
                Err(Refusal::Reserved { kind, role: used, may }) => {
                    assert_eq!((&*kind, used), (fact.kind(), role));
                    assert!(!may.contains(&role) && !may.contains(&Role::System));
                }
                Err(other) => panic!("{} as {role}: {other:?}", fact.kind()),
            }
        }
        table.push(format!("{} | {}\n", fact.kind(), may.join(" ")));
    }
    assert_eq!(table.concat(), include_str!("who_may_what.txt"));
}

//! Random lives of three agents with several contacts each: nobody speaks twice at once, nothing ends twice.

use std::sync::Arc;

use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::contact::{Call, CallState, EndedBy, LinkedAs};
use zuoxi::domain::engine::MemoryDesk;
use zuoxi::domain::protocol::{ContactRequest, PartyRequest, Rejection, Request};
use zuoxi::domain::{Channel, ContactEvent, Event, EventId, Record, Refusal, StreamId};
use zuoxi::scenario::Door;

use super::desk::{
    Desk, NOON, PEOPLE, actor, answered, ended, every_contact_fact, id, linked, missed, number, rang, ring, wrapped,
};
use crate::laws::{Luck, rules};

const CONTACTS: u128 = 9;

/// Something somebody may say about a contact; not always possible.
fn something(luck: &mut Luck, who: u128) -> Vec<ContactEvent> {
    match luck.below(12) {
        0 => vec![ring()],
        1 => vec![rang(luck.pick(&[Channel::Online, Channel::Phone, Channel::Onsite]), Record::default())],
        2 => vec![ring(), answered(who)],
        3 | 4 => vec![answered(who)],
        5 => vec![ContactEvent::Held],
        6 => vec![ContactEvent::Resumed],
        7 => vec![ended(luck.pick(&[EndedBy::Customer, EndedBy::Us, EndedBy::Cut]))],
        8 => vec![ended(EndedBy::Us), wrapped(None)],
        9 => vec![missed(number("02162265678"))],
        10 => vec![luck.pick(&[linked(LinkedAs::Added), wrapped(Some(20))])],
        _ => vec![luck.pick(&every_contact_fact())],
    }
}

/// Who does what, and when: mostly the agents, now and then the telephone system.
fn step(luck: &mut Luck, key: u128) -> (u128, Request) {
    let who = luck.pick(&[1, 1, 2, 2, 3, 3, 0, 5]);
    let contact = id(luck.below(usize::try_from(CONTACTS).unwrap()) as u128 + 1);
    let facts = something(luck, if who == 0 { 1 } else { who });
    (who, Request::Contact(ContactRequest { contact, key: EventId(id(key)), facts }))
}

/// What must be so after every step.
fn check(calls: &[(Call, usize)], context: &str) {
    for (person, _) in PEOPLE {
        let speaks =
            |call: &Call| call.is_spoken() && call.state == CallState::Active && call.person == Some(id(person));
        assert!(calls.iter().filter(|(call, _)| speaks(call)).count() <= 1, "{context}: {person} speaks twice");
    }
    for (call, ends) in calls {
        assert!(*ends <= 1, "{context}: ended twice");
        assert!(!call.is_talk() || *ends == 0, "{context}: over and not over");
    }
}

fn memory(rules: &Arc<Rulebook>) -> MemoryDesk {
    let mut desk = MemoryDesk::new(Arc::clone(rules), "ZX");
    for (person, role) in PEOPLE {
        let who = actor(person);
        let enrol = PartyRequest::Enrol { person: who.person, no: who.no, name: String::new(), roles: vec![role] };
        desk.stage(&enrol, NOON).unwrap();
    }
    desk
}

fn calls_of(desk: &MemoryDesk) -> Vec<(Call, usize)> {
    let of = |contact| {
        let facts = desk.facts.current(StreamId::contact(id(contact))).facts;
        let ends = facts.iter().filter(|fact| matches!(fact.event, Event::Contact(ContactEvent::Ended { .. })));
        Some((Call::of(id(contact), facts)?, ends.count()))
    };
    (1..=CONTACTS).filter_map(of).collect()
}

#[test]
fn nobody_speaks_twice_at_once_and_nothing_ends_twice() {
    let rules = rules();
    let (mut done, mut held, mut ends) = (0, 0, 0);
    for seed in 0..400 {
        let (mut luck, mut desk, mut now) = (Luck::new(seed), memory(&rules), NOON);
        for turn in 0..60 {
            now = now.plus_s(luck.number(90));
            let (who, request) = step(&mut luck, 1_000 + turn);
            let before = (calls_of(&desk), desk.facts.current(request.stream()).facts.len());
            match desk.submit(&actor(who), &request, now) {
                Ok(_) => done += 1,
                Err(Rejection::Refused(why)) => {
                    assert!(!matches!(why, Refusal::Stale { .. } | Refusal::NotNow { .. }), "{why:?}");
                    let after = (calls_of(&desk), desk.facts.current(request.stream()).facts.len());
                    assert_eq!(after, before, "seed {seed}, turn {turn}: a refused act leaves nothing");
                }
                Err(other) => panic!("{other:?}"),
            }
            check(&calls_of(&desk), &format!("seed {seed}, turn {turn}"));
        }
        held += calls_of(&desk).iter().map(|(call, _)| call.holds.len()).sum::<usize>();
        ends += calls_of(&desk).iter().map(|(_, ends)| ends).sum::<usize>();
    }
    assert!(done > 3_000 && held > 300 && ends > 200, "{done} done, {held} held, {ends} ended: proves nothing");
}

#[test]
fn the_same_lives_in_a_store_come_to_the_same() {
    let mut desk = Desk::new();
    let mut luck = Luck::new(7);
    for turn in 0..250 {
        desk.wait_s(luck.number(90));
        let (who, request) = step(&mut luck, 50_000 + turn);
        // Both answer alike, or this fails.
        drop(desk.both.saved(&actor(who), &request, desk.now));
        desk.open_calls();
    }
    let answered = (1..=CONTACTS).filter(|contact| {
        let facts = desk.facts(*contact);
        Call::of(id(*contact), &facts).is_some_and(|call| call.answered_at.is_some())
    });
    assert!(answered.count() > 3, "these lives prove nothing");
}

//! Folding takes whatever comes: any mixture, any order, facts of newer versions among them.

use uuid::Uuid;
use zuoxi::domain::contact::{Call, CallState, EndedBy, OpenCall};
use zuoxi::domain::{By, ContactEvent, Event, EventId, Recorded, Role, StationId, StreamId, Timestamp};

use super::desk::{NOON, answered, ended, every_contact_fact, id, measured, wrapped};
use crate::laws::Luck;

/// Anything two stations may have written, clocks going astray.
fn anything(luck: &mut Luck) -> Vec<Recorded> {
    let (contact, kinds) = (StreamId::contact(id(1)), every_contact_fact());
    (0..luck.below(30))
        .map(|n| {
            let event = match luck.below(kinds.len() + 4) {
                0 => Event::Unknown { kind: "contact.sung".into(), facts: "{ \"tune\":1}".into(), personal: None },
                1 => Event::Contact(answered(2)),
                2 => Event::Contact(ended(EndedBy::Cut)),
                3 => Event::Contact(wrapped(None)),
                n => Event::Contact(kinds[n - 4].clone()),
            };
            // Now and then the act of another.
            let act = EventId(Uuid::from_u128(n as u128 - luck.below(2).min(n) as u128 + 1));
            let (station, rank) = (StationId(id(luck.below(2) as u128)), luck.next() % 8 + 1);
            let at = NOON.plus_s(luck.number(2_000) - 1_000);
            let by = By { person: id(1), no: "1001".into(), role: Role::Agent };
            let (seq, place) = (n as u64 + 1, 0);
            Recorded { id: act, act, place, stream: contact, station, seq, rank, saw: vec![], at, by, event }
        })
        .collect()
}

fn shuffled(luck: &mut Luck, facts: &[Recorded]) -> Vec<Recorded> {
    let mut mixed = facts.to_vec();
    for n in (1..mixed.len()).rev() {
        mixed.swap(n, luck.below(n + 1));
    }
    mixed
}

#[test]
fn folding_takes_whatever_comes_in_whatever_order() {
    let mut begun = 0;
    for seed in 0..20_000 {
        let mut luck = Luck::new(seed);
        let facts = anything(&mut luck);
        let call = Call::of(id(1), &facts);
        assert_eq!(Call::of(id(1), &shuffled(&mut luck, &facts)), call, "seed {seed}");
        let known: Vec<Recorded> =
            facts.iter().filter(|fact| !matches!(fact.event, Event::Unknown { .. })).cloned().collect();
        let newer: Vec<EventId> = facts.iter().filter(|fact| !known.contains(fact)).map(|fact| fact.act).collect();
        if !known.iter().any(|fact| newer.contains(&fact.act)) {
            assert_eq!(Call::of(id(1), &known), call, "seed {seed}: what is unknown is passed over");
        }
        let Some(call) = call else { continue };
        begun += 1;
        whole(&call, seed);
    }
    assert!(begun > 10_000, "{begun} contacts prove nothing");
}

/// What holds for every contact.
fn whole(call: &Call, seed: u64) {
    let counted = Call { measured: zuoxi::domain::contact::Measured::default(), ..call.clone() };
    if let (Some(talk), Some(hold)) = (counted.talk_s(), counted.hold_s()) {
        let (from, to) = (call.answered_at.unwrap(), call.ended_at.unwrap());
        let whole: i64 = to.since_ms(from).max(0) / 1000;
        assert_eq!(i64::from(talk) + i64::from(hold), whole, "seed {seed}");
    }
    let open = call.holds.iter().filter(|(_, end)| end.is_none()).count();
    assert_eq!(open, usize::from(call.state == CallState::Held), "seed {seed}: {call:?}");
    assert_eq!(call.answered_at.is_some(), call.person.is_some(), "seed {seed}");
    if matches!(call.state, CallState::Ended | CallState::Wrapped) {
        assert!(call.ended_at.is_some() && call.ended_by.is_some(), "seed {seed}");
    }
    if OpenCall::of(call).is_none() {
        assert!(!call.is_talk() && call.state != CallState::Ringing, "seed {seed}");
    }
}

#[test]
fn of_what_two_stations_said_the_first_counts() {
    let by = |person| By { person: id(person), no: format!("100{person}"), role: Role::Agent };
    let fact = |station: u128, seq, rank, person, event| {
        let act = EventId(Uuid::from_u128(station * 100 + u128::from(seq)));
        let at = Timestamp(NOON.0 + i64::from(u32::try_from(seq).unwrap()) * 1000);
        let (station, stream) = (StationId(id(station)), StreamId::contact(id(1)));
        let (place, event) = (0, Event::Contact(event));
        Recorded { id: act, act, place, stream, station, seq, rank, saw: vec![], at, by: by(person), event }
    };
    let facts = vec![
        fact(1, 1, 1, 1, super::desk::ring()),
        fact(1, 2, 2, 1, answered(1)),
        fact(2, 1, 2, 2, answered(2)),
        fact(1, 3, 3, 1, ended(EndedBy::Us)),
        fact(2, 2, 3, 2, ended(EndedBy::Customer)),
        fact(2, 3, 4, 0, measured(Some(3), None, None)),
    ];
    let call = Call::of(id(1), &facts).unwrap();
    assert_eq!((call.person, call.ended_by, call.talk_s()), (Some(id(1)), Some(EndedBy::Us), Some(3)));
    assert!(matches!(facts[0].event, Event::Contact(ContactEvent::Rang { .. })));
}

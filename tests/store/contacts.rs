//! Contacts and shifts in a store: every fact reads back, what is newer stays as it is, rows are what the facts make.

use rusqlite::Connection;
use uuid::Uuid;
use zuoxi::domain::case::event::Entry;
use zuoxi::domain::contact::{Call, CallState, EndedBy};
use zuoxi::domain::engine::{Facts, NewAct};
use zuoxi::domain::protocol::{ContactRequest, Loaded, Query, Request};
use zuoxi::domain::shift::Shift;
use zuoxi::domain::{CaseEvent, ContactEvent, Event, StreamId, fold};
use zuoxi::store::{Store, WriteTo};

use crate::desk::{desk, open as open_a_case};
use crate::integrity::dump;
use crate::said::{answered, ended, every_contact_fact, every_shift_fact, missed, number, ring, wrapped};
use crate::support::{NOON, Place, append, fact, new_id, note, open_case};

fn write(store: &mut Store, stream: StreamId, facts: &[Event]) {
    let to = WriteTo { stream, key: None, manual: "m1" };
    let act = NewAct { facts: facts.to_vec(), ..fact(stream, facts[0].clone()) };
    store.write(&to, |_, _| Ok(vec![act])).unwrap();
}

fn events(store: &mut Store, stream: StreamId) -> Vec<Event> {
    store.facts(stream).unwrap().into_iter().map(|fact| fact.event).collect()
}

fn open_calls(store: &mut Store) -> Vec<(Uuid, CallState)> {
    let open = store.view(|view| Ok(view.open_calls()?)).unwrap();
    open.into_iter().map(|call| (call.id, call.state)).collect()
}

#[test]
fn every_fact_reads_back_as_it_was_written_and_is_spelled_as_it_is_called() {
    let place = Place::new();
    let mut store = place.open();
    let contact: Vec<Event> = every_contact_fact().into_iter().map(Event::Contact).collect();
    let shift: Vec<Event> = every_shift_fact().into_iter().map(Event::Shift).collect();
    let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 16).unwrap();
    let streams = [(StreamId::contact(Uuid::now_v7()), contact), (StreamId::shift(Uuid::now_v7(), day), shift)];
    for (stream, written) in &streams {
        write(&mut store, *stream, written);
        assert_eq!(&events(&mut store, *stream), written);
    }
    let raw = Connection::open(place.file()).unwrap();
    for (stream, written) in streams {
        let kinds: String = raw
            .query_row(
                "SELECT text FROM acts JOIN streams ON streams.n = stream JOIN words ON words.n = kinds
                 WHERE streams.id = ?1 AND kind = ?2",
                (stream.id.as_bytes(), stream.kind.as_str()),
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(kinds, written.iter().map(Event::kind).collect::<Vec<_>>().join(","));
    }
    assert_eq!(store.verify().unwrap().damages, []);
}

#[test]
fn the_kind_of_the_stream_tells_facts_of_one_name_apart() {
    let place = Place::new();
    let mut store = place.open();
    let case = open_case(&mut store, "周敏");
    let (of_case, of_contact) =
        (Event::Case(CaseEvent::ContactHeld(Entry::default())), Event::Contact(ContactEvent::Held));
    assert_eq!(of_case.kind(), of_contact.kind());
    // One identity, two streams.
    let contact = StreamId::contact(case.id);
    append(&mut store, case, of_case.clone()).unwrap();
    write(&mut store, contact, &[Event::Contact(ring()), of_contact.clone()]);
    assert_eq!(events(&mut store, case).last(), Some(&of_case));
    assert_eq!(events(&mut store, contact).last(), Some(&of_contact));
}

#[test]
fn what_a_newer_version_wrote_stays_byte_for_byte_and_is_passed_over() {
    let place = Place::new();
    let mut store = place.open();
    let unknown = |kind: &str, facts: &str, personal: Option<&str>| Event::Unknown {
        kind: kind.to_owned(),
        facts: facts.to_owned(),
        personal: personal.map(str::to_owned),
    };
    let newer = [
        unknown("contact.transferred", "{ \"to\":  7,\"a\":1.0}", Some("{\"note\" : \"秘密\"}")),
        // A code this version does not know.
        unknown("contact.ended", "{\"by\":\"dolphin\"}", None),
        // Seconds are never negative.
        unknown("contact.measured", "{\"source\":\"line\",\"talk_s\":-5}", None),
    ];
    let contact = StreamId::contact(Uuid::now_v7());
    let known = [Event::Contact(ring()), Event::Contact(answered(1))];
    write(&mut store, contact, &[&known[..1], &newer, &known[1..]].concat());
    let read = store.facts(contact).unwrap();
    let expected: Vec<Event> = known[..1].iter().chain(&newer).chain(&known[1..]).cloned().collect();
    assert_eq!(read.iter().map(|fact| fact.event.clone()).collect::<Vec<_>>(), expected);
    let call = Call::of(contact.id, &read).unwrap();
    assert_eq!((call.state, call.talk_s()), (CallState::Active, None));
    let shift = StreamId::shift(Uuid::now_v7(), chrono::NaiveDate::default());
    let odd = unknown("state.changed", "{\"state\":\"asleep\"}", None);
    write(&mut store, shift, &[Event::Shift(every_shift_fact().remove(0)), odd.clone()]);
    let read = store.facts(shift).unwrap();
    assert_eq!(read[1].event, odd);
    assert_eq!(Shift::of(shift.id, &read).unwrap().states.len(), 1);
}

#[test]
fn a_row_is_there_while_something_is_open_and_rebuild_makes_the_same() {
    let place = Place::new();
    let mut store = place.open();
    let [one, two, three] = [1, 2, 3].map(|n| StreamId::contact(Uuid::from_u128(n)));
    append(&mut store, one, Event::Contact(ring())).unwrap();
    append(&mut store, two, Event::Contact(missed(number("+8613800138000")))).unwrap();
    write(&mut store, three, &[Event::Contact(ring()), Event::Contact(answered(1))]);
    append(&mut store, three, note("belongs to nothing")).unwrap();
    assert_eq!(open_calls(&mut store), [(one.id, CallState::Ringing), (three.id, CallState::Active)]);
    let raw = Connection::open(place.file()).unwrap();
    let before = dump(&raw);
    raw.execute("UPDATE contacts SET state = 'held'", []).unwrap();
    store.rebuild().unwrap();
    assert_eq!(dump(&raw), before);
    append(&mut store, three, Event::Contact(ended(EndedBy::Us))).unwrap();
    assert_eq!(open_calls(&mut store), [(one.id, CallState::Ringing), (three.id, CallState::Ended)]);
    append(&mut store, three, Event::Contact(wrapped(Some(20)))).unwrap();
    assert_eq!(open_calls(&mut store), [(one.id, CallState::Ringing)]);
}

#[test]
fn the_number_of_a_contact_can_be_erased() {
    let place = Place::new();
    let mut store = place.open();
    let contact = StreamId::contact(Uuid::now_v7());
    append(&mut store, contact, Event::Contact(ring())).unwrap();
    assert_eq!(store.view(|view| Ok(view.open_calls()?)).unwrap()[0].number, "13800138000");
    assert_eq!(store.erase(contact).unwrap().acts, 1);
    let facts = store.facts(contact).unwrap();
    assert_eq!(Call::of(contact.id, &facts).unwrap().number, "");
    assert_eq!(store.view(|view| Ok(view.open_calls()?)).unwrap()[0].number, "");
    assert_eq!(store.verify().unwrap().damages, []);
}

#[test]
fn a_desk_finds_a_contact_again_after_opening_the_store_anew() {
    let place = Place::new();
    let mut first = desk(&place);
    let agent = first.sign_in("1024", "周敏", NOON).unwrap().signed_in();
    let case = open_a_case(&mut first, &agent, "周敏").file().unwrap().case.id;
    let contact = Uuid::now_v7();
    let say = |facts: Vec<ContactEvent>| Request::Contact(ContactRequest { contact, key: new_id(), facts });
    let answer = ContactEvent::Answered { person: agent.person, rings: None, wait_s: None, auto_ack_s: None };
    first.submit(&agent, &say(vec![ring(), answer]), NOON).unwrap();
    drop(first);
    let mut again = desk(&place);
    let Loaded::OpenCalls(open) = again.ask(Query::OpenCalls).unwrap() else { panic!("no contacts") };
    assert_eq!((open[0].id, open[0].person), (contact, Some(agent.person)));
    let link = ContactEvent::Linked { case, how: zuoxi::domain::contact::LinkedAs::Opened };
    again.submit(&agent, &say(vec![link, ended(EndedBy::Customer)]), NOON.plus_s(30)).unwrap();
    let folded = fold(&again.store().facts(StreamId::case(case)).unwrap()).unwrap();
    assert_eq!(folded.contacts.last().unwrap().measured, Some((30, 0, 0)));
    // It is written down until that is done.
    let Loaded::OpenCalls(open) = again.ask(Query::OpenCalls).unwrap() else { panic!("no contacts") };
    assert_eq!((open[0].id, open[0].state), (contact, zuoxi::domain::contact::CallState::Ended));
    again.submit(&agent, &say(vec![wrapped(Some(10))]), NOON.plus_s(40)).unwrap();
    assert_eq!(again.ask(Query::OpenCalls).unwrap(), Loaded::OpenCalls(vec![]));
}

//! Given, when, then for contacts.

use uuid::Uuid;
use zuoxi::domain::contact::{
    Booking, CallState, CallbackEnd, CallbackWhy, DropReason, EndedBy, LinkedAs, MissedReason, OpenCall, OwedCallback,
};
use zuoxi::domain::protocol::{ContactRequest, Request};
use zuoxi::domain::values::TaskResult;
use zuoxi::domain::{
    CaseEvent, Channel, ContactEvent, Event, EventId, Field, Record, Recorded, Role, StreamId, Timestamp, Value,
};
use zuoxi::scenario::Door;

use super::desk::{
    CASE, Desk, actor, answered, booking, ended, id, linked, measured, missed, number, rang, ring, wrapped,
};

const HELD: ContactEvent = ContactEvent::Held;
const RESUMED: ContactEvent = ContactEvent::Resumed;

fn dropped() -> ContactEvent {
    ContactEvent::Dropped { reason: DropReason::Silent }
}

fn kinds(facts: &[Recorded]) -> Vec<String> {
    facts.iter().map(|fact| fact.event.kind().to_owned()).collect()
}

#[test]
fn a_call_counts_its_seconds_from_answer_to_the_end_of_its_wrap_up() {
    let mut desk = Desk::new();
    desk.does(1, 1, &[ring()]);
    desk.wait_s(9).does(1, 1, &[answered(1)]);
    desk.wait_s(60).does(1, 1, &[HELD]);
    desk.wait_s(20).does(1, 1, &[RESUMED]);
    desk.wait_s(30).does(1, 1, &[HELD]);
    let call = desk.wait_s(10).does(1, 1, &[ended(EndedBy::Customer)]);
    assert_eq!((call.state, call.number.as_str()), (CallState::Ended, "+8613800138000"));
    assert_eq!((call.talk_s(), call.hold_s(), call.acw_s()), (Some(90), Some(30), None));
    let call = desk.wait_s(45).does(1, 1, &[wrapped(None)]);
    assert_eq!((call.state, call.acw_s()), (CallState::Wrapped, Some(45)));
    let call = desk.does(0, 1, &[measured(Some(88), None, Some(50))]);
    assert_eq!((call.talk_s(), call.hold_s(), call.acw_s()), (Some(88), Some(30), Some(50)), "measured beats by hand");
    let call = desk.does(0, 1, &[measured(None, Some(0), None)]);
    assert_eq!((call.talk_s(), call.hold_s()), (Some(88), Some(0)), "what was not measured anew stays");
}

#[test]
fn seconds_of_wrap_up_may_be_given_by_hand() {
    let mut desk = Desk::new();
    desk.does(1, 1, &[ring(), answered(1)]);
    let call = desk.wait_s(5).does(1, 1, &[ended(EndedBy::Us), wrapped(Some(12))]);
    assert_eq!((call.talk_s(), call.acw_s()), (Some(5), Some(12)));
}

#[test]
fn a_second_call_holds_the_first_in_the_same_act() {
    let mut desk = Desk::new();
    desk.does(1, 1, &[ring(), answered(1)]);
    desk.does(2, 2, &[ring(), answered(2)]);
    desk.does(0, 3, &[rang(Channel::Onsite, Record::default())]);
    desk.does(1, 3, &[answered(1)]);
    assert_eq!(desk.call(1).state, CallState::Held);
    assert_eq!(desk.call(2).state, CallState::Active, "somebody else's stays");
    let (one, three) = (desk.facts(1), desk.facts(3));
    let (held, answer) = (one.last().unwrap(), three.last().unwrap());
    assert_eq!(held.id, answer.act.also(id(1)));
    assert_eq!((held.at, &held.by), (answer.at, &answer.by));
    desk.wait_s(3).does(1, 1, &[RESUMED]);
    assert_eq!((desk.call(1).state, desk.call(3).state), (CallState::Active, CallState::Held), "back and forth");
    desk.does(1, 1, &[HELD]);
    desk.does(1, 3, &[RESUMED]);
    assert_eq!(desk.facts(1).iter().filter(|fact| fact.event == Event::Contact(HELD)).count(), 2, "held already");
}

#[test]
fn a_chat_goes_on_beside_a_call() {
    let mut desk = Desk::new();
    desk.does(1, 1, &[rang(Channel::Online, Record::default()), answered(1)]);
    desk.does(1, 2, &[ring(), answered(1)]);
    desk.does(1, 3, &[rang(Channel::Online, Record::default()), answered(1)]);
    for contact in [1, 2, 3] {
        assert_eq!(desk.call(contact).state, CallState::Active, "{contact}");
    }
}

#[test]
fn the_case_of_a_contact_hears_of_it() {
    let mut desk = Desk::new();
    desk.does(1, 1, &[ring(), answered(1)]);
    desk.does(1, 1, &[linked(LinkedAs::Added)]);
    let contact = desk.case().contacts.last().cloned().unwrap();
    assert_eq!((contact.channel, contact.start, contact.end), (Channel::Phone, desk.now, None));
    desk.wait_s(10).does(1, 1, &[HELD]);
    desk.wait_s(4).does(1, 1, &[ended(EndedBy::Customer)]);
    let contact = desk.case().contacts.last().cloned().unwrap();
    assert_eq!((contact.end, contact.measured), (Some(desk.now), Some((10, 4, 0))));
    let facts = desk.both.facts(StreamId::case(CASE));
    let (started, over) = (&facts[facts.len() - 2], &facts[facts.len() - 1]);
    let acts: Vec<EventId> = desk.facts(1).iter().map(|fact| fact.act.also(CASE)).collect();
    assert!(matches!(started.event, Event::Case(CaseEvent::ContactStarted { .. })) && acts.contains(&started.act));
    assert!(matches!(over.event, Event::Case(CaseEvent::ContactEnded(_))) && acts.contains(&over.act));
}

#[test]
fn a_case_opened_in_a_conversation_has_its_contact_already() {
    let mut desk = Desk::new();
    let contacts = desk.case().contacts.len();
    assert!(desk.case().open_contact().is_some());
    desk.does(1, 1, &[ring(), answered(1), linked(LinkedAs::Opened)]);
    assert_eq!(desk.case().contacts.len(), contacts);
    desk.wait_s(8).does(1, 1, &[ended(EndedBy::Us)]);
    assert_eq!(desk.case().contacts.last().unwrap().measured, Some((8, 0, 0)));
}

#[test]
fn a_case_linked_after_the_hang_up_gets_the_contact_whole() {
    let mut desk = Desk::new();
    desk.does(1, 1, &[ring(), answered(1)]);
    desk.wait_s(25).does(1, 1, &[ended(EndedBy::Us)]);
    desk.wait_s(60).does(1, 1, &[linked(LinkedAs::Added)]);
    let contact = desk.case().contacts.last().cloned().unwrap();
    assert_eq!((contact.end, contact.measured), (Some(desk.now), Some((25, 0, 0))));
    let facts = desk.both.facts(StreamId::case(CASE));
    assert_eq!(kinds(&facts[facts.len() - 2..]), ["contact.started", "contact.ended"]);
    assert_eq!(facts[facts.len() - 2].act, facts[facts.len() - 1].act, "one act");
}

#[test]
fn who_was_missed_or_cut_off_is_called_back() {
    let mut desk = Desk::new();
    let call = desk.does(1, 1, &[missed(number("138 0013 8000"))]);
    let callback = call.callback.unwrap();
    assert_eq!((callback.due, callback.why, callback.owner), (desk.now.plus_min(15), CallbackWhy::Missed, None));
    assert_eq!((callback.number.as_str(), call.state), ("+8613800138000", CallState::Missed));
    desk.does(2, 2, &[ring(), answered(2)]);
    let cut = desk.does(2, 2, &[ended(EndedBy::Cut)]).callback.unwrap();
    assert_eq!((cut.due, cut.why, cut.owner), (desk.now.plus_min(2), CallbackWhy::Cut, Some(id(2))));
    let hidden = desk.does(0, 3, &[rang(Channel::Phone, number("hidden")), missed(Record::default())]);
    assert_eq!(hidden.callback, None, "nobody knows where to");
    let later = ContactEvent::CallbackBooked(booking(desk.now.plus_min(240)));
    let agreed = desk.does(1, 4, &[missed(number("02162265678")), later]).callback.unwrap();
    assert_eq!((agreed.due, agreed.note.as_str()), (desk.now.plus_min(240), "after lunch"));
    assert_eq!(agreed.id, desk.facts(4)[1].id);
    let open = desk.open_calls();
    let row = |contact| open.iter().find(|call| call.id == id(contact)).cloned();
    let owed = Some(OwedCallback { due: desk.now.plus_min(15), owner: None, missed: false });
    let (state, number, since) = (CallState::Missed, "8613800138000".to_owned(), desk.now);
    let (id, version) = (id(1), 2);
    let open = OpenCall { id, version, state, spoken: true, person: None, number, since, callback: owed };
    assert_eq!(row(1), Some(open));
    assert_eq!((row(2).unwrap().state, row(3)), (CallState::Ended, None));
}

#[test]
fn a_call_back_is_moved_tried_and_done() {
    let mut desk = Desk::new();
    desk.does(1, 1, &[missed(number("138 0013 8000"))]);
    desk.wait_s(20 * 60);
    desk.wait_s(1);
    desk.both.let_time_pass(desk.now).unwrap();
    let late = desk.call(1).callback.unwrap();
    assert!(late.missed_at == Some(desk.now) && late.is_open());
    let moved = ContactEvent::CallbackMoved(booking(desk.now.plus_min(30)));
    let moved = desk.does(4, 1, &[moved]).callback.unwrap();
    assert_eq!((moved.missed_at, moved.owner, moved.number.as_str()), (None, Some(id(2)), "+8613800138000"));
    let tried = ContactEvent::CallbackNoAnswer { result: TaskResult::Busy };
    assert_eq!(desk.does(2, 1, &[tried]).callback.unwrap().attempts, 1);
    let done = |result| ContactEvent::CallbackDone { result };
    assert_eq!(desk.no(2, 1, &[done(TaskResult::SwitchedOff)]), "callback-result");
    let call = desk.does(2, 1, &[done(TaskResult::Reached)]);
    assert_eq!(call.callback.unwrap().end, Some(CallbackEnd::Done(TaskResult::Reached)));
    assert_eq!(desk.no(2, 1, &[done(TaskResult::Reached)]), "callback-none");
    assert_eq!(desk.open_calls(), []);
    desk.does(2, 1, &[ContactEvent::CallbackBooked(booking(desk.now))]);
    desk.does(2, 1, &[ContactEvent::CallbackCancelled { result: None }]);
    assert_eq!(desk.call(1).callback.unwrap().end, Some(CallbackEnd::Cancelled));
}

#[test]
fn time_says_once_that_nobody_called_back_and_before_anything_else_is_said() {
    let mut desk = Desk::new();
    desk.does(1, 1, &[missed(number("138 0013 8000"))]);
    desk.does(1, 2, &[missed(number("138 0013 8000"))]);
    let late = desk.now.plus_min(20).plus_s(1);
    desk.wait_s(20 * 60);
    desk.both.let_time_pass(desk.now).unwrap();
    assert_eq!(desk.facts(1).len(), 2, "the last second is in time");
    desk.wait_s(600);
    let done = desk.does(2, 2, &[ContactEvent::CallbackDone { result: TaskResult::Reached }]);
    assert_eq!(done.callback.unwrap().missed_at, Some(late));
    assert_eq!(kinds(&desk.facts(2)[2..]), ["callback.missed", "callback.done"]);
    for _ in 0..2 {
        desk.both.let_time_pass(desk.now).unwrap();
    }
    let facts = desk.facts(1);
    let cause = format!("callback:{}:{}", facts[1].id.0, desk.call(1).callback.unwrap().due.0);
    assert_eq!(kinds(&facts[2..]), ["callback.missed"]);
    assert_eq!((facts[2].id, facts[2].at, facts[2].by.role), (EventId::of_time(id(1), &cause), late, Role::System));
    assert!(desk.open_calls()[0].callback.unwrap().missed);
}

#[test]
fn what_cannot_be_is_refused() {
    let mut desk = Desk::new();
    let (rung, talk, held) = ([ring()], [ring(), answered(1)], [ring(), answered(1), HELD]);
    let (gone, owed) = ([missed(Record::default())], [missed(number("02162265678"))]);
    let over = [ring(), answered(1), ended(EndedBy::Us)];
    let long = "x".repeat(41);
    let trunk = ContactEvent::Rang {
        channel: Channel::Phone,
        direction: zuoxi::domain::contact::Direction::Outbound,
        trunk: Some("a\u{7}".into()),
        source: zuoxi::domain::contact::Source::Hand,
        personal: Record::default(),
    };
    let name = Record::default().with(Field::CustomerName, Value::Text("周敏".into()));
    let early = booking(Timestamp(desk.now.0 - 1));
    let nowhere = Booking { personal: Record::default(), ..booking(desk.now) };
    let cases: Vec<(&[ContactEvent], u128, ContactEvent, &str)> = vec![
        (&[], 1, HELD, "no contact"),
        (&talk, 1, ring(), "contact-begun"),
        (&[], 1, trunk, "contact-name"),
        (&[], 1, rang(Channel::Phone, name.clone()), "customer_name: wrong_type"),
        (&[], 1, rang(Channel::Phone, number("12")), "caller_number: not_a_phone"),
        (&talk, 1, answered(1), "contact-answered"),
        (&over, 1, answered(1), "contact-over"),
        (&rung, 1, answered(2), "contact-of-another"),
        (&rung, 1, HELD, "contact-not-answered"),
        (&talk, 2, HELD, "contact-of-another"),
        (&talk, 1, RESUMED, "contact-not-on-hold"),
        (&held, 1, HELD, "contact-on-hold"),
        (&over, 1, RESUMED, "contact-over"),
        (&rung, 1, linked(LinkedAs::Added), "contact-not-answered"),
        (&talk, 1, ContactEvent::Linked { case: id(77), how: LinkedAs::Added }, "no case"),
        (&rung, 1, ended(EndedBy::Us), "contact-not-answered"),
        (&talk, 2, ended(EndedBy::Us), "contact-of-another"),
        (&over, 1, ended(EndedBy::Customer), "contact-over"),
        (&talk, 1, wrapped(None), "contact-not-ended"),
        (&over, 1, ContactEvent::Wrapped { code: long, acw_s: None }, "contact-name"),
        (&over, 2, wrapped(None), "contact-of-another"),
        (&rung, 0, measured(Some(1), None, None), "contact-not-answered"),
        (&talk, 0, measured(None, None, None), "contact-not-measured"),
        (&talk, 1, missed(Record::default()), "contact-answered"),
        (&over, 1, missed(Record::default()), "contact-over"),
        (&gone, 1, dropped(), "contact-over"),
        (&talk, 2, dropped(), "contact-of-another"),
        (&rung, 1, ContactEvent::CallbackBooked(booking(desk.now)), "contact-not-answered"),
        (&over, 1, ContactEvent::CallbackBooked(early), "due: too_early"),
        (&gone, 1, ContactEvent::CallbackBooked(nowhere), "callback-no-number"),
        (&owed, 1, ContactEvent::CallbackBooked(booking(desk.now)), "callback-booked"),
        (&over, 1, ContactEvent::CallbackMoved(booking(desk.now)), "callback-none"),
        (&talk, 1, ContactEvent::PhraseSaid { phrase: "no.such".into() }, "no phrase"),
    ];
    for (contact, (before, who, fact, why)) in (100..).zip(cases) {
        for earlier in before {
            desk.does(0, contact, std::slice::from_ref(earlier));
        }
        assert_eq!(desk.no(who, contact, std::slice::from_ref(&fact)), why, "{}", fact.kind());
    }
}

#[test]
fn what_has_a_case_is_not_dropped_and_not_linked_to_it_twice() {
    let mut desk = Desk::new();
    desk.does(1, 1, &[ring(), answered(1), linked(LinkedAs::Added)]);
    assert_eq!(desk.no(1, 1, &[dropped()]), "contact-has-case");
    assert_eq!(desk.no(1, 1, &[linked(LinkedAs::Split)]), "contact-linked");
    desk.does(2, 2, &[ring(), answered(2)]);
    let call = desk.wait_s(7).does(2, 2, &[dropped()]);
    assert_eq!((call.state, call.talk_s()), (CallState::Dropped, Some(7)));
    assert_eq!(desk.no(2, 2, &[ended(EndedBy::Us)]), "contact-over");
}

#[test]
fn a_request_is_carried_out_whole_or_not_at_all_and_once() {
    let mut desk = Desk::new();
    assert_eq!(desk.no(1, 1, &[ring(), answered(1), RESUMED]), "contact-not-on-hold");
    assert_eq!(desk.no(1, 1, &[]), "no contact");
    let key = desk.key();
    let facts =
        vec![ring(), ContactEvent::Missed { reason: MissedReason::Busy, wait_s: None, personal: Record::default() }];
    let request = Request::Contact(ContactRequest { contact: id(1), key, facts });
    let first = desk.both.saved(&actor(1), &request, desk.now).unwrap();
    let later = desk.now.plus_s(60);
    assert_eq!(desk.both.saved(&actor(1), &request, later).unwrap(), first);
    let facts = desk.facts(1);
    assert_eq!(kinds(&facts), ["contact.rang", "contact.missed", "callback.booked"]);
    let ids: Vec<EventId> = (0..3).map(|place| key.fact(place)).collect();
    assert_eq!(facts.iter().map(|fact| fact.id).collect::<Vec<_>>(), ids);
}

#[test]
fn who_works_elsewhere_says_nothing_and_a_person_is_no_system() {
    let mut desk = Desk::new();
    let request = Request::Contact(ContactRequest { contact: id(1), key: desk.key(), facts: vec![ring()] });
    let mut stranger = actor(1);
    stranger.person = id(99);
    let mut disguised = actor(1);
    disguised.role = Role::System;
    for who in [stranger, disguised] {
        assert!(desk.both.saved(&who, &request, desk.now).is_err(), "{who:?}");
    }
    assert_eq!(desk.facts(1), []);
}

#[test]
fn whoever_holds_another_role_acts_in_the_one_that_may() {
    let mut desk = Desk::new();
    let enrol = zuoxi::domain::protocol::PartyRequest::Enrol {
        person: Uuid::from_u128(8),
        no: "1008".into(),
        name: String::new(),
        roles: vec![Role::SecondLine, Role::Agent],
    };
    desk.both.stage(&enrol, desk.now).unwrap();
    let both = zuoxi::domain::Actor { person: id(8), no: "1008".into(), role: Role::SecondLine };
    let request =
        Request::Contact(ContactRequest { contact: id(1), key: desk.key(), facts: vec![ring(), answered(8)] });
    desk.both.saved(&both, &request, desk.now).unwrap();
    assert_eq!(desk.facts(1)[0].by.role, Role::Agent);
}

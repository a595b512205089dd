//! Shifts: sign-on, agent states, sign-off, and who may say so.

use chrono::NaiveDate;
use uuid::Uuid;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::protocol::{PartyRequest, Rejection, Request, Saved, ShiftRequest};
use zuoxi::domain::shift::{AgentState, Shift, Span};
use zuoxi::domain::{
    Actor, By, Event, EventId, Recorded, Refusal, Role, ShiftEvent, StationId, StreamId, Timestamp, system,
};
use zuoxi::scenario::Door;

use crate::both::Both;
use crate::common::at;
use crate::laws::Luck;

const ROLES: [Role; 6] = [Role::Agent, Role::SecondLine, Role::Lead, Role::Quality, Role::Admin, Role::System];

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 16).unwrap()
}

fn person(role: Role) -> Uuid {
    Uuid::from_u128(role as u128 + 1)
}

fn actor(role: Role) -> Actor {
    if role == Role::System { system() } else { Actor { person: person(role), no: role.to_string(), role } }
}

fn started(person: Uuid, lead_on_shift: bool) -> ShiftEvent {
    ShiftEvent::Started { person, team: Some("early".into()), lead_on_shift }
}

fn state(state: AgentState, reason: Option<&str>) -> ShiftEvent {
    ShiftEvent::StateChanged { state, reason: reason.map(str::to_owned) }
}

fn refused() -> ShiftEvent {
    let stream = StreamId::case(Uuid::from_u128(5));
    ShiftEvent::ActRefused { act: "person.enrolled".into(), stream, why: "admin-only".into() }
}

struct Desk {
    both: Both,
    now: Timestamp,
    keys: u128,
}

impl Desk {
    fn new() -> Self {
        let both = Both::new(Rulebook::new(zuoxi::manual::built_in()).unwrap());
        let mut desk = Self { both, now: at("2026-03-16T08:00"), keys: 100 };
        for role in ROLES.into_iter().take(5) {
            let Actor { person, no, .. } = actor(role);
            let enrol = PartyRequest::Enrol { person, no, name: String::new(), roles: vec![role] };
            desk.both.stage(&enrol, desk.now).unwrap();
        }
        desk
    }

    fn ask(&mut self, by: Role, person: Uuid, fact: ShiftEvent) -> Result<Shift, Refusal> {
        self.keys += 1;
        let request = ShiftRequest { person, date: day(), key: EventId(Uuid::from_u128(self.keys)), fact };
        let stream = Request::Shift(request.clone()).stream();
        let before = self.both.facts(stream).len();
        match self.both.saved(&actor(by), &Request::Shift(request), self.now) {
            Ok(Saved::Shift(shift)) => Ok(*shift),
            Err(Rejection::Refused(why)) => {
                assert_eq!(self.both.facts(stream).len(), before, "a refused act leaves nothing");
                Err(why)
            }
            other => panic!("{other:?}"),
        }
    }

    fn does(&mut self, by: Role, fact: ShiftEvent) -> Shift {
        self.ask(by, person(Role::Agent), fact).unwrap()
    }

    fn no(&mut self, by: Role, of: Role, fact: ShiftEvent) -> String {
        match self.ask(by, person(of), fact) {
            Err(Refusal::Rule { rule, .. }) => rule,
            other => panic!("no rule spoke: {other:?}"),
        }
    }
}

#[test]
fn a_shift_is_its_states_from_sign_on_to_sign_off() {
    let mut desk = Desk::new();
    let agent = person(Role::Agent);
    let shift = desk.does(Role::Agent, started(agent, false));
    assert_eq!((shift.person, shift.team.as_deref(), shift.lead_on_shift), (agent, Some("early"), false));
    assert_eq!(shift.state(), Some((AgentState::Ready, None)));
    let on = desk.now;
    desk.now = on.plus_min(90);
    desk.does(Role::Agent, state(AgentState::Break, Some("lunch")));
    let back = desk.now.plus_min(30);
    desk.now = back;
    desk.does(Role::System, state(AgentState::NotAnswered, None));
    desk.does(Role::Agent, state(AgentState::Ready, None));
    desk.now = back.plus_min(60);
    let shift = desk.does(Role::Agent, ShiftEvent::Ended);
    let spans: Vec<_> = shift.states.iter().map(|known| (known.state, known.span.start, known.span.end)).collect();
    assert_eq!(
        spans,
        [
            (AgentState::Ready, on, Some(on.plus_min(90))),
            (AgentState::Break, on.plus_min(90), Some(back)),
            (AgentState::NotAnswered, back, Some(back)),
            (AgentState::Ready, back, Some(desk.now)),
        ]
    );
    assert_eq!(shift.spans, [Span { start: on, end: Some(desk.now) }]);
    assert_eq!((shift.is_on(), shift.state()), (false, None));
    desk.now = desk.now.plus_min(120);
    let again = desk.does(Role::Agent, started(agent, false));
    assert_eq!((again.spans.len(), again.is_on()), (2, true), "a second stretch of the same day");
}

#[test]
fn whoever_signs_on_the_same_day_names_the_same_shift() {
    let stream = StreamId::shift(Uuid::from_u128(0x018f_0000_0000_7000_8000_0000_0000_0001), day());
    // The first sixteen bytes of `printf 'zuoxi-shift\n018f0000-…-000000000001\n2026-03-16\n' | sha256sum`.
    assert_eq!(stream.id.to_string(), "60ef34f6-e460-8227-8543-b349bd464f49");
    assert_ne!(StreamId::shift(person(Role::Agent), day()), StreamId::shift(person(Role::Lead), day()));
}

#[test]
fn what_cannot_be_is_refused() {
    let mut desk = Desk::new();
    let (agent, lead) = (person(Role::Agent), person(Role::Lead));
    let of = Role::Agent;
    assert_eq!(desk.no(of, of, ShiftEvent::Ended), "shift-not-begun");
    assert_eq!(desk.no(of, of, state(AgentState::Break, None)), "shift-not-begun");
    assert_eq!(desk.no(Role::System, of, refused()), "shift-not-begun");
    assert_eq!(desk.no(of, of, started(lead, false)), "shift-of-another");
    assert_eq!(desk.no(Role::Lead, of, started(agent, false)), "shift-of-another");
    let nameless = ShiftEvent::Started { person: agent, team: Some(" ".into()), lead_on_shift: false };
    assert_eq!(desk.no(of, of, nameless), "shift-name");
    desk.now = at("2026-03-17T00:00");
    assert_eq!(desk.no(of, of, started(agent, false)), "shift-other-day");
    desk.now = at("2026-03-16T23:59");
    desk.does(of, started(agent, false));
    assert_eq!(desk.no(of, of, started(agent, false)), "shift-begun");
    assert_eq!(desk.no(of, of, state(AgentState::Ready, None)), "shift-same-state");
    assert_eq!(desk.no(Role::SecondLine, of, state(AgentState::Break, None)), "shift-of-another");
    desk.now = at("2026-03-17T06:00");
    assert!(!desk.does(of, ShiftEvent::Ended).is_on(), "a night shift ends on another day than it began");
}

#[test]
fn every_role_may_what_the_table_says_and_nothing_else() {
    let facts = [started(Uuid::nil(), false), ShiftEvent::Ended, state(AgentState::Meeting, None), refused()];
    let mut table = Vec::new();
    for fact in facts.iter().chain([&started(Uuid::nil(), true)]) {
        let mut may = Vec::new();
        for role in ROLES {
            let mut desk = Desk::new();
            let whose = if role == Role::System { Role::Agent } else { role };
            let fact = match fact {
                ShiftEvent::Started { lead_on_shift, .. } => started(person(whose), *lead_on_shift),
                fact => {
                    if whose != Role::Admin {
                        desk.ask(whose, person(whose), started(person(whose), false)).unwrap();
                    }
                    fact.clone()
                }
            };
            match desk.ask(role, person(whose), fact) {
                Ok(_) => may.push(role.as_str()),
                Err(Refusal::Reserved { .. }) => {}
                Err(other) => panic!("{role}: {other:?}"),
            }
        }
        table.push(format!("{} {}", fact.kind(), may.join(" ")));
    }
    assert_eq!(
        table,
        [
            "shift.started agent second_line lead quality",
            "shift.ended agent second_line lead quality",
            "state.changed agent second_line lead system",
            "act.refused system",
            // As a lead on shift.
            "shift.started lead",
        ]
    );
}

#[test]
fn what_was_refused_stands_in_the_shift() {
    let mut desk = Desk::new();
    desk.does(Role::Agent, started(person(Role::Agent), false));
    let shift = desk.does(Role::System, refused());
    assert_eq!((shift.refused.len(), shift.refused[0].why.as_str()), (1, "admin-only"));
}

/// Anything two stations may have written, clocks going astray.
fn anything(luck: &mut Luck) -> Vec<Recorded> {
    let stream = StreamId::shift(person(Role::Agent), day());
    let kinds = [
        Event::Shift(started(person(Role::Agent), false)),
        Event::Shift(ShiftEvent::Ended),
        Event::Shift(state(AgentState::Training, None)),
        Event::Shift(state(AgentState::Ready, None)),
        Event::Shift(refused()),
        Event::Unknown { kind: "shift.swapped".into(), facts: "{}".into(), personal: None },
    ];
    (0..luck.below(20))
        .map(|n| {
            let act = EventId(Uuid::from_u128(n as u128 + 1));
            let station = StationId(Uuid::from_u128(luck.below(2) as u128));
            let (seq, rank, place) = (n as u64 + 1, luck.next() % 6 + 1, 0);
            let at = Timestamp(luck.number(100_000));
            let (by, event) = (By::from(&actor(Role::Agent)), luck.pick(&kinds));
            Recorded { id: act, act, place, stream, station, seq, rank, saw: vec![], at, by, event }
        })
        .collect()
}

#[test]
fn folding_takes_whatever_comes_in_whatever_order() {
    for seed in 0..10_000 {
        let mut luck = Luck::new(seed);
        let facts = anything(&mut luck);
        let shift = Shift::of(Uuid::nil(), &facts);
        let mut mixed = facts.clone();
        for n in (1..mixed.len()).rev() {
            mixed.swap(n, luck.below(n + 1));
        }
        assert_eq!(Shift::of(Uuid::nil(), &mixed), shift, "seed {seed}");
        let Some(shift) = shift else { continue };
        let states = shift.states.iter().map(|known| known.span);
        for span in shift.spans.iter().copied().chain(states.clone()) {
            assert!(span.end.is_none_or(|end| end >= span.start), "seed {seed}: {span:?}");
        }
        let open = states.filter(|span| span.end.is_none()).count();
        assert_eq!(open, usize::from(shift.is_on()), "seed {seed}");
    }
}

//! Laws that hold for every life of a case, tried on thousands of random ones; a failure prints its seed.

#![allow(clippy::cast_possible_wrap)]

use std::collections::BTreeSet;

use std::sync::Arc;

use uuid::Uuid;
use zuoxi::domain::branch::Origin;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::engine::MemoryDesk;
use zuoxi::domain::protocol::Request;
use zuoxi::domain::timers::due_acts_among;
use zuoxi::domain::{
    Act, Actor, Case, ClockKind, Command, EventId, Field, FollowUpKind, Record, Recorded, Refusal, Role, State,
    StationId, StreamId, Target, Timestamp, Value, acts_for, fields_of, fold,
};
use zuoxi::scenario::Door;

/// A small generator of numbers (xorshift), so that a seed replays a life exactly.
pub struct Luck(u64);

impl Luck {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap()
    }

    pub fn number(&mut self, end: usize) -> i64 {
        i64::try_from(self.below(end)).unwrap()
    }

    pub fn pick<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())].clone()
    }
}

pub fn rules() -> Arc<Rulebook> {
    Arc::new(Rulebook::new(zuoxi::manual::built_in()).unwrap())
}

fn actor(role: Role) -> Actor {
    Actor { person: Uuid::from_u128(role as u128 + 1), no: format!("{role}"), role }
}

const PEOPLE: [Role; 4] = [Role::Agent, Role::SecondLine, Role::Lead, Role::Quality];

/// A value that mostly fits the field.
fn value(luck: &mut Luck, field: Field, rules: &Rulebook, now: Timestamp) -> Value {
    let code = |text: &str| Value::Code(text.to_owned());
    let manual = &rules.manual;
    let ahead = Value::At(now.plus_min(i64::try_from(luck.below(5000)).unwrap()));
    let back = Value::At(now.plus_min(-i64::try_from(luck.below(20)).unwrap()));
    match field {
        Field::Channel | Field::ToldByChannel => code(luck.pick(&["phone", "online", "email", "letter", "onsite"])),
        Field::Kind => code(luck.pick(&["enquiry", "complaint", "fault", "suggestion", "proactive"])),
        Field::Category => {
            code(luck.pick(&["product.safety", "service.attitude", "logistics.courier", "service.privacy"]))
        }
        Field::Severity => code(luck.pick(&["light", "moderate", "heavy"])),
        Field::Impact => code(luck.pick(&["critical", "core", "partial", "none"])),
        Field::Urgency => code(luck.pick(&["now", "soon", "normal"])),
        Field::Circumstances => {
            Value::Codes(vec![luck.pick(&["repeat_contact", "exposure_threat", "vulnerable"]).to_owned()])
        }
        Field::ResolutionType => code(luck.pick(&["guidance", "restore", "refund"])),
        Field::Cause | Field::RootCause => code(&luck.pick(&manual.root_causes).id),
        Field::ToHolder => code(luck.pick(&["frontline", "second_line", "department", "third_party"])),
        Field::Department | Field::LeadDepartment => code(&luck.pick(&manual.departments).id),
        Field::Outcome => code(luck.pick(&["resolved", "resolved_partly", "explained"])),
        Field::PauseReason => code(&luck.pick(&manual.pause_reasons).id),
        Field::SpamReason => code(luck.pick(&["silent", "prank", "sales", "abuse"])),
        Field::Solved => code(luck.pick(&["yes", "no", "partly"])),
        Field::Phrase => code(&luck.pick(&manual.phrases).id),
        Field::FollowUpResult => code(luck.pick(&["reached", "no_answer"])),
        Field::Emotion => code("calm"),
        Field::RevealedField => code("caller_number"),
        Field::RevealReason => code(&luck.pick(&manual.reveal_reasons).id),
        Field::Trigger => code("customer_asks"),
        Field::Attitude | Field::Quality | Field::Speed | Field::Solving => Value::Number(1 + luck.number(5)),
        Field::Keypad | Field::Level => Value::Number(1 + luck.number(3)),
        Field::Rings | Field::WaitS | Field::TalkS | Field::HoldS | Field::AcwS => Value::Number(luck.number(90)),
        Field::IntervalMin => Value::Number(15 + luck.number(200)),
        Field::Attempts => Value::Number(luck.number(5)),
        Field::CustomerConsent
        | Field::CustomerTold
        | Field::CustomerSaidSo
        | Field::WrittenNoticeSent
        | Field::OutsideRoutesTold
        | Field::Confidentiality
        | Field::Verified => Value::Flag(luck.below(5) > 0),
        Field::PlanEta | Field::Due | Field::ReturnDue | Field::PauseUntil => ahead,
        Field::FirstSeenAt | Field::ToldAt | Field::DoneAt => back,
        Field::CallerNumber => Value::Text("13800138001".into()),
        Field::OrderNo => Value::Text("A20260101-1".into()),
        Field::Email => Value::Text("a@example.com".into()),
        _ => Value::Text("some words".into()),
    }
}

fn wish(luck: &mut Luck, case: &Case, act: Act, rules: &Rulebook, now: Timestamp) -> Command {
    let mut record = Record::default();
    for spec in fields_of(act, case, &rules.manual) {
        let skip = luck.below(if spec.required { 40 } else { 3 }) == 0;
        let by_lead_alone = spec.field == Field::ReceivedAt;
        if !skip && !by_lead_alone {
            let value = value(luck, spec.field, rules, now);
            record.set(spec.field, value);
        }
    }
    let target = match act {
        Act::FollowUpCreated => Some(Target::FollowUpKind(luck.pick(&[FollowUpKind::Callback, FollowUpKind::Care]))),
        Act::FollowUpDone
        | Act::FollowUpSnoozed
        | Act::FollowUpNoAnswer
        | Act::FollowUpRescheduled
        | Act::FollowUpCancelled => {
            let open: Vec<EventId> = case.follow_ups.iter().filter(|task| task.is_open()).map(|task| task.id).collect();
            if open.is_empty() { None } else { Some(Target::FollowUp(luck.pick(&open))) }
        }
        Act::Split => Some(Target::Case(Uuid::from_u128(9))),
        _ => None,
    };
    Command { act, record, target, based_on: None, id: id(luck) }
}

fn id(luck: &mut Luck) -> EventId {
    EventId(Uuid::from_u128((u128::from(luck.next()) << 64) | u128::from(luck.next())))
}

pub const CASE: StreamId = StreamId::case(Uuid::from_u128(7));

/// One desk with one case, and what was split off from it.
#[derive(Clone)]
pub struct Log(pub MemoryDesk);

impl Log {
    pub fn new(rules: &Arc<Rulebook>, station: u128, now: Timestamp) -> Self {
        let mut desk = MemoryDesk::new(Arc::clone(rules), "ZX");
        let station = StationId(Uuid::from_u128(station));
        desk.facts.begin(station, Origin { parent: None, branch: station.0 });
        for role in PEOPLE {
            desk.enrol(&actor(role), "", now).unwrap();
        }
        Self(desk)
    }

    pub fn facts(&self) -> &[Recorded] {
        self.0.facts.current(CASE).facts
    }

    fn case(&self) -> Option<Case> {
        self.0.facts.case(CASE.id).cloned()
    }

    /// Tries one random act; returns it when it was done.
    pub fn live(&mut self, luck: &mut Luck, now: Timestamp) -> Result<Act, Refusal> {
        self.0.let_time_pass(now);
        let rules = Arc::clone(&self.0.rules);
        let role = luck.pick(&PEOPLE);
        let command = match &self.case() {
            None => {
                let record = Record::default()
                    .with(Field::Channel, value(luck, Field::Channel, &rules, now))
                    .with(Field::ReceivedAt, Value::At(now));
                Command { act: Act::Open, record, target: None, based_on: None, id: id(luck) }
            }
            Some(case) => {
                // Often a step of the flow, so that lives get far.
                let acts = acts_for(case, role, &rules.manual);
                let steps: Vec<Act> = acts.iter().copied().filter(|act| is_step(&rules, *act)).collect();
                let act = if luck.below(3) > 0 && !steps.is_empty() { luck.pick(&steps) } else { luck.pick(&acts) };
                wish(luck, case, act, &rules, now)
            }
        };
        let act = command.act;
        self.0.carry_out(&actor(role), &Request::Act { case: CASE.id, command }, now)?;
        Ok(act)
    }
}

pub fn is_step(rules: &Rulebook, act: Act) -> bool {
    rules.manual.acts.iter().any(|step| step.event == act && step.to.is_some())
}

fn may_follow(rules: &Rulebook, act: Act, from: State, to: State) -> bool {
    let by_table = rules
        .manual
        .acts
        .iter()
        .filter(|step| step.event == act && step.from.as_ref().is_some_and(|states| states.contains(&from)))
        .any(|step| step.to == Some(to) || step.keep_state);
    (from == to && !is_step(rules, act)) || by_table
}

fn no_clock_runs_backwards(before: &Case, after: &Case, seed: u64) {
    for clock in &after.clocks {
        assert!(clock.due >= clock.start, "seed {seed}: {clock:?} was due before it began");
        for (from, to) in &clock.pauses {
            assert!(to.is_none_or(|to| to >= *from), "seed {seed}: {clock:?} was paused backwards");
        }
    }
    for (old, new) in before.clocks.iter().zip(&after.clocks) {
        assert_eq!((old.kind, old.round), (new.kind, new.round), "seed {seed}: clocks changed places");
        assert!(old.met.is_none() || old.met == new.met, "seed {seed}: a met clock was met again: {old:?} {new:?}");
        assert!(old.cancelled.is_none() || new.cancelled.is_some(), "seed {seed}: a clock came back");
    }
    let running: Vec<(ClockKind, u32)> =
        after.clocks.iter().filter(|clock| clock.is_running()).map(|clock| (clock.kind, clock.round)).collect();
    let distinct: BTreeSet<_> = running.iter().collect();
    assert_eq!(distinct.len(), running.len(), "seed {seed}: a clock runs twice: {running:?}");
}

fn what_a_case_always_is(case: &Case, seed: u64) {
    let progress = case.open_follow_ups(FollowUpKind::Progress).len();
    assert!(progress <= 1, "seed {seed}: {progress} updates are open");
    assert!(!case.needs_attention, "seed {seed}: an act led where the table forbids");
    let gone = matches!(case.state, State::Cancelled | State::Spam | State::Merged);
    let running = case.clocks.iter().filter(|clock| clock.is_running()).count();
    assert!(!gone || (running == 0 && case.open_promises().is_empty()), "seed {seed}: clocks run on a case that left");
    assert!(
        case.pause.is_none() || !matches!(case.state, State::Closing) && !case.state.is_terminal(),
        "seed {seed}: paused and closed"
    );
    if case.state == State::Archived {
        assert!(case.outcome.is_some() && case.archived_at.is_some(), "seed {seed}: archived without an outcome");
    }
}

#[test]
fn no_life_reaches_a_state_the_table_forbids() {
    let rules = rules();
    let start = rules.calendar.at(chrono_at());
    let (mut acts, mut seen) = (0_u32, BTreeSet::new());
    for seed in 0..10_000_u64 {
        let mut luck = Luck::new(seed);
        let mut log = Log::new(&rules, 1, start);
        let mut now = start;
        for _ in 0..14 {
            now =
                now.plus_min(1 + i64::try_from(luck.below(if luck.0.is_multiple_of(5) { 2000 } else { 30 })).unwrap());
            let before = log.case();
            let Ok(act) = log.live(&mut luck, now) else { continue };
            acts += 1;
            let after = log.case().unwrap();
            what_a_case_always_is(&after, seed);
            seen.insert(after.state);
            if let Some(before) = before.filter(|_| act != Act::Undo) {
                assert!(
                    may_follow(&rules, act, before.state, after.state),
                    "seed {seed}: {act} led from {} to {}",
                    before.state,
                    after.state
                );
                no_clock_runs_backwards(&before, &after, seed);
            }
        }
        assert_eq!(log.case(), fold(log.facts()), "seed {seed}: folding one by one and at once differ");
    }
    println!("{acts} acts in 10000 lives, states reached: {seen:?}");
    assert!(seen.len() >= 9, "the lives are too short to mean anything: {seen:?}");
}

pub fn chrono_at() -> chrono::NaiveDateTime {
    "2026-03-16T09:30:00".parse().unwrap()
}

#[test]
fn two_stations_interleaved_lose_no_fact_whatever_the_order() {
    let rules = rules();
    let start = rules.calendar.at(chrono_at());
    for seed in 20_000..20_600_u64 {
        let mut luck = Luck::new(seed);
        let mut one = Log::new(&rules, 1, start);
        let mut now = start;
        for _ in 0..5 {
            now = now.plus_min(3);
            let _ = one.live(&mut luck, now);
        }
        let mut two = one.clone();
        two.0.facts = two.0.facts.copied(StationId(Uuid::from_u128(2)));
        for _ in 0..6 {
            // The second desk's clock is wrong by an hour: order must not depend on it.
            now = now.plus_min(4);
            let _ = one.live(&mut luck, now);
            let _ = two.live(&mut luck, now.plus_min(60));
        }
        let mut all = one.facts().to_vec();
        all.extend(two.facts().iter().filter(|fact| !one.facts().iter().any(|known| known.id == fact.id)).cloned());
        let together = fold(&all);
        let mut shuffled = all.clone();
        for place in (1..shuffled.len()).rev() {
            shuffled.swap(place, luck.below(place + 1));
        }
        assert_eq!(together, fold(&shuffled), "seed {seed}: the order facts arrived in mattered");
        if let Some(case) = together {
            let folded: BTreeSet<EventId> = case
                .work
                .acts
                .iter()
                .flat_map(|mark| mark.facts.iter().copied())
                .chain(case.undone.iter().chain(&case.overtaken).copied())
                .collect();
            // An act of time that both wrote counts once, as the first wrote it.
            let acts: BTreeSet<EventId> =
                all.iter().filter(|fact| folded.contains(&fact.id)).map(|fact| fact.act).collect();
            assert!(all.iter().all(|fact| acts.contains(&fact.act)), "seed {seed}: an act was lost");
        }
    }
}

#[test]
fn time_alone_writes_the_same_facts_however_often_one_looks() {
    let rules = rules();
    let start = rules.calendar.at(chrono_at());
    for seed in 40_000..41_000_u64 {
        let mut luck = Luck::new(seed);
        let mut log = Log::new(&rules, 1, start);
        let mut now = start;
        for _ in 0..8 {
            now = now.plus_min(5);
            let _ = log.live(&mut luck, now);
        }
        let Some(case) = fold(log.facts()) else { continue };
        let leads = vec![actor(Role::Lead).person].into();
        let end = now.plus_min(30 * 1440);
        let at_once: Vec<(EventId, Timestamp)> =
            due_acts_among(&case, &leads, &rules, end).into_iter().map(|act| (act.id, act.at)).collect();
        let mut step = now;
        let before = log.facts().len();
        while step < end {
            step = step.plus_min(97).0.min(end.0).pipe();
            log.0.let_time_pass(step);
        }
        let slowly = log.facts()[before..].iter().filter(|fact| fact.place == 0);
        let slowly: Vec<(EventId, Timestamp)> = slowly.map(|fact| (fact.act, fact.at)).collect();
        assert_eq!(at_once, slowly, "seed {seed}");
        let moments: Vec<Timestamp> = at_once.iter().map(|fact| fact.1).collect();
        assert!(moments.is_sorted(), "seed {seed}: what time did is out of order");
    }
}

trait Pipe {
    fn pipe(self) -> Timestamp;
}

impl Pipe for i64 {
    fn pipe(self) -> Timestamp {
        Timestamp(self)
    }
}

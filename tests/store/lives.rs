//! Random lives through the desk: whatever happened, rows are what the facts make, and every fact reads back.

use rusqlite::Connection;
use uuid::Uuid;
use zuoxi::desk::Desk;
use zuoxi::domain::protocol::{Rejection, Request};
use zuoxi::domain::{
    Act, Actor, Case, Command, Event, Field, Manual, Record, StreamId, Target, Timestamp, Value, acts_for, fields_of,
};

use crate::desk::desk;
use crate::integrity::dump;
use crate::support::{NOON, Place, new_id};

/// A small generator whose seed a failing test prints.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        if of.is_empty() { None } else { of.get(self.roll(of.len())) }
    }
}

/// A seed for today, or the one of a run to be repeated.
fn seed() -> u64 {
    let given = std::env::var("ZUOXI_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = given.unwrap_or_else(|| u64::from_be_bytes(Uuid::now_v7().into_bytes()[8..].try_into().unwrap()) | 1);
    println!("ZUOXI_SEED={seed}");
    seed
}

/// Something a person might enter; not always allowed.
fn entered(dice: &mut Dice, field: Field, case: &Case, manual: &Manual, now: Timestamp) -> Option<Value> {
    let code = |code: &str| Some(Value::Code(code.to_owned()));
    let words = ["漏水了", "说好的时间没有人来", "已经修好，客户在电话里确认", "👩‍👩‍👧 \u{202e}abc"];
    match field {
        Field::Channel | Field::ToldByChannel => code("phone"),
        Field::Kind => code(dice.pick(&["enquiry", "complaint", "fault", "suggestion"])?),
        Field::Impact => code(dice.pick(&["critical", "core", "partial", "none"])?),
        Field::Urgency => code(dice.pick(&["now", "soon", "normal"])?),
        Field::Severity => code(dice.pick(&["light", "moderate", "heavy"])?),
        Field::Category | Field::SecondCategory => {
            let top = dice.pick(&manual.categories)?;
            code(&format!("{}.{}", top.id, dice.pick(&top.subs)?.id))
        }
        Field::ResolutionType => code(&dice.pick(&manual.resolution_types)?.id),
        Field::Cause | Field::RootCause => code(&dice.pick(&manual.root_causes)?.id),
        Field::Department | Field::LeadDepartment => code(&dice.pick(&manual.departments)?.id),
        Field::ToHolder => code(dice.pick(&["second_line", "department", "frontline"])?),
        Field::PauseReason => code(&dice.pick(&manual.pause_reasons)?.id),
        Field::Outcome => code(dice.pick(&["resolved", "explained", "unresolved_final"])?),
        Field::Solved => code("yes"),
        Field::SpamReason => code("silent"),
        Field::FollowUpResult => code(dice.pick(&["reached", "no_answer"])?),
        Field::Phrase => code(&dice.pick(&manual.phrases)?.id),
        Field::RevealedField => code("caller_number"),
        Field::RevealReason => code(&dice.pick(&manual.reveal_reasons)?.id),
        Field::CallerNumber => Some(Value::Text((*dice.pick(&["13800138000", "hidden", "02162265678"])?).to_owned())),
        Field::Attitude | Field::Quality | Field::Speed | Field::Solving => {
            Some(Value::Number(1 + i64::try_from(dice.roll(5)).unwrap()))
        }
        Field::Keypad => Some(Value::Number(2)),
        Field::IntervalMin => Some(Value::Number(45)),
        Field::ReceivedAt | Field::FirstSeenAt => Some(Value::At(case.received_at)),
        Field::ToldAt | Field::DoneAt => Some(Value::At(now)),
        Field::Due | Field::PlanEta | Field::ReturnDue | Field::PauseUntil => {
            Some(Value::At(now.plus_min(5 + i64::try_from(dice.roll(3_000)).unwrap())))
        }
        Field::OrderNo => None,
        Field::CustomerConsent | Field::OutsideRoutesTold | Field::CustomerTold | Field::WrittenNoticeSent => {
            Some(Value::Flag(true))
        }
        Field::Attempts => Some(Value::Number(3)),
        _ => Some(Value::Text((*dice.pick(&words)?).to_owned())),
    }
}

fn target(dice: &mut Dice, act: Act, case: &Case, others: &[Uuid]) -> Option<Target> {
    match act {
        Act::Merge => dice.pick(others).map(|id| Target::Case(*id)),
        Act::Split => Some(Target::Case(Uuid::now_v7())),
        Act::PromiseKept | Act::PromiseRenegotiated => dice.pick(&case.promises).map(|made| Target::Promise(made.id)),
        Act::FollowUpSnoozed
        | Act::FollowUpDone
        | Act::FollowUpNoAnswer
        | Act::FollowUpRescheduled
        | Act::FollowUpCancelled => dice.pick(&case.follow_ups).map(|task| Target::FollowUp(task.id)),
        Act::FollowUpCreated => Some(Target::FollowUpKind(zuoxi::domain::FollowUpKind::Callback)),
        _ => None,
    }
}

/// One thing somebody does on a case; whether it was allowed.
fn step(dice: &mut Dice, desk: &mut Desk, actor: &Actor, id: Uuid, others: &[Uuid], now: Timestamp) -> bool {
    let facts = desk.store().facts(StreamId::case(id)).unwrap();
    let case = zuoxi::domain::fold(&facts).unwrap();
    let manual = desk.rules().manual.clone();
    let acts = acts_for(&case, actor.role, &manual);
    let Some(act) = dice.pick(&acts).copied() else { return false };
    // The ways out are rarer than the way on.
    if matches!(act, Act::Spam | Act::Withdraw | Act::Merge) && dice.roll(8) > 0 {
        return false;
    }
    let mut record = Record::default();
    for spec in fields_of(act, &case, &manual) {
        if (spec.required || dice.roll(4) == 0)
            && let Some(value) = entered(dice, spec.field, &case, &manual, now)
        {
            record.set(spec.field, value);
        }
    }
    let target = target(dice, act, &case, others);
    let command = Command { act, record, target, based_on: Some(case.head), id: new_id() };
    match desk.submit(actor, &Request::Act { case: id, command }, now) {
        Ok(receipt) => {
            assert_eq!(receipt.file().unwrap().case, zuoxi::domain::fold(&receipt.file().unwrap().facts).unwrap());
            true
        }
        Err(Rejection::Refused(_)) => false,
        Err(other) => panic!("{act}: {other:?}"),
    }
}

#[test]
fn whatever_people_do_rows_are_what_the_facts_make_and_every_fact_reads_back() {
    let mut dice = Dice(seed());
    let place = Place::new();
    let mut desk = desk(&place);
    let agent = desk.sign_in("1024", "周敏", NOON).unwrap().signed_in();
    let lead = Actor { role: zuoxi::domain::Role::Lead, ..agent.clone() };
    let mut now = NOON;
    let mut cases = Vec::new();
    let mut done = 0;
    for turn in 0..500 {
        now = now.plus_min(i64::try_from(dice.roll(40)).unwrap()).plus_s(1);
        if turn % 60 == 0 {
            let id = Uuid::now_v7();
            let record = Record::default()
                .with(Field::Channel, Value::Code("phone".into()))
                .with(Field::CallerNumber, Value::Text("13800138000".into()))
                .with(Field::CustomerName, Value::Text("周敏".into()))
                .with(Field::Summary, Value::Text("洗衣机漏水".into()));
            let command = Command { act: Act::Open, record, target: None, based_on: None, id: new_id() };
            desk.submit(&agent, &Request::Act { case: id, command }, now).unwrap();
            cases.push(id);
        }
        let id = *dice.pick(&cases).unwrap();
        let actor = if dice.roll(3) == 0 { &lead } else { &agent };
        done += usize::from(step(&mut dice, &mut desk, actor, id, &cases, now));
        if dice.roll(10) == 0 {
            desk.let_time_pass(now).unwrap();
        }
    }
    println!("{done} acts done");
    assert!(done > 50, "only {done} acts were allowed: the lives prove nothing");
    assert_eq!(desk.store().verify().unwrap().damages, []);
    for id in cases {
        for fact in desk.store().facts(StreamId::case(id)).unwrap() {
            assert!(!matches!(fact.event, Event::Unknown { .. }), "written but not read back: {:?}", fact.event);
        }
    }
    let raw = Connection::open(place.file()).unwrap();
    let before = dump(&raw);
    desk.store().rebuild().unwrap();
    assert_eq!(dump(&raw), before);
}

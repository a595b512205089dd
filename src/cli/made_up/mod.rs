//! Made-up cases for a store to play with: seeded, so that the same seed makes the same cases at the same times.
//!
//! They go through the desk like any other, at the times they are said to have happened.

mod matters;

use uuid::{Builder, Uuid};

use crate::domain::order::Order;
use crate::domain::{Act, Command, EventId, Field, Kind, Record, Target, Timestamp, Value};
use matters::{MATTERS, Matter};

/// The agents of a made-up team: number and spoken name. The first sits here unless told.
pub const TEAM: [(&str, &str); 4] = [("1027", "林溪"), ("1041", "许诺"), ("1033", "顾川"), ("1058", "梁晚")];

/// How far back the oldest case lies.
const OLDEST_MS: i64 = 30 * 24 * 3600 * 1000;
/// Open cases are younger than this, else everything would be late.
const OLDEST_OPEN_MS: i64 = 100 * 60 * 1000;
/// At most this many of a store's cases are still open, as at a real desk.
const MOST_OPEN: usize = 48;

const FAMILY: &[&str] = &["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "欧阳", "司徒"];
const GIVEN: &[&str] = &["伟", "芳", "静怡", "建国", "敏", "志强", "秀英", "磊", "洋", "子涵", "晓东", "雨桐"];

/// One order of a made-up life, by one of the team.
#[derive(Debug, Clone, PartialEq)]
pub struct Deed {
    /// When.
    pub at: Timestamp,
    /// Which of [`TEAM`].
    pub by: usize,
    /// What.
    pub order: Order,
}

/// The lives of `count` cases up to `now`, in order of time.
pub fn lives(seed: u64, count: usize, now: Timestamp) -> Vec<Deed> {
    let mut dice = Dice(seed);
    let open = count.min(MOST_OPEN);
    let mut deeds: Vec<Deed> = (0..count).flat_map(|n| life(&mut dice, n < open, now)).collect();
    deeds.sort_by_key(|deed| deed.at);
    deeds
}

/// A life: what is recorded in one go when it comes, and a word to the customer later.
fn life(dice: &mut Dice, open: bool, now: Timestamp) -> Vec<Deed> {
    // Enquiries end in the call; the rest is what a queue is made of.
    let matter = loop {
        let matter = dice.pick(MATTERS);
        if open || matter.is_closed_in_call() {
            break matter;
        }
    };
    let received = now.plus_ms(-dice.age(open) - 600_000);
    let at = received.plus_s(30 + dice.below(120).cast_signed());
    let case = dice.id(received);
    let by = usize::try_from(dice.below(TEAM.len() as u64 + 3)).unwrap_or(0);
    let by = if by < TEAM.len() { by } else { 0 };
    let stage = dice.below(10);
    let opened = intake(dice, matter, received);
    let mut hand = Hand { dice, at, commands: Vec::new() };
    let waited = opened.get(Field::Rings).is_none();
    hand.add(Act::Open, opened);
    if waited {
        let seconds = Value::Number(20 + hand.dice.below(60).cast_signed());
        hand.add(Act::FirstResponse, Record::default().with(Field::WaitS, seconds));
    }
    if !open || stage > 0 {
        hand.add(Act::IntakeDone, Record::default());
    }
    if matter.is_closed_in_call() && (!open || stage == 1) {
        hand.answer(matter);
        if !open {
            hand.close();
        }
    } else if stage > 1 {
        hand.add(Act::Grade, grading(matter));
        if stage > 7 {
            hand.promise();
        }
    }
    let commands = hand.commands;
    let mut deeds = vec![Deed { at, by, order: Order::Acts { case, commands } }];
    let told = now.plus_s(-60 - dice.below(700).cast_signed());
    if open && stage > 2 && told > at {
        deeds.push(Deed { at: told, by, order: dice.progress(case, told) });
    }
    deeds
}

/// What is written while the customer speaks.
fn intake(dice: &mut Dice, matter: &Matter, received: Timestamp) -> Record {
    let text = |words: &str| Value::Text(words.to_owned());
    let code = |code: &str| Value::Code(code.to_owned());
    let name = format!("{}{}", dice.pick(FAMILY), dice.pick(GIVEN));
    let channel = *dice.pick(&["phone", "phone", "phone", "online", "email"]);
    let mut record = Record::default()
        .with(Field::Channel, code(channel))
        .with(Field::ReceivedAt, Value::At(received))
        .with(Field::CallerNumber, text(&format!("13{}0013{:04}", dice.below(10), dice.below(10_000))))
        .with(Field::CustomerName, text(&name))
        .with(Field::Title, text(if dice.below(2) == 0 { "先生" } else { "女士" }))
        .with(Field::Summary, text(matter.summary))
        .with(Field::Description, text(matter.description))
        .with(Field::Kind, code(matter.kind.as_str()))
        .with(Field::Impact, code(matter.impact))
        .with(Field::Urgency, code(matter.urgency))
        .with(Field::Emotion, code(matter.emotion));
    if channel == "phone" {
        record.set(Field::Rings, Value::Number(1 + dice.below(3).cast_signed()));
    }
    let optional = [
        (Field::Topic, matter.topic, true),
        (Field::Category, matter.category, true),
        (Field::Product, matter.product, false),
        (Field::DesiredOutcome, matter.wish, false),
    ];
    for (field, words, is_code) in optional {
        if !words.is_empty() {
            record.set(field, if is_code { code(words) } else { text(words) });
        }
    }
    if matter.kind == Kind::Fault {
        record.set(Field::FirstSeenAt, Value::At(received.plus_min(-45)));
    }
    if matter.kind == Kind::Complaint {
        record.set(Field::Severity, code(matter.severity));
        record.set(Field::OrderNo, text(&format!("DD{:010}", dice.below(10_000_000_000))));
    }
    record
}

/// The grade repeats what was entered; the rules compute the level.
fn grading(matter: &Matter) -> Record {
    let code = |code: &str| Value::Code(code.to_owned());
    let record = Record::default()
        .with(Field::Kind, code(matter.kind.as_str()))
        .with(Field::Impact, code(matter.impact))
        .with(Field::Urgency, code(matter.urgency));
    if matter.impact == "critical" {
        return record.with(Field::ImmediateAction, Value::Text("已请技术值班立即查看".to_owned()));
    }
    record
}

/// Puts the commands of one life together.
struct Hand<'a> {
    dice: &'a mut Dice,
    at: Timestamp,
    commands: Vec<Command>,
}

impl Hand<'_> {
    fn add(&mut self, act: Act, record: Record) {
        let id = EventId(self.dice.id(self.at));
        self.commands.push(Command { act, record, target: None::<Target>, based_on: None, id });
    }

    /// A call back is promised for a round time.
    fn promise(&mut self) {
        let due = self.at.plus_min(60 + self.dice.below(300).cast_signed());
        let promise = Record::default()
            .with(Field::Due, Value::At(Timestamp(due.0 - due.0.rem_euclid(300_000))))
            .with(Field::Note, Value::Text("回电告知进度".to_owned()));
        self.add(Act::PromiseMade, promise);
    }

    /// Answered in the call.
    fn answer(&mut self, matter: &Matter) {
        let answer = grading(matter)
            .with(Field::ResolutionType, Value::Code("information".to_owned()))
            .with(Field::ResolutionText, Value::Text(matter.wish.to_owned()));
        self.add(Act::QuickAnswer, answer);
    }

    /// Confirmed, rated with one key, put away.
    fn close(&mut self) {
        let confirmed = Record::default()
            .with(Field::Outcome, Value::Code("resolved".to_owned()))
            .with(Field::ConfirmedBy, Value::Text("客户本人".to_owned()));
        self.add(Act::ResultConfirmed, confirmed);
        let key = 1 + self.dice.below(2).cast_signed();
        let rating = Record::default()
            .with(Field::Keypad, Value::Number(key))
            .with(Field::Solved, Value::Code("yes".to_owned()));
        self.add(Act::SatisfactionKeypad, rating);
        self.add(Act::ContactEnded, Record::default());
        self.add(Act::Archive, Record::default());
    }
}

/// Seeded chance (splitmix64).
struct Dice(u64);

impl Dice {
    const fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`; 0 when there is none.
    const fn below(&mut self, limit: u64) -> u64 {
        let roll = self.roll();
        if limit == 0 { 0 } else { roll % limit }
    }

    /// How long ago a case came, in milliseconds; of open ones most are young, else everything would be late.
    fn age(&mut self, open: bool) -> i64 {
        let span = if open { OLDEST_OPEN_MS } else { OLDEST_MS };
        let share = self.below(1000).cast_signed();
        if open { span * share / 1000 * share / 1000 } else { span * share / 1000 }
    }

    /// The customer is told how far it is.
    fn progress(&mut self, case: Uuid, at: Timestamp) -> Order {
        let note = Record::default().with(Field::Note, Value::Text("已告知客户正在处理".to_owned()));
        let id = EventId(self.id(at));
        let command = Command { act: Act::ProgressTold, record: note, target: None, based_on: None, id };
        Order::Act { case, command }
    }

    #[allow(clippy::indexing_slicing)] // `below` keeps within; an empty list is a mistake in this file.
    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let at = usize::try_from(self.below(from.len() as u64)).unwrap_or(0);
        &from[at]
    }

    fn id(&mut self, at: Timestamp) -> Uuid {
        let mut random = [0; 10];
        for (slot, byte) in
            random.iter_mut().zip(self.roll().to_le_bytes().into_iter().chain(self.roll().to_le_bytes()))
        {
            *slot = byte;
        }
        Builder::from_unix_timestamp_millis(at.0.max(0).unsigned_abs(), &random).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_773_628_008_000);

    #[test]
    fn the_same_seed_makes_the_same_lives_in_order_of_time_and_none_in_the_future() {
        let one = lives(7, 300, NOW);
        assert_eq!(one, lives(7, 300, NOW));
        assert_ne!(one, lives(8, 300, NOW));
        assert!(one.windows(2).all(|pair| pair[0].at <= pair[1].at));
        assert!(one.iter().all(|deed| deed.at <= NOW), "somebody lives in the future");
    }

    #[test]
    fn a_large_store_still_has_a_queue_a_person_can_work_off() {
        let lives = lives(7, 2000, NOW);
        let open = lives.iter().filter(|deed| deed.at.0 > NOW.0 - 2 * OLDEST_OPEN_MS).count();
        assert!((MOST_OPEN..4 * MOST_OPEN).contains(&open), "{open}");
    }
}

//! A desk in memory: wishes go through `decide`, facts are folded, nothing is written anywhere.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDateTime;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Position;
use uuid::Uuid;
use zuoxi::domain::acts::{Known, decide};
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::order::*;
use zuoxi::domain::queue::queue_row;
use zuoxi::domain::settle::{settle, system};
use zuoxi::domain::*;
use zuoxi::tui::keymap::{Bindings, Keymap};
use zuoxi::tui::*;
use zuoxi::words::Words;

use crate::seen;

/// The screens with a desk behind them that answers at once.
pub struct Desk {
    pub model: Model,
    pub rules: Arc<Rulebook>,
    pub now: Timestamp,
    pub facts: BTreeMap<Uuid, Vec<Recorded>>,
    pub journal: Vec<JournalOp>,
    pub callers: Vec<CallerCard>,
    pub role: Role,
    /// Person and agent number of whoever acts next.
    pub who: (u128, &'static str),
    /// Keys pressed that the budget counts: neither words nor phrases nor telephone.
    pub counted: usize,
    /// The next order meets this instead of the desk.
    pub refuse: Option<Rejection>,
    pub orders: Vec<Order>,
    /// What went to the clipboard last.
    pub copied: String,
    seq: u64,
}

/// A moment of Shanghai.
pub fn at(local: &str) -> Timestamp {
    let local: NaiveDateTime = local.parse().unwrap();
    Timestamp(local.and_utc().timestamp_millis() - 8 * 3_600_000)
}

impl Desk {
    pub fn new(lang: Lang, size: (u16, u16), now: &str) -> Self {
        let rules = Arc::new(Rulebook::new(zuoxi::manual::built_in()).unwrap());
        let now = at(now);
        let setup = Setup {
            now,
            words: Words::new(lang),
            lang,
            rules: Arc::clone(&rules),
            theme: Theme::new(Scheme::Colourless, Depth::True),
            glyphs: Glyphs::UNICODE,
            keymap: Keymap::new(&Bindings::new()).unwrap(),
            agent: Agent { person: Uuid::from_u128(7), no: "1027".into(), name: "林溪".into(), role: Role::Agent },
            company: "禾云".into(),
            size,
            demo: false,
            seed: 1,
        };
        let mut desk = Self {
            model: Model::new(setup),
            rules,
            now,
            facts: BTreeMap::new(),
            journal: Vec::new(),
            callers: Vec::new(),
            role: Role::Agent,
            who: (7, "1027"),
            counted: 0,
            refuse: None,
            orders: Vec::new(),
            copied: String::new(),
            seq: 0,
        };
        desk.send(Msg::Tick(now));
        desk
    }

    /// The clock moves on.
    pub fn pass_s(&mut self, seconds: i64) -> &mut Self {
        self.now = self.now.plus_s(seconds);
        self.send(Msg::Tick(self.now));
        self
    }

    pub fn send(&mut self, msg: Msg) {
        let mut inbox = std::collections::VecDeque::from([msg]);
        while let Some(msg) = inbox.pop_front() {
            for effect in update(&mut self.model, msg) {
                match effect {
                    Effect::Journal(op) => self.journal.push(op),
                    Effect::Submit(token, order) => inbox.push_back(self.submit(token, order)),
                    Effect::Ask(token, query) => inbox.push_back(Msg::Loaded(token, self.ask(&query))),
                    Effect::Copy(words) => self.copied = words,
                    _ => {}
                }
            }
        }
    }

    /// Presses keys that the budget counts.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            self.counted += 1;
            self.raw(key);
        }
        self
    }

    /// Presses keys that it does not count (phrases, telephone).
    pub fn free(&mut self, keys: &str) -> &mut Self {
        keys.split_whitespace().for_each(|key| self.raw(key));
        self
    }

    fn raw(&mut self, key: &str) {
        let key: crokey::KeyCombination = key.parse().unwrap();
        self.send(Msg::Key(key.into()));
    }

    /// Types words.
    pub fn words(&mut self, words: &str) -> &mut Self {
        for c in words.chars() {
            self.send(Msg::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)));
        }
        self
    }

    fn actor(&self) -> Actor {
        let (person, no) = self.who;
        Actor { person: Uuid::from_u128(person), no: no.into(), role: self.role }
    }

    fn submit(&mut self, token: u64, order: Order) -> Msg {
        self.orders.push(order.clone());
        if let Some(why) = self.refuse.take() {
            return Msg::Rejected(token, why);
        }
        let (case, commands) = match order {
            Order::Act { case, command } => (case, vec![command]),
            Order::Acts { case, commands } => (case, commands),
        };
        let before = self.facts.get(&case).cloned().unwrap_or_default();
        self.settle(case);
        for command in commands {
            if let Err(refusal) = self.act(case, &command) {
                self.facts.insert(case, before);
                return Msg::Rejected(token, Rejection::Refused(refusal));
            }
        }
        let file = self.file(case).unwrap();
        let told = file.case.notified.iter().copied().collect();
        Msg::Done(token, Box::new(Receipt { file: Box::new(file), saved_at: self.now, told }))
    }

    /// What the clock did since.
    pub fn settle(&mut self, case: Uuid) {
        let Some(folded) = self.case(case) else { return };
        for (id, when, event) in settle(&folded, &self.rules, self.now) {
            let by = system();
            self.append(case, id, when, event, &by);
        }
    }

    /// One act, as the desk would do it.
    pub fn act(&mut self, id: Uuid, command: &Command) -> Result<(), Refusal> {
        let case = self.case(id);
        let other = match (command.act, &command.target) {
            (Act::Undo, _) => case.as_ref().and_then(|case| case.merged_into),
            (Act::Merge | Act::Split, Some(Target::Case(other))) => Some(*other),
            _ => None,
        };
        let day = self.rules.calendar.local(self.now).format("%Y%m%d").to_string();
        let known = Known {
            tier: Some(Tier::Standard),
            next_no: Some(format!("ZX{day}-{:04}", self.facts.len() + 1)),
            other: other.and_then(|other| self.case(other)).map(Box::new),
            ..Known::default()
        };
        let actor = self.actor();
        let events = decide(case.as_ref(), &known, command, &self.rules, &actor, self.now)?;
        let elsewhere = match &case {
            Some(case) => decide_other(case, &known, command, &self.rules, &actor, self.now)?,
            None => None,
        };
        if let Some((stream, events)) = elsewhere {
            for (place, event) in (500_u128..).zip(events) {
                let fresh = EventId(Uuid::from_u128(command.id.0.as_u128() + place));
                self.append(stream, fresh, self.now, event, &actor);
            }
        }
        for (place, event) in (0_u128..).zip(events) {
            let fresh = EventId(Uuid::from_u128(command.id.0.as_u128() + place));
            self.append(id, fresh, self.now, event, &actor);
        }
        Ok(())
    }

    pub fn append(&mut self, case: Uuid, id: EventId, at: Timestamp, event: Event, by: &Actor) {
        self.seq += 1;
        let facts = self.facts.entry(case).or_default();
        let rank = facts.iter().map(|fact| fact.rank).max().unwrap_or(0) + 1;
        facts.push(Recorded {
            id,
            stream: StreamId::case(case),
            station: StationId(Uuid::from_u128(1)),
            seq: self.seq,
            rank,
            at,
            by: By { person: by.person, no: by.no.clone(), role: by.role },
            event,
        });
    }

    fn ask(&self, query: &Query) -> Loaded {
        match query {
            Query::Queue { view, filter, .. } => {
                let rows: Vec<QueueRow> = self
                    .facts
                    .keys()
                    .filter_map(|id| self.case(*id))
                    .filter(|case| !case.state.is_terminal())
                    .map(|case| queue_row(&case, &self.rules, self.now))
                    .filter(|row| *view != QueueView::Found || row.phone.ends_with(filter))
                    .collect();
                let badges = Badges { overdue: 0, soon: 0, mine: rows.len(), all: rows.len() };
                Loaded::Queue(QueuePage { total: rows.len(), rows, badges })
            }
            Query::FollowUps { .. } => Loaded::FollowUps(FollowUpPage::default()),
            Query::Case(id) => Loaded::Case(self.file(*id).map(Box::new)),
            Query::Caller(number) => {
                let digits = |words: &str| words.chars().filter(char::is_ascii_digit).collect::<String>();
                let card = self.callers.iter().find(|card| digits(&card.number).ends_with(&digits(number)));
                Loaded::Caller(Box::new(card.cloned().unwrap_or_default()))
            }
        }
    }

    pub fn case(&self, id: Uuid) -> Option<Case> {
        fold(self.facts.get(&id)?)
    }

    pub fn file(&self, id: Uuid) -> Option<CaseFile> {
        let case = self.case(id)?;
        Some(CaseFile { case, facts: self.facts.get(&id)?.clone(), tier: Tier::Standard, newer: false })
    }

    /// The one case there is.
    pub fn only(&self) -> Case {
        assert_eq!(self.facts.len(), 1, "{:?}", self.notice());
        self.case(*self.facts.keys().next().unwrap()).unwrap()
    }

    pub fn notice(&self) -> String {
        self.model.cx.notice.as_ref().map_or_else(String::new, |notice| notice.words.clone())
    }

    pub fn draw(&self) -> (String, Position) {
        seen::screen(&self.model)
    }

    pub fn screen(&self) -> String {
        let (text, cursor) = self.draw();
        format!("{text}cursor {},{}\n", cursor.x, cursor.y)
    }

    /// The row of the screen the cursor stands on.
    pub fn row_in_hand(&self) -> String {
        let (text, cursor) = self.draw();
        text.lines().nth(usize::from(cursor.y)).unwrap_or_default().to_owned()
    }
}

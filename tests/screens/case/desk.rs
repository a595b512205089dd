//! A desk in memory: requests go through the engine, nothing is written anywhere.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDateTime;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Position;
use uuid::Uuid;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::engine::MemoryDesk;
use zuoxi::domain::protocol::*;
use zuoxi::domain::*;
use zuoxi::scenario::Door;
use zuoxi::tui::keymap::{Bindings, Keymap};
use zuoxi::tui::*;
use zuoxi::words::Words;

use crate::seen;

/// The screens with a desk behind them that answers at once.
pub struct Desk {
    pub model: Model,
    pub rules: Arc<Rulebook>,
    pub now: Timestamp,
    /// What happened so far.
    pub store: MemoryDesk,
    pub journal: Vec<JournalOp>,
    pub role: Role,
    /// Person and agent number of whoever acts next.
    pub who: (u128, &'static str),
    /// Keys pressed that the budget counts: neither words nor phrases nor telephone.
    pub counted: usize,
    /// The next order meets this instead of the desk.
    pub refuse: Option<Rejection>,
    pub orders: Vec<Request>,
    /// What went to the clipboard last.
    pub copied: String,
    enrolled: BTreeMap<Uuid, Role>,
}

/// A moment of Shanghai.
pub fn at(local: &str) -> Timestamp {
    let local: NaiveDateTime = local.parse().unwrap();
    Timestamp(local.and_utc().timestamp_millis() - 8 * 3_600_000)
}

impl Desk {
    pub fn new(lang: Lang, size: (u16, u16), now: &str) -> Self {
        let rules = Arc::new(Rulebook::new(zuoxi::manual::built_in()).unwrap());
        Self::over(MemoryDesk::new(rules, "ZX"), lang, size, at(now))
    }

    /// The program comes up over what happened so far.
    pub fn over(store: MemoryDesk, lang: Lang, size: (u16, u16), now: Timestamp) -> Self {
        let rules = Arc::clone(&store.rules);
        let setup = Setup {
            now,
            words: Words::new(lang),
            lang,
            rules: Arc::clone(&rules),
            theme: Theme::new(Scheme::Colourless, Depth::True),
            glyphs: Glyphs::UNICODE,
            keymap: Keymap::new(&Bindings::new()).unwrap(),
            agent: Agent {
                person: Uuid::from_u128(7),
                no: "1027".into(),
                name: "林溪".into(),
                role: Role::Agent,
                roles: Vec::new(),
            },
            company: "禾云".into(),
            hotline: String::new(),
            supervisor: String::new(),
            size,
            demo: false,
            seed: 1,
        };
        let mut desk = Self {
            model: Model::new(setup),
            rules,
            now,
            store,
            journal: Vec::new(),
            role: Role::Agent,
            who: (7, "1027"),
            counted: 0,
            refuse: None,
            orders: Vec::new(),
            copied: String::new(),
            enrolled: BTreeMap::new(),
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
                    Effect::Journal(op) => {
                        self.model.cx.draft_kept(&op);
                        self.journal.push(op);
                    }
                    Effect::Submit(token, request) => inbox.push_back(self.submit(token, &request)),
                    Effect::Ask(token, query) => inbox.push_back(Msg::Loaded(token, self.store.ask(&query))),
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

    /// Presses a key until the row in hand is such a one.
    pub fn until(&mut self, key: &str, is: impl Fn(&str) -> bool) -> &mut Self {
        for _ in 0..60 {
            if is(&self.row_in_hand()) {
                return self;
            }
            self.press(key);
        }
        panic!("no such row on the way of {key}:\n{}", self.screen());
    }

    /// Presses a key until the row in hand has these words.
    pub fn to(&mut self, key: &str, words: &str) -> &mut Self {
        self.until(key, |row| row.contains(words))
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

    /// Whoever acts next works here, in the role acted in alone.
    fn enrol(&mut self) -> Actor {
        let actor = self.actor();
        if self.enrolled.insert(actor.person, actor.role) != Some(actor.role) {
            self.store.enrol(&actor, "", self.now).unwrap();
        }
        actor
    }

    /// What the desk answers to an order.
    pub fn submit(&mut self, token: u64, request: &Request) -> Msg {
        self.orders.push(request.clone());
        if let Some(why) = self.refuse.take() {
            return Msg::Rejected(token, why);
        }
        let actor = self.enrol();
        match self.store.submit(&actor, request, self.now) {
            Ok(receipt) => Msg::Done(token, Box::new(receipt)),
            Err(why) => Msg::Rejected(token, why),
        }
    }

    /// What the clock did since.
    pub fn let_time_pass(&mut self) {
        self.store.let_time_pass(self.now);
    }

    /// Begins an act on the case in front, as the palette does.
    pub fn begin(&mut self, act: Act) -> &mut Self {
        self.model.cx.request(FrameRequest::Act(act));
        self.send(Msg::Tick(self.now));
        self
    }

    /// One act, as the desk would do it.
    pub fn act(&mut self, case: Uuid, command: &Command) -> Result<(), Refusal> {
        let actor = self.enrol();
        let request = Request::Act { case, command: command.clone() };
        self.store.carry_out(&actor, &request, self.now).map(drop)
    }

    pub fn case(&self, id: Uuid) -> Option<Case> {
        self.store.facts.case(id).cloned()
    }

    pub fn file(&self, id: Uuid) -> Option<CaseFile> {
        self.store.file(id)
    }

    /// Every case.
    pub fn ids(&self) -> Vec<Uuid> {
        self.store.facts.cases().map(|case| case.id).collect()
    }

    /// The one case there is.
    pub fn only(&self) -> Case {
        let ids = self.ids();
        assert_eq!(ids.len(), 1, "{:?}", self.notice());
        self.case(ids[0]).unwrap()
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

//! A real desk on a real store under the screens, with a morning of follow-ups.

use std::collections::VecDeque;
use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use uuid::Uuid;
use zuoxi::desk;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::protocol::*;
use zuoxi::domain::*;
use zuoxi::tui::keymap::{Bindings, Keymap};
use zuoxi::tui::*;
use zuoxi::words::Words;

use crate::seen;
use crate::support::Place;

/// 2026-03-16 10:26:48 in Shanghai.
pub const NOW: Timestamp = Timestamp(1_773_628_008_000);

pub struct Desk {
    pub model: Model,
    pub store: desk::Desk,
    actor: Actor,
    now: Timestamp,
    next_id: u128,
    _place: Place,
    /// Keys pressed beyond words.
    pub counted: usize,
}

fn words_of(words: &str) -> Value {
    Value::Text(words.into())
}

fn code(code: &str) -> Value {
    Value::Code(code.into())
}

/// Today at a time of day.
pub fn at(hour: i64, minute: i64) -> Timestamp {
    Timestamp(NOW.0 - 48_000).plus_min((hour - 10) * 60 + minute - 26)
}

impl Desk {
    pub fn new(lang: Lang, size: (u16, u16)) -> Self {
        let place = Place::new();
        let rules = Rulebook::new(zuoxi::manual::built_in()).unwrap();
        let mut desk = desk::Desk::new(place.open(), rules).unwrap();
        let actor = desk.sign_in("1027", "林溪", at(8, 0)).unwrap().signed_in();
        let setup = Setup {
            now: NOW,
            words: Words::new(lang),
            lang,
            rules: Arc::new(Rulebook::new(zuoxi::manual::built_in()).unwrap()),
            theme: Theme::new(Scheme::Colourless, Depth::True),
            glyphs: Glyphs::UNICODE,
            keymap: Keymap::new(&Bindings::new()).unwrap(),
            agent: Agent {
                person: actor.person,
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
        let model = Model::new(setup);
        Self { model, store: desk, actor, now: NOW, next_id: 1, _place: place, counted: 0 }
    }

    /// The work list in front, with its morning.
    pub fn morning(lang: Lang, size: (u16, u16)) -> Self {
        let mut desk = Self::new(lang, size);
        desk.fill();
        desk.send(Msg::Tick(NOW));
        desk.free("3");
        desk
    }

    fn fill(&mut self) {
        let zhou = self.case("周岚", "收银系统三家店扫不了码", at(10, 2), "critical", "now");
        self.act(zhou, Act::ProgressTold, Record::default(), None, at(10, 15));
        let chen = self.case("陈立", "儿童书桌八天未到", at(9, 20), "partial", "soon");
        self.promise(chen, "书桌换快递的结果", at(10, 40), at(9, 40));
        let li = self.case("李想", "发票抬头开错要重开", at(9, 0), "partial", "normal");
        self.promise(li, "重开的发票号", at(14, 0), at(9, 30));
        let he = self.case("何平", "柜门划痕", at(8, 40), "partial", "normal");
        self.promise(he, "师傅上门的时间", at(10, 0), at(9, 0));
        for (name, summary, kind, due) in [
            ("吴涛", "净水器换芯后还漏水", FollowUpKind::ImplCheck, at(11, 35)),
            ("孙悦", "订单页修好后请打分", FollowUpKind::Satisfaction, at(15, 30)),
            ("方宁", "退货签收十天退款没到", FollowUpKind::Callback, at(10, 24)),
            ("沈阳", "一年没来过电", FollowUpKind::Care, at(34, 0)),
            ("许诺", "充电宝召回后", FollowUpKind::Watch, at(10 + 72, 0)),
        ] {
            let id = self.case(name, summary, at(8, 50), "partial", "normal");
            let record = Record::default().with(Field::Due, Value::At(due));
            self.act(id, Act::FollowUpCreated, record, Some(Target::FollowUpKind(kind)), at(8, 55));
        }
        self.store.let_time_pass(NOW).unwrap();
    }

    fn promise(&mut self, case: Uuid, what: &str, due: Timestamp, when: Timestamp) {
        let record = Record::default().with(Field::Due, Value::At(due)).with(Field::Note, words_of(what));
        self.act(case, Act::PromiseMade, record, None, when);
    }

    fn case(&mut self, name: &str, summary: &str, when: Timestamp, impact: &str, urgency: &str) -> Uuid {
        self.next_id += 1;
        let id = Uuid::from_u128(0xCA5E_0000 + self.next_id);
        let opened = Record::default()
            .with(Field::Channel, code("phone"))
            .with(Field::ReceivedAt, Value::At(when))
            .with(Field::CallerNumber, words_of("13800138001"))
            .with(Field::CustomerName, words_of(name))
            .with(Field::Title, words_of("女士"))
            .with(Field::Summary, words_of(summary))
            .with(Field::DesiredOutcome, words_of("尽快处理好"))
            .with(Field::Kind, code("fault"))
            .with(Field::Product, words_of("产品"))
            .with(Field::FirstSeenAt, Value::At(when.plus_min(-30)))
            .with(Field::Description, words_of("一早就这样了"));
        self.act(id, Act::Open, opened, None, when);
        self.act(id, Act::IntakeDone, Record::default(), None, when.plus_min(1));
        let graded = Record::default().with(Field::Impact, code(impact)).with(Field::Urgency, code(urgency));
        self.act(id, Act::Grade, graded, None, when.plus_min(2));
        id
    }

    pub fn act(&mut self, case: Uuid, act: Act, record: Record, target: Option<Target>, when: Timestamp) {
        self.next_id += 1;
        let id = EventId(Uuid::from_u128(0x0AC7_0000 + self.next_id * 1000));
        let command = Command { act, record, target, based_on: None, id };
        let order = Request::Act { case, command };
        self.store.submit(&self.actor, &order, when).unwrap_or_else(|why| panic!("{act}: {why:?}"));
    }

    /// The clock moves on.
    pub fn pass_s(&mut self, seconds: i64) -> &mut Self {
        self.now = self.now.plus_s(seconds);
        self.send(Msg::Tick(self.now));
        self
    }

    pub fn send(&mut self, msg: Msg) {
        let mut inbox = VecDeque::from([msg]);
        while let Some(msg) = inbox.pop_front() {
            for effect in update(&mut self.model, msg) {
                match effect {
                    Effect::Submit(token, request) => inbox.push_back(self.submit(token, &request)),
                    Effect::Ask(token, query) => {
                        inbox.push_back(Msg::Loaded(token, self.store.ask(query).unwrap()));
                    }
                    _ => {}
                }
            }
        }
    }

    fn submit(&mut self, token: Token, request: &Request) -> Msg {
        match self.store.submit(&self.actor, request, self.now) {
            Ok(receipt) => Msg::Done(token, Box::new(receipt)),
            Err(why) => Msg::Rejected(token, why),
        }
    }

    /// Presses keys that the budget counts.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        self.counted += keys.split_whitespace().count();
        self.free(keys)
    }

    /// Presses keys that it does not count.
    pub fn free(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            let key: crokey::KeyCombination = key.parse().unwrap();
            self.send(Msg::Key(key.into()));
        }
        self
    }

    pub fn words(&mut self, words: &str) -> &mut Self {
        for c in words.chars() {
            self.send(Msg::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)));
        }
        self
    }

    /// Takes the row of somebody into the hand.
    pub fn to(&mut self, name: &str) -> &mut Self {
        self.free("home").until("down", name)
    }

    /// Presses a key until the row in hand has these words.
    pub fn until(&mut self, key: &str, words: &str) -> &mut Self {
        for _ in 0..60 {
            if self.row_in_hand().contains(words) {
                return self;
            }
            self.free(key);
        }
        panic!("no {words} on the way of {key}:\n{}", self.screen());
    }

    pub fn case_of(&mut self, name: &str) -> Case {
        let ids = self.list();
        let row = ids.into_iter().find(|row| row.case.customer == name);
        let id = row.unwrap_or_else(|| panic!("nothing is owed to {name}")).case.id;
        self.file(id)
    }

    pub fn facts(&mut self, id: Uuid) -> Vec<Recorded> {
        self.store.store().facts(StreamId::case(id)).unwrap()
    }

    /// Begins an act of the open case, as the palette does.
    pub fn send_act(&mut self, act: Act) {
        self.model.cx.request(zuoxi::tui::FrameRequest::Act(act));
        self.send(Msg::Tick(self.now));
    }

    /// A case that just came to handling.
    pub fn fresh(&mut self, name: &str, summary: &str) -> Uuid {
        self.case(name, summary, NOW.plus_min(-4), "partial", "normal")
    }

    /// The queue, filtered by words.
    pub fn find(&mut self, words: &str) -> &mut Self {
        self.free("/").words(words)
    }

    pub fn file(&mut self, id: Uuid) -> Case {
        match self.store.ask(Query::Case(id)).unwrap() {
            Loaded::Case(Some(file)) => file.case,
            other => panic!("{other:?}"),
        }
    }

    /// Everything owed to anybody.
    pub fn list(&mut self) -> Vec<FollowUpRow> {
        let now = self.now;
        let query = Query::FollowUps { agent: Uuid::nil(), lead: false, all: true, offset: 0, limit: 500, now };
        match self.store.ask(query).unwrap() {
            Loaded::FollowUps(page) => page.rows,
            other => panic!("{other:?}"),
        }
    }

    pub fn notice(&self) -> String {
        self.model.cx.notice.as_ref().map_or_else(String::new, |notice| notice.words.clone())
    }

    pub fn screen(&self) -> String {
        let (text, cursor) = seen::screen(&self.model);
        format!("{text}cursor {},{}\n", cursor.x, cursor.y)
    }

    /// The row of the screen the cursor stands on.
    pub fn row_in_hand(&self) -> String {
        let (text, cursor) = seen::screen(&self.model);
        text.lines().nth(usize::from(cursor.y)).unwrap_or_default().to_owned()
    }
}

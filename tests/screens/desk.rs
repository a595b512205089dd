//! A desk in memory that decides with the real rules and answers at once, and the screen it leads to.

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use uuid::Uuid;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::engine::{MemoryDesk, NewAct};
use zuoxi::domain::protocol::*;
use zuoxi::domain::*;
use zuoxi::scenario::Door;
use zuoxi::tui::keymap::{Bindings, Keymap};
use zuoxi::tui::*;
use zuoxi::words::Words;

/// 2026-03-16 10:26:48 in Shanghai.
pub const NOW: Timestamp = Timestamp(1_773_628_008_000);

pub struct Desk {
    pub model: Model,
    pub rows: Vec<QueueRow>,
    pub store: MemoryDesk,
    pub effects: Vec<Effect>,
    /// The bytes a real terminal would have got are counted from this frame on.
    pub rules: Arc<Rulebook>,
}

/// Who calls in S1.
const CUSTOMER: Uuid = Uuid::from_u128(0x5000);

pub fn actor() -> Actor {
    Actor { person: Uuid::from_u128(7), no: "1027".into(), role: Role::Agent }
}

pub struct With {
    pub lang: Lang,
    pub theme: Theme,
    pub size: (u16, u16),
    pub keys: Bindings,
}

pub const COLOURLESS: Theme = Theme::new(Scheme::Colourless, Depth::True);

impl With {
    pub const fn new(lang: Lang, size: (u16, u16)) -> Self {
        Self { lang, theme: COLOURLESS, size, keys: Bindings::new() }
    }
}

impl Desk {
    pub fn new(with: &With, rows: Vec<QueueRow>) -> Self {
        let rules = Arc::new(Rulebook::new(zuoxi::manual::built_in()).unwrap());
        let setup = Setup {
            now: NOW,
            words: Words::new(with.lang),
            lang: with.lang,
            rules: rules.clone(),
            theme: with.theme,
            glyphs: Glyphs::UNICODE,
            keymap: Keymap::new(&with.keys).unwrap(),
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
            size: with.size,
            demo: false,
            seed: 1,
        };
        let (model, effects) = (Model::new(setup), Vec::new());
        let mut store = MemoryDesk::new(rules.clone(), "ZX");
        store.enrol(&actor(), "林溪", NOW).unwrap();
        let mut desk = Self { model, rows, store, effects, rules };
        desk.send(Msg::Tick(NOW));
        desk
    }

    /// Sends a message and answers what the screens ask until they are content.
    pub fn send(&mut self, msg: Msg) {
        let mut inbox = vec![msg];
        while let Some(msg) = inbox.pop() {
            for effect in update(&mut self.model, msg) {
                if let Some(answer) = self.answer(&effect) {
                    inbox.insert(0, answer);
                }
                if let Effect::Journal(op) = &effect {
                    self.model.cx.draft_kept(op);
                }
                self.effects.push(effect);
            }
        }
    }

    pub fn answer(&mut self, effect: &Effect) -> Option<Msg> {
        match effect {
            Effect::Ask(token, Query::Queue { view, filter, offset, limit, now, agent }) => {
                let page = self.page(*view, filter, *offset, *limit, *now, *agent);
                Some(Msg::Loaded(*token, Loaded::Queue(page)))
            }
            Effect::Ask(token, query) => Some(Msg::Loaded(*token, self.store.ask(query))),
            Effect::Submit(token, request) => Some(match self.store.submit(&actor(), request, self.now()) {
                Ok(receipt) => Msg::Done(*token, Box::new(receipt)),
                Err(why) => Msg::Rejected(*token, why),
            }),
            _ => None,
        }
    }

    fn now(&self) -> Timestamp {
        self.model.cx.now
    }

    pub fn file(&self, id: Uuid) -> Option<CaseFile> {
        self.store.file(id)
    }

    /// How many facts there are about the open cases.
    pub fn fact_count(&self) -> usize {
        self.store.facts.cases().map(|case| self.store.file(case.id).unwrap().facts.len()).sum()
    }

    /// Carries out an act at a moment.
    pub fn act(&mut self, case: Uuid, command: Command, now: Timestamp) {
        self.store.submit(&actor(), &Request::Act { case, command }, now).unwrap();
    }

    /// What rehearsal S1 leads to by 10:15, and its row in front of the queue.
    pub fn with_s1(mut self) -> Self {
        let text = |text: &str| Value::Text(text.into());
        let at = |hour: i64, minute: i64| Timestamp(NOW.0 - 26 * 60_000 - 48_000).plus_min((hour - 10) * 60 + minute);
        // Six cases had been opened that day.
        let event = Event::Case(CaseEvent::Opened {
            no: "ZX20260316-0006".into(),
            owner: Some(Uuid::from_u128(1033)),
            channel: Channel::Phone,
            received_at: at(9, 50),
            linked_to: None,
            record: Record::default(),
            personal: Record::default(),
        });
        let (fact, stream) = (EventId(Uuid::from_u128(0x50)), StreamId::case(Uuid::from_u128(0x50)));
        self.store.facts.append([NewAct {
            id: fact,
            stream,
            at: at(9, 50),
            by: (&actor()).into(),
            facts: vec![event],
        }]);
        self.store.file_customer(CUSTOMER, Tier::Key, Record::default(), at(9, 50)).unwrap();
        let id = Uuid::from_u128(0x51);
        let mut no = 0;
        let mut act = |act, record: Record, when| {
            no += 100;
            let command = Command { act, record, target: None, based_on: None, id: EventId(Uuid::from_u128(no)) };
            self.act(id, command, when);
        };
        let opened = Record::default()
            .with(Field::Customer, Value::Code(CUSTOMER.to_string()))
            .with(Field::Channel, Value::Code("phone".into()))
            .with(Field::ReceivedAt, Value::At(at(10, 2)))
            .with(Field::Rings, Value::Number(2))
            .with(Field::CallerNumber, text("13800138001"))
            .with(Field::CustomerName, text("周岚"))
            .with(Field::Title, text("女士"))
            .with(Field::Company, text("悦邻便利"))
            .with(Field::Summary, text("收银系统三家店扫不了码"))
            .with(Field::DesiredOutcome, text("先恢复收款"))
            .with(Field::Kind, Value::Code("fault".into()))
            .with(Field::Product, text("收银系统"))
            .with(Field::FirstSeenAt, Value::At(at(9, 55)))
            .with(Field::Emotion, Value::Code("anxious".into()))
            .with(Field::Description, text("三家店 09:55 起扫码收款全停,重启两次没用"));
        act(Act::Open, opened, at(10, 2));
        act(Act::IntakeDone, Record::default(), at(10, 4));
        let grade = Record::default()
            .with(Field::Impact, Value::Code("critical".into()))
            .with(Field::Urgency, Value::Code("now".into()));
        act(Act::Grade, grade, at(10, 5));
        act(Act::ProgressTold, Record::default().with(Field::Note, text("门店网络正常,正在查支付网关")), at(10, 15));
        let file = self.file(id).unwrap();
        self.rows.remove(0);
        self.rows.insert(0, queue::queue_row(&file.case, &self.rules));
        self.send(Msg::Changed);
        self.tick_to(NOW.plus_s(3));
        self
    }

    fn page(&self, view: QueueView, filter: &str, offset: usize, limit: usize, now: Timestamp, _: Uuid) -> QueuePage {
        let due =
            |row: &QueueRow, by: i64| row.next.is_some_and(|next| !next.paused && next.due.since_ms(now) < by * 60_000);
        let fits = |row: &&QueueRow| match view {
            QueueView::Overdue => due(row, 0),
            QueueView::Soon => due(row, 15) && !due(row, 0),
            QueueView::Found => row.summary.contains(filter) || row.phone.ends_with(filter),
            _ => true,
        };
        let found: Vec<&QueueRow> = self.rows.iter().filter(fits).collect();
        let badges = Badges {
            overdue: self.rows.iter().filter(|row| due(row, 0)).count(),
            soon: self.rows.iter().filter(|row| due(row, 15) && !due(row, 0)).count(),
            mine: self.rows.len(),
            all: 47,
        };
        let total = found.len();
        let rows = found.into_iter().skip(offset).take(limit).cloned().collect();
        QueuePage { rows, total, told: Vec::new(), people: Vec::new(), majors: Vec::new(), badges }
    }

    /// Presses keys written as in the keymap, blanks between them; `'words` types words.
    pub fn press(&mut self, keys: &str) {
        for key in keys.split(' ').filter(|key| !key.is_empty()) {
            if let Some(words) = key.strip_prefix('\'') {
                for c in words.chars() {
                    self.send(Msg::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)));
                }
            } else {
                let combination: crokey::KeyCombination = key.parse().unwrap();
                self.send(Msg::Key(combination.into()));
            }
        }
    }

    pub fn tick_to(&mut self, now: Timestamp) {
        self.send(Msg::Tick(now));
    }

    pub fn draw(&self) -> (Buffer, Position) {
        let (columns, rows) = self.model.cx.size;
        self.draw_at(columns, rows)
    }

    pub fn draw_at(&self, columns: u16, rows: u16) -> (Buffer, Position) {
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal.draw(|frame| view(&self.model, frame)).unwrap();
        let cursor = terminal.get_cursor_position().unwrap();
        (terminal.backend().buffer().clone(), cursor)
    }

    /// The screen as text, one line per row, with the cursor's place below.
    pub fn text(&self) -> String {
        let (buffer, cursor) = self.draw();
        format!("{}cursor {},{}\n", text_of(&buffer), cursor.x, cursor.y)
    }

    pub fn row(&self, y: u16) -> String {
        text_of(&self.draw().0).lines().nth(usize::from(y)).unwrap().to_owned()
    }
}

/// Cells as text; the second cell of a wide character is skipped.
pub fn text_of(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut skip = 0;
        for x in 0..buffer.area.width {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let symbol = buffer[(x, y)].symbol();
            skip = zuoxi::text::width(symbol).saturating_sub(1);
            text.push_str(symbol);
        }
        text.push('\n');
    }
    text
}

pub struct Sample {
    pub level: Option<u8>,
    pub duty: DueKind,
    /// Seconds from now to the due time.
    pub left_s: i64,
    /// Seconds from now to the amber time.
    pub amber_s: i64,
    pub customer: &'static str,
    pub summary: &'static str,
    pub state: State,
    pub channel: Channel,
    pub waits: Option<&'static str>,
    pub paused: bool,
}

impl Sample {
    pub fn row(&self, at: u128) -> QueueRow {
        let next = NextDue {
            duty: self.duty,
            start: NOW.plus_s(-3600),
            due: NOW.plus_s(self.left_s),
            amber_at: NOW.plus_s(self.amber_s),
            red_at: NOW.plus_s(self.left_s - 60),
            paused: self.paused,
        };
        QueueRow {
            id: Uuid::from_u128(at),
            no: format!("ZX20260316-{at:04}"),
            head: 1,
            state: self.state,
            level: self.level.and_then(Level::new),
            kind: None,
            channel: self.channel,
            received_at: NOW.plus_s(-3600),
            owner: actor().person,
            waiting_for: self.waits.map(str::to_owned),
            lead_until: None,
            told_to: None,
            crossed: false,
            twice: false,
            major: None,
            next: Some(next),
            band: 1,
            customer: self.customer.into(),
            summary: self.summary.into(),
            phone: format!("+8613800138{at:03}"),
        }
    }
}

/// The morning of the sketches.
pub fn morning() -> Vec<QueueRow> {
    let s = |level, duty, left_s, amber_s, customer, summary, state, channel| Sample {
        level,
        duty,
        left_s,
        amber_s,
        customer,
        summary,
        state,
        channel,
        waits: None,
        paused: false,
    };
    let clock = DueKind::Clock;
    let task = DueKind::FollowUp;
    let (process, verify) = (State::Process, State::Verify);
    let progress = task(FollowUpKind::Progress);
    let back = clock(ClockKind::ReturnDue);
    let mut samples = vec![
        s(Some(1), progress, 192, -10, "周岚", "收银系统三家店扫不了码", process, Channel::Phone),
        s(Some(2), back, -408, -900, "方宁", "退货签收十天退款没到", process, Channel::Online),
        s(Some(2), DueKind::Promise, 792, -10, "陈立", "儿童书桌八天未到", State::PlanConfirm, Channel::Phone),
        s(Some(3), DueKind::Grade, 2532, 1000, "王敏", "会员积分怎么换", State::Identify, Channel::Online),
        s(
            Some(2),
            task(FollowUpKind::ImplCheck),
            4080,
            2000,
            "吴涛",
            "净水器换芯后还漏水",
            verify,
            Channel::AfterSales,
        ),
        s(Some(3), clock(ClockKind::Answer), 12_780, 8000, "李想", "发票抬头开错要重开", process, Channel::Email),
        s(Some(2), back, 3072, 2000, "赵云", "显示签收,本人没收到", process, Channel::Phone),
        s(Some(2), back, 4860, 2000, "孙 e\u{301}mile", "更新后打不开订单页 👨‍👩‍👧", process, Channel::Online),
        s(Some(2), back, 6240, 2000, "欧阳静", "同一单扣了两次款", process, Channel::Phone),
        s(Some(3), back, 14_700, 9000, "冯远", "门店和客服说法不一", process, Channel::Social),
        s(Some(2), clock(ClockKind::Plan), 2 * 86_400, 86_400, "郑洁", "洗衣机不脱水,差视频", process, Channel::Phone),
        s(Some(3), clock(ClockKind::Plan), 86_400, 80_000, "何平", "柜门划痕,差照片", verify, Channel::Email),
    ];
    let waits = ["logistics", "tech", "finance", "store", "customer", "customer"];
    for (sample, who) in samples.iter_mut().skip(6).zip(waits) {
        sample.waits = Some(who);
        sample.paused = who == "customer";
    }
    samples.iter().zip(7..).map(|(sample, at)| sample.row(at)).collect()
}

//! A desk that answers at once from rows in memory, and the screen it leads to.

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use uuid::Uuid;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::order::*;
use zuoxi::domain::*;
use zuoxi::tui::keymap::{Bindings, Keymap};
use zuoxi::tui::*;
use zuoxi::words::Words;

/// 2026-03-16 10:26:48 in Shanghai.
pub const NOW: Timestamp = Timestamp(1_773_628_008_000);

pub struct Desk {
    pub model: Model,
    pub rows: Vec<QueueRow>,
    pub files: Vec<CaseFile>,
    pub effects: Vec<Effect>,
    pub refuse: Option<Refusal>,
}

pub struct With {
    pub lang: Lang,
    pub theme: Theme,
    pub size: (u16, u16),
}

pub const COLOURLESS: Theme = Theme::new(Scheme::Colourless, Depth::True);

impl With {
    pub const fn new(lang: Lang, size: (u16, u16)) -> Self {
        Self { lang, theme: COLOURLESS, size }
    }
}

impl Desk {
    pub fn new(with: &With, rows: Vec<QueueRow>) -> Self {
        let setup = Setup {
            now: NOW,
            words: Words::new(with.lang),
            lang: with.lang,
            rules: Arc::new(Rulebook::new(zuoxi::manual::built_in()).unwrap()),
            theme: with.theme,
            glyphs: Glyphs::UNICODE,
            keymap: Keymap::new(&Bindings::new()).unwrap(),
            agent: Agent { person: Uuid::from_u128(7), no: "1027".into(), name: "林溪".into(), role: Role::Agent },
            company: "禾云".into(),
            size: with.size,
            demo: false,
            seed: 1,
        };
        let mut desk = Self { model: Model::new(setup), rows, files: Vec::new(), effects: Vec::new(), refuse: None };
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
                self.effects.push(effect);
            }
        }
    }

    fn answer(&mut self, effect: &Effect) -> Option<Msg> {
        match effect {
            Effect::Ask(token, Query::Queue { view, filter, offset, limit, now, agent }) => {
                let page = self.page(*view, filter, *offset, *limit, *now, agent);
                Some(Msg::Loaded(*token, Loaded::Queue(page)))
            }
            Effect::Ask(token, Query::Case(id)) => {
                let file = self.files.iter().find(|file| file.case.id == *id).cloned();
                Some(Msg::Loaded(*token, Loaded::Case(file.map(Box::new))))
            }
            Effect::Ask(token, Query::Caller(_)) => Some(Msg::Loaded(*token, Loaded::Caller(Box::default()))),
            Effect::Submit(token, _) => match (&self.refuse, self.files.first()) {
                (Some(refusal), _) => Some(Msg::Rejected(*token, Rejection::Refused(refusal.clone()))),
                (None, Some(file)) => {
                    let receipt = Receipt { file: Box::new(file.clone()), saved_at: NOW, told: vec![] };
                    Some(Msg::Done(*token, Box::new(receipt)))
                }
                (None, None) => {
                    let failed = Rejection::Failed { code: "none".into(), detail: String::new() };
                    Some(Msg::Rejected(*token, failed))
                }
            },
            _ => None,
        }
    }

    fn page(&self, view: QueueView, filter: &str, offset: usize, limit: usize, now: Timestamp, _: &str) -> QueuePage {
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
        QueuePage { rows: found.into_iter().skip(offset).take(limit).cloned().collect(), total, badges }
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
    pub duty: Duty,
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
            state: self.state,
            level: self.level.and_then(Level::new),
            kind: None,
            channel: self.channel,
            received_at: NOW.plus_s(-3600),
            owner: "1027".into(),
            waiting_for: self.waits.map(str::to_owned),
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
    let clock = Duty::Clock;
    let task = Duty::FollowUp;
    let (process, verify) = (State::Process, State::Verify);
    let progress = task(FollowUpKind::Progress);
    let back = clock(ClockKind::ReturnDue);
    let mut samples = vec![
        s(Some(1), progress, 192, -10, "周岚", "收银系统三家店扫不了码", process, Channel::Phone),
        s(Some(2), back, -408, -900, "方宁", "退货签收十天退款没到", process, Channel::Online),
        s(Some(2), Duty::Promise, 792, -10, "陈立", "儿童书桌八天未到", State::PlanConfirm, Channel::Phone),
        s(Some(3), Duty::Grade, 2532, 1000, "王敏", "会员积分怎么换", State::Identify, Channel::Online),
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

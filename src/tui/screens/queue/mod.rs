//! What must I do next, and how long do I have?

pub(super) mod card;
mod list;
mod rows;

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use uuid::Uuid;

pub(super) use self::list::Place;
use self::rows::{Line, Rows};
use crate::domain::order::{
    CaseFile, Duty, Loaded, Order, Query, QueuePage, QueueRow, QueueView, Receipt, Rejection, Token,
};
use crate::domain::{Act, FollowUpKind, Level, Record, Timestamp};
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::entry::Entry;
use crate::tui::guide::{Press, Way, Wish};
use crate::tui::layout::Grid;
use crate::tui::overlays::under;
use crate::tui::remaining::Nearness;
use crate::tui::screen::{Hint, Screen, Visit};

/// The tables the queue listens to.
const TABLES: &[&str] = &["queue", "lists", "line", "everywhere"];
/// What can be done on it.
const ACTIONS: &[&str] = &[
    "open",
    "told",
    "find",
    "view_next",
    "view_previous",
    "down",
    "up",
    "page_down",
    "page_up",
    "first",
    "last",
    "clear",
    "copy_no",
];
/// Its place in the keymap.
pub const TABLE: super::Table = super::Table { chain: TABLES, actions: ACTIONS };

/// Rows asked for at a time.
const PAGE: usize = 200;
/// The rows are asked for anew this often, because time moves cases between views.
const STALE_MS: i64 = 10_000;
/// New rows wait until the keys have rested this long.
const REST_MS: i64 = 2_000;
/// The views, in the order of the key that walks through them.
const VIEWS: [QueueView; 4] = [QueueView::Mine, QueueView::All, QueueView::Overdue, QueueView::Soon];

/// The queue.
#[derive(Debug)]
pub struct Queue {
    view: QueueView,
    filter: Entry,
    finding: bool,
    rows: Rows,
    offset: usize,
    /// The latest question about rows, and whether its answer may wait until the keys rest.
    asked: Option<(Token, bool)>,
    asked_at: Timestamp,
    pending: Option<QueuePage>,
    /// The question for the top bar while another view is shown.
    asked_mine: Option<Token>,
    card: Option<Box<CaseFile>>,
    asked_card: Option<(Token, Uuid)>,
    told: Option<Token>,
    /// Enter came before the rows: what they bring first is opened.
    opening: bool,
    last_tick: Timestamp,
}

impl Default for Queue {
    fn default() -> Self {
        Self {
            view: QueueView::Mine,
            filter: Entry::default(),
            finding: false,
            rows: Rows::default(),
            offset: 0,
            asked: None,
            asked_at: Timestamp(0),
            pending: None,
            asked_mine: None,
            card: None,
            asked_card: None,
            told: None,
            opening: false,
            last_tick: Timestamp(i64::MAX),
        }
    }
}

impl Queue {
    fn ask(&mut self, cx: &mut Cx, may_wait: bool) {
        let query = Query::Queue {
            view: if self.filter.is_empty() { self.view } else { QueueView::Found },
            agent: cx.agent.no.clone(),
            filter: self.filter.text().trim().to_owned(),
            offset: self.offset,
            limit: PAGE,
            now: cx.now,
        };
        // A refresh must not make the answer wait that somebody looks for.
        let may_wait = may_wait && !matches!(self.asked, Some((_, false)));
        let token = cx.ask(query);
        if self.opening {
            cx.wait_for(token);
        }
        self.asked = Some((token, may_wait));
        self.asked_at = cx.now;
        self.pending = None;
        if !self.shows_mine() {
            self.ask_mine(cx);
        }
    }

    /// Two rows are enough: the next due thing, and the one after it when the first is the open case.
    fn ask_mine(&mut self, cx: &mut Cx) {
        let agent = cx.agent.no.clone();
        let query =
            Query::Queue { view: QueueView::Mine, agent, filter: String::new(), offset: 0, limit: 2, now: cx.now };
        self.asked_mine = Some(cx.ask(query));
    }

    fn shows_mine(&self) -> bool {
        self.view == QueueView::Mine && self.filter.is_empty() && self.offset == 0
    }

    fn take(&mut self, page: QueuePage, cx: &mut Cx) {
        cx.badges = page.badges;
        if self.shows_mine() {
            cx.next_due = page.rows.iter().filter(|row| row.next.is_some()).take(2).cloned().collect();
        }
        self.rows.replace(page);
        self.look_at(cx);
        if std::mem::take(&mut self.opening) {
            self.open(cx);
        }
    }

    /// Opens the case in hand. While its rows are still on their way the hand is on something else than was asked for:
    /// Enter then waits for them, and the keys behind it wait too.
    fn open(&mut self, cx: &mut Cx) {
        if let Some((token, false)) = self.asked {
            self.opening = true;
            cx.wait_for(token);
        } else if let Some(id) = self.rows.chosen().map(|row| row.id) {
            self.finding = false;
            cx.open_case(id);
        }
    }

    /// Loads the case in hand for the side, and keeps its row in sight.
    fn look_at(&mut self, cx: &mut Cx) {
        self.rows.keep_in_sight(list_room(cx.size));
        let Some(id) = self.rows.chosen().map(|row| row.id) else {
            self.card = None;
            return;
        };
        let known = self.card.as_ref().is_some_and(|card| card.case.id == id);
        if !known && self.asked_card.is_none_or(|(_, asked)| asked != id) {
            self.asked_card = Some((cx.ask(Query::Case(id)), id));
        }
    }

    fn step(&mut self, step: isize, cx: &mut Cx) {
        let beyond = self.rows.step(step);
        let page = isize::try_from(PAGE).unwrap_or(isize::MAX);
        if beyond > 0 && self.offset + self.rows.len() < self.rows.total() {
            self.window(page, cx);
        } else if beyond < 0 && self.offset > 0 {
            self.window(-page, cx);
        }
        self.look_at(cx);
    }

    fn window(&mut self, by: isize, cx: &mut Cx) {
        self.offset = self.offset.saturating_add_signed(by);
        self.rows.jump_after_load(by < 0);
        self.ask(cx, false);
    }

    fn show_view(&mut self, by: usize, cx: &mut Cx) {
        let at = VIEWS.iter().position(|view| *view == self.view).unwrap_or(0);
        self.view = VIEWS.get((at + by) % VIEWS.len()).copied().unwrap_or(QueueView::Mine);
        self.filter.clear();
        self.offset = 0;
        self.rows.forget_choice();
        self.ask(cx, false);
    }

    fn filter_changed(&mut self, cx: &mut Cx) {
        self.offset = 0;
        self.rows.forget_choice();
        self.ask(cx, false);
    }

    fn clear(&mut self, cx: &mut Cx) {
        self.finding = false;
        if !self.filter.is_empty() {
            self.filter.clear();
            self.filter_changed(cx);
        } else if self.view != QueueView::Mine {
            self.view = QueueView::Mine;
            self.filter_changed(cx);
        }
    }

    fn tell_progress(&mut self, cx: &mut Cx) {
        let Some(case) = self.rows.chosen().map(|row| row.id) else {
            let words = cx.words.get("queue-nothing-chosen");
            cx.warn(words);
            return;
        };
        let command = cx.command(Act::ProgressTold, Record::default(), None);
        self.told = Some(cx.submit(Order::Act { case, command }));
    }

    /// Rings once when a level 1 case or a promise changes its sign.
    fn ring(&self, cx: &mut Cx) {
        let before = self.last_tick;
        let rings = self.rows.all().any(|row| {
            let Some(next) = &row.next else { return false };
            let grave = row.level == Some(Level::ONE) || next.duty == Duty::Promise;
            grave && Nearness::of(next, cx.now) > Nearness::of(next, before).max(Nearness::Calm)
        });
        if rings {
            cx.bell();
        }
    }
}

/// Rows the list has at a size of the terminal.
fn list_room(size: (u16, u16)) -> usize {
    Grid::new(Rect::new(0, 0, size.0, size.1)).map_or(1, |grid| usize::from(list::Place::new(&grid).room()))
}

impl Screen for Queue {
    fn id(&self) -> &'static str {
        "queue"
    }

    fn tables(&self) -> &'static [&'static str] {
        TABLES
    }

    fn subtitle(&self, cx: &Cx) -> Option<String> {
        let view = if self.filter.is_empty() { self.view } else { QueueView::Found };
        let view = cx.words.get(list::view_key(view));
        Some(if self.filter.is_empty() {
            cx.words.with("queue-sorted", &[("view", view.into())])
        } else {
            let typed = self.filter.text().into();
            cx.words.with("queue-filtered", &[("view", view.into()), ("words", typed)])
        })
    }

    fn why_not(&self, action: &str, cx: &Cx) -> Option<String> {
        let needs_row = matches!(action, "open" | "told" | "copy_no");
        (needs_row && self.rows.chosen().is_none()).then(|| cx.words.get("queue-nothing-chosen"))
    }

    fn on(&mut self, action: &str, cx: &mut Cx) {
        let page = isize::try_from(list_room(cx.size)).unwrap_or(1);
        self.opening = false;
        match action {
            "open" => self.open(cx),
            "told" => self.tell_progress(cx),
            "find" => self.finding = true,
            "view_next" => self.show_view(1, cx),
            "view_previous" => self.show_view(VIEWS.len() - 1, cx),
            "down" => self.step(1, cx),
            "up" => self.step(-1, cx),
            "page_down" => self.step(page, cx),
            "page_up" => self.step(-page, cx),
            "first" => self.step(isize::MIN / 2, cx),
            "last" => self.step(isize::MAX / 2, cx),
            "clear" => self.clear(cx),
            "copy_no" => {
                if let Some(no) = self.rows.chosen().map(|row| row.no.clone()) {
                    cx.copy(no);
                }
            }
            _ => {}
        }
    }

    fn click(&mut self, at: Position, grid: &Grid, cx: &mut Cx) -> Option<&'static str> {
        let place = Place::new(grid);
        let line = under(at, &(place.first..place.end), self.rows.top(), usize::MAX)?;
        let Some(Line::Row(row)) = self.rows.lines(grid.wide).get(line).copied() else { return None };
        let before = self.rows.at();
        self.rows.take(row);
        self.look_at(cx);
        (before == row).then_some("open")
    }

    fn wheel(&mut self, rows: isize, cx: &mut Cx) {
        self.step(rows, cx);
    }

    fn has_field(&self) -> bool {
        self.finding
    }

    fn typed(&mut self, key: KeyEvent, cx: &mut Cx) -> bool {
        self.opening = false;
        let before = self.filter.text().to_owned();
        let taken = self.filter.key(key);
        if before != self.filter.text() {
            self.filter_changed(cx);
        }
        taken
    }

    fn pasted(&mut self, words: &str, cx: &mut Cx) {
        // A number pasted from the telephone is looked for at once.
        self.finding = true;
        self.filter.paste(words);
        self.filter_changed(cx);
    }

    fn visit(&mut self, _visit: Visit, cx: &mut Cx) {
        self.card = None;
        self.asked_card = None;
        self.ask(cx, false);
    }

    fn loaded(&mut self, token: Token, answer: &Loaded, cx: &mut Cx) {
        match answer {
            Loaded::Queue(page) if self.asked.is_some_and(|(asked, _)| asked == token) => {
                let may_wait = self.asked.take().is_some_and(|(_, may_wait)| may_wait);
                if may_wait && cx.now.since_ms(cx.last_key) < REST_MS {
                    self.pending = Some(page.clone());
                } else {
                    self.take(page.clone(), cx);
                }
            }
            Loaded::Queue(page) if self.asked_mine == Some(token) => {
                self.asked_mine = None;
                cx.badges = page.badges;
                cx.next_due.clone_from(&page.rows);
            }
            Loaded::Case(file) if self.asked_card.is_some_and(|(asked, _)| asked == token) => {
                self.asked_card = None;
                self.card.clone_from(file);
            }
            _ => {}
        }
    }

    fn done(&mut self, token: Token, receipt: &Receipt, cx: &mut Cx) {
        if self.told == Some(token) {
            self.told = None;
            let words = told_words(receipt, cx);
            cx.tell_act(&words);
        }
        if self.card.as_ref().is_some_and(|card| card.case.id == receipt.file.case.id) {
            self.card = Some(receipt.file.clone());
        }
        self.ask(cx, false);
    }

    fn rejected(&mut self, token: Token, _why: &Rejection, _cx: &mut Cx) -> bool {
        if self.asked.take_if(|(asked, _)| *asked == token).is_some() {
            self.opening = false;
        }
        false
    }

    fn refresh(&mut self, cx: &mut Cx) {
        if let Some(id) = self.card.as_ref().map(|card| card.case.id) {
            self.asked_card = Some((cx.ask(Query::Case(id)), id));
        }
        self.ask(cx, true);
    }

    fn tick(&mut self, cx: &mut Cx) {
        self.ring(cx);
        self.last_tick = cx.now;
        if cx.now.since_ms(cx.last_key) >= REST_MS
            && let Some(page) = self.pending.take()
        {
            self.take(page, cx);
        }
        if cx.now.since_ms(self.asked_at) >= STALE_MS {
            self.ask(cx, true);
        }
    }

    fn way(&self, wish: &Wish<'_>, _cx: &Cx) -> Way {
        let Wish::Case(id) = wish else { return Way::Elsewhere };
        let Some(place) = self.rows.all().position(|row| row.id == *id) else {
            return Way::keys(vec![Press::Action("view_next")]);
        };
        let action = if place > self.rows.at() { "down" } else { "up" };
        let mut keys = vec![Press::Action(action); place.abs_diff(self.rows.at())];
        keys.push(Press::Action("open"));
        Way::keys(keys)
    }

    fn hints(&self, _cx: &Cx) -> Vec<Hint> {
        if self.finding {
            return vec![Hint::plain("open"), Hint::plain("clear"), Hint::plain("palette"), Hint::plain("help")];
        }
        let mut hints = vec![Hint::plain("new_call")];
        if let Some(row) = self.rows.chosen() {
            hints.push(Hint::plain("open"));
            if is_progress(row) {
                hints.push(Hint::plain("told"));
            }
        }
        let rest = ["find", "view_next", "palette", "help"];
        hints.extend(rest.into_iter().map(Hint::plain));
        hints
    }

    fn view(&self, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position> {
        let cursor = list::draw(self, cx, grid, buf);
        card::draw(self.rows.chosen(), self.card.as_deref(), None, cx, grid, buf);
        Some(cursor)
    }
}

fn is_progress(row: &QueueRow) -> bool {
    use crate::domain::ClockKind;
    row.next.is_some_and(|next| {
        matches!(next.duty, Duty::FollowUp(FollowUpKind::Progress) | Duty::Clock(ClockKind::Progress))
    })
}

/// Past tense, who, when, and by when again.
pub(super) fn told_words(receipt: &Receipt, cx: &Cx) -> String {
    let case = &receipt.file.case;
    let who = text::mask::name(case.record.text(crate::domain::Field::CustomerName).unwrap_or_default());
    let at = cx.hour_minute(receipt.saved_at);
    let open = |kind| case.follow_ups.iter().filter(move |task| task.end.is_none() && task.kind == kind);
    let next = open(FollowUpKind::Progress).map(|task| task.due).min();
    match next {
        Some(next) => {
            let next = cx.moment(next);
            cx.words.with("queue-told-next", &[("who", who.into()), ("at", at.into()), ("next", next.into())])
        }
        None => cx.words.with("queue-told", &[("who", who.into()), ("at", at.into())]),
    }
}

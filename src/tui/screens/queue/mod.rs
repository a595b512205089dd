//! What must I do next, and how long do I have?

pub(super) mod card;
mod list;

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::acts::fields;
use crate::domain::protocol::{
    Duty, Loaded, Query, QueuePage, QueueRow, QueueView, Receipt, Rejection, Request, Token,
};
use crate::domain::{Act, FollowUpKind, Level, Record, Timestamp};
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::guide::{Press, Way, Wish};
use crate::tui::layout::Grid;
use crate::tui::listing::{Batch, Beside, PAGE, Rows, Window};
use crate::tui::refusal;
use crate::tui::remaining::Nearness;
use crate::tui::screen::{Hint, Screen, Visit};
use crate::tui::widgets::menu::{ListName, stride};
use crate::tui::widgets::{Edited, TextField};

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

/// The group of the cases that wait for the agent, and of those that wait for others.
const MINE: usize = 0;
const OTHERS: usize = 1;
/// The views, in the order of the key that walks through them.
const VIEWS: [QueueView; 4] = [QueueView::Mine, QueueView::All, QueueView::Overdue, QueueView::Soon];

/// The queue.
#[derive(Debug)]
pub struct Queue {
    view: QueueView,
    filter: TextField,
    finding: bool,
    rows: Rows<QueueRow>,
    window: Window<QueuePage>,
    /// The question for the top bar while another view is shown.
    asked_mine: Option<Token>,
    beside: Beside,
    told: Option<Token>,
    last_tick: Timestamp,
}

impl Default for Queue {
    fn default() -> Self {
        Self {
            view: QueueView::Mine,
            filter: TextField::default(),
            finding: false,
            rows: Rows::new(ListName::Queue, false),
            window: Window::default(),
            asked_mine: None,
            beside: Beside::default(),
            told: None,
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
            offset: self.rows.offset(),
            limit: PAGE,
            now: cx.now,
        };
        self.window.ask(query, may_wait, cx);
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
        self.view == QueueView::Mine && self.filter.is_empty() && self.rows.offset() == 0
    }

    fn take(&mut self, page: QueuePage, cx: &mut Cx) {
        cx.badges = page.badges;
        if self.shows_mine() {
            cx.next_due = page.rows.iter().filter(|row| row.next.is_some()).take(2).cloned().collect();
        }
        let (mine, others): (Vec<_>, Vec<_>) = page.rows.into_iter().partition(|row| row.waiting_for.is_none());
        let in_group = |group: usize| move |row: QueueRow| (group, row);
        let rows = mine.into_iter().map(in_group(MINE)).chain(others.into_iter().map(in_group(OTHERS))).collect();
        self.rows.replace(Batch { rows, total: page.total });
        self.look_at(cx);
        if self.window.opens_now() {
            self.open(cx);
        }
    }

    fn open(&mut self, cx: &mut Cx) {
        if self.window.open_later(cx) {
            return;
        }
        if let Some(id) = self.rows.chosen().map(|row| row.id) {
            self.finding = false;
            cx.open_case(id);
        }
    }

    /// Loads the case in hand for the side, and keeps its row in sight.
    fn look_at(&mut self, cx: &mut Cx) {
        let (room, airy) = list_room(cx.size);
        self.rows.keep_in_sight(room, airy);
        self.beside.show(self.rows.chosen().map(|row| row.id), cx);
    }

    fn step(&mut self, step: isize, cx: &mut Cx) {
        if self.rows.step(step, PAGE) {
            self.ask(cx, false);
        }
        self.look_at(cx);
    }

    fn show_view(&mut self, by: usize, cx: &mut Cx) {
        let at = VIEWS.iter().position(|view| *view == self.view).unwrap_or(0);
        self.view = VIEWS.get((at + by) % VIEWS.len()).copied().unwrap_or(QueueView::Mine);
        self.filter.clear();
        self.rows.start_over();
        self.ask(cx, false);
    }

    fn filter_changed(&mut self, cx: &mut Cx) {
        self.rows.start_over();
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
        self.told = Some(cx.submit(Request::Act { case, command }));
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

/// Lines the list has at a size of the terminal, and whether its groups stand apart.
fn list_room(size: (u16, u16)) -> (usize, bool) {
    let grid = Grid::new(Rect::new(0, 0, size.0, size.1));
    grid.map_or((1, false), |grid| (list::rows(&grid).len(), grid.wide))
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
        if needs_row && self.rows.chosen().is_none() {
            return Some(cx.words.get("queue-nothing-chosen"));
        }
        let file = self.beside.file().filter(|_| action == "told")?;
        let refusal = fields::why_not(Act::ProgressTold, &file.case, cx.agent.role, &cx.rules.manual)?;
        Some(refusal::sentence(&Rejection::Refused(refusal), cx))
    }

    fn on(&mut self, action: &str, cx: &mut Cx) {
        if let Some(by) = stride(action, list_room(cx.size).0) {
            self.step(by, cx);
            return;
        }
        match action {
            "open" => self.open(cx),
            "told" => self.tell_progress(cx),
            "find" => self.finding = true,
            "view_next" => self.show_view(1, cx),
            "view_previous" => self.show_view(VIEWS.len() - 1, cx),
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
        let again = self.rows.click(at, &list::rows(grid), grid.wide)?;
        self.look_at(cx);
        again.then_some("open")
    }

    fn wheel(&mut self, rows: isize, cx: &mut Cx) {
        self.step(rows, cx);
    }

    fn has_field(&self) -> bool {
        self.finding
    }

    fn typed(&mut self, key: KeyEvent, cx: &mut Cx) -> bool {
        let edited = self.filter.key(key);
        if edited == Edited::Changed {
            self.filter_changed(cx);
        }
        edited != Edited::NotMine
    }

    fn pasted(&mut self, words: &str, cx: &mut Cx) {
        // A number pasted from the telephone is looked for at once.
        self.finding = true;
        self.filter.paste(words);
        self.filter_changed(cx);
    }

    fn visit(&mut self, _visit: Visit, cx: &mut Cx) {
        self.beside.clear();
        self.ask(cx, false);
    }

    fn loaded(&mut self, token: Token, answer: &Loaded, cx: &mut Cx) {
        self.beside.loaded(token, answer);
        let Loaded::Queue(page) = answer else { return };
        if let Some(page) = self.window.answered(token, page, cx) {
            self.take(page, cx);
        } else if self.asked_mine.take_if(|asked| *asked == token).is_some() {
            cx.badges = page.badges;
            cx.next_due.clone_from(&page.rows);
        }
    }

    fn done(&mut self, token: Token, receipt: &Receipt, cx: &mut Cx) {
        if self.told == Some(token) {
            self.told = None;
            let words = told_words(receipt, cx);
            cx.tell_act(&words);
        }
        self.beside.done(receipt);
        self.ask(cx, false);
    }

    fn rejected(&mut self, token: Token, _why: &Rejection, _cx: &mut Cx) -> bool {
        self.window.rejected(token);
        false
    }

    fn refresh(&mut self, cx: &mut Cx) {
        self.beside.refresh(cx);
        self.ask(cx, true);
    }

    fn tick(&mut self, cx: &mut Cx) {
        self.ring(cx);
        self.last_tick = cx.now;
        if let Some(page) = self.window.rested(cx) {
            self.take(page, cx);
        }
        if self.window.is_stale(cx) {
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
        card::draw(self.rows.chosen(), self.beside.file(), None, cx, grid, buf);
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

//! What did we promise, to whom, by when?

mod acts;
mod ask;
mod list;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::acts::Did;
use crate::domain::protocol::{FollowUpPage, FollowUpRow, Loaded, Query, Receipt, Rejection, Token};
use crate::domain::{FollowUpKind, Role};
use crate::tui::cx::Cx;
use crate::tui::guide::{Press, Way, Wish};
use crate::tui::layout::Grid;
use crate::tui::listing::{Batch, Beside, PAGE, Rows, Window};
use crate::tui::screen::{Hint, Screen, Visit};
use crate::tui::screens::queue::card;
use crate::tui::widgets::menu::{ListName, stride};

/// The tables the work list listens to.
const TABLES: &[&str] = &["followups", "lists", "line", "everywhere"];
/// What can be done on it.
const ACTIONS: &[&str] = &[
    "open",
    "done",
    "told",
    "renegotiate",
    "put_off",
    "no_answer",
    "whose",
    "down",
    "up",
    "page_down",
    "page_up",
    "first",
    "last",
];
/// Its place in the keymap.
pub const TABLE: super::Table = super::Table { chain: TABLES, actions: ACTIONS };

/// The work list.
#[derive(Debug)]
pub struct FollowUps {
    /// Everybody's, not only the agent's own.
    all: bool,
    rows: Rows<FollowUpRow>,
    /// Rows of each group in the whole list.
    sizes: [usize; 3],
    window: Window<FollowUpPage>,
    beside: Beside,
    /// The act on its way.
    sent: Option<(Token, Did)>,
}

impl Default for FollowUps {
    fn default() -> Self {
        let (window, beside) = (Window::default(), Beside::default());
        Self { all: false, rows: Rows::new(ListName::FollowUps, true), sizes: [0; 3], window, beside, sent: None }
    }
}

impl FollowUps {
    fn ask(&mut self, cx: &mut Cx, may_wait: bool) {
        let query = Query::FollowUps {
            agent: cx.agent.no.clone(),
            lead: cx.agent.role == Role::Lead,
            all: self.all,
            offset: self.rows.offset(),
            limit: PAGE,
            now: cx.now,
        };
        self.window.ask(query, may_wait, cx);
    }

    fn take(&mut self, page: FollowUpPage, cx: &mut Cx) {
        if page.rows.is_empty() && self.rows.offset() > 0 {
            self.rows.start_over();
            self.ask(cx, false);
            return;
        }
        self.sizes = page.groups;
        let [now, today, _] = page.groups;
        let offset = self.rows.offset();
        let group = |at: usize| usize::from(offset + at >= now) + usize::from(offset + at >= now + today);
        let rows = page.rows.into_iter().enumerate().map(|(at, row)| (group(at), row)).collect();
        self.rows.replace(Batch { rows, total: page.groups.iter().sum() });
        self.look_at(cx);
        if self.window.opens_now() {
            self.open(cx);
        }
    }

    fn open(&mut self, cx: &mut Cx) {
        if self.window.open_later(cx) {
            return;
        }
        if let Some(id) = self.rows.chosen().map(|row| row.case.id) {
            cx.open_case(id);
        }
    }

    /// Loads the case in hand for the side, and keeps its row in sight.
    fn look_at(&mut self, cx: &mut Cx) {
        let (room, airy) = room(cx.size);
        self.rows.keep_in_sight(room, airy);
        self.beside.show(self.rows.chosen().map(|row| row.case.id), cx);
    }

    fn step(&mut self, step: isize, cx: &mut Cx) {
        if self.rows.step(step, PAGE) {
            self.ask(cx, false);
        }
        self.look_at(cx);
    }

    fn switch(&mut self, cx: &mut Cx) {
        self.all = !self.all;
        self.rows.start_over();
        self.ask(cx, false);
    }
}

/// Lines the list has at a size of the terminal, and whether its groups stand apart.
fn room(size: (u16, u16)) -> (usize, bool) {
    let grid = Grid::new(Rect::new(0, 0, size.0, size.1));
    grid.map_or((1, false), |grid| (list::rows(&grid).len(), grid.wide))
}

impl Screen for FollowUps {
    fn id(&self) -> &'static str {
        "followups"
    }

    fn tables(&self) -> &'static [&'static str] {
        TABLES
    }

    fn why_not(&self, action: &str, cx: &Cx) -> Option<String> {
        let needs_row = matches!(action, "open" | "done" | "told" | "renegotiate" | "put_off" | "no_answer");
        match self.rows.chosen() {
            Some(row) => acts::why_not(action, row, cx),
            None => needs_row.then(|| cx.words.get("queue-nothing-chosen")),
        }
    }

    fn on(&mut self, action: &str, cx: &mut Cx) {
        if let Some(by) = stride(action, room(cx.size).0) {
            self.step(by, cx);
            return;
        }
        match action {
            "open" => self.open(cx),
            "done" | "told" | "renegotiate" | "put_off" | "no_answer" => self.act(action, cx),
            "whose" => self.switch(cx),
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

    fn visit(&mut self, _visit: Visit, cx: &mut Cx) {
        self.beside.clear();
        self.ask(cx, false);
    }

    fn loaded(&mut self, token: Token, answer: &Loaded, cx: &mut Cx) {
        self.beside.loaded(token, answer);
        if let Loaded::FollowUps(page) = answer
            && let Some(page) = self.window.answered(token, page, cx)
        {
            self.take(page, cx);
        }
    }

    fn done(&mut self, token: Token, receipt: &Receipt, cx: &mut Cx) {
        if let Some((_, did)) = self.sent.take_if(|(sent, _)| *sent == token) {
            did.tell(receipt, cx);
        }
        self.beside.done(receipt);
        if self.window.is_used() {
            self.ask(cx, false);
        }
    }

    fn rejected(&mut self, token: Token, _why: &Rejection, _cx: &mut Cx) -> bool {
        // The notice says why; the row stays as it is.
        self.window.rejected(token);
        self.sent.take_if(|(sent, _)| *sent == token);
        false
    }

    fn refresh(&mut self, cx: &mut Cx) {
        if self.window.is_used() {
            self.beside.refresh(cx);
            self.ask(cx, true);
        }
    }

    fn tick(&mut self, cx: &mut Cx) {
        if let Some(page) = self.window.rested(cx) {
            self.take(page, cx);
        }
        if self.window.is_stale(cx) {
            self.ask(cx, true);
        }
    }

    fn way(&self, wish: &Wish<'_>, _cx: &Cx) -> Way {
        let Wish::Task(kind) = wish else { return Way::Elsewhere };
        let place = self.rows.all().position(|row| row.owed.what == *kind);
        let Some(place) = place else { return Way::keys(vec![Press::Action("whose")]) };
        let action = if place > self.rows.at() { "down" } else { "up" };
        match place.abs_diff(self.rows.at()) {
            0 => Way::Done,
            steps => Way::keys(vec![Press::Action(action); steps]),
        }
    }

    fn hints(&self, cx: &Cx) -> Vec<Hint> {
        let mut hints = Vec::new();
        if let Some(row) = self.rows.chosen() {
            hints.push(Hint::plain("open"));
            match row.owed.what {
                FollowUpKind::Progress => hints.push(Hint::plain("told")),
                FollowUpKind::Promise => {
                    hints.push(Hint::saying("done", cx.words.get("followups-hint-kept")));
                    hints.push(Hint::plain("renegotiate"));
                }
                _ => hints.extend(["done", "no_answer", "put_off", "renegotiate"].map(Hint::plain)),
            }
        }
        let other = if self.all { "followups-hint-mine" } else { "followups-hint-all" };
        hints.push(Hint::saying("whose", cx.words.get(other)));
        hints.push(Hint::plain("help"));
        hints
    }

    fn view(&self, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position> {
        let cursor = list::draw(self, cx, grid, buf);
        let chosen = self.rows.chosen();
        let group = chosen.map(|row| match row.owed.what {
            FollowUpKind::Care => "care",
            FollowUpKind::Survey => "survey",
            _ => "callback",
        });
        card::draw(chosen.map(|row| &row.case), self.beside.file(), group, cx, grid, buf);
        Some(cursor)
    }
}

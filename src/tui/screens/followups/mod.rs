//! What did we promise, to whom, by when?

mod acts;
mod ask;
mod list;
mod rows;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use uuid::Uuid;

use self::acts::Did;
use self::rows::{Line, Rows};
use crate::domain::order::{CaseFile, FollowUpPage, Loaded, Query, Receipt, Rejection, Token};
use crate::domain::{FollowUpKind, Role, Timestamp};
use crate::tui::cx::Cx;
use crate::tui::guide::{Press, Way, Wish};
use crate::tui::layout::Grid;
use crate::tui::overlays::under;
use crate::tui::screen::{Hint, Screen, Visit};
use crate::tui::screens::queue::{Place, card};

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

/// Rows asked for at a time.
const PAGE: usize = 200;
/// The rows are asked for anew this often, because time moves tasks between groups.
const STALE_MS: i64 = 10_000;
/// New rows wait until the keys have rested this long.
const REST_MS: i64 = 2_000;

/// The work list.
#[derive(Debug, Default)]
pub struct FollowUps {
    /// Everybody's, not only the agent's own.
    all: bool,
    rows: Rows,
    /// The latest question about rows, and whether its answer may wait until the keys rest.
    asked: Option<(Token, bool)>,
    asked_at: Option<Timestamp>,
    pending: Option<FollowUpPage>,
    card: Option<Box<CaseFile>>,
    asked_card: Option<(Token, Uuid)>,
    /// The act on its way.
    sent: Option<(Token, Did)>,
}

impl FollowUps {
    fn ask(&mut self, cx: &mut Cx, may_wait: bool) {
        let query = Query::FollowUps {
            agent: cx.agent.no.clone(),
            lead: cx.agent.role == Role::Lead,
            all: self.all,
            offset: self.rows.offset,
            limit: PAGE,
            now: cx.now,
        };
        self.asked = Some((cx.ask(query), may_wait));
        self.asked_at = Some(cx.now);
        self.pending = None;
    }

    fn take(&mut self, page: FollowUpPage, cx: &mut Cx) {
        if page.rows.is_empty() && self.rows.offset > 0 {
            self.rows.forget_choice();
            self.ask(cx, false);
            return;
        }
        self.rows.replace(page);
        self.look_at(cx);
    }

    /// Loads the case in hand for the side, and keeps its row in sight.
    fn look_at(&mut self, cx: &mut Cx) {
        let (room, airy) = room(cx.size);
        self.rows.keep_in_sight(room, airy);
        let Some(id) = self.rows.chosen().map(|row| row.case.id) else {
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
        if beyond > 0 && self.rows.offset + self.rows.len() < self.rows.total() {
            self.window(self.rows.offset + PAGE, false, cx);
        } else if beyond < 0 && self.rows.offset > 0 {
            self.window(self.rows.offset.saturating_sub(PAGE), true, cx);
        }
        self.look_at(cx);
    }

    fn window(&mut self, offset: usize, from_below: bool, cx: &mut Cx) {
        self.rows.offset = offset;
        self.rows.jump_after_load(from_below);
        self.ask(cx, false);
    }

    fn switch(&mut self, cx: &mut Cx) {
        self.all = !self.all;
        self.rows.forget_choice();
        self.ask(cx, false);
    }
}

/// Lines the list has at a size of the terminal, and whether its groups stand apart.
fn room(size: (u16, u16)) -> (usize, bool) {
    Grid::new(Rect::new(0, 0, size.0, size.1)).map_or((1, false), |grid| (usize::from(list::room(&grid)), grid.wide))
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
        (needs_row && self.rows.chosen().is_none()).then(|| cx.words.get("queue-nothing-chosen"))
    }

    fn on(&mut self, action: &str, cx: &mut Cx) {
        let page = isize::try_from(room(cx.size).0).unwrap_or(1);
        match action {
            "open" => {
                if let Some(id) = self.rows.chosen().map(|row| row.case.id) {
                    cx.open_case(id);
                }
            }
            "done" | "told" | "renegotiate" | "put_off" | "no_answer" => self.act(action, cx),
            "whose" => self.switch(cx),
            "down" => self.step(1, cx),
            "up" => self.step(-1, cx),
            "page_down" => self.step(page, cx),
            "page_up" => self.step(-page, cx),
            "first" => self.step(isize::MIN / 2, cx),
            "last" => self.step(isize::MAX / 2, cx),
            _ => {}
        }
    }

    fn click(&mut self, at: Position, grid: &Grid, cx: &mut Cx) -> Option<&'static str> {
        let place = Place::new(grid);
        let line = under(at, &(place.head..place.end), self.rows.top, usize::MAX)?;
        let Some(Line::Row(row)) = self.rows.lines(grid.wide).get(line).copied() else { return None };
        let before = self.rows.at();
        self.rows.take(row);
        self.look_at(cx);
        (before == row).then_some("open")
    }

    fn wheel(&mut self, rows: isize, cx: &mut Cx) {
        self.step(rows, cx);
    }

    fn visit(&mut self, _visit: Visit, cx: &mut Cx) {
        self.card = None;
        self.asked_card = None;
        self.ask(cx, false);
    }

    fn loaded(&mut self, token: Token, answer: &Loaded, cx: &mut Cx) {
        match answer {
            Loaded::FollowUps(page) if self.asked.is_some_and(|(asked, _)| asked == token) => {
                let may_wait = self.asked.take().is_some_and(|(_, may_wait)| may_wait);
                if may_wait && cx.now.since_ms(cx.last_key) < REST_MS {
                    self.pending = Some(page.clone());
                } else {
                    self.take(page.clone(), cx);
                }
            }
            Loaded::Case(file) if self.asked_card.is_some_and(|(asked, _)| asked == token) => {
                self.asked_card = None;
                self.card.clone_from(file);
            }
            _ => {}
        }
    }

    fn done(&mut self, token: Token, receipt: &Receipt, cx: &mut Cx) {
        if let Some((_, did)) = self.sent.take_if(|(sent, _)| *sent == token) {
            did.tell(receipt, cx);
        }
        if self.card.as_ref().is_some_and(|card| card.case.id == receipt.file.case.id) {
            self.card = Some(receipt.file.clone());
        }
        if self.asked_at.is_some() {
            self.ask(cx, false);
        }
    }

    fn rejected(&mut self, token: Token, _why: &Rejection, _cx: &mut Cx) -> bool {
        // The notice says why; the row stays as it is.
        self.sent.take_if(|(sent, _)| *sent == token);
        false
    }

    fn refresh(&mut self, cx: &mut Cx) {
        if self.asked_at.is_none() {
            return;
        }
        if let Some(id) = self.card.as_ref().map(|card| card.case.id) {
            self.asked_card = Some((cx.ask(Query::Case(id)), id));
        }
        self.ask(cx, true);
    }

    fn tick(&mut self, cx: &mut Cx) {
        if cx.now.since_ms(cx.last_key) >= REST_MS
            && let Some(page) = self.pending.take()
        {
            self.take(page, cx);
        }
        // Until somebody looks at it for the first time it costs nothing.
        if self.asked_at.is_some_and(|at| cx.now.since_ms(at) >= STALE_MS) {
            self.ask(cx, true);
        }
    }

    fn way(&self, wish: &Wish<'_>, _cx: &Cx) -> Way {
        let Wish::Task(kind) = wish else { return Way::Elsewhere };
        let place = (0..self.rows.len()).find(|at| self.rows.get(*at).is_some_and(|row| row.owed.what == *kind));
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
        card::draw(chosen.map(|row| &row.case), self.card.as_deref(), group, cx, grid, buf);
        Some(cursor)
    }
}

//! The list screen itself.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::beside::Beside;
use super::draw;
use super::kind::{Asked, ListActs, Then};
use super::rows::{Listed, Rows};
use super::window::{PAGE, Window};
use crate::domain::Act;
use crate::domain::protocol::{Loaded, Receipt, Token};
use crate::tui::cx::Cx;
use crate::tui::layout::Grid;
use crate::tui::screen::{Answer, Hint, InHand, Input, Layer, News, Offer, Screen, Spot, Told, Took, Visit};
use crate::tui::unsaved::Unsaved;
use crate::tui::way::{Goal, Way};
use crate::tui::widgets::menu::stride;
use crate::tui::widgets::{Edited, Pick, TextField};

#[derive(Debug)]
pub struct ListScreen<L: ListActs> {
    pub(super) list: L,
    pub(super) rows: Rows<L::Row>,
    pub(super) filter: TextField,
    /// The words that narrow the list are being typed.
    pub(super) finding: bool,
    window: Window,
    beside: Beside,
}

impl<L: ListActs> Default for ListScreen<L> {
    fn default() -> Self {
        Self {
            list: L::default(),
            rows: Rows::new(L::HEADS_FIRST),
            filter: TextField::default(),
            finding: false,
            window: Window::default(),
            beside: Beside::default(),
        }
    }
}

impl<L: ListActs> ListScreen<L> {
    fn ask(&mut self, may_wait: bool, cx: &mut Cx) {
        let asked = Asked { typed: self.filter.text().trim(), offset: self.rows.offset(), limit: PAGE };
        self.window.ask(self.list.question(asked, cx), may_wait, cx);
        self.list.ask_besides(asked, cx);
    }

    fn take(&mut self, answer: Loaded, cx: &mut Cx) {
        let asked = Asked { typed: self.filter.text().trim(), offset: self.rows.offset(), limit: PAGE };
        let Some(batch) = self.list.rows(answer, asked, cx) else { return };
        if batch.rows.is_empty() && self.rows.offset() > 0 {
            self.rows.start_over();
            return self.ask(false, cx);
        }
        self.rows.replace(batch);
        self.look_at(cx);
        if self.window.opens_now() {
            self.open(cx);
        }
    }

    fn open(&mut self, cx: &mut Cx) {
        if self.window.open_later(cx) {
            return;
        }
        if let Some(row) = self.rows.chosen() {
            self.finding = false;
            row.open(cx);
        }
    }

    /// Loads the case in hand for the side, and keeps its row in sight.
    fn look_at(&mut self, cx: &mut Cx) {
        let (room, airy) = room::<L>(cx);
        self.rows.keep_in_sight(room, airy);
        self.beside.show(self.rows.chosen().map(Listed::case), cx);
    }

    fn step(&mut self, step: isize, cx: &mut Cx) {
        if self.rows.step(step, PAGE) {
            self.ask(false, cx);
        }
        self.look_at(cx);
    }

    /// Other rows are wanted: the first of them.
    fn anew(&mut self, cx: &mut Cx) {
        self.rows.start_over();
        self.ask(false, cx);
    }

    fn act(&mut self, action: &str, cx: &mut Cx) {
        if self.list.act(action, self.rows.chosen(), cx) == Then::Anew {
            self.filter.clear();
            self.anew(cx);
        }
    }

    /// Begins a new search; the words of the last one go.
    fn find(&mut self, cx: &mut Cx) {
        let again = self.finding;
        self.finding = true;
        if !again && !self.filter.is_empty() {
            self.filter.clear();
            self.anew(cx);
        }
    }

    /// Ends the search, then whatever else narrows the list.
    fn clear(&mut self, cx: &mut Cx) {
        self.finding = false;
        if self.filter.is_empty() {
            self.act("clear", cx);
        } else {
            self.filter.clear();
            self.anew(cx);
        }
    }

    /// Something was saved: the case beside and the rows may be others now.
    fn saved(&mut self, receipt: &Receipt, cx: &mut Cx) {
        self.beside.done(receipt);
        if self.window.is_used() {
            self.ask(false, cx);
        }
    }

    fn click(&mut self, at: Position, grid: &Grid, cx: &mut Cx) -> Took {
        let pick = self.rows.click(at, &draw::lines::<L>(grid), grid.wide);
        if pick != Pick::Nothing {
            self.look_at(cx);
        }
        pick.took("open")
    }
}

/// Whether a key brings what only an input method writes.
fn is_of_input_method(key: KeyEvent) -> bool {
    matches!(key.code, KeyCode::Char(letter) if !letter.is_ascii() && !letter.is_control())
}

/// Lines the list has at a size of the terminal, and whether its groups stand apart.
fn room<L: ListActs>(cx: &Cx) -> (usize, bool) {
    cx.grid().map_or((1, false), |grid| (draw::lines::<L>(&grid).len(), grid.wide))
}

impl<L: ListActs> Layer for ListScreen<L> {
    fn id(&self) -> &'static str {
        L::TABLE.name()
    }

    fn tables(&self) -> &'static [&'static str] {
        L::TABLE.chain
    }

    fn on(&mut self, action: &str, cx: &mut Cx) {
        if let Some(by) = stride(action, room::<L>(cx).0) {
            return self.step(by, cx);
        }
        match action {
            "open" => self.open(cx),
            "find" => self.find(cx),
            "clear" => self.clear(cx),
            action => self.act(action, cx),
        }
    }

    fn input(&mut self, input: Input<'_>, cx: &mut Cx) -> Took {
        let edited = match input {
            Input::Wheel(by) => {
                self.step(by, cx);
                return Took::Input;
            }
            Input::Click(at, grid) => return self.click(at, grid, cx),
            // Words an input method sends to a list look for something, too; a stray letter or sign does nothing.
            Input::Key(key) if L::IS_SEARCHED && (self.finding || is_of_input_method(key)) => self.filter.key(key),
            Input::Paste(words) if L::IS_SEARCHED => {
                // A number pasted from the telephone is looked for at once.
                self.finding = true;
                if self.filter.paste(words) { Edited::Changed } else { Edited::Kept }
            }
            Input::Key(_) | Input::Paste(_) => Edited::NotMine,
        };
        if edited == Edited::Changed {
            self.anew(cx);
        }
        edited.took()
    }

    fn answer(&mut self, token: Token, answer: Answer<'_>, cx: &mut Cx) -> Told {
        match answer {
            Answer::Loaded(loaded) if self.beside.loaded(token, loaded) => Told::Here,
            Answer::Loaded(loaded) if self.window.is_asked(token) => {
                if let Some(loaded) = self.window.answered(token, loaded, cx) {
                    self.take(loaded, cx);
                }
                Told::Here
            }
            Answer::Loaded(_) => self.list.answer(token, answer, cx),
            Answer::Done(receipt) => {
                let told = self.list.answer(token, answer, cx);
                self.saved(receipt, cx);
                told
            }
            Answer::Rejected(_) => {
                self.window.rejected(token);
                self.list.answer(token, answer, cx)
            }
        }
    }

    fn hear(&mut self, news: News<'_>, cx: &mut Cx) {
        match news {
            News::Saved(receipt) => self.saved(receipt, cx),
            News::Changed if self.window.is_used() => {
                self.beside.refresh(cx);
                self.ask(true, cx);
            }
            News::Tick => {
                self.list.tick(&self.rows, cx);
                if let Some(answer) = self.window.rested(cx) {
                    self.take(answer, cx);
                }
                if self.window.is_stale(cx) {
                    self.ask(true, cx);
                }
            }
            News::Changed | News::Renewed | News::NotOnboarded | News::Resized => {}
        }
    }

    fn has_field(&self) -> bool {
        self.finding
    }

    fn way(&self, goal: &Goal<'_>, _cx: &Cx) -> Way {
        self.list.way(goal, &self.rows)
    }

    fn hints(&self, cx: &Cx) -> Vec<Hint> {
        self.list.hints(self.rows.chosen(), self.finding, cx)
    }

    fn view(&self, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position> {
        let cursor = draw::draw(self, cx, grid, buf);
        L::beside(self.rows.chosen(), self.beside.file(), cx, grid, buf);
        Some(cursor)
    }
}

impl<L: ListActs> Screen for ListScreen<L> {
    fn visit(&mut self, _visit: Visit, cx: &mut Cx) {
        self.beside.clear();
        self.ask(false, cx);
    }

    fn subtitle(&self, cx: &Cx) -> Option<String> {
        self.list.subtitle(self.filter.text(), cx)
    }

    fn in_hand<'a>(&'a self, _cx: &'a Cx) -> Option<InHand<'a>> {
        let case = self.rows.chosen().map(Listed::case)?;
        Some((case, self.beside.file().filter(|file| file.case.id == case)))
    }

    fn spot(&self) -> Spot {
        Spot::default()
    }

    fn take_back(&mut self, _cx: &mut Cx) -> bool {
        false
    }

    fn unsaved(&self, _cx: &Cx) -> Vec<Unsaved> {
        Vec::new()
    }

    fn is_unsaved(&self) -> bool {
        false
    }

    fn why_not(&self, action: &str, cx: &Cx) -> Option<String> {
        let row = self.rows.chosen();
        if row.is_none() && L::OF_A_ROW.contains(&action) {
            return Some(cx.words.get("queue-nothing-chosen"));
        }
        self.list.why_not(action, row, self.beside.file(), cx)
    }

    fn acts_now(&self, _cx: &Cx) -> Vec<Offer> {
        Vec::new()
    }

    fn begin_act(&mut self, _act: Act, _cx: &mut Cx) {}
}

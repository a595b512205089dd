//! What is done one after the other on a level 1 case, as lines to tick; the first tick starts handling.

use std::ops::Range;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use uuid::Uuid;

use crate::domain::manual::Runbook;
use crate::domain::protocol::{CaseFile, Receipt, Rejection, Request, Token};
use crate::domain::{Act, Case, CaseEvent, Event, Field, Level, Names, Record, Value};
use crate::tui::cx::Cx;
use crate::tui::guide::{Press, Way, Wish};
use crate::tui::layout::Grid;
use crate::tui::paint::Brush;
use crate::tui::screen::{Hint, Screen};
use crate::tui::theme::Role;
use crate::tui::widgets::menu::{self, ListName, Menu, Pick};

/// The list over the form.
#[derive(Debug)]
pub struct Ticks {
    case: Uuid,
    title: Names,
    lines: Vec<(Names, bool)>,
    menu: Menu,
    /// The tick on its way.
    sent: Option<(Token, usize)>,
}

impl Ticks {
    /// The list of a case's category with what was ticked already; nothing where there is no list, or no level 1.
    pub fn of(case: &Case, file: &CaseFile, cx: &Cx) -> Option<Self> {
        if case.level != Some(Level::ONE) {
            return None;
        }
        let Runbook { names, lines, .. } = cx.rules.manual.runbook(case.record.text(Field::Category))?;
        let lines: Vec<(Names, bool)> =
            lines.iter().map(|line| (line.names.clone(), is_ticked(&line.names, file))).collect();
        let mut menu = Menu::new(ListName::Runbook);
        menu.take(lines.iter().position(|(_, ticked)| !ticked).unwrap_or(0));
        Some(Self { case: case.id, title: names.clone(), lines, menu, sent: None })
    }

    fn tick(&mut self, at: usize, cx: &mut Cx) {
        let Some((line, false)) = self.lines.get(at).filter(|_| self.sent.is_none()) else { return };
        let record = Record::default().with(Field::Note, Value::Text(line.get(cx.lang).to_owned()));
        let command = cx.command(Act::RunbookStarted, record, None);
        self.sent = Some((cx.submit(Request::Act { case: self.case, command }), at));
    }

    fn open(&self) -> usize {
        self.lines.iter().filter(|(_, ticked)| !ticked).count()
    }
}

/// The screen's rows of the list.
const fn rows(grid: &Grid) -> Range<u16> {
    grid.top + 2..grid.bottom
}

/// A line is ticked when a fact says it in any of the languages; a tick that was taken back does not count.
fn is_ticked(line: &Names, file: &CaseFile) -> bool {
    let undone = |id| {
        file.facts.iter().any(|fact| match &fact.event {
            Event::Case(CaseEvent::Undone { facts, .. }) => facts.contains(&id),
            _ => false,
        })
    };
    file.facts.iter().any(|fact| match &fact.event {
        Event::Case(CaseEvent::RunbookStarted(entry)) => {
            let Some(Value::Text(said)) = entry.get(Field::Note) else { return false };
            [&line.zh_cn, &line.zh_tw, &line.en].contains(&said) && !undone(fact.id)
        }
        _ => false,
    })
}

impl Screen for Ticks {
    fn id(&self) -> &'static str {
        "pick"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["pick", "line"]
    }

    fn on(&mut self, action: &str, cx: &mut Cx) {
        match self.menu.act(action, self.lines.len()) {
            Pick::Chosen(at) => self.tick(at, cx),
            Pick::Moved => {}
            Pick::Nothing => cx.close(),
        }
    }

    fn click(&mut self, at: Position, grid: &Grid, _cx: &mut Cx) -> Option<&'static str> {
        self.menu.click(at, &rows(grid), self.lines.len())?.then_some("take")
    }

    fn wheel(&mut self, rows: isize, _cx: &mut Cx) {
        self.menu.step(rows, self.lines.len());
    }

    /// Digits tick, so they belong to the list.
    fn has_field(&self) -> bool {
        true
    }

    fn typed(&mut self, key: KeyEvent, cx: &mut Cx) -> bool {
        let pick = self.menu.key(key, self.lines.len());
        if let Pick::Chosen(at) = pick {
            self.tick(at, cx);
        }
        pick != Pick::Nothing || matches!(key.code, KeyCode::Char(_))
    }

    fn done(&mut self, token: Token, _receipt: &Receipt, cx: &mut Cx) {
        let Some((_, at)) = self.sent.take_if(|(sent, _)| *sent == token) else { return };
        if let Some((_, ticked)) = self.lines.get_mut(at) {
            *ticked = true;
        }
        self.menu.take(self.lines.iter().position(|(_, ticked)| !ticked).unwrap_or(at));
        if self.open() == 0 {
            let words = cx.words.get("runbook-all-done");
            cx.tell_act(&words);
            cx.close();
        } else {
            let words = cx.words.with("runbook-ticked", &[("n", self.open().into())]);
            cx.tell_act(&words);
        }
    }

    fn rejected(&mut self, token: Token, why: &Rejection, cx: &mut Cx) -> bool {
        let mine = self.sent.take_if(|(sent, _)| *sent == token).is_some();
        if mine {
            let words = crate::tui::refusal::sentence(why, cx);
            cx.warn(words);
        }
        mine
    }

    fn way(&self, wish: &Wish<'_>, _cx: &Cx) -> Way {
        if *wish != Wish::Pick("ticks") {
            return Way::Elsewhere;
        }
        let open = self.lines.iter().enumerate().filter(|(_, (_, ticked))| !ticked);
        Way::keys(open.map(|(at, _)| Press::Key(menu::key_of(at))).collect())
    }

    fn height(&self, _cx: &Cx) -> u16 {
        u16::try_from(self.lines.len()).unwrap_or(u16::MAX).saturating_add(4)
    }

    fn hints(&self, cx: &Cx) -> Vec<Hint> {
        vec![Hint::saying("take", cx.words.get("runbook-tick")), Hint::choose(cx), Hint::plain("close")]
    }

    fn view(&self, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position> {
        let mut brush = Brush::new(buf);
        let end = grid.overlay_end().saturating_sub(2);
        let x = brush.put(4, grid.top, end, self.title.get(cx.lang), cx.theme.bold(Role::Strong)) + 2;
        brush.put(x, grid.top, end, &cx.words.get("runbook-how"), cx.theme.style(Role::Dim));
        let hand = self.menu.draw(rows(grid), end, self.lines.len(), &cx.look(), &mut brush, |brush, at, y, _| {
            let Some((line, ticked)) = self.lines.get(at) else { return };
            let x = brush.put(4, y, end, &menu::key_of(at), cx.theme.style(Role::Accent)) + 2;
            let mark = if *ticked { cx.glyphs.done } else { " " };
            let x = brush.put(x, y, end, mark, cx.theme.bold(Role::Text)) + 1;
            let style = if *ticked { cx.theme.style(Role::Dim) } else { cx.theme.style(Role::Text) };
            brush.put(x, y, end, line.get(cx.lang), style);
        });
        Some(Position::new(0, hand))
    }
}

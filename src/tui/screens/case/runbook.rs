//! What is done one after the other on a level 1 case, as lines to tick; the first tick starts handling.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use uuid::Uuid;

use crate::domain::manual::Runbook;
use crate::domain::protocol::{CaseFile, Request, Token};
use crate::domain::{Act, Case, CaseEvent, Event, Field, Level, Names, Record, Value};
use crate::tui::cx::Cx;
use crate::tui::layout::Grid;
use crate::tui::paint::Brush;
use crate::tui::screen::{Answer, Extent, Hint, Input, Layer, News, Overlay, Told, Took};
use crate::tui::theme::Role;
use crate::tui::way::{Goal, Press, Way};
use crate::tui::widgets::menu::{self, ListName, Menu, Pick};

/// The list over the form.
#[derive(Debug)]
pub struct Ticks {
    case: Uuid,
    title: Names,
    lines: Vec<(Names, bool)>,
    menu: Menu,
    sent: Option<usize>,
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
        cx.submit(Request::Act { case: self.case, command });
        self.sent = Some(at);
    }

    /// The store has the tick; the next open line is in hand.
    fn ticked(&mut self, at: usize, cx: &mut Cx) {
        if let Some((_, ticked)) = self.lines.get_mut(at) {
            *ticked = true;
        }
        self.menu.take(self.lines.iter().position(|(_, ticked)| !ticked).unwrap_or(at));
        let words = match self.open() {
            0 => cx.words.get("runbook-all-done"),
            open => cx.words.with("runbook-ticked", &[("n", open.into())]),
        };
        cx.tell_act(&words, self.has_field());
    }

    fn open(&self) -> usize {
        self.lines.iter().filter(|(_, ticked)| !ticked).count()
    }
}

/// A line is ticked when a fact says it in any of the languages; a tick that was taken back does not count.
fn is_ticked(line: &Names, file: &CaseFile) -> bool {
    file.facts.iter().any(|fact| match &fact.event {
        Event::Case(CaseEvent::RunbookStarted(entry)) => {
            let Some(Value::Text(said)) = entry.get(Field::Note) else { return false };
            [&line.zh_cn, &line.zh_tw, &line.en].contains(&said) && !file.case.undone.contains(&fact.id)
        }
        _ => false,
    })
}

impl Layer for Ticks {
    fn id(&self) -> &'static str {
        "pick"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["pick", "line", "everywhere"]
    }

    fn on(&mut self, action: &str, cx: &mut Cx) {
        match self.menu.act(action, self.lines.len()) {
            Pick::Chosen(at) => self.tick(at, cx),
            Pick::Moved | Pick::Again => {}
            Pick::Nothing => cx.close(),
        }
    }

    fn input(&mut self, input: Input<'_>, cx: &mut Cx) -> Took {
        let pick = self.menu.input(input, menu::below_title, self.lines.len());
        if let Pick::Chosen(at) = pick {
            self.tick(at, cx);
        }
        pick.took("take")
    }

    fn answer(&mut self, _token: Token, answer: Answer<'_>, cx: &mut Cx) -> Told {
        let Some(at) = self.sent.take() else { return Told::ByTheFrame };
        match answer {
            Answer::Done(_) => self.ticked(at, cx),
            Answer::Rejected(_) => return Told::ByTheFrame,
            Answer::Loaded(_) => {}
        }
        Told::Here
    }

    /// A tick may be taken back while the list is open.
    fn hear(&mut self, news: News<'_>, cx: &mut Cx) {
        let file = cx.file.as_deref().filter(|file| file.case.id == self.case);
        if let (News::Saved(_) | News::Renewed, Some(file)) = (news, file) {
            for (line, ticked) in &mut self.lines {
                *ticked = is_ticked(line, file);
            }
        }
    }

    /// Digits tick, so they belong to the list.
    fn has_field(&self) -> bool {
        true
    }

    fn way(&self, goal: &Goal<'_>, _cx: &Cx) -> Way {
        if *goal != Goal::Pick("ticks") {
            return Way::Elsewhere;
        }
        let open = self.lines.iter().enumerate().filter(|(_, (_, ticked))| !ticked);
        Way::keys(open.map(|(at, _)| Press::Key(menu::key_of(at))).collect())
    }

    fn hints(&self, cx: &Cx) -> Vec<Hint> {
        vec![Hint::saying("take", cx.words.get("runbook-tick")), Hint::choose(cx), Hint::plain("close")]
    }

    fn view(&self, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position> {
        let mut brush = Brush::new(buf);
        let end = grid.overlay_end().saturating_sub(2);
        let x = brush.put(4, grid.top, end, self.title.get(cx.lang), cx.theme.bold(Role::Strong)) + 2;
        brush.put(x, grid.top, end, &cx.words.get("runbook-how"), cx.theme.style(Role::Dim));
        let ink = cx.ink();
        let hand =
            self.menu.draw(menu::below_title(grid), end, self.lines.len(), ink, &mut brush, |brush, at, y, _| {
                let Some((line, ticked)) = self.lines.get(at) else { return };
                let x = menu::put_key(at, y, end, ink, brush);
                let mark = if *ticked { cx.glyphs.done } else { " " };
                let x = brush.put(x, y, end, mark, cx.theme.bold(Role::Text)) + 1;
                let style = if *ticked { cx.theme.style(Role::Dim) } else { cx.theme.style(Role::Text) };
                brush.put(x, y, end, line.get(cx.lang), style);
            });
        Some(Position::new(0, hand))
    }
}

impl Overlay for Ticks {
    fn extent(&self, _cx: &Cx) -> Extent {
        Extent::of(self.lines.len(), 4)
    }
}

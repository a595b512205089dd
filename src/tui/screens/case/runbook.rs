//! What is done one after the other on a level 1 case, as lines to tick; the first tick starts handling.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use uuid::Uuid;

use crate::domain::manual::Runbook;
use crate::domain::protocol::{CaseFile, Request, Token};
use crate::domain::{Act, Case, CaseEvent, Event, EventId, Field, Level, Names, Record, Target, Value};
use crate::tui::cx::Cx;
use crate::tui::keymap::Table;
use crate::tui::layout::Grid;
use crate::tui::paint::Brush;
use crate::tui::screen::{Answer, Extent, Hint, Input, Layer, News, Overlay, Told, Took};
use crate::tui::theme::Role;
use crate::tui::way::{Goal, Press, Way};
use crate::tui::widgets::menu::{self, ListName, Menu, Pick};

const TABLES: &[&str] = &["runbook", "pick", "line", "everywhere"];
pub const TABLE: Table = Table { chain: TABLES, actions: "untick" };

/// The list over the form.
#[derive(Debug)]
pub struct Ticks {
    case: Uuid,
    title: Names,
    /// The lines, each with the fact that ticks it.
    lines: Vec<(Names, Option<EventId>)>,
    menu: Menu,
    sent: Option<Sent>,
}

/// What is on its way.
#[derive(Debug, Clone, Copy)]
enum Sent {
    Tick(usize),
    Untick(usize),
}

impl Ticks {
    /// The list of a case's category with what was ticked already; nothing where there is no list, or no level 1.
    pub fn of(case: &Case, file: &CaseFile, cx: &Cx) -> Option<Self> {
        if case.level != Some(Level::ONE) {
            return None;
        }
        let Runbook { names, lines, .. } = cx.rules.manual.runbook(case.record.text(Field::Category))?;
        let lines: Vec<(Names, Option<EventId>)> =
            lines.iter().map(|line| (line.names.clone(), tick_of(&line.names, file))).collect();
        let mut menu = Menu::new(ListName::Runbook);
        menu.take(lines.iter().position(|(_, tick)| tick.is_none()).unwrap_or(0));
        Some(Self { case: case.id, title: names.clone(), lines, menu, sent: None })
    }

    /// Ticks a line; of a ticked one it says how the tick comes off.
    fn tick(&mut self, at: usize, cx: &mut Cx) {
        let Some((line, tick)) = self.lines.get(at).filter(|_| self.sent.is_none()) else { return };
        if tick.is_some() {
            let key = cx.keymap.shown(self.tables(), "untick", true).unwrap_or_default();
            return cx.tell(cx.words.with("runbook-is-ticked", &[("key", key.into())]));
        }
        let record = Record::default().with(Field::Note, Value::Text(line.get(cx.lang).to_owned()));
        let command = cx.command(Act::RunbookStarted, record, None);
        cx.submit(Request::Act { case: self.case, command });
        self.sent = Some(Sent::Tick(at));
    }

    /// Takes the tick of the line in hand off.
    fn untick(&mut self, cx: &mut Cx) {
        let at = self.menu.at();
        let Some((_, tick)) = self.lines.get(at).filter(|_| self.sent.is_none()) else { return };
        let Some(tick) = *tick else { return cx.tell(cx.words.get("runbook-not-ticked")) };
        let command = cx.command(Act::Undo, Record::default(), Some(Target::Facts(vec![tick])));
        cx.submit(Request::Act { case: self.case, command });
        self.sent = Some(Sent::Untick(at));
    }

    /// The store has it: of a tick the next open line is in hand, and either is said with its line.
    fn done(&mut self, sent: Sent, cx: &mut Cx) {
        let (Sent::Tick(at) | Sent::Untick(at)) = sent;
        let line = self.lines.get(at).map_or_else(String::new, |(line, _)| line.get(cx.lang).to_owned());
        if let Sent::Untick(_) = sent {
            return cx.tell(cx.words.with("runbook-unticked", &[("line", line.into())]));
        }
        self.menu.take(self.lines.iter().position(|(_, tick)| tick.is_none()).unwrap_or(at));
        let words = match self.open() {
            0 => cx.words.get("runbook-all-done"),
            open => cx.words.with("runbook-ticked", &[("line", line.into()), ("n", open.into())]),
        };
        cx.tell_act(&words, self.has_field());
    }

    fn open(&self) -> usize {
        self.lines.iter().filter(|(_, tick)| tick.is_none()).count()
    }

    /// The ticks as the case has them now.
    fn look(&mut self, file: &CaseFile) {
        for (line, tick) in &mut self.lines {
            *tick = tick_of(line, file);
        }
    }
}

/// The fact that ticks a line, in any of the languages; one that was taken back does not count.
fn tick_of(line: &Names, file: &CaseFile) -> Option<EventId> {
    let ticks = |event: &Event| match event {
        Event::Case(CaseEvent::RunbookStarted(entry)) => match entry.get(Field::Note) {
            Some(Value::Text(said)) => [&line.zh_cn, &line.zh_tw, &line.en].contains(&said),
            _ => false,
        },
        _ => false,
    };
    let counts = |id| !file.case.undone.contains(id);
    file.facts.iter().find(|fact| ticks(&fact.event) && counts(&fact.id)).map(|fact| fact.id)
}

impl Layer for Ticks {
    fn id(&self) -> &'static str {
        "pick"
    }

    fn tables(&self) -> &'static [&'static str] {
        TABLES
    }

    fn on(&mut self, action: &str, cx: &mut Cx) {
        if action == "untick" {
            return self.untick(cx);
        }
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
        let Some(sent) = self.sent.take() else { return Told::ByTheFrame };
        match answer {
            Answer::Done(receipt) => {
                if let Some(file) = receipt.file() {
                    self.look(file);
                }
                self.done(sent, cx);
            }
            Answer::Rejected(_) => return Told::ByTheFrame,
            Answer::Loaded(_) => {}
        }
        Told::Here
    }

    /// A tick may be taken back while the list is open.
    fn hear(&mut self, news: News<'_>, cx: &mut Cx) {
        let file = cx.file.as_deref().filter(|file| file.case.id == self.case);
        if let (News::Saved(_) | News::Renewed, Some(file)) = (news, file) {
            self.look(file);
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
        let open = self.lines.iter().enumerate().filter(|(_, (_, tick))| tick.is_none());
        Way::keys(open.map(|(at, _)| Press::Key(menu::key_of(at))).collect())
    }

    fn hints(&self, cx: &Cx) -> Vec<Hint> {
        let take =
            Hint { key: Some(cx.words.get("runbook-keys")), ..Hint::saying("take", cx.words.get("runbook-tick")) };
        let ticked = self.lines.get(self.menu.at()).is_some_and(|(_, tick)| tick.is_some());
        let first = if ticked { Hint::plain("untick") } else { take };
        vec![first, Hint::choose(cx), Hint::plain("undo"), Hint::plain("close")]
    }

    fn view(&self, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position> {
        let mut brush = Brush::new(buf);
        let end = grid.overlay_end().saturating_sub(2);
        let x = brush.put(4, grid.top, end, self.title.get(cx.lang), cx.theme.bold(Role::Strong)) + 2;
        brush.put(x, grid.top, end, &cx.words.get("runbook-how"), cx.theme.style(Role::Dim));
        let ink = cx.ink();
        let hand =
            self.menu.draw(menu::below_title(grid), end, self.lines.len(), ink, &mut brush, |brush, at, y, _| {
                let Some((line, tick)) = self.lines.get(at) else { return };
                let x = menu::put_key(at, y, end, ink, brush);
                let mark = if tick.is_some() { cx.glyphs.done } else { " " };
                let x = brush.put(x, y, end, mark, cx.theme.bold(Role::Text)) + 1;
                let style = if tick.is_some() { cx.theme.style(Role::Dim) } else { cx.theme.style(Role::Text) };
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

//! A list that typing narrows, over the work: the help page, the palette, a history, the manual.

use std::ops::Range;

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::domain::protocol::Token;
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::layout::Grid;
use crate::tui::paint::Brush;
use crate::tui::screen::{Answer, Extent, Hint, Input, Layer, News, Overlay, Told, Took};
use crate::tui::theme::Role;
use crate::tui::way::{Goal, Way};
use crate::tui::widgets::{Edited, ListName, Menu, Pick, TextField};

/// What is listed, and what choosing does.
pub trait Content: std::fmt::Debug {
    /// Its name, and the overlay's.
    const NAME: ListName;
    /// Rows it takes at most.
    const TALLEST: u16 = 18;

    /// The locale key of what may be typed.
    fn how(&self) -> &'static str;

    /// Rows there are before anything is typed.
    fn len(&self) -> usize;

    /// The rows that fit what is typed, the best first, with the bytes of their words that matched.
    fn find(&self, typed: &str) -> Vec<(usize, Range<usize>)>;

    /// Cells of the first column, so that every row found fits.
    fn column(&self, _found: &[(usize, Range<usize>)]) -> u16 {
        0
    }

    fn draw(&self, row: &Drawn<'_>, cx: &Cx, brush: &mut Brush<'_>);

    /// The locale key of what stands there where nothing is found.
    fn nothing(&self) -> &'static str {
        "find-nothing"
    }

    /// Turns so many pages while nothing is looked for; tells whether there are any.
    fn turn(&mut self, _by: isize) -> bool {
        false
    }

    /// Opens the page a row leads to, of one that was looked for the page it stands on; gives the place of its row there.
    fn opens(&mut self, _row: usize, _looked_for: bool) -> Option<usize> {
        None
    }

    /// Makes what was wrapped fit the window, which has another size; the row a row has become. Rows that are not wrapped
    /// are what they were.
    fn fit(&mut self, row: usize, _cx: &Cx) -> usize {
        row
    }

    /// More about the row in hand, below the list.
    fn about(&self, _row: usize) -> Option<&str> {
        None
    }

    /// Does what the row says.
    fn take(&mut self, row: usize, cx: &mut Cx);

    fn hints(&self, cx: &Cx) -> Vec<Hint>;
}

#[derive(Debug)]
pub struct Drawn<'a> {
    /// Its place among all rows.
    pub row: usize,
    /// The bytes of its words that matched.
    pub stretch: &'a Range<usize>,
    pub y: u16,
    pub end: u16,
    /// Cells of the first column.
    pub column: u16,
}

#[derive(Debug)]
pub struct Searchable<C> {
    content: C,
    found: Vec<(usize, Range<usize>)>,
    field: TextField,
    menu: Menu,
    /// Rows kept for what is said about the one in hand.
    foot: u16,
}

impl<C: Content> Searchable<C> {
    pub fn new(content: C) -> Self {
        let foot = if (0..content.len()).any(|row| content.about(row).is_some()) { 2 } else { 0 };
        let found = content.find("");
        Self { content, found, field: TextField::default(), menu: Menu::new(C::NAME), foot }
    }

    /// The same with another row than the first one in hand.
    pub fn begun_at(mut self, row: usize) -> Self {
        self.menu.take(row);
        self
    }

    fn look(&mut self) {
        self.found = self.content.find(self.field.text());
        self.menu.start_over();
    }

    /// Left and right turn pages where there are any and no words stand in the field to move in.
    fn turned(&mut self, key: KeyCode) -> bool {
        let by = match key {
            KeyCode::Left => -1,
            KeyCode::Right => 1,
            _ => return false,
        };
        self.field.text().is_empty() && self.content.turn(by)
    }

    fn chosen(&self) -> Option<usize> {
        self.found.get(self.menu.at()).map(|(row, _)| *row)
    }
}

/// The screen's rows of the list, those kept below it aside.
const fn rows(grid: &Grid, foot: u16) -> Range<u16> {
    grid.top + 2..grid.bottom.saturating_sub(foot)
}

impl<C: Content> Layer for Searchable<C> {
    fn id(&self) -> &'static str {
        C::NAME.as_str()
    }

    fn tables(&self) -> &'static [&'static str] {
        &["pick", "line"]
    }

    fn on(&mut self, action: &str, cx: &mut Cx) {
        match self.menu.act(action, self.found.len()) {
            Pick::Chosen(_) => {
                let Some(row) = self.chosen() else { return };
                if let Some(at) = self.content.opens(row, !self.field.text().is_empty()) {
                    self.field.clear();
                    self.look();
                    self.menu.take(at);
                } else {
                    self.content.take(row, cx);
                }
            }
            Pick::Moved | Pick::Again => {}
            Pick::Nothing if action == "take" => {}
            Pick::Nothing => cx.close(),
        }
    }

    /// Keys and pastes belong to the words looked for, the mouse to the list.
    fn input(&mut self, input: Input<'_>, _cx: &mut Cx) -> Took {
        let edited = match input {
            Input::Key(key) if self.turned(key.code) => {
                self.look();
                return Took::Input;
            }
            Input::Key(key) => self.field.key(key),
            Input::Paste(words) if self.field.paste(words) => Edited::Changed,
            Input::Paste(_) => Edited::Kept,
            Input::Click(..) | Input::Wheel(_) => {
                let foot = self.foot;
                return self.menu.input(input, |grid| rows(grid, foot), self.found.len()).took("take");
            }
        };
        if edited == Edited::Changed {
            self.look();
        }
        edited.took()
    }

    fn answer(&mut self, _token: Token, _answer: Answer<'_>, _cx: &mut Cx) -> Told {
        Told::ByTheFrame
    }

    fn hear(&mut self, news: News<'_>, cx: &mut Cx) {
        if let (News::Resized, Some(row)) = (news, self.chosen()) {
            let row = self.content.fit(row, cx);
            self.found = self.content.find(self.field.text());
            self.menu.take(self.found.iter().position(|(found, _)| *found == row).unwrap_or_default());
        }
    }

    fn has_field(&self) -> bool {
        true
    }

    fn way(&self, _wish: &Goal<'_>, _cx: &Cx) -> Way {
        Way::Elsewhere
    }

    fn hints(&self, cx: &Cx) -> Vec<Hint> {
        self.content.hints(cx)
    }

    fn view(&self, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position> {
        let mut brush = Brush::new(buf);
        let dim = cx.theme.style(Role::Dim);
        let end = grid.overlay_end().saturating_sub(2);
        let x = brush.put(4, grid.top, end, &cx.words.get("find-label"), dim) + 2;
        let field_end = brush.right(x + 12, grid.top, end, &cx.words.get(self.content.how()), dim);
        let cursor = self.field.draw(&mut brush, x, grid.top, field_end, cx.theme.style(Role::Text));
        let (rows, ink) = (rows(grid, self.foot), cx.ink());
        let column = self.content.column(&self.found);
        self.menu.draw(rows, end, self.found.len(), ink, &mut brush, |brush, at, y, _| {
            if let Some((row, stretch)) = self.found.get(at) {
                self.content.draw(&Drawn { row: *row, stretch, y, end, column }, cx, brush);
            }
        });
        if self.found.is_empty() {
            brush.put(4, grid.top + 2, end, &cx.words.get(self.content.nothing()), dim);
        }
        if let Some(about) = self.chosen().and_then(|row| self.content.about(row)) {
            let room = usize::from(end.saturating_sub(4));
            brush.put(4, grid.bottom.saturating_sub(1), end, &text::cut(about, room), cx.theme.style(Role::Text));
        }
        Some(cursor)
    }
}

impl<C: Content> Overlay for Searchable<C> {
    fn extent(&self, _cx: &Cx) -> Extent {
        let rows = u16::try_from(self.content.len()).unwrap_or(u16::MAX).saturating_add(3 + self.foot);
        Extent::Rows(rows.min(C::TALLEST))
    }
}

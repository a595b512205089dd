//! The one list to choose from: which row is in hand, what keys, digits, letters, the wheel and clicks do about it,
//! which rows are in sight and how the one in hand is marked.

use std::ops::Range;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Position;
use ratatui::style::Modifier;

use super::pen::Ink;
use crate::domain::code::codes;
use crate::domain::language::half_width;
use crate::tui::layout::Grid;
use crate::tui::paint::Brush;
use crate::tui::screen::{Input, Took};
use crate::tui::theme::Role;

codes! {
    /// Every list there is; [`Self::Listing`] stands for the list screens. A test meets each of them with every gesture.
    ListName {
        Listing = "listing", Phrases = "phrases",
        Results = "results", PutOff = "put_off",
        Palette = "palette", Help = "help", History = "history", Manual = "manual", LeftOver = "left_over", Lessons = "lessons",
        Acts = "acts", Same = "same", Masters = "masters", Attached = "attached", Majors = "majors", Tasks = "tasks", Masked = "masked", Reasons = "reasons",
        Runbook = "runbook", Clash = "clash", Call = "call",
    }
}

impl ListName {
    /// Whether a digit, or the letter behind the ninth, chooses a row. Elsewhere they switch screens or belong to the
    /// words looked for.
    pub const fn has_digits(self) -> bool {
        match self {
            Self::Listing | Self::Phrases | Self::Palette | Self::Help | Self::History | Self::Manual => false,
            Self::Results
            | Self::PutOff
            | Self::LeftOver
            | Self::Lessons
            | Self::Acts
            | Self::Same
            | Self::Masters
            | Self::Attached
            | Self::Majors
            | Self::Tasks
            | Self::Masked
            | Self::Reasons
            | Self::Runbook
            | Self::Clash
            | Self::Call => true,
        }
    }
}

/// What a gesture came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// It is none of this list's.
    Nothing,
    /// It moved the hand, as far as there are rows.
    Moved,
    /// A click on the row in hand: a second one chooses it.
    Again,
    /// The row at this place is chosen.
    Chosen(usize),
}

impl Pick {
    /// What the layer of the list did; `action` is the one that chooses the row in hand.
    pub const fn took(self, action: &'static str) -> Took {
        match self {
            Self::Nothing => Took::Nothing,
            Self::Moved | Self::Chosen(_) => Took::Input,
            Self::Again => Took::Twice(action),
        }
    }
}

/// Rows the page keys move where no screen says how many are in sight.
const PAGE: usize = 10;

/// Which row of a list is in hand, and from which one on they are in sight.
#[derive(Debug, Clone)]
pub struct Menu {
    name: ListName,
    at: usize,
    top: usize,
}

impl Menu {
    /// The list with its first row in hand.
    pub const fn new(name: ListName) -> Self {
        Self { name, at: 0, top: 0 }
    }

    /// Which list it is.
    pub const fn name(&self) -> ListName {
        self.name
    }

    /// The row in hand.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// The rows are others now: the first one is in hand and in sight.
    pub const fn start_over(&mut self) {
        (self.at, self.top) = (0, 0);
    }

    /// Takes a row in hand.
    pub const fn take(&mut self, at: usize) {
        self.at = at;
    }

    /// Moves the hand.
    pub fn step(&mut self, by: isize, len: usize) {
        self.at = self.at.saturating_add_signed(by).min(len.saturating_sub(1));
    }

    /// What an action of the keymap does here: `take` chooses the row in hand.
    pub fn act(&mut self, action: &str, len: usize) -> Pick {
        match stride(action, PAGE) {
            Some(by) => {
                self.step(by, len);
                Pick::Moved
            }
            None if action == "take" && self.at < len => Pick::Chosen(self.at),
            None => Pick::Nothing,
        }
    }

    /// What an input does here; `rows` are those of the layer's grid that show the list.
    pub fn input(&mut self, input: Input<'_>, rows: impl Fn(&Grid) -> Range<u16>, len: usize) -> Pick {
        match input {
            Input::Key(key) => self.key(key, len),
            Input::Click(at, grid) => self.click(at, &rows(grid), len),
            Input::Wheel(by) => {
                self.step(by, len);
                Pick::Moved
            }
            Input::Paste(_) => Pick::Nothing,
        }
    }

    /// What a key no table of the keymap has does here.
    fn key(&mut self, key: KeyEvent, len: usize) -> Pick {
        let action = match key.code {
            KeyCode::PageDown => "page_down",
            KeyCode::PageUp => "page_up",
            KeyCode::Home => "first",
            KeyCode::End => "last",
            _ => return self.pick(key, len),
        };
        self.act(action, len)
    }

    fn pick(&mut self, key: KeyEvent, len: usize) -> Pick {
        match place_of(key).filter(|at| self.name.has_digits() && *at < len) {
            Some(at) => {
                self.at = at;
                Pick::Chosen(at)
            }
            None => Pick::Nothing,
        }
    }

    /// A click where these rows of the screen show the list takes the row there in hand.
    fn click(&mut self, at: Position, rows: &Range<u16>, len: usize) -> Pick {
        let from = self.first_in_sight(rows.len());
        let row = from + usize::from(at.y.saturating_sub(rows.start));
        if !rows.contains(&at.y) || row >= len {
            return Pick::Nothing;
        }
        // The rows stay where they are, so that the second click meets the same one.
        self.top = from;
        if std::mem::replace(&mut self.at, row) == row { Pick::Again } else { Pick::Moved }
    }

    /// The first row in sight where `room` rows are.
    pub const fn first_in_sight(&self, room: usize) -> usize {
        if self.at < self.top {
            self.at
        } else if room > 0 && self.at >= self.top + room {
            self.at + 1 - room
        } else {
            self.top
        }
    }

    /// Scrolls for good, so that going back moves the hand before it moves the rows.
    pub const fn keep_in_sight(&mut self, room: usize) {
        self.top = self.first_in_sight(room);
    }

    /// Draws the rows in sight, each by its place and whether it is in hand; gives the screen's row of the one in hand.
    pub fn draw(
        &self,
        rows: Range<u16>,
        end: u16,
        len: usize,
        ink: Ink,
        brush: &mut Brush<'_>,
        mut draw: impl FnMut(&mut Brush<'_>, usize, u16, bool),
    ) -> u16 {
        let mut hand = rows.start;
        for (at, y) in (self.first_in_sight(rows.len())..len).zip(rows) {
            let here = at == self.at;
            if here {
                mark(ink, y, end, brush);
                hand = y;
            }
            draw(brush, at, y, here);
        }
        hand
    }
}

/// The ground and the sign of the row in hand.
pub fn mark(ink: Ink, y: u16, end: u16, brush: &mut Brush<'_>) {
    brush.under(0, y, end, ink.style(Role::InHand));
    brush.put(0, y, 1, ink.glyphs.hand, ink.style(Role::Accent).add_modifier(Modifier::BOLD));
}

/// How far an action moves the hand in a list that shows `page` rows; nothing where it does something else.
pub fn stride(action: &str, page: usize) -> Option<isize> {
    let page = isize::try_from(page).unwrap_or(1);
    match action {
        "down" => Some(1),
        "up" => Some(-1),
        "page_down" => Some(page),
        "page_up" => Some(-page),
        "first" => Some(isize::MIN / 2),
        "last" => Some(isize::MAX / 2),
        _ => None,
    }
}

/// The screen's rows of a list below the title of an overlay.
pub const fn below_title(grid: &Grid) -> Range<u16> {
    grid.top + 2..grid.bottom
}

/// Writes the key that picks a place at the head of its row; gives the column the words begin in.
pub fn put_key(at: usize, y: u16, end: u16, ink: Ink, brush: &mut Brush<'_>) -> u16 {
    brush.put(4, y, end, &key_of(at), ink.style(Role::Accent)) + 2
}

/// The key that picks a place: digits, then letters.
pub fn key_of(at: usize) -> String {
    match u8::try_from(at) {
        Ok(at @ 0..9) => (at + 1).to_string(),
        Ok(at @ 9..35) => char::from(b'a' + at - 9).to_string(),
        _ => String::new(),
    }
}

/// The place, from 0, that such a key names: digits and letters in either width, letters in either case.
fn place_of(key: KeyEvent) -> Option<usize> {
    let chord = KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SUPER;
    let KeyCode::Char(c) = key.code else { return None };
    if key.modifiers.intersects(chord) {
        return None;
    }
    match u8::try_from(half_width::plain(c)).ok()?.to_ascii_lowercase() {
        digit @ b'1'..=b'9' => Some(usize::from(digit - b'1')),
        letter @ b'a'..=b'z' => Some(9 + usize::from(letter - b'a')),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(c: char) -> KeyEvent {
        KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)
    }

    #[test]
    fn the_key_shown_for_a_place_picks_it_in_either_width_and_case() {
        for at in 0..35 {
            let key = key_of(at).chars().next().unwrap();
            let wide = char::from_u32(u32::from(key) + 0xFEE0).unwrap();
            for c in [key, key.to_ascii_uppercase(), wide] {
                assert_eq!(Menu::new(ListName::Acts).key(typed(c), 35), Pick::Chosen(at), "{c}");
            }
            let chord = KeyEvent::new(KeyCode::Char(key), KeyModifiers::ALT);
            assert_eq!(Menu::new(ListName::Acts).key(chord, 35), Pick::Nothing);
        }
        assert_eq!(Menu::new(ListName::Acts).key(typed('4'), 3), Pick::Nothing, "there is no such row");
        assert_eq!(Menu::new(ListName::Palette).key(typed('1'), 3), Pick::Nothing, "it is a word looked for");
    }

    #[test]
    fn the_row_in_hand_stays_in_sight_and_a_click_meets_what_is_drawn() {
        let mut menu = Menu::new(ListName::Acts);
        menu.act("last", 30);
        assert_eq!((menu.at(), menu.first_in_sight(5)), (29, 25));
        assert_eq!(menu.click(Position::new(0, 11), &(10..15), 30), Pick::Moved);
        assert_eq!(menu.at(), 26);
        assert_eq!(menu.click(Position::new(0, 11), &(10..15), 30), Pick::Again, "the rows did not move under it");
        assert_eq!(menu.click(Position::new(0, 15), &(10..15), 30), Pick::Nothing);
        menu.step(-2, 30);
        assert_eq!(menu.first_in_sight(5), 24);
    }
}

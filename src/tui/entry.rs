//! One line of text being typed: graphemes stay whole, the insertion point is measured in cells.

use crossterm::event::{Event, KeyEvent};
use ratatui::layout::Position;
use ratatui::style::Style;
use tui_input::backend::crossterm::EventHandler;
use tui_input::{Input, InputRequest};
use unicode_segmentation::UnicodeSegmentation;

use super::paint::{Brush, cells};

/// A search line.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    input: Input,
}

/// Characters a search line holds at most.
const CAP: usize = 60;

impl Entry {
    /// What it reads.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Empties it.
    pub fn clear(&mut self) {
        self.input.reset();
    }

    /// Takes an editing key; tells whether it was one.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        if matches!(key.code, crossterm::event::KeyCode::Char(_)) && self.text().chars().count() >= CAP {
            return true;
        }
        self.input.handle_event(&Event::Key(key)).is_some()
    }

    /// Inserts pasted words on one line.
    pub fn paste(&mut self, words: &str) {
        let room = CAP.saturating_sub(self.text().chars().count());
        let flat = words.chars().map(|c| if c.is_control() { ' ' } else { c });
        for c in flat.take(room) {
            self.input.handle(InputRequest::InsertChar(c));
        }
    }

    /// Draws it from `x` to `end` and says where the insertion point stands; a long line scrolls with it.
    pub fn view(&self, brush: &mut Brush<'_>, x: u16, y: u16, end: u16, style: Style) -> Position {
        let text = self.text();
        let at = text.char_indices().nth(self.input.cursor()).map_or(text.len(), |(byte, _)| byte);
        let before = text.get(..at).unwrap_or_default();
        let room = end.saturating_sub(x).saturating_sub(1);
        let mut column = cells(before);
        let mut start = 0;
        for grapheme in before.graphemes(true) {
            if column <= room {
                break;
            }
            column = column.saturating_sub(cells(grapheme));
            start += grapheme.len();
        }
        brush.put(x, y, end, text.get(start..).unwrap_or_default(), style);
        Position::new(x + column, y)
    }
}

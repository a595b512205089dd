//! The keys that work now, from the keymap itself; typing narrows them.

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::{moved, scroll};
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::entry::Entry;
use crate::tui::find::Finder;
use crate::tui::keymap;
use crate::tui::layout::Grid;
use crate::tui::paint::{Brush, cells};
use crate::tui::screen::{Hint, Screen};
use crate::tui::theme::Role;

/// One action with its keys and words.
#[derive(Debug)]
struct Row {
    keys: String,
    words: String,
    english: String,
}

/// The help page of what lies below.
#[derive(Debug)]
pub struct Help {
    rows: Vec<Row>,
    found: Vec<usize>,
    entry: Entry,
    at: usize,
}

impl Help {
    /// The help page of a screen that listens to these tables.
    pub fn new(tables: &[&str], cx: &Cx) -> Self {
        let mut seen = Vec::new();
        let mut rows = Vec::new();
        for (bound, keys) in tables.iter().flat_map(|table| cx.keymap.of(table)) {
            let words = cx.words.get(&bound.words_key());
            if keys.is_empty() || seen.contains(&words) {
                continue;
            }
            let keys: Vec<String> = keys.iter().map(|key| keymap::name(*key)).collect();
            let english = format!("{} {}", bound.table, bound.action.replace('_', " "));
            rows.push(Row { keys: keys.join("  "), words: words.clone(), english });
            seen.push(words);
        }
        let found = (0..rows.len()).collect();
        Self { rows, found, entry: Entry::default(), at: 0 }
    }

    fn look(&mut self) {
        let finder = Finder::new(self.entry.text());
        let fits = |row: &Row| finder.finds(&[&row.words, &row.english, &row.keys]);
        self.found = self.rows.iter().enumerate().filter(|(_, row)| fits(row)).map(|(at, _)| at).collect();
        self.at = 0;
    }
}

impl Screen for Help {
    fn id(&self) -> &'static str {
        "help"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["pick", "line"]
    }

    fn on(&mut self, action: &str, cx: &mut Cx) {
        let len = self.found.len();
        match action {
            "down" => self.at = moved(self.at, 1, len),
            "up" => self.at = moved(self.at, -1, len),
            "page_down" => self.at = moved(self.at, 10, len),
            "page_up" => self.at = moved(self.at, -10, len),
            _ => cx.close(),
        }
    }

    fn has_field(&self) -> bool {
        true
    }

    fn typed(&mut self, key: KeyEvent, _cx: &mut Cx) -> bool {
        let taken = self.entry.key(key);
        self.look();
        taken
    }

    fn pasted(&mut self, words: &str, _cx: &mut Cx) {
        self.entry.paste(words);
        self.look();
    }

    fn height(&self, _cx: &Cx) -> u16 {
        u16::try_from(self.rows.len()).unwrap_or(u16::MAX).saturating_add(3)
    }

    fn hints(&self, cx: &Cx) -> Vec<Hint> {
        vec![Hint::choose(cx), Hint::plain("close")]
    }

    fn view(&self, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position> {
        let mut brush = Brush::new(buf);
        let end = grid.overlay_end().saturating_sub(2);
        let x = brush.put(4, grid.top, end, &cx.words.get("find-label"), cx.theme.style(Role::Dim)) + 2;
        let how = cx.words.get("help-title");
        let field_end = brush.right(x + 12, grid.top, end, &how, cx.theme.style(Role::Dim));
        let cursor = self.entry.view(&mut brush, x, grid.top, field_end, cx.theme.style(Role::Text));
        let found: Vec<&Row> = self.found.iter().filter_map(|at| self.rows.get(*at)).collect();
        let room = usize::from(grid.rows().saturating_sub(2));
        let from = scroll(self.at, room, 0);
        let column = 4 + found.iter().map(|row| cells(&row.keys)).max().unwrap_or(0).min(26) + 3;
        for ((at, row), y) in found.iter().enumerate().skip(from).take(room).zip(grid.top + 2..) {
            if at == self.at {
                brush.under(0, y, end, cx.theme.style(Role::InHand));
                brush.put(0, y, 1, cx.glyphs.hand, cx.theme.bold(Role::Accent));
            }
            brush.put(4, y, column - 1, &text::cut(&row.keys, 26), cx.theme.style(Role::Accent));
            brush.put(column, y, end, &row.words, cx.theme.style(Role::Text));
        }
        Some(cursor)
    }
}

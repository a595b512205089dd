//! Every action by name: Chinese, pinyin, initials or English; what is not possible now comes last, with the reason.

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::{moved, scroll};
use crate::domain::Lang;
use crate::text;
use crate::tui::cx::{Cx, Request};
use crate::tui::entry::Entry;
use crate::tui::find::{Finder, Romaniser};
use crate::tui::keymap::{self, Bound};
use crate::tui::layout::Grid;
use crate::tui::paint::{Brush, cells};
use crate::tui::screen::{Hint, Screen};
use crate::tui::theme::Role;
use crate::words::Words;

/// One action.
#[derive(Debug)]
struct Row {
    bound: Bound,
    words: String,
    pinyin: String,
    english: String,
    key: String,
    why_not: Option<String>,
}

/// The palette of a screen.
#[derive(Debug)]
pub struct Palette {
    rows: Vec<Row>,
    entry: Entry,
    at: usize,
}

impl Palette {
    /// Every action within reach of a screen.
    pub fn new(screen: &dyn Screen, cx: &Cx) -> Self {
        let english = Words::new(Lang::En);
        let romaniser = Romaniser::default();
        let row = |bound: &Bound, keys: &[crokey::KeyCombination]| {
            let words = cx.words.get(&bound.words_key());
            Row {
                bound: *bound,
                pinyin: romaniser.pinyin(&words),
                english: english.get(&bound.words_key()),
                key: keys.first().map(|key| keymap::name(*key)).unwrap_or_default(),
                why_not: screen.why_not(bound.action, cx),
                words,
            }
        };
        let mut rows: Vec<Row> = Vec::new();
        for (bound, keys) in screen.tables().iter().flat_map(|table| cx.keymap.of(table)) {
            let itself = bound.table == "everywhere" && bound.action == "palette";
            let made = row(bound, keys);
            if !itself && rows.iter().all(|other| other.words != made.words) {
                rows.push(made);
            }
        }
        rows.sort_by_key(|row| row.why_not.is_some());
        Self { rows, entry: Entry::default(), at: 0 }
    }

    /// Rows that match, those that begin with what was typed first, impossible ones always last.
    fn found(&self) -> Vec<&Row> {
        let finder = Finder::new(self.entry.text());
        let mut found: Vec<&Row> =
            self.rows.iter().filter(|row| finder.finds(&[&row.words, &row.english, &row.key])).collect();
        let begins = |row: &Row| finder.stretch(&row.words).is_some_and(|stretch| stretch.start == 0);
        found.sort_by_key(|row| (row.why_not.is_some(), !begins(row)));
        found
    }

    fn draw_row(row: &Row, cx: &Cx, brush: &mut Brush<'_>, at: (u16, u16), finder: &Finder<'_>) {
        let (y, end) = at;
        let columns = Columns::new(end, cx.lang);
        let (base, found) = if row.why_not.is_some() {
            (cx.theme.style(Role::Dim), cx.theme.style(Role::Dim))
        } else {
            (cx.theme.style(Role::Text), cx.theme.bold(Role::Accent))
        };
        let stretch = finder.stretch(&row.words).unwrap_or(0..0);
        let mut x = 4;
        for (part, style) in [
            (row.words.get(..stretch.start), base),
            (row.words.get(stretch.clone()), found),
            (row.words.get(stretch.end..), base),
        ] {
            x = brush.put(x, y, columns.pinyin - 1, part.unwrap_or_default(), style);
        }
        let dim = cx.theme.style(Role::Dim);
        brush.put(columns.pinyin, y, columns.english - 1, &text::cut(&row.pinyin, 60), dim);
        let english = if cx.lang == Lang::En { "" } else { &row.english };
        let english = row.why_not.as_deref().unwrap_or(english);
        brush.put(columns.english, y, end.saturating_sub(cells(&row.key) + 1), english, dim);
        brush.right(columns.english, y, end, &row.key, cx.theme.style(Role::Accent));
    }
}

/// Where the columns stand in an overlay that ends at `end`.
struct Columns {
    pinyin: u16,
    english: u16,
}

impl Columns {
    const fn new(end: u16, lang: Lang) -> Self {
        if matches!(lang, Lang::En) {
            return Self { pinyin: 36, english: 36 };
        }
        let spare = end.saturating_sub(60);
        let english = 36 + spare / 3;
        Self { pinyin: 22, english }
    }
}

impl Screen for Palette {
    fn id(&self) -> &'static str {
        "palette"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["pick", "line"]
    }

    fn on(&mut self, action: &str, cx: &mut Cx) {
        let found = self.found();
        match action {
            "down" => self.at = moved(self.at, 1, found.len()),
            "up" => self.at = moved(self.at, -1, found.len()),
            "page_down" => self.at = moved(self.at, 10, found.len()),
            "page_up" => self.at = moved(self.at, -10, found.len()),
            "take" => {
                let Some(row) = found.get(self.at) else { return };
                if let Some(why) = &row.why_not {
                    cx.warn(why.clone());
                    return;
                }
                let Bound { table, action } = row.bound;
                cx.close();
                cx.request(Request::Perform { table, action });
            }
            _ => cx.close(),
        }
    }

    fn has_field(&self) -> bool {
        true
    }

    fn typed(&mut self, key: KeyEvent, _cx: &mut Cx) -> bool {
        self.at = 0;
        self.entry.key(key)
    }

    fn pasted(&mut self, words: &str, _cx: &mut Cx) {
        self.at = 0;
        self.entry.paste(words);
    }

    fn height(&self, _cx: &Cx) -> u16 {
        u16::try_from(self.rows.len()).unwrap_or(u16::MAX).saturating_add(3).min(16)
    }

    fn hints(&self, cx: &Cx) -> Vec<Hint> {
        vec![Hint::plain("take"), Hint::choose(cx), Hint::plain("close")]
    }

    fn view(&self, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position> {
        let mut brush = Brush::new(buf);
        let end = grid.overlay_end().saturating_sub(2);
        let x = brush.put(4, grid.top, end, &cx.words.get("find-label"), cx.theme.style(Role::Dim)) + 2;
        let how = cx.words.get("find-how");
        let field_end = brush.right(x + 12, grid.top, end, &how, cx.theme.style(Role::Dim));
        let cursor = self.entry.view(&mut brush, x, grid.top, field_end, cx.theme.style(Role::Text));
        let found = self.found();
        let finder = Finder::new(self.entry.text());
        let room = usize::from(grid.rows().saturating_sub(2));
        let from = scroll(self.at, room, 0);
        for ((at, row), y) in found.iter().enumerate().skip(from).take(room).zip(grid.top + 2..) {
            if at == self.at {
                brush.under(0, y, end, cx.theme.style(Role::InHand));
                brush.put(0, y, 1, cx.glyphs.hand, cx.theme.bold(Role::Accent));
            }
            Self::draw_row(row, cx, &mut brush, (y, end), &finder);
        }
        if found.is_empty() {
            brush.put(4, grid.top + 2, end, &cx.words.get("find-nothing"), cx.theme.style(Role::Dim));
        }
        Some(cursor)
    }
}

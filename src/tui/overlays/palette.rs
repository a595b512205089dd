//! Every action by name: Chinese, pinyin, initials or English; what is not possible now comes last, with the reason.

use std::ops::Range;

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::{moved, scroll};
use crate::domain::{Act, Lang};
use crate::text;
use crate::tui::cx::{Cx, Request};
use crate::tui::entry::Entry;
use crate::tui::find::{Finder, Romaniser};
use crate::tui::keymap::{self, Bound};
use crate::tui::layout::Grid;
use crate::tui::paint::{Brush, cells};
use crate::tui::screen::{Hint, Screen};
use crate::tui::theme::Role;
use crate::words::{Words, dashed};

/// Moving about needs no name.
const MOVES: &[&str] = &[
    "down",
    "up",
    "left",
    "right",
    "page_down",
    "page_up",
    "first",
    "last",
    "next_field",
    "prev_field",
    "palette",
    "how_to_quit",
];

/// What a row of the palette does.
#[derive(Debug, Clone, Copy)]
enum Deed {
    /// An action of the keymap.
    Action(Bound),
    /// An act of the trade.
    Act(Act),
}

/// One action.
#[derive(Debug)]
struct Row {
    deed: Deed,
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
    /// Places of the rows found, with the bytes of their words that matched.
    found: Vec<(usize, Range<usize>)>,
    entry: Entry,
    at: usize,
}

impl Palette {
    /// Every action within reach of a screen.
    pub fn new(screen: &dyn Screen, cx: &Cx) -> Self {
        let english = Words::new(Lang::En);
        let romaniser = Romaniser::default();
        let row = |deed: Deed, key: String, words_key: &str, why_not: Option<String>| {
            let words = cx.words.get(words_key);
            Row { deed, pinyin: romaniser.pinyin(&words), english: english.get(words_key), key, why_not, words }
        };
        let mut rows: Vec<Row> = Vec::new();
        for (bound, keys) in screen.tables().iter().flat_map(|table| cx.keymap.of(table)) {
            let key = keys.first().map(|key| keymap::name(*key)).unwrap_or_default();
            let made = row(Deed::Action(*bound), key, &bound.words_key(), screen.why_not(bound.action, cx));
            if !MOVES.contains(&bound.action) && rows.iter().all(|other| other.words != made.words) {
                rows.push(made);
            }
        }
        for act in screen.acts_now(cx) {
            let made = row(Deed::Act(act), String::new(), &format!("act-{}", dashed(act.as_str())), None);
            if rows.iter().all(|other| other.words != made.words) {
                rows.push(made);
            }
        }
        let mut palette = Self { rows, found: Vec::new(), entry: Entry::default(), at: 0 };
        palette.look();
        palette
    }

    /// Rows that match, those that begin with what was typed first, impossible ones always last.
    fn look(&mut self) {
        let finder = Finder::new(self.entry.text());
        let typed = !self.entry.is_empty();
        let mut found: Vec<(bool, bool, usize, Range<usize>)> = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            if finder.finds(&[&row.words, &row.english, &row.key]) {
                let stretch = finder.stretch(&row.words).filter(|_| typed).unwrap_or(0..0);
                let begins = stretch.start == 0 && !stretch.is_empty();
                found.push((row.why_not.is_some(), typed && !begins, at, stretch));
            }
        }
        found.sort_by_key(|(impossible, inside, at, _)| (*impossible, *inside, *at));
        self.found = found.into_iter().map(|(_, _, at, stretch)| (at, stretch)).collect();
        self.at = 0;
    }

    fn draw_row(row: &Row, cx: &Cx, brush: &mut Brush<'_>, at: (u16, u16), stretch: &Range<usize>) {
        let (y, end) = at;
        let columns = Columns::new(end, cx.lang);
        let (base, found) = if row.why_not.is_some() {
            (cx.theme.style(Role::Dim), cx.theme.style(Role::Dim))
        } else {
            (cx.theme.style(Role::Text), cx.theme.bold(Role::Accent))
        };
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
        let len = self.found.len();
        match action {
            "down" => self.at = moved(self.at, 1, len),
            "up" => self.at = moved(self.at, -1, len),
            "page_down" => self.at = moved(self.at, 10, len),
            "page_up" => self.at = moved(self.at, -10, len),
            "take" => {
                let Some(row) = self.found.get(self.at).and_then(|(at, _)| self.rows.get(*at)) else { return };
                if let Some(why) = &row.why_not {
                    cx.warn(why.clone());
                    return;
                }
                cx.close();
                cx.request(match row.deed {
                    Deed::Action(Bound { table, action }) => Request::Perform { table, action },
                    Deed::Act(act) => Request::Act(act),
                });
            }
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
        let room = usize::from(grid.rows().saturating_sub(2));
        let from = scroll(self.at, room, 0);
        for ((at, (row, stretch)), y) in self.found.iter().enumerate().skip(from).take(room).zip(grid.top + 2..) {
            let Some(row) = self.rows.get(*row) else { continue };
            if at == self.at {
                brush.under(0, y, end, cx.theme.style(Role::InHand));
                brush.put(0, y, 1, cx.glyphs.hand, cx.theme.bold(Role::Accent));
            }
            Self::draw_row(row, cx, &mut brush, (y, end), stretch);
        }
        if self.found.is_empty() {
            brush.put(4, grid.top + 2, end, &cx.words.get("find-nothing"), cx.theme.style(Role::Dim));
        }
        Some(cursor)
    }
}

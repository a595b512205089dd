//! The keys that work now, from the keymap itself; typing narrows them.

use std::ops::Range;

use super::searchable::{Content, Drawn, Searchable};
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::find::Finder;
use crate::tui::paint::{Brush, cells};
use crate::tui::screen::Hint;
use crate::tui::theme::Role;
use crate::tui::widgets::ListName;

pub type Help = Searchable<Keys>;

#[derive(Debug)]
struct Row {
    keys: String,
    words: String,
    english: String,
}

/// Every action that has a key.
#[derive(Debug)]
pub struct Keys {
    rows: Vec<Row>,
}

impl Keys {
    /// The keys of a screen that listens to these tables.
    pub fn of(tables: &[&str], cx: &Cx) -> Self {
        let mut seen = Vec::new();
        let mut rows = Vec::new();
        for (bound, keys) in tables.iter().flat_map(|table| cx.keymap.of(table)) {
            let words = cx.words.get(&bound.words_key());
            if keys.is_empty() || seen.contains(&words) {
                continue;
            }
            let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
            let english = format!("{} {}", bound.table, bound.action.replace('_', " "));
            rows.push(Row { keys: keys.join("  "), words: words.clone(), english });
            seen.push(words);
        }
        Self { rows }
    }
}

impl Content for Keys {
    const NAME: ListName = ListName::Help;
    /// Looked up at a glance, so all of it is shown where it can be.
    const TALLEST: u16 = u16::MAX;

    fn how(&self) -> &'static str {
        "help-title"
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn find(&self, typed: &str) -> Vec<(usize, Range<usize>)> {
        let finder = Finder::new(typed);
        let fits = |row: &Row| finder.finds(&[&row.words, &row.english, &row.keys]);
        self.rows.iter().enumerate().filter(|(_, row)| fits(row)).map(|(at, _)| (at, 0..0)).collect()
    }

    fn column(&self, found: &[(usize, Range<usize>)]) -> u16 {
        let found = found.iter().filter_map(|(at, _)| self.rows.get(*at));
        found.map(|row| cells(&row.keys)).max().unwrap_or(0).min(26)
    }

    fn draw(&self, drawn: &Drawn<'_>, cx: &Cx, brush: &mut Brush<'_>) {
        let Some(row) = self.rows.get(drawn.row) else { return };
        let column = 4 + drawn.column + 3;
        brush.put(4, drawn.y, column - 1, &text::cut(&row.keys, 26), cx.theme.style(Role::Accent));
        brush.put(column, drawn.y, drawn.end, &row.words, cx.theme.style(Role::Text));
    }

    fn take(&mut self, _row: usize, cx: &mut Cx) {
        cx.close();
    }

    fn hints(&self, cx: &Cx) -> Vec<Hint> {
        vec![Hint::choose(cx), Hint::plain("close")]
    }
}

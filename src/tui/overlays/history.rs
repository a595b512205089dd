//! What happened on a case, from its first word to the last, read like a story; typing narrows it to what it names.

use std::ops::Range;

use ratatui::style::Modifier;

use super::searchable::{Content, Drawn, Searchable};
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::find::Finder;
use crate::tui::paint::{Brush, cells};
use crate::tui::screen::Hint;
use crate::tui::theme::Role;
use crate::tui::widgets::ListName;

pub type History = Searchable<Story>;

impl History {
    pub fn of(parts: Vec<StoryPart>, cx: &Cx) -> Self {
        let story = Story::wrapped(parts, cx);
        // It opens where it ends for now.
        let last = story.lines.len().saturating_sub(1);
        Self::new(story).begun_at(last)
    }
}

/// A day of the story or an act of it, not wrapped yet.
#[derive(Debug, Clone, Default)]
pub struct StoryPart {
    /// What its lines have in common, the words aside; time and right stand on the first.
    pub head: StoryLine,
    /// Its sentence, and what was entered beyond that.
    pub paragraphs: Vec<String>,
}

impl StoryPart {
    /// Its lines, `cells` wide.
    pub fn lines(&self, cells: usize) -> Vec<StoryLine> {
        let StoryLine { act, is_day, struck, warn, .. } = self.head;
        let right = &self.head.right;
        let first = cells.saturating_sub(text::width(right) + 2);
        let wrapped = self.paragraphs.iter().enumerate();
        let wrapped = wrapped.flat_map(|(n, words)| text::wrap(words, if n == 0 { first } else { cells }));
        let line = |words| StoryLine { act, is_day, words, struck, warn, ..StoryLine::default() };
        let mut lines: Vec<StoryLine> = wrapped.map(line).collect();
        if let Some(first) = lines.first_mut() {
            (first.time, first.right) = (self.head.time.clone(), right.clone());
        }
        lines
    }
}

/// One line of the story; what does not fit on one goes on in the next.
#[derive(Debug, Clone, Default)]
pub struct StoryLine {
    /// Which act it tells of; lines of one act are found together.
    pub act: usize,
    /// A new day begins.
    pub is_day: bool,
    /// When, on the first line of an act.
    pub time: String,
    /// What.
    pub words: String,
    /// Who, or why it counts no more, on the first line of an act.
    pub right: String,
    /// It was taken back or overtaken.
    pub struck: bool,
    /// Somebody must see it.
    pub warn: bool,
}

impl StoryLine {
    /// Draws it: the time from the first column, the words from the second, both before the third.
    pub fn draw(&self, (from, words, end): (u16, u16, u16), y: u16, cx: &Cx, brush: &mut Brush<'_>) {
        let style = match (self.is_day || self.struck, self.warn) {
            (true, _) => cx.theme.style(Role::Dim),
            (_, true) => cx.theme.style(Role::Red),
            _ => cx.theme.style(Role::Text),
        };
        brush.put(from, y, words, &self.time, cx.theme.style(Role::Dim));
        let right = if self.right.is_empty() { 0 } else { cells(&self.right) + 2 };
        let style = if self.struck { style.add_modifier(Modifier::CROSSED_OUT) } else { style };
        let shown = end.saturating_sub(right);
        brush.put(if self.is_day { from } else { words }, y, shown, &self.words, style);
        brush.right(shown, y, end, &self.right, cx.theme.style(Role::Dim));
    }
}

/// Every line of a case's history.
#[derive(Debug)]
pub struct Story {
    parts: Vec<StoryPart>,
    lines: Vec<StoryLine>,
}

/// Where the words begin.
pub const WORDS: u16 = 11;

impl Story {
    fn wrapped(parts: Vec<StoryPart>, cx: &Cx) -> Self {
        let cells = cx.grid().map_or(WORDS, |grid| grid.overlay_end()).saturating_sub(WORDS + 2);
        let lines = parts.iter().flat_map(|part| part.lines(usize::from(cells))).collect();
        Self { parts, lines }
    }
}

impl Content for Story {
    const NAME: ListName = ListName::History;
    /// Read from beginning to end, so it gets all the room there is.
    const TALLEST: u16 = u16::MAX;

    fn how(&self) -> &'static str {
        "history-title"
    }

    fn len(&self) -> usize {
        self.lines.len()
    }

    fn nothing(&self) -> &'static str {
        "history-nothing"
    }

    fn find(&self, typed: &str) -> Vec<(usize, Range<usize>)> {
        let finder = Finder::new(typed);
        let fits = |line: &StoryLine| finder.finds(&[&line.words, &line.right, &line.time]);
        let told: Vec<usize> = self.lines.iter().filter(|line| fits(line)).map(|line| line.act).collect();
        let shown = |line: &StoryLine| typed.is_empty() || (!line.is_day && told.contains(&line.act));
        self.lines.iter().enumerate().filter(|(_, line)| shown(line)).map(|(at, _)| (at, 0..0)).collect()
    }

    /// The last line of the same act, as it opens at the end of all.
    fn fit(&mut self, row: usize, cx: &Cx) -> usize {
        let before = self.lines.get(row).map(|line| (line.act, line.is_day));
        *self = Self::wrapped(std::mem::take(&mut self.parts), cx);
        self.lines.iter().rposition(|line| Some((line.act, line.is_day)) == before).unwrap_or_default()
    }

    fn draw(&self, drawn: &Drawn<'_>, cx: &Cx, brush: &mut Brush<'_>) {
        let Some(line) = self.lines.get(drawn.row) else { return };
        line.draw((4, WORDS, drawn.end), drawn.y, cx, brush);
    }

    fn take(&mut self, _row: usize, cx: &mut Cx) {
        cx.close();
    }

    fn hints(&self, cx: &Cx) -> Vec<Hint> {
        vec![Hint::choose(cx), Hint::plain("close")]
    }
}

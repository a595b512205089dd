//! The manual over the work: a page at a time, left and right turn them, typing finds in all of them.

use std::collections::BTreeSet;
use std::ops::Range;

use super::searchable::{Content, Drawn, Searchable};
use crate::domain::Stage;
use crate::tui::cx::Cx;
use crate::tui::find::Finder;
use crate::tui::handbook::{Page, PageLine, Reader, Tone};
use crate::tui::paint::{Brush, cells};
use crate::tui::screen::Hint;
use crate::tui::theme::Role;
use crate::tui::widgets::ListName;

pub type Handbook = Searchable<Book>;

/// Cells left and right of the words.
const MARGINS: u16 = 8;

impl Handbook {
    /// The manual, open at a step.
    pub fn at(stage: Stage, cx: &Cx) -> Self {
        Self::new(Book::open(Page::Step(stage), cx))
    }
}

/// Every line of the manual, and the page that is open.
#[derive(Debug)]
pub struct Book {
    lines: Vec<PageLine>,
    titles: Vec<(Page, String)>,
    /// Cells of the labels.
    column: u16,
    page: Page,
}

impl Book {
    /// Every page as wide as the window has room for.
    fn open(page: Page, cx: &Cx) -> Self {
        let width = usize::from(cx.grid().map_or(0, |grid| grid.overlay_end()).saturating_sub(MARGINS));
        let today = cx.rules.calendar.local(cx.now).date();
        let reader = Reader { rules: &cx.rules, words: &cx.words, lang: cx.lang, today, width };
        let lines = Page::all().flat_map(|page| reader.page(page)).collect();
        let titles = Page::all().map(|page| (page, reader.title(page))).collect();
        let column = u16::try_from(reader.column()).unwrap_or_default();
        Self { lines, titles, column, page }
    }

    fn title(&self, page: Page) -> &str {
        self.titles.iter().find(|(one, _)| *one == page).map_or("", |(_, title)| title)
    }
}

impl Content for Book {
    const NAME: ListName = ListName::Manual;
    /// Read at leisure, so it gets all the room there is.
    const TALLEST: u16 = u16::MAX;

    fn how(&self) -> &'static str {
        "handbook-how"
    }

    fn about(&self, _row: usize) -> Option<&str> {
        Some(self.title(self.page))
    }

    fn len(&self) -> usize {
        self.lines.len()
    }

    fn nothing(&self) -> &'static str {
        "handbook-nothing"
    }

    /// The open page; of all pages what was typed, with the lines it belongs to.
    fn find(&self, typed: &str) -> Vec<(usize, Range<usize>)> {
        let finder = Finder::new(typed);
        let fits = |line: &PageLine| !line.words.is_empty() && finder.finds(&[&line.words, &line.label]);
        let key = |line: &PageLine| (line.page.code(), line.entry);
        let told: BTreeSet<_> = self.lines.iter().filter(|line| fits(line)).map(key).collect();
        let shown = |line: &PageLine| {
            if typed.is_empty() { line.page == self.page } else { !line.words.is_empty() && told.contains(&key(line)) }
        };
        self.lines.iter().enumerate().filter(|(_, line)| shown(line)).map(|(at, _)| (at, 0..0)).collect()
    }

    fn fit(&mut self, row: usize, cx: &Cx) -> usize {
        let before = self.lines.get(row).map(|line| (line.page, line.entry));
        *self = Self::open(self.page, cx);
        self.lines.iter().position(|line| Some((line.page, line.entry)) == before).unwrap_or_default()
    }

    fn draw(&self, drawn: &Drawn<'_>, cx: &Cx, brush: &mut Brush<'_>) {
        let Some(line) = self.lines.get(drawn.row) else { return };
        let style = match line.tone {
            Tone::Head => cx.theme.bold(Role::Strong),
            Tone::Text => cx.theme.style(Role::Text),
            Tone::Dim => cx.theme.style(Role::Dim),
        };
        brush.put(4, drawn.y, 4 + self.column, &line.label, cx.theme.style(Role::Dim));
        let left = if line.wide { 4 } else { 4 + self.column };
        brush.put(left, drawn.y, drawn.end, &line.words, style);
        // Found on another page: which one, where its last line leaves room.
        let title = self.title(line.page);
        let is_last =
            self.lines.get(drawn.row + 1).is_none_or(|next| (next.page, next.entry) != (line.page, line.entry));
        if line.page != self.page && is_last && left + cells(&line.words) + cells(title) + 2 <= drawn.end {
            brush.right(left, drawn.y, drawn.end, title, cx.theme.style(Role::Accent));
        }
    }

    fn turn(&mut self, by: isize) -> bool {
        self.page = self.page.turned(by);
        true
    }

    /// A line of a step that leads nowhere else leads to the flow chart; the last pages are closed by theirs.
    fn opens(&mut self, row: usize, looked_for: bool) -> Option<usize> {
        let line = self.lines.get(row)?;
        let (page, entry) = (line.page, line.entry);
        let from_step = matches!(page, Page::Step(_)).then_some(Page::Flow);
        let to = if looked_for { line.leads.unwrap_or(page) } else { line.leads.or(from_step)? };
        let mut on_page = self.lines.iter().filter(|line| line.page == to);
        let at = if to == page { on_page.position(|line| line.entry == entry)? } else { 0 };
        self.page = to;
        Some(at)
    }

    fn take(&mut self, _row: usize, cx: &mut Cx) {
        cx.close();
    }

    fn hints(&self, cx: &Cx) -> Vec<Hint> {
        let turn = Hint {
            action: "down",
            label: Some(cx.words.get("handbook-turn")),
            key: Some(cx.words.get("keys-left-right")),
        };
        vec![turn, Hint::choose(cx), Hint::saying("take", cx.words.get("handbook-open")), Hint::plain("close")]
    }
}

//! Lines of a page: a label, words wrapped to the width, and what belongs together.

use super::{Page, Reader};
use crate::text;

/// Every label of the first column.
pub const LABELS: [&str; 12] = [
    "handbook-goal",
    "handbook-people",
    "handbook-standard",
    "handbook-deeds",
    "handbook-limits",
    "handbook-first-answer",
    "handbook-say",
    "handbook-avoid",
    "handbook-source",
    "handbook-number",
    "handbook-force",
    "handbook-law-limits",
];

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It begins something.
    Head,
    Text,
    /// Beside the point.
    Dim,
}

/// One line of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLine {
    pub page: Page,
    /// Lines that belong together are found together.
    pub entry: usize,
    /// In the first column; empty where the line before goes on.
    pub label: String,
    pub words: String,
    pub tone: Tone,
    /// The words begin in the first column.
    pub wide: bool,
    /// The page it leads to.
    pub leads: Option<Page>,
}

/// A page being written.
#[derive(Debug)]
pub struct Sheet<'r> {
    pub reader: &'r Reader<'r>,
    page: Page,
    column: usize,
    entry: usize,
    pub lines: Vec<PageLine>,
}

impl<'r> Sheet<'r> {
    pub fn new(reader: &'r Reader<'r>, page: Page) -> Self {
        Self { reader, page, column: reader.column(), entry: 0, lines: Vec::new() }
    }

    /// Cells of the words behind the label.
    pub const fn room(&self) -> usize {
        self.reader.width.saturating_sub(self.column)
    }

    /// A line over the whole width.
    pub fn wide(&mut self, words: &str, tone: Tone) {
        self.entry += 1;
        for words in text::wrap(words, self.reader.width) {
            self.push(String::new(), words, tone, true);
        }
    }

    /// An empty line, where anything stands above it.
    pub fn gap(&mut self) {
        if !self.lines.is_empty() {
            self.entry += 1;
            self.push(String::new(), String::new(), Tone::Dim, true);
        }
    }

    /// Words behind a label.
    pub fn row(&mut self, label: &str, words: &str) {
        self.entry += 1;
        self.labelled(label, words, Tone::Text);
    }

    /// Words behind a label, found with the row above them.
    pub fn labelled(&mut self, label: &str, words: &str, tone: Tone) {
        let label = if label.is_empty() { String::new() } else { self.reader.words.get(label) };
        self.under(&label, words, tone);
    }

    /// The same without a label.
    pub fn more(&mut self, words: &str, tone: Tone) {
        self.under("", words, tone);
    }

    /// A row for each, the label before the first.
    pub fn rows(&mut self, label: &str, all: impl IntoIterator<Item = String>) {
        for (at, words) in all.into_iter().enumerate() {
            self.row(if at == 0 { label } else { "" }, &words);
        }
    }

    /// The last row leads to a page.
    pub fn leads(&mut self, page: Page) {
        let entry = self.entry;
        for line in self.lines.iter_mut().filter(|line| line.entry == entry) {
            line.leads = Some(page);
        }
    }

    fn under(&mut self, label: &str, words: &str, tone: Tone) {
        for (at, words) in text::wrap(words, self.room()).into_iter().enumerate() {
            self.push(if at == 0 { label.to_owned() } else { String::new() }, words, tone, false);
        }
    }

    fn push(&mut self, label: String, words: String, tone: Tone, wide: bool) {
        self.lines.push(PageLine { page: self.page, entry: self.entry, label, words, tone, wide, leads: None });
    }
}

//! The manual as it is read: a page for each step, the flow, questions often asked, the page of laws. Made of lines, so
//! that the screen and the command line show the same.

mod flow;
mod laws;
mod questions;
mod sheet;
mod step;

use chrono::NaiveDate;

use crate::domain::calendar::Rulebook;
use crate::domain::manual::Pages;
use crate::domain::{Lang, Names, Stage};
use crate::manual;
use crate::words::Words;
use sheet::Sheet;
pub use sheet::{PageLine, Tone};

/// A page of the manual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// Of a step.
    Step(Stage),
    /// The chart of the flow, with what limits it.
    Flow,
    /// Questions often asked.
    Questions,
    /// The page of laws.
    Laws,
}

impl Page {
    /// Every page in order.
    pub fn all() -> impl Iterator<Item = Self> {
        Stage::ALL.iter().map(|stage| Self::Step(*stage)).chain([Self::Flow, Self::Questions, Self::Laws])
    }

    /// The page so many places on, the first after the last.
    pub fn turned(self, by: isize) -> Self {
        let all: Vec<Self> = Self::all().collect();
        let at = all.iter().position(|page| *page == self).unwrap_or_default();
        let count = isize::try_from(all.len()).unwrap_or(1);
        let to = (isize::try_from(at).unwrap_or_default() + by).rem_euclid(count);
        usize::try_from(to).ok().and_then(|to| all.get(to).copied()).unwrap_or(self)
    }

    /// The page somebody names: a step by its number, code or name in any language, the others by code or title.
    pub fn named(name: &str, rules: &Rulebook, words: &Words) -> Option<Self> {
        let name = name.trim().to_lowercase();
        let is = |names: &Names| names.all().iter().any(|(_, one)| one.to_lowercase() == name);
        let of_step = |(at, stage): (usize, &Stage)| {
            let found = rules.manual.stages.iter().find(|known| known.id == *stage);
            let found = found.is_some_and(|known| is(&known.names));
            (found || name == stage.as_str() || name == (at + 1).to_string()).then_some(Self::Step(*stage))
        };
        let others = [Self::Flow, Self::Questions, Self::Laws];
        Stage::ALL.iter().enumerate().find_map(of_step).or_else(|| {
            others.into_iter().find(|page| {
                let called = words.get(&format!("handbook-called-{}", page.code()));
                page.code() == name || called.split_whitespace().any(|one| one.to_lowercase() == name)
            })
        })
    }

    /// How it is named on the command line, whatever the language.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Step(stage) => stage.as_str(),
            Self::Flow => "flow",
            Self::Questions => "faq",
            Self::Laws => "laws",
        }
    }
}

/// What the pages are made from, and for whom.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    pub rules: &'a Rulebook,
    pub words: &'a Words,
    pub lang: Lang,
    /// Rules that are in force today are marked apart from those that are not.
    pub today: NaiveDate,
    /// Cells a line may have.
    pub width: usize,
}

impl<'a> Reader<'a> {
    /// The lines of a page.
    pub fn page(&self, page: Page) -> Vec<PageLine> {
        let mut sheet = Sheet::new(self, page);
        match page {
            Page::Step(stage) => step::write(stage, &mut sheet),
            Page::Flow => flow::write(&mut sheet),
            Page::Questions => questions::write(&mut sheet),
            Page::Laws => laws::write(&mut sheet),
        }
        sheet.lines
    }

    /// What a page is called.
    pub fn title(&self, page: Page) -> String {
        match page {
            Page::Step(stage) => {
                let at = Stage::ALL.iter().position(|one| *one == stage).map_or(0, |at| at + 1);
                format!("{at} {}", self.stage(stage))
            }
            Page::Flow | Page::Questions | Page::Laws => self.words.get(&format!("handbook-{}", page.code())),
        }
    }

    /// Cells of the first column, so that the labels of all pages fit.
    pub fn column(&self) -> usize {
        let labels = sheet::LABELS.iter().map(|label| crate::text::width(&self.words.get(label)));
        labels.max().unwrap_or_default() + 2
    }

    fn pages(&self) -> &'a Pages {
        manual::pages(&self.rules.manual)
    }

    fn stage(&self, stage: Stage) -> &'a str {
        let found = self.rules.manual.stages.iter().find(|known| known.id == stage);
        found.map_or("", |known| known.names.get(self.lang))
    }

    fn source(&self, code: &str) -> String {
        let key = format!("source-{code}");
        if self.words.has(&key) { self.words.get(&key) } else { code.to_owned() }
    }

    fn list(&self, parts: &[String]) -> String {
        parts.join(&self.words.get("list-separator"))
    }
}

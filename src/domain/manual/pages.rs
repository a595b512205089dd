//! The manual as it is read: a page for each step, where the way forks, questions often asked, the page of laws.

use chrono::NaiveDate;
use serde::Deserialize;

use super::super::code::{Lang, Stage, codes};
use super::{Coded, Names};

/// Everything that is read and nothing is decided by.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pages {
    /// One of each step.
    pub steps: Vec<StepPage>,
    /// Where the way forks, in order.
    pub forks: Vec<Fork>,
    /// Questions often asked.
    pub questions: Vec<Question>,
    /// Rules that bind a company.
    pub laws: Vec<Law>,
    /// Their codes in words: `clock.answer`, `unit.month`, `region.CN` …
    pub law_words: Vec<Coded>,
    /// Ids of the phrases the company wrote itself.
    pub own_phrases: Vec<String>,
}

/// A sentence of a page and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Sentence {
    /// The words.
    #[serde(flatten)]
    pub words: Names,
    /// A manual of the company, or `default`; nothing where nobody has to know.
    pub src: Option<String>,
}

/// What a step is for, who does it, by which standard and how.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct StepPage {
    /// The step.
    pub id: Stage,
    /// What is to be reached.
    pub goal: Names,
    /// Who is responsible.
    pub people: Names,
    /// What is done well.
    pub standard: Vec<Sentence>,
    /// What is done, one after the other.
    pub deeds: Vec<Names>,
    /// Limits that belong to it, by clock; `reopen` is none of the clocks.
    #[serde(default)]
    pub limits: Vec<String>,
    /// The standards of the channels belong to it.
    #[serde(default)]
    pub first_answer: bool,
    /// Expressions to avoid in it.
    #[serde(default)]
    pub avoid: Vec<String>,
    /// Manuals it was taken from.
    pub src: Vec<String>,
    /// Its column in the chart of the flow.
    pub chart: Vec<Names>,
}

/// A place where the way forks.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Fork {
    /// The code.
    pub id: String,
    /// The step; none: at any time.
    pub stage: Option<Stage>,
    /// When.
    pub title: Names,
    /// Where it leads.
    #[serde(flatten)]
    pub words: Names,
}

/// A question often asked.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Question {
    /// The code.
    pub id: String,
    /// The step; none: any.
    pub stage: Option<Stage>,
    /// The question.
    #[serde(flatten)]
    pub words: Names,
    /// The answer.
    pub answer: Names,
}

/// A rule that binds a company's customer service, for reading.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Law {
    /// The code.
    pub id: String,
    /// Whose law.
    pub region: String,
    /// Which trade it is for.
    pub sector: String,
    /// Its name.
    #[serde(flatten)]
    pub names: Names,
    /// Its number and date.
    pub number: Names,
    /// The first day of its force, where it was read.
    pub in_force_from: Option<String>,
    /// The last day, where an end is known.
    pub in_force_to: Option<String>,
    /// How sure we are.
    pub show_as: Sure,
    /// Where it was read.
    pub source: Vec<String>,
    /// When.
    pub checked_on: String,
    /// Its limits.
    #[serde(default, rename = "limit")]
    pub limits: Vec<LawLimit>,
}

codes! {
    /// How sure we are of a rule: only what was read in its text is called law.
    Sure {
        Law = "law", Reported = "reported", Standard = "standard", Practice = "practice", Unverified = "unverified",
    }
}

/// A limit of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct LawLimit {
    /// What is to be done.
    pub clock: String,
    /// Whom it binds.
    pub who: String,
    /// What it counts from.
    pub from: String,
    /// How much; 0 for a duty without a figure.
    pub amount: u32,
    /// Of what.
    pub unit: String,
    /// Counted back from there.
    #[serde(default)]
    pub before: bool,
    /// The article.
    #[serde(default)]
    pub article: String,
    /// What it is limited to.
    pub applies: Option<Names>,
}

impl Law {
    /// Whether it is in force on a day, as far as its dates are known.
    pub fn is_in_force(&self, day: NaiveDate) -> bool {
        // Dates are checked to be written as the standard has it, so that their order is that of their letters.
        let day = day.to_string();
        self.in_force_from.as_ref().is_none_or(|from| *from <= day)
            && self.in_force_to.as_ref().is_none_or(|to| day <= *to)
    }
}

impl Pages {
    /// The words of a code of the laws, `kind.code`; the code itself where nobody named it.
    pub fn law_word(&self, kind: &str, code: &str, lang: Lang) -> String {
        let found = self.law_words.iter().find(|word| {
            word.id.strip_prefix(kind).and_then(|rest| rest.strip_prefix('.')).is_some_and(|rest| rest == code)
        });
        found.map_or_else(|| code.to_owned(), |word| word.names.get(lang).to_owned())
    }
}

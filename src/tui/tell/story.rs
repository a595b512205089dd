//! What happened on a case from its first word to the last: every act with what was said and written, who and when.

use chrono::{Datelike, NaiveDate};

use super::{Teller, fact};
use crate::domain::manual::Phrase;
use crate::domain::protocol::CaseFile;
use crate::domain::say::fill;
use crate::domain::telling::Row;
use crate::domain::{CaseEvent, Event, EventId, Recorded};
use crate::tui::{refusal, slots};

/// An act as it is told.
#[derive(Debug, Clone)]
pub struct Passage<'f> {
    /// The fact itself.
    pub fact: &'f Recorded,
    /// Its sentence.
    pub words: String,
    /// What was said or entered and does not stand in the sentence.
    pub further: Vec<String>,
    /// Who did it; nobody where the workstation did.
    pub by: String,
    /// Why it is not simply true.
    pub mark: Option<Mark>,
    /// Somebody must see it.
    pub alarm: bool,
}

/// Why an act is not simply true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Its author took it back.
    TakenBack,
    /// An act elsewhere had ended its cause.
    Overtaken,
    /// It came across another act that did not see it.
    Crossed,
}

impl Mark {
    /// Whether the act counts no more.
    pub const fn is_gone(self) -> bool {
        matches!(self, Self::TakenBack | Self::Overtaken)
    }

    /// In a word, where something is marked: not every terminal strikes out.
    pub fn words(mark: Option<Self>, teller: &Teller) -> String {
        match mark {
            None => String::new(),
            Some(Self::TakenBack) => teller.words.get("case-taken-back"),
            Some(Self::Overtaken) => teller.words.get("case-overtaken"),
            Some(Self::Crossed) => teller.words.get("sign-crossed"),
        }
    }
}

/// What is wrong with acts of a file.
#[derive(Debug)]
pub struct Marks<'f> {
    file: &'f CaseFile,
    crossed: Vec<EventId>,
}

impl<'f> Marks<'f> {
    /// Those of a file.
    pub fn of(file: &'f CaseFile) -> Self {
        let crossed = file.crossed().iter().flat_map(|one| one.sides).map(|side| side.fact.id).collect();
        Self { file, crossed }
    }

    /// That of a fact, where there is one.
    pub fn mark(&self, fact: &Recorded) -> Option<Mark> {
        let case = &self.file.case;
        if case.undone.contains(&fact.id) {
            Some(Mark::TakenBack)
        } else if case.overtaken.contains(&fact.id) {
            Some(Mark::Overtaken)
        } else {
            self.crossed.contains(&fact.id).then_some(Mark::Crossed)
        }
    }
}

/// Every act, the oldest first, each time an escalation was passed on among them.
pub fn passages<'f>(file: &'f CaseFile, teller: &Teller) -> Vec<Passage<'f>> {
    let marks = Marks::of(file);
    let told = |fact: &'f Recorded| {
        let words = fact::sentence(fact, file, teller);
        Passage {
            fact,
            further: further(fact, &words, teller),
            words,
            by: fact::author(fact, teller),
            mark: marks.mark(fact),
            alarm: is_alarm(fact),
        }
    };
    file.history().into_iter().filter(|fact| is_told(fact)).map(told).collect()
}

/// What merely follows from an act by rule is not told of, unless somebody must see it.
pub fn is_told(fact: &Recorded) -> bool {
    match &fact.event {
        Event::Case(event) => event.tell().row != Row::None,
        Event::Unknown { .. } => true,
        Event::Customer(_)
        | Event::Person(_)
        | Event::Desk(_)
        | Event::Branch(_)
        | Event::Contact(_)
        | Event::Shift(_) => false,
    }
}

/// Whether somebody must see it.
pub fn is_alarm(fact: &Recorded) -> bool {
    matches!(&fact.event, Event::Case(event) if event.tell().row == Row::Alarm)
}

/// A day as a heading: its date, with the year where it is another one, and its place in the week.
pub fn day_name(day: NaiveDate, teller: &Teller) -> String {
    let this_year = teller.local(teller.now).date().year() == day.year();
    let date = day.format(if this_year { "%m-%d" } else { "%Y-%m-%d" }).to_string();
    let weekday = i64::from(day.weekday().number_from_monday());
    teller.words.with("case-day", &[("date", date.into()), ("weekday", weekday.into())])
}

fn further(fact: &Recorded, sentence: &str, teller: &Teller) -> Vec<String> {
    let Event::Case(event) = &fact.event else { return Vec::new() };
    if let CaseEvent::PhraseSaid { phrase } = event {
        let phrase = teller.rules.manual.phrase(phrase);
        // Nobody knows any more what stood in its blanks.
        let blank = |phrase: &Phrase| fill(phrase.words.get(teller.lang), &|_: &str| None);
        return phrase.map(|phrase| slots::plain(&blank(phrase), Some(phrase), teller)).into_iter().collect();
    }
    let entered = event.entered();
    let named = fact::values(&entered, teller);
    let new = named.filter(|(_, words)| !sentence.contains(words.as_str()));
    let colon = teller.words.get("case-colon");
    new.map(|(field, words)| format!("{}{colon}{words}", refusal::field_name(field, teller))).collect()
}

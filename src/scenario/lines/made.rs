//! What the intake makes of a line, by the names expectations use.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::super::file::FileError;
use super::file::{Found, Line, LineFile, Mode};
use crate::domain::calendar::Rulebook;
use crate::domain::code::Channel;
use crate::domain::language::classify::{Classifier, Suggestion, suggest};
use crate::domain::language::phone::{Region, masked, normalise};
use crate::domain::language::shorthand::{Token, kept, understand};
use crate::domain::language::{find, when};
use crate::domain::record::{Field, Record, Value};
use crate::domain::time::Timestamp;
use crate::domain::values;

/// Names that are no fields.
const OTHERS: [&str; 10] =
    ["customer", "number", "extension", "safety", "due", "at", "e164", "shown", "masked", "found"];

/// Whether there is such an expectation.
pub fn is_known(key: &str) -> bool {
    OTHERS.contains(&key) || Field::from_str(key).is_ok()
}

/// What came of a line.
#[derive(Debug, Clone, Default)]
pub struct Made {
    /// By name; what is absent came to nothing.
    pub values: BTreeMap<String, String>,
    /// Ids of the cases found.
    pub found: Vec<String>,
    /// Every text that would be kept.
    pub kept: Vec<String>,
    /// Where the parts of the line went; nothing in other modes.
    pub tokens: Option<Vec<Token>>,
    pub asks_a_suggestion: bool,
    pub suggests: bool,
}

/// Reads lines under one set of rules.
pub struct Maker<'a> {
    rules: &'a Rulebook,
    ear: &'a Classifier,
    cases: Vec<(String, String)>,
}

impl<'a> Maker<'a> {
    pub fn new(file: &LineFile, rules: &'a Rulebook, ear: &'a Classifier) -> Self {
        let region = values::region(&rules.manual);
        let cases = file.cases.iter().map(|case| (case.id.clone(), find::indexed(&case.no, &record_of(case), region)));
        Self { rules, ear, cases: cases.collect() }
    }

    /// Where the numbers of a line are read: what it says, else as the company's are.
    fn region(&self, line: &Line) -> Region {
        line.region.unwrap_or_else(|| values::region(&self.rules.manual))
    }

    pub fn make(&self, line: &Line) -> Result<Made, FileError> {
        let moment = line.moment().ok_or_else(|| FileError(format!("{}: `at` has no date or no time", line.id)))?;
        let now = self.rules.calendar.at(moment);
        Ok(match line.mode {
            Mode::Intake => self.intake(line, now),
            Mode::Number => number(line, self.region(line)),
            Mode::Time => self.time(line, "due", now, when::Side::Future),
            Mode::Past => self.time(line, "at", now, when::Side::Past),
            Mode::Suggest => self.suggest(line),
            Mode::Find => self.find(line, now),
        })
    }

    fn intake(&self, line: &Line, now: Timestamp) -> Made {
        let region = self.region(line);
        let mut made = Made::default();
        let record = if let Some(field) = line.field {
            kept(&Record::default().with(field, Value::Text(line.text.clone())))
        } else {
            let understood = understand(&line.text, (self.rules, self.ear), now, region);
            made.suggestion(&understood.suggestion);
            made.tokens = Some(understood.tokens);
            understood.record
        };
        let channel = line.channel.unwrap_or(Channel::Phone);
        made.values.insert("channel".to_owned(), channel.as_str().to_owned());
        for (field, value) in &record.0 {
            made.values.insert(field.as_str().to_owned(), self.told(value));
        }
        if let Some(name) = record.text(Field::CustomerName) {
            made.values.insert("customer".to_owned(), name.to_owned());
        }
        made.phone(record.text(Field::CallerNumber), region);
        made.kept.extend(record.0.values().map(|value| self.told(value)));
        made
    }

    fn told(&self, value: &Value) -> String {
        match value {
            Value::Text(text) | Value::Code(text) => text.clone(),
            Value::Codes(codes) => codes.join(" "),
            Value::At(at) => self.moment(*at),
            Value::Number(number) => number.to_string(),
            Value::Flag(flag) => flag.to_string(),
        }
    }

    fn moment(&self, at: Timestamp) -> String {
        super::super::report::shown(&self.rules.calendar, Some(at))
    }

    fn time(&self, line: &Line, name: &str, now: Timestamp, side: when::Side) -> Made {
        let moment = when::read(&line.text, now, side, &self.rules.calendar);
        let mut made = Made::default();
        made.values.extend(moment.map(|moment| (name.to_owned(), self.moment(moment.at))));
        made
    }

    fn suggest(&self, line: &Line) -> Made {
        let suggestion = suggest(self.ear, &line.text);
        let mut made = Made { asks_a_suggestion: true, suggests: suggestion.kind.is_some(), ..Made::default() };
        made.suggestion(&suggestion);
        made
    }

    fn find(&self, line: &Line, now: Timestamp) -> Made {
        let needles = find::needles(&line.text, now, &self.rules.calendar);
        let meets = |words: &str| !needles.is_empty() && needles.iter().all(|needle| words.contains(needle));
        let found = self.cases.iter().filter(|(_, words)| meets(words)).map(|(id, _)| id.clone());
        Made { found: found.collect(), ..Made::default() }
    }
}

impl Made {
    fn suggestion(&mut self, suggestion: &Suggestion) {
        let kind = suggestion.kind.map_or("none", |(kind, _)| kind.as_str());
        let category = suggestion.category.as_ref().map_or("none", |(category, _)| category);
        let emotion = suggestion.emotion.map_or("", |emotion| emotion.as_str());
        let safety = if suggestion.safety { "true" } else { "false" };
        for (name, value) in [("kind", kind), ("category", category), ("emotion", emotion), ("safety", safety)] {
            self.values.insert(name.to_owned(), value.to_owned());
        }
    }

    fn phone(&mut self, typed: Option<&str>, region: Region) {
        let Some(phone) = typed.and_then(|typed| normalise(typed, region).ok()) else { return };
        self.values.insert("number".to_owned(), phone.e164);
        self.values.extend(phone.ext.map(|ext| ("extension".to_owned(), ext)));
    }
}

fn number(line: &Line, region: Region) -> Made {
    let mut made = Made::default();
    if let Ok(phone) = normalise(&line.text, region) {
        made.values.insert("masked".to_owned(), masked(&phone.e164));
        made.values.insert("e164".to_owned(), phone.e164);
        made.values.extend(phone.ext.map(|ext| ("extension".to_owned(), ext)));
        made.values.insert("shown".to_owned(), line.text.trim().to_owned());
    }
    made
}

fn record_of(case: &Found) -> Record {
    let mut record = Record::default();
    for (field, text) in &case.fields {
        record.set(*field, Value::Text(text.clone()));
    }
    record.set(Field::CallerNumber, Value::Text(case.number.clone()));
    record.set(Field::CustomerName, Value::Text(case.customer.clone()));
    record
}

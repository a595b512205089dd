//! The whole history of a case in lines: by day, with everything that was said and written.

use chrono::{Datelike, NaiveDate};

use super::history::{all, value_words};
use crate::domain::manual::Phrase;
use crate::domain::protocol::CaseFile;
use crate::domain::say::fill;
use crate::domain::values::MASKED;
use crate::domain::{CaseEvent, Event, Recorded};
use crate::text::wrap;
use crate::tui::cx::Cx;
use crate::tui::overlays::StoryLine;
use crate::tui::widgets::Entry;
use crate::tui::{refusal, slots};

/// Every line, the oldest first; `cells` are those of the words.
pub fn lines(file: &CaseFile, cells: usize, cx: &Cx) -> Vec<StoryLine> {
    let (mut lines, mut day): (Vec<StoryLine>, Option<NaiveDate>) = (Vec::new(), None);
    for (act, (fact, entry)) in all(file, cx).into_iter().enumerate() {
        let local = cx.local(fact.at);
        if day != Some(local.date()) {
            day = Some(local.date());
            lines.push(StoryLine { act, is_day: true, words: day_name(local.date(), cx), ..StoryLine::default() });
        }
        lines.extend(told(act, fact, entry, cells, cx));
    }
    lines
}

/// One act: its sentence, and below it what was entered beyond that.
fn told(act: usize, fact: &Recorded, entry: Entry, cells: usize, cx: &Cx) -> Vec<StoryLine> {
    let Entry { words: sentence, right, struck, warn, .. } = entry;
    let room = cells.saturating_sub(crate::text::width(&right) + 2);
    let paragraphs = std::iter::once(sentence.clone()).chain(further(fact, &sentence, cx));
    let wrapped = paragraphs.enumerate().flat_map(|(n, words)| wrap(&words, if n == 0 { room } else { cells }));
    let line = |words| StoryLine { act, words, struck, warn, ..StoryLine::default() };
    let mut lines: Vec<StoryLine> = wrapped.map(line).collect();
    if let Some(first) = lines.first_mut() {
        (first.time, first.right) = (cx.hour_minute(fact.at), right);
    }
    lines
}

/// What was said or entered and does not stand in the sentence.
fn further(fact: &Recorded, sentence: &str, cx: &Cx) -> Vec<String> {
    let Event::Case(event) = &fact.event else { return Vec::new() };
    if let CaseEvent::PhraseSaid { phrase } = event {
        let phrase = cx.rules.manual.phrase(phrase);
        // Nobody knows any more what stood in its blanks.
        let blank = |phrase: &Phrase| fill(phrase.words.get(cx.lang), &|_: &str| None);
        return phrase.map(|phrase| slots::plain(&blank(phrase), Some(phrase), cx)).into_iter().collect();
    }
    let entered = event.entered();
    let shown = entered.0.iter().filter(|(field, _)| !MASKED.contains(field));
    let named = shown.map(|(field, value)| (refusal::field_name(*field, cx), value_words(*field, value, cx)));
    let new = named.filter(|(_, words)| !words.is_empty() && !sentence.contains(words.as_str()));
    new.map(|(name, words)| format!("{name}{}{words}", cx.words.get("case-colon"))).collect()
}

/// A day as a heading: its date and its place in the week.
fn day_name(day: NaiveDate, cx: &Cx) -> String {
    let two = |n: u32| format!("{n:02}");
    let weekday = i64::from(day.weekday().number_from_monday());
    let blanks = [("month", two(day.month()).into()), ("day", two(day.day()).into()), ("weekday", weekday.into())];
    cx.words.with("case-day", &blanks)
}

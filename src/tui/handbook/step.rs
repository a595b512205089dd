//! The page of a step: its goal, who is responsible, the standard, what is done, its limits, phrases and their sources.

use std::collections::BTreeMap;

use super::sheet::{Sheet, Tone};
use super::{Page, Reader};
use crate::domain::language::han;
use crate::domain::manual::{Avoid, LevelRule, Names, Pages, Phrase, StepPage};
use crate::domain::{CalendarKind, ClockKind, Lang, Stage};
use crate::tui::remaining::minutes_words;
use crate::words::dashed;

/// The limit that is none of the clocks: how long an archived case may be reopened.
const REOPEN: &str = "reopen";

/// A limit of a level, the kind of time it counts in, and its key in the manual.
type Set = (u32, CalendarKind, &'static str);

pub fn write(stage: Stage, sheet: &mut Sheet<'_>) {
    let reader = sheet.reader;
    let Some(step) = reader.pages().steps.iter().find(|step| step.id == stage) else { return };
    let say = |names: &Names| names.get(reader.lang).to_owned();
    sheet.row("handbook-goal", &say(&step.goal));
    sheet.gap();
    sheet.row("handbook-people", &say(&step.people));
    sheet.gap();
    for (at, one) in step.standard.iter().enumerate() {
        sheet.row(if at == 0 { "handbook-standard" } else { "" }, &say(&one.words));
        if let Some(src) = one.src.as_deref().filter(|src| *src == "default" || *src == "company") {
            sheet.more(&reader.source(src), Tone::Dim);
        }
    }
    sheet.gap();
    let deeds = step.deeds.iter().enumerate().map(|(at, deed)| format!("{} {}", at + 1, say(deed)));
    sheet.rows("handbook-deeds", deeds);
    limits(step, sheet);
    phrases(stage, sheet);
    avoid(step, sheet);
    sources(step, sheet);
    questions(stage, sheet);
}

fn limits(step: &StepPage, sheet: &mut Sheet<'_>) {
    let reader = sheet.reader;
    if step.first_answer {
        sheet.gap();
        sheet.rows("handbook-first-answer", reader.first_answers());
    }
    if !step.limits.is_empty() {
        sheet.gap();
        sheet.rows("handbook-limits", step.limits.iter().map(|limit| reader.limit_row(limit)));
    }
}

/// Every phrase of the step, by what it is for.
fn phrases(stage: Stage, sheet: &mut Sheet<'_>) {
    let reader = sheet.reader;
    let pages = reader.pages();
    let mut first = true;
    for group in &reader.rules.manual.phrase_groups {
        let mut said: Vec<&Phrase> = reader.rules.manual.phrases.iter().collect();
        said.retain(|phrase| phrase.stage == stage && phrase.group == group.id);
        if said.is_empty() {
            continue;
        }
        sheet.gap();
        sheet.row(if std::mem::take(&mut first) { "handbook-say" } else { "" }, group.names.get(reader.lang));
        for phrase in said {
            sheet.row("", &reader.phrase(phrase));
            sheet.more(&whose(phrase, pages, reader), Tone::Dim);
        }
    }
}

/// The name of a phrase, and whether the company wrote it.
fn whose(phrase: &Phrase, pages: &Pages, reader: &Reader<'_>) -> String {
    let key = if pages.own_phrases.contains(&phrase.id) { "handbook-phrase-own" } else { "handbook-phrase-built-in" };
    format!("{}  {}", phrase.id, reader.words.get(key))
}

fn avoid(step: &StepPage, sheet: &mut Sheet<'_>) {
    let reader = sheet.reader;
    let known = &reader.rules.manual.avoid;
    let found: Vec<_> = step.avoid.iter().filter_map(|id| known.iter().find(|one| one.id == *id)).collect();
    if !found.is_empty() {
        sheet.gap();
        sheet.rows("handbook-avoid", found.into_iter().map(|one| reader.instead(one)));
    }
}

/// The manuals it was taken from, and which limits are not from them.
fn sources(step: &StepPage, sheet: &mut Sheet<'_>) {
    let reader = sheet.reader;
    sheet.gap();
    let manuals = step.src.iter().map(|src| reader.source(src));
    sheet.rows("handbook-source", manuals.chain(reader.limit_sources(&step.limits)));
}

fn questions(stage: Stage, sheet: &mut Sheet<'_>) {
    let reader = sheet.reader;
    let asked: Vec<_> = reader.pages().questions.iter().filter(|one| one.stage == Some(stage)).collect();
    if !asked.is_empty() {
        sheet.gap();
        for (at, question) in asked.into_iter().enumerate() {
            sheet.row(if at == 0 { "handbook-faq" } else { "" }, question.words.get(reader.lang));
            sheet.leads(Page::Questions);
        }
    }
}

impl Reader<'_> {
    /// The standard of every channel that has one.
    fn first_answers(&self) -> Vec<String> {
        let answers = self.rules.manual.channels.iter().filter_map(|channel| {
            let within = self.seconds(channel.first_response_s?);
            let name = channel.names.get(self.lang);
            Some(match channel.rings {
                Some(rings) => {
                    let blanks = [("channel", name.into()), ("within", within.into()), ("rings", rings.into())];
                    self.words.with("handbook-answer-rings", &blanks)
                }
                None => self.words.with("handbook-answer", &[("channel", name.into()), ("within", within.into())]),
            })
        });
        answers.collect()
    }

    /// A phrase with its blanks as what they ask.
    fn phrase(&self, phrase: &Phrase) -> String {
        let words = self.asking(phrase.words.get(self.lang), &phrase.blanks);
        self.words.with("handbook-quoted", &[("words", words.into())])
    }

    /// What is not said, and what is said instead.
    fn instead(&self, avoid: &Avoid) -> String {
        // Expressions stand there in both kinds of characters.
        let own = |form: &&String| (han::simplified(form) != **form) == (self.lang == Lang::ZhTw);
        let no = avoid.forms.iter().find(own).or(avoid.forms.first()).cloned().unwrap_or_default();
        let yes = self.asking(avoid.better.get(self.lang), &BTreeMap::new());
        self.words.with("handbook-instead", &[("no", no.into()), ("yes", yes.into())])
    }

    /// Words with each blank as the question it asks.
    fn asking(&self, words: &str, blanks: &BTreeMap<String, Names>) -> String {
        self.rules.manual.slots.iter().fold(words.to_owned(), |words, slot| {
            let asks = blanks.get(&slot.id).unwrap_or(&slot.names).get(self.lang);
            words.replace(&format!("{{{}}}", slot.id), &format!("[{asks}]"))
        })
    }

    fn seconds(&self, seconds: i64) -> String {
        if seconds % 60 == 0 {
            self.minutes(seconds / 60)
        } else {
            self.words.with("handbook-seconds", &[("seconds", seconds.into())])
        }
    }

    pub(super) fn minutes(&self, minutes: i64) -> String {
        minutes_words(minutes, self.words)
    }

    /// A clock and what it allows each level.
    fn limit_row(&self, limit: &str) -> String {
        let parts: Vec<String> = self.limit(limit).into_iter().map(|part| part.trim().to_owned()).collect();
        format!("{}  {}", self.clock(limit), parts.join("  "))
    }

    pub(super) fn clock(&self, limit: &str) -> String {
        if limit == REOPEN {
            return self.words.get("handbook-reopen");
        }
        self.words.get(&format!("clock-{}", dashed(limit)))
    }

    fn limit(&self, limit: &str) -> Vec<String> {
        let rule = &self.rules.manual.clock;
        let days = |days: u32| vec![self.words.with("case-workdays", &[("days", i64::from(days).into())])];
        match limit {
            REOPEN => vec![self.words.with("handbook-days", &[("days", i64::from(rule.reopen_days).into())])],
            "record" => vec![self.minutes(i64::from(rule.complaint_record_min))],
            "close" => days(rule.complaint_close_workdays),
            "ceiling" => days(rule.complaint_ceiling_workdays),
            _ => self.of_levels(limit).into_iter().filter(|part| !part.is_empty()).collect(),
        }
    }

    /// What each level is allowed, with its kind of time; empty where it has no such limit.
    fn of_levels(&self, limit: &str) -> Vec<String> {
        let share = self.rules.manual.clock.department_share;
        let levels = self.rules.manual.levels.iter().map(|rule| {
            let Some((minutes, calendar, _)) = set(rule, limit, share) else { return String::new() };
            let name = rule.short.as_ref().unwrap_or(&rule.names).get(self.lang);
            let kind = self.words.get(&format!("calendar-{}", dashed(calendar.as_str())));
            let blanks =
                [("level", name.into()), ("limit", self.minutes(i64::from(minutes)).into()), ("kind", kind.into())];
            self.words.with("handbook-of-level", &blanks)
        });
        levels.collect()
    }

    /// The same without names, for a table.
    pub(super) fn cells(&self, clock: ClockKind) -> Vec<String> {
        let share = self.rules.manual.clock.department_share;
        let levels = self.rules.manual.levels.iter();
        let cells = levels.map(|rule| {
            set(rule, clock.as_str(), share).map_or_else(String::new, |(minutes, ..)| self.minutes(i64::from(minutes)))
        });
        cells.collect()
    }

    /// Limits that are not the manual's own, and whose they are.
    fn limit_sources(&self, limits: &[String]) -> Vec<String> {
        let mut found = Vec::new();
        for limit in limits {
            for rule in &self.rules.manual.levels {
                let Some((.., key)) = set(rule, limit, 1.0) else { continue };
                let name = rule.short.as_ref().unwrap_or(&rule.names).get(self.lang);
                let src = rule.src.get(key).map_or("company", String::as_str);
                if src == "default" || src == "company" {
                    let what = format!("{} {name}", self.clock(limit));
                    found.push(
                        self.words.with("handbook-of", &[("what", what.into()), ("source", self.source(src).into())]),
                    );
                }
            }
        }
        found
    }
}

/// A limit of a level.
fn set(rule: &LevelRule, limit: &str, share: f64) -> Option<Set> {
    match limit.parse::<ClockKind>().ok()? {
        ClockKind::Respond => Some((rule.respond_min, rule.respond_cal, "respond_min")),
        ClockKind::Start => Some((rule.start_min?, rule.start_cal?, "start_min")),
        ClockKind::Progress => Some((rule.progress_min?, rule.progress_cal?, "progress_min")),
        ClockKind::Plan => Some((rule.plan_min?, rule.plan_cal?, "plan_min")),
        ClockKind::Answer => Some((rule.answer_min, rule.answer_cal, "answer_min")),
        ClockKind::ReturnDue => {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of minutes")]
            let minutes = (f64::from(rule.plan_min?) * share).round() as u32;
            Some((minutes, rule.plan_cal?, "plan_min"))
        }
        ClockKind::Record | ClockKind::Close | ClockKind::Ceiling => None,
    }
}

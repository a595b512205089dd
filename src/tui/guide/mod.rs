//! The coach: says the next thing to press or type on the real screens, moves on when the work really has, and never
//! keeps a key for itself (two Esc in a row excepted, which leave).

mod sample;
pub mod strip;

use std::collections::BTreeMap;

use crossterm::event::{KeyCode, KeyEvent};

use self::sample::{Deed, Sample, Step, Until};
use super::call::Call;
use super::cx::Cx;
use super::model::Model;
use super::msg::Effect;
use crate::domain::order::JournalOp;
use crate::domain::{Case, Stage, State, Timestamp};

/// Two Esc within this many milliseconds leave.
const TWICE_MS: i64 = 2_000;

/// A practice in progress. It keeps only what the screens do not: what the form in hand holds, and the last Esc.
#[derive(Debug)]
pub struct Guide {
    sample: Sample,
    /// What each row of the form in hand reads.
    filled: BTreeMap<String, String>,
    escaped: Option<Timestamp>,
}

/// What a step is measured by.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// The line.
    pub call: &'a Call,
    /// The case in hand as it is saved.
    pub case: Option<&'a Case>,
    /// What each row of the form in hand reads.
    pub filled: &'a BTreeMap<String, String>,
}

impl Guide {
    /// The sample enquiry.
    pub fn enquiry() -> Self {
        Self { sample: Sample::enquiry(), filled: BTreeMap::new(), escaped: None }
    }

    /// What was typed since, as the journal of drafts heard it.
    pub fn notice(&mut self, effects: &[Effect]) {
        for effect in effects {
            match effect {
                Effect::Journal(JournalOp::Set { field, text, .. }) => {
                    self.filled.insert(field.clone(), text.clone());
                }
                Effect::Journal(JournalOp::Begin { .. } | JournalOp::Close { .. }) => self.filled.clear(),
                _ => {}
            }
        }
    }

    /// Whether this key is the second Esc in a row.
    pub fn leaves(&mut self, key: KeyEvent, now: Timestamp) -> bool {
        let before = self.escaped.take();
        if key.code != KeyCode::Esc {
            return false;
        }
        self.escaped = Some(now);
        before.is_some_and(|before| now.since_ms(before) <= TWICE_MS)
    }

    /// The step in hand with its place among all: the one behind the last that is done.
    fn step(&self, cx: &Cx) -> Option<(usize, &Step)> {
        let standing = Standing { call: &cx.call, case: cx.file.as_ref().map(|file| &file.case), filled: &self.filled };
        let done = self.sample.steps.iter().rposition(|step| holds(step.until.as_ref(), &standing));
        let at = done.map_or(0, |done| done + 1).min(self.sample.steps.len().saturating_sub(1));
        self.sample.steps.get(at).map(|step| (at, step))
    }
}

/// Whether a step is done.
pub fn holds(until: Option<&Until>, standing: &Standing<'_>) -> bool {
    let archived = standing.case.is_some_and(|case| case.state == State::Archived);
    match until {
        None => false,
        Some(Until::Call) => standing.call.case.is_some(),
        Some(Until::Stage(wanted)) => standing.case.is_some_and(|case| order(case.state.stage()) >= order(*wanted)),
        Some(Until::Filled(fields)) => {
            fields.iter().all(|field| standing.filled.get(field).is_some_and(|text| !text.is_empty()))
        }
        Some(Until::Archived) => archived,
        Some(Until::Over) => archived && !standing.call.is_live(),
    }
}

fn order(stage: Stage) -> usize {
    Stage::ALL.iter().position(|one| *one == stage).unwrap_or(0)
}

/// What is to be done now: the step's own deeds, or the way back to where they can be done.
#[derive(Debug)]
struct Advice<'a> {
    at: usize,
    of: usize,
    /// Locale key of the sentence.
    sentence: String,
    deeds: Vec<&'a Deed>,
    /// The action that leads back to the step's place instead.
    back: Option<(&'static [&'static str], &'static str)>,
}

impl Advice<'_> {
    /// Whether there is nothing left to do but leave.
    fn leaves(&self) -> bool {
        self.deeds.iter().any(|deed| matches!(deed, Deed::Leave(_)))
    }
}

fn advice<'a>(guide: &'a Guide, model: &Model) -> Option<Advice<'a>> {
    let (at, step) = guide.step(&model.cx)?;
    let elsewhere = !step.screen.is_empty() && model.screen() != step.screen;
    let typing = step.deeds.iter().any(|deed| matches!(deed, Deed::Type(_) | Deed::Choose(_)));
    let back: Option<(&'static [&'static str], &'static str)> = if !model.overlays.is_empty() {
        Some((&["pick", "confirm"], "close"))
    } else if elsewhere {
        Some((&["lists"], "case"))
    } else if typing && !model.in_field() {
        Some((&["case"], "enter"))
    } else {
        None
    };
    let sentence = match back {
        None => format!("guide-{}-{}", guide.sample.id, step.id),
        Some((_, "close")) => "guide-close".to_owned(),
        Some((_, "case")) => "guide-back".to_owned(),
        Some(_) => "guide-into".to_owned(),
    };
    Some(Advice { at, of: guide.sample.steps.len(), sentence, deeds: step.deeds.iter().collect(), back })
}

#[cfg(test)]
mod tests;

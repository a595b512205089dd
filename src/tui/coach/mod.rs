//! The coach of the sample shift: says the next thing to press or type on the real screens and why, moves on when the
//! work really has, finds the way back from anywhere, and never keeps a key for itself (two Esc in a row on a list
//! excepted, which leave).

mod advice;
mod choose;
mod lesson;
pub(super) mod strip;

use std::collections::BTreeSet;

use crossterm::event::{KeyCode, KeyEvent};

pub use self::choose::Choose;
pub use self::lesson::Lesson;

use super::cx::Cx;
use super::frame::Model;
use super::msg::Msg;
use crate::domain::protocol::{CaseFile, Loaded};
use crate::domain::{Event, FollowUpKind, Recorded, Stage, Timestamp};
use crate::scenario::lesson::{Course, Step, Until};

/// Two Esc within this many milliseconds leave.
const TWICE_MS: i64 = 2_000;

/// What the program does for a practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Practice {
    /// Begin this lesson on a store of its own that leaves no record; one under way ends.
    Begin(Lesson),
    /// The practice's clock shows this from now on.
    Later(Timestamp),
    /// This lesson was finished; it is remembered.
    Finished(Lesson),
    /// Go back to the work.
    Leave,
}

/// A lesson in progress. It keeps only what the screens do not.
#[derive(Debug)]
pub struct Coach {
    lesson: Lesson,
    course: Course,
    /// The lesson's case as it was last saved: the first one that was in hand.
    file: Option<Box<CaseFile>>,
    /// Steps whose screen was seen.
    seen: BTreeSet<usize>,
    /// Steps that have moved the clock.
    moved: BTreeSet<usize>,
    escaped: Option<Timestamp>,
}

impl Coach {
    /// The coach of a lesson.
    pub fn new(lesson: Lesson) -> Self {
        let (seen, moved) = (BTreeSet::new(), BTreeSet::new());
        Self { lesson, course: lesson.course(), file: None, seen, moved, escaped: None }
    }

    /// The lesson.
    pub const fn lesson(&self) -> Lesson {
        self.lesson
    }

    /// Whatever screen is in front, the lesson's case is known as it was last saved.
    pub(super) fn hear(&mut self, msg: &Msg) {
        let news = match msg {
            Msg::Done(_, receipt) => receipt.file(),
            Msg::Loaded(_, Loaded::Case(file)) => file.as_deref(),
            _ => None,
        };
        if let (Some(file), Some(news)) = (&mut self.file, news)
            && file.case.id == news.case.id
        {
            (**file).clone_from(news);
        }
    }

    /// Looks at where the work stands after a message: what was seen, whether time moves on, whether all is done.
    pub(super) fn watch(&mut self, model: &mut Model) -> Option<Practice> {
        if self.file.is_none() {
            self.file.clone_from(&model.cx.file);
        }
        let (at, step) = self.step(model)?;
        if step.over {
            let fresh = model.practised.insert(self.lesson);
            return fresh.then_some(Practice::Finished(self.lesson));
        }
        if step.until.seen && model.screen() == step.screen && model.overlays.is_empty() {
            self.seen.insert(at);
        }
        // What was seen may have led to the next step.
        let (at, later) = self.step(model).map(|(at, step)| (at, step.later.clone()))?;
        let moment = later?.moment(&self.file.as_ref()?.case)?;
        let moves = self.moved.insert(at) && moment > model.cx.now;
        moves.then_some(Practice::Later(moment))
    }

    /// Whether this key is the second Esc in a row, with nothing to step out of (`at_rest`).
    pub(super) fn leaves(&mut self, key: KeyEvent, at_rest: bool, now: Timestamp) -> bool {
        let before = self.escaped.take();
        if key.code != KeyCode::Esc || !at_rest {
            return false;
        }
        self.escaped = Some(now);
        before.is_some_and(|before| now.since_ms(before) <= TWICE_MS)
    }

    /// Whether one more Esc leaves.
    pub(super) const fn is_leaving(&self) -> bool {
        self.escaped.is_some()
    }

    /// Whether nothing is left to be done but to go on with the next lesson, or to leave.
    pub(super) fn is_over(&self, model: &Model) -> bool {
        self.step(model).is_some_and(|(_, step)| step.over)
    }

    /// The step in hand with its place among all: the one behind the last that is done.
    fn step(&self, model: &Model) -> Option<(usize, &Step)> {
        let steps = &self.course.steps;
        let done = (0..steps.len()).rev().find(|at| self.is_done(*at, model));
        let at = done.map_or(0, |done| done + 1).min(steps.len().saturating_sub(1));
        steps.get(at).map(|step| (at, step))
    }

    fn is_done(&self, at: usize, model: &Model) -> bool {
        let Some(step) = self.course.steps.get(at) else { return false };
        let until = &step.until;
        !until.is_open()
            && self.holds(until, &model.cx)
            && (!until.filled || (self.has_in_hand(&model.cx) && advice::is_filled(step, model)))
            && (!until.seen || self.seen.contains(&at))
    }

    /// Whether the case in hand is the lesson's, or there is none yet.
    fn has_in_hand(&self, cx: &Cx) -> bool {
        let of = |file: &CaseFile| file.case.id;
        self.file.is_none() || self.file.as_deref().map(of) == cx.file.as_deref().map(of)
    }

    /// Whether the case went another way than the lesson.
    fn went_wrong(&self, step: &Step) -> bool {
        let happened = |name| self.file.as_ref().is_some_and(|file| count(file, name) > 0);
        step.not.as_deref().is_some_and(happened)
    }

    /// Whether what a step waits for is so, as far as the saved work and the line tell.
    fn holds(&self, until: &Until, cx: &Cx) -> bool {
        let file = self.file.as_deref();
        let has_come = |wanted: Stage| file.is_some_and(|file| place(file.case.state.stage()) >= place(wanted));
        let times = until.times.unwrap_or(1);
        (!until.call || file.is_some() || !cx.calls.all().is_empty())
            && (!until.opened || file.is_some())
            && until.stage.is_none_or(has_come)
            && until.did.as_ref().is_none_or(|name| file.is_some_and(|file| count(file, name) >= times))
            && until.free.is_none_or(|kind| file.is_some_and(|file| is_free(file, kind)))
            && (!until.over || !cx.calls.is_live())
    }
}

fn place(stage: Stage) -> usize {
    Stage::ALL.iter().position(|one| *one == stage).unwrap_or(0)
}

fn is_free(file: &CaseFile, kind: FollowUpKind) -> bool {
    file.case.follow_ups.iter().all(|task| task.kind != kind || task.end.is_some())
}

/// How often something happened on a case and was not taken back.
fn count(file: &CaseFile, name: &str) -> usize {
    let is = |fact: &&Recorded| matches!(&fact.event, Event::Case(event) if event.name() == name);
    file.facts.iter().filter(is).filter(|fact| !file.case.undone.contains(&fact.id)).count()
}

/// The lesson to go on with: the first that was not finished, or the first of all.
pub fn next_lesson(practised: &BTreeSet<Lesson>) -> Lesson {
    Lesson::ALL.iter().copied().find(|lesson| !practised.contains(lesson)).unwrap_or(Lesson::Enquiry)
}

#[cfg(test)]
mod tests;

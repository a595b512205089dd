//! What is to be done now: the step's own keys, or the way back to where they can be pressed.

use super::Coach;
use crate::scenario::lesson::{Fill, Step};
use crate::tui::frame::Model;
use crate::tui::screen::Layer;
use crate::tui::way::{Goal, Press, Way};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// The name of the row the keys are about.
    Label(String),
    Key(String),
    Words(String),
}

#[derive(Debug)]
pub struct Advice {
    /// The place of the step among all of the lesson, from 0.
    pub at: usize,
    /// How many there are.
    pub of: usize,
    /// Locale key of what just happened and why.
    pub why: String,
    /// Locale key of what is to be done.
    pub sentence: String,
    pub shown: Vec<Shown>,
    /// Nothing is left to be done.
    pub over: bool,
}

pub fn advice(coach: &Coach, model: &Model) -> Option<Advice> {
    let (at, step) = coach.step(model)?;
    let own = format!("guide-{}-{}", coach.lesson, step.id);
    let (instead, shown) = if step.over { over(coach, model) } else { next(coach, step, model) };
    let sentence = instead.map_or_else(|| own.clone(), str::to_owned);
    let why = format!("{own}-why");
    Some(Advice { at, of: coach.course.steps.len(), why, sentence, shown, over: step.over })
}

/// Whether the rows of a step hold what they should.
pub fn is_filled(step: &Step, model: &Model) -> bool {
    let Some(screen) = model.front().filter(|screen| screen.id() == step.screen) else { return false };
    let goal = Goal::Form(step.form.as_deref().unwrap_or_default());
    screen.way(&goal, &model.cx) == Way::Done
        && step.fill.iter().all(|fill| screen.way(&wish_of(fill, model), &model.cx) == Way::Done)
}

fn wish_of<'a>(fill: &'a Fill, model: &Model) -> Goal<'a> {
    match (&fill.choose, &fill.words) {
        (Some(code), _) => Goal::Choose(&fill.row, code),
        (None, words) => Goal::Type(&fill.row, words.as_ref().map_or("", |words| words.get(model.cx.lang))),
    }
}

/// What is said instead of the step's own sentence, if anything, and what to press.
type Next = (Option<&'static str>, Vec<Shown>);

fn next(coach: &Coach, step: &Step, model: &Model) -> Next {
    if let Some(overlay) = model.overlays.top() {
        return under(coach, step, overlay, model);
    }
    if is_astray(coach, step, model) {
        return undone(model);
    }
    if step.screen == "case" && !coach.has_in_hand(&model.cx) {
        return to_case(coach, model);
    }
    if !step.screen.is_empty() && model.screen() != step.screen {
        return towards(&step.screen, model);
    }
    let Some(screen) = model.front() else { return (None, Vec::new()) };
    let way = |goal: &Goal<'_>| screen.way(goal, &model.cx);
    if let Some(task) = step.task
        && let Way::Keys { label, keys } = way(&Goal::Task(task))
    {
        return (None, shown(label, keys, model));
    }
    if let Some(form) = &step.form {
        match (way(&Goal::Form(form)), &step.open) {
            (Way::Done, _) => {}
            (_, Some(open)) => return (None, vec![key_of(open, model)]),
            _ => return (Some("guide-form"), vec![key_of("case.out", model)]),
        }
        let wishes = step.fill.iter().map(|fill| wish_of(fill, model)).chain([Goal::Sound]);
        for goal in wishes {
            if let Way::Keys { label, keys } = way(&goal) {
                return (None, shown(label, keys, model));
            }
        }
    }
    (None, step.press.iter().map(|action| key_of(action, model)).collect())
}

/// With something lying over the work: the answer the step wants of it, or the key that closes it.
fn under(coach: &Coach, step: &Step, overlay: &dyn Layer, model: &Model) -> Next {
    let pick = if is_astray(coach, step, model) { Some("again") } else { step.pick.as_deref() };
    if let Some(pick) = pick
        && let Way::Keys { label, keys } = overlay.way(&Goal::Pick(pick), &model.cx)
    {
        return (None, shown(label, keys, model));
    }
    let close = |action| model.cx.keymap.shown(overlay.tables(), action, true);
    let key = ["close", "no", "later"].into_iter().find_map(close).unwrap_or_else(|| "Esc".to_owned());
    (Some("guide-close"), vec![Shown::Key(key)])
}

/// The way to another screen: out of the case or of a search first, then by its digit.
fn towards(screen: &str, model: &Model) -> Next {
    let sentence = (screen == "case").then_some("guide-back");
    let mut keys = out(model);
    let is_there = !keys.is_empty() && screen == "queue" && model.screen() == "case";
    if !is_there {
        keys.push(digit(screen, model));
    }
    (sentence, keys)
}

/// Out of the case or of a search, to a list at rest.
fn out(model: &Model) -> Vec<Shown> {
    let case = model.front().map(|screen| screen.way(&Goal::Out, &model.cx));
    match case {
        Some(Way::Keys { label, keys }) => shown(label, keys, model),
        _ if model.in_field() => vec![key_of("case.out", model)],
        _ => Vec::new(),
    }
}

/// The digit of a screen, as it is shown where lists are in front.
fn digit(screen: &str, model: &Model) -> Shown {
    Shown::Key(model.cx.keymap.shown(&["lists"], screen, false).unwrap_or_default())
}

/// Back to the lesson's case from another one: out of it, to the queue, and to its row there.
fn to_case(coach: &Coach, model: &Model) -> Next {
    let sentence = Some("guide-other");
    let (Some(file), Some(screen)) = (&coach.file, model.front()) else { return (sentence, Vec::new()) };
    if model.screen() != "queue" || model.in_field() {
        return (sentence, towards("queue", model).1);
    }
    match screen.way(&Goal::Case(file.case.id), &model.cx) {
        Way::Keys { label, keys } => (sentence, shown(label, keys, model)),
        _ => (sentence, Vec::new()),
    }
}

/// Whether the case came to where the step cannot be done any more.
fn is_astray(coach: &Coach, step: &Step, model: &Model) -> bool {
    let past = |form: &String| {
        let screen = model.front().filter(|screen| screen.id() == step.screen);
        step.open.is_none() && screen.is_some_and(|screen| screen.way(&Goal::Form(form), &model.cx) == Way::Past)
    };
    coach.went_wrong(step) || (coach.has_in_hand(&model.cx) && step.form.as_ref().is_some_and(past))
}

/// The case went another way than the lesson: what was done last is taken back, or the lesson begun again.
fn undone(model: &Model) -> Next {
    if model.cx.last_act.is_some() {
        (Some("guide-undo"), vec![key_of("everywhere.undo", model)])
    } else {
        (Some("guide-restart"), vec![key_of("everywhere.practice", model)])
    }
}

/// The next lesson, or the way out after the last.
fn over(coach: &Coach, model: &Model) -> Next {
    if !model.overlays.is_empty() {
        return (Some("guide-close"), vec![Shown::Key("Esc".to_owned())]);
    }
    if coach.lesson.next().is_some() {
        return (None, vec![key_of("everywhere.practice", model)]);
    }
    let mut keys = out(model);
    keys.extend(vec![key_of("case.out", model); 2]);
    (None, keys)
}

/// The key of `table.action` as the screen in front would show it; its name where the agent's own keymap has no key for
/// it, so that it is found in the list of all actions.
fn key_of(action: &str, model: &Model) -> Shown {
    let (table, name) = action.split_once('.').unwrap_or_default();
    let key = model.cx.keymap.shown(&[table], name, model.in_field());
    let words = || model.cx.words.get(&format!("action-{}", action.replace(['.', '_'], "-")));
    key.map_or_else(|| Shown::Label(words()), Shown::Key)
}

fn shown(label: String, keys: Vec<Press>, model: &Model) -> Vec<Shown> {
    let tables = model.top().map_or(&[] as &[_], Layer::tables);
    let table = tables.first().copied().unwrap_or_default();
    let one = |press| match press {
        Press::Action(action) => key_of(&format!("{table}.{action}"), model),
        Press::Key(key) => Shown::Key(key),
        Press::Words(words) => Shown::Words(words),
    };
    let label = (!label.is_empty()).then_some(Shown::Label(label));
    label.into_iter().chain(keys.into_iter().map(one)).collect()
}

//! What stands below a form: the level with its reasons and what becomes due; the score and what is missing.

use super::super::hand::Hand;
use super::super::read;
use super::grading::{cell, preview};
use super::{Purpose, StepForm, closing};
use crate::domain::protocol::DueKind;
use crate::domain::{Act, Names};
use crate::tui::form::columns;

/// Name, words, words at the right edge.
pub type Foot = (String, String, String);

/// What stands below the form: the level with its reasons and what becomes due; the score and what is missing.
pub fn below(form: &StepForm, hand: &Hand<'_>) -> Vec<Foot> {
    match form.about.purpose {
        Purpose::Identify => grade(form, hand),
        Purpose::Closing => score(form, hand),
        Purpose::Act(act) if ABOUT_THE_PLAN.contains(&act) => plan(hand),
        Purpose::Intake | Purpose::Act(_) => Vec::new(),
    }
}

/// Acts that are about the plan or answer in force: whoever does one must see what it says.
const ABOUT_THE_PLAN: [Act; 7] = [
    Act::PlanTold,
    Act::PlanAccepted,
    Act::PlanRejected,
    Act::PlanFinalRefused,
    Act::PlanCarriedOut,
    Act::PlanFailed,
    Act::ResultConfirmed,
];

fn plan(hand: &Hand<'_>) -> Vec<Foot> {
    let cells = hand.cx.grid().map_or(0, |grid| grid.right.saturating_sub(columns(hand.cx).label_at()));
    let lines = hand.case.map(|case| read::plan_lines(case, usize::from(cells), hand.cx)).unwrap_or_default();
    lines.into_iter().map(|(name, words)| (name, words, String::new())).collect()
}

fn grade(form: &StepForm, hand: &Hand<'_>) -> Vec<Foot> {
    let cx = hand.cx;
    let (Some(case), Some(grading)) = (hand.case, hand.grading()) else { return Vec::new() };
    let manual = &cx.rules.manual;
    let (impact, urgency) = cell(form);
    let impact = impact.and_then(|one| manual.impacts.iter().find(|named| named.id == one));
    let urgency = urgency.and_then(|one| manual.urgencies.iter().find(|named| named.id == one));
    let name = |named: Option<&Names>| named.map_or("", |names| names.get(cx.lang)).to_owned();
    let level = cx.level_name(grading.level).to_owned();
    let reason = format!("{} + {}", name(impact.map(|one| &one.names)), name(urgency.map(|one| &one.names)));
    let mut foot = vec![(cx.words.get("case-why"), format!("{level}  {reason}"), String::new())];
    let raised: Vec<String> = manual
        .modifiers
        .iter()
        .filter(|rule| grading.modifiers.contains(&rule.id))
        .map(|rule| rule.names.get(cx.lang).to_owned())
        .collect();
    if !raised.is_empty() {
        foot.push((String::new(), raised.join(&cx.words.get("list-separator")), String::new()));
    }
    let told_at_once = cx.role_names(grading.notify.iter().copied());
    if !told_at_once.is_empty() {
        foot.push((
            cx.words.get("case-after-grading"),
            cx.words.with("case-at-once", &[("roles", told_at_once.into())]),
            String::new(),
        ));
    }
    for (kind, due) in preview(grading.level, case.received_at, cx) {
        let first = foot.len() == 1 + usize::from(!raised.is_empty());
        let head = if first { cx.words.get("case-after-grading") } else { String::new() };
        let until = cx.words.with("case-until", &[("time", cx.moment(due).into())]);
        foot.push((head, format!("{until}  {}", cx.duty(DueKind::Clock(kind))), String::new()));
    }
    foot
}

fn score(form: &StepForm, hand: &Hand<'_>) -> Vec<Foot> {
    let cx = hand.cx;
    let score = closing::score(form, cx);
    let (words, right) = match score {
        Some((tenths, low)) => {
            let right = if low { cx.words.get("case-score-low") } else { String::new() };
            (format!("{}.{}", tenths / 10, tenths % 10), right)
        }
        None => (cx.words.get("case-no-score-yet"), cx.words.get("case-low-rule")),
    };
    let mut foot = vec![(cx.words.get("case-score"), words, right)];
    // Praise is not rated.
    foot.retain(|_| hand.case.is_none_or(|case| !case.is_praise()));
    if let Some(case) = hand.case {
        let typed = closing::archive_record(form, case);
        for (place, lack) in closing::lacking(form, case, &typed, cx).into_iter().enumerate() {
            let head = if place == 0 { cx.words.get("case-can-archive") } else { String::new() };
            foot.push((head, format!("! {lack}"), String::new()));
        }
    }
    foot
}

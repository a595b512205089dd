//! The keys of the bottom row: what Enter and F8 do on a form, in words.

use super::super::hand::Hand;
use super::super::{better, due, praised};
use super::{Key, Purpose, StepForm, identify};
use crate::domain::grade::is_praise;
use crate::domain::protocol::DueKind;
use crate::domain::{Act, Field};
use crate::tui::call;
use crate::tui::cx::Cx;
use crate::tui::refusal;
use crate::tui::screen::Hint;
use crate::tui::screens::due_act;

pub fn hints(form: &StepForm, hand: &Hand<'_>) -> Vec<Hint> {
    let cx = hand.cx;
    let say = |action: &'static str, key: &str| Hint::saying(action, cx.words.get(key));
    let others = match form.about.purpose {
        Purpose::Intake => vec![say("enter", "case-hint-on"), Hint::plain("same"), Hint::plain("next_field")],
        Purpose::Identify => vec![Hint::plain("next_field"), say("enter", "case-hint-on")],
        Purpose::Closing => vec![say("enter", "case-hint-on"), Hint::plain("next_field"), Hint::plain("acts")],
        Purpose::Act(_) => vec![Hint::plain("acts"), Hint::plain("promise"), Hint::plain("why")],
    };
    let mut keys = vec![Hint::saying("leave_step", leave(form, hand))];
    keys.extend(better::could_be(form, cx).then(|| Hint::plain("better")));
    let asks = form.inside && form.here().is_some_and(|row| row.key == Key::Field(Field::Praised));
    let offers = asks && praised::offered(form, hand.case, cx).is_some();
    keys.extend(offers.then(|| say("opening", "case-hint-offered")));
    // Where somebody waits, the way back to them comes first.
    let phone = call::hints(hand.call, cx);
    if cx.calls.on_hold().is_empty() {
        keys.extend(others.into_iter().chain(phone));
    } else {
        keys.splice(0..0, phone);
        keys.extend(others);
    }
    let own = hand.case.and_then(|case| due_act::words_key(due::first(case, cx)?));
    keys.extend(own.map(|key| Hint::saying("due", cx.words.get(key))));
    keys.push(Hint::plain("out"));
    keys.retain(|hint| !opens_itself(hint.action, form, hand));
    keys
}

/// Whether a key would only open the form that is open.
fn opens_itself(action: &str, form: &StepForm, hand: &Hand<'_>) -> bool {
    let Purpose::Act(act) = form.about.purpose else { return false };
    match action {
        "promise" => matches!(act, Act::PromiseMade | Act::PromiseRenegotiated),
        "due" => match hand.case.and_then(|case| due::first(case, hand.cx)) {
            Some(DueKind::TakeNote) => act == Act::EscalationAcknowledged,
            Some(DueKind::FollowUp(_)) => act == Act::FollowUpDone,
            _ => false,
        },
        _ => false,
    }
}

/// What the form is for, as its key is named.
pub fn leave(form: &StepForm, hand: &Hand<'_>) -> String {
    match form.about.purpose {
        Purpose::Intake => hand.cx.words.get("case-hint-to-identify"),
        Purpose::Identify => grade(form, hand),
        Purpose::Closing => hand.cx.words.get("case-hint-archive"),
        Purpose::Act(act) => refusal::act_name(act, hand.cx),
    }
}

fn grade(form: &StepForm, hand: &Hand<'_>) -> String {
    let cx: &Cx = hand.cx;
    let grading = hand.grading();
    let level = grading.as_ref().map(|grading| grading.level);
    if is_praise(identify::kind_of(form), form.code(Field::Topic).as_deref()) {
        return cx.words.get("case-hint-praise");
    }
    if identify::is_quick(form, level) {
        return cx.words.get("case-hint-answer");
    }
    match (level, grading.is_some_and(|grading| !grading.notify.is_empty())) {
        (None, _) => cx.words.get("case-hint-grade"),
        (Some(level), tell) => {
            let key = if tell { "case-hint-grade-tell" } else { "case-hint-grade-as" };
            cx.words.with(key, &[("level", cx.level_name(level).to_owned().into())])
        }
    }
}

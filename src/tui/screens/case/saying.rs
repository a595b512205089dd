//! Phrases that were said: recorded on a saved case, kept on its form before there is one, taken back from there.

use super::CaseScreen;
use super::conversation::Sent;
use super::phrase_rail::Spoken;
use super::steps::{self, Key, Purpose, Row, StepForm, act, intake, kept};
use crate::domain::{Act, Field};
use crate::tui::cx::Cx;

/// Marks the phrase with this digit as said. One that promises a time makes the promise, at the time as spoken;
/// where nobody gave a time yet it asks for one.
pub fn say(screen: &mut CaseScreen, digit: usize, cx: &mut Cx) {
    if let Some(spoken) = screen.rail(cx).spoken(digit) {
        mark_said(screen, spoken, cx);
    }
}

/// A phrase was said out of the book: what this form is asked for it is asked here, else the book goes on.
pub fn say_from_book(screen: &mut CaseScreen, phrase: String, cx: &mut Cx) {
    if screen.case(cx).is_some() {
        return say_later(screen, phrase, cx);
    }
    let Some(spoken) = screen.rail(cx).spoken_of(&phrase) else { return };
    let waits = spoken.waits();
    mark_said(screen, spoken, cx);
    if !waits {
        cx.go("phrases");
    }
}

fn mark_said(screen: &mut CaseScreen, spoken: Spoken, cx: &mut Cx) {
    let waits = spoken.waits();
    let Some(case) = screen.case(cx) else { return mark_on_draft(screen, spoken, cx) };
    if waits {
        return say_later(screen, spoken.id, cx);
    }
    let (id, whom) = (case.id, act::customer_name(case, cx));
    let promised = |due| case.promises.iter().any(|one| one.end.is_none() && one.due == due);
    let makes = spoken.promises && spoken.due.is_some_and(|due| !promised(due));
    let commands = steps::said(&[spoken.id], spoken.due, &whom, cx);
    let acts = if makes { vec![Act::PromiseMade] } else { Vec::new() };
    screen.conversation.send(id, commands, Sent { acts, told: !makes, ..Sent::default() }, cx);
    if !makes {
        tell_said(&spoken.name, cx);
    }
}

/// Before the case exists its form takes note of it, and asks for the time that was promised; marked once more it was
/// not said.
fn mark_on_draft(screen: &mut CaseScreen, spoken: Spoken, cx: &mut Cx) {
    let Some(form) = &mut screen.form else { return };
    if form.about.said.contains(&spoken.id) {
        return unsay(screen, &spoken.id, cx);
    }
    form.about.said.push(spoken.id);
    let asks = intake::ask_due(form, false, cx) && form.of(Field::Due).is_some_and(Row::is_empty);
    if asks {
        form.focus_on(Key::Field(Field::Due));
    }
    if asks && spoken.promises {
        cx.tell(cx.words.with("case-said-asks", &[("phrase", spoken.name.into())]));
    } else {
        tell_said(&spoken.name, cx);
    }
    keep_beside(screen, cx);
}

/// The phrase marked last on a form that is not sent was not said; tells whether there was one.
pub fn unsay_last(screen: &mut CaseScreen, cx: &mut Cx) -> bool {
    let last = screen.form.as_ref().and_then(|form| form.about.said.last().cloned());
    last.inspect(|phrase| unsay(screen, phrase, cx)).is_some()
}

/// A phrase goes from the form, and with the last one that promised the time it asked for.
fn unsay(screen: &mut CaseScreen, phrase: &str, cx: &mut Cx) {
    let name = screen.rail(cx).spoken_of(phrase).map_or_else(String::new, |spoken| spoken.name);
    let saved = screen.case(cx).is_some();
    let Some(form) = &mut screen.form else { return };
    form.about.said.retain(|one| one != phrase);
    if form.about.purpose == Purpose::Intake {
        intake::ask_due(form, saved, cx);
    }
    cx.tell(cx.words.with("case-unsaid", &[("phrase", name.into())]));
    keep_beside(screen, cx);
}

/// A phrase that promises waits for the time it names: the form of the promise asks for it.
pub fn say_later(screen: &mut CaseScreen, phrase: String, cx: &mut Cx) {
    let asks =
        |form: &StepForm| matches!(form.about.purpose, Purpose::Act(Act::PromiseMade | Act::PromiseRenegotiated));
    if !screen.form.as_ref().is_some_and(asks) {
        screen.promise(cx);
    }
    if let Some(form) = &mut screen.form {
        form.about.said.push(phrase);
        form.focus_on(Key::Field(Field::Due));
    }
    keep_beside(screen, cx);
}

/// What was said over the form, and whom it is linked to, is kept as what is typed in it is.
pub fn keep_beside(screen: &mut CaseScreen, cx: &mut Cx) {
    if let (Some(id), Some(form)) = (screen.id, &mut screen.form) {
        kept::keep(form, id, cx);
    }
}

fn tell_said(name: &str, cx: &mut Cx) {
    cx.tell(cx.words.with("case-said", &[("phrase", name.into())]));
}

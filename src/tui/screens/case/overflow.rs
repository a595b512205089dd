//! What a field has no room for goes on in the description; what has no room anywhere stays out whole, and is counted.

use super::CaseScreen;
use super::steps::wording::label;
use super::steps::{Key, Row, StepForm};
use crate::domain::Field;
use crate::tui::cx::Cx;
use crate::tui::widgets::TextField;

/// Where words go on, the best place first.
const GOES_ON: [Field; 2] = [Field::Description, Field::Note];

/// Pasted words that are too long for a field: the rest goes on elsewhere, or none of them goes in.
pub fn paste_over(screen: &mut CaseScreen, from: Key, words: &str, cx: &mut Cx) {
    let Some(form) = &mut screen.form else { return };
    let Some((taken, rest)) = form.row(from).and_then(|row| Some(row.typed()?.split(words))) else { return };
    let total = rest.chars().count() + taken.chars().count();
    if let Some(to) = goes_on(form, from, &rest) {
        if let Some(row) = form.row_mut(from) {
            row.typed_mut().map(|typed| typed.paste(&taken));
            row.given();
        }
        return hand_on(screen, from, to, &rest, cx);
    }
    let room = form.row(from).and_then(Row::typed).map_or(0, TextField::room);
    let args = [("field", label(from, cx).into()), ("n", total.into()), ("room", room.into())];
    cx.warn(cx.words.with("case-paste-too-long", &args));
}

/// A character typed into a field that is full goes on elsewhere, and so do those after it.
pub fn type_over(screen: &mut CaseScreen, from: Key, c: char, cx: &mut Cx) {
    let Some(form) = &screen.form else { return };
    if let Some(to) = goes_on(form, from, &c.to_string()) {
        screen.left_out = None;
        return hand_on(screen, from, to, &c.to_string(), cx);
    }
    let before = screen.left_out.take().filter(|(key, _)| *key == from).map(|(_, words)| words);
    let words = before.unwrap_or_default() + c.encode_utf8(&mut [0; 4]);
    let n = words.chars().count();
    screen.left_out = Some((from, words.clone()));
    let args = [("field", label(from, cx).into()), ("n", n.into()), ("words", words.into())];
    cx.warn(cx.words.with("case-field-full", &args));
}

fn hand_on(screen: &mut CaseScreen, from: Key, to: Key, rest: &str, cx: &mut Cx) {
    let Some(form) = &mut screen.form else { return };
    if let Some(row) = form.row_mut(to) {
        if let Some(typed) = row.typed_mut() {
            typed.append(rest);
        }
        row.given();
    }
    form.focus_on(to);
    screen.changed(&[from, to], cx);
    let n = rest.chars().count();
    let args = [("from", label(from, cx).into()), ("to", label(to, cx).into()), ("n", n.into())];
    cx.tell(cx.words.with("case-handed-on", &args));
}

/// The row that has room for what another one has not.
fn goes_on(form: &StepForm, from: Key, rest: &str) -> Option<Key> {
    let has_room = |key: &Key| {
        let typed = form.row(*key).and_then(Row::typed);
        typed.is_some_and(|typed| typed.room() > rest.chars().count())
    };
    GOES_ON.into_iter().map(Key::Field).filter(|key| *key != from).find(has_room)
}

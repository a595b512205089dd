//! Words typed where none can stand: nothing typed vanishes, it goes to the nearest text field and the agent is told.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::steps::wording::{label, level_name};
use super::steps::{Key, Purpose, StepForm};
use super::{CaseScreen, Mode, identify, with_lexicon};
use crate::domain::{Level, Value};
use crate::tui::cx::Cx;
use crate::tui::form::digit_of;

/// The level a form comes to, and the cell of the matrix it stands on.
pub(super) type Graded = Option<(Level, (Option<usize>, Option<usize>))>;

impl CaseScreen {
    /// A key nobody wanted: if it writes a character, the character goes to a text field. Outside the form only what an
    /// input method sends counts as words, since plain keys are commands there.
    pub(super) fn stray(&mut self, key: KeyEvent, cx: &mut Cx) -> bool {
        let KeyCode::Char(c) = key.code else { return false };
        let chord = KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SUPER;
        let inside = self.form.as_ref().is_some_and(|form| form.inside);
        let is_word = !c.is_whitespace() && digit_of(key).is_none() && (inside || !c.is_ascii());
        if key.modifiers.intersects(chord) || !is_word {
            return false;
        }
        self.put_astray(c.encode_utf8(&mut [0; 4]), cx);
        true
    }

    /// Puts words into the nearest text field: the first empty one below the focus, around the end, else the first that
    /// has room. Where there is none they are shown once more, so that they can be copied.
    pub(super) fn put_astray(&mut self, words: &str, cx: &mut Cx) {
        if !matches!(self.mode, Mode::Form) {
            return;
        }
        let taken = self.form.as_mut().and_then(|form| form.put_nearest(words));
        if let Some(key) = taken {
            self.changed(&[key], cx);
            let name = label(key, cx);
            let words = cx.words.with("case-put-astray", &[("field", name.into())]);
            cx.tell(words);
        } else {
            let words = cx.words.with("case-nowhere-to-put", &[("words", words.into())]);
            cx.warn(words);
        }
    }

    /// A character the field in hand has no room for, or a digit it has no option for, is not swallowed in silence.
    pub(super) fn say_not_taken(&self, key: KeyEvent, cx: &mut Cx) {
        let (KeyCode::Char(c), Some(row)) = (key.code, self.form.as_ref().and_then(StepForm::here)) else { return };
        let typed = c.to_string();
        let words = if row.typed().is_some() {
            let name = label(row.key, cx);
            cx.words.with("case-field-full", &[("field", name.into()), ("words", typed.into())])
        } else {
            cx.words.with("case-no-such-option", &[("digit", typed.into())])
        };
        cx.warn(words);
    }

    /// What the form comes to now.
    pub(super) fn graded(&self, cx: &Cx) -> Graded {
        let form = self.form.as_ref().filter(|form| form.about.purpose == Purpose::Identify)?;
        let grading = identify::grading(form, self.case_tier(cx), self.case(cx)?, cx)?;
        Some((grading.level, form.row(Key::Matrix)?.control.table()?.at))
    }

    /// A change that moved the cell or the level is said with the old and the new one.
    pub(super) fn say_new_level(&self, before: Graded, cx: &mut Cx) {
        let (Some((old, was)), Some((new, is))) = (before, self.graded(cx)) else { return };
        if old == new && was == is {
            return;
        }
        let level = |level| level_name(level, cx);
        let cell = self.form.as_ref().map_or_else(String::new, |form| cell_name(form, cx));
        let (from, to) = (level(old), level(new));
        let words = if old == new {
            cx.words.with("case-cell-changed", &[("cell", cell.into()), ("level", to.into())])
        } else {
            cx.words.with("case-level-changed", &[("from", from.into()), ("to", to.into()), ("cell", cell.into())])
        };
        cx.tell(words);
    }
}

/// The cell in words: impact and urgency.
fn cell_name(form: &StepForm, cx: &Cx) -> String {
    let names: Vec<String> = identify::matrix_values(form)
        .into_iter()
        .filter_map(|(field, value)| match value? {
            Value::Code(code) => {
                let name = with_lexicon(cx, |lexicon| lexicon.name(field, &code));
                // Of "Critical: safety, data, money" the first word is enough here.
                name.split(['(', '（', ':', '：']).next().map(|short| short.trim().to_owned())
            }
            _ => None,
        })
        .collect();
    names.join(" + ")
}

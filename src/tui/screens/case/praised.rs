//! Who was heard to be praised: offered in the empty field that asks for them, and put in by one key alone.

use super::steps::{Key, Row, StepForm};
use crate::domain::language::praised::praised;
use crate::domain::{Case, Field};
use crate::tui::cx::Cx;

const PRAISED: Key = Key::Field(Field::Praised);

/// The one to offer, while the field is empty; nothing where the words of the case and of the form name nobody, or not
/// the same one.
pub fn offered(form: &StepForm, case: Option<&Case>, cx: &Cx) -> Option<String> {
    form.row(PRAISED).filter(|row| row.is_empty())?;
    let saved = case.and_then(|case| case.record.text(Field::Summary)).unwrap_or_default();
    let heard = [form.words(Field::Description), saved].map(|words| praised(words, &cx.rules));
    match heard {
        [Some(typed), Some(saved)] if typed != saved => None,
        [typed, saved] => typed.or(saved),
    }
}

/// Puts them in, where the field that asks for them is in hand; tells whether it did.
pub fn take(form: &mut StepForm, case: Option<&Case>, cx: &Cx) -> Option<Key> {
    let who = offered(form, case, cx)?;
    let row = form.here_mut().filter(|row| row.key == PRAISED)?;
    row.control.restore(&who);
    Row::given(row);
    Some(PRAISED)
}

//! Expressions to avoid in what is being typed: the better wording beside the field, and one key that puts it in.

use super::steps::{Key, Row, StepForm};
use crate::domain::Case;
use crate::domain::language::forbidden::{self, Found};
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::form::Control;
use crate::tui::slots;

/// The first expression to avoid in a row's words; names and numbers are not looked at.
fn first<'a>(row: &Row, cx: &'a Cx) -> Option<Found<'a>> {
    let Control::Words(typed) = &row.control else { return None };
    if !typed.wraps() || typed.text().is_empty() {
        return None;
    }
    forbidden::find(&cx.rules.manual, typed.text()).into_iter().next()
}

/// A wording to avoid, with the better one; it warns and never blocks.
pub fn said(row: &Row, cx: &Cx) -> Option<String> {
    let found = first(row, cx)?;
    let said = row.typed()?.text().get(found.range.clone())?;
    let better = text::cut(found.avoid.better.get(cx.lang), 24);
    Some(cx.words.with("case-avoid", &[("said", said.into()), ("better", better.into())]))
}

/// Whether the field in hand holds something that could be said better.
pub fn could_be(form: &StepForm, cx: &Cx) -> bool {
    form.inside && form.here().is_some_and(|row| first(row, cx).is_some())
}

/// Puts the better wording in the place of the first expression to avoid in the row in hand; what is not known stays a
/// blank to fill. Gives the row, if anything could be said better in it.
pub fn put(form: &mut StepForm, case: Option<&Case>, cx: &Cx) -> Option<Key> {
    let row = form.here_mut()?;
    let found = first(row, cx)?;
    let better = slots::plain(&slots::better(found.avoid, case, cx), None, cx);
    let mut words = row.typed().map(|typed| typed.text().to_owned()).unwrap_or_default();
    // What follows is a sentence of its own; the expression often ended in the same sign.
    let mut range = found.range;
    let ends = ['。', '.', '!', '！', '?', '？'];
    if better.ends_with(ends)
        && let Some(sign) = words.get(range.end..).and_then(|rest| rest.chars().next()).filter(|c| ends.contains(c))
    {
        range.end += sign.len_utf8();
    }
    words.replace_range(range, &better);
    row.control.restore(&words);
    Some(row.key)
}

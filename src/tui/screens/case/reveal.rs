//! A masked field in full for half a minute: first the store keeps who saw what and why, then it is shown.

use super::{Item, List, control};
use crate::domain::values::{HIDDEN, MASKED};
use crate::domain::{Case, Field, Role, Timestamp};
use crate::text::mask;
use crate::tui::cx::Cx;
use crate::tui::refusal;
use crate::tui::widgets::ListName;

/// So long a field stays in sight.
const SHOWN_S: i64 = 30;

/// What is shown in full, and until when.
#[derive(Debug, Default)]
pub(super) struct Reveal(Option<(Field, Timestamp)>);

impl Reveal {
    pub fn hide(&mut self) {
        self.0 = None;
    }

    /// Masks what is in sight; tells whether anything was.
    pub fn was_shown(&mut self, cx: &Cx) -> bool {
        self.0.take().is_some_and(|(_, until)| cx.now < until)
    }

    /// The store has kept the reveal: from here on the field is in sight.
    pub fn show(&mut self, field: Field, cx: &mut Cx) {
        self.0 = Some((field, cx.now.plus_s(SHOWN_S)));
        cx.tell(
            cx.words.with(
                "case-revealed",
                &[("field", refusal::field_name(field, cx).into()), ("seconds", SHOWN_S.into())],
            ),
        );
    }

    /// The field in sight with the seconds it stays; `None` once it is masked again.
    pub fn shown(&self, case: &Case, cx: &Cx) -> Option<String> {
        let (field, until) = self.0.filter(|(_, until)| cx.now < *until)?;
        let words = case.record.text(field)?;
        let left_s = (until.since_ms(cx.now) + 999) / 1000;
        Some(format!("{words}  {}", cx.words.with("case-hides-in", &[("seconds", left_s.into())])))
    }
}

/// The masked fields of a case, or the reasons where there is only one; nothing where none is masked.
pub(super) fn list(case: &Case, cx: &Cx) -> Option<List> {
    let full = |field: &Field| case.record.text(*field).is_some_and(|words| words != HIDDEN);
    let fields: Vec<Field> = MASKED.into_iter().filter(full).collect();
    match fields.as_slice() {
        [] => None,
        [field] => Some(reasons(*field, cx)),
        _ => {
            let items = fields.iter().map(|field| (Item::Reveal(*field), refusal::field_name(*field, cx))).collect();
            Some(List::new(ListName::Masked, items))
        }
    }
}

/// The reasons of the manual; a lead may go without one.
pub(super) fn reasons(field: Field, cx: &Cx) -> List {
    let options = control::options(Field::RevealReason, None, cx);
    let mut items: Vec<(Item, String)> =
        options.into_iter().map(|one| (Item::Because(field, Some(one.code)), one.name)).collect();
    if cx.agent.is(Role::Lead) {
        items.push((Item::Because(field, None), cx.words.get("case-reveal-no-reason")));
    }
    List::new(ListName::Reasons, items)
}

/// A field's words as everybody may see them.
pub(super) fn masked(field: Field, words: &str) -> String {
    match field {
        _ if words == HIDDEN => words.to_owned(),
        Field::CallerNumber => mask::phone(words),
        Field::Email => mask::email(words),
        _ => words.to_owned(),
    }
}

/// Who the case is about, for the clipboard: what is masked on screen is masked there too, revealed or not.
pub(super) fn card(case: &Case, cx: &Cx) -> String {
    let fields = MASKED.iter().filter_map(|field| Some(masked(*field, case.record.text(*field)?)));
    [case.no.clone(), super::act::customer_name(case, cx)].into_iter().chain(fields).collect::<Vec<_>>().join("  ")
}

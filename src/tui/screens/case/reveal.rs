//! A masked field in full for half a minute: first the store keeps who saw what and why, then it is shown.

use super::{CaseScreen, Item, List, Mode, with_lexicon};
use crate::domain::protocol::{Request, Token};
use crate::domain::values::{HIDDEN, MASKED};
use crate::domain::{Act, Case, Field, Record, Role, Timestamp, Value};
use crate::text::mask;
use crate::tui::cx::Cx;
use crate::tui::refusal;
use crate::tui::widgets::ListName;

/// So long a field stays in sight.
const SHOWN_S: i64 = 30;

/// What is shown in full, and what waits for the store.
#[derive(Debug, Default)]
pub(super) struct Reveal {
    shown: Option<(Field, Timestamp)>,
    asked: Option<(Token, Field)>,
}

impl Reveal {
    /// Nothing is in sight any more.
    pub fn hide(&mut self) {
        self.shown = None;
    }

    /// The store has kept the reveal: from here on the field is in sight. Tells whether the answer was about it.
    pub fn recorded(&mut self, token: Token, cx: &mut Cx) -> bool {
        let Some((_, field)) = self.asked.take_if(|asked| asked.0 == token) else { return false };
        self.shown = Some((field, cx.now.plus_s(SHOWN_S)));
        let words = cx
            .words
            .with("case-revealed", &[("field", refusal::field_name(field, cx).into()), ("seconds", SHOWN_S.into())]);
        cx.tell(words);
        true
    }

    /// The field in sight with the seconds it stays; `None` once it is masked again.
    pub fn shown(&self, case: &Case, cx: &Cx) -> Option<String> {
        let (field, until) = self.shown.filter(|(_, until)| cx.now < *until)?;
        let words = case.record.text(field)?;
        let left_s = (until.since_ms(cx.now) + 999) / 1000;
        Some(format!("{words}  {}", cx.words.with("case-hides-in", &[("seconds", left_s.into())])))
    }
}

impl CaseScreen {
    /// One masked field: which one, where there are several, then why. A field in sight is masked at once.
    pub(super) fn reveal(&mut self, cx: &mut Cx) {
        if self.reveal.shown.take().is_some_and(|(_, until)| cx.now < until) {
            return;
        }
        let Some(case) = self.case(cx) else {
            let words = cx.words.get("case-not-saved-yet");
            return cx.warn(words);
        };
        let full = |field: &Field| case.record.text(*field).is_some_and(|words| words != HIDDEN);
        let fields: Vec<Field> = MASKED.into_iter().filter(full).collect();
        match fields.as_slice() {
            [] => {
                let words = cx.words.get("case-nothing-masked");
                cx.warn(words);
            }
            [field] => self.list_reasons(*field, cx),
            _ => {
                let items =
                    fields.iter().map(|field| (Item::Reveal(*field), refusal::field_name(*field, cx))).collect();
                self.mode = Mode::List(List::new(ListName::Masked, items));
            }
        }
    }

    /// The reasons of the manual; a lead may go without one.
    pub(super) fn list_reasons(&mut self, field: Field, cx: &Cx) {
        let options = with_lexicon(cx, |lexicon| lexicon.options(Field::RevealReason, None));
        let mut items: Vec<(Item, String)> =
            options.into_iter().map(|one| (Item::Because(field, Some(one.code)), one.name)).collect();
        if cx.agent.role == Role::Lead {
            items.push((Item::Because(field, None), cx.words.get("case-reveal-no-reason")));
        }
        self.mode = Mode::List(List::new(ListName::Reasons, items));
    }

    pub(super) fn show_because(&mut self, field: Field, why: Option<String>, cx: &mut Cx) {
        let Some(case) = self.id else { return };
        let mut record = Record::default().with(Field::RevealedField, Value::Code(field.as_str().to_owned()));
        if let Some(why) = why {
            record.set(Field::RevealReason, Value::Code(why));
        }
        let command = cx.command(Act::IdentityRevealed, record, None);
        self.reveal.asked = Some((cx.submit(Request::Act { case, command }), field));
    }
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

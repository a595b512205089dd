//! What is being typed goes into the journal before the frame that shows it, and comes back to the last character.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::CaseScreen;
use super::form::{Form, Key};
use crate::domain::protocol::{CaseFile, Draft, JournalOp};
use crate::domain::{CaseEvent, Event, Timestamp};
use crate::tui::cx::Cx;

/// Tells the journal that a form opened; once.
pub fn begin(form: &mut Form, case: Uuid, cx: &mut Cx) {
    if form.begun {
        return;
    }
    form.begun = true;
    let (draft, target, agent) = (form.draft, form.target.clone(), cx.agent.no.clone());
    cx.journal(JournalOp::Begin { draft, case, form: form.purpose.name(), agent, at: cx.now, target });
}

/// Keeps what a row reads now; the form is told of first where nothing was typed in it before.
pub fn set(form: &mut Form, case: Uuid, key: Key, cx: &mut Cx) {
    let first = !form.begun;
    begin(form, case, cx);
    let keys: Vec<Key> = if first { form.rows.iter().map(|row| row.key).collect() } else { vec![key] };
    for key in keys {
        let Some(row) = form.row(key) else { continue };
        let text = row.kept();
        if !first || !text.is_empty() {
            cx.journal(JournalOp::Set { draft: form.draft, field: key.name().to_owned(), text });
        }
    }
}

/// The form's content is saved, or thrown away on purpose.
pub fn close(form: &Form, cx: &mut Cx) {
    if form.begun {
        cx.journal(JournalOp::Close { draft: form.draft });
    }
}

/// The form as a draft, to be taken up later.
pub fn keep(form: &Form, case: Uuid, at: Timestamp, cx: &Cx) -> Draft {
    let fields: BTreeMap<String, String> = form
        .rows
        .iter()
        .map(|row| (row.key.name().to_owned(), row.kept()))
        .filter(|(_, kept)| !kept.is_empty())
        .collect();
    let (target, agent) = (form.target.clone(), cx.agent.no.clone());
    Draft { id: form.draft, case, form: form.purpose.name(), agent, at, target, fields }
}

/// Puts a draft's texts back into their rows.
pub fn restore(form: &mut Form, draft: &Draft) {
    form.draft = draft.id;
    form.begun = true;
    if draft.target.is_some() {
        form.target.clone_from(&draft.target);
    }
    for (name, kept) in &draft.fields {
        if let Some(row) = Key::named(name).and_then(|key| form.row_mut(key)) {
            row.restore(kept);
            row.own = true;
        }
    }
}

impl CaseScreen {
    /// An act was taken back: what was typed for it stands in its form again, as a new draft.
    pub(super) fn give_back(&mut self, file: &CaseFile, cx: &mut Cx) {
        let last = file.facts.iter().max_by_key(|fact| (fact.rank, fact.seq)).map(|fact| &fact.event);
        if !matches!(last, Some(Event::Case(CaseEvent::Undone { .. }))) {
            return;
        }
        self.park(cx);
        self.present(cx);
        let Some(mut draft) = self.just_sent.take_if(|draft| draft.case == file.case.id) else { return };
        draft.id = cx.new_id();
        self.take_up(&draft, cx);
        if let Some(form) = &mut self.form {
            form.begun = false;
            if let Some(key) = form.rows.first().map(|row| row.key) {
                set(form, draft.case, key, cx);
            }
        }
        let words = cx.words.get("case-given-back");
        cx.tell(words);
    }
}

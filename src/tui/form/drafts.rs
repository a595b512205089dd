//! What is being typed goes into the journal before the frame that shows it, and comes back to the last character.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{Form, Row, RowKey};
use crate::domain::protocol::{Draft, Filled, JournalOp};
use crate::domain::{Target, Timestamp};
use crate::text::mask;
use crate::tui::cx::Cx;

/// What the journal says about a form beside what is typed in it.
#[derive(Debug, Clone)]
pub struct Heading {
    pub case: Uuid,
    pub form: String,
    /// The part of the case it is about.
    pub target: Option<Target>,
}

impl<K: RowKey, A> Form<K, A> {
    /// Tells the journal that the form opened; once.
    pub fn begin(&mut self, heading: &Heading, cx: &mut Cx) {
        if self.begun {
            return;
        }
        self.begun = true;
        let Heading { case, form, target } = heading.clone();
        cx.journal(JournalOp::Begin { draft: self.draft, case, form, agent: cx.agent.no.clone(), at: cx.now, target });
    }

    /// Keeps what these rows read now; everything, where nothing was kept before.
    pub fn keep(&mut self, keys: &[K], heading: &Heading, cx: &mut Cx) {
        let first = !self.begun && !keys.is_empty();
        if first {
            self.begin(heading, cx);
        }
        for row in self.rows.iter().filter(|row| first || keys.contains(&row.key)) {
            // Of identity and card numbers the journal, too, holds no more than the tail.
            let text = mask::hide_ids_and_cards(&row.control.kept());
            if !first || !text.is_empty() {
                let (field, filled) = (row.key.name().to_owned(), not_by_hand(row));
                cx.journal(JournalOp::Set { draft: self.draft, field, text, filled });
            }
        }
    }

    /// Keeps something its owner knows of it that is no row.
    pub fn keep_beside(&mut self, name: &str, text: String, heading: &Heading, cx: &mut Cx) {
        let all: Vec<K> = self.rows.iter().map(|row| row.key).collect();
        if !self.begun {
            self.keep(&all, heading, cx);
        }
        cx.journal(JournalOp::Set { draft: self.draft, field: name.to_owned(), text, filled: None });
    }

    /// What was typed is saved, or thrown away on purpose.
    pub fn close(&self, cx: &mut Cx) {
        if self.begun {
            cx.journal(JournalOp::Close { draft: self.draft });
        }
    }

    pub fn as_draft(&self, heading: Heading, at: Timestamp, cx: &Cx) -> Draft {
        let (mut fields, mut filled) = (BTreeMap::new(), BTreeMap::new());
        // One the agent emptied stays empty.
        for row in self.rows.iter().filter(|row| row.own || !row.is_empty()) {
            fields.insert(row.key.name().to_owned(), mask::hide_ids_and_cards(&row.control.kept()));
            filled.extend(not_by_hand(row).map(|filled| (row.key.name().to_owned(), filled)));
        }
        let Heading { case, form, target } = heading;
        Draft { id: self.draft, case, form, agent: cx.agent.no.clone(), at, target, fields, filled }
    }

    pub fn restore(&mut self, draft: &Draft) {
        (self.draft, self.begun) = (draft.id, true);
        for row in &mut self.rows {
            if let Some(kept) = draft.fields.get(row.key.name()) {
                row.control.restore(kept);
                row.set_filled(draft.filled.get(row.key.name()).copied().unwrap_or(Filled::BY_HAND));
            }
        }
    }
}

/// How a row was filled, where the agent did not give its value.
fn not_by_hand<K: RowKey>(row: &Row<K>) -> Option<Filled> {
    Some(row.filled()).filter(|filled| *filled != Filled::BY_HAND)
}

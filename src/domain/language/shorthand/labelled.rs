//! Values behind a label: `产品:洗衣机`, `姓名 周岚`, `来电13800138000`.

use super::super::han::folded;
use super::super::phone::{normalise, says_hidden};
use super::line::Form;
use super::reader::{Reader, is_latin, number};
use super::{Found, who, words};
use crate::record::Field;

impl Reader<'_> {
    /// `产品:洗衣机`: the agent says which field it is; the value may go on behind a blank.
    pub(super) fn labelled(&self, index: usize) -> Option<Found> {
        let range = self.range(index);
        let colon = range.clone().find(|at| self.line.plain.get(*at) == Some(&':'))?;
        let field = words::label(&self.line.folded(range.start..colon), self.rules.lexicon())?;
        let inside = colon + 1..range.end;
        if inside.is_empty() {
            let found = self.value_of(field, index + 1)?;
            return Some(Found { pieces: found.pieces + 1, ..found });
        }
        let text = self.line.plain(inside);
        let found = self.valued(field, &text)?;
        let more = self.more_of(&found, index + 1);
        Some(self.lengthened(found, &text, index, more))
    }

    /// The value that stands in the next piece.
    fn value_of(&self, field: Field, index: usize) -> Option<Found> {
        match &self.pieces.get(index)?.form {
            Form::Word => {
                let text = self.plain(index);
                let found = self.valued(field, &text)?;
                let more = self.more_of(&found, index + 1);
                Some(self.lengthened(found, &text, index, more))
            }
            Form::Phone { typed, sure } if field == Field::CallerNumber => Some(number(typed, *sure)),
            Form::Secret => Some(self.hidden_number(index)),
            Form::Order(number) if field == Field::OrderNo => Some(Found::text(field, number)),
            Form::Email(typed) if field == Field::Email => Some(Found::text(field, typed)),
            _ => None,
        }
    }

    fn valued(&self, field: Field, text: &str) -> Option<Found> {
        match field {
            Field::CallerNumber if says_hidden(&text.to_lowercase()) => Some(Found::text(field, "hidden")),
            Field::CallerNumber => normalise(text, self.region).ok().map(|_| Found::text(field, text)),
            Field::FirstSeenAt => self.moment(text),
            Field::CustomerName => self.titled(text).or_else(|| Some(Found::text(field, text))),
            Field::OrderNo | Field::Email if !text.is_ascii() => None,
            field => Some(Found::text(field, text)),
        }
    }

    /// How many further words belong to a labelled value: those that mean nothing of their own.
    fn more_of(&self, found: &Found, index: usize) -> usize {
        let wordy = match found.field {
            Field::CustomerName => found.title.is_none(),
            Field::Summary
            | Field::Description
            | Field::DesiredOutcome
            | Field::Tried
            | Field::Company
            | Field::Note => true,
            _ => false,
        };
        let belongs = |at: &usize| {
            self.is_word(*at)
                && self.after_space(*at)
                && !self.plain(*at).contains(':')
                && (found.field != Field::CustomerName || who::is_latin_name(&self.plain(*at)))
                && (is_latin(&self.folded(*at)) || self.word(*at).is_none())
        };
        if wordy { (index..self.pieces.len()).take_while(belongs).count() } else { 0 }
    }

    fn lengthened(&self, found: Found, text: &str, index: usize, more: usize) -> Found {
        if more == 0 {
            return found;
        }
        let rest = self.range(index + 1).start..self.range(index + more).end;
        let joined = format!("{text} {}", self.line.typed(rest));
        Found { title: None, ..Found::text(found.field, &joined) }.of(1 + more)
    }

    /// `来电13800138000`, `姓名 周岚`: a label without its colon right before what it names.
    pub(super) fn labelled_by_a_blank(&self, index: usize) -> Option<Found> {
        let field = words::label(&self.folded(index), self.rules.lexicon())?;
        match (field, &self.pieces.get(index + 1)?.form) {
            (Field::CallerNumber, Form::Phone { typed, sure }) => Some(number(typed, *sure).of(2)),
            (Field::CustomerName, Form::Word) if who::is_bare_name(&self.folded(index + 1), self.rules.lexicon()) => {
                Some(Found::text(field, &self.plain(index + 1)).of(2))
            }
            _ => None,
        }
    }

    /// A name with its title inside a labelled value.
    fn titled(&self, text: &str) -> Option<Found> {
        who::polite(&folded(text), self.rules.lexicon(), self.region).map(|named| Self::named(&named, text))
    }
}

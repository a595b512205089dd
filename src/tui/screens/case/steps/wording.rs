//! What the rows of a case form are called, and what is remarked beside and below them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::better;
use super::{Key, Purpose, Row, closing, shorthand};
use crate::domain::Field;
use crate::domain::language::shorthand::Token;
use crate::text;
use crate::tui::call::Meeting;
use crate::tui::cx::Cx;
use crate::tui::form::{Control, Wording};
use crate::tui::refusal;
use crate::tui::theme::Role;
use crate::tui::widgets::{Grid, Pen};

pub fn label(key: Key, cx: &Cx) -> String {
    match key {
        Key::Shorthand => cx.words.get("case-shorthand"),
        Key::Matrix => cx.words.get("case-matrix"),
        Key::Asked => cx.words.get("case-asked"),
        Key::Field(field) => refusal::field_name(field, cx),
    }
}

pub struct Named<'a> {
    pub purpose: Purpose,
    /// How they meet, as the form says: what is asked follows.
    pub meeting: Meeting,
    /// Who was heard to be praised, while nobody is named.
    pub praised: Option<String>,
    pub cx: &'a Cx,
}

impl Named<'_> {
    /// What the machine understood of the shorthand line, named right below each token, the token underlined.
    fn token_names(&self, row: &Row, area: Rect, buf: &mut Buffer) {
        let Some(typed) = row.typed() else { return };
        let from = self.line_columns().value_at();
        let cells = usize::from(area.width.saturating_sub(from).max(8));
        let (rows, _) = typed.rows(cells);
        let Some(shown) = rows.first() else { return };
        let tokens = shorthand::read(typed.text(), self.cx);
        let column_of = |start: usize| {
            let before = typed.text().get(shown.start..start).unwrap_or_default();
            from + u16::try_from(text::width(&text::fold_for_display(before))).unwrap_or(0)
        };
        let known = |token: &&Token| token.as_field.is_some() && token.range.start >= shown.start;
        let mut seen = tokens.iter().filter(known).peekable();
        while let Some(token) = seen.next() {
            let column = column_of(token.range.start);
            let Some(field) = token.as_field.filter(|_| column < area.right()) else { continue };
            let words = typed.text().get(token.range.clone()).unwrap_or_default();
            Pen::new(buf, self.cx.ink(), area, 0).to(column).put(words, Role::Own);
            let name = refusal::field_name(field, self.cx);
            let name = if token.guess { format!("{name}?") } else { name };
            let end = seen.peek().map_or(area.right(), |next| column_of(next.range.start).saturating_sub(1));
            // A word cut short says nothing; the underline and the row below do.
            if text::width(&name) <= usize::from(end.saturating_sub(column)) {
                Pen::new(buf, self.cx.ink(), area, 1).to(column).until(end).put(&name, Role::Dim);
            }
        }
    }

    /// The columns of the shorthand line: its name stands where the questions stand.
    fn line_columns(&self) -> Grid {
        let name = u16::try_from(text::width(&self.cx.words.get("case-shorthand"))).unwrap_or(6);
        Grid { group: name, label: 0 }
    }
}

impl Wording<Key> for Named<'_> {
    fn group(&self, key: Key) -> &'static str {
        match (self.purpose, key) {
            // Its name stands where the questions stand.
            (_, Key::Shorthand) => "case-shorthand",
            (Purpose::Closing, Key::Field(Field::Outcome | Field::RootCause | Field::ClosingNotice)) => {
                "case-group-result"
            }
            (Purpose::Closing, _) | (_, Key::Asked) => "case-group-rating",
            (Purpose::Act(_), _) => "case-group-act",
            (_, Key::Matrix) | (Purpose::Intake, Key::Field(Field::Kind)) => "case-group-bad",
            (_, Key::Field(field)) => match field {
                Field::CustomerName
                | Field::Title
                | Field::Company
                | Field::CallerNumber
                | Field::Channel
                | Field::Rings
                | Field::Email
                | Field::NoticeNo
                | Field::NoticeDue
                | Field::OrderNo => "case-group-who",
                Field::Impact | Field::Urgency | Field::Severity | Field::Circumstances | Field::Emotion => {
                    "case-group-bad"
                }
                Field::DesiredOutcome => "case-group-wish",
                Field::ResolutionType | Field::ResolutionText => "case-group-answer",
                _ => "case-group-what",
            },
        }
    }

    fn label(&self, key: Key) -> String {
        let name = if key == Key::Shorthand { String::new() } else { label(key, self.cx) };
        let dimension = closing::DIMENSIONS.iter().find(|(_, field)| Key::Field(*field) == key);
        let rules = &self.cx.rules.manual.satisfaction.dimensions;
        match dimension.and_then(|(dimension, _)| rules.iter().find(|rule| rule.id == *dimension)) {
            Some(rule) => {
                let weight = i64::from(rule.weight);
                self.cx.words.with("case-weighted", &[("name", name.into()), ("weight", weight.into())])
            }
            None => name,
        }
    }

    fn ask(&self, key: Key) -> String {
        match (key, &self.praised) {
            (Key::Field(Field::Praised), Some(who)) => {
                let key = self.cx.keymap.shown(&["case"], "opening", true).unwrap_or_default();
                self.cx.words.with("case-praised-offer", &[("key", key.into()), ("who", who.as_str().into())])
            }
            (Key::Field(field), _) => {
                let key = format!("field-{}-ask", field.as_str().replace('_', "-"));
                self.cx.words.with(&key, &[("meeting", self.meeting.as_str().into())])
            }
            (Key::Shorthand | Key::Matrix | Key::Asked, _) => self.cx.words.get("case-shorthand-ask"),
        }
    }

    fn remark(&self, row: &Row, focused: bool) -> Option<String> {
        match &row.control {
            Control::Mark { mark: Some(0), .. } => Some(self.cx.words.get("case-not-rated")),
            Control::Mark { mark: None, .. } if focused && row.key != Key::Field(Field::Keypad) => {
                Some(self.cx.words.get("case-scale"))
            }
            _ => better::said(row, self.cx),
        }
    }

    fn may_fold(&self, row: &Row) -> bool {
        let optional = matches!(
            row.key,
            Key::Asked
                | Key::Field(
                    Field::Title
                        | Field::OrderNo
                        | Field::Rings
                        | Field::Product
                        | Field::Emotion
                        | Field::Description
                        | Field::Topic
                        | Field::Circumstances
                        | Field::RatingReason
                        | Field::NoticeNo
                        | Field::SecondCategory
                        | Field::Comment
                        | Field::ClosingNotice
                        | Field::RootCause
                        | Field::Cost
                        | Field::Note
                        | Field::Keypad
                        | Field::ThirdParty
                        | Field::Confidentiality
                        | Field::Agreement
                        | Field::Department
                )
        );
        optional && (row.is_empty() || row.key == Key::Field(Field::Emotion))
    }

    fn columns(&self, key: Key) -> Option<Grid> {
        (key == Key::Shorthand).then(|| self.line_columns())
    }

    fn rows_below(&self, key: Key) -> u16 {
        u16::from(key == Key::Shorthand)
    }

    fn finish(&self, row: &Row, area: Rect, buf: &mut Buffer) {
        if row.key == Key::Shorthand {
            self.token_names(row, area, buf);
        }
    }
}

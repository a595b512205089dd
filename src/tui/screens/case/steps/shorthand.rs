//! The shorthand line: what is understood fills the fields live; what the agent corrected stays as corrected.

use super::super::control;
use super::{Key, Row, StepForm};
use crate::domain::language::shorthand::{self, Token};
use crate::domain::{Field, values};
use crate::tui::cx::Cx;
use crate::tui::form::{Origin, RowKey};

/// What a line says, in tokens.
pub fn read(line: &str, cx: &Cx) -> Vec<Token> {
    shorthand::read(line, &cx.rules, cx.now, values::region(&cx.rules.manual))
}

/// What is typed into the line.
pub fn line(form: &StepForm) -> &str {
    form.row(Key::Shorthand).and_then(Row::typed).map_or("", |typed| typed.text())
}

/// Fills the fields from the line; gives the rows that changed.
pub fn fill(form: &mut StepForm, cx: &Cx) -> Vec<Key> {
    let tokens = read(line(form), cx);
    let record = shorthand::record(&tokens);
    make_room(form, record.0.keys().copied(), cx);
    let mut changed = Vec::new();
    for row in &mut form.rows {
        let Key::Field(field) = row.key else { continue };
        // What a rule put in gives way to what is said.
        let by_rule = row.origin == Origin::Rule && record.get(field).is_some();
        if row.own || !(by_rule || matches!(row.origin, Origin::Agent | Origin::Shorthand | Origin::Heard)) {
            continue;
        }
        let before = (row.control.kept(), row.filled());
        if let Some(value) = record.get(field) {
            row.fill(value, Origin::Shorthand, &cx.rules);
            row.guess = tokens.iter().any(|token| token.as_field == Some(field) && token.guess);
        } else if row.origin == Origin::Shorthand {
            row.control.restore("");
            (row.origin, row.guess) = (Origin::Agent, false);
        }
        if (row.control.kept(), row.filled()) != before {
            changed.push(row.key);
        }
    }
    super::intake::usual_channel(form, cx);
    changed.extend(hear(form, cx));
    changed
}

/// What the line says beside its fields where the agent describes the matter in words of his own: it goes along as a
/// note.
pub fn left_over(form: &StepForm, cx: &Cx) -> Option<String> {
    let record = shorthand::record(&read(line(form), cx));
    let words = record.text(Field::Description)?;
    let held = form.words(Field::Description).contains(words);
    (!held).then(|| words.to_owned())
}

/// Gives a row to every field that has something to say and none yet, so that nothing typed is left outside; a row that
/// came so goes again when it is empty.
pub fn make_room(form: &mut StepForm, fields: impl Iterator<Item = Field>, cx: &Cx) {
    let fields: Vec<Field> = fields.collect();
    let usual = |key: Key| !matches!(key, Key::Field(field) if super::intake::is_unusual(field));
    form.reshape(|rows| {
        rows.retain(|row| {
            usual(row.key) || !row.is_empty() || row.key.field().is_some_and(|field| fields.contains(&field))
        });
        for field in fields {
            if rows.iter().all(|row| row.key != Key::Field(field)) {
                rows.push(control::row(field, None, cx));
            }
        }
    });
}

/// What the words suggest about kind and mood; shown as a guess, never more, and silent when unsure.
pub fn hear(form: &mut StepForm, cx: &Cx) -> Vec<Key> {
    let heard = [Field::Summary, Field::Description, Field::DesiredOutcome].map(|field| form.words(field)).join(" ");
    let text = format!("{heard} {}", line(form));
    let suggestion = cx.rules.hears(&text);
    let mut changed = Vec::new();
    let kind = suggestion.kind.map(|(kind, _)| kind.as_str().to_owned());
    let emotion = suggestion.emotion.map(|emotion| emotion.as_str().to_owned());
    for (field, code) in [(Field::Kind, kind), (Field::Emotion, emotion)] {
        let Some(row) = form.row_mut(Key::Field(field)) else { continue };
        let open = row.is_empty() || row.origin == Origin::Heard;
        if row.own || !open {
            continue;
        }
        let before = (row.control.kept(), row.filled());
        row.control.restore(code.as_deref().unwrap_or_default());
        row.guess = code.is_some();
        row.origin = if code.is_some() { Origin::Heard } else { Origin::Agent };
        if (row.control.kept(), row.filled()) != before {
            changed.push(row.key);
        }
    }
    changed
}

//! The shorthand line: what is understood fills the fields live; what the agent corrected stays as corrected.

use super::super::{Ear, control};
use super::{Key, Row, StepForm};
use crate::domain::language::shorthand::{self, Token};
use crate::domain::{Field, Value, values};
use crate::tui::cx::Cx;
use crate::tui::form::Origin;

/// What a line says, in tokens.
pub fn read(line: &str, cx: &Cx) -> Vec<Token> {
    shorthand::read(line, &cx.rules, cx.now, values::region(&cx.rules.manual))
}

/// What is typed into the line.
pub fn line(form: &StepForm) -> &str {
    form.row(Key::Shorthand).and_then(Row::typed).map_or("", |typed| typed.text())
}

/// Fills the fields from the line; gives the rows that changed.
pub fn fill(form: &mut StepForm, ear: &Ear, cx: &Cx) -> Vec<Key> {
    let tokens = read(line(form), cx);
    let mut changed = Vec::new();
    for row in &mut form.rows {
        let Key::Field(field) = row.key else { continue };
        if row.own || !matches!(row.origin, Origin::Agent | Origin::Shorthand | Origin::Heard) {
            continue;
        }
        let found: Vec<&Token> = tokens.iter().filter(|token| token.as_field == Some(field)).collect();
        let before = (row.control.kept(), row.filled());
        if let Some(token) = found.first() {
            let value = joined(&found).or_else(|| token.value.clone());
            let value = value.unwrap_or_else(|| Value::Text(token.text.clone()));
            row.fill(&value, Origin::Shorthand, &cx.rules);
            row.guess = token.guess;
        } else if row.origin == Origin::Shorthand {
            row.control.restore("");
            (row.origin, row.guess) = (Origin::Agent, false);
        }
        if (row.control.kept(), row.filled()) != before {
            changed.push(row.key);
        }
    }
    changed.extend(describe(form, &tokens));
    changed.extend(hear(form, ear, cx));
    changed
}

/// The matter of a line where its own row has no room for it.
fn long_matter(tokens: &[Token]) -> Option<String> {
    let matter = tokens.iter().filter(|token| token.as_field == Some(Field::Summary));
    let words = matter.map(|token| token.text.as_str()).collect::<Vec<_>>().join(" ");
    (words.chars().count() > control::cap(Field::Summary)).then_some(words)
}

/// What the line says of the matter and no row holds: it goes along as a note.
pub fn left_over(form: &StepForm, cx: &Cx) -> Option<String> {
    let held =
        |words: &String| [Field::Summary, Field::Description].iter().any(|field| form.words(*field).contains(words));
    long_matter(&read(line(form), cx)).filter(|words| !held(words))
}

/// A matter too long for its own row is described whole, unless the agent describes it.
fn describe(form: &mut StepForm, tokens: &[Token]) -> Option<Key> {
    let words = long_matter(tokens);
    let long = words.is_some();
    let key = Key::Field(Field::Description);
    let row = form.row_mut(key).filter(|row| !row.own && (long || row.origin == Origin::Shorthand))?;
    let words = words.unwrap_or_default();
    if row.control.kept() == words {
        return None;
    }
    row.control.restore(&words);
    row.origin = if long { Origin::Shorthand } else { Origin::Agent };
    Some(key)
}

/// Several tokens of one field of words read as one text.
fn joined(found: &[&Token]) -> Option<Value> {
    if found.len() < 2 {
        return None;
    }
    let words: Option<Vec<&str>> = found
        .iter()
        .map(|token| match &token.value {
            Some(Value::Text(words)) => Some(words.as_str()),
            None => Some(token.text.as_str()),
            _ => None,
        })
        .collect();
    words.map(|words| Value::Text(words.join(" ")))
}

/// What the words suggest about kind and mood; shown as a guess, never more, and silent when unsure.
pub fn hear(form: &mut StepForm, ear: &Ear, cx: &Cx) -> Vec<Key> {
    let heard = [Field::Summary, Field::Description, Field::DesiredOutcome].map(|field| form.words(field)).join(" ");
    let text = format!("{heard} {}", line(form));
    let suggestion = ear.suggest(&text, cx);
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

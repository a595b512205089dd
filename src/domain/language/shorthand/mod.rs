//! One line typed while the customer speaks: `13800138000 周女士 咨询 积分怎么换` fills number, name, kind and summary.
//!
//! What is understood is taken out as a field, what is merely likely is marked as a guess, and every other word stays:
//! the words that say what is the matter are the summary, the others belong to the description. Nothing typed is lost,
//! identity and card numbers aside, of which only the last characters are kept.

mod labelled;
mod line;
mod matter;
mod numbers;
mod reader;
pub(super) mod who;
mod words;

use std::ops::Range;

use super::classify::{Classifier, Suggestion, suggest};
use super::phone::Region;
use super::secret;
use crate::calendar::Rulebook;
use crate::record::{Field, Record, Value};
use crate::time::Timestamp;
use crate::values;

/// A stretch of the line and what it was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the line; tokens are in order and never overlap.
    pub range: Range<usize>,
    /// The stretch as typed.
    pub text: String,
    /// The field it fills; words that were not understood fill the summary, then the description.
    pub as_field: Option<Field>,
    /// The field's value.
    pub value: Option<Value>,
    /// Likely, not certain: shown with a question mark.
    pub guess: bool,
}

impl Token {
    /// Whether it was not understood and stays as it was typed; such words are not underlined.
    pub fn is_free(&self) -> bool {
        matches!(self.as_field, Some(Field::Summary | Field::Description))
            && matches!(&self.value, Some(Value::Text(words)) if *words == self.text)
    }
}

/// What one line says; `now` is the moment against which `昨天` is read.
pub fn read(line: &str, rules: &Rulebook, now: Timestamp, region: Region) -> Vec<Token> {
    let mut tokens = reader::tokens(line, rules, now, region);
    matter::assign(&mut tokens, rules.lexicon());
    tokens
}

/// The fields of a line; what was not understood follows the summary into the description, word for word.
pub fn record(tokens: &[Token]) -> Record {
    let mut record = Record::default();
    for token in tokens {
        match (token.as_field, &token.value) {
            (Some(field), Some(Value::Text(words))) => append(&mut record, field, words),
            (Some(field), Some(value)) => {
                record.set(field, value.clone());
            }
            (_, None) | (None, _) => append(&mut record, Field::Description, &token.text),
        }
    }
    kept(&record)
}

fn append(record: &mut Record, field: Field, words: &str) {
    let before = record.text(field).map(ToOwned::to_owned);
    let joined = before.map_or_else(|| words.to_owned(), |before| format!("{before} {words}"));
    record.set(field, Value::Text(joined));
}

/// Fields as they can be kept: identity and card numbers by their tails, and what is too long for its field whole in the
/// description, the field holding its beginning.
pub fn kept(record: &Record) -> Record {
    let mut kept = Record::default();
    let mut over: Vec<String> = Vec::new();
    for (field, value) in &record.0 {
        let Value::Text(text) = value else {
            kept.set(*field, value.clone());
            continue;
        };
        let text = secret::hide_ids_and_cards(text);
        let most = values::longest(*field);
        if *field != Field::Description && text.chars().count() > most {
            kept.set(*field, Value::Text(text.chars().take(most).collect()));
            over.push(text);
        } else {
            kept.set(*field, Value::Text(text));
        }
    }
    for text in &over {
        append(&mut kept, Field::Description, text);
    }
    kept
}

/// All the intake makes of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Understood {
    /// Where each part went.
    pub tokens: Vec<Token>,
    /// The fields.
    pub record: Record,
    /// What the words suggest about kind, category, mood and danger.
    pub suggestion: Suggestion,
}

/// What the intake makes of a line: its fields, and what its words suggest.
pub fn understand(line: &str, (rules, ear): (&Rulebook, &Classifier), now: Timestamp, region: Region) -> Understood {
    let tokens = read(line, rules, now, region);
    Understood { record: record(&tokens), suggestion: suggest(ear, line), tokens }
}

/// What some pieces were read as.
struct Found {
    /// Pieces taken.
    pieces: usize,
    field: Field,
    value: Value,
    guess: bool,
    /// A second field of the same characters: the title of a name.
    title: Option<Title>,
}

/// A title beside a name.
struct Title {
    /// Characters of the title.
    chars: usize,
    /// It stands before the name.
    leads: bool,
    text: String,
}

impl Found {
    fn new(field: Field, value: Value) -> Self {
        Self { pieces: 1, field, value, guess: false, title: None }
    }

    fn text(field: Field, text: &str) -> Self {
        Self::new(field, Value::Text(text.trim().to_owned()))
    }

    fn code(field: Field, code: &str) -> Self {
        Self::new(field, Value::Code(code.to_owned()))
    }

    fn guess(mut self) -> Self {
        self.guess = true;
        self
    }

    fn of(mut self, pieces: usize) -> Self {
        self.pieces = pieces;
        self
    }
}

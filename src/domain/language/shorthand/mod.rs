//! One line typed while the customer speaks: `13800138000 周女士 咨询 积分怎么换` fills number, name, kind and summary.
//!
//! What is understood is taken out as a field, what is merely likely is marked as a guess, and every other word stays:
//! the first run of such words is the summary, later ones belong to the description. Nothing typed is lost.

mod order;
pub mod when;
mod who;
mod words;

use std::collections::BTreeSet;
use std::ops::Range;

use super::phone::{Region, half_width, is_email, normalise};
use crate::calendar::Rulebook;
use crate::record::{Field, Record, Value};
use crate::time::Timestamp;

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

/// No summary is longer; of a longer run the whole goes to the description too.
const SUMMARY_CHARS: usize = 60;

/// What one line says; `now` is the moment against which `昨天` is read.
pub fn read(line: &str, rules: &Rulebook, now: Timestamp, region: Region) -> Vec<Token> {
    let words = split(line);
    let mut reader = Reader { line, words: &words, rules, now, region, taken: BTreeSet::new(), tokens: Vec::new() };
    let mut index = 0;
    while let Some(word) = words.get(index) {
        index += match reader.understood(index) {
            Some(found) => reader.keep(index, found),
            None => reader.keep_free(word),
        };
    }
    reader.tokens
}

/// The fields of a line; what was not understood follows the summary into the description, word for word.
pub fn record(tokens: &[Token]) -> Record {
    let mut record = Record::default();
    let mut rest: Vec<&str> = Vec::new();
    for token in tokens {
        match (token.as_field, &token.value) {
            (Some(Field::Description), Some(Value::Text(words))) => rest.push(words),
            (None, _) => rest.push(&token.text),
            (Some(Field::Summary), _) if token.text.chars().count() > SUMMARY_CHARS => {
                let short: String = token.text.chars().take(SUMMARY_CHARS).collect();
                record.set(Field::Summary, Value::Text(short));
                rest.push(&token.text);
            }
            (Some(field), value) => {
                record.0.extend(value.clone().map(|value| (field, value)));
            }
        }
    }
    if !rest.is_empty() {
        let joined = rest.join(" ");
        record.set(Field::Description, Value::Text(joined));
    }
    record
}

/// A word of the line.
struct Word {
    range: Range<usize>,
    /// Half width, as typed otherwise.
    plain: String,
    /// Half width and small letters, without closing punctuation.
    folded: String,
    /// Nothing but spaces parts it from the word before.
    after_space: bool,
}

impl Word {
    /// Letters of an English sentence, so that single words of it are not taken out of it.
    fn is_latin(&self) -> bool {
        self.folded.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '\'' | '.' | '-'))
    }
}

/// What some words were read as.
struct Found {
    /// Words taken.
    words: usize,
    field: Field,
    value: Value,
    guess: bool,
    /// A second field at the end (`后缀`) or the beginning of the same words: its characters and value.
    title: Option<Title>,
}

struct Title {
    /// Characters of the title.
    chars: usize,
    /// It stands before the name.
    leads: bool,
    text: String,
}

impl Found {
    fn new(field: Field, value: Value) -> Self {
        Self { words: 1, field, value, guess: false, title: None }
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

    fn of(mut self, words: usize) -> Self {
        self.words = words;
        self
    }
}

struct Reader<'a> {
    line: &'a str,
    words: &'a [Word],
    rules: &'a Rulebook,
    now: Timestamp,
    region: Region,
    taken: BTreeSet<Field>,
    tokens: Vec<Token>,
}

impl Reader<'_> {
    /// The field a word (and some after it) fills, unless that field is filled already.
    fn understood(&self, index: usize) -> Option<Found> {
        let rest = self.words.get(index..)?;
        let word = rest.first()?;
        let in_sentence = word.is_latin() && word.after_space && self.last_is_latin_text();
        let found = self
            .labelled(rest)
            .or_else(|| self.number(rest))
            .or_else(|| is_email(&word.plain).then(|| Found::text(Field::Email, &word.plain)))
            .or_else(|| who::polite_name(rest))
            .or_else(|| who::bare_name(word, self.last_field()))
            .or_else(|| self.first_seen(rest).filter(|_| !in_sentence))
            .or_else(|| order::order_no(word, &self.rules.manual.order_no))
            .or_else(|| words::measured(word))
            .or_else(|| words::code(rest, &self.rules.manual).filter(|_| !in_sentence))
            .or_else(|| who::company(rest))
            .or_else(|| words::after_summary(word).filter(|_| self.taken.contains(&Field::Summary)))?;
        (!self.taken.contains(&found.field)).then_some(found)
    }

    /// `产品:洗衣机`: the agent says which field it is; the value may go on with the next word after `:`.
    fn labelled(&self, rest: &[Word]) -> Option<Found> {
        let word = rest.first()?;
        let (label, value) = word.plain.split_once(':')?;
        let field = words::label(&label.to_lowercase())?;
        let (value, words) = match (value, rest.get(1)) {
            ("", Some(next)) => (next.plain.as_str(), 2),
            ("", None) => return None,
            (value, _) => (value, 1),
        };
        let found = match field {
            Field::CallerNumber => self.phone(value)?,
            Field::FirstSeenAt => self.moment(value)?,
            field => Found::text(field, value),
        };
        Some(found.of(words))
    }

    /// A telephone number, also when it was typed in groups.
    fn number(&self, rest: &[Word]) -> Option<Found> {
        let part = |word: &Word| {
            word.plain.chars().any(|c| c.is_ascii_digit())
                && word.plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '(' | ')'))
        };
        let groups =
            rest.iter().enumerate().take(4).take_while(|(at, word)| part(word) && (*at == 0 || word.after_space));
        let joined = (2..=groups.count()).rev().find_map(|count| {
            let text: Vec<&str> = rest.iter().take(count).map(|word| word.plain.as_str()).collect();
            self.phone(&text.join(" ")).filter(|found| !found.guess).map(|found| found.of(count))
        });
        joined.or_else(|| self.phone(&rest.first()?.plain))
    }

    /// Short service numbers are not taken: five digits are more often an amount or a model.
    fn phone(&self, text: &str) -> Option<Found> {
        use super::phone::PhoneKind::{CnShort, Local};
        if when::is_date(text) {
            return None;
        }
        let phone = normalise(text, self.region).ok()?;
        let unsure = phone.guess || phone.kind == Local;
        let found = Found::text(Field::CallerNumber, if phone.e164 == "hidden" { &phone.e164 } else { text });
        (phone.kind != CnShort).then(|| if unsure { found.guess() } else { found })
    }

    fn first_seen(&self, rest: &[Word]) -> Option<Found> {
        let word = rest.first()?;
        // `since 9:55`, `昨天 9:55`: the longer reading wins.
        let pair = rest.get(1).filter(|next| next.after_space).and_then(|next| {
            let both = format!("{} {}", word.folded, next.folded);
            self.moment(&both).map(|found| found.of(2))
        });
        pair.or_else(|| self.moment(&word.folded))
    }

    fn moment(&self, text: &str) -> Option<Found> {
        let calendar = &self.rules.calendar;
        let (local, guess) = when::first_seen(&text.to_lowercase(), calendar.local(self.now))?;
        let found = Found::new(Field::FirstSeenAt, Value::At(calendar.at(local)));
        Some(if guess { found.guess() } else { found })
    }

    fn last_field(&self) -> Option<Field> {
        self.tokens.last().and_then(|token| token.as_field)
    }

    fn last_is_latin_text(&self) -> bool {
        self.tokens.last().is_some_and(|token| {
            matches!(token.as_field, None | Some(Field::Summary))
                && token.text.ends_with(|c: char| c.is_ascii_alphabetic())
        })
    }

    /// Adds a token and says how many words it took.
    fn keep(&mut self, index: usize, found: Found) -> usize {
        let words = self.words.get(index..).unwrap_or_default();
        let mut run = words.iter().take(found.words).map(|word| word.range.clone());
        let first = run.next().unwrap_or_default();
        let range = first.start..run.next_back().unwrap_or(first).end;
        let (name, title) = match &found.title {
            Some(title) => who::parts(self.line, &range, title),
            None => (range, None),
        };
        let mut added = vec![self.token(name, Some(found.field), Some(found.value), found.guess)];
        if let (Some(range), Some(title)) = (title, found.title) {
            let token = self.token(range, Some(Field::Title), Some(Value::Text(title.text)), found.guess);
            added.insert(usize::from(!title.leads), token);
        }
        self.taken.extend(added.iter().filter_map(|token| token.as_field));
        self.tokens.extend(added);
        found.words
    }

    /// Adds a word that was not understood; neighbours are one run, with what stands between them.
    fn keep_free(&mut self, word: &Word) -> usize {
        let range = match self.tokens.last() {
            Some(last) if last.is_free() => {
                let start = last.range.start;
                let field = last.as_field.unwrap_or(Field::Description);
                self.tokens.pop();
                let joined = self.free(start..word.range.end, field);
                self.tokens.push(joined);
                return 1;
            }
            _ => word.range.clone(),
        };
        let field = if self.taken.insert(Field::Summary) { Field::Summary } else { Field::Description };
        let token = self.free(range, field);
        self.tokens.push(token);
        1
    }

    fn free(&self, range: Range<usize>, field: Field) -> Token {
        let text = self.line.get(range.clone()).unwrap_or_default().to_owned();
        self.token(range, Some(field), Some(Value::Text(text)), false)
    }

    fn token(&self, range: Range<usize>, as_field: Option<Field>, value: Option<Value>, guess: bool) -> Token {
        let text = self.line.get(range.clone()).unwrap_or_default().to_owned();
        Token { range, text, as_field, value, guess }
    }
}

/// Words between spaces and the marks that part clauses; a comma inside a number parts nothing.
fn split(line: &str) -> Vec<Word> {
    let chars: Vec<(usize, char)> = line.char_indices().collect();
    let digit = |at: Option<usize>| {
        at.and_then(|at| chars.get(at))
            .is_some_and(|(_, c)| half_width(&c.to_string()).starts_with(|c: char| c.is_ascii_digit()))
    };
    let mut words: Vec<Word> = Vec::new();
    let (mut start, mut spaces_only) = (None, true);
    for (at, (byte, c)) in chars.iter().copied().enumerate() {
        let mark = matches!(c, ',' | '，' | '、' | ';' | '；');
        let in_number = matches!(c, ',' | '，') && digit(at.checked_sub(1)) && digit(Some(at + 1));
        if c.is_whitespace() || (mark && !in_number) {
            if let Some(start) = start.take() {
                words.extend(word(line, start..byte, spaces_only));
                spaces_only = true;
            }
            spaces_only &= !mark;
        } else if start.is_none() {
            start = Some(byte);
        }
    }
    words.extend(start.and_then(|start| word(line, start..line.len(), spaces_only)));
    words
}

fn word(line: &str, range: Range<usize>, after_space: bool) -> Option<Word> {
    let plain = half_width(line.get(range.clone())?);
    let folded = plain.to_ascii_lowercase().trim_end_matches(['!', '。', '.', '?', '~', '…']).to_owned();
    Some(Word { range, plain, folded, after_space })
}

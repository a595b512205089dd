//! Piece after piece of the line: which field it fills, if any.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::phone::{Region, says_hidden, without_number};
use super::super::secret;
use super::super::when;
use super::line::{Form, Line, Piece, pieces};
use super::{Found, Title, Token, numbers, who, words};
use crate::calendar::Rulebook;
use crate::record::{Field, Value};
use crate::time::Timestamp;

/// Words of a time at most: `the day before yesterday at 9am`.
const LONGEST_TIME: usize = 4;

/// The tokens of a line; words that were not understood are still without their last field.
pub fn tokens(text: &str, rules: &Rulebook, now: Timestamp, region: Region) -> Vec<Token> {
    let line = Line::new(text);
    let pieces = pieces(&line, rules.lexicon(), &rules.manual.order_no, region);
    let mut reader =
        Reader { line: &line, pieces: &pieces, rules, now, region, taken: BTreeSet::new(), tokens: Vec::new() };
    let mut index = 0;
    while let Some(piece) = pieces.get(index) {
        index += match reader.understood(index) {
            Some(found) => reader.keep(index, &found),
            None => reader.keep_free(&piece.range),
        };
    }
    reader.tokens
}

/// What was read so far.
pub(super) struct Reader<'a> {
    pub(super) line: &'a Line<'a>,
    pub(super) pieces: &'a [Piece],
    pub(super) rules: &'a Rulebook,
    now: Timestamp,
    pub(super) region: Region,
    taken: BTreeSet<Field>,
    tokens: Vec<Token>,
}

impl Reader<'_> {
    /// The field a piece (and some after it) fills, unless that field is filled already.
    fn understood(&self, index: usize) -> Option<Found> {
        let found = match &self.pieces.get(index)?.form {
            Form::Secret => Some(self.hidden_number(index)),
            Form::Email(typed) => Some(Found::text(Field::Email, typed)),
            Form::Order(number) => Some(Found::text(Field::OrderNo, number)),
            Form::Phone { .. } => self.phone(index),
            Form::Word => self.word(index),
        }?;
        let many = matches!(found.field, Field::Description);
        (many || !self.taken.contains(&found.field)).then_some(found)
    }

    pub(super) fn word(&self, index: usize) -> Option<Found> {
        let lexicon = self.rules.lexicon();
        let word = self.folded(index);
        let word = word.as_str();
        let in_sentence = is_latin(word) && self.after_space(index) && self.last_is_latin_text();
        self.labelled(index)
            .or_else(|| self.labelled_by_a_blank(index))
            .or_else(|| self.nobody(index, word))
            .or_else(|| self.channel(index, word))
            .or_else(|| self.name(index, word))
            .or_else(|| self.first_seen(index).filter(|_| !in_sentence))
            .or_else(|| self.likely_order(index))
            .or_else(|| words::measured(word))
            .or_else(|| words::kind(word, lexicon).filter(|_| !in_sentence))
            .or_else(|| words::tone(word, lexicon).filter(|_| !in_sentence && !self.goes_on(index, word)))
            .or_else(|| self.company(index, word))
            .or_else(|| {
                let there = self.tokens.iter().any(Token::is_free) || self.taken.contains(&Field::Summary);
                words::after_matter(word, &self.plain(index), lexicon).filter(|_| there)
            })
    }

    pub(super) fn range(&self, index: usize) -> Range<usize> {
        self.pieces.get(index).map(|piece| piece.range.clone()).unwrap_or_default()
    }

    /// Folded, without closing marks.
    pub(super) fn folded(&self, index: usize) -> String {
        let word = self.line.folded(self.range(index));
        word.trim_end_matches(['!', '。', '.', '?', '~', '…', ':']).to_owned()
    }

    pub(super) fn plain(&self, index: usize) -> String {
        self.line.plain(self.range(index))
    }

    pub(super) fn is_word(&self, index: usize) -> bool {
        self.pieces.get(index).is_some_and(|piece| piece.form == Form::Word)
    }

    /// Nothing but blanks parts a piece from the one before, and some do.
    pub(super) fn after_space(&self, index: usize) -> bool {
        let before = index.checked_sub(1).map_or(0, |before| self.range(before).end);
        let between = before..self.range(index).start;
        index > 0 && !between.is_empty() && self.line.only_blanks(between)
    }

    /// Latin words right behind each other, from a piece on.
    fn latin_words(&self, index: usize) -> Vec<String> {
        let run = (index..self.pieces.len()).take(5);
        let run = run.take_while(|at| self.is_word(*at) && (*at == index || self.after_space(*at)));
        run.map(|at| self.plain(at)).collect()
    }

    /// An English sentence goes on behind the word.
    fn goes_on(&self, index: usize, word: &str) -> bool {
        is_latin(word) && self.after_space(index + 1) && self.is_word(index + 1) && is_latin(&self.folded(index + 1))
    }

    /// `匿名`, `未显示号码`: no number; a word that may mean something else only at the beginning of the line.
    fn nobody(&self, index: usize, word: &str) -> Option<Found> {
        if !says_hidden(word) {
            return None;
        }
        let leads = index == 0 && (word.chars().count() > 1 || self.is_who(index + 1) || self.is_kind(index + 1));
        (leads || (without_number(word) && word.chars().count() > 3))
            .then(|| Found::text(Field::CallerNumber, "hidden"))
    }

    fn is_kind(&self, index: usize) -> bool {
        words::kind(&self.folded(index), self.rules.lexicon()).is_some()
    }

    fn channel(&self, index: usize, word: &str) -> Option<Found> {
        let before_who = self.is_who(index + 1);
        words::channel(word, before_who, self.rules.lexicon()).filter(|_| index == 0)
    }

    /// Whether a piece says who calls.
    fn is_who(&self, index: usize) -> bool {
        match self.pieces.get(index).map(|piece| &piece.form) {
            Some(Form::Phone { .. }) => true,
            Some(Form::Word) => self.name_with_title(index, &self.folded(index)).is_some(),
            _ => false,
        }
    }

    fn name(&self, index: usize, word: &str) -> Option<Found> {
        self.name_with_title(index, word).or_else(|| self.bare_name(index, word))
    }

    fn name_with_title(&self, index: usize, word: &str) -> Option<Found> {
        let words = self.latin_words(index);
        let before_number = matches!(self.pieces.get(index + 2).map(|next| &next.form), Some(Form::Phone { .. }));
        let small = before_number && who::is_small_name(&words, self.rules.lexicon());
        let count = if small { Some(1) } else { who::latin_name(&words, self.rules.lexicon()) };
        if let Some(count) = count {
            let name = words.get(1..=count)?.join(" ");
            let title = words.first()?;
            let title =
                Title { chars: title.chars().count(), leads: true, text: title.trim_end_matches('.').to_owned() };
            let found = Found::text(Field::CustomerName, name.trim_end_matches('.'));
            return Some(Found { title: Some(title), ..found }.of(count + 1));
        }
        let named = who::polite(word, self.rules.lexicon(), self.region)?;
        Some(Self::named(&named, &self.plain(index)))
    }

    pub(super) fn named(named: &who::Named, text: &str) -> Found {
        let chars: Vec<char> = text.chars().collect();
        let part = |range: Range<usize>| chars.get(range).unwrap_or_default().iter().collect::<String>();
        let (name, end) = (named.lead + named.name, named.lead + named.name + named.title);
        let found = Found::text(Field::CustomerName, &part(named.lead..name));
        let title = Title { chars: named.title, leads: false, text: part(name..end) };
        let found = Found { title: Some(title), ..found };
        if named.guess { found.guess() } else { found }
    }

    /// A full name without a title is only taken beside the number.
    fn bare_name(&self, index: usize, word: &str) -> Option<Found> {
        let behind = self.tokens.last().and_then(|token| token.as_field) == Some(Field::CallerNumber);
        let before =
            index == 0 && matches!(self.pieces.get(1).map(|next| &next.form), Some(Form::Phone { sure: true, .. }));
        let text = self.plain(index);
        let fits = (behind || before) && who::is_bare_name(word, self.rules.lexicon());
        fits.then(|| Found::text(Field::CustomerName, &text).guess())
    }

    fn first_seen(&self, index: usize) -> Option<Found> {
        let run = (index..self.pieces.len()).take(LONGEST_TIME);
        let run = run.take_while(|at| self.is_word(*at) && (*at == index || self.after_space(*at))).count();
        // `since 9:55`, `昨天 9:55`: the longer reading wins.
        (1..=run).rev().find_map(|count| {
            let text: Vec<String> = (index..index + count).map(|at| self.folded(at)).collect();
            self.moment(&text.join(" ")).map(|found| found.of(count))
        })
    }

    pub(super) fn moment(&self, text: &str) -> Option<Found> {
        let moment = when::first_seen(text, self.now, &self.rules.calendar)?;
        let found = Found::new(Field::FirstSeenAt, Value::At(moment.at));
        Some(if moment.guess { found.guess() } else { found })
    }

    fn likely_order(&self, index: usize) -> Option<Found> {
        let word = self.plain(index);
        let word = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        numbers::likely_order(word, &self.rules.manual.order_no).then(|| Found::text(Field::OrderNo, word).guess())
    }

    /// A number; what is more often a sum or a model only at the beginning of the line.
    fn phone(&self, index: usize) -> Option<Found> {
        let Form::Phone { typed, sure } = &self.pieces.get(index)?.form else { return None };
        let short = typed.chars().filter(char::is_ascii_digit).count() < 8;
        let leads = index == 0 || self.is_name_only(index);
        (*sure || !short || leads).then(|| number(typed, *sure))
    }

    /// Only a name stands before a piece.
    fn is_name_only(&self, index: usize) -> bool {
        self.tokens
            .iter()
            .all(|token| matches!(token.as_field, Some(Field::CustomerName | Field::Title | Field::Company)))
            && index > 0
    }

    fn company(&self, index: usize, word: &str) -> Option<Found> {
        let beside = match self.tokens.last().and_then(|token| token.as_field) {
            None => self.is_who(index + 1),
            Some(field) => matches!(field, Field::CallerNumber | Field::CustomerName | Field::Title | Field::Email),
        };
        if who::is_company(word, self.rules.lexicon()) {
            return beside.then(|| Found::text(Field::Company, &self.plain(index)).guess());
        }
        let words = self.latin_words(index);
        let count = who::latin_company(&words)?;
        Some(Found::text(Field::Company, &words.get(..count)?.join(" ")).guess().of(count))
    }

    /// Of an identity or card number only the tail is kept.
    pub(super) fn hidden_number(&self, index: usize) -> Found {
        Found::text(Field::Description, &secret::tail(&self.plain(index)))
    }

    fn last_is_latin_text(&self) -> bool {
        self.tokens
            .last()
            .is_some_and(|token| token.is_free() && token.text.ends_with(|c: char| c.is_ascii_alphabetic()))
    }

    /// Adds a token and says how many pieces it took.
    fn keep(&mut self, index: usize, found: &Found) -> usize {
        let range = self.range(index).start..self.range(index + found.pieces - 1).end;
        let is_secret = found.field == Field::Description;
        let mut added = match &found.title {
            Some(title) => self.name_and_title(range, found, title),
            None => vec![self.token(range, Some(found.field), Some(found.value.clone()), found.guess)],
        };
        if is_secret {
            self.take_its_name(&mut added);
        }
        self.taken.extend(added.iter().filter_map(|token| token.as_field));
        self.tokens.extend(added);
        found.pieces
    }

    fn name_and_title(&self, range: Range<usize>, found: &Found, title: &Title) -> Vec<Token> {
        let name = |range| self.token(range, Some(Field::CustomerName), Some(found.value.clone()), found.guess);
        let token = |range| self.token(range, Some(Field::Title), Some(Value::Text(title.text.clone())), found.guess);
        if title.leads {
            let cut = range.start + title.chars;
            let blanks = self.line.plain.iter().skip(cut).take_while(|c| c.is_whitespace()).count();
            return vec![token(range.start..cut), name(cut + blanks..range.end)];
        }
        // Behind a label the title is what the word ends with.
        let end = self.end_of(&range, &title.text);
        let cut = end - title.chars;
        vec![name(range.start..cut), token(cut..range.end)]
    }

    /// Where a title ends: marks may follow it.
    fn end_of(&self, range: &Range<usize>, title: &str) -> usize {
        let text = self.line.plain(range.clone());
        let at = text.rfind(title).map_or(text.len(), |at| at + title.len());
        range.start + text.get(..at).unwrap_or(&text).chars().count()
    }

    /// `身份证110…`: the word that names the number goes with its tail.
    fn take_its_name(&mut self, added: &mut [Token]) {
        let Some(secret) = added.first_mut() else { return };
        let names = |token: &Token| {
            let word = super::super::han::folded(&token.text);
            token.is_free() && self.rules.lexicon().is("secret", word.trim_end_matches([':', '号', ' ']))
        };
        if let Some(last) = self.tokens.pop_if(|token| names(token)) {
            let tail = match &secret.value {
                Some(Value::Text(tail)) => tail.clone(),
                _ => String::new(),
            };
            secret.value = Some(Value::Text(format!("{}{tail}", last.text)));
            secret.range.start = last.range.start;
            self.line.text.get(secret.range.clone()).unwrap_or_default().clone_into(&mut secret.text);
        }
    }

    /// Adds a word that was not understood; neighbours are one run, with what stands between them.
    fn keep_free(&mut self, range: &Range<usize>) -> usize {
        let bytes = self.line.bytes(range.clone());
        let start = match self.tokens.pop_if(|token| token.is_free()) {
            Some(last) => last.range.start,
            None => bytes.start,
        };
        let text = self.line.text.get(start..bytes.end).unwrap_or_default().to_owned();
        let value = Some(Value::Text(text.clone()));
        self.tokens.push(Token { range: start..bytes.end, text, as_field: Some(Field::Summary), value, guess: false });
        1
    }

    fn token(&self, range: Range<usize>, as_field: Option<Field>, value: Option<Value>, guess: bool) -> Token {
        let range = self.line.bytes(range);
        let text = self.line.text.get(range.clone()).unwrap_or_default().to_owned();
        Token { range, text, as_field, value, guess }
    }
}

pub(super) fn number(typed: &str, sure: bool) -> Found {
    let found = Found::text(Field::CallerNumber, typed);
    if sure { found } else { found.guess() }
}

/// Letters of an English sentence, so that single words of it are not taken out of it.
pub(super) fn is_latin(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '\'' | '.' | '-'))
}

//! The line as characters, and the pieces it falls into: what can be told by its form stands alone (numbers, addresses,
//! order numbers), the rest falls apart at blanks, marks and at names that are glued to something.

use std::ops::Range;

use super::super::han::folded;
use super::super::lexicon::Lexicon;
use super::super::phone::{Region, half_width};
use super::{numbers, who};

/// The line with what belongs to each of its characters.
pub struct Line<'a> {
    pub text: &'a str,
    /// Half width, as typed otherwise.
    pub plain: Vec<char>,
    /// Half width, small letters, Simplified.
    pub folded: Vec<char>,
    /// Where each character begins, and where the last ends.
    bytes: Vec<usize>,
}

/// What a piece is by its form alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    Word,
    /// An identity or card number.
    Secret,
    Email(String),
    /// A number behind a word that says it is an order's.
    Order(String),
    /// A telephone number; `sure` where its digits can hardly be anything else.
    Phone {
        typed: String,
        sure: bool,
    },
}

/// A stretch of the line, in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub range: Range<usize>,
    pub form: Form,
}

impl<'a> Line<'a> {
    pub fn new(text: &'a str) -> Self {
        let bytes = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
        Self { text, plain: half_width(text).chars().collect(), folded: folded(text).chars().collect(), bytes }
    }

    pub fn plain(&self, range: Range<usize>) -> String {
        self.plain.get(range).unwrap_or_default().iter().collect()
    }

    pub fn folded(&self, range: Range<usize>) -> String {
        self.folded.get(range).unwrap_or_default().iter().collect()
    }

    /// The same stretch in bytes of the line.
    pub fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let at = |index: usize| self.bytes.get(index).copied().unwrap_or(self.text.len());
        at(range.start)..at(range.end)
    }

    /// The same stretch in characters.
    pub fn chars(&self, bytes: Range<usize>) -> Range<usize> {
        let at = |byte: usize| self.bytes.partition_point(|start| *start < byte);
        at(bytes.start)..at(bytes.end)
    }

    pub fn typed(&self, range: Range<usize>) -> &'a str {
        self.text.get(self.bytes(range)).unwrap_or_default()
    }

    /// Whether nothing but blanks stands between two places.
    pub fn only_blanks(&self, range: Range<usize>) -> bool {
        self.plain.get(range).unwrap_or_default().iter().all(|c| c.is_whitespace())
    }
}

/// Marks that part words and say nothing themselves.
pub const fn is_mark(c: char) -> bool {
    matches!(c, ',' | ';' | '、' | '|' | '。' | ':' | '(' | ')' | '[' | ']' | '【' | '】' | '「' | '」' | '/' | '·')
}

/// The pieces of a line.
pub fn pieces(line: &Line<'_>, lexicon: &Lexicon, order_no: &str, region: Region) -> Vec<Piece> {
    let formed = numbers::formed(line, lexicon, order_no, region);
    let mut pieces = Vec::new();
    let mut from = 0;
    for piece in formed {
        pieces.extend(words(line, lexicon, from..piece.range.start));
        from = piece.range.end;
        pieces.push(piece);
    }
    pieces.extend(words(line, lexicon, from..line.plain.len()));
    pieces
}

/// The words of a stretch between formed pieces.
fn words(line: &Line<'_>, lexicon: &Lexicon, stretch: Range<usize>) -> Vec<Piece> {
    let mut words = Vec::new();
    let mut start = None;
    for at in stretch.clone() {
        if parts(line, at, &stretch) {
            words.extend(start.take().and_then(|start| trimmed(line, start..at, &stretch)));
        } else if start.is_none() {
            start = Some(at);
        }
    }
    words.extend(start.and_then(|start| trimmed(line, start..stretch.end, &stretch)));
    let cut = words.into_iter().flat_map(|word| who::unglued(line, lexicon, word));
    cut.map(|range| Piece { range, form: Form::Word }).collect()
}

/// Whether a character parts words: blanks, clause marks, and a slash between words; a comma inside a number parts nothing.
fn parts(line: &Line<'_>, at: usize, stretch: &Range<usize>) -> bool {
    let char = |at: Option<usize>| at.filter(|at| stretch.contains(at)).and_then(|at| line.plain.get(at)).copied();
    let (before, after) = (char(at.checked_sub(1)), char(Some(at + 1)));
    let digits = [before, after].iter().all(|c| c.is_some_and(|c| c.is_ascii_digit()));
    match char(Some(at)) {
        Some(',') => !digits,
        Some(';' | '、' | '|') => true,
        Some('/') => [before, after].iter().any(|c| c.is_none_or(|c| !c.is_ascii())),
        Some(c) => c.is_whitespace(),
        None => false,
    }
}

/// A word without the marks that only part it from a number, an address or a bracket; nothing where it is all marks.
fn trimmed(line: &Line<'_>, word: Range<usize>, stretch: &Range<usize>) -> Option<Range<usize>> {
    let mark = |at: usize| line.plain.get(at).is_some_and(|c| is_mark(*c));
    if word.clone().all(mark) {
        return None;
    }
    let lead = |at: usize| mark(at) && !matches!(line.plain.get(at), Some('(' | '[' | '【' | '「'));
    let touches = word.start == stretch.start;
    let start = if touches { word.clone().find(|at| !lead(*at)).unwrap_or(word.start) } else { word.start };
    Some(start..word.end)
}

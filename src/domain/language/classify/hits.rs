//! Words of the vocabulary in a text.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::super::han::folded;
use super::{Because, SAFETY};
use crate::manual::{Manual, Vocab, VocabMeta};

/// Characters an ellipsis in a word may stand for.
const GAP: usize = 8;
/// What words inside such a word point to does not count: 多媒体 is no 媒体.
const EXCEPTION: &str = "tone.exception";
/// 预防…: what follows has not happened.
const PREVENTS: &str = "tone.prevents";
/// Characters between a word of prevention and what it prevents.
const PREVENTED: usize = 4;

/// The manual's vocabulary, ready to be looked for.
#[derive(Debug, Clone)]
pub struct Classifier {
    pub(super) words: Vec<Word>,
    /// Which words begin with each piece: a note holds few of them, and only those are looked at.
    begin: Vec<Vec<usize>>,
    /// Finds every piece of every word in one pass; `None` without vocabulary.
    pieces: Option<AhoCorasick>,
    negation: Vec<Vec<char>>,
    pub(super) meta: VocabMeta,
    pub(super) categories: Vec<String>,
}

/// A word of the vocabulary.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// In plain width, lower case and Simplified characters: two spellings of a word are one.
    pub folded: String,
    /// What stands between ellipses, as indices of the automaton's patterns.
    pieces: Vec<usize>,
    pub target: String,
    pub weight: u32,
    keep_negated: bool,
}

impl Word {
    /// It points to nothing itself and only says how the others are meant.
    pub fn is_tone(&self) -> bool {
        self.target.starts_with("tone.")
    }
}

/// A word found, in characters of the folded text.
pub(super) struct Hit<'a> {
    pub word: &'a Word,
    start: usize,
    end: usize,
}

impl Hit<'_> {
    /// What it led to, with the characters of the text it was found in: folding changes them one by one.
    pub fn because(&self, typed: &str) -> Because {
        let word = typed.chars().skip(self.start).take(self.end - self.start).collect();
        Because { word, target: self.word.target.clone(), weight: self.word.weight }
    }

    fn family(&self) -> &str {
        self.word.target.split('.').next().unwrap_or_default()
    }

    fn contains(&self, other: &Self) -> bool {
        self.end - self.start > other.end - other.start && self.start <= other.start && other.end <= self.end
    }
}

impl Classifier {
    /// The classifier of a manual.
    pub fn new(manual: &Manual) -> Self {
        let mut patterns = Vec::new();
        let mut known = HashMap::new();
        let mut words = Vec::new();
        for group in &manual.vocab {
            for text in &group.words {
                words.extend(word(group, folded(text), (&mut patterns, &mut known)));
            }
        }
        let mut begin = vec![Vec::new(); patterns.len()];
        for (index, word) in words.iter().enumerate() {
            if let Some(begin) = word.pieces.first().and_then(|piece| begin.get_mut(*piece)) {
                begin.push(index);
            }
        }
        let pieces = if patterns.is_empty() { None } else { automaton(&patterns) };
        let categories = manual
            .categories
            .iter()
            .flat_map(|top| top.subs.iter().map(move |sub| format!("{}.{}", top.id, sub.id)))
            .collect();
        let meta = manual.vocab_meta.clone();
        let negation = meta.negation.iter().map(|word| folded(word).chars().collect()).collect();
        Self { words, begin, pieces, negation, meta, categories }
    }

    /// Every word heard, without those another word takes back or holds.
    pub(super) fn hits(&self, folded: &str) -> Vec<Hit<'_>> {
        let places = self.places(folded);
        let chars: Vec<char> = folded.chars().collect();
        let mut hits: Vec<Hit<'_>> = self
            .begun(&places)
            .flat_map(|word| spans(word, &places).into_iter().map(move |(start, end)| Hit { word, start, end }))
            .filter(|hit| stands_free(&chars, hit) && !self.taken_back(&chars, hit))
            .collect();
        let shadowed: Vec<bool> = hits.iter().map(|hit| hits.iter().any(|other| shadows(other, hit))).collect();
        let mut shadowed = shadowed.into_iter();
        hits.retain(|_| shadowed.next() == Some(false));
        hits
    }

    /// Whether a word of a target may be heard: its first piece stands in the text.
    pub(super) fn may_hold(&self, folded: &str, target: &str) -> bool {
        let found = self.pieces.iter().flat_map(|pieces| pieces.find_overlapping_iter(folded));
        let mut begun = found.filter_map(|found| self.begin.get(found.pattern().as_usize())).flatten();
        begun.any(|index| self.words.get(*index).is_some_and(|word| word.target == target))
    }

    /// The words whose first piece was found, in the order of the manual.
    fn begun(&self, places: &Places) -> impl Iterator<Item = &Word> {
        let mut begun: Vec<usize> =
            places.keys().filter_map(|piece| self.begin.get(*piece)).flatten().copied().collect();
        begun.sort_unstable();
        begun.into_iter().filter_map(|index| self.words.get(index))
    }

    /// A word that counts even behind a negation is taken back by none but danger, right behind it: 没冒烟.
    fn taken_back(&self, chars: &[char], hit: &Hit<'_>) -> bool {
        if hit.word.keep_negated {
            hit.word.target == SAFETY && self.ends_negated(chars.get(..hit.start).unwrap_or_default())
        } else {
            self.negated(chars, hit.start)
        }
    }

    fn ends_negated(&self, before: &[char]) -> bool {
        self.negation.iter().any(|word| before.ends_with(word))
    }

    /// Where each piece stands.
    fn places(&self, folded: &str) -> Places {
        let mut char_at = vec![0; folded.len() + 1];
        for (index, (byte, _)) in folded.char_indices().chain([(folded.len(), ' ')]).enumerate() {
            if let Some(place) = char_at.get_mut(byte) {
                *place = index;
            }
        }
        let at = |byte: usize| char_at.get(byte).copied().unwrap_or(0);
        let mut places = Places::new();
        for found in self.pieces.iter().flat_map(|pieces| pieces.find_overlapping_iter(folded)) {
            places.entry(found.pattern().as_usize()).or_default().push((at(found.start()), at(found.end())));
        }
        places
    }

    /// Whether a negation ends right before a place, or one character before it.
    fn negated(&self, chars: &[char], start: usize) -> bool {
        let before = chars.get(..start).unwrap_or_default();
        let one_less = before.split_last().map_or(&[][..], |(_, rest)| rest);
        self.ends_negated(before) || self.ends_negated(one_less)
    }
}

/// Pattern → spans in characters.
type Places = HashMap<usize, Vec<(usize, usize)>>;

/// The plainest automaton: notes are short, and making a faster one costs more than it would ever save.
fn automaton(patterns: &[String]) -> Option<AhoCorasick> {
    AhoCorasick::builder().kind(Some(AhoCorasickKind::NoncontiguousNFA)).build(patterns).ok()
}

/// The automaton's patterns, and which of them are known already.
type Patterns<'a> = (&'a mut Vec<String>, &'a mut HashMap<String, usize>);

fn word(group: &Vocab, folded: String, (patterns, known): Patterns<'_>) -> Option<Word> {
    let pieces: Vec<usize> = folded
        .split('…')
        .filter(|piece| !piece.is_empty())
        .map(|piece| {
            *known.entry(piece.to_owned()).or_insert_with(|| {
                patterns.push(piece.to_owned());
                patterns.len() - 1
            })
        })
        .collect();
    let word =
        Word { folded, pieces, target: group.target.clone(), weight: group.weight, keep_negated: group.keep_negated };
    (!word.pieces.is_empty()).then_some(word)
}

/// Where a word stands: its pieces in order, each within the gap of the one before.
fn spans(word: &Word, places: &Places) -> Vec<(usize, usize)> {
    let none = Vec::new();
    let mut pieces = word.pieces.iter().map(|piece| places.get(piece).unwrap_or(&none));
    let mut spans = pieces.next().cloned().unwrap_or_default();
    for next in pieces {
        spans = spans
            .into_iter()
            .filter_map(|(start, end)| {
                let follows = next.iter().find(|(begin, _)| (end..=end + GAP).contains(begin));
                follows.map(|(_, last)| (start, *last))
            })
            .collect();
    }
    spans
}

/// A longer word hides one inside it that points to the same sort of thing; an exception hides every one inside it, and a
/// word of prevention takes back the danger right behind it.
fn shadows(long: &Hit<'_>, short: &Hit<'_>) -> bool {
    let prevented = long.word.target == PREVENTS
        && short.word.target == SAFETY
        && (long.end..=long.end + PREVENTED).contains(&short.start);
    prevented || (long.contains(short) && (long.word.target == EXCEPTION || long.family() == short.family()))
}

/// A Latin word is none inside another: `fire` in `fired`.
fn stands_free(chars: &[char], hit: &Hit<'_>) -> bool {
    let latin = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_alphanumeric);
    let cuts = |inside: usize, outside: Option<usize>| latin(Some(inside)) && latin(outside);
    !cuts(hit.start, hit.start.checked_sub(1)) && !cuts(hit.end.saturating_sub(1), Some(hit.end))
}

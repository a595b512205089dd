//! A suggestion of kind, category, mood and urgency from the words of a note, which a person confirms with a key.
//!
//! Below a score of three nothing is suggested: a wrong guess costs more than a choice of three keys. Words never set a
//! level; words of danger only raise the question whether anybody is at risk.

use std::collections::{BTreeMap, HashMap};

use aho_corasick::AhoCorasick;

use super::han::Simplifier;
use super::phone::half_width_char;
use crate::code::{Emotion, Impact, Kind, Urgency};
use crate::manual::{Manual, Vocab, VocabMeta};

/// Below this nothing is suggested.
pub const LEAST_SCORE: u32 = 3;
/// Characters an ellipsis in a word may stand for.
const GAP: usize = 8;
/// The category whose words ask "is anybody hurt?".
const SAFETY: &str = "category.product.safety";
/// A word of this weight names the matter outright.
const EXPLICIT: u32 = 5;

/// What the words of a note point to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suggestion {
    /// The kind with its score.
    pub kind: Option<(Kind, u32)>,
    /// The category (`top.sub`) with its score; only for complaints and, below product, for faults.
    pub category: Option<(String, u32)>,
    /// The mood.
    pub emotion: Option<Emotion>,
    /// How much is affected.
    pub impact: Option<Impact>,
    /// How soon it is needed.
    pub urgency: Option<Urgency>,
    /// `repeat`, `supervisor`, `vulnerable`.
    pub signals: Vec<String>,
    /// Somebody may be in danger: ask.
    pub safety: bool,
    /// Words that counted, in the order of the manual.
    pub found: Vec<String>,
}

/// The manual's vocabulary, ready to be looked for.
#[derive(Debug, Clone)]
pub struct Classifier {
    words: Vec<Word>,
    /// Finds every piece of every word in one pass; `None` without vocabulary.
    pieces: Option<AhoCorasick>,
    negation: Vec<String>,
    meta: VocabMeta,
    categories: Vec<String>,
    script: Simplifier,
}

#[derive(Debug, Clone)]
struct Word {
    text: String,
    /// In plain width, lower case and Simplified characters: two spellings of a word are one.
    folded: String,
    /// What stands between ellipses, as indices of the automaton's patterns.
    pieces: Vec<usize>,
    target: String,
    weight: u32,
    keep_negated: bool,
}

/// A word found, in characters of the folded text.
struct Hit<'a> {
    word: &'a Word,
    start: usize,
    end: usize,
}

impl Hit<'_> {
    fn family(&self) -> &str {
        self.word.target.split('.').next().unwrap_or_default()
    }
}

impl Classifier {
    /// The classifier of a manual.
    pub fn new(manual: &Manual) -> Self {
        let script = Simplifier::default();
        let mut patterns = Vec::new();
        let mut known = HashMap::new();
        let mut words = Vec::new();
        for group in &manual.vocab {
            for text in &group.words {
                words.extend(word(group, text, fold(text, &script), (&mut patterns, &mut known)));
            }
        }
        let pieces = if patterns.is_empty() { None } else { AhoCorasick::new(&patterns).ok() };
        let categories = manual
            .categories
            .iter()
            .flat_map(|top| top.subs.iter().map(move |sub| format!("{}.{}", top.id, sub.id)))
            .collect();
        let meta = manual.vocab_meta.clone();
        let negation = meta.negation.iter().map(|word| fold(word, &script)).collect();
        Self { words, pieces, negation, meta, categories, script }
    }

    fn hits(&self, folded: &str) -> Vec<Hit<'_>> {
        let places = self.places(folded);
        let chars: Vec<char> = folded.chars().collect();
        let mut hits: Vec<Hit<'_>> = self
            .words
            .iter()
            .flat_map(|word| spans(word, &places).into_iter().map(move |(start, end)| Hit { word, start, end }))
            .filter(|hit| hit.word.keep_negated || !self.negated(&chars, hit.start))
            .collect();
        let shadowed: Vec<bool> = hits.iter().map(|hit| hits.iter().any(|other| shadows(other, hit))).collect();
        let mut shadowed = shadowed.into_iter();
        hits.retain(|_| shadowed.next() == Some(false));
        hits
    }

    /// Where each piece stands: pattern → spans in characters.
    fn places(&self, folded: &str) -> HashMap<usize, Vec<(usize, usize)>> {
        let mut char_at = vec![0; folded.len() + 1];
        for (index, (byte, _)) in folded.char_indices().chain([(folded.len(), ' ')]).enumerate() {
            if let Some(place) = char_at.get_mut(byte) {
                *place = index;
            }
        }
        let at = |byte: usize| char_at.get(byte).copied().unwrap_or(0);
        let mut places: HashMap<usize, Vec<(usize, usize)>> = HashMap::new();
        for found in self.pieces.iter().flat_map(|pieces| pieces.find_overlapping_iter(folded)) {
            places.entry(found.pattern().as_usize()).or_default().push((at(found.start()), at(found.end())));
        }
        places
    }

    /// Whether a negation ends right before a place, or one character before it.
    fn negated(&self, chars: &[char], start: usize) -> bool {
        let before = chars.get(..start).unwrap_or_default();
        let one_less = before.split_last().map_or(&[][..], |(_, rest)| rest);
        self.negation.iter().any(|word| {
            let word: Vec<char> = word.chars().collect();
            before.ends_with(&word) || one_less.ends_with(&word)
        })
    }
}

/// The automaton's patterns, and which of them are known already.
type Patterns<'a> = (&'a mut Vec<String>, &'a mut HashMap<String, usize>);

fn word(group: &Vocab, text: &str, folded: String, (patterns, known): Patterns<'_>) -> Option<Word> {
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
    let word = Word {
        text: text.to_owned(),
        folded,
        pieces,
        target: group.target.clone(),
        weight: group.weight,
        keep_negated: group.keep_negated,
    };
    (!word.pieces.is_empty()).then_some(word)
}

/// Plain width, lower case and Simplified characters, so that `ＡＰＰ` and `app`, `壞了` and `坏了` are one word.
fn fold(text: &str, script: &Simplifier) -> String {
    text.chars().map(half_width_char).flat_map(char::to_lowercase).map(|char| script.char(char)).collect()
}

/// Where a word stands: its pieces in order, each within the gap of the one before.
fn spans(word: &Word, places: &HashMap<usize, Vec<(usize, usize)>>) -> Vec<(usize, usize)> {
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

fn shadows(long: &Hit<'_>, short: &Hit<'_>) -> bool {
    long.end - long.start > short.end - short.start
        && long.start <= short.start
        && short.end <= long.end
        && long.family() == short.family()
}

/// What a text points to.
pub fn suggest(classifier: &Classifier, text: &str) -> Suggestion {
    let hits = classifier.hits(&fold(text, &classifier.script));
    // A word counts once per target, at its highest weight.
    let mut weights: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for hit in &hits {
        let weight = weights.entry((&hit.word.target, &hit.word.folded)).or_default();
        *weight = hit.word.weight.max(*weight);
    }
    let mut scores: BTreeMap<&str, u32> = BTreeMap::new();
    for ((target, _), weight) in &weights {
        *scores.entry(target).or_default() += weight;
    }
    let explicit = hits.iter().any(|hit| hit.word.target == "kind.complaint" && hit.word.weight >= EXPLICIT);
    let kind = kind(classifier, &scores, explicit);
    let meta = &classifier.meta;
    Suggestion {
        kind,
        category: category(classifier, &scores, kind),
        emotion: best(&scores, "emotion", &meta.emotion_order, Emotion::as_str),
        impact: best(&scores, "impact", &meta.impact_order, Impact::as_str),
        urgency: best(&scores, "urgency", &meta.urgency_order, Urgency::as_str),
        signals: scores.keys().filter_map(|target| target.strip_prefix("signal.")).map(ToOwned::to_owned).collect(),
        safety: scores.contains_key(SAFETY),
        found: found(classifier, &weights),
    }
}

fn found(classifier: &Classifier, weights: &BTreeMap<(&str, &str), u32>) -> Vec<String> {
    let mut found: Vec<&Word> = Vec::new();
    for word in &classifier.words {
        let known = found.iter().any(|earlier| earlier.folded == word.folded);
        if weights.contains_key(&(word.target.as_str(), word.folded.as_str())) && !known {
            found.push(word);
        }
    }
    found.into_iter().map(|word| word.text.clone()).collect()
}

/// The first of the best scores, in the order given; nothing below the least score.
fn best<C: Copy>(
    scores: &BTreeMap<&str, u32>,
    family: &str,
    order: &[C],
    name: impl Fn(C) -> &'static str,
) -> Option<C> {
    let score = |code: C| scores.get(format!("{family}.{}", name(code)).as_str()).copied().unwrap_or(0);
    let highest = order.iter().map(|code| score(*code)).max().filter(|score| *score >= LEAST_SCORE)?;
    order.iter().copied().find(|code| score(*code) == highest)
}

fn kind(classifier: &Classifier, scores: &BTreeMap<&str, u32>, explicit: bool) -> Option<(Kind, u32)> {
    let meta = &classifier.meta;
    let (vote, strength) = vote(classifier, scores).unzip();
    let score = |kind: Kind| {
        let words = scores.get(format!("kind.{}", kind.as_str()).as_str()).copied().unwrap_or(0);
        words + strength.filter(|_| vote == Some(kind)).unwrap_or(0)
    };
    let best = if explicit {
        Some(Kind::Complaint)
    } else {
        let highest = meta.kind_order.iter().map(|kind| score(*kind)).max()?;
        meta.kind_order.iter().copied().find(|kind| score(*kind) == highest)
    };
    best.map(|kind| (kind, score(kind))).filter(|(_, score)| *score >= LEAST_SCORE)
}

/// The best category speaks for the kind it usually is.
fn vote(classifier: &Classifier, scores: &BTreeMap<&str, u32>) -> Option<(Kind, u32)> {
    let meta = &classifier.meta;
    let (category, score) = best_category(classifier, scores, |_| true)?;
    let most = if meta.vote_weak.contains(&category) { meta.vote_weak_max } else { meta.vote_max };
    let kind = if meta.vote_fault.contains(&category) { Kind::Fault } else { Kind::Complaint };
    Some((kind, score.min(most)))
}

fn best_category(
    classifier: &Classifier,
    scores: &BTreeMap<&str, u32>,
    allowed: impl Fn(&str) -> bool,
) -> Option<(String, u32)> {
    let score = |category: &str| scores.get(format!("category.{category}").as_str()).copied().unwrap_or(0);
    let mut best: Option<(&String, u32)> = None;
    for category in classifier.categories.iter().filter(|category| allowed(category)) {
        let score = score(category);
        if score > best.map_or(0, |(_, best)| best) {
            best = Some((category, score));
        }
    }
    best.map(|(category, score)| (category.clone(), score))
}

fn category(classifier: &Classifier, scores: &BTreeMap<&str, u32>, kind: Option<(Kind, u32)>) -> Option<(String, u32)> {
    let best = match kind?.0 {
        Kind::Complaint => best_category(classifier, scores, |_| true),
        Kind::Fault => best_category(classifier, scores, |category| category.starts_with("product.")),
        _ => None,
    };
    best.filter(|(_, score)| *score >= LEAST_SCORE)
}

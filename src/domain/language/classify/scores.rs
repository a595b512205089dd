//! What words come to together: kind and category, or nothing where they do not say enough.

use std::collections::BTreeMap;

use super::LEAST_SCORE;
use super::hits::{Classifier, Hit};
use crate::code::Kind;

/// A word of this weight names the matter outright.
const EXPLICIT: u32 = 5;
/// Words that say the call is made to praise.
pub const TO_PRAISE: &str = "tone.to_praise";
/// What the caller is said to be in front of what they want.
const CALLERS: [&str; 9] = ["客户", "顾客", "用户", "来电", "会员", "客户来电", "the customer", "customer", "caller"];
/// What they are said to do.
const SAYS: [&str; 8] = ["反映", "表示", "称", "说", "来电", "要", "想", "需要"];

/// Weights by target; a word counts once per target, at its highest weight.
pub struct Scores<'a> {
    by_target: BTreeMap<&'a str, u32>,
    /// The word for a complaint itself was heard.
    explicit: bool,
}

impl<'a> Scores<'a> {
    pub fn of(hits: &[Hit<'a>]) -> Self {
        let mut weights: BTreeMap<(&str, &str), u32> = BTreeMap::new();
        for hit in hits {
            let weight = weights.entry((&hit.word.target, &hit.word.folded)).or_default();
            *weight = hit.word.weight.max(*weight);
        }
        let mut by_target: BTreeMap<&str, u32> = BTreeMap::new();
        for ((target, _), weight) in weights {
            *by_target.entry(target).or_default() += weight;
        }
        let explicit = hits.iter().any(|hit| hit.word.target == "kind.complaint" && hit.word.weight >= EXPLICIT);
        Self { by_target, explicit }
    }

    fn score(&self, family: &str, code: &str) -> u32 {
        self.by_target.get(format!("{family}.{code}").as_str()).copied().unwrap_or(0)
    }

    pub fn has(&self, target: &str) -> bool {
        self.by_target.contains_key(target)
    }

    /// The first of the best scores, in the order given; nothing below the least score.
    pub fn best<C: Copy>(&self, family: &str, order: &[C], name: impl Fn(C) -> &'static str) -> Option<C> {
        let score = |code: C| self.score(family, name(code));
        let highest = order.iter().map(|code| score(*code)).max().filter(|score| *score >= LEAST_SCORE)?;
        order.iter().copied().find(|code| score(*code) == highest)
    }

    pub fn signals(&self) -> Vec<String> {
        self.by_target.keys().filter_map(|target| target.strip_prefix("signal.")).map(ToOwned::to_owned).collect()
    }

    /// Somebody says they call to praise, and nothing went wrong.
    pub fn names_praise(&self) -> bool {
        self.has(TO_PRAISE) && !self.went_wrong()
    }

    /// Something is praised and nothing went wrong.
    pub fn is_praise(&self) -> bool {
        self.has("tone.praise") && !self.went_wrong()
    }

    /// Something went wrong, whatever it is.
    fn went_wrong(&self) -> bool {
        ["tone.trouble", "kind.complaint", "kind.fault"].iter().any(|target| self.has(target))
    }

    /// Something is asked and nothing went wrong.
    fn only_asks(&self) -> bool {
        self.has("tone.question") && !self.went_wrong()
    }

    /// A category's words; things alone, such as a refund, name one only where something went wrong with them.
    fn of_category(&self, category: &str) -> u32 {
        let score = self.score("category", category);
        if score > 0 && self.has("tone.trouble") { score + 1 } else { score }
    }
}

/// The kind an agent named first: `咨询…`, `客户投诉…`.
pub fn opening(classifier: &Classifier, text: &str) -> Option<Kind> {
    let rest = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let cut = |rest: &'_ str, words: &[&str]| -> usize {
        words.iter().filter(|word| rest.starts_with(**word)).map(|word| word.len()).max().unwrap_or(0)
    };
    let rest = rest.get(cut(rest, &CALLERS)..).unwrap_or_default().trim_start();
    let rest = rest.get(cut(rest, &SAYS)..).unwrap_or_default().trim_start();
    let opens = |kind: &&Kind| {
        let target = format!("tone.opens.{}", kind.as_str());
        classifier.words.iter().any(|word| word.target == target && rest.starts_with(&word.folded))
    };
    classifier.meta.kind_order.iter().find(opens).copied()
}

/// The kind with its score.
pub fn kind(classifier: &Classifier, scores: &Scores<'_>, opening: Option<Kind>) -> Option<(Kind, u32)> {
    let meta = &classifier.meta;
    let (vote, strength) = vote(classifier, scores).unzip();
    let score = |kind: Kind| {
        let words = scores.score("kind", kind.as_str());
        words + strength.filter(|_| vote == Some(kind)).unwrap_or(0)
    };
    if let Some(kind) = opening {
        return Some((kind, score(kind).max(EXPLICIT)));
    }
    if scores.explicit {
        return Some((Kind::Complaint, score(Kind::Complaint)));
    }
    if scores.is_praise() {
        return None;
    }
    let suggests = score(Kind::Suggestion) >= LEAST_SCORE;
    if scores.only_asks() && !suggests && vote.is_none() {
        return Some((Kind::Enquiry, score(Kind::Enquiry).max(LEAST_SCORE)));
    }
    let highest = meta.kind_order.iter().map(|kind| score(*kind)).max()?;
    let best = meta.kind_order.iter().copied().find(|kind| score(*kind) == highest);
    best.map(|kind| (kind, score(kind))).filter(|(_, score)| *score >= LEAST_SCORE)
}

/// The best category speaks for the kind it usually is.
fn vote(classifier: &Classifier, scores: &Scores<'_>) -> Option<(Kind, u32)> {
    let meta = &classifier.meta;
    let (category, score) = best_category(classifier, scores, |_| true)?;
    let most = if meta.vote_weak.contains(&category) { meta.vote_weak_max } else { meta.vote_max };
    let kind = if meta.vote_fault.contains(&category) { Kind::Fault } else { Kind::Complaint };
    Some((kind, score.min(most)))
}

fn best_category(
    classifier: &Classifier,
    scores: &Scores<'_>,
    allowed: impl Fn(&str) -> bool,
) -> Option<(String, u32)> {
    let mut best: Option<(&String, u32)> = None;
    for category in classifier.categories.iter().filter(|category| allowed(category)) {
        let score = scores.of_category(category);
        if score > best.map_or(0, |(_, best)| best) {
            best = Some((category, score));
        }
    }
    best.map(|(category, score)| (category.clone(), score)).filter(|(_, score)| *score >= LEAST_SCORE)
}

/// The category with its score; only for complaints and, below product, for faults.
pub fn category(classifier: &Classifier, scores: &Scores<'_>, kind: Option<(Kind, u32)>) -> Option<(String, u32)> {
    match kind?.0 {
        Kind::Complaint => best_category(classifier, scores, |_| true),
        Kind::Fault => best_category(classifier, scores, |category| category.starts_with("product.")),
        _ => None,
    }
}

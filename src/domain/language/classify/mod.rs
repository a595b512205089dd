//! A suggestion of kind, category, mood and urgency from the words of a note, which a person confirms with a key.
//!
//! Below a score of three nothing is suggested: a wrong guess costs more than a choice of three keys. Words never set a
//! level; words of danger only raise the question whether anybody is at risk.

mod hits;
mod scores;

use std::sync::OnceLock;

use super::han::folded;
use super::lexicon::Lexicon;
use crate::code::{Emotion, Impact, Kind, Urgency};
use crate::manual::Manual;
use hits::Hit;
use scores::Scores;

pub use hits::Classifier;

/// Below this nothing is suggested.
pub const LEAST_SCORE: u32 = 3;
/// The category whose words ask "is anybody hurt?".
const SAFETY: &str = "category.product.safety";

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
    /// Somebody is praised, and nothing else is wanted.
    pub praise: bool,
    /// Which of them led to what.
    pub because: Vec<Because>,
}

/// What the words of one manual are found by, each made when it is first needed: no start waits for it.
#[derive(Debug, Clone, Default)]
pub struct Ear {
    classifier: OnceLock<Classifier>,
    lexicon: OnceLock<Lexicon>,
}

impl Ear {
    /// What a text points to.
    pub fn suggest(&self, manual: &Manual, typed: &str) -> Suggestion {
        suggest(self.classifier(manual), typed)
    }

    /// Whether somebody is praised and nothing else is wanted, as [`Suggestion::praise`] says it. Rows ask this at every
    /// save, and nearly no words praise: those cost one look.
    pub fn praises(&self, manual: &Manual, typed: &str) -> bool {
        let classifier = self.classifier(manual);
        classifier.may_hold(&folded(typed), scores::TO_PRAISE) && suggest(classifier, typed).praise
    }

    fn classifier(&self, manual: &Manual) -> &Classifier {
        self.classifier.get_or_init(|| Classifier::new(manual))
    }

    /// What words of the intake line mean.
    pub fn lexicon(&self, manual: &Manual) -> &Lexicon {
        self.lexicon.get_or_init(|| Lexicon::new(manual))
    }
}

/// It holds nothing its manual does not say.
impl PartialEq for Ear {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

/// A word of the manual that was heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Because {
    /// The word as it stands in the text.
    pub word: String,
    /// What it points to: `kind.fault`, `category.product.safety` …
    pub target: String,
    /// How strongly.
    pub weight: u32,
}

/// What a text points to.
pub fn suggest(classifier: &Classifier, typed: &str) -> Suggestion {
    let text = folded(typed);
    let hits = classifier.hits(&text);
    let scores = Scores::of(&hits);
    let kind = scores::kind(classifier, &scores, scores::opening(classifier, &text));
    let meta = &classifier.meta;
    let emotion = scores.best("emotion", &meta.emotion_order, Emotion::as_str);
    // Whoever praises is in no bad mood: 每次都很满意 is no complaint about every time.
    let emotion = emotion.filter(|emotion| !(scores.is_praise() && *emotion == Emotion::Annoyed));
    Suggestion {
        kind,
        category: scores::category(classifier, &scores, kind),
        emotion,
        impact: scores.best("impact", &meta.impact_order, Impact::as_str),
        urgency: scores.best("urgency", &meta.urgency_order, Urgency::as_str),
        signals: scores.signals(),
        safety: scores.has(SAFETY),
        praise: kind.is_none() && scores.names_praise(),
        because: because(&hits, typed),
    }
}

/// Every word once per target, however often and in whatever spelling it stands there.
fn because(hits: &[Hit<'_>], typed: &str) -> Vec<Because> {
    let mut heard: Vec<&Hit<'_>> = Vec::new();
    for hit in hits.iter().filter(|hit| !hit.word.is_tone()) {
        if !heard.iter().any(|one| one.word.target == hit.word.target && one.word.folded == hit.word.folded) {
            heard.push(hit);
        }
    }
    heard.into_iter().map(|hit| hit.because(typed)).collect()
}

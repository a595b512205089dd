//! Which scripted phrases fit the moment, and their blanks filled from the case.

use super::manual::{Manual, Phrase};
use super::{Channel, Emotion, Kind, Level, Stage};

/// How many phrases the rail shows; the others are one key further.
pub const RAIL: usize = 5;

/// The moment a phrase has to fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhraseContext {
    /// The step of the case.
    pub stage: Stage,
    /// The channel of the present contact; calls we make are outbound.
    pub channel: Channel,
    /// What the case is about, once known.
    pub kind: Option<Kind>,
    /// The level, once graded.
    pub level: Option<Level>,
    /// The customer's mood, as heard.
    pub emotion: Option<Emotion>,
    /// A note to colleagues is being written.
    pub note: bool,
}

/// Every phrase that fits: first those for the present mood, then those for the kind or level, then the rest, each in
/// the order of the manual.
pub fn fitting<'a>(manual: &'a Manual, context: &PhraseContext) -> Vec<&'a Phrase> {
    let mut phrases: Vec<&Phrase> = manual.phrases.iter().filter(|phrase| fits(phrase, context)).collect();
    phrases.sort_by_key(|phrase| rank(phrase, *context));
    phrases
}

/// Whether a phrase fits the moment; the mood never excludes one.
pub fn fits(phrase: &Phrase, context: &PhraseContext) -> bool {
    fits_channel(phrase, *context)
        && fits_stage(phrase, *context)
        && (phrase.kind.is_empty() || context.kind.is_some_and(|kind| phrase.kind.contains(&kind)))
        && (phrase.level.is_empty() || context.level.is_some_and(|level| phrase.level.contains(&level)))
}

fn fits_channel(phrase: &Phrase, context: PhraseContext) -> bool {
    let names = |channel: &str| phrase.channel.iter().any(|name| name == channel);
    names(context.channel.as_str())
        || (context.channel == Channel::Outbound && names(Channel::Phone.as_str()))
        || (context.note && names("internal"))
}

fn fits_stage(phrase: &Phrase, context: PhraseContext) -> bool {
    let always = match phrase.group.as_str() {
        "calm" | "hold" | "wait" | "transfer" => true,
        "callback" | "care" | "survey" => context.channel == Channel::Outbound,
        _ => false,
    };
    always || phrase.stage == context.stage || Some(phrase.stage) == before(context.stage)
}

fn before(stage: Stage) -> Option<Stage> {
    let index = Stage::ALL.iter().position(|one| *one == stage)?;
    index.checked_sub(1).and_then(|index| Stage::ALL.get(index)).copied()
}

fn rank(phrase: &Phrase, context: PhraseContext) -> u8 {
    if context.emotion.is_some_and(|emotion| phrase.emotion.contains(&emotion)) {
        0
    } else {
        u8::from(phrase.kind.is_empty() && phrase.level.is_empty()) + 1
    }
}

/// A part of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words of the phrase.
    Text(String),
    /// A blank filled from the case.
    Filled {
        /// The blank's name.
        slot: String,
        /// What was put in.
        text: String,
    },
    /// A blank nobody filled; to be shown, never spoken.
    Blank(String),
}

/// The phrase with each `{slot}` filled, or kept as a blank where nothing (or nothing but spaces) is known.
pub fn fill(template: &str, value: &dyn Fn(&str) -> Option<String>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some((text, slot, after)) = next_slot(rest) {
        push_text(&mut pieces, text);
        pieces.push(match value(slot).filter(|text| !text.trim().is_empty()) {
            Some(text) => Piece::Filled { slot: slot.to_owned(), text },
            None => Piece::Blank(slot.to_owned()),
        });
        rest = after;
    }
    push_text(&mut pieces, rest);
    pieces
}

/// Words before the next blank, its name, and what follows.
fn next_slot(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (slot, after) = rest.split_once('}')?;
    Some((before, slot, after))
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    if !text.is_empty() {
        pieces.push(Piece::Text(text.to_owned()));
    }
}

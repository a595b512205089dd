//! What to say now: which of the manual's phrases stand beside a moment, and in which order.
//!
//! The rules are a trainer's (A: what may be said at all; B: who comes first; C: the other places); what a phrase is for
//! stands in its data, so that a company's own phrases take part. Nothing here knows a phrase by its id.

pub mod blanks;
mod code;
mod may;
mod moment;
mod rank;

pub use blanks::{Piece, blanks, fill};
pub use code::{Callback, Debt, Doing, LineEvent, Need, Owed, PlanStanding, Telephone};
pub use may::{is_sayable, suits};
pub use moment::Moment;

use crate::manual::{Manual, Phrase};
use rank::{Layer, Rank};

/// How many phrases the rail shows; the others are one key further.
pub const RAIL: usize = 5;
/// The first and the next two of its course stand above the ways out of the moment (C1).
const COURSE: usize = 3;
/// Ways out of the moment beside a full course (C1).
const WAYS_OUT: usize = 2;
/// The group of questions.
const QUESTIONS: &str = "ask";

/// The phrases to say now, at most five, the first one first; fewer where nothing more fits (C2).
pub fn choose<'a>(moment: &Moment, manual: &'a Manual) -> Vec<&'a Phrase> {
    let mut ranked = rank::ranked(moment, manual);
    leave_out(&mut ranked, moment, manual);
    ranked.sort_by_key(|(rank, _)| *rank);
    keep_the_next_questions(&mut ranked);
    let (ways_out, course): (Vec<_>, Vec<_>) = ranked.into_iter().partition(|(rank, _)| rank.layer == Layer::Aside);
    let mut course = course.into_iter().map(|(_, phrase)| phrase);
    let mut ways_out = ways_out.into_iter().map(|(_, phrase)| phrase);
    let mut chosen: Vec<&Phrase> = course.by_ref().take(COURSE).collect();
    chosen.extend(ways_out.by_ref().take(WAYS_OUT));
    chosen.extend(course.chain(ways_out));
    chosen.truncate(RAIL);
    chosen
}

/// What may be said here beside the choice, in the order of the manual.
pub fn others<'a>(moment: &Moment, manual: &'a Manual, chosen: &[&Phrase]) -> Vec<&'a Phrase> {
    let here = |phrase: &&Phrase| is_sayable(phrase, moment, manual) && !chosen.iter().any(|one| one.id == phrase.id);
    manual.phrases.iter().filter(here).collect()
}

type Ranked<'a> = Vec<(Rank, &'a Phrase)>;

/// Drops what would be wrong beside what comes first.
fn leave_out(ranked: &mut Ranked<'_>, moment: &Moment, manual: &Manual) {
    let has = |wanted: &dyn Fn(&Rank, &Phrase) -> bool| ranked.iter().any(|(rank, phrase)| wanted(rank, phrase));
    let line = has(&|rank, _| rank.layer == Layer::Line);
    let danger = has(&|rank, _| rank.layer == Layer::Danger);
    let texting = has(&|rank, phrase| phrase.text && rank.layer == Layer::Act);
    // A customer who hears nothing hears nothing of the rest (B1).
    let deaf = line && [LineEvent::Unheard, LineEvent::Hold].into_iter().any(|event| moment.line_is(event, manual));
    let stood_in_for: Vec<String> = ranked
        .iter()
        .filter(|(rank, phrase)| phrase.opens && matches!(rank.layer, Layer::Opening | Layer::OwnOpening))
        .flat_map(|(_, phrase)| phrase.instead_of.clone())
        .collect();
    ranked.retain(|(rank, phrase)| {
        let closes = ["close", "survey"].contains(&phrase.group.as_str());
        let checks = ["verify", "hold"].contains(&phrase.group.as_str());
        let urgent = matches!(rank.layer, Layer::Line | Layer::Danger | Layer::Internal);
        (!deaf || urgent)
            // Danger comes before identity; nobody is put on hold or seen off meanwhile (B2).
            && (!danger || urgent || !closes && !checks)
            && (!line || urgent || !closes)
            && (!texting || phrase.text || may::is_internal(phrase))
            && !(phrase.opens && stood_in_for.contains(&phrase.id))
    });
}

/// Of the questions only the one asked for and the next two of their course (C1).
fn keep_the_next_questions(ranked: &mut Ranked<'_>) {
    let mut questions = 0;
    ranked.retain(|(_, phrase)| {
        questions += usize::from(phrase.group == QUESTIONS);
        phrase.group != QUESTIONS || questions <= COURSE
    });
}

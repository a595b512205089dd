//! A phrase with its blanks: filled from what is known, or left to be shown and never spoken.

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

/// The names of the blanks of a phrase, in order.
pub fn blanks(template: &str) -> impl Iterator<Item = &str> {
    let mut rest = template;
    std::iter::from_fn(move || {
        let (_, slot, after) = next_slot(rest)?;
        rest = after;
        Some(slot)
    })
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

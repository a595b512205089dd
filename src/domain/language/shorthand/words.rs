//! Words of a line of shorthand that stand for a code, a count or a sum.

use std::str::FromStr;

use super::super::lexicon::Lexicon;
use super::Found;
use crate::code::{Emotion, Kind, Urgency};
use crate::record::{Field, Value};

/// The field an agent names in front of a colon.
pub fn label(word: &str, lexicon: &Lexicon) -> Option<Field> {
    let code = lexicon.code("label", word.trim())?;
    Field::from_str(code).ok()
}

/// A kind named by a word of its own; it counts wherever it stands.
pub fn kind(word: &str, lexicon: &Lexicon) -> Option<Found> {
    let kind: Kind = lexicon.code("kind", word)?.parse().ok()?;
    Some(Found::code(Field::Kind, kind.as_str()))
}

/// Urgency or mood by a word of its own; always a guess.
pub fn tone(word: &str, lexicon: &Lexicon) -> Option<Found> {
    if let Some(urgency) = lexicon.code("urgency", word).and_then(|code| code.parse::<Urgency>().ok()) {
        return Some(Found::code(Field::Urgency, urgency.as_str()).guess());
    }
    let emotion: Emotion = lexicon.code("emotion", word)?.parse().ok()?;
    Some(Found::code(Field::Emotion, emotion.as_str()).guess())
}

/// How the contact came: said outright (`门店来访`, `消协转来`), or named right before who called (`before_who`).
pub fn channel(word: &str, before_who: bool, lexicon: &Lexicon) -> Option<Found> {
    let outright = lexicon.list("arrived").iter().find_map(|end| {
        let channel = word.strip_suffix(end.as_str())?;
        lexicon.code("channel", channel)
    });
    let code = outright.or_else(|| lexicon.code("channel", word).filter(|_| before_who))?;
    Some(Found::code(Field::Channel, code))
}

/// `响2声`, `损失500元`.
pub fn measured(text: &str) -> Option<Found> {
    if let Some(rings) = text.strip_prefix('响').and_then(|rest| rest.strip_suffix('声')) {
        let rings: i64 = rings.parse().ok().filter(|rings| (0..100).contains(rings))?;
        return Some(Found::new(Field::Rings, Value::Number(rings)));
    }
    let loss = text.strip_prefix("损失")?;
    let yuan = loss.strip_suffix(['元', '块']).unwrap_or(loss).replace(',', "");
    Some(Found::new(Field::LossAmount, Value::Number(cents(&yuan)?)))
}

fn cents(yuan: &str) -> Option<i64> {
    let (yuan, thousands) = yuan.strip_suffix('万').map_or((yuan, 1), |yuan| (yuan, 10_000));
    let (whole, part) = yuan.split_once('.').unwrap_or((yuan, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || part.len() > 2 || !plain(whole) || !plain(part) {
        return None;
    }
    let hundredths: i64 = format!("{part:0<2}").parse().ok()?;
    whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(hundredths)?.checked_mul(thousands)
}

/// What was tried and what is wanted, once the matter is there; always a guess.
pub fn after_matter(word: &str, typed: &str, lexicon: &Lexicon) -> Option<Found> {
    if word.chars().count() < 3 {
        return None;
    }
    let tried = lexicon.begins("tried.first", word).is_some() || lexicon.ends("tried.last", word).is_some();
    let wanted = lexicon.begins("wanted.first", word).is_some();
    match (tried, wanted) {
        (true, _) => Some(Found::text(Field::Tried, typed).guess()),
        (false, true) => Some(Found::text(Field::DesiredOutcome, typed).guess()),
        (false, false) => None,
    }
}

//! Keys as they are written, compared and shown.

use crokey::KeyCombination;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::domain::language::half_width;

/// What is pressed for an action: one key, or two one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strokes {
    /// The only key, or the first of two.
    pub first: KeyCombination,
    /// The second key.
    pub second: Option<KeyCombination>,
}

impl Strokes {
    /// One or two keys as written, a blank between them.
    pub(super) fn parse(written: &str) -> Option<Self> {
        let key = |written: &str| {
            let key = written.parse::<KeyCombination>().ok().filter(|key| key.is_ansi_compatible())?;
            Some(canonical(key.into()))
        };
        let mut keys = written.split_whitespace();
        let (first, second, third) = (keys.next(), keys.next(), keys.next());
        if third.is_some() {
            return None;
        }
        let second = match second {
            Some(second) => Some(key(second)?),
            None => None,
        };
        Some(Self { first: key(first?)?, second })
    }

    /// Whether pressing the one leaves it open if the other is meant, or is the other.
    pub(super) fn clashes(self, other: Self) -> bool {
        self.first == other.first && (self.second.is_none() || other.second.is_none() || self.second == other.second)
    }
}

impl std::fmt::Display for Strokes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&name(self.first))?;
        self.second.map_or(Ok(()), |second| write!(f, " {}", name(second)))
    }
}

/// The one form a key is compared in: full-width characters an input method sends for its ASCII keys are those keys,
/// Shift counts only where it changes a letter, Ctrl and Alt do not tell capitals.
pub fn canonical(key: KeyEvent) -> KeyCombination {
    let mut key = KeyEvent::new(key.code, key.modifiers);
    if let KeyCode::Char(c) = key.code {
        let c = as_typed(c);
        let chord = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        key.code = KeyCode::Char(if chord { c.to_ascii_lowercase() } else { c });
        if chord || !c.is_ascii_alphabetic() {
            key.modifiers.remove(KeyModifiers::SHIFT);
        }
    }
    KeyCombination::from(key)
}

/// The ASCII character whose key an input method sent as this one.
const fn as_typed(c: char) -> char {
    match c {
        '、' => '/',
        '。' => '.',
        other => half_width::plain(other),
    }
}

/// Whether a key is one an input method would keep for itself.
pub fn is_plain(key: &KeyCombination) -> bool {
    let plain = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SUPER);
    plain && matches!(key.codes, crokey::OneToThree::One(KeyCode::Char(_)))
}

/// A key as the screen writes it.
pub fn name(key: KeyCombination) -> String {
    let crokey::OneToThree::One(code) = key.codes else { return key.to_string() };
    let shift = key.modifiers.contains(KeyModifiers::SHIFT);
    let chord = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    let tail = match code {
        KeyCode::Char(' ') => "Space".to_owned(),
        KeyCode::Char(c) if shift || chord => c.to_ascii_uppercase().to_string(),
        KeyCode::Char(c) => c.to_string(),
        KeyCode::BackTab => "Shift-Tab".to_owned(),
        KeyCode::PageUp => "PgUp".to_owned(),
        KeyCode::PageDown => "PgDn".to_owned(),
        KeyCode::Delete => "Del".to_owned(),
        KeyCode::F(n) => format!("F{n}"),
        other => format!("{other:?}"),
    };
    let shift_shown = shift && !matches!(code, KeyCode::Char(_) | KeyCode::BackTab);
    let mut shown = String::new();
    for (on, prefix) in [
        (key.modifiers.contains(KeyModifiers::CONTROL), "Ctrl-"),
        (key.modifiers.contains(KeyModifiers::ALT), "Alt-"),
        (shift_shown, "Shift-"),
    ] {
        if on {
            shown.push_str(prefix);
        }
    }
    shown + &tail
}

//! Traditional characters as their Simplified forms, so that a word is found however it is written.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

/// The table of `OpenCC`; its built-in data cannot fail to load, and without it a text stays as it is.
static TABLE: LazyLock<Option<OpenCC>> = LazyLock::new(|| OpenCC::from_config(BuiltinConfig::T2s).ok());

/// Where the characters written every day begin.
const FIRST: u32 = 0x3400;
/// What each of them was converted to, 0 where nobody asked yet: every save folds the words a case is found by, and the
/// table answers with a string of its own for each character.
static ASKED: [AtomicU32; 0xA000 - FIRST as usize] = [const { AtomicU32::new(0) }; 0xA000 - FIRST as usize];

/// The Simplified form of a character, itself where it has none; one for one, so that places in a text stay the same.
pub fn simplified_char(c: char) -> char {
    // Everything a keyboard in Latin sends is left alone.
    if (c as u32) < FIRST {
        return c;
    }
    match c {
        // OpenCC keeps 帐 for tents; at a desk it is an account.
        '帐' | '帳' => '账',
        // 着 is written 著 in Taiwan, where 著 alone is what OpenCC keeps.
        '著' => '着',
        '妳' => '你',
        _ => asked_once(c),
    }
}

fn asked_once(c: char) -> char {
    let place = ASKED.get((c as u32 - FIRST) as usize);
    // Whichever thread is first, the answer is the same.
    if let Some(known) = place.and_then(|place| char::from_u32(place.load(Ordering::Relaxed))).filter(|c| *c != '\0') {
        return known;
    }
    let found = converted(c).unwrap_or(c);
    if let Some(place) = place {
        place.store(found as u32, Ordering::Relaxed);
    }
    found
}

fn converted(c: char) -> Option<char> {
    let table = TABLE.as_ref()?;
    let mut bytes = [0; 4];
    let found = table.convert(c.encode_utf8(&mut bytes));
    let mut chars = found.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// A text in Simplified characters, as many of them as before.
pub fn simplified(text: &str) -> String {
    text.chars().map(simplified_char).collect()
}

/// Half width, small letters and Simplified characters: two spellings of a word are one, character by character.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    folded.extend(text.chars().map(folded_char));
    folded
}

fn folded_char(c: char) -> char {
    match c {
        '\0'..='\u{7F}' => c.to_ascii_lowercase(),
        // Characters of Chinese have no small form.
        '\u{3400}'..='\u{9FFF}' => simplified_char(c),
        _ => {
            let mut lower = super::phone::half_width_char(c).to_lowercase();
            let small = lower.next().filter(|_| lower.next().is_none());
            simplified_char(small.unwrap_or_else(|| super::phone::half_width_char(c)))
        }
    }
}

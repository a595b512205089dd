//! The edge: whatever was typed, pasted or read becomes text that can do no harm to a screen or a reader.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Stands for a character that must not reach a screen: narrow everywhere, never typed by people.
const MARK: char = '\u{2426}';

/// Combining marks a base may carry; real scripts stay well below.
const MARKS_PER_BASE: usize = 8;

/// Makes a text safe: NFC; line ends and tabs are blanks; controls, direction overrides, invisible and tag
/// characters become a mark; no pile of combining marks; at most `cap` characters, cut between graphemes.
///
/// Cleaning twice changes nothing.
pub fn clean(raw: &str, cap: usize) -> String {
    let mut text = String::with_capacity(raw.len().min(cap.saturating_mul(4)));
    let raw = raw.replace("\r\n", " ");
    let mut coming = raw.nfc().peekable();
    let (mut base, mut marks) = (None, 0);
    while let Some(char) = coming.next() {
        let kept = keep(char, base, coming.peek().copied());
        if is_combining_mark(kept) && kept != VS16 {
            marks += 1;
            match marks {
                0..=MARKS_PER_BASE => text.push(kept),
                over if over == MARKS_PER_BASE + 1 => text.push(MARK),
                _ => {}
            }
        } else {
            marks = 0;
            text.push(kept);
        }
        if !matches!(kept, VS16 | SKIN_FIRST..=SKIN_LAST) {
            base = Some(kept);
        }
    }
    capped(text, cap)
}

/// A text as it may be written where people read it: line ends and tabs stay, what can do harm is marked.
pub fn shown(words: &str) -> String {
    words.chars().map(|char| if !matches!(char, '\n' | '\t') && is_harmful(char) { MARK } else { char }).collect()
}

/// A text as it is kept: composed (NFC), and no base with more marks than a script has.
pub fn composed(words: &str) -> String {
    let mut marks = 0;
    let few = |char: &char| {
        marks = if is_combining_mark(*char) && *char != VS16 { marks + 1 } else { 0 };
        marks <= MARKS_PER_BASE
    };
    words.nfc().filter(few).collect()
}

/// Whether a character can never stand in a text: controls, direction overrides, invisible and tag characters. What
/// joins the parts of an emoji may, depending on what stands around it.
pub fn is_harmful(char: char) -> bool {
    char.is_control() || (is_hidden(char) && !matches!(char, ZWJ | VS16))
}

const ZWJ: char = '\u{200D}';
const VS16: char = '\u{FE0F}';
const SKIN_FIRST: char = '\u{1F3FB}';
const SKIN_LAST: char = '\u{1F3FF}';

/// The character itself, a blank, or the mark, by what stands around it.
fn keep(char: char, before: Option<char>, next: Option<char>) -> char {
    match char {
        '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        ZWJ if before.is_some_and(is_pictograph) && next.is_some_and(is_pictograph) => char,
        VS16 if before.is_some_and(|before| is_pictograph(before) || is_keycap_base(before)) => char,
        _ if char.is_control() || is_hidden(char) => MARK,
        _ => char,
    }
}

const fn is_keycap_base(char: char) -> bool {
    matches!(char, '0'..='9' | '#' | '*')
}

/// Characters a reader cannot see or that turn the reading order round.
const fn is_hidden(char: char) -> bool {
    matches!(
        char,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Whether an emoji sequence may be built on it; wider than the Unicode property, which no crate of ours carries.
const fn is_pictograph(char: char) -> bool {
    matches!(
        char,
        '\u{A9}' | '\u{AE}' | '\u{203C}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{21FF}'
            | '\u{2300}'..='\u{23FF}' | '\u{24C2}' | '\u{25A0}'..='\u{27BF}' | '\u{2934}' | '\u{2935}'
            | '\u{2B00}'..='\u{2BFF}' | '\u{3030}' | '\u{303D}' | '\u{3297}' | '\u{3299}' | '\u{1F000}'..='\u{1FAFF}'
    )
}

fn capped(text: String, cap: usize) -> String {
    if text.chars().count() <= cap {
        return text;
    }
    let mut kept = String::new();
    let mut left = cap;
    for grapheme in text.graphemes(true) {
        let length = grapheme.chars().count();
        if length > left {
            break;
        }
        left -= length;
        kept.push_str(grapheme);
    }
    kept
}

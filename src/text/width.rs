//! Cells: what a text takes on a terminal, by grapheme.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Cells of a text, counted by grapheme as the screen library does.
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(UnicodeWidthStr::width).sum() }
}

/// The same text with every emoji sequence that terminals draw at different widths folded to one wide character.
///
/// For display only; data keeps its sequences.
pub fn fold_for_display(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.chars().any(is_joiner) {
        return Cow::Borrowed(text);
    }
    let fold = |grapheme: &str| {
        if grapheme.chars().any(is_joiner) { folded(grapheme).to_string() } else { grapheme.to_owned() }
    };
    Cow::Owned(text.graphemes(true).map(fold).collect())
}

/// Our own wording with its curly quotes replaced, because terminals disagree on their width: 「 」 in Chinese, straight
/// ones elsewhere. A customer's words are shown as they are.
pub fn own_quotes(text: &str) -> Cow<'_, str> {
    if !text.contains(['“', '”']) {
        return Cow::Borrowed(text);
    }
    let chinese = text.chars().any(|char| ('\u{4E00}'..='\u{9FFF}').contains(&char));
    let (open, close) = if chinese { ("「", "」") } else { ("\"", "\"") };
    Cow::Owned(text.replace('“', open).replace('”', close))
}

/// Joins or dresses an emoji: ZWJ, VS16, keycap, skin tone.
const fn is_joiner(char: char) -> bool {
    matches!(char, '\u{200D}' | '\u{FE0F}' | '\u{20E3}' | '\u{1F3FB}'..='\u{1F3FF}')
}

/// One wide character for a sequence: its first when that is wide, a wide relative, else the geta mark.
fn folded(grapheme: &str) -> char {
    let first = grapheme.chars().next().unwrap_or('〓');
    match first {
        '0'..='9' | '#' | '*' => char::from_u32(first as u32 + 0xFEE0).unwrap_or('〓'),
        '❤' => '💗',
        '☀' => '🌞',
        '☎' => '📞',
        '✉' => '📧',
        '☺' => '😊',
        '✌' => '✋',
        '✈' => '🛫',
        wide if wide.to_string().width() == 2 => wide,
        _ => '〓',
    }
}

/// The text within `cells`; what was cut ends in `..`.
pub fn cut(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let dots = cells.min(2);
    let mut kept = taken(text, cells - dots);
    kept.push_str(&".".repeat(dots));
    // A character that clings to the next one may have changed its width by meeting the dots.
    if width(&kept) <= cells { kept } else { ".".repeat(dots) }
}

/// As many whole graphemes as fit.
fn taken(text: &str, cells: usize) -> String {
    let mut left = cells;
    let fits = |grapheme: &&str| {
        let wide = grapheme.width();
        let fits = wide <= left;
        left = left.saturating_sub(wide);
        fits
    };
    text.graphemes(true).take_while(fits).collect()
}

/// The text at the left of a column of `cells`, cut or filled with blanks.
pub fn pad_right(text: &str, cells: usize) -> String {
    let text = cut(text, cells);
    let blanks = cells.saturating_sub(width(&text));
    text + &" ".repeat(blanks)
}

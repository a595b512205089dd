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

/// The text at the right of a column of `cells`, cut or filled with blanks.
pub fn pad_left(text: &str, cells: usize) -> String {
    let text = cut(text, cells);
    " ".repeat(cells.saturating_sub(width(&text))) + &text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn chinese_takes_two_cells_and_marks_take_none() {
        assert_eq!(width("周岚"), 4);
        assert_eq!(width("e\u{301}"), 1);
        assert_eq!(width("收银 POS"), 8);
    }

    #[test]
    fn sequences_fold_to_one_wide_character() {
        for emoji in ["👨‍👩‍👧‍👦", "👍🏽", "❤️", "1️⃣", "🏳️‍🌈", "⚠️"] {
            let shown = fold_for_display(emoji);
            assert_eq!(shown.chars().count(), 1, "{emoji}");
            assert_eq!(width(&shown), 2, "{emoji}");
        }
        assert_eq!(fold_for_display("好的👌"), "好的👌");
    }

    #[test]
    fn our_own_quotes_have_one_width_everywhere() {
        assert_eq!(own_quotes("您说的“字太小”转给产品部"), "您说的「字太小」转给产品部");
        assert_eq!(own_quotes("Please tap “Choose order”"), "Please tap \"Choose order\"");
    }

    #[test]
    fn cut_text_ends_in_two_dots() {
        assert_eq!(cut("收银系统扫不了码", 9), "收银系..");
        assert_eq!(cut("收银", 4), "收银");
        assert_eq!(cut("收银系统", 1), ".");
        assert_eq!(pad_right("收银", 6), "收银  ");
        assert_eq!(pad_left("3", 3), "  3");
    }

    proptest! {
        #[test]
        fn what_is_cut_fits(text in "\\PC*|[周a👍🏽\u{301}\u{200D}\u{0600}]*", cells in 0usize..40) {
            prop_assert!(width(&cut(&text, cells)) <= cells);
            prop_assert_eq!(width(&pad_right(&text, cells)), cells);
        }
    }
}

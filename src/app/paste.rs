//! Pasted text at the edge: capped, cleaned, and what was left out is told.

use crate::text::clean;

/// More than any field takes; the rest of a paste is not even looked at. Bytes.
const MOST: usize = 64 * 1024;

/// A paste as the screens may have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paste {
    /// The text, safe to keep and to show.
    pub text: String,
    /// Characters of the paste that were not taken.
    pub left_out: usize,
}

/// Takes what fits of a paste, cut between characters.
pub fn take(pasted: &str) -> Paste {
    let end = (0..=pasted.len().min(MOST)).rev().find(|at| pasted.is_char_boundary(*at)).unwrap_or(0);
    let (kept, rest) = pasted.split_at_checked(end).unwrap_or((pasted, ""));
    Paste { text: clean(kept, MOST), left_out: rest.chars().count() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paste_of_a_megabyte_is_cut_between_characters_and_says_so() {
        let pasted = "退款".repeat(200_000);
        let paste = take(&pasted);
        assert!(paste.text.len() <= MOST);
        assert_eq!(paste.text.chars().count() + paste.left_out, 400_000);
    }

    #[test]
    fn a_short_paste_is_kept_whole() {
        assert_eq!(take("周岚 13800138000"), Paste { text: "周岚 13800138000".to_owned(), left_out: 0 });
    }
}

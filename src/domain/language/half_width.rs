//! What input methods send in full width, as the ASCII it stands for.

/// The plain form of one character.
pub const fn plain(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => match char::from_u32(c as u32 - 0xFEE0) {
            Some(ascii) => ascii,
            None => c,
        },
        other => other,
    }
}

/// The digit a character stands for, in either width.
pub fn digit(c: char) -> Option<usize> {
    plain(c).to_digit(10).and_then(|digit| usize::try_from(digit).ok())
}

//! Digits and Chinese numerals at the beginning of a text.

/// A number and the rest.
pub fn leading(text: &str) -> Option<(u32, &str)> {
    let (digits, rest) = run(text, |c| c.is_ascii_digit());
    if !digits.is_empty() {
        return Some((digits.parse().ok()?, rest));
    }
    let (numerals, rest) = run(text, |c| numeral(c).is_some());
    Some((number(numerals)?, rest))
}

/// The digits a text begins with, and the rest.
pub fn digits(text: &str) -> (&str, &str) {
    run(text, |c| c.is_ascii_digit())
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|c: char| !belongs(c)).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

fn numeral(c: char) -> Option<u32> {
    let digits = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
    match c {
        '两' | '兩' => Some(2),
        '零' => Some(0),
        '廿' => Some(20),
        _ => digits.iter().position(|digit| *digit == c).and_then(|index| u32::try_from(index).ok()),
    }
}

/// Chinese numerals up to ninety-nine.
fn number(text: &str) -> Option<u32> {
    let numerals: Vec<u32> = text.chars().map(numeral).collect::<Option<_>>()?;
    match numerals.as_slice() {
        [one] => Some(*one),
        [0, ones] => Some(*ones),
        [20, ones] | [2, 10, ones] => Some(20 + ones),
        [10, ones] => Some(10 + ones),
        [tens, 10] => Some(tens * 10),
        [tens, 10, ones] => Some(tens * 10 + ones),
        _ => None,
    }
}

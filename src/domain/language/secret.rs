//! Identity and card numbers in what was typed: never stored whole, whatever field they land in (domain specification,
//! masking).

use std::ops::{Range, RangeInclusive};

use super::half_width;

/// Characters of an identity number.
const ID: usize = 18;

/// Stands for what is not shown of one.
const HIDDEN: &str = "****";

/// Digits from which on a number may be the beginning of one: more than a telephone number has.
const MANY: usize = 12;

/// Digits of a number that a word names.
const NAMED_LENGTH: RangeInclusive<usize> = 15..=19;
/// Words that name such a number, longer ones before those they end with.
const NAMES: [&str; 30] = [
    "身份证号码",
    "身份证号",
    "身份证",
    "身份證號碼",
    "身份證號",
    "身份證",
    "身分證字號",
    "身分證",
    "证件号",
    "證件號",
    "银行卡号",
    "銀行卡號",
    "银行卡",
    "銀行卡",
    "信用卡号",
    "信用卡號",
    "信用卡",
    "储蓄卡",
    "借记卡",
    "金融卡",
    "提款卡",
    "卡号",
    "卡號",
    "账号",
    "帳號",
    "card number",
    "card no",
    "card",
    "id number",
    "id no",
];
/// In front of such a word: a card of a shop.
const OWN_CARDS: [&str; 12] =
    ["会员", "會員", "礼品", "禮品", "购物", "購物", "储值", "儲值", "充值", "gift ", "member ", "membership "];

/// Where a text holds what looks like an 18-character identity number or a bank card, which must not be stored whole.
///
/// Identity numbers count by their check character, cards of 16 to 19 digits by the Luhn sum, and 15 to 19 digits behind a
/// word that names one whatever they come to: one digit mistyped is no less secret. Digits may be grouped by single blanks
/// or hyphens and may be full-width.
pub fn looks_like_id_or_card(text: &str) -> Option<Range<usize>> {
    ids_and_cards(text).into_iter().next()
}

/// Every such stretch, in order.
pub fn ids_and_cards(text: &str) -> Vec<Range<usize>> {
    let named = |(range, digits): &(Range<usize>, String)| {
        NAMED_LENGTH.contains(&digits.len()) && is_named(text.get(..range.start).unwrap_or_default())
    };
    let secret = |run: (Range<usize>, String)| if named(&run) { Some(run.0) } else { secret_of(run) };
    runs(text).into_iter().filter_map(secret).collect()
}

/// Whether the words before a number say that it is an identity or card number; those of a shop's own cards are none.
fn is_named(before: &str) -> bool {
    let before = before.to_lowercase();
    let before =
        before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '.' | '是' | '为' | '為'));
    let Some(before) = NAMES.iter().find_map(|name| before.strip_suffix(name)) else { return false };
    !OWN_CARDS.iter().any(|own| before.ends_with(own))
}

/// The part of a run that is such a number: all of it, or an identity number that other digits are stuck to.
fn secret_of((range, digits): (Range<usize>, String)) -> Option<Range<usize>> {
    if is_id(&digits) || is_card(&digits) {
        return Some(range);
    }
    let one_byte_each = range.len() == digits.len();
    let ends = digits.len().checked_sub(ID).filter(|after| *after > 0 && one_byte_each)?;
    let at = |from: usize| digits.get(from..from + ID).filter(|part| is_id(part)).map(|_| range.start + from);
    at(0).or_else(|| at(ends)).map(|from| from..from + ID)
}

/// What is shown and stored of one: its last four characters.
pub fn tail(number: &str) -> String {
    let plain: String = number.chars().map(half_width::plain).filter(char::is_ascii_alphanumeric).collect();
    format!("{HIDDEN}{}", plain.get(plain.len().saturating_sub(4)..).unwrap_or_default())
}

/// Whether a text shows less of a number than it did before: a tail that was not there, or a long number that is gone. What
/// was typed of it on the way then lies about nowhere.
pub fn hides(before: &str, now: &str) -> bool {
    let tails = |text: &'_ str| -> Vec<String> {
        let at = |(at, sign): (usize, &str)| text.get(at..).map(|rest| rest.chars().take(sign.len() + 4).collect());
        text.match_indices(HIDDEN).filter_map(at).collect()
    };
    let shown = long_numbers(now, MANY);
    let gone = |(_, digits): &(Range<usize>, String)| {
        let head = digits.get(..MANY).unwrap_or(digits);
        !shown.iter().any(|(_, shown)| shown.starts_with(head))
    };
    let known = tails(before);
    tails(now).iter().any(|tail| !known.contains(tail)) || long_numbers(before, MANY).iter().any(gone)
}

/// The same text with every identity and card number reduced to its last four characters.
pub fn hide_ids_and_cards(text: &str) -> String {
    let mut text = text.to_owned();
    while let Some(range) = looks_like_id_or_card(&text) {
        let tail = tail(text.get(range.clone()).unwrap_or_default());
        text.replace_range(range, &tail);
    }
    text
}

/// Where a text holds numbers of so many digits and more, with their digits. Of groups between single blanks or hyphens
/// one that is long by itself is such a number, the others beside it are not.
pub fn long_numbers(text: &str, least: usize) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    for (run, digits) in runs(text).into_iter().filter(|(_, digits)| digits.len() >= least) {
        let before = found.len();
        let mut from = run.start;
        for group in text.get(run.clone()).unwrap_or_default().split([' ', '-']) {
            if group.chars().count() >= least {
                found.push((from..from + group.len(), group.chars().filter_map(plain).collect()));
            }
            from += group.len() + 1;
        }
        if found.len() == before {
            found.push((run, digits));
        }
    }
    found
}

/// Runs of digits with at most one blank or hyphen between two; an identity number may end in X.
fn runs(text: &str) -> Vec<(Range<usize>, String)> {
    let mut runs = Vec::new();
    let (mut start, mut end, mut digits, mut gap) = (0, 0, String::new(), 0);
    for (at, char) in text.char_indices().chain([(text.len(), '\n')]) {
        let digit = plain(char).filter(|digit| *digit != 'X' || digits.len() == 17);
        match digit {
            Some(digit) => {
                if digits.is_empty() {
                    start = at;
                }
                digits.push(digit);
                (end, gap) = (at + char.len_utf8(), 0);
                // Nothing goes on behind the X.
                if digit == 'X' {
                    runs.push((start..end, std::mem::take(&mut digits)));
                }
            }
            None if matches!(char, ' ' | '-') && gap == 0 && !digits.is_empty() => gap = 1,
            None => {
                runs.push((start..end, std::mem::take(&mut digits)));
                gap = 0;
            }
        }
    }
    runs
}

/// A digit or X as ASCII.
const fn plain(char: char) -> Option<char> {
    match half_width::plain(char) {
        digit @ '0'..='9' => Some(digit),
        'x' | 'X' => Some('X'),
        _ => None,
    }
}

/// The check character of GB 11643, and a month and day that exist.
fn is_id(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    if number.len() != ID {
        return false;
    }
    let digit = |char: char| char.to_digit(10).unwrap_or_default();
    let sum: u32 = number.chars().zip(WEIGHTS).map(|(char, weight)| digit(char) * weight).sum();
    let check = "10X98765432".chars().nth(sum as usize % 11);
    let part = |range: Range<usize>| number.get(range).and_then(|text| text.parse::<u32>().ok()).unwrap_or_default();
    check == number.chars().last() && (1..=12).contains(&part(10..12)) && (1..=31).contains(&part(12..14))
}

/// The Luhn sum, and a first digit that banks use; a number that begins with this century's years is a running number.
fn is_card(number: &str) -> bool {
    let issued = number.starts_with(['3', '4', '5', '6', '9']) || ("22".."28").contains(&number.get(..2).unwrap_or(""));
    if !(16..=19).contains(&number.len()) || number.ends_with('X') || !issued {
        return false;
    }
    let digits = number.chars().rev().filter_map(|char| char.to_digit(10)).enumerate();
    let sum: u32 = digits.map(|(at, digit)| if at % 2 == 1 { digit * 2 / 10 + digit * 2 % 10 } else { digit }).sum();
    sum.is_multiple_of(10)
}

//! The plain search: what a case is found by and what is looked for, both folded, so that a word is found in either way
//! of writing Chinese, a number however it is grouped, a case number without its hyphen.

use super::han::folded;
use super::phone::{Region, half_width, normalise};
use crate::list;
use crate::record::{Field, Record};

/// Digits that are looked for as a number rather than as a word.
const LEAST_DIGITS: usize = 4;
/// Digits of the day in a case number.
const DAY_DIGITS: usize = 8;

/// Everything a case is found by, one thing per line so that no match runs across two.
pub fn indexed(no: &str, record: &Record, region: Region) -> String {
    let fields: &[Field] = list!(Field:
        Summary Company Email OrderNo Product Model CallerNumber Description DesiredOutcome NoticeNo);
    let name = record.text(Field::CustomerName).unwrap_or_default();
    let title = record.text(Field::Title).unwrap_or_default();
    let names = [no.to_owned(), no.replace('-', ""), format!("{name}{title}"), format!("{title} {name}")];
    let texts = fields.iter().filter_map(|field| record.text(*field)).map(ToOwned::to_owned);
    let numbers = record.text(Field::CallerNumber).map(|typed| dialled(typed, region)).unwrap_or_default();
    names
        .into_iter()
        .chain(texts)
        .chain(numbers)
        .map(|text| folded(&text).replace('\n', " "))
        .filter(|text| !text.trim().is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// A number as digits: with its country, and as it is dialled at home.
fn dialled(typed: &str, region: Region) -> Vec<String> {
    let Ok(phone) = normalise(typed, region) else { return vec![digits_of(typed)] };
    let digits = digits_of(&phone.e164);
    let country = ["86", "886"].into_iter().find_map(|code| digits.strip_prefix(code));
    let home = country.map(|national| format!("0{national}"));
    [Some(digits), home].into_iter().flatten().collect()
}

/// What must all be found in [`indexed`] for what was asked: its words, and numbers by their digits alone.
pub fn needles(asked: &str) -> Vec<String> {
    let asked = folded(asked);
    if is_number(&asked) {
        return vec![digits_of(&asked)];
    }
    let needle = |word: &str| if is_number(word) { digits_of(word) } else { word.to_owned() };
    asked.split_whitespace().map(needle).collect()
}

fn digits_of(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// Digits in groups, as numbers are written.
fn is_number(text: &str) -> bool {
    let grouping = |c: char| matches!(c, ' ' | '-' | '+' | '(' | ')' | '.');
    text.chars().all(|c| c.is_ascii_digit() || grouping(c)) && digits_of(text).len() >= LEAST_DIGITS
}

/// A case number as it is written, however it was typed: in full width, in small letters, with blanks, without its
/// hyphen.
pub fn case_no(typed: &str) -> String {
    let plain = half_width(typed).to_ascii_uppercase();
    let bare: String = plain.chars().filter(char::is_ascii_alphanumeric).collect();
    let letters = bare.chars().take_while(char::is_ascii_alphabetic).count();
    let (prefix, digits) = bare.split_at(letters);
    match digits.split_at_checked(DAY_DIGITS) {
        Some((day, running)) if !running.is_empty() && digits.chars().all(|c| c.is_ascii_digit()) => {
            format!("{prefix}{day}-{running}")
        }
        _ => plain.trim().to_owned(),
    }
}

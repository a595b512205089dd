//! The plain search: what a case is found by and what is looked for, both folded, so that a word is found in either way
//! of writing Chinese, a number however it is grouped, a case number without its hyphen.

use chrono::NaiveTime;

use super::han::folded;
use super::phone::{Region, bare_number, half_width, normalise};
use super::when::{self, Side};
use crate::calendar::Calendar;
use crate::list;
use crate::record::{Field, Record};
use crate::time::Timestamp;

/// Digits that are looked for as a number rather than as a word.
const LEAST_DIGITS: usize = 4;
/// Digits of the day in a case number.
const DAY_DIGITS: usize = 8;
/// Of these, of the year.
const YEAR_DIGITS: usize = 4;
/// Digits of the day where the year is left out.
const SHORT_DAY_DIGITS: usize = DAY_DIGITS - YEAR_DIGITS;
/// Digits of a case number without letters and year, written in one.
const SHORT_DIGITS: usize = 8;

/// Everything a case is found by, one thing per line so that no match runs across two.
pub fn indexed(no: &str, record: &Record, region: Region) -> String {
    let fields: &[Field] = list!(Field:
        Summary Company Email OrderNo Product Model CallerNumber Description DesiredOutcome NoticeNo);
    let name = record.text(Field::CustomerName).unwrap_or_default();
    let title = record.text(Field::Title).unwrap_or_default();
    let family = |given: usize| name.chars().take(given).chain(title.chars()).collect::<String>();
    let last = name.split_whitespace().next_back().unwrap_or_default();
    let mut names = vec![no.to_owned(), no.replace('-', ""), format!("{name}{title}"), format!("{title} {name}")];
    if !title.is_empty() {
        // As one is spoken to: by the family name, of one character or two, or behind the title.
        names.extend([family(1), family(2), format!("{title} {last}")]);
    }
    let texts = fields.iter().filter_map(|field| record.text(*field)).map(ToOwned::to_owned);
    let numbers = record.text(Field::CallerNumber).map(|typed| dialled(typed, region)).unwrap_or_default();
    names
        .into_iter()
        .chain(texts)
        .chain(numbers)
        .map(|text| word(&text))
        .filter(|text| !text.trim().is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// A number as digits: with its country, and as it is dialled at home.
fn dialled(typed: &str, region: Region) -> Vec<String> {
    let Ok(phone) = normalise(typed, region) else { return vec![bare_number(typed)] };
    let digits = bare_number(&phone.e164);
    let country = ["86", "886"].into_iter().find_map(|code| digits.strip_prefix(code));
    let home = country.map(|national| format!("0{national}"));
    [Some(digits), home].into_iter().flatten().collect()
}

/// One more name a case is found by, as [`indexed`] writes it.
pub fn word(name: &str) -> String {
    folded(name).replace('\n', " ")
}

/// What must all be found in [`indexed`] for what was asked: its words, numbers by their digits alone, and days as they
/// stand in the numbers of the cases that began on them.
pub fn needles(asked: &str, now: Timestamp, calendar: &Calendar) -> Vec<String> {
    let asked = folded(asked);
    if is_number(&asked) {
        return vec![bare_number(&asked)];
    }
    let needle = |word: &str| {
        let number = || is_number(word).then(|| bare_number(word));
        number().or_else(|| day(word, now, calendar)).unwrap_or_else(|| word.to_owned())
    };
    asked.split_whitespace().map(needle).collect()
}

/// A day that was named, not after today, as it stands in a case number.
fn day(word: &str, now: Timestamp, calendar: &Calendar) -> Option<String> {
    let read = when::read(word, now, Side::Past, calendar).filter(|read| read.guess)?;
    let local = calendar.local(read.at);
    (local.time() == NaiveTime::MIN).then(|| local.format("%Y%m%d").to_string())
}

/// Digits in groups, as numbers are written.
fn is_number(text: &str) -> bool {
    let grouping = |c: char| matches!(c, ' ' | '-' | '+' | '(' | ')' | '.');
    text.chars().all(|c| c.is_ascii_digit() || grouping(c)) && bare_number(text).len() >= LEAST_DIGITS
}

/// What a case number ends in, where only that was said: month, day and running number, the year before them or not.
/// Nothing where a whole number was said, or none.
pub fn no_ending(typed: &str) -> Option<String> {
    let plain = half_width(typed);
    let grouping = |c: char| c == '-' || c.is_whitespace();
    let mut groups = plain.split(grouping).filter(|group| !group.is_empty());
    let (mut first, mut rest) = (groups.next()?.to_owned(), groups.collect::<String>());
    if first.len() == YEAR_DIGITS && rest.len() >= SHORT_DIGITS {
        // The year stands apart.
        let (day, running) = rest.split_at_checked(SHORT_DAY_DIGITS)?;
        (first, rest) = (first + day, running.to_owned());
    }
    if !plain.chars().all(|c| c.is_ascii_digit() || grouping(c)) {
        return None;
    }
    let (day, running) = match (first.len(), rest.is_empty()) {
        (SHORT_DAY_DIGITS | DAY_DIGITS, false) => (first.as_str(), rest),
        (SHORT_DIGITS, true) => first.split_at_checked(SHORT_DAY_DIGITS).map(|(day, rest)| (day, rest.to_owned()))?,
        (SHORT_DIGITS.., true) => first.split_at_checked(DAY_DIGITS).map(|(day, rest)| (day, rest.to_owned()))?,
        _ => return None,
    };
    (!running.is_empty()).then(|| format!("{day}-{running:0>4}"))
}

/// The beginnings of a case number: its letters, and its letters with the year; nothing where it is of another form.
pub fn no_beginnings(no: &str) -> Option<[&str; 2]> {
    let letters = no.chars().take_while(char::is_ascii_alphabetic).count();
    let year = no.get(letters..letters + YEAR_DIGITS).filter(|year| year.chars().all(|c| c.is_ascii_digit()))?;
    Some([no.get(..letters)?, no.get(..letters + year.len())?])
}

/// Whether a case number ends so, and has nothing before it but what [`no_beginnings`] gives.
pub fn no_ends_in(no: &str, ending: &str) -> bool {
    let before = no.strip_suffix(ending);
    before.is_some_and(|before| no_beginnings(no).is_some_and(|beginnings| beginnings.contains(&before)))
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

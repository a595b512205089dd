//! What a line holds that can be told by its form: identity and card numbers, addresses, order numbers that are named as
//! such, telephone numbers, wherever they stand and whatever they are glued to.

use std::ops::Range;

use super::super::lexicon::Lexicon;
use super::super::number_form::NumberForm;
use super::super::phone::PhoneKind::{CnLandline, CnService, CnShort, Hidden, Hk, Local, Mo, TwLandline};
use super::super::phone::{EXTENSION_MARKS, Region, is_case_no, is_email, normalise};
use super::super::secret::ids_and_cards;
use super::super::when::is_date;
use super::line::{Form, Line, Piece};

/// No number with its groups and extension is longer.
const LONGEST: usize = 26;
/// Digits an order number has at least when nothing says that it is one.
const LEAST_DIGITS: usize = 4;
/// Digits an order number of digits alone has at least.
const LEAST_BARE: usize = 9;

/// Every formed piece, in order, none overlapping another; earlier kinds win.
pub fn formed(line: &Line<'_>, lexicon: &Lexicon, order_no: &str, region: Region) -> Vec<Piece> {
    let secrets =
        ids_and_cards(line.text).into_iter().map(|range| Piece { range: line.chars(range), form: Form::Secret });
    let mut pieces: Vec<Piece> = secrets.collect();
    add(&mut pieces, emails(line));
    add(&mut pieces, orders(line, lexicon, order_no));
    add(&mut pieces, phones(line, region));
    pieces.sort_by_key(|piece| piece.range.start);
    pieces
}

fn add(pieces: &mut Vec<Piece>, found: Vec<Piece>) {
    for piece in found {
        let free = |other: &Piece| piece.range.end <= other.range.start || other.range.end <= piece.range.start;
        if pieces.iter().all(free) {
            pieces.push(piece);
        }
    }
}

fn emails(line: &Line<'_>) -> Vec<Piece> {
    let local = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let domain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let signs = line.plain.iter().enumerate().filter(|(_, c)| **c == '@').map(|(at, _)| at);
    signs
        .filter_map(|at| {
            let before = line.plain.get(..at)?.iter().rev().take_while(|c| local(c)).count();
            let after = line.plain.get(at + 1..)?.iter().take_while(|c| domain(c)).count();
            let mut end = at + 1 + after;
            while line.plain.get(end - 1).is_some_and(|c| matches!(c, '.' | '-')) {
                end -= 1;
            }
            let range = at - before..end;
            let typed = line.plain(range.clone());
            is_email(&typed).then_some(Piece { range, form: Form::Email(typed) })
        })
        .collect()
}

/// `订单A12345`, `单号是A1234567`, `order #AB123456`, `#2026-0316-88`.
fn orders(line: &Line<'_>, lexicon: &Lexicon, form: &str) -> Vec<Piece> {
    let Ok(form) = form.parse::<NumberForm>() else { return Vec::new() };
    let mut found: Vec<Piece> = Vec::new();
    let mut at = 0;
    while at < line.folded.len() {
        let piece = named_order(line, lexicon, &form, at);
        at = piece.as_ref().map_or(at + 1, |piece| piece.range.end);
        found.extend(piece);
    }
    found
}

fn named_order(line: &Line<'_>, lexicon: &Lexicon, form: &NumberForm, at: usize) -> Option<Piece> {
    let before = at.checked_sub(1).and_then(|before| line.folded.get(before));
    let rest = line.folded(at..line.folded.len().min(at + 12 + LONGEST));
    let label = match lexicon.begins("order", &rest) {
        Some(label) => label.chars().count(),
        None => usize::from(rest.starts_with('#')),
    };
    let in_word =
        label > 1 && rest.starts_with(|c: char| c.is_ascii()) && before.is_some_and(char::is_ascii_alphanumeric);
    if label == 0 || in_word || is_none_of_ours(line, lexicon, at + label) {
        return None;
    }
    let between = |c: &&char| matches!(c, ' ' | '\u{3000}' | ':' | '#' | '是' | '为' | '号' | '.');
    let start = at + label + line.folded.get(at + label..)?.iter().take_while(between).count();
    let belongs = |c: &&char| c.is_ascii_alphanumeric() || **c == '-';
    let end = start + line.plain.get(start..)?.iter().take_while(belongs).count();
    let number = line.plain(start..end);
    let number = number.trim_end_matches('-');
    let good = form.fits(number) && digits(number) > 0;
    good.then(|| Piece { range: at..start + number.len(), form: Form::Order(number.to_owned()) })
}

/// `快递单号` ends like `单号`, but is a carrier's.
fn is_none_of_ours(line: &Line<'_>, lexicon: &Lexicon, end: usize) -> bool {
    lexicon.ends("order.not", &line.folded(end.saturating_sub(6)..end)).is_some()
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// A word that has the form of an order number although nothing says so.
pub fn likely_order(word: &str, form: &str) -> bool {
    let mixed = word.len() > digits(word);
    let likely =
        digits(word) >= LEAST_DIGITS && (mixed || word.len() >= LEAST_BARE) && !is_case_no(word) && !is_date(word);
    likely && form.parse::<NumberForm>().is_ok_and(|form| form.fits(word))
}

fn phones(line: &Line<'_>, region: Region) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.plain.len() {
        let piece = begins_number(line, at).then(|| longest(line, at, region)).flatten();
        at = piece.as_ref().map_or(at + 1, |piece: &Piece| piece.range.end);
        found.extend(piece);
    }
    found
}

/// A digit, `+` or bracket with nothing in front of it that makes it part of something else.
fn begins_number(line: &Line<'_>, at: usize) -> bool {
    let first = line.plain.get(at).is_some_and(|c| c.is_ascii_digit() || matches!(c, '+' | '('));
    let before = at.checked_sub(1).and_then(|before| line.plain.get(before));
    first && !before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.' | '#' | '_' | '@' | '*'))
}

/// The longest stretch from a place that is a number.
fn longest(line: &Line<'_>, at: usize, region: Region) -> Option<Piece> {
    let part = |c: &char| {
        c.is_ascii_digit()
            || matches!(c, '+' | '-' | '(' | ')' | ' ' | '\u{a0}' | '.' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2069}')
    };
    let reach = line.plain.get(at..)?.iter().take(LONGEST).take_while(|c| part(c)).count();
    (at + 3..=at + reach).rev().find_map(|end| {
        let last = line.plain.get(end - 1).is_some_and(|c| c.is_ascii_digit() || *c == ')');
        let next = line.plain.get(end);
        let goes_on = next.is_some_and(|c| c.is_ascii_alphanumeric() && !matches!(c, 'x' | 'e'));
        let tail = next == Some(&'-') && line.plain.get(end + 1).is_some_and(char::is_ascii_digit);
        (last && !goes_on && !tail).then(|| number(line, at..end, region)).flatten()
    })
}

fn number(line: &Line<'_>, range: Range<usize>, region: Region) -> Option<Piece> {
    let typed = line.plain(range.clone());
    if is_date(&typed) {
        return None;
    }
    let phone = normalise(&typed, region).ok()?;
    let alone = stands_alone(line, &range);
    let sure = !phone.guess && !matches!(phone.kind, Local | CnShort);
    let grouped = typed.contains(' ');
    let good = match phone.kind {
        Hidden => false,
        // Five digits are more often a sum or a model: only at the beginning of a line, or behind a label.
        CnShort => alone && !grouped,
        // Where they are at home, eight digits in two groups are nothing else.
        Hk | Mo => sure || alone,
        _ => sure || (alone && !grouped && typed.chars().filter(char::is_ascii_digit).count() >= 7),
    };
    if !good {
        return None;
    }
    let end = match phone.kind {
        CnLandline | CnService | Local | TwLandline if phone.ext.is_none() => with_extension(line, range.end),
        _ => range.end,
    };
    let range = range.start..end;
    let typed = line.plain(range.clone());
    normalise(&typed, region).ok()?;
    Some(Piece { range, form: Form::Phone { typed: typed.trim().to_owned(), sure } })
}

/// Nothing but blanks, marks or the ends of the line around it.
fn stands_alone(line: &Line<'_>, range: &Range<usize>) -> bool {
    let parts = |c: Option<&char>| c.is_none_or(|c| c.is_whitespace() || super::line::is_mark(*c));
    parts(range.start.checked_sub(1).and_then(|before| line.plain.get(before))) && parts(line.plain.get(range.end))
}

/// Where an extension behind a number ends: `转805`, ` 转 805`, `#12`, `（805）`; the number's own end without one.
fn with_extension(line: &Line<'_>, end: usize) -> usize {
    let blanks = |from: usize| from + line.folded.iter().skip(from).take_while(|c| c.is_whitespace()).count();
    let start = blanks(end);
    let rest = line.folded(start..line.folded.len().min(start + 10));
    let mut marks = EXTENSION_MARKS.iter().chain(&["("]);
    let Some(mark) = marks.find(|mark| rest.starts_with(**mark)) else { return end };
    let from = blanks(start + mark.chars().count());
    let count = line.plain.iter().skip(from).take_while(|c| c.is_ascii_digit()).count();
    let closes = usize::from(*mark == "(" && line.plain.get(from + count) == Some(&')'));
    let after = line.plain.get(from + count);
    let whole = (1..=6).contains(&count) && (*mark != "(" || closes == 1);
    if whole && !after.is_some_and(char::is_ascii_alphanumeric) { from + count + closes } else { end }
}

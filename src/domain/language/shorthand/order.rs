//! Order numbers in a line of shorthand.

use super::super::number_form::NumberForm;
use super::super::phone::is_case_no;
use super::{Found, Word};
use crate::record::Field;

const PREFIXES: [&str; 12] =
    ["订单编号", "訂單編號", "订单号", "訂單號", "订单", "訂單", "单号", "單號", "order#", "order", "no.", "#"];
/// Digits a number has at least when nothing says that it is an order.
const LEAST_DIGITS: usize = 4;
/// Digits a number of digits alone has at least.
const LEAST_BARE: usize = 9;

/// `订单A12345`, `#2026-0316-88`; without a word in front it is a guess.
pub fn order_no(word: &Word, form: &str) -> Option<Found> {
    let form: NumberForm = form.parse().ok()?;
    let named = PREFIXES.iter().find_map(|prefix| {
        let rest = word.plain.get(prefix.len()..).filter(|_| word.folded.starts_with(prefix))?;
        Some(rest.trim_start_matches([':', '#'])).filter(|rest| form.fits(rest) && digits(rest) > 0)
    });
    if let Some(number) = named {
        return Some(Found::text(Field::OrderNo, number));
    }
    let text = word.plain.as_str();
    let mixed = text.len() > digits(text);
    let likely = digits(text) >= LEAST_DIGITS
        && (mixed || text.len() >= LEAST_BARE)
        && !is_case_no(text)
        && !super::when::is_date(text);
    (likely && form.fits(text)).then(|| Found::text(Field::OrderNo, text).guess())
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

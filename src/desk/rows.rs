//! The rows of cases under a manual.

use std::sync::Arc;

use crate::domain::calendar::Rulebook;
use crate::domain::phone::{self, Region};
use crate::domain::{Case, Field};
use crate::store::{CaseRow, RowMaker};

use super::pending::{queue_row, settle};

/// Far enough for every limit of a manual, near enough for every calendar.
const HORIZON_MIN: i64 = 60 * 24 * 400;

/// Makes rows that depend on the case and the rules alone, never on the moment they are made at.
pub(super) fn maker(rules: Arc<Rulebook>, region: Region) -> RowMaker {
    Box::new(move |case| {
        let from = case.received_at;
        let first = settle(case, &rules, from.plus_min(HORIZON_MIN)).into_iter().next();
        CaseRow {
            queue: queue_row(case, &rules, from),
            number: number(case, region),
            wake_at: first.map(|(_, at, _)| at),
        }
    })
}

fn number(case: &Case, region: Region) -> String {
    case.record.text(Field::CallerNumber).map(|typed| digits(typed, region)).unwrap_or_default()
}

/// A number as it is looked up: digits with country code, so that every way of typing it meets.
pub(super) fn digits(typed: &str, region: Region) -> String {
    let normal = phone::normalise(typed, region).map_or_else(|_| typed.to_owned(), |phone| phone.e164);
    normal.chars().filter(char::is_ascii_digit).collect()
}

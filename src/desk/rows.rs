//! The rows of cases under a manual.

use std::sync::Arc;

use crate::domain::calendar::Rulebook;
use crate::domain::owed::owed;
use crate::domain::phone::{self, Region};
use crate::domain::{Case, Field, queue_row, values, wakes_at};
use crate::store::{CaseRow, RowMaker};

/// Makes rows that depend on the case and the rules alone, never on the moment they are made at.
pub(super) fn maker(rules: Arc<Rulebook>) -> RowMaker {
    let region = values::region(&rules.manual);
    Box::new(move |case| CaseRow {
        // What is due next is a matter of the case and the rules; the moment of asking does not change it.
        queue: queue_row(case, &rules, case.received_at),
        number: number(case, region),
        wake_at: wakes_at(case, &rules),
        tasks: owed(case, &rules),
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

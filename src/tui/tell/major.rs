//! The major matter a case belongs to, in words.

use super::Teller;
use crate::domain::Case;

/// The master of how many, or attached to which; nothing where it belongs to none now.
pub fn stands(case: &Case, teller: &Teller) -> Option<String> {
    if let Some(major) = case.leads() {
        let count = i64::try_from(major.attached.len()).unwrap_or(i64::MAX);
        return Some(teller.words.with("case-leads", &[("count", count.into())]));
    }
    case.follows().map(|to| teller.words.with("case-follows", &[("no", to.no.as_str().into())]))
}

//! Expressions to avoid, found in what is about to be said or written; a warning with better wording, never a block.

use std::ops::Range;

use crate::manual::{Avoid, Manual};

/// An expression to avoid and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<'a> {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// The manual's entry with its better wording.
    pub avoid: &'a Avoid,
}

/// Every expression to avoid, from left to right; of two that share characters the longer counts.
pub fn find<'a>(manual: &'a Manual, text: &str) -> Vec<Found<'a>> {
    // ASCII letters keep their length, so the ranges hold for the text as written.
    let folded = text.to_ascii_lowercase();
    let mut hits: Vec<Found<'a>> = manual.avoid.iter().flat_map(|avoid| hits_of(avoid, &folded)).collect();
    hits.sort_by_key(|hit| (std::cmp::Reverse(hit.range.len()), hit.range.start));
    let mut kept: Vec<Found<'a>> = Vec::new();
    for hit in hits {
        if kept.iter().all(|other| hit.range.end <= other.range.start || other.range.end <= hit.range.start) {
            kept.push(hit);
        }
    }
    kept.sort_by_key(|hit| hit.range.start);
    kept
}

fn hits_of<'a>(avoid: &'a Avoid, folded: &str) -> Vec<Found<'a>> {
    let forms = avoid.forms.iter().map(|form| form.to_ascii_lowercase()).filter(|form| !form.is_empty());
    forms
        .flat_map(|form| {
            let starts: Vec<usize> = folded.match_indices(&form).map(|(start, _)| start).collect();
            starts.into_iter().map(move |start| Found { range: start..start + form.len(), avoid })
        })
        .collect()
}

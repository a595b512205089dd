//! Folding: what a case becomes when a fact is added. Folding never refuses and never looks a rule up.
//!
//! *Invariant:* a state is only ever left along an edge of the five steps; a fact that does not fit (stations merged
//! later) stays in the log, the state does not move, and the case asks for attention.

mod duties;
mod flow;
mod people;

use std::collections::BTreeSet;

use crate::domain::case::{ActMark, Case};
use super::event::{CaseEvent, Entry};
use crate::domain::code::State;
use crate::domain::event::{Event, Recorded};
use crate::domain::record::{Field, Record};
use crate::domain::time::EventId;

impl Case {
    /// The case after one more fact; `None` until it is opened.
    ///
    /// A fact that takes others back only marks them: fold anew to see the case without them.
    pub fn apply(case: Option<Self>, fact: &Recorded) -> Option<Self> {
        let Event::Case(event) = &fact.event else {
            return case.map(|mut case| {
                case.head = case.head.max(fact.rank);
                case
            });
        };
        match (case, event) {
            (None, CaseEvent::Opened { .. }) => flow::opened(fact, event),
            (None, _) => None,
            (Some(mut case), event) => {
                case.head = case.head.max(fact.rank);
                mark(&mut case, fact, event);
                take(&mut case, fact, event);
                Some(case)
            }
        }
    }
}

/// The case its facts make, without the facts that were taken back; the order of `facts` does not matter.
pub fn fold(facts: &[Recorded]) -> Option<Case> {
    let undone: BTreeSet<EventId> = facts.iter().flat_map(taken_back).copied().collect();
    let mut ordered: Vec<&Recorded> = facts.iter().filter(|fact| !undone.contains(&fact.id)).collect();
    ordered.sort_by_key(|fact| (fact.rank, fact.station, fact.seq));
    let mut case = ordered.into_iter().fold(None, Case::apply)?;
    case.head = facts.iter().map(|fact| fact.rank).max().unwrap_or_default();
    case.undone = undone;
    Some(case)
}

fn taken_back(fact: &Recorded) -> &[EventId] {
    match &fact.event {
        Event::Case(CaseEvent::Undone { facts }) => facts,
        _ => &[],
    }
}

/// Facts of one press of a key: same person, station and moment.
fn mark(case: &mut Case, fact: &Recorded, event: &CaseEvent) {
    let left_desk = matches!(event, CaseEvent::IdentityRevealed(_) | CaseEvent::ExportMade(_));
    let same = |mark: &ActMark| mark.station == fact.station && mark.at == fact.at && mark.person == fact.by.person;
    match case.work.acts.last_mut() {
        Some(last) if same(last) => {
            last.facts.push(fact.id);
            last.left_desk |= left_desk;
        }
        _ => case.work.acts.push(ActMark {
            facts: vec![fact.id],
            kind: event.kind(),
            left_desk,
            person: fact.by.person,
            station: fact.station,
            at: fact.at,
        }),
    }
}

fn take(case: &mut Case, fact: &Recorded, event: &CaseEvent) {
    if let CaseEvent::Undone { facts } = event {
        case.undone.extend(facts.iter().copied());
        return;
    }
    let known = flow::take(case, fact, event) || duties::take(case, fact, event) || people::take(case, fact, event);
    debug_assert!(known, "a kind of fact nobody folds: {}", event.kind());
}

/// Moves the state along an edge; elsewhere the case stays and asks for attention.
pub(super) fn go(case: &mut Case, from: &[State], to: State) -> bool {
    let fits = from.contains(&case.state);
    if fits {
        case.state = to;
    } else {
        case.needs_attention = true;
    }
    fits
}

/// Takes over the fields that belong to the case, not to the act alone.
pub(super) fn enter(case: &mut Case, rank: u64, entry: &Entry) {
    keep(case, rank, &entry.record);
    keep(case, rank, &entry.personal);
}

/// As [`enter`], for one part.
pub(super) fn keep(case: &mut Case, rank: u64, part: &Record) {
    for (field, value) in &part.0 {
        if belongs_to_case(*field) {
            case.record.set(*field, value.clone());
            case.work.changed.insert(*field, rank);
        }
    }
}

/// Whether a field describes the matter; the others describe one act.
pub const fn belongs_to_case(field: Field) -> bool {
    !matches!(
        field,
        Field::ToHolder
            | Field::Department
            | Field::Confidentiality
            | Field::HandoverNote
            | Field::ReturnDue
            | Field::Reason
            | Field::RejectReason
            | Field::CustomerRequest
            | Field::ToldAt
            | Field::ToldByChannel
            | Field::CustomerConsent
            | Field::DoneAt
            | Field::DoneEvidence
            | Field::FailReason
            | Field::CustomerTold
            | Field::Attempts
            | Field::WrittenNoticeSent
            | Field::MasterCase
            | Field::CustomerSaidSo
            | Field::PauseReason
            | Field::Missing
            | Field::PauseUntil
            | Field::Due
            | Field::ToWhom
            | Field::Note
            | Field::FollowUpResult
            | Field::Facts
            | Field::Phrase
            | Field::RevealedField
            | Field::RevealReason
            | Field::IntervalMin
            | Field::Attitude
            | Field::Quality
            | Field::Speed
            | Field::Solving
            | Field::Keypad
            | Field::Solved
            | Field::Comment
            | Field::RatingReason
            | Field::Level
            | Field::TalkS
            | Field::HoldS
            | Field::AcwS
            | Field::Trigger
    )
}

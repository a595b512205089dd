//! Stand-in until the state machine lands.
use super::*;
use std::collections::{BTreeMap, BTreeSet};
/// Folds simple events.
pub fn fold(facts: &[Recorded]) -> Option<Case> {
    let mut case: Option<Case> = None;
    for fact in facts {
        match &fact.event {
            Event::Case(CaseEvent::Opened { no, owner, received_at, record, personal, .. }) => {
                let mut all = record.clone();
                all.merge(personal);
                case = Some(Case {
                    id: fact.stream.id,
                    no: no.clone(),
                    state: State::Intake,
                    head: fact.rank,
                    owner: owner.clone(),
                    holder: HolderKind::Frontline,
                    holder_name: None,
                    received_at: *received_at,
                    record: all,
                    level: None,
                    modifiers: BTreeSet::new(),
                    modifiers_ever: BTreeSet::new(),
                    clocks: vec![],
                    pause: None,
                    promises: vec![],
                    follow_ups: vec![],
                    plans: vec![],
                    ratings: vec![],
                    contacts: vec![],
                    escalated: None,
                    escalations: vec![],
                    notified: BTreeSet::new(),
                    resolved_at: None,
                    archived_at: None,
                    outcome: None,
                    reopened_at: vec![],
                    record_completed_at: None,
                    reviewed_at: None,
                    first_response: None,
                    said: vec![],
                    verified: false,
                    third_party: false,
                    merged_into: None,
                    linked_to: None,
                    needs_attention: false,
                    undone: BTreeSet::new(),
                });
            }
            _ => {
                if let Some(case) = &mut case {
                    case.head = fact.rank;
                }
            }
        }
    }
    let _: BTreeMap<u8, u8> = BTreeMap::new();
    case
}

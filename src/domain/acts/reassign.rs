//! Giving a case to another owner.

use super::spec::{About, ActSpec, Asks, LEAD, May, OPEN, Only, Place, as_typed, needs};
use super::{Act, Decision, rule};
use crate::case::event::{FactGroup, OwnerFact};
use crate::case::telling::{Said, Telling};
use crate::{Case, CaseEvent, Field, Record, Recorded, Refusal, TaskOwner, list};

pub(super) const REASSIGN: ActSpec = ActSpec {
    may: May { who: LEAD, states: OPEN, only: Only::Always, moves_to: None },
    asks: Asks { required: needs!(Owner Reason), optional: list!(Field: HandoverNote), fill: as_typed },
    place: Place { about: About::Case, listed: Some(47), counts_as: &[] },
    decide: |decision, _| reassign(decision),
};

fn reassign(decision: &mut Decision<'_>) -> Result<(), Refusal> {
    let Some(person) = &decision.known.named else { return Err(rule(Act::Reassign, "nobody-with-that-number")) };
    let owner = person.id;
    if owner == decision.case.owner {
        return Err(rule(Act::Reassign, "owns-it-already"));
    }
    let mut personal = Record::default();
    for field in [Field::Reason, Field::HandoverNote] {
        if let Some(value) = decision.record.get(field) {
            personal.set(field, value.clone());
        }
    }
    decision.push(CaseEvent::Reassigned { owner, personal });
    Ok(())
}

impl<'a> FactGroup<'a> for OwnerFact<'a> {
    fn fold(self, case: &mut Case, fact: &Recorded) {
        match self {
            Self::Reassigned { owner, .. } => {
                let (before, now) = (TaskOwner::Person(case.owner), TaskOwner::Person(*owner));
                for task in case.follow_ups.iter_mut().filter(|task| task.is_open() && task.owner == before) {
                    task.owner = now;
                }
                case.owner = *owner;
                // Two leads who did not see each other came across each other here.
                case.work.changed.insert(Field::Owner, fact.rank);
            }
        }
    }

    fn tell(self) -> Telling<'a> {
        match self {
            Self::Reassigned { owner, personal } => {
                let words = Said::first(personal, &[Field::HandoverNote, Field::Reason]);
                Telling::row([Some(Said::Person(*owner)), words].into_iter().flatten().collect())
            }
        }
    }
}

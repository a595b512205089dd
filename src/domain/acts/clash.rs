//! Settling what stations that worked apart came across each other about.

use super::Decision;
use super::spec::{ANY, About, ActSpec, Asks, LINES, May, Only, Place, as_typed};
use crate::case::event::{ClashFact, FactGroup};
use crate::case::telling::Telling;
use crate::{Case, CaseEvent, Field, Recorded};

/// Where nothing has to be decided anew, or the state allows no such step any more.
pub(super) const CLASH_SETTLED: ActSpec = ActSpec {
    may: May { who: LINES, states: ANY, only: Only::Crossed, moves_to: None },
    asks: Asks { required: &[], optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Case, listed: Some(0), counts_as: &[] },
    decide: |decision: &mut Decision<'_>, _| decision.enter(CaseEvent::ClashSettled),
};

impl<'a> FactGroup<'a> for ClashFact<'a> {
    fn fold(self, case: &mut Case, _: &Recorded) {
        match self {
            // Whoever acts has all that is here before them; what comes in later is found when all is folded.
            Self::ClashSettled(_) => case.clashes.clear(),
        }
    }

    fn tell(self) -> Telling<'a> {
        match self {
            Self::ClashSettled(entry) => entry.tell(),
        }
    }
}

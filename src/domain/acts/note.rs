//! Words beside the work: notes, and phrases that were said.

use super::fields::is_possible;
use super::spec::{ANY, About, ActSpec, Asks, EVERYBODY, May, Only, Place, as_typed, needs};
use super::{Act, Decision, missing};
use crate::case::event::{FactGroup, NoteFact};
use crate::case::telling::{Said, Telling};
use crate::{Case, CaseEvent, Field, Recorded, Refusal, list};

pub(super) const NOTE_ADDED: ActSpec = ActSpec {
    may: May { who: EVERYBODY, states: ANY, only: Only::Always, moves_to: None },
    asks: Asks { required: needs!(Note), optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Case, listed: Some(17), counts_as: &[] },
    decide: |decision, _| decision.enter(CaseEvent::NoteAdded),
};

pub(super) const PHRASE_SAID: ActSpec = ActSpec {
    may: May { who: EVERYBODY, states: ANY, only: Only::Always, moves_to: None },
    asks: Asks { required: needs!(Phrase), optional: list!(Field: Due ToWhom Note), fill: as_typed },
    place: Place { about: About::Case, listed: None, counts_as: &[] },
    decide: |decision, _| said(decision),
};

/// What a phrase promises is promised by saying it, at the time that was said; the same time is promised once.
fn said(decision: &mut Decision<'_>) -> Result<(), Refusal> {
    let phrase = decision.record.text(Field::Phrase).map(str::to_owned);
    let phrase = phrase.ok_or_else(|| missing(Act::PhraseSaid, Field::Phrase))?;
    let promises = decision.manual().phrases.iter().any(|one| one.id == phrase && one.promises.is_some());
    decision.push(CaseEvent::PhraseSaid { phrase });
    if !promises {
        return Ok(());
    }
    let due = decision.record.at(Field::Due).ok_or_else(|| missing(Act::PhraseSaid, Field::Due))?;
    if decision.case.open_promises().iter().any(|promise| promise.due == due) {
        return Ok(());
    }
    if !is_possible(Act::PromiseMade, &decision.case) {
        return Err(Refusal::NotNow { act: Act::PromiseMade, state: decision.case.state });
    }
    let personal = decision.personal();
    decision.push(CaseEvent::PromiseMade { due, plan_eta: false, personal });
    Ok(())
}

impl<'a> FactGroup<'a> for NoteFact<'a> {
    fn fold(self, case: &mut Case, fact: &Recorded) {
        match self {
            Self::NoteAdded(_) => {}
            Self::PhraseSaid { phrase } => case.said.push((phrase.clone(), fact.at)),
        }
    }

    fn tell(self) -> Telling<'a> {
        match self {
            Self::NoteAdded(entry) => entry.tell(),
            Self::PhraseSaid { phrase } => Telling::row(vec![Said::Phrase(phrase)]),
        }
    }
}

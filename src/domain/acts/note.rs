//! Words beside the work: notes, and phrases that were said.

use super::spec::Need::Is;
use super::spec::{ANY, About, ActSpec, EVERYBODY, Only, as_typed};
use super::{Act, missing};
use crate::domain::case::event::{FactGroup, NoteFact};
use crate::domain::case::telling::{Said, Telling};
use crate::domain::case::{Case, CaseEvent, Nature};
use crate::domain::event::Recorded;
use crate::domain::record::Field;

pub(super) const NOTE_ADDED: ActSpec = ActSpec {
    who: EVERYBODY,
    states: ANY,
    only: Only::Always,
    moves_to: None,
    required: &[Is(Field::Note)],
    optional: &[Field::Note],
    about: About::Case,
    listed: Some(17),
    counts_as: &[],
    fill: as_typed,
    decide: |decision, _| decision.enter(CaseEvent::NoteAdded),
};

pub(super) const PHRASE_SAID: ActSpec = ActSpec {
    who: EVERYBODY,
    states: ANY,
    only: Only::Always,
    moves_to: None,
    required: &[Is(Field::Phrase)],
    optional: &[Field::Note],
    about: About::Case,
    listed: None,
    counts_as: &[],
    fill: as_typed,
    decide: |decision, _| {
        let phrase = decision.record.text(Field::Phrase).map(str::to_owned);
        let phrase = phrase.ok_or_else(|| missing(Act::PhraseSaid, Field::Phrase))?;
        decision.push(CaseEvent::PhraseSaid { phrase });
        Ok(())
    },
};

impl<'a> FactGroup<'a> for NoteFact<'a> {
    fn fold(self, case: &mut Case, fact: &Recorded) {
        match self {
            Self::NoteAdded(_) => {}
            Self::PhraseSaid { phrase } => case.said.push((phrase.clone(), fact.at)),
        }
    }

    fn nature(self) -> Nature {
        match self {
            Self::NoteAdded(_) | Self::PhraseSaid { .. } => Nature::Beside,
        }
    }

    fn tell(self) -> Telling<'a> {
        match self {
            Self::NoteAdded(entry) => entry.tell(),
            Self::PhraseSaid { phrase } => Telling::row(vec![Said::Phrase(phrase)]),
        }
    }
}

//! Whether a phrase fits a case at some moment of its life.

use crate::domain::case::Case;
use crate::domain::code::{Channel, Emotion};
use crate::domain::event::Recorded;
use crate::domain::manual::{Manual, Phrase};
use crate::domain::phrase::{PhraseContext, fits};
use crate::domain::record::Field;

/// `None` for a phrase the manual does not have.
pub(super) fn fits_somewhere(manual: &Manual, facts: &[Recorded], id: &str) -> Option<bool> {
    let phrase = manual.phrases.iter().find(|phrase| phrase.id == id)?;
    let mut case = None;
    for fact in facts {
        case = Case::apply(case, fact);
        if case.as_ref().is_some_and(|case| fits_now(phrase, case)) {
            return Some(true);
        }
    }
    Some(false)
}

/// The channel of the contact, a call of ours on a task, and a note to colleagues are all possible at any moment.
fn fits_now(phrase: &Phrase, case: &Case) -> bool {
    let channel = case.contacts.last().map_or_else(|| case.channel(), |contact| contact.channel);
    [channel, case.channel(), Channel::Outbound].into_iter().any(|channel| fits(phrase, &context(case, channel)))
}

fn context(case: &Case, channel: Channel) -> PhraseContext {
    PhraseContext {
        stage: case.state.stage(),
        channel,
        kind: case.kind(),
        level: case.level,
        emotion: case.record.code::<Emotion>(Field::Emotion),
        note: true,
    }
}

//! Whether a phrase fits a case at some moment of its life.

use crate::domain::case::Case;
use crate::domain::code::Channel;
use crate::domain::event::Recorded;
use crate::domain::manual::{Manual, Phrase};
use crate::domain::say::suits;

/// `None` for a phrase the manual does not have.
pub(super) fn fits_somewhere(manual: &Manual, facts: &[Recorded], id: &str) -> Option<bool> {
    let phrase = manual.phrase(id)?;
    let mut case = None;
    for fact in facts {
        case = Case::apply(case, fact);
        if case.as_ref().is_some_and(|case| suits_now(phrase, case)) {
            return Some(true);
        }
    }
    Some(false)
}

/// The channel of the contact, a call of ours on a task, and a note to colleagues are all possible at any moment.
fn suits_now(phrase: &Phrase, case: &Case) -> bool {
    let channel = case.contacts.last().map_or_else(|| case.channel(), |contact| contact.channel);
    let channels = [channel, case.channel(), Channel::Outbound];
    channels.into_iter().any(|channel| suits(phrase, channel, case.kind(), case.level))
}

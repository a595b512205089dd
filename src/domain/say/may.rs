//! What may be on the rail at all (rules A): a breach is worse than an empty place.

use super::code::Doing;
use super::moment::Moment;
use crate::code::{Channel, FollowUpKind, Kind, Level, Role, Stage};
use crate::grade::PRAISE;
use crate::manual::{Manual, Phrase};

/// The channel of words to colleagues.
const INTERNAL: &str = "internal";

/// Whether a phrase is for colleagues only.
pub(super) fn is_internal(phrase: &Phrase) -> bool {
    names(phrase, INTERNAL)
}

/// Whether a phrase may be said in a moment (A1–A9).
pub fn is_sayable(phrase: &Phrase, moment: &Moment, manual: &Manual) -> bool {
    on_this_channel(phrase, moment)
        && on_this_matter(phrase, moment)
        && (!phrase.opens || still_opens(phrase, moment))
        && !is_spent(phrase, moment)
        && in_its_turn(phrase, moment)
        && !asks_praise(phrase, moment)
        && phrase.needs.iter().all(|need| moment.meets(*need, manual))
}

/// Whoever praises is neither asked what is wrong nor for marks.
fn asks_praise(phrase: &Phrase, moment: &Moment) -> bool {
    let about_praise = phrase.topic.iter().any(|topic| topic == PRAISE);
    moment.is_praise() && !about_praise && (phrase.stage == Stage::Identify || phrase.group == "survey")
}

/// Whether a phrase may be said of a matter of this kind and level on a channel, whatever the moment.
pub fn suits(phrase: &Phrase, channel: Channel, kind: Option<Kind>, level: Option<Level>) -> bool {
    (is_internal(phrase) || on_channel(phrase, channel))
        && (phrase.kind.is_empty() || kind.is_some_and(|kind| phrase.kind.contains(&kind)))
        && (phrase.level.is_empty() || level.is_some_and(|level| phrase.level.contains(&level)))
}

fn names(phrase: &Phrase, channel: &str) -> bool {
    phrase.channel.iter().any(|name| name == channel)
}

/// A call of ours may use the words of the telephone.
fn on_channel(phrase: &Phrase, channel: Channel) -> bool {
    names(phrase, channel.as_str()) || channel == Channel::Outbound && names(phrase, Channel::Phone.as_str())
}

/// A1, A2: sayable where the customer is, or written to colleagues while something is written to them.
fn on_this_channel(phrase: &Phrase, moment: &Moment) -> bool {
    if is_internal(phrase) && is_done_here(phrase, moment) {
        return true;
    }
    on_channel(phrase, moment.channel) && (phrase.text || moment.is_heard())
}

/// Whether the form or the duty in hand is one the phrase names.
pub(super) fn is_done_here(phrase: &Phrase, moment: &Moment) -> bool {
    let act = moment.doing.is_some_and(|doing| phrase.act.contains(&doing));
    act || moment.duty.is_some_and(|duty| phrase.duty.contains(&duty))
}

/// A3, A5, A7: kind, level, mood, topic, solution and role; what the phrase does not name does not matter.
fn on_this_matter(phrase: &Phrase, moment: &Moment) -> bool {
    let resolution = moment.resolution.as_ref();
    (phrase.kind.is_empty() || moment.kind.is_some_and(|kind| phrase.kind.contains(&kind)))
        && (phrase.level.is_empty() || moment.level.is_some_and(|level| phrase.level.contains(&level)))
        && (phrase.emotion.is_empty() || moment.mood.is_some_and(|mood| phrase.emotion.contains(&mood)))
        && (phrase.topic.is_empty() || moment.topic.as_ref().is_none_or(|topic| phrase.topic.contains(topic)))
        && (phrase.resolution.is_empty() || resolution.is_some_and(|one| phrase.resolution.contains(one)))
        && (phrase.role.is_empty() || phrase.role.contains(&moment.role.unwrap_or(Role::Agent)))
}

/// A9: greetings before anything was said, openings of our own before the customer agreed to talk, the narrower ones for
/// their duty or topic.
fn still_opens(phrase: &Phrase, moment: &Moment) -> bool {
    let fresh = !moment.under_way && moment.said.iter().all(|said| phrase.follows.contains(said));
    let any = phrase.duty.is_empty() && phrase.topic.is_empty();
    let duty = moment.duty.is_some_and(|duty: FollowUpKind| phrase.duty.contains(&duty));
    let topic = moment.topic.as_ref().is_some_and(|topic| phrase.topic.contains(topic));
    fresh && !(moment.ours && moment.reached) && (any || duty || topic)
}

/// A6: said as often as it may be in this contact, or once and for all on the case.
fn is_spent(phrase: &Phrase, moment: &Moment) -> bool {
    let often = phrase.times > 0 && moment.times_said(&phrase.id) >= phrase.times;
    often || phrase.once && moment.said_on_case.contains(&phrase.id)
}

/// Said after what it answers, and not after what it leads to.
fn in_its_turn(phrase: &Phrase, moment: &Moment) -> bool {
    let listed = |id: &String| phrase.after.iter().filter(|one| *one == id).count();
    let after = phrase.after.is_empty() || phrase.after.iter().any(|id| moment.times_said(id) >= listed(id));
    after && !moment.said_any(&phrase.before)
}

/// Whether a form is open that words are said over; a hold is none.
pub(super) const fn has_form(moment: &Moment) -> bool {
    !matches!(moment.doing, None | Some(Doing::Hold))
}

//! Cases that are over: the month behind the present day.

use super::narrator::Narrator;
use super::people::{closed_customer, customer, customers_at_most};
use super::plot::plots;
use super::rng::mixed;
use super::subject::{Subject, way};
use super::words::matters;
use super::{Life, World, chooser};
use crate::domain::{Channel, Impact, Kind, Role, Tier, Timestamp};
use crate::scenario::script::Customer;

const DAY_MS: i64 = 86_400_000;

/// The closed life of a rank, received at a moment: the first of its plots that has come to its end by now.
pub(super) fn life(world: &World<'_>, index: u64, received_at: Timestamp, cases_left: usize) -> Life {
    let mut rng = chooser(world, index, 31);
    if is_spam(world.seed, index) {
        return tell(world, index, "spam", Subject::unreal(&mut rng), received_at);
    }
    let drawn = rng.weighted(&plots().closed, |closed| closed.of);
    let kind = drawn.map_or(Kind::Enquiry, |closed| closed.kind);
    let channel = way(world, received_at, kind, &mut rng);
    let mut subject = Subject::of_kind(kind, channel, &mut rng);
    if let Some(closed) = drawn {
        let named = matters().iter().find(|matter| Some(&matter.id) == closed.matter.as_ref());
        subject.matter = named.unwrap_or(subject.matter);
        subject.story = closed.story;
        subject.impact = closed.impact.unwrap_or(subject.impact);
        subject.urgency = closed.urgency.unwrap_or(subject.urgency);
    }
    for plot in drawn.map_or(&[][..], |closed| closed.plots.as_slice()) {
        if has_room(world, plot, subject, received_at, cases_left) {
            let life = tell(world, index, plot, subject, received_at);
            if life.end().is_some_and(|end| end <= world.now) {
                return life;
            }
        }
    }
    let channel = if kind == Kind::Proactive { Channel::Phone } else { channel };
    let asked = Subject::of_kind(Kind::Enquiry, channel, &mut rng);
    let life = tell(world, index, "quick", asked, received_at);
    if life.end().is_some_and(|end| end <= world.now) {
        return life;
    }
    tell(world, index, "quick", Subject { channel: Channel::Phone, ..asked }, received_at)
}

/// Whether a plot finds what it needs.
fn has_room(world: &World<'_>, plot: &str, subject: Subject, received_at: Timestamp, cases_left: usize) -> bool {
    let Some(needs) = plots().needs.get(plot) else { return true };
    world.now.since_ms(received_at) > needs.days * DAY_MS
        && cases_left >= needs.cases
        && (!needs.at_once || subject.settles(world))
        // A safety matter stays open whatever the customer says.
        && (!needs.harmless || subject.impact != Impact::Critical)
}

fn tell(world: &World<'_>, index: u64, plot: &str, subject: Subject, received_at: Timestamp) -> Life {
    let mut rng = chooser(world, index, 40);
    let customer = (plot != "spam").then(|| caller(world, index));
    let owner = world.one_of(Role::Agent, &mut rng);
    Life { scripts: Narrator::new(world, rng, subject, customer, owner, received_at).tell(plot) }
}

fn is_spam(seed: u64, index: u64) -> bool {
    // The first caller is real: whoever calls again must be somebody.
    index > 0 && mixed(seed, index, 51) % 100 < plots().spam
}

/// Whether a life brings a customer nobody has met; three of four do.
fn is_new(seed: u64, index: u64) -> bool {
    index == 0 || (!is_spam(seed, index) && !mixed(seed, index, 52).is_multiple_of(4))
}

/// Who calls in a life: somebody new, or one of the last to call. Told by index alone, so that no list is kept.
fn caller(world: &World<'_>, index: u64) -> Customer {
    let (seed, lang) = (world.seed, world.words.lang);
    let most = customers_at_most(lang);
    let fresh = is_new(seed, index) && index < most;
    let mut who = if fresh {
        index
    } else {
        let back = mixed(seed, index, 53);
        if index < most { index.saturating_sub(1 + back % 40) } else { back % most }
    };
    while !is_new(seed, who) {
        who = who.saturating_sub(1);
    }
    let tier = match mixed(seed, who, 54) % 100 {
        0..=4 => Tier::Key,
        5 => Tier::Strategic,
        _ => Tier::Standard,
    };
    Customer { known: who != index, ..customer(lang, seed, closed_customer(who), tier) }
}

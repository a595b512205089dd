//! The present desk: what is open at `now`, arranged so that there is something to do and nothing out of hand.
//!
//! The queue of the agent in front: one level-1 outage whose next report is due in three minutes, one department that
//! is late, a promise within the quarter of an hour, and nine more, half of them waiting for somebody else. The other
//! agents' cases are due later, so that what is late and what is soon are the same for "mine" and "all".

use chrono::Timelike;

use super::narrator::Narrator;
use super::people::{customer, open_customer};
use super::plot::{Open, plots};
use super::rng::{Rng, mixed};
use super::subject::Subject;
use super::{Life, World, chooser};
use crate::domain::{Channel, Role, Tier, Timestamp};

/// Cases of a full desk.
const OPEN: usize = 47;
/// Below this many cases the open ones keep the same share.
const FULL_DESK: usize = 120;
/// A large store has one open case in so many.
const ONE_OPEN_IN: usize = 500;

/// An open case still to be told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scene {
    pub received_at: Timestamp,
    index: u64,
    open: &'static Open,
}

impl Scene {
    /// How many cases it opens; the second one of a merge is closed.
    pub(super) fn cases(&self) -> usize {
        plots().needs.get(&self.open.plot).map_or(1, |needs| needs.cases.max(1))
    }
}

/// The open cases of a store, the oldest first.
pub(super) fn scenes(world: &World<'_>, cases: usize) -> Vec<Scene> {
    let wanted = if cases < FULL_DESK { cases * OPEN / (OPEN + FULL_DESK) } else { OPEN.max(cases / ONE_OPEN_IN) };
    let all = plots().mine.iter().chain(plots().others.iter().cycle()).take(wanted);
    let mut scenes: Vec<Scene> = (0..)
        .zip(all)
        .map(|(index, open)| Scene { received_at: received_at(world, index, open), index, open })
        .collect();
    scenes.sort_by_key(|scene| (scene.received_at, scene.index));
    scenes
}

fn is_mine(index: u64) -> bool {
    index < plots().mine.len() as u64
}

/// Cases of some hours' age came while the desk was staffed, in the afternoon where the night lies between.
fn received_at(world: &World<'_>, index: u64, open: &Open) -> Timestamp {
    let exact = is_mine(index) || open.age_min < 60;
    let spread = if exact { 0 } else { Rng::new(mixed(world.seed, index, 61)).between(0, 12) };
    let at = world.now.plus_min(-(open.age_min + spread)).plus_s(-17);
    let hour = i64::from(world.rules.calendar.local(at).hour());
    let written = matches!(open.channel, Channel::Email | Channel::Letter) && open.plot == "now_own";
    match hour {
        _ if open.age_min < 90 || written => at,
        0..=8 => at.plus_min(-60 * (hour + 8)),
        19..=23 => at.plus_min(-60 * (hour - 16)),
        _ => at,
    }
}

/// Tells an open case up to now.
pub(super) fn life(world: &World<'_>, scene: &Scene) -> Life {
    let mut rng = chooser(world, scene.index, 71);
    let owner = if is_mine(scene.index) { world.me() } else { other_agent(world, &mut rng) };
    let subject = Subject::open(scene.open, &mut rng);
    let tier = scene.open.tier.unwrap_or(Tier::Standard);
    let caller = customer(world.words.lang, world.seed, open_customer(scene.index), tier);
    let narrator = Narrator::new(world, rng, subject, Some(caller), owner, scene.received_at);
    Life { scripts: narrator.tell(&scene.open.plot) }
}

fn other_agent(world: &World<'_>, rng: &mut Rng) -> crate::domain::Actor {
    let me = world.me();
    (0..8).map(|_| world.one_of(Role::Agent, rng)).find(|actor| actor.no != me.no).unwrap_or(me)
}

//! A believable month at the desk: invented customers, their cases in every state, and a queue worth working on now.
//!
//! Everything comes from a seed. Lives are told one by one in the order in which they began, so that a store of any
//! size is written in constant memory; each is told from the plots of `assets/demo/plots.toml` as scripts, which go
//! through the door everybody uses, so that no record can be there that the rules would refuse. Nothing here knows a
//! clock, a file or a store.

mod acts;
mod closed;
mod facts;
mod narrator;
mod open;
mod people;
mod plot;
mod rng;
mod subject;
mod when;
mod words;

use std::iter::Peekable;

use uuid::Uuid;

use super::script::{Line, Script};
use crate::domain::calendar::Rulebook;
use crate::domain::parties::Person;
use crate::domain::{Actor, Lang, Role, Timestamp};

pub use facts::facts;
pub use people::{AGENT_NO, company, staff};
use rng::{Rng, mixed};
use words::Words;

/// One matter of one customer, from the first ring on; a merge or a split tells two cases in one life.
#[derive(Debug, Clone, PartialEq)]
pub struct Life {
    /// Its cases.
    pub scripts: Vec<Script>,
}

impl Life {
    /// Every act with its moment, case by case.
    pub fn lines(&self) -> impl Iterator<Item = (Timestamp, &Line)> {
        self.scripts.iter().flat_map(Script::lines)
    }

    /// When the last act was done.
    fn end(&self) -> Option<Timestamp> {
        self.lines().map(|(at, _)| at).max()
    }
}

/// What every life of a store shares.
#[derive(Debug)]
struct World<'a> {
    rules: &'a Rulebook,
    words: &'static Words,
    staff: Vec<Person>,
    seed: u64,
    now: Timestamp,
}

impl World<'_> {
    /// Somebody at work in a role.
    fn one_of(&self, role: Role, rng: &mut Rng) -> Actor {
        let first = |person: &&Person| person.roles.first() == Some(&role);
        let able: Vec<&Person> = self.staff.iter().filter(first).collect();
        let person = rng.pick(&able).copied().or(self.staff.first());
        person.map_or_else(nobody, |person| person.actor(role))
    }

    /// The agent a demo is seen through.
    fn me(&self) -> Actor {
        self.staff.first().map_or_else(nobody, |person| person.actor(Role::Agent))
    }

    /// The spoken name of a department.
    fn department_name(&self, department: &str) -> String {
        let known = self.rules.manual.departments.iter().find(|entry| entry.id == department);
        known.map_or(department, |entry| entry.names.get(self.words.lang)).to_owned()
    }

    /// The department that answers for a category of complaints.
    fn lead_department(&self, category: &str) -> String {
        let manual = &self.rules.manual;
        let own = crate::domain::grade::sub_category(manual, category).and_then(|sub| sub.lead.clone());
        let top = category.split('.').next().unwrap_or_default();
        let lead = || manual.categories.iter().find(|entry| entry.id == top).map(|entry| entry.lead.clone());
        own.or_else(lead).unwrap_or_else(|| "customer_service".to_owned())
    }
}

fn nobody() -> Actor {
    Actor { person: Uuid::nil(), no: String::new(), role: Role::Agent }
}

/// The lives of a demo store of so many cases, the earliest first: closed ones over the last month (longer for large
/// stores), and at `now` a full desk, the queue of the agent [`AGENT_NO`] in front.
pub fn day(rules: &Rulebook, lang: Lang, seed: u64, now: Timestamp, cases: usize) -> impl Iterator<Item = Life> + '_ {
    day_with(rules, staff(lang, seed), lang, seed, now, cases)
}

/// The same with a team of one's own (at most as [`staff`] has it: the first one's queue is the full one; the first
/// role of each is the one they act in), for stores that give people their identities themselves.
pub fn day_with(
    rules: &Rulebook,
    staff: Vec<Person>,
    lang: Lang,
    seed: u64,
    now: Timestamp,
    cases: usize,
) -> impl Iterator<Item = Life> + '_ {
    let world = World { rules, words: words::words(lang), staff, seed, now };
    let scenes = open::scenes(&world, cases);
    let closed = cases.saturating_sub(scenes.iter().map(open::Scene::cases).sum());
    let arrivals = when::Arrivals::new(rules, seed, now, closed);
    Day { world, scenes: scenes.into_iter().peekable(), arrivals, lives: 0, told: 0, closed }
}

/// Closed and open lives, told in the order of their beginning.
struct Day<'a> {
    world: World<'a>,
    scenes: Peekable<std::vec::IntoIter<open::Scene>>,
    arrivals: when::Arrivals,
    /// Closed lives told, and the cases they opened.
    lives: u64,
    told: usize,
    closed: usize,
}

impl Iterator for Day<'_> {
    type Item = Life;

    fn next(&mut self) -> Option<Life> {
        let left = self.closed.saturating_sub(self.told);
        let arrival = (left > 0).then(|| self.arrivals.at(self.told));
        match (arrival, self.scenes.peek()) {
            (Some(at), Some(scene)) if scene.received_at <= at => {}
            (Some(at), _) => {
                let life = closed::life(&self.world, self.lives, at, left);
                self.lives += 1;
                self.told += life.scripts.len();
                return Some(life);
            }
            (None, _) => {}
        }
        self.scenes.next().map(|scene| open::life(&self.world, &scene))
    }
}

/// The chooser of one life.
fn chooser(world: &World<'_>, index: u64, purpose: u64) -> Rng {
    Rng::new(mixed(world.seed, index, purpose))
}

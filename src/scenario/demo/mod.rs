//! A believable month at the desk: invented customers, their cases in every state, and a queue worth working on now.
//!
//! Everything comes from a seed. Lives are told one by one in the order in which they began, so that a store of any
//! size is written in constant memory; each is a list of acts that goes through the door everybody uses, so that no
//! record can be there that the rules would refuse. Nothing here knows a clock, a file or a store.

mod acts;
mod course;
mod facts;
mod once;
mod open;
mod past;
mod people;
mod rng;
mod stage;
mod teller;
mod when;
mod words;
mod write;

use std::iter::Peekable;

use uuid::Uuid;

use crate::domain::calendar::Rulebook;
use crate::domain::parties::Person;
use crate::domain::{Actor, Command, Lang, Role, Timestamp};

pub use facts::{Refused, facts};
pub use people::{AGENT_NO, Customer, company, staff};
use rng::{Rng, mixed};
use words::Words;
pub use write::write;

/// One matter of one customer, from the first ring on; a merge or a split tells two cases in one life.
#[derive(Debug, Clone, PartialEq)]
pub struct Life {
    /// Who called; nobody for what was no real contact.
    pub customer: Option<Customer>,
    /// An earlier life already filed this customer.
    pub known: bool,
    /// The number of the agent who owns the case.
    pub owner: String,
    /// The acts, in order of time.
    pub steps: Vec<Step>,
}

impl Life {
    /// How many cases it opens.
    pub fn cases(&self) -> usize {
        self.steps.iter().filter(|step| opens(step)).count()
    }
}

fn opens(step: &Step) -> bool {
    matches!(step.command.act, crate::domain::Act::Open | crate::domain::Act::Split)
}

/// An act at its moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// When.
    pub at: Timestamp,
    /// The stream of the case.
    pub case: Uuid,
    /// Who.
    pub actor: Actor,
    /// What.
    pub command: Command,
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
    day_with(rules, staff(lang), lang, seed, now, cases)
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
                let life = past::life(&self.world, self.lives, at, left);
                self.lives += 1;
                self.told += life.cases().max(1);
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

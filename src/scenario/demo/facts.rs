//! What lives come to: the facts a store takes, played without one.

use super::Life;
use super::people::uuid;
use crate::domain::calendar::Rulebook;
use crate::domain::engine::{MemoryDesk, NewAct};
use crate::domain::parties::{Person, enrolled};
use crate::domain::{EventId, StreamId, StreamKind, Timestamp};
use crate::scenario::{Door, Report, play};

/// What the people of a team are known by.
fn working(team: &[Person], at: Timestamp) -> Vec<NewAct> {
    let fact = |person: &Person| {
        let (one, two) = person.id.as_u64_pair();
        let (id, stream) = (EventId(uuid(one, two ^ 1)), StreamId::person(person.id));
        let facts = vec![enrolled(&person.no, &person.name, &person.roles)];
        NewAct::of_system(id, stream, at, facts)
    };
    team.iter().map(fact).collect()
}

/// The facts of a whole store, ready to be appended: first those of the team, then life by life. One life is played at
/// a time, so a store of any size takes constant memory; append many of them in one transaction. Case numbers begin
/// with the prefix.
///
/// # Errors
/// In place of a life with an act the rules refuse (a company's own manual may); the next lives go on without it.
pub fn facts<'a>(
    rules: &Rulebook,
    team: &[Person],
    lives: impl Iterator<Item = Life> + 'a,
    prefix: &str,
    (since, now): (Timestamp, Timestamp),
) -> impl Iterator<Item = Result<Vec<NewAct>, Report>> + 'a {
    let mut rules = rules.clone();
    // A care call ends with the next contact, which is another life and not yet told.
    rules.manual.tiers.iter_mut().for_each(|tier| tier.care_days = 0);
    let mut desk = MemoryDesk::new(rules, prefix);
    let team = working(team, since);
    desk.facts.append(team.clone());
    std::iter::once(Ok(team)).chain(lives.map(move |life| told(&mut desk, &life, now)))
}

/// The facts of a life, in the order in which they are to be stored; the desk forgets them.
fn told(desk: &mut MemoryDesk, life: &Life, now: Timestamp) -> Result<Vec<NewAct>, Report> {
    let known = life.scripts.first().and_then(|script| script.customer.as_ref()).filter(|customer| customer.known);
    if let Some(customer) = known {
        // An earlier life filed it, which the desk has forgotten; it is not written again.
        let _ = desk.file_customer(customer.id, customer.tier, customer.record.clone(), now);
    }
    let mut report = Report::default();
    play(&life.scripts, desk, Some(now), &mut report);
    let mut facts = desk.facts.take();
    facts.retain(|fact| known.is_none() || fact.stream.kind != StreamKind::Customer);
    if report.held() { Ok(facts) } else { Err(report) }
}

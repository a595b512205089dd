//! Writing lives act by act through a door, as a rehearsal does.

use super::Life;
use crate::domain::parties::Person;
use crate::domain::protocol::{Rejection, Request};
use crate::domain::{Role, Timestamp};
use crate::scenario::Door;

/// Writes a team and lives through a door, each act a save of its own; how many acts that were. The way for a few
/// cases; [`super::facts()`] is the one for many.
///
/// # Errors
/// The first thing the door does not take; what was written before it stays.
pub fn write(
    team: &[Person],
    lives: impl Iterator<Item = Life>,
    (since, now): (Timestamp, Timestamp),
    door: &mut impl Door,
) -> Result<usize, Rejection> {
    for person in team {
        let role = person.roles.first().copied().unwrap_or(Role::Agent);
        door.enrol(&person.actor(role), &person.name, since)?;
    }
    let mut acts = 0;
    for life in lives {
        if let (Some(customer), Some(first)) = (life.customer.as_ref().filter(|_| !life.known), life.steps.first()) {
            door.file_customer(customer.id, customer.tier, customer.record.clone(), first.at)?;
        }
        acts += life.steps.len();
        for step in life.steps {
            door.submit(&step.actor, Request::Act { case: step.case, command: step.command }, step.at)?;
        }
    }
    door.let_time_pass(now)?;
    Ok(acts)
}

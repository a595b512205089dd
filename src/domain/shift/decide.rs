//! What may be said about a shift, by whom and when: what cannot be is refused.

use super::event::ShiftEvent;
use super::fold::Shift;
use crate::acts;
use crate::calendar::Rulebook;
use crate::parties::role_for;
use crate::protocol::ShiftRequest;
use crate::{Act, Actor, Refusal, Role, Timestamp, values};

/// Everybody who works with customers.
const EVERYBODY: &[Role] = &[Role::Agent, Role::SecondLine, Role::Lead, Role::Quality];
/// Every line of the desk, and the telephone system.
const LINES_AND_SYSTEM: &[Role] = &[Role::Agent, Role::SecondLine, Role::Lead, Role::System];
/// What the workstation notes by itself.
const SYSTEM: &[Role] = &[Role::System];

impl ShiftEvent {
    /// The roles that may write it, lowest first.
    pub const fn who_may(&self) -> &'static [Role] {
        match self {
            // Only a lead is a lead on shift.
            Self::Started { lead_on_shift: true, .. } => &[Role::Lead],
            Self::Started { .. } | Self::Ended => EVERYBODY,
            Self::StateChanged { .. } => LINES_AND_SYSTEM,
            Self::ActRefused { .. } => SYSTEM,
        }
    }
}

/// The role in which a fact of a shift may be written now; `held` are the roles the actor holds.
///
/// # Errors
/// A refusal: `Reserved` where the role may not, a rule where it cannot be.
pub fn decide(
    shift: Option<&Shift>,
    (actor, held): (&Actor, &[Role]),
    request: &ShiftRequest,
    (rules, now): (&Rulebook, Timestamp),
) -> Result<Role, Refusal> {
    let fact = &request.fact;
    let role = role_for(fact.kind(), fact.who_may(), actor, held)?;
    if role != Role::System && actor.person != request.person {
        return Err(no("shift-of-another"));
    }
    let today = rules.calendar.local(now).date();
    match fact {
        ShiftEvent::Started { person, .. } if *person != request.person => return Err(no("shift-of-another")),
        ShiftEvent::Started { .. } if request.date != today => return Err(no("shift-other-day")),
        fact => check(shift, fact)?,
    }
    Ok(role)
}

/// Whether it can be as the shift is now.
fn check(shift: Option<&Shift>, fact: &ShiftEvent) -> Result<(), Refusal> {
    match fact {
        ShiftEvent::Started { .. } if shift.is_some_and(Shift::is_on) => Err(no("shift-begun")),
        ShiftEvent::Started { team, .. } => team.as_deref().map_or(Ok(()), named),
        ShiftEvent::Ended => on(shift).map(drop),
        ShiftEvent::StateChanged { state, reason } => match on(shift)?.state() {
            Some(now) if now == (*state, reason.as_deref()) => Err(no("shift-same-state")),
            _ => reason.as_deref().map_or(Ok(()), named),
        },
        ShiftEvent::ActRefused { act, why, .. } => on(shift).and(named(act)).and(named(why)),
    }
}

fn on(shift: Option<&Shift>) -> Result<&Shift, Refusal> {
    shift.filter(|shift| shift.is_on()).ok_or_else(|| no("shift-not-begun"))
}

fn named(text: &str) -> Result<(), Refusal> {
    if values::is_name(text) { Ok(()) } else { Err(no("shift-name")) }
}

/// Why it cannot be; the sentence is `rule-<name>`.
fn no(name: &str) -> Refusal {
    acts::rule(Act::Edit, name)
}

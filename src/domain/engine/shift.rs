//! Requests about shifts.

use super::{Current, Facts, NewAct, roles_of};
use crate::calendar::Rulebook;
use crate::protocol::ShiftRequest;
use crate::shift::{Shift, decide};
use crate::{Actor, By, Event, StreamId, Timestamp};

/// The act a request about a shift leads to.
pub(super) fn submit<F: Facts>(
    facts: &F,
    current: Current<'_>,
    actor: &Actor,
    request: &ShiftRequest,
    (rules, now): (&Rulebook, Timestamp),
) -> Result<Vec<NewAct>, F::Error> {
    let stream = StreamId::shift(request.person, request.date);
    let held = roles_of(facts, actor)?;
    let shift = Shift::of(stream.id, current.facts);
    let role = decide(shift.as_ref(), (actor, &held), request, (rules, now))?;
    let by = By { role, ..actor.into() };
    Ok(vec![NewAct { id: request.key, stream, at: now, by, facts: vec![Event::Shift(request.fact.clone())] }])
}

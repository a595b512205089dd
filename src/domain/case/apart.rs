//! Stations that worked apart on one case: acts that did not see each other, and acts of time that others had overtaken.

use std::collections::BTreeSet;

use super::{Case, CaseEvent};
use crate::{Act, ClockKind, Event, EventId, Field, Recorded, Role, Timestamp};

/// Two acts that did not see each other and touch the same thing; a person should look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clash {
    /// The one that is folded first.
    pub one: EventId,
    /// The one that had the last word.
    pub other: EventId,
}

/// Whether more than one station wrote.
pub(super) fn is_of_several(ordered: &[&Recorded]) -> bool {
    ordered.first().is_some_and(|first| ordered.iter().any(|fact| fact.station != first.station))
}

/// Acts in folding order.
pub(super) fn rows<'a, 'b>(ordered: &'b [&'a Recorded]) -> Vec<&'b [&'a Recorded]> {
    ordered.chunk_by(|one, other| (one.station, one.seq) == (other.station, other.seq)).collect()
}

/// Acts of time whose cause an act they did not see had ended at or before their moment.
pub(super) fn overtaken(ordered: &[&Recorded]) -> BTreeSet<EventId> {
    let mut void = BTreeSet::new();
    for first in rows(ordered).into_iter().filter_map(<[_]>::first).filter(|first| first.by.role == Role::System) {
        let Event::Case(event) = &first.event else { continue };
        if !ordered.iter().any(|other| other.at <= first.at && !sees(first, other)) {
            continue;
        }
        let before = ordered.iter().copied().filter(|other| {
            let is_before = other.at <= first.at && !sees(other, first);
            is_before && !void.contains(&other.act)
        });
        if !before.fold(None, Case::apply).is_some_and(|case| is_owed(&case, event, first.at)) {
            void.insert(first.act);
        }
    }
    void
}

/// Whether what time did is still owed on a case at that moment.
fn is_owed(case: &Case, event: &CaseEvent, at: Timestamp) -> bool {
    match event {
        CaseEvent::PromiseMissed { promise } => case.open_promises().iter().any(|open| open.id == *promise),
        CaseEvent::FollowUpMissed(act) => {
            case.follow_ups.iter().any(|task| task.id == act.task && task.is_open() && task.due < at)
        }
        CaseEvent::ClockBreached { clock, round, due } => case
            .clocks
            .iter()
            .any(|one| (one.kind, one.round, one.due) == (*clock, *round, *due) && one.is_breached(at)),
        CaseEvent::EscalationPassed { times, .. } => {
            case.work.escalation.as_ref().is_some_and(|open| open.times.saturating_add(1) == *times)
        }
        CaseEvent::EscalatedLead { auto: true, .. } => {
            case.clocks.iter().any(|clock| clock.kind == ClockKind::Close && clock.is_running())
        }
        CaseEvent::ClockResumed { auto: true, .. } => case.pause.is_some(),
        _ => true,
    }
}

/// What an act touched, for telling who came across whom.
pub(super) struct Touched<'a> {
    first: &'a Recorded,
    fields: BTreeSet<Field>,
    is_step: bool,
}

impl<'a> Touched<'a> {
    /// An act of a person with the fields it set.
    pub fn by(row: &[&'a Recorded], fields: BTreeSet<Field>) -> Option<Self> {
        let first = row.first().copied().filter(|first| first.by.role != Role::System)?;
        let act = |fact: &&Recorded| match &fact.event {
            Event::Case(event) => event.kind().parse::<Act>().ok(),
            _ => None,
        };
        let is_step = row.iter().filter_map(act).any(Act::is_step);
        Some(Self { first, fields, is_step })
    }

    fn saw(&self, other: &Self) -> bool {
        sees(self.first, other.first)
    }

    /// Whether it decides anew what these two came across each other about.
    fn settles(&self, one: &Self, other: &Self) -> bool {
        let saw_both = self.saw(one) && self.saw(other);
        let of_steps = one.is_step && other.is_step;
        let mut common = one.fields.intersection(&other.fields).peekable();
        let of_fields = common.peek().is_some();
        saw_both && (!of_steps || self.is_step) && (!of_fields || common.any(|field| self.fields.contains(field)))
    }
}

/// Pairs that came across each other and that nobody who saw both has settled since.
pub(super) fn clashes(acts: &[Touched<'_>]) -> Vec<Clash> {
    let mut found = Vec::new();
    for (n, one) in acts.iter().enumerate() {
        for other in acts.iter().skip(n + 1) {
            let apart = !one.saw(other) && !other.saw(one);
            let meet = (one.is_step && other.is_step) || !one.fields.is_disjoint(&other.fields);
            if apart && meet && !acts.iter().any(|later| later.settles(one, other)) {
                found.push(Clash { one: one.first.act, other: other.first.act });
            }
        }
    }
    found
}

/// Whether the author of a fact had this act.
fn sees(fact: &Recorded, act: &Recorded) -> bool {
    fact.sees((act.station, act.seq))
}

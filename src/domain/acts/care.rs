//! Care calls: so many days after the last contact with a customer whose file says how they stand, one at a time.

use super::{Act, Counts, Decision, tasks};
use crate::{Case, CaseEvent, Event, Field, FollowUp, FollowUpKind, State, Timestamp};

/// Whether an act is a contact with the customer, so that a care call planned earlier falls away.
pub fn is_contact(act: Act) -> bool {
    act.spec().counts_as(Counts::Contact)
}

/// What a newer contact does to another case of the same customer: its care call falls away.
pub fn newer_contact(case: &Case) -> Vec<Event> {
    let planned = case.follow_ups.iter().filter(|task| is_planned(task));
    planned.map(|task| Event::Case(CaseEvent::FollowUpCancelled(tasks::act(task)))).collect()
}

/// Made by rule: one planned by hand has no limit and stays.
fn is_planned(task: &FollowUp) -> bool {
    task.kind == FollowUpKind::Care && task.is_open() && task.limit.is_some()
}

/// After an act: a contact ends the care call planned before it; where the case is over, the next one is planned.
pub(super) fn follow(decision: &mut Decision<'_>, act: Act) {
    if !is_contact(act) {
        return;
    }
    tasks::cancel_open(decision, is_planned);
    let days = days_between(decision).filter(|_| matches!(decision.case.state, State::Archived | State::Cancelled));
    let Some(days) = days else { return };
    let last = last_contact(decision);
    tasks::after_minutes(decision, FollowUpKind::Care, last, i64::from(days) * tasks::DAY_MIN);
}

/// Days between two care calls of a filed customer, where care calls are planned at all.
fn days_between(decision: &Decision<'_>) -> Option<u32> {
    let linked = decision.case.record.get(Field::Customer).is_some();
    let tier = decision.known.tier.filter(|_| linked)?;
    decision.manual().tiers.iter().find(|rule| rule.id == tier).map(|rule| rule.care_days).filter(|days| *days > 0)
}

/// When we spoke last: a contact, a call that reached somebody, the customer's own word on the result.
fn last_contact(decision: &Decision<'_>) -> Timestamp {
    let case = &decision.case;
    let contacts = case.contacts.iter().map(|contact| contact.end.unwrap_or(contact.start));
    let calls = case.follow_ups.iter().filter(|task| task.attempts > 0);
    let calls = calls.filter_map(|task| task.end.as_ref().map(|(_, at)| *at));
    contacts.chain(calls).chain(case.resolved_at).max().unwrap_or(case.received_at).min(decision.now)
}

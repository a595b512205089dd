//! Stand-ins until the state machine lands.
use crate::domain::calendar::Rulebook;
use crate::domain::order::QueueRow;
use crate::domain::*;

#[derive(Debug, Clone, Default)]
pub struct Known {
    pub tier: Option<Tier>,
    pub next_no: Option<String>,
    pub customer: Option<order::CustomerCard>,
    pub other: Option<Box<Case>>,
}
pub fn settle(_: &Case, _: &Rulebook, _: Timestamp) -> Vec<(EventId, Timestamp, Event)> {
    vec![]
}
pub fn decide(
    _: Option<&Case>,
    known: &Known,
    command: &Command,
    _: &Rulebook,
    actor: &Actor,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let entry = CaseEvent::Drafted(case_event::Entry::of(command.record.clone()));
    Ok(vec![Event::Case(match command.act {
        Act::Open => CaseEvent::Opened {
            no: known.next_no.clone().unwrap_or_default(),
            owner: actor.no.clone(),
            channel: command.record.code(Field::Channel).unwrap_or(Channel::Phone),
            received_at: now,
            linked_to: None,
            record: command.record.clone().split().0,
            personal: command.record.clone().split().1,
        },
        _ => entry,
    })])
}
pub fn queue_row(case: &Case, _: &Rulebook, _: Timestamp) -> QueueRow {
    QueueRow {
        id: case.id,
        no: case.no.clone(),
        state: case.state,
        level: case.level,
        kind: case.record.code(Field::Kind),
        channel: case.record.code(Field::Channel).unwrap_or(Channel::Phone),
        received_at: case.received_at,
        owner: case.owner.clone(),
        waiting_for: None,
        next: None,
        band: 2,
        customer: String::new(),
        summary: String::new(),
        phone: case.record.text(Field::CallerNumber).unwrap_or_default().to_owned(),
    }
}

//! Opening a case.

use super::Known;
use crate::domain::case::event::{CaseEvent, Entry};
use crate::domain::command::{Act, Actor, Command, Refusal, Target};
use crate::domain::event::Event;
use crate::domain::record::Field;
use crate::domain::time::Timestamp;

/// A case begins with the first ring: nothing but the channel is asked for.
pub(super) fn open(known: &Known, command: &Command, actor: &Actor, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    let missing = || Refusal::Missing { act: Act::Open, fields: vec![Field::Channel] };
    let channel = command.record.code(Field::Channel).ok_or_else(missing)?;
    let no = known.next_no.clone().ok_or_else(|| Refusal::NoSuch { what: "case_no".to_owned() })?;
    let linked_to = match command.target {
        Some(Target::Case(other)) => Some(other),
        _ => None,
    };
    let mut record = command.record.clone();
    let received_at = record.at(Field::ReceivedAt).unwrap_or(now);
    record.0.remove(&Field::Channel);
    record.0.remove(&Field::ReceivedAt);
    let Entry { record, personal } = Entry::of(record);
    let owner = actor.no.clone();
    Ok(vec![Event::Case(CaseEvent::Opened { no, owner, channel, received_at, linked_to, record, personal })])
}

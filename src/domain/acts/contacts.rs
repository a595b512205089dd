//! Contacts, the first answer, identity, notes, phrases, and telling the lead by hand.

use super::{Deed, escalate};
use crate::domain::case::event::{CaseEvent, Entry};
use crate::domain::code::{CalendarKind, ClockKind, Role};
use crate::domain::command::{Act, Command, Refusal};
use crate::domain::timers::clocks;
use crate::domain::record::{Field, Record, Value};

/// Failed identity checks after which the lead is told.
const IDENTITY_TRIES: u32 = 3;

/// The acts of this module; `None` for others.
pub(super) fn act(deed: &mut Deed<'_>, command: &Command) -> Option<Result<(), Refusal>> {
    let entry = Entry::of(deed.record.clone());
    match command.act {
        Act::FirstResponse => {
            if deed.case.first_response.is_some() {
                return Some(Err(super::grading::rule(Act::FirstResponse, "answered-already")));
            }
            let record = deed.record.clone();
            first_response(deed, record);
        }
        Act::ContactStarted => {
            let channel = deed.record.code(Field::Channel)?;
            deed.push(CaseEvent::ContactStarted { channel, personal: entry.personal });
        }
        Act::ContactHeld => deed.push(CaseEvent::ContactHeld(entry)),
        Act::ContactResumed => deed.push(CaseEvent::ContactResumed(entry)),
        Act::ContactEnded => deed.push(CaseEvent::ContactEnded(entry)),
        Act::IdentityChecked => {
            deed.push(CaseEvent::IdentityChecked(entry));
            if deed.case.work.identity_failures >= IDENTITY_TRIES {
                escalate::by_rule(deed, escalate::Trigger::IdentityFailed);
            }
        }
        Act::IdentityRevealed => return Some(revealed(deed, entry)),
        Act::NoteAdded => deed.push(CaseEvent::NoteAdded(entry)),
        Act::PhraseSaid => {
            let phrase = deed.record.text(Field::Phrase)?.to_owned();
            deed.push(CaseEvent::PhraseSaid { phrase });
        }
        Act::EscalateLead => {
            let trigger = deed.record.text(Field::Trigger).unwrap_or(escalate::Trigger::Decision.as_str()).to_owned();
            escalate::by_hand(deed, trigger, entry.personal);
        }
        Act::EscalationAcknowledged => deed.push(CaseEvent::EscalationAcknowledged(entry)),
        Act::ReviewSigned => deed.push(CaseEvent::ReviewSigned(entry)),
        _ => return None,
    }
    Some(Ok(()))
}

/// One masked field, with a reason from the list; a lead need not give one.
fn revealed(deed: &mut Deed<'_>, entry: Entry) -> Result<(), Refusal> {
    let field: Option<Field> = deed.record.code(Field::RevealedField);
    if field.is_none_or(|field| deed.case.record.get(field).is_none()) {
        return Err(Refusal::NoSuch { what: "revealed_field".to_owned() });
    }
    let needs_reason = !matches!(deed.actor.role, Role::Lead | Role::System);
    if needs_reason && deed.record.get(Field::RevealReason).is_none() {
        return Err(Refusal::Missing { act: Act::IdentityRevealed, fields: vec![Field::RevealReason] });
    }
    deed.push(CaseEvent::IdentityRevealed(entry));
    Ok(())
}

/// A person answered for the first time; seconds are counted from the receipt unless they were measured.
pub(super) fn first_response(deed: &mut Deed<'_>, mut record: Record) {
    let rings = record.number(Field::Rings).map(|rings| rings * deed.manual().clock.ring_s);
    let elapsed_s = deed.now.since_ms(deed.case.received_at) / 1000;
    let wait_s = record.number(Field::WaitS).or(rings).unwrap_or(elapsed_s);
    record.set(Field::WaitS, Value::Number(wait_s));
    let late = is_late(deed, wait_s, record.number(Field::AutoAckS));
    deed.push(CaseEvent::FirstResponded { late, record: record.split().0 });
    clocks::meet(deed, &[ClockKind::Respond], deed.now);
}

/// The channel standard: seconds to a person, and to the automatic word where nobody was faster. A contact that
/// arrives outside service hours is not measured.
fn is_late(deed: &Deed<'_>, wait_s: i64, auto_ack_s: Option<i64>) -> bool {
    let channel = deed.case.channel();
    let Some(rule) = deed.manual().channels.iter().find(|rule| rule.id == channel) else { return false };
    if !deed.calendar().is_open(CalendarKind::Service, deed.case.received_at) {
        return false;
    }
    let person = rule.first_response_s.is_some_and(|limit| wait_s > limit);
    let first_word = auto_ack_s.map(|auto| auto.min(wait_s));
    let word = rule.auto_ack_s.zip(first_word).is_some_and(|(limit, word)| word > limit);
    person || word
}

//! Contacts and the first answer.

use super::spec::{ANY, About, ActSpec, Asks, Counts, EVERYBODY, LINES, May, Only, Place, as_typed, needs};
use super::{Act, Decision, missing, rule};
use crate::case::event::{ContactFact, FactGroup};
use crate::case::telling::{Said, Telling};
use crate::manual::Manual;
use crate::timers::clocks;
use crate::{
    CalendarKind, Case, CaseEvent, Channel, ClockKind, Contact, Field, FirstResponse, Record, Recorded, Timestamp,
    Value, list,
};

pub(super) const FIRST_RESPONSE: ActSpec = ActSpec {
    may: May { who: LINES, states: ANY, only: Only::Always, moves_to: None },
    asks: Asks { required: &[], optional: list!(Field: Rings WaitS AutoAckS), fill: as_typed },
    place: Place { about: About::Case, listed: None, counts_as: &[] },
    decide: |decision, _| {
        if decision.case.first_response.is_some() {
            return Err(rule(Act::FirstResponse, "answered-already"));
        }
        let record = decision.record.clone();
        first_response(decision, record);
        Ok(())
    },
};

pub(super) const CONTACT_STARTED: ActSpec = ActSpec {
    may: May { who: EVERYBODY, states: ANY, only: Only::Always, moves_to: None },
    asks: Asks { required: needs!(Channel), optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Case, listed: Some(44), counts_as: &[Counts::Contact] },
    decide: |decision, _| {
        let channel = decision.record.code(Field::Channel);
        let channel = channel.ok_or_else(|| missing(Act::ContactStarted, Field::Channel))?;
        let personal = decision.personal();
        decision.push(CaseEvent::ContactStarted { channel, personal });
        Ok(())
    },
};

pub(super) const CONTACT_HELD: ActSpec = ActSpec {
    may: May { who: EVERYBODY, states: ANY, only: Only::Always, moves_to: None },
    asks: Asks { required: &[], optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Case, listed: None, counts_as: &[] },
    decide: |decision, _| decision.enter(CaseEvent::ContactHeld),
};

pub(super) const CONTACT_RESUMED: ActSpec = ActSpec {
    may: May { who: EVERYBODY, states: ANY, only: Only::Always, moves_to: None },
    asks: Asks { required: &[], optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Case, listed: None, counts_as: &[] },
    decide: |decision, _| decision.enter(CaseEvent::ContactResumed),
};

pub(super) const CONTACT_ENDED: ActSpec = ActSpec {
    may: May { who: EVERYBODY, states: ANY, only: Only::Always, moves_to: None },
    asks: Asks { required: &[], optional: list!(Field: TalkS HoldS AcwS), fill: as_typed },
    place: Place { about: About::Case, listed: None, counts_as: &[] },
    decide: |decision, _| decision.enter(CaseEvent::ContactEnded),
};

/// A contact that is being talked to was answered after the rings counted; where nobody counted, at once. On the other
/// channels the first answer comes later.
pub fn answered_live(opening: &Record, manual: &Manual) -> Option<Record> {
    let channel: Channel = opening.code(Field::Channel)?;
    let live = manual.channels.iter().any(|rule| rule.live && rule.id == channel);
    let waited = match opening.get(Field::Rings) {
        Some(rings) => (Field::Rings, rings.clone()),
        None => (Field::WaitS, Value::Number(0)),
    };
    (live && channel != Channel::Outbound).then(|| Record::default().with(waited.0, waited.1))
}

/// A person answered for the first time; seconds are counted from the receipt unless they were measured.
pub(super) fn first_response(decision: &mut Decision<'_>, mut record: Record) {
    let rings = record.number(Field::Rings).map(|rings| rings * decision.manual().clock.ring_s);
    let elapsed_s = decision.now.since_ms(decision.case.received_at) / 1000;
    let wait_s = record.number(Field::WaitS).or(rings).unwrap_or(elapsed_s);
    record.set(Field::WaitS, Value::Number(wait_s));
    let late = is_late(decision, wait_s, record.number(Field::AutoAckS));
    decision.push(CaseEvent::FirstResponded { late, record: record.split().0 });
    clocks::meet(decision, &[ClockKind::Respond], decision.now);
}

/// The channel standard: seconds to a person, and to the automatic word where nobody was faster. A contact that
/// arrives outside service hours is not measured.
fn is_late(decision: &Decision<'_>, wait_s: i64, auto_ack_s: Option<i64>) -> bool {
    let channel = decision.case.channel();
    let Some(rule) = decision.manual().channels.iter().find(|rule| rule.id == channel) else { return false };
    if !decision.calendar().is_open(CalendarKind::Service, decision.case.received_at) {
        return false;
    }
    let person = rule.first_response_s.is_some_and(|limit| wait_s > limit);
    let first_word = auto_ack_s.map(|auto| auto.min(wait_s));
    let word = rule.auto_ack_s.zip(first_word).is_some_and(|(limit, word)| word > limit);
    person || word
}

impl<'a> FactGroup<'a> for ContactFact<'a> {
    fn fold(self, case: &mut Case, fact: &Recorded) {
        match self {
            Self::FirstResponded { late, record } => {
                case.work.wait_s = record.number(Field::WaitS).or(case.work.wait_s);
                case.first_response.get_or_insert(FirstResponse { at: fact.at, late: *late });
            }
            Self::ContactStarted { channel, .. } => {
                end_contact(case, fact.at, None);
                let (channel, start) = (*channel, fact.at);
                case.contacts.push(Contact { channel, start, end: None, holds: Vec::new(), measured: None });
            }
            Self::ContactHeld(_) => {
                if let Some(contact) = open(case) {
                    contact.holds.push((fact.at, None));
                }
            }
            Self::ContactResumed(_) => {
                if let Some(hold) = open(case).and_then(|contact| contact.holds.last_mut()) {
                    hold.1.get_or_insert(fact.at);
                }
            }
            Self::ContactEnded(entry) => {
                let measured = [Field::TalkS, Field::HoldS, Field::AcwS].map(|field| entry.record.number(field));
                let any = measured.iter().any(Option::is_some);
                let [talk, hold, acw] = measured.map(Option::unwrap_or_default);
                end_contact(case, fact.at, any.then_some((talk, hold, acw)));
            }
        }
    }

    fn tell(self) -> Telling<'a> {
        match self {
            Self::FirstResponded { late, .. } => Telling::row(Vec::new()).only_if(*late),
            Self::ContactStarted { channel, .. } => Telling::row(vec![Said::Code(Field::Channel, channel.as_str())]),
            Self::ContactHeld(_) | Self::ContactResumed(_) | Self::ContactEnded(_) => Telling::row(Vec::new()),
        }
    }
}

fn open(case: &mut Case) -> Option<&mut Contact> {
    case.contacts.iter_mut().rev().find(|contact| contact.end.is_none())
}

fn end_contact(case: &mut Case, at: Timestamp, measured: Option<(i64, i64, i64)>) {
    if let Some(contact) = open(case) {
        contact.end = Some(at);
        contact.measured = measured;
        if let Some(hold) = contact.holds.last_mut() {
            hold.1.get_or_insert(at);
        }
    }
}

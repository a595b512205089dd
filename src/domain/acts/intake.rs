//! Taking a case: opening it, filling in and correcting its fields, and knowing enough to grade it.

use super::spec::{About, ActSpec, Asks, Counts, LINES, May, OPEN as OPEN_STATES, Only, Place, as_typed, needs};
use super::{Act, Decision, Known, missing, no_such, rights, rule};
use crate::case::event::{FactGroup, IntakeFact};
use crate::case::telling::{Said, Telling};
use crate::case::{enter, go, keep};
use crate::timers::clocks;
use crate::{
    Case, CaseEvent, Command, Contact, Entry, Event, Field, Recorded, Refusal, State, Target, Timestamp, Value, list,
};

/// What a first conversation brings.
const HEARD: &[Field] = list!(Field:
    Rings WaitS CallerNumber CustomerName Title Company Email OrderNo Product Model Summary NoticeNo NoticeDue);

pub(super) const OPEN: ActSpec = ActSpec {
    // Only what does not exist can be opened.
    may: May { who: LINES, states: &[], only: Only::Always, moves_to: None },
    asks: Asks { required: needs!(Channel), optional: HEARD, fill: as_typed },
    place: Place { about: About::Case, listed: None, counts_as: &[Counts::Contact] },
    decide: |decision, _| Err(Refusal::NotNow { act: Act::Open, state: decision.case.state }),
};

pub(super) const EDIT: ActSpec = ActSpec {
    may: May { who: LINES, states: OPEN_STATES, only: Only::Always, moves_to: None },
    asks: Asks { required: &[], optional: HEARD, fill: as_typed },
    place: Place { about: About::Case, listed: Some(30), counts_as: &[] },
    decide: edit,
};

pub(super) const INTAKE_DONE: ActSpec = ActSpec {
    may: May { who: LINES, states: &[State::Intake], only: Only::Always, moves_to: Some(State::Identify) },
    asks: Asks { required: needs!(Channel ReceivedAt (if ContactOrHidden) Summary), optional: HEARD, fill: as_typed },
    place: Place { about: About::Case, listed: None, counts_as: &[] },
    decide: |decision, _| decision.enter(CaseEvent::IntakeDone),
};

/// A case begins with the first ring: nothing but the channel is asked for.
pub(super) fn open(known: &Known<'_>, command: &Command, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    let channel = command.record.code(Field::Channel).ok_or_else(|| missing(Act::Open, Field::Channel))?;
    let no = known.next_no.clone().ok_or_else(|| no_such("case_no"))?;
    let linked_to = match command.target {
        Some(Target::Case(other)) => Some(other),
        _ => None,
    };
    let mut record = command.record.clone();
    let received_at = record.at(Field::ReceivedAt).unwrap_or(now);
    record.0.remove(&Field::Channel);
    record.0.remove(&Field::ReceivedAt);
    let Entry { record, personal } = Entry::of(record);
    Ok(vec![Event::Case(CaseEvent::Opened { no, owner: None, channel, received_at, linked_to, record, personal })])
}

/// Fields that decide the grade: after grading they change by grading anew, which shows its consequences.
const GRADING: &[Field] = list!(Field: Kind Impact Urgency Severity Category Circumstances);

/// Fields nobody types into: acts make them.
const MADE_BY_ACTS: &[Field] = &[Field::Outcome];

/// Conflicts are judged field by field.
fn edit(decision: &mut Decision<'_>, command: &Command) -> Result<(), Refusal> {
    if let Some(based_on) = command.based_on {
        check_fresh(decision, based_on)?;
    }
    let changed = |field: &&Field| {
        decision.record.0.get(field).is_some_and(|value| decision.case.record.0.get(field) != Some(value))
    };
    if GRADING.iter().any(|field| decision.case.is_graded() && changed(&field)) {
        return Err(rule(Act::Edit, "grade-anew"));
    }
    if MADE_BY_ACTS.iter().any(|field| changed(&field)) {
        return Err(rule(Act::Edit, "made-by-acts"));
    }
    let received = changed(&&Field::ReceivedAt);
    if received {
        rights::lead_only(decision.actor, Act::Edit)?;
        if decision.record.text(Field::Reason).is_none() {
            return Err(missing(Act::Edit, Field::Reason));
        }
    }
    let notice = changed(&&Field::NoticeDue);
    decision.enter(CaseEvent::Drafted)?;
    if received {
        clocks::receive_anew(decision);
    }
    if notice {
        clocks::notice_changed(decision);
    }
    Ok(())
}

/// Somebody else wrote another value into the same field since it was read.
fn check_fresh(decision: &Decision<'_>, based_on: u64) -> Result<(), Refusal> {
    let stale = |field: &Field| {
        let later = decision.case.work.changed.get(field).is_some_and(|rank| *rank > based_on);
        later && decision.case.record.0.get(field) != decision.record.0.get(field)
    };
    let fields: Vec<Field> = decision.record.0.keys().copied().filter(stale).collect();
    if fields.is_empty() { Ok(()) } else { Err(Refusal::Stale { fields }) }
}

/// The first fact of a case; no other one makes one.
pub fn opened(fact: &Recorded, event: &CaseEvent) -> Option<Case> {
    let CaseEvent::Opened { no, owner, channel, received_at, linked_to, record, personal } = event else {
        return None;
    };
    let mut case = Case::new(fact.stream.id, no.clone(), owner.unwrap_or(fact.by.person), *received_at);
    case.linked_to = *linked_to;
    case.opened_at = fact.station;
    keep(&mut case, fact.rank, record);
    keep(&mut case, fact.rank, personal);
    case.record.set(Field::Channel, Value::Code(channel.to_string()));
    case.record.set(Field::ReceivedAt, Value::At(*received_at));
    case.contacts.push(Contact {
        channel: *channel,
        start: *received_at,
        end: None,
        holds: Vec::new(),
        measured: None,
    });
    Some(case)
}

impl<'a> FactGroup<'a> for IntakeFact<'a> {
    fn fold(self, case: &mut Case, fact: &Recorded) {
        match self {
            // Two stations cannot open one case; a second opening changes nothing.
            Self::Opened { .. } => case.needs_attention = true,
            Self::Drafted(entry) => drafted(case, fact.rank, entry),
            Self::IntakeDone(entry) => {
                enter(case, fact.rank, entry);
                go(case, &INTAKE_DONE);
            }
            Self::RecordCompleted { .. } => {
                case.record_completed_at.get_or_insert(fact.at);
            }
        }
    }

    fn tell(self) -> Telling<'a> {
        match self {
            Self::Opened { channel, record, .. } => {
                let rings = record.number(Field::Rings).map(Said::Rings);
                let channel = Said::Code(Field::Channel, channel.as_str());
                Telling::row([Some(channel), rings].into_iter().flatten().collect())
            }
            Self::Drafted(entry) => {
                let mut fields = entry.record.0.keys().chain(entry.personal.0.keys());
                let by_rule = fields.all(|field| *field == Field::ImmediateAction);
                Telling::row(vec![Said::Changed(&entry.record, &entry.personal)]).only_if(!by_rule)
            }
            Self::IntakeDone(_) | Self::RecordCompleted { .. } => Telling::none(),
        }
    }
}

fn drafted(case: &mut Case, rank: u64, entry: &Entry) {
    enter(case, rank, entry);
    if let Some(received_at) = entry.at(Field::ReceivedAt) {
        case.received_at = received_at;
        if let Some(first) = case.contacts.first_mut() {
            first.start = received_at;
        }
    }
}

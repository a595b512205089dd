//! Requests about contacts: the act itself, the other contact it puts on hold, and what it says on cases.

use uuid::Uuid;

use super::unit::Unit;
use super::{Current, Facts, NewAct, roles_of, unwritten};
use crate::calendar::Rulebook;
use crate::contact::{Call, Decided, LinkedAs, decide, takes_the_line};
use crate::protocol::ContactRequest;
use crate::timers::DueAct;
use crate::{
    Act, Actor, By, CaseEvent, Command, ContactEvent, Entry, Event, EventId, Field, Record, Recorded, Refusal,
    StreamId, Timestamp, Value, fold,
};

/// The acts a request about a contact leads to: what time did to it, its own, then those on other streams.
pub(super) fn submit<F: Facts>(
    facts: &F,
    current: Current<'_>,
    actor: &Actor,
    request: &ContactRequest,
    (rules, now): (&Rulebook, Timestamp),
) -> Result<Vec<NewAct>, F::Error> {
    let held = roles_of(facts, actor)?;
    let open = if takes_the_line(request) { facts.open_calls()? } else { Vec::new() };
    let stream = StreamId::contact(request.contact);
    let late = due_on_call(facts, stream, current.facts, (rules, now))?;
    let before = Call::of(request.contact, current.facts).map(|call| in_time(call, &late));
    let decided = decide(before.clone(), &open, (actor, &held), request, (rules, now))?;
    let actor = Actor { role: decided.role, ..actor.clone() };
    let act = |id, stream, facts: &[ContactEvent]| {
        let facts = facts.iter().cloned().map(Event::Contact).collect();
        NewAct { id, stream, at: now, by: By::from(&actor), facts }
    };
    let mut acts = late;
    acts.push(act(request.key, stream, &decided.facts));
    let holds = decided.holds.iter();
    acts.extend(holds.map(|other| act(request.key.also(*other), StreamId::contact(*other), &[ContactEvent::Held])));
    for on in on_cases(before.as_ref(), &decided) {
        acts.extend(on.said(facts, (&actor, request.key), &decided.call, (rules, now))?);
    }
    Ok(acts)
}

/// Contacts on which something may have happened because of time.
pub fn late_calls<F: Facts>(facts: &F, now: Timestamp) -> Result<Vec<StreamId>, F::Error> {
    let open = facts.open_calls()?.into_iter().filter(|open| open.may_be_late(now));
    Ok(open.map(|open| StreamId::contact(open.id)).collect())
}

/// The acts that time has brought about on a contact and that nobody has written yet.
pub fn due_on_call<F: Facts>(
    facts: &F,
    stream: StreamId,
    known: &[Recorded],
    (rules, now): (&Rulebook, Timestamp),
) -> Result<Vec<NewAct>, F::Error> {
    let late = Call::of(stream.id, known).and_then(|call| call.late(rules, now));
    let Some(((id, at), first)) = late.zip(known.first()) else { return Ok(Vec::new()) };
    if !facts.keeps(first.station)? {
        return Ok(Vec::new());
    }
    let missed = DueAct { id, at, facts: vec![Event::Contact(ContactEvent::CallbackMissed)] };
    Ok(unwritten(facts, stream, missed)?.into_iter().collect())
}

/// A contact as what time did leaves it.
fn in_time(call: Call, late: &[NewAct]) -> Call {
    let missed = |call: Call, act: &NewAct| {
        let id = (call.id, act.id);
        Call::apply(Some(call.clone()), id, &ContactEvent::CallbackMissed, act.at).unwrap_or(call)
    };
    late.iter().fold(call, missed)
}

/// What a contact says on a case.
struct OnCase {
    case: Uuid,
    /// It is linked now.
    linked: Option<LinkedAs>,
    /// It is over.
    ended: bool,
}

/// The cases a decision has something to say on: those linked by it, and all of a contact that ended by it.
fn on_cases(before: Option<&Call>, decided: &Decided) -> Vec<OnCase> {
    let ended = decided.call.ended_at.is_some();
    let ends = ended && before.is_none_or(|before| before.ended_at.is_none());
    let cases = decided.call.cases.iter().map(|case| {
        let linked = decided.linked.iter().find(|(linked, _)| linked == case).map(|(_, how)| *how);
        OnCase { case: *case, linked, ended }
    });
    cases.filter(|on| ends || on.linked.is_some()).collect()
}

impl OnCase {
    /// The acts of that on the case: a contact of its own begins there, or the one that is open ends.
    fn said<F: Facts>(
        &self,
        facts: &F,
        (actor, act): (&Actor, EventId),
        call: &Call,
        (rules, now): (&Rulebook, Timestamp),
    ) -> Result<Vec<NewAct>, F::Error> {
        let (stream, id) = (StreamId::case(self.case), act.also(self.case));
        let known = facts.facts(stream)?;
        let case = fold(&known).ok_or_else(|| Refusal::NoSuch { what: "case".to_owned() })?;
        let is_open = case.open_contact().is_some();
        // A case opened in a conversation was opened with it.
        let starts = match self.linked {
            Some(LinkedAs::Opened) => !is_open,
            Some(LinkedAs::Added | LinkedAs::Split) => true,
            None => false,
        };
        let mut unit = Unit::new(facts, stream, Current { facts: &known, case: Some(&case) }, rules, now);
        unit.let_time_pass()?;
        if starts {
            unit.act(actor, &started(id, call))?;
        }
        let mut acts = unit.finish();
        if self.ended && (starts || is_open) {
            let ended = Event::Case(CaseEvent::ContactEnded(Entry::of(seconds(call))));
            match acts.iter_mut().find(|act| act.id == id) {
                Some(act) => act.facts.push(ended),
                None => acts.push(NewAct { id, stream, at: now, by: actor.into(), facts: vec![ended] }),
            }
        }
        Ok(acts)
    }
}

fn started(id: EventId, call: &Call) -> Command {
    let record = Record::default().with(Field::Channel, Value::Code(call.channel.to_string()));
    Command { act: Act::ContactStarted, record, target: None, based_on: None, id }
}

/// Seconds of talk and on hold of a contact that is over.
fn seconds(call: &Call) -> Record {
    let all = [(Field::TalkS, call.talk_s()), (Field::HoldS, call.hold_s())];
    let known = all.into_iter().filter_map(|(field, seconds)| Some((field, Value::Number(seconds?.into()))));
    known.fold(Record::default(), |record, (field, value)| record.with(field, value))
}

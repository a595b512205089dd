//! What of a call becomes a fact: of its contact as it happens, and of its case from the moment there is one.

use uuid::Uuid;

use super::{Call, Line, Meeting, back, bar};
use crate::domain::contact::{self, CallState, Direction, DropReason, EndedBy, LinkedAs, Source};
use crate::domain::language::phone::normalise;
use crate::domain::protocol::{CaseFile, ContactRequest, Query, Request};
use crate::domain::{Act, Case, Channel, ContactEvent, EventId, Field, Record, Timestamp, Value, values};
use crate::text::mask;
use crate::tui::cx::Cx;
use crate::tui::frame::GoesWith;
use crate::tui::frame::in_flight::{Asker, Errand};

/// Whether contacts are kept from whoever sits here: the other lines note what they say on its case alone.
pub fn keeps(cx: &Cx) -> bool {
    ContactEvent::Held.who_may().iter().any(|role| cx.agent.is(*role))
}

/// Facts about a contact go out; no key waits for the answer.
pub(super) fn tell(contact: Uuid, facts: Vec<ContactEvent>, cx: &mut Cx) {
    if keeps(cx) {
        // What the store could not take before is said again.
        let lost = cx.calls.get(contact).is_some_and(|call| !call.kept);
        cx.calls.with(contact, |call| call.kept = true);
        let facts = lost.then(|| answered(cx)).into_iter().chain(facts).collect();
        let request = request(contact, facts, cx);
        cx.on_behalf(Asker::Frame(Errand::Call(contact)), |cx| cx.note(request));
    }
}

fn request(contact: Uuid, facts: Vec<ContactEvent>, cx: &mut Cx) -> Request {
    Request::Contact(ContactRequest { contact, key: EventId(cx.new_id()), facts })
}

/// Where contacts are not kept the case alone hears of it, once it is saved.
pub fn told_on_case(call: &Call, act: Act, cx: &mut Cx) {
    if !keeps(cx) && call.linked {
        let record = match act {
            Act::ContactStarted => Record::default().with(Field::Channel, Value::Code(call.channel.to_string())),
            _ => Record::default(),
        };
        let (case, command) = (call.case, cx.command(act, record, None));
        cx.on_behalf(Asker::Frame(Errand::Call(call.id)), |cx| cx.note(Request::Act { case, command }));
    }
}

pub(super) const fn answered(cx: &Cx) -> ContactEvent {
    ContactEvent::Answered { person: cx.agent.person, rings: None, wait_s: None, auto_ack_s: None }
}

/// How it came, as the agent says.
pub(super) fn rang(channel: Channel, number: Option<&str>) -> ContactEvent {
    let direction = if channel == Channel::Outbound { Direction::Outbound } else { Direction::Inbound };
    let number = number.filter(|number| number.chars().any(|c| c.is_ascii_digit()));
    let personal = number.map_or_else(Record::default, |number| {
        Record::default().with(Field::CallerNumber, Value::Text(number.to_owned()))
    });
    ContactEvent::Rang { channel, direction, trunk: None, source: Source::Hand, personal }
}

/// The facts that tie a contact to a case; what is only written is over with that.
fn ties(call: &Call, (case, how): (Uuid, LinkedAs), channel: Channel, number: Option<&str>) -> Vec<ContactEvent> {
    let mut facts = Vec::new();
    facts.extend((!call.told).then(|| rang(channel, number)));
    facts.push(ContactEvent::Linked { case, how });
    let over = Meeting::over(channel) == Meeting::Writing && call.is_live();
    facts.extend(over.then_some(ContactEvent::Ended { by: EndedBy::Us }));
    facts
}

/// The case of this contact is saved.
pub fn linked(file: &CaseFile, cx: &mut Cx) {
    let case = &file.case;
    let Some(call) = cx.calls.of(case.id).filter(|call| !call.linked).cloned() else { return };
    let channel = if call.told { call.channel } else { case.channel() };
    let facts = ties(&call, (case.id, LinkedAs::Opened), channel, case.record.text(Field::CallerNumber));
    tell(call.id, facts, cx);
    tied(&call, case.id, channel, cx);
    learn(case, cx);
}

fn tied(call: &Call, case: Uuid, channel: Channel, cx: &mut Cx) {
    back::reached(call.id, cx);
    cx.calls.with(call.id, |call| {
        (call.case, call.channel, call.linked, call.told) = (case, channel, true, true);
    });
    if Meeting::over(channel) == Meeting::Writing {
        let now = cx.now;
        cx.calls.forget(call.id, now);
    }
}

/// The request that ties the contact of a form to a case that is open already; nothing where there is none to tie.
pub fn links((form_of, case): (Uuid, Uuid), cx: &mut Cx) -> Option<Request> {
    let call = cx.calls.of(form_of).filter(|_| keeps(cx)).cloned()?;
    let number = known_number(&call, cx).map(str::to_owned);
    let facts = ties(&call, (case, LinkedAs::Added), call.channel, number.as_deref());
    Some(request(call.id, facts, cx))
}

/// The number as typed, where it is one.
fn known_number<'a>(call: &'a Call, cx: &Cx) -> Option<&'a str> {
    let region = values::region(&cx.rules.manual);
    Some(call.number.as_str()).filter(|number| normalise(number, region).is_ok())
}

/// The contact of a form belongs to a case that is open already: the contact says so, unless it was that which was saved.
pub fn moved((form_of, case): (Uuid, Uuid), file: Option<&CaseFile>, cx: &mut Cx) {
    let Some(call) = cx.calls.of(form_of).cloned() else { return };
    if let Some(link) = file.and_then(|_| links((form_of, case), cx)) {
        cx.on_behalf(Asker::Frame(Errand::Call(call.id)), |cx| cx.note(link));
    }
    tied(&call, case, call.channel, cx);
    if let Some(file) = file {
        learn(&file.case, cx);
    }
}

/// Who is on the line is known from the case.
pub fn learn(case: &Case, cx: &mut Cx) {
    let who = mask::name(case.record.text(Field::CustomerName).unwrap_or_default());
    if !who.is_empty() {
        cx.calls.named(case.id, &who);
    }
}

/// How it came is told before it ends by a cut, so that the customer can be called back; what is no number is left out.
pub(super) fn told_before(call: &Call, by: EndedBy, cx: &mut Cx) -> Option<ContactEvent> {
    if call.told || by != EndedBy::Cut {
        return None;
    }
    let rang = rang(call.channel, known_number(call, cx));
    cx.calls.with(call.id, |call| call.told = true);
    Some(rang)
}

/// Not a real contact: that is kept, and the call is gone.
pub fn dropped(call: &Call, reason: DropReason, cx: &mut Cx) {
    let mut facts = Vec::new();
    facts.extend((!call.told).then(|| rang(call.channel, None)));
    facts.push(ContactEvent::Dropped { reason });
    tell(call.id, facts, cx);
    let now = cx.now;
    cx.calls.forget(call.id, now);
}

/// What became of the calls that were open when the program ended is asked for where the agent looks.
pub fn ask_about_found(cx: &mut Cx) {
    let found: Vec<String> =
        cx.calls.all().iter().filter(|call| call.found).map(|call| bar::known_by(call, cx)).collect();
    if found.is_empty() {
        return;
    }
    let key = |action: &str| cx.keymap.shown(&["line"], action, true).unwrap_or_default();
    let args = [
        ("n", found.len().into()),
        ("who", found.join(&cx.words.get("list-separator")).into()),
        ("hold", key("hold").into()),
        ("end", key("hang_up").into()),
    ];
    cx.warn_with(GoesWith::Calls, cx.words.with("call-found", &args));
}

/// How long after a call that is over its writing down is taken up by a program that starts; what is older was left, and
/// how long it took nobody knows.
const LEFT_MS: i64 = 30 * 60_000;

/// Whether a call that ended then is still written down where nobody said that it is done.
pub fn is_still_written_down(ended: Timestamp, now: Timestamp) -> bool {
    (0..=LEFT_MS).contains(&(now.0 - ended.0))
}

/// A contact that is open in the store: as it was when the program ended, and what became of it since is asked for.
pub fn found(contact: &contact::Call, cx: &mut Cx) {
    let line = match contact.state {
        CallState::Active if contact.channel == Channel::Outbound => Line::CallBack,
        CallState::Active => Line::Talk,
        CallState::Held => Line::Hold,
        CallState::Ended if cx.calls.get(contact.id).is_some_and(|known| known.line == Line::WrapUp) => return,
        // The program ended while it was written down.
        CallState::Ended
            if cx.calls.get(contact.id).is_none()
                && contact.person == Some(cx.agent.person)
                && is_still_written_down(contact.since(), cx.now) =>
        {
            Line::WrapUp
        }
        CallState::Ended | CallState::Ringing | CallState::Wrapped | CallState::Missed | CallState::Dropped => {
            let now = cx.now;
            return cx.calls.forget(contact.id, now);
        }
    };
    let known = cx.calls.get(contact.id).cloned();
    let case = contact.cases.last().copied();
    let call = Call {
        id: contact.id,
        line,
        since: contact.since(),
        began: contact.answered_at.unwrap_or(contact.began_at),
        case: case.unwrap_or(contact.id),
        linked: case.is_some(),
        channel: contact.channel,
        told: contact.told,
        who: known.as_ref().map_or_else(|| mask::phone(&contact.number), |call| call.who.clone()),
        // What this desk alone knows stays known.
        number: known.as_ref().map_or_else(String::new, |call| call.number.clone()),
        kept: true,
        returns: known.as_ref().and_then(|call| call.returns),
        found: line != Line::WrapUp && known.as_ref().is_none_or(|call| call.found),
    };
    cx.calls.begin(call);
    if known.is_none() && line != Line::WrapUp {
        ask_about_found(cx);
    }
    if let Some(case) = case {
        cx.on_behalf(Asker::Frame(Errand::Call(contact.id)), |cx| cx.ask(Query::Case(case)));
    }
}

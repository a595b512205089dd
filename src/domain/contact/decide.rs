//! What may be said about a contact, when, and what follows from it: what cannot be is refused.

use uuid::Uuid;

use super::call::{Call, CallState};
use super::event::{Booking, CallbackWhy, ContactEvent, EndedBy, LinkedAs};
use super::open::OpenCall;
use crate::acts::{self, tasks};
use crate::calendar::Rulebook;
use crate::manual::FollowUpRule;
use crate::parties::{role_for, with_full_number};
use crate::protocol::ContactRequest;
use crate::values::{self, TaskResult};
use crate::{Act, Actor, Field, FollowUpKind, Invalid, Record, Refusal, Role, Timestamp, list};

/// What a request about a contact comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    /// The role it is written in.
    pub role: Role,
    /// The facts of the contact itself.
    pub facts: Vec<ContactEvent>,
    /// Other contacts of the person who speaks now: they are held.
    pub holds: Vec<Uuid>,
    /// Cases linked by it.
    pub linked: Vec<(Uuid, LinkedAs)>,
    /// The contact afterwards.
    pub call: Call,
}

/// Whether a request may make somebody speak: then the other open contacts matter.
pub fn takes_the_line(request: &ContactRequest) -> bool {
    request.facts.iter().any(|fact| matches!(fact, ContactEvent::Answered { .. } | ContactEvent::Resumed))
}

/// The facts a request about a contact leads to; `open` are the contacts open now, `held` the roles the actor holds.
///
/// # Errors
/// A refusal: `Reserved` where the role may not, a rule where it cannot be, `NoSuch` where nothing is there.
pub fn decide(
    call: Option<Call>,
    open: &[OpenCall],
    (actor, held): (&Actor, &[Role]),
    request: &ContactRequest,
    (rules, now): (&Rulebook, Timestamp),
) -> Result<Decided, Refusal> {
    let role = role(request, actor, held)?;
    let mut decision = Decision { request, call, facts: Vec::new(), by: (actor, role), rules, now };
    for fact in &request.facts {
        decision.check(fact)?;
        decision.push(with_number(fact, rules));
        decision.follow(fact);
    }
    let call = decision.call.ok_or_else(no_contact)?;
    let holds = if takes_the_line(request) { others(&call, open) } else { Vec::new() };
    let linked = |fact: &ContactEvent| match fact {
        ContactEvent::Linked { case, how } => Some((*case, *how)),
        _ => None,
    };
    let linked = decision.facts.iter().filter_map(linked).collect();
    Ok(Decided { role, facts: decision.facts, holds, linked, call })
}

/// One role that may write all of it.
fn role(request: &ContactRequest, actor: &Actor, held: &[Role]) -> Result<Role, Refusal> {
    let may = |role: &Role| request.facts.iter().all(|fact| fact.who_may().contains(role));
    let may: Vec<Role> = Role::ALL.iter().copied().filter(may).collect();
    let refused = request.facts.iter().find(|fact| !fact.who_may().contains(&actor.role));
    let kind = refused.or(request.facts.first()).ok_or_else(no_contact)?.kind();
    role_for(kind, &may, actor, held)
}

/// Spoken contacts this one takes its person from.
fn others(call: &Call, open: &[OpenCall]) -> Vec<Uuid> {
    let Some(person) = call.person.filter(|_| call.is_spoken() && call.state == CallState::Active) else {
        return Vec::new();
    };
    open.iter().filter(|other| other.id != call.id && other.is_spoken_by(person)).map(|other| other.id).collect()
}

/// Numbers are kept with their country code.
fn with_number(fact: &ContactEvent, rules: &Rulebook) -> ContactEvent {
    let mut fact = fact.clone();
    if let Some(personal) = personal_of(&mut fact) {
        *personal = with_full_number(personal, values::region(&rules.manual));
    }
    fact
}

const fn personal_of(fact: &mut ContactEvent) -> Option<&mut Record> {
    match fact {
        ContactEvent::Rang { personal, .. } | ContactEvent::Missed { personal, .. } => Some(personal),
        ContactEvent::CallbackBooked(booking) | ContactEvent::CallbackMoved(booking) => Some(&mut booking.personal),
        _ => None,
    }
}

/// A request about a contact, being decided.
struct Decision<'a> {
    request: &'a ContactRequest,
    /// As the facts decided so far leave it.
    call: Option<Call>,
    facts: Vec<ContactEvent>,
    by: (&'a Actor, Role),
    rules: &'a Rulebook,
    now: Timestamp,
}

impl Decision<'_> {
    fn push(&mut self, fact: ContactEvent) {
        let ContactRequest { contact, key, .. } = *self.request;
        let id = (contact, key.fact(self.facts.len()));
        self.call = Call::apply(self.call.take(), id, &fact, self.now);
        self.facts.push(fact);
    }

    fn call(&self) -> Result<&Call, Refusal> {
        self.call.as_ref().ok_or_else(no_contact)
    }

    fn check(&self, fact: &ContactEvent) -> Result<(), Refusal> {
        match fact {
            ContactEvent::Rang { trunk, personal, .. } => self.check_ring(trunk.as_deref(), personal),
            ContactEvent::Answered { person, .. } => self.check_answer(*person),
            ContactEvent::Held => self.check_talk(CallState::Active),
            ContactEvent::Resumed => self.check_talk(CallState::Held),
            ContactEvent::Linked { case, .. } => self.check_link(*case),
            ContactEvent::Ended { .. } => self.own().and_then(is_talk),
            ContactEvent::Wrapped { code, .. } => self.check_wrap(code),
            ContactEvent::Measured { talk_s, hold_s, acw_s, reference, .. } => {
                self.check_measured(&[*talk_s, *hold_s, *acw_s], reference.as_deref())
            }
            ContactEvent::Missed { personal, .. } => self.check_missed(personal),
            ContactEvent::Dropped { .. } => self.check_dropped(),
            ContactEvent::CallbackBooked(booking) => self.check_booked(booking),
            ContactEvent::CallbackMoved(booking) => self.owed().and_then(|()| self.check_booking(booking)),
            ContactEvent::CallbackDone { result } => self.owed().and_then(|()| is_result(*result, false)),
            ContactEvent::CallbackNoAnswer { result } => self.owed().and_then(|()| is_result(*result, true)),
            ContactEvent::CallbackCancelled { .. } => self.owed(),
            ContactEvent::CallbackMissed => Err(no("callback-in-time")),
            ContactEvent::PhraseSaid { phrase } => self.check_phrase(phrase),
        }
    }

    fn check_ring(&self, trunk: Option<&str>, personal: &Record) -> Result<(), Refusal> {
        match &self.call {
            Some(call) if call.told => return Err(no("contact-begun")),
            // Picked up by hand, and only now it is said how it came.
            Some(_) => drop(self.own()?),
            None => {}
        }
        trunk.map_or(Ok(()), named)?;
        self.holds_only(personal, &[Field::CallerNumber])
    }

    fn check_answer(&self, person: Uuid) -> Result<(), Refusal> {
        match self.call.as_ref().map(|call| call.state) {
            // By hand: the telephone system tells of the ring first.
            None if self.by.1 == Role::System => Err(no_contact()),
            None | Some(CallState::Ringing) => self.is_oneself(person),
            Some(CallState::Active | CallState::Held) => Err(no("contact-answered")),
            Some(_) => Err(no("contact-over")),
        }
    }

    fn check_talk(&self, wanted: CallState) -> Result<(), Refusal> {
        let call = self.own()?;
        is_talk(call)?;
        match call.state {
            state if state == wanted => Ok(()),
            CallState::Held => Err(no("contact-on-hold")),
            _ => Err(no("contact-not-on-hold")),
        }
    }

    fn check_link(&self, case: Uuid) -> Result<(), Refusal> {
        let call = self.own()?;
        was_answered(call)?;
        if call.cases.contains(&case) { Err(no("contact-linked")) } else { Ok(()) }
    }

    fn check_wrap(&self, code: &str) -> Result<(), Refusal> {
        let call = self.own()?;
        if call.is_talk() {
            return Err(no("contact-not-ended"));
        }
        if call.state != CallState::Ended {
            return Err(no("contact-over"));
        }
        named(code)
    }

    fn check_measured(&self, seconds: &[Option<u32>], reference: Option<&str>) -> Result<(), Refusal> {
        was_answered(self.call()?)?;
        if seconds.iter().all(Option::is_none) {
            return Err(no("contact-not-measured"));
        }
        reference.map_or(Ok(()), named)
    }

    /// One key notes a missed call nobody saw ring.
    fn check_missed(&self, personal: &Record) -> Result<(), Refusal> {
        match self.call.as_ref().map(|call| call.state) {
            None | Some(CallState::Ringing) => self.holds_only(personal, &[Field::CallerNumber]),
            Some(CallState::Active | CallState::Held) => Err(no("contact-answered")),
            Some(_) => Err(no("contact-over")),
        }
    }

    fn check_dropped(&self) -> Result<(), Refusal> {
        let call = if self.call()?.person.is_some() { self.own()? } else { self.call()? };
        if !call.cases.is_empty() {
            return Err(no("contact-has-case"));
        }
        match call.state {
            CallState::Ringing | CallState::Active | CallState::Held | CallState::Ended => Ok(()),
            CallState::Wrapped | CallState::Missed | CallState::Dropped => Err(no("contact-over")),
        }
    }

    fn check_booked(&self, booking: &Booking) -> Result<(), Refusal> {
        let call = self.call()?;
        match call.state {
            CallState::Ringing => return Err(no("contact-not-answered")),
            CallState::Dropped => return Err(no("contact-over")),
            _ => {}
        }
        if call.owed().is_some() {
            return Err(no("callback-booked"));
        }
        if !is_number(booking.personal.text(Field::CallerNumber).unwrap_or(&call.number)) {
            return Err(no("callback-no-number"));
        }
        self.check_booking(booking)
    }

    fn check_booking(&self, booking: &Booking) -> Result<(), Refusal> {
        if booking.due < self.now {
            return Err(Refusal::Invalid { field: Field::Due, problem: Invalid::TooEarly });
        }
        self.holds_only(&booking.personal, list!(Field: CallerNumber Note))
    }

    fn check_phrase(&self, phrase: &str) -> Result<(), Refusal> {
        was_answered(self.call()?)?;
        let known = self.rules.manual.phrases.iter().any(|known| known.id == phrase);
        if known { Ok(()) } else { Err(Refusal::NoSuch { what: "phrase".to_owned() }) }
    }

    /// Nothing else is kept about the customer here. What the line says is taken as it comes.
    fn holds_only(&self, personal: &Record, fields: &[Field]) -> Result<(), Refusal> {
        if let Some(field) = personal.0.keys().find(|field| !fields.contains(field)) {
            return Err(Refusal::Invalid { field: *field, problem: Invalid::WrongType });
        }
        if self.by.1 == Role::System {
            return Ok(());
        }
        values::check(personal, None, self.rules, self.now, Act::ContactStarted)
    }

    /// Somebody is to call back.
    fn owed(&self) -> Result<(), Refusal> {
        self.call()?.owed().map(drop).ok_or_else(|| no("callback-none"))
    }

    /// The contact, where it is the actor's own: nobody hangs up on the customer of another.
    fn own(&self) -> Result<&Call, Refusal> {
        let call = self.call()?;
        match call.person {
            None => was_answered(call).map(|()| call),
            Some(person) => self.is_oneself(person).map(|()| call),
        }
    }

    fn is_oneself(&self, person: Uuid) -> Result<(), Refusal> {
        let (actor, role) = self.by;
        if role == Role::System || actor.person == person { Ok(()) } else { Err(no("contact-of-another")) }
    }

    /// A customer who was missed or cut off is called back, where the number is known and nobody books it otherwise.
    fn follow(&mut self, fact: &ContactEvent) {
        let why = match fact {
            ContactEvent::Missed { .. } => CallbackWhy::Missed,
            ContactEvent::Ended { by: EndedBy::Cut } => CallbackWhy::Cut,
            _ => return,
        };
        let by_hand = self.request.facts.iter().any(|fact| matches!(fact, ContactEvent::CallbackBooked(_)));
        let Some(call) = self.call.as_ref().filter(|call| !by_hand && is_number(&call.number)) else { return };
        let minutes = rule_of(self.rules).and_then(|rule| rule.after_min.get(why.as_str()).copied());
        if let (Some(minutes), None) = (minutes, &call.callback) {
            let due = self.now.plus_min(minutes);
            let booking = Booking { due, why, owner: call.person, personal: Record::default() };
            self.push(ContactEvent::CallbackBooked(booking));
        }
    }
}

/// What the service manual says about call-backs.
fn rule_of(rules: &Rulebook) -> Option<&FollowUpRule> {
    tasks::rule(&rules.manual, FollowUpKind::Callback)
}

fn is_talk(call: &Call) -> Result<(), Refusal> {
    match call.state {
        CallState::Active | CallState::Held => Ok(()),
        CallState::Ringing => Err(no("contact-not-answered")),
        CallState::Ended | CallState::Wrapped | CallState::Missed | CallState::Dropped => Err(no("contact-over")),
    }
}

/// Somebody spoke with the customer, and it was a real contact.
fn was_answered(call: &Call) -> Result<(), Refusal> {
    match call.state {
        CallState::Active | CallState::Held | CallState::Ended | CallState::Wrapped => Ok(()),
        CallState::Ringing => Err(no("contact-not-answered")),
        CallState::Missed | CallState::Dropped => Err(no("contact-over")),
    }
}

/// Whether it can be dialled.
fn is_number(number: &str) -> bool {
    number.chars().any(|char| char.is_ascii_digit())
}

fn is_result(result: TaskResult, unanswered: bool) -> Result<(), Refusal> {
    if result.is_unanswered() == unanswered { Ok(()) } else { Err(no("callback-result")) }
}

fn named(text: &str) -> Result<(), Refusal> {
    if values::is_name(text) { Ok(()) } else { Err(no("contact-name")) }
}

fn no_contact() -> Refusal {
    Refusal::NoSuch { what: "contact".to_owned() }
}

/// Why it cannot be; the sentence is `rule-<name>`.
fn no(name: &str) -> Refusal {
    acts::rule(Act::ContactStarted, name)
}

//! A contact as its facts make it. Folding never refuses: a fact that does not fit (stations merged later) stays in the
//! log and changes nothing.

use uuid::Uuid;

use super::callback::Callback;
use super::event::{ContactEvent, Direction, EndedBy};
use crate::acts::tasks;
use crate::calendar::Rulebook;
use crate::case::in_order;
use crate::{Channel, Event, EventId, Field, FollowUpKind, Record, Recorded, Timestamp, codes};

codes! {
    /// Where a contact stands.
    #[derive(Default)]
    CallState {
        #[default]
        Ringing = "ringing", Active = "active", Held = "held",
        /// Hung up, its wrap-up not ended yet.
        Ended = "ended",
        Wrapped = "wrapped", Missed = "missed", Dropped = "dropped",
    }
}

/// Seconds by the telephone system.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Measured {
    /// Of talk.
    pub talk_s: Option<u32>,
    /// On hold.
    pub hold_s: Option<u32>,
    /// Of after-call work.
    pub acw_s: Option<u32>,
}

/// One contact with a customer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Call {
    /// The contact's stream.
    pub id: Uuid,
    /// How many facts it has: moves with every one.
    pub version: u64,
    /// Where it stands.
    pub state: CallState,
    /// How.
    pub channel: Channel,
    /// Who began it.
    pub direction: Direction,
    /// How it came is told; what somebody picked up by hand may be told of later.
    pub told: bool,
    /// The number with its country code, or `hidden`; empty where nobody knows it.
    pub number: String,
    /// First ring or message; of a missed one nobody saw ring, when it was noted.
    pub began_at: Timestamp,
    /// The stream of the person who answered.
    pub person: Option<Uuid>,
    /// Seconds before the first human word, where they were counted.
    pub wait_s: Option<u32>,
    /// When it was answered.
    pub answered_at: Option<Timestamp>,
    /// Spans on hold, oldest first; the last one is open while it is held.
    pub holds: Vec<(Timestamp, Option<Timestamp>)>,
    /// When it was hung up.
    pub ended_at: Option<Timestamp>,
    /// By whom.
    pub ended_by: Option<EndedBy>,
    /// When the wrap-up ended.
    pub wrapped_at: Option<Timestamp>,
    /// What it was, as the desk sorts its contacts.
    pub wrap_code: Option<String>,
    /// Seconds of after-call work as counted by hand.
    pub acw_by_hand_s: Option<u32>,
    /// What the telephone system measured, the latest of each.
    pub measured: Measured,
    /// The cases it is about, in the order in which they were linked.
    pub cases: Vec<Uuid>,
    /// Phrases marked as said: id and time, oldest first.
    pub said: Vec<(String, Timestamp)>,
    /// The call-back booked last.
    pub callback: Option<Callback>,
}

impl Call {
    /// What the facts of a contact's stream make, in whatever order they come; nothing before it rang, was answered or
    /// was missed.
    pub fn of(id: Uuid, facts: &[Recorded]) -> Option<Self> {
        in_order(facts).into_iter().fold(None, |call, fact| match &fact.event {
            Event::Contact(event) => Self::apply(call, (id, fact.id), event, fact.at),
            _ => call,
        })
    }

    /// The contact after one more fact.
    pub(crate) fn apply(
        call: Option<Self>,
        (id, fact): (Uuid, EventId),
        event: &ContactEvent,
        at: Timestamp,
    ) -> Option<Self> {
        let mut call = call.or_else(|| begun(id, event, at))?;
        call.version += 1;
        match event {
            ContactEvent::Rang { channel, direction, personal, .. } => call.tell(*channel, *direction, personal),
            ContactEvent::Answered { person, wait_s, .. } => call.answer(*person, *wait_s, at),
            ContactEvent::Held => call.hold(at),
            ContactEvent::Resumed => call.resume(at),
            ContactEvent::Linked { case, .. } => call.link(*case),
            ContactEvent::Ended { by } => call.end(*by, at),
            ContactEvent::Wrapped { code, acw_s } => call.wrap(code, *acw_s, at),
            ContactEvent::Measured { talk_s, hold_s, acw_s, .. } => call.measured.take(*talk_s, *hold_s, *acw_s),
            ContactEvent::Missed { wait_s, personal, .. } => call.miss(*wait_s, personal),
            ContactEvent::Dropped { .. } => call.drop(at),
            ContactEvent::PhraseSaid { phrase } => call.said.push((phrase.clone(), at)),
            ContactEvent::CallbackBooked(_)
            | ContactEvent::CallbackMoved(_)
            | ContactEvent::CallbackDone { .. }
            | ContactEvent::CallbackNoAnswer { .. }
            | ContactEvent::CallbackCancelled { .. }
            | ContactEvent::CallbackMissed => Callback::fold(&mut call.callback, (fact, at), event, &call.number),
        }
        Some(call)
    }

    /// How it came, said after it was picked up.
    fn tell(&mut self, channel: Channel, direction: Direction, personal: &Record) {
        if !self.told {
            (self.channel, self.direction, self.told) = (channel, direction, true);
            if let Some(number) = personal.text(Field::CallerNumber) {
                number.clone_into(&mut self.number);
            }
        }
    }

    fn answer(&mut self, person: Uuid, wait_s: Option<u32>, at: Timestamp) {
        if self.state == CallState::Ringing {
            self.state = CallState::Active;
            self.person = Some(person);
            self.wait_s = wait_s;
            self.answered_at = Some(at);
        }
    }

    fn hold(&mut self, at: Timestamp) {
        if self.state == CallState::Active {
            self.state = CallState::Held;
            self.holds.push((at, None));
        }
    }

    fn resume(&mut self, at: Timestamp) {
        if self.state == CallState::Held {
            self.state = CallState::Active;
            self.end_hold(at);
        }
    }

    fn end_hold(&mut self, at: Timestamp) {
        if let Some((_, end)) = self.holds.last_mut() {
            end.get_or_insert(at);
        }
    }

    fn link(&mut self, case: Uuid) {
        if !self.cases.contains(&case) {
            self.cases.push(case);
        }
    }

    fn end(&mut self, by: EndedBy, at: Timestamp) {
        if self.is_talk() {
            self.state = CallState::Ended;
            self.end_hold(at);
            self.ended_at = Some(at);
            self.ended_by = Some(by);
        }
    }

    fn wrap(&mut self, code: &str, acw_s: Option<u32>, at: Timestamp) {
        if self.state == CallState::Ended {
            self.state = CallState::Wrapped;
            self.wrapped_at = Some(at);
            self.wrap_code = Some(code.to_owned());
            self.acw_by_hand_s = acw_s;
        }
    }

    fn miss(&mut self, wait_s: Option<u32>, personal: &Record) {
        if self.state == CallState::Ringing {
            self.state = CallState::Missed;
            self.wait_s = wait_s;
            if let Some(number) = personal.text(Field::CallerNumber) {
                number.clone_into(&mut self.number);
            }
        }
    }

    fn drop(&mut self, at: Timestamp) {
        if self.is_talk() {
            self.end_hold(at);
            self.ended_at = Some(at);
        }
        if self.is_talk() || matches!(self.state, CallState::Ringing | CallState::Ended) {
            self.state = CallState::Dropped;
        }
    }

    /// Whether it is over and whoever spoke has not said that the work after it is done.
    pub fn is_written_down(&self) -> bool {
        self.state == CallState::Ended && self.person.is_some()
    }

    /// Whether somebody is on it, speaking or waiting.
    pub const fn is_talk(&self) -> bool {
        matches!(self.state, CallState::Active | CallState::Held)
    }

    /// Whether it takes a person's voice: of those only one can be active at a time, beside any number of chats.
    pub const fn is_spoken(&self) -> bool {
        match self.channel {
            Channel::Phone | Channel::Onsite | Channel::Outbound => true,
            Channel::Online
            | Channel::Social
            | Channel::Email
            | Channel::AfterSales
            | Channel::Letter
            | Channel::Regulator => false,
        }
    }

    /// The call-back that is still to be made.
    pub fn owed(&self) -> Option<&Callback> {
        self.callback.as_ref().filter(|callback| callback.is_open())
    }

    /// What time has brought about on it and nobody has written yet: that it was not called back in time. The act's
    /// identity and its moment.
    pub fn late(&self, rules: &Rulebook, now: Timestamp) -> Option<(EventId, Timestamp)> {
        let grace_min = tasks::rule(&rules.manual, FollowUpKind::Callback).map_or(0, |rule| rule.grace_min);
        self.owed()?.late(self.id, grace_min, now)
    }

    /// When the present state began.
    pub fn since(&self) -> Timestamp {
        let hold = self.holds.last().map(|(start, _)| *start).filter(|_| self.state == CallState::Held);
        let resumed = self.holds.last().and_then(|(_, end)| *end).filter(|_| self.state == CallState::Active);
        let own = self.wrapped_at.or(self.ended_at).or(hold).or(resumed);
        own.or(self.answered_at).unwrap_or(self.began_at)
    }

    /// Seconds of talk, once it is over: measured, else from answer to hang-up without the holds.
    pub fn talk_s(&self) -> Option<u32> {
        self.measured.talk_s.or_else(|| Some(self.whole_s()?.saturating_sub(self.held_s()?)))
    }

    /// Seconds on hold, once it is over: measured, else the sum of the spans.
    pub fn hold_s(&self) -> Option<u32> {
        self.measured.hold_s.or_else(|| self.held_s())
    }

    /// Seconds of after-call work, once the wrap-up has ended: measured, else counted by hand, else from hang-up to its
    /// end.
    pub fn acw_s(&self) -> Option<u32> {
        let counted = || self.acw_by_hand_s.or_else(|| Some(seconds(self.hung_up_at()?, self.wrapped_at?)));
        self.measured.acw_s.or_else(counted)
    }

    /// Seconds from answer to hang-up; of a call nobody saw end it is not known when it did.
    fn whole_s(&self) -> Option<u32> {
        Some(seconds(self.answered_at?, self.hung_up_at()?))
    }

    /// When it ended; nothing of a call nobody saw end.
    fn hung_up_at(&self) -> Option<Timestamp> {
        self.ended_at.filter(|_| self.ended_by != Some(EndedBy::Unknown))
    }

    /// Never more than the whole, whatever the clocks of several stations said.
    fn held_s(&self) -> Option<u32> {
        let whole = self.whole_s()?;
        let spans = self.holds.iter().filter_map(|(start, end)| Some(seconds(*start, (*end)?)));
        Some(spans.fold(0, u32::saturating_add).min(whole))
    }
}

impl Measured {
    fn take(&mut self, talk_s: Option<u32>, hold_s: Option<u32>, acw_s: Option<u32>) {
        self.talk_s = talk_s.or(self.talk_s);
        self.hold_s = hold_s.or(self.hold_s);
        self.acw_s = acw_s.or(self.acw_s);
    }
}

/// What a contact begins as. Only a ring says how it came; a call is what nobody told of.
fn begun(id: Uuid, event: &ContactEvent, at: Timestamp) -> Option<Call> {
    let fresh = Call { id, began_at: at, ..Call::default() };
    match event {
        ContactEvent::Rang { channel, direction, personal, .. } => {
            let number = personal.text(Field::CallerNumber).unwrap_or_default().to_owned();
            Some(Call { channel: *channel, direction: *direction, told: true, number, ..fresh })
        }
        ContactEvent::Answered { .. } | ContactEvent::Missed { .. } => Some(fresh),
        _ => None,
    }
}

/// Whole seconds from one moment to another, 0 where a clock went backwards.
fn seconds(from: Timestamp, to: Timestamp) -> u32 {
    u32::try_from(to.since_ms(from).max(0) / 1000).unwrap_or(u32::MAX)
}

//! What people enter: the acts of a case being told, with their words.

use std::borrow::Cow;

use super::narrator::Narrator;
use super::people::timed_uuid;
use super::plot::{Slot, Span};
use crate::domain::values::HIDDEN;
use crate::domain::{Act, CalendarKind, Channel, EventId, Field, Record, Role, Target, Value};
use crate::scenario::script::{Cue, Line, Script, What};
use crate::scenario::steps::{Meaning, Said, complete, meaning, short};

/// Seconds within which a contact belongs to the present desk, whatever the hour.
const FRESH_S: i64 = 90 * 60;

impl Narrator<'_> {
    pub(super) fn value(&mut self, field: Field, slot: &Slot) -> Option<Value> {
        Some(match slot {
            Slot::Flag(flag) => Value::Flag(*flag),
            Slot::Number(Span(least, most)) => Value::Number(self.rng.between(*least, *most)),
            Slot::At(moment) => {
                let at = self.moment(moment);
                if field == Field::Due {
                    let local = self.world.rules.calendar.local(at);
                    self.voice.set("hour_at", local.format("%H:%M").to_string());
                }
                Value::At(at)
            }
            Slot::Codes(codes) => {
                let codes = codes.iter().map(|code| self.voice.part(code)).filter(|code| !code.is_empty());
                Value::Codes(Some(codes.collect::<Vec<_>>()).filter(|codes| !codes.is_empty())?)
            }
            Slot::Words(words) if field.is_personal() => Value::Text(short(field, &self.spoken(words))),
            Slot::Words(code) => Value::Code(Some(self.voice.part(code)).filter(|code| !code.is_empty())?),
        })
    }

    /// Words as they are entered: what is said in every kind of case is drawn anew.
    fn spoken(&mut self, words: &str) -> String {
        let name = words.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        match name.filter(|name| self.voice.value(name).is_none() && !self.world.words.say(name).is_empty()) {
            Some(name) => self.say(name),
            None => self.voice.fill(words),
        }
    }

    pub(super) fn event(&mut self, event: &'static str, by: Option<Role>) {
        let (act, target) = match (event, meaning(event)) {
            ("case.opened", _) => return self.open(),
            (_, Some(Meaning::Act(act, target))) => (act, target),
            _ => return,
        };
        let mut record = std::mem::take(&mut self.form);
        let target = match act {
            Act::Merge => self.scripts.first().map(|first| Target::Case(first.case)),
            Act::Split => {
                let (owner, place) = (self.owner(), self.place);
                self.begin(None, owner);
                self.scripts.get(place + 1).map(|new| Target::Case(new.case))
            }
            _ => target,
        };
        if act == Act::PhraseSaid && !self.promises_nothing(&record) {
            return;
        }
        if act == Act::ContactEnded {
            self.measure(&mut record);
        }
        let words = self.voice.value("summary").unwrap_or_default().to_owned();
        let said = Said { words: &words, note: None, reason: None, channel: self.subject.channel };
        complete(&mut record, act, target.as_ref(), said);
        self.remember(act, &record);
        self.push(by, act, target, record);
    }

    /// A phrase of the manual without a time in it: a promise has a line of its own.
    fn promises_nothing(&self, record: &Record) -> bool {
        let phrase = record.text(Field::Phrase).unwrap_or_default();
        self.world.rules.manual.phrases.iter().any(|known| known.id == phrase && known.promises.is_none())
    }

    fn remember(&mut self, act: Act, record: &Record) {
        match act {
            Act::PlanReady => self.eta = record.at(Field::PlanEta).unwrap_or(self.eta),
            Act::ResultConfirmed => self.resolved_at = self.at,
            Act::Transfer => self.is_complex |= record.text(Field::ThirdParty).is_some(),
            Act::Reopen => self.is_complex = true,
            _ => {}
        }
    }

    fn push(&mut self, by: Option<Role>, act: Act, target: Option<Target>, record: Record) {
        let by = match by {
            Some(role) => self.world.one_of(role, &mut self.rng),
            None => self.owner(),
        };
        let id = EventId(timed_uuid(self.at, self.rng.next(), self.rng.next()));
        let where_asked = act == Act::EscalationAcknowledged;
        let line = Line { by, act, target, record, id, refused: None, where_asked };
        let cue = Cue { at: self.at, name: Cow::Borrowed(act.as_str()), what: What::Act(line) };
        let Some(script) = self.scripts.get_mut(self.place) else { return };
        if act == Act::Open { script.opening.push(cue) } else { script.cues.push(cue) }
    }

    /// The contact arrives and somebody answers, mostly in time; what was measured goes into the first answer.
    fn open(&mut self) {
        let channel = self.subject.channel;
        let mut record = Record::default()
            .with(Field::Channel, Value::Code(channel.as_str().to_owned()))
            .with(Field::ReceivedAt, Value::At(self.received_at));
        match self.script().and_then(|script| script.customer.as_ref()) {
            Some(customer) => {
                record.merge(&customer.record);
                record.set(Field::Customer, Value::Code(customer.id.to_string()));
            }
            None => {
                record.set(Field::CallerNumber, Value::Text(HIDDEN.to_owned()));
            }
        }
        let (measure, number, wait_s) = self.answer();
        self.late = wait_s > 15;
        self.push(None, Act::Open, None, record);
        if channel != Channel::Outbound {
            self.form.set(measure, Value::Number(number));
        }
        if channel == Channel::Online {
            self.form.set(Field::AutoAckS, Value::Number(self.rng.between(1, 8)));
        }
    }

    /// Goes to the first word; how it is measured, the measure, and the seconds.
    fn answer(&mut self) -> (Field, i64, i64) {
        let late = self.rng.chance(8);
        let (least, most) = match self.subject.channel {
            Channel::Phone => {
                let rings = if late { self.rng.between(4, 7) } else { self.rng.between(1, 3) };
                self.at = self.received_at.plus_s(rings * 5);
                return (Field::Rings, rings, rings * 5);
            }
            Channel::Online if late => (35, 80),
            Channel::Online => (5, 28),
            Channel::Onsite => (1, 5),
            Channel::Email | Channel::Letter => (240, 1_500),
            Channel::Outbound => (2, 9),
            _ => (60, 900),
        };
        let room = self.world.now.since_ms(self.received_at) / 1000;
        let wait = self.rng.between(least, most).min(room);
        // What comes in at night is answered in the morning; what is open now was answered at once.
        let calendar = &self.world.rules.calendar;
        let staffed = calendar.add_ms(CalendarKind::Service, self.received_at, wait * 1000);
        self.at = if staffed <= self.world.now && room > FRESH_S { staffed } else { self.received_at.plus_s(wait) };
        let seconds = self.at.since_ms(self.received_at) / 1000;
        (Field::WaitS, seconds, seconds)
    }

    /// What the parts of a contact came to.
    fn measure(&mut self, record: &mut Record) {
        let talk = self.at.since_ms(self.received_at) / 1000;
        let hold = if self.rng.chance(25) { self.rng.between(10, 50).min(talk) } else { 0 };
        record.set(Field::TalkS, Value::Number((talk - hold).max(0)));
        record.set(Field::HoldS, Value::Number(hold));
    }
}

/// What was taken down while somebody spoke is sent with one press: it came to the desk when the last of it was known.
pub(super) fn take_down(script: &mut Script) {
    let is_heard = |cue: &&Cue| {
        let line = if let What::Act(line) = &cue.what { Some(line) } else { None };
        line.is_some_and(|line| {
            line.by == script.owner && matches!(line.act, Act::FirstResponse | Act::PhraseSaid | Act::IntakeDone)
        })
    };
    let heard = script.cues.iter().take_while(is_heard).count();
    let Some(at) = script.cues.get(..heard).and_then(<[Cue]>::last).map(|cue| cue.at) else { return };
    if script.opening.is_empty() {
        return;
    }
    script.opening.extend(script.cues.drain(..heard));
    script.opening.iter_mut().for_each(|cue| cue.at = at);
}

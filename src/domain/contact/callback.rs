//! A call-back: a customer who was missed, cut off or asked for it is called again.

use uuid::Uuid;

use super::event::{Booking, CallbackWhy, ContactEvent};
use crate::values::TaskResult;
use crate::{EventId, Field, Timestamp};

/// How a call-back ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallbackEnd {
    /// Called back.
    Done(TaskResult),
    /// Not needed any more.
    Cancelled,
}

/// A call-back as its facts make it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callback {
    /// The fact that booked it.
    pub id: EventId,
    /// The fact that said by when: it, or the one that moved it last.
    pub set_by: EventId,
    /// By when.
    pub due: Timestamp,
    /// Why.
    pub why: CallbackWhy,
    /// The stream of the person who is to call; nobody in particular where there is none.
    pub owner: Option<Uuid>,
    /// Where to; empty once it is erased.
    pub number: String,
    /// A remark.
    pub note: String,
    /// Tries without an answer.
    pub attempts: u32,
    /// When its time had passed and it was not done.
    pub missed_at: Option<Timestamp>,
    /// How it ended.
    pub end: Option<CallbackEnd>,
}

impl Callback {
    /// Whether somebody is still to call.
    pub const fn is_open(&self) -> bool {
        self.end.is_none()
    }

    /// The act that says its time has passed, and its moment; nothing before then, or where that is said already.
    pub(super) fn late(&self, contact: Uuid, grace_min: i64, now: Timestamp) -> Option<(EventId, Timestamp)> {
        let at = self.due.plus_min(grace_min).plus_s(1);
        let cause = format!("callback:{}:{}", self.set_by.0, self.due.0);
        (self.is_open() && self.missed_at.is_none() && at <= now).then(|| (EventId::of_time(contact, &cause), at))
    }

    /// Takes a fact in; what is about a call-back that is not open changes nothing.
    pub(super) fn fold(
        callback: &mut Option<Self>,
        (id, at): (EventId, Timestamp),
        event: &ContactEvent,
        number: &str,
    ) {
        if let ContactEvent::CallbackBooked(booking) = event {
            *callback = Some(Self::booked(id, booking, number));
            return;
        }
        let Some(open) = callback.as_mut().filter(|callback| callback.is_open()) else { return };
        match event {
            ContactEvent::CallbackMoved(booking) => open.move_to(id, booking),
            ContactEvent::CallbackDone { result } => open.end_by(CallbackEnd::Done(*result), at),
            ContactEvent::CallbackNoAnswer { .. } => open.attempts = open.attempts.saturating_add(1),
            ContactEvent::CallbackCancelled { .. } => open.end_by(CallbackEnd::Cancelled, at),
            // Of a time it had before somebody who was not seen moved it.
            ContactEvent::CallbackMissed if at <= open.due => {}
            ContactEvent::CallbackMissed => open.missed_at = Some(at),
            _ => {}
        }
    }

    /// What time did without having seen that it was done by then is overtaken.
    fn end_by(&mut self, end: CallbackEnd, at: Timestamp) {
        self.end = Some(end);
        self.missed_at = self.missed_at.filter(|missed| *missed < at);
    }

    fn booked(id: EventId, booking: &Booking, number: &str) -> Self {
        let number = booking.personal.text(Field::CallerNumber).unwrap_or(number).to_owned();
        let note = booking.personal.text(Field::Note).unwrap_or_default().to_owned();
        let Booking { due, why, owner, .. } = *booking;
        Self { id, set_by: id, due, why, owner, number, note, attempts: 0, missed_at: None, end: None }
    }

    /// A new time is a new chance to be there in time.
    fn move_to(&mut self, fact: EventId, booking: &Booking) {
        self.set_by = fact;
        self.due = booking.due;
        self.why = booking.why;
        self.owner = booking.owner.or(self.owner);
        self.missed_at = None;
        if let Some(number) = booking.personal.text(Field::CallerNumber) {
            number.clone_into(&mut self.number);
        }
        if let Some(note) = booking.personal.text(Field::Note) {
            note.clone_into(&mut self.note);
        }
    }
}

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
    /// Its time passed before it was done.
    pub missed: bool,
    /// How it ended.
    pub end: Option<CallbackEnd>,
}

impl Callback {
    /// Whether somebody is still to call.
    pub const fn is_open(&self) -> bool {
        self.end.is_none()
    }

    /// Takes a fact in; what is about a call-back that is not open changes nothing.
    pub(super) fn fold(callback: &mut Option<Self>, id: EventId, event: &ContactEvent, number: &str) {
        if let ContactEvent::CallbackBooked(booking) = event {
            *callback = Some(Self::booked(id, booking, number));
            return;
        }
        let Some(open) = callback.as_mut().filter(|callback| callback.is_open()) else { return };
        match event {
            ContactEvent::CallbackMoved(booking) => open.move_to(booking),
            ContactEvent::CallbackDone { result } => open.end = Some(CallbackEnd::Done(*result)),
            ContactEvent::CallbackNoAnswer { .. } => open.attempts = open.attempts.saturating_add(1),
            ContactEvent::CallbackCancelled { .. } => open.end = Some(CallbackEnd::Cancelled),
            ContactEvent::CallbackMissed => open.missed = true,
            _ => {}
        }
    }

    fn booked(id: EventId, booking: &Booking, number: &str) -> Self {
        let number = booking.personal.text(Field::CallerNumber).unwrap_or(number).to_owned();
        let note = booking.personal.text(Field::Note).unwrap_or_default().to_owned();
        let Booking { due, why, owner, .. } = *booking;
        Self { id, due, why, owner, number, note, attempts: 0, missed: false, end: None }
    }

    /// A new time is a new chance to be there in time.
    fn move_to(&mut self, booking: &Booking) {
        self.due = booking.due;
        self.why = booking.why;
        self.owner = booking.owner.or(self.owner);
        self.missed = false;
        if let Some(number) = booking.personal.text(Field::CallerNumber) {
            number.clone_into(&mut self.number);
        }
        if let Some(note) = booking.personal.text(Field::Note) {
            note.clone_into(&mut self.note);
        }
    }
}

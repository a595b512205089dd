//! Contacts with customers: calls, chats, visits and letters, whether or not a case comes of them.
//!
//! *Invariant:* of the contacts that take a person's voice at most one is active for each person; answering or resuming
//! one holds the other in the same request.

mod call;
mod callback;
mod decide;
mod event;
mod open;
mod rights;

pub use call::{Call, CallState, Measured};
pub use callback::{Callback, CallbackEnd};
pub use decide::{Decided, decide, takes_the_line};
pub use event::{Booking, CallbackWhy, ContactEvent, Direction, DropReason, EndedBy, LinkedAs, MissedReason, Source};
pub use open::{OpenCall, OwedCallback, sort};

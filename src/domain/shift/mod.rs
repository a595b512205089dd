//! Shifts of the people who work here: one stream for each person and day of the company's calendar.

mod decide;
mod event;
mod fold;

pub use decide::decide;
pub use event::{AgentState, ShiftEvent};
pub use fold::{Refused, Shift, Span, StateSpan};

//! The rules of the trade as pure values and functions: no clock, no file, no SQL, no terminal.
//!
//! A wish is a [`Command`]; `decide` answers with facts ([`Event`]) or a [`Refusal`]; a [`Case`] is what its facts
//! make of it. Time is always an argument.

pub mod apply;
pub mod calendar;
pub mod case;
pub mod case_event;
pub mod code;
pub mod command;
pub mod event;
pub mod form;
pub mod grade;
pub mod manual;
pub mod order;
pub mod phone;
pub mod record;
pub mod score;
pub mod time;

pub use apply::fold;
pub use case::*;
pub use case_event::CaseEvent;
pub use code::*;
pub use command::*;
pub use event::*;
pub use manual::{Manual, Names};
pub use record::{Field, Record, Value};
pub use time::*;

//! The rules of the trade as pure values and functions: no clock, no file, no SQL, no terminal.
//!
//! A wish is a [`Command`]; `decide` answers with facts ([`Event`]) or a [`Refusal`]; a [`Case`] is what its facts
//! make of it. Time is always an argument.

pub mod acts;
pub mod branch;
pub mod calendar;
pub mod case;
pub mod code;
pub mod command;
pub mod contact;
pub mod engine;
pub mod event;
pub mod explain;
pub mod figures_of_case;
pub mod grade;
pub mod language;
pub mod listed;
pub mod manual;
pub mod parties;
pub mod protocol;
pub mod queue;
pub mod record;
pub mod say;
pub mod score;
pub mod shift;
pub mod time;
pub mod timers;
pub mod values;
pub mod work_item;

pub use acts::{Act, FieldSpec, Known, Leads, Need, acts_for, closing, decide, decide_elsewhere, fields_of};
pub use case::*;
pub use code::*;
pub use command::*;
pub use event::*;
pub use manual::{Manual, Names};
pub use queue::queue_row;
pub use record::{Field, Record, Value};
pub use time::*;
pub use timers::{due_acts, system, wakes_at};

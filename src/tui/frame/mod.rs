//! The frame around the screens: messages find their layer, answers their asker, requests are carried out; and what
//! stands around the work is drawn.

mod answers;
mod draw;
pub mod in_flight;
mod keys;
mod model;
mod overlays;
mod pointer;
mod requests;
mod sequence;
mod update;

pub use draw::view;
pub use model::{Model, Setup};
pub use update::update;

//! The screens: `update` turns messages into effects, `view` turns the model into cells; neither does I/O.

pub mod msg;

pub use msg::{Effect, Msg};

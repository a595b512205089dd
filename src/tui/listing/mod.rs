//! The one list screen: rows in groups of which one is in hand, asked for a window at a time and anew as time passes,
//! narrowed by words where that helps, with the case of the row in hand beside them. What a list is about and what can
//! be done with its rows says its [`ListOf`] and [`ListActs`].

mod beside;
mod draw;
mod kind;
mod rows;
mod screen;
mod window;

pub use draw::{PREVIEW, Place, time_left};
pub use kind::{Asked, Column, Empty, ListActs, ListOf, Spot, Then};
pub use rows::{Batch, Listed, Rows};
pub use screen::ListScreen;

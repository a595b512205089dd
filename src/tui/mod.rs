//! The screens: `update` turns messages into effects, `view` turns the model into cells; neither does I/O.

pub mod call;
pub mod cx;
pub mod entry;
pub mod find;
pub mod frame;
pub mod glyphs;
pub mod guide;
pub mod ids;
pub mod keymap;
pub mod layout;
pub mod model;
pub mod msg;
pub mod names;
pub mod overlays;
pub mod paint;
pub mod refusal;
pub mod remaining;
pub mod screen;
pub mod screens;
mod sequence;
pub mod slots;
pub mod theme;
mod update;
pub mod widgets;

pub use call::{Call, Line};
pub use cx::{Agent, Cx, Notice, Request, Saved};
pub use frame::view;
pub use glyphs::Glyphs;
pub use keymap::{Bindings, Keymap, KeymapError};
pub use layout::Grid;
pub use layout::SMALLEST;
pub use model::{Model, Setup};
pub use msg::{Effect, Msg, Settings, Settled};
pub use screen::{Hint, Offer, Screen, Visit};
pub use theme::{Depth, Scheme, Theme};
pub use update::update;

//! The screens: `update` turns messages into effects, `view` turns the model into cells; neither does I/O.

mod call;
pub mod coach;
mod find;
mod form;
mod frame;
mod glyphs;
pub(crate) mod handbook;
mod ids;
pub mod keymap;
mod layout;
mod listing;
mod moment;
mod names;
mod overlays;
mod paint;
mod refusal;
mod remaining;
mod screens;
mod slots;
mod strokes;
mod tell;
pub mod theme;
mod unsaved;
mod widgets;

pub use call::{Call, Calls, Line, Meeting};
pub use frame::{Agent, Banner, Cx, FrameRequest, Model, Notice, Saved, Setup, update, view};
use frame::{cx, msg, screen, way};
pub use glyphs::Glyphs;
pub use keymap::{Bindings, Keymap, KeymapError};
pub use layout::SMALLEST;
pub use msg::{Effect, Msg, Onboarded, Pointer, Settings};
pub use overlays::MOVES;
pub use screens::{lists, tables};
pub use tell::{Teller, fact, major, story};
pub use theme::{Depth, Scheme, Theme};
pub use widgets::ListName;

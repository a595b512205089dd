//! The screens: `update` turns messages into effects, `view` turns the model into cells; neither does I/O.

pub mod call;
pub mod coach;
pub mod find;
mod form;
pub mod frame;
pub mod glyphs;
pub mod ids;
pub mod keymap;
pub mod layout;
mod listing;
pub mod names;
pub mod overlays;
pub mod paint;
pub mod refusal;
pub mod remaining;
pub mod screens;
pub mod slots;
mod strokes;
pub mod theme;
pub mod widgets;

pub use call::{Call, Line};
pub use frame::{Agent, Banner, Cx, FrameRequest, Model, Notice, Saved, Setup, cx, msg, screen, update, view, way};
pub use glyphs::Glyphs;
pub use keymap::{Bindings, Keymap, KeymapError};
pub use layout::Grid;
pub use layout::SMALLEST;
pub use msg::{Effect, Msg, Onboarded, Pointer, Settings};
pub use screen::{Hint, Layer, Offer, Overlay, Screen, Visit};
pub use theme::{Depth, Scheme, Theme};

//! The frame around the screens: messages find their layer, answers their asker, requests are carried out; and what
//! stands around the work is drawn.

mod answers;
pub mod cx;
mod draw;
pub mod in_flight;
mod keys;
mod model;
pub mod msg;
mod news;
mod notices;
mod overlays;
mod pointer;
pub mod screen;
mod sequence;
mod standing;
mod tabs;
pub mod undo;
mod update;
pub mod way;

pub use cx::{Agent, Cx, FrameRequest};
pub use draw::view;
pub use model::{Model, Setup};
pub use notices::{Banner, GoesWith, Notice, Saved};
pub use update::update;

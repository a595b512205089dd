//! What acts on a case lead to, and what is refused, each with the remedy.

mod acts;
mod care;
pub mod desk;
mod doubts;
mod flow;
mod lead;
mod major;
mod notice;
mod owner;
mod praise;
mod reveal;
mod settled;
mod tables;
mod undo;

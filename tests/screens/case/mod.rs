//! The Case screen, keys in and screens out, on a desk in memory.

mod acts;
mod agree;
mod apart;
mod astray;
mod back;
mod budget;
mod conflict;
mod desk;
mod late;
mod lead;
mod long;
mod look;
mod notice;
mod reveal;
mod two;
mod typing;
mod understanding;

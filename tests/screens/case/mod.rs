//! The Case screen, keys in and screens out, on a desk in memory.

mod acts;
mod agree;
mod apart;
mod astray;
mod back;
mod budget;
mod calls;
mod conflict;
mod customers_word;
mod desk;
mod late;
mod lead;
mod leaves;
mod long;
mod look;
mod notice;
mod overflow;
mod reading;
mod reveal;
mod story;
mod times;
mod two;
mod typing;
mod understanding;
mod undo;
mod unsaved;

//! What may arrive on the loop's one channel, in the order it happened.

use crossterm::event::KeyEvent;

use crate::tui::{Msg, Pointer};

/// Something that happened outside the loop.
#[derive(Debug)]
pub enum Arrival {
    Key(KeyEvent),
    Pointer(Pointer),
    /// Text was pasted, as the terminal sent it.
    Paste(String),
    /// The terminal has another size; ask which.
    Resized,
    /// The store with this number answered, or was changed by somebody else.
    Store(u32, Msg),
    /// The thread of the store with this number is gone.
    StoreGone(u32),
    /// A thread panicked, and has said so.
    Broken,
    /// Stop until brought back.
    Suspend,
    /// Brought back.
    Continued,
    /// A signal says to go.
    Leave {
        signal: i32,
    },
    /// The terminal is gone.
    HungUp,
}

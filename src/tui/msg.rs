//! What reaches the screens and what they ask for: values on one ordered channel.

use crossterm::event::KeyEvent;

use crate::domain::Timestamp;
use crate::domain::order::{Draft, JournalOp, Loaded, Order, Query, Receipt, Rejection, Token};

/// Something happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted, already made safe and capped.
    Paste(String),
    /// The terminal has this many columns and rows now.
    Resize(u16, u16),
    /// It is now this late; once a second.
    Tick(Timestamp),
    /// A query was answered.
    Loaded(Token, Loaded),
    /// An order was carried out and is on disk.
    Done(Token, Box<Receipt>),
    /// An order or query was not carried out; nothing typed is lost.
    Rejected(Token, Rejection),
    /// Another process saved something: reload what is shown.
    Changed,
    /// Forms left open by a process that ended, for this agent.
    Drafts(Vec<Draft>),
}

/// Something a screen wants done; carried out in order, journal entries before the next frame is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Keep what was typed.
    Journal(JournalOp),
    /// Write.
    Submit(Token, Order),
    /// Read.
    Ask(Token, Query),
    /// Offer a text to the terminal's clipboard.
    Copy(String),
    /// Ring once.
    Bell,
    /// Stop until brought back (Ctrl-Z).
    Suspend,
    /// Leave.
    Quit,
}

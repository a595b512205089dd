//! What reaches the screens and what they ask for: values on one ordered channel.

use std::sync::Arc;

use crossterm::event::KeyEvent;

use super::cx::Agent;
use crate::domain::calendar::Rulebook;
use crate::domain::protocol::{
    Copies, Draft, JournalOp, Loaded, OnlyRead, Progress, Query, Receipt, Rejection, Request, Token,
};
use crate::domain::{Lang, Role, Timestamp};
use crate::tui::coach::Practice;
use crate::tui::theme::Scheme;

/// Something happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted, already made safe and capped.
    Paste(String),
    /// The mouse did something.
    Pointer(Pointer),
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
    /// The store is only read from now on.
    OnlyRead(OnlyRead),
    /// What stands of the copies of the store.
    Copies(Copies),
    /// Lists are being made anew after a change of rules, this far.
    Progress(Progress),
    /// Forms left open by a process that ended, for this agent.
    Drafts(Vec<Draft>),
    /// What the first start asked is on disk.
    Onboarded(Box<Onboarded>),
    /// What the first start asked could not be carried out; the sentence says why.
    NotOnboarded(String),
}

/// What the mouse did; columns and rows count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointer {
    /// The first button was pressed.
    Click {
        /// Where.
        column: u16,
        /// Where.
        row: u16,
    },
    /// The wheel turned by a notch.
    Wheel {
        /// Towards the end of the list.
        down: bool,
    },
}

/// What the first start asked; empty or `None` stays as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Language of the screen.
    pub lang: Option<Lang>,
    /// Colours.
    pub scheme: Option<Scheme>,
    /// Structure in plain ASCII.
    pub ascii: Option<bool>,
    /// The company's spoken name.
    pub company: String,
    /// The number customers may ring.
    pub hotline: String,
    /// Staffed hours, every day, `HH:MM-HH:MM` each.
    pub service_hours: Vec<String>,
    /// Agent number.
    pub agent_no: String,
    /// Name said to customers.
    pub agent_name: String,
    /// The role acts are recorded with.
    pub role: Option<Role>,
}

/// Who sits here and under which rules, once that is onboarded.
#[derive(Debug, Clone, PartialEq)]
pub struct Onboarded {
    /// The person, enrolled.
    pub agent: Agent,
    /// The company's spoken name.
    pub company: String,
    /// The manual with the company's settings.
    pub rules: Arc<Rulebook>,
    /// Why the settings could not be written to their file, as the system said it; the work goes on all the same.
    pub unsaved: Option<String>,
}

/// Something a screen wants done; carried out in order, journal entries before the next frame is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Keep what was typed.
    Journal(JournalOp),
    /// Write.
    Submit(Token, Request),
    /// Read.
    Ask(Token, Query),
    /// Nobody waits for the answer to this question any more.
    Forget(Token),
    /// Offer a text to the terminal's clipboard.
    Copy(String),
    /// Ring once.
    Bell,
    /// Write the settings and enrol who sits here; the answer is [`Msg::Onboarded`].
    Onboard(Box<Settings>),
    /// What a practice needs of the program.
    Practice(Practice),
    /// Stop until brought back (Ctrl-Z).
    Suspend,
    /// Leave.
    Quit,
}

//! What every screen and overlay is to the frame around it.

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use uuid::Uuid;

use super::cx::Cx;
use super::way::{Goal, Way};
use crate::domain::Act;
use crate::domain::protocol::{CaseFile, Draft, Loaded, Receipt, Rejection, Token};
use crate::tui::layout::Grid;
use crate::tui::unsaved::Unsaved;

/// Why a screen comes into sight.
#[derive(Debug, Clone, PartialEq)]
pub enum Visit {
    Shown,
    /// A case was opened; its file arrives as [`Cx::file`] by the time of this call.
    Case(Uuid),
    /// A new call: the case gets the id its form is made with.
    New(Uuid),
    /// A form left over from a process that ended is taken up again.
    Draft(Box<Draft>),
    /// A form that is not saved is gone on with.
    Unsaved(Uuid),
    /// The form a call's case is to be opened with.
    Call(Uuid),
    /// A customer with this number is called back: the case gets this id.
    Back(Uuid, String),
    /// The form of a case that was to be opened is thrown away; the screen does not come into sight.
    Drop(Uuid),
    /// Forms left over are laid aside; the screen does not come into sight.
    Aside(Vec<Draft>),
    /// A form laid aside is thrown away on purpose; the screen does not come into sight.
    Discard(Uuid),
    /// A phrase that promises was said elsewhere and waits for the time it names.
    Saying(String),
}

/// One key of the hint bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// An action of the screen's tables; its first key is shown.
    pub action: &'static str,
    /// What the key does here, when that says more than the action's own words.
    pub label: Option<String>,
    /// Words shown as the key, for pairs such as up and down.
    pub key: Option<String>,
}

impl Hint {
    /// A hint in the action's own words.
    pub const fn plain(action: &'static str) -> Self {
        Self { action, label: None, key: None }
    }

    /// A hint that says what the key does here.
    pub const fn saying(action: &'static str, label: String) -> Self {
        Self { action, label: Some(label), key: None }
    }

    /// Up and down choose.
    pub fn choose(cx: &Cx) -> Self {
        Self { action: "down", label: Some(cx.words.get("keys-choose")), key: Some(cx.words.get("keys-up-down")) }
    }
}

/// An act of the trade as the palette offers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub act: Act,
    /// The keys that lead to it.
    pub key: String,
    /// What it asks for.
    pub about: String,
    /// Why it is not possible now; the sentence of the refusal it would meet.
    pub why_not: Option<String>,
}

/// What the keyboard and the mouse bring to a layer besides the actions of its tables.
#[derive(Debug, Clone, Copy)]
pub enum Input<'a> {
    /// A key: before the keymap when a field has the focus and it edits, else when no table has it.
    Key(KeyEvent),
    Paste(&'a str),
    /// A click; the layer stands on this grid.
    Click(Position, &'a Grid),
    /// The wheel turned over this many rows, towards the end where positive.
    Wheel(isize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Took {
    /// Nothing: it is not for this layer.
    Nothing,
    Input,
    /// A click on what was in hand already: a second one carries out this action.
    Twice(&'static str),
}

/// The answer to a question or an order; it comes to whoever sent it and to nobody else.
#[derive(Debug, Clone, Copy)]
pub enum Answer<'a> {
    Loaded(&'a Loaded),
    /// The order was carried out; [`Cx::file`] is up to date.
    Done(&'a Receipt),
    /// Neither: the words typed are still there.
    Rejected(&'a Rejection),
}

/// Whether the frame still has to say why something was rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// The layer has said it, or there is nothing to say.
    Here,
    /// The frame says it.
    ByTheFrame,
}

#[derive(Debug, Clone, Copy)]
pub enum News<'a> {
    /// Somebody else at this desk (another layer, or the frame) saved something; [`Cx::file`] is up to date.
    Saved(&'a Receipt),
    /// The open case came anew.
    Renewed,
    /// Another process saved something, or the store was changed from outside: ask again for what is shown.
    Changed,
    /// What the first start asked could not be carried out.
    NotOnboarded,
    /// The window has another size: what was made to fit the old one is made to fit this one.
    Resized,
    Tick,
}

/// What lies on the screen, a screen or an overlay. It draws from the model and turns what reaches it into requests on
/// [`Cx`]; it does no I/O. Nothing here has a default: a layer says what it does about everything that can reach it.
pub trait Layer: std::fmt::Debug {
    /// Its name: the table of the keymap and, as `screen-<id>`, its title in the locale files.
    fn id(&self) -> &'static str;

    /// The keymap tables it listens to, its own first; earlier ones win.
    fn tables(&self) -> &'static [&'static str];

    /// Carries out an action of one of its tables.
    fn on(&mut self, action: &str, cx: &mut Cx);

    /// Takes what is typed, pasted, clicked or turned.
    fn input(&mut self, input: Input<'_>, cx: &mut Cx) -> Took;

    /// Takes the answer to what it asked or ordered.
    fn answer(&mut self, token: Token, answer: Answer<'_>, cx: &mut Cx) -> Told;

    /// Hears what everybody hears.
    fn hear(&mut self, news: News<'_>, cx: &mut Cx);

    /// Whether a text field has the focus, so that plain characters belong to it.
    fn has_field(&self) -> bool;

    /// The keys from what is in hand to what is wished for.
    fn way(&self, goal: &Goal<'_>, cx: &Cx) -> Way;

    /// The keys of the bottom row, the likeliest first.
    fn hints(&self, cx: &Cx) -> Vec<Hint>;

    /// Draws itself and says where the hardware cursor stands: at the insertion point of the focused field, else on the
    /// row in hand.
    fn view(&self, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position>;
}

/// A case with its file, where it is loaded.
pub type InHand<'a> = (Uuid, Option<&'a CaseFile>);

/// What of a screen is in hand, by names of its own: what is said about it goes with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spot {
    /// The form, or the list over it.
    pub form: String,
    /// The row of it.
    pub row: String,
}

/// A layer with a place in the top bar.
pub trait Screen: Layer {
    /// It comes into sight.
    fn visit(&mut self, visit: Visit, cx: &mut Cx);

    /// What stands on the time row instead of the next due thing of another case.
    fn subtitle(&self, cx: &Cx) -> Option<String>;

    /// The case in hand, and its file as far as it is loaded.
    fn in_hand<'a>(&'a self, cx: &'a Cx) -> Option<InHand<'a>>;

    /// The form and the row in hand, where the screen has forms.
    fn spot(&self) -> Spot;

    /// Takes back what was last marked on a form that is not saved; tells whether there was any.
    fn take_back(&mut self, cx: &mut Cx) -> bool;

    /// Forms of it that are not saved, the last one at the end.
    fn unsaved(&self, cx: &Cx) -> Vec<Unsaved>;

    /// Whether leaving now would leave a form unfinished.
    fn is_unsaved(&self) -> bool;

    /// Why an action of its tables is not possible now, for the palette; `None` when it is.
    fn why_not(&self, action: &str, cx: &Cx) -> Option<String>;

    /// Acts of the trade for the palette, impossible ones with the reason.
    fn acts_now(&self, cx: &Cx) -> Vec<Offer>;

    /// Begins an act chosen in the palette.
    fn begin_act(&mut self, act: Act, cx: &mut Cx);
}

/// A layer over the work.
pub trait Overlay: Layer {
    /// The room it wants.
    fn extent(&self, cx: &Cx) -> Extent;
}

/// The room an overlay wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// So many rows between its two edges.
    Rows(u16),
    /// The whole screen instead of lying over the work.
    Whole,
}

impl Extent {
    /// Rows for a list of so many, with what else the overlay shows.
    pub fn of(rows: usize, besides: u16) -> Self {
        Self::Rows(u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(besides))
    }
}

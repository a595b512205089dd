//! What every screen and overlay is to the frame around it.

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use uuid::Uuid;

use super::cx::Cx;
use super::guide::{Way, Wish};
use super::layout::Grid;
use crate::domain::Act;
use crate::domain::order::{Draft, Loaded, Receipt, Rejection, Token};

/// Why a screen comes into sight.
#[derive(Debug, Clone, PartialEq)]
pub enum Visit {
    /// The agent switched to it.
    Shown,
    /// A case was opened; its file arrives as [`Cx::file`] by the time of this call.
    Case(Uuid),
    /// A new call: the case gets the id its form is made with.
    New(Uuid),
    /// A form left over from a process that ended is taken up again.
    Draft(Box<Draft>),
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
    /// The act.
    pub act: Act,
    /// The keys that lead to it.
    pub key: String,
    /// What it asks for.
    pub about: String,
    /// Why it is not possible now; the sentence of the refusal it would meet.
    pub why_not: Option<String>,
}

/// A screen or an overlay. It draws from the model and turns actions into requests on [`Cx`]; it does no I/O.
pub trait Screen: std::fmt::Debug {
    /// Its name: the table of the keymap and, as `screen-<id>`, its title in the locale files.
    fn id(&self) -> &'static str;

    /// The keymap tables it listens to, its own first; earlier ones win.
    fn tables(&self) -> &'static [&'static str];

    /// Its title.
    fn title(&self, cx: &Cx) -> String {
        cx.words.get(&format!("screen-{}", self.id()))
    }

    /// What stands on the time row instead of the next due thing of another case.
    fn subtitle(&self, _cx: &Cx) -> Option<String> {
        None
    }

    /// Why an action of its tables is not possible now, for the palette; `None` when it is.
    fn why_not(&self, _action: &str, _cx: &Cx) -> Option<String> {
        None
    }

    /// Acts of the trade for the palette, impossible ones with the reason.
    fn acts_now(&self, _cx: &Cx) -> Vec<Offer> {
        Vec::new()
    }

    /// Begins an act chosen in the palette.
    fn begin_act(&mut self, _act: Act, _cx: &mut Cx) {}

    /// Carries out an action of one of its tables.
    fn on(&mut self, action: &str, cx: &mut Cx);

    /// Whether a text field has the focus, so that plain characters belong to it.
    fn has_field(&self) -> bool {
        false
    }

    /// A key for the focused field, before the keymap when it is a plain character, after it otherwise.
    /// Tells whether the field took it.
    fn typed(&mut self, _key: KeyEvent, _cx: &mut Cx) -> bool {
        false
    }

    /// Pasted text for the focused field.
    fn pasted(&mut self, _words: &str, _cx: &mut Cx) {}

    /// A click: the row there is taken in hand; where it was in hand already, the action a second click does.
    /// `grid` is the one it is drawn on.
    fn click(&mut self, _at: Position, _grid: &Grid, _cx: &mut Cx) -> Option<&'static str> {
        None
    }

    /// The wheel turned over this many rows, towards the end where positive.
    fn wheel(&mut self, _rows: isize, _cx: &mut Cx) {}

    /// It comes into sight.
    fn visit(&mut self, _visit: Visit, _cx: &mut Cx) {}

    /// A query was answered, possibly somebody else's.
    fn loaded(&mut self, _token: Token, _answer: &Loaded, _cx: &mut Cx) {}

    /// An order was carried out, possibly somebody else's; [`Cx::file`] is up to date.
    fn done(&mut self, _token: Token, _receipt: &Receipt, _cx: &mut Cx) {}

    /// An order was not carried out, possibly somebody else's. Tells whether it has dealt with it; otherwise a notice
    /// says why.
    fn rejected(&mut self, _token: Token, _why: &Rejection, _cx: &mut Cx) -> bool {
        false
    }

    /// Another process saved something, or this screen came back into sight: ask again for what is shown.
    fn refresh(&mut self, _cx: &mut Cx) {}

    /// A second passed.
    fn tick(&mut self, _cx: &mut Cx) {}

    /// The keys from what is in hand to what the coach wishes.
    fn way(&self, _wish: &Wish<'_>, _cx: &Cx) -> Way {
        Way::Elsewhere
    }

    /// Whether leaving now would leave a form unfinished.
    fn is_unsaved(&self) -> bool {
        false
    }

    /// Whether an overlay takes the whole screen instead of lying over the work.
    fn is_whole(&self) -> bool {
        false
    }

    /// Rows an overlay wants between its two edges.
    fn height(&self, _cx: &Cx) -> u16 {
        14
    }

    /// The keys of the bottom row, the likeliest first.
    fn hints(&self, cx: &Cx) -> Vec<Hint>;

    /// Draws itself and says where the hardware cursor stands: at the insertion point of the focused field, else on the
    /// row in hand.
    fn view(&self, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position>;
}

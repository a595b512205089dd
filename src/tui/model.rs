//! Everything the screens know.

use std::collections::{BTreeSet, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use crokey::KeyCombination;

use super::cx::{Agent, Cx, Parts};
use super::glyphs::Glyphs;
use super::guide::{self, Guide, Lesson};
use super::ids::Ids;
use super::keymap::Keymap;
use super::msg::{Msg, Settings};
use super::screen::{Screen, Visit};
use super::screens;
use super::theme::Theme;
use crate::domain::calendar::Rulebook;
use crate::domain::protocol::Token;
use crate::domain::{Act, Lang, Timestamp};
use crate::words::Words;

/// What the program hands to the screens at the start.
#[derive(Debug)]
pub struct Setup {
    /// It is this late.
    pub now: Timestamp,
    /// Words on screen.
    pub words: Words,
    /// The language they are in.
    pub lang: Lang,
    /// The manual with its calendar.
    pub rules: Arc<Rulebook>,
    /// Colours.
    pub theme: Theme,
    /// Signs.
    pub glyphs: Glyphs,
    /// Keys.
    pub keymap: Keymap,
    /// Who sits here.
    pub agent: Agent,
    /// The company's spoken name.
    pub company: String,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The store holds made-up cases.
    pub demo: bool,
    /// Seed of the ids; drawn at random outside of tests.
    pub seed: u64,
}

/// The screens with all they know: `update` changes it, `view` draws it.
#[derive(Debug)]
pub struct Model {
    /// What screens may look at and ask for.
    pub cx: Cx,
    pub(super) screens: Vec<Box<dyn Screen>>,
    pub(super) at: usize,
    pub(super) overlays: Vec<Box<dyn Screen>>,
    pub(super) waiting: Waiting,
    /// The row last clicked, while nothing else was done since.
    pub(super) clicked: Option<u16>,
    /// The first key of two, while the second is awaited.
    pub(super) begun: Option<KeyCombination>,
    /// The coach, while this is a practice.
    pub(super) guide: Option<Guide>,
}

/// Answers that must come before the next key, and the keys that came first.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    pub tokens: BTreeSet<Token>,
    pub since: Option<Timestamp>,
    pub held: VecDeque<Msg>,
    /// The case that is being loaded to be shown.
    pub opening: Option<Token>,
    /// The act begun once it is shown.
    pub then: Option<Act>,
    /// The undo on its way.
    pub undoing: Option<Token>,
}

impl Model {
    /// The screens, with the queue in front. The first effects come with the first message, whatever it is.
    pub fn new(setup: Setup) -> Self {
        let cx = Cx::new(Parts {
            now: setup.now,
            words: setup.words,
            lang: setup.lang,
            rules: setup.rules,
            theme: setup.theme,
            glyphs: setup.glyphs,
            keymap: Rc::new(setup.keymap),
            agent: setup.agent,
            company: setup.company,
            size: setup.size,
            demo: setup.demo,
            ids: Ids::new(setup.seed),
        });
        let mut model = Self {
            cx,
            screens: screens::all(),
            at: 0,
            overlays: Vec::new(),
            waiting: Waiting::default(),
            clicked: None,
            begun: None,
            guide: None,
        };
        if let Some(screen) = model.screens.first_mut() {
            screen.visit(Visit::Shown, &mut model.cx);
        }
        model
    }

    /// Asks what a first start asks, on a screen of its own; what is offered stands there already.
    pub fn ask_first(&mut self, offer: Settings) {
        let first = screens::first_run::FirstRun::new(offer, &mut self.cx);
        self.overlays.push(Box::new(first));
    }

    /// Screens that look and speak like these, with the coach of a lesson below them, for somebody at a store to
    /// practise on; a name nobody has given yet is made up, so that phrases can be read out.
    #[must_use]
    pub fn practice(&self, lesson: Lesson, agent: Agent, rules: Arc<Rulebook>, now: Timestamp, seed: u64) -> Self {
        let cx = &self.cx;
        let named = |name: &str, key| if name.is_empty() { cx.words.get(key) } else { name.to_owned() };
        let agent = Agent { name: named(&agent.name, "guide-agent"), ..agent };
        let mut model = Self::new(Setup {
            now,
            words: cx.words.clone(),
            lang: cx.lang,
            rules,
            theme: cx.theme,
            glyphs: cx.glyphs,
            keymap: (*cx.keymap).clone(),
            agent,
            company: named(&cx.company, "guide-company"),
            size: cx.size,
            demo: true,
            seed,
        });
        model.guide = Some(Guide::new(lesson));
        model.cx.practised.clone_from(&cx.practised);
        model.resized(cx.size);
        model
    }

    /// Whether this is a practice.
    pub const fn is_practice(&self) -> bool {
        self.guide.is_some()
    }

    /// Whether there is nothing to step out of: a list is in front, and nothing is being searched or lies over it.
    pub(super) fn is_at_rest(&self) -> bool {
        self.overlays.is_empty() && self.screen() != "case" && !self.in_field()
    }

    /// The terminal has this size; the coach's rows are not the screens'.
    pub(super) fn resized(&mut self, (columns, rows): (u16, u16)) {
        let strip = if self.guide.is_some() { guide::strip::rows_within(rows) } else { 0 };
        self.cx.size = (columns, rows.saturating_sub(strip));
    }

    /// The id of the screen in front, overlays aside.
    pub fn screen(&self) -> &'static str {
        self.screens.get(self.at).map_or("", |screen| screen.id())
    }

    /// The id of what gets the keys: the top overlay, else the screen.
    pub fn focus(&self) -> &'static str {
        self.top().map_or("", Screen::id)
    }

    /// Whether a text field has the focus.
    pub fn in_field(&self) -> bool {
        self.top().is_some_and(Screen::has_field)
    }

    /// Whether keys are held back until an order is carried out.
    pub fn is_waiting(&self) -> bool {
        !self.waiting.tokens.is_empty()
    }

    pub(super) fn top(&self) -> Option<&dyn Screen> {
        self.overlays.last().or_else(|| self.screens.get(self.at)).map(AsRef::as_ref)
    }

    pub(super) fn layers(&mut self) -> (impl Iterator<Item = &mut Box<dyn Screen>>, &mut Cx) {
        (self.screens.iter_mut().chain(self.overlays.iter_mut()), &mut self.cx)
    }
}

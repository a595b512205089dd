//! Everything the screens know.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use crokey::KeyCombination;

use uuid::Uuid;

use super::in_flight::Asker;
use super::overlays::Overlays;
use super::undo::Turns;
use crate::domain::calendar::Rulebook;
use crate::domain::{Lang, Timestamp};
use crate::tui::coach::{self, Coach, Lesson};
use crate::tui::cx::{Agent, Cx};
use crate::tui::glyphs::Glyphs;
use crate::tui::keymap::Keymap;
use crate::tui::msg::{Msg, Settings};
use crate::tui::screen::{InHand, Layer, News, Screen, Visit};
use crate::tui::screens;
use crate::tui::theme::Theme;
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
    /// The number customers ring, as it is said to them.
    pub hotline: String,
    /// The supervisor's name as it is said to customers.
    pub supervisor: String,
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
    /// Lessons of the sample shift that were finished.
    pub practised: BTreeSet<Lesson>,
    pub(in crate::tui) screens: Vec<Box<dyn Screen>>,
    pub(in crate::tui) at: usize,
    /// The screens on the way to this one.
    pub(super) trail: Vec<&'static str>,
    pub(in crate::tui) overlays: Overlays,
    /// Keys and pastes that came while an answer was awaited.
    pub(super) held: VecDeque<Msg>,
    /// The row last clicked, while nothing else was done since.
    pub(super) clicked: Option<u16>,
    /// The first key of two, while the second is awaited.
    pub(super) begun: Option<KeyCombination>,
    /// What was taken back and given back.
    pub(super) turns: Turns,
    /// The coach, while this is a practice.
    pub(in crate::tui) coach: Option<Coach>,
}

impl Model {
    /// The screens, with the queue in front. The first effects come with the first message, whatever it is.
    pub fn new(setup: Setup) -> Self {
        let mut model = Self {
            cx: Cx::new(setup),
            practised: BTreeSet::new(),
            screens: screens::all(),
            at: 0,
            trail: Vec::new(),
            overlays: Overlays::default(),
            held: VecDeque::new(),
            clicked: None,
            begun: None,
            turns: Turns::default(),
            coach: None,
        };
        model.with_screen(|screen, cx| screen.visit(Visit::Shown, cx));
        model.ask_calls();
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
            hotline: cx.hotline.clone(),
            supervisor: cx.supervisor.clone(),
            size: cx.size,
            demo: true,
            seed,
        });
        model.coach = Some(Coach::new(lesson));
        model.practised.clone_from(&self.practised);
        model.resized(cx.size);
        model
    }

    /// Whether there is nothing to step out of: a list is in front, and nothing is being searched or lies over it.
    pub(super) fn is_at_rest(&self) -> bool {
        self.overlays.is_empty() && self.screen() != "case" && !self.in_field()
    }

    /// The terminal has this size; the coach's rows are not the screens'.
    pub(super) fn resized(&mut self, (columns, rows): (u16, u16)) {
        let strip = if self.coach.is_some() { coach::strip::rows_within(rows) } else { 0 };
        self.cx.size = (columns, rows.saturating_sub(strip));
    }

    /// The window is too small for anything to be drawn but a sentence that says so.
    pub(super) fn is_too_small(&self) -> bool {
        self.cx.grid().is_none()
    }

    /// The id of the screen in front, overlays aside.
    pub fn screen(&self) -> &'static str {
        self.screens.get(self.at).map_or("", |screen| screen.id())
    }

    /// The case that lies open: on the screen, or with a form on it that is not saved.
    pub fn open_case(&self) -> Option<Uuid> {
        let case = self.cx.file.as_ref()?.case.id;
        let written = self.cx.unsaved.iter().any(|unsaved| unsaved.case == case);
        (written || self.screen() == "case").then_some(case)
    }

    /// The id of what gets the keys: the top overlay, else the screen.
    pub fn focus(&self) -> &'static str {
        self.top().map_or("", Layer::id)
    }

    /// Whether a text field has the focus.
    pub fn in_field(&self) -> bool {
        self.top().is_some_and(Layer::has_field)
    }

    /// Whether keys are held back until an order is carried out.
    pub fn is_waiting(&self) -> bool {
        self.cx.in_flight.holds_keys()
    }

    /// What gets the keys.
    pub(in crate::tui) fn top(&self) -> Option<&dyn Layer> {
        let overlay = self.overlays.top().map(|overlay| overlay as &dyn Layer);
        overlay.or_else(|| Some(self.screens.get(self.at)?.as_ref()))
    }

    /// The screen in front, overlays aside.
    pub(in crate::tui) fn front(&self) -> Option<&dyn Screen> {
        self.screens.get(self.at).map(AsRef::as_ref)
    }

    /// The case in hand there, and its file as far as it is loaded.
    pub(super) fn in_hand(&self) -> Option<InHand<'_>> {
        self.front()?.in_hand(&self.cx)
    }

    /// Lets the layer that gets the keys do something.
    pub(super) fn with_top<T>(&mut self, run: impl FnOnce(&mut dyn Layer, &mut Cx) -> T) -> Option<T> {
        let top = self.overlays.numbers().last().map_or(Asker::Screen(self.at), |number| Asker::Overlay(*number));
        self.with(top, run)
    }

    /// Lets the screen in front do something.
    pub(super) fn with_screen<T>(&mut self, run: impl FnOnce(&mut dyn Screen, &mut Cx) -> T) -> Option<T> {
        let screen = self.screens.get_mut(self.at)?;
        Some(self.cx.on_behalf(Asker::Screen(self.at), |cx| run(screen.as_mut(), cx)))
    }

    /// Lets a layer do something: what it asks for meanwhile is answered to it. Nothing where it is gone.
    pub(super) fn with<T>(&mut self, who: Asker, run: impl FnOnce(&mut dyn Layer, &mut Cx) -> T) -> Option<T> {
        let layer: &mut dyn Layer = match who {
            Asker::Frame(_) => return None,
            Asker::Screen(at) => self.screens.get_mut(at)?.as_mut(),
            Asker::Overlay(number) => self.overlays.get_mut(number)?.as_mut(),
        };
        Some(self.cx.on_behalf(who, |cx| run(layer, cx)))
    }

    /// Tells every layer, the lowest first, but the one that knows already.
    pub(super) fn tell_all(&mut self, news: News<'_>, but: Option<Asker>) {
        let screens = (0..self.screens.len()).map(Asker::Screen);
        let layers: Vec<Asker> = screens.chain(self.overlays.numbers().into_iter().map(Asker::Overlay)).collect();
        for who in layers.into_iter().filter(|who| Some(*who) != but) {
            self.with(who, |layer, cx| layer.hear(news, cx));
        }
    }
}

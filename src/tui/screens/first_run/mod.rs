//! The first start on one screen: who you are, what the company is called, how it should look. Everything can be left
//! as it is; Enter starts.

mod draw;
mod form;
mod hours;

use crossterm::event::{Event, KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use tui_input::backend::crossterm::to_input_request;

use self::form::{Asked, Control, Form, LANGS, ROLES, SCHEMES};
use crate::tui::cx::{Cx, FrameRequest};
use crate::tui::glyphs::Glyphs;
use crate::tui::guide::{Practice, next_lesson};
use crate::tui::keymap::canonical;
use crate::tui::layout::Grid;
use crate::tui::msg::{Effect, Settings};
use crate::tui::screen::{Hint, Screen};
use crate::words::Words;

/// The actions of the first start, the likeliest first.
pub const ACTIONS: &[&str] =
    &["start", "next_field", "ascii", "practice", "language", "previous_field", "quit", "suspend"];

/// The first start.
#[derive(Debug)]
pub struct FirstRun {
    form: Form,
    /// The answers are on their way.
    sent: bool,
}

impl FirstRun {
    /// The screen with what is offered as defaults.
    pub fn new(offer: Settings, cx: &mut Cx) -> Self {
        let first = Self { form: Form::new(offer, cx), sent: false };
        first.show(cx);
        first
    }

    fn start(&mut self, cx: &mut Cx) {
        if self.sent {
            return;
        }
        if let Some((at, remedy)) = self.form.first_wrong() {
            (self.form.at, self.form.tried) = (at, true);
            let words = cx.words.get(remedy);
            cx.warn(words);
            return;
        }
        self.sent = true;
        cx.notice = None;
        cx.effect(Effect::Settle(Box::new(self.form.settings())));
    }

    /// What was answered so far shows at once: the name in the top row, the colours, the language.
    fn show(&self, cx: &mut Cx) {
        self.form.words(Asked::Company).clone_into(&mut cx.company);
        self.form.words(Asked::Name).clone_into(&mut cx.agent.name);
        if self.form.wrong(Asked::No).is_none() {
            cx.agent.no = self.form.settings().agent_no;
        }
        if let Some(role) = ROLES.get(self.form.choice(Asked::Role)) {
            cx.agent.role = *role;
        }
        if let Some(scheme) = SCHEMES.get(self.form.choice(Asked::Theme)) {
            cx.theme = cx.theme.in_scheme(*scheme);
        }
        if let Some((lang, _)) = LANGS.get(self.form.choice(Asked::Language)).filter(|(lang, _)| *lang != cx.lang) {
            cx.lang = *lang;
            cx.words = Words::new(*lang);
            cx.notice = None;
        }
    }

    fn next_language(&mut self, cx: &mut Cx) {
        let next = (self.form.choice(Asked::Language) + 1) % LANGS.len();
        self.form.choose(Asked::Language, next);
        self.form.chose_language = true;
        self.show(cx);
    }

    fn other_signs(&mut self, cx: &mut Cx) {
        let ascii = cx.glyphs != Glyphs::ASCII;
        cx.glyphs = if ascii { Glyphs::ASCII } else { Glyphs::UNICODE };
        self.form.chose_ascii = Some(ascii);
    }

    /// A digit or an arrow on a choice.
    fn pick(&mut self, asked: Asked, key: KeyEvent, cx: &mut Cx) {
        let count = count_of(asked);
        let at = self.form.choice(asked);
        let pressed: KeyEvent = canonical(key).into();
        let to = match pressed.code {
            KeyCode::Left => at.checked_sub(1),
            KeyCode::Right => Some(at + 1),
            KeyCode::Char(c) => c.to_digit(10).and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1)),
            _ => None,
        };
        let Some(to) = to.filter(|to| *to < count) else { return };
        self.form.choose(asked, to);
        self.form.chose_theme |= asked == Asked::Theme;
        self.form.chose_language |= asked == Asked::Language;
        self.show(cx);
    }
}

const fn count_of(asked: Asked) -> usize {
    match asked {
        Asked::Role => ROLES.len(),
        Asked::Theme => SCHEMES.len(),
        _ => LANGS.len(),
    }
}

impl Screen for FirstRun {
    fn id(&self) -> &'static str {
        "first_run"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["first_run"]
    }

    fn on(&mut self, action: &str, cx: &mut Cx) {
        match action {
            "start" => self.start(cx),
            "next_field" => self.form.step(1),
            "previous_field" => self.form.step(-1),
            "ascii" => self.other_signs(cx),
            "language" => self.next_language(cx),
            "practice" => cx.effect(Effect::Practice(Practice::Begin(next_lesson(&cx.practised)))),
            "suspend" => cx.effect(Effect::Suspend),
            "quit" => cx.request(FrameRequest::Quit),
            _ => {}
        }
    }

    fn has_field(&self) -> bool {
        true
    }

    fn typed(&mut self, key: KeyEvent, cx: &mut Cx) -> bool {
        let Some((asked, control)) = self.form.here() else { return false };
        match control {
            Control::Words(typed) => {
                let Some(request) = to_input_request(&Event::Key(key)) else { return false };
                typed.edit(request);
                self.show(cx);
            }
            Control::Choice(_) => self.pick(asked, key, cx),
        }
        true
    }

    fn pasted(&mut self, words: &str, cx: &mut Cx) {
        if let Some((_, Control::Words(typed))) = self.form.here() {
            typed.paste(words);
            self.show(cx);
        }
    }

    /// The answers were not taken: they can be sent again.
    fn refresh(&mut self, _cx: &mut Cx) {
        self.sent = false;
    }

    fn is_whole(&self) -> bool {
        true
    }

    fn hints(&self, _cx: &Cx) -> Vec<Hint> {
        ["start", "next_field", "practice", "ascii", "language", "quit"].into_iter().map(Hint::plain).collect()
    }

    fn view(&self, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position> {
        draw::draw(&self.form, cx, grid, buf)
    }
}

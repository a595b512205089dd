//! The first start on one screen: who you are, what the company is called, how it should look. Everything can be left
//! as it is; Enter starts.

mod draw;
mod form;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use self::form::{Answers, Asked, LANGS, ROLES, SCHEMES};
use crate::domain::protocol::Token;
use crate::tui::cx::{Cx, FrameRequest};
use crate::tui::form::{Did, Pasted, Wrong};
use crate::tui::glyphs::Glyphs;
use crate::tui::layout::Grid;
use crate::tui::msg::{Effect, Settings};
use crate::tui::screen::{Answer, Extent, Hint, Input, Layer, News, Overlay, Told, Took};
use crate::tui::way::{Goal, Way};
use crate::words::Words;

/// The actions of the first start, the likeliest first.
pub const ACTIONS: &str = "start next_field ascii practice previous_field quit suspend";

#[derive(Debug)]
pub struct FirstRun {
    form: Answers,
    sent: bool,
}

impl FirstRun {
    /// The screen with what is offered as defaults.
    pub fn new(offer: Settings, cx: &mut Cx) -> Self {
        let mut first = Self { form: Answers::offered(offer, cx), sent: false };
        first.show(cx);
        first
    }

    fn start(&mut self, cx: &mut Cx) {
        if self.sent {
            return;
        }
        if self.form.check() {
            if let Some(Wrong::Because(remedy)) = self.form.here().and_then(|row| row.wrong.as_ref()) {
                cx.warn(cx.words.get(remedy));
            }
            return;
        }
        self.sent = true;
        cx.notice = None;
        cx.effect(Effect::Onboard(Box::new(self.form.settings())));
    }

    /// What was answered so far shows at once: the name in the top row, the colours, the language.
    fn show(&mut self, cx: &mut Cx) {
        self.form.judge();
        self.form.answer(Asked::Company).clone_into(&mut cx.company);
        self.form.answer(Asked::Name).clone_into(&mut cx.agent.name);
        if self.form.row(Asked::No).is_some_and(|row| row.wrong.is_none()) {
            cx.agent.no = self.form.agent_no();
        }
        if let Some(role) = ROLES.get(self.form.choice(Asked::Role)) {
            cx.agent.role = *role;
        }
        if let Some((scheme, _)) = SCHEMES.get(self.form.choice(Asked::Theme)) {
            cx.theme = cx.theme.in_scheme(*scheme);
        }
        if let Some((lang, _)) = LANGS.get(self.form.choice(Asked::Language)).filter(|(lang, _)| *lang != cx.lang) {
            cx.lang = *lang;
            cx.words = Words::new(*lang);
            cx.notice = None;
            self.form.rename(cx);
        }
    }

    fn other_signs(&mut self, cx: &mut Cx) {
        let ascii = cx.glyphs != Glyphs::ASCII;
        cx.glyphs = if ascii { Glyphs::ASCII } else { Glyphs::UNICODE };
        self.form.about.ascii = Some(ascii);
    }

    /// Tells whether the answer in hand took the key.
    fn typed(&mut self, key: KeyEvent, cx: &mut Cx) -> bool {
        let Some((asked, is_choice)) = self.form.here().map(|row| (row.key, row.typed().is_none())) else {
            return false;
        };
        // Something is always chosen.
        if is_choice && matches!(key.code, KeyCode::Backspace | KeyCode::Delete) {
            return true;
        }
        let before = self.form.choice(asked);
        let did = self.form.press(key);
        let chose = did == Did::Filled || self.form.choice(asked) != before;
        self.form.about.theme |= chose && asked == Asked::Theme;
        self.form.about.language |= chose && asked == Asked::Language;
        self.show(cx);
        is_choice || did != Did::Nothing
    }
}

impl Layer for FirstRun {
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
            "practice" => cx.request(FrameRequest::Practise),
            "suspend" => cx.effect(Effect::Suspend),
            "quit" => cx.request(FrameRequest::Quit),
            _ => {}
        }
    }

    fn input(&mut self, input: Input<'_>, cx: &mut Cx) -> Took {
        match input {
            Input::Key(key) if self.typed(key, cx) => Took::Input,
            Input::Paste(words) => {
                if self.form.paste(words) == Pasted::Changed {
                    self.show(cx);
                }
                Took::Input
            }
            Input::Click(at, grid) => {
                if let Some(row) = draw::row_at(&self.form, cx, grid, at) {
                    self.form.take(row);
                }
                Took::Input
            }
            Input::Key(_) | Input::Wheel(_) => Took::Nothing,
        }
    }

    fn answer(&mut self, _token: Token, _answer: Answer<'_>, _cx: &mut Cx) -> Told {
        Told::ByTheFrame
    }

    /// The answers were not taken: they can be sent again.
    fn hear(&mut self, news: News<'_>, _cx: &mut Cx) {
        match news {
            News::NotOnboarded => self.sent = false,
            News::Saved(_) | News::Renewed | News::Changed | News::Resized | News::Tick => {}
        }
    }

    fn has_field(&self) -> bool {
        true
    }

    fn way(&self, _wish: &Goal<'_>, _cx: &Cx) -> Way {
        Way::Elsewhere
    }

    fn hints(&self, _cx: &Cx) -> Vec<Hint> {
        ["start", "next_field", "practice", "ascii", "quit"].into_iter().map(Hint::plain).collect()
    }

    fn view(&self, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position> {
        draw::draw(&self.form, cx, grid, buf)
    }
}

impl Overlay for FirstRun {
    fn extent(&self, _cx: &Cx) -> Extent {
        Extent::Whole
    }
}

//! What reaches the Case screen from the frame.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::steps::{StepForm, hints};
use super::{CaseScreen, Mode, TABLE, guided, offers, read, saying, view};
use crate::domain::Act;
use crate::domain::protocol::Token;
use crate::tui::cx::Cx;
use crate::tui::form::RowKey as _;
use crate::tui::layout::Grid;
use crate::tui::screen::{Answer, Hint, InHand, Input, Layer, News, Offer, Screen, Spot, Told, Took, Visit};
use crate::tui::unsaved::Unsaved;
use crate::tui::way::{Goal, Way};
use crate::tui::widgets::Pick;

impl Layer for CaseScreen {
    fn id(&self) -> &'static str {
        "case"
    }

    fn tables(&self) -> &'static [&'static str] {
        TABLE.chain
    }

    fn on(&mut self, action: &str, cx: &mut Cx) {
        self.perform(action, cx);
    }

    fn input(&mut self, input: Input<'_>, cx: &mut Cx) -> Took {
        let rows = if let Input::Click(_, grid) = input { view::menu_rows(self, cx, grid) } else { 0..0 };
        if let Some((menu, len)) = self.menu() {
            let pick = menu.input(input, |_| rows.clone(), len);
            if let Pick::Chosen(at) = pick {
                self.pick(at, cx);
            }
            return pick.took("enter");
        }
        match input {
            Input::Key(key) if self.key(key, cx) => Took::Input,
            Input::Paste(words) => {
                self.paste(words, cx);
                Took::Input
            }
            Input::Click(at, grid) => {
                if let Some(row) = view::row_at(self, cx, grid, at) {
                    self.confirm_guess(cx);
                    self.form.iter_mut().for_each(|form| form.take(row));
                }
                Took::Input
            }
            Input::Wheel(by) if read::scroll(self, by, cx) => Took::Input,
            // In a form the wheel changes nothing: the arrows there change what is chosen.
            Input::Key(_) | Input::Wheel(_) => Took::Nothing,
        }
    }

    fn answer(&mut self, token: Token, answer: Answer<'_>, cx: &mut Cx) -> Told {
        self.caller.heard(token, answer);
        self.caller.find_again(self.form.as_ref().and_then(|form| form.about.customer));
        self.alike.heard(token, answer);
        let told = self.answered(token, answer, cx);
        self.look_for_alike(false, cx);
        told
    }

    fn hear(&mut self, news: News<'_>, cx: &mut Cx) {
        match news {
            News::Saved(receipt) => {
                if let Some(file) = receipt.file().filter(|file| Some(file.case.id) == self.id) {
                    self.renewed(cx);
                    self.give_back(file, cx);
                }
            }
            News::Renewed => self.renewed(cx),
            News::Changed => return self.look_for_alike(true, cx),
            News::NotOnboarded | News::Resized | News::Tick => return,
        }
        self.look_for_alike(false, cx);
    }

    fn has_field(&self) -> bool {
        match &self.mode {
            Mode::Form => self.form.as_ref().is_some_and(StepForm::is_inside),
            Mode::List(_) | Mode::Clash(_) => true,
            Mode::Why(_) => false,
        }
    }

    fn way(&self, goal: &Goal<'_>, cx: &Cx) -> Way {
        guided::towards(&self.hand(cx), matches!(self.mode, Mode::Form), goal)
    }

    fn hints(&self, cx: &Cx) -> Vec<Hint> {
        let say = |action: &'static str, key: &str| Hint::saying(action, cx.words.get(key));
        match (&self.mode, &self.form) {
            (Mode::List(_), _) => vec![say("enter", "case-hint-choose"), say("out", "case-hint-close")],
            (Mode::Why(_), _) => {
                vec![say("out", "case-hint-close"), say("down", "case-hint-other-dues"), Hint::plain("copy")]
            }
            (Mode::Clash(_), _) => vec![say("enter", "case-hint-choose"), say("out", "case-hint-back-to-form")],
            (Mode::Form, Some(form)) => hints::hints(form, &self.hand(cx)),
            (Mode::Form, None) => {
                vec![
                    Hint::plain("acts"),
                    say("page_down", "case-hint-read-on"),
                    Hint::plain("history"),
                    Hint::plain("out"),
                ]
            }
        }
    }

    fn view(&self, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position> {
        view::draw(self, cx, grid, buf)
    }
}

impl Screen for CaseScreen {
    fn visit(&mut self, visit: Visit, cx: &mut Cx) {
        self.reveal.hide();
        match visit {
            Visit::New(id) => self.begin_new(id, cx),
            Visit::Case(id) => self.show_case(id, cx),
            Visit::Draft(draft) => self.resume(draft, cx),
            Visit::Unsaved(form) => self.go_on_with(form, cx),
            Visit::Back(id, number) => self.begin_back(id, &number, cx),
            Visit::Call(id) => self.show_call(id, cx),
            Visit::Drop(of) => self.drop_form(of, cx),
            Visit::Aside(drafts) => self.drawer.parked.splice(0..0, drafts).for_each(drop),
            Visit::Discard(draft) => self.drawer.forget(Some(draft), cx),
            Visit::Saying(phrase) => saying::say_from_book(self, phrase, cx),
            Visit::Shown => cx.looked(true),
        }
        self.look_for_alike(false, cx);
    }

    fn subtitle(&self, _cx: &Cx) -> Option<String> {
        None
    }

    fn in_hand<'a>(&'a self, cx: &'a Cx) -> Option<InHand<'a>> {
        let id = self.id?;
        Some((id, cx.file.as_deref().filter(|file| file.case.id == id)))
    }

    fn spot(&self) -> Spot {
        let over = match self.mode {
            Mode::Form => "",
            Mode::List(_) => "list ",
            Mode::Why(_) => "why ",
            Mode::Clash(_) => "clash ",
        };
        let form = self.form.as_ref();
        let name = form.map(|form| form.about.purpose.name()).unwrap_or_default();
        let row = form.filter(|form| form.inside).and_then(StepForm::here).map(|row| row.key.name().to_owned());
        Spot { form: format!("{over}{name}"), row: row.unwrap_or_default() }
    }

    fn take_back(&mut self, cx: &mut Cx) -> bool {
        saying::unsay_last(self, cx)
    }

    fn unsaved(&self, cx: &Cx) -> Vec<Unsaved> {
        self.unsaved_forms(cx)
    }

    fn is_unsaved(&self) -> bool {
        !self.drawer.parked.is_empty() || self.form.as_ref().is_some_and(|form| form.begun)
    }

    fn why_not(&self, action: &str, cx: &Cx) -> Option<String> {
        offers::why_not(self, action, cx)
    }

    fn acts_now(&self, cx: &Cx) -> Vec<Offer> {
        offers::offers(self.case(cx), cx)
    }

    fn begin_act(&mut self, act: Act, cx: &mut Cx) {
        self.open_act(act, cx);
    }
}

//! Messages in, effects out: a message finds the layers it concerns, then the requests of those are carried out.

use super::keys::is_quit;
use super::model::Model;
use super::notices::{Home, Place};
use crate::domain::Timestamp;
use crate::domain::protocol::{Draft, Progress};
use crate::tui::call;
use crate::tui::coach::{Practice, next_lesson};
use crate::tui::cx::FrameRequest;
use crate::tui::msg::{Effect, Msg, Onboarded};
use crate::tui::overlays::LeftOver;
use crate::tui::screen::{News, Screen, Visit};
use crate::tui::screens::FIRST;

/// Requests that lead to requests end after so many rounds.
const ROUNDS: usize = 16;

/// Takes a message in and says what is to be done about it.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    if let Some(coach) = &mut model.coach {
        coach.hear(&msg);
    }
    model.take(msg);
    while !model.is_waiting() {
        let Some(held) = model.held.pop_front() else { break };
        model.take(held);
    }
    if let Some(mut coach) = model.coach.take() {
        if let Some(practice) = coach.watch(model) {
            model.cx.effect(Effect::Practice(practice));
        }
        model.coach = Some(coach);
    }
    model.cx.take_effects()
}

impl Model {
    fn take(&mut self, msg: Msg) {
        match msg {
            // Nobody can see what they would do; leaving is possible.
            Msg::Key(key) if self.is_too_small() && !is_quit(key) => {}
            Msg::Paste(_) | Msg::Pointer(_) if self.is_too_small() => {}
            Msg::Key(key) => self.key_or_hold(key),
            Msg::Paste(words) => self.paste_or_hold(words),
            Msg::Pointer(pointer) => self.pointed(pointer),
            Msg::Resize(columns, rows) => {
                self.resized((columns, rows));
                self.tell_all(News::Resized, None);
            }
            Msg::Tick(now) => self.tick(now),
            Msg::Loaded(token, answer) => self.loaded(token, &answer),
            Msg::Done(token, receipt) => self.done(token, &receipt),
            Msg::Rejected(token, why) => self.rejected(token, &why),
            Msg::Changed => self.changed(),
            Msg::Copies(copies) => self.cx.copies = Some(copies),
            Msg::OnlyRead(why) => self.cx.only_read(&why),
            Msg::Progress(progress) => self.progressed(progress),
            Msg::Onboarded(onboarded) => self.onboarded(*onboarded),
            Msg::NotOnboarded(why) => {
                self.cx.warn(self.cx.words.with("first-not-settled", &[("why", why.into())]));
                self.tell_all(News::NotOnboarded, None);
            }
            Msg::Drafts(drafts) => self.left_over(drafts),
        }
        self.carry_out();
        self.know_unsaved();
        if self.cx.notice.is_some() {
            let here = self.here();
            self.cx.house_notice(&here);
        }
    }

    fn know_unsaved(&mut self) {
        self.cx.unsaved = self.screens.iter().flat_map(|screen| screen.unsaved(&self.cx)).collect();
    }

    /// Where the agent is, as far as a notice may be about it.
    fn here(&self) -> Place {
        Place {
            home: self.place(),
            layer: self.overlays.numbers().last().copied(),
            spot: self.front().map(Screen::spot).unwrap_or_default(),
            calls: self.cx.calls.all().iter().map(|call| (call.id, call.line, call.found)).collect(),
            unsaved: self.cx.unsaved.iter().map(|form| form.draft).collect(),
        }
    }

    /// The screen in front, and the case on it where it shows one.
    fn place(&self) -> Home {
        let case = self.front().filter(|screen| screen.id() == "case").and_then(|screen| screen.in_hand(&self.cx));
        (self.screen(), case.map(|(case, _)| case))
    }

    /// What is shown may be out of date once all is done.
    fn progressed(&mut self, progress: Progress) {
        self.cx.progress = (progress.done < progress.total).then_some(progress);
        if self.cx.progress.is_none() {
            self.changed();
        }
    }

    fn tick(&mut self, now: Timestamp) {
        self.cx.now = now;
        self.cx.forget_old_notice();
        self.cx.in_flight.lose_patience(now);
        self.tell_all(News::Tick, None);
    }

    /// The first start is over: the work begins on the queue.
    fn onboarded(&mut self, onboarded: Onboarded) {
        self.cx.agent = onboarded.agent;
        self.cx.company = onboarded.company;
        self.cx.rules = onboarded.rules;
        self.visit("queue", Visit::Shown);
        self.ask_calls();
        if let Some(why) = onboarded.unsaved {
            self.cx.warn(self.cx.words.with("first-unsaved", &[("why", why.into())]));
        } else {
            let key = self.cx.keymap.shown(&["everywhere"], "new_call", false).unwrap_or_default();
            self.cx.tell(self.cx.words.with("first-settled", &[("key", key.into())]));
        }
    }

    /// Carries out what layers ask of the frame once their own work is done, until nobody asks for more.
    pub(super) fn carry_out(&mut self) {
        for _ in 0..=ROUNDS {
            let requests = self.cx.take_requests();
            if requests.is_empty() {
                break;
            }
            for request in requests {
                self.request(request);
            }
        }
    }

    fn request(&mut self, request: FrameRequest) {
        match request {
            FrameRequest::Open(id) => self.open(id, None),
            FrameRequest::OpenFor(id, then) => self.open(id, Some(then)),
            FrameRequest::New => {
                let id = self.cx.new_id();
                self.cx.file = None;
                self.visit("case", Visit::New(id));
            }
            FrameRequest::Go(screen) => self.visit(screen, Visit::Shown),
            FrameRequest::Back => {
                let before = self.trail.pop().unwrap_or(FIRST);
                let trail = self.trail.clone();
                self.visit(before, Visit::Shown);
                self.trail = trail;
            }
            FrameRequest::Resume(draft) => {
                self.cx.file = None;
                self.visit("case", Visit::Draft(draft));
            }
            FrameRequest::Unsaved(form) => self.visit("case", Visit::Unsaved(form)),
            FrameRequest::Call(case) => self.visit("case", Visit::Call(case)),
            FrameRequest::RingBack(contact) => self.ring_back(contact),
            FrameRequest::Drop(case) => self.drop_form(case),
            FrameRequest::Discard(draft) => self.discard(draft),
            FrameRequest::Say(phrase) => self.visit("case", Visit::Saying(phrase)),
            FrameRequest::Over(overlay) => self.overlays.push(overlay),
            FrameRequest::Close => self.overlays.pop(),
            FrameRequest::Perform(bound) => self.perform(bound),
            FrameRequest::Act(act) => {
                self.with_screen(|screen, cx| screen.begin_act(act, cx));
            }
            FrameRequest::Practise => {
                let next = next_lesson(&self.practised);
                self.cx.effect(Effect::Practice(Practice::Begin(next)));
            }
            FrameRequest::Quit => {
                call::shift::end(&mut self.cx);
                self.cx.effect(Effect::Quit);
            }
        }
    }

    /// Forms left over wait with those of today from the beginning, so that whoever is on the line is known by theirs,
    /// and are offered.
    fn left_over(&mut self, drafts: Vec<Draft>) {
        let Some(list) = LeftOver::new(drafts, &mut self.cx) else { return };
        self.on_case(Visit::Aside(list.oldest_first()));
        self.know_unsaved();
        call::ask_about_found(&mut self.cx);
        self.overlays.push(Box::new(list));
        self.tell_all(News::Changed, None);
    }

    fn discard(&mut self, draft: uuid::Uuid) {
        self.on_case(Visit::Discard(draft));
        self.know_unsaved();
        self.tell_all(News::Changed, None);
    }

    /// Something for the forms of cases, whichever screen is in front.
    fn on_case(&mut self, visit: Visit) {
        if let Some(case) = self.screens.iter_mut().find(|screen| screen.id() == "case") {
            case.visit(visit, &mut self.cx);
        }
    }

    /// The customer is called back: about the case of that contact, else with the form of a new one.
    fn ring_back(&mut self, contact: uuid::Uuid) {
        let Some(owed) = self.cx.call_backs.iter().find(|owed| owed.id == contact).cloned() else { return };
        let case = owed.cases.last().copied();
        let id = case.unwrap_or_else(|| self.cx.new_id());
        call::ring(&owed, id, &mut self.cx);
        if case.is_some() {
            return self.open(id, None);
        }
        self.cx.file = None;
        self.visit("case", Visit::Back(id, call::number(&owed).to_owned()));
    }

    /// A form is thrown away; where it was in hand there is nothing to be seen any more.
    fn drop_form(&mut self, of: uuid::Uuid) {
        let was_in_hand = self.place() == ("case", Some(of));
        self.on_case(Visit::Drop(of));
        // The queue shows at once that it is gone.
        if was_in_hand || self.screen() == "queue" {
            self.visit("queue", Visit::Shown);
        }
    }

    /// Remembers the way to a screen, each once; the first one is where every way begins.
    fn leave_trail(&mut self, to: usize) {
        let id = |at: usize| self.screens.get(at).map(|screen| screen.id());
        let (Some(here), Some(there)) = (id(self.at), id(to)) else { return };
        self.trail.retain(|before| *before != there && *before != here && there != FIRST);
        if there != FIRST {
            self.trail.push(here);
        }
    }

    /// Brings a screen into sight.
    pub(super) fn visit(&mut self, id: &str, visit: Visit) {
        let Some(at) = self.screens.iter().position(|screen| screen.id() == id) else { return };
        self.overlays.clear();
        self.turns.fresh = false;
        if at != self.at {
            self.leave_trail(at);
        }
        self.at = at;
        self.with_screen(|screen, cx| screen.visit(visit, cx));
    }
}

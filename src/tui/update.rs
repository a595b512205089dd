//! Messages in, effects out: keys find their layer, answers find their asker, requests of screens are carried out.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::cx::{LastAct, Request, Saved};
use super::guide::{Choose, Guide, Lesson, Practice};
use super::keymap::Bound;
use super::model::Model;
use super::msg::{Effect, Msg, Settled};
use super::overlays::{Confirm, Deeds, Help, Keys, LeftOver, Palette};
use super::refusal;
use super::screen::{Screen, Visit};
use crate::domain::order::{Loaded, Order, Query, Receipt, Rejection, Token};
use crate::domain::{Act, Target, Timestamp};

/// A notice stands this long unless something else happens.
const NOTICE_MS: i64 = 20_000;
/// Keys are held back for an answer at most this long; an answer that is lost must not lock the desk.
const PATIENCE_MS: i64 = 5_000;
/// Keys held back at most.
const HELD_MAX: usize = 256;

/// Takes a message in and says what is to be done about it.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    if let Some(guide) = &mut model.guide {
        guide.hear(&msg);
    }
    model.take(msg);
    while !model.is_waiting() {
        let Some(held) = model.waiting.held.pop_front() else { break };
        model.take(held);
    }
    if let Some(mut guide) = model.guide.take() {
        if let Some(practice) = guide.watch(model) {
            model.cx.effect(Effect::Practice(practice));
        }
        model.guide = Some(guide);
    }
    model.cx.take_effects()
}

impl Model {
    fn take(&mut self, msg: Msg) {
        match msg {
            Msg::Key(key) => self.key_or_hold(key),
            Msg::Paste(words) => self.paste_or_hold(words),
            Msg::Pointer(pointer) => self.pointed(pointer),
            Msg::Resize(columns, rows) => self.resized((columns, rows)),
            Msg::Tick(now) => self.tick(now),
            Msg::Loaded(token, answer) => self.loaded(token, &answer),
            Msg::Done(token, receipt) => self.done(token, &receipt),
            Msg::Rejected(token, why) => self.rejected(token, &why),
            Msg::Changed => self.changed(),
            Msg::Settled(settled) => self.settled(*settled),
            Msg::NotSettled(why) => {
                let words = self.cx.words.with("first-not-settled", &[("why", why.into())]);
                self.cx.warn(words);
                let (layers, cx) = self.layers();
                layers.for_each(|layer| layer.refresh(cx));
            }
            Msg::Drafts(drafts) => {
                if !drafts.is_empty() {
                    self.overlays.push(Box::new(LeftOver::new(drafts)));
                }
            }
        }
        self.carry_out();
    }

    fn key_or_hold(&mut self, key: KeyEvent) {
        if key.kind == KeyEventKind::Release {
            return;
        }
        self.cx.last_key = self.cx.now;
        self.clicked = None;
        let (at_rest, now) = (self.is_at_rest(), self.cx.now);
        if self.is_waiting() && !is_quit(key) {
            self.hold(Msg::Key(key));
        } else if self.guide.as_mut().is_some_and(|guide| guide.leaves(key, at_rest, now)) {
            self.cx.effect(Effect::Practice(Practice::Leave));
        } else {
            if self.guide.as_ref().is_some_and(Guide::is_leaving) {
                let words = self.cx.words.get("guide-once-more");
                self.cx.tell(words);
            }
            self.key(key);
        }
    }

    fn paste_or_hold(&mut self, words: String) {
        self.cx.last_key = self.cx.now;
        self.begun = None;
        if self.is_waiting() {
            self.hold(Msg::Paste(words));
        } else if let Some((top, cx)) = self.top_mut() {
            top.pasted(&words, cx);
        }
    }

    fn hold(&mut self, msg: Msg) {
        if self.waiting.held.len() < HELD_MAX {
            self.waiting.held.push_back(msg);
        }
    }

    pub(super) fn top_mut(&mut self) -> Option<(&mut Box<dyn Screen>, &mut super::Cx)> {
        let top = self.overlays.last_mut().or_else(|| self.screens.get_mut(self.at))?;
        Some((top, &mut self.cx))
    }

    /// A focused field gets plain characters and its own editing keys first; everything else means what the keymap says.
    fn key(&mut self, key: KeyEvent) {
        if let Some(first) = self.begun.take() {
            if let Some(bound) = self.end_sequence(first, key) {
                self.perform(bound);
            }
            return;
        }
        let Some((top, cx)) = self.top_mut() else { return };
        let field = top.has_field();
        if field && is_editing(key) && top.typed(key, cx) {
            return;
        }
        let bound = if field && is_character(key) { None } else { cx.keymap.meaning(top.tables(), key) };
        match bound {
            Some(bound) => self.perform(bound),
            None if !(field && is_editing(key)) && self.begins_sequence(key) => {}
            // No key of any table: a field may know it, and words an input method sends must not vanish.
            None if !field || !is_editing(key) => {
                if let Some((top, cx)) = self.top_mut() {
                    top.typed(key, cx);
                }
            }
            None => {}
        }
    }

    pub(super) fn perform(&mut self, bound: Bound) {
        match bound.table {
            "everywhere" => self.everywhere(bound.action),
            "line" => {
                if let Some(case) = self.screens.iter_mut().find(|screen| screen.id() == "case") {
                    case.on(bound.action, &mut self.cx);
                }
            }
            "lists" if bound.action == "leave" && self.guide.is_some() => {
                self.cx.effect(Effect::Practice(Practice::Leave));
            }
            "lists" if bound.action == "leave" => self.quit(),
            "lists" => self.cx.go(bound.action),
            _ => {
                if let Some((top, cx)) = self.top_mut() {
                    top.on(bound.action, cx);
                }
            }
        }
    }

    fn everywhere(&mut self, action: &str) {
        match action {
            "new_call" => self.cx.new_call(),
            "palette" => {
                if let Some(screen) = self.screens.get(self.at) {
                    let palette = Palette::new(Deeds::of(screen.as_ref(), &self.cx));
                    self.overlays.push(Box::new(palette));
                }
            }
            "help" => {
                let tables = self.top().map_or(&[] as &[_], Screen::tables);
                self.overlays.push(Box::new(Help::new(Keys::of(tables, &self.cx))));
            }
            "undo" => self.undo(),
            "quit" => self.quit(),
            "how_to_quit" => {
                let words = self.cx.words.get("notice-how-to-quit");
                self.cx.tell(words);
            }
            "dismiss" => (self.cx.notice, self.cx.banner) = (None, None),
            "suspend" => self.cx.effect(Effect::Suspend),
            "practice" => self.practise(),
            _ => {}
        }
    }

    /// The sample shift: its lessons to choose from, or the next one where one is finished; never while a real customer
    /// is on the line.
    fn practise(&mut self) {
        if self.guide.is_none() && self.cx.call.is_live() {
            let words = self.cx.words.get("practice-not-now");
            self.cx.warn(words);
            return;
        }
        let finished = self.guide.as_ref().filter(|guide| guide.is_over(self)).map(Guide::lesson);
        if let Some(next) = finished.and_then(Lesson::next) {
            self.cx.effect(Effect::Practice(Practice::Begin(next)));
        } else {
            let choose = Choose::new(self.guide.as_ref().map(Guide::lesson), &self.cx);
            self.overlays.push(Box::new(choose));
        }
    }

    /// The first start is over: the work begins on the queue.
    fn settled(&mut self, settled: Settled) {
        self.cx.agent = settled.agent;
        self.cx.company = settled.company;
        self.cx.rules = settled.rules;
        self.visit("queue", Visit::Shown);
        if let Some(why) = settled.unsaved {
            let words = self.cx.words.with("first-unsaved", &[("why", why.into())]);
            self.cx.warn(words);
        } else {
            let key = self.cx.keymap.shown(&["everywhere"], "new_call", false).unwrap_or_default();
            let words = self.cx.words.with("first-settled", &[("key", key.into())]);
            self.cx.tell(words);
        }
    }

    fn undo(&mut self) {
        let Some(LastAct { case, facts }) = self.cx.last_act.take() else {
            let words = self.cx.words.get("notice-nothing-to-undo");
            self.cx.warn(words);
            return;
        };
        let command = self.cx.command(Act::Undo, crate::domain::Record::default(), Some(Target::Facts(facts)));
        self.waiting.undoing = Some(self.cx.submit(Order::Act { case, command }));
    }

    /// Asks first when somebody is on the line or a form is unfinished; what was typed is in the journal either way.
    fn quit(&mut self) {
        let question = if self.cx.call.is_live() {
            "confirm-quit-call"
        } else if self.screens.iter().any(|screen| screen.is_unsaved()) {
            "confirm-quit-unsaved"
        } else {
            self.cx.request(Request::Quit);
            return;
        };
        let words = &self.cx.words;
        let confirm = Confirm::new(words.get(question), words.get("confirm-quit-yes"), Request::Quit);
        self.overlays.push(Box::new(confirm));
    }

    fn tick(&mut self, now: Timestamp) {
        self.cx.now = now;
        if self.cx.notice.as_ref().is_some_and(|notice| now.since_ms(notice.since) >= NOTICE_MS) {
            self.cx.notice = None;
        }
        if self.waiting.since.is_some_and(|since| now.since_ms(since) >= PATIENCE_MS) {
            self.stop_waiting();
        }
        let (layers, cx) = self.layers();
        layers.for_each(|layer| layer.tick(cx));
    }

    fn loaded(&mut self, token: Token, answer: &Loaded) {
        let opened = self.waiting.opening == Some(token);
        self.answered(token);
        if let Loaded::Case(file) = answer {
            let wanted = opened || self.is_open(file.as_deref());
            if wanted {
                self.cx.file.clone_from(file);
            }
        }
        if opened {
            self.waiting.opening = None;
            self.show_opened();
        }
        let (layers, cx) = self.layers();
        layers.for_each(|layer| layer.loaded(token, answer, cx));
    }

    fn open(&mut self, case: uuid::Uuid, then: Option<Act>) {
        let token = self.cx.ask(Query::Case(case));
        (self.waiting.opening, self.waiting.then) = (Some(token), then);
        self.wait_for(token);
    }

    fn show_opened(&mut self) {
        let then = self.waiting.then.take();
        if let Some(id) = self.cx.file.as_ref().map(|file| file.case.id) {
            self.visit("case", Visit::Case(id));
            if let (Some(act), Some(screen)) = (then, self.screens.get_mut(self.at)) {
                screen.begin_act(act, &mut self.cx);
            }
        } else {
            let words = self.cx.words.get("notice-no-such-case");
            self.cx.warn(words);
        }
    }

    fn is_open(&self, file: Option<&crate::domain::order::CaseFile>) -> bool {
        let open = self.cx.file.as_ref().map(|open| open.case.id);
        open.is_some() && open == file.map(|file| file.case.id)
    }

    fn done(&mut self, token: Token, receipt: &Receipt) {
        self.answered(token);
        self.cx.saved = Some(Saved::Act(receipt.saved_at));
        if let Some((case, first)) = self.cx.submitted.remove(&token) {
            let facts = receipt.file.facts.iter().map(|fact| fact.id).skip_while(|id| *id != first).collect::<Vec<_>>();
            self.cx.last_act = (!facts.is_empty()).then_some(LastAct { case, facts });
        }
        if self.waiting.undoing.take_if(|undoing| *undoing == token).is_some() {
            self.cx.last_act = None;
            let words = self.cx.words.get("notice-undone");
            self.cx.tell(words);
        }
        let here = self.cx.file.as_ref().is_none_or(|open| open.case.id == receipt.file.case.id);
        let open_or_new = here && (self.cx.file.is_some() || self.cx.call.case == Some(receipt.file.case.id));
        if open_or_new {
            self.cx.file = Some(receipt.file.clone());
        }
        let (layers, cx) = self.layers();
        layers.for_each(|layer| layer.done(token, receipt, cx));
    }

    fn rejected(&mut self, token: Token, why: &Rejection) {
        self.answered(token);
        self.cx.submitted.remove(&token);
        if self.waiting.opening == Some(token) {
            self.waiting.opening = None;
        }
        if let Rejection::Conflict { file, .. } = why
            && self.is_open(Some(file))
        {
            self.cx.file = Some(file.clone());
        }
        let (layers, cx) = self.layers();
        let mut dealt_with = false;
        for layer in layers {
            dealt_with |= layer.rejected(token, why, cx);
        }
        if !dealt_with {
            let words = refusal::sentence(why, &self.cx);
            self.cx.warn(words);
        }
    }

    fn changed(&mut self) {
        if let Some(id) = self.cx.file.as_ref().map(|file| file.case.id) {
            self.cx.ask(Query::Case(id));
        }
        let (layers, cx) = self.layers();
        layers.for_each(|layer| layer.refresh(cx));
    }

    fn answered(&mut self, token: Token) {
        self.waiting.tokens.remove(&token);
        if self.waiting.tokens.is_empty() {
            self.waiting.since = None;
        }
    }

    fn stop_waiting(&mut self) {
        self.waiting.tokens.clear();
        self.waiting.since = None;
        self.waiting.opening = None;
    }

    /// What screens asked of the frame, until nobody asks for more.
    fn carry_out(&mut self) {
        let mut rounds = 0;
        loop {
            let requests = self.cx.take_requests();
            if requests.is_empty() || rounds > 16 {
                break;
            }
            rounds += 1;
            for request in requests {
                self.request(request);
            }
        }
        for token in std::mem::take(&mut self.cx.sent) {
            self.wait_for(token);
        }
    }

    fn wait_for(&mut self, token: Token) {
        if self.waiting.tokens.insert(token) {
            self.waiting.since.get_or_insert(self.cx.now);
        }
    }

    fn request(&mut self, request: Request) {
        match request {
            Request::Open(id) => self.open(id, None),
            Request::OpenFor(id, act) => self.open(id, Some(act)),
            Request::New => {
                let id = self.cx.new_id();
                self.cx.file = None;
                self.visit("case", Visit::New(id));
            }
            Request::Go(screen) => self.visit(screen, Visit::Shown),
            Request::Resume(draft) => {
                self.cx.file = None;
                self.visit("case", Visit::Draft(draft));
            }
            Request::Say(phrase) => self.visit("case", Visit::Saying(phrase)),
            Request::Over(overlay) => self.overlays.push(overlay),
            Request::Close => {
                self.overlays.pop();
            }
            Request::Perform { table, action } => self.perform(Bound { table, action }),
            Request::Act(act) => {
                if let Some(screen) = self.screens.get_mut(self.at) {
                    screen.begin_act(act, &mut self.cx);
                }
            }
            Request::Quit => self.cx.effect(Effect::Quit),
        }
    }

    fn visit(&mut self, id: &str, visit: Visit) {
        let Some(at) = self.screens.iter().position(|screen| screen.id() == id) else { return };
        self.overlays.clear();
        self.at = at;
        if let Some(screen) = self.screens.get_mut(at) {
            screen.visit(visit, &mut self.cx);
        }
    }
}

/// A key that writes a character.
const fn is_character(key: KeyEvent) -> bool {
    let chord = KeyModifiers::CONTROL.union(KeyModifiers::ALT).union(KeyModifiers::SUPER);
    matches!(key.code, KeyCode::Char(_)) && !key.modifiers.intersects(chord)
}

/// A key a focused text field has first claim on.
const fn is_editing(key: KeyEvent) -> bool {
    let moves = matches!(
        key.code,
        KeyCode::Backspace | KeyCode::Delete | KeyCode::Left | KeyCode::Right | KeyCode::Home | KeyCode::End
    );
    is_character(key) || (moves && !key.modifiers.intersects(KeyModifiers::ALT))
}

const fn is_quit(key: KeyEvent) -> bool {
    matches!(key.code, KeyCode::Char('q' | 'Q')) && key.modifiers.contains(KeyModifiers::CONTROL)
}

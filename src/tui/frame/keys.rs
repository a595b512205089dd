//! Keys find their layer: the focused field first, then the keymap, then whoever knows what to do with a word.

use crokey::KeyCombination;
use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::model::Model;
use super::notices::GoesWith;
use crate::domain::Stage;
use crate::tui::call::{self, Call, Meeting, Seat};
use crate::tui::coach::{Choose, Coach, Lesson, Practice};
use crate::tui::cx::FrameRequest;
use crate::tui::keymap::{self, Bound};
use crate::tui::msg::{Effect, Msg};
use crate::tui::overlays::{Confirm, Deeds, Handbook, Help, Keys, Palette};
use crate::tui::screen::{Input, Layer, Took};
use crate::tui::widgets::ListName;

/// Keys held back at most.
const HELD_MAX: usize = 256;

impl Model {
    pub(super) fn key_or_hold(&mut self, key: KeyEvent) {
        if key.kind == KeyEventKind::Release {
            return;
        }
        self.cx.last_key = self.cx.now;
        self.clicked = None;
        self.turns.was_fresh = std::mem::take(&mut self.turns.fresh);
        let (at_rest, now) = (self.is_at_rest(), self.cx.now);
        if self.is_waiting() && !is_quit(key) {
            self.hold(Msg::Key(key));
        } else if self.coach.as_mut().is_some_and(|coach| coach.leaves(key, at_rest, now)) {
            self.cx.effect(Effect::Practice(Practice::Leave));
        } else {
            if self.coach.as_ref().is_some_and(Coach::is_leaving) {
                self.cx.tell(self.cx.words.get("guide-once-more"));
            }
            self.key(key);
        }
    }

    pub(super) fn paste_or_hold(&mut self, words: String) {
        self.cx.last_key = self.cx.now;
        self.begun = None;
        if self.is_waiting() {
            self.hold(Msg::Paste(words));
        } else {
            self.with_top(|top, cx| top.input(Input::Paste(&words), cx));
        }
    }

    fn hold(&mut self, msg: Msg) {
        if self.held.len() < HELD_MAX {
            self.held.push_back(msg);
        }
    }

    /// A focused field gets plain characters and its own editing keys first; everything else means what the keymap says.
    fn key(&mut self, key: KeyEvent) {
        if let Some(first) = self.begun.take() {
            if let Some(bound) = self.end_sequence(first, key) {
                self.perform(bound);
            }
            return;
        }
        let Some(top) = self.top() else { return };
        let (field, tables) = (top.has_field(), top.tables());
        if field && is_editing(key) && self.typed(key) != Took::Nothing {
            return;
        }
        let word = field && is_character(key);
        let bound = if word { None } else { self.cx.keymap.meaning(tables, key) };
        match (bound, self.of_the_program(key).filter(|_| !word)) {
            (Some(bound), _) => self.perform(bound),
            (None, Some(bound)) => self.perform_anywhere(bound),
            (None, None) => self.unbound(key, field),
        }
    }

    /// A key that means nothing to the layer by its tables.
    fn unbound(&mut self, key: KeyEvent, field: bool) {
        if self.closes_manual(key) {
            return self.overlays.pop();
        }
        let edits = field && is_editing(key);
        // A field may know it, and words an input method sends must not vanish.
        if !edits && !self.begins_sequence(key) && self.typed(key) == Took::Nothing {
            self.say_whose_key(key);
        }
    }

    /// Keys that are about the program work whatever lies over the work.
    fn of_the_program(&self, key: KeyEvent) -> Option<Bound> {
        let meant = self.cx.keymap.meaning(&["everywhere"], key);
        meant.filter(|bound| matches!(bound.action, "quit" | "how_to_quit" | "suspend" | "dismiss"))
    }

    fn perform_anywhere(&mut self, bound: Bound) {
        // A question that is asked is not asked once more on top of itself.
        if self.overlays.top().map(Layer::id) == Some("confirm") && bound.action == "quit" {
            self.overlays.pop();
        }
        self.perform(bound);
    }

    /// A function key that does nothing here says what it is for: no key of those is dumb.
    fn say_whose_key(&mut self, key: KeyEvent) {
        let Some(bound) = self.cx.keymap.meaning(&["case"], key).filter(|_| is_function(key)) else { return };
        let key = keymap::name(keymap::canonical(key));
        let args = [("key", key.into()), ("what", self.cx.words.get(&bound.words_key()).into())];
        self.cx.warn(self.cx.words.with("key-of-case", &args));
    }

    fn typed(&mut self, key: KeyEvent) -> Took {
        self.with_top(|top, cx| top.input(Input::Key(key), cx)).unwrap_or(Took::Nothing)
    }

    pub(super) fn perform(&mut self, bound: Bound) {
        match bound.table {
            "everywhere" => self.everywhere(bound.action),
            "line" => self.telephone(bound.action),
            "lists" if bound.action == "leave" && self.coach.is_some() => {
                self.cx.effect(Effect::Practice(Practice::Leave));
            }
            "lists" if bound.action == "leave" => self.quit(),
            "lists" => self.cx.go(bound.action),
            _ => {
                self.with_top(|top, cx| top.on(bound.action, cx));
            }
        }
    }

    /// The telephone is the frame's: it works on every screen and below every list.
    fn telephone(&mut self, action: &str) {
        let asks = !matches!(action, "hold" | "hang_up");
        let answers = match self.overlays.top().map(Layer::id) {
            // A question that is asked is not asked once more on top of itself.
            Some("pick" | "book") if asks => return self.say_choose_first(),
            top => top == Some("pick"),
        };
        // What it was about changes with this key.
        if answers {
            self.overlays.pop();
        }
        let hand = self.in_hand();
        let file = hand.and_then(|(_, file)| file).cloned();
        let seat = Seat { on_case: self.screen() == "case", case: hand.map(|(case, _)| case), file: file.as_ref() };
        call::perform(action, seat, &mut self.cx);
        if answers && self.cx.is_asking() {
            self.say_choose_first();
        }
    }

    fn say_choose_first(&mut self) {
        let key = self.cx.keymap.shown(&["pick"], "close", true).unwrap_or_default();
        self.cx.warn(self.cx.words.with("call-choose-first", &[("key", key.into())]));
    }

    fn everywhere(&mut self, action: &str) {
        match action {
            "new_call" => self.cx.request(FrameRequest::New),
            "palette" => {
                if let Some(screen) = self.front() {
                    let palette = Palette::new(Deeds::of(screen, &self.cx));
                    self.overlays.push(Box::new(palette));
                }
            }
            "help" => {
                let tables = self.top().map_or(&[] as &[_], Layer::tables);
                self.overlays.push(Box::new(Help::new(Keys::of(tables, &self.cx))));
            }
            "manual" => self.open_manual(),
            "undo" => self.undo(),
            "redo" => self.redo(),
            "quit" => self.quit(),
            "how_to_quit" => {
                let key = self.cx.keymap.shown(&["everywhere"], "quit", true).unwrap_or_default();
                self.cx.tell(self.cx.words.with("notice-how-to-quit", &[("key", key.into())]));
            }
            "dismiss" => self.cx.dismiss(),
            "suspend" => self.cx.effect(Effect::Suspend),
            "practice" => self.choose_lesson(),
            _ => {}
        }
    }

    /// Whether the manual lies on top and this is the key that opened it.
    fn closes_manual(&self, key: KeyEvent) -> bool {
        let opens = self.cx.keymap.meaning(&["everywhere"], key).is_some_and(|bound| bound.action == "manual");
        opens && self.top().is_some_and(|top| top.id() == ListName::Manual.as_str())
    }

    /// The manual at the step of the case in hand.
    fn open_manual(&mut self) {
        let case = self.in_hand().and_then(|(_, file)| file);
        let stage = case.map_or(Stage::Intake, |file| file.case.state.stage());
        let manual = Handbook::at(stage, &self.cx);
        self.overlays.push(Box::new(manual));
    }

    /// The sample shift: its lessons to choose from, or the next one where one is finished; never while a real customer
    /// is on the line.
    fn choose_lesson(&mut self) {
        if self.coach.is_none() && self.cx.calls.is_live() {
            return self.cx.warn_with(GoesWith::Calls, self.cx.words.get("practice-not-now"));
        }
        let finished = self.coach.as_ref().filter(|coach| coach.is_over(self)).map(Coach::lesson);
        if let Some(next) = finished.and_then(Lesson::next) {
            self.cx.effect(Effect::Practice(Practice::Begin(next)));
        } else {
            let choose = Choose::new(self.coach.as_ref().map(Coach::lesson), self.practised.clone());
            self.overlays.push(Box::new(choose));
        }
    }

    /// Asks first when somebody is on the line or a form is unfinished, where the question can be seen; what was typed is
    /// in the journal either way, unless the screen says that it is not.
    fn quit(&mut self) {
        if self.is_too_small() {
            return self.cx.request(FrameRequest::Quit);
        }
        let question = if self.cx.unkept.is_some() {
            "confirm-quit-unkept"
        } else if self.cx.calls.is_live() {
            "confirm-quit-call"
        } else if self.screens.iter().any(|screen| screen.is_unsaved()) {
            "confirm-quit-unsaved"
        } else {
            self.cx.request(FrameRequest::Quit);
            return;
        };
        let words = &self.cx.words;
        let meeting = self.cx.calls.present().map_or(Meeting::Telephone, Call::meeting);
        let question = words.with(question, &[("meeting", meeting.as_str().into())]);
        let confirm = Confirm::new(question, words.get("confirm-quit-yes"), FrameRequest::Quit);
        self.overlays.push(Box::new(confirm));
    }

    /// Whether a key begins a sequence here; if so, the next key ends it.
    fn begins_sequence(&mut self, key: KeyEvent) -> bool {
        let first = keymap::canonical(key);
        let begins = !self.cx.keymap.after(self.top().map_or(&[], Layer::tables), first).is_empty();
        if begins {
            self.begun = Some(first);
        }
        begins
    }

    /// What the second key means; Esc leaves the sequence, and a key that leads nowhere does no more than say so.
    fn end_sequence(&mut self, first: KeyCombination, key: KeyEvent) -> Option<Bound> {
        let tables = self.top().map_or(&[] as &[_], Layer::tables);
        let bound = self.cx.keymap.meaning_of_two(tables, first, key);
        if bound.is_none() && key.code != KeyCode::Esc {
            let keys = format!("{} {}", keymap::name(first), keymap::name(keymap::canonical(key)));
            self.cx.warn(self.cx.words.with("sequence-unknown", &[("keys", keys.into())]));
        }
        bound
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

const fn is_function(key: KeyEvent) -> bool {
    matches!(key.code, KeyCode::F(_))
}

pub(super) const fn is_quit(key: KeyEvent) -> bool {
    matches!(key.code, KeyCode::Char('q' | 'Q')) && key.modifiers.contains(KeyModifiers::CONTROL)
}

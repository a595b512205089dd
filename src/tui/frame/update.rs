//! Messages in, effects out: a message finds the layers it concerns, then the requests of those are carried out.

use super::model::Model;
use crate::domain::Timestamp;
use crate::tui::msg::{Effect, Msg, Settled};
use crate::tui::overlays::LeftOver;
use crate::tui::screen::{News, Visit};

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
                self.tell_all(News::NotSettled, None);
            }
            Msg::Drafts(drafts) => {
                if !drafts.is_empty() {
                    self.overlays.push(Box::new(LeftOver::new(drafts)));
                }
            }
        }
        self.carry_out();
    }

    fn tick(&mut self, now: Timestamp) {
        self.cx.now = now;
        self.cx.forget_old_notice();
        self.cx.in_flight.lose_patience(now);
        self.tell_all(News::Tick, None);
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
}

//! A session: screens, the threads of its store, what is typed, and its time. The work is one, a practice another.

use super::clock::Clock;
use super::drafts::Keeper;
use super::presence::Presence;
use super::throwaway::Throwaway;
use super::workers::Workers;
use crate::tui::{Effect, Model, Msg, update};

/// What belongs together of one desk at work.
pub struct Session {
    pub model: Model,
    pub workers: Workers,
    pub drafts: Keeper,
    pub clock: Clock,
    pub presence: Presence,
    /// Its files, where they are gone afterwards.
    pub folder: Option<Throwaway>,
}

impl Session {
    /// Takes a message in and does what its store and its journal are asked for; the rest is handed back.
    pub fn take(&mut self, msg: Msg) -> Vec<Effect> {
        let before = self.model.open_case();
        let effects = update(&mut self.model, msg);
        if self.model.open_case() != before {
            self.presence.look(&mut self.model);
        }
        effects.into_iter().filter_map(|effect| self.serve(effect)).collect()
    }

    fn serve(&mut self, effect: Effect) -> Option<Effect> {
        match effect {
            Effect::Journal(op) => match self.drafts.write(&op) {
                Ok(()) => self.model.cx.draft_kept(&op),
                Err(error) => self.model.cx.draft_not_kept(error.code()),
            },
            Effect::Submit(token, request) => self.workers.submit(token, request, self.clock.now()),
            Effect::Ask(token, query) => self.workers.ask(token, query),
            Effect::Forget(token) => self.workers.forget(token),
            other => return Some(other),
        }
        None
    }

    /// A second has passed.
    pub fn tick(&mut self) {
        self.presence.look(&mut self.model);
        match self.drafts.tick() {
            None => {}
            Some(Ok(())) => {
                self.model.cx.draft_kept_at_last();
                self.tell_found();
            }
            Some(Err(error)) => self.model.cx.draft_not_kept(error.code()),
        }
    }

    /// Says what was found among the drafts that could not be read.
    pub fn tell_found(&mut self) {
        if let Some(found) = self.drafts.found(&self.model.cx.words) {
            self.model.cx.unread = Some(found);
        }
    }

    /// A visible remark, by the key of its words.
    pub fn warn(&mut self, key: &str) {
        let words = self.model.cx.words.get(key);
        self.model.cx.warn(words);
    }

    /// Ends it: what is typed is on disk, what was asked for is done, files to be thrown away are gone.
    pub fn end(mut self) {
        self.drafts.sync();
        self.workers.finish();
        if let Some(Err(error)) = self.folder.take().map(Throwaway::close) {
            tracing::warn!(%error, "the practice's folder stays");
        }
    }
}

//! A practice: screens and store of its own in front of the work, which waits as it was; nothing of it is kept.

use std::fs::File;
use std::io;

use tempfile::TempDir;
use uuid::Uuid;

use super::arrival::Arrival;
use super::drafts::Keeper;
use super::storekeeper::Storekeeper;
use super::workstation::{Leaving, Workstation};
use crate::desk::Desk;
use crate::domain::Timestamp;
use crate::store::{Journal, Open, Store};
use crate::tui::{Agent, Effect, Model, Msg, update};

/// As the demo's folders are called, so that what a killed process leaves behind is swept with theirs.
const PREFIX: &str = "zuoxi-demo-";
/// The file that is locked as long as the folder is in use.
const LIVING: &str = "living";
/// Who practises before anybody works here.
const NOBODY_YET: &str = "1001";

/// The work, while a practice is in front of it.
pub struct Aside {
    model: Model,
    store: Storekeeper,
    drafts: Keeper,
    /// The practice's files.
    folder: TempDir,
    _living: File,
}

impl Workstation {
    /// Puts the work aside and begins a practice; where that fails, a notice says so and nothing changes.
    pub(super) fn begin_practice(&mut self) -> Option<Leaving> {
        if self.aside.is_some() {
            return None;
        }
        let now = self.clock.now();
        match self.set_up(now) {
            Ok(aside) => self.aside = Some(Box::new(aside)),
            Err(error) => {
                tracing::error!(%error, "practice");
                self.warn("practice-failed");
                return None;
            }
        }
        self.on(Msg::Tick(now))
    }

    /// Makes the practice, puts it in front and gives the work back to be kept.
    fn set_up(&mut self, now: Timestamp) -> io::Result<Aside> {
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir()?;
        let living = File::create(folder.path().join(LIVING))?;
        living.try_lock().map_err(io::Error::from)?;
        let cx = &self.model.cx;
        let how = Open { create: true, demo: true, prefix: "ZX".to_owned() };
        let store = Store::open(&folder.path().join("store.db"), &how).map_err(io::Error::other)?;
        let mut desk = Desk::new(store, (*cx.rules).clone()).map_err(io::Error::other)?;
        let no = if cx.agent.no.is_empty() { NOBODY_YET } else { &cx.agent.no };
        let name = cx.agent.name.clone();
        let actor = desk.sign_in(no, &name, now).map_err(|why| io::Error::other(format!("{why:?}")))?;
        let agent = Agent { person: actor.person, no: actor.no.clone(), name, role: actor.role };
        let journal = Journal::open(&folder.path().join("drafts")).map_err(io::Error::other)?;
        let store = Storekeeper::start(desk, actor, self.to_loop.clone())?;
        let drafts = Keeper::start(journal)?;
        let model = self.model.practice(agent, now, Uuid::now_v7().as_u64_pair().1);
        Ok(Aside {
            model: std::mem::replace(&mut self.model, model),
            store: std::mem::replace(&mut self.store, store),
            drafts: std::mem::replace(&mut self.drafts, drafts),
            folder,
            _living: living,
        })
    }

    /// Ends a practice, if there is one: its store is closed and its folder removed, the work stands as it was left.
    pub(super) fn end_practice(&mut self) {
        let Some(aside) = self.aside.take() else { return };
        let Aside { model, store, drafts, folder, _living } = *aside;
        self.model = model;
        drop(std::mem::replace(&mut self.drafts, drafts));
        drop(std::mem::replace(&mut self.store, store).finish());
        if let Err(error) = folder.close() {
            tracing::warn!(%error, "the practice's folder stays");
        }
    }

    /// The work in front again, at the size and time it is now.
    pub(super) fn come_back(&mut self) -> Option<Leaving> {
        let now = self.clock.now();
        self.take(Arrival::Resized).or_else(|| self.on(Msg::Tick(now)))
    }

    /// Whether a store with this number is in use.
    pub(super) fn is_in_use(&self, number: u32) -> bool {
        number == self.store.number() || self.aside.as_ref().is_some_and(|aside| number == aside.store.number())
    }

    /// An answer for the work that waits.
    pub(super) fn on_aside(&mut self, number: u32, msg: Msg) {
        let now = self.clock.now();
        let Some(aside) = self.aside.as_mut().filter(|aside| number == aside.store.number()) else { return };
        for effect in update(&mut aside.model, msg) {
            match effect {
                Effect::Submit(token, order) => aside.store.submit(token, order, now),
                Effect::Ask(token, query) => aside.store.ask(token, query, now),
                Effect::Journal(op) => {
                    // Told in the log by the keeper; there is no screen to say it on.
                    let _ = aside.drafts.write(&op);
                }
                _ => {}
            }
        }
    }

    /// What is due at work goes on being due.
    pub(super) fn tick_aside(&self, now: Timestamp) {
        if let Some(aside) = &self.aside {
            aside.store.tick(now);
        }
    }
}

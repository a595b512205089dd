//! A practice: screens, store and clock of its own in front of the work, which waits as it was; nothing of it is kept but
//! which lessons were finished.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::{fs, io};

use uuid::Uuid;

use super::arrival::Arrival;
use super::clock::Clock;
use super::drafts::Keeper;
use super::storekeeper::Storekeeper;
use super::throwaway::Throwaway;
use super::workstation::{Leaving, Workstation};
use crate::desk::Desk;
use crate::domain::calendar::Rulebook;
use crate::domain::{Actor, Timestamp};
use crate::manual;
use crate::scenario::lesson::Course;
use crate::store::{Journal, Open, Store};
use crate::tui::coach::{Lesson, Practice};
use crate::tui::{Agent, Effect, Model, Msg, update};

/// Who practises before anybody works here.
const NOBODY_YET: &str = "1001";

/// The work, while a practice is in front of it.
pub struct Aside {
    model: Model,
    store: Storekeeper,
    drafts: Keeper,
    clock: Clock,
    /// The practice's files.
    folder: Throwaway,
}

/// The lessons finished so far, as they are remembered in a file.
pub fn finished(file: &Path) -> BTreeSet<Lesson> {
    let text = fs::read_to_string(file).unwrap_or_default();
    text.lines().filter_map(|line| line.parse().ok()).collect()
}

impl Workstation {
    /// Does for a practice what its screens ask for.
    pub(super) fn practise(&mut self, practice: Practice) -> Option<Leaving> {
        match practice {
            Practice::Begin(lesson) => {
                self.end_practice();
                self.begin_practice(lesson);
                self.come_back()
            }
            Practice::Leave => {
                self.end_practice();
                self.come_back()
            }
            Practice::Later(moment) => self.move_clock(moment),
            Practice::Finished(lesson) => {
                self.remember(lesson);
                None
            }
        }
    }

    /// Puts the work aside and begins a lesson; where that fails, a notice says so and nothing changes.
    fn begin_practice(&mut self, lesson: Lesson) {
        match self.set_up(lesson) {
            Ok(aside) => self.aside = Some(Box::new(aside)),
            Err(error) => {
                tracing::error!(%error, "practice");
                self.warn("practice-failed");
            }
        }
    }

    /// Makes the practice, puts it in front and gives the work back to be kept.
    fn set_up(&mut self, lesson: Lesson) -> io::Result<Aside> {
        let course = lesson.course();
        // The lessons speak of the limits and categories of the built-in manual, whatever a company's own says.
        let rules = Arc::new(Rulebook::new(manual::built_in()).map_err(io::Error::other)?);
        let start = course.start(&rules.calendar);
        let folder = Throwaway::new()?;
        let (desk, actor) = self.store_for(&course, &rules, folder.path(), start)?;
        let name = self.model.cx.agent.name.clone();
        let agent = Agent { person: actor.person, no: actor.no.clone(), name, role: actor.role };
        let journal = Journal::open(&folder.path().join("drafts")).map_err(io::Error::other)?;
        let store = Storekeeper::start(desk, actor, self.to_loop.clone())?;
        let drafts = Keeper::start(journal)?;
        let model = self.model.practice(lesson, agent, rules, start, Uuid::now_v7().as_u64_pair().1);
        Ok(Aside {
            model: std::mem::replace(&mut self.model, model),
            store: std::mem::replace(&mut self.store, store),
            drafts: std::mem::replace(&mut self.drafts, drafts),
            clock: std::mem::replace(&mut self.clock, Clock::starting_at(start)),
            folder,
        })
    }

    /// A store with what happened before the lesson, and who sits there: one person with every role, in the chair the
    /// lesson is about.
    fn store_for(
        &self,
        course: &Course,
        rules: &Rulebook,
        folder: &Path,
        start: Timestamp,
    ) -> io::Result<(Desk, Actor)> {
        let cx = &self.model.cx;
        let how = Open { create: true, demo: true, prefix: "ZX".to_owned() };
        let store = Store::open(&folder.join("store.db"), &how).map_err(io::Error::other)?;
        let mut desk = Desk::new(store, rules.clone()).map_err(io::Error::other)?;
        let no = if cx.agent.no.is_empty() { NOBODY_YET } else { &cx.agent.no };
        let signed_in = desk.sign_in(no, &cx.agent.name, start);
        let mut actor = signed_in.map_err(|why| io::Error::other(format!("{why:?}")))?;
        if let Some(before) = course.before(cx.lang) {
            desk.play(before).map_err(io::Error::other)?;
        }
        actor.role = course.role().unwrap_or(actor.role);
        Ok((desk, actor))
    }

    /// The practice's clock goes on from a later moment.
    fn move_clock(&mut self, moment: Timestamp) -> Option<Leaving> {
        if self.aside.is_none() || moment <= self.clock.now() {
            return None;
        }
        self.clock = Clock::starting_at(moment);
        self.store.tick(moment);
        self.on(Msg::Tick(moment))
    }

    /// Remembers a finished lesson; where that cannot be written it is offered again.
    fn remember(&mut self, lesson: Lesson) {
        if let Some(aside) = &mut self.aside {
            aside.model.practised.insert(lesson);
        }
        let lines: Vec<&str> = self.model.practised.iter().map(|lesson| lesson.as_str()).collect();
        if let Err(error) = fs::write(&self.lessons, lines.join("\n") + "\n") {
            tracing::info!(%error, "finished lessons are not remembered");
        }
    }

    /// Ends a practice, if there is one: its store is closed and its folder removed, the work stands as it was left.
    pub(super) fn end_practice(&mut self) {
        let Some(aside) = self.aside.take() else { return };
        let Aside { model, store, drafts, clock, folder } = *aside;
        (self.model, self.clock) = (model, clock);
        drop(std::mem::replace(&mut self.drafts, drafts));
        drop(std::mem::replace(&mut self.store, store).finish());
        if let Err(error) = folder.close() {
            tracing::warn!(%error, "the practice's folder stays");
        }
    }

    /// What is in front now, at the size and time it is now.
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
        let Some(aside) = self.aside.as_mut().filter(|aside| number == aside.store.number()) else { return };
        let now = aside.clock.now();
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
    pub(super) fn tick_aside(&self) {
        if let Some(aside) = &self.aside {
            aside.store.tick(aside.clock.now());
        }
    }
}

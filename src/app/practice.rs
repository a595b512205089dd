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
use super::presence::Presence;
use super::session::Session;
use super::throwaway::Throwaway;
use super::workers::Workers;
use super::workstation::{Leaving, Workstation};
use crate::desk::Desk;
use crate::domain::calendar::Rulebook;
use crate::domain::{Actor, Timestamp};
use crate::manual;
use crate::scenario::lesson::Course;
use crate::store::{Journal, Open, Store};
use crate::tui::coach::{Lesson, Practice};
use crate::tui::{Agent, Msg};

/// Who practises before anybody works here.
const NOBODY_YET: &str = "1001";

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

    /// Begins a lesson in front of the work; where that fails, a notice says so and nothing changes.
    fn begin_practice(&mut self, lesson: Lesson) {
        match self.set_up(lesson) {
            Ok(practice) => self.practice = Some(Box::new(practice)),
            Err(error) => {
                tracing::error!(%error, "practice");
                self.work.warn("practice-failed");
            }
        }
    }

    fn set_up(&self, lesson: Lesson) -> io::Result<Session> {
        let course = lesson.course();
        // The lessons speak of the limits and categories of the built-in manual, whatever a company's own says.
        let rules = Arc::new(Rulebook::new(manual::built_in()).map_err(io::Error::other)?);
        let start = course.start(&rules.calendar);
        let folder = Throwaway::new()?;
        let (desk, actor) = self.store_for(&course, &rules, folder.path(), start)?;
        let name = self.work.model.cx.agent.name.clone();
        let agent = Agent { person: actor.person, no: actor.no.clone(), name, role: actor.role, roles: Vec::new() };
        let journal = Journal::open(&folder.path().join("drafts")).map_err(io::Error::other)?;
        Ok(Session {
            workers: Workers::start(desk, actor, self.to_loop.clone())?,
            drafts: Keeper::start(journal)?,
            model: self.work.model.practice(lesson, agent, rules, start, Uuid::now_v7().as_u64_pair().1),
            clock: Clock::starting_at(start),
            presence: Presence::of(&folder.path().join("store.db")),
            folder: Some(folder),
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
        let cx = &self.work.model.cx;
        let how = Open { create: true, demo: true, prefix: "ZX".to_owned() };
        let store = Store::open(&folder.join("store.db"), &how).map_err(io::Error::other)?;
        let mut desk = Desk::new(store, rules.clone()).map_err(io::Error::other)?;
        let no = if cx.agent.no.is_empty() { NOBODY_YET } else { &cx.agent.no };
        let signed_in = desk.sign_in(no, &cx.agent.name, start);
        let mut actor = signed_in.map_err(|why| io::Error::other(format!("{why:?}")))?.signed_in();
        if let Some(before) = course.before(cx.lang) {
            desk.play(before).map_err(io::Error::other)?;
        }
        actor.role = course.role().unwrap_or(actor.role);
        Ok((desk, actor))
    }

    /// The practice's clock goes on from a later moment.
    fn move_clock(&mut self, moment: Timestamp) -> Option<Leaving> {
        let practice = self.practice.as_mut().filter(|practice| moment > practice.clock.now())?;
        practice.clock = Clock::starting_at(moment);
        practice.workers.tick(moment);
        self.on(Msg::Tick(moment))
    }

    /// Remembers a finished lesson; where that cannot be written it is offered again.
    fn remember(&mut self, lesson: Lesson) {
        self.work.model.practised.insert(lesson);
        let lines: Vec<&str> = self.work.model.practised.iter().map(|lesson| lesson.as_str()).collect();
        if let Err(error) = fs::write(&self.lessons, lines.join("\n") + "\n") {
            tracing::info!(%error, "finished lessons are not remembered");
        }
    }

    /// Ends a practice, if there is one; the work stands as it was left.
    pub(super) fn end_practice(&mut self) {
        if let Some(practice) = self.practice.take() {
            practice.end();
        }
    }

    /// What is in front now, at the size and time it is now.
    pub(super) fn come_back(&mut self) -> Option<Leaving> {
        let now = self.front().clock.now();
        self.take(Arrival::Resized).or_else(|| self.on(Msg::Tick(now)))
    }
}

//! The loop: one ordered channel in, effects out, a frame when something changed.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use super::arrival::Arrival;
use super::onboarding::Onboarding;
use super::session::Session;
use super::terminal::Screen;
use super::watch::Watch;
use super::{fault, paste, signals};
use crate::domain::Timestamp;
use crate::tui::{Effect, Msg, view};

/// A burst is shown after this long even if it has not ended.
const LONGEST_BURST: Duration = Duration::from_millis(50);

/// The first frame waits so long for the store's answers, so that it need not be drawn twice.
const FIRST_ANSWERS: Duration = Duration::from_millis(50);

/// Why the loop ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaving {
    Quit,
    /// A signal said so.
    Told {
        signal: i32,
    },
    /// The terminal is gone.
    HungUp,
    /// The store's thread died; a crash report says where.
    ThreadGone,
}

pub struct Workstation {
    pub work: Session,
    /// A practice in front of it.
    pub practice: Option<Box<Session>>,
    pub screen: Screen,
    /// What the first start does with its answers; gone once that is done.
    pub onboarding: Option<Onboarding>,
    /// The configuration's file, while it is wrong.
    pub watch: Option<Watch>,
    /// Where finished lessons of the sample shift are remembered.
    pub lessons: PathBuf,
    /// Where stores' threads send their answers.
    pub to_loop: Sender<Arrival>,
}

impl Workstation {
    /// Runs until the agent leaves or the terminal does; then everything typed is on disk.
    pub fn run(mut self, inbox: &Receiver<Arrival>, first: Vec<Msg>) -> Leaving {
        let leaving = self.turn(inbox, first);
        self.end_practice();
        self.work.drafts.sync();
        if self.screen.dropped() > 0 {
            tracing::warn!(dropped = self.screen.dropped(), "kept from the terminal");
        }
        drop(self.screen);
        self.work.workers.finish();
        leaving
    }

    fn turn(&mut self, inbox: &Receiver<Arrival>, first: Vec<Msg>) -> Leaving {
        let mut second = 0;
        for msg in first {
            if let Some(leaving) = self.on(msg) {
                return leaving;
            }
        }
        if let Some(leaving) = self.first_answers(inbox) {
            return leaving;
        }
        loop {
            let now = self.front().clock.now();
            if now.0.div_euclid(1000) != second {
                second = now.0.div_euclid(1000);
                if let Some(leaving) = self.tick(now) {
                    return leaving;
                }
            }
            if let Err(error) = self.draw() {
                tracing::info!(%error, "the terminal takes no more frames");
                return Leaving::HungUp;
            }
            if let Some(leaving) = self.wait(inbox) {
                return leaving;
            }
        }
    }

    /// Takes what arrives until the store has answered what the first screen asked.
    fn first_answers(&mut self, inbox: &Receiver<Arrival>) -> Option<Leaving> {
        let end = Instant::now() + FIRST_ANSWERS;
        while self.work.workers.is_busy() {
            let arrival = inbox.recv_timeout(end.saturating_duration_since(Instant::now())).ok()?;
            if let Some(leaving) = self.take(arrival) {
                return Some(leaving);
            }
        }
        None
    }

    /// Sleeps until something arrives or the wall second turns, then works off the whole burst.
    fn wait(&mut self, inbox: &Receiver<Arrival>) -> Option<Leaving> {
        let to_next_second = 1000 - self.front().clock.now().0.rem_euclid(1000);
        let patience = Duration::from_millis(to_next_second.unsigned_abs());
        let first = match inbox.recv_timeout(patience) {
            Ok(arrival) => arrival,
            Err(RecvTimeoutError::Timeout) => return None,
            Err(RecvTimeoutError::Disconnected) => return Some(Leaving::HungUp),
        };
        let began = Instant::now();
        let mut next = Some(first);
        while let Some(arrival) = next {
            if let Some(leaving) = self.take(arrival) {
                return Some(leaving);
            }
            next = if began.elapsed() < LONGEST_BURST { inbox.try_recv().ok() } else { None };
        }
        None
    }

    pub(super) fn take(&mut self, arrival: Arrival) -> Option<Leaving> {
        match arrival {
            Arrival::Key(key) => {
                fault::key(key);
                self.on(Msg::Key(key))
            }
            Arrival::Pointer(pointer) => self.on(Msg::Pointer(pointer)),
            Arrival::Paste(text) => self.paste(&text),
            Arrival::Resized => match crossterm::terminal::size() {
                Ok((columns, rows)) => self.on(Msg::Resize(columns, rows)),
                Err(_) => None,
            },
            Arrival::Store(number, msg) => self.answer(number, msg),
            Arrival::StoreGone(number) => self.session(number).map(|_| Leaving::ThreadGone),
            Arrival::Broken => Some(Leaving::ThreadGone),
            Arrival::Suspend => self.suspend(),
            Arrival::Continued => self.resume(),
            Arrival::Leave { signal } => Some(Leaving::Told { signal }),
            Arrival::HungUp => Some(Leaving::HungUp),
        }
    }

    fn paste(&mut self, pasted: &str) -> Option<Leaving> {
        let paste = paste::take(pasted);
        let leaving = self.on(Msg::Paste(paste.text));
        if paste.left_out > 0 {
            let cx = &mut self.front().model.cx;
            let notice = cx.words.with("app-paste-cut", &[("count", paste.left_out.into())]);
            cx.warn(notice);
        }
        leaving
    }

    pub(super) fn front(&mut self) -> &mut Session {
        self.practice.as_deref_mut().unwrap_or(&mut self.work)
    }

    /// The session whose store has this number; nothing where it is over.
    fn session(&mut self, number: u32) -> Option<&mut Session> {
        let both = [Some(&mut self.work), self.practice.as_deref_mut()];
        both.into_iter().flatten().find(|session| session.workers.number() == number)
    }

    /// An answer of a store; the work hears of its own behind a practice, too.
    fn answer(&mut self, number: u32, msg: Msg) -> Option<Leaving> {
        let in_front = number == self.front().workers.number();
        let session = self.session(number)?;
        session.workers.came(&msg);
        session.model.cx.waiting = session.workers.is_waiting();
        let effects = session.take(msg);
        if in_front { self.carry_out(effects) } else { None }
    }

    fn tick(&mut self, now: Timestamp) -> Option<Leaving> {
        self.work.tick();
        if let Some(practice) = &mut self.practice {
            practice.tick();
        }
        self.front().workers.tick(now);
        if self.practice.is_some() {
            // What is due at work goes on being due.
            self.work.workers.tick(self.work.clock.now());
        }
        self.look_at_configuration();
        let front = self.front();
        front.model.cx.waiting = front.workers.is_waiting();
        self.on(Msg::Tick(now))
    }

    /// The banner goes once the file is right again, and says what is wrong where it was changed and still is.
    fn look_at_configuration(&mut self) {
        if self.practice.is_some() {
            return;
        }
        let Some(watch) = self.watch.as_mut() else { return };
        if !watch.has_changed() {
            return;
        }
        let now = watch.look();
        if now.is_none() {
            self.watch = None;
            let words = self.work.model.cx.words.get("cli-config-right");
            self.work.model.cx.tell(words);
        }
        self.work.model.cx.banner = now;
    }

    pub(super) fn on(&mut self, msg: Msg) -> Option<Leaving> {
        let effects = self.front().take(msg);
        self.carry_out(effects)
    }

    /// Does what the program itself is asked for.
    fn carry_out(&mut self, effects: Vec<Effect>) -> Option<Leaving> {
        effects.into_iter().find_map(|effect| match effect {
            Effect::Copy(text) => self.shown(|screen| screen.copy(&text)),
            Effect::Bell => self.shown(Screen::bell),
            Effect::Onboard(settings) => self.onboard(&settings),
            Effect::Practice(practice) => self.practise(practice),
            Effect::Suspend => self.suspend(),
            Effect::Quit => Some(Leaving::Quit),
            // Done by the session.
            Effect::Journal(_) | Effect::Submit(..) | Effect::Ask(..) | Effect::Forget(_) => None,
        })
    }

    fn draw(&mut self) -> std::io::Result<()> {
        let model = &self.practice.as_deref().unwrap_or(&self.work).model;
        self.screen.draw(|frame| {
            view(model, frame);
            fault::strike(fault::FRAME);
        })
    }

    fn suspend(&mut self) -> Option<Leaving> {
        if !signals::can_come_back() {
            return None;
        }
        self.front().drafts.sync();
        super::terminal::give_back();
        signals::stop_here();
        self.resume()
    }

    fn resume(&mut self) -> Option<Leaving> {
        self.shown(Screen::retake).or_else(|| self.take(Arrival::Resized))
    }

    /// Does something with the terminal; one that refuses is gone.
    fn shown(&mut self, act: impl FnOnce(&mut Screen) -> std::io::Result<()>) -> Option<Leaving> {
        act(&mut self.screen).err().map(|_| Leaving::HungUp)
    }
}

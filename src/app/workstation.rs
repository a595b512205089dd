//! The loop: one ordered channel in, effects out, a frame when something changed.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use super::arrival::Arrival;
use super::clock::Clock;
use super::drafts::Keeper;
use super::practice::Aside;
use super::settle::Settler;
use super::storekeeper::Storekeeper;
use super::terminal::Screen;
use super::watch::Watch;
use super::{fault, paste, signals};
use crate::domain::Timestamp;
use crate::tui::{Effect, Model, Msg, update, view};

/// A burst is shown after this long even if it has not ended.
const LONGEST_BURST: Duration = Duration::from_millis(50);

/// The first frame waits so long for the store's answers, so that it need not be drawn twice.
const FIRST_ANSWERS: Duration = Duration::from_millis(50);

/// Why the loop ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaving {
    /// The agent left.
    Quit,
    /// A signal said so.
    Told {
        /// Its number.
        signal: i32,
    },
    /// The terminal is gone.
    HungUp,
    /// The store's thread died; a crash report says where.
    StoreGone,
}

/// The workstation while it runs.
pub struct Workstation {
    /// What is shown.
    pub model: Model,
    /// Where it is shown.
    pub screen: Screen,
    /// The way to the store.
    pub store: Storekeeper,
    /// What is typed.
    pub drafts: Keeper,
    /// The time.
    pub clock: Clock,
    /// The work, while a practice is in front of it.
    pub aside: Option<Box<Aside>>,
    /// What the first start does with its answers; gone once that is done.
    pub settler: Option<Settler>,
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
        self.drafts.sync();
        if self.screen.dropped() > 0 {
            tracing::warn!(dropped = self.screen.dropped(), "kept from the terminal");
        }
        drop(self.screen);
        self.store.finish();
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
            let now = self.clock.now();
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
        while self.store.is_busy() {
            let arrival = inbox.recv_timeout(end.saturating_duration_since(Instant::now())).ok()?;
            if let Some(leaving) = self.take(arrival) {
                return Some(leaving);
            }
        }
        None
    }

    /// Sleeps until something arrives or the wall second turns, then works off the whole burst.
    fn wait(&mut self, inbox: &Receiver<Arrival>) -> Option<Leaving> {
        let to_next_second = 1000 - self.clock.now().0.rem_euclid(1000);
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
            Arrival::Store(number, msg) if number == self.store.number() => {
                self.store.came(&msg);
                self.on(msg)
            }
            Arrival::Store(number, msg) => {
                self.on_aside(number, msg);
                None
            }
            Arrival::StoreGone(number) => self.is_in_use(number).then_some(Leaving::StoreGone),
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
            let words = &self.model.cx.words;
            let notice = words.with("app-paste-cut", &[("count", paste.left_out.into())]);
            self.model.cx.warn(notice);
        }
        leaving
    }

    pub(super) fn warn(&mut self, key: &str) {
        let words = self.model.cx.words.get(key);
        self.model.cx.warn(words);
    }

    fn tick(&mut self, now: Timestamp) -> Option<Leaving> {
        self.drafts.tick();
        self.store.tick(now);
        self.tick_aside();
        self.look_at_configuration();
        self.on(Msg::Tick(now))
    }

    /// The banner goes once the file is right again, and says what is wrong where it was changed and still is.
    fn look_at_configuration(&mut self) {
        if self.aside.is_some() {
            return;
        }
        let Some(now) = self.watch.as_mut().and_then(Watch::look) else { return };
        if now.is_none() {
            self.watch = None;
            let words = self.model.cx.words.get("cli-config-right");
            self.model.cx.tell(words);
        }
        self.model.cx.banner = now;
    }

    pub(super) fn on(&mut self, msg: Msg) -> Option<Leaving> {
        let effects = update(&mut self.model, msg);
        effects.into_iter().find_map(|effect| self.carry_out(effect))
    }

    fn carry_out(&mut self, effect: Effect) -> Option<Leaving> {
        match effect {
            Effect::Journal(op) => {
                if let Err(error) = self.drafts.write(&op) {
                    self.warn(&format!("problem-{}", error.code()));
                }
            }
            Effect::Submit(token, order) => self.store.submit(token, order, self.clock.now()),
            Effect::Ask(token, query) => self.store.ask(token, query, self.clock.now()),
            Effect::Copy(text) => return self.shown(|screen| screen.copy(&text)),
            Effect::Bell => return self.shown(Screen::bell),
            Effect::Settle(settings) => return self.settle(&settings),
            Effect::Practice(practice) => return self.practise(practice),
            Effect::Suspend => return self.suspend(),
            Effect::Quit => return Some(Leaving::Quit),
        }
        None
    }

    fn draw(&mut self) -> std::io::Result<()> {
        let model = &self.model;
        self.screen.draw(|frame| {
            view(model, frame);
            fault::strike(fault::FRAME);
        })
    }

    fn suspend(&mut self) -> Option<Leaving> {
        if !signals::can_come_back() {
            return None;
        }
        self.drafts.sync();
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

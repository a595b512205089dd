//! The calls of this desk, as the agent tells of them: each active, on hold, or over and still written down; and the
//! shift they fall in.

mod back;
mod bar;
pub mod booking;
mod one;
mod over;
mod phone;
pub mod shift;
mod tell;

pub use back::{number, ring};
pub use bar::{chips, hints};
pub use one::{Call, Line, Meeting, SILENCE_MS};
pub use phone::{Seat, answer, perform};
pub use tell::{ask_about_found, found, is_still_written_down, learn, linked, links, moved};

use uuid::Uuid;

use crate::domain::{Channel, Timestamp};

/// Every call of this desk that is not over and done with, the oldest first.
#[derive(Debug, Clone)]
pub struct Calls {
    all: Vec<Call>,
    /// Since when there is none.
    idle_since: Timestamp,
}

impl Calls {
    /// No call.
    pub const fn none(now: Timestamp) -> Self {
        Self { all: Vec::new(), idle_since: now }
    }

    /// All of them.
    pub fn all(&self) -> &[Call] {
        &self.all
    }

    /// Since when there is no call.
    pub const fn idle_since(&self) -> Timestamp {
        self.idle_since
    }

    /// A contact by its stream.
    pub fn get(&self, id: Uuid) -> Option<&Call> {
        self.all.iter().find(|call| call.id == id)
    }

    /// The call a case is spoken of in, or its form is written in: one that is not over before one that is.
    pub fn of(&self, case: Uuid) -> Option<&Call> {
        let of = || self.all.iter().rev().filter(|call| call.case == case);
        of().find(|call| call.is_live()).or_else(|| of().next())
    }

    /// The one whose customer hears us: at most one.
    pub fn spoken(&self) -> Option<&Call> {
        self.all.iter().rev().find(|call| call.is_active() && call.is_spoken())
    }

    /// Those on hold, the one that waits longest first.
    pub fn on_hold(&self) -> Vec<&Call> {
        let mut held: Vec<&Call> = self.all.iter().filter(|call| call.line == Line::Hold).collect();
        held.sort_by_key(|call| call.since);
        held
    }

    /// The one the agent is busy with: spoken, else written with, else longest on hold, else ended last.
    pub fn present(&self) -> Option<&Call> {
        let active = || self.all.iter().rev().find(|call| call.is_active());
        let held = || self.on_hold().first().copied();
        self.spoken().or_else(active).or_else(held).or_else(|| self.ended())
    }

    /// The one that ended last and is still written down.
    pub fn ended(&self) -> Option<&Call> {
        self.all.iter().filter(|call| call.line == Line::WrapUp).max_by_key(|call| call.since)
    }

    /// Whether somebody is on the line or waits on it.
    pub fn is_live(&self) -> bool {
        self.all.iter().any(Call::is_live)
    }

    /// What the form says of who is on the line and how.
    pub fn known_by(&mut self, case: Uuid, (who, number): (&str, &str), channel: Channel) {
        for call in self.all.iter_mut().filter(|call| call.case == case) {
            who.clone_into(&mut call.who);
            if !call.told {
                number.clone_into(&mut call.number);
                call.channel = channel;
            }
        }
    }

    /// The customer of a case is called so.
    pub fn named(&mut self, case: Uuid, who: &str) {
        for call in self.all.iter_mut().filter(|call| call.case == case) {
            who.clone_into(&mut call.who);
        }
    }

    /// The store could not take what was said of this one.
    pub fn not_kept(&mut self, id: Uuid) {
        self.with(id, |call| call.kept = false);
    }

    fn begin(&mut self, call: Call) {
        self.all.retain(|other| other.id != call.id);
        self.all.push(call);
    }

    fn with(&mut self, id: Uuid, change: impl FnOnce(&mut Call)) {
        if let Some(call) = self.all.iter_mut().find(|call| call.id == id) {
            change(call);
        }
    }

    fn forget(&mut self, id: Uuid, now: Timestamp) {
        self.all.retain(|call| call.id != id);
        if self.all.is_empty() {
            self.idle_since = now;
        }
    }
}

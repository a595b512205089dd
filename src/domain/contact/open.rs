//! Contacts on which something is open, as lists and other contacts look them up: few at any time.

use uuid::Uuid;

use super::call::{Call, CallState};
use crate::Timestamp;
use crate::language::phone::bare_number;

/// A contact that rings, is active or on hold, is over and still written down, or whose customer is to be called back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCall {
    /// The contact's stream.
    pub id: Uuid,
    /// How many facts it has: whoever knows this row need not read the contact again.
    pub version: u64,
    /// Where it stands.
    pub state: CallState,
    /// Whether it takes a person's voice; see [`Call::is_spoken`].
    pub spoken: bool,
    /// The stream of the person who answered.
    pub person: Option<Uuid>,
    /// Digits only, country code included; empty when hidden or unknown.
    pub number: String,
    /// When the present state began.
    pub since: Timestamp,
    /// The call-back that is owed.
    pub callback: Option<OwedCallback>,
}

/// A call-back that is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwedCallback {
    /// By when.
    pub due: Timestamp,
    /// The stream of the person who is to call; nobody in particular where there is none.
    pub owner: Option<Uuid>,
    /// Its time has passed, and that is written.
    pub missed: bool,
}

impl OpenCall {
    /// The row of a contact; nothing where nothing is open.
    pub fn of(call: &Call) -> Option<Self> {
        let owed = call.owed();
        let is_open = call.is_talk() || call.state == CallState::Ringing || call.is_written_down();
        if owed.is_none() && !is_open {
            return None;
        }
        let callback = owed.map(|callback| {
            let missed = callback.missed_at.is_some();
            OwedCallback { due: callback.due, owner: callback.owner, missed }
        });
        let number = owed.map_or(&call.number, |callback| &callback.number);
        Some(Self {
            id: call.id,
            version: call.version,
            state: call.state,
            spoken: call.is_spoken(),
            person: call.person,
            number: bare_number(number),
            since: call.since(),
            callback,
        })
    }

    /// Whether its call-back may be late by now.
    pub fn may_be_late(&self, now: Timestamp) -> bool {
        self.callback.is_some_and(|owed| !owed.missed && owed.due < now)
    }

    /// Whether this person is speaking in it.
    pub fn is_spoken_by(&self, person: Uuid) -> bool {
        self.spoken && self.state == CallState::Active && self.person == Some(person)
    }
}

/// The order in which open contacts are shown: the oldest first.
pub fn sort(open: &mut [OpenCall]) {
    open.sort_by_key(|call| (call.since, call.id));
}

//! What was asked and ordered and is not yet answered: who gets the answer, and whether keys wait for it.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::domain::protocol::Token;
use crate::domain::{EventId, Timestamp};
use crate::tui::cx::Onward;

/// Keys are held back for an answer at most this long; an answer that is lost must not lock the desk.
const PATIENCE_MS: i64 = 5_000;

/// Who asks, and so who gets the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asker {
    Frame(Errand),
    /// The screen at this place.
    Screen(usize),
    /// The overlay of this number, while it lies there.
    Overlay(u64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errand {
    /// A case to be shown, and what is begun once it is.
    Open(Option<Onward>),
    /// The open case as it is by now.
    Renew,
    Undo,
    Redo,
    /// Contacts on which something is open.
    Calls,
    /// A contact, or the case it is about.
    Call(Uuid),
    /// A contact of which something could not be kept, as the store has it; where even that fails it is not asked again.
    Again(Uuid),
    /// Contacts whose customers are to be called back, and each of them.
    CallBacks,
    CallBack(Uuid),
    /// The shift of whoever sits here.
    Shift,
}

#[derive(Debug)]
pub struct Flight {
    pub asker: Asker,
    /// The case an order is about, and the first fact it makes.
    pub act: Option<(Uuid, EventId)>,
    /// Keys wait for it, so that they meet what it leads to.
    holds_keys: bool,
}

#[derive(Debug)]
pub struct InFlight {
    next: Token,
    /// On whose behalf the frame runs code just now.
    asker: Asker,
    flights: BTreeMap<Token, Flight>,
    /// Since when keys wait.
    since: Option<Timestamp>,
}

impl Default for InFlight {
    fn default() -> Self {
        Self { next: 1, asker: Asker::Frame(Errand::Renew), flights: BTreeMap::new(), since: None }
    }
}

impl InFlight {
    /// From here on this one asks; gives who did before.
    pub const fn speak_for(&mut self, asker: Asker) -> Asker {
        std::mem::replace(&mut self.asker, asker)
    }

    /// Something leaves.
    pub fn depart(&mut self, act: Option<(Uuid, EventId)>) -> Token {
        let token = self.next;
        self.next += 1;
        self.flights.insert(token, Flight { asker: self.asker, act, holds_keys: false });
        token
    }

    pub fn hold_keys(&mut self, token: Token, now: Timestamp) {
        if let Some(flight) = self.flights.get_mut(&token) {
            flight.holds_keys = true;
            self.since.get_or_insert(now);
        }
    }

    /// Its answer is here; nothing where nobody waits for one.
    pub fn land(&mut self, token: Token) -> Option<Flight> {
        let flight = self.flights.remove(&token);
        if !self.holds_keys() {
            self.since = None;
        }
        flight
    }

    /// An earlier question is replaced by a later one: nobody waits for its answer, and keys that did wait for the later
    /// one. Tells whether the earlier one was still on its way.
    pub fn replace(&mut self, earlier: Token, later: Token) -> bool {
        let Some(replaced) = self.flights.remove(&earlier) else { return false };
        if let Some(flight) = self.flights.get_mut(&later) {
            flight.holds_keys |= replaced.holds_keys;
        }
        true
    }

    pub fn holds_keys(&self) -> bool {
        self.flights.values().any(|flight| flight.holds_keys)
    }

    /// Lets keys through when they have waited long enough; a case that comes later is not shown any more.
    pub fn lose_patience(&mut self, now: Timestamp) {
        if self.since.is_none_or(|since| now.since_ms(since) < PATIENCE_MS) {
            return;
        }
        self.since = None;
        for flight in self.flights.values_mut() {
            flight.holds_keys = false;
            if matches!(flight.asker, Asker::Frame(Errand::Open(_))) {
                flight.asker = Asker::Frame(Errand::Renew);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_has_one_receiver_and_comes_once() {
        let mut table = InFlight::default();
        let before = table.speak_for(Asker::Screen(2));
        let first = table.depart(None);
        table.speak_for(before);
        let second = table.depart(None);
        assert_ne!(first, second);
        assert_eq!(table.land(first).map(|flight| flight.asker), Some(Asker::Screen(2)));
        assert!(table.land(first).is_none());
        assert_eq!(table.land(second).map(|flight| flight.asker), Some(before));
    }

    #[test]
    fn a_replaced_question_leaves_nothing_behind_and_keys_wait_for_the_later_one() {
        let mut table = InFlight::default();
        let earlier = table.depart(None);
        table.hold_keys(earlier, Timestamp(0));
        let later = table.depart(None);
        assert!(table.replace(earlier, later));
        assert!(table.land(earlier).is_none());
        assert!(table.holds_keys());
        table.land(later);
        assert!(!table.holds_keys());
        assert!(table.flights.is_empty());
    }

    #[test]
    fn keys_wait_for_every_answer_they_should_meet_but_not_for_ever() {
        let mut table = InFlight::default();
        table.speak_for(Asker::Frame(Errand::Open(None)));
        let (one, two) = (table.depart(None), table.depart(None));
        table.hold_keys(one, Timestamp(0));
        table.hold_keys(two, Timestamp(4_000));
        table.land(one);
        assert!(table.holds_keys());
        table.lose_patience(Timestamp(4_999));
        assert!(table.holds_keys());
        table.lose_patience(Timestamp(5_000));
        assert!(!table.holds_keys());
        let late = table.land(two).map(|flight| flight.asker);
        assert_eq!(late, Some(Asker::Frame(Errand::Renew)), "it opens nothing any more");
    }
}

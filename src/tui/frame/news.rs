//! What happened on a case since whoever sits here last had it open; kept at this desk while the program runs, never in
//! the log.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::cx::Cx;
use crate::domain::protocol::QueueRow;
use crate::domain::{CaseEvent, Event, Recorded, Role};

/// How far each case was read.
#[derive(Debug, Default)]
pub struct Read {
    /// The version of each case when it was last in front.
    seen: BTreeMap<Uuid, u64>,
    /// The case in front, and the version up to which it was known before.
    open: Option<(Uuid, u64)>,
}

impl Cx {
    /// The open case is in front as it is now; `anew` where it was not before, so that what was marked is known. What is
    /// done by oneself or by rule while it is in front needs no mark.
    pub(in crate::tui) fn looked(&mut self, anew: bool) {
        let Some(file) = self.file.as_deref() else { return };
        let (id, head, me) = (file.case.id, file.case.head, self.agent.person);
        let before = self.read.seen.get(&id).copied().unwrap_or(head);
        let others = |fact: &Recorded| fact.rank > before && fact.by.person != me && fact.by.role != Role::System;
        let watched = self.read.open == Some((id, before)) && !file.facts.iter().any(others);
        if anew || watched || self.read.open.is_none_or(|(open, _)| open != id) {
            self.read.open = Some((id, if watched && !anew { head } else { before }));
        }
        self.read.seen.insert(id, head);
    }

    /// One's own act leaves a case read that was, and so does what it left on others: one act on each.
    pub(in crate::tui) fn wrote(&mut self, id: Uuid, facts: &[Recorded], head: u64) {
        let me = self.agent.person;
        if let Some(seen) = self.read.seen.get_mut(&id)
            && !facts.iter().any(|fact| fact.rank > *seen && fact.by.person != me)
        {
            *seen = head;
        }
        let own = facts.iter().filter(|fact| fact.rank == head && fact.by.person == me);
        let elsewhere = own.filter_map(|fact| if let Event::Case(event) = &fact.event { Some(event) } else { None });
        for other in elsewhere.flat_map(CaseEvent::elsewhere).filter(|other| **other != id) {
            self.read.seen.entry(*other).and_modify(|seen| *seen += 1);
        }
    }

    /// Something happened on the case of this row since it was last in front.
    pub fn has_news(&self, row: &QueueRow) -> bool {
        self.read.seen.get(&row.id).is_some_and(|seen| row.head > *seen)
    }

    /// Somebody else did it, and it was not there when this case was last in front.
    pub fn is_news(&self, case: Uuid, fact: &Recorded) -> bool {
        let known = self.read.open.filter(|(open, _)| *open == case).map(|(_, known)| known);
        known.is_some_and(|known| fact.rank > known) && fact.by.person != self.agent.person
    }

    /// The sign of it; nothing where it is not so.
    pub fn news_sign(&self, is_news: bool) -> String {
        if is_news { self.words.get("sign-news") } else { String::new() }
    }
}

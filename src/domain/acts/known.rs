//! What a decision needs to know beyond the one case; the desk looks it up, and what mattered becomes part of a fact.

use std::cell::OnceCell;
use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

use uuid::Uuid;

use crate::parties::Person;
use crate::{Case, Command, EventId, Target, Tier};

/// What is known beyond the case.
#[derive(Debug, Clone, Default)]
pub struct Known<'a> {
    /// The customer's standing; absent counts as standard.
    pub tier: Option<Tier>,
    /// The number the next case would get, for opening one.
    pub next_no: Option<String>,
    /// The leads who answer for the case, in the order of their numbers; empty where nobody knows.
    pub leads: Leads<'a>,
    /// The other cases the act names or is told to, as they are now.
    pub others: Rc<[Case]>,
    /// The act this one is sent along with, and how many facts that has so far: what is sent with one press is one act.
    pub along: Option<(EventId, usize)>,
    /// Whoever works here under the number the act names, as the new owner or as the one who is praised.
    pub named: Option<Person>,
}

impl Known<'_> {
    /// One of the other cases.
    pub fn other(&self, id: Uuid) -> Option<&Case> {
        self.others.iter().find(|case| case.id == id)
    }

    /// The other case a command names, by its stream or by a number that was looked up.
    pub(super) fn named_by(&self, command: &Command) -> Option<&Case> {
        match command.target {
            Some(Target::Case(id)) => self.other(id),
            _ => self.others.first(),
        }
    }

    /// What of it is known of another case as well.
    pub(super) fn of_other(&self) -> Self {
        Self { tier: self.tier, leads: self.leads.clone(), ..Self::default() }
    }
}

/// The leads who answer for a case, in the order of their numbers, looked up once a rule needs them: few acts do.
#[derive(Clone, Default)]
pub struct Leads<'a> {
    ask: Option<&'a dyn Fn() -> Vec<Uuid>>,
    found: OnceCell<Vec<Uuid>>,
}

impl<'a> Leads<'a> {
    /// Whoever is asked.
    pub fn asked_of(ask: &'a dyn Fn() -> Vec<Uuid>) -> Self {
        Self { ask: Some(ask), found: OnceCell::new() }
    }
}

impl From<Vec<Uuid>> for Leads<'_> {
    fn from(leads: Vec<Uuid>) -> Self {
        Self { ask: None, found: leads.into() }
    }
}

impl Deref for Leads<'_> {
    type Target = [Uuid];

    fn deref(&self) -> &[Uuid] {
        self.found.get_or_init(|| self.ask.map(|ask| ask()).unwrap_or_default())
    }
}

impl fmt::Debug for Leads<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.found.fmt(f)
    }
}

//! The desk: every use case as load, know, decide, append, receipt. The one door that screens and commands share.
//!
//! The desk holds no truth of its own: what it decides on is read inside the transaction that saves the answer.

mod copies;
mod door;
mod due;
mod jobs;
mod queries;
mod reject;
mod submit;

pub use copies::CopyDue;
pub use queries::Queries;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use uuid::Uuid;

use crate::domain::FOLD;
use crate::domain::calendar::Rulebook;
use crate::domain::listed::CaseRow;
use crate::domain::protocol::{Loaded, Query, Rejection};
use crate::store::{Follower, RowMaker, Store, StoreError};

/// What makes the rows of lists under a manual, and what it is called.
pub fn rows_under(rules: &Arc<Rulebook>) -> (RowMaker, String) {
    let version = format!("{} {} {FOLD}", rules.manual.hash, rules.calendar.version());
    let rules = Arc::clone(rules);
    (Box::new(move |case| CaseRow::of(case, &rules)), version)
}

/// One store, worked on under one manual.
#[derive(Debug)]
pub struct Desk {
    store: Store,
    rules: Arc<Rulebook>,
    /// Cases that were looked at because of time in vain, at this version.
    still: HashMap<Uuid, u64>,
    /// Where copies are made by themselves.
    copies: Option<PathBuf>,
}

impl Desk {
    /// Puts a store to work under a manual; rows made under another one are made again first.
    pub fn new(store: Store, rules: impl Into<Arc<Rulebook>>) -> Result<Self, StoreError> {
        let mut desk = Self::at_once(store, rules)?;
        desk.make_rows(&mut Follower::new(Arc::default(), |_| {}))?;
        Ok(desk)
    }

    /// The same without waiting for the rows of closed cases: whoever works with it lets them be made meanwhile.
    pub fn at_once(store: Store, rules: impl Into<Arc<Rulebook>>) -> Result<Self, StoreError> {
        let mut desk = Self { store, rules: rules.into(), still: HashMap::new(), copies: None };
        desk.use_rows()?;
        Ok(desk)
    }

    /// Goes on under another manual, as when the company has just said when it is staffed; see [`Desk::at_once`].
    pub fn adopt(&mut self, rules: Rulebook) -> Result<(), StoreError> {
        self.rules = Arc::new(rules);
        self.still.clear();
        self.use_rows()
    }

    fn use_rows(&mut self) -> Result<(), StoreError> {
        let (rows, version) = rows_under(&self.rules);
        self.store.use_rows(rows, &version)
    }

    /// Answers a query.
    ///
    /// # Errors
    /// Only when the store cannot be read.
    pub fn ask(&mut self, query: Query) -> Result<Loaded, Rejection> {
        queries::answer(&mut self.store, &self.rules, query).map_err(Rejection::from)
    }

    /// Whoever answers queries beside this desk, on a connection of their own.
    pub fn queries(&self) -> Queries {
        Queries::new(self.store.another(), Arc::clone(&self.rules))
    }

    /// Whether another process saved something since the last call.
    pub fn changed(&mut self) -> bool {
        // A store that cannot be asked has something to say: the next query says it.
        self.store.changed().unwrap_or(true)
    }

    /// The store, for commands that look after it (verify, rebuild).
    pub const fn store(&mut self) -> &mut Store {
        &mut self.store
    }

    /// The rules worked under.
    pub const fn rules(&self) -> &Arc<Rulebook> {
        &self.rules
    }
}

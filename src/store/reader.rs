//! Reading: a connection of its own that cannot write, so that nothing read stands before a save.

use rusqlite::Connection;
use uuid::Uuid;

use super::error::StoreError;
use super::place::Place;
use super::queue::{self, CallerHistory, QueueAsk};
use super::remake::Follower;
use super::tasks::{self, TaskAsk};
use super::view::View;
use super::{branches, connection, log, parties, verify};
use crate::domain::parties::Person;
use crate::domain::protocol::{CustomerCard, FollowUpPage, QueuePage, QueueRow};
use crate::domain::{AlikeCase, Matter};
use crate::domain::{Recorded, StreamId, Timestamp};

/// One store file, read.
pub struct Reader {
    place: Place,
    prefix: String,
    station: Uuid,
    /// Gone after a fault; opened again by the next look.
    connection: Option<Connection>,
}

impl Reader {
    pub(super) const fn new(place: Place, prefix: String, station: Uuid) -> Self {
        Self { place, prefix, station, connection: None }
    }

    /// Another one on the same file.
    #[must_use]
    pub fn another(&self) -> Self {
        Self::new(self.place.clone(), self.prefix.clone(), self.station)
    }

    /// The facts of a stream in folding order.
    pub fn facts(&mut self, stream: StreamId) -> Result<Vec<Recorded>, StoreError> {
        self.read(|connection| log::facts_of(connection, stream))
    }

    /// A consistent look at the store.
    pub fn view<T>(&mut self, look: impl FnOnce(&View<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let (prefix, station) = (self.prefix.clone(), self.station);
        self.read(|connection| look(&View::new(connection, &prefix, station)))
    }

    /// Customer files with a number (digits only).
    pub fn customers_with(&mut self, number: &str) -> Result<Vec<CustomerCard>, StoreError> {
        self.read(|connection| parties::customers_with(connection, number))
    }

    /// Everybody who works here or in another branch, by number.
    pub fn everybody(&mut self) -> Result<Vec<Person>, StoreError> {
        self.read(parties::people)
    }

    /// Everybody who works here, by number.
    pub fn people(&mut self) -> Result<Vec<Person>, StoreError> {
        let station = self.station;
        self.read(|connection| parties::people_of(connection, branches::branch(connection, station)?))
    }

    /// A page of the queue with the badges.
    pub fn queue(&mut self, ask: &QueueAsk<'_>) -> Result<QueuePage, StoreError> {
        self.read(|connection| queue::page(connection, ask))
    }

    /// Lines of these cases, those that are there.
    pub fn lines(&mut self, cases: &[Uuid]) -> Result<Vec<QueueRow>, StoreError> {
        self.read(|connection| queue::lines(connection, cases))
    }

    /// Open cases of a matter that came since a moment.
    pub fn alike(&mut self, matter: &Matter, since: Timestamp) -> Result<Vec<AlikeCase>, StoreError> {
        self.read(|connection| queue::alike(connection, matter, since))
    }

    /// A page of the work list of follow-ups.
    pub fn tasks(&mut self, ask: &TaskAsk) -> Result<FollowUpPage, StoreError> {
        self.read(|connection| tasks::page(connection, ask))
    }

    /// The cases of a number (digits only) or customers.
    pub fn history_of(&mut self, number: &str, customers: &[Uuid]) -> Result<CallerHistory, StoreError> {
        self.read(|connection| queue::history_of(connection, number, customers))
    }

    /// Checks what was written, act by act; what is wrong is the error.
    pub fn check(&mut self, follower: &mut Follower<'_>) -> Result<(), StoreError> {
        let damages = self.read(|connection| verify::chain_of(connection, follower))?;
        damages.first().map_or(Ok(()), |damage| Err(StoreError::Damaged(damage.to_string())))
    }

    pub(super) fn close(&mut self) {
        self.connection = None;
    }

    pub(super) fn open(&self) -> Result<Connection, StoreError> {
        let reader = connection::open_bare(&self.place.file)?;
        connection::set_pragmas(&reader)?;
        connection::keep_log(&reader, true)?;
        connection::make_read_only(&reader)?;
        Ok(reader)
    }

    /// Runs a reading step in one snapshot.
    pub(super) fn read<T>(&mut self, step: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.open()?,
        };
        let result = (|| {
            let snapshot = connection.transaction()?;
            step(&snapshot)
        })();
        if !result.as_ref().is_err_and(StoreError::is_sticky) {
            self.connection = Some(connection);
        }
        result
    }
}

//! A store that is only looked at: nothing in it is made or changed, however it lies there.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use uuid::Uuid;

use super::chain;
use super::connection::{self, APPLICATION_ID};
use super::error::StoreError;
use super::lock::Lock;
use super::mark::{Note, Standing};
use super::migrate::FORMAT;
use super::open::check_format;
use super::place::Place;
use super::remake::Follower;
use super::row::RowMaker;
use super::verify::{self, Damage, Report};
use super::{log, ruins, view};
use crate::domain::Timestamp;

/// The act a station had written last, as a checkpoint names it: station, seq, hash in hex.
pub type Head = (Uuid, u64, String);

/// A store of the present form, open for looking only.
#[derive(Debug)]
pub struct Look {
    connection: Connection,
    place: Place,
    note: Note,
}

impl Look {
    /// The store at a place.
    ///
    /// # Errors
    /// There is none, or only its remains; reasons not to trust the place or the file.
    pub fn at(path: &Path) -> Result<Self, StoreError> {
        let place = Place::check(path, false)?;
        ruins::refuse(&place)?;
        if place.existing()?.is_none() {
            return Err(StoreError::Missing(place.file));
        }
        let connection = connection::open_bare(&place.file)?;
        connection::make_read_only(&connection)?;
        let imprint = connection::imprint(&connection, &place.file)?;
        if imprint.is_empty {
            ruins::refuse_empty(&place)?;
            return Err(StoreError::Empty(place.file));
        }
        match imprint {
            _ if imprint.application_id != APPLICATION_ID => {
                return Err(StoreError::Foreign { path: place.file, found: imprint.application_id });
            }
            _ if imprint.user_version < FORMAT => return Err(StoreError::Older(place.file)),
            _ => check_format(&connection)?,
        }
        let note = if place.lock.exists() { Lock::open(&place.lock)?.note() } else { Note::None };
        Ok(Self { connection, place, note })
    }

    /// Whether the store holds a demonstration.
    pub fn is_demo(&self) -> bool {
        view::meta(&self.connection, "demo").is_ok_and(|demo| demo.as_deref() == Some("1"))
    }

    /// Checks the file, the chains, the mark and the acts that checkpoints name; with the maker of rows and its version
    /// also the rows, where they were made under it.
    ///
    /// # Errors
    /// It was ended before its time, or the store is locked; all else is a finding.
    pub fn verify(
        &mut self,
        (rows, version): (&RowMaker, &str),
        against: &[Head],
        follower: &mut Follower<'_>,
    ) -> Result<Report, StoreError> {
        follower.watch(&mut self.connection)?;
        let mut report = verify::verify(&self.connection, rows, Some(version), follower)?;
        report.mark_lost = self.note == Note::Torn;
        if let Some(mark) = self.note.clone().mark() {
            let standing = mark.standing(&self.connection);
            if let Ok(Standing::Behind { missing }) = standing {
                report.damages.insert(0, Damage::Missing { acts: missing, last: Timestamp(mark.at) });
            }
            report.found(standing.map(drop))?;
        }
        for (station, seq, hash) in against {
            let found = || -> Result<Option<Vec<u8>>, StoreError> {
                let Some(n) = log::station_number(&self.connection, *station)? else { return Ok(None) };
                log::hash_at(&self.connection, n, *seq)
            };
            if !found().is_ok_and(|found| found.is_some_and(|found| chain::hex(&found) == *hash)) {
                report.damages.push(Damage::Checkpoint { station: *station, seq: *seq });
            }
        }
        Ok(report)
    }

    /// Notes beside the store that a whole check found everything right.
    pub fn note_checked(&self, at: Timestamp) {
        let file = checked(&self.place.file);
        let noted = fs::remove_file(&file).or(Ok(())).and_then(|()| {
            let mut made = super::place::create_private(&file).map_err(std::io::Error::other)?;
            writeln!(made, "{}", at.0)
        });
        if let Err(error) = noted {
            // Whoever may only read the folder may check it as well.
            tracing::warn!(%error, "the check was not noted");
        }
    }
}

/// When the last whole check of a store found everything right.
pub(super) fn checked_at(file: &Path) -> Option<Timestamp> {
    fs::read_to_string(checked(file)).ok()?.trim().parse().ok().map(Timestamp)
}

fn checked(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".checked");
    PathBuf::from(name)
}

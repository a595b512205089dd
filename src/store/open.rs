//! Opening a store: checks, settings, migration, and whether this file is still the one it was.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};
use uuid::Uuid;

use super::connection::{self, APPLICATION_ID};
use super::error::StoreError;
use super::lock::{Held, Lock};
use super::log::Parent;
use super::mark::{Mark, Note};
use super::migrate::{self, FORMAT};
use super::place::{self, Place};
use super::reader::Reader;
use super::remake::Follower;
use super::row::RowMaker;
use super::tidy::Owed;
use super::{Doubt, Store, log, ruins, shape, verify, view};
use crate::domain::language::find;
use crate::domain::language::phone::Region;
use crate::domain::language::phone::bare_number;
use crate::domain::listed::CaseRow;
use crate::domain::protocol::QueueRow;
use crate::domain::{Case, Channel, Field, Timestamp};

/// How to open a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// Make the file where there is none.
    pub create: bool,
    /// Make a new demonstration store; a file that exists is refused.
    pub demo: bool,
    /// What case numbers begin with in a new store: two to four capital letters.
    pub prefix: String,
}

impl Default for Open {
    fn default() -> Self {
        Self { create: true, demo: false, prefix: "ZX".to_owned() }
    }
}

impl Store {
    /// Opens a store, making or migrating it where asked and needed.
    ///
    /// # Errors
    /// Every reason not to trust the place or the file has its own [`StoreError`].
    pub fn open(path: &Path, how: &Open) -> Result<Self, StoreError> {
        Self::open_for(path, how, &mut Follower::nobody())
    }

    /// The same while somebody follows how an older store is brought up to date; ended before its time, that leaves the
    /// store as it was.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_for(path: &Path, how: &Open, follower: &mut Follower<'_>) -> Result<Self, StoreError> {
        let mut store = Self::open_to_look(path, how, follower)?;
        if let Some(frozen) = &store.frozen {
            let frozen = frozen.clone();
            // Nothing can be made anew for lists that read from other tables.
            return if store.rows_fit()? { Ok(store) } else { Err(frozen) };
        }
        let _held = store.lock.acquire()?;
        let writer = store.writer.as_mut().ok_or_else(super::closed)?;
        shape::fit(writer, &store.rows, follower)?;
        Ok(store)
    }

    /// The same for whoever only looks: tables that another build of this program made stay as they are, and whoever reads
    /// from them asks [`Store::rows_fit`] before.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_to_look(path: &Path, how: &Open, follower: &mut Follower<'_>) -> Result<Self, StoreError> {
        connection::check_library()?;
        if !(2..=4).contains(&how.prefix.len()) || !how.prefix.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(StoreError::BadValue("prefix"));
        }
        let place = Place::check(path, how.create || how.demo)?;
        ruins::refuse(&place)?;
        make_file(&place, how)?;
        // A file that is not ours must not gain a lock file beside it.
        let imprint = connection::imprint(&connection::open_bare(&place.file)?, &place.file)?;
        check_imprint(imprint, &place, how)?;
        let mut lock = Lock::open(&place.lock)?;
        let held = lock.acquire()?;
        let writer = connection::open_bare(&place.file)?;
        // Another process may have made or migrated it while we waited.
        let imprint = connection::imprint(&writer, &place.file)?;
        check_imprint(imprint, &place, how)?;
        if held.is_none() && imprint.user_version < FORMAT {
            // Only migrating needs the lock for itself; a hung holder must not keep others from opening.
            return Err(if imprint.is_empty { StoreError::Busy } else { StoreError::UpgradeBusy });
        }
        if imprint.is_empty {
            ruins::refuse_empty(&place)?;
        }
        connection::set_pragmas(&writer)?;
        let note = lock.note();
        let frozen = match note.clone().mark() {
            None => None,
            Some(_) if imprint.is_empty => None,
            // A mark names acts of the present form: the file was put back from before it.
            Some(mark) if imprint.user_version < FORMAT => {
                return Err(StoreError::Behind { missing: mark.seq, last: Timestamp(mark.at) });
            }
            Some(mark) => mark.complaint(mark.standing(&writer)?).err(),
        };
        if let Some(frozen) = frozen {
            return Self::frozen_one((place, lock, writer), how, frozen);
        }
        let rows = plain_rows();
        let (mut writer, begun) = migrate::migrate(writer, imprint, &place.file, &rows, follower)?;
        if let Some(station) = begun {
            lock.set_note(&Mark::anew(&log::tail(&writer, station)?, None, Note::None))?;
        }
        connection::keep_log(&writer, true)?;
        check_format(&writer)?;
        let station = incarnation(&mut writer, &place, &lock)?;
        if held.is_some() {
            migrate::shrink(&mut writer, &place.file, follower);
        }
        let prefix = first_meta(&writer, "prefix", &how.prefix)?;
        let mut store = Self {
            reader: Reader::new(place.clone(), prefix.clone(), station),
            rows,
            rows_version: None,
            station,
            prefix,
            demo: first_meta(&writer, "demo", if how.demo { "1" } else { "0" })? == "1",
            seen_version: connection::data_version(&writer)?,
            copy: migrate::untold_copy(&writer, &place.file)?,
            on: place::identity(&place.file)?,
            writer: Some(writer),
            doubt: Doubt::Fault,
            unchecked: false,
            frozen: None,
            owed: Owed::default(),
            place,
            lock,
        };
        if held.is_some() {
            store.take_stock(&note)?;
        }
        Ok(store)
    }

    /// A store that lost what was told to be saved: it is read as it is.
    fn frozen_one(
        (place, lock, writer): (Place, Lock, Connection),
        how: &Open,
        frozen: StoreError,
    ) -> Result<Self, StoreError> {
        check_format(&writer)?;
        let Some(own) = log::last_own(&writer)? else { return Err(frozen) };
        let prefix = view::meta(&writer, "prefix")?.unwrap_or_else(|| how.prefix.clone());
        let store = Self {
            reader: Reader::new(place.clone(), prefix.clone(), own.id),
            rows: plain_rows(),
            rows_version: None,
            station: own.id,
            prefix,
            demo: view::meta(&writer, "demo")?.as_deref() == Some("1"),
            seen_version: connection::data_version(&writer)?,
            copy: None,
            on: place::identity(&place.file)?,
            writer: None,
            doubt: Doubt::Fault,
            unchecked: false,
            frozen: Some(frozen),
            owed: Owed::default(),
            place,
            lock,
        };
        Ok(store)
    }

    /// Notes how the file lies there, and whether somebody else wrote it since it was left.
    fn take_stock(&mut self, before: &Note) -> Result<(), StoreError> {
        let now = self.place.seen(self.on)?;
        let left = before.clone().mark().and_then(|mark| mark.file);
        self.unchecked = left.is_some_and(|left| left != now);
        match self.lock.note().mark() {
            Some(mark) => self.note_file(mark),
            None => Ok(()),
        }
    }

    /// Whether the tables that lists read are those of this program.
    pub fn rows_fit(&mut self) -> Result<bool, StoreError> {
        self.reader.read(shape::fits)
    }

    /// Makes ready to write: the lock, the file that was opened, a connection that can be trusted.
    pub(super) fn ready(&mut self) -> Result<Option<Held>, StoreError> {
        if let Some(frozen) = &self.frozen {
            return Err(frozen.clone());
        }
        let held = self.lock.acquire()?;
        self.look_at_file(held.is_some())?;
        self.reopen()?;
        Ok(held)
    }

    /// Opens the file again after a fault and checks it before the next write. The caller holds the lock.
    fn reopen(&mut self) -> Result<(), StoreError> {
        if self.writer.is_some() {
            return Ok(());
        }
        self.reader.close();
        let writer = self.open_writer()?;
        if self.doubt == Doubt::AnotherHand && !self.file_has_its_log(&writer)? {
            self.freeze(StoreError::Replaced(self.place.file.clone()));
            return Err(StoreError::Replaced(self.place.file.clone()));
        }
        let mark = self.lock.note().mark();
        if let Some(mark) = &mark
            && let Err(behind) = mark.complaint(mark.standing(&writer)?)
        {
            self.freeze(behind.clone());
            return Err(behind);
        }
        let damages = match self.doubt {
            Doubt::Fault => verify::tail_of(&writer, &log::tail(&writer, self.station)?)?,
            Doubt::AnotherHand => {
                verify::verify(&writer, &self.rows, self.rows_version.as_deref(), &mut Follower::nobody())?.damages
            }
        };
        if let Some(damage) = damages.iter().find(|damage| !damage.is_of_rows()) {
            let why = StoreError::Damaged(damage.to_string());
            if self.doubt == Doubt::AnotherHand {
                self.freeze(why.clone());
            }
            return Err(why);
        }
        self.seen_version = connection::data_version(&writer)?;
        self.writer = Some(writer);
        match self.doubt {
            Doubt::Fault => self.unchecked = true,
            Doubt::AnotherHand => {
                if let Some(mark) = mark {
                    self.note_file(mark)?;
                }
                if !damages.is_empty() {
                    self.rebuild_held(&mut Follower::nobody())?;
                }
            }
        }
        self.doubt = Doubt::Fault;
        Ok(())
    }

    pub(super) fn open_writer(&self) -> Result<Connection, StoreError> {
        let writer = connection::open_bare(&self.place.file)?;
        connection::set_pragmas(&writer)?;
        connection::keep_log(&writer, true)?;
        check_format(&writer)?;
        Ok(writer)
    }
}

fn make_file(place: &Place, how: &Open) -> Result<(), StoreError> {
    let Some(meta) = place.existing()? else {
        if !how.create && !how.demo {
            return Err(StoreError::Missing(place.file.clone()));
        }
        return match place::create_private(&place.file) {
            Ok(file) => {
                file.sync_all()?;
                place::sync_folder(&place.folder)
            }
            // Another process was faster; it is its file as much as ours.
            Err(StoreError::Exists(_)) if !how.demo => Ok(()),
            Err(error) => Err(error),
        };
    };
    if how.demo {
        return Err(StoreError::Exists(place.file.clone()));
    }
    if meta.permissions().mode() & 0o077 != 0 {
        // A copy put back by hand is often readable by others.
        std::fs::set_permissions(&place.file, std::fs::Permissions::from_mode(0o600))?;
    }
    Ok(())
}

fn check_imprint(imprint: connection::Imprint, place: &Place, how: &Open) -> Result<(), StoreError> {
    if imprint.application_id == APPLICATION_ID {
        return Ok(());
    }
    let untouched = imprint.is_empty && imprint.application_id == 0;
    match (untouched, how.create || how.demo) {
        (true, true) => Ok(()),
        (true, false) => Err(StoreError::NotADatabase(place.file.clone())),
        (false, _) => Err(StoreError::Foreign { path: place.file.clone(), found: imprint.application_id }),
    }
}

/// Refuses a store whose writer asked for a newer program.
pub(super) fn check_format(connection: &Connection) -> Result<(), StoreError> {
    let needs = |key: &str| -> Result<i64, StoreError> {
        let text = view::meta(connection, key)?;
        text.and_then(|text| text.parse().ok()).ok_or_else(|| StoreError::Damaged(format!("meta.{key}")))
    };
    let needs = needs("min_reader")?.max(needs("min_writer")?);
    if needs > FORMAT { Err(StoreError::Newer { needs, knows: FORMAT }) } else { Ok(()) }
}

/// Reads an entry of `meta`, setting it at the first opening.
fn first_meta(connection: &Connection, key: &str, value: &str) -> Result<String, StoreError> {
    connection.execute("INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO NOTHING", (key, value))?;
    Ok(view::meta(connection, key)?.unwrap_or_default())
}

/// The station that writes: the last one, or a new one where this file is not what that one wrote.
///
/// A copy has another inode. Without a mark nobody knows whether a file was put back over this one; that costs no more
/// than a new station. That the store holds what its mark names was seen before.
fn incarnation(connection: &mut Connection, place: &Place, lock: &Lock) -> Result<Uuid, StoreError> {
    let (device, inode) = place::identity(&place.file)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let note = lock.note();
    let (mut parent, mut after) = (Parent::none(), None);
    if let Some(log::Own { id: station, line, on }) = log::last_own(&transaction)? {
        let noted = matches!(&note, Note::Mark(mark) if mark.station == station);
        if noted && on == (Some(device), Some(inode)) {
            return Ok(station);
        }
        let tail = log::tail(&transaction, station)?;
        parent = Parent { station: Some((station, line)), hash: tail.hash.clone() };
        after = Some(tail);
    }
    let station = log::new_station(&transaction, (device, inode), &parent)?;
    let tail = log::tail(&transaction, station)?;
    transaction.commit()?;
    lock.set_note(&Mark::anew(&tail, after.as_ref(), note))?;
    Ok(station)
}

/// Rows without a manual: enough to find and count cases until the desk installs its own maker.
fn plain_rows() -> RowMaker {
    Box::new(|case: &Case| CaseRow {
        queue: QueueRow {
            id: case.id,
            no: case.no.clone(),
            head: case.head,
            state: case.state,
            level: case.level,
            kind: case.record.code(Field::Kind),
            channel: case.record.code(Field::Channel).unwrap_or(Channel::Phone),
            received_at: case.received_at,
            owner: case.owner,
            waiting_for: None,
            lead_until: None,
            told_to: None,
            crossed: !case.clashes.is_empty(),
            twice: false,
            major: case.in_major(),
            next: None,
            band: 2,
            customer: case.record.text(Field::CustomerName).unwrap_or_default().to_owned(),
            summary: case.record.text(Field::Summary).unwrap_or_default().to_owned(),
            phone: case.record.text(Field::CallerNumber).unwrap_or_default().to_owned(),
        },
        number: case.record.text(Field::CallerNumber).map(bare_number).unwrap_or_default(),
        matter: case.counted_matter(),
        wake_at: None,
        tasks: Vec::new(),
        found_by: find::indexed(&case.no, &case.record, Region::Cn),
    })
}

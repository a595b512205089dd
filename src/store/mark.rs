//! The mark beside a store: how far it had come when somebody was last told that something is saved.
//!
//! It is written after every commit and not synced: what it says was on disk before it. So a store that does not hold
//! what its mark names has lost something, whatever its own checks say.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::chain;
use super::error::StoreError;
use super::log::{self, Tail};
use crate::domain::Timestamp;

/// Bytes of a mark on disk, blanks behind it included: a shorter one covers a longer one whole.
pub(super) const LENGTH: usize = 512;

const MAGIC: &str = "zuoxi-mark-1";

/// The last act that was told to be saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mark {
    /// The station that wrote it.
    pub station: Uuid,
    /// Its place there; zero before the first one.
    pub seq: u64,
    /// Its hash, in hex.
    pub hash: String,
    /// When it was done; UTC milliseconds.
    pub at: i64,
    /// The last case number given, or nothing.
    pub number: String,
    /// The station this one goes on from, and how far that had come.
    pub after: Option<(Uuid, u64)>,
    /// How the last checkpoint left the file; nothing while one is under way.
    pub file: Option<Stamp>,
}

/// Size and time of a file: what moves when somebody writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stamp {
    size: u64,
    /// Seconds and nanoseconds of the last change of its content.
    changed: (i64, i64),
}

impl Stamp {
    pub fn of(meta: &Metadata) -> Self {
        Self { size: meta.len(), changed: (meta.mtime(), meta.mtime_nsec()) }
    }
}

/// What stands in the file of the mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Note {
    /// Nothing was ever noted.
    None,
    /// Something was, and cannot be read.
    Torn,
    Mark(Mark),
}

impl Note {
    pub fn read(bytes: &[u8]) -> Self {
        if bytes.is_empty() {
            return Self::None;
        }
        let mark = || {
            let text = std::str::from_utf8(bytes).ok()?;
            let (sum, body) = text.strip_prefix(MAGIC)?.trim().split_once(' ')?;
            if sum != checksum(body) {
                return None;
            }
            serde_json::from_str(body).ok()
        };
        mark().map_or(Self::Torn, Self::Mark)
    }

    pub fn mark(self) -> Option<Mark> {
        match self {
            Self::Mark(mark) => Some(mark),
            Self::None | Self::Torn => None,
        }
    }
}

/// How a store stands to its mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// All that was told to be saved is there.
    Fits,
    /// Acts are missing, as many as are known to, or there is another in their place.
    Behind { missing: u64 },
}

impl Mark {
    /// The mark of a station that comes after another one, before its first act.
    pub fn anew(tail: &Tail, after: Option<&Tail>, before: Note) -> Self {
        let (at, number) = before.mark().map_or((0, String::new()), |mark| (mark.at, mark.number));
        let after = after.map(|after| (after.station, after.seq));
        Self { station: tail.station, seq: tail.seq, hash: chain::hex(&tail.hash), at, number, after, file: None }
    }

    /// The mark behind an act that was made at `at`; a case number that came with it counts from here on.
    pub fn behind(self, tail: &Tail, at: Timestamp, number: Option<String>) -> Self {
        let number = number.unwrap_or(self.number);
        Self { station: tail.station, seq: tail.seq, hash: chain::hex(&tail.hash), at: at.0, number, ..self }
    }

    pub(super) fn written(&self) -> Result<Vec<u8>, StoreError> {
        let body = serde_json::to_string(self).map_err(|_| StoreError::BadValue("mark"))?;
        let mut text = format!("{MAGIC} {} {body}", checksum(&body));
        if text.len() >= LENGTH {
            return Err(StoreError::BadValue("mark"));
        }
        while text.len() < LENGTH - 1 {
            text.push(' ');
        }
        text.push('\n');
        Ok(text.into_bytes())
    }

    /// Whether the store holds what was told to be saved.
    pub fn standing(&self, connection: &Connection) -> Result<Standing, StoreError> {
        let Some(n) = log::station_number(connection, self.station)? else {
            return self.without_its_station(connection);
        };
        if self.seq == 0 {
            return Ok(Standing::Fits);
        }
        let (last, _) = log::last_link(connection, n)?.unwrap_or_default();
        if last < self.seq {
            return Ok(Standing::Behind { missing: self.seq - last });
        }
        let found = log::hash_at(connection, n, self.seq)?;
        Ok(if found.is_some_and(|hash| chain::hex(&hash) == self.hash) {
            Standing::Fits
        } else {
            Standing::Behind { missing: 1 }
        })
    }

    /// The file does not know the station: it was put back from before that began.
    fn without_its_station(&self, connection: &Connection) -> Result<Standing, StoreError> {
        let before = match self.after {
            None => 0,
            Some((station, seq)) => {
                let known = log::station_number(connection, station)?;
                let last = known.map(|n| log::last_link(connection, n)).transpose()?.flatten();
                seq.saturating_sub(last.map_or(0, |(last, _)| last))
            }
        };
        let missing = self.seq + before;
        Ok(if missing == 0 { Standing::Fits } else { Standing::Behind { missing } })
    }

    /// The same by the end of the writing station alone, which is at hand in a save.
    pub fn standing_at(&self, tail: &Tail) -> Standing {
        if self.station != tail.station {
            return Standing::Fits;
        }
        let missing = self.seq.saturating_sub(tail.seq);
        if missing > 0 {
            return Standing::Behind { missing };
        }
        if self.seq == tail.seq && self.hash != chain::hex(&tail.hash) {
            return Standing::Behind { missing: 1 };
        }
        Standing::Fits
    }

    /// Why nothing may be written, where the store is behind it.
    pub fn complaint(&self, standing: Standing) -> Result<(), StoreError> {
        match standing {
            Standing::Fits => Ok(()),
            Standing::Behind { missing } => Err(StoreError::Behind { missing, last: Timestamp(self.at) }),
        }
    }
}

fn checksum(body: &str) -> String {
    chain::hex(Sha256::digest(body.as_bytes()).get(..8).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark() -> Mark {
        Mark {
            station: Uuid::from_u128(7),
            seq: 19,
            hash: "ab".repeat(32),
            at: 1_764_000_000_000,
            number: "ZX20261201-0016".to_owned(),
            after: Some((Uuid::from_u128(6), 12)),
            file: Some(Stamp { size: 4096, changed: (1, 2) }),
        }
    }

    #[test]
    fn what_is_written_reads_back_and_every_flipped_bit_is_noticed() {
        let bytes = mark().written().unwrap();
        assert_eq!(Note::read(&bytes), Note::Mark(mark()));
        let end = bytes.iter().rposition(|byte| *byte == b'}').unwrap();
        for at in 0..=end {
            for bit in 0..8 {
                let mut bent = bytes.clone();
                bent[at] ^= 1 << bit;
                assert_eq!(Note::read(&bent), Note::Torn, "bit {bit} of byte {at}");
            }
        }
    }

    #[test]
    fn a_torn_mark_is_none_and_none_is_not_torn() {
        let bytes = mark().written().unwrap();
        let end = bytes.iter().rposition(|byte| *byte == b'}').unwrap();
        for length in 1..=end {
            assert_eq!(Note::read(&bytes[..length]), Note::Torn, "{length} bytes");
        }
        assert_eq!(Note::read(b""), Note::None);
    }
}

//! Rows in the pages of a database file, read page by page: what leads to a page may be broken while the page is whole.
//!
//! By the description of the file format that SQLite publishes. Nothing here trusts a length or a place it reads.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::ErrorKind;
use std::os::unix::fs::FileExt;
use std::path::Path;

use super::record::{self, Value};
use crate::store::error::StoreError;

/// What a page without a readable header is taken to measure; SQLite's own choice.
const USUAL_SIZE: usize = 4096;
const LOG_HEAD: u64 = 32;
const FRAME_HEAD: u64 = 24;

/// A row of a table, or an entry of an index, which has no row id of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub rowid: Option<i64>,
    pub values: Vec<Value>,
}

/// The pages of a file, and what its write-ahead log has of them.
pub(super) struct Pages {
    file: Option<File>,
    log: Option<File>,
    size: usize,
    count: u32,
    /// Where the log has a page, the newest first.
    frames: BTreeMap<u32, Vec<u64>>,
}

impl Pages {
    /// Opens the file and the log beside it for reading; one of the two will do.
    ///
    /// # Errors
    /// Neither is there, or the disk.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let mut beside = path.as_os_str().to_owned();
        beside.push("-wal");
        let (file, log) = (there(path)?, there(Path::new(&beside))?);
        if file.is_none() && log.is_none() {
            return Err(StoreError::Missing(path.to_path_buf()));
        }
        let size = size_of(file.as_ref(), log.as_ref());
        let length = file.as_ref().map_or(Ok(0), |file| file.metadata().map(|meta| meta.len()))?;
        let in_file = u32::try_from(length.div_ceil(size as u64)).unwrap_or(u32::MAX);
        let frames = log.as_ref().map_or_else(|| Ok(BTreeMap::new()), |log| frames(log, size as u64))?;
        let count = in_file.max(frames.keys().next_back().copied().unwrap_or(0));
        Ok(Self { file, log, size, count, frames })
    }

    /// How many pages there are.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Everything that can be read of a page, in the file and in its log.
    pub fn rows(&self, page: u32) -> Result<Vec<Found>, StoreError> {
        let mut rows = Vec::new();
        for image in self.images(page)? {
            for row in self.rows_of(&image, page == 1)? {
                if !rows.contains(&row) {
                    rows.push(row);
                }
            }
        }
        Ok(rows)
    }

    /// What there is of a page, the newest first.
    fn images(&self, page: u32) -> Result<Vec<Vec<u8>>, StoreError> {
        let mut images = Vec::new();
        if let Some(log) = &self.log {
            for at in self.frames.get(&page).into_iter().flatten() {
                images.push(bytes(log, *at, self.size)?);
            }
        }
        if let (Some(file), Some(before)) = (&self.file, page.checked_sub(1)) {
            images.push(bytes(file, u64::from(before) * self.size as u64, self.size)?);
        }
        Ok(images)
    }

    fn rows_of(&self, image: &[u8], first: bool) -> Result<Vec<Found>, StoreError> {
        let head = if first { 100 } else { 0 };
        let cells = cells_of(image, head).unwrap_or_default();
        let mut rows = Vec::new();
        for cell in cells {
            if let Some(payload) = self.payload(image, &cell)?
                && let Some(values) = record::read(&payload)
            {
                rows.push(Found { rowid: cell.rowid, values });
            }
        }
        Ok(rows)
    }

    /// The bytes of a cell, with what lies on pages of its own.
    fn payload(&self, image: &[u8], cell: &Cell) -> Result<Option<Vec<u8>>, StoreError> {
        let local = cell.local(self.size);
        let Some(here) = image.get(cell.at..cell.at.saturating_add(local)) else { return Ok(None) };
        let mut payload = here.to_vec();
        let mut next = image.get(cell.at + local..).and_then(number).unwrap_or(0);
        let mut hops = 0;
        while payload.len() < cell.length {
            hops += 1;
            if next == 0 || hops > self.count {
                return Ok(None);
            }
            let Some(page) = self.images(next)?.into_iter().next() else { return Ok(None) };
            let left = cell.length - payload.len();
            payload.extend(page.get(4..).unwrap_or_default().iter().take(left));
            next = number(&page).unwrap_or(0);
        }
        Ok(Some(payload))
    }
}

/// Where the content of a cell begins, and what is known of it.
struct Cell {
    at: usize,
    length: usize,
    rowid: Option<i64>,
}

impl Cell {
    /// How many of its bytes lie on the page itself.
    fn local(&self, size: usize) -> usize {
        let most = if self.rowid.is_some() { size - 35 } else { (size - 12) * 64 / 255 - 23 };
        if self.length <= most {
            return self.length;
        }
        let least = (size - 12) * 32 / 255 - 23;
        let kept = least + (self.length - least) % (size - 4);
        if kept <= most { kept } else { least }
    }
}

/// The cells of a page of rows, or of an index; nothing where it is another page.
fn cells_of(image: &[u8], head: usize) -> Option<Vec<Cell>> {
    let kind = *image.get(head)?;
    let (table, skip, places) = match kind {
        0x0d => (true, 0, 8),
        0x0a => (false, 0, 8),
        // An inner page of an index has entries, too, behind the number of a page each.
        0x02 => (false, 4, 12),
        _ => return None,
    };
    let count = usize::from(u16::from_be_bytes(image.get(head + 3..head + 5)?.try_into().ok()?));
    let places = image.get(head + places..)?.chunks_exact(2).take(count);
    let cell = |place: &[u8]| {
        let at = usize::from(u16::from_be_bytes(place.try_into().ok()?)) + skip;
        let (length, more) = record::varint(image.get(at..)?)?;
        let (rowid, again) = if table {
            let (rowid, bytes) = record::varint(image.get(at + more..)?)?;
            (Some(rowid.cast_signed()), bytes)
        } else {
            (None, 0)
        };
        Some(Cell { at: at + more + again, length: usize::try_from(length).ok()?, rowid })
    };
    Some(places.filter_map(cell).collect())
}

/// A file that may not be there.
fn there(path: &Path) -> Result<Option<File>, StoreError> {
    match File::open(path) {
        Ok(file) => Ok(Some(file).filter(|file| file.metadata().is_ok_and(|meta| meta.is_file() && meta.len() > 0))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// So many bytes from a place; what the file does not reach is empty.
fn bytes(file: &File, at: u64, count: usize) -> Result<Vec<u8>, StoreError> {
    let mut bytes = vec![0; count];
    let mut read = 0;
    while let Some(rest) = bytes.get_mut(read..).filter(|rest| !rest.is_empty()) {
        match file.read_at(rest, at + read as u64) {
            Ok(0) => break,
            Ok(more) => read += more,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            // A sector that cannot be read costs itself.
            Err(_) => read += rest.len().min(512),
        }
    }
    Ok(bytes)
}

fn number(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(..4)?.try_into().ok()?))
}

/// How large a page is: by the file, else by its log, else as usual.
fn size_of(file: Option<&File>, log: Option<&File>) -> usize {
    let sound = |size: &usize| size.is_power_of_two() && (512..=65536).contains(size);
    let in_file = || {
        let head = bytes(file?, 0, 100).ok()?;
        head.starts_with(b"SQLite format 3\0").then_some(())?;
        let size = usize::from(u16::from_be_bytes(head.get(16..18)?.try_into().ok()?));
        Some(if size == 1 { 65536 } else { size })
    };
    let in_log = || usize::try_from(number(bytes(log?, 0, 32).ok()?.get(8..)?)?).ok();
    in_file().filter(sound).or_else(|| in_log().filter(sound)).unwrap_or(USUAL_SIZE)
}

/// The frames of the log up to the last commit, by page: those of the round that was written last. A frame whose content
/// was hurt is among them; what it says is proved, or not, act by act.
fn frames(log: &File, size: u64) -> Result<BTreeMap<u32, Vec<u64>>, StoreError> {
    let length = log.metadata()?.len();
    let head = bytes(log, 0, 32)?;
    let step = FRAME_HEAD + size;
    let mut all = Vec::new();
    let mut at = LOG_HEAD;
    while at + step <= length {
        let frame = bytes(log, at, 24)?;
        let part = |from: usize| frame.get(from..).and_then(number).unwrap_or(0);
        all.push((part(0), part(4) != 0, frame.get(8..16).map(<[u8]>::to_vec), at + FRAME_HEAD));
        at += step;
    }
    let salts = head.get(16..24).map(<[u8]>::to_vec);
    let round =
        if all.iter().any(|frame| frame.2 == salts) { salts } else { all.first().and_then(|one| one.2.clone()) };
    all.retain(|frame| frame.2 == round);
    let committed = all.iter().rposition(|frame| frame.1).map_or(0, |last| last + 1);
    let mut frames: BTreeMap<u32, Vec<u64>> = BTreeMap::new();
    for (page, _, _, place) in all.into_iter().take(committed).rev() {
        frames.entry(page).or_default().push(place);
    }
    Ok(frames)
}

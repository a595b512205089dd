//! What a disk may hold after the power went at any moment of a recording.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::shim::{Op, Tape};

/// A small seeded generator, so that a failing image can be made again from the printed seed.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

/// Which of the writes since the last sync reached the plates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    None,
    All,
    Subset,
    Torn,
}

pub const FATES: [Fate; 4] = [Fate::None, Fate::All, Fate::Subset, Fate::Torn];

/// The disk at one moment: what is certain, and what is on its way.
pub struct Disk<'a> {
    names: &'a [std::path::PathBuf],
    certain: Vec<Option<Vec<u8>>>,
    pending: Vec<Vec<&'a Op>>,
    new: Vec<bool>,
    /// What the user was told is saved.
    pub acknowledged: usize,
}

impl<'a> Disk<'a> {
    pub fn new(tape: &'a Tape) -> Self {
        Self {
            names: &tape.names,
            certain: tape.bases.iter().cloned().map(Some).collect(),
            pending: vec![Vec::new(); tape.names.len()],
            new: vec![false; tape.names.len()],
            acknowledged: 0,
        }
    }

    /// Moves on by one operation.
    pub fn step(&mut self, op: &'a Op) {
        match op {
            Op::Acknowledged(count) => self.acknowledged = *count,
            Op::Create { file } => self.new[*file] = true,
            Op::Sync { file } => {
                for op in std::mem::take(&mut self.pending[*file]) {
                    apply(&mut self.certain[*file], op, usize::MAX);
                }
                if std::mem::take(&mut self.new[*file]) {
                    self.sync_folder();
                }
            }
            Op::Delete { file, synced: true } => {
                self.pending[*file].clear();
                self.certain[*file] = None;
            }
            Op::Write { file, .. } | Op::Truncate { file, .. } | Op::Delete { file, .. } => {
                self.pending[*file].push(op)
            }
        }
    }

    /// Makes removed names certain: the first sync of a new journal syncs the folder too.
    fn sync_folder(&mut self) {
        for (certain, pending) in self.certain.iter_mut().zip(&mut self.pending) {
            if let Some(removed) = pending.iter().rposition(|op| matches!(op, Op::Delete { .. })) {
                pending.drain(..=removed);
                *certain = None;
            }
        }
    }

    /// What may be found after a power cut now.
    pub fn image(&self, fate: Fate, dice: &mut Dice) -> BTreeMap<&'a Path, Vec<u8>> {
        let mut image = BTreeMap::new();
        for ((name, certain), pending) in self.names.iter().zip(&self.certain).zip(&self.pending) {
            let mut content = certain.clone();
            for op in pending {
                let kept = match fate {
                    Fate::None => 0,
                    Fate::All => usize::MAX,
                    Fate::Subset => usize::MAX * usize::from(dice.roll().is_multiple_of(2)),
                    Fate::Torn => match dice.roll() % 3 {
                        0 => 0,
                        1 => usize::MAX,
                        _ => (dice.roll() % 9) as usize * 512,
                    },
                };
                if kept > 0 {
                    apply(&mut content, op, kept);
                }
            }
            // The shared-memory index is rebuilt from the log; a crash never leaves one that counts.
            if let Some(content) = content.filter(|_| !name.to_string_lossy().ends_with("-shm")) {
                image.insert(name.as_path(), content);
            }
        }
        image
    }
}

/// Applies the first `kept` bytes of an operation.
fn apply(content: &mut Option<Vec<u8>>, op: &Op, kept: usize) {
    match op {
        Op::Write { offset, data, .. } => {
            let bytes = content.get_or_insert_default();
            let data = &data[..data.len().min(kept)];
            let start = usize::try_from(*offset).unwrap();
            if bytes.len() < start + data.len() {
                bytes.resize(start + data.len(), 0);
            }
            bytes[start..start + data.len()].copy_from_slice(data);
        }
        Op::Truncate { len, .. } => content.get_or_insert_default().resize(usize::try_from(*len).unwrap(), 0),
        Op::Delete { .. } => *content = None,
        Op::Sync { .. } | Op::Create { .. } | Op::Acknowledged(_) => {}
    }
}

/// What a power cut at one moment may leave.
pub struct Cut<'a> {
    /// The number of the last operation before it.
    pub moment: usize,
    /// What became of what was not synced.
    pub fate: Fate,
    /// Facts that had been acknowledged.
    pub acknowledged: usize,
    /// The files.
    pub files: BTreeMap<&'a Path, Vec<u8>>,
}

/// Examines cuts side by side, each hand with a folder of its own.
pub fn examine_each(cuts: &[Cut<'_>], examine: &(impl Fn(&Path, usize) -> Result<(), String> + Sync), label: &str) {
    let next = AtomicUsize::new(0);
    each_hand(|| {
        let scratch = tempfile::tempdir().unwrap();
        while let Some(cut) = cuts.get(next.fetch_add(1, Ordering::Relaxed)) {
            lay_out(&cut.files, scratch.path());
            if let Err(what) = examine(scratch.path(), cut.acknowledged) {
                panic!("{label}, operation {}, {:?}: {what}", cut.moment, cut.fate);
            }
        }
    });
}

/// Lets one hand a core work until each finds nothing left.
pub fn each_hand(hand: impl Fn() + Sync) {
    let hands = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..hands {
            scope.spawn(&hand);
        }
    });
}

/// Lays an image out in a folder.
pub fn lay_out(image: &BTreeMap<&Path, Vec<u8>>, folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        std::fs::remove_file(entry.path()).unwrap();
    }
    for (name, content) in image {
        std::fs::write(folder.join(name), content).unwrap();
    }
}

//! The records of a journal file, and how they are found again behind damage.
//!
//! A record is its length, eight bytes of its SHA-256 and its JSON. The JSON of a change begins with [`MARK`], and no
//! text in it can hold these bytes, because quotes in a text are escaped: so the next record behind damage is found.

use std::collections::{BTreeMap, BTreeSet};

use memchr::memmem;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::domain::protocol::{Draft, Drafts, JournalOp};
use crate::store::error::StoreError;

pub(super) const MAGIC: &[u8] = b"zuoxi-draft-1\n";
/// What every form of journals begins with; its number and a line feed follow.
const FAMILY: &[u8] = b"zuoxi-draft-";
const MARK: &[u8] = br#"{"op":""#;
/// A longer record is not one of ours.
const LONGEST: usize = 16 << 20;
/// Bytes of a length and of a sum.
const LENGTH: usize = 4;
const SUM: usize = 8;

/// How a file begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    Ours,
    /// The whole head of another form of journals.
    Other,
    /// Neither; of a journal it may be damaged.
    Unknown,
}

/// What was read of a file.
#[derive(Debug)]
pub(super) struct Reading {
    pub head: Head,
    pub ops: Vec<JournalOp>,
    /// Bytes that belong to no whole record.
    pub unread: usize,
    /// Whole records this version does not know, or knows only a part of.
    pub unknown: usize,
}

impl Reading {
    pub fn of(bytes: &[u8]) -> Self {
        let head = head(bytes);
        let mut reading = Self { head, ops: Vec::new(), unread: 0, unknown: 0 };
        let marks: Vec<usize> = memmem::find_iter(bytes, MARK).collect();
        let mut at = if head == Head::Ours { MAGIC.len() } else { 0 };
        while at < bytes.len() {
            let next = marks.partition_point(|mark| *mark <= at + LENGTH + SUM);
            let next = marks.get(next).copied();
            if let Some(body) = whole(bytes, at, next) {
                reading.take(body);
                at += LENGTH + SUM + body.len();
            } else {
                let again = next.map_or(bytes.len(), |mark| mark - LENGTH - SUM);
                reading.unread += again - at;
                at = again;
            }
        }
        reading
    }

    fn take(&mut self, body: &[u8]) {
        let Ok(op) = serde_json::from_slice::<JournalOp>(body) else {
            self.unknown += 1;
            return;
        };
        // What says more than we write ourselves is not understood in full.
        if serde_json::to_vec(&op).ok().as_deref() != Some(body) {
            self.unknown += 1;
        }
        self.ops.push(op);
    }

    /// Whether every byte was understood, and every change belongs to a form.
    pub fn is_whole(&self) -> bool {
        self.unread == 0 && self.unknown == 0 && self.head == Head::Ours && self.strays() == 0
    }

    /// Everybody who is named as typing.
    pub fn agents(&self) -> BTreeSet<&str> {
        let named = self.ops.iter();
        named
            .filter_map(|op| if let JournalOp::Begin { agent, .. } = op { Some(agent.as_str()) } else { None })
            .collect()
    }

    /// The forms that are open at the end. Where the heading of one is damaged, it is taken from its repetition.
    pub fn open(&self) -> Drafts {
        let headings = self.headings();
        let (mut open, mut met) = (Drafts::new(), BTreeSet::new());
        for op in &self.ops {
            if met.insert(op.draft())
                && let Some(heading) = headings.get(&op.draft())
            {
                heading.fold(&mut open);
            }
            op.fold(&mut open);
        }
        open
    }

    fn headings(&self) -> BTreeMap<Uuid, &JournalOp> {
        let begins = self.ops.iter().rev().filter(|op| matches!(op, JournalOp::Begin { .. }));
        begins.map(|op| (op.draft(), op)).collect()
    }

    /// Forms that were typed in, and nothing says any more whose they are.
    fn strays(&self) -> usize {
        let headings = self.headings();
        let (mut set, mut closed) = (BTreeSet::new(), BTreeSet::new());
        for op in &self.ops {
            match op {
                JournalOp::Set { draft, .. } => set.insert(*draft),
                JournalOp::Close { draft } => closed.insert(*draft),
                JournalOp::Begin { .. } => false,
            };
        }
        set.iter().filter(|draft| !headings.contains_key(draft) && !closed.contains(draft)).count()
    }
}

fn head(bytes: &[u8]) -> Head {
    if bytes.starts_with(MAGIC) {
        return Head::Ours;
    }
    let number = bytes.strip_prefix(FAMILY).and_then(|rest| rest.split(|byte| *byte == b'\n').next());
    let ends = |number: &[u8]| bytes.get(FAMILY.len() + number.len()) == Some(&b'\n');
    match number {
        Some(number) if (1..=4).contains(&number.len()) && number.iter().all(u8::is_ascii_digit) && ends(number) => {
            Head::Other
        }
        _ => Head::Unknown,
    }
}

/// Whether a file begins as the journals of any version do.
pub(super) fn is_of_the_family(bytes: &[u8]) -> bool {
    let shown = bytes.get(..FAMILY.len()).unwrap_or(bytes);
    !shown.is_empty() && FAMILY.starts_with(shown)
}

/// The body of the record at a place; nothing where it is damaged. None reaches over the mark of the next one.
fn whole(bytes: &[u8], at: usize, next: Option<usize>) -> Option<&[u8]> {
    let (length, rest) = bytes.get(at..)?.split_first_chunk::<LENGTH>()?;
    let (sum, rest) = rest.split_first_chunk::<SUM>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok().filter(|length| *length <= LONGEST)?;
    let end = at + LENGTH + SUM + length;
    if next.is_some_and(|mark| end > mark) {
        return None;
    }
    let body = rest.get(..length)?;
    Sha256::digest(body).starts_with(sum).then_some(body)
}

/// A change as it is written.
pub(super) fn frame(op: &JournalOp) -> Result<Vec<u8>, StoreError> {
    let body = serde_json::to_vec(op).map_err(|_| StoreError::BadValue("draft"))?;
    if body.len() > LONGEST {
        return Err(StoreError::BadValue("draft"));
    }
    let length = u32::try_from(body.len()).map_err(|_| StoreError::BadValue("draft"))?;
    let mut frame = length.to_be_bytes().to_vec();
    frame.extend(Sha256::digest(&body).into_iter().take(SUM));
    frame.extend(body);
    Ok(frame)
}

pub(super) fn heading(draft: &Draft) -> JournalOp {
    JournalOp::Begin {
        draft: draft.id,
        case: draft.case,
        form: draft.form.clone(),
        agent: draft.agent.clone(),
        at: draft.at,
        target: draft.target.clone(),
    }
}

/// A whole form, its heading before and behind what stands in it.
pub(super) fn form(draft: &Draft) -> Result<Vec<u8>, StoreError> {
    let heading = frame(&heading(draft))?;
    let mut bytes = heading.clone();
    for (field, text) in &draft.fields {
        let filled = draft.filled.get(field).copied();
        bytes.extend(frame(&JournalOp::Set { draft: draft.id, field: field.clone(), text: text.clone(), filled })?);
    }
    if !draft.fields.is_empty() {
        bytes.extend(heading);
    }
    Ok(bytes)
}

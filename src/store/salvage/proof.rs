//! Which of the acts found are as they were written: every hash covers the act and the one before it.

use rusqlite::{Connection, Row};
use uuid::Uuid;

use super::pieces::{Pieces, Station, stream_at};
use crate::domain::Timestamp;
use crate::domain::protocol::Progress;
use crate::store::chain::{self, Link};
use crate::store::error::StoreError;
use crate::store::mark::Mark;
use crate::store::remake::Follower;
use crate::store::{codec, frame, log};

/// Acts that are missing or cannot be trusted, one behind the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The station that wrote them.
    pub station: Uuid,
    /// Place of the first there.
    pub from: u64,
    /// Place of the last.
    pub to: u64,
    /// When the act before them was made, and the one behind them; nothing where there is none.
    pub between: (Option<Timestamp>, Option<Timestamp>),
    /// Number of the case, where it is known that they are of one.
    pub no: Option<String>,
    /// What they are about: `case`, `contact` …; nothing where that is not known.
    pub kind: Option<String>,
    pub(super) stream: Option<Uuid>,
    /// The hash the act behind them builds on, where it is known.
    pub(super) leads_on: Option<Vec<u8>>,
}

/// An act that may have been changed: it can be read, and its hash does not fit or nothing is there to compare it with.
pub(super) struct Doubted {
    pub station: Uuid,
    pub seq: u64,
    pub at: i64,
    pub stream: (String, Uuid),
    pub kinds: String,
    pub facts: String,
    pub personal: Option<String>,
}

/// What becomes of the acts of one station.
pub(super) struct Chain {
    /// How the broken file numbers it.
    pub n: i64,
    pub station: Station,
    pub lost: Vec<Lost>,
    /// The last act that goes into the new store.
    pub last: Option<(u64, Vec<u8>)>,
    /// Places of acts behind a gap whose link is gone with it: they go in, and are said not to be proved.
    pub unproved: Vec<u64>,
    /// Acts that can be read and do not go in.
    pub doubted: Vec<Doubted>,
}

impl Chain {
    pub fn is_whole(&self) -> bool {
        self.lost.is_empty()
    }
}

/// An act as it was found, and one way to read its numbers.
struct Candidate {
    n: i64,
    stream: (String, Uuid),
    actor: (Uuid, String, String),
    kinds: String,
    manual: String,
    at: i64,
    id: Uuid,
    rank: u64,
    saw: String,
    facts: String,
    personal: Option<String>,
    personal_hash: Option<Vec<u8>>,
    hash: Vec<u8>,
}

impl Candidate {
    fn fits(&self, station: Uuid, seq: u64, prev: &[u8]) -> bool {
        let link = Link {
            prev,
            station,
            seq,
            id: self.id,
            stream_kind: &self.stream.0,
            stream_id: self.stream.1,
            rank: self.rank,
            saw: &self.saw,
            at: self.at,
            by_person: self.actor.0,
            by_no: &self.actor.1,
            by_role: &self.actor.2,
            kinds: &self.kinds,
            manual: &self.manual,
            facts: &self.facts,
            personal_hash: self.personal_hash.as_deref(),
        };
        link.hash().as_slice() == self.hash
    }

    fn can_be_read(&self) -> bool {
        codec::decode(&self.stream.0, &self.kinds, &self.facts, self.personal.as_deref()).is_ok()
    }
}

/// A station's acts in order, each proved, lost or in doubt; what is chosen is noted in `scratch`.
pub(super) fn chain(
    (n, station): (i64, &Station),
    pieces: &Pieces,
    mark: Option<&Mark>,
    scratch: &Connection,
    follower: &mut Follower<'_>,
) -> Result<Chain, StoreError> {
    let mut walk = Walk::new(n, station, pieces, scratch);
    let highest: u64 = scratch.query_row(
        "SELECT coalesce(max(pos & 0xFFFFFFFFFF), 0) AS seq FROM found WHERE pos >> 40 = ?1",
        [n],
        |row| log::number(row, "seq"),
    )?;
    let marked = mark.filter(|mark| mark.station == station.id).map_or(0, |mark| mark.seq);
    let acts: u64 =
        scratch.query_row("SELECT count(DISTINCT pos) AS acts FROM found WHERE pos >> 40 = ?1", [n], |row| {
            log::number(row, "acts")
        })?;
    // What was written is known by the mark, else by how much is there: a place far beyond that is a flipped bit.
    let known = if marked > 0 { marked } else { acts };
    let head = highest.min(known + BEYOND).max(known);
    for seq in 1..=head {
        follower.hear(Progress { done: seq, total: head })?;
        walk.step(seq)?;
    }
    walk.end(known, mark.map(|mark| Timestamp(mark.at)).filter(|_| marked > 0))
}

/// Places looked at behind what is known to have been written: a save that came after the mark.
const BEYOND: u64 = 4096;

/// How far a station is looked at to know which of several it is.
const A_LOOK: u64 = 64;

/// The one of several stations that acts were written by.
pub(super) fn likeliest<'a>(
    n: i64,
    stations: &'a [Station],
    pieces: &Pieces,
    scratch: &Connection,
) -> Result<Option<&'a Station>, StoreError> {
    let mut best: Option<(&Station, usize)> = None;
    for station in stations {
        let (mut before, mut fits) = (vec![station.parent.clone()], 0);
        for seq in 1..=A_LOOK {
            let found = candidates(n, seq, pieces, scratch)?;
            fits += usize::from(found.iter().any(|one| before.iter().any(|prev| one.fits(station.id, seq, prev))));
            before = found.into_iter().map(|one| one.hash).collect();
        }
        if best.is_none_or(|(_, most)| fits > most) {
            best = Some((station, fits));
        }
    }
    Ok(best.map(|(station, _)| station))
}

struct Walk<'a> {
    pieces: &'a Pieces,
    scratch: &'a Connection,
    chain: Chain,
    /// What the next act may build on.
    before: Vec<Vec<u8>>,
    /// An act behind a gap, as it may be: its content is not proved; the next one proves its hash.
    pending: Option<(u64, Vec<Candidate>)>,
    gap: Option<Lost>,
    last_at: Option<Timestamp>,
}

impl<'a> Walk<'a> {
    fn new(n: i64, station: &Station, pieces: &'a Pieces, scratch: &'a Connection) -> Self {
        let before = vec![station.parent.clone()];
        let chain = Chain { n, station: station.clone(), lost: vec![], last: None, unproved: vec![], doubted: vec![] };
        Self { pieces, scratch, chain, before, pending: None, gap: None, last_at: None }
    }

    fn step(&mut self, seq: u64) -> Result<(), StoreError> {
        let mut found = candidates(self.chain.n, seq, self.pieces, self.scratch)?;
        let proved = found.iter().enumerate().find_map(|(at, one)| {
            let prev = self.before.iter().find(|prev| one.fits(self.chain.station.id, seq, prev))?;
            Some((at, prev.clone()))
        });
        if let Some((at, prev)) = proved {
            self.settle(Some(&prev))?;
            return self.choose(seq, &found.swap_remove(at), Some(prev));
        }
        self.settle(None)?;
        if self.before.is_empty() && found.iter().any(Candidate::can_be_read) {
            // The act before this one is gone altogether, and the link with it.
            self.before = found.iter().map(|one| one.hash.clone()).collect();
            self.pending = Some((seq, found));
            return Ok(());
        }
        self.lose(seq, &found)
    }

    /// The act in waiting goes in where the one behind it builds on its hash.
    fn settle(&mut self, link: Option<&[u8]>) -> Result<(), StoreError> {
        let Some((seq, found)) = self.pending.take() else { return Ok(()) };
        let meant = found.iter().find(|one| link.is_some_and(|link| link == one.hash) && one.can_be_read());
        if let Some(one) = meant {
            self.chain.unproved.push(seq);
            return self.choose(seq, one, None);
        }
        self.lose(seq, &found)
    }

    fn choose(&mut self, seq: u64, one: &Candidate, prev: Option<Vec<u8>>) -> Result<(), StoreError> {
        if let Some(mut gap) = self.gap.take() {
            gap.between.1 = Some(Timestamp(one.at));
            gap.leads_on = prev;
            self.chain.lost.push(gap);
        }
        self.scratch
            .prepare_cached(
                "INSERT INTO chosen (pos, n, stream_kind, stream_id, person, no, role, kinds, manual)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute((
                log::position(self.chain.n, seq),
                one.n,
                &one.stream.0,
                one.stream.1.as_bytes(),
                one.actor.0.as_bytes(),
                &one.actor.1,
                &one.actor.2,
                &one.kinds,
                &one.manual,
            ))?;
        self.chain.last = Some((seq, one.hash.clone()));
        self.before = vec![one.hash.clone()];
        self.last_at = Some(Timestamp(one.at));
        Ok(())
    }

    fn lose(&mut self, seq: u64, found: &[Candidate]) -> Result<(), StoreError> {
        let read = found.iter().find(|one| one.can_be_read());
        let stream = match read {
            Some(one) => Some(one.stream.clone()),
            None => stream_at(self.scratch, log::position(self.chain.n, seq))?
                .and_then(|n| self.pieces.streams.get(&n)?.first().cloned()),
        };
        if let Some(one) = read {
            self.chain.doubted.push(Doubted {
                station: self.chain.station.id,
                seq,
                at: one.at,
                stream: one.stream.clone(),
                kinds: one.kinds.clone(),
                facts: one.facts.clone(),
                personal: one.personal.clone(),
            });
        }
        self.before = found.iter().map(|one| one.hash.clone()).collect();
        match &mut self.gap {
            Some(gap) if gap.stream == stream.as_ref().map(|stream| stream.1) => gap.to = seq,
            _ => {
                // One gap for the new store, a line each for whoever reads of it.
                self.chain.lost.extend(self.gap.take());
                self.gap = Some(Lost {
                    station: self.chain.station.id,
                    from: seq,
                    to: seq,
                    between: (self.last_at, None),
                    no: None,
                    kind: stream.as_ref().map(|stream| stream.0.clone()),
                    stream: stream.map(|stream| stream.1),
                    leads_on: None,
                });
            }
        }
        Ok(())
    }

    /// Behind the last act that is there nothing is missing but what is known to have been written.
    fn end(mut self, known: u64, marked_at: Option<Timestamp>) -> Result<Chain, StoreError> {
        // Where nobody builds on it, it stays in doubt.
        self.settle(None)?;
        self.chain.lost.extend(self.gap.take());
        let last = self.chain.last.as_ref().map_or(0, |(seq, _)| *seq);
        let is_there = |lost: &Lost| lost.from < last || lost.from <= known;
        self.chain.lost.retain(is_there);
        for lost in self.chain.lost.iter_mut().filter(|lost| lost.from > last) {
            lost.to = lost.to.min(known);
        }
        if let Some(lost) = self.chain.lost.last_mut().filter(|lost| lost.from > last) {
            lost.between.1 = marked_at;
        }
        Ok(self.chain)
    }
}

/// Every way to read what was found at a place; the erased first, so that nobody comes back who was taken out.
fn candidates(n: i64, seq: u64, pieces: &Pieces, scratch: &Connection) -> Result<Vec<Candidate>, StoreError> {
    let sql = "SELECT * FROM found WHERE pos = ?1 ORDER BY personal_hash IS NULL, n";
    let mut statement = scratch.prepare_cached(sql)?;
    let mut rows = statement.query([log::position(n, seq)])?;
    let mut candidates = Vec::new();
    while let Some(row) = rows.next()? {
        read(row, pieces, &mut candidates)?;
    }
    Ok(candidates)
}

fn read(row: &Row<'_>, pieces: &Pieces, candidates: &mut Vec<Candidate>) -> Result<(), StoreError> {
    let number = |column: &str| row.get::<_, i64>(column);
    let Ok(Some(facts)) = frame::column(row, "facts") else { return Ok(()) };
    let Ok(personal) = frame::column(row, "personal") else { return Ok(()) };
    let salt: Option<Vec<u8>> = row.get("salt")?;
    let personal_hash = match (&salt, &personal) {
        (Some(salt), Some(personal)) => Some(chain::personal_hash(salt, personal).to_vec()),
        (None, None) => row.get("personal_hash")?,
        _ => return Ok(()),
    };
    let rank = u64::try_from(number("rank")?).unwrap_or(0);
    let none = (Vec::new(), Vec::new(), Vec::new());
    let streams = pieces.streams.get(&number("stream")?).unwrap_or(&none.0);
    let actors = pieces.actors.get(&number("actor")?).unwrap_or(&none.1);
    let word = |column: &str| number(column).map(|n| pieces.words.get(&n).unwrap_or(&none.2));
    let (kinds, manuals) = (word("kinds")?, word("manual")?);
    for stream in streams {
        for actor in actors {
            for kinds in kinds {
                for manual in manuals {
                    candidates.push(Candidate {
                        n: number("n")?,
                        stream: stream.clone(),
                        actor: actor.clone(),
                        kinds: kinds.clone(),
                        manual: manual.clone(),
                        at: number("at")?,
                        id: log::uuid(row, "id")?,
                        rank,
                        saw: row.get::<_, Option<String>>("saw")?.unwrap_or_else(|| "-".to_owned()),
                        facts: facts.clone(),
                        personal: personal.clone(),
                        personal_hash: personal_hash.clone(),
                        hash: row.get("hash")?,
                    });
                }
            }
        }
    }
    Ok(())
}

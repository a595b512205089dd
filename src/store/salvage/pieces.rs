//! The pieces of a log found in pages: acts, and what their numbers stand for.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, named_params, params};
use uuid::Uuid;

use super::pages::{Found, Pages};
use super::record::Value;
use crate::domain::protocol::Progress;
use crate::store::error::StoreError;
use crate::store::remake::Follower;

/// Acts found, more than once where a page lies in several places; `chosen` are those that go into the new store, `placed`
/// says which stream an act at a place is of, by an index.
const SCRATCH: &str = "
    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
    CREATE TABLE found (n INTEGER PRIMARY KEY, pos INTEGER, id BLOB, stream INTEGER, rank INTEGER, saw TEXT, at INTEGER,
        actor INTEGER, kinds INTEGER, manual INTEGER, facts BLOB, salt BLOB, personal BLOB, personal_hash BLOB, hash BLOB);
    CREATE TABLE chosen (pos INTEGER PRIMARY KEY, n INTEGER, stream_kind TEXT, stream_id BLOB, person BLOB, no TEXT,
        role TEXT, kinds TEXT, manual TEXT);
    CREATE TABLE placed (pos INTEGER PRIMARY KEY, stream INTEGER) WITHOUT ROWID;
    BEGIN";

/// A station as it may have been; `n` is how the broken file numbers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Station {
    pub id: Uuid,
    pub own: bool,
    pub branch: Option<Uuid>,
    pub line: Uuid,
    pub after: Option<Uuid>,
    pub parent: Vec<u8>,
    /// No table knows it: an act names it, whose place may be a flipped bit.
    pub guessed: bool,
}

/// Everything found that is not an act, by the numbers acts name it with; more than one where pages contradict.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pub stations: BTreeMap<i64, Vec<Station>>,
    pub streams: HashMap<i64, Vec<(String, Uuid)>>,
    pub actors: HashMap<i64, Vec<(Uuid, String, String)>>,
    pub words: HashMap<i64, Vec<String>>,
    pub meta: BTreeMap<String, String>,
    /// Case numbers, as the lists had them.
    pub numbers: HashMap<Uuid, String>,
    /// Ids by the numbers an index has for them: stations, where their own table is gone.
    ids: HashMap<i64, Vec<Uuid>>,
}

impl Pieces {
    /// Reads every page; acts go to `scratch`, which is a file that is thrown away.
    pub fn gather(pages: &Pages, scratch: &Connection, follower: &mut Follower<'_>) -> Result<Self, StoreError> {
        scratch.execute_batch(SCRATCH)?;
        let mut pieces = Self::default();
        for page in 1..=pages.count() {
            follower.hear(Progress { done: u64::from(page), total: u64::from(pages.count()) })?;
            for row in pages.rows(page)? {
                pieces.take(&row, scratch)?;
            }
        }
        scratch.execute_batch("CREATE INDEX found_at ON found (pos)")?;
        pieces.stations_from_ids(scratch)?;
        Ok(pieces)
    }

    fn take(&mut self, row: &Found, scratch: &Connection) -> Result<(), StoreError> {
        match row.rowid {
            Some(n) if row.values.len() == 14 => put_act(scratch, n, &row.values),
            Some(n) => {
                self.side(n, &row.values);
                Ok(())
            }
            None => self.entry(&row.values, scratch),
        }
    }

    /// A row of a table beside the acts.
    fn side(&mut self, n: i64, values: &[Value]) {
        use Value::{Blob, Integer, Null, Text};
        match values {
            [Null, Blob(id), Text(kind)] => {
                add(&mut self.streams, n, uuid(id).map(|id| (kind.clone(), id)));
            }
            [Null, Blob(person), Text(no), Text(role)] => {
                add(&mut self.actors, n, uuid(person).map(|person| (person, no.clone(), role.clone())));
            }
            [Null, Text(text)] => add(&mut self.words, n, Some(text.clone())),
            [Blob(id), Text(no), ..] if is_case_number(no) => {
                self.numbers.extend(uuid(id).map(|id| (id, no.clone())));
            }
            [Text(key), Text(value)] => drop(self.meta.insert(key.clone(), value.clone())),
            [
                Null,
                Blob(id),
                Text(kind),
                branch,
                Blob(line),
                after,
                Null | Integer(_),
                Null | Integer(_),
                Blob(parent),
            ] if parent.len() == 32 => {
                let some = |value: &Value| if let Blob(id) = value { uuid(id) } else { None };
                let station = uuid(id).zip(uuid(line)).map(|(id, line)| Station {
                    id,
                    own: kind == "own",
                    branch: some(branch),
                    line,
                    after: some(after),
                    parent: parent.clone(),
                    guessed: false,
                });
                let known = self.stations.entry(n).or_default();
                known.extend(station.filter(|station| !known.contains(station)));
            }
            _ => {}
        }
    }

    /// An entry of an index says once more what a row of a table says.
    fn entry(&mut self, values: &[Value], scratch: &Connection) -> Result<(), StoreError> {
        use Value::{Blob, Integer, Text};
        match values {
            [Blob(id), Text(kind), Integer(n)] => {
                add(&mut self.streams, *n, uuid(id).map(|id| (kind.clone(), id)));
            }
            [Blob(person), Text(no), Text(role), Integer(n)] => {
                add(&mut self.actors, *n, uuid(person).map(|person| (person, no.clone(), role.clone())));
            }
            [Text(text), Integer(n)] => add(&mut self.words, *n, Some(text.clone()).filter(|text| is_word(text))),
            [Blob(id), Integer(n)] => add(&mut self.ids, *n, uuid(id)),
            [Integer(stream), Integer(_), Integer(pos)] => {
                let sql = "INSERT OR REPLACE INTO placed (pos, stream) VALUES (?1, ?2)";
                scratch.prepare_cached(sql)?.execute((pos, stream))?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Stations that acts name and no table knows: first of their line, by one of the ids an index has for their number.
    fn stations_from_ids(&mut self, scratch: &Connection) -> Result<(), StoreError> {
        let mut statement = scratch.prepare("SELECT DISTINCT pos >> 40 FROM found")?;
        for n in statement.query_map([], |row| row.get::<_, i64>(0))? {
            let n = n?;
            let of_tables: Vec<Station> =
                self.stations.values().flatten().filter(|one| !one.guessed).cloned().collect();
            let known = self.stations.entry(n).or_default();
            if known.is_empty() {
                // Its row may stand under another number: a flipped bit, too.
                let ids = self.ids.get(&n).into_iter().flatten();
                known.extend(of_tables.into_iter().filter(|one| ids.clone().any(|id| *id == one.id)));
            }
            if known.is_empty() {
                let first = |id: &Uuid| {
                    let parent = vec![0; 32];
                    Station { id: *id, own: true, branch: None, line: *id, after: None, parent, guessed: true }
                };
                known.extend(self.ids.get(&n).into_iter().flatten().map(first));
            }
        }
        Ok(())
    }
}

/// Keeps what looks like an act; whether it is one is proved later.
fn put_act(scratch: &Connection, pos: i64, values: &[Value]) -> Result<(), StoreError> {
    use Value::{Blob, Integer, Null, Text};
    let [
        Null,
        Blob(id),
        Integer(stream),
        Integer(rank),
        saw @ (Null | Text(_)),
        Integer(at),
        Integer(actor),
        Integer(kinds),
        Integer(manual),
        Blob(facts),
        salt @ (Null | Blob(_)),
        personal @ (Null | Blob(_)),
        personal_hash @ (Null | Blob(_)),
        Blob(hash),
    ] = values
    else {
        return Ok(());
    };
    if pos < 1 || id.len() != 16 || hash.len() != 32 {
        return Ok(());
    }
    let blob = |value: &Value| if let Blob(bytes) = value { Some(bytes.clone()) } else { None };
    let saw = if let Text(saw) = saw { Some(saw) } else { None };
    scratch
        .prepare_cached(
            "INSERT INTO found (pos, id, stream, rank, saw, at, actor, kinds, manual, facts, salt, personal, personal_hash, hash)
             VALUES (:pos, :id, :stream, :rank, :saw, :at, :actor, :kinds, :manual, :facts, :salt, :personal,
                 :personal_hash, :hash)",
        )?
        .execute(named_params! {
            ":pos": pos, ":id": id, ":stream": stream, ":rank": rank, ":saw": saw, ":at": at, ":actor": actor,
            ":kinds": kinds, ":manual": manual, ":facts": facts, ":salt": blob(salt), ":personal": blob(personal),
            ":personal_hash": blob(personal_hash), ":hash": hash,
        })?;
    Ok(())
}

fn add<T: PartialEq>(to: &mut HashMap<i64, Vec<T>>, n: i64, one: Option<T>) {
    let known = to.entry(n).or_default();
    known.extend(one.filter(|one| !known.contains(one)));
}

fn uuid(bytes: &[u8]) -> Option<Uuid> {
    Uuid::from_slice(bytes).ok()
}

/// `ZX20260316-0207`: letters, a day, what was counted that day.
fn is_case_number(text: &str) -> bool {
    let Some((day, count)) = text.split_once('-') else { return false };
    let digits = day.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let all = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    digits.len() == 8 && all(digits) && count.len() >= 4 && all(count)
}

/// Kinds of facts, or the hash of a manual: indexes of other tables hold other texts.
fn is_word(text: &str) -> bool {
    text == "-" || text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "._,".contains(c))
}

/// The stream an act at a place is of, as far as an index still says it.
pub(super) fn stream_at(scratch: &Connection, pos: i64) -> Result<Option<i64>, StoreError> {
    use rusqlite::OptionalExtension;
    let sql = "SELECT stream FROM placed WHERE pos = ?1";
    Ok(scratch.prepare_cached(sql)?.query_row(params![pos], |row| row.get(0)).optional()?)
}

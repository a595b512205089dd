//! What follows once another folder was taken in: who keeps its cases from now on, merges that ran into each other, cases
//! attached to a major matter that was over, and what is to be told.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Row};
use uuid::Uuid;

use super::error::StoreError;
use super::row::RowMaker;
use super::view::View;
use super::{branches, log, project, view};
use crate::domain::acts::{major, open_loop};
use crate::domain::calendar::Rulebook;
use crate::domain::engine::{self, NewAct};
use crate::domain::event::{BranchEvent, DeskEvent};
use crate::domain::{Case, Event, EventId, Recorded, StationId, StreamId, StreamKind, Timestamp, fold};

/// Stands in `meta` while another store comes in: its stations, each with the last act that was here before. Whoever is cut
/// short leaves it, so that what has to follow follows for all of it.
const COMING_IN: &str = "absorbing";

/// Takes note that acts of a station come in behind this place, unless that was noted before.
pub(super) fn note_begun(here: &Connection, (station, seq): (Uuid, u64)) -> Result<(), StoreError> {
    let mut begun = begun(here)?;
    if begun.contains_key(&station) {
        return Ok(());
    }
    begun.insert(station, seq);
    let parts: Vec<String> = begun.iter().map(|(station, seq)| format!("{station}:{seq}")).collect();
    view::set_meta(here, COMING_IN, &parts.join(" "))
}

/// Stations that came in, this time or in a try that was cut short, each with the last act that was here before.
fn begun(here: &Connection) -> Result<BTreeMap<Uuid, u64>, StoreError> {
    let text = view::meta(here, COMING_IN)?.unwrap_or_default();
    let part = |part: &str| {
        let (station, seq) = part.split_once(':')?;
        Some((station.parse().ok()?, seq.parse().ok()?))
    };
    text.split_whitespace().map(|one| part(one).ok_or(StoreError::BadValue(COMING_IN))).collect()
}

/// What came in touches.
#[derive(Default)]
pub(super) struct Touched {
    /// Cases that were merged into others.
    merged: BTreeSet<Uuid>,
    /// Cases that others are or were attached to, where something about that came in.
    masters: BTreeSet<Uuid>,
    /// Numbers of cases on which both sides changed the same.
    pub clashing: BTreeMap<Uuid, String>,
    /// Numbers that more than one case has.
    pub twice: BTreeSet<String>,
    customers: BTreeSet<Uuid>,
}

impl Touched {
    /// All that came in since it was begun.
    pub fn of(here: &Connection) -> Result<Self, StoreError> {
        let mut touched = Self::default();
        let mut cases = here.prepare_cached(include_str!("sql/absorbed_cases.sql"))?;
        let mut customers = here.prepare_cached(include_str!("sql/absorbed_customers.sql"))?;
        for (station, seq) in begun(here)? {
            let Some(n) = log::station_number(here, station)? else { continue };
            let acts = (log::position(n, seq), log::position(n + 1, 0));
            let mut rows = cases.query(acts)?;
            while let Some(row) = rows.next()? {
                touched.case(here, row)?;
            }
            let ids = customers.query_map(acts, |row| log::uuid(row, "id"))?;
            touched.customers.extend(ids.collect::<Result<Vec<_>, _>>()?);
        }
        Ok(touched)
    }

    fn case(&mut self, here: &Connection, row: &Row<'_>) -> Result<(), StoreError> {
        let (id, no): (Uuid, String) = (log::uuid(row, "id")?, row.get("no")?);
        if row.get("attached")? {
            let case = fold(&log::facts_of(here, StreamId::case(id))?);
            self.masters.extend(case.and_then(|case| case.follows().map(|to| to.master)));
        }
        if row.get("ends")? && major::came(&log::facts_of(here, StreamId::case(id))?).next().is_some() {
            self.masters.insert(id);
        }
        if row.get("merged")? {
            self.merged.insert(id);
        }
        if row.get("twice")? {
            self.twice.insert(no.clone());
        }
        if row.get("crossed")? {
            self.clashing.insert(id, no);
        }
        Ok(())
    }

    /// Opens what was merged in a circle; the numbers of what goes on again.
    pub fn open_loops(
        &self,
        here: &Connection,
        (station, now): (Uuid, Timestamp),
        rows: &RowMaker,
    ) -> Result<Vec<String>, StoreError> {
        let loops = loops(here, &self.merged, now)?;
        let opened: Vec<StreamId> = loops.iter().map(|act| act.stream).collect();
        write(here, station, "", loops, rows)?;
        numbers(here, opened)
    }

    /// Gives back what is attached to a matter that was over on the other side; the numbers of those cases.
    pub fn give_back(
        &self,
        view: &View<'_>,
        (station, now): (Uuid, Timestamp),
        rules: &Rulebook,
        rows: &RowMaker,
    ) -> Result<Vec<String>, StoreError> {
        let acts = engine::given_back(view, &self.masters, (rules, now))?;
        let streams: Vec<StreamId> = acts.iter().map(|act| act.stream).collect();
        write(view.connection(), station, &rules.manual.hash, acts, rows)?;
        numbers(view.connection(), streams)
    }

    /// How many of the customers' numbers stand in a further file.
    pub fn known_twice(&self, here: &Connection) -> Result<usize, StoreError> {
        let mut twice = BTreeSet::new();
        let mut statement = here.prepare_cached(include_str!("sql/numbers_known_twice.sql"))?;
        for customer in &self.customers {
            let numbers = statement.query_map([customer.as_bytes()], |row| row.get::<_, String>(0))?;
            twice.extend(numbers.collect::<Result<Vec<_>, _>>()?);
        }
        Ok(twice.len())
    }
}

/// Everything that had to follow has followed.
pub(super) fn note_done(here: &Connection) -> Result<(), StoreError> {
    view::drop_meta(here, COMING_IN)
}

/// Whether something came in and what has to follow has not followed yet.
pub(super) fn is_begun(here: &Connection) -> Result<bool, StoreError> {
    Ok(view::meta(here, COMING_IN)?.is_some())
}

/// Names this station the keeper of every branch that came in and that it does not keep yet.
pub(super) fn keep(
    here: &Connection,
    station: Uuid,
    branches: &BTreeSet<Uuid>,
    at: Timestamp,
) -> Result<Vec<NewAct>, StoreError> {
    let stations = branches::stations(here)?;
    let strange = branches.iter().filter(|branch| !stations.keeps_branch(StationId(station), **branch));
    let named = |branch: &Uuid| {
        let fact = Event::Branch(BranchEvent::KeeperNamed { station });
        Ok(NewAct::of_system(log::new_id(here, at)?, StreamId::branch(*branch), at, vec![fact]))
    };
    strange.map(named).collect()
}

/// That these stations were taken in up to these places.
pub(super) fn note(
    here: &Connection,
    station: Uuid,
    stations: Vec<(Uuid, u64)>,
    at: Timestamp,
) -> Result<NewAct, StoreError> {
    let fact = Event::Desk(DeskEvent::Absorbed { stations });
    Ok(NewAct::of_system(log::new_id(here, at)?, StreamId::desk(station), at, vec![fact]))
}

/// Opens loops of merges that these cases are in: each at its oldest member, so that the matter has an owner again.
fn loops(here: &Connection, cases: &BTreeSet<Uuid>, at: Timestamp) -> Result<Vec<NewAct>, StoreError> {
    let mut opened: Vec<NewAct> = Vec::new();
    for case in cases {
        let members = around(here, *case)?;
        let age = |(case, _): &&Member| (case.received_at, case.no.clone(), case.id);
        let Some((oldest, facts)) = members.iter().min_by_key(age) else { continue };
        let Some(with) = oldest.merged_into else { continue };
        let (stream, id) = (StreamId::case(oldest.id), EventId::of_time(oldest.id, &format!("loop:{with}")));
        if opened.iter().all(|act| act.id != id) && !log::has(here, stream, id)? {
            let facts = open_loop(facts, with).into_iter().map(Event::Case).collect();
            opened.push(NewAct::of_system(id, stream, at, facts));
        }
    }
    Ok(opened)
}

/// A case and the facts it is made of.
type Member = (Case, Vec<Recorded>);

/// The cases of the loop that merging leads around from this one; none where it leads somewhere.
fn around(here: &Connection, first: Uuid) -> Result<Vec<Member>, StoreError> {
    let (mut members, mut next): (Vec<Member>, Uuid) = (Vec::new(), first);
    loop {
        let facts = log::facts_of(here, StreamId::case(next))?;
        let Some(case) = fold(&facts) else { return Ok(Vec::new()) };
        let Some(into) = case.merged_into else { return Ok(Vec::new()) };
        members.push((case, facts));
        if into == first {
            return Ok(members);
        }
        if members.iter().any(|(member, _)| member.id == into) {
            return Ok(Vec::new());
        }
        next = into;
    }
}

/// The numbers of cases.
fn numbers(here: &Connection, cases: Vec<StreamId>) -> Result<Vec<String>, StoreError> {
    let mut numbers = Vec::new();
    for stream in cases {
        numbers.extend(fold(&log::facts_of(here, stream)?).map(|case| case.no));
    }
    Ok(numbers)
}

/// Writes acts of the workstation itself, and makes the rows of what they touch anew; `manual` is the hash of the one that
/// was asked, where one was.
pub(super) fn write(
    here: &Connection,
    station: Uuid,
    manual: &str,
    acts: Vec<NewAct>,
    rows: &RowMaker,
) -> Result<(), StoreError> {
    let touched: BTreeSet<StreamId> = acts.iter().map(|act| act.stream).collect();
    log::append(here, &mut log::tail(here, station)?, manual, acts)?;
    for stream in touched {
        project::project(here, stream, &log::facts_of(here, stream)?, rows)?;
    }
    Ok(())
}

/// Whether an act is about the store itself, a branch or who works there: nobody has to hear of those.
pub(super) const fn is_of_office(kind: StreamKind) -> bool {
    matches!(kind, StreamKind::Desk | StreamKind::Branch | StreamKind::Person)
}

//! What follows once another folder was taken in: who keeps its cases from now on, merges that ran into each other, and
//! what is to be told.

use std::collections::BTreeSet;

use rusqlite::Connection;
use uuid::Uuid;

use super::error::StoreError;
use super::row::RowMaker;
use super::{branches, log, project};
use crate::domain::acts::open_loop;
use crate::domain::engine::NewAct;
use crate::domain::event::{BranchEvent, DeskEvent};
use crate::domain::{Case, Event, EventId, Recorded, StationId, StreamId, StreamKind, Timestamp, fold};

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
pub(super) fn loops(here: &Connection, cases: &BTreeSet<Uuid>, at: Timestamp) -> Result<Vec<NewAct>, StoreError> {
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

/// Writes acts of the workstation itself, and makes the rows of what they touch anew.
pub(super) fn write(here: &Connection, station: Uuid, acts: Vec<NewAct>, rows: &RowMaker) -> Result<(), StoreError> {
    let touched: BTreeSet<StreamId> = acts.iter().map(|act| act.stream).collect();
    log::append(here, &mut log::tail(here, station)?, "", acts)?;
    for stream in touched {
        project::project(here, stream, &log::facts_of(here, stream)?, rows)?;
    }
    Ok(())
}

/// How many of these customers' numbers stand in a further file.
pub(super) fn known_twice(here: &Connection, customers: &BTreeSet<Uuid>) -> Result<usize, StoreError> {
    let mut twice = BTreeSet::new();
    let mut statement = here.prepare_cached(include_str!("sql/numbers_known_twice.sql"))?;
    for customer in customers {
        let numbers = statement.query_map([customer.as_bytes()], |row| row.get::<_, String>(0))?;
        twice.extend(numbers.collect::<Result<Vec<_>, _>>()?);
    }
    Ok(twice.len())
}

/// Whether an act is about the store itself, a branch or who works there: nobody has to hear of those.
pub(super) const fn is_of_office(kind: StreamKind) -> bool {
    matches!(kind, StreamKind::Desk | StreamKind::Branch | StreamKind::Person)
}

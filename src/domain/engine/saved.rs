//! What a request was about, as it is once its facts are kept: what a receipt says.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::Facts;
use crate::contact::Call;
use crate::listed::customer_id;
use crate::protocol::{CaseFile, PartyRequest, Request, Saved};
use crate::shift::Shift;
use crate::{Case, CaseEvent, Event, Recorded, Refusal, StreamId, Tier, fold};

/// What a request was about, its stream being this afterwards.
///
/// # Errors
/// A look-up that failed; `NoSuch` where nothing is there, which after a request that was carried out cannot be.
pub fn saved<F: Facts>(
    facts: &F,
    request: &Request,
    (all, case): (Vec<Recorded>, Option<Case>),
) -> Result<Saved, F::Error> {
    let (what, saved) = match request {
        Request::Act { .. } | Request::Acts { .. } => {
            let file = case.map(|case| file(facts, all, case)).transpose()?;
            ("case", file.map(|file| Saved::Case(Box::new(file))))
        }
        Request::Party(PartyRequest::SignIn { no, .. } | PartyRequest::Enrol { no, .. }) => {
            ("person", facts.people_with(no)?.into_iter().next().map(Saved::Person))
        }
        Request::Party(PartyRequest::File { customer, .. }) => {
            ("customer", facts.customer(*customer)?.map(Saved::Customer))
        }
        Request::Contact(request) => {
            ("contact", Call::of(request.contact, &all).map(|call| Saved::Contact(Box::new(call))))
        }
        Request::Shift(_) => ("shift", Shift::of(request.stream().id, &all).map(|shift| Saved::Shift(Box::new(shift)))),
    };
    Ok(saved.ok_or_else(|| Refusal::NoSuch { what: what.to_owned() })?)
}

/// A case with its history, or nothing when there is none.
pub fn case_file<F: Facts>(facts: &F, case: Uuid) -> Result<Option<CaseFile>, F::Error> {
    let all = facts.facts(StreamId::case(case))?;
    fold(&all).map(|case| file(facts, all, case)).transpose()
}

/// A case with the facts it was folded from, its customer's standing and those its facts name.
pub fn file<F: Facts>(facts: &F, all: Vec<Recorded>, case: Case) -> Result<CaseFile, F::Error> {
    let customer = match customer_id(&case) {
        Some(id) => facts.customer(id)?,
        None => None,
    };
    let mut people = Vec::new();
    for id in named(&case, &all) {
        people.extend(facts.person(id)?);
    }
    let here = (facts.station(), facts.cases_with_no(&case.no)?.len() > 1);
    Ok(CaseFile::new(case, all, customer.map_or(Tier::Standard, |card| card.tier), people, here))
}

/// Who owns a case or did, and the leads who were told.
fn named(case: &Case, facts: &[Recorded]) -> BTreeSet<Uuid> {
    let of = |fact: &Recorded| match &fact.event {
        Event::Case(CaseEvent::Opened { owner, .. }) => Some(owner.unwrap_or(fact.by.person)),
        Event::Case(CaseEvent::Reassigned { owner, .. }) => Some(*owner),
        Event::Case(CaseEvent::EscalatedLead { lead, .. } | CaseEvent::EscalationPassed { lead, .. }) => *lead,
        _ => None,
    };
    facts.iter().filter_map(of).chain([case.owner]).collect()
}

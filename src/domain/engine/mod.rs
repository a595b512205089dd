//! The use case, written once: load, what time brought about, what a decision must know, decide, what follows on other
//! cases, and the facts to be appended; all or none.
//!
//! *Invariant:* whoever keeps facts (the store, [`MemoryFacts`]) answers look-ups and appends what comes out of here; no
//! other place decides.

mod apart;
mod contact;
mod memory;
mod saved;
mod shift;
mod unit;

use std::cell::Cell;

use chrono::NaiveDate;
use uuid::Uuid;

use super::acts::Leads;
use super::calendar::Rulebook;
use super::case::Case;
use super::case::event::CaseEvent;
use super::code::{FollowUpKind, Role};
use super::command::{Actor, Refusal};
use super::contact::OpenCall;
use super::event::{By, Event, Recorded};
use super::language::find;
use super::parties::{self, Colleagues, Person};
use super::protocol::{CustomerCard, PartyRequest, Request};
use super::time::{EventId, StationId, StreamId, Timestamp};
use super::timers::{DueAct, due_acts_among, is_due, system};
use super::values;
pub use apart::given_back;
pub use contact::{due_on_call, late_calls};
pub use memory::{MemoryDesk, MemoryFacts};
pub use saved::{case_file, file, saved};

/// Who works here and who calls: what is known of people, in one look that does not change while a decision is made.
pub trait Directory {
    /// Why a look-up failed; a refusal goes the same way.
    type Error: From<Refusal>;

    /// Those who work here under a number, by identity.
    fn people_with(&self, no: &str) -> Result<Vec<Person>, Self::Error>;
    /// Somebody who works here or in another branch.
    fn person(&self, id: Uuid) -> Result<Option<Person>, Self::Error>;
    /// The leads who answer for what a station began, in the order of their numbers.
    fn leads(&self, began: StationId) -> Result<Vec<Uuid>, Self::Error>;
    /// Whether anybody works here.
    fn anybody(&self) -> Result<bool, Self::Error>;
    /// A customer file in short.
    fn customer(&self, id: Uuid) -> Result<Option<CustomerCard>, Self::Error>;
}

/// What is known of what happened so far, in the same look.
pub trait Facts: Directory {
    /// The incarnation that writes now.
    fn station(&self) -> StationId;
    /// The facts of a stream in folding order.
    fn facts(&self, stream: StreamId) -> Result<Vec<Recorded>, Self::Error>;
    /// Whether an act is there already, in its stream.
    fn has(&self, stream: StreamId, act: EventId) -> Result<bool, Self::Error>;
    /// The number of the next case opened on a day of the company's calendar: prefix, date, running number.
    fn next_case_no(&self, day: NaiveDate) -> Result<String, Self::Error>;
    /// The cases with a number, by identity: folders worked on apart may have given it twice.
    fn cases_with_no(&self, no: &str) -> Result<Vec<Uuid>, Self::Error>;
    /// The cases whose number ends so, as [`find::no_ends_in`] says, by identity.
    fn cases_ending_in(&self, ending: &str) -> Result<Vec<Uuid>, Self::Error>;
    /// Cases of a customer on which a task of this kind is open.
    fn cases_with_task(&self, customer: Uuid, what: FollowUpKind) -> Result<Vec<Uuid>, Self::Error>;
    /// Whether the station that writes now keeps what another one began.
    fn keeps(&self, began: StationId) -> Result<bool, Self::Error>;
    /// Contacts on which something is open, the oldest first.
    fn open_calls(&self) -> Result<Vec<OpenCall>, Self::Error>;
}

/// The cases a person may mean by a number: whole as it was typed, or by its end.
///
/// # Errors
/// A look-up that failed.
pub fn cases_named<F: Facts>(facts: &F, typed: &str) -> Result<Vec<Uuid>, F::Error> {
    match find::no_ending(typed) {
        Some(ending) => facts.cases_ending_in(&ending),
        None => facts.cases_with_no(&find::case_no(typed)),
    }
}

/// An act about to be written, on one stream; its seq and rank are given where it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct NewAct {
    /// Its identity, made when the form opened or derived from what led to it.
    pub id: EventId,
    /// What it is about.
    pub stream: StreamId,
    /// When it happened.
    pub at: Timestamp,
    /// Who did it.
    pub by: By,
    /// What happened, and what followed from it by rule.
    pub facts: Vec<Event>,
}

impl NewAct {
    /// What the workstation does by itself.
    pub fn of_system(id: EventId, stream: StreamId, at: Timestamp, facts: Vec<Event>) -> Self {
        Self { id, stream, at, by: (&system()).into(), facts }
    }

    /// Its facts, as they are once it is written at this place.
    pub fn recorded(
        self,
        (station, seq, rank): (StationId, u64, u64),
        saw: Vec<(StationId, u64)>,
    ) -> impl Iterator<Item = Recorded> {
        let Self { id: act, stream, at, by, facts } = self;
        facts.into_iter().enumerate().map(move |(place, event)| Recorded {
            id: act.fact(place),
            act,
            place,
            stream,
            station,
            seq,
            rank,
            saw: saw.clone(),
            at,
            by: by.clone(),
            event,
        })
    }
}

/// The stream a request is about, as it is now.
#[derive(Debug, Clone, Copy)]
pub struct Current<'a> {
    /// Its facts in folding order.
    pub facts: &'a [Recorded],
    /// The case they make, where the stream is one of a case.
    pub case: Option<&'a Case>,
}

/// The acts a request leads to, in order, those of time first.
///
/// # Errors
/// A refusal of the rules, or a look-up that failed; nothing is to be written then.
pub fn submit<F: Facts>(
    facts: &F,
    current: Current<'_>,
    actor: &Actor,
    request: &Request,
    (rules, now): (&Rulebook, Timestamp),
) -> Result<Vec<NewAct>, F::Error> {
    let request = &request.without_numbers();
    let commands = match request {
        Request::Act { command, .. } => std::slice::from_ref(command),
        Request::Acts { commands, .. } => commands.as_slice(),
        Request::Party(party) => {
            let known = known(facts, actor, party)?;
            let decided = parties::decide(&known, actor, party, values::region(&rules.manual))?;
            let id = request.key().unwrap_or(EventId(party.stream().id));
            return Ok(written(id, actor, decided, now));
        }
        Request::Contact(request) => return contact::submit(facts, current, actor, request, (rules, now)),
        Request::Shift(request) => return shift::submit(facts, current, actor, request, (rules, now)),
    };
    let mut unit = unit::Unit::new(facts, request.stream(), current, rules, now);
    unit.let_time_pass()?;
    for command in commands {
        unit.act(actor, command)?;
    }
    Ok(unit.finish())
}

/// The act a request about people or customers leads to where nobody asks who may, for the cast of a replay; it takes
/// the identity given.
pub fn stage<F: Facts>(
    facts: &F,
    id: EventId,
    request: &PartyRequest,
    (rules, now): (&Rulebook, Timestamp),
) -> Result<Vec<NewAct>, F::Error> {
    let people = named(request).map_or(Ok(Vec::new()), |no| facts.people_with(no))?;
    Ok(written(id, &system(), parties::staged(&people, request, values::region(&rules.manual)), now))
}

/// The number a request about people names.
fn named(request: &PartyRequest) -> Option<&str> {
    match request {
        PartyRequest::SignIn { no, .. } | PartyRequest::Enrol { no, .. } => Some(no),
        PartyRequest::File { .. } => None,
    }
}

fn known<F: Facts>(facts: &F, actor: &Actor, request: &PartyRequest) -> Result<Colleagues, F::Error> {
    let signs_in = matches!(request, PartyRequest::SignIn { .. });
    Ok(Colleagues {
        named: named(request).map_or(Ok(Vec::new()), |no| facts.people_with(no))?,
        actor: facts.people_with(&actor.no)?,
        nobody: signs_in && !facts.anybody()?,
    })
}

/// The roles somebody may act in: those held by a person, its own for what the workstation notes by itself.
fn roles_of<F: Facts>(facts: &F, actor: &Actor) -> Result<Vec<Role>, F::Error> {
    if *actor == system() {
        return Ok(vec![Role::System]);
    }
    Ok(parties::held(&facts.people_with(&actor.no)?, actor)?.to_vec())
}

fn written(id: EventId, actor: &Actor, decided: Option<(StreamId, Role, Event)>, at: Timestamp) -> Vec<NewAct> {
    let act = |(stream, role, event)| NewAct { id, stream, at, by: By { role, ..actor.into() }, facts: vec![event] };
    decided.map(act).into_iter().collect()
}

/// The acts that time has brought about on a case and that nobody has written yet, oldest first.
pub fn due_on<F: Facts>(facts: &F, case: &Case, rules: &Rulebook, now: Timestamp) -> Result<Vec<NewAct>, F::Error> {
    // Mostly nothing is. What is due elsewhere is for those who keep it: two that cannot see each other would both be
    // sure.
    if !is_due(case, rules, now) || !facts.keeps(case.opened_at)? {
        return Ok(Vec::new());
    }
    let due = with_leads(facts, case.opened_at, |leads| due_acts_among(case, leads, rules, now))?;
    let unwritten = due.into_iter().map(|due| unwritten(facts, StreamId::case(case.id), due));
    unwritten.filter_map(Result::transpose).collect()
}

/// An act of time, unless somebody was faster and has written it: its id is derived from what led to it.
fn unwritten<F: Facts>(facts: &F, stream: StreamId, due: DueAct) -> Result<Option<NewAct>, F::Error> {
    let DueAct { id, at, facts: new } = due;
    Ok((!facts.has(stream, id)?).then(|| NewAct::of_system(id, stream, at, new)))
}

/// Roles told by rule in the acts added to a stream.
pub fn told(stream: StreamId, new: &[NewAct]) -> Vec<Role> {
    let mut told = Vec::new();
    for fact in new.iter().filter(|act| act.stream == stream).flat_map(|act| &act.facts) {
        let Event::Case(event) = fact else { continue };
        let roles = match event {
            CaseEvent::Graded(grade) | CaseEvent::QuickAnswered(grade) | CaseEvent::Regraded(grade) => &*grade.notify,
            CaseEvent::EscalatedLead { .. } => &[Role::Lead],
            _ => &[],
        };
        for role in roles {
            if !told.contains(role) {
                told.push(*role);
            }
        }
    }
    told
}

/// Decides with leads that are looked up where a rule needs them; a look-up that failed is the answer then.
fn with_leads<F: Facts, T>(facts: &F, began: StationId, decide: impl FnOnce(&Leads<'_>) -> T) -> Result<T, F::Error> {
    let failed = Cell::new(None);
    let ask = || {
        facts.leads(began).unwrap_or_else(|why| {
            failed.set(Some(why));
            Vec::new()
        })
    };
    let decided = decide(&Leads::asked_of(&ask));
    failed.take().map_or(Ok(decided), Err)
}

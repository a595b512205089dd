//! Queries: pages of the queue, one case, who is calling. They are answered from a connection of their own.

use std::sync::Arc;

use uuid::Uuid;

use crate::domain::calendar::Rulebook;
use crate::domain::contact::Call;
use crate::domain::engine::Facts;
use crate::domain::language::find;
use crate::domain::parties::digits;
use crate::domain::protocol::{CallerCard, CaseFile, Loaded, Query, Rejection};
use crate::domain::shift::Shift;
use crate::domain::{StreamId, engine, values};
use crate::store::{QueueAsk, Reader, StoreError, TaskAsk};

/// Answers queries beside a desk, which saves meanwhile.
pub struct Queries {
    reader: Reader,
    rules: Arc<Rulebook>,
}

impl Queries {
    pub(super) const fn new(reader: Reader, rules: Arc<Rulebook>) -> Self {
        Self { reader, rules }
    }

    /// Answers a query.
    ///
    /// # Errors
    /// Only when the store cannot be read.
    pub fn ask(&mut self, query: Query) -> Result<Loaded, Rejection> {
        answer(&mut self.reader, &self.rules, query).map_err(Rejection::from)
    }
}

pub(super) fn answer(reader: &mut Reader, rules: &Rulebook, query: Query) -> Result<Loaded, StoreError> {
    match query {
        Query::Queue { view, agent, filter, offset, limit, now } => {
            let needles = find::needles(&filter, now, &rules.calendar);
            let ask = QueueAsk { view, agent, needles: &needles, offset, limit, now };
            reader.queue(&ask).map(Loaded::Queue)
        }
        Query::FollowUps { agent, lead, all, offset, limit, now } => {
            let day_end = rules.calendar.next_midnight(now);
            let ask = TaskAsk { agent, lead, all, offset, limit, now, day_end };
            reader.tasks(&ask).map(Loaded::FollowUps)
        }
        Query::Case(id) => Ok(Loaded::Case(case_file(reader, id)?.map(Box::new))),
        Query::CasesWithNo(no) => reader.view(|view| {
            let found = engine::cases_named(view, &no)?;
            let files = found.into_iter().filter_map(|id| engine::case_file(view, id).transpose());
            Ok(Loaded::Cases(files.collect::<Result<_, _>>()?))
        }),
        Query::Lines(cases) => reader.lines(&cases).map(Loaded::Lines),
        Query::Alike(matter, since) => reader.alike(&matter, since).map(Loaded::Alike),
        Query::OpenCalls => reader.view(|view| Ok(Loaded::OpenCalls(view.open_calls()?))),
        Query::Contact(id) => {
            let facts = reader.facts(StreamId::contact(id))?;
            Ok(Loaded::Contact(Call::of(id, &facts).map(Box::new)))
        }
        Query::Shift(person, day) => {
            let stream = StreamId::shift(person, day);
            Ok(Loaded::Shift(Shift::of(stream.id, &reader.facts(stream)?).map(Box::new)))
        }
        Query::Caller(typed) => caller(reader, rules, &typed).map(|card| Loaded::Caller(Box::new(card))),
    }
}

/// A case with its history, or nothing when there is none.
pub(super) fn case_file(reader: &mut Reader, case: Uuid) -> Result<Option<CaseFile>, StoreError> {
    reader.view(|view| Ok(engine::case_file(view, case)?))
}

/// What is known of a number: files with it, open cases the next due first, the last closed ones.
fn caller(reader: &mut Reader, rules: &Rulebook, typed: &str) -> Result<CallerCard, StoreError> {
    let number = digits(typed, values::region(&rules.manual));
    if number.is_empty() {
        return Ok(CallerCard::default());
    }
    let customers = reader.customers_with(&number)?;
    let ids: Vec<_> = customers.iter().map(|card| card.id).collect();
    let history = reader.history_of(&number, &ids)?;
    Ok(CallerCard { number, customers, open: history.open, recent: history.recent })
}

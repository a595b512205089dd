//! Queries: pages of the queue, one case, who is calling.

use super::Desk;
use crate::domain::Timestamp;
use crate::domain::parties::digits;
use crate::domain::protocol::{CallerCard, Loaded, Query};
use crate::store::{QueueAsk, StoreError, TaskAsk};

pub(super) fn answer(desk: &mut Desk, query: Query, _now: Timestamp) -> Result<Loaded, StoreError> {
    match query {
        Query::Queue { view, agent, filter, offset, limit, now } => {
            let ask = QueueAsk { view, agent: &agent, filter: &filter, offset, limit, now };
            desk.store.queue(&ask).map(Loaded::Queue)
        }
        Query::FollowUps { agent, lead, all, offset, limit, now } => {
            let day_end = desk.rules.calendar.next_midnight(now);
            let ask = TaskAsk { agent: &agent, lead, all, offset, limit, now, day_end };
            desk.store.tasks(&ask).map(Loaded::FollowUps)
        }
        Query::Case(id) => Ok(Loaded::Case(desk.case_file(id)?.map(Box::new))),
        Query::Caller(typed) => caller(desk, &typed).map(|card| Loaded::Caller(Box::new(card))),
    }
}

/// What is known of a number: files with it, open cases the next due first, the last closed ones.
fn caller(desk: &mut Desk, typed: &str) -> Result<CallerCard, StoreError> {
    let number = digits(typed, desk.region());
    if number.is_empty() {
        return Ok(CallerCard::default());
    }
    let customers = desk.store.view(|view| view.customers_with(&number))?;
    let ids: Vec<_> = customers.iter().map(|card| card.id).collect();
    let history = desk.store.history_of(&number, &ids)?;
    Ok(CallerCard { number, customers, open: history.open, recent: history.recent })
}

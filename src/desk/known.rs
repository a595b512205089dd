//! What a decision must know beyond its case, looked up inside the transaction it is made in.

use uuid::Uuid;

use super::pending::Known;
use super::rows::digits;
use crate::domain::calendar::Rulebook;
use crate::domain::order::CustomerCard;
use crate::domain::phone::Region;
use crate::domain::{Act, Case, Command, Field, Record, StreamId, Target, Timestamp, fold};
use crate::store::{StoreError, View};

/// Looks up what a command needs.
pub(super) fn known(
    view: &View<'_>,
    case: Option<&Case>,
    command: &Command,
    rules: &Rulebook,
    region: Region,
    now: Timestamp,
) -> Result<Known, StoreError> {
    let customer = customer(view, case, &command.record, region)?;
    let next_no = match command.act {
        Act::Open | Act::Split => Some(view.next_case_no(rules.calendar.local(now).date())?),
        _ => None,
    };
    Ok(Known {
        tier: customer.as_ref().map(|card| card.tier),
        next_no,
        customer,
        other: other(view, command)?.map(Box::new),
    })
}

/// The file linked to the case, or the only one with the caller's number; two with one number are nobody's.
fn customer(
    view: &View<'_>,
    case: Option<&Case>,
    entered: &Record,
    region: Region,
) -> Result<Option<CustomerCard>, StoreError> {
    let field = |field| entered.text(field).or_else(|| case?.record.text(field));
    if let Some(linked) = field(Field::Customer).and_then(|id| id.parse().ok()) {
        return view.customer(linked);
    }
    let Some(number) = field(Field::CallerNumber) else { return Ok(None) };
    let mut cards = view.customers_with(&digits(number, region))?;
    Ok(if cards.len() == 1 { cards.pop() } else { None })
}

/// The other side of a merge: named by its stream, or by its number as a person says it.
fn other(view: &View<'_>, command: &Command) -> Result<Option<Case>, StoreError> {
    let id = match (&command.target, command.record.text(Field::MasterCase)) {
        (Some(Target::Case(id)), _) => Some(*id),
        (_, Some(named)) => match named.parse::<Uuid>() {
            Ok(id) => Some(id),
            Err(_) => view.case_with_no(named)?,
        },
        _ => None,
    };
    let Some(id) = id else { return Ok(None) };
    Ok(fold(&view.facts(StreamId::case(id))?))
}

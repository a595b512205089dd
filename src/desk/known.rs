//! What a decision must know beyond its case, looked up inside the transaction it is made in.

use uuid::Uuid;

use super::rows::digits;
use crate::domain::calendar::Rulebook;
use crate::domain::phone::Region;
use crate::domain::protocol::CustomerCard;
use crate::domain::{Act, Case, Command, Field, Known, Record, Role, Target, Timestamp, values};
use crate::store::{StoreError, View};

/// Looks up what a command needs.
pub(super) fn known(
    view: &View<'_>,
    case: Option<&Case>,
    other: Option<Case>,
    command: &Command,
    rules: &Rulebook,
    now: Timestamp,
) -> Result<Known, StoreError> {
    let linked = linked(view, case, &command.record)?;
    let customer = match &linked {
        Some(card) => Some(card.clone()),
        None => candidate(view, case, &command.record, values::region(&rules.manual))?,
    };
    let next_no = match command.act {
        Act::Open | Act::Split => Some(view.next_case_no(rules.calendar.local(now).date())?),
        _ => None,
    };
    Ok(Known {
        // A file nobody linked lends the case no standing.
        tier: linked.map(|card| card.tier),
        next_no,
        customer,
        leads: leads(view)?,
        care: true,
        other: other.map(Box::new),
    })
}

/// Numbers of everybody who works here as a lead, in order.
pub(super) fn leads(view: &View<'_>) -> Result<Vec<String>, StoreError> {
    let people = view.people()?;
    Ok(people.into_iter().filter(|person| person.roles.contains(&Role::Lead)).map(|person| person.no).collect())
}

/// The file linked to the case.
fn linked(view: &View<'_>, case: Option<&Case>, entered: &Record) -> Result<Option<CustomerCard>, StoreError> {
    match field(Field::Customer, case, entered).and_then(|id| id.parse().ok()) {
        Some(id) => view.customer(id),
        None => Ok(None),
    }
}

/// The only file with the caller's number; two with one number are nobody's.
fn candidate(
    view: &View<'_>,
    case: Option<&Case>,
    entered: &Record,
    region: Region,
) -> Result<Option<CustomerCard>, StoreError> {
    let Some(number) = field(Field::CallerNumber, case, entered) else { return Ok(None) };
    let mut cards = view.customers_with(&digits(number, region))?;
    Ok(if cards.len() == 1 { cards.pop() } else { None })
}

fn field<'a>(field: Field, case: Option<&'a Case>, entered: &'a Record) -> Option<&'a str> {
    entered.text(field).or_else(|| case?.record.text(field))
}

/// The other case a command names: by its stream, or by its number as a person says it.
pub(super) fn other(view: &View<'_>, case: Option<&Case>, command: &Command) -> Result<Option<Uuid>, StoreError> {
    // A merge is taken back on both cases.
    if command.act == Act::Undo {
        return Ok(case.and_then(|case| case.merged_into));
    }
    match (&command.target, command.record.text(Field::MasterCase)) {
        (Some(Target::Case(id)), _) => Ok(Some(*id)),
        (_, Some(named)) => match named.parse::<Uuid>() {
            Ok(id) => Ok(Some(id)),
            Err(_) => view.case_with_no(named),
        },
        _ => Ok(None),
    }
}

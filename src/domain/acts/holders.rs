//! Where the work lies: second line, departments, third parties. The owner never changes.

use super::grading::rule;
use super::{Deed, escalate, tasks};
use crate::domain::case::event::{CaseEvent, Entry};
use crate::domain::code::{ClockKind, FollowUpKind, HolderKind, Kind, Role};
use crate::domain::command::{Act, Command, Refusal};
use crate::domain::grade::sub_category;
use crate::domain::timers::clocks;
use crate::domain::record::{Field, Value};
use super::rights;

/// The acts of this module; `None` for others.
pub(super) fn act(deed: &mut Deed<'_>, command: &Command) -> Option<Result<(), Refusal>> {
    match command.act {
        Act::Transfer => Some(transfer(deed)),
        Act::HolderChanged => Some(holder_changed(deed)),
        Act::DepartmentNamed => {
            let entry = Entry::of(deed.record.clone());
            deed.push(CaseEvent::DepartmentNamed(entry));
            Some(Ok(()))
        }
        Act::ReturnReceived => {
            let entry = Entry::of(deed.record.clone());
            deed.push(CaseEvent::ReturnReceived(entry));
            clocks::meet(deed, &[ClockKind::ReturnDue], deed.now);
            tasks::finish_open(deed, FollowUpKind::ReturnDue, true);
            Some(Ok(()))
        }
        Act::ReturnBounced => Some(bounced(deed)),
        Act::RunbookStarted => {
            let entry = Entry::of(deed.record.clone());
            deed.push(CaseEvent::RunbookStarted(entry));
            clocks::meet(deed, &[ClockKind::Start], deed.now);
            Some(Ok(()))
        }
        _ => None,
    }
}

fn check_holder(deed: &Deed<'_>, act: Act) -> Result<(), Refusal> {
    match deed.record.code(Field::ToHolder) {
        Some(HolderKind::Department) => check_department(deed, act),
        Some(HolderKind::ThirdParty) if !deed.record.flag(Field::Confidentiality) => {
            Err(rule(act, "confidentiality-first"))
        }
        _ => Ok(()),
    }
}

/// Without a lead only the default department of the matter, or one a lead named before.
fn check_department(deed: &Deed<'_>, act: Act) -> Result<(), Refusal> {
    let named = deed.record.text(Field::Department).unwrap_or_default();
    let by_lead = deed.case.work.departments.iter().any(|department| department.by_lead && department.name == named);
    let usual = match default_department(deed) {
        Some(default) => default == named,
        None => deed.case.record.text(Field::LeadDepartment).is_none_or(|lead| lead == named),
    };
    if by_lead || usual || matches!(deed.actor.role, Role::Lead | Role::System) {
        Ok(())
    } else {
        Err(rights::not_you(deed.actor, act, &[Role::Lead]))
    }
}

/// The department the manual names for the matter: that of the sub-category, for a fault the technicians.
fn default_department(deed: &Deed<'_>) -> Option<String> {
    match deed.case.kind()? {
        Kind::Fault => Some("tech".to_owned()),
        Kind::Complaint => {
            let code = deed.case.record.text(Field::Category)?;
            let own = sub_category(deed.manual(), code)?.lead.clone();
            let top = code.split_once('.')?.0;
            own.or_else(|| {
                deed.manual().categories.iter().find(|entry| entry.id == top).map(|entry| entry.lead.clone())
            })
        }
        _ => None,
    }
}

fn transfer(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    check_holder(deed, Act::Transfer)?;
    let to = deed.record.code(Field::ToHolder);
    let named = deed.record.at(Field::ReturnDue);
    let inside = matches!(to, Some(HolderKind::SecondLine | HolderKind::Department));
    if let Some(due) = return_due(deed).filter(|_| inside && named.is_none()) {
        deed.record.set(Field::ReturnDue, Value::At(due));
    }
    deed.push(CaseEvent::Transferred(Entry::of(deed.record.clone())));
    clocks::meet(deed, &[ClockKind::Start], deed.now);
    if inside {
        clocks::arm_return(deed, named);
        chase(deed);
    }
    Ok(())
}

/// The department's share of the plan's time, while it lies ahead.
fn return_due(deed: &Deed<'_>) -> Option<crate::domain::time::Timestamp> {
    let clock = deed.case.clocks.iter().rev().find(|clock| clock.kind == ClockKind::ReturnDue && clock.is_running())?;
    Some(clock.due).filter(|due| *due >= deed.now)
}

/// A reminder to chase the department when its time is over.
fn chase(deed: &mut Deed<'_>) {
    let clock = deed.case.clocks.iter().rev().find(|clock| clock.kind == ClockKind::ReturnDue && clock.is_running());
    let Some((start, due, limit)) = clock.map(|clock| (clock.start, clock.due, clock.limit)) else { return };
    tasks::cancel_open(deed, |task| task.kind == FollowUpKind::ReturnDue);
    tasks::make(deed, FollowUpKind::ReturnDue, start, due, Some(limit));
}

fn holder_changed(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    check_holder(deed, Act::HolderChanged)?;
    deed.push(CaseEvent::HolderChanged(Entry::of(deed.record.clone())));
    Ok(())
}

/// Sent back once is normal; the second time goes to the lead, a third time only the lead may.
fn bounced(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    if deed.case.work.bounces >= 2 {
        rights::lead_only(deed.actor, Act::ReturnBounced)?;
    }
    deed.push(CaseEvent::ReturnBounced(Entry::of(deed.record.clone())));
    if deed.case.work.bounces >= 2 {
        escalate::by_rule(deed, escalate::Trigger::BouncedTwice);
    }
    Ok(())
}

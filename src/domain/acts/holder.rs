//! Where the work lies: second line, departments, third parties. The owner stays.

use super::spec::{AT_WORK, About, ActSpec, Asks, Counts, LEAD, LINES, May, Only, Place, as_typed, needs};
use super::{Act, Decision, escalate, plan, rights, rule, tasks};
use crate::case::enter;
use crate::case::event::{FactGroup, HolderFact};
use crate::case::telling::Telling;
use crate::grade::sub_category;
use crate::manual::Manual;
use crate::timers::clocks;
use crate::{
    Case, CaseEvent, Clock, ClockKind, Department, Entry, Field, FollowUpKind, HolderKind, Kind, Recorded, Refusal,
    Role, State, Timestamp, Value, list,
};

pub(super) const TRANSFER: ActSpec = ActSpec {
    may: May { who: LINES, states: &[State::Process], only: Only::Always, moves_to: Some(State::Process) },
    asks: Asks {
        required: needs!(ToHolder Reason HandoverNote ReturnDue),
        optional: list!(Field: Department ThirdParty Confidentiality Agreement ReturnDue),
        fill: as_typed,
    },
    place: Place { about: About::Case, listed: Some(1), counts_as: &[Counts::Action] },
    decide: |decision, _| transfer(decision),
};

pub(super) const HOLDER_CHANGED: ActSpec = ActSpec {
    may: May { who: LINES, states: AT_WORK, only: Only::Always, moves_to: None },
    asks: Asks {
        required: needs!(ToHolder),
        optional: list!(Field: Department ThirdParty Confidentiality Note),
        fill: as_typed,
    },
    place: Place { about: About::Case, listed: Some(35), counts_as: &[Counts::Action] },
    decide: |decision, _| {
        check_holder(decision, Act::HolderChanged)?;
        decision.enter(CaseEvent::HolderChanged)
    },
};

pub(super) const DEPARTMENT_NAMED: ActSpec = ActSpec {
    may: May { who: LEAD, states: AT_WORK, only: Only::Always, moves_to: None },
    asks: Asks {
        required: needs!(LeadDepartment),
        optional: list!(Field: Collaborating ReturnDue Note),
        fill: as_typed,
    },
    place: Place { about: About::Case, listed: Some(34), counts_as: &[Counts::Action] },
    decide: |decision, _| decision.enter(CaseEvent::DepartmentNamed),
};

pub(super) const RETURN_RECEIVED: ActSpec = ActSpec {
    may: May { who: LINES, states: AT_WORK, only: Only::Always, moves_to: None },
    asks: Asks { required: &[], optional: list!(Field: Department Note), fill: as_typed },
    place: Place { about: About::Elsewhere, listed: Some(32), counts_as: &[] },
    decide: |decision, _| plan::handed_back(decision, CaseEvent::ReturnReceived),
};

pub(super) const RETURN_BOUNCED: ActSpec = ActSpec {
    may: May { who: list!(Role: SecondLine Lead), states: AT_WORK, only: Only::Always, moves_to: None },
    asks: Asks { required: needs!(Reason), optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Elsewhere, listed: Some(33), counts_as: &[] },
    decide: |decision, _| bounced(decision),
};

fn check_holder(decision: &Decision<'_>, act: Act) -> Result<(), Refusal> {
    match decision.record.code(Field::ToHolder) {
        Some(HolderKind::Department) => check_department(decision, act),
        Some(HolderKind::ThirdParty) if !decision.record.flag(Field::Confidentiality) => {
            Err(rule(act, "confidentiality-first"))
        }
        _ => Ok(()),
    }
}

/// Without a lead only the first department, the default one of the matter, or one that was asked before.
fn check_department(decision: &Decision<'_>, act: Act) -> Result<(), Refusal> {
    let named = decision.record.text(Field::Department).unwrap_or_default();
    let asked = &decision.case.work.departments;
    let known = asked.iter().any(|department| department.name == named);
    let default = default_department(&decision.case, decision.manual())
        .or_else(|| decision.case.record.text(Field::LeadDepartment).map(ToOwned::to_owned));
    let first = asked.is_empty() && default.is_none_or(|default| default == named);
    if known || first || matches!(decision.actor.role, Role::Lead | Role::System) {
        Ok(())
    } else {
        Err(rights::not_you(decision.actor, act, &[Role::Lead]))
    }
}

/// The department that answers for a matter by default: that of the sub-category of a complaint, for a fault the
/// technicians.
pub fn default_department(case: &Case, manual: &Manual) -> Option<String> {
    match case.kind()? {
        Kind::Fault => Some("tech".to_owned()),
        Kind::Complaint => {
            let code = case.record.text(Field::Category)?;
            let own = sub_category(manual, code)?.lead.clone();
            let top = code.split_once('.')?.0;
            own.or_else(|| manual.categories.iter().find(|entry| entry.id == top).map(|entry| entry.lead.clone()))
        }
        Kind::Enquiry | Kind::Suggestion | Kind::Proactive => None,
    }
}

fn transfer(decision: &mut Decision<'_>) -> Result<(), Refusal> {
    check_holder(decision, Act::Transfer)?;
    let to = decision.record.code(Field::ToHolder);
    let named = decision.record.at(Field::ReturnDue);
    let inside = matches!(to, Some(HolderKind::SecondLine | HolderKind::Department));
    // The department's share of the plan's time, while it lies ahead.
    let share = running_return(&decision.case).map(|clock| clock.due).filter(|due| *due >= decision.now);
    if let Some(due) = share.filter(|_| inside && named.is_none()) {
        decision.record.set(Field::ReturnDue, Value::At(due));
    }
    decision.enter(CaseEvent::Transferred)?;
    clocks::meet(decision, &[ClockKind::Start], decision.now);
    if inside {
        clocks::arm_return(decision, named);
        chase(decision);
    }
    Ok(())
}

fn running_return(case: &Case) -> Option<&Clock> {
    case.clocks.iter().rev().find(|clock| clock.kind == ClockKind::ReturnDue && clock.is_running())
}

/// A reminder to chase the department when its time is over.
fn chase(decision: &mut Decision<'_>) {
    let clock = running_return(&decision.case);
    let Some((start, due, limit)) = clock.map(|clock| (clock.start, clock.due, clock.limit)) else { return };
    tasks::cancel_open(decision, |task| task.kind == FollowUpKind::ReturnDue);
    tasks::make(decision, FollowUpKind::ReturnDue, start, due, Some(limit));
}

/// Sent back once is normal; the second time goes to the lead, a third time only the lead may.
fn bounced(decision: &mut Decision<'_>) -> Result<(), Refusal> {
    if decision.case.work.bounces >= 2 {
        rights::lead_only(decision.actor, Act::ReturnBounced)?;
    }
    decision.enter(CaseEvent::ReturnBounced)?;
    if decision.case.work.bounces >= 2 {
        escalate::by_rule(decision, escalate::Trigger::BouncedTwice);
    }
    Ok(())
}

impl<'a> FactGroup<'a> for HolderFact<'a> {
    fn fold(self, case: &mut Case, fact: &Recorded) {
        match self {
            Self::Transferred(entry) => {
                case.work.transferred_at = Some(fact.at);
                hold(case, entry);
            }
            Self::HolderChanged(entry) => hold(case, entry),
            Self::DepartmentNamed(entry) => named(case, fact.rank, entry),
            Self::ReturnReceived(entry) => {
                returned(case, entry.text(Field::Department), fact.at);
                front(case);
            }
            Self::ReturnBounced(_) => {
                case.work.bounces += 1;
                front(case);
            }
        }
    }

    fn tell(self) -> Telling<'a> {
        match self {
            Self::Transferred(entry) | Self::HolderChanged(entry) | Self::DepartmentNamed(entry) => {
                let places = [Field::Department, Field::LeadDepartment, Field::ThirdParty, Field::ToHolder];
                let place = places.iter().find_map(|field| entry.said(*field));
                Telling::row(place.into_iter().chain(entry.said(Field::HandoverNote)).collect())
            }
            Self::ReturnReceived(entry) | Self::ReturnBounced(entry) => entry.tell(),
        }
    }
}

fn front(case: &mut Case) {
    case.holder = HolderKind::Frontline;
    case.holder_name = None;
}

fn hold(case: &mut Case, entry: &Entry) {
    let Some(holder) = entry.record.code(Field::ToHolder) else { return };
    case.holder = holder;
    let department = entry.text(Field::Department).map(str::to_owned);
    case.holder_name = match holder {
        HolderKind::ThirdParty => entry.text(Field::ThirdParty).map(str::to_owned),
        HolderKind::Frontline => None,
        HolderKind::SecondLine | HolderKind::Department => department.clone(),
    };
    case.third_party |= holder == HolderKind::ThirdParty;
    if let (HolderKind::Department, Some(name)) = (holder, department) {
        let leads = case.work.departments.iter().all(|department| !department.leads);
        involve(case, Department { name, leads, due: entry.at(Field::ReturnDue), returned: None });
    }
}

fn involve(case: &mut Case, department: Department) {
    match case.work.departments.iter_mut().find(|known| known.name == department.name) {
        Some(known) => {
            known.leads |= department.leads;
            known.due = department.due.or(known.due);
            known.returned = None;
        }
        None => case.work.departments.push(department),
    }
}

fn named(case: &mut Case, rank: u64, entry: &Entry) {
    enter(case, rank, entry);
    for department in &mut case.work.departments {
        department.leads = false;
    }
    let due = entry.at(Field::ReturnDue);
    if let Some(name) = entry.text(Field::LeadDepartment) {
        involve(case, Department { name: name.to_owned(), leads: true, due, returned: None });
    }
    for name in entry.record.codes(Field::Collaborating) {
        involve(case, Department { name: name.clone(), leads: false, due, returned: None });
    }
}

fn returned(case: &mut Case, name: Option<&str>, at: Timestamp) {
    let chosen = |department: &Department| name.is_none_or(|name| department.name == name);
    for department in case.work.departments.iter_mut().filter(|department| chosen(department)) {
        department.returned.get_or_insert(at);
    }
}

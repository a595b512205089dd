//! Facts about who works on a case, who was told what, and what the customer thinks of it.

use crate::domain::case::{Case, Contact, Department, Escalation, FirstResponse, Rating};
use crate::domain::case::event::{CaseEvent, Entry, MovedContact, Rated};
use crate::domain::code::{HolderKind, RatingStatus, Role};
use crate::domain::event::Recorded;
use crate::domain::record::Field;
use crate::domain::time::Timestamp;
use super::enter;

/// Folds a fact of people, contacts or ratings; `false` for facts of other modules.
pub(super) fn take(case: &mut Case, fact: &Recorded, event: &CaseEvent) -> bool {
    holders(case, fact, event)
        || contacts(case, fact, event)
        || lead(case, fact, event)
        || ratings(case, fact, event)
        || notes(case, fact, event)
}

fn holders(case: &mut Case, fact: &Recorded, event: &CaseEvent) -> bool {
    let by_lead = fact.by.role == Role::Lead;
    match event {
        CaseEvent::Transferred(entry) => {
            case.work.transferred_at = Some(fact.at);
            hold(case, entry, by_lead);
        }
        CaseEvent::HolderChanged(entry) => hold(case, entry, by_lead),
        CaseEvent::DepartmentNamed(entry) => named(case, fact.rank, entry),
        CaseEvent::ReturnReceived(entry) => {
            returned(case, entry.text(Field::Department), fact.at);
            front(case);
        }
        CaseEvent::ReturnBounced(_) => {
            case.work.bounces += 1;
            front(case);
        }
        _ => return false,
    }
    true
}

fn front(case: &mut Case) {
    case.holder = HolderKind::Frontline;
    case.holder_name = None;
}

fn hold(case: &mut Case, entry: &Entry, by_lead: bool) {
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
        involve(case, Department { name, leads, due: entry.at(Field::ReturnDue), returned: None, by_lead });
    }
}

fn involve(case: &mut Case, department: Department) {
    match case.work.departments.iter_mut().find(|known| known.name == department.name) {
        Some(known) => {
            known.leads |= department.leads;
            known.by_lead |= department.by_lead;
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
        involve(case, Department { name: name.to_owned(), leads: true, due, returned: None, by_lead: true });
    }
    for name in entry.record.codes(Field::Collaborating) {
        involve(case, Department { name: name.clone(), leads: false, due, returned: None, by_lead: true });
    }
}

fn returned(case: &mut Case, name: Option<&str>, at: Timestamp) {
    let chosen = |department: &Department| name.is_none_or(|name| department.name == name);
    for department in case.work.departments.iter_mut().filter(|department| chosen(department)) {
        department.returned.get_or_insert(at);
    }
}

fn contacts(case: &mut Case, fact: &Recorded, event: &CaseEvent) -> bool {
    match event {
        CaseEvent::FirstResponded { late, record } => {
            case.work.wait_s = record.number(Field::WaitS).or(case.work.wait_s);
            case.first_response.get_or_insert(FirstResponse { at: fact.at, late: *late });
        }
        CaseEvent::ContactStarted { channel, .. } => {
            end_contact(case, fact.at, None);
            case.contacts.push(Contact {
                channel: *channel,
                start: fact.at,
                end: None,
                holds: Vec::new(),
                measured: None,
            });
        }
        CaseEvent::ContactHeld(_) => {
            if let Some(contact) = open(case) {
                contact.holds.push((fact.at, None));
            }
        }
        CaseEvent::ContactResumed(_) => {
            if let Some(hold) = open(case).and_then(|contact| contact.holds.last_mut()) {
                hold.1.get_or_insert(fact.at);
            }
        }
        CaseEvent::ContactEnded(entry) => {
            let part = |field| entry.record.number(field);
            let measured = [Field::TalkS, Field::HoldS, Field::AcwS].map(part);
            let any = measured.iter().any(Option::is_some);
            let [talk, hold, acw] = measured.map(Option::unwrap_or_default);
            end_contact(case, fact.at, any.then_some((talk, hold, acw)));
        }
        CaseEvent::MergeReceived { from, contacts, .. } => {
            case.work.merged_from.push(*from);
            case.contacts.extend(contacts.iter().map(moved));
        }
        CaseEvent::Split { new, .. } => case.work.split_into.push(*new),
        _ => return false,
    }
    true
}

fn open(case: &mut Case) -> Option<&mut Contact> {
    case.contacts.iter_mut().rev().find(|contact| contact.end.is_none())
}

fn end_contact(case: &mut Case, at: Timestamp, measured: Option<(i64, i64, i64)>) {
    if let Some(contact) = open(case) {
        contact.end = Some(at);
        contact.measured = measured;
        if let Some(hold) = contact.holds.last_mut() {
            hold.1.get_or_insert(at);
        }
    }
}

fn moved(contact: &MovedContact) -> Contact {
    Contact {
        channel: contact.channel,
        start: contact.start,
        end: contact.end.or(Some(contact.start)),
        holds: Vec::new(),
        measured: contact.measured,
    }
}

fn lead(case: &mut Case, fact: &Recorded, event: &CaseEvent) -> bool {
    match event {
        CaseEvent::EscalatedLead { trigger, acknowledge, until, lead, .. } => {
            case.escalations.push(trigger.clone());
            if *acknowledge {
                case.escalated = Some(trigger.clone());
                escalated(case, fact.at, *until, lead.as_ref());
            }
        }
        CaseEvent::EscalationPassed { lead, times, until, .. } => {
            if let Some(open) = &mut case.work.escalation {
                let since = open.until.unwrap_or(fact.at);
                *open = Escalation { since, until: *until, lead: lead.clone(), times: *times };
            }
        }
        CaseEvent::EscalationAcknowledged(_) => {
            case.escalated = None;
            case.work.escalation = None;
        }
        CaseEvent::RunbookStarted(_) => {
            case.work.runbook_at.get_or_insert(fact.at);
        }
        CaseEvent::ReviewSigned(_) => case.reviewed_at = Some(fact.at),
        CaseEvent::RecordCompleted { .. } => {
            case.record_completed_at.get_or_insert(fact.at);
        }
        CaseEvent::LowScoreFlagged { .. } => {}
        _ => return false,
    }
    true
}

/// A further trigger does not give the lead more time than the first one left.
fn escalated(case: &mut Case, at: Timestamp, until: Option<Timestamp>, lead: Option<&String>) {
    let fresh = Escalation { since: at, until, lead: lead.cloned(), times: 0 };
    let sooner = |open: &Escalation| open.until.is_some_and(|open| until.is_none_or(|until| open <= until));
    if !case.work.escalation.as_ref().is_some_and(sooner) {
        case.work.escalation = Some(fresh);
    }
}

fn ratings(case: &mut Case, fact: &Recorded, event: &CaseEvent) -> bool {
    let (rated, status) = match event {
        CaseEvent::SatisfactionScored(rated) | CaseEvent::SatisfactionKeypad(rated) => {
            (rated, rated.status.unwrap_or(RatingStatus::Scored))
        }
        CaseEvent::SatisfactionRefused(rated) => (rated, RatingStatus::Refused),
        CaseEvent::SatisfactionNoAnswer(rated) => (rated, RatingStatus::NoAnswer),
        CaseEvent::SatisfactionNotAsked(rated) => (rated, RatingStatus::NotAsked),
        _ => return false,
    };
    let rating = rating(case.round(), fact.at, rated, status);
    case.ratings.push(rating);
    true
}

fn rating(round: u32, at: Timestamp, rated: &Rated, status: RatingStatus) -> Rating {
    let words = rated.personal.text(Field::Comment).or(rated.personal.text(Field::RatingReason));
    Rating {
        at,
        status,
        marks: rated.marks.iter().map(|(dimension, mark)| (*dimension, *mark)).collect(),
        keypad: rated.keypad,
        solved: rated.solved,
        score_tenths: rated.score_tenths,
        low: rated.low,
        comment: words.unwrap_or_default().to_owned(),
        round,
    }
}

fn notes(case: &mut Case, fact: &Recorded, event: &CaseEvent) -> bool {
    match event {
        CaseEvent::PhraseSaid { phrase } => case.said.push((phrase.clone(), fact.at)),
        CaseEvent::RhythmAgreed { interval_min, .. } => case.work.rhythm_min = Some(*interval_min),
        CaseEvent::IdentityChecked(entry) => {
            if entry.record.flag(Field::Verified) {
                case.verified = true;
            } else {
                case.work.identity_failures += 1;
            }
        }
        CaseEvent::ProgressTold(_)
        | CaseEvent::NoteAdded(_)
        | CaseEvent::IdentityRevealed(_)
        | CaseEvent::SatisfactionAsked(_)
        | CaseEvent::CapaOpened(_)
        | CaseEvent::CapaClosed(_)
        | CaseEvent::ExportMade(_)
        | CaseEvent::DataErased(_) => {}
        _ => return false,
    }
    true
}

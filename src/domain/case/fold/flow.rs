//! Facts that move a case through the five steps.

use crate::domain::case::{Case, Contact, Plan};
use crate::domain::case::event::{CaseEvent, Entry, Grade};
use crate::domain::code::{HolderKind, Outcome, State};
use crate::domain::event::Recorded;
use crate::domain::record::{Field, Value};
use crate::domain::time::Timestamp;
use super::{enter, go, keep};

const AT_WORK: &[State] = &[State::Process, State::PlanConfirm, State::Implement, State::Verify];

/// The first fact of a case.
pub(super) fn opened(fact: &Recorded, event: &CaseEvent) -> Option<Case> {
    let CaseEvent::Opened { no, owner, channel, received_at, linked_to, record, personal } = event else {
        return None;
    };
    let mut case = Case::new(fact.stream.id, no.clone(), owner.clone(), *received_at);
    case.head = fact.rank;
    case.linked_to = *linked_to;
    keep(&mut case, fact.rank, record);
    keep(&mut case, fact.rank, personal);
    case.record.set(Field::Channel, Value::Code(channel.to_string()));
    case.record.set(Field::ReceivedAt, Value::At(*received_at));
    case.contacts.push(Contact {
        channel: *channel,
        start: *received_at,
        end: None,
        holds: Vec::new(),
        measured: None,
    });
    super::mark(&mut case, fact, event);
    Some(case)
}

/// Folds a fact of the flow; `false` for facts of other modules.
pub(super) fn take(case: &mut Case, fact: &Recorded, event: &CaseEvent) -> bool {
    match event {
        // Two stations cannot open one case; a second opening changes nothing.
        CaseEvent::Opened { .. } => case.needs_attention = true,
        CaseEvent::Drafted(entry) => drafted(case, fact.rank, entry),
        CaseEvent::IntakeDone(entry) => {
            enter(case, fact.rank, entry);
            go(case, &[State::Intake], State::Identify);
        }
        CaseEvent::Graded(grade) => {
            regrade(case, fact, grade);
            if go(case, &[State::Identify], State::Process) {
                begin_round(case, fact.at);
            }
        }
        CaseEvent::QuickAnswered(grade) => quick_answered(case, fact, grade),
        CaseEvent::Regraded(grade) => regrade(case, fact, grade),
        CaseEvent::Reopened(grade) => reopened(case, fact, grade),
        _ => return plans(case, fact, event) || ends(case, fact, event),
    }
    true
}

fn drafted(case: &mut Case, rank: u64, entry: &Entry) {
    enter(case, rank, entry);
    if let Some(received_at) = entry.at(Field::ReceivedAt) {
        case.received_at = received_at;
        if let Some(first) = case.contacts.first_mut() {
            first.start = received_at;
        }
    }
}

fn begin_round(case: &mut Case, at: Timestamp) {
    case.work.graded_at = Some(at);
    case.work.process_since = Some(at);
}

fn regrade(case: &mut Case, fact: &Recorded, grade: &Grade) {
    keep(case, fact.rank, &grade.record);
    keep(case, fact.rank, &grade.personal);
    if case.record.get(Field::ThirdParty).is_some() {
        case.third_party = true;
    }
    case.level = grade.level;
    case.modifiers = grade.modifiers.iter().copied().collect();
    case.modifiers_ever.extend(grade.modifiers.iter().copied());
    case.notified.extend(grade.notify.iter().copied());
    case.work.tier = Some(grade.tier);
    case.work.level_at = Some(fact.at);
    case.work.level_by_hand = grade.by_hand;
}

fn quick_answered(case: &mut Case, fact: &Recorded, grade: &Grade) {
    regrade(case, fact, grade);
    if go(case, &[State::Identify], State::Verify) {
        begin_round(case, fact.at);
    }
    let entry = Entry { record: grade.record.clone(), personal: grade.personal.clone() };
    answer(case, fact.at, &entry);
}

fn reopened(case: &mut Case, fact: &Recorded, grade: &Grade) {
    if !go(case, &[State::Closing, State::Archived], State::Process) {
        return;
    }
    case.reopened_at.push(fact.at);
    regrade(case, fact, grade);
    begin_round(case, fact.at);
    case.work.resolved_before.extend(case.resolved_at.take());
    case.outcome = None;
    case.archived_at = None;
    case.holder = HolderKind::Frontline;
    case.holder_name = None;
    case.record.0.remove(&Field::Outcome);
}

fn answer(case: &mut Case, at: Timestamp, entry: &Entry) {
    let told_at = entry.at(Field::ToldAt).unwrap_or(at);
    let plan = Plan { told_at: Some(told_at), is_answer: true, ..offered(case, at, entry) };
    case.plans.push(plan);
}

fn offered(case: &Case, at: Timestamp, entry: &Entry) -> Plan {
    let words = |field| entry.text(field).unwrap_or_default().to_owned();
    let text = if entry.text(Field::PlanSteps).is_some() { Field::PlanSteps } else { Field::ResolutionText };
    Plan {
        at,
        resolution_type: words(Field::ResolutionType),
        text: words(text),
        cause: entry.text(Field::Cause).map(str::to_owned),
        eta: entry.at(Field::PlanEta),
        told_at: None,
        accepted: None,
        done_at: None,
        round: case.round(),
        is_answer: false,
    }
}

fn plans(case: &mut Case, fact: &Recorded, event: &CaseEvent) -> bool {
    let at = fact.at;
    match event {
        CaseEvent::PlanReady(entry) => {
            enter(case, fact.rank, entry);
            let plan = offered(case, at, entry);
            case.plans.push(plan);
            go(case, &[State::Process], State::PlanConfirm);
        }
        CaseEvent::AnswerGiven(entry) => {
            enter(case, fact.rank, entry);
            answer(case, at, entry);
            go(case, &[State::Process], State::Verify);
        }
        CaseEvent::PlanTold(entry) => told(case, at, entry, None),
        CaseEvent::PlanAccepted(entry) => {
            enter(case, fact.rank, entry);
            told(case, at, entry, Some(true));
            go(case, &[State::PlanConfirm], State::Implement);
        }
        CaseEvent::PlanRejected(entry) => {
            told(case, at, entry, Some(false));
            go(case, &[State::PlanConfirm], State::Process);
        }
        CaseEvent::PlanFinalRefused(entry) => {
            enter(case, fact.rank, entry);
            told(case, at, entry, Some(false));
            if go(case, &[State::PlanConfirm], State::Closing) {
                end(case, Outcome::UnresolvedFinal);
            }
        }
        CaseEvent::PlanCarriedOut(entry) => {
            if let Some(plan) = case.plans.last_mut() {
                plan.done_at = Some(entry.at(Field::DoneAt).unwrap_or(at));
            }
            go(case, &[State::Implement], State::Verify);
        }
        CaseEvent::PlanFailed(_) => {
            go(case, &[State::Implement], State::Process);
        }
        _ => return false,
    }
    true
}

fn told(case: &mut Case, at: Timestamp, entry: &Entry, accepted: Option<bool>) {
    if let Some(plan) = case.plans.last_mut() {
        plan.told_at.get_or_insert(entry.at(Field::ToldAt).unwrap_or(at));
        if accepted.is_some() {
            plan.accepted = accepted;
        }
    }
}

fn ends(case: &mut Case, fact: &Recorded, event: &CaseEvent) -> bool {
    match event {
        CaseEvent::ResultConfirmed(entry) => {
            if go(case, &[State::Verify], State::Closing) {
                enter(case, fact.rank, entry);
                case.resolved_at = Some(fact.at);
                case.outcome = case.record.code(Field::Outcome);
            }
        }
        CaseEvent::ResultRefused(_) => {
            go(case, &[State::Verify], State::Process);
        }
        CaseEvent::Unreachable(entry) => leave(case, fact, entry, AT_WORK, (State::Closing, Outcome::Unreachable)),
        CaseEvent::Archived(entry) => {
            enter(case, fact.rank, entry);
            if go(case, &[State::Closing], State::Archived) {
                case.archived_at = Some(fact.at);
            }
        }
        CaseEvent::Withdrawn(entry) => {
            let from = &[&[State::Intake, State::Identify], AT_WORK].concat();
            leave(case, fact, entry, from, (State::Cancelled, Outcome::Withdrawn));
        }
        CaseEvent::SpamMarked(entry) => {
            leave(case, fact, entry, &[State::Intake, State::Identify], (State::Spam, Outcome::Spam));
        }
        CaseEvent::Merged { into, record, personal } => {
            let entry = Entry { record: record.clone(), personal: personal.clone() };
            let from = [State::Intake, State::Identify, State::Process];
            leave(case, fact, &entry, &from, (State::Merged, Outcome::Merged));
            if case.state == State::Merged {
                case.merged_into = Some(*into);
            }
        }
        _ => return false,
    }
    true
}

fn leave(case: &mut Case, fact: &Recorded, entry: &Entry, from: &[State], (to, outcome): (State, Outcome)) {
    enter(case, fact.rank, entry);
    if go(case, from, to) {
        end(case, outcome);
    }
}

fn end(case: &mut Case, outcome: Outcome) {
    case.outcome = Some(outcome);
    case.record.set(Field::Outcome, Value::Code(outcome.to_string()));
}

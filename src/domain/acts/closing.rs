//! When a record is complete, and what a case still lacks before it may be archived.

use super::tasks;
use crate::manual::Manual;
use crate::{Case, Field, Kind, Outcome, Record, list};

/// The fields a complete record still lacks, in the order of the form; what a customer declined counts when it says so
/// (`refused`, `none`).
pub fn missing_in_record(case: &Case) -> Vec<Field> {
    let record = &case.record;
    let mut missing: Vec<Field> =
        fields_of_record(case.kind()).iter().copied().filter(|field| record.get(*field).is_none()).collect();
    match case.kind() {
        Some(Kind::Complaint) if !has_any(record, &[Field::Product, Field::OrderNo]) => missing.push(Field::Product),
        Some(Kind::Enquiry) if case.is_praise() => {}
        Some(Kind::Enquiry | Kind::Suggestion) => missing.extend(missing_answer(case)),
        Some(Kind::Proactive) => missing.extend(missing_result(case)),
        Some(Kind::Complaint | Kind::Fault) => {}
        None => missing.push(Field::Kind),
    }
    let graded = case.level.is_some() || !case.has_level();
    if !graded && !missing.contains(&Field::Impact) {
        missing.push(Field::Impact);
    }
    missing
}

const fn fields_of_record(kind: Option<Kind>) -> &'static [Field] {
    match kind {
        Some(Kind::Complaint) => list!(Field:
            CallerNumber CustomerName Description DesiredOutcome Category Severity Impact Urgency ImmediateAction),
        Some(Kind::Fault) => list!(Field:
            CallerNumber CustomerName Product FirstSeenAt Description DesiredOutcome Impact Urgency ImmediateAction),
        Some(Kind::Enquiry | Kind::Suggestion) => list!(Field: CallerNumber Summary),
        Some(Kind::Proactive) => &[Field::Topic],
        None => &[],
    }
}

fn has_any(record: &Record, fields: &[Field]) -> bool {
    fields.iter().any(|field| record.get(*field).is_some())
}

fn missing_answer(case: &Case) -> Option<Field> {
    match case.plan_in_force() {
        None => Some(Field::ResolutionType),
        Some(plan) if plan.text.trim().is_empty() => Some(Field::ResolutionText),
        Some(_) => None,
    }
}

fn missing_result(case: &Case) -> Option<Field> {
    let linked = has_any(&case.record, &[Field::Customer, Field::CallerNumber]);
    let result = !case.plans.is_empty() || case.follow_ups.iter().any(|task| task.end.is_some());
    if !linked {
        Some(Field::Customer)
    } else if result {
        None
    } else {
        Some(Field::FollowUpResult)
    }
}

/// One thing that stands between a case and the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lacking {
    /// A field of the closing form or of the record.
    Field(Field),
    /// Named by a sentence (`rule-<name>`).
    Rule(&'static str),
}

/// What a case still lacks before it may be archived, with the closing fields as typed so far; the first one gets the
/// focus. Empty means it may be archived (by a lead where [`Case::needs_lead`]).
pub fn lacking(case: &Case, typed: &Record, manual: &Manual) -> Vec<Lacking> {
    let has = |field| typed.get(field).or(case.record.get(field)).is_some();
    let mut lacking = Vec::new();
    if case.outcome.is_none() {
        lacking.push(Lacking::Field(Field::Outcome));
    }
    if case.record_completed_at.is_none() {
        lacking.extend(missing_in_record(case).into_iter().map(Lacking::Field));
    }
    if was_solved(case) {
        lacking.extend(lacking_solution(case, &has));
    }
    if case.kind() == Some(Kind::Complaint) && !has(Field::ClosingNotice) {
        lacking.push(Lacking::Field(Field::ClosingNotice));
    }
    if !is_rated(case) && !has(Field::RatingReason) {
        lacking.push(Lacking::Field(Field::RatingReason));
    }
    lacking.extend(lacking_end(case, manual));
    lacking
}

/// A rating, or a word why there is none.
pub fn is_rated(case: &Case) -> bool {
    !case.ratings.is_empty()
}

fn was_solved(case: &Case) -> bool {
    !matches!(case.outcome, None | Some(Outcome::Unreachable)) && case.has_level()
}

fn lacking_solution(case: &Case, has: &dyn Fn(Field) -> bool) -> Vec<Lacking> {
    let mut lacking = Vec::new();
    if case.plans.is_empty() {
        lacking.push(Lacking::Field(Field::ResolutionType));
    }
    let confirmed = case.resolved_at.is_some() || case.outcome == Some(Outcome::UnresolvedFinal);
    if !confirmed {
        lacking.push(Lacking::Field(Field::ConfirmedBy));
    }
    if case.kind() == Some(Kind::Complaint) && root_cause(case).is_none() && !has(Field::RootCause) {
        lacking.push(Lacking::Field(Field::RootCause));
    }
    if case.outcome == Some(Outcome::UnresolvedFinal) && !has(Field::OutsideRoutesTold) {
        lacking.push(Lacking::Field(Field::OutsideRoutesTold));
    }
    lacking
}

/// The cause of the accepted plan (else of the last one) unless changed.
pub fn root_cause(case: &Case) -> Option<&str> {
    let plans = case.plans.iter().rev().filter(|plan| !plan.aside);
    let accepted = plans.clone().find(|plan| plan.accepted == Some(true)).or_else(|| plans.clone().next());
    case.record.text(Field::RootCause).or_else(|| accepted?.cause.as_deref())
}

fn lacking_end(case: &Case, manual: &Manual) -> Vec<Lacking> {
    let mut lacking = Vec::new();
    if !case.open_promises().is_empty() {
        lacking.push(Lacking::Rule("open-promise"));
    }
    if case.follow_ups.iter().any(|task| task.is_open() && !tasks::outlives_archive(manual, task.kind)) {
        lacking.push(Lacking::Rule("open-followup"));
    }
    if case.needs_lead() && case.reviewed_at.is_none() {
        lacking.push(Lacking::Rule("lead-review"));
    }
    lacking
}

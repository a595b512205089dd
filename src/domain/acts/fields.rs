//! What each act asks for: the fields of its form, and which of them it cannot do without.

use crate::domain::case::Case;
use crate::domain::code::{HolderKind, Kind, Role, State};
use crate::domain::command::{Act, Refusal};
use crate::domain::manual::{Manual, Transition};
use crate::domain::record::{Field, Record};
use super::{closing, rights};

/// A field of an act's form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldSpec {
    /// The field.
    pub field: Field,
    /// The act is refused without it (unless the case has it already, or a default exists).
    pub required: bool,
}

/// The step of the flow an act is, from where the case stands.
pub fn transition(manual: &Manual, act: Act, state: State) -> Option<&Transition> {
    manual.transitions.iter().find(|step| step.event == act.as_str() && step.from.contains(&state))
}

/// Whether an act is a step of the flow at all.
pub fn is_step(manual: &Manual, act: Act) -> bool {
    manual.transitions.iter().any(|step| step.event == act.as_str())
}

/// The fields of an act on this case, in the order of the form: the required ones of the manual, then the useful ones.
pub fn fields_of(act: Act, case: &Case, manual: &Manual) -> Vec<FieldSpec> {
    let required = required_fields(act, case, &Record::default(), manual);
    let optional = optional_fields(act);
    let extra = optional.iter().filter(|field| !required.contains(field));
    required
        .iter()
        .map(|field| FieldSpec { field: *field, required: true })
        .chain(extra.map(|field| FieldSpec { field: *field, required: false }))
        .collect()
}

/// The acts a role can do on a case as it stands, in the order of the act list; guards are asked when it is done.
pub fn acts_for(case: &Case, role: Role, manual: &Manual) -> Vec<Act> {
    Act::ALL.iter().copied().filter(|act| why_not(*act, case, role, manual).is_none()).collect()
}

/// Why a role cannot do an act on a case as it stands; what only a filled form shows is not looked at.
pub fn why_not(act: Act, case: &Case, role: Role, manual: &Manual) -> Option<Refusal> {
    let lead_only = matches!(act, Act::Archive | Act::Withdraw) && case.needs_lead() && role != Role::Lead;
    if !is_possible(act, case, manual) {
        Some(Refusal::NotNow { act, state: case.state })
    } else if !rights::may(role, act, manual) {
        Some(Refusal::NotYou { act, role, may: rights::who_may(act, manual) })
    } else {
        lead_only.then(|| Refusal::NotYou { act, role, may: vec![Role::Lead] })
    }
}

/// Whether the state allows an act.
pub fn is_possible(act: Act, case: &Case, manual: &Manual) -> bool {
    if is_step(manual, act) {
        return transition(manual, act, case.state).is_some();
    }
    let at_work = matches!(case.state, State::Process | State::PlanConfirm | State::Implement | State::Verify);
    let open = !case.state.is_terminal();
    match act {
        Act::Open => false,
        Act::PlanTold => case.state == State::PlanConfirm,
        Act::Pause => at_work && case.pause.is_none(),
        Act::Resume => case.pause.is_some(),
        Act::HolderChanged | Act::DepartmentNamed | Act::ReturnReceived | Act::ReturnBounced | Act::RhythmAgreed => {
            at_work
        }
        Act::Edit
        | Act::EscalateLead
        | Act::PromiseMade
        | Act::PromiseKept
        | Act::PromiseRenegotiated
        | Act::ProgressTold
        | Act::RunbookStarted => open,
        Act::EscalationAcknowledged => case.escalated.is_some(),
        Act::ReviewSigned => at_work || case.state == State::Closing,
        Act::SatisfactionAsked
        | Act::SatisfactionScored
        | Act::SatisfactionKeypad
        | Act::SatisfactionRefused
        | Act::SatisfactionNoAnswer
        | Act::SatisfactionNotAsked => !matches!(case.state, State::Cancelled | State::Spam | State::Merged),
        // Notes, contacts, phrases and tasks that outlive the archive are added at any time.
        _ => true,
    }
}

/// The required fields of an act, missing or not.
pub fn required_fields(act: Act, case: &Case, typed: &Record, manual: &Manual) -> Vec<Field> {
    let step = transition(manual, act, case.state)
        .or_else(|| manual.transitions.iter().find(|step| step.event == act.as_str()));
    let mut fields = match step {
        Some(step) => step.require.iter().flat_map(|name| named(name, case, typed, manual)).collect(),
        None => fixed(act).to_vec(),
    };
    if matches!(act, Act::Transfer | Act::HolderChanged) {
        fields.extend(fields_of_holder(typed));
    }
    let mut seen = std::collections::BTreeSet::new();
    fields.retain(|field| seen.insert(*field));
    fields
}

fn fields_of_holder(typed: &Record) -> Vec<Field> {
    match typed.code(Field::ToHolder) {
        Some(HolderKind::Department) => vec![Field::Department],
        Some(HolderKind::ThirdParty) => vec![Field::ThirdParty, Field::Confidentiality],
        _ => Vec::new(),
    }
}

/// Fields behind a name of the manual's table. Names that are checked otherwise (the level is computed, the archive
/// has its own list) ask for nothing here.
fn named(name: &str, case: &Case, typed: &Record, manual: &Manual) -> Vec<Field> {
    let kind: Option<Kind> = typed.code(Field::Kind).or_else(|| case.kind());
    let complaint = kind == Some(Kind::Complaint);
    match name {
        "contact_or_hidden" => vec![Field::CallerNumber],
        "kind" => std::iter::once(Field::Kind).chain(needs_of_kind(kind, manual)).collect(),
        "desired_outcome_if_complaint_or_fault" if complaint || kind == Some(Kind::Fault) => {
            vec![Field::DesiredOutcome]
        }
        "category_if_complaint" if complaint => vec![Field::Category],
        "severity_if_complaint" if complaint => vec![Field::Severity],
        "resolution_type" | "resolution_text" if kind == Some(Kind::Proactive) => Vec::new(),
        other => other.parse().ok().filter(|field| !is_checked_elsewhere(*field)).into_iter().collect(),
    }
}

/// The level is computed; a return time and the moment of telling have defaults.
const fn is_checked_elsewhere(field: Field) -> bool {
    matches!(field, Field::Level | Field::ReturnDue | Field::MasterCase)
}

fn needs_of_kind(kind: Option<Kind>, manual: &Manual) -> Vec<Field> {
    let rule = manual.kinds.iter().find(|rule| Some(rule.id) == kind);
    let field = |name: &String| match name.as_str() {
        "symptom" => Some(Field::Description),
        name => name.parse().ok(),
    };
    rule.map(|rule| rule.needs.iter().filter_map(field).collect()).unwrap_or_default()
}

const fn fixed(act: Act) -> &'static [Field] {
    match act {
        Act::Open | Act::ContactStarted => &[Field::Channel],
        Act::HolderChanged => &[Field::ToHolder],
        Act::DepartmentNamed => &[Field::LeadDepartment],
        Act::ReturnBounced => &[Field::Reason],
        Act::IdentityRevealed => &[Field::RevealedField],
        Act::Pause => &[Field::PauseReason, Field::Missing],
        Act::PromiseMade | Act::FollowUpRescheduled => &[Field::Due],
        Act::RhythmAgreed => &[Field::IntervalMin],
        Act::SatisfactionKeypad => &[Field::Keypad],
        Act::SatisfactionNotAsked => &[Field::RatingReason],
        Act::NoteAdded => &[Field::Note],
        Act::PhraseSaid => &[Field::Phrase],
        _ => &[],
    }
}

const fn optional_fields(act: Act) -> &'static [Field] {
    match act {
        Act::Open | Act::Edit | Act::IntakeDone => &[
            Field::Rings,
            Field::WaitS,
            Field::CallerNumber,
            Field::CustomerName,
            Field::Title,
            Field::Company,
            Field::Email,
            Field::OrderNo,
            Field::Product,
            Field::Model,
            Field::Summary,
            Field::NoticeNo,
            Field::NoticeDue,
        ],
        Act::Grade | Act::QuickAnswer => &[
            Field::Topic,
            Field::Category,
            Field::SecondCategory,
            Field::Severity,
            Field::Circumstances,
            Field::Emotion,
            Field::Product,
            Field::OrderNo,
            Field::FirstSeenAt,
            Field::Tried,
            Field::LossAmount,
            Field::Evidence,
            Field::LeadDepartment,
            Field::NoticeNo,
            Field::NoticeDue,
            Field::ToldAt,
        ],
        Act::Regrade => &[Field::Severity, Field::Category, Field::Circumstances, Field::Level],
        Act::Transfer => {
            &[Field::Department, Field::ThirdParty, Field::Confidentiality, Field::Agreement, Field::ReturnDue]
        }
        Act::HolderChanged => &[Field::Department, Field::ThirdParty, Field::Confidentiality, Field::Note],
        Act::DepartmentNamed => &[Field::Collaborating, Field::ReturnDue, Field::Note],
        Act::ReturnReceived => &[Field::Department, Field::Note],
        Act::PlanReady => &[Field::Cost],
        Act::PlanTold => &[Field::ToldAt, Field::ToldByChannel, Field::Note],
        Act::Pause => &[Field::PauseUntil, Field::Note],
        Act::PromiseMade => &[Field::ToWhom, Field::Note],
        // A renegotiation without a new time is followed by a promise of its own.
        Act::PromiseRenegotiated | Act::FollowUpSnoozed | Act::FollowUpCreated => &[Field::Due, Field::Note],
        Act::ContactEnded => &[Field::TalkS, Field::HoldS, Field::AcwS],
        Act::SatisfactionScored => {
            &[Field::Attitude, Field::Quality, Field::Speed, Field::Solving, Field::Solved, Field::Comment]
        }
        Act::SatisfactionKeypad => &[Field::Solved, Field::Comment],
        Act::FollowUpDone => &[Field::FollowUpResult, Field::Note],
        Act::FollowUpNoAnswer => &[Field::FollowUpResult, Field::Due, Field::Note],
        Act::EscalateLead => &[Field::Trigger, Field::Note],
        Act::Archive => &[Field::RootCause, Field::ClosingNotice, Field::RatingReason],
        Act::FirstResponse => &[Field::Rings, Field::WaitS, Field::AutoAckS],
        Act::IdentityChecked => &[Field::Facts, Field::Verified],
        Act::IdentityRevealed => &[Field::RevealReason],
        _ => &[Field::Note],
    }
}

/// Refuses an act whose required fields are neither typed nor known.
pub fn check_required(act: Act, case: &Case, typed: &Record, manual: &Manual) -> Result<(), Refusal> {
    let belongs = crate::domain::case::belongs_to_case;
    let has = |field: Field| typed.get(field).is_some() || (belongs(field) && case.record.get(field).is_some());
    // Plans and results are given anew each time; what an earlier round said does not stand for this one.
    let fresh = |field: Field| {
        matches!(act, Act::PlanReady | Act::AnswerGiven | Act::QuickAnswer | Act::ResultConfirmed)
            && matches!(
                field,
                Field::ResolutionType
                    | Field::ResolutionText
                    | Field::PlanSteps
                    | Field::PlanEta
                    | Field::Outcome
                    | Field::Cause
            )
    };
    let fields: Vec<Field> = required_fields(act, case, typed, manual)
        .into_iter()
        .filter(|field| if fresh(*field) { typed.get(*field).is_none() } else { !has(*field) })
        .collect();
    if fields.is_empty() { Ok(()) } else { Err(Refusal::Missing { act, fields }) }
}

/// What the archive still lacks, as a refusal: a missing field first, else the sentence.
pub fn check_archive(case: &Case, typed: &Record, manual: &Manual) -> Result<(), Refusal> {
    let lacking = closing::lacking(case, typed, manual);
    let fields: Vec<Field> = lacking
        .iter()
        .filter_map(|lack| match lack {
            closing::Lacking::Field(field) => Some(*field),
            closing::Lacking::Rule(_) => None,
        })
        .collect();
    if !fields.is_empty() {
        return Err(Refusal::Missing { act: Act::Archive, fields });
    }
    match lacking.first() {
        Some(closing::Lacking::Rule(rule)) => Err(Refusal::Rule { act: Act::Archive, rule: (*rule).to_owned() }),
        _ => Ok(()),
    }
}

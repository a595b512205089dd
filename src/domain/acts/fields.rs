//! What each act asks for, and whether it is possible: its place in the table, read with the manual of the day.

use super::closing::{self, Lacking};
use super::rights::Capacity;
use super::spec::{About, Condition, Counts, Need, Only};
use super::{Act, measure_is_asked, no_such, rights, rule};
use crate::case::{self};
use crate::grade::has_level;
use crate::manual::Manual;
use crate::{Case, Field, HolderKind, Kind, Record, Refusal, Role, Target, list};

/// A field of an act's form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldSpec {
    /// The field.
    pub field: Field,
    /// The act is refused without it (unless the case has it already, or a default exists).
    pub required: bool,
}

/// The fields of an act on this case, in the order of the form: the required ones, then the useful ones.
pub fn fields_of(act: Act, case: &Case, manual: &Manual) -> Vec<FieldSpec> {
    let required = required_fields(act, case, &Record::default(), manual);
    let extra = act.spec().asks.optional.iter().filter(|field| !required.contains(field));
    // Of a call there are other things to ask.
    let beside = act.spec().counts_as(Counts::Action) && act != Act::FollowUpDone;
    let measure = (beside && measure_is_asked(case)).then_some(Field::ImmediateAction);
    let measure = measure.map(|field| FieldSpec { field, required: false });
    required
        .iter()
        .map(|field| FieldSpec { field: *field, required: true })
        .chain(extra.map(|field| FieldSpec { field: *field, required: false }))
        .chain(measure)
        .collect()
}

/// The acts a role can do on a case as it stands; guards are asked when it is done.
pub fn acts_for(case: &Case, role: Role, manual: &Manual) -> Vec<Act> {
    Act::ALL.iter().copied().filter(|act| why_not(*act, case, role, manual).is_none()).collect()
}

/// Every act that is offered in a list, those of every day first.
pub fn listed() -> Vec<Act> {
    let mut listed: Vec<Act> = Act::ALL.iter().copied().filter(|act| act.spec().place.listed.is_some()).collect();
    listed.sort_by_key(|act| act.spec().place.listed);
    listed
}

/// Why somebody cannot do an act on a case as it stands, in none of the roles held; what only a filled form shows is not
/// looked at.
pub fn why_not<'a>(act: Act, case: &Case, who: impl Into<Capacity<'a>>, manual: &Manual) -> Option<Refusal> {
    let who = who.into();
    let refusal = why_role_cannot(act, case, who.used, manual)?;
    let other = || who.held.iter().any(|role| why_role_cannot(act, case, *role, manual).is_none());
    let another_role_may = matches!(refusal, Refusal::NotYou { .. }) && other();
    (!another_role_may).then_some(refusal)
}

fn why_role_cannot(act: Act, case: &Case, role: Role, manual: &Manual) -> Option<Refusal> {
    let lead_only = act.spec().counts_as(Counts::LeadIfGrave) && case.needs_lead() && role != Role::Lead;
    if !is_possible(act, case) {
        Some(Refusal::NotNow { act, state: case.state })
    } else if !rights::may(role, act, manual) {
        Some(Refusal::NotYou { act, role, may: rights::who_may(act, manual) })
    } else {
        lead_only.then(|| Refusal::NotYou { act, role, may: vec![Role::Lead] })
    }
}

/// Whether the case as it stands allows an act.
pub fn is_possible(act: Act, case: &Case) -> bool {
    let may = &act.spec().may;
    let so = match may.only {
        Only::Always => true,
        Only::Running => case.pause.is_none(),
        Only::Waiting => case.pause.is_some(),
        Only::LeadTold => case.escalated.is_some(),
        Only::Crossed => !case.clashes.is_empty(),
        Only::Alone => case.leads().is_none() && case.follows().is_none(),
        Only::Leading => case.leads().is_some(),
        Only::Attached => case.follows().is_some(),
    };
    so && may.states.contains(&case.state)
}

/// Why there is nothing on the case that an act from the list could be about.
pub fn about_nothing(act: Act, case: &Case) -> Option<Refusal> {
    let (what, there) = match act.spec().place.about {
        About::Case | About::KindOfTask | About::OtherCase | About::Facts => return None,
        About::Promise => ("promise", case.promises.iter().any(|promise| promise.end.is_none())),
        About::Task => ("followup", case.follow_ups.iter().any(|task| task.end.is_none())),
        About::Elsewhere => ("transfer", case.holder != HolderKind::Frontline),
        About::Review => ("review", case.reviewed_at.is_none()),
    };
    (!there).then(|| no_such(what))
}

/// The part of the case an act is about where nobody chose one: the open one that is due first.
pub fn usual_target(act: Act, case: &Case) -> Option<Target> {
    match act.spec().place.about {
        About::Promise => {
            let open = case.promises.iter().filter(|promise| promise.end.is_none());
            open.min_by_key(|promise| promise.due).map(|promise| Target::Promise(promise.id))
        }
        About::Task => {
            let open = case.follow_ups.iter().filter(|task| task.end.is_none());
            open.min_by_key(|task| task.due).map(|task| Target::FollowUp(task.id))
        }
        About::Case | About::KindOfTask | About::Elsewhere | About::Review | About::OtherCase | About::Facts => None,
    }
}

/// The required fields of an act, missing or not: what its place asks for, then what the manual adds.
fn required_fields(act: Act, case: &Case, typed: &Record, manual: &Manual) -> Vec<Field> {
    let own = act.spec().asks.required;
    let added = manual.act(act).map_or(&[][..], |rule| &rule.require).iter().filter(|need| !own.contains(need));
    let mut fields: Vec<Field> = own.iter().chain(added).flat_map(|need| asked(*need, case, typed, manual)).collect();
    if matches!(act, Act::Transfer | Act::HolderChanged) {
        fields.extend(fields_of_holder(typed));
    }
    if act == Act::Pause {
        fields.extend(fields_of_pause(typed, manual));
    }
    let mut seen = std::collections::BTreeSet::new();
    fields.retain(|field| seen.insert(*field));
    fields
}

fn fields_of_holder(typed: &Record) -> Vec<Field> {
    match typed.code(Field::ToHolder) {
        Some(HolderKind::Department) => vec![Field::Department],
        Some(HolderKind::ThirdParty) => vec![Field::ThirdParty, Field::Confidentiality],
        Some(HolderKind::Frontline | HolderKind::SecondLine) | None => Vec::new(),
    }
}

/// What the reason of a pause cannot do without.
pub fn fields_of_pause<'m>(typed: &Record, manual: &'m Manual) -> &'m [Field] {
    let reason = typed.text(Field::PauseReason);
    let rule = manual.pause_reasons.iter().find(|rule| Some(rule.id.as_str()) == reason);
    rule.map_or(&[], |rule| &rule.asks)
}

/// The fields a need asks for on this case.
fn asked(need: Need, case: &Case, typed: &Record, manual: &Manual) -> Vec<Field> {
    let kind: Option<Kind> = typed.code(Field::Kind).or_else(|| case.kind());
    let complaint = kind == Some(Kind::Complaint);
    let only_if = |applies: bool, field: Field| if applies { vec![field] } else { Vec::new() };
    match need {
        Need::Is(Field::Kind) => std::iter::once(Field::Kind).chain(needs_of_kind(kind, manual)).collect(),
        Need::Is(field @ (Field::ResolutionType | Field::ResolutionText)) => {
            let topic = typed.text(Field::Topic).or(case.record.text(Field::Topic));
            only_if(has_level(kind, topic), field)
        }
        Need::If(Condition::ContactOrHidden) => vec![Field::CallerNumber],
        Need::If(Condition::WishIfComplaintOrFault) => {
            only_if(complaint || kind == Some(Kind::Fault), Field::DesiredOutcome)
        }
        Need::If(Condition::CategoryIfComplaint) => only_if(complaint, Field::Category),
        Need::If(Condition::SeverityIfComplaint) => only_if(complaint, Field::Severity),
        // The level is computed, a return time has a default, the other case is named by the target; at the conditions
        // the act looks itself and says what is lacking.
        Need::Is(Field::Level | Field::ReturnDue | Field::MasterCase)
        | Need::If(
            Condition::ThreeTries
            | Condition::RatedOrReason
            | Condition::RecordComplete
            | Condition::CauseIfComplaint
            | Condition::OnlyLaterTasks
            | Condition::Reviewed
            | Condition::ByCustomerOrStaff,
        ) => Vec::new(),
        Need::Is(field) => vec![field],
    }
}

fn needs_of_kind(kind: Option<Kind>, manual: &Manual) -> Vec<Field> {
    let rule = manual.kinds.iter().find(|rule| Some(rule.id) == kind);
    let field = |name: &String| match name.as_str() {
        "symptom" => Some(Field::Description),
        name => name.parse().ok(),
    };
    rule.map(|rule| rule.needs.iter().filter_map(field).collect()).unwrap_or_default()
}

/// Plans and results are given anew each time; what an earlier round said does not stand for this one.
const ANEW: &[Field] = list!(Field: ResolutionType ResolutionText PlanSteps PlanEta Outcome Cause);

/// Refuses an act whose required fields are neither typed nor known.
pub fn check_required(act: Act, case: &Case, typed: &Record, manual: &Manual) -> Result<(), Refusal> {
    let belongs = case::belongs_to_case;
    let has = |field: Field| typed.get(field).is_some() || (belongs(field) && case.record.get(field).is_some());
    let fresh = |field: Field| act.spec().counts_as(Counts::Anew) && ANEW.contains(&field);
    let fields: Vec<Field> = required_fields(act, case, typed, manual)
        .into_iter()
        .filter(|field| if fresh(*field) { typed.get(*field).is_none() } else { !has(*field) })
        .collect();
    if fields.is_empty() { Ok(()) } else { Err(Refusal::Missing { act, fields }) }
}

/// What the archive still lacks, as a refusal: a missing field first, else the sentence.
pub fn check_archive(case: &Case, typed: &Record, manual: &Manual) -> Result<(), Refusal> {
    let lacking = closing::lacking(case, typed, manual);
    let field = |lack: &Lacking| if let Lacking::Field(field) = lack { Some(*field) } else { None };
    let fields: Vec<Field> = lacking.iter().filter_map(field).collect();
    match lacking.first() {
        None => Ok(()),
        Some(Lacking::Rule(name)) if fields.is_empty() => Err(rule(Act::Archive, name)),
        Some(_) => Err(Refusal::Missing { act: Act::Archive, fields }),
    }
}

//! Any act: what is possible now, what is likely, and one form for each.

use super::control;
use super::form::{Form, Key, Origin, Purpose};
use super::{new_form, with_lexicon};
use crate::domain::fields::{acts_for, fields_of};
use crate::domain::{Act, Case, ClockKind, Field, Kind, Level, State, Target, Value};
use crate::tui::cx::Cx;

/// Acts of the telephone and of the machine, which have keys of their own or nobody chooses.
const NOT_LISTED: [Act; 13] = [
    Act::Open,
    Act::Undo,
    Act::PhraseSaid,
    Act::ContactHeld,
    Act::ContactResumed,
    Act::ContactEnded,
    Act::SatisfactionScored,
    Act::SatisfactionKeypad,
    Act::SatisfactionRefused,
    Act::SatisfactionNoAnswer,
    Act::SatisfactionNotAsked,
    Act::IntakeDone,
    Act::IdentityRevealed,
];

/// Acts that can be chosen now, the likely one first.
pub fn possible(case: &Case, cx: &Cx) -> Vec<Act> {
    let mut acts: Vec<Act> =
        acts_for(case, cx.agent.role, &cx.rules.manual).into_iter().filter(|act| !NOT_LISTED.contains(act)).collect();
    if let Some(likely) = likely(case, cx)
        && let Some(at) = acts.iter().position(|act| *act == likely)
    {
        let first = acts.remove(at);
        acts.insert(0, first);
    }
    acts
}

/// The act the step is waiting for.
pub fn likely(case: &Case, cx: &Cx) -> Option<Act> {
    let kind = case.record.code::<Kind>(Field::Kind);
    let act = match case.state {
        State::Process if is_unstarted(case) => Act::Transfer,
        State::Process if matches!(kind, Some(Kind::Enquiry | Kind::Suggestion)) => Act::AnswerGiven,
        State::Process => Act::PlanReady,
        State::PlanConfirm => Act::PlanAccepted,
        State::Implement => Act::PlanCarriedOut,
        State::Verify => Act::ResultConfirmed,
        State::Archived => Act::Reopen,
        _ => return None,
    };
    acts_for(case, cx.agent.role, &cx.rules.manual).contains(&act).then_some(act)
}

/// Level 1 and nobody has begun.
fn is_unstarted(case: &Case) -> bool {
    case.level == Some(Level::ONE)
        && case.clocks.iter().any(|clock| clock.kind == ClockKind::Start && clock.is_running())
}

/// The form of an act, with what is known already.
pub fn form(act: Act, case: &Case, cx: &mut Cx) -> Form {
    let kind = case.record.code(Field::Kind);
    let specs = fields_of(act, case, &cx.rules.manual);
    let mut rows = with_lexicon(cx, |lexicon| {
        let row =
            |spec: &crate::domain::fields::FieldSpec| control::row(spec.field, kind, lexicon).required(spec.required);
        specs.iter().map(row).collect::<Vec<_>>()
    });
    if act == Act::Edit {
        control::fill_from(&mut rows, &case.record, &cx.rules);
    }
    let mut form = new_form(Purpose::Act(act), rows, Some(case), cx);
    form.target = target(act, case);
    for index in 0..form.rows.len() {
        let Some(Key::Field(field)) = form.rows.get(index).map(|row| row.key) else { continue };
        let value = known(act, field, case, cx);
        if let Some(row) = form.rows.get_mut(index).filter(|row| row.is_empty())
            && let Some(value) = value
        {
            control::fill(row, &value, &cx.rules);
            row.origin = Origin::Rule;
        }
    }
    form.focus = form.rows.iter().position(|row| row.required && row.is_empty()).unwrap_or(0);
    form
}

/// What an act is about where it acts on a part of the case.
fn target(act: Act, case: &Case) -> Option<Target> {
    match act {
        Act::PromiseKept | Act::PromiseRenegotiated => {
            let open = case.promises.iter().filter(|promise| promise.end.is_none());
            open.min_by_key(|promise| promise.due).map(|promise| Target::Promise(promise.id))
        }
        Act::FollowUpDone
        | Act::FollowUpSnoozed
        | Act::FollowUpNoAnswer
        | Act::FollowUpRescheduled
        | Act::FollowUpCancelled => {
            let open = case.follow_ups.iter().filter(|one| one.end.is_none());
            open.min_by_key(|one| one.due).map(|one| Target::FollowUp(one.id))
        }
        _ => None,
    }
}

/// What the form can fill in by itself.
fn known(act: Act, field: Field, case: &Case, cx: &Cx) -> Option<Value> {
    let text = |words: String| (!words.trim().is_empty()).then_some(Value::Text(words));
    let code = |code: &str| Some(Value::Code(code.to_owned()));
    let record = &case.record;
    match field {
        Field::ToHolder => code("second_line"),
        Field::Department | Field::LeadDepartment => default_department(case, cx).map(Value::Code),
        Field::ReturnDue => {
            let clock = case.clocks.iter().rfind(|clock| clock.kind == ClockKind::ReturnDue)?;
            (clock.due > cx.now).then_some(Value::At(clock.due))
        }
        Field::HandoverNote => text(handover(case, cx)),
        Field::Reason if act == Act::Transfer => text(cx.words.get("case-reason-transfer")),
        Field::ConfirmedBy | Field::ToWhom => text(customer_name(case, cx)),
        Field::ToldByChannel | Field::Channel => code(record.text(Field::Channel).unwrap_or("phone")),
        Field::CustomerConsent | Field::CustomerSaidSo | Field::CustomerTold => Some(Value::Flag(true)),
        Field::PlanOwner => text(case.holder_name.clone().map_or_else(
            || cx.agent.name.clone(),
            |name| with_lexicon(cx, |lexicon| lexicon.name(Field::Department, &name)),
        )),
        Field::RootCause => case.plans.last().and_then(|plan| plan.cause.clone()).map(Value::Code),
        Field::FollowUpResult => code("reached"),
        _ => None,
    }
}

/// The department that answers by default: of the sub-category, of the category, of a fault the technicians.
fn default_department(case: &Case, cx: &Cx) -> Option<String> {
    if let Some(code) = case.record.text(Field::Category)
        && let Some((top, sub)) = code.split_once('.')
        && let Some(category) = cx.rules.manual.categories.iter().find(|category| category.id == top)
    {
        let own = category.subs.iter().find(|one| one.id == sub).and_then(|one| one.lead.clone());
        return Some(own.unwrap_or_else(|| category.lead.clone()));
    }
    (case.record.code(Field::Kind) == Some(Kind::Fault)).then(|| "tech".to_owned())
}

/// What the next one must know: the matter, what was tried, what is wished.
fn handover(case: &Case, cx: &Cx) -> String {
    let mut parts = Vec::new();
    for (key, field) in [("", Field::Summary), ("case-tried", Field::Tried), ("case-wants", Field::DesiredOutcome)] {
        if let Some(words) = case.record.text(field) {
            let lead = if key.is_empty() { String::new() } else { cx.words.get(key) };
            parts.push(format!("{lead}{words}"));
        }
    }
    parts.join(&cx.words.get("case-clause-separator"))
}

/// Name and title, or simply "the customer".
pub fn customer_name(case: &Case, cx: &Cx) -> String {
    let name = case.record.text(Field::CustomerName).unwrap_or_default();
    if name.is_empty() {
        return cx.words.get("case-the-customer");
    }
    let title = case.record.text(Field::Title).unwrap_or_default();
    if name.ends_with(title) { name.to_owned() } else { format!("{name}{title}") }
}

//! Any act: what is possible now, what is likely, and one form for each.

use super::super::{control, task};
use super::{Key, Outgoing, Purpose, Row, StepForm, command, new_form, said};
use crate::domain::acts::fields::{self, FieldSpec, fields_of, listed};
use crate::domain::acts::{default_department, next};
use crate::domain::{Act, Case, ClockKind, Field, FollowUpKind, Record, Refusal, State, Target, Value, closing};
use crate::tui::cx::Cx;
use crate::tui::form::{Choosable, Control, Origin};
use crate::tui::names::spoken;

/// Acts that can be chosen now, the likely one first.
pub fn possible(case: &Case, cx: &Cx) -> Vec<Act> {
    let likely = next::likely(case, cx.agent.capacity(), &cx.rules, cx.now);
    let listed = listed().into_iter().filter(|act| Some(*act) != likely);
    let now = listed.filter(|act| why_not(*act, case, cx).is_none());
    likely.into_iter().chain(now).collect()
}

/// Why an act cannot be chosen now: the state, the role, or nothing there that it could be about.
pub fn why_not(act: Act, case: &Case, cx: &Cx) -> Option<Refusal> {
    let none_declared = || cx.majors.iter().all(|major| major.id == case.id);
    fields::why_not(act, case, cx.agent.capacity(), &cx.rules.manual)
        .or_else(|| fields::about_nothing(act, case))
        .or_else(|| (act == Act::Attach && none_declared()).then(|| Refusal::NoSuch { what: "major".to_owned() }))
}

pub fn awaited(case: &Case, cx: &Cx) -> Option<Act> {
    next::awaited(case, cx.agent.capacity(), &cx.rules, cx.now)
}

/// The form of that call.
pub fn low_score_form(case: &Case, cx: &mut Cx) -> Option<StepForm> {
    let target = next::call_after_low_score(case, cx.agent.capacity())?;
    let mut form = form(Act::FollowUpDone, case, cx);
    form.about.target = Some(target);
    for_task(&mut form, case, cx);
    Some(form)
}

/// The form of an act, with what is known already.
pub fn form(act: Act, case: &Case, cx: &mut Cx) -> StepForm {
    let kind = case.record.code(Field::Kind);
    let specs = if act == Act::Edit { edited() } else { fields_of(act, case, &cx.rules.manual) };
    let now_by_default = |field| matches!(field, Field::ToldAt | Field::DoneAt);
    let row =
        |spec: &FieldSpec| control::row(spec.field, kind, cx).required(spec.required && !now_by_default(spec.field));
    let mut rows: Vec<Row> = specs.iter().map(row).collect();
    if act == Act::MajorTold {
        offer_cases(&mut rows, case);
    }
    if act == Act::Edit {
        control::fill_from(&mut rows, &case.record, &cx.rules);
    }
    let mut form = new_form(Purpose::Act(act), rows, Some(case), cx);
    form.about.target =
        if act == Act::Split { Some(Target::Case(cx.new_id())) } else { fields::usual_target(act, case) };
    if act == Act::ResultConfirmed {
        keep_options(&mut form, Field::Outcome, &["resolved", "resolved_partly", "explained"]);
    }
    for row in &mut form.rows {
        if let Key::Field(field) = row.key
            && row.is_empty()
            && let Some(value) = known(act, field, case, cx)
        {
            row.fill(&value, Origin::Rule, &cx.rules);
        }
    }
    reshape(&mut form, act, cx);
    let first = form.rows.iter().position(|row| row.required && row.is_empty());
    // A hand-over has nothing else to be said: what was done at once is asked for.
    let measure = || form.rows.iter().position(|row| row.key == Key::Field(Field::ImmediateAction));
    form.focus = match act {
        Act::IdentityChecked => 0,
        Act::Transfer => first.or_else(measure).unwrap_or(0),
        _ => first.unwrap_or(0),
    };
    form
}

/// The record as it can be corrected at any time.
fn edited() -> Vec<FieldSpec> {
    const FIELDS: [Field; 18] = [
        Field::CustomerName,
        Field::Title,
        Field::Company,
        Field::CallerNumber,
        Field::Email,
        Field::OrderNo,
        Field::Summary,
        Field::Product,
        Field::Model,
        Field::FirstSeenAt,
        Field::Description,
        Field::Tried,
        Field::DesiredOutcome,
        Field::LossAmount,
        Field::Evidence,
        Field::ImmediateAction,
        Field::NoticeNo,
        Field::NoticeDue,
    ];
    FIELDS.iter().map(|field| FieldSpec { field: *field, required: false }).collect()
}

/// What the call after a low rating asks for beside its result: what was done, whether it is solved now, a second
/// rating, the cause.
const AFTER_LOW_SCORE: [Field; 7] =
    [Field::Note, Field::Solved, Field::Attitude, Field::Quality, Field::Speed, Field::Solving, Field::RootCause];

/// A task done asks what came of a call, and may ask for more; tells whether it is the call after a low rating.
pub fn for_task(form: &mut StepForm, case: &Case, cx: &Cx) -> bool {
    let Some(task) = task::of(form, case) else { return false };
    if form.about.purpose != Purpose::Act(Act::FollowUpDone) {
        return false;
    }
    let result = Key::Field(Field::FollowUpResult);
    if let Some(row) = form.row_mut(result) {
        row.required = task.kind.is_call();
    }
    if task.kind == FollowUpKind::Praise {
        // It is passed on to a colleague: no call, no result of one.
        form.reshape(|rows| rows.retain(|row| row.key != result));
    }
    if task.kind != FollowUpKind::LowScore {
        return false;
    }
    let reopened = case.round() > 0 && case.state != State::Closing;
    for field in AFTER_LOW_SCORE {
        if form.row(Key::Field(field)).is_none() {
            let kind = case.record.code(Field::Kind);
            form.rows.push(control::row(field, kind, cx));
        }
    }
    if let Some(note) = form.row_mut(Key::Field(Field::Note)) {
        note.required = !reopened;
    }
    if let (Some(row), Some(cause)) = (form.row_mut(Key::Field(Field::RootCause)), closing::root_cause(case)) {
        row.fill(&Value::Code(cause.to_owned()), Origin::Rule, &cx.rules);
    }
    form.focus_on(Key::Field(Field::Note));
    true
}

/// What the customer said or was told: nobody knows it before somebody says so.
const CUSTOMERS_WORD: [Field; 11] = [
    Field::CustomerConsent,
    Field::CustomerSaidSo,
    Field::CustomerTold,
    Field::Verified,
    Field::Outcome,
    Field::FollowUpResult,
    Field::RejectReason,
    Field::CustomerRequest,
    Field::Solved,
    Field::OutsideRoutesTold,
    Field::WrittenNoticeSent,
];

/// The row of what the customer said, on a form nobody touched yet.
pub fn unsaid(form: &StepForm) -> Option<Key> {
    let acts = matches!(form.about.purpose, Purpose::Act(_));
    let said = |row: &&Row| matches!(row.key, Key::Field(field) if CUSTOMERS_WORD.contains(&field));
    let untouched = acts && form.rows.iter().all(|row| !row.own);
    form.rows.iter().find(said).filter(|_| untouched).map(|row| row.key)
}

/// Fields that only a third party asks for.
const OUTSIDE: [Field; 3] = [Field::ThirdParty, Field::Confidentiality, Field::Agreement];

/// What the chosen holder does not ask for moves to the end, optional; what it asks for is required.
pub fn reshape(form: &mut StepForm, act: Act, cx: &Cx) {
    match act {
        Act::Transfer | Act::HolderChanged => for_holder(form),
        Act::Pause => for_reason(form, cx),
        // What agrees is ticked before anybody says whether it is enough.
        Act::IdentityChecked => form.reshape(|rows| {
            let order = [Field::Facts, Field::Verified, Field::Sensitive].map(Key::Field);
            rows.sort_by_key(|row| order.iter().position(|key| *key == row.key));
        }),
        _ => {}
    }
}

/// What the reason of a pause asks for is required and stands first.
fn for_reason(form: &mut StepForm, cx: &Cx) {
    let reason = form.code(Field::PauseReason).map(Value::Code);
    let typed = reason.map_or_else(Record::default, |reason| Record::default().with(Field::PauseReason, reason));
    let asked = fields::fields_of_pause(&typed, &cx.rules.manual);
    for row in &mut form.rows {
        if let Key::Field(field @ (Field::Missing | Field::PauseUntil)) = row.key {
            row.required = asked.contains(&field);
        }
    }
    form.reshape(|rows| rows.sort_by_key(|row| !row.required));
}

fn for_holder(form: &mut StepForm) {
    let holder = form.code(Field::ToHolder);
    let outside = holder.as_deref() == Some("third_party");
    for row in &mut form.rows {
        match row.key {
            Key::Field(Field::ThirdParty | Field::Confidentiality) => row.required = outside,
            Key::Field(Field::Department) => row.required = holder.as_deref() == Some("department"),
            _ => {}
        }
    }
    let last = |row: &Row| matches!(row.key, Key::Field(field) if OUTSIDE.contains(&field)) && !outside;
    form.reshape(|rows| rows.sort_by_key(|row| (last(row), !row.required)));
}

/// Leaves only these codes to choose from.
fn keep_options(form: &mut StepForm, field: Field, codes: &[&str]) {
    if let Some(Control::One { options, .. }) = form.row_mut(Key::Field(field)).map(|row| &mut row.control) {
        options.retain(|option| codes.contains(&option.code.as_str()));
    }
}

/// What the form can fill in by itself: never what the customer said, nor that the customer was told.
fn known(act: Act, field: Field, case: &Case, cx: &Cx) -> Option<Value> {
    let text = |words: String| (!words.trim().is_empty()).then_some(Value::Text(words));
    let code = |code: &str| Some(Value::Code(code.to_owned()));
    let record = &case.record;
    match field {
        Field::ToHolder => code("second_line"),
        Field::Department | Field::LeadDepartment => default_department(case, &cx.rules.manual).map(Value::Code),
        Field::ReturnDue => {
            let clock = case.clocks.iter().rfind(|clock| clock.kind == ClockKind::ReturnDue)?;
            (clock.due > cx.now).then_some(Value::At(clock.due))
        }
        Field::HandoverNote => text(handover(case, cx)),
        Field::Reason if act == Act::Transfer => text(cx.words.get("case-reason-transfer")),
        Field::ConfirmedBy | Field::ToWhom => text(customer_name(case, cx)),
        Field::ToldByChannel | Field::Channel => code(record.text(Field::Channel).unwrap_or("phone")),
        Field::PlanOwner => text(
            case.holder_name
                .clone()
                .map_or_else(|| cx.agent.name.clone(), |name| control::name(Field::Department, &name, cx)),
        ),
        Field::Cases => Some(Value::Codes(numbers(case))),
        Field::RootCause => case.plan_in_force().and_then(|plan| plan.cause.clone()).map(Value::Code),
        _ => None,
    }
}

/// The cases of a major matter by number, the master first.
fn numbers(case: &Case) -> Vec<String> {
    let attached = case.leads().into_iter().flat_map(|major| &major.attached);
    std::iter::once(&case.no).chain(attached.map(|one| &one.no)).cloned().collect()
}

fn offer_cases(rows: &mut [Row], case: &Case) {
    if let Some(row) = rows.iter_mut().find(|row| row.key == Key::Field(Field::Cases)) {
        row.control = Control::many(numbers(case).into_iter().map(|no| Choosable::new(&no, no.clone())).collect());
    }
}

/// What the next one must know: how urgent it is, the matter, what was seen, what was tried, what is wished.
fn handover(case: &Case, cx: &Cx) -> String {
    let mut parts: Vec<String> = case.level.map(|level| cx.level_name(level).to_owned()).into_iter().collect();
    let told = [
        ("", Field::Summary),
        ("case-seen", Field::Description),
        ("case-tried", Field::Tried),
        ("case-wants", Field::DesiredOutcome),
    ];
    let summary = case.record.text(Field::Summary).unwrap_or_default();
    for (key, field) in told {
        let words = case.record.text(field).filter(|words| field != Field::Description || *words != summary);
        if let Some(words) = words {
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
    spoken(name, title)
}

/// The act; a correction names only what it changes, a promise takes along the phrases that were said for it.
pub fn sends((act, form): (Act, &StepForm), case: Option<&Case>, mut record: Record, cx: &mut Cx) -> Outgoing {
    if let Some(case) = case.filter(|_| act == Act::Edit) {
        record.0.retain(|field, value| !case.record.0.get(field).is_some_and(|old| reads_the_same(old, value)));
    }
    let due = record.at(Field::Due);
    let mut commands = vec![command(form, act, record, cx)];
    if matches!(act, Act::PromiseMade | Act::PromiseRenegotiated) {
        let whom = case.map(|case| customer_name(case, cx)).unwrap_or_default();
        commands.extend(said(&form.about.said, due, &whom, cx));
    }
    (commands, None)
}

/// Whether two values read alike in a form, which shows and takes minutes.
fn reads_the_same(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::At(old), Value::At(new)) => old.0.div_euclid(60_000) == new.0.div_euclid(60_000),
        _ => old == new,
    }
}

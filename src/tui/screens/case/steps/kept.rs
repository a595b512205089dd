//! What the draft journal keeps of a form of the Case screen beside its rows: phrases said over it and the customer it
//! is linked to; and the form as it comes back, with the rows it had grown.

use super::super::control;
use super::{Key, Purpose, StepForm, act, heading, identify, intake, shorthand};
use crate::domain::protocol::Draft;
use crate::domain::{Act, Case, Field, Timestamp};
use crate::tui::cx::Cx;
use crate::tui::unsaved::{CUSTOMER, SAID};

/// The form to be laid aside.
pub fn as_draft(form: &StepForm, case: uuid::Uuid, at: Timestamp, cx: &Cx) -> Draft {
    let mut draft = form.as_draft(heading(form, case), at, cx);
    for (name, kept) in beside(form).into_iter().filter(|(_, kept)| !kept.is_empty()) {
        draft.fields.insert(name.to_owned(), kept);
    }
    draft
}

fn beside(form: &StepForm) -> [(&'static str, String); 2] {
    let customer = form.about.customer.map_or(String::new(), |id| id.to_string());
    [(SAID, form.about.said.join("\n")), (CUSTOMER, customer)]
}

/// Keeps phrases and customer, and the time the phrases promise as it reads now.
pub fn keep(form: &mut StepForm, case: uuid::Uuid, cx: &mut Cx) {
    let heading = heading(form, case);
    for (name, kept) in beside(form) {
        form.keep_beside(name, kept, &heading, cx);
    }
    form.keep(&[Key::Field(Field::Due)], &heading, cx);
}

/// Puts everything back that was kept, the rows too that the form of today does not begin with.
pub fn restore(form: &mut StepForm, draft: &Draft, case: Option<&Case>, cx: &Cx) {
    if draft.target.is_some() {
        form.about.target.clone_from(&draft.target);
    }
    let beside = |name| draft.fields.get(name).map(String::as_str).unwrap_or_default();
    form.about.said = beside(SAID).lines().map(str::to_owned).collect();
    form.about.customer = beside(CUSTOMER).parse().ok();
    if form.about.purpose == Purpose::Intake {
        let typed = draft.fields.keys().filter_map(|name| name.parse().ok());
        shorthand::make_room(form, typed, cx);
    }
    form.restore(draft);
    match (form.about.purpose, case) {
        (Purpose::Intake, case) => {
            intake::ask_of_notice(form, case, cx);
            intake::ask_due(form, case.is_some(), cx);
        }
        (Purpose::Identify, case) => {
            identify::complete(form, case, cx);
            form.restore(draft);
            if let Some(case) = case {
                identify::ask_of_notice(form, case, cx);
            }
        }
        (Purpose::Act(Act::FollowUpDone), Some(case)) => drop(act::for_task(form, case, cx)),
        (Purpose::Act(act), _) => act::reshape(form, act, cx),
        (Purpose::Closing, _) => {}
    }
    add_words(form, draft, case, cx);
    form.restore(draft);
}

/// Words of a field the form does not ask for, asked for once by a refusal or by another kind, stay in sight.
fn add_words(form: &mut StepForm, draft: &Draft, case: Option<&Case>, cx: &Cx) {
    let kind = case.and_then(|case| case.record.code(Field::Kind));
    for (name, _) in draft.fields.iter().filter(|(_, words)| !words.trim().is_empty()) {
        let Ok(field) = name.parse::<Field>() else { continue };
        let row = control::row(field, kind, cx);
        if form.of(field).is_none() && row.typed().is_some() {
            form.rows.push(row);
        }
    }
}

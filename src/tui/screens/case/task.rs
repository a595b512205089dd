//! What a form about a follow-up says of it: which one it is, of which case.

use super::steps::StepForm;
use crate::domain::protocol::DueKind;
use crate::domain::{Act, Case, Field, FollowUp, FollowUpKind, Target};
use crate::tui::cx::Cx;
use crate::tui::names::joined;
use crate::tui::refusal;

/// The follow-up a form is about.
pub fn of<'a>(form: &StepForm, case: &'a Case) -> Option<&'a FollowUp> {
    match &form.about.target {
        Some(Target::FollowUp(id)) => case.follow_ups.iter().find(|task| task.id == *id),
        Some(Target::FollowUpKind(kind)) => case.open_follow_ups(*kind).first().copied(),
        _ => None,
    }
}

/// The act, and where it is about a follow-up which one: what it is, when it is due or for whom, of which case.
pub fn title(act: Act, form: &StepForm, case: Option<&Case>, cx: &Cx) -> String {
    let name = refusal::act_name(act, cx);
    let Some((case, task)) = case.and_then(|case| Some((case, of(form, case)?))) else { return name };
    // There is one of praise at most, so whom it is for says more than when it is due.
    let which = match task.kind {
        FollowUpKind::Praise => case.record.text(Field::Praised).unwrap_or_default().to_owned(),
        _ => cx.moment(task.due),
    };
    let what = joined(&[cx.duty(DueKind::FollowUp(task.kind)), which]);
    let args = [("act", name.into()), ("what", what.into()), ("no", case.no.as_str().into())];
    cx.words.with("case-task-of", &args)
}

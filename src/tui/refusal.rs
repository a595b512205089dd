//! A business "no" in words: what is not possible, and what would make it so.

use super::tell::Teller;
use crate::domain::protocol::Rejection;
use crate::domain::{Act, Field, Refusal};
use crate::words::dashed;

/// Why an order was not carried out, as a sentence.
pub fn sentence(why: &Rejection, cx: &Teller) -> String {
    match why {
        Rejection::Refused(refusal) => refused(refusal, cx),
        Rejection::Conflict { fields, .. } => {
            cx.words.with("refusal-stale", &[("fields", field_names(fields, cx).into())])
        }
        Rejection::Failed { code, .. } => cx.words.get(&format!("problem-{code}")),
    }
}

fn refused(refusal: &Refusal, cx: &Teller) -> String {
    let words = &cx.words;
    match refusal {
        Refusal::Missing { act, fields } => words
            .with("refusal-missing", &[("act", act_name(*act, cx).into()), ("fields", field_names(fields, cx).into())]),
        Refusal::Invalid { field, problem } => {
            let reason = words.get(&format!("invalid-{}", dashed(problem.as_str())));
            words.with("refusal-invalid", &[("field", field_name(*field, cx).into()), ("problem", reason.into())])
        }
        Refusal::NotNow { act, state } => {
            let state = cx.state_name(*state);
            words.with("refusal-not-now", &[("act", act_name(*act, cx).into()), ("state", state.into())])
        }
        Refusal::NotYou { act, role, may } => {
            let may = cx.role_names(may.iter().copied());
            words.with(
                "refusal-not-you",
                &[("act", act_name(*act, cx).into()), ("role", cx.role_name(*role).into()), ("may", may.into())],
            )
        }
        Refusal::Reserved { role, may, .. } => {
            let may = cx.role_names(may.iter().copied());
            words.with("refusal-reserved", &[("role", cx.role_name(*role).into()), ("may", may.into())])
        }
        Refusal::Rule { rule, .. } => words.get(&format!("rule-{}", dashed(rule))),
        Refusal::Stale { fields } => words.with("refusal-stale", &[("fields", field_names(fields, cx).into())]),
        Refusal::NoSuch { what } => words.with("refusal-no-such", &[("what", what.as_str().into())]),
    }
}

pub fn act_name(act: Act, cx: &Teller) -> String {
    cx.words.get(&format!("act-{}", dashed(act.as_str())))
}

pub fn field_name(field: Field, cx: &Teller) -> String {
    cx.words.get(&format!("field-{}", dashed(field.as_str())))
}

/// Fields by name, as a list.
pub fn field_names<'f>(fields: impl IntoIterator<Item = &'f Field>, cx: &Teller) -> String {
    let names: Vec<String> = fields.into_iter().map(|field| field_name(*field, cx)).collect();
    names.join(&cx.words.get("list-separator"))
}

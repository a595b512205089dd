//! The last step: marks by single keys, solved or not in the customer's own word, and what is missing to archive.

use std::collections::BTreeSet;

use super::super::control;
use super::{Key, Outgoing, Purpose, Row, StepForm, command, new_form};
use crate::domain::acts::fields;
use crate::domain::closing::{self as rules, Lacking};
use crate::domain::protocol::Request;
use crate::domain::{Act, Case, Command, Dimension, Field, Kind, Record, Solved, Value};
use crate::tui::cx::Cx;
use crate::tui::form::{Choosable, Control, Origin, Wrong};

/// The dimensions with their fields.
pub const DIMENSIONS: [(Dimension, Field); 4] = [
    (Dimension::Attitude, Field::Attitude),
    (Dimension::Quality, Field::Quality),
    (Dimension::Speed, Field::Speed),
    (Dimension::Solving, Field::Solving),
];

/// Whether the rating is asked at the end of the call, where one key is enough.
fn asks_in_call(case: &Case) -> bool {
    matches!(case.record.code(Field::Kind), Some(Kind::Enquiry | Kind::Suggestion | Kind::Proactive) | None)
}

/// The rows of the rating: one key first where it is asked at the end of the call, the four dimensions otherwise.
fn rating_fields(case: &Case) -> Vec<Field> {
    if case.is_praise() {
        return Vec::new();
    }
    let dimensions = DIMENSIONS.map(|(_, field)| field);
    let mut fields: Vec<Field> = Vec::new();
    if asks_in_call(case) {
        fields.extend([Field::Keypad, Field::Solved]);
        fields.extend(dimensions);
    } else {
        fields.extend(dimensions);
        fields.extend([Field::Solved, Field::Keypad]);
    }
    fields.push(Field::Comment);
    fields
}

pub fn form(case: &Case, cx: &mut Cx) -> StepForm {
    let fields = rating_fields(case);
    let complaint = case.record.code(Field::Kind) == Some(Kind::Complaint);
    let row = |field| control::row(field, None, cx);
    let asked = ["refused", "no_answer", "not_asked"].map(|code| Choosable::new(code, status_name(code, cx)));
    let mut rows: Vec<Row> = fields.into_iter().map(row).collect();
    // Praise is not rated, and has no cause.
    if !case.is_praise() {
        rows.extend([Row::new(Key::Asked, Control::one(asked.into())), row(Field::RatingReason)]);
        rows.extend(case.outcome.is_none().then(|| row(Field::Outcome).required(true)));
        rows.push(row(Field::RootCause).required(complaint));
    }
    rows.push(row(Field::ClosingNotice).required(complaint));
    let root = case.plan_in_force().and_then(|plan| plan.cause.clone());
    if let Some(row) = rows.iter_mut().find(|row| row.key == Key::Field(Field::RootCause))
        && let Some(root) = root
    {
        row.fill(&Value::Code(root), Origin::Rule, &cx.rules);
    }
    if complaint && let Some(row) = rows.iter_mut().find(|row| row.key == Key::Field(Field::ClosingNotice)) {
        row.control.restore(&notice(case, cx));
        row.origin = Origin::Rule;
    }
    let mut form = new_form(Purpose::Closing, rows, Some(case), cx);
    if is_rated(case) {
        form.focus = form.rows.iter().position(|row| row.required && row.is_empty()).unwrap_or(0);
    }
    form
}

/// The closing notice to a customer who complained, from what is known.
fn notice(case: &Case, cx: &Cx) -> String {
    let matter = case.record.text(Field::Summary).unwrap_or_default();
    let result = case.plan_in_force().map_or("", |plan| plan.text.as_str());
    cx.words.with(
        "case-closing-notice",
        &[
            ("customer", super::act::customer_name(case, cx).into()),
            ("matter", matter.into()),
            ("no", case.no.as_str().into()),
            ("result", result.into()),
        ],
    )
}

fn status_name(code: &str, cx: &Cx) -> String {
    let found = cx.rules.manual.satisfaction.statuses.iter().find(|status| status.id.as_str() == code);
    found.map_or_else(|| code.to_owned(), |status| status.names.get(cx.lang).to_owned())
}

/// Whether a rating of this round is there.
fn is_rated(case: &Case) -> bool {
    let since = case.reopened_at.last().copied();
    case.ratings.last().is_some_and(|rating| since.is_none_or(|since| rating.at >= since))
}

/// A mark entered; 0 counts as asked but not answered.
fn mark(form: &StepForm, field: Field) -> Option<u8> {
    form.of(field)?.control.mark()
}

/// The act the rating rows amount to, with its fields; nothing when nothing was entered.
fn rating(form: &StepForm) -> Option<(Act, Record)> {
    let mut record = Record::default();
    take(form, &[Field::Solved, Field::Comment, Field::RatingReason], &mut record);
    let asked = form.row(Key::Asked).and_then(|row| row.control.code());
    match asked.as_deref() {
        Some("refused") => return Some((Act::SatisfactionRefused, record)),
        Some("no_answer") => return Some((Act::SatisfactionNoAnswer, record)),
        Some("not_asked") => return Some((Act::SatisfactionNotAsked, record)),
        _ => {}
    }
    let given: BTreeSet<(Field, u8)> =
        DIMENSIONS.iter().filter_map(|(_, field)| Some((*field, mark(form, *field)?))).collect();
    let marks: Vec<&(Field, u8)> = given.iter().filter(|(_, mark)| *mark > 0).collect();
    if !marks.is_empty() {
        for (field, mark) in marks {
            record.set(*field, Value::Number(i64::from(*mark)));
        }
        return Some((Act::SatisfactionScored, record));
    }
    if let Some(key) = mark(form, Field::Keypad).filter(|key| *key > 0) {
        record.set(Field::Keypad, Value::Number(i64::from(key)));
        return Some((Act::SatisfactionKeypad, record));
    }
    let said_no = mark(form, Field::Keypad) == Some(0) || !given.is_empty();
    said_no.then_some((Act::SatisfactionRefused, record))
}

/// The score of what is entered so far, in tenths of a point, and whether it is low.
pub fn score(form: &StepForm, cx: &Cx) -> Option<(u32, bool)> {
    use crate::domain::score;
    let given = |field| mark(form, field).filter(|mark| *mark > 0);
    let solved: Option<Solved> = form.code(Field::Solved).and_then(|code| code.parse().ok());
    let manual = &cx.rules.manual;
    let scored = match given(Field::Keypad) {
        Some(key) if DIMENSIONS.iter().all(|(_, field)| given(*field).is_none()) => score::keypad(manual, key, solved),
        _ => {
            let marks = score::Marks {
                attitude: given(Field::Attitude),
                quality: given(Field::Quality),
                speed: given(Field::Speed),
                solving: given(Field::Solving),
            };
            score::score(manual, &marks, solved)
        }
    };
    scored.tenths.map(|tenths| (tenths, scored.low))
}

/// What the archive still lacks, in words; a rating entered but not yet saved counts as there.
pub fn lacking(form: &StepForm, case: &Case, typed: &Record, cx: &Cx) -> Vec<String> {
    let rated = rating(form).is_some();
    rules::lacking(case, typed, &cx.rules.manual)
        .into_iter()
        .filter(|lack| !(rated && is_rating(lack)))
        .map(|lack| match lack {
            lack if is_rating(&lack) => cx.words.get("case-rating-missing"),
            Lacking::Field(field) => {
                let name = crate::tui::refusal::field_name(field, cx);
                cx.words.with("case-still-missing", &[("fields", name.into())])
            }
            Lacking::Rule(rule) => cx.words.get(&format!("rule-{}", rule.replace('_', "-"))),
        })
        .collect()
}

/// The rating is there, or a word why not.
fn is_rating(lack: &Lacking) -> bool {
    *lack == Lacking::Field(Field::RatingReason)
}

/// What archiving needs beyond the rating.
pub fn archive_record(form: &StepForm, case: &Case) -> Record {
    let mut record = Record::default();
    if let Some(outcome) = case.outcome {
        record.set(Field::Outcome, Value::Code(outcome.as_str().to_owned()));
    }
    take(form, &[Field::Outcome, Field::RootCause, Field::ClosingNotice], &mut record);
    record
}

/// Takes over the codes and words of these rows, as far as they hold any.
fn take(form: &StepForm, fields: &[Field], record: &mut Record) {
    for field in fields {
        let words = form.words(*field).trim();
        let typed = (!words.is_empty()).then(|| Value::Text(words.to_owned()));
        if let Some(value) = form.code(*field).map(Value::Code).or(typed) {
            record.set(*field, value);
        }
    }
}

/// Whether Enter ends the form here.
pub fn ends_at(row: &Row) -> bool {
    row.key == Key::Field(Field::Solved)
}

/// The rating and the archive in one go; if only the archive is refused, the rating is kept all the same. Nothing where
/// a rating is still to come: its rows are marked.
pub fn sends(form: &mut StepForm, case: &Case, cx: &mut Cx) -> Option<Outgoing> {
    let rating = rating(form);
    if rating.is_none() && !is_rated(case) {
        mark_rating(form);
        return None;
    }
    let rating = rating.map(|(act, record)| command(form, act, record, cx));
    let alone = rating.clone().map(|command| Request::Act { case: case.id, command });
    let mut commands: Vec<Command> = rating.into_iter().collect();
    // Whoever may not archive has done their part with the rating.
    let may_archive = fields::why_not(Act::Archive, case, cx.agent.capacity(), &cx.rules.manual).is_none();
    let to_be_reviewed = case.needs_lead() && case.reviewed_at.is_none();
    if (!may_archive || to_be_reviewed) && !commands.is_empty() {
        return Some((commands, None));
    }
    let mut last = cx.command(Act::Archive, archive_record(form, case), None);
    if commands.is_empty() {
        last.id = form.about.command;
    }
    commands.push(last);
    Some((commands, alone))
}

/// The rows of the rating are what is missing.
fn mark_rating(form: &mut StepForm) {
    form.tried = true;
    for key in [Field::Keypad, Field::Attitude].map(Key::Field) {
        if let Some(row) = form.row_mut(key) {
            row.wrong = Some(Wrong::Missing);
        }
    }
    form.take_wrong();
}

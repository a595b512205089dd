//! Intake: who, what, how bad, what is wished, in the order of a conversation.

use super::super::{control, with_lexicon};
use super::{Key, Purpose, Row, StepForm, new_form};
use crate::domain::{Case, Channel, Field, Value};
use crate::tui::cx::Cx;
use crate::tui::form::{Control, Origin};

/// The rows of the form, the shorthand line aside, in the order of a conversation.
const FIELDS: [Field; 15] = [
    Field::CustomerName,
    Field::Company,
    Field::CallerNumber,
    Field::Title,
    Field::Channel,
    Field::Rings,
    Field::OrderNo,
    Field::Summary,
    Field::FirstSeenAt,
    Field::Tried,
    Field::Description,
    Field::Product,
    Field::Kind,
    Field::Emotion,
    Field::DesiredOutcome,
];

/// Fields the step cannot be left without.
const REQUIRED: [Field; 3] = [Field::CallerNumber, Field::Summary, Field::Channel];

/// The form of a new contact, or of one that was saved before its intake was done.
pub fn form(case: Option<&Case>, cx: &mut Cx) -> StepForm {
    let mut rows = vec![Row::new(Key::Shorthand, Control::line(400))];
    with_lexicon(cx, |lexicon| {
        rows.extend(FIELDS.map(|field| control::row(field, None, lexicon).required(REQUIRED.contains(&field))));
    });
    if let Some(case) = case {
        control::fill_from(&mut rows, &case.record, &cx.rules);
        for row in &mut rows {
            row.own = !row.is_empty();
        }
    }
    let mut form = new_form(Purpose::Intake, rows, case, cx);
    if let Some(channel) = form.row_mut(Key::Field(Field::Channel)).filter(|row| row.is_empty()) {
        channel.fill(&Value::Code(Channel::Phone.as_str().to_owned()), Origin::Rule, &cx.rules);
    }
    ask_of_notice(&mut form, case, cx);
    form
}

/// A notice is asked for where the channel brings one: its number, and by when they want the matter ended.
pub fn ask_of_notice(form: &mut StepForm, case: Option<&Case>, cx: &Cx) {
    let wanted = form.code(Field::Channel).as_deref() == Some(Channel::Regulator.as_str());
    let after = form.rows.iter().position(|row| row.key == Key::Field(Field::Channel));
    notice_rows(form, wanted, after, case, cx);
}

/// Puts the rows of a notice behind a row, or takes them away while they are empty.
pub fn notice_rows(form: &mut StepForm, wanted: bool, after: Option<usize>, case: Option<&Case>, cx: &Cx) {
    const NOTICE: [Field; 2] = [Field::NoticeNo, Field::NoticeDue];
    let is_there = form.row(Key::Field(Field::NoticeDue)).is_some();
    if wanted && !is_there {
        let mut rows: Vec<Row> =
            with_lexicon(cx, |lexicon| NOTICE.iter().map(|field| control::row(*field, None, lexicon)).collect());
        if let Some(case) = case {
            control::fill_from(&mut rows, &case.record, &cx.rules);
        }
        let at = after.map_or(form.rows.len(), |after| after + 1);
        form.reshape(|all| {
            all.splice(at..at, rows);
        });
    } else if !wanted && is_there {
        let stays = |row: &Row| !(row.is_empty() && matches!(row.key, Key::Field(field) if NOTICE.contains(&field)));
        form.reshape(|rows| rows.retain(stays));
    }
}
